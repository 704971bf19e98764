"""Every row of docs/notation.md, read as it says there."""

import re
from dataclasses import replace

import pytest

from powerstruggle_xblock.notation.shapes import XML_LANG
from powerstruggle_xblock.scenario import catalog, grammar, scenario_xml
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario.conditions import parse, parse_requirement
from powerstruggle_xblock.scenario.diff import diff_scenarios
from powerstruggle_xblock.scenario.meters import Meter
from powerstruggle_xblock.scenario.review import review

from .test_drill import TEXT as DRILL

FULL = """<powerstruggle_scenario display_name=" The form " weight="2.5" max_attempts="3" xml:lang="en" url_name="abc">
  <about minutes="3">
    <setting>A desk.</setting><before>Before.</before><you-need>A paper.</you-need><they-want>Rest.</they-want>
    <body-cue>A thumb.</body-cue><content-note>Loud.</content-note><support>Call 1.</support>
    <goal skill="rope"/><goal skill="timing"/><source>One.</source><source>Two.</source>
  </about>
  <scoring pass="65" keep="average" decisions="3" retry="graded" feedback="debrief"/>
  <meters show="live">
    <meter id="trust" name="Trust in you"/><meter id="readiness" show="never"/>
    <meter id="autonomy" drop="true"/><meter id="hunger" name="Hunger"/>
  </meters>
  <person id="ira" name="Ira" role="client" portrait="alder">58</person>
  <person id="bo" name="Bo"/>
  <term name="recert" also="recertification, recerts">The yearly check.</term>
  <start scene="desk" profile="guarded" tension="5" trust="2" readiness="1" hunger="10"/>
  <when if="tension at least 9 and not visited hall" to="hall"/>
  <note>Ours.</note><note by="Bea" date="2026-03-31" done="true">Longer?</note>
  <sign-off by="Bea" role="Nurse" date="2026-04-01" version="0123456789ab"/>
  <scene id="desk" title="The desk" needs="not visited hall or tension over 0" map="320,-140">
    <cue if="trust at most 2" needs="trust at most 3">He waits.</cue>
    <line by="ira" mood="wry" xml:lang="fr" recording="/static/encore.mp3"
      if="hunger over 4" needs="not chose leave">Encore.</line>
    <image src="/static/a.png" alt="A desk" if="trust over 1"/>
    <image src="/static/b.png" decorative="true"/>
    <audio src="https://example.org/a.mp3" if="trust over 1">Hum.</audio>
    <video src="/static/v.mp4" captions="/static/v.vtt" if="trust over 1">He nods.</video>
    <shift tension="+2" trust="-1" if="chose talk"/>
    <check-in/><rehearse/><hint>Look.</hint><note>Hm.</note>
    <choice id="talk" to="hall" move="reflect" mistake="lecture" if="tension under 9" closed="Too loud now." needs="visited desk">
      <do>Sit.</do><say>Yes.</say>
      <level listening="3" clarity="2"/><level listening="0" if="tension at least 7" only="true"/>
      <shift tension="-1" hunger="+10"/>
      <cue>Quiet.</cue>
      <reply by="bo" mood="warm" xml:lang="fr" recording="https://example.org/good.ogg"
        if="visited hall" needs="visited hall"><variant>Good.</variant><variant>Well.</variant></reply>
      <feedback if="trust at most 2" needs="trust under 9"><effect>E.</effect><why>W.</why><instead>I.</instead></feedback>
      <feedback><why>W2.</why></feedback>
      <go to="done" if="tension under 3"/><note>N.</note>
    </choice>
    <choice id="pause" to="desk"><wait seconds="20">Stay.</wait></choice>
  </scene>
  <scene id="hall" title="Hall"><choice id="leave" to="done"><do>Go.</do></choice></scene>
  <ending id="done" kind="door-open" title="Later" cap="60" needs="chose talk or visited desk" map="0,900000">
    <cue>Out.</cue><line by="ira">Bye.</line><later>A week on.</later>
    <their-view by="ira" recording="/static/fine.mp3">Fine.</their-view><ask>A?</ask><ask>B?</ask>
    <note>End.</note>
  </ending>
</powerstruggle_scenario>"""  # noqa: E501


@pytest.fixture(scope="module")
def full():
    reading = scenario_xml.parse(FULL)
    assert [str(problem) for problem in reading.issues] == []
    return reading.scenario


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs" / "notation.md").read_text(encoding="utf-8")


