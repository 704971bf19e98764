"""The set as a whole: what the course promises is practised somewhere, and no habit of choosing passes."""

import re
from pathlib import Path

import pytest

from powerstruggle_xblock.cli import check, main
from powerstruggle_xblock.course import content_audit, outline, readings
from powerstruggle_xblock.exchange.print import script_html
from powerstruggle_xblock.notation import markup
from powerstruggle_xblock.resources import starter_drills, starter_scenarios
from powerstruggle_xblock.scenario import catalog, scenario_xml
from powerstruggle_xblock.scenario import model as m

FOLDER = outline.course_folder()
FILES = (*starter_scenarios(), *starter_drills())
ALL = {file.stem: scenario_xml.parse(file.read_bytes()).scenario for file in FILES}
DOCS = Path(__file__).resolve().parents[2] / "docs" / "starter-course.md"


@pytest.fixture(scope="module")
def rows():
    return content_audit.audit_scenarios(
        {file.stem: scenario_xml.parse(file.read_bytes()).scenario for file in starter_scenarios()},
        check.load_grade(),
    )


def test_the_set_keeps_every_one_of_its_rules(rows):
    assert list(content_audit.list_shortfalls(rows)) == []


def test_places_of_the_strongest_reply_are_no_more_uneven_than_chance(rows):
    found = content_audit.measure_set(rows)
    assert sum(found.positions) == found.decisions
    assert found.unevenness < 12.59, "six degrees of freedom, 5 % point"


def test_every_skill_is_what_makes_some_reply_strong_in_four_scenarios(rows):
    assert {
        skill: len(names) for skill, names in content_audit.measure_skill_coverage(rows).items() if len(names) < 4
    } == {}
    assert content_audit.measure_skill_coverage(rows).keys() == catalog.skills().keys()


def test_what_is_to_be_covered_is_covered_by_lessons_that_are_there():
    items = {(item.kind, item.name) for item in outline.read_outline().items}
    table = content_audit.read_coverage(FOLDER)
    assert len(table["presentations"]) == 8
    for names in table["presentations"].values():
        assert {("scenario", name) for name in names} <= items
    for row in table["approach"]:
        named = {("reading", name) for name in row["readings"]} | {("scenario", name) for name in row["scenarios"]}
        assert named | {("line", name) for name in row.get("lines", ())} <= items
        assert row["readings"] and row["scenarios"]


def test_every_scenario_practices_an_approach_that_is_asked_for():
    table = content_audit.read_coverage(FOLDER)
    assert {name for row in table["approach"] for name in row["scenarios"]} == {
        file.stem for file in starter_scenarios()
    }


def scenes_of_danger():
    return content_audit.read_safety_scenes(FOLDER)


@pytest.mark.parametrize("row", scenes_of_danger(), ids=lambda row: f"{row['scenario']}/{row['scenes'][0]}")
def test_a_scene_of_danger_is_there_and_its_source_is_cited(row):
    assert set(row["scenes"]) <= {scene.id for scene in ALL[row["scenario"]].scenes}
    assert all(row[key] for key in content_audit.SAFETY_COLUMNS)
    cited = [
        source.text for file in (FOLDER / "readings").glob("*.xml") for source in readings.read_reading(file).sources
    ]
    cited += [source for other in ALL.values() for source in other.about.sources]
    for source in row["source"].split("; "):
        if not source.startswith("writers' judgment"):
            name, _, year = source.removeprefix("on sleep, ").partition(" (")
            words = name.split(" et al.")[0].split(" and ")[0]
            assert any(words in line and year[:4] in line for line in cited), source


@pytest.mark.parametrize("name", sorted({row["scenario"] for row in scenes_of_danger()}))
def test_a_scenario_that_approaches_danger_tells_authors_to_fit_it_and_prints_that(name):
    [note] = [note.text for note in ALL[name].notes if note.text.startswith("Fit this to your agency:")]
    printed = markup.plain_text(script_html.write_html(ALL[name]))
    assert markup.plain_text(note) in " ".join(printed.split())


@pytest.mark.parametrize("name", sorted(file.stem for file in FILES))
def test_where_suicide_is_asked_about_the_scenario_is_among_those_that_approach_danger(name):
    words = (FOLDER.parent / f"{name}.xml").read_text(encoding="utf-8")
    if re.search(r"killing yourself|killing herself|killing themself", words):
        assert name in {row["scenario"] for row in scenes_of_danger()}


def test_the_tables_in_the_docs_are_what_the_command_prints(capsys):
    main(["survey"])
    assert capsys.readouterr().out in DOCS.read_text(encoding="utf-8"), (
        "powerstruggle survey, and put it into docs/starter-course.md"
    )


def test_the_set_falls_short_of_nothing_that_the_command_looks_at(capsys):
    status = main(["survey"])
    assert (status, capsys.readouterr().err.strip()) == (0, "")


def test_a_set_that_falls_short_is_told_where(tmp_path, capsys, tiny_text):
    file = tmp_path / "tiny.xml"
    file.write_text(tiny_text, encoding="utf-8")
    assert main(["survey", str(file)]) == 1
    said = capsys.readouterr().err
    assert "decisions on the longest way" in said
    assert "no reply is kind and weak" in said


def test_a_file_that_cannot_be_played_is_named(tmp_path, capsys):
    file = tmp_path / "broken.xml"
    file.write_text("<powerstruggle_scenario/>", encoding="utf-8")
    assert main(["survey", str(file)]) == 2
    assert "broken.xml can't be played" in capsys.readouterr().err


def test_what_learners_read_has_every_text_once():
    cue, after, line = "The hall is dark.", "She steps back.", "Who is it?"
    choice = m.Choice("c", "end", say="Good evening.", replies=(m.Narration(after), m.Line("p", "Oh.")))
    scene = m.Scene("s", "S", content_items=(m.Narration(cue, variants=("No light.",)), m.Line("p", line)),
                    choices=(choice,))
    ending = m.Ending("end", "agreement", "E", "It was late.", content_items=(m.Narration("The door shuts."),))
    text = content_audit.learner_text(m.Scenario(m.Start("s"), (scene,), (ending,)))
    for words in (cue, "No light.", after, line, "Oh.", "Good evening.", "The door shuts.", "It was late."):
        assert text.count(words) == 1, words
