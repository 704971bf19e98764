"""Pages when what they rely on fails: the browser's storage, the session, the network in the middle."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.editor_core_author import Author
from tests.browser.learner import Learner, starter

pytestmark = pytest.mark.browser

NOTHING_IS_KEPT = """for (const name of ["localStorage", "sessionStorage", "indexedDB"])
    Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });"""
SIGN_IN = "http://127.0.0.1:9/login"
"""A sign-in form of another origin; a page can't read what is answered there."""


def sent_to_the_sign_in_form(route) -> None:
    """Answer as Studio does once a session has ended."""
    route.fulfill(status=302, headers={"Location": SIGN_IN})


def begun(open_window, workbench, name: str, learner: str, before=lambda _page: None) -> Learner:
    """Begin a scenario in a window of its own; `before` prepares the window."""
    page = open_window()
    before(page)
    number, scenario = starter(name)
    person = Learner(page, scenario)
    person.open(workbench, number, learner)
    page.get_by_role("button", name="Begin", exact=True).click()
    return person


def to_the_first_question(learner: Learner) -> None:
    """Take the choices that lead to a scene in which the learner's own words are asked for."""
    for choice in ("every-year", "by-the-window"):
        learner.take(choice)
    expect(learner.here.get_by_role("button", name="Show the options")).to_be_visible()


def test_a_learner_whose_session_has_ended_is_told_so_where_a_sign_in_form_of_another_site_answers(
    open_window, workbench
):
    learner = begun(open_window, workbench, "another-form", "outside-session")
    learner.page.route("**/choose/**", sent_to_the_sign_in_form)
    learner.here.locator(".ps-option").first.click()
    expect(learner.here.get_by_role("alert")).to_contain_text("sign in, in another tab")
    learner.page.unroute("**/choose/**")
    learner.here.get_by_role("button", name="Try again").click()
    expect(learner.here.get_by_text("Step 2 of")).to_be_visible()


def test_an_author_whose_session_has_ended_is_told_so_and_saves_after_signing_in(open_window, workbench):
    author = Author(open_window())
    author.open(workbench, "Fine. Whatever.")
    author.page.route("**/editor_save/**", sent_to_the_sign_in_form)
    author.select("2 The red hand")
    title = author.page.get_by_role("textbox", name="Title", exact=True)
    title.fill("The red hand, again")
    author.page.keyboard.press("Control+s")
    expect(author.page.get_by_role("alert")).to_contain_text("You are signed out")
    author.page.unroute("**/editor_save/**")
    title.fill("The red hand")
    author.page.keyboard.press("Control+s")
    author.saved()


def test_where_the_browser_keeps_nothing_no_page_says_that_it_does(open_window, workbench):
    learner = begun(
        open_window, workbench, "another-form", "outside-storage", lambda page: page.add_init_script(NOTHING_IS_KEPT)
    )
    to_the_first_question(learner)
    learner.here.get_by_role("textbox", name="What would you say first?").fill("I hear you.")
    expect(learner.root).to_contain_text("This browser keeps nothing")
    expect(learner.root).not_to_contain_text("stays in this browser")
    expect(learner.root).not_to_contain_text("kept in this browser")


def test_a_script_that_did_not_come_is_asked_for_again(open_window, workbench):
    def cut_off(page: Page) -> None:
        page.route("**/rehearsal.js*", lambda route: route.abort())

    learner = begun(open_window, workbench, "another-form", "outside-script", cut_off)
    to_the_first_question(learner)
    expect(learner.here.get_by_role("textbox")).to_have_count(0)
    learner.page.unroute("**/rehearsal.js*")
    # Any change on the page asks for it again.
    learner.here.get_by_role("button", name="Step out for a moment").click()
    learner.here.get_by_role("button", name="Back to the conversation").click()
    expect(learner.here.get_by_role("textbox", name="What would you say first?")).to_be_visible()


def test_playing_without_a_connection_says_why_nothing_shows(open_window, workbench):
    author = Author(open_window())
    author.open(workbench, "Fine. Whatever.")
    author.page.route("**/scenario.js*", lambda route: route.abort())
    author.page.get_by_role("button", name="Play from here").click()
    expect(author.dialog.get_by_role("alert")).to_contain_text("could not be loaded")
    author.page.unroute("**/scenario.js*")
    author.dialog.get_by_role("button", name="Play again from there").click()
    expect(author.dialog.get_by_role("alert")).to_have_count(0)
    expect(author.page.frame_locator(".psf-frame").get_by_role("button").first).to_be_visible()