def test_the_pages_example_is_the_small_scenario_and_reads_cleanly(page, tiny, tiny_text):
    example = re.search(r"```xml\n(<powerstruggle_scenario.*?</powerstruggle_scenario>)\n```", page, re.DOTALL)[1]
    reading = scenario_xml.parse(example)
    assert reading.issues == ()
    assert reading.scenario == tiny
    assert scenario_xml.parse(tiny_text).issues == ()


def test_every_element_and_attribute_of_the_grammar_is_on_the_page_and_read_here(page):
    for (_, tag), shape in grammar.SHAPES.items():
        assert re.search(rf"<{tag}\b", page), tag
        assert re.search(rf"<{tag}\b", FULL), tag
        for name in shape.attributes:
            spelt = name.replace(XML_LANG, "xml:lang")
            assert re.search(rf"\b{spelt}\b", page), (tag, spelt)
            assert re.search(rf"<{tag}\b[^>]*\b{spelt}=", FULL + DRILL), (tag, spelt)


@pytest.mark.parametrize("words", [m.MOODS, m.ROLES, m.ENDING_KINDS, m.SHOW_METERS, m.KEEP, m.RETRY, m.USUAL_METERS])
def test_every_word_an_attribute_takes_is_on_the_page(page, words):
    assert [word for word in words if f"`{word}`" not in page] == []


def test_the_page_lists_the_skills_and_profiles_of_the_catalogue(page):
    for skill in catalog.skills().values():
        assert f"| `{skill.id}` | {skill.name} | {skill.strong} |" in page.replace("*", "")
    assert all(f"`{profile}`" in page for profile in catalog.profiles())


def test_the_root_and_its_defaults(full, tiny_text):
    assert (full.title, full.weight, full.max_attempts, full.lang) == ("The form", 2.5, 3, "en")
    bare = scenario_xml.parse(re.sub(r"<powerstruggle_scenario[^>]*>", "<powerstruggle_scenario>", tiny_text)).scenario
    assert (bare.title, bare.weight, bare.max_attempts, bare.lang) == (None, None, None, None)
    assert full.notes == (m.Note("Ours."), m.Note("Longer?", "Bea", "2026-03-31", True))
    assert full.sign_offs == (m.SignOff("Bea", "Nurse", "2026-04-01", "0123456789ab"),)


@pytest.mark.parametrize(
    "broken",
    [
        'role="Nurse" date="2026-04-01" version="0123456789ab"',
        'by="Bea" role="Nurse" date="1 April" version="0123456789ab"',
        'by="Bea" role="Nurse" date="2026-04-01" version="latest"',
        'by="Bea" role=" " date="2026-04-01" version="0123456789ab"',
    ],
)
def test_a_sign_off_that_does_not_say_who_when_and_to_what_counts_for_nothing(broken, tiny_text):
    reading = scenario_xml.parse(tiny_text.replace("<scene ", f"<sign-off {broken}/><scene ", 1))
    assert reading.scenario.sign_offs == ()
    assert "bad-sign-off" in {problem.code for problem in reading.issues}


def test_the_content_version_is_of_what_learners_meet(tiny, tiny_text):
    version = scenario_xml.content_version(tiny)
    between = '<note by="Bea">Hm.</note><sign-off by="B" role="N" date="2026-04-01" version="0123456789ab"/>'
    noted = tiny_text.replace("<scene ", f"{between}<scene ", 1)
    assert scenario_xml.content_version(scenario_xml.parse(noted).scenario) == version
    assert scenario_xml.content_version(replace(tiny, title="Another", weight=7.0, max_attempts=2)) == version
    assert scenario_xml.content_version(replace(tiny, scoring=m.Scoring(71))) != version


def test_where_a_card_stands_on_the_map_is_kept_and_changes_no_version(tiny, tiny_text):
    moved_text = tiny_text.replace("<scene ", '<scene map=" 320,-140 " ', 1)
    moved = scenario_xml.parse(moved_text.replace("<ending ", '<ending map="8,16" ', 1))
    assert moved.issues == ()
    assert (moved.scenario.scenes[0].map_position, moved.scenario.endings[0].map_position) == ((320, -140), (8, 16))
    assert scenario_xml.parse(scenario_xml.serialize(moved.scenario)).scenario == moved.scenario
    assert scenario_xml.content_version(moved.scenario) == scenario_xml.content_version(tiny)
    assert diff_scenarios(tiny, moved.scenario) == ()
    assert 'map="' not in scenario_xml.serialize(tiny)


