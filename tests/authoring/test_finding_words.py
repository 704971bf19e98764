"""What the editor says about each issue: an author's words, a place an author sees, no element and no id."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from powerstruggle_xblock.authoring import checking, finding_words
from powerstruggle_xblock.authoring import tree as trees
from powerstruggle_xblock.continuum import continuum_xml
from powerstruggle_xblock.notation.messages import TranslatableMessage
from powerstruggle_xblock.reflection import reflection_xml
from powerstruggle_xblock.scenario import scenario_xml
from tests.continuum import test_notation as of_continuum
from tests.engine import strategies as some
from tests.engine import test_drill as of_drill
from tests.engine import test_notation_problems as of_scenario
from tests.engine import test_review as of_review
from tests.examples import examples
from tests.reflection import test_notation as of_reflection

from .test_checking import CASES, TREE, add_node, change_attributes, change_text, remove_node

PACKAGE = Path(finding_words.__file__).parents[1]
SOURCES = [
    *(PACKAGE / "notation").glob("*.py"),
    PACKAGE / "scenario/parser.py",
    PACKAGE / "scenario/element_parser.py",
    PACKAGE / "scenario/references.py",
    PACKAGE / "scenario/referenced_files.py",
    PACKAGE / "scenario/review.py",
    PACKAGE / "scenario/review_texts.py",
    PACKAGE / "scenario/review_drill.py",
    PACKAGE / "continuum/parser.py",
    PACKAGE / "reflection/parser.py",
    PACKAGE / "authoring/tree.py",
    PACKAGE / "authoring/checking.py",
]
NOT_IN_A_TREE = {"not-xml", "reading-level", "needs-untested"}
"""A tree is no text; the reading level is the command line's; the limit of paths is beyond a small example."""
NOTATION = re.compile(r"<|>|=\"|\b(?:xml|id|attribute|element|tag)\b", re.IGNORECASE)
IDS = re.compile(r"\b[a-z]+(?:-[a-z0-9]+)+\b")


def emitted_codes() -> set[str]:
    """Return every code in the sources of all that checks."""
    found = {"no-scene", "no-ending"}
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            number = {"add_issue": 1, "Issue": 1, "Finding": 1, "TreeIssue": 1}.get(name)
            literals = node.args[number : number + 1] if number is not None else []
            found |= {arg.value for arg in literals if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}
            if name == "report":
                found.add("unsafe-markup")
    return found


def scenario_trees():
    yield from (tree for tree, *_ in CASES)
    for old, new, *_ in of_scenario.MISTAKES:
        yield trees.from_text(of_scenario.FILE.replace(old, new, 1))
    for scenario, *_ in of_review.FINDINGS.values():
        yield trees.from_text(scenario_xml.serialize(scenario))
    for text in (*of_drill.SPOILT, of_drill.UNRATED):
        yield trees.from_text(text)
    yield trees.empty()
    yield trees.from_text(scenario_xml.serialize(of_review.ALL_LONGEST))


def form_trees():
    for text, _ in of_continuum.INVALID_BY_CODE.values():
        yield continuum_xml.NOTATION, trees.from_text(text, continuum_xml.NOTATION)
    for text in of_reflection.INVALID_BY_CODE.values():
        yield reflection_xml.NOTATION, trees.from_text(text, reflection_xml.NOTATION)
    small = of_continuum.SMALL_CONTINUUM
    more = [
        small.replace("a little", "a " + "very " * 20 + "little"),
        small.replace("a little", "a <em>little</em>"),
        small[: small.index("  <closing")] + "</powerstruggle_continuum>",
        small.replace("<next", "<next x='1'"),
        re.sub(r"<option.*</option>", "", small),
        small.replace("  <statement", "".join(
            f'<statement id="n{n}"><words>Rain.</words></statement>' for n in range(70)) + "  <statement", 1),
    ]
    for text in more:
        yield continuum_xml.NOTATION, trees.from_text(text, continuum_xml.NOTATION)
    prompts = "".join(f'<prompt id="p{n}"><words>Why?</words><example>Why?</example></prompt>' for n in range(30))
    yield reflection_xml.NOTATION, trees.from_text(of_reflection.build_xml(prompts), reflection_xml.NOTATION)


def every_check():
    for tree in scenario_trees():
        yield tree, checking.check(tree)
    picture = {"tag": "image", "attrs": {"src": "/static/hand.png", "alt": "A hand."}, "nodes": []}
    tree = add_node([4], picture)
    yield tree, checking.check(tree, lambda name: False)
    for long in ("word " * 400, "w" * 20_000, "word " * 4000):
        for place in ([4, 0], [0, 0]):
            yield TREE, checking.check(change_text(place, long))
    for notation, tree in form_trees():
        yield tree, checking.check_form(tree, notation)


