"""Drafts, scaffolds and what is not there yet, in the editor of a real Chromium, through to the learner's page."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import workbench_server
from tests.browser.fonts import NARROWEST, assert_fits
from tests.browser.page_checks import find_axe_violations

pytestmark = pytest.mark.browser

TITLE = "Fine. Whatever."


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """Return a workbench of their own: what authors save, everybody sees."""
    with workbench_server.running(tmp_path_factory.mktemp("drafts")) as server:
        yield server


def opened(page: Page, bench, title: str = TITLE) -> None:
    page.goto(f"{bench.url}/?student=author")
    page.goto(bench.url + page.get_by_role("link", name=f"Edit: {title}", exact=True).get_attribute("href"))
    expect(page.locator(".ps-editor-root")).to_be_visible()


def show(page: Page, name: str) -> None:
    """Show a pane where they are tabs."""
    if page.viewport_size["width"] == NARROWEST:
        page.get_by_role("tab", name=name).click()


def entry(page: Page, name: str | re.Pattern):
    return page.get_by_role("treeitem", name=name)


def state(page: Page):
    return page.locator(".ps-state")


def saved(page: Page, words: str) -> None:
    page.keyboard.press("Control+s")
    expect(state(page)).to_contain_text(words)


def learner_of(page: Page) -> str:
    """Return the address of the learner's page of the component whose editor is open."""
    return page.url.replace("studio_view/", "").replace("author", "lea")


def test_a_choice_added_from_the_form_waits_for_words_says_nothing_early_and_reaches_learners(open_window, bench):
    page = open_window(1360)
    opened(page, bench)
    entry(page, re.compile("^1 ")).first.click()
    page.get_by_role("button", name="Add a choice").click()
    focused = page.locator(".psf-rich:focus")
    expect(focused).to_have_count(1)
    expect(focused).to_have_text("")
    form = page.locator(".psf-open", has=focused)
    with page.expect_response(re.compile("editor_check")):
        page.keyboard.type("I can wait.")
    expect(form.locator(":is(.psf-error, .psf-missing):not(:empty)")).to_have_count(0)
    expect(page.locator(".ps-problems-button")).not_to_contain_text("missing")
    # Who goes on sees what is not there yet, in grey and not in red.
    entry(page, re.compile("^2 ")).first.click()
    expect(page.locator(".ps-problems-button")).to_contain_text("1 missing")
    page.locator(".ps-problems-button").click()
    expect(page.locator(".psf-message", has_text="Where this leads is not chosen yet.")).to_be_visible()
    expect(page.locator(".psf-where", has_text=re.compile('^Choice [0-9] of ".*": "I can wait."$'))).to_be_visible()
    saved(page, "Draft saved at")
    expect(page.get_by_text("Learners see the version of before until nothing")).to_be_visible()
    learner = open_window()
    learner.goto(learner_of(page))
    learner.get_by_role("button", name="Begin", exact=True).click()
    expect(learner.locator(".ps-option").first).to_be_visible()
    expect(learner.get_by_text("I can wait.")).to_have_count(0)
    # The editor opens the draft again, and the finished scenario is what learners get.
    opened(page, bench)
    expect(page.get_by_text("This is a draft.")).to_be_visible()
    expect(state(page)).to_have_text("Draft, as saved")
    entry(page, re.compile("I can wait")).click()
    page.get_by_role("combobox", name="Goes to").first.click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".ps-problems-button")).not_to_contain_text("missing")
    saved(page, "Saved at")
    expect(page.get_by_text("This is a draft.")).to_have_count(0)
    learner.goto(learner_of(page).replace("lea", "noa"))
    learner.get_by_role("button", name="Begin", exact=True).click()
    expect(learner.locator(".ps-option", has_text="I can wait.")).to_be_visible()
    expect(learner.locator("body")).not_to_contain_text(re.compile(r"\b[a-z]+-choice\b"))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (NARROWEST, "dark")])
def test_the_scaffold_is_grey_and_no_words_and_fits_and_axe_finds_nothing(open_window, bench, width, scheme, tmp_path):
    page = open_window(width, color_scheme=scheme)
    opened(page, bench, "An empty scenario")
    if not page.get_by_role("dialog").count():
        page.get_by_role("button", name="More", exact=True).click()
        page.get_by_role("menuitem", name="Begin from a template…").click()
    page.get_by_role("dialog").get_by_role("button", name="Begin with this").click()
    show(page, "Outline")
    entry(page, re.compile("^1 They say no")).click()
    show(page, "Form")
    line = page.locator(".psf-rich[data-placeholder^='What they say first']")
    expect(line).to_have_text("")
    expect(line).to_have_attribute("aria-placeholder", re.compile("real question"))
    expect(page.get_by_role("textbox", name=re.compile("^Title")).first).to_have_attribute("placeholder", "They say no")
    expect(page.locator(".psf-error:visible")).to_have_count(0)
    expect(page.locator(".ps-problems-button")).to_contain_text("missing")
    page.screenshot(path=tmp_path / "scaffold.png")
    found = find_axe_violations(page, ".ps-editor", f"scaffold {width} {scheme}")
    line.click()
    page.keyboard.type("No.")
    expect(line).to_have_class(re.compile(r"psf-rich$"))
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    expect(line).to_have_class(re.compile("psf-blank"))
    saved(page, "Draft saved at")
    found += find_axe_violations(page, ".ps-editor", f"draft {width} {scheme}")
    assert found == []
    assert_fits(page)
    page.screenshot(path=tmp_path / "draft.png")
    learner = open_window()
    learner.goto(learner_of(page))
    expect(learner.get_by_text("This is still being written.")).to_be_visible()
    expect(learner.get_by_text("For course staff")).to_have_count(0)
    expect(learner.locator("body")).not_to_contain_text("real question")


def test_going_back_to_what_learners_see_is_one_step(open_window, bench):
    page = open_window(1360)
    opened(page, bench, "Another form")
    entry(page, re.compile("^1 ")).first.click()
    title = page.locator(".psf-panel").get_by_role("textbox").first
    before = title.input_value()
    title.fill("")
    saved(page, "Draft saved at")
    page.get_by_role("button", name="Go back to what learners see").click()
    expect(page.locator(".psf-panel").get_by_role("textbox").first).to_have_value(before)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".psf-panel").get_by_role("textbox").first).to_have_value("")
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Redo: ")).click()
    saved(page, "Saved at")
    expect(page.get_by_text("This is a draft.")).to_have_count(0)


def test_a_reflection_is_saved_unfinished_and_learners_keep_what_was_there(open_window, bench):
    page = open_window(1280)
    page.goto(f"{bench.url}/?student=author")
    link = page.get_by_role("link", name=re.compile("^Edit: ")).filter(has_text="Three questions").first
    if not link.count():
        link = page.locator("a[href*=powerstruggle_reflection][href*=studio_view]").first
    page.goto(bench.url + link.get_attribute("href"))
    page.get_by_role("button", name=re.compile("Add a question|Another question")).first.click()
    expect(page.locator(".psf-rich:focus")).to_have_count(1)
    saved(page, "Draft saved at")
    expect(page.locator(".psf-missing .psf-message")).to_have_text("The question is not written yet.")
    expect(page.locator(".psf-missing .psf-where")).to_have_text(re.compile("^Question [0-9]+$"))
