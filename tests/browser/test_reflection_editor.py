"""Studio's editor of a reflection component: all of it by keyboard, undone, saved, and nothing lost."""

import re

import pytest
from playwright.sync_api import expect

from tests import workbench_server
from tests.browser.fonts import NARROWEST, assert_fits
from tests.browser.page_checks import tab_to
from tests.browser.test_reflection import COMPONENT, axe, put_in_place
from tests.browser.test_reflection import SET as STORED

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def workbench(tmp_path_factory):
    """Return a workbench of this module's own: its component is edited."""
    with workbench_server.running(tmp_path_factory.mktemp("reflection-editor")) as server:
        yield server


@pytest.fixture
def editor(open_window, workbench):
    """Return a function that opens the editor on the ready-made set."""
    put_in_place(workbench, STORED)

    def opened(wide=1280, *, page=None, **options):
        page = page or open_window(wide, **options)
        page.goto(f"{workbench.url}/scenario/{COMPONENT}/studio_view/?student=author")
        expect(page.get_by_role("textbox", name="Title")).to_be_visible()
        return page

    return opened


def save(page) -> None:
    with page.expect_response(lambda answer: "/editor_save" in answer.url) as answered:
        page.keyboard.press("Control+s")
    assert answered.value.ok, answered.value.text()
    expect(page.get_by_text("Saved at")).to_be_visible()


def test_a_question_is_added_worded_moved_and_saved_by_keyboard_alone(editor, workbench):
    page = editor()
    add = page.get_by_role("button", name="Add a question")
    tab_to(page, page.get_by_role("combobox", name="Where words are kept"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("Course staff and administrators can read every answer")).to_be_visible()
    tab_to(page, page.get_by_label("Learners may share"))
    page.keyboard.press("Space")
    for _ in range(80):
        if add.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="The question", exact=True).last).to_be_focused()
    page.keyboard.type("What will you try?")
    tab_to(page, page.get_by_role("button", name="Move up").or_(page.get_by_role("button", name="Question 4")).first)
    save(page)
    page.goto(f"{workbench.url}/scenario/{COMPONENT}/?student=ann")
    expect(page.get_by_text("What will you try?")).to_be_visible()
    expect(page.get_by_text("course record").first).to_be_visible()
    expect(page.get_by_role("button", name="Share this answer")).to_have_count(0)


def test_every_step_is_undone_and_done_again(editor):
    page = editor()
    title = page.get_by_role("textbox", name="Title")
    title.fill("Another title")
    page.get_by_role("button", name="Add a question").click()
    questions = page.get_by_role("textbox", name="The question", exact=True)
    expect(questions).to_have_count(4)
    expect(questions.last).to_be_focused()
    page.keyboard.press("Control+z")
    expect(questions).to_have_count(3)
    page.keyboard.press("Control+z")
    expect(title).to_have_value("When a talk turns into a contest")
    page.keyboard.press("Control+y")
    expect(title).to_have_value("Another title")
    page.keyboard.press("Control+y")
    expect(questions).to_have_count(4)


def test_unsaved_work_is_offered_back_after_the_window_was_closed(editor):
    page = editor()
    page.get_by_role("textbox", name="Title").fill("Not saved yet")
    expect(page.get_by_text("Not saved", exact=False).last).to_be_visible()
    page.on("dialog", lambda dialog: dialog.accept())
    editor(page=page)
    expect(page.get_by_role("textbox", name="Title")).to_have_value("When a talk turns into a contest")
    page.locator(".ps-notice .ps-primary").click()
    expect(page.get_by_role("textbox", name="Title")).to_have_value("Not saved yet")
    save(page)


def test_what_is_wrong_is_said_beside_the_work_and_leads_to_its_place(editor):
    page = editor()
    with page.expect_response(re.compile("editor_check")):
        page.get_by_role("button", name="Add a question").click()
    found = page.locator(".ps-form-problems").get_by_role("button", name="The question is not written yet.")
    expect(found).to_have_count(0)
    page.get_by_role("textbox", name="Title").focus()
    expect(found).to_be_visible()
    found.click()
    expect(page.get_by_role("textbox", name="The question", exact=True).last).to_be_focused()
    page.keyboard.press("Control+s")
    expect(page.locator(".ps-state")).to_contain_text("Draft saved at")
    page.get_by_role("textbox", name="The question", exact=True).last.click()
    page.keyboard.type("Now it has words.")
    save(page)


def test_a_ready_made_set_replaces_the_questions_as_one_step(editor):
    page = editor()
    page.get_by_role("button", name="Begin from a template").click()
    page.get_by_role("radio", name="Questions about power struggles").check()
    page.get_by_role("dialog").get_by_role("button").last.press("Escape")
    page.get_by_role("button", name="Begin from a template").click()
    page.get_by_role("radio", name="Questions about power struggles").check()
    page.get_by_role("dialog").locator("button[type=submit]").click()
    expect(page.get_by_role("textbox", name="The question", exact=True)).to_have_count(15)
    page.keyboard.press("Control+z")
    expect(page.get_by_role("textbox", name="The question", exact=True)).to_have_count(3)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (NARROWEST, "dark")])
def test_axe_finds_nothing_in_the_editor_and_on_the_card(editor, workbench, width, scheme):
    page = editor(width, color_scheme=scheme)
    page.get_by_role("button", name="Add a question").click()
    page.keyboard.press("Tab")
    expect(page.locator(".ps-form-problems .psf-problem").first).to_be_visible()
    found = axe(page)
    assert_fits(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{workbench.url}/scenario/{COMPONENT}/author_view/?student=author")
    expect(page.get_by_text("Answers stay in each learner")).to_be_visible()
    assert found + axe(page) == []


def test_a_question_is_moved_two_places_by_pressing_twice(editor):
    page = editor()
    words = page.get_by_role("textbox", name="The question", exact=True)
    third = words.nth(2).text_content()
    page.get_by_role("button", name="Move up: Question 3").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(words.nth(0)).to_have_text(third)
    expect(words.nth(2)).not_to_have_text(third)
