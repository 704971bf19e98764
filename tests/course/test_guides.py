"""Paper: guide, cards and handouts as pages that print."""

import pytest

from powerstruggle_xblock.course import agency_config, guides, outline
from tests.course.test_archive import AGENCY

FOLDER = outline.course_dir()


@pytest.fixture
def no_printer(monkeypatch):
    monkeypatch.setattr(guides, "_printer", lambda: None)


def test_three_sheets_are_written_and_the_agencys_lines_are_in_the_guide(tmp_path, no_printer):
    files = guides.write(outline.read(), agency_config.read(AGENCY), FOLDER, tmp_path)
    assert [file.name for file in files] == ["facilitators-guide.html", "role-play-cards.html", "handouts.html"]
    assert "988, call or text" in files[0].read_text()


def test_every_reading_gives_a_handout_and_every_scenario_a_card(tmp_path, no_printer):
    course = outline.read()
    files = guides.write(course, None, FOLDER, tmp_path)
    assert files[1].read_text().count('class="card"') == sum(item.kind == "scenario" for item in course.items)
    assert files[2].read_text().count('class="card"') == sum(item.kind == "reading" for item in course.items)


def test_a_printer_that_fails_leaves_the_html(tmp_path, monkeypatch):
    monkeypatch.setattr(guides, "_printer", lambda: lambda html, pdf: guides._by_browser("/no/such/browser", html, pdf))
    files = guides.write(outline.read().minimum(), None, FOLDER, tmp_path)
    assert {file.suffix for file in files} == {".html"}


@pytest.mark.parametrize(("broken", "said"), [
    ("<role-play title='T'><opens>x</opens></role-play>", "a card needs <client>"),
    ("<role-play><opens>x</opens></role-play>", "needs a title and <opens>"),
])
def test_a_slip_in_a_card_is_told(broken, said, tmp_path):
    file = tmp_path / "card.xml"
    file.write_text(broken)
    with pytest.raises(guides.readings.ReadingError) as error:
        guides.card(file)
    assert said in str(error.value)
