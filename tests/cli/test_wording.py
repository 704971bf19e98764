"""`powerstruggle survey --wording` and `--tells`, and the notes of `powerstruggle check`."""

import json
import sys

import pytest

from powerstruggle_xblock.cli import main, wording
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import scenario_xml

from ..course.generated_sets import generate_set, marker_word, plain


@pytest.fixture
def write(tmp_path):
    """Return a maker of files from a made-up set."""

    def make(scenarios):
        files = []
        for name, scenario in scenarios.items():
            files.append(tmp_path / f"{name}.xml")
            files[-1].write_text(scenario_xml.serialize(scenario), encoding="utf-8")
        return [str(file) for file in files]

    return make


@pytest.fixture
def catalogue(monkeypatch, tmp_path):
    """Put a made-up set in the starter course's place."""
    folder = tmp_path / "starter"
    folder.mkdir()
    files = []
    for name, scenario in generate_set(marker_word, 8, seed=7).items():
        files.append(folder / f"starter-{name}.xml")
        files[-1].write_text(scenario_xml.serialize(scenario), encoding="utf-8")
    monkeypatch.setattr(wording, "starter_scenarios", lambda: files)
    wording._starter.cache_clear()
    yield files
    wording._starter.cache_clear()


@pytest.fixture
def without_the_library(monkeypatch):
    """Let scikit-learn be missing."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "sklearn"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sklearn", None)


def test_files_are_measured_by_what_the_others_and_the_starter_course_teach(write, catalogue, capsys):
    assert main(["survey", "--wording", *write(generate_set(marker_word, 1))]) == 1
    said = capsys.readouterr()
    assert "| Story-0 | 100% | yes | 5 of 5 |" in said.out
    assert "falls short: going by words and pairs gives 100% on average, not less than 70%\n" in said.err


@pytest.mark.parametrize("how", [["--wording"], []])
def test_files_of_the_same_name_in_two_folders_are_both_measured(how, tmp_path, catalogue, capsys):
    files = []
    for number, scenario in enumerate(generate_set(marker_word, 2).values()):
        files.append(tmp_path / str(number) / "story.xml")
        files[-1].parent.mkdir()
        files[-1].write_text(scenario_xml.serialize(scenario), encoding="utf-8")
    assert main(["survey", *how, *map(str, files)]) == 1
    said = capsys.readouterr().out
    assert said.count("| Story-0 | ") == said.count("| Story-1 | ") >= 1


def test_a_set_within_its_bounds_ends_in_0(write, catalogue, capsys):
    assert main(["survey", "--wording", *write(generate_set(plain, 40))]) == 0
    assert capsys.readouterr().err == ""


def test_what_cannot_be_played_is_named_and_the_rest_measured(write, catalogue, tmp_path, capsys):
    broken = tmp_path / "broken.xml"
    broken.write_text("<powerstruggle_scenario", encoding="utf-8")
    catalogue[0].unlink()
    assert (
        main(["survey", "--wording", *write(generate_set(marker_word, 1)), str(broken), str(tmp_path / "gone.xml")])
        == 2
    )
    said = capsys.readouterr()
    assert "broken.xml can't be played and is left out" in said.err
    assert "gone.xml: No such file or directory; it is left out" in said.err
    assert f"{catalogue[0].name}: No such file or directory; it is left out" in said.err
    assert "| Story-0 | 100% | yes | 5 of 5 |" in said.out


def test_the_starter_course_is_measured_without_files(catalogue, capsys):
    main(["survey", "--wording"])
    assert "pass 8 of 8" in capsys.readouterr().out


def test_tells_of_one_file_name_what_is_planted(write, catalogue, capsys):
    assert main(["survey", "--wording", "--tells", *write(generate_set(marker_word, 1))]) == 0
    assert (
        "- \"perhaps\": in 40 of 40 places in the starter course the reply is strong; here in 5 of 5 ("
        in capsys.readouterr().out
    )


def test_tells_of_a_broken_file_are_refused(tmp_path, capsys):
    broken = tmp_path / "broken.xml"
    broken.write_text("no scenario", encoding="utf-8")
    assert main(["survey", "--tells", str(broken)]) == 2
    assert "broken.xml can't be played" in capsys.readouterr().err


@pytest.mark.usefixtures("without_the_library")
@pytest.mark.parametrize("how", ["--wording", "--tells"])
def test_without_the_library_a_sentence_says_what_to_install(how, write, capsys):
    assert main(["survey", how, *write(generate_set(marker_word, 1))]) == 2
    assert capsys.readouterr().err == (
        "powerstruggle: what the wording gives away can't be measured; "
        "it needs: pip install \"powerstruggle-xblock[review]\"\n"
    )


@pytest.mark.usefixtures("without_the_library")
def test_without_the_library_the_other_tables_are_printed_all_the_same(write, capsys):
    assert main(["survey", *write(generate_set(plain, 1))]) == 1
    said = capsys.readouterr()
    assert "have a reply rated between 1 and 2" in said.out
    assert "From the wording alone" not in said.out
    assert "it needs: pip install" in said.err


# --- check ------------------------------------------------------------------------------------------


def test_notes_of_a_check_change_no_exit_status(catalogue, monkeypatch, capsys):
    file = str(starter_scenarios()[0])
    before = main(["check", file])
    capsys.readouterr()
    told = [wording.Issue(wording.NOTE, "wording", "\"or\" tells", 3, "a")]
    monkeypatch.setattr(wording, "find_notes", lambda *_: tuple(told))
    assert main(["check", file]) == before
    assert "note line 3: \"or\" tells" in capsys.readouterr().out


def test_a_check_notes_what_the_wording_gives_away_with_its_line(write, catalogue, capsys):
    (file,) = write(generate_set(marker_word, 1))
    main(["check", "--json", file])
    (report,) = json.loads(capsys.readouterr().out)
    first, second, *_ = report["notes"]
    assert {note["severity"] for note in report["notes"]} == {"note"}
    assert {note["code"] for note in report["notes"]} == {"wording"}
    assert first["message"].startswith("who goes by the wording alone gets 100%")
    assert second["message"].startswith("\"perhaps\": in 40 of 40 places")
    assert f"id=\"{second['at']}\"" in open(file, encoding="utf-8").read().splitlines()[second["line"] - 1]
    assert all(problem["severity"] != "note" for problem in report["problems"])


def test_errors_only_leaves_notes_out(write, catalogue, capsys):
    main(["check", "--errors-only", "--json", *write(generate_set(marker_word, 1))])
    assert json.loads(capsys.readouterr().out)[0]["notes"] == []


def test_a_file_in_another_language_is_not_held_against_english_words(write, catalogue):
    (file,) = write(generate_set(marker_word, 1))
    text = open(file, "rb").read()
    assert wording.find_notes(wording.Path(file), text)
    assert wording.find_notes(wording.Path(file), text.replace(b'xml:lang="en"', b'xml:lang="en-US"'))
    assert wording.find_notes(wording.Path(file), text.replace(b'xml:lang="en"', b'xml:lang="fr"')) == ()


@pytest.mark.usefixtures("without_the_library")
def test_without_the_library_a_check_has_no_notes(write, catalogue, capsys):
    main(["check", "--json", *write(generate_set(marker_word, 1))])
    assert json.loads(capsys.readouterr().out)[0]["notes"] == []
