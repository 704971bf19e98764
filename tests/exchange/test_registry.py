"""The registry: each declared kind of file can be imported or exported, and a new module is a new format."""

import sys
import types

import pytest

from powerstruggle_xblock.exchange import export_file, import_file, registry
from powerstruggle_xblock.exchange.exporters import spreadsheet
from powerstruggle_xblock.exchange.optional_extras import OptionalExtra
from powerstruggle_xblock.exchange.print import script_docx
from powerstruggle_xblock.scenario import scenario_xml

from .import_helpers import CORPORA, FILES, load_h5p_content, make_package, make_zip

TINY = (CORPORA.parent.parent / "data" / "tiny.xml").read_bytes()
SCENARIO = scenario_xml.parse(TINY).scenario
SAMPLES = {
    "twine": {
        ".html": (CORPORA / "twine2.html").read_bytes(),
        ".htm": (CORPORA / "twine1.html").read_bytes(),
        ".json": (CORPORA / "twine2.json").read_bytes(),
    },
    "h5p": {".h5p": make_package(load_h5p_content(), FILES), ".json": (CORPORA / "h5p_content.json").read_bytes()},
    "branching": {
        ".json": (CORPORA / "branching.json").read_bytes(),
        ".xml": (CORPORA / "branching_olx.xml").read_bytes(),
        ".olx": (CORPORA / "branching_olx.xml").read_bytes(),
    },
    "ink": {".json": (CORPORA / "ink.json").read_bytes()},
    "play": {".txt": (CORPORA / "play.txt").read_bytes()},
    "word": {".docx": script_docx.write_docx(SCENARIO)},
    "xml": {".xml": TINY, ".olx": b"<vertical>" + TINY + b"</vertical>"},
    "twee": {
        ".twee": (CORPORA / "harlowe.twee").read_bytes(),
        ".tw": (CORPORA / "harlowe.twee").read_bytes(),
        ".tw2": (CORPORA / "old.tw2").read_bytes(),
        ".twee3": (CORPORA / "harlowe.twee").read_bytes(),
    },
}
"""A file of each kind by ending: a new importer needs one here."""


def test_each_declared_ending_of_each_importer_is_imported_by_it():
    declared = {row.id: set(row.endings) for row in registry.list_importers() if row.content == registry.SCENARIO}
    assert declared == {id_: set(samples) for id_, samples in SAMPLES.items()}
    for id_, samples in SAMPLES.items():
        for ending, data in samples.items():
            found = import_file.import_file(data, f"file{ending}")
            assert isinstance(found, import_file.ImportResult) and found.kind == id_, (id_, ending)


def test_a_spreadsheet_of_texts_is_offered_but_is_no_scenario():
    [texts] = [row for row in registry.list_importers() if row.content == registry.TEXTS]
    assert (texts.id, texts.endings) == ("texts", (".xlsx",))
    with pytest.raises(import_file.CannotImport, match="it can't be imported as a scenario"):
        import_file.import_file(spreadsheet.write_spreadsheet(SCENARIO), "texts.xlsx")


def test_importers_and_exporters_have_a_declared_order_and_an_id_each():
    assert [row.id for row in registry.list_importers()] == [
        "twine", "h5p", "branching", "ink", "xml", "prompts", "twee", "word", "texts", "play"]
    assert [row.id for row in registry.list_exporters()] == ["xml", "twee", "play", "xlsx", "docx", "html"]
    for rows in (registry.list_importers(), registry.list_exporters()):
        assert len({row.order for row in rows}) == len(rows)


def test_endings_begin_with_a_dot_and_are_unique_among_exporters():
    assert all(
        ending.startswith(".")
        for row in (*registry.list_importers(), *registry.list_exporters())
        for ending in row.endings
    )
    endings = [ending for row in registry.list_exporters() for ending in row.endings]
    assert len(set(endings)) == len(endings)


@pytest.mark.parametrize(("module", "kinds"), [("openpyxl", {"texts", "xlsx"}), ("docx", {"docx"})])
def test_a_kind_whose_library_is_missing_says_what_to_install(module, kinds, monkeypatch):
    assert not [row for row in (*registry.importable_kinds(), *registry.exportable_kinds()) if row.missing]
    monkeypatch.setitem(sys.modules, module, None)
    missing = {
        row.id: row.missing for row in (*registry.importable_kinds(), *registry.exportable_kinds()) if row.missing
    }
    assert missing.keys() == kinds
    assert all("pip install \"powerstruggle-xblock[" in message for message in missing.values())


def test_a_refusal_lists_the_kinds_that_can_be_imported():
    for data in (b"Just words.", b"{\"a\": 1}", make_zip({"words.txt": b"x"})):
        with pytest.raises(import_file.CannotImport) as caught:
            import_file.import_file(data, "file")
        assert all(
            row.label in str(caught.value) for row in registry.list_importers() if row.content == registry.SCENARIO
        )


@pytest.fixture
def empty_registry(monkeypatch):
    monkeypatch.setattr(registry, "_importers", dict(registry._importers))
    monkeypatch.setattr(registry, "_exporters", dict(registry._exporters))


def test_a_new_format_is_used_and_offered_once_it_is_registered(empty_registry):
    registry.list_importers()
    registry.register_importer(registry.Importer(
        id="shout", label="Shouted scenario", endings=(".shout",), order=5,
        detect=lambda source: source.text.startswith("SHOUT"), run=lambda source: registry.ImportedScenario(SCENARIO)))
    registry.register_exporter(registry.Exporter(
        id="shout", label="Shouted scenario", ending=".shout", media_type="text/plain", order=5,
        write=lambda scenario, gettext: gettext(scenario.title).upper().encode()))
    assert import_file.import_file(b"SHOUT", "x").kind == "shout"
    assert export_file.export_scenario(SCENARIO, "shout") == ("the-form.shout", "text/plain", b"THE FORM")
    assert registry.importable_kinds()[0].id == registry.exportable_kinds()[0].id == "shout"


def test_a_module_in_a_folder_of_formats_is_found_without_any_list(empty_registry, tmp_path, monkeypatch):
    (tmp_path / "shout.py").write_text(
        "from powerstruggle_xblock.exchange.registry import Exporter, register_exporter\n"
        "register_exporter(Exporter(id='found', label='Found', ending='.found', media_type='text/plain', order=99,\n"
        "                           write=lambda scenario, gettext: b'found'))\n", encoding="utf-8")
    folder = types.ModuleType("powerstruggle_xblock.exchange.more")
    folder.__path__ = [str(tmp_path)]
    monkeypatch.setitem(sys.modules, folder.__name__, folder)
    monkeypatch.delitem(sys.modules, f"{folder.__name__}.shout", raising=False)
    registry.list_exporters()
    monkeypatch.setattr(registry, "_FORMAT_FOLDERS", ("more",))
    registry._load_formats.cache_clear()
    assert export_file.export_scenario(SCENARIO, "found")[2] == b"found"
    sys.modules.pop(f"{folder.__name__}.shout")


def test_an_id_can_not_be_registered_twice(empty_registry):
    with pytest.raises(ValueError, match="two formats are called 'xml'"):
        registry.register_exporter(registry.list_exporters()[0])


def test_an_extra_knows_whether_its_library_is_installed(monkeypatch):
    extra = OptionalExtra("json", "none")
    assert extra.is_installed and extra.load().loads("1") == 1
    monkeypatch.setitem(sys.modules, "json", None)
    assert not extra.is_installed
