"""How many answers a learner on a slow line waits for one after the other: page, script, state; then one a choice."""

import pytest
from playwright.sync_api import expect

from tests.browser.learner import Learner, starter

pytestmark = pytest.mark.browser

WAITED_FOR = {"Document", "Stylesheet", "Script", "Fetch", "XHR"}
"""Kinds of requests without whose answers nothing is shown; pictures come when they come."""


class Asked:
    """The requests of a page, each with how many answers had to come before it could be sent, itself included."""

    def __init__(self, page):
        self.depths: dict[str, int] = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self.note)

    def note(self, sent: dict) -> None:
        """Note a request: it waited for the page or the script that began it."""
        initiator = sent["initiator"]
        stack = initiator.get("stack", {}).get("callFrames", [])
        while not stack and (parent := initiator.get("stack", {}).get("parent")):
            initiator, stack = {"stack": parent}, parent.get("callFrames", [])
        begun_by = initiator.get("url") or next((frame["url"] for frame in stack if frame["url"]), "")
        if sent["type"] in WAITED_FOR:
            self.depths[sent["request"]["url"]] = 1 + self.depths.get(begun_by, 0)

    def take(self) -> dict[str, int]:
        """Return the last parts of the addresses asked for so far with their depths, and forget them."""
        found = {address.partition("?")[0].rstrip("/").rpartition("/")[2]: at for address, at in self.depths.items()}
        self.depths.clear()
        return found


@pytest.fixture
def arrived(open_window, workbench):
    """Return a learner before the card, and what was asked for on the way."""
    number, scenario = starter("another-form")
    learner = Learner(open_window(390, 664), scenario)
    asked = Asked(learner.page)
    learner.open(workbench, number, "slow")
    expect(learner.page.get_by_role("button", name="Begin")).to_be_visible()
    return learner, asked


def test_the_first_view_waits_for_the_page_its_script_and_the_state_and_for_nothing_else(arrived):
    _, asked = arrived
    depths = asked.take()
    assert depths["scenario.js"] == depths["scenario.css"] == 2
    assert depths["state"] == 3
    assert max(depths.values()) == 3
    later = {"debrief.css", "listening.js", "debrief-prompts.js"}
    assert not later & depths.keys(), "what is used later is loaded later"


def test_a_choice_waits_for_one_answer(arrived):
    learner, asked = arrived
    learner.page.get_by_role("button", name="Begin").click()
    expect(learner.page.locator(".ps-title-now")).to_be_focused()
    learner.show_options()
    # What the first scene loads later is there: the private question's script and style, and the styles of later steps.
    expect(learner.page.get_by_role("slider")).to_be_visible()
    learner.settle()
    asked.take()
    learner.page.locator(".ps-option").first.click()
    expect(learner.page.locator(".ps-now .ps-dialogue").first).to_be_visible()
    assert [*asked.take()] == ["choose"]
