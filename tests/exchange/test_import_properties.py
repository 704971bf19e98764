"""No bytes whatever do more than be refused, and no passage's words are lost."""

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from powerstruggle_xblock.exchange import import_file
from powerstruggle_xblock.exchange.exporters import twee_export
from powerstruggle_xblock.scenario import scenario_xml
from tests.examples import examples

from ..engine import strategies as some
from .import_helpers import FILES, collect_words, import_checked, make_package, parse_result

pytestmark = pytest.mark.long

SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))
NAMES = st.sampled_from(["x", "x.json", "x.h5p", "x.twee", "x.html", "x.xml"])
BEGINNINGS = [
    b"PK\x03\x04", b"PK\x05\x06", b"{", b"}", b"[", b"]", b"\"nodes\"", b":", b"<powerstruggle_scenario",
    b"<tw-storydata ", b"<tw-passagedata ", b"name=x", b">", b"::", b"\n", b"\x00", b"\xff\xfe",
    b"<div id=storeArea>", b"<div tiddler=a>", b"<branching_xblock ", b"scenario_data='{}'", b"/>", b"<!DOCTYPE x [",
    b"<?xml version='1.0'?>", b"\"passages\"", b"\"text\"", b"\"branchingScenario\"", b"1e999", b"null", b",",
    b"h5p.json", b":: BranchData [data]\n",
]
BITS = [
    "::", " ", "[", "]", "[[", "]]", "->", "<-", "|", "(if: $x > 1)", "(else:)", "(set: $x to it + 1)",
    "(link: \"a\")", "(goto: \"b\")", "<<if $x gt 1>>", "<</if>>", "<<else>>", "<<set $x to 3>>",
    "<<link \"a\" \"b\">>", "<</link>>", "<script>", "</script>", "<!--", "-->", "<b>", "</b>",
    "<img src=x onerror=y>", "\n", "\n\n", "--\n", "{embed passage: 'x'}", "[if x > 1]\n", "<%", "%>", "Sam: \"Hi\"",
    "\\", "<ul><li>", "$x", "word", "&amp;", "&", "<", ">", "\"", "'", "\x00", "\u00a0", "''", "//", "*", "é",
    "<svg>", "/%", "%/", "/*", "*/", "<a href='javascript:x'>",
]
FORMATS = st.sampled_from(["Harlowe", "SugarCube", "Chapbook", "Snowman", ""])
bodies = st.lists(st.sampled_from(BITS) | st.text(max_size=4), max_size=14).map("".join)
KEYS = (  # noqa: SIM905 - one word a key reads best
    "content type library params branchingQuestion question alternatives text nextContentId feedback title subtitle "
    "endScreenScore "
    "image path startScreen endScreens l10n scoringOption presentation slides elements action sources metadata nodes "
    "choices "
    "target_node_id score id media url alt hint passages name tags start"
).split()
values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5) | st.sampled_from([
        "<b>x</b>", "H5P.BranchingQuestion 1.0", "H5P.AdvancedText 1.1", "H5P.CoursePresentation 1.2", "H5P.Video 1.0",
        "H5P.ImageHotspots 1.1", "images/start.jpg"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=25)


def taken_or_refused(data: bytes, name: str) -> None:
    """Bring bytes in: what comes is sound, what does not is refused with a sentence."""
    try:
        found = import_file.import_file(data, name)
    except import_file.CannotImport as error:
        assert str(error)
        return
    if isinstance(found, import_file.ImportResult) and found.kind != "xml":
        import_checked(data, name)


@settings(SLOW, max_examples=examples(300))
@given(st.binary(max_size=80) | st.lists(st.sampled_from(BEGINNINGS), max_size=12).map(b"".join), NAMES)
def test_any_bytes(data, name):
    taken_or_refused(data, name)


@settings(SLOW, max_examples=examples(300))
@given(st.lists(st.tuples(bodies, bodies), min_size=1, max_size=4), FORMATS)
def test_any_twee(passages, story_format):
    text = f":: StoryData\n{{\"format\": \"{story_format}\"}}\n\n" + "\n\n".join(
        f":: {name}\n{body}" for name, body in passages
    )
    taken_or_refused(text.encode("utf-8", "replace"), "x.twee")


@settings(SLOW, max_examples=examples(200))
@given(values, st.sampled_from(["h5p", "nodes", "passages", "data", "content", "choices"]))
def test_any_json(value, where):
    question = {"type": {"library": "H5P.BranchingQuestion 1", "params": value}}
    document = {
        "h5p": {"branchingScenario": value},
        "nodes": {"nodes": value},
        "passages": {"passages": [{"text": "a"}, value]},
        "data": {"scenario_data": value},
        "choices": {"nodes": [{"content": value, "choices": value}, {"choices": [value]}]},
        "content": {"branchingScenario": {"content": [value, {"type": value}, question]}},
    }[where]
    taken_or_refused(json.dumps(document).encode(), "x.json")
    taken_or_refused(make_package(document, FILES), "x.h5p")


@settings(SLOW, max_examples=examples(200))
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=4))
def test_a_package_with_any_bytes_in_it_changed(at, bytes_):
    data = bytearray(GOOD)
    at %= len(data)
    data[at:at + len(bytes_)] = bytes_
    taken_or_refused(bytes(data), "x.h5p")


