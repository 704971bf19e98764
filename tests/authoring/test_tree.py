"""Text to tree and back: unknown elements are kept, too, and what is no tree is refused with its place."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from powerstruggle_xblock.authoring import tree as trees
from powerstruggle_xblock.notation.shapes import XML_LANG
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import scenario_xml
from tests.engine import strategies as some
from tests.examples import examples

ROOT = "powerstruggle_scenario"
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["tag", "attrs", "text", "nodes", "x"]) | st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)
AWKWARD = [
    "<em>x",
    "x</em>",
    "<a><b></a></b>",
    "a & b",
    "a < b",
    "&nbsp;",
    "]]>",
    "<script>x</script>",
    "<!--",
    "\x00",
    "\ud800",
]
TEXTS = st.text(st.characters(), max_size=30) | st.sampled_from(AWKWARD)


def read(tree):
    document = trees.to_document(tree)
    return scenario_xml.parse_element(document.root, document.numbers)


def scenario(*nodes, **attrs) -> dict:
    return {"tag": ROOT, "attrs": attrs, "nodes": list(nodes)}


@settings(max_examples=examples(120))
@given(some.scenarios())
def test_notation_to_tree_and_back_is_the_same_scenario(made):
    tree = trees.from_text(scenario_xml.serialize(made))
    assert json.loads(json.dumps(tree)) == tree
    document = trees.to_document(tree)
    assert not document.text_issues and scenario_xml.parse_element(document.root, document.numbers).scenario == made
    assert scenario_xml.parse(trees.to_text(tree)).scenario == made


@pytest.mark.parametrize("file", starter_scenarios(), ids=lambda path: path.stem)
def test_every_starter_scenario_comes_back_whole(file: Path):
    text = file.read_text(encoding="utf-8")
    assert read(trees.from_text(text)).scenario == scenario_xml.parse(text).scenario


def test_elements_hold_text_or_elements_and_marks_stay_in_texts():
    tree = trees.from_text(
        f'<{ROOT}><person id="p" name="P">A <em>b</em> &amp; c</person>'
        f'<scene id="s"><cue>C</cue><check-in/></scene></{ROOT}>'
    )
    person, scene = tree["nodes"]
    assert person == {"tag": "person", "attrs": {"id": "p", "name": "P"}, "text": "A <em>b</em> &amp; c"}
    assert scene["nodes"] == [{"tag": "cue", "attrs": {}, "text": "C"}, {"tag": "check-in", "attrs": {}, "nodes": []}]


def test_the_language_attribute_has_its_short_name_both_ways():
    tree = trees.from_text(f'<{ROOT} xml:lang="fr"><note>x</note></{ROOT}>')
    assert tree["attrs"] == {"xml:lang": "fr"}
    assert trees.to_document(tree).root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"


def test_what_the_notation_does_not_know_stays_to_be_mended():
    text = (
        f'<{ROOT} x="1"><scene id="s" colour="red">loose words<hint>h <blink>!</blink></hint>'
        '<wobble a="b">w <i>x</i></wobble>'
        f'tail words<box><cue>in a box</cue></box></scene></{ROOT}>'
    )
    tree = trees.from_text(text)
    scene = tree["nodes"][0]
    assert tree["attrs"] == {"x": "1"} and scene["attrs"]["colour"] == "red"
    assert [node["tag"] for node in scene["nodes"]] == ["#text", "hint", "wobble", "#text", "box"]
    assert scene["nodes"][1]["text"] == "h <blink>!</blink>" and scene["nodes"][2]["text"] == "w <i>x</i>"
    assert scene["nodes"][4]["nodes"][0]["text"] == "in a box"
    again = etree.tostring(trees.to_document(tree).root, encoding="unicode")
    assert again == text
    assert trees.from_text(trees.to_text(tree)) == tree


def test_a_file_of_a_tree_has_one_element_a_line():
    text = trees.to_text(
        scenario({"tag": "wobble", "attrs": {}, "text": "a <i>b</i>"}, {"tag": "scene", "attrs": {}, "nodes": []})
    )
    assert text.splitlines() == [f"<{ROOT}>", "  <wobble>a <i>b</i></wobble>", "  <scene/>", f"</{ROOT}>"]


@pytest.mark.parametrize("text", [
    "no XML at all", "<powerstruggle_scenario>", "<html><p>x</p></html>",
    '<!DOCTYPE x [<!ENTITY e "boo">]><powerstruggle_scenario>&e;</powerstruggle_scenario>', "a\x00b & <c>",
])
def test_a_stored_text_that_is_no_scenario_becomes_a_note_with_every_word(text):
    tree = trees.from_text(text)
    [note] = tree["nodes"]
    assert note["tag"] == "note"
    texts = "".join(trees.to_document(tree).root.itertext())
    assert texts.split() == text.replace("\x00", "\ufffd").split()


def test_nothing_stored_is_an_empty_tree():
    assert trees.from_text("") == trees.from_text(" \n") == trees.empty() == scenario()


@pytest.mark.parametrize(("tree", "place", "words"), [
    (None, (), "the tree is no element"),
    ([], (), "the tree is no element"),
    ({"tag": "scene", "attrs": {}}, (), "begins with \"scene\""),
    ({"tag": 3}, (), "no tag"),
    (scenario(7), (0,), "element 1 is no element"),
    (scenario({"tag": "scene", "attrs": []}), (0,), "attributes that are no texts"),
    (scenario({"tag": "scene", "attrs": {"id": 3}}), (0,), "attributes that are no texts"),
    (scenario({"tag": "scene", "nodes": [{"tag": "cue", "text": 3}]}), (0, 0), "element 1.1"),
    (scenario({"tag": "scene", "nodes": {}}), (0,), "neither a text nor a list"),
    (scenario({"tag": "cue", "text": "x", "nodes": [{"tag": "b"}]}), (0,), "one of the two"),
    (scenario({"tag": "a b"}), (0,), "\"a b\" can't be the name of an element"),
    (scenario({"tag": ""}), (0,), "can't be the name of an element"),
    (scenario({"tag": "\ud800"}), (0,), "can't be the name of an element"),
    (scenario({"tag": "scene", "attrs": {"on click": "x"}}), (0,), "can't be the name of an attribute"),
    (scenario({"tag": "#text", "text": 3}), (0,), "neither a text"),
    (scenario({"tag": "#text", "nodes": [{"tag": "cue", "text": "words"}]}), (0,), "takes nothing but a text"),
    (scenario({"tag": "#text", "text": "x", "attrs": {"a": "b"}}), (0,), "takes nothing but a text"),
    (scenario({"tag": "scene", "attrs": {"id": "a", "{}id": "b"}}), (0,), "an attribute twice"),
    (scenario({"tag": "scene", "attrs": {"xml:lang": "a", XML_LANG: "b"}}), (0,), "an attribute twice"),
])
def test_what_is_no_tree_is_refused_with_a_sentence_and_its_place(tree, place, words):
    with pytest.raises(trees.TreeError, match=re.escape(words)) as refused:
        trees.to_document(tree)
    assert refused.value.place == place


@pytest.mark.parametrize(("tree", "place"), [
    (scenario(xmlns="urn:q"), ()),
    (scenario({"tag": "cue", "text": "x"}, {"tag": "scene", "attrs": {"xmlns": "urn:q"}}), (1,)),
    (scenario({"tag": "x", "attrs": {"{http://www.w3.org/2000/xmlns/}a": "urn:1"}}), (0,)),
    (scenario({"tag": "x", "attrs": {"{a b<>&}x": "1"}}), (0,)),
    (scenario({"tag": "cue", "text": "x"}, {"tag": "note", "text": "x" * 10_500_000}), (1,)),
    (scenario({"tag": "scene", "attrs": {"title": "x" * 10_500_000}}), (0,)),
    (scenario({"tag": "scene", "attrs": {"a" * 60_000: "x"}}), (0,)),
    (scenario({"tag": "a" * 60_000}), (0,)),
], ids=["root", "scene", "xmlns", "address", "text", "value", "attribute", "tag"])
def test_a_tree_that_could_not_be_read_from_a_file_again_is_refused_with_its_place(tree, place):
    with pytest.raises(trees.TreeError, match="can't be kept in a file") as refused:
        trees.to_text(tree)
    assert refused.value.place == place


@pytest.mark.parametrize("above", [["cue"], ["scene", "choice", "feedback", "why"], ["wobble"] * 100])
def test_marks_may_stand_as_deep_as_a_file_can_hold_them(above):
    def made(marks: int) -> dict:
        node = {"tag": above[-1], "attrs": {}, "text": f"{'<em>' * marks}x{'</em>' * marks}"}
        for tag in reversed(above[:-1]):
            node = {"tag": tag, "attrs": {}, "nodes": [node]}
        return scenario(node)

    most = 255 - len(above)
    assert not trees.to_document(made(most)).text_issues
    [slip] = trees.to_document(made(most + 1)).text_issues
    assert slip.place == (0,) * len(above) and "deep" in slip.message
    for marks in (most, most + 1):
        assert [node["tag"] for node in trees.from_text(trees.to_text(made(marks)))["nodes"]] == [above[0]]


@pytest.mark.parametrize("tag", ["scene", "choice", "say", "about", "wobble"])
def test_words_that_stand_where_elements_are_wanted_are_kept(tag):
    tree = scenario({"tag": tag, "attrs": {}, "text": "before <variant>inside</variant> after"},
                    {"tag": "scene", "attrs": {}, "nodes": []})
    again = trees.from_text(trees.to_text(tree))
    assert " ".join(trees.to_document(again).root.itertext()).split() == ["before", "inside", "after"]
    assert trees.from_text(trees.to_text(again)) == again


def test_a_tree_deeper_than_any_file_is_refused():
    tree = inner = scenario()
    for _ in range(400):
        inner["nodes"] = [{"tag": "scene", "attrs": {}, "nodes": []}]
        inner = inner["nodes"][0]
    with pytest.raises(trees.TreeError, match="deep"):
        trees.to_document(tree)


@settings(max_examples=examples(300))
@given(ANYTHING)
def test_any_json_is_a_tree_or_a_sentence(value):
    for tree in (value, scenario(value), {"tag": ROOT, "attrs": value, "nodes": value, "text": value}):
        try:
            document = trees.to_document(tree)
        except trees.TreeError as refused:
            assert str(refused) and all(isinstance(index, int) for index in refused.place)
        else:
            assert scenario_xml.parse_element(document.root, document.numbers).scenario is None


@settings(max_examples=examples(300))
@given(TEXTS, TEXTS)
def test_any_characters_are_kept_or_told_at_their_place(text, value):
    tree = scenario({"tag": "scene", "attrs": {"title": value}, "nodes": [{"tag": "cue", "attrs": {}, "text": text}]})
    document = trees.to_document(tree)
    assert {slip.place for slip in document.text_issues} <= {(0,), (0, 0)}
    assert all((slip.field == "title") == (slip.place == (0,)) for slip in document.text_issues)
    again = trees.from_text(trees.to_text(tree))["nodes"][0]
    if not document.text_issues:
        assert again["nodes"][0]["text"] == trees.from_element(document.root.find("scene/cue"), "scene")["text"]
        assert " ".join(again["attrs"]["title"].split()) == " ".join(value.split())



@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a <em>b", "<em> is opened in this text and not closed"),
        ("a</em> b", "</em> closes what this text has not opened"),
        ("<em>a <q>b</em></q>", "<q> is closed by </em>"),
        ("a &nbsp; b", "\"&nbsp;\" is not known; write the character itself"),
        ("a < b", "the marks in this text don't fit together; a < or & that is no mark is written &lt; or &amp;"),
    ],
)
def test_marks_that_do_not_fit_stay_as_they_were_typed_and_are_reported(text, message):
    document = trees.to_document(scenario({"tag": "note", "attrs": {}, "text": text}))
    assert document.root.find("note").text == text
    assert document.text_issues == [trees.TreeIssue((0,), "not-markup", message)]
