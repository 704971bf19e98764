"""The printable script: everything a reviewer has to see is on it, in HTML and in Word alike."""

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree, html

from powerstruggle_xblock.cli import main
from powerstruggle_xblock.exchange import optional_extras
from powerstruggle_xblock.exchange.exporters import spreadsheet
from powerstruggle_xblock.exchange.print import docx_xml, print_document, script, script_docx, script_html
from powerstruggle_xblock.notation import markup
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import catalog, scenario_xml
from tests.examples import examples

from ..engine.strategies import scenarios

FILES = {file.stem: file for file in starter_scenarios()}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words(element) -> str:
    return squeezed(str(element.xpath("string()")))


def squeezed(text: str) -> str:
    """Return words without white space and quotation marks: marks and blocks may fall between any two of them."""
    return re.sub(r"[\s“”]+", "", text)


def read(text) -> object:
    return scenario_xml.parse(text).scenario


@pytest.fixture(scope="module", params=sorted(FILES))
def scenario(request):
    return read(FILES[request.param].read_bytes())


@pytest.fixture(scope="module")
def page(scenario):
    return html.document_fromstring(script_html.write_html(scenario))


@pytest.fixture(scope="module")
def word(scenario):
    return docx.Document(io.BytesIO(script_docx.write_docx(scenario)))


@pytest.fixture(scope="module", params=["page", "word"])
def told(request, page, word):
    """Return all words of the script, written either way."""
    return words(page if request.param == "page" else word.element.body)


def texts_of(scenario):
    about = scenario.about
    yield from (
        about.setting, about.before, about.you_need, about.they_want, about.body_cue, about.content_note,
        about.support, *about.sources,
        *(person.about for person in scenario.people),
        *(note.text for note in scenario.notes),
    )
    for scene in scenario.scenes:
        yield from (scene.title, scene.hint, *map(beat_text, scene.content_items), *(note.text for note in scene.notes))
        for choice in scene.choices:
            yield from (
                choice.say,
                choice.do,
                choice.wait and choice.wait.text,
                choice.closed_reason,
                *map(beat_text, choice.replies),
            )
            yield from (part for said in choice.feedback for part in (said.effect, said.why, said.instead))
            yield from (note.text for note in choice.notes)
    for ending in scenario.endings:
        yield from (
            ending.title,
            ending.their_view,
            ending.later,
            *ending.questions,
            *map(beat_text, ending.content_items),
        )


def beat_text(beat):
    return getattr(beat, "text", None) or getattr(beat, "transcript", None) or getattr(beat, "alt", None)


def test_every_word_of_the_scenario_is_on_it(scenario, told):
    assert [text for text in texts_of(scenario) if text and squeezed(markup.plain_text(text)) not in told] == []


def test_every_level_and_every_condition_is_printed(scenario, told):
    written = script._ScriptBuilder(scenario, str)
    for choice in scenario.choices.values():
        for level in choice.ratings:
            rated = "; ".join(f"{catalog.skills()[skill].name}: {value}" for skill, value in level.skills)
            assert squeezed(rated) in told
        conditions = [
            choice.condition,
            *(part.condition for part in (*choice.ratings, *choice.replies, *choice.feedback, *choice.routes)),
        ]
        for condition in filter(None, conditions):
            assert squeezed(markup.plain_text(written.conditions.format_condition(condition))) in told


def test_a_scene_with_more_choices_than_letters_is_printed_whole():
    choices = "".join(f'<choice id="c{k}" to="e"><say>Reply {k}</say></choice>' for k in range(60))
    crowded = read(
        '<powerstruggle_scenario><person id="ann" name="Ann"/><start scene="s"/>'
        f'<scene id="s" title="S"><cue>x</cue>{choices}</scene>'
        '<ending id="e" kind="door-open" title="E"><their-view>x</their-view></ending></powerstruggle_scenario>'
    )
    texts = html.document_fromstring(script_html.write_html(crowded)).xpath("//td//b/text()")
    assert [text for text in texts if re.fullmatch("1[A-Z]+", text)][24:29] == ["1Y", "1Z", "1AA", "1AB", "1AC"]
    assert [text for text in texts if re.fullmatch("1[A-Z]+", text)][51:54] == ["1AZ", "1BA", "1BB"]
    assert len(docx.Document(io.BytesIO(script_docx.write_docx(crowded))).tables[0].rows) > 60


