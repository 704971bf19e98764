"""`powerstruggle convert`: what it writes, tells and refuses, and its exit status."""

import json

import pytest

from powerstruggle_xblock.cli import main
from powerstruggle_xblock.exchange.exporters import twee_export
from powerstruggle_xblock.scenario import scenario_xml

from .import_helpers import CORPORA, FILES, load_h5p_content, make_package

TINY = CORPORA.parent.parent / "data" / "tiny.xml"


def convert(*arguments) -> int:
    return main(["convert", *map(str, arguments)])


def test_an_imported_story_is_written_and_reported_with_status_1(tmp_path, capsys):
    out = tmp_path / "story.xml"
    assert convert(CORPORA / "harlowe.twee", out) == 1
    assert len(scenario_xml.parse(out.read_bytes()).scenario.scenes) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Needs your attention" in shown.err and "Scenes: 2" in shown.err and "story.xml written" in shown.err


def test_a_complete_conversion_returns_status_0_in_both_directions(tmp_path):
    assert convert(TINY, tmp_path / "tiny.twee") == 0
    assert convert(tmp_path / "tiny.twee", tmp_path / "tiny.xml") == 0
    assert (
        scenario_xml.parse((tmp_path / "tiny.xml").read_bytes()).scenario
        == scenario_xml.parse(TINY.read_bytes()).scenario
    )


@pytest.mark.parametrize("ending", [".twee", ".tw", ".html", ".xlsx", ".docx"])
def test_other_forms_are_written(tmp_path, ending):
    assert convert(TINY, tmp_path / f"out{ending}") == 0
    assert (tmp_path / f"out{ending}").stat().st_size > 500


def test_media_go_into_a_folder_beside(tmp_path, capsys):
    source = tmp_path / "desk.h5p"
    source.write_bytes(make_package(load_h5p_content(), FILES))
    assert convert(source, tmp_path / "desk.xml") == 1
    assert (tmp_path / "desk_media" / "soft.mp4").read_bytes() == FILES["content/videos/soft.mp4"]
    assert "/static/soft.mp4" in capsys.readouterr().err


def test_the_report_as_json(tmp_path, capsys):
    source = tmp_path / "desk.h5p"
    source.write_bytes(make_package(load_h5p_content(), FILES))
    convert(source, tmp_path / "desk.xml", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["kind"] == "h5p" and told["report"]["imported"]["media"] == 6
    assert {file["name"] for file in told["media"]} >= {"soft.mp4", "start.jpg"}


def test_a_file_with_several_stories_lists_them(tmp_path, capsys):
    out = tmp_path / "story.xml"
    assert convert(CORPORA / "archive.html", out) == 2
    assert "2  Evening" in capsys.readouterr().err
    assert not out.exists()
    assert convert(CORPORA / "archive.html", out, "--json") == 2
    assert json.loads(capsys.readouterr().out)["stories"][0] == {"id": "1", "title": "Morning"}
    assert convert(CORPORA / "archive.html", out, "--pick", "Evening") == 1
    assert scenario_xml.parse(out.read_bytes()).scenario.title == "Evening"


def test_nothing_is_overwritten_unless_forced(tmp_path, capsys):
    out = tmp_path / "tiny.twee"
    out.write_text("mine")
    assert convert(TINY, out) == 2
    assert out.read_text() == "mine" and "--force" in capsys.readouterr().err
    assert convert(TINY, out, "--force") == 0
    assert out.read_text() == twee_export.write_twee(scenario_xml.parse(TINY.read_bytes()).scenario)


def test_a_media_folder_that_is_there_is_not_overwritten_either(tmp_path):
    source = tmp_path / "desk.h5p"
    source.write_bytes(make_package(load_h5p_content(), FILES))
    (tmp_path / "desk_media").mkdir()
    (tmp_path / "desk_media" / "soft.mp4").write_bytes(b"mine")
    assert convert(source, tmp_path / "desk.xml") == 2
    assert not (tmp_path / "desk.xml").exists() and (tmp_path / "desk_media" / "soft.mp4").read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("data", "words"), [(b"", "empty"), (b"PK\x03\x04", "damaged"), (b"Words.", "This file can't be imported")]
)
def test_a_refusal_is_printed_and_nothing_is_written(tmp_path, capsys, data, words):
    source = tmp_path / "source"
    source.write_bytes(data)
    assert convert(source, tmp_path / "out.xml") == 2
    assert words in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


def test_a_refusal_as_json(tmp_path, capsys):
    source = tmp_path / "source"
    source.write_bytes(b"")
    assert convert(source, tmp_path / "out.xml", "--json") == 2
    assert json.loads(capsys.readouterr().out) == {"error": "This file is empty."}


def test_an_ending_that_is_no_form_is_refused_before_anything_is_read(tmp_path, capsys):
    assert convert(tmp_path / "not-there", tmp_path / "out.pdf") == 2
    assert "not a format to write; these are: .xml" in capsys.readouterr().err


def test_a_file_that_is_not_there(tmp_path, capsys):
    assert convert(tmp_path / "not-there", tmp_path / "out.xml") == 2
    assert "not-there" in capsys.readouterr().err


def test_a_scenario_that_cannot_be_played_is_written_as_xml_only(tmp_path, capsys):
    source = tmp_path / "broken.xml"
    source.write_text(TINY.read_text().replace('to="signed"', 'to="nowhere"'))
    assert convert(source, tmp_path / "out.docx") == 2
    assert "has to be corrected first" in capsys.readouterr().err
    assert convert(source, tmp_path / "out.xml") == 1
