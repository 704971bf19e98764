"""The pictures in docs/images of what authors see: the editor's panes and dialogs, and the printable script."""

from pathlib import Path

from powerstruggle_xblock.exchange.print import script_html
from tests.browser.editor_core_author import Author
from tests.browser.learner import starter

WIDE = {"width": 1360, "height": 820}
TITLE = "Another form"


def take_editor(browser, workbench, images: Path) -> None:
    """Keep the map with a scene's form, the same scenario as a script, the table of ratings, and two dialogs."""
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    author = Author(context.new_page())
    page = author.page
    author.open(workbench, TITLE)
    page.locator(".ps-editor-root").evaluate("node => node.scrollIntoView()")

    def keep(name: str) -> None:
        page.screenshot(path=images / f"{name}.png")

    keep("editor")
    page.get_by_role("button", name="Rate in a table").click()
    page.get_by_role("grid").scroll_into_view_if_needed()
    keep("editor-ratings")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Write", exact=True).click()
    page.locator(".ps-write-open .cm-content").wait_for()
    page.locator(".ps-write-open img").first.evaluate("node => node.decode()")
    keep("editor-write")
    page.get_by_role("button", name="Play from here", exact=True).click()
    played = author.dialog.frame_locator("iframe")
    played.get_by_role("button", name="Begin").click()
    played.locator(".ps-title-now").wait_for()
    keep("editor-play")
    author.dialog.get_by_role("button", name="Close").click()
    author.command("More", "Begin from a template…")
    author.dialog.wait_for()
    keep("editor-begin")
    context.close()


def take_script(browser, images: Path) -> None:
    """Keep the first page of a scenario's printable script."""
    context = browser.new_context(viewport={"width": 900, "height": 1100})
    page = context.new_page()
    page.set_content(script_html.write_html(starter("another-form")[1]))
    page.locator("h2").nth(2).evaluate("node => node.scrollIntoView()")
    page.screenshot(path=images / "script.png")
    context.close()


def take_all(browser, workbench, images: Path) -> None:
    """Take all of them."""
    take_editor(browser, workbench, images)
    take_script(browser, images)
