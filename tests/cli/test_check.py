"""`powerstruggle check`: what it finds, how it says it, and its exit status."""

import json

import pytest

from powerstruggle_xblock.cli import main
from powerstruggle_xblock.resources import starter_scenarios

STARTERS = [pytest.param(file, id=file.stem) for file in starter_scenarios()]


@pytest.fixture
def file(tmp_path, tiny):
    """Return a maker of scenario files: the tiny one with these replacements."""

    def make(*replacements, name="mine.xml"):
        text = tiny
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return make


@pytest.mark.parametrize("scenario", STARTERS)
def test_a_shipped_scenario_has_nothing_to_mend(scenario, capsys):
    assert main(["check", str(scenario)]) == 0
    assert "nothing to mend" in capsys.readouterr().out


def test_a_problem_makes_the_status_1_and_is_told_with_its_line(file, capsys):
    path = file(('to="signed" move="reflect"', 'to="sined" move="reflect"'))
    assert main(["check", path]) == 1
    out = capsys.readouterr().out
    assert "error line 19:" in out
    assert 'did you mean "signed"?' in out


def test_a_picture_that_is_not_in_the_folder_of_files_is_a_warning_with_its_line(file, capsys, tmp_path):
    path = file(("<line", '<image src="/static/desk.png" alt="A desk"/><line'))
    assert main(["check", path]) == 1
    assert "desk.png" not in capsys.readouterr().out
    (tmp_path / "static").mkdir()
    assert main(["check", path]) == 1
    assert 'line 17: "desk.png" is not among the course' in capsys.readouterr().out
    (tmp_path / "static" / "desk.png").write_bytes(b"")
    assert main(["check", path]) == 1
    assert "desk.png" not in capsys.readouterr().out


def test_errors_only_leaves_warnings_out_of_report_and_status(file, capsys):
    path = file()
    assert main(["check", path]) == 1
    assert "warning" in capsys.readouterr().out
    assert main(["check", "--errors-only", path]) == 0
    assert "warning" not in capsys.readouterr().out


def test_a_file_that_is_no_xml_is_a_located_problem(file, capsys):
    path = file(("<cue>He puts", "<cue><b>He puts"))
    assert main(["check", path]) == 1
    assert "error line " in capsys.readouterr().out


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02", b"\xff\xfe<", b"plain words", b"<other/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"],
)
def test_no_content_whatever_ends_in_a_traceback(content, tmp_path, capsys):
    path = tmp_path / "odd.xml"
    path.write_bytes(content)
    assert main(["check", str(path)]) == 1
    assert "error" in capsys.readouterr().out


def test_an_unknown_portrait_is_a_warning_with_its_line_and_the_nearest_name(file, capsys):
    assert main(["check", file(('portrait="alder"', 'portrait="aldr"'))]) == 1
    assert (
        'line 12: person "ira" has the portrait "aldr", which is not in the set; did you mean "alder"?'
        in capsys.readouterr().out
    )


def test_an_unknown_portrait_like_no_other_gets_the_whole_set(file, capsys):
    main(["check", file(('portrait="alder"', 'portrait="0000"'))])
    assert "there are alder, aspen" in capsys.readouterr().out


def test_a_known_portrait_is_no_problem(file, capsys):
    main(["check", file()])
    assert "has the portrait" not in capsys.readouterr().out


def test_json_has_files_problems_and_fairness(file, capsys):
    good, bad = file(), file(('to="signed" move="reflect"', 'to="nowhere-at-all" move="reflect"'), name="bad.xml")
    assert main(["check", "--json", good, bad]) == 1
    first, second = json.loads(capsys.readouterr().out)
    assert first["file"] == good
    assert {"severity", "code", "message", "line", "at", "fatal", "field"} == set(first["problems"][0])
    assert set(first["fairness"]) == {
        "exact",
        "best",
        "best_path",
        "worst",
        "worst_path",
        "picks",
        "longest_decisions",
        "endings",
    }
    assert first["fairness"]["best_path"] == ["one-line"]
    assert set(first["fairness"]["picks"]) == {"first", "longest", "shortest", "random"}
    assert set(first["fairness"]["endings"]["signed"]) == {"mean", "best", "worst", "share"}
    assert any(problem["severity"] == "error" for problem in second["problems"])


def test_several_files_end_in_a_total(file, capsys):
    main(["check", file(), *map(str, starter_scenarios()[:1])])
    assert "2 files: 0 errors, " in capsys.readouterr().out


def test_a_missing_file_is_said_before_the_others_are_checked(file, capsys):
    assert main(["check", file(), "no-such.xml"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "powerstruggle: no-such.xml: No such file or directory\n"


def test_a_folder_is_no_scenario(tmp_path, capsys):
    assert main(["check", str(tmp_path)]) == 2
    assert "Is a directory" in capsys.readouterr().err
