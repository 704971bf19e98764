"""The panel's page, its CSV file and the link to it."""

import csv
import io
import logging
import re

import pytest
from lxml import html

from powerstruggle_xblock.group_answers import api
from powerstruggle_xblock.panel import page
from tests.block.support import World
from tests.block.texts import TALK

OLD = "0123456789ab"


def set_counters(course, fake_counters) -> None:
    """Set the counters as after 61 first attempts and some later ones, at the current version and an older one."""
    version = course.block().scenario.version
    fake_counters.add(
        course.usage,
        version,
        True,
        {
            "run:begun": 61,
            "run:ended": 43,
            "week:2026-03-02": 61,
            "scene:desk": 61,
            "left:desk": 58,
            "scene:form": 55,
            "left:form": 43,
            "choice/desk/hear": 32,
            "choice/desk/rule": 23,
            "choice/desk/leave": 3,
            "choice/form/plain": 20,
            "choice/form/push": 23,
            "ending/signed": 20,
            "ending/out": 23,
            "band/0": 12,
            "band/2": 11,
            "band/4": 20,
        },
    )
    fake_counters.add(
        course.usage, version, False, {"run:begun": 9, "scene:desk": 9, "left:desk": 9, "choice/desk/hear": 9}
    )
    fake_counters.add(
        course.usage,
        OLD,
        True,
        {"run:begun": 17, "week:2025-11-03": 17, "scene:desk": 17, "choice/desk/hear": 10, "choice/desk/shout": 7},
    )


def open_page(course, query="", user="mia"):
    """Return the parsed page."""
    answer = course.get("panel", query, user=user)
    assert answer.status == 200, answer.body
    return html.document_fromstring(answer.body.decode())


def rows(tree, section: str) -> dict[str, list[str]]:
    """Return the cells of a section's tables by the headings of their rows."""
    found = tree.get_element_by_id(section).xpath(".//tbody/tr")
    return {words(row[0]): [words(cell) for cell in row[1:]] for row in found}


def words(element) -> str:
    """Return the text of an element with white space collapsed."""
    return re.sub(r"\s+", " ", element.text_content()).strip()


def test_the_page_shows_first_attempts_later_ones_and_other_versions_separately(course, fake_counters):
    set_counters(course, fake_counters)
    tree = open_page(course)
    desk = rows(tree, "place-desk")
    assert desk["Came here"] == ["60", "10", "15"]
    assert desk["Three trips."] == ["30 · 50 %", "10 · 100 %", "10"]
    # Two are withheld: with one, the arrivals less the others would tell it.
    assert desk["It is the rule."] == ["few", "0", "0"]
    assert desk["Walk out."] == ["few", "0", "0"]
    assert desk["Came, and have not gone on"] == ["few", "0", "–"]
    assert rows(tree, "place-form")["Came, and have not gone on"] == ["10 · 20 %", "0", "–"]
    assert rows(tree, "ps-endings") == {
        "Signed an agreement": ["20 · 45 %", "0", "0"],
        "Gone a rupture": ["25 · 55 %", "0", "0"],
    }
    glance = rows(tree, "ps-glance")
    assert glance["Attempts begun"] == ["60", "10", "15"]
    assert glance["Came to an ending"] == ["45 · 70 %", "0", "0"]
    assert glance["40 to 59 %"][0] == "10 · 25 %" and glance["20 to 39 %"][0] == "0"
    assert [words(each) for each in tree.xpath("//ul[@class='ps-stops']/li")] == ["The form 10 · 20 %"]


def test_page_and_csv_hold_no_unrounded_count(course, fake_counters):
    set_counters(course, fake_counters)
    text = course.get("panel", user="mia").body.decode() + course.get("panel_csv", user="mia").body.decode()
    for exact in (61, 58, 43, 32, 23, 17, 11):
        assert not re.search(rf"(?<![\d#&.;-]){exact}(?![\d;%-])", re.sub(r"[0-9a-f]{12}", "", text)), exact


def test_an_older_version_shows_removed_contents_by_their_ids(course, fake_counters):
    set_counters(course, fake_counters)
    tree = open_page(course, f"?version={OLD}")
    assert rows(tree, "place-desk")["shout no longer in the text"] == ["5 · 40 %", "0"]
    assert "earlier version" in words(tree.xpath("//p[@class='ps-notice']")[0])
    options = tree.xpath("//select[@name='version']/option")
    assert [option.get("value") for option in options] == [course.block().scenario.version, OLD]
    assert [option.get("selected") is not None for option in options] == [False, True]
    assert "Nov. 3, 2025" in words(options[1]) or "2025-11-03" in words(options[1])


def test_an_unknown_version_is_refused_with_a_message(course, fake_counters):
    answer = course.get("panel", "?version=%3Cb%3E", user="mia")
    assert (answer.status, b"<b>" in answer.body) == (404, False) and b"Nothing has been counted" in answer.body


