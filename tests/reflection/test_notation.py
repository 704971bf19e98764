"""The notation of reflection prompts: read, written, and what is wrong said with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from powerstruggle_xblock.reflection import parser, reflection_xml, sets
from powerstruggle_xblock.reflection.model import KEEPS, Prompt, Reflection

WORD = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp", "Cn"],
                             exclude_characters="<>&\ufffe\uffff"), min_size=1, max_size=12)
MARKED = st.one_of(WORD, WORD.map(lambda word: f"<em>{word}</em>"), WORD.map(lambda word: f"before <strong>{word}</strong> after"))
MAYBE = st.none() | MARKED
IDS = st.lists(st.from_regex(r"[a-z][a-z0-9_-]{0,20}", fullmatch=True), min_size=1, max_size=5, unique=True)


@st.composite
def reflections(draw):
    prompts = tuple(Prompt(id_, draw(MARKED), draw(MAYBE), tuple(draw(st.lists(MARKED, max_size=2)))) for id_ in draw(IDS))
    return Reflection(
        prompts, draw(st.sampled_from(KEEPS)), draw(st.booleans()), draw(st.sampled_from([None, "en", "ar"])), draw(MAYBE), draw(MAYBE),
        tuple(draw(st.lists(MARKED, max_size=2))), draw(st.none() | WORD), draw(st.none() | st.floats(0, 1000)))


@given(reflections())
def test_what_is_written_reads_back_the_same(reflection):
    text = reflection_xml.serialize(reflection)
    reading = reflection_xml.parse(text)
    assert reading.reflection == reflection and reading.errors == ()
    assert reflection_xml.serialize(reading.reflection) == text


@given(reflections())
def test_pretty_printing_in_between_changes_nothing(reflection):
    root = etree.fromstring(reflection_xml.serialize(reflection), etree.XMLParser(remove_blank_text=True))
    assert reflection_xml.parse(etree.tostring(root, pretty_print=True)).reflection == reflection


@given(st.text(max_size=300) | st.binary(max_size=300))
def test_nothing_whatever_makes_reading_raise(source):
    assert reflection_xml.parse(source).reflection is None


WRONG = {
    "no-prompt": '<powerstruggle_reflection></powerstruggle_reflection>',
    "bad-id": '<powerstruggle_reflection>\n<prompt id="Two words"><words>x</words></prompt></powerstruggle_reflection>',
    "double-id": '<powerstruggle_reflection><prompt id="a"><words>x</words></prompt>\n<prompt id="a"><words>y</words></prompt>'
                 '</powerstruggle_reflection>',
    "no-words": '<powerstruggle_reflection>\n<prompt id="a"><hint>x</hint></prompt></powerstruggle_reflection>',
    "unknown-element": '<powerstruggle_reflection><prompt id="a"><words>x</words>\n<hints>y</hints></prompt></powerstruggle_reflection>',
    "unknown-word": '<powerstruggle_reflection keep="sever"><prompt id="a"><words>x</words></prompt></powerstruggle_reflection>',
    "not-a-number": '<powerstruggle_reflection weight="much"><prompt id="a"><words>x</words></prompt></powerstruggle_reflection>',
    "unsafe-markup": '<powerstruggle_reflection><prompt id="a">\n<words>x<script>y</script></words></prompt></powerstruggle_reflection>',
    "loose-text": '<powerstruggle_reflection>lost<prompt id="a"><words>x</words></prompt></powerstruggle_reflection>',
    "unreadable": "<powerstruggle_scenario/>",
    "not-xml": "<powerstruggle_reflection>",
}


@pytest.mark.parametrize("code", WRONG)
def test_what_is_wrong_is_said_with_its_line(code):
    found = {problem.code: problem for problem in reflection_xml.parse(WRONG[code]).issues}
    assert code in found and found[code].line == WRONG[code].partition("\n")[1].count("\n") + 1


def test_more_prompts_than_anybody_answers_are_refused():
    prompts = "".join(f'<prompt id="p{number}"><words>x</words></prompt>' for number in range(parser.MAX_PROMPTS + 1))
    assert reflection_xml.parse(f"<powerstruggle_reflection>{prompts}</powerstruggle_reflection>").issues[0].code == "many-prompts"


@pytest.mark.parametrize("name", sets.ORDER)
def test_every_ready_made_set_is_clean_and_canonical(name):
    reading = reflection_xml.parse(sets.set_text(name))
    assert reading.issues == () and reflection_xml.serialize(reading.reflection) == sets.set_text(name)
    assert all(prompt.hint and prompt.examples for prompt in reading.reflection.prompts)
    assert reading.reflection.keep == "browser"


def test_the_whole_set_has_fifteen_questions_and_the_others_are_taken_from_it():
    whole = {prompt.id: prompt for prompt in reflection_xml.parse(sets.set_text("all-fifteen")).reflection.prompts}
    assert len(whole) == 15
    for name in sets.ORDER:
        assert all(whole[prompt.id] == prompt for prompt in reflection_xml.parse(sets.set_text(name)).reflection.prompts)
