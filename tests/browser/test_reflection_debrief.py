"""The questions at the end of a scenario: the same box, warning and file as a reflection, in the browser alone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.fonts import NARROWEST, assert_fits
from tests.browser.learner import Learner, path_to, starter

pytestmark = pytest.mark.browser
MARK = "zq-after-the-talk-qz"


@pytest.fixture
def ended(open_window, workbench):
    """Return a function that plays "Another form" to its end as somebody."""
    def play(name, wide=1280, **options):
        _, scenario = starter("another-form")
        learner = Learner(open_window(wide, **options), scenario)
        learner.open(workbench, 0, name)
        learner.page.get_by_role("button", name="Begin").click()
        for choice_id in path_to(scenario, "walked-out"):
            learner.show_options()
            learner.take(choice_id)
        learner.look_back()
        expect(learner.page.locator(".ps-prompts textarea").first).to_be_visible()
        return learner

    return play


def test_what_is_written_after_the_talk_stays_in_the_browser_over_a_reload(ended, workbench):
    learner = ended("asked")
    page = learner.page
    sent = []
    page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    first = page.locator(".ps-prompts textarea").first
    learner.tab_to(first)
    page.keyboard.type(f"{MARK}, it was Tom Baker.")
    page.keyboard.press("Tab")
    expect(page.locator(".ps-prompts .ps-identifier-warning").first).to_contain_text("Tom Baker")
    page.reload()
    expect(first).to_have_value(f"{MARK}, it was Tom Baker.")
    assert not any(MARK in request for request in sent) and MARK not in workbench.log.read_text(encoding="utf-8")
    assert learner.axe("debrief with an answer") == []


def test_the_questions_stand_once_and_name_their_boxes(ended):
    learner = ended("asked-once")
    prompts = learner.page.locator(".ps-prompts")
    ending = learner.scenario.nodes["walked-out"]
    for number, ask in enumerate(ending.questions):
        expect(prompts.get_by_role("textbox").nth(number)).to_have_accessible_name(
            re.compile(re.escape(ask[:20]).replace("'", "['’]"))
        )
    assert prompts.get_by_role("textbox").count() == len(ending.questions)
    expect(prompts.get_by_text("Nobody monitors this box")).to_be_visible()


def test_answers_are_taken_along_as_a_file_and_erased_with_everything_else_of_ones_own(ended):
    page = ended("asked-file").page
    first = page.locator(".ps-prompts textarea").first
    first.fill(MARK)
    with page.expect_download() as started:
        page.get_by_role("button", name="Download my words").click()
    assert MARK in Path(started.value.path()).read_text(encoding="utf-8-sig")
    page.get_by_role("button", name="Delete my ratings, words, recordings and answers").click()
    expect(page.get_by_text("is deleted from this browser, for good")).to_be_focused()
    expect(first).to_have_value(MARK)
    page.get_by_role("button", name="Yes, delete it").click()
    expect(first).to_have_value("")
    assert MARK not in page.evaluate("() => JSON.stringify(localStorage)")


def test_on_paper_answers_appear_only_where_one_has_asked_for_them(ended):
    page = ended("asked-paper").page
    page.locator(".ps-prompts textarea").first.fill(MARK)
    page.emulate_media(media="print")
    assert MARK not in page.locator(".ps-scenario").inner_text()
    page.emulate_media(media="screen")
    page.get_by_label("Print my own ratings and words too").check()
    page.emulate_media(media="print")
    assert MARK in page.locator(".ps-scenario").inner_text()


def test_without_the_second_script_the_questions_can_still_be_read(open_window, workbench):
    _, scenario = starter("another-form")
    learner = Learner(open_window(), scenario)
    learner.page.route("**/debrief-prompts.js", lambda route: route.abort())
    learner.open(workbench, 0, "asked-without")
    learner.page.get_by_role("button", name="Begin").click()
    for choice_id in path_to(scenario, "walked-out"):
        learner.show_options()
        learner.take(choice_id)
    learner.look_back()
    expect(learner.page.locator(".ps-prompts li").first).to_be_visible()
    expect(learner.page.locator(".ps-prompts textarea")).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (NARROWEST, "light")])
def test_axe_finds_nothing(ended, width, scheme):
    learner = ended(f"asked-axe-{width}", width, color_scheme=scheme)
    learner.page.locator(".ps-prompts textarea").first.fill("It was Tom Baker.")
    learner.page.get_by_role("button", name="Clear my words").click()
    assert learner.axe("debrief-prompts") == []
    assert_fits(learner.page)
