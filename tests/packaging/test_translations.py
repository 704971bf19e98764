"""The committed catalogue of texts is what the sources say, whole and readable."""

import ast
import gettext
import inspect
import io
import json
import random
import tomllib

import pytest

from powerstruggle_xblock import i18n
from powerstruggle_xblock.presenter import labels

Catalog = pytest.importorskip("babel.messages.catalog").Catalog
write_mo = pytest.importorskip("babel.messages.mofile").write_mo
babel = pytest.importorskip("babel.messages.pofile")
extract = pytest.importorskip("babel.messages.extract")


@pytest.fixture(scope="module")
def catalog():
    with i18n.PO_FILE.open("rb") as file:
        return babel.read_po(file)


def test_the_committed_catalogue_is_what_extraction_gives():
    assert i18n.PO_FILE.read_text(encoding="utf-8") == i18n.build_catalog(), "run: make extract_translations"


def test_extraction_gives_the_same_twice():
    assert i18n.build_catalog() == i18n.build_catalog()


@pytest.mark.parametrize(
    "order", [reversed, lambda rows: random.Random(1).sample(rows, len(rows))], ids=["backwards", "shuffled"]
)
def test_the_order_in_which_texts_are_found_does_not_matter(monkeypatch, order):
    found = list(
        extract.extract_from_dir(
            i18n.PACKAGE, i18n.METHODS, keywords=i18n.KEYWORDS, directory_filter=i18n._is_extracted_from
        )
    )
    texts = [row[2] for row in found]
    assert len(texts) > len(set(texts)) > 1000, "some texts stand in several places"
    monkeypatch.setattr(extract, "extract_from_dir", lambda *_args, **_options: order(found))
    assert i18n.build_catalog() == i18n.PO_FILE.read_text(encoding="utf-8")


def test_only_calls_with_literal_texts_are_found_in_python():
    source = b"""
msg("one {n}" " thing", n=1)
report.noop("two")
nmsg("an egg", "{n} eggs", number)
gettext(name), "three"
gettext(f"four {name}")
msg["five"] if msg else ""
nmsg("six")
print(f"{gettext('seven')}")
"""
    found = [(name, texts) for _, name, texts, _ in i18n.extract_python(io.BytesIO(source), i18n.KEYWORDS, (), {})]
    assert sorted(found) == [
        ("gettext", ["seven"]),
        ("msg", ["one {n} thing"]),
        ("nmsg", ["an egg", "{n} eggs"]),
        ("noop", ["two"]),
    ]


def test_no_day_and_no_line_number_makes_it_change():
    text = i18n.PO_FILE.read_text(encoding="utf-8")
    assert "-Date:" not in text
    assert ".py:" not in text


@pytest.mark.parametrize("view", sorted(path.stem for path in (i18n.PACKAGE / "words").glob("*.json")))
def test_every_word_of_the_pages_is_in_it(view, catalog):
    words = json.loads((i18n.PACKAGE / "words" / f"{view}.json").read_text(encoding="utf-8"))
    assert [key for key, text in words.items() if isinstance(text, str) and text not in catalog] == []
    forms = {key: tuple(text.values()) for key, text in words.items() if isinstance(text, dict)}
    assert [key for key, pair in forms.items() if catalog.get(pair[0]) is None or catalog[pair[0]].id != pair] == []


def test_words_that_depend_on_a_number_reach_the_page_in_all_forms_of_its_language():
    """Slovenian has four: the browser's side of this is in frontend/tests/player/words.test.ts."""
    slovenian = Catalog(locale="sl")
    words = ("sekunda", "sekundi", "sekunde", "sekund")
    slovenian.add(("{count} second left", "{count} seconds left"), tuple(f"{{count}} {word}" for word in words))
    file = io.BytesIO()
    write_mo(file, slovenian)
    file.seek(0)
    translations = gettext.GNUTranslations(file)
    forms = labels.Labels(translations.gettext, translations.ngettext).page()["wait_left"]
    assert forms == {
        "1": "{count} sekunda",
        "2": "{count} sekundi",
        "3": "{count} sekunde",
        "other": "{count} sekund",
    }
    assert labels.Labels().page()["wait_left"] == {"1": "{count} second left", "other": "{count} seconds left"}


@pytest.mark.parametrize("name", ["skills", "moves", "profiles"])
def test_every_text_of_the_engines_catalogues_is_in_it(name, catalog):
    rows = tomllib.loads((i18n.PACKAGE / "scenario" / f"{name}.toml").read_text(encoding="utf-8"))
    texts = [row[key] for row in rows.values() for key in i18n.TEXT_KEYS if key in row]
    assert texts
    assert [text for text in texts if text not in catalog] == []


def test_every_sentence_of_the_server_is_in_it(catalog):
    texts = [
        node.args[0].value
        for node in ast.walk(ast.parse(inspect.getsource(labels)))
        if isinstance(node, ast.Call)
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in ("gettext", "noop")
    ]
    assert len(texts) > 20
    assert [text for text in texts if text not in catalog] == []


def calls_of_translators() -> list[ast.Call]:
    """Return every call in the package by which a text is found for translators."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in sorted(i18n.PACKAGE.rglob("*.py"))]
    return [
        node
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in i18n.KEYWORDS
    ]


def test_every_sentence_of_the_engine_is_in_it_with_both_its_forms(catalog):
    written = [
        (node, [part.value for part in node.args if isinstance(part, ast.Constant)]) for node in calls_of_translators()
    ]
    one = {texts[0] for node, texts in written if getattr(node.func, "id", "") in ("msg", "noop") and texts}
    forms = {tuple(texts[:2]) for node, texts in written if getattr(node.func, "id", "") == "nmsg"}
    assert len(one) > 250 and len(forms) > 10 and all(len(pair) == 2 for pair in forms)
    assert [text for text in one if text not in catalog] == []
    assert forms <= {message.id for message in catalog}


def test_no_text_stands_inside_an_f_string_where_some_pythons_do_not_see_it():
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in sorted(i18n.PACKAGE.rglob("*.py"))]
    inside = {
        id(node)
        for tree in trees
        for text in ast.walk(tree)
        if isinstance(text, ast.JoinedStr)
        for node in ast.walk(text)
    }
    hidden = [
        node
        for tree in trees
        for node in ast.walk(tree)
        if id(node) in inside
        and isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in i18n.KEYWORDS
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]
    assert hidden == []


def test_placeholders_are_flagged_and_percent_signs_are_not_mistaken_for_them():
    entries = i18n.PO_FILE.read_text(encoding="utf-8").split("\n\n")[1:]
    assert any("{" in entry for entry in entries)
    for entry in entries:
        assert "python-format" not in entry
        assert ("#, python-brace-format" in entry) == bool(i18n._PLACEHOLDER.search(entry.partition("msgid")[2])), entry


def test_the_source_language_is_left_to_the_texts_themselves(catalog):
    assert all(not message.string or message.string == ("", "") for message in catalog if message.id)