def test_the_handout_has_line_replies_and_questions_and_no_learners_name(course, fake_counters):
    set_counters(course, fake_counters)
    sheet = open_page(course).get_element_by_id("ps-sheet")
    first = sheet.find_class("ps-split")[0]
    assert words(first.find("h3")) == "1 The form"
    assert words(first.find_class("ps-line")[0]) == "Ira And this line?"
    assert [words(reply) for reply in first.xpath(".//ul[@class='ps-shares']/li")] == [
        "40 %Just sign.",
        "35 %It asks who lives here.",
        "0 %Back to the start.",
        "0 %As you said.",
    ]
    assert len(first.xpath(".//ul[@class='ps-ask']/li")) == 4
    assert "ann" not in words(sheet)


def test_without_counts_the_page_says_so(course, fake_counters):
    tree = open_page(course)
    assert "Nothing has been counted of this version yet" in words(tree.find_class("ps-since")[0])
    assert rows(tree, "place-desk")["Came here"] == ["0"]
    assert "There is no handout yet" in words(tree.get_element_by_id("ps-sheet"))


def test_the_page_explains_itself_and_where_results_of_people_are(course, fake_counters):
    said = words(open_page(course).get_element_by_id("ps-what"))
    assert "counts, not people" in said and "gradebook" in said and "problem responses report" in said


def test_authors_texts_are_escaped(fake_counters):
    text = TALK.replace("At the desk", "&lt;script&gt;alert(1)&lt;/script&gt;").replace(
        'name="Ira"', 'name="&lt;i&gt;Ira"'
    )
    world = World(text, lms=True, staff={"mia"}, settings={"display_name": "</script><b>x"})
    set_counters(world, fake_counters)
    tree = open_page(world)
    assert not tree.xpath("//main//b | //script[contains(., 'alert')][not(@type)] | //i[contains(., 'Ira')]")
    assert "<script>alert(1)</script>" in words(tree.get_element_by_id("place-desk"))


@pytest.mark.parametrize(
    "text", ["", "<powerstruggle_scenario><scene id='x'/></powerstruggle_scenario>"], ids=["empty", "broken"]
)
def test_counts_are_shown_by_id_where_the_text_can_not_be_set_counters(course, fake_counters, text):
    set_counters(course, fake_counters)
    course.edit(text) if text else course.store.texts.clear()
    tree = open_page(course, f"?version={OLD}")
    assert rows(tree, "place-desk")["hear no longer in the text"][0] == "10 · 60 %"
    assert course.get("panel_csv", user="mia").status == 200


def test_a_site_without_counters_says_how_to_install_them(course, monkeypatch):
    def missing(*_):
        raise api.NotAvailable("no app")

    monkeypatch.setattr(api, "counts", missing)
    assert "docs/install.md" in words(open_page(course).find_class("ps-since")[0])
    answer = course.get("panel_csv", user="mia")
    assert answer.status == 409 and b"docs/install.md" in answer.body


def test_a_fault_gets_a_message_and_is_logged(course, fake_counters, monkeypatch, caplog):
    monkeypatch.setattr(page, "render_page", lambda *_: 1 / 0)
    with caplog.at_level(logging.ERROR):
        answer = course.get("panel", user="mia")
    assert answer.status == 500 and b"Nothing is lost" in answer.body and "ZeroDivisionError" in caplog.text


def test_the_csv_has_every_count_of_every_version_and_no_formula(course, fake_counters):
    course.edit(TALK.replace("Just sign.", "=HYPERLINK(1)"))
    set_counters(course, fake_counters)
    text = course.get("panel_csv", user="mia").body.decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    by = {(row["version"], row["attempts"], row["what"], row["scene"], row["id"]): row for row in table}
    present = course.block().scenario.version
    assert by[present, "first", "choice", "desk", "hear"]["times_rounded_to_5"] == "30"
    assert by[present, "first", "choice", "desk", "hear"]["share_percent"] == "50"
    stopped = by[present, "first", "stopped", "desk", ""]
    assert (stopped["times_rounded_to_5"], stopped["withheld"]) == ("", "yes")
    assert by[present, "first", "choice", "form", "push"]["text"] == "'=HYPERLINK(1)"
    assert by[OLD, "first", "choice", "desk", "shout"]["times_rounded_to_5"] == "5"
    assert by[present, "later", "begun", "", ""]["times_rounded_to_5"] == "10"
    assert by[present, "first", "score band", "", "80-100"]["share_percent"] == "45"


def test_only_staff_get_the_link(course, fake_counters):
    def body(user):
        return course.runtime(user).render(course.block(user), "student_view").content

    assert 'href="/handler/panel"' in body("mia")
    assert "panel" not in body("ann") and "panel" not in body(None)
    library = World(TALK, lms=True, staff={"mia"})
    library.usage = type(library.usage)("talk", type(library.usage.context_key)(is_course=False))
    assert "panel" not in library.runtime("mia").render(library.block("mia"), "student_view").content


def test_post_requests_are_refused(course, fake_counters):
    assert course.post("panel", {}, user="mia").status == course.post("panel_csv", {}, user="mia").status == 405


def test_a_reply_that_some_learners_read_in_other_words_says_so(course, fake_counters):
    set_counters(course, fake_counters)
    assert "in other words" not in words(open_page(course))
    course.edit(course.text.replace("Three trips.", "<variant>Three trips.</variant><variant>Oh, again.</variant>"))
    set_counters(course, fake_counters)
    shown = words(open_page(course))
    assert "Three trips. (or in other words)" in shown and "Oh, again." not in shown
