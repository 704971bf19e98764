"""The pictures in docs/images: `python -m tests.browser.pictures` makes them anew."""

import tempfile
from pathlib import Path

from playwright.sync_api import expect

from powerstruggle_xblock.resources import starter_scenarios
from tests import chromium, workbench_server
from tests.browser import pictures_of_editors, pictures_of_groups
from tests.browser.conftest import only_playwright
from tests.browser.learner import Learner, path_to, starter
from tests.browser.test_own_words import begin
from tests.platform.sight import settled

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
PHONE = {"width": 390, "height": 664}
DESK = {"width": 1100, "height": 700}


def take_learner(browser, workbench) -> None:
    """Play "Another form" on a phone and on a desk and keep the card, a scene, a reply and the ending."""
    number, scenario = starter("another-form")
    for name, size in (("phone", PHONE), ("desk", DESK)):
        context = browser.new_context(viewport=size, reduced_motion="reduce", device_scale_factor=1)
        learner = Learner(context.new_page(), scenario)
        learner.open(workbench, number, f"pictures-{name}")

        def keep(what: str, learner: Learner = learner, name: str = name) -> None:
            settled(learner.page)
            learner.page.screenshot(path=IMAGES / f"learner-{name}-{what}.png")

        begin = learner.page.get_by_role("button", name="Begin")
        expect(begin).to_be_visible()
        learner.root.evaluate("node => node.scrollIntoView()")
        keep("card")
        begin.click()
        expect(learner.page.locator(".ps-title-now")).to_be_focused()
        keep("scene")
        path = path_to(scenario, "walked-out")
        for choice_id in path:
            learner.show_options()
            learner.take(choice_id)
            if choice_id == path[0]:
                keep("reply")
        # Whoever scrolls is left alone: the page no longer brings the last words back into sight.
        learner.root.dispatch_event("wheel")
        learner.page.locator(".ps-their-view").evaluate("node => node.scrollIntoView()")
        keep("ending")
        context.close()


def take_own_words(browser, workbench) -> None:
    """Say something before the choices are there, and keep it beside a strong reply."""
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce", device_scale_factor=1)
    learner = Learner(context.new_page(), starter("another-form")[1])
    rest = begin(learner, workbench, "pictures-own-words")
    learner.page.get_by_role("textbox").fill("I hear you, but Friday is Friday. I promise we'll get it done together.")
    learner.show_options()
    learner.take(rest[0])
    learner.root.dispatch_event("wheel")
    learner.page.locator(".ps-compared").evaluate("node => node.scrollIntoView()")
    settled(learner.page)
    learner.page.screenshot(path=IMAGES / "learner-phone-own-words.png")
    context.close()


def take_drill(browser, workbench) -> None:
    """Keep a moment of the drill."""
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce", device_scale_factor=1)
    page = context.new_page()
    page.goto(f"{workbench.url}/scenario/powerstruggle_scenario.{len(starter_scenarios()) + 1}/?student=pictures")
    page.get_by_role("button", name="Begin").click()
    expect(page.locator(".ps-title-now")).to_be_focused()
    settled(page)
    page.screenshot(path=IMAGES / "learner-phone-drill.png")
    context.close()


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as folder,
        workbench_server.running(Path(folder)) as bench,
        only_playwright() as playwright,
    ):
        browser = chromium.launch(playwright)
        take_learner(browser, bench)
        take_own_words(browser, bench)
        take_drill(browser, bench)
        pictures_of_groups.take_all(browser, bench, IMAGES)
        pictures_of_editors.take_all(browser, bench, IMAGES)
        browser.close()
