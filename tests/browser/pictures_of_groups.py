"""The pictures in docs/images of what a group's members and their trainer see: continuum, reflection, panel."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.block.web import Browser
from tests.browser.test_continuum import STAND, crowd, open_as
from tests.browser.test_panel import COMPONENT as PANEL
from tests.browser.test_panel import play_as_a_class
from tests.browser.test_reflection import COMPONENT as REFLECTION

WALL = {"width": 1280, "height": 720}
DESK = {"width": 1100, "height": 700}


def take_continuum(browser, workbench, images: Path) -> None:
    """Keep one event of the exercise, the wall and the line in the second round."""
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    page = context.new_page()
    open_as(page, workbench, "pictures")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="3 often").click()
    page.locator(".ps-heading").evaluate("node => node.scrollIntoView()")
    page.screenshot(path=images / "continuum-event.png")
    crowd(workbench, "first", 12, stop="every-time")
    wall = browser.new_context(viewport=WALL, reduced_motion="reduce").new_page()
    open_as(wall, workbench, "author")
    wall.get_by_role("button", name="Facilitator’s view").click()
    wall.get_by_role("button", name="Show the group’s picture").click()
    expect(wall.locator(".ps-facilitator-page .ps-histogram > li")).to_have_count(5)
    wall.locator(".ps-facilitator").evaluate("node => node.scrollIntoView()")
    wall.screenshot(path=images / "continuum-wall.png")
    author = Browser(workbench.url, "author", STAND)
    loaded = author.post("editor_load").json
    tree = {**loaded["tree"], "attrs": {**loaded["tree"]["attrs"], "round": "after", "since": "before"}}
    assert author.post("editor_save", {"tree": tree, "base": loaded["base"]}).status == 200
    crowd(workbench, "first", 12, stop="none")
    open_as(page, workbench, "first-1")
    page.locator(".ps-results > li").first.screenshot(path=images / "continuum-moved.png")
    page.goto(f"{workbench.url}/scenario/{STAND}/studio_view/?student=author")
    expect(page.get_by_role("textbox", name="Title")).to_be_visible()
    page.screenshot(path=images / "continuum-editor.png")
    context.close()
    wall.context.close()


def take_reflection(browser, workbench, images: Path) -> None:
    """Keep the page with a hint at a name, and the author's form."""
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{workbench.url}/scenario/{REFLECTION}/?student=pictures")
    words = "Mr. Alvarez wanted his key at ten at night, and I said the rule before I said hello."
    page.get_by_role("textbox").first.fill(words)
    page.get_by_role("textbox").first.blur()
    page.screenshot(path=images / "reflection.png")
    page.goto(f"{workbench.url}/scenario/{REFLECTION}/studio_view/?student=author")
    expect(page.get_by_role("textbox", name="Title")).to_be_visible()
    page.screenshot(path=images / "reflection-editor.png")
    context.close()


def take_panel(browser, workbench, images: Path) -> None:
    """Let a class play, and keep the panel's first screen, its map, a table and a decision of the sheet."""
    play_as_a_class(workbench)
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{workbench.url}/scenario/{PANEL}/?student=author")
    with page.expect_popup() as window:
        page.get_by_role("link", name="Trainer's panel").click()
    panel: Page = window.value
    panel.set_viewport_size(DESK)
    expect(panel.locator(".ps-canvas svg")).to_be_visible()
    panel.screenshot(path=images / "trainers-panel.png")
    panel.locator(".ps-canvas").screenshot(path=images / "trainers-panel-map.png")
    panel.locator(".ps-split").first.screenshot(path=images / "trainers-panel-sheet.png")
    panel.get_by_text("All numbers, as tables").last.click()
    panel.locator(".ps-scene").first.screenshot(path=images / "trainers-panel-scene.png")
    context.close()


def take_all(browser, workbench, images: Path) -> None:
    """Take all of them."""
    take_continuum(browser, workbench, images)
    take_reflection(browser, workbench, images)
    take_panel(browser, workbench, images)
