"""A word of the glossary shows what it means, by mouse and by keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.learner import Learner, starter

pytestmark = pytest.mark.browser


@pytest.fixture
def learner(open_window, workbench):
    number, scenario = starter("its-my-money")
    learner = Learner(open_window(width=360, height=740), scenario)
    learner.open(workbench, number, "glossary")
    return learner


def test_a_word_is_a_button_and_its_meaning_follows_it(learner):
    word = learner.root.get_by_role("button", name="payee", exact=True).first
    meaning = learner.root.get_by_text("A person or office that Social Security pays").first
    expect(word).to_have_attribute("aria-expanded", "false")
    expect(meaning).to_be_hidden()
    word.click()
    expect(word).to_have_attribute("aria-expanded", "true")
    expect(meaning).to_be_visible()
    assert learner.axe("with an open meaning") == []
    word.click()
    expect(meaning).to_be_hidden()


def test_it_works_by_keyboard_alone_and_the_focus_stays(learner):
    word = learner.root.get_by_role("button", name="payee", exact=True).first
    learner.tab_to(word)
    learner.page.keyboard.press("Enter")
    expect(word).to_be_focused()
    expect(learner.root.get_by_text("A person or office that Social Security pays").first).to_be_visible()


def test_choices_hold_no_buttons(learner):
    learner.page.get_by_role("button", name="Begin").click()
    expect(learner.page.locator(".ps-option").first).to_be_visible()
    assert learner.page.locator(".ps-option .ps-term").count() == 0
