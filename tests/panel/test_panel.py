"""The panel's page, its table and the link to it."""

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


def played(course, tallies) -> None:
    """Let counters stand as after sixty first attempts and some later ones, on this version and an older one."""
    version = course.block().scenario.version
    tallies.add(course.usage, version, True, {
        "run:begun": 61, "run:ended": 43, "week:2026-03-02": 61, "scene:desk": 61, "left:desk": 58, "scene:form": 55, "left:form": 43,
        "choice/desk/hear": 32, "choice/desk/rule": 23, "choice/desk/leave": 3, "choice/form/plain": 20, "choice/form/push": 23,
        "ending/signed": 20, "ending/out": 23, "band/0": 12, "band/2": 11, "band/4": 20,
    })
    tallies.add(course.usage, version, False, {"run:begun": 9, "scene:desk": 9, "left:desk": 9, "choice/desk/hear": 9})
    tallies.add(course.usage, OLD, True, {
        "run:begun": 17, "week:2025-11-03": 17, "scene:desk": 17, "choice/desk/hear": 10, "choice/desk/shout": 7})


def shown(course, query="", user="mia"):
    answer = course.get("panel", query, user=user)
    assert answer.status == 200, answer.body
    return html.document_fromstring(answer.body.decode())


def rows(tree, section: str) -> dict[str, list[str]]:
    found = tree.get_element_by_id(section).xpath(".//tbody/tr")
    return {words(row[0]): [words(cell) for cell in row[1:]] for row in found}


def words(element) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def test_arrivals_choices_and_endings_first_attempts_apart_from_later_ones(course, tallies):
    played(course, tallies)
    tree = shown(course)
    desk = rows(tree, "place-desk")
    assert desk["Came here"] == ["60", "10", "15"]
    assert desk["Three trips."] == ["30 · 50 %", "10 · 100 %", "10"]
    # Two are withheld: with one, the arrivals less the others would tell it.
    assert desk["It is the rule."] == ["few", "0", "0"]
    assert desk["Walk out."] == ["few", "0", "0"]
    assert desk["Came, and have not gone on"] == ["few", "0", "–"]
    assert rows(tree, "place-form")["Came, and have not gone on"] == ["10 · 20 %", "0", "–"]
    assert rows(tree, "ps-endings") == {"Signed an agreement": ["20 · 45 %", "0", "0"], "Gone a rupture": ["25 · 55 %", "0", "0"]}
    glance = rows(tree, "ps-glance")
    assert glance["Attempts begun"] == ["60", "10", "15"]
    assert glance["Came to an ending"] == ["45 · 70 %", "0", "0"]
    assert glance["40 to 59 %"][0] == "10 · 25 %" and glance["20 to 39 %"][0] == "0"
    assert [words(each) for each in tree.xpath("//ul[@class='ps-stops']/li")] == ["The form 10 · 20 %"]


def test_no_count_stands_anywhere_that_is_not_rounded(course, tallies):
    played(course, tallies)
    text = course.get("panel", user="mia").body.decode() + course.get("panel_csv", user="mia").body.decode()
    for exact in (61, 58, 43, 32, 23, 17, 11):
        assert not re.search(rf"(?<![\d#&.;-]){exact}(?![\d;%-])", re.sub(r"[0-9a-f]{12}", "", text)), exact


def test_another_version_is_shown_with_what_still_exists_and_what_is_gone(course, tallies):
    played(course, tallies)
    tree = shown(course, f"?version={OLD}")
    assert rows(tree, "place-desk")["shout no longer in the text"] == ["5 · 40 %", "0", "0"]
    assert "earlier version" in words(tree.xpath("//p[@class='ps-notice']")[0])
    options = tree.xpath("//select[@name='version']/option")
    assert [option.get("value") for option in options] == [course.block().scenario.version, OLD]
    assert [option.get("selected") is not None for option in options] == [False, True]
    assert "Nov. 3, 2025" in words(options[1]) or "2025-11-03" in words(options[1])


def test_a_version_nobody_counted_is_a_sentence(course, tallies):
    answer = course.get("panel", "?version=%3Cb%3E", user="mia")
    assert (answer.status, b"<b>" in answer.body) == (404, False) and b"Nothing has been counted" in answer.body


