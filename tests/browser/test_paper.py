"""What is printed fits its paper: the handouts one sheet, each role-play card one."""

import re

import pytest

from powerstruggle_xblock.course import guides, outline
from tests.browser.fonts import FONTS

LETTER = {"width": "8.5in", "height": "11in"}
A4 = {"width": "210mm", "height": "297mm"}


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("guides")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guides, "_printer", lambda: None)
        return {file.stem: file for file in guides.write(outline.read(), None, outline.course_dir(), folder)}


@pytest.mark.parametrize("font", ["", *FONTS.values()], ids=["own font", *FONTS])
@pytest.mark.parametrize("paper", [LETTER, A4], ids=["letter", "a4"])
def test_handouts_print_on_one_page_and_every_card_on_its_own(sheets, open_window, paper, font):
    page = open_window()
    found = {}
    for name, file in sheets.items():
        page.goto(file.as_uri())
        page.add_style_tag(content=f"* {{ {font} }}")
        found[name] = len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(**paper, prefer_css_page_size=False, margin={
            side: "15mm" for side in ("top", "bottom", "left", "right")})))
    assert found["handouts"] == 1
    assert found["role-play-cards"] == sum(item.kind == "scenario" for item in outline.read().items)
