"""Paper: the guide, the cards, the handouts and the pack for a first session, as pages that print."""

import re
from html import unescape

import pytest

from powerstruggle_xblock.course import agency_config, guides, outline, pdf_printing, readings, role_play, session_pack
from powerstruggle_xblock.resources import data_dir, starter_drills
from powerstruggle_xblock.scenario import scenario_xml
from tests.course.test_archive import AGENCY
from tests.course.test_texts import LABELS, MARKS

FOLDER = outline.course_folder()
SHEETS = {
    "plan-45-minutes",
    "plan-three-hours",
    "on-the-wall",
    "statements",
    "zero-to-four",
    "observer-sheet",
    "role-play-cards",
    "supervision-log",
    "weekly-questions",
    "three-stages",
    "words",
    "facilitators-guide",
    "handouts",
}


def text_of(html):
    """Return the words of a page, without its style sheets."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", " ", html, flags=re.S))).split())


@pytest.fixture(scope="module")
def sheets():
    return dict(guides.build_handouts(outline.read_outline(), agency_config.parse(AGENCY), FOLDER))


@pytest.fixture(scope="module")
def scenarios():
    return [item.name for item in outline.read_outline().items if item.kind == "scenario"]


def test_every_sheet_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf_printing, "find_printer", lambda: None)
    files = guides.write_handouts(outline.read_outline(), None, FOLDER, tmp_path)
    assert {file.name for file in files} == {f"{name}.html" for name in SHEETS}


def test_the_agencys_numbers_hang_on_the_wall_and_stand_in_the_guide(sheets):
    for name in ("on-the-wall", "facilitators-guide"):
        for said in (
            "988, call or text",
            "555-0110",
            "Supervisor on call: 555-0199",
            "Nobody goes alone after a threat",
            "Anyone calls 911",
        ):
            assert said in text_of(sheets[name]), name


def test_without_an_agency_the_wall_says_what_is_not_filled_in():
    words = text_of(dict(guides.build_handouts(outline.read_outline(), None, FOLDER))["on-the-wall"])
    assert words.count("Not filled in: your agency's") == len(guides.WALL_FACTS)


def test_what_an_agency_writes_is_escaped_once(sheets):
    assert "Harbor House &amp; Co" in sheets["on-the-wall"]
    assert "&amp;amp;" not in "".join(sheets.values())


def test_client_and_worker_have_a_page_each_and_neither_shows_the_others_half(sheets, scenarios):
    pages = re.findall(r'<section class="page role (client|worker)">(.*?)</section>', sheets["role-play-cards"], re.S)
    assert [who for who, _ in pages] == ["client", "worker"] * len(scenarios)
    for card, client, worker in zip(
        role_play.read_cards(FOLDER, outline.read_outline()), pages[::2], pages[1::2], strict=True
    ):
        assert card.opens in client[1]
        assert all(text in client[1] and text not in worker[1] for text in (*card.client, *card.softens, *card.hardens))
        assert all(text in worker[1] and text not in client[1] for text in card.worker)
        assert (card.stop or "") in client[1]
        assert (card.stop or "") in worker[1]


def test_every_reading_gives_a_handout_and_every_scenario_its_points_to_watch(sheets, scenarios):
    course = outline.read_outline()
    assert sheets["handouts"].count('class="card"') == sum(item.kind == "reading" for item in course.items)
    for card in role_play.read_cards(FOLDER, course):
        assert all(line in sheets["observer-sheet"] for line in card.watch)


@pytest.mark.parametrize(("plan", "minutes"), [("short", 45), ("long", 180)])
def test_the_parts_of_a_plan_add_up_to_its_minutes(plan, minutes):
    found = getattr(session_pack.read_pack(FOLDER), plan)
    assert found.minutes == minutes
    assert str(minutes) in found.title or "three hours" in found.title
    starts = [start for start, _ in found.list_start_times()]
    assert starts[0] == "0:00"
    assert starts == sorted(starts)


def test_every_statement_has_one_card_and_the_hard_one_is_announced(sheets):
    buttons, about_us = session_pack.read_statement_sets()
    html = sheets["statements"]
    assert html.count('class="cut statement"') == len(buttons.statements) + len(about_us.statements) == 20
    for statement in (*buttons.statements, *about_us.statements):
        assert html.count(f'<p class="words">{statement.words}</p>') == 1
    assert html.count("Say first:") == sum(bool(statement.content_note) for statement in buttons.statements) == 1


def test_there_is_a_card_for_each_place_on_the_line_and_one_to_say_nothing(sheets):
    assert re.findall(r'class="digit">(.)<', sheets["zero-to-four"]) == ["0", "1", "2", "3", "4", "–"]
    assert sheets["zero-to-four"].count('class="cut slip"') == 10


def test_the_observer_ticks_behaviors_and_counts_no_score(sheets):
    observer = session_pack.read_pack(FOLDER).observer
    assert sheets["observer-sheet"].count('<tr><td>') == len(observer["helped"]) + len(observer["pulled"])
    assert "No total" in observer["how"]


def test_there_are_six_weekly_questions_and_a_log_of_six_weeks(sheets):
    assert re.findall(r"Week (\d)", text_of(sheets["weekly-questions"])) == list("123456")
    assert sheets["supervision-log"].count("<tr><td>") == 6


def test_every_word_that_a_scenario_explains_is_on_the_sheet_once(sheets, scenarios):
    files = [*(data_dir("scenarios") / f"{name}.xml" for name in scenarios), *starter_drills()]
    parsed = [scenario_xml.parse(file.read_bytes()).scenario for file in files]
    said = [term.name for scenario in parsed for term in scenario.terms]
    words = re.findall(r"<dt>(.*?)</dt>", sheets["words"])
    assert words == sorted(set(said), key=str.lower) and len(words) > 20
    assert all(term.text in sheets["words"] for scenario in parsed for term in scenario.terms[:1])


def test_the_three_stages_are_practiced_in_order(sheets):
    words = text_of(sheets["three-stages"])
    assert words.index("precontemplation") < words.index("contemplation)") < words.index("preparation")


def test_no_sheet_fetches_anything_and_each_is_gray(sheets):
    for name, html in sheets.items():
        assert re.findall(r'(?:src|href)="|@import|url\(', html) == [], name
        colors = set(re.findall(r"#((?:[0-9a-f]{3}){1,2})\b", html))
        assert [color for color in colors if color != color[: len(color) // 3] * 3] == [], name


def test_no_sheet_labels_people_or_borrows_marks(sheets):
    for name, html in sheets.items():
        assert LABELS.findall(text_of(html)) == [], name
        assert MARKS.findall(text_of(html)) == [], name


@pytest.mark.parametrize("paper", pdf_printing.PAPERS)
def test_a_pdf_is_asked_for_on_the_paper_named(paper, tmp_path, monkeypatch):
    printed = {}
    monkeypatch.setattr(
        pdf_printing, "find_printer", lambda: lambda html, pdf: printed.update({pdf.stem: html}) or True
    )
    files = guides.write_handouts(outline.read_outline().short_course(), None, FOLDER, tmp_path, paper)
    assert printed.keys() == SHEETS
    assert all(f"@page {{ size: {pdf_printing.PAPERS[paper]} }}" in html for html in printed.values())
    assert {file.suffix for file in files} == {".html", ".pdf"}


def test_a_printer_that_fails_leaves_the_html(tmp_path, monkeypatch):
    def fails(html, pdf):
        return pdf_printing.print_with_browser("/no/such/browser", html, pdf)

    monkeypatch.setattr(pdf_printing, "find_printer", lambda: fails)
    files = guides.write_handouts(outline.read_outline().short_course(), None, FOLDER, tmp_path)
    assert {file.suffix for file in files} == {".html"}


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("<role-play title='T'><opens>x</opens></role-play>", "a card needs <client>"),
        ("<role-play><opens>x</opens></role-play>", "needs a title and <opens>"),
    ],
)
def test_a_slip_in_a_card_is_told(broken, said, tmp_path):
    file = tmp_path / "card.xml"
    file.write_text(broken)
    with pytest.raises(readings.ReadingError) as error:
        role_play.read_card(file)
    assert said in str(error.value)