def test_the_sheet_has_the_line_the_replies_and_questions_and_nobody_s_name(course, tallies):
    played(course, tallies)
    sheet = shown(course).get_element_by_id("ps-sheet")
    first = sheet.find_class("ps-split")[0]
    assert words(first.find("h3")) == "1 The form"
    assert words(first.find_class("ps-line")[0]) == "Ira And this line?"
    assert [words(reply) for reply in first.xpath(".//ul[@class='ps-shares']/li")] == [
        "40 %Just sign.", "35 %It asks who lives here.", "0 %Back to the start.", "0 %As you said."]
    assert len(first.xpath(".//ul[@class='ps-ask']/li")) == 4
    assert "ann" not in words(sheet)


def test_before_anybody_has_played_the_page_stands_and_says_so(course, tallies):
    tree = shown(course)
    assert "Nothing has been counted of this version yet" in words(tree.find_class("ps-since")[0])
    assert rows(tree, "place-desk")["Came here"] == ["0", "0"]
    assert "There is no handout yet" in words(tree.get_element_by_id("ps-sheet"))


def test_it_says_what_it_is_and_where_results_of_people_are(course, tallies):
    said = words(shown(course).get_element_by_id("ps-what"))
    assert "counts, not people" in said and "gradebook" in said and "problem responses report" in said


def test_what_authors_write_is_text(tallies):
    text = TALK.replace("At the desk", "&lt;script&gt;alert(1)&lt;/script&gt;").replace('name="Ira"', 'name="&lt;i&gt;Ira"')
    world = World(text, lms=True, staff={"mia"}, settings={"display_name": "</script><b>x"})
    played(world, tallies)
    tree = shown(world)
    assert not tree.xpath("//main//b | //script[contains(., 'alert')][not(@type)] | //i[contains(., 'Ira')]")
    assert "<script>alert(1)</script>" in words(tree.get_element_by_id("place-desk"))


@pytest.mark.parametrize("text", ["", "<powerstruggle_scenario><scene id='x'/></powerstruggle_scenario>"], ids=["empty", "broken"])
def test_counts_stand_by_their_ids_where_the_text_can_t_be_played(course, tallies, text):
    played(course, tallies)
    course.edit(text) if text else course.store.texts.clear()
    tree = shown(course, f"?version={OLD}")
    assert rows(tree, "place-desk")["hear no longer in the text"][0] == "10 · 60 %"
    assert course.get("panel_csv", user="mia").status == 200


def test_where_nothing_is_kept_the_page_says_who_can_help(course, monkeypatch):
    def missing(*_):
        raise api.NotAvailable("no app")

    monkeypatch.setattr(api, "counts", missing)
    assert "docs/install.md" in words(shown(course).find_class("ps-since")[0])
    answer = course.get("panel_csv", user="mia")
    assert answer.status == 409 and b"docs/install.md" in answer.body


def test_a_fault_is_a_sentence_and_a_line_in_the_log(course, tallies, monkeypatch, caplog):
    monkeypatch.setattr(page, "whole", lambda *_: 1 / 0)
    with caplog.at_level(logging.ERROR):
        answer = course.get("panel", user="mia")
    assert answer.status == 500 and b"Nothing is lost" in answer.body and "ZeroDivisionError" in caplog.text


def test_the_table_has_every_count_of_every_version_and_no_formula(course, tallies):
    course.edit(TALK.replace("Just sign.", "=HYPERLINK(1)"))
    played(course, tallies)
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


def test_only_staff_have_the_link_and_learners_not_one_byte_of_it(course, tallies):
    def body(user):
        return course.runtime(user).render(course.block(user), "student_view").content

    assert 'href="/handler/panel"' in body("mia")
    assert "panel" not in body("ann") and "panel" not in body(None)
    library = World(TALK, lms=True, staff={"mia"})
    library.usage = type(library.usage)("talk", type(library.usage.context_key)(is_course=False))
    assert "panel" not in library.runtime("mia").render(library.block("mia"), "student_view").content


def test_nothing_can_be_sent_to_it(course, tallies):
    assert course.post("panel", {}, user="mia").status == course.post("panel_csv", {}, user="mia").status == 405
