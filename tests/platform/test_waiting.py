"""What a page says while nothing comes: no script, no answer, no account."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import with_still_animations
from tests.browser.learner import Learner, path_to, starter

pytestmark = pytest.mark.browser
PAGES = [
    "powerstruggle_scenario.0/?student=late",
    "powerstruggle_reflection.0/?student=late",
    "powerstruggle_continuum.0/?student=late",
    "powerstruggle_scenario.0/studio_view/?student=author",
    "powerstruggle_reflection.0/studio_view/?student=author",
]
LEARNERS = [address for address in PAGES if "studio" not in address]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_whose_script_does_not_come_says_what_to_do(open_window, workbench, address):
    page = open_window()
    page.route("**/public/*.js", lambda route: route.abort())
    # The page's own clock stands still: the advice comes after seconds, which a busy machine may need for less.
    with_still_animations(page)
    page.goto(f"{workbench.url}/scenario/{address}")
    advice = page.locator(".ps-late")
    expect(advice).to_be_attached()
    expect(advice).to_be_hidden()
    page.evaluate("() => document.getAnimations().forEach((animation) => animation.finish())")
    expect(advice).to_be_visible()
    expect(advice).to_contain_text("eload the page")
    expect(page.locator(".ps-loading")).to_be_hidden()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_has_started_never_says_so(open_window, workbench, address):
    page = open_window()
    page.goto(f"{workbench.url}/scenario/{address}")
    expect(page.get_by_role("button").first).to_be_visible()
    expect(page.locator(".ps-late")).to_have_count(0)


@pytest.mark.parametrize("address", LEARNERS)
def test_a_visitor_without_an_account_is_told_kindly_what_is_needed(open_window, workbench, address):
    page = open_window()
    # lms/djangoapps/courseware/block_render.py, handle_xblock_callback: what it answers to anonymous visitors.
    refusal = {"status": 403, "content_type": "text/html", "body": "Unauthenticated"}
    page.route("**/handler/**", lambda route: route.fulfill(**refusal))
    page.goto(f"{workbench.url}/scenario/{address}")
    alert = page.get_by_role("alert").filter(has_text="taking part needs an account")
    expect(alert).to_contain_text("cookies")
    page.unroute("**/handler/**")
    page.get_by_role("button", name="Try again").click()
    expect(alert).to_have_count(0)


def test_that_a_choice_is_being_sent_is_told_to_assistive_technology(open_window, workbench):
    number, scenario = starter("another-form")
    learner = Learner(open_window(), scenario)
    learner.open(workbench, number, "sending")
    learner.page.get_by_role("button", name="Begin").click()
    held = []

    def hold(route):
        held.append(route)

    learner.page.route("**/choose/**", hold)
    learner.show_options()
    with learner.page.expect_request("**/choose/**"):
        learner.option(path_to(scenario, "walked-out")[0]).click()
    waiting = learner.page.get_by_role("status").filter(has_text="One moment")
    expect(waiting).to_be_visible()
    held[0].continue_()
    expect(waiting).to_have_count(0)
