"""The table of constructs in docs/imports.md is true: every sample of every format is carried or told as it says."""

import pytest

from powerstruggle_xblock.scenario import scenario_xml

from . import constructs
from .import_helpers import import_checked

CELLS = [
    (f"{key}-{row.name}", constructs.FORMATS[key], sample, evidence, kind)
    for row in constructs.CONSTRUCTS
    for kind, cells in (("carried", row.carried), ("told", row.told))
    for key, (sample, evidence) in cells.items()
]


def hall_as_notation(text: str) -> str:
    """Return the scene or ending Hall with its tag, as it stands in the file."""
    begin = min(at for tag in ("<scene", "<ending") if (at := text.find(f'{tag} id="hall"')) >= 0)
    return text[begin : min(at for tag in ("</scene>", "</ending>") if (at := text.find(tag, begin)) >= 0)]


@pytest.mark.parametrize(
    ("story_format", "sample", "evidence", "kind"), [row[1:] for row in CELLS], ids=[row[0] for row in CELLS]
)
def test_a_construct_becomes_what_the_table_says(story_format, sample, evidence, kind):
    found = import_checked(constructs.build_story(story_format, sample))
    assert scenario_xml.parse(found.text).scenario is not None
    if kind == "carried":
        assert evidence in hall_as_notation(found.text), found.text
    else:
        entries = [entry for entry in found.report.entries if evidence in entry.message]
        assert entries and "hall" in entries[0].places, found.report.as_text()


def test_what_is_told_says_why_and_no_cell_says_two_things():
    for row in constructs.CONSTRUCTS:
        assert bool(row.told) == bool(row.why), row.name
        assert not row.carried.keys() & row.told.keys(), row.name


def test_the_table_in_the_docs_is_the_present_one():
    text = constructs.DOCS.read_text(encoding="utf-8")
    assert text == constructs.render_docs(text), "python -m tests.exchange.constructs"
