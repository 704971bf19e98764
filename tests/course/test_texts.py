"""The course's own texts: readings, guide, cards, resource library.

Short, plain, sourced, and in the language it teaches.
"""

import re
import tomllib
from html import unescape
from urllib.parse import urlsplit

import pytest
import textstat

from powerstruggle_xblock.course import content_audit, outline, pages, readings, role_play
from powerstruggle_xblock.resources import starter_drills, starter_scenarios
from powerstruggle_xblock.scenario import scenario_xml

FOLDER = outline.course_folder()
OUTLINE = outline.read_outline()
READINGS = {file.stem: readings.read_reading(file) for file in sorted((FOLDER / "readings").glob("*.xml"))}
RESOURCES = tomllib.loads((FOLDER / "resources.toml").read_text(encoding="utf-8"))
ENTRIES = [entry for group in RESOURCES["group"] for entry in group["entries"]]
STABLE_HOSTS = {
    "doi.org",
    "library.samhsa.gov",
    "www.socialworkers.org",
    "www.interventioncentral.org",
    "www.nytimes.com",
    "www.safewards.net",
    "www.socialworker.com",
    "www.hhs.gov",
    "www.ssa.gov",
    "omh.ny.gov",
    "pmc.ncbi.nlm.nih.gov",
}
"""DOIs, a national library's archive, and the pages of the bodies that publish the work or, for the Six Core
Strategies, use it.
"""
LABELS = re.compile(
    r"\b(the mentally ill|schizophrenics?|borderlines|non-?complian(t|ce)|frequent fly\w+|attention[- ]seek\w+|"
    r"manipulative|"
    r"low[- ]functioning|decompensat\w+|good job|sweetie|our guys|my clients)\b",
    re.IGNORECASE,
)
MARKS = re.compile(
    r"nonviolent crisis intervention|verbal escalation continuum|coping model|supportive stance|[®™℠]", re.IGNORECASE
)

each_reading = pytest.mark.parametrize("name", READINGS)


def words_of_pages() -> dict[str, str]:
    made = {name: make(OUTLINE, None, FOLDER) for name, make in pages.PAGES.items()}
    return {name: unescape(re.sub(r"<[^>]+>", " ", html)) for name, (_, html) in made.items()}


@each_reading
def test_a_reading_is_three_to_six_hundred_words_with_card_limits_and_sources(name):
    reading = READINGS[name]
    assert 300 <= len(reading.words.split()) <= 600
    assert 3 <= len(reading.card) <= 5
    assert reading.limits
    assert reading.sources


@each_reading
def test_a_reading_reads_at_eighth_grade_or_easier(name):
    assert textstat.flesch_kincaid_grade(READINGS[name].words) <= 8


def test_scenarios_read_at_eighth_grade_or_easier_on_average():
    grades = [
        textstat.flesch_kincaid_grade(content_audit.learner_text(scenario_xml.parse(file.read_bytes()).scenario))
        for file in starter_scenarios()
    ]
    assert sum(grades) / len(grades) <= 8


def test_every_reading_of_the_outline_is_there_and_none_is_left_over():
    assert {item.name for item in OUTLINE.items if item.kind == "reading"} == READINGS.keys()


def addresses():
    yield from ((name, source.href) for name, reading in READINGS.items() for source in reading.sources if source.href)
    yield from (("resources", entry["href"]) for entry in ENTRIES if "href" in entry)


def test_every_link_is_to_a_stable_public_page():
    odd = [
        (name, href)
        for name, href in addresses()
        if urlsplit(href).scheme != "https" or urlsplit(href).hostname not in STABLE_HOSTS
    ]
    assert odd == []


@each_reading
def test_a_source_without_a_page_says_that_it_is_print(name):
    assert [
        source.text for source in READINGS[name].sources if source.href is None and "print" not in source.text
    ] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["title"][:40])
def test_a_resource_says_what_for_and_at_what_cost(entry):
    assert {"by", "year", "title", "use", "cost"} <= entry.keys()
    assert entry["cost"] in ("free", "library", "buy")
    assert entry.keys() <= {"by", "year", "title", "href", "use", "cost", "lived", "note", "checked"}