def test_scenes_are_numbered_and_every_target_is_a_link(scenario, page):
    headings = {element.get("id"): element.text_content() for element in page.iter("h3") if element.get("id")}
    assert list(headings) == list(scenario.nodes)
    assert headings[scenario.scenes[1].id].startswith("2. ") and headings[scenario.endings[0].id].startswith("E1. ")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)
    row = page.get_element_by_id(scenario.scenes[0].choices[0].id)
    number = list(scenario.nodes).index(scenario.scenes[0].choices[0].to) + 1
    assert re.search(rf"Go to {number if number <= len(scenario.scenes) else 'E'}", row.text_content())


def test_there_is_room_to_rate_each_rated_skill_of_each_choice(scenario, page):
    rated = sum(
        len({skill for level in choice.ratings for skill, _ in level.skills}) for choice in scenario.choices.values()
    )
    assert len(page.xpath("//td/div[@class='pen']")) == rated


def test_there_is_a_line_to_sign_off_each_scene_and_ending(scenario, page):
    lines = [words(line) for line in page.xpath("//main/div[@class='pen']")]
    assert len(lines) == len(scenario.nodes)
    assert all(line.startswith("Reviewed:yes☐fix☐no☐Initials") for line in lines)


def test_the_list_for_reviewers_and_empty_lines_to_sign_come_last(page):
    points, signatures = page.xpath("//table")[-2:]
    numbers = [words(row[0]) for row in points.xpath("tbody/tr")]
    assert [number for number in numbers if number] == [str(number) for number in range(1, 33)]
    assert {words(cell) for cell in signatures.xpath("tbody/tr/td")} == {""}
    assert page.xpath("//h2[@class='sheet']")[-1].text == "Reviewer's list"
    assert words(page.xpath("//h2")[-1]) == "Reviewer'slist"


def test_the_page_fetches_nothing(scenario):
    text = script_html.write_html(scenario)
    assert "<script" not in text and "<link" not in text and not re.search(r"(src|url)\s*[=(]", text)


def test_the_version_on_it_is_the_content_version(scenario, told):
    assert scenario_xml.content_version(scenario) in told


# --- signing --------------------------------------------------------------------------------------------------------


def signed(version: str) -> str:
    text = FILES["another-form"].read_text(encoding="utf-8")
    return text.replace(
        "<scene ", f'<sign-off by="A. Reader" role="clinician" date="2026-03-31" version="{version}"/><scene ', 1
    )


def test_a_sign_off_holds_for_the_text_it_was_given_for_and_is_void_for_another():
    version = scenario_xml.content_version(read(signed("0" * 12)))
    holds, void = (
        words(html.document_fromstring(script_html.write_html(read(signed(given))))) for given in (version, "0" * 12)
    )
    assert "A.Readerclinician2026-03-31" + version + "holdsforthistext" in holds and "void:thetext" not in holds
    assert "000000000000void:thetextwaschangedsince" in void


def test_a_script_without_sign_offs_says_so():
    assert "Nobody has signed this scenario yet." in script_html.write_html(
        read(FILES["another-form"].read_text(encoding="utf-8"))
    )


def test_notes_and_comments_are_printed_at_their_place():
    notes = '<note>Mine.</note><note by="A. Reader" date="2026-03-31" done="true">Too quick.</note><choice '
    page = words(html.document_fromstring(script_html.write_html(read(signed("0" * 12).replace("<choice ", notes, 1)))))
    assert "Author'snote:Mine.Comment(A.Reader,2026-03-31;dealtwith):Tooquick.Thechoicesofscene1" in page


# --- words ----------------------------------------------------------------------------------------------------------


