"""A real Chromium on the real page of the workbench."""

import os
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect, sync_playwright

from tests import chromium as chromium_program
from tests import workbench_server
from tests.patience import PATIENCE_OF_PAGES

expect.set_options(timeout=PATIENCE_OF_PAGES)
SLOWER = os.environ.get("SLOWER")
"""How many times slower pages run: tests that depend on a quick machine fail then (docs/developers.md)."""
LATER = os.environ.get("LATER")
"""Milliseconds by which every answer of the server and of a worker comes later (docs/developers.md)."""
_LATE_WORKERS = """window.Worker = class extends Worker {
    postMessage(...given) { setTimeout(() => super.postMessage(...given), LATER); }
};"""


class _Running:
    """The one Playwright of this process, which can't have two; tests/platform has fixtures of its own."""

    playwright = None
    users = 0


@contextmanager
def only_playwright():
    """Return the process's Playwright; the last user ends it."""
    if not _Running.users:
        _Running.playwright = sync_playwright().start()
    _Running.users += 1
    yield _Running.playwright
    _Running.users -= 1
    if not _Running.users:
        _Running.playwright.stop()


def at_once(element, act: str, give: str):
    """Run `act` in the page with `node`, an element, and return `give` as it is before the next event.

    No frame and no timer comes between the two.
    """
    return element.evaluate("""async (node, [act, give]) => {
        new Function("node", act)(node);
        for (let turn = 0; turn < 20; turn++) await null;
        return new Function("node", `return ${give}`)(node);
    }""", [act, give])


def frames(page) -> None:
    """Wait until the page has been drawn, with what is put off until then."""
    page.evaluate("""async () => {
        for (let turn = 0; turn < 3; turn++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    }""")


def with_still_clock(page) -> None:
    """Let the timers of a page wait until a test sets its clock forward."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)


def with_still_animations(page) -> None:
    """Let no animation of a page go on by itself from now on: a test says when one ends."""
    session = page.context.new_cdp_session(page)
    session.send("Animation.enable")
    session.send("Animation.setPlaybackRate", {"playbackRate": 0})


@pytest.fixture(scope="session")
def workbench(tmp_path_factory):
    """Return the workbench, served for all browser tests; learners keep them apart."""
    with workbench_server.running(tmp_path_factory.mktemp("workbench")) as server:
        yield server


@pytest.fixture(scope="session")
def chromium():
    """Return the browser of all tests of this process."""
    with only_playwright() as playwright:
        browser = chromium_program.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def open_window(chromium):
    """Return a function that opens a browser window of its own (own storage and cookies); closed after the test.

    Without other wishes it is one of somebody who wants no motion: what follows a choice is there at once.
    """
    contexts = []

    def opened(width=1280, height=900, **options):
        wishes = {"reduced_motion": "reduce", **options}
        context = chromium.new_context(viewport={"width": width, "height": height}, **wishes)
        contexts.append(context)
        page = context.new_page()
        if SLOWER:
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": float(SLOWER)})
        if LATER:
            line = {"offline": False, "latency": float(LATER), "downloadThroughput": -1, "uploadThroughput": -1}
            context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)
            page.add_init_script(_LATE_WORKERS.replace("LATER", LATER))
        page.set_default_timeout(PATIENCE_OF_PAGES)
        return page

    yield opened
    for context in contexts:
        context.close()