GOOD = make_package(
    {
        "branchingScenario": {
            "content": [{"type": {"library": "H5P.AdvancedText 1.1", "params": {"text": "<p>Hi</p>"}}}]
        }
    },
    FILES,
)

WORDS = [
    "amber", "bridge", "copper", "dawn", "ember", "fog", "gravel", "harbour", "ivory", "jetty", "kettle", "lantern",
]
plain = st.sampled_from(WORDS)
SHAPES = [
    "{}", "{}.", "{}\n\n", "<b>{}</b>", "<p>{}</p>", "[[{}]]", "[[{}->quay]]", "[[quay->{}]]", "[[{}|quay]]\n",
    "[[quay<-{}]]", "\nSam: \"{}\"\n", "\nNote: {}\n", "(if: $x > 2)[{}]", "(else:)[{}]",
    "(if: $x contains \"y\")[{}]", "(text-style: \"bold\")[{}]", "(link: \"{}\")[(goto: \"quay\")]",
    "(link-reveal: \"{}\")[more]", "<<if $x gt 2>>{}<<else>>other<</if>>", "<<if $x>>{}<</if>>",
    "<<link \"{}\" \"quay\">><</link>>", "<<print \"{}\">>", "<!-- {} -->", "''{}''", "//{}//",
    "\n[if x > 2]\n{}\n[continue]\n", "{{reveal link: '{}', passage: 'quay'}}", "<% {} %>", "<i>{}", "a < {}",
    "\n- {}\n", "<ul><li>{}</li></ul>", "(unknown: \"{}\")", "<<widget \"{}\">>x<</widget>>", "{}]]", "((({}",
    "/% {} %/", "\n--\n{}: 3\n", "{}: 4\n--\n", "(set: ${} to 3)", "<<set ${} += 1>>",
]
pieces = st.builds(str.format, st.sampled_from(SHAPES), plain)


@settings(SLOW, max_examples=examples(400))
@given(st.lists(st.tuples(plain, st.lists(pieces, max_size=8).map(" ".join)), min_size=1, max_size=4), FORMATS)
def test_no_word_of_any_passage_is_lost(passages, story_format):
    text = f":: StoryData\n{{\"format\": \"{story_format}\"}}\n\n" + "\n\n".join(
        f":: {name}\n{body}" for name, body in passages
    )
    found = import_checked(text, "x.twee")
    wanted = {word for name, body in passages for word in re.findall(r"[a-z]{3,}", f"{name} {body}")} & set(WORDS)
    assert not {word for word in wanted if word.casefold() not in {said.casefold() for said in collect_words(found)}}, (
        found.text
    )


@settings(SLOW, max_examples=examples(100))
@given(some.scenarios())
def test_the_import_of_an_export_is_the_same_scenario(before):
    found = import_checked(twee_export.write_twee(before), "x.twee")
    assert parse_result(found) == before
    assert not found.report.filter_entries("changed") and not found.report.filter_entries("skipped")


@settings(SLOW, max_examples=examples(150))
@given(some.worlds(), st.data())
def test_any_edit_of_an_export_leaves_a_sound_scenario(before, data):
    text = twee_export.write_twee(before)
    begin = text.index("\n:: s0 ")
    end = text.index(":: BranchData")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(begin, end))
        cut = data.draw(st.integers(0, 30))
        text = text[:at] + data.draw(bodies).replace("\0", "") + text[min(end, at + cut):]
        end = text.index(":: BranchData")
    found = import_file.import_file(text.encode("utf-8", "replace"), "x.twee")
    # What an edit took away may be asked about elsewhere; then that is told, with its place.
    for problem in scenario_xml.parse(found.text).errors:
        assert problem.code in (
            "unknown-name", "no-their-view", "choices", "no-ending", "no-alt", "no-transcript", "no-captions",
        ), problem
        assert [entry for entry in found.report.filter_entries("attention")
                if problem.at in entry.places or problem.message == entry.message], problem
