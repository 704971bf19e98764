"""The notation of a reflection: serialized and parsed again it is the same, and issues name their lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from powerstruggle_xblock.reflection import parser, reflection_xml, sets
from powerstruggle_xblock.reflection.model import KEEP_VALUES, Prompt, Reflection

from .support import build_xml, parse_valid

WORD = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp", "Cn"], exclude_characters="<>&\ufffe\uffff"
    ),
    min_size=1,
    max_size=12,
)
MARKED = st.one_of(
    WORD, WORD.map(lambda word: f"<em>{word}</em>"), WORD.map(lambda word: f"before <strong>{word}</strong> after")
)
MAYBE = st.none() | MARKED
IDS = st.lists(st.from_regex(r"[a-z][a-z0-9_-]{0,20}", fullmatch=True), min_size=1, max_size=5, unique=True)


@st.composite
def reflections(draw):
    """Draw a reflection without issues."""
    prompts = tuple(
        Prompt(id_, draw(MARKED), draw(MAYBE), tuple(draw(st.lists(MARKED, max_size=2)))) for id_ in draw(IDS)
    )
    return Reflection(
        prompts,
        draw(st.sampled_from(KEEP_VALUES)),
        draw(st.booleans()),
        draw(st.sampled_from([None, "en", "ar"])),
        draw(MAYBE),
        draw(MAYBE),
        tuple(draw(st.lists(MARKED, max_size=2))),
        draw(st.none() | WORD),
        draw(st.none() | st.floats(0, 1000)),
    )


@given(reflections())
def test_a_serialized_reflection_is_parsed_as_the_same(reflection):
    text = reflection_xml.serialize(reflection)
    parsed = reflection_xml.parse(text)
    assert parsed.reflection is not None and parsed.reflection == reflection and parsed.errors == ()
    assert reflection_xml.serialize(parsed.reflection) == text


@given(reflections())
def test_pretty_printing_in_between_changes_nothing(reflection):
    root = etree.fromstring(reflection_xml.serialize(reflection), etree.XMLParser(remove_blank_text=True))
    assert reflection_xml.parse(etree.tostring(root, pretty_print=True)).reflection == reflection


@given(st.text(max_size=300) | st.binary(max_size=300))
def test_no_input_makes_the_parser_raise(source):
    assert reflection_xml.parse(source).reflection is None


INVALID_BY_CODE = {
    "no-prompt": build_xml(""),
    "bad-id": build_xml('\n<prompt id="Two words"><words>x</words></prompt>'),
    "double-id": build_xml('<prompt id="a"><words>x</words></prompt>\n<prompt id="a"><words>y</words></prompt>'),
    "no-words": build_xml('\n<prompt id="a"><hint>x</hint></prompt>'),
    "unknown-element": build_xml('<prompt id="a"><words>x</words>\n<hints>y</hints></prompt>'),
    "unknown-word": build_xml('<prompt id="a"><words>x</words></prompt>', ' keep="sever"'),
    "not-a-number": build_xml('<prompt id="a"><words>x</words></prompt>', ' weight="much"'),
    "unsafe-markup": build_xml('<prompt id="a">\n<words>x<script>y</script></words></prompt>'),
    "loose-text": build_xml('lost<prompt id="a"><words>x</words></prompt>'),
    "unreadable": "<powerstruggle_scenario/>",
    "not-xml": "<powerstruggle_reflection>",
}


@pytest.mark.parametrize("code", INVALID_BY_CODE)
def test_an_issue_names_its_line(code):
    found = {problem.code: problem for problem in reflection_xml.parse(INVALID_BY_CODE[code]).issues}
    assert code in found and found[code].line == INVALID_BY_CODE[code].partition("\n")[1].count("\n") + 1


def test_more_than_the_maximum_of_prompts_are_refused():
    prompts = "".join(f'<prompt id="p{number}"><words>x</words></prompt>' for number in range(parser.MAX_PROMPTS + 1))
    assert (
        reflection_xml.parse(f"<powerstruggle_reflection>{prompts}</powerstruggle_reflection>").issues[0].code
        == "many-prompts"
    )


@pytest.mark.parametrize("name", sets.SET_NAMES)
def test_a_ready_made_set_has_no_issues_and_is_canonical(name):
    text = sets.read_set(name)
    reflection = parse_valid(text)
    assert reflection_xml.parse(text).issues == () and reflection_xml.serialize(reflection) == text
    assert all(prompt.hint and prompt.examples for prompt in reflection.prompts)
    assert reflection.keep == "browser"


def test_the_whole_set_has_fifteen_questions_and_the_others_are_taken_from_it():
    whole = {prompt.id: prompt for prompt in parse_valid(sets.read_set("all-fifteen")).prompts}
    assert len(whole) == 15
    for name in sets.SET_NAMES:
        assert all(whole[prompt.id] == prompt for prompt in parse_valid(sets.read_set(name)).prompts)
