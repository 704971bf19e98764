"""Light or dark: a component looks as the page around it does, whatever the operating system says."""

import pytest
from playwright.sync_api import expect

from tests.platform import places

pytestmark = pytest.mark.browser
COMPONENTS = [
    "powerstruggle_scenario.0/?student=colors",
    "powerstruggle_reflection.0/?student=colors",
    "powerstruggle_continuum.0/?student=colors",
]
DARK, LIGHT = "rgb(23, 29, 32)", "rgb(251, 250, 247)"


def paper(here):
    """Return the component's background."""
    expect(here.get_by_role("button").first).to_be_visible()
    return here.locator(".ps-block").first.evaluate("node => getComputedStyle(node).backgroundColor")


@pytest.mark.parametrize("address", COMPONENTS)
def test_a_component_in_the_platforms_light_page_is_light_on_a_dark_system(open_window, workbench, address):
    page = open_window(color_scheme="dark")
    frame = places.learning_application(page, workbench, address)
    assert paper(frame) == LIGHT
    # A theme's dark variant, switched while the page is open.
    frame.evaluate("() => { document.body.style.background = '#121212'; }")
    expect(frame.locator(".ps-block").first).to_have_css("background-color", DARK)


def test_an_editor_in_studios_light_window_is_light_on_a_dark_system(open_window, workbench):
    page = open_window(color_scheme="dark")
    frame = places.authoring_application(page, workbench, "powerstruggle_scenario.0/studio_view/?student=author")
    expect(frame.get_by_role("button").first).to_be_visible()
    assert frame.locator(".ps-editor").get_attribute("data-scheme") == "light"


@pytest.mark.parametrize(("declared", "found"), [("light", LIGHT), ("dark", DARK), ("light dark", DARK)])
def test_a_page_without_a_background_is_followed_in_what_it_declares(open_window, workbench, declared, found):
    page = open_window(color_scheme="dark")
    page.add_init_script(
        "document.addEventListener('DOMContentLoaded', () => { document.body.style.background = 'transparent';"
        f" document.documentElement.style.colorScheme = '{declared}'; }})"
    )
    page.goto(f"{workbench.url}/scenario/{COMPONENTS[0]}")
    assert paper(page) == found


def test_a_learner_turns_the_colors_and_the_browser_remembers(open_window, workbench):
    page = open_window(color_scheme="light")
    page.goto(f"{workbench.url}/scenario/{COMPONENTS[0].replace('colors', 'turns')}")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Dark colors").click()
    back = page.get_by_role("button", name="Light colors")
    expect(back).to_be_focused()
    block = page.locator(".ps-block").first
    expect(block).to_have_css("background-color", DARK)
    page.goto(f"{workbench.url}/scenario/{COMPONENTS[1]}")
    assert paper(page) == DARK
    page.go_back()
    back.click()
    expect(block).to_have_css("background-color", LIGHT)
    assert page.evaluate("() => Object.keys(localStorage).filter((key) => key.includes('scheme'))") == []
