"""In the editor nothing lies where nobody sees it: labels in cards, menus in the window, all of a map."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import frames
from tests.browser.editor_core_author import MAP_OR_NONE, Author
from tests.platform import places

pytestmark = pytest.mark.browser

TITLE = "Fine. Whatever."
SCENARIO = "powerstruggle_scenario.2"
OUT_OF_CARD = """() => [...document.querySelectorAll(".ps-canvas .pm-place")].flatMap((place) => {
    const card = place.querySelector("rect").getBoundingClientRect();
    return [...place.querySelectorAll("text")].filter((text) => {
        const box = text.getBoundingClientRect();
        return box.width && (box.left < card.left || box.right > card.right);
    }).map((text) => text.textContent);
})"""
OUT_OF_SIGHT = """() => {
    const list = document.querySelector("[role=menu]"), box = list.getBoundingClientRect();
    const found = [];
    for (let node = list.parentElement; node; node = node.parentElement) {
        if (node !== document.documentElement && getComputedStyle(node).overflow === "visible") continue;
        const area = node === document.documentElement
            ? {left: 0, top: 0, right: node.clientWidth, bottom: innerHeight} : node.getBoundingClientRect();
        if (box.left < area.left - 1 || box.right > area.right + 1 || box.top < area.top - 1
            || box.bottom > area.bottom + 1)
            found.push(`${list.getAttribute("aria-label")} in ${node.className || node.tagName}`);
    }
    return found;
}"""


@pytest.fixture
def from_right_to_left(open_window, workbench):
    """Return an author whose Studio is read from right to left."""
    author = Author(open_window(1360))

    def answer(route):
        response = route.fetch()
        mirrored = re.sub(r"<html[^>]*>", '<html lang="ar" dir="rtl">', response.text(), count=1)
        route.fulfill(response=response, body=mirrored)

    author.page.route(re.compile(r"/scenario/"), answer)
    author.open(workbench, TITLE)
    return author


def test_labels_stand_in_their_cards_in_either_direction_of_reading(open_window, workbench, from_right_to_left):
    author = Author(open_window(1360))
    author.open(workbench, TITLE)
    for page in (author.page, from_right_to_left.page):
        assert page.locator(".ps-canvas .pm-place text").count() > 10
        assert page.evaluate(OUT_OF_CARD) == []


def with_many_scenes(page: Page, count: int) -> None:
    """Let the editor of this window load a chain of scenes, with a choice in each that leads far on."""

    def answer(route):
        response = route.fetch()
        loaded = response.json()
        kept = [node for node in loaded["tree"]["nodes"] if not isinstance(node, dict) or node["tag"] != "scene"]
        ending = next(node["attrs"]["id"] for node in kept if isinstance(node, dict) and node["tag"] == "ending")
        ids = [*(f"s{number}" for number in range(count)), ending]
        scenes = [
            {"tag": "scene", "attrs": {"id": ids[at], "title": f"Scene {at}"}, "nodes": [
                {"tag": "choice", "attrs": {"id": f"c{at}-{to}", "to": ids[to]}, "nodes": []}
                for to in (at + 1, min(at + 7, count))]}
            for at in range(count)]
        start = next(at for at, node in enumerate(kept) if isinstance(node, dict) and node["tag"] == "start")
        kept[start]["attrs"]["scene"] = "s0"
        loaded["tree"]["nodes"] = [*kept[: start + 1], *scenes, *kept[start + 1:]]
        route.fulfill(response=response, body=json.dumps(loaded))

    page.route(re.compile("editor_load"), answer)


def test_show_all_shows_all_of_three_hundred_scenes(open_window, workbench):
    author = Author(open_window(1360))
    with_many_scenes(author.page, 300)
    author.open(workbench, TITLE)
    author.command("View", "Show the whole map")
    frames(author.page)
    canvas = author.page.locator(".ps-canvas").bounding_box()
    boxes = author.page.evaluate("""() => [...document.querySelectorAll(".ps-canvas .pm-place rect")].map((rect) => {
        const {left, top, right, bottom} = rect.getBoundingClientRect();
        return [left, top, right, bottom];
    })""")
    assert len(boxes) > 300
    assert min(box[0] for box in boxes) >= canvas["x"] and min(box[1] for box in boxes) >= canvas["y"]
    assert max(box[2] for box in boxes) <= canvas["x"] + canvas["width"]
    assert max(box[3] for box in boxes) <= canvas["y"] + canvas["height"]


def every_menu_is_in_sight(page: Page) -> None:
    """Open each menu that shows, in every part of the editor, and look where it lies."""
    # The width is measured, map and script are loaded later: what comes then moves what stands here.
    expect(page.locator(MAP_OR_NONE).first).to_be_attached()
    tabs = page.get_by_role("tab").all()
    for tab in [*tabs, None]:
        if tab is not None:
            tab.click()
            expect(page.locator(MAP_OR_NONE).first).to_be_attached()
            expect(page.locator(".ps-pane-write[hidden], .ps-write-open").first).to_be_attached()
        for button in page.locator("[aria-haspopup=menu]").all():
            if not button.is_visible():
                continue
            button.click()
            expect(page.get_by_role("menu")).to_be_visible()
            # What is loaded meanwhile moves the button, and the menu is placed again.
            page.wait_for_function(f"() => !({OUT_OF_SIGHT})().length")
            last = page.get_by_role("menuitem").last
            last.press("End")
            expect(last).to_be_in_viewport(ratio=1)
            page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [1360, 360])
def test_menus_open_within_the_window(open_window, workbench, width):
    author = Author(open_window(width, 800))
    author.page.goto(f"{workbench.url}/?student=author")
    link = author.page.get_by_role("link", name=f"Edit: {TITLE}", exact=True)
    author.page.goto(workbench.url + link.get_attribute("href"))
    expect(author.root.get_by_role("button", name="Save", exact=True)).to_be_visible()
    every_menu_is_in_sight(author.page)


def test_an_open_menu_stays_in_a_window_that_gets_lower(open_window, workbench):
    author = Author(open_window(1360, 800))
    author.open(workbench, TITLE)
    author.root.get_by_role("button", name="More", exact=True).first.click()
    expect(author.page.get_by_role("menu")).to_be_visible()
    author.page.set_viewport_size({"width": 1360, "height": 260})
    author.page.wait_for_function(f"() => !({OUT_OF_SIGHT})().length")


def test_an_open_menu_stays_in_a_window_that_is_scrolled_sideways(open_window, workbench):
    page = in_modal(open_window(360, 800), workbench, SCENARIO)
    page.get_by_role("button", name="More", exact=True).first.click()
    expect(page.get_by_role("menu")).to_be_visible()
    for left in (0, 60):
        page.evaluate("left => window.scrollTo(left, 0)", left)
        page.wait_for_function(f"() => !({OUT_OF_SIGHT})().length")


def in_modal(page: Page, workbench, component: str) -> Page:
    """Open an editor in Studio's own modal window, which is 435 pixels high."""
    places.show(page, workbench, f"{component}/studio_view/", places.studio_modal)
    page.goto(f"{workbench.url}/scenario/{component}/studio_view/?student=author")
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible()
    return page


@pytest.mark.parametrize("width", [1280, 360])
def test_menus_open_within_studio_s_modal_window(open_window, workbench, width):
    every_menu_is_in_sight(in_modal(open_window(width, 800), workbench, SCENARIO))


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (360, 640)])
@pytest.mark.parametrize("component", [SCENARIO, "powerstruggle_continuum.0", "powerstruggle_reflection.0"])
def test_the_button_that_takes_a_template_is_in_sight_at_once(open_window, workbench, component, width, height):
    page = in_modal(open_window(width, height), workbench, component)
    if component == SCENARIO:
        page.get_by_role("button", name="More", exact=True).click()
        page.get_by_role("menuitem", name="Begin from a template…").click()
    else:
        page.get_by_role("button", name="Begin from a template…").click()
    for name in ("Begin with this", "Cancel"):
        expect(page.get_by_role("dialog").get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
