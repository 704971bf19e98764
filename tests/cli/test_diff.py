"""`powerstruggle diff`: what changed, what it means for learners, and an exit status for scripts."""

import json

import pytest

from powerstruggle_xblock.cli import main


@pytest.fixture
def files(tmp_path, tiny_text):
    def write(*pairs):
        text = tiny_text
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        old_file, new_file = tmp_path / "old.xml", tmp_path / "new.xml"
        old_file.write_text(tiny_text, encoding="utf-8")
        new_file.write_text(text, encoding="utf-8")
        return str(old_file), str(new_file)

    return write


def test_the_same_scenario_is_status_0(files, capsys):
    assert main(["diff", *files()]) == 0
    assert capsys.readouterr().out == "the same scenario\n"


def test_differences_and_what_they_mean_are_told_with_status_1(files, capsys):
    renamed, rated = (
        ('id="policy"', 'id="rule"'),
        ('<level listening="3" clarity="3"/>', '<level listening="1" clarity="3"/>'),
    )
    assert main(["diff", *files(renamed, rated)]) == 1
    out = capsys.readouterr().out
    assert 'choice "policy" is called "rule" now' in out and 'choice "one-line": the rating was' in out
    assert 'took "policy"' in out and "rescores" in out


def test_json_has_changes_learners_and_both_versions(files, capsys):
    assert main(["diff", "--json", *files(('kind="agreement"', 'kind="door-open"'))]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["changes"] == [
        {
            "how": "changed",
            "what": "ending",
            "at": "signed",
            "before": "agreement",
            "after": "door-open",
            "message": 'ending "signed": the kind was "agreement", is now "door-open"',
        }
    ]
    assert len(set(found["versions"])) == 2 and found["learners"]["exact"] is True and found["learners"]["sentences"]


def test_a_file_that_is_no_scenario_is_status_2_with_its_problems(files, tmp_path, capsys):
    old, _ = files()
    broken = tmp_path / "broken.xml"
    broken.write_text("<powerstruggle_scenario>", encoding="utf-8")
    assert main(["diff", old, str(broken)]) == 2
    assert "broken.xml: line" in capsys.readouterr().err
    assert main(["diff", old, str(tmp_path / "nowhere.xml")]) == 2