def test_a_meter_called_map_still_counts(tiny_text):
    def version(change):
        text = tiny_text.replace("<start ", '<meters><meter id="map" name="Map"/></meters><start ', 1)
        text = text.replace("</choice>", f'<shift map="{change}"/></choice>', 1)
        return scenario_xml.content_version(scenario_xml.parse(text).scenario)

    assert version(1) != version(2)


@pytest.mark.parametrize("place", ["", "here", "1;2", "1,2,3", "1.5,2", "9999999,1", "１,２"])
def test_a_place_that_can_not_be_read_is_a_warning_and_the_map_finds_one(place, tiny_text):
    reading = scenario_xml.parse(tiny_text.replace("<scene ", f'<scene map="{place}" ', 1))
    assert [(issue.code, issue.severity, issue.field) for issue in reading.issues] == [
        ("bad-map-position", "warning", "map")
    ]
    assert reading.scenario.scenes[0].map_position is None


def test_a_sign_off_of_another_version_is_told_as_void(tiny, tiny_text):
    def found(version):
        marked = f'<sign-off by="Bea" role="Nurse" date="2026-04-01" version="{version}"/>'
        return {
            problem.code
            for problem in review(scenario_xml.parse(tiny_text.replace("<scene ", f"{marked}<scene ", 1)))[0]
        }

    assert "sign-off-void" not in found(scenario_xml.content_version(tiny))
    assert "sign-off-void" in found("0123456789ab")


def test_the_card_before_the_talk(full):
    assert full.about == m.About(
        "A desk.",
        "A paper.",
        3,
        "Before.",
        "Rest.",
        "A thumb.",
        "Loud.",
        "Call 1.",
        ("rope", "timing"),
        ("One.", "Two."),
    )


def test_scoring_and_its_defaults(full, tiny):
    assert full.scoring == m.Scoring(65, "average", 3, "graded", "debrief")
    assert tiny.scoring == m.Scoring(70, "best", None, "practice", "one-line")
    assert full.min_decisions == 3
    assert tiny.min_decisions == 1, "as many as there are decision scenes, where these are fewer than four"


def test_meters_are_renamed_hidden_dropped_and_added(full, tiny):
    assert [meter.id for meter in full.meters] == [*(id_ for id_ in m.USUAL_METERS if id_ != "autonomy"), "hunger"]
    assert {*full.meters} >= {
        Meter("tension", None, "live"),
        Meter("trust", "Trust in you", "live"),
        Meter("readiness", None, "never"),
        Meter("hunger", "Hunger", "live"),
    }
    assert [(meter.id, meter.show) for meter in tiny.meters] == [(id_, "end") for id_ in m.USUAL_METERS]


def test_words_of_the_glossary(full, tiny):
    assert full.terms == (m.Term("recert", "The yearly check.", "recertification, recerts"),)
    assert tiny.terms == ()


def test_people_the_start_and_the_gate(full):
    assert full.people == (m.Person("ira", "Ira", "client", "alder", "58"), m.Person("bo", "Bo"))
    assert full.start == m.Start("desk", "guarded", (("hunger", 10), ("readiness", 1), ("tension", 5), ("trust", 2)))
    assert full.gates == (m.Route("hall", parse("tension at least 9 and not visited hall")),)


def test_a_scene_in_the_order_written(full):
    scene = full.nodes["desk"]
    assert scene.content_items == (
        m.Narration("He waits.", parse("trust at most 2"), parse_requirement("trust at most 3")),
        m.Line(
            "ira", "Encore.", "wry", "fr", parse("hunger over 4"), parse_requirement("not chose leave"),
            recording="/static/encore.mp3",
        ),
        m.Image("/static/a.png", "A desk", parse("trust over 1")),
        m.Image("/static/b.png", ""),
        m.Audio("https://example.org/a.mp3", "Hum.", parse("trust over 1")),
        m.Video("/static/v.mp4", "He nods.", "/static/v.vtt", parse("trust over 1")),
    )
    assert scene.arrival_changes == (m.MeterChange((("tension", 2), ("trust", -1)), parse("chose talk")),)
    assert (scene.title, scene.check_in, scene.rehearse, scene.hint, scene.notes) == (
        "The desk",
        True,
        True,
        "Look.",
        (m.Note("Hm."),),
    )
    assert scene.needs == parse_requirement("not visited hall or tension over 0")
    assert (full.nodes["hall"].check_in, full.nodes["hall"].rehearse, full.nodes["hall"].hint) == (False, False, None)


