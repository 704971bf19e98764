"""Collection of the texts to be translated, for `make extract_translations`; nothing here runs in a platform.

Texts stand in Python (`gettext("…")`, `noop("…")`, `msg("…")`), in words/ (the pages' words) and in the engine's
catalogues (skills, moves, profiles). All go into one file, conf/locale/en/LC_MESSAGES/django.po. It names files but no
lines and no days, so that it changes only when a text does. Babel walks the folders and writes the file; which texts
are found and in which order they stand is decided here, so that another release of Babel or Python gives the same file.
"""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from lxml import etree

from . import __version__

PACKAGE = Path(__file__).parent
PO_FILE = PACKAGE / "conf" / "locale" / "en" / "LC_MESSAGES" / "django.po"

KEYWORDS = {"gettext": None, "noop": None, "ngettext": (1, 2), "msg": None, "nmsg": (1, 2)}
METHODS = [
    ("words/*.json", f"{__package__}.i18n:extract_words"),
    ("scenario/skills.toml", f"{__package__}.i18n:extract_catalogue"),
    ("scenario/moves.toml", f"{__package__}.i18n:extract_catalogue"),
    ("scenario/profiles.toml", f"{__package__}.i18n:extract_catalogue"),
    ("scenario/rule_help.toml", f"{__package__}.i18n:extract_catalogue"),
    ("scenario/vocabulary.toml", f"{__package__}.i18n:extract_vocabulary"),
    ("authoring/templates/blank.xml", f"{__package__}.i18n:extract_placeholders"),
    ("authoring/templates/blank-drill.xml", f"{__package__}.i18n:extract_placeholders"),
    ("exchange/print/checklist.toml", f"{__package__}.i18n:extract_checklist"),
    ("**.py", f"{__package__}.i18n:extract_python"),
]
VOCABULARY_TEXTS = ("name", "phrase", "label")
"""The keys of a value of the vocabulary that hold text for people."""
TEXT_KEYS = ("name", "they", "strong", "did_well", "next_time", "slip", "why", "mend")
"""The keys of a catalogue's entries that hold text for people."""

WIDTH = 120
HEADER = f'''# Texts of powerstruggle-xblock, for translators. Made by "make extract_translations"; don't edit.
# Leave words in {{braces}} as they are.
msgid ""
msgstr ""
"Project-Id-Version: powerstruggle-xblock {__version__}\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

'''
_PLACEHOLDER = re.compile(r"\{\w+\}")

Extracted = tuple[int, str, str | list[str], list[str]]
"""What Babel expects of an extractor: line, function, text or singular and plural, comments."""


Forms = str | tuple[str, ...]
"""A text, or its singular and plural."""


def extract_python(fileobj: IO[bytes], keywords: object, comment_tags: object, options: object) -> Iterator[Extracted]:
    """Yield the texts of a Python source: each call of a keyword's function whose texts are literals."""
    for node in ast.walk(ast.parse(fileobj.read())):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in KEYWORDS:
            number = max(KEYWORDS[name] or (1,))
            literals = [part.value for part in node.args[:number] if isinstance(part, ast.Constant)]
            texts = [text for text in literals if isinstance(text, str)]
            if len(texts) == number:
                yield node.lineno, name, texts, []


def extract_words(fileobj: IO[bytes], keywords: object, comment_tags: object, options: object) -> Iterator[Extracted]:
    """Yield the words of a page, each with its key as a comment."""
    name = Path(getattr(fileobj, "name", "page")).stem
    for key, text in json.load(fileobj).items():
        notes = [f"The words of {name}: {key}"]
        if isinstance(text, str):
            yield 1, "gettext", text, notes
        else:
            yield 1, "ngettext", [text["one"], text["other"]], notes


def extract_catalogue(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[Extracted]:
    """Yield the texts of a catalogue, each with its place as a comment."""
    name = Path(getattr(fileobj, "name", "catalogue")).stem
    for id_, row in tomllib.loads(fileobj.read().decode("utf-8")).items():
        for key in TEXT_KEYS:
            if key in row:
                yield 1, "gettext", row[key], [f"{name}: {id_}, {key}"]


def extract_vocabulary(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[Extracted]:
    """Yield the texts of the notation's vocabulary, each with its place as a comment."""
    for table, rows in tomllib.loads(fileobj.read().decode("utf-8")).items():
        for value, row in rows.items():
            for key in VOCABULARY_TEXTS:
                if isinstance(row, dict) and key in row:
                    yield 1, "gettext", row[key], [f"vocabulary: {table}, {value}, {key}"]


def extract_checklist(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[Extracted]:
    """Yield the texts of the reviewers' checklist, each with its place as a comment."""
    table = tomllib.loads(fileobj.read().decode("utf-8"))
    for group in table["group"]:
        for text in (group["name"], *(point["text"] for point in group["points"])):
            yield 1, "gettext", text, [f"The reviewer's list: {group['name']}"]
    for question in table["questions"]:
        yield 1, "gettext", question, ["The reviewer's list, to be answered in words"]


def extract_placeholders(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[Extracted]:
    """Yield what a scaffold says about its places: the attributes that begin with "placeholder"."""
    for element in etree.parse(fileobj).getroot().iter(etree.Element):
        for name, text in element.attrib.items():
            if str(name).startswith("placeholder"):
                yield 1, "gettext", str(text), ["What belongs in a place of a new scenario"]


def build_catalog() -> str:
    """Return the whole file of texts, as it is to be committed."""
    # Only developers of the package need Babel.
    from io import BytesIO

    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract_from_dir
    from babel.messages.pofile import write_po

    places: dict[Forms, set[str]] = {}
    comments: dict[Forms, set[str]] = {}
    for file, _line, text, notes, _context in extract_from_dir(
        PACKAGE, METHODS, keywords=KEYWORDS, directory_filter=_is_extracted_from
    ):
        places.setdefault(text, set()).add(f"{PACKAGE.name}/{file}")
        comments.setdefault(text, set()).update(notes)
    catalog = Catalog()
    for text in sorted(places, key=_forms):
        catalog.add(
            text, locations=[(place, 0) for place in sorted(places[text])], auto_comments=sorted(comments[text])
        )
    for message in catalog:
        # Texts use {braces}; a percent sign in them is just that.
        message.flags -= {"python-format", "python-brace-format"}
        if any(_PLACEHOLDER.search(form) for form in _forms(cast(Forms, message.id))):
            message.flags.add("python-brace-format")
    out = BytesIO()
    write_po(out, catalog, width=WIDTH, omit_header=True, include_lineno=False)
    return HEADER + out.getvalue().decode("utf-8").strip() + "\n"


def _forms(text: Forms) -> tuple[str, ...]:
    """Return a text's forms: itself alone, or singular and plural."""
    return (text,) if isinstance(text, str) else tuple(text)


def _is_extracted_from(folder: str) -> bool:
    return not Path(folder).name.startswith((".", "_")) and Path(folder).name not in ("static", "scenarios")


def main() -> None:
    """Write the file."""
    PO_FILE.parent.mkdir(parents=True, exist_ok=True)
    PO_FILE.write_text(build_catalog(), encoding="utf-8")
    print(f"{PO_FILE.relative_to(PACKAGE.parent)}: {build_catalog().count('msgid ') - 1} texts")


if __name__ == "__main__":
    main()
