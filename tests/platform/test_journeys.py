"""What people come for, done inside the platform's frames, wide and on a phone."""

import re

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from tests.browser.editor_core_author import MAP_OR_NONE
from tests.browser.learner import Learner, path_to, starter
from tests.platform import places
from tests.platform.test_room import PLACES, in_library, opened

pytestmark = pytest.mark.browser
WIDTHS = [360, 1280]
SCENARIO = "powerstruggle_scenario.3"


def in_app(page, workbench, address: str):
    """Open a component as the iOS app shows it: the page alone."""
    places.show(page, workbench, address.split("?", maxsplit=1)[0], places.web_view)
    page.goto(f"{workbench.url}/scenario/{address}")
    return page


WAYS = [(360, places.learning_application), (1280, places.learning_application), (390, in_app)]
"""How wide the window is, and where a learner's page stands."""


def press(here: Frame | Page, button: Locator) -> None:
    """Press something once the frame around it has stopped growing."""
    places.wait_for_height(here)
    button.click()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_scenario_is_played_to_its_ending(open_window, workbench, width):
    number, scenario = starter("another-form")
    page = open_window(width, 740)
    frame = places.learning_application(page, workbench, f"powerstruggle_scenario.{number}/?student=journey-{width}")
    learner = Learner(page, scenario, frame)
    frame.get_by_role("button", name="Begin").click()
    for choice_id in path_to(scenario, "signs-thursday"):
        learner.show_options()
        learner.take(choice_id)
    expect(learner.root).to_contain_text(scenario.nodes["signs-thursday"].title)
    learner.look_back()
    expect(frame.get_by_role("button", name="Play it again")).to_be_visible()
    assert learner.axe("the debrief in the frame") == []


@pytest.mark.parametrize(("width", "place"), WAYS)
def test_a_reflection_is_written_and_recorded(open_window, workbench, width, place):
    page = open_window(width, 740)
    frame = place(page, workbench, f"powerstruggle_reflection.0/?student=journey-{width}")
    frame.get_by_role("textbox").first.fill("My jaw.")
    for number in (1, 2):
        press(frame, frame.get_by_label("rather keep this to myself").nth(number))
    press(frame, frame.get_by_role("button", name=re.compile("record that I took part", re.IGNORECASE)))
    expect(frame.get_by_text("Recorded: you took part.")).to_be_visible()


@pytest.mark.parametrize(("width", "place"), WAYS)
def test_a_stand_is_taken_and_sent(open_window, workbench, width, place):
    page = open_window(width, 740)
    frame = place(page, workbench, f"powerstruggle_continuum.0/?student=journey-{width}")
    for name in ("Begin", "2 some days", "Next"):
        press(frame, frame.get_by_role("button", name=name, exact=True))
    skip = frame.get_by_role("button", name="Skip this one")
    send = frame.get_by_role("button", name="Send")
    while not send.count():
        expect(skip.or_(send)).to_be_visible()
        if skip.count():
            press(frame, skip)
    press(frame, send)
    expect(frame.get_by_role("heading", name="The group’s picture")).to_be_focused()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("component", [SCENARIO, "powerstruggle_continuum.0", "powerstruggle_reflection.0"])
def test_a_component_is_edited_and_saved(open_window, workbench, component, place, width):
    page = open_window(width, 740)
    here = place(page, workbench, component)
    opened(page, here)
    if component == SCENARIO:
        # The width is measured and the map laid out later: the form is a tab where there is no room for it beside them.
        expect(here.locator(MAP_OR_NONE).first).to_be_attached()
        if here.get_by_role("tab").count():
            here.get_by_role("tab", name="Form").click()
    title = here.get_by_role("textbox", name="Title").first
    title.press("End")
    title.type(".")
    with page.expect_response(lambda answer: "/editor_save" in answer.url) as answered:
        here.get_by_role("button", name="Save and close", exact=True).click()
    assert answered.value.ok, answered.value.text()
    # A library's page passes events on to its parent; Studio's runtime handles them in its own window.
    heard, source = here, "notified"
    if place is in_library:
        heard, source = page, "told.map((one) => [one.eventName, one.data])"
    states = f"window.{source}.filter(([name]) => name === 'save').map(([, data]) => data.state).join()"
    heard.wait_for_function(f"() => {states} === 'start,end'")
