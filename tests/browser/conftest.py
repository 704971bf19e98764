"""A real Chromium on the real page of the workbench."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests import workbench_server
from tests.patience import PATIENCE_OF_PAGES

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
expect.set_options(timeout=PATIENCE_OF_PAGES)
SLOWER = os.environ.get("SLOWER")
"""How many times slower the browser's pages think: what hangs on a quick machine falls over then (docs/developers.md)."""
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]


def at_once(element, act: str, give: str):
    """Do something in the page with `node`, an element, and give what is so before the next event: no frame, no timer came between."""
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


@pytest.fixture(scope="session")
def workbench(tmp_path_factory):
    """The workbench, served for all browser tests; learners keep them apart."""
    bench = workbench_server.start(tmp_path_factory.mktemp("workbench"))
    yield bench
    bench.stop()


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, or another named in CHROMIUM."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("no Chromium: install Debian's package chromium, or name one in the environment variable CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_window(chromium):
    """Give a function that opens a browser window of its own (own storage and cookies); closed after the test."""
    contexts = []

    def opened(width=1280, height=900, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        if SLOWER:
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": float(SLOWER)})
        page.set_default_timeout(PATIENCE_OF_PAGES)
        return page

    yield opened
    for context in contexts:
        context.close()
