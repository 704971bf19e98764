"""The trainer's panel in a real Chromium: by keyboard, wide and narrow, light and dark, on paper, with axe-core."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import workbench_server
from tests.block.web import Browser
from tests.browser.fonts import NARROWEST, assert_fits
from tests.browser.learner import starter
from tests.browser.page_checks import find_axe_violations, forbid_workers, tab_to
from tests.patience import PATIENCE_OF_PAGES

pytestmark = pytest.mark.browser

NUMBER, SCENARIO = starter("fine-whatever")
COMPONENT = f"powerstruggle_scenario.{NUMBER}"
SIGHTS = [(1280, "light"), (NARROWEST, "dark")]
"""Each width and each scheme once: what one changes does not depend on the other."""


@pytest.fixture(scope="module")
def workbench(tmp_path_factory):
    """Return a workbench of its own: who plays in other tests would count here."""
    with workbench_server.running(tmp_path_factory.mktemp("panel")) as server:
        yield server


@pytest.fixture(scope="module")
def played(workbench) -> None:
    """Let a class play before the tests."""
    play_as_a_class(workbench)


def play_as_a_class(workbench) -> None:
    """Let twenty-four learners begin: three quarters reach an ending, each by one of two paths; the others stop.

    Six of them begin again, and go no further.
    """
    for number in range(24):
        person = Browser(workbench.url, f"panel-{number}", COMPONENT)
        view = person.post("begin", {"attempt": 1}).json
        while view["phase"] == "scene" and not (number % 4 == 0 and view["step"] == 2):
            open_ = sorted(choice["id"] for choice in view["scene"]["choices"] if choice["open"])
            view = person.choose(1, view["step"], open_[number % 2]).json
        if number % 4 == 1:
            person.post("begin", {"attempt": 2})


@pytest.fixture
def panel(open_window, workbench, played):
    """Return a function that opens the panel from the component, as staff do."""
    def opened(width=1280, **options) -> Page:
        page = open_window(width, **options)
        page.goto(f"{workbench.url}/scenario/{COMPONENT}/?student=author")
        with page.expect_popup() as window:
            page.get_by_role("link", name="Trainer's panel").click()
        window.value.set_default_timeout(PATIENCE_OF_PAGES)
        expect(window.value.locator(".ps-canvas svg")).to_be_visible()
        return window.value
    return opened


def test_the_map_is_drawn_where_a_page_s_policy_forbids_workers(open_window, workbench, played):
    page = open_window()
    forbid_workers(page.context)
    page.goto(f"{workbench.url}/scenario/{COMPONENT}/?student=author")
    with page.expect_popup() as window:
        page.get_by_role("link", name="Trainer's panel").click()
    expect(window.value.locator(".ps-canvas svg .pm-place").first).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), SIGHTS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(panel, width, scheme):
    page = panel(width, color_scheme=scheme)
    found = []
    for which in ("Later attempts", "First attempts"):
        page.get_by_role("radio", name=which).check()
        found += find_axe_violations(page, "html", which)
    page.get_by_text("All numbers, as tables").last.click()
    expect(page.locator(".ps-scene").first).to_be_visible()
    found += find_axe_violations(page, "html", "tables")
    assert found == []
    assert_fits(page)


def test_the_map_has_the_scenario_s_places_with_counts_and_leads_to_their_tables_by_keyboard(panel):
    page = panel()
    assert page.locator("[data-place]").count() == len(SCENARIO.nodes)
    first = SCENARIO.scenes[0]
    name = re.compile(rf"1 {re.escape(first.title)}: 25 came. In the scene were chosen: ")
    start = page.get_by_role("link", name=name)
    tab_to(page, start)
    page.keyboard.press("ArrowDown")
    moved = page.evaluate("() => document.activeElement.dataset.place")
    assert moved in SCENARIO.nodes and moved != first.id
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == f"place-{moved}"
    expect(page.locator(f"#place-{moved}")).to_be_in_viewport()
    assert page.locator(".pt-mark path").count() > 3


def test_what_first_attempts_say_stands_first_and_leads_to_the_numbers(panel):
    page = panel()
    sentences = page.locator("#ps-answers li")
    expect(sentences).to_have_count(3)
    expect(sentences.last).to_be_in_viewport()
    expect(page.locator("#ps-scenes")).to_be_hidden()
    target = sentences.first.get_by_role("link").get_attribute("href")
    tab_to(page, sentences.first.get_by_role("link"))
    page.keyboard.press("Enter")
    expect(page.locator(target)).to_be_in_viewport()


def test_first_and_later_attempts_change_what_the_map_shows(panel):
    page = panel()
    flows = page.locator("g.pt-edges path")
    assert flows.count() > 0
    tab_to(page, page.get_by_role("radio", name="First attempts"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Later attempts")).to_be_checked()
    expect(flows).to_have_count(0)
    first = f"1 {SCENARIO.scenes[0].title}: 5 came · 5 stopped"
    expect(page.get_by_role("link", name=first, exact=True)).to_be_visible()


def test_without_script_everything_but_the_map_is_there(open_window, workbench, played):
    page = open_window(java_script_enabled=False)
    page.goto(f"{workbench.url}/scenario/{COMPONENT}/?student=author")
    page.goto(workbench.url + page.get_by_role("link", name="Trainer's panel").get_attribute("href"))
    expect(page.get_by_text("hold all of the map.")).to_be_visible()
    page.get_by_text("All numbers, as tables").last.click()
    assert page.locator(".ps-scene").count() == len(SCENARIO.scenes)
    expect(page.locator(".ps-split").first).to_be_visible()


def test_the_sheet_prints_alone_and_the_panel_whole(panel):
    page = panel()
    page.evaluate("() => { window.print = () => { window.printed = document.querySelector('.ps-panel').className; }; }")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("#ps-scenes")).to_be_visible()
    expect(page.get_by_role("button", name="Print the handout")).to_have_count(0)
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Print the handout").click()
    assert "ps-handout-only" in page.evaluate("() => window.printed")
    page.emulate_media(media="print")
    expect(page.locator("#ps-sheet")).to_be_visible()
    expect(page.locator("#ps-scenes")).to_be_hidden()
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#ps-glance")).to_be_hidden()
    expect(page.locator("#ps-answers")).to_be_visible()


def test_another_version_is_asked_for_by_a_form_that_keeps_who_asks(panel):
    page = panel()
    assert "version=" not in page.url
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"\?(?=.*\bstudent=author\b).*\bversion="))
    expect(page.locator(".ps-canvas svg")).to_be_visible()


def test_learners_load_none_of_it(open_window, workbench):
    page, asked = open_window(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{workbench.url}/scenario/{COMPONENT}/?student=somebody")
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    assert not [url for url in asked if "panel" in url]
    expect(page.get_by_role("link", name="Trainer's panel")).to_have_count(0)
