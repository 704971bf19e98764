"""`powerstruggle play`: by hand, by script and by policy."""

import io
import json
import statistics

import pytest

from powerstruggle_xblock.cli import main
from powerstruggle_xblock.resources import starter_scenarios

STARTERS = [pytest.param(str(file), id=file.stem) for file in starter_scenarios()]


@pytest.fixture
def path(tmp_path, tiny):
    """Return a scenario file of one scene."""
    file = tmp_path / "tiny.xml"
    file.write_text(tiny, encoding="utf-8")
    return str(file)


@pytest.fixture
def typed(monkeypatch):
    """Return what puts lines where a person would type them."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def played(capsys, *arguments):
    assert main(["play", "--json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


# --- policies -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["first", "longest", "shortest", "random"])
@pytest.mark.parametrize("scenario", STARTERS)
def test_nobody_passes_a_shipped_scenario_without_reading(scenario, how, capsys):
    report = played(capsys, scenario, "--pick", how)
    assert report["mean"] < report["pass"]
    assert report["passed_on_average"] is False


@pytest.mark.parametrize("scenario", STARTERS)
def test_a_careful_learner_reaches_nine_tenths_of_a_shipped_scenario(scenario, capsys):
    report = played(capsys, scenario, "--pick", "best")
    assert report["mean"] >= 0.9
    assert report["runs"][0]["passed"] is True


@pytest.mark.parametrize("scenario", STARTERS)
def test_the_worst_way_through_is_below_every_policy(scenario, capsys):
    worst = played(capsys, scenario, "--pick", "worst")["mean"]
    assert all(worst <= played(capsys, scenario, "--pick", how)["mean"] for how in ("first", "longest", "shortest"))


def test_chance_follows_its_seed(capsys):
    scenario = str(starter_scenarios()[0])
    once, again, other = (played(capsys, scenario, "--pick", "random", "--seed", seed, "--runs", "5") for seed in "112")
    assert once == again
    assert once["runs"] != other["runs"]


def test_every_run_is_reported_with_its_path_ending_and_score(capsys):
    report = played(capsys, str(starter_scenarios()[0]), "--pick", "random", "--runs", "7")
    assert len(report["runs"]) == 7
    assert set(report["runs"][0]) == {"path", "ending", "score", "passed", "meters", "skills"}
    assert report["mean"] == pytest.approx(statistics.mean(run["score"] for run in report["runs"]))
    assert all(run["ending"] for run in report["runs"])


def test_a_policy_without_json_says_where_the_mean_lies(path, capsys):
    assert main(["play", path, "--pick", "shortest"]) == 0
    assert "1 run: mean 33%, does not reach the pass mark" in capsys.readouterr().out


@pytest.mark.parametrize("runs", ["0", "-3", "some"])
def test_a_number_of_runs_that_is_none_is_refused(path, runs, capsys):
    with pytest.raises(SystemExit) as left:
        main(["play", path, "--pick", "random", "--runs", runs])
    assert left.value.code == 2
    assert f"\"{runs}\" is no whole number from 1 on" in capsys.readouterr().err


# --- scripts --------------------------------------------------------------------------------------------------------


def test_choices_by_id_give_path_score_and_ending(path, capsys):
    run = played(capsys, path, "--choices", "one-line")["runs"][0]
    assert (run["path"], run["ending"], run["score"], run["passed"]) == (["one-line"], "signed", 1.0, True)


def test_a_choice_that_does_not_fit_is_refused_with_what_there_is(path, capsys):
    assert main(["play", path, "--choices", "shout"]) == 2
    assert capsys.readouterr().err == "\"shout\" can't be taken at step 1; there is: one-line, policy\n"


def test_a_choice_after_the_end_is_refused(path, capsys):
    assert main(["play", path, "--choices", "one-line,policy"]) == 2
    assert "the talk has ended" in capsys.readouterr().err


def test_a_policy_and_choices_exclude_each_other(path):
    with pytest.raises(SystemExit) as left:
        main(["play", path, "--choices", "policy", "--pick", "first"])
    assert left.value.code == 2


def test_json_without_choices_or_policy_is_refused(path, capsys):
    assert main(["play", path, "--json"]) == 2
    assert "--choices or --pick" in capsys.readouterr().err


def test_a_scenario_that_cannot_be_played_is_refused_with_its_problems(tmp_path, capsys):
    broken = tmp_path / "broken.xml"
    broken.write_text("<powerstruggle_scenario>\n  <scene id='a'>\n</powerstruggle_scenario>", encoding="utf-8")
    assert main(["play", str(broken), "--pick", "first"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"{broken}: line " in said.err


def test_a_missing_file_is_a_sentence(capsys):
    assert main(["play", "no-such.xml"]) == 2
    assert capsys.readouterr().err == "powerstruggle: no-such.xml: No such file or directory\n"


# --- by hand --------------------------------------------------------------------------------------------------------


def test_a_talk_is_played_by_typing_numbers(path, typed, capsys):
    typed("1\n")
    assert main(["play", path]) == 0
    out = capsys.readouterr().out
    assert "Third time. What is it now?" in out
    assert "He heard his week said back" in out
    assert "Signed, and a copy in his folder (agreement)" in out
    assert "score 100% (passed); path one-line" in out


@pytest.mark.parametrize("slip", ["", "0", "3", "one", "-1", "²", "9" * 30])
def test_what_is_no_open_number_is_asked_again(path, typed, slip, capsys):
    typed(f"{slip}\n2\n")
    assert main(["play", path]) == 0
    out = capsys.readouterr().out
    assert "Please type one of 1, 2, or q." in out
    assert "path policy" in out


@pytest.mark.parametrize("text", ["q\n", "Q\n", ""])
def test_a_talk_can_be_left(path, typed, text, capsys):
    typed(text)
    assert main(["play", path]) == 0
    assert 'You left at "The third paper"; path so far: none' in capsys.readouterr().out


def test_nothing_of_a_reply_not_chosen_is_shown(path, typed, capsys):
    typed("2\n")
    main(["play", path])
    out = capsys.readouterr().out
    assert "As you said on Monday." in out
    assert "Well. That was one sentence." not in out


# --- variants -------------------------------------------------------------------------------------------------------


def test_a_scenario_is_read_with_the_variants_of_the_learner_that_is_asked_for(tmp_path, tiny, capsys):
    file = tmp_path / "varied.xml"
    said = "Third time. What is it now?"
    assert said in tiny
    file.write_text(tiny.replace(said, f"<variant>{said}</variant><variant>Again? What now?</variant>"), "utf-8")

    def words(*options):
        assert main(["play", str(file), "--choices", "one-line", *options]) == 0
        return capsys.readouterr().out

    assert said in words() and "Again?" not in words()
    read = [words("--learner", str(number)) for number in range(1, 13)]
    assert all((said in text) != ("Again?" in text) for text in read)
    assert {said in text for text in read} == {True, False}
    assert words("--learner", "3") == read[2]


def test_the_runs_of_a_policy_are_of_learners_who_read_different_variants(tmp_path, tiny, capsys):
    file = tmp_path / "varied.xml"
    said = "As I said on Monday, we need every page signed."
    assert said in tiny
    file.write_text(tiny.replace(said, f"<variant>{said}</variant><variant>{'Word ' * 30}</variant>"), "utf-8")
    paths = {tuple(run["path"]) for run in played(capsys, str(file), "--pick", "longest", "--runs", "12")["runs"]}
    assert paths == {("one-line",), ("policy",)}
