"""The printable script: everything a reviewer has to see is on it, and it is a page that stands alone."""

import re
import subprocess
import sys

import pytest
from lxml import html

from powerstruggle_xblock.cli import main
from powerstruggle_xblock.exchange import script
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import markup, notation

FILES = {file.stem: file for file in starter_scenarios()}


@pytest.fixture(scope="module", params=sorted(FILES))
def scenario(request):
    return notation.read(FILES[request.param].read_bytes()).scenario


@pytest.fixture(scope="module")
def page(scenario):
    return html.document_fromstring(script.to_html(scenario))


def words(element) -> str:
    return " ".join(element.text_content().split())


def test_every_word_of_every_scene_is_on_it(scenario, page):
    text = words(page).replace("“", "").replace("”", "")
    for scene in scenario.scenes:
        told = [scene.title, scene.hint, *(getattr(beat, "text", None) for beat in scene.beats)]
        for choice in scene.choices:
            told += [choice.say, choice.do, choice.wait and choice.wait.text, *(beat.text for beat in choice.replies)]
            told += [part for said in choice.feedback for part in (said.effect, said.why, said.instead)]
        for ending in scenario.endings:
            told += [ending.title, ending.their_view, ending.later, *ending.asks]
        assert [part for part in told if part and markup.plain(part) not in text] == []


def test_scenes_are_numbered_and_every_way_on_leads_to_one(scenario, page):
    ids = {element.get("id") for element in page.iter("h2")}
    assert ids >= set(scenario.places)
    assert {link.get("href").removeprefix("#") for link in page.iter("a") if link.get("href").startswith("#")} <= ids
    assert words(page.get_element_by_id(scenario.scenes[1].id)).startswith("2. ")
    assert words(page.get_element_by_id(scenario.endings[0].id)).startswith("E1. ")


def test_every_level_and_every_condition_is_told(scenario, page):
    text = words(page)
    for scene in scenario.scenes:
        for choice in scene.choices:
            for level in choice.levels:
                for clause in level.condition.clauses:
                    assert re.sub(r" \(\w+\)", "", str(clause)) in re.sub(r" \(\w+\)", "", text)
    ratings = sum(bool(choice.levels) for scene in scenario.scenes for choice in scene.choices)
    assert len(page.xpath("//td[@class='pen']/p")) == ratings


def test_the_list_for_reviewers_and_empty_lines_to_sign_come_last(page):
    assert len(page.xpath("//li/span[@class='marks']")) == 32
    assert [words(cell) for cell in page.xpath("//table[@class='sign']/tbody/tr/td")] == [""] * 8


def test_the_page_fetches_nothing(scenario):
    text = script.to_html(scenario)
    assert "<script" not in text and "<link" not in text and not re.search(r"(src|url)\s*[=(]", text)


def test_the_version_on_it_is_the_content_version(scenario):
    assert notation.version(scenario) in script.to_html(scenario)


def test_titles_and_names_are_text_not_markup():
    text = FILES["another-form"].read_text(encoding="utf-8").replace('title="Another form"', 'title="&lt;b&gt;Form&lt;/b&gt; &amp; co"')
    page = script.to_html(notation.read(text).scenario)
    assert "&lt;b&gt;Form&lt;/b&gt; &amp; co" in page and "<b>Form" not in page


def test_paper_needs_no_platform():
    code = "import sys, powerstruggle_xblock.exchange.script; print({'xblock', 'django', 'workbench'} & set(sys.modules) or '')"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == ""


def test_the_command_writes_the_page(tmp_path, capsys):
    out = tmp_path / "script.html"
    assert main(["script", str(FILES["fine-whatever"]), str(out)]) == 0
    assert "Fine. Whatever." in out.read_text(encoding="utf-8") and "scenes" in capsys.readouterr().out


def test_the_command_tells_what_is_wrong_with_a_broken_file(tmp_path, capsys):
    broken = tmp_path / "broken.xml"
    broken.write_text("<powerstruggle_scenario/>")
    assert main(["script", str(broken), str(tmp_path / "x.html")]) == 2
    assert "start" in capsys.readouterr().err and not (tmp_path / "x.html").exists()
