"""What a person sees of a page: how much of an element lies in the window, whatever frames are in between."""

from playwright.sync_api import Frame, Locator, Page

from tests.browser.conftest import frames
from tests.platform import places


def settled(page: Page, inside: Frame | None = None) -> None:
    """Wait until what is put off until the next frames is done, and until a frame is as tall as it was told to be."""
    frames(page)
    if inside is not None:
        places.wait_for_height(inside)
        frames(inside)
    frames(page)


def seen(page: Page, element: Locator) -> float:
    """Return the share of an element's height that lies in the window, 0 to 1.

    Of an element taller than the window, the share of what fits.
    """
    box = element.bounding_box()
    assert box, f"{element} is not drawn"
    height = page.viewport_size["height"]
    visible = min(box["y"] + box["height"], height) - max(box["y"], 0)
    return max(0.0, visible) / min(box["height"], height)


def top(element: Locator) -> float:
    """Return how far below the window's upper edge an element begins, in pixels; negative above it."""
    return element.bounding_box()["y"]
