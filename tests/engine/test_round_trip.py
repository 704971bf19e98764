"""What is written can be read again and says the same, also after a platform has had it in its hands."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from powerstruggle_xblock.notation import markup
from powerstruggle_xblock.scenario import scenario_xml
from tests.examples import examples

from . import strategies as some

thorough = settings(
    max_examples=examples(120), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def through_a_platform(text: str) -> str:
    """Parse without blank text and print prettily, as Open edX does on import and export."""
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True, resolve_entities=False)
    return etree.tostring(etree.fromstring(text.encode(), parser), pretty_print=True, encoding="unicode")


@thorough
@given(some.scenarios())
def test_a_scenario_written_and_read_is_the_same_without_a_problem(scenario):
    reading = scenario_xml.parse(scenario_xml.serialize(scenario))
    assert [str(problem) for problem in reading.errors] == []
    assert reading.scenario == scenario
    assert scenario_xml.serialize(reading.scenario) == scenario_xml.serialize(scenario)


@thorough
@given(some.scenarios())
def test_a_platforms_pretty_printing_changes_neither_scenario_nor_version(scenario):
    text = scenario_xml.serialize(scenario)
    printed = through_a_platform(through_a_platform(text))
    reading = scenario_xml.parse(printed)
    assert reading.scenario == scenario
    assert scenario_xml.content_version(reading.scenario) == scenario_xml.content_version(scenario)


@settings(max_examples=examples(300), deadline=None)
@given(some.texts)
def test_a_text_folded_again_is_the_same_text(text):
    assert markup.collapse_space(text) == text
    again = markup.parse_markup(etree.fromstring(f"<say>{text}</say>"), lambda *_: None)
    assert again == text


@thorough
@given(some.scenarios(), st.data())
def test_comments_instructions_and_foreign_root_attributes_change_nothing(scenario, data):
    root = etree.fromstring(scenario_xml.serialize(scenario).encode())
    elements = [
        element
        for element in root.iter()
        if element.tag in ("powerstruggle_scenario", "scene", "choice", "ending", "start")
    ]
    for element in data.draw(st.lists(st.sampled_from(elements), min_size=1, max_size=4)):
        element.insert(
            0, data.draw(st.sampled_from([etree.Comment("a note to self"), etree.ProcessingInstruction("php", "x")]))
        )
    root.set("url_name", "abc")
    root.set("visible_to_staff_only", "true")
    reading = scenario_xml.parse(etree.tostring(root, encoding="unicode"))
    assert reading.scenario == scenario
    assert reading.issues == scenario_xml.parse(scenario_xml.serialize(scenario)).issues or reading.errors == ()


def test_an_unknown_attribute_is_told_and_does_not_change_the_scenario(tiny, tiny_text):
    reading = scenario_xml.parse(tiny_text.replace('<scene id="desk"', '<scene colour="red" id="desk"'))
    assert [problem.code for problem in reading.issues] == ["unknown-attribute"]
    assert reading.scenario == tiny


def test_the_version_follows_the_words_and_not_the_white_space(tiny, tiny_text):
    spaced = scenario_xml.parse(tiny_text.replace("<cue>He puts", "<cue>\n      He\n      puts")).scenario
    changed = scenario_xml.parse(tiny_text.replace("He puts", "She puts")).scenario
    assert scenario_xml.content_version(spaced) == scenario_xml.content_version(tiny)
    assert scenario_xml.content_version(changed) != scenario_xml.content_version(tiny)
    assert len(scenario_xml.content_version(tiny)) == 12


def test_what_is_written_begins_each_element_on_its_own_line(tiny):
    text = scenario_xml.serialize(tiny)
    assert (
        '\n  <scene id="desk" title="The third paper">\n    <cue>He puts the folder down harder than he needs '
        'to.</cue>\n'
        in text
    )
    assert text.endswith("</powerstruggle_scenario>\n")


@settings(max_examples=examples(300), deadline=None)
@given(st.text() | st.binary())
def test_reading_never_raises_whatever_comes(source):
    reading = scenario_xml.parse(source)
    assert reading.scenario is None
    assert reading.issues and all(problem.message for problem in reading.issues)


@st.composite
def spoilt(draw):
    """Return a scenario's file with pieces cut, doubled, moved or replaced."""
    text = scenario_xml.serialize(draw(some.worlds(scenes=2)))
    for _ in range(draw(st.integers(1, 4))):
        at, length = draw(st.integers(0, len(text))), draw(st.integers(0, 30))
        patches = st.sampled_from(["", "<", ">", "\"", "&", "<scene>", "</choice>", " id=\"s0\"", "]]>", "\x00", "💥"])
        patch = draw(patches | st.just(text[at : at + 40]))
        text = text[:at] + patch + text[at + length :]
    return text


@settings(max_examples=examples(300), deadline=None)
@given(spoilt())
def test_reading_a_spoilt_file_never_raises_and_every_problem_says_something(text):
    for source in (text, text.encode(errors="replace")):
        reading = scenario_xml.parse(source)
        assert all(problem.message.strip() and problem.code for problem in reading.issues)
        assert reading.scenario is not None or any(problem.fatal for problem in reading.issues)


@st.composite
def rearranged(draw):
    """Return a scenario's file with elements and attributes removed, doubled, renamed or moved: still XML."""
    root = etree.fromstring(scenario_xml.serialize(draw(some.worlds(scenes=2))).encode())
    for _ in range(draw(st.integers(1, 5))):
        elements = list(root.iter())
        element, other = draw(st.sampled_from(elements)), draw(st.sampled_from(elements))
        what = draw(st.sampled_from(["remove", "copy", "rename", "attribute", "unset"]))
        if what == "remove" and element is not root:
            element.getparent().remove(element)
        elif what == "copy":
            other.append(etree.fromstring(etree.tostring(element, with_tail=False)))
        elif what == "rename":
            element.tag = other.tag
        elif what == "attribute":
            name = draw(st.sampled_from(["id", "to", "if", "move", "tension", "show", "cap", "{urn:x}id"]))
            element.set(name, draw(some.attribute_words))
        elif what == "unset":
            element.attrib.clear()
    return etree.tostring(root, encoding="unicode")


@settings(max_examples=examples(300), deadline=None, suppress_health_check=list(HealthCheck))
@given(rearranged())
def test_reading_a_rearranged_file_never_raises_and_places_every_problem(text):
    reading = scenario_xml.parse(text)
    lines = text.count("\n") + 1
    assert all(problem.line and 1 <= problem.line <= lines for problem in reading.issues)
    if reading.scenario is not None:
        assert scenario_xml.parse(scenario_xml.serialize(reading.scenario)).scenario == reading.scenario
