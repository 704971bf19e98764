"""The printable script in a browser: no axe-core findings, nothing cut off on a phone, the reviewer's list last."""

import pytest

from powerstruggle_xblock.exchange.print import script_html
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import scenario_xml

from .fonts import NARROWEST, assert_fits
from .page_checks import find_axe_violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def markup() -> str:
    """Return the page of a scenario that has a sign-off and a reviewer's comment."""
    text = next(file for file in starter_scenarios() if file.stem == "dont-touch-my-things").read_text(encoding="utf-8")
    review = ('<note by="A. Reader" date="2026-03-31">Too quick?</note>'
              '<sign-off by="A. Reader" role="clinician" date="2026-03-31" version="000000000000"/>')
    return script_html.write_html(scenario_xml.parse(text.replace("<scene ", f"{review}<scene ", 1)).scenario)


def test_axe_finds_nothing_on_it(open_window, markup):
    page = open_window()
    page.set_content(markup)
    assert find_axe_violations(page, "html", "script") == []


@pytest.mark.parametrize("width", [NARROWEST, 360, 1280])
def test_nothing_scrolls_sideways(open_window, markup, width):
    page = open_window(width)
    page.set_content(markup)
    assert_fits(page)


def test_on_paper_nothing_sticks_out_and_rows_stay_whole(open_window, markup):
    page = open_window(700)  # Letter, less its margins, at 96 dots an inch.
    page.set_content(markup)
    page.emulate_media(media="print")
    assert_fits(page)
    assert page.evaluate(
        "() => [...document.querySelectorAll('tr')].every(row => getComputedStyle(row).breakInside === 'avoid')"
    )
    sheets = page.evaluate(
        "() => [...document.querySelectorAll('.sheet')].map(e => [e.textContent, getComputedStyle(e).breakBefore])"
    )
    assert sheets == [["Reviewer's list", "page"]]