def test_a_resource_without_a_page_says_so():
    _, html = pages.build_resources_page(OUTLINE, None, FOLDER)
    without = [entry for entry in ENTRIES if "href" not in entry]
    assert without
    assert html.count("in print") + html.count("no stable page") == len(without)


def test_the_library_has_work_from_lived_experience():
    assert sum(bool(entry.get("lived")) for entry in ENTRIES) >= 5


def test_no_text_labels_people_or_borrows_marks():
    # What is said of somebody's words, in quotation marks, is not a label.
    unquoted = re.compile(r'"[^"]*"|“[^”]*”')
    texts = {**{name: reading.words for name, reading in READINGS.items()}, **words_of_pages()}
    for name, text in texts.items():
        assert LABELS.findall(unquoted.sub("", text)) == [], name
        assert MARKS.findall(text) == [], name


def plain(*texts) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", " ".join(texts))).split())


@pytest.mark.parametrize("file", starter_scenarios(), ids=lambda file: file.stem)
def test_every_scenario_has_a_role_play_card_that_begins_as_the_scenario_does(file):
    card = role_play.read_card(FOLDER / "cards" / f"{file.stem}.xml")
    scenario = scenario_xml.parse(file.read_bytes()).scenario
    first = next(scene for scene in scenario.scenes if scene.id == scenario.start.scene)
    lines = [plain(line.text) for line in first.content_items if getattr(line, "by", None)]
    assert any(plain(card.opens) in line for line in lines)
    assert plain(card.title) == scenario.title
    # A half has to stay on one page, in large print.
    assert len(plain(card.opens, *card.client, *card.softens, *card.hardens).split()) <= 220
    assert len(plain(*card.worker, *card.watch, card.stop or "").split()) <= 220
    assert len(card.watch) >= 2


@pytest.mark.parametrize(
    "name",
    sorted(
        {row["scenario"] for row in content_audit.read_safety_scenes(FOLDER)} - {file.stem for file in starter_drills()}
    ),
)
def test_a_card_of_a_scenario_that_approaches_danger_says_when_to_stop(name):
    assert role_play.read_card(FOLDER / "cards" / f"{name}.xml").stop


def test_nothing_is_said_of_the_founding_text_that_it_does_not_say():
    texts = {**{name: reading.words for name, reading in READINGS.items()}, **words_of_pages()}
    for name, text in texts.items():
        assert re.findall(r"lecture on technique|began to work on the day|practiced other answers", text) == [], name


def test_a_fact_that_agencies_do_not_have_is_told_with_the_nearest_name(tmp_path):
    file = tmp_path / "reading.xml"
    file.write_text('<reading title="T"><agency fact="lone-visits"/></reading>')
    with pytest.raises(readings.ReadingError) as error:
        readings.read_reading(file)
    assert 'line 1: there is no fact "lone-visits"; did you mean "lone_visits"?' in str(error.value)


def test_the_facilitators_guide_covers_the_day_and_its_hard_moments():
    _, html = readings.read_page(FOLDER / "facilitators-guide.xml")
    wanted = (
        "Before the day",
        "Where would you stand?",
        "Scenario lab",
        "Hard moments",
        "disagree with the key",
        "Afterward",
        "Booster",
    )
    for said in wanted:
        assert said in html


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ('<reading title="T"><p>a</p></reading>', "needs a title, a <card>, its <limits> and a <source>"),
        ('<reading title="T"><table/></reading>', "line 1: <table> can't stand here"),
        ('<reading title="T"><p>a <u>b</u></p></reading>', "<u> can't stand in a text"),
        ('<reading title="T"><p>a', "broken.xml"),
    ],
)
def test_a_slip_in_a_reading_is_told_with_its_place(broken, said, tmp_path):
    file = tmp_path / "broken.xml"
    file.write_text(broken)
    with pytest.raises(readings.ReadingError) as error:
        readings.read_reading(file)
    assert said in str(error.value)
