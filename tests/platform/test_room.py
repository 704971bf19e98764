"""In the platform's modal windows and frames, the editor's buttons stay in sight, and unsaved work is reported."""

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.platform import places
from tests.platform.sight import settled

pytestmark = pytest.mark.browser
EDITORS = ["powerstruggle_scenario.2", "powerstruggle_continuum.0", "powerstruggle_reflection.0"]
BUTTONS = ["Close", "Save", "Save and close"]
MODAL = 435
"""Pixels: the height of Studio's modal window (cms/static/sass/elements/_modal-window.scss)."""


def in_modal(page: Page, workbench, component: str) -> Page:
    """Open an editor in Studio's own modal window."""
    places.show(page, workbench, f"{component}/studio_view/", places.studio_modal)
    page.goto(f"{workbench.url}/scenario/{component}/studio_view/?student=author")
    return page


def in_library(page: Page, workbench, component: str) -> Frame:
    """Open an editor in a library's frame."""
    return places.library_application(page, workbench, f"{component}/studio_view/?student=author")


def in_authoring(page: Page, workbench, component: str) -> Frame:
    """Open an editor in the authoring application's frame."""
    return places.authoring_application(page, workbench, f"{component}/studio_view/?student=author")


PLACES = [in_modal, in_library, in_authoring]


def opened(page: Page, here: Page | Frame) -> None:
    """Wait until the editor stands."""
    expect(here.get_by_role("button", name="Save", exact=True)).to_be_visible()
    settled(page)


def out_of_sight(page: Page, here: Page | Frame) -> list[str]:
    """Name the buttons that do not lie wholly in the window and in what scrolls around them."""
    within = [{"x": 0, "y": 0, "width": page.viewport_size["width"], "height": page.viewport_size["height"]}]
    if here.locator(".modal-content").count():
        within.append(here.locator(".modal-content").bounding_box())
    if here is not page:
        within.append(page.locator("iframe").bounding_box())
    found = []
    for name in BUTTONS:
        box = here.get_by_role("button", name=name, exact=True).bounding_box()
        bottom = box["y"] + box["height"]
        if any(box["y"] < area["y"] - 1 or bottom > area["y"] + area["height"] + 1 for area in within):
            found.append(f"{name} at {box['y']:.0f}")
    return found


def scrolled_to_the_end(here: Page | Frame) -> None:
    """Scroll everything around and in the editor as far down as it goes."""
    here.evaluate("""() => {
        const editor = document.querySelector(".ps-editor-root");
        for (let node = editor; node; node = node.parentElement) node.scrollTop = node.scrollHeight;
    }""")


@pytest.mark.parametrize("width", [1280, 600])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("component", EDITORS)
def test_saving_and_closing_stay_in_sight(open_window, workbench, component, place, width):
    page = open_window(width, 800)
    here = place(page, workbench, component)
    opened(page, here)
    assert out_of_sight(page, here) == []
    scrolled_to_the_end(here)
    settled(page)
    assert out_of_sight(page, here) == []


@pytest.mark.parametrize("component", EDITORS)
def test_an_editor_is_as_tall_as_the_modal_window(open_window, workbench, component):
    page = open_window(1280, 800)
    here = in_modal(page, workbench, component)
    opened(page, here)
    assert here.locator(".modal-content").evaluate("node => node.clientHeight") == MODAL
    assert here.locator(".ps-editor-root").bounding_box()["height"] <= MODAL
    assert here.locator(".modal-content").evaluate("node => node.scrollHeight") <= MODAL


def test_an_editor_does_not_grow_with_a_frame_that_grows_with_it(open_window, workbench):
    page = open_window(1280, 800)
    here = in_library(page, workbench, EDITORS[0])
    opened(page, here)
    heights = []
    for _ in range(3):
        page.locator("iframe").evaluate("frame => { frame.style.height = `${frame.offsetHeight + 100}px`; }")
        settled(page)
        heights.append(here.locator(".ps-editor-root").bounding_box()["height"])
    assert len(set(heights)) == 1
    assert heights[0] <= page.viewport_size["height"]


def wait_until_told(page: Page, here: Page | Frame, expected: list[bool]) -> None:
    """Wait until the page around the editor has been told as often as expected of unsaved work, and compare.

    A message to another window arrives later than what the editor's own page shows.
    """
    events = "window.notified" if here is page else "window.told.map((event) => [event.eventName, event.data])"
    told = f"{events}.filter(([name]) => name === 'unsaved-changes').map(([, data]) => data.unsaved)"
    page.wait_for_function(f"number => {told}.length >= number", arg=len(expected))
    assert page.evaluate(f"() => {told}") == expected


@pytest.mark.parametrize("place", PLACES)
def test_unsaved_work_is_told_to_the_page_around_and_so_is_that_it_is_saved(open_window, workbench, place):
    page = open_window(1280, 800)
    here = place(page, workbench, EDITORS[2])
    opened(page, here)
    title = here.get_by_role("textbox", name="Title").first
    title.press("End")
    title.type("!")
    expect(here.locator(".ps-state")).not_to_contain_text("Unchanged")
    wait_until_told(page, here, [True])
    with page.expect_response(lambda answer: "/editor_save" in answer.url):
        here.get_by_role("button", name="Save", exact=True).click()
    expect(here.get_by_text("Saved at")).to_be_visible()
    wait_until_told(page, here, [True, False])


def test_a_file_can_be_downloaded_where_the_frame_forbids_downloads(open_window, workbench):
    page = open_window(1280, 800)
    here = in_authoring(page, workbench, EDITORS[0])
    opened(page, here)
    files = []

    def keep(file):
        files.append(file)

    page.context.on("page", lambda window: window.on("download", keep))
    here.get_by_role("button", name="More", exact=True).click()
    with page.context.expect_page() as window:
        here.get_by_role("menuitem", name="Export: Scenario file (XML)").click()
    if not files:
        window.value.wait_for_event("download")
    expect(window.value.get_by_role("link")).to_have_text(files[0].suggested_filename)
    assert files[0].path().stat().st_size > 0