def ids_in(tree: dict) -> set[str]:
    found = {tree["attrs"].get("id", "")} | set().union(*map(ids_in, tree.get("nodes") or ()), set())
    # A word such as "form" may be an id and a word; what can only be an id is looked for.
    return {id_ for id_ in found if IDS.fullmatch(id_)}


def assert_is_an_authors(finding, tree, code) -> None:
    for text in (finding["where"], finding["message"]):
        assert text and not NOTATION.search(text), (code, text)
        assert not any(id_ in text for id_ in ids_in(tree)), (code, text)
    assert finding["message"][0] in '"{' or finding["message"][0].isupper() or finding["message"][0].isdigit(), text
    assert finding["message"].endswith("."), (code, finding["message"])


def test_every_code_has_words_and_an_example_and_no_words_are_for_nothing():
    codes = emitted_codes()
    assert codes == set(finding_words.WORDS)
    seen = {issue.code for _, checked in every_check() for issue, _ in checked.issues}
    seen |= {issue.code for issue, _ in checking.check_text("<p>", scenario_xml.NOTATION).issues}
    assert codes - seen == NOT_IN_A_TREE


def test_no_finding_shows_an_element_or_an_id():
    for tree, checked in every_check():
        for finding in checked.as_json()["problems"]:
            assert finding["message"] != finding_words.s.UNKNOWN, finding
            assert_is_an_authors(finding, tree, finding["code"])


@settings(max_examples=examples(60))
@given(some.scenarios())
def test_no_finding_of_any_scenario_does(scenario):
    tree = trees.from_text(scenario_xml.serialize(scenario))
    for finding in checking.check(tree).as_json()["problems"]:
        assert not re.search(r"<[^>]*>|=\"", finding["message"]), finding


def reworded(issue):
    """Return an issue whose message has the same values and other English words."""
    message = TranslatableMessage("Other words.")
    message.template, message.values = "Other words.", getattr(issue.message, "values", {})
    return replace(issue, message=message)


def test_places_and_sentences_follow_from_values_and_not_from_english_words(monkeypatch):
    before = [checked.as_json()["problems"] for _, checked in every_check()]
    locate, describe = checking.locate_issue.locate_issue, checking.describe
    monkeypatch.setattr(checking.locate_issue, "locate_issue", lambda issue, *more: locate(reworded(issue), *more))
    monkeypatch.setattr(checking, "describe", lambda issue, *more: describe(reworded(issue), *more))
    assert [checked.as_json()["problems"] for _, checked in every_check()] == before


def said(tree, code: str) -> list[tuple[str, str, bool]]:
    return [
        (found["where"], found["message"], found["missing"])
        for found in checking.check(tree).as_json()["problems"]
        if found["code"] == code
    ]


@pytest.mark.parametrize(
    ("tree", "code", "words"),
    [
        (change_attributes([4, 1], to=None), "broken-target",
         ('Choice 1 of "At the desk": "Three trips."', "Where this leads is not chosen yet.", True)),
        (change_attributes([4, 1], to="nowhere"), "broken-target",
         ('Choice 1 of "At the desk": "Three trips."',
          "This leads to a scene that is no longer there. Choose another.", False)),
        (change_text([4, 1, 0], ""), "no-words",
         ('Choice 1 of "At the desk"', "What is said or done is not written yet.", True)),
        (change_attributes([4], title=""), "no-title",
         ("Scene 1: not named yet", "This scene has no title yet; learners hear it when they arrive.", True)),
        (remove_node([4, 1, 1]), "no-level",
         ('Choice 1 of "At the desk": "Three trips."',
          "This choice is not rated, though those beside it are; it counts as 0.", False)),
        (change_attributes([5, 0], needs="chose again and trust over 9"), "unmet-need",
         ("Scene 2: The form",
          '"And this line?" takes for granted: "Say that again?" was chosen and trust is over 9. '
          'Who takes this way has not seen it: "Three trips.".', False)),
        (change_attributes([2], name=""), "no-words", ("People", "This person has no name yet.", True)),
        (change_attributes([4, 1, 1], **{"if": "tension at least 10"}), "dead-condition",
         ('Choice 1 of "At the desk": "Three trips."',
          "On no way through it comes to this: tension is at least 10.", False)),
    ],
)  # fmt: skip
def test_a_finding_names_what_an_author_sees(tree, code, words):
    assert words in said(tree, code)


def test_a_sound_text_misses_nothing():
    assert not any(finding.is_missing for finding in checking.check(TREE).findings)


def test_findings_are_translated_with_the_names_in_them():
    checked = checking.check(change_attributes([4, 1], to=None))
    found = checked.as_json(lambda text: f"¡{text}!")["problems"]
    assert all(one["message"].startswith("¡") and one["where"].startswith("¡") for one in found)


def test_a_stored_text_that_can_not_be_read_is_one_finding():
    checked = checking.check_text("<powerstruggle_scenario><", scenario_xml.NOTATION)
    assert [finding.message for finding in checked.findings] == [
        "What is stored can't be read as a component of this kind."
    ]