def test_a_choice_with_everything(full):
    assert full.choices["talk"] == m.Choice(
        id="talk",
        to="hall",
        say="Yes.",
        do="Sit.",
        move="reflect",
        mistake="lecture",
        condition=parse("tension under 9"),
        closed_reason="Too loud now.",
        ratings=(
            m.Rating((("clarity", 2), ("listening", 3))),
            m.Rating((("listening", 0),), parse("tension at least 7"), True),
        ),
        meter_changes=(("hunger", 10), ("tension", -1)),
        replies=(
            m.Narration("Quiet."),
            m.Line(
                "bo", "Good.", "warm", "fr", parse("visited hall"), parse_requirement("visited hall"), ("Well.",),
                "https://example.org/good.ogg",
            ),
        ),
        feedback=(
            m.Feedback("E.", "W.", "I.", parse("trust at most 2"), parse_requirement("trust under 9")),
            m.Feedback(why="W2."),
        ),
        routes=(m.Route("done", parse("tension under 3")),),
        notes=(m.Note("N."),),
        needs=parse_requirement("visited desk"),
    )


def test_a_pause_and_an_unrated_scene(full):
    assert full.choices["pause"].wait == m.Wait(20, "Stay.")
    assert full.nodes["desk"].is_decision
    assert not full.nodes["hall"].is_decision


def test_an_ending(full):
    assert full.endings == (
        m.Ending(
            "done",
            "door-open",
            "Later",
            "Fine.",
            "ira",
            60,
            (m.Narration("Out."), m.Line("ira", "Bye.")),
            "A week on.",
            ("A?", "B?"),
            (m.Note("End."),),
            parse_requirement("chose talk or visited desk"),
            (0, 900000),
            "/static/fine.mp3",
        ),
    )


def test_children_may_stand_in_another_order(full):
    scene = re.search(r"  <scene id=\"hall\".*?</scene>\n", FULL)[0]
    assert scenario_xml.parse(FULL.replace(scene, "").replace("  <about", scene + "  <about")).scenario == replace(
        full, scenes=tuple(reversed(full.scenes))
    )


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a <em>b</em> <b>c</b>", "a <em>b </em><b>c</b>"),
        ("<p>one</p>\n  <p>two <br/> three</p>", "<p>one</p><p>two<br/>three</p>"),
        ("<ul><li>a</li> <li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ol><li>a</li></ol>", "<ol><li>a</li></ol>"),
        ("<strong>a</strong> <i>b</i> <q>c</q>", "<strong>a </strong><i>b </i><q>c</q>"),
        ('<span xml:lang="fr">oui</span>', '<span lang="fr">oui</span>'),
        ('<abbr title="a &lt; b">ab</abbr>', '<abbr title="a &lt; b">ab</abbr>'),
        ('<a href="https://example.org/?a=1&amp;b=2">x</a>', '<a href="https://example.org/?a=1&amp;b=2">x</a>'),
        ('<a href="/static/a.pdf">x</a>', '<a href="/static/a.pdf">x</a>'),
        ("Vraiment\u00a0?  Oui,\u00a0\n oui.\u00a0", "Vraiment\u00a0? Oui,\u00a0 oui.\u00a0"),
        ('<abbr title=" a  b ">ab</abbr>', '<abbr title="a b">ab</abbr>'),
        ("<![CDATA[<b> & ]] >]]>", "&lt;b&gt; &amp; ]] &gt;"),
        ("a<!-- not here -->b<?php nor here ?>c", "abc"),
    ],
)
def test_the_small_markup_is_kept_in_one_spelling(tiny_text, written, kept):
    reading = scenario_xml.parse(tiny_text.replace("He puts the folder down harder than he needs to.", written))
    assert reading.issues == ()
    assert reading.scenario.nodes["desk"].content_items[0].text == kept


@pytest.mark.parametrize("source", ["text", "text with declaration", "utf-8", "utf-8 with mark", "utf-16", "latin-1"])
def test_text_and_bytes_in_any_encoding_read_the_same(tiny_text, source):
    text = tiny_text.replace("Third time", "Troisième fois")
    sources = {
        "text": text,
        "text with declaration": f"<?xml version='1.0' encoding='utf-16'?>\n{text}",
        "utf-8": text.encode(),
        "utf-8 with mark": text.encode("utf-8-sig"),
        "utf-16": text.encode("utf-16"),
        "latin-1": f"<?xml version='1.0' encoding='iso-8859-1'?>{text}".encode("latin-1"),
    }
    reading = scenario_xml.parse(sources[source])
    assert reading.issues == ()
    assert reading.scenario == scenario_xml.parse(text).scenario
