"""The editor's labels use the terms of the author's guide, and none that was withdrawn."""

import re

import pytest

from powerstruggle_xblock.authoring.messages import AuthorMessages
from powerstruggle_xblock.exchange import export_file
from powerstruggle_xblock.presenter.labels import Labels, page_messages
from tests.block.texts import TALK
from tests.panel.test_statistics import parse_valid

EDITORS = ("editor", "continuum-editor", "reflection-editor")
_ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ?([^|]*)\|$", re.MULTILINE)


def glossary(root) -> list[tuple[list[str], list[str]]]:
    """Return the terms of each row of the guide's glossary, and those that were withdrawn for them."""
    page = (root / "docs" / "authors-guide.md").read_text(encoding="utf-8")
    section = page.split("## The editor's words", 1)[1].split("\n## ", 1)[0]
    rows = [row for row in _ROW.findall(section) if row[0] not in ("we say", "---")]
    return [(split(row[0]), split(row[2])) for row in rows]


def split(cell: str) -> list[str]:
    return [term.strip() for term in cell.split(",") if term.strip()]


@pytest.fixture
def labels() -> dict[str, str]:
    """Return the labels of the three editors by key."""
    return {f"{page}: {key}": text for page in EDITORS for key, text in page_messages(page).items()}


def test_no_label_uses_a_withdrawn_term(root, labels):
    withdrawn = [term for _, terms in glossary(root) for term in terms]
    assert len(withdrawn) > 15
    used = [
        f"{key} says {term!r}: {text}"
        for key, text in labels.items()
        for term in withdrawn
        # A value such as {id} is filled in; it is not said.
        if re.search(rf"(?<![\w{{]){re.escape(term)}s?(?![\w}}])", text, re.IGNORECASE)
    ]
    assert used == []


def test_each_term_of_the_glossary_is_one_of_the_editor_s(root, labels):
    said = " ".join(labels.values()).lower()
    for terms, _ in glossary(root):
        for term in terms:
            assert term.partition(" (")[0].lower() in said, term


def test_the_script_calls_meters_by_the_names_that_learners_read():
    text = TALK.replace("<level listening=\"3\"/>", "<level listening=\"3\"/><shift autonomy=\"+2\"/>", 1)
    text = text.replace("<line", "<line if=\"autonomy at least 3\"", 1)
    page = export_file.export_scenario(parse_valid(text), "html")[2].decode()
    said = " ".join(re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL).split())
    assert "Their say +2" in said and "their say is at least 3" in said and "autonomy" not in said


def test_a_size_above_the_limit_is_shown_above_it():
    said = AuthorMessages(Labels()).too_large_to_keep(256 * 1024 + 1, 256 * 1024)
    assert "grown to 0.27 MB" in said and "can hold 0.26 MB" in said