def test_titles_and_names_are_text_not_markup():
    text = (
        FILES["another-form"]
        .read_text(encoding="utf-8")
        .replace('title="Another form"', 'title="&lt;b&gt;Form&lt;/b&gt; &amp; co"')
    )
    page = script_html.write_html(read(text))
    assert "&lt;b&gt;Form&lt;/b&gt; &amp; co" in page and "<b>Form" not in page


def test_a_title_cannot_leave_the_style_sheet():
    text = FILES["another-form"].read_text(encoding="utf-8").replace(
        'display_name="Another form"', 'display_name="&quot;}&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\"')
    page = html.document_fromstring(script_html.write_html(read(text)))
    assert page.xpath("//script") == [] and len(page.xpath("//style")) == 1
    assert page.xpath("//h1")[0].text.startswith('"}</style>')


def test_its_own_words_are_translated_and_the_scenarios_are_not():
    scenario = read(FILES["another-form"].read_text(encoding="utf-8"))
    page = html.document_fromstring(script_html.write_html(scenario, lambda text: f"«{text}»"))
    assert "«Where»" in page.xpath("//dt/text()") and "«Reviewer's list»" in page.xpath("//h2/text()")
    assert page.xpath("//h1/text()") == [scenario.title]


def test_a_script_in_arabic_runs_from_right_to_left():
    text = FILES["another-form"].read_text(encoding="utf-8").replace('xml:lang="en"', 'xml:lang="ar-EG"')
    assert html.document_fromstring(script_html.write_html(read(text))).attrib == {"lang": "ar-EG", "dir": "rtl"}
    paragraphs = docx.Document(io.BytesIO(script_docx.write_docx(read(text)))).element.body.iter(f"{W}p")
    assert all(paragraph.find(f"{W}pPr/{W}bidi") is not None for paragraph in paragraphs)


# --- Word -----------------------------------------------------------------------------------------------------------


def test_the_word_file_has_the_same_headings_as_the_page(page, word):
    for level in (1, 2, 3):
        in_word = [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == f"Heading {level}"]
        assert in_word == [heading.text_content() for heading in page.iter(f"h{level}")]


def test_every_link_in_the_word_file_leads_to_a_bookmark(scenario, word):
    body = word.element.body
    marks = body.xpath(".//w:bookmarkStart/@w:name")
    assert len(marks) == len(set(marks)) == len(scenario.nodes) + len(scenario.choices)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,39}", name) for name in marks)
    assert set(body.xpath(".//w:hyperlink/@w:anchor")) <= set(marks)
    assert len(body.xpath(".//w:bookmarkEnd")) == len(marks)


def test_the_word_file_has_a_title_a_language_and_table_descriptions(scenario, word):
    assert word.core_properties.title == scenario.title and word.core_properties.language == scenario.lang
    assert word.styles.element.xpath("w:docDefaults//w:lang/@w:val") == [scenario.lang]
    for table in word.tables:
        assert table._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val")
        assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None


def test_paragraph_properties_are_in_the_order_that_word_needs(word):
    order = docx_xml.PARAGRAPH_ORDER
    for properties in (*word.element.body.iter(f"{W}pPr"), *word.styles.element.iter(f"{W}pPr")):
        places = [order.index(child.tag) for child in properties]
        assert places == sorted(places)


def test_paragraphs_lists_links_and_languages_inside_a_text_become_those_of_word():
    marked = ('<p>One <a href="https://example.org/a?b=1&amp;c=2">link</a>.</p><ul><li>Two</li><li>'
              '<span xml:lang="fr">Trois</span></li></ul>after<br/>it <a href="/static/a.pdf">file</a>')
    text = FILES["another-form"].read_text(encoding="utf-8").replace("<setting>", f"<setting>{marked}", 1)
    word = docx.Document(io.BytesIO(script_docx.write_docx(read(text))))
    lines = [paragraph.text for paragraph in word.paragraphs]
    first = next(number for number, line in enumerate(lines) if line.endswith("One link."))
    assert lines[first + 1:first + 3] == ["• Two", "• Trois"]
    assert lines[first + 3].startswith("after\nit file")
    assert "https://example.org/a?b=1&c=2" in {rel.target_ref for rel in word.part.rels.values() if rel.is_external}
    assert "fr" in word.element.body.xpath(".//w:rPr/w:lang/@w:val")


