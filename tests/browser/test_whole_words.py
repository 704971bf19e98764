"""On a phone's width no short word of the continuum is broken in two: a button, a number, the label of a point."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page_checks import find_broken_words
from tests.browser.test_continuum import crowd

pytestmark = pytest.mark.browser

PHONES = (360, 435)
"""Widths in pixels: a narrow phone, and Studio's window for a component."""


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
