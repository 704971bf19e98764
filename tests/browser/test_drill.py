"""A drill on a phone, by keyboard: moment, answer, marks, and more."""

import pytest
from playwright.sync_api import expect

from powerstruggle_xblock.resources import starter_scenarios
from tests.browser.page_checks import find_axe_violations

pytestmark = pytest.mark.browser
NARROWEST = 320
LONGEST_PAUSE = 60_000
"""Milliseconds; the page's own clock is set forward by them."""


def assert_sound(page, state: str) -> None:
    assert find_axe_violations(page, ".ps-scenario", state) == []
    assert page.evaluate("() => document.scrollingElement.scrollWidth - window.innerWidth") <= 0


def answer_moment(page) -> None:
    """Take the first choice of a moment by keyboard, also one that is a pause."""
    option = page.locator(".ps-option").first
    option.focus()
    option.press("Enter")
    bubble = page.locator(".ps-self .ps-bubble")
    expect(bubble.or_(page.locator(".ps-pause")).first).to_be_visible()
    if page.locator(".ps-pause").is_visible():
        page.clock.fast_forward(LONGEST_PAUSE)
    expect(bubble).to_be_focused()


def test_a_draw_by_keyboard_at_320_pixels(open_window, workbench):
    page = open_window(NARROWEST, 640)
    page.clock.install()
    number = len(starter_scenarios()) + 1
    page.goto(f"{workbench.url}/scenario/powerstruggle_scenario.{number}/?student=drill")
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    assert_sound(page, "the card")
    page.get_by_role("button", name="Begin").press("Enter")
    for moment in range(1, 6):
        expect(page.locator(".ps-title-now")).to_be_focused()
        expect(page.get_by_text(f"Moment {moment} of 5")).to_be_visible()
        if moment == 1:
            assert_sound(page, "a moment")
        if moment == 3:
            page.reload()
            expect(page.get_by_text("Moment 3 of 5")).to_be_visible()
        answer_moment(page)
        # The learner's words and what came back are seen without scrolling.
        expect(page.locator(".ps-self .ps-bubble")).to_be_in_viewport()
        if moment == 1:
            assert_sound(page, "an answer")
        page.locator(".ps-onward button").press("Enter")
    expect(page.get_by_role("heading", name="Your marks")).to_be_focused()
    expect(page.locator(".ps-mark")).to_have_count(5)
    page.locator(".ps-mark summary").first.press("Enter")
    assert_sound(page, "the marks")
    page.get_by_role("button", name="5 more").press("Enter")
    expect(page.get_by_text("Moment 1 of 5")).to_be_visible()