@settings(
    max_examples=examples(15),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(scenarios())
def test_any_scenario_can_be_written_both_ways(scenario):
    told = script.build_script(scenario)
    assert {type(block) for block in told.blocks} <= set(print_document.Block.__args__)
    page = html.document_fromstring(script_html.write_html(scenario))
    assert [element.get("id") for element in page.iter("h3") if element.get("id")] == list(scenario.nodes)
    with zipfile.ZipFile(io.BytesIO(script_docx.write_docx(scenario))) as file:
        body = etree.fromstring(file.read("word/document.xml"))
    assert len(body.findall(f".//{W}bookmarkStart")) == len(scenario.nodes) + len(scenario.choices)


# --- the command ----------------------------------------------------------------------------------------------------


def test_paper_needs_no_platform():
    code = ("import sys, powerstruggle_xblock.exchange.export_file; "
            "print({'xblock', 'django', 'workbench', 'openpyxl', 'docx'} & set(sys.modules) or '')")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == ""


def test_the_command_writes_the_page(tmp_path, capsys):
    out = tmp_path / "script.html"
    assert main(["script", str(FILES["fine-whatever"]), str(out)]) == 0
    assert "Fine. Whatever." in out.read_text(encoding="utf-8") and "scenes" in capsys.readouterr().out


def test_the_command_writes_a_word_file(tmp_path):
    out = tmp_path / "script.DOCX"
    assert main(["script", str(FILES["fine-whatever"]), str(out)]) == 0
    assert docx.Document(out).paragraphs[0].text == "Fine. Whatever."


def test_the_command_writes_html_into_a_pipe(capsys):
    assert main(["script", str(FILES["fine-whatever"]), "-"]) == 0
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>")


def test_a_script_with_somebodys_comments_is_not_written_over_unasked(tmp_path, capsys):
    out = tmp_path / "script.docx"
    out.write_text("commented")
    assert main(["script", str(FILES["fine-whatever"]), str(out)]) == 2
    assert "is there already; --force writes over it" in capsys.readouterr().err and out.read_text() == "commented"
    assert main(["script", str(FILES["fine-whatever"]), str(out), "--force"]) == 0
    assert docx.Document(out).paragraphs[0].text == "Fine. Whatever."


def test_the_command_knows_no_other_kind_of_file(tmp_path, capsys):
    assert main(["script", str(FILES["fine-whatever"]), str(tmp_path / "script.pdf")]) == 2
    assert "a script is one of these files: .docx, .html" in capsys.readouterr().err


def test_the_command_names_what_to_install_for_word(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    assert main(["script", str(FILES["fine-whatever"]), str(tmp_path / "script.docx")]) == 2
    assert 'pip install "powerstruggle-xblock[word]"' in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [] and issubclass(optional_extras.MissingExtra, Exception)


def test_the_command_tells_what_is_wrong_with_a_broken_file(tmp_path, capsys):
    broken = tmp_path / "broken.xml"
    broken.write_text("<powerstruggle_scenario/>")
    assert main(["script", str(broken), str(tmp_path / "x.html")]) == 2
    assert "start" in capsys.readouterr().err and not (tmp_path / "x.html").exists()


@pytest.mark.parametrize("length", [254, 255, 256, 5000])
def test_a_title_of_any_length_is_printed_whole_and_cut_only_among_the_properties(length):
    tiny = (Path(__file__).parents[1] / "data" / "tiny.xml").read_bytes()
    title = ("A title that goes on " * 250)[:length].strip()
    document = docx.Document(io.BytesIO(script_docx.write_docx(replace(read(tiny), title=title))))
    assert document.paragraphs[0].text == title and document.core_properties.title == title[:255]
    assert spreadsheet.write_spreadsheet(replace(read(tiny), title=title))
