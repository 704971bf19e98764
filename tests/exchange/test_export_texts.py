"""Every text of a scenario has a key, is written to a cell, and is parsed from it by the notation's own rules."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from powerstruggle_xblock.exchange import scenario_texts
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import scenario_xml
from tests.examples import examples

from ..engine import strategies

SCENARIO = scenario_xml.parse(
    next(file for file in starter_scenarios() if file.stem == "another-form").read_bytes()
).scenario
SHIPPED = [scenario_xml.parse(file.read_bytes()).scenario for file in starter_scenarios()]


def by_key(scenario):
    return {text.key: text for text in scenario_texts.list_texts(scenario)}


def say(**values):
    """Return a text as an editor would meet it."""
    return scenario_texts.Text(
        **{"key": "a/say", "place": "a", "where": (), "who": None, "kind": "say", "text": "Old.", **values}
    )


# --- keys -----------------------------------------------------------------------------------------------------------


@settings(max_examples=examples(60), deadline=None)
@given(strategies.scenarios())
def test_no_two_texts_have_one_key(scenario):
    keys = [text.key for text in scenario_texts.list_texts(scenario)]
    assert len(keys) == len(set(keys))


def test_keys_are_made_of_ids_and_places_name_titles():
    found = by_key(SCENARIO)
    scene = SCENARIO.scenes[0]
    choice = scene.choices[0]
    assert found["title"].text == SCENARIO.title and found["language"].text == SCENARIO.lang
    assert found["about/setting"].text == SCENARIO.about.setting
    assert found["about/source/2"].text == SCENARIO.about.sources[1]
    assert found[f"{scene.id}/title"] == scenario_texts.Text(
        f"{scene.id}/title", scene.id, (scene.title,), None, "title", scene.title, False
    )
    why = found[f"{choice.id}/feedback/1/why"]
    assert (why.place, why.where, why.kind, why.text) == (choice.id, (scene.title, "1"), "why", choice.feedback[0].why)
    line = next(beat for beat in scene.content_items if hasattr(beat, "by"))
    assert found[f"{scene.id}/line/1"].who == SCENARIO.people_by_id[line.by].name


@pytest.mark.parametrize("scenario", SHIPPED, ids=[scenario.title for scenario in SHIPPED])
def test_every_text_that_learners_read_is_listed(scenario):
    emptied, _ = scenario_texts.replace_texts(
        scenario, {text.key: "x" for text in scenario_texts.list_texts(scenario) if text.kind != "language"}
    )
    root = etree.fromstring(scenario_xml.serialize(emptied))
    for note in list(root.iter("note")):
        note.getparent().remove(note)
    assert {words for words in map(str.strip, root.itertext()) if words} == {"x"}
    for name in ("display_name", "title", "name", "alt", "closed"):
        assert {str(value) for value in root.xpath(f"//@{name}")} <= {"x"}


def test_a_scenario_without_a_card_or_titles_has_fewer_texts():
    bare = replace(SCENARIO, about=None, title=None, lang=None)
    assert by_key(bare).keys() == {
        key for key in by_key(SCENARIO) if not key.startswith("about/") and key not in ("title", "language")
    }


def test_what_each_text_is_has_words_for_editors():
    assert {text.kind for scenario in SHIPPED for text in scenario_texts.list_texts(scenario)} <= set(
        scenario_texts.TEXT_KINDS
    )


# --- lightly written ------------------------------------------------------------------------------------------------


@settings(max_examples=examples(300), deadline=None)
@given(strategies.texts)
def test_encoding_a_text_for_a_cell_and_decoding_it_changes_nothing(text):
    assert scenario_texts.parse_cell(say(text=text), scenario_texts.encode_cell(text)) == text


@pytest.mark.parametrize(("cell", "text"), [
    ("Bed & breakfast", "Bed &amp; breakfast"),
    ("3 < 4 > 2", "3 &lt; 4 &gt; 2"),
    ("a -> b", "a -&gt; b"),
    ("<em>Now</em> & then", "<em>Now</em> &amp; then"),
    ("&lt;b> is a mark", "&lt;b&gt; is a mark"),
    ("&amp;lt; is how it is written", "&amp;lt; is how it is written"),
    ("two\nlines  and\tblanks", "two lines and blanks"),
    ('<a href="https://example.org/?a=1&b=2">x</a>', '<a href="https://example.org/?a=1&amp;b=2">x</a>'),
    ("]]>", "]]&gt;"),
    ("=1+1", "=1+1"),
    ("où\u00a0?", "où\u00a0?"),
])
def test_an_editor_writes_as_one_writes(cell, text):
    assert scenario_texts.parse_cell(say(), cell) == text


@pytest.mark.parametrize(("cell", "reason"), [
    ("<em>never closed", "the mark <em> is never closed"),
    ("closed</em> twice", "the mark </em> closes something that isn't open there"),
    ("<b><i>crossed</b></i>", "the mark </b> closes something that isn't open there"),
    ("<script>alert(1)</script>", "<script> can't stand"),
    ("<img src=\"x\"/>", "<img> can't stand"),
    ("<em onclick=\"x\">a</em>", "onclick=\"…\" can't stand on <em>"),
    ("<a href=\"javascript:alert(1)\">a</a>", "is not let through"),
    ("a&nbsp;b", "&nbsp; is not known here; write the character itself"),
    ("<em class=>a</em>", "a mark in it is broken"),
    ("a<!-- hidden -->", "a mark in it is broken"),
    ("<p></p>", "it has no words"),
    ("  ", "it has no words"),
    ("a\x07b", "U+0007"),
    ("a\ud800b", "U+D800"),
    ("<b>" * 300 + "deep" + "</b>" * 300, "a mark in it is broken"),
])
def test_words_that_cannot_be_a_text_are_refused_with_a_reason(cell, reason):
    with pytest.raises(scenario_texts.InvalidText) as caught:
        scenario_texts.parse_cell(say(), cell)
    assert reason in str(caught.value)


@settings(max_examples=examples(200), deadline=None)
@given(
    st.text(st.characters(codec=None), max_size=40)
    | st.lists(
        st.sampled_from(
            [
                "<", ">", "&", ";", "em", "<em>", "</em>", "/", "!", "--", "[", "]]>", "\"", "=", "a", " ", "<?x ?>",
                "<![CDATA[", "&#0;", "&x;",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_any_cell_is_a_text_or_a_reason(cell):
    try:
        text = scenario_texts.parse_cell(say(), cell)
    except scenario_texts.InvalidText as error:
        assert str(error)
    else:
        assert scenario_xml.parse(scenario_xml.serialize(SCENARIO)).scenario == SCENARIO
        again, _ = scenario_texts.replace_texts(SCENARIO, {"about/setting": scenario_texts.encode_cell(text)})
        assert scenario_xml.parse(scenario_xml.serialize(again)).scenario == again


def test_plain_words_take_no_marks():
    title = say(kind="title", marked=False)
    assert scenario_texts.parse_cell(title, "A & B <b>c</b>\n d") == "A & B <b>c</b> d"


@pytest.mark.parametrize(
    ("cell", "fits"), [("fr", True), ("pt-BR", True), ("French", False), ("en_US", False), ("x" * 50, False)]
)
def test_a_language_is_a_code(cell, fits):
    language = say(kind="language", text="en", marked=False)
    if fits:
        assert scenario_texts.parse_cell(language, cell) == cell
    else:
        with pytest.raises(scenario_texts.InvalidText, match="not the code of a language"):
            scenario_texts.parse_cell(language, cell)


# --- in again -------------------------------------------------------------------------------------------------------


@settings(max_examples=examples(60), deadline=None)
@given(strategies.scenarios())
def test_texts_put_back_as_they_went_out_change_nothing(scenario):
    assert scenario_texts.replace_texts(
        scenario, {text.key: text.cell for text in scenario_texts.list_texts(scenario)}
    ) == (scenario, ())


@settings(max_examples=examples(60), deadline=None)
@given(strategies.scenarios(), st.data())
def test_exactly_the_texts_that_were_changed_change(scenario, data):
    found = {text.key: text for text in scenario_texts.list_texts(scenario) if text.kind != "language"}
    picked = data.draw(st.lists(st.sampled_from(sorted(found)), unique=True, max_size=5)) if found else []
    new = {
        key: data.draw(
            strategies.texts.map(scenario_texts.encode_cell) if found[key].marked else strategies.attribute_words
        )
        for key in picked
    }
    changed, changes = scenario_texts.replace_texts(scenario, new)
    after = {text.key: text.text for text in scenario_texts.list_texts(changed)}
    really = {key for key in new if scenario_texts.parse_cell(found[key], new[key]) != found[key].text}
    assert {change.text.key for change in changes} == really
    assert after == {text.key: text.text for text in scenario_texts.list_texts(scenario)} | {
        change.text.key: change.after for change in changes
    }
    assert scenario_xml.parse(scenario_xml.serialize(changed)).scenario == changed


def test_one_invalid_text_changes_nothing_and_all_reasons_are_reported():
    with pytest.raises(scenario_texts.InvalidTexts) as caught:
        scenario_texts.replace_texts(SCENARIO, {"title": "New", "about/setting": "<em>", "nowhere/line/1": "x"})
    assert set(caught.value.reasons) == {"about/setting", "nowhere/line/1"}
    assert "no text with this id" in str(caught.value.reasons["nowhere/line/1"])


def test_a_changed_text_voids_sign_offs_by_its_version():
    changed, _ = scenario_texts.replace_texts(SCENARIO, {"about/setting": "Elsewhere."})
    assert scenario_xml.content_version(changed) != scenario_xml.content_version(SCENARIO)


def test_reasons_are_translated():
    with pytest.raises(scenario_texts.InvalidText) as caught:
        scenario_texts.parse_cell(say(), "<em>")
    assert (
        caught.value.translate(lambda text: text.replace("the mark", "la balise")) == "la balise <em> is never closed"
    )


def test_keys_name_content_by_the_notations_elements_so_that_sheets_in_use_can_be_read_back():
    scenario = scenario_xml.parse(
        '<powerstruggle_scenario><start scene="a"/><scene id="a" title="A"><cue>C</cue><line by="x">L</line>'
        '<image src="https://example.org/a.png" alt="I"/><audio src="https://example.org/a.mp3">T</audio>'
        '<video src="https://example.org/a.mp4">V</video>'
        '<choice id="c" to="e"><do>D</do><reply by="x">R</reply></choice></scene>'
        '<person id="x" name="X"/><ending id="e" kind="rupture" title="E"><their-view>T</their-view></ending>'
        '</powerstruggle_scenario>'
    ).scenario
    keys = {text.key for text in scenario_texts.list_texts(scenario)}
    assert {"a/cue/1", "a/line/1", "a/image/1", "a/audio/1", "a/video/1", "c/reply/1"} <= keys
