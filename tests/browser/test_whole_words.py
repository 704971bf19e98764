"""On a phone's width no short word is broken in two: of the continuum, and of a conversation in large text."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fonts import NARROWEST
from tests.browser.learner import Learner, starter
from tests.browser.page_checks import find_broken_words
from tests.browser.test_continuum import crowd

pytestmark = pytest.mark.browser

PHONES = (360, 435)
"""Widths in pixels: a narrow phone, and Studio's window for a component."""
LONGEST_WHOLE = 9
"""Letters of a word that fits a line of the narrowest phone with text at double size, in any font."""


def opened(page: Page, workbench, component: str, name: str) -> None:
    """Open a component and begin."""
    page.goto(f"{workbench.url}/scenario/powerstruggle_continuum.{component}/?student={name}")
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("slider")).to_be_visible()


def assert_whole_words(page: Page) -> None:
    """Fail where a word is broken at one of the widths."""
    for width in PHONES:
        page.set_viewport_size({"width": width, "height": 740})
        assert find_broken_words(page.locator(".ps-continuum")) == [], width


def skip_the_rest(page: Page) -> None:
    """Skip all events that are left."""
    heading = page.locator(".ps-heading")
    while page.get_by_role("button", name="Skip this one").count():
        before = heading.inner_text()
        page.get_by_role("button", name="Skip this one").click()
        expect(heading).not_to_have_text(before)


def test_the_numbers_of_a_long_scale_are_whole(open_window, workbench):
    page = open_window(width=360)
    opened(page, workbench, "3", "whole")
    assert_whole_words(page)


def test_before_sending_and_in_the_groups_picture_words_are_whole(open_window, workbench):
    crowd(workbench, "whole", 8)
    page = open_window(width=360)
    opened(page, workbench, "0", "whole")
    page.get_by_role("button", name="doesn't touch me").click()
    page.get_by_role("button", name="Next", exact=True).click()
    skip_the_rest(page)
    expect(page.get_by_role("heading", name="Before you send")).to_be_visible()
    assert_whole_words(page)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".ps-own-point").first).to_be_visible()
    assert_whole_words(page)


def test_with_text_at_double_size_a_conversation_keeps_its_words_whole_and_fits(open_window, workbench):
    page = open_window(width=NARROWEST)
    page.add_init_script(
        "document.addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%'; })"
    )
    number, scenario = starter("another-form")
    learner = Learner(page, scenario)
    learner.open(workbench, number, "double-words")
    _assert_whole_at_double_size(learner)
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("slider")).to_be_visible()
    _assert_whole_at_double_size(learner)
    learner.take("every-year")
    _assert_whole_at_double_size(learner)


def _assert_whole_at_double_size(learner: Learner) -> None:
    """Fail where a word is broken that is no longer than a line, or where the page is wider than its window."""
    for width in (NARROWEST, *PHONES):
        learner.page.set_viewport_size({"width": width, "height": 740})
        broken = find_broken_words(learner.root)
        assert [word for word in broken if len(word.split(" in ")[0]) <= LONGEST_WHOLE] == [], width
        assert learner.page.evaluate("() => document.scrollingElement.scrollWidth - window.innerWidth") <= 0, width
