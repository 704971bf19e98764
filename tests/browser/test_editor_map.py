"""The map of the editor in a real Chromium, which comes when it is opened; and how a picture is chosen in the form."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import frames
from tests.browser.editor_core_author import Author
from tests.browser.page_checks import forbid_workers
from tests.browser.test_editor_in_sight import with_many_scenes

pytestmark = pytest.mark.browser

TITLE = "Fine. Whatever."
CROSSED = """() => {
    const boxes = [...document.querySelectorAll(".ps-canvas .pm-place")].map((place) => {
        const rect = place.querySelector("rect");
        const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name)));
        return {id: place.dataset.place, x, y, right: x + width, bottom: y + height};
    });
    return [...document.querySelectorAll(".ps-canvas .pm-way")].flatMap((way) => {
        const length = way.getTotalLength();
        const points = Array.from({length: 200}, (_, part) => way.getPointAtLength(length * (part + 0.5) / 200));
        return boxes.filter(({x, y, right, bottom}) => points.some((at) =>
            at.x > x + 1 && at.x < right - 1 && at.y > y + 1 && at.y < bottom - 1)).map(({id}) => id);
    });
}"""
PLACE = "rect => ['x', 'y'].map((name) => rect.getAttribute(name))"


@pytest.fixture
def author(open_window, workbench):
    """Return an author before a scenario."""
    author = Author(open_window(1360))
    author.open(workbench, TITLE)
    return author


def test_the_map_is_loaded_when_it_is_opened_and_not_before(open_window, workbench):
    author = Author(open_window(480))
    asked = []
    author.page.on("request", lambda request: asked.append(request.url))
    author.page.goto(f"{workbench.url}/?student=author")
    link = author.page.get_by_role("link", name=f"Edit: {TITLE}", exact=True)
    author.page.goto(workbench.url + link.get_attribute("href"))
    expect(author.entry(re.compile("^1 Yeah, okay"))).to_be_visible()
    assert not [url for url in asked if re.search(r"/map\.(js|css)", url)]
    author.page.get_by_role("tab", name="Map").click()
    author.here()
    assert {url.rsplit("/", 1)[1].split("?")[0] for url in asked if "/map." in url} == {"map.js", "map.css"}
    author.page.get_by_role("tab", name="Outline").click()
    assert author.axe("the map on a narrow page") == []


def test_maps_are_drawn_where_a_page_s_policy_forbids_workers(open_window, workbench):
    author = Author(open_window(1360))
    forbid_workers(author.page.context)
    author.open(workbench, TITLE)
    expect(author.page.locator(".ps-canvas[data-laid=now] .pm-place").first).to_be_visible()
    author.page.goto(f"{workbench.url}/scenario/powerstruggle_scenario.0/author_view/?student=author")
    expect(author.page.locator(".ps-map svg .pm-place").first).to_be_visible()


def test_moved_cards_are_kept_in_the_file_and_change_no_version(author):
    page = author.page
    author.command("View", "Show the whole map")
    card = author.box("5 One ear").locator("rect").bounding_box()
    page.mouse.move(card["x"] + 30, card["y"] + 8)
    page.mouse.down()
    page.mouse.move(card["x"] + 150, card["y"] + 70, steps=4)
    page.mouse.up()
    author.here()
    moved = author.box("5 One ear").locator("rect").bounding_box()
    assert abs(moved["x"] - card["x"] - 120) < 60 and moved["y"] != card["y"]
    place = author.box("5 One ear").locator("rect").evaluate(PLACE)
    assert page.evaluate(CROSSED) == []
    author.box("9 What are you").focus()
    page.keyboard.press("Control+Shift+ArrowRight")
    author.here()
    expect(author.box("9 What are you")).to_be_focused()
    assert page.evaluate(CROSSED) == []
    version = save(author)
    with page.expect_response(re.compile("editor_load")) as loading:
        page.reload()
    loaded = loading.value.json()
    assert len([node for node in loaded["tree"]["nodes"] if node["attrs"].get("map")]) == 2
    author.here()
    again = author.box("5 One ear").locator("rect")
    assert again.evaluate(PLACE) == place and page.evaluate(CROSSED) == []
    author.command("View", "Arrange all cards anew")
    assert save(author) == version == loaded["version"]


def save(author: Author) -> str:
    """Save; return the content version."""
    with author.page.expect_response(re.compile("editor_save")) as saving:
        author.page.keyboard.press("Control+s")
    author.saved()
    return saving.value.json()["version"]


def test_of_five_hundred_scenes_only_those_in_sight_are_drawn(open_window, workbench):
    author = Author(open_window(1360))
    with_many_scenes(author.page, 500)
    author.open(workbench, TITLE)
    cards = author.page.locator(".ps-canvas .pm-place")
    assert 0 < cards.count() < 40
    assert author.page.locator(".ps-minimap .pm-mini-card").count() > 500
    box = author.page.locator(".ps-minimap").bounding_box()
    author.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.8)
    frames(author.page)
    seen = cards.evaluate_all("places => places.map((place) => Number(place.dataset.place.slice(1)))")
    assert len(seen) < 40 and max(seen) > 300


def test_a_picture_is_chosen_and_its_description_asked_for_at_once(open_window, workbench):
    author = Author(open_window(1360))
    page = author.page
    picture = {"name": "door.png", "address": "/static/door.png", "url": None, "thumbnail": None, "kind": "picture",
               "bytes": 12000}

    def loaded(route):
        response = route.fetch()
        answer = response.json()
        answer["media"].update(can_store=True, can_list=True)
        route.fulfill(response=response, body=json.dumps(answer))

    page.route(re.compile("editor_load"), loaded)
    page.route(re.compile("editor_files"), lambda route: route.fulfill(json={"files": [picture], "total": 1}))
    page.route(re.compile("editor_store_file"), lambda route: route.fulfill(
        status=422, json={"error": "Save it as PNG.", "code": "bad-file"}))
    author.open(workbench, TITLE)
    form = page.locator(".ps-pane-form")
    form.get_by_role("button", name="Picture").first.click()
    item = page.locator(".psf-is-image")
    item.get_by_role("button", name="Choose or upload").click()
    expect(author.dialog.get_by_label("From this computer")).to_be_focused()
    assert author.axe("the dialog for a picture") == []
    author.dialog.get_by_label("From this computer").set_input_files(
        {"name": "door.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"})
    expect(author.dialog.get_by_role("alert").filter(has_text="Save it as PNG.")).to_be_visible()
    author.dialog.get_by_role("button", name="door.png").click()
    expect(item.get_by_label("What the picture shows")).to_be_focused()
    expect(item.get_by_label("File", exact=True)).to_have_value("/static/door.png")
