"""What is printed fits its paper, A4 and Letter: most sheets are one page, and each half of a card has its own."""

import re

import pytest

from powerstruggle_xblock.course import agency_config, guides, outline
from tests.browser.fonts import FONTS
from tests.course.test_archive import AGENCY

pytestmark = pytest.mark.browser
LETTER = {"width": "8.5in", "height": "11in"}
A4 = {"width": "210mm", "height": "297mm"}
ONE_PAGE = ("plan-45-minutes", "plan-three-hours", "on-the-wall", "supervision-log", "weekly-questions", "three-stages")
SCENARIOS = sum(item.kind == "scenario" for item in outline.read_outline().items)
PAGES = {
    **dict.fromkeys(ONE_PAGE, 1),
    "statements": 4,
    "zero-to-four": 2,
    "observer-sheet": 2,
    "handouts": 2,
    "words": 2,
    "role-play-cards": 2 * SCENARIOS,
    "facilitators-guide": 3,
}

PRINTS = [
    *(
        pytest.param(agency, paper, "", id=f"{who}-{size}")
        for who, agency in (("without-agency", None), ("agency", AGENCY))
        for size, paper in (("letter", LETTER), ("a4", A4))
    ),
    # The most text on the shorter paper.
    *(pytest.param(AGENCY, LETTER, font, id=name) for name, font in FONTS.items()),
]


@pytest.mark.parametrize(("agency", "paper", "font"), PRINTS)
def test_every_sheet_has_the_pages_it_is_meant_to_have(agency, paper, font, open_window, tmp_path):
    page = open_window()
    found = {}
    facts = agency_config.parse(agency) if agency else None
    for name, html in guides.build_handouts(outline.read_outline(), facts, outline.course_folder()):
        file = tmp_path / f"{name}.html"
        file.write_text(html, encoding="utf-8")
        page.goto(file.as_uri())
        page.add_style_tag(content=f"* {{ {font} }}")
        found[name] = len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(**paper, prefer_css_page_size=False, margin={
            side: "15mm" for side in ("top", "bottom", "left", "right")})))
    if font:
        # In a much wider font a sheet may run on; no sheet needs more than twice its pages.
        assert found.keys() == PAGES.keys() and all(
            PAGES[name] <= pages <= 2 * PAGES[name] for name, pages in found.items()
        ), found
    else:
        assert found == PAGES
