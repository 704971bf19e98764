"""The one way out: every format, its file name, its media type."""

import io
import sys
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from powerstruggle_xblock.exchange import export_file, registry
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import scenario_xml
from tests.examples import examples

from ..engine.strategies import attribute_words

SCENARIO = scenario_xml.parse(
    next(file for file in starter_scenarios() if file.stem == "fine-whatever").read_bytes()
).scenario


@pytest.mark.parametrize(("format_", "name", "mimetype"), [
    ("xml", "fine-whatever.xml", "application/xml"),
    ("twee", "fine-whatever.twee", "text/plain; charset=utf-8"),
    ("xlsx", "fine-whatever.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("docx", "fine-whatever-script.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("html", "fine-whatever-script.html", "text/html; charset=utf-8"),
])
def test_each_format_has_a_name_and_a_media_type(format_, name, mimetype):
    assert export_file.export_scenario(SCENARIO, format_)[:2] == (name, mimetype)
    assert format_ in [exporter.id for exporter in registry.list_exporters()]


def test_xml_is_the_same_scenario():
    assert scenario_xml.parse(export_file.export_scenario(SCENARIO, "xml")[2]).scenario == SCENARIO


def test_twee_html_and_the_office_formats_are_what_they_say():
    content = {
        format_: export_file.export_scenario(SCENARIO, format_)[2]
        for format_ in ("xml", "twee", "xlsx", "docx", "html")
    }
    assert content["twee"].startswith(b":: StoryTitle\nFine. Whatever.\n")
    assert html.document_fromstring(content["html"].decode()).findtext(".//h1") == "Fine. Whatever."
    for format_, part in (("xlsx", "xl/workbook.xml"), ("docx", "word/document.xml")):
        with zipfile.ZipFile(io.BytesIO(content[format_])) as file:
            assert part in file.namelist() and file.testzip() is None


def test_words_of_the_file_are_translated():
    page = html.document_fromstring(export_file.export_scenario(SCENARIO, "html", lambda text: f"«{text}»")[2].decode())
    assert "«Reviewer's list»" in page.xpath("//h2/text()")


@settings(max_examples=examples(100))
@given(st.lists(attribute_words, max_size=40).map(" ".join).filter(bool) | st.none())
def test_a_file_name_is_safe_in_a_header_and_on_every_disk(title):
    name, *_ = export_file.export_scenario(replace(SCENARIO, title=title), "xml")
    stem = name.removesuffix(".xml")
    assert stem and set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and len(name) < 80
    assert stem[0] != "-" != stem[-1]


@pytest.mark.parametrize(("title", "name"), [
    ("Somebody's been in my room", "somebodys-been-in-my-room.xml"),
    ("Où ça ?", "ou-ca.xml"), ("الباب", "scenario.xml"), (None, "scenario.xml"),
])
def test_a_file_is_named_after_the_title(title, name):
    assert export_file.export_scenario(replace(SCENARIO, title=title), "xml")[0] == name


@pytest.mark.parametrize("format_", ["pdf", "", "XML", None, 5, ["xml"]])
def test_the_error_for_an_unknown_format_lists_the_known_ones(format_):
    with pytest.raises(export_file.UnknownFormat, match="xml, twee, play, xlsx, docx, html"):
        export_file.export_scenario(SCENARIO, format_)


@pytest.mark.parametrize(
    ("format_", "module", "extra"), [("xlsx", "openpyxl", "spreadsheet"), ("docx", "docx", "word")]
)
def test_a_missing_library_is_a_sentence_that_names_the_extra(format_, module, extra, monkeypatch):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(export_file.MissingExtra) as caught:
        export_file.export_scenario(SCENARIO, format_)
    assert str(caught.value).endswith(f'pip install "powerstruggle-xblock[{extra}]"')
