"""The editor's labels use the terms of the author's guide, and none that was withdrawn."""

import re

import pytest

from powerstruggle_xblock.authoring import finding_sentences
from powerstruggle_xblock.authoring.messages import AuthorMessages
from powerstruggle_xblock.exchange import export_file
from powerstruggle_xblock.presenter.labels import Labels, page_messages
from powerstruggle_xblock.scenario.catalog import rule_help
from tests.block.texts import TALK
from tests.panel.test_statistics import parse_valid

RATED = TALK.replace('<choice id=', '<choice move="reflect" id=', 1)
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
    """Return the labels of the three editors by key, those in several forms as one text."""
    return {
        f"{page}: {key}": text if isinstance(text, str) else " / ".join(text.values())
        for page in EDITORS
        for key, text in page_messages(page).items()
    }


@pytest.fixture
def findings() -> dict[str, str]:
    """Return what the findings say to authors, and the help on each rule, by where it stands."""
    sentences = {
        f"finding: {name}": text
        for name, value in vars(finding_sentences).items()
        if name.isupper()
        for text in texts_in(value)
    }
    help_ = {f"help: {name}": f"{row.why} {row.mend}" for name, row in rule_help().items()}
    return sentences | help_


def texts_in(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts_in(part)]
    if isinstance(value, (tuple, list)):
        return [text for part in value for text in texts_in(part)]
    return [value] if isinstance(value, str) else []


def test_no_label_uses_a_withdrawn_term(root, labels):
    withdrawn = [term for _, terms in glossary(root) for term in terms]
    assert len(withdrawn) > 15
    assert say_withdrawn(labels, withdrawn) == []


def say_withdrawn(texts: dict[str, str], withdrawn: list[str]) -> list[str]:
    """Return which of the texts say which withdrawn term."""
    return [
        f"{key} says {term!r}: {text}"
        for key, text in texts.items()
        for term in withdrawn
        # A value such as {id} is filled in; it is not said.
        if re.search(rf"(?<![\w{{<]){re.escape(term)}s?(?![\w}}>])", text, re.IGNORECASE)
    ]


def test_findings_and_paper_use_no_withdrawn_term_either(root, findings):
    withdrawn = [term for _, terms in glossary(root) for term in terms]
    assert len(findings) > 100
    page = export_file.export_scenario(parse_valid(RATED), "html")[2].decode()
    paper = re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert "Ratings: 0 harms" in paper and "Kind of reply:" in paper
    # What somebody can really choose from is an option, also where a learner's reply is a choice.
    paper = paper.replace("offers real options", "")
    assert say_withdrawn(findings | {"paper": paper}, withdrawn) == []


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
