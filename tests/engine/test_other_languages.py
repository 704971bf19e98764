"""Every finding of the checker and every kind of difference comes out whole in another language.

No word of English is left in it.
"""

from dataclasses import replace

import pytest

from powerstruggle_xblock.notation.messages import TranslatableMessage, translate
from powerstruggle_xblock.scenario import catalog, diff, scenario_xml
from powerstruggle_xblock.scenario import edit_impact as after
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario.conditions import parse, parse_requirement
from powerstruggle_xblock.scenario.diff_text import ITEMS, TEXTS
from powerstruggle_xblock.scenario.meters import MeterSetting
from powerstruggle_xblock.scenario.review import review
from powerstruggle_xblock.scenario.scenario_xml import ParsedScenario
from tests.other_language import Zhish, is_zhish, left_in_english

from . import test_diff as differences
from .test_drill import SPOILT as SPOILT_DRILLS
from .test_notation_problems import FILE, MISTAKES
from .test_review import ALL_LONGEST, FINDINGS, SOUND, with_choice, with_scene

OF_THE_PARSER = ("not-xml", "unreadable")
"""What the XML parser says is in English in every language; the sentence around it is not."""
OF_THE_PACKAGE = {"portrait", "missing-file"}
"""Found by the authors' side, which knows the pictures and the course's files."""

CHOICE = '<choice id="c{0}" to="end"><say>x</say></choice>'
END = "</powerstruggle_scenario>"
SPOILT = [
    *(FILE.replace(old, new, 1) for old, new, *_ in MISTAKES),
    FILE.replace("</choice>", "</choise>"),
    FILE.replace("Hm.", "Hm&nbsp;."),
    "<powerstrugle_scenario/>",
    "<nothing/>",
    "\ud800",
    "<!DOCTYPE x><powerstruggle_scenario/>",
    "<powerstruggle_scenario/>",
    FILE.replace(END, f'<sign-off by="Bo" role="clinician" date="yesterday" version="1"/>{END}'),
    FILE.replace(END, f'<sign-off by="Bo" role="clinician" date="2026-03-31" version="0123456789ab"/>{END}'),
    FILE.replace("<line", "<check-in><qqqq/></check-in><line"),
    FILE.replace("<line", "<qqqqqqqq/><line"),
    FILE.replace(">Hm.<", ">Hm.<br>words</br><"),
    FILE.replace('rope="1"', 'rope="1" if=" "'),
    FILE.replace('rope="1"', 'rope="1" if="rope over 99999"'),
    FILE.replace('to="end"', 'to="qqqqqqqq"'),
    FILE.replace("</scene>", "".join(map(CHOICE.format, range(9))) + "</scene>"),
    FILE.replace("<start", '<when if="tension over 8" to="qqqqqqqq"/><when if="tension over 8"/><start'),
]
LINE = (
    m.Line("ira", "Well?", needs=parse_requirement("chose good0")),
    m.Narration("He sat.", needs=parse_requirement("chose good0")),
)
TOO_MANY_WAYS = replace(
    SOUND,
    scenes=tuple(
        m.Scene(
            f"s{n}",
            "S",
            choices=tuple(m.Choice(f"c{n}{k}", f"s{n + 1}" if n < 8 else "end", say="x") for k in range(4)),
        )
        for n in range(9)
    ),
    endings=(
        replace(
            SOUND.endings[0], needs=parse_requirement(" or ".join(f"chose c{n}{k}" for n in range(8) for k in range(4)))
        ),
    ),
)
WEAK = [
    with_scene(1, content_items=LINE),
    with_choice("good1", needs=LINE[0].needs, replies=LINE, feedback=(m.Feedback("e", "w", "i", needs=LINE[0].needs),)),
    replace(SOUND, scenes=(replace(SOUND.scenes[0], needs=parse_requirement("chose good0")), *SOUND.scenes[1:]),
            endings=(replace(SOUND.endings[0], needs=parse_requirement("chose good0")),)),
    TOO_MANY_WAYS,
    *(scenario for scenario, _, _ in FINDINGS.values()),
    ALL_LONGEST,
    with_choice("bad1", feedback=(m.Feedback("word " * 30, "word " * 30, "word"),)),
    with_scene(0, content_items=(m.Narration("He waits."),)),
    replace(SOUND, gates=(m.Route("end", parse("trust over 9")),)),
    SOUND,
    with_scene(
        2,
        choices=tuple(
            replace(choice, condition=parse(f"visited s{n}")) for n, choice in enumerate(SOUND.scenes[2].choices)
        ),
    ),
]


def found() -> list[tuple[str, str, TranslatableMessage]]:
    """Return (what an author wrote, code, sentence) of every problem in the two lists."""
    told = [(text, problem) for text in (*SPOILT, *SPOILT_DRILLS) for problem in review(scenario_xml.parse(text))[0]]
    told += [
        (scenario_xml.serialize(scenario), problem)
        for scenario in WEAK
        for problem in review(ParsedScenario(scenario), reading_grade=lambda text: 9.25)[0]
    ]
    return [(text, problem.code, problem.message) for text, problem in told]


FOUND = found()


def test_the_findings_looked_at_are_of_every_kind_there_is():
    assert {code for _, code, _ in FOUND} == catalog.rule_help().keys() - OF_THE_PACKAGE


@pytest.mark.parametrize("code", sorted({code for _, code, _ in FOUND}))
def test_a_finding_is_said_in_another_language_with_no_english_left(code):
    zhish = Zhish()
    for text, _, message in [row for row in FOUND if row[1] == code]:
        assert isinstance(message, TranslatableMessage), message
        other = translate(message, zhish.gettext, zhish.ngettext)
        assert is_zhish(other), other
        assert code in OF_THE_PARSER or not left_in_english(other, text), (other, message)


def test_a_problem_with_its_line_is_said_in_another_language_too():
    zhish = Zhish()
    [problem] = scenario_xml.parse(FILE.replace('to="end"', 'to="jra"')).issues
    other = translate(problem.located_message, zhish.gettext, zhish.ngettext)
    assert is_zhish(other) and "7" in other and not left_in_english(other, FILE, "jra")
    assert zhish.asked >= {"line {line}: {message}", "; did you mean \"{name}\"?"}


def test_braces_that_an_author_writes_are_only_characters():
    zhish = Zhish()
    reading = scenario_xml.parse(
        FILE.replace('to="end"', 'to="{0}{id}"')
        .replace('by="ira"', 'by="{hint"')
        .replace("Hm.", "}{")
        .replace('<level rope="1"/>', '{words}<level {x}/>'.replace("{x}", 'rope="1" if="{name} over {}"'))
    )
    said = {
        problem.code: (problem.message, translate(problem.message, zhish.gettext, zhish.ngettext))
        for problem in reading.issues
    }
    quotes = {
        "broken-target": "{0}{id}",
        "unknown-person": "{hint",
        "loose-text": "{words}",
        "bad-condition": "{name} over {}",
    }
    for code, quote in quotes.items():
        assert all(quote in sentence for sentence in said[code]) and is_zhish(said[code][1]), said


# --- differences ----------------------------------------------------------------------------------------------------

RICH = """
<powerstruggle_scenario display_name="One" weight="1" max_attempts="1" xml:lang="en">
  <about minutes="1"><setting>one</setting><before>one</before><you-need>one</you-need><they-want>one</they-want>
    <body-cue>one</body-cue><content-note>one</content-note><support>one</support><goal skill="rope"/><source>one</source></about>
  <scoring pass="10" keep="best" decisions="1" retry="practice" feedback="at-once"/>
  <meters show="end"><meter id="hunger" name="One" show="end"/><meter id="trust" drop="false"/></meters>
  <person id="ira" name="One" role="client" portrait="one">one</person>
  <term name="one" also="two">one</term>
  <start scene="desk" profile="angry-hurt" tension="1"/>
  <when if="tension at least 1" to="out"/>
  <note>one</note>
  <scene id="desk" title="One"><line by="ira">one</line><shift tension="1"/><hint>one</hint>
    <choice id="hear" to="out" move="reflect" mistake="argue" if="tension at least 1" closed="one"><do>one</do><say>one</say>
      <level rope="1"/><shift tension="1"/><reply by="ira">one</reply><feedback><why>one</why></feedback>
      <go to="form" if="tension at least 1"/><note>one</note></choice>
    <choice id="still" to="out"><wait seconds="1">one</wait></choice><note>one</note></scene>
  <scene id="form" title="One"><choice id="go" to="out"><say>one</say></choice></scene>
  <ending id="out" kind="rupture" title="One" cap="10"><line by="ira">one</line><later>one</later><their-view by="ira">one</their-view>
    <ask>one</ask><note>one</note></ending>
  <sign-off by="One" role="clinician" date="2026-03-01" version="111111111111"/>
</powerstruggle_scenario>
"""  # noqa: E501
OTHER = (
    RICH.replace("one<", "two<")
    .replace('"One"', '"Two"')
    .replace('"one"', '"two"')
    .replace('"1"', '"2"')
    .replace('"10"', '"20"')
    .replace("at least 1", "at least 2")
    .replace('xml:lang="en"', 'xml:lang="fr"')
    .replace('"best"', '"first"')
    .replace('"practice"', '"graded"')
    .replace('"at-once"', '"debrief"')
    .replace('show="end"', 'show="never"')
    .replace('"false"', '"true"')
    .replace('"client"', '"other"')
    .replace("angry-hurt", "guarded")
    .replace('scene="desk"', 'scene="form"')
    .replace('"reflect"', '"wait"')
    .replace('"argue"', '"lecture"')
    .replace('"rupture"', '"agreement"')
    .replace('goal skill="rope"', 'goal skill="limits"')
    .replace("<hint>", "<check-in/><rehearse/><hint>")
    .replace("2026-03-01", "2026-03-02")
    .replace('<their-view by="ira">', '<their-view by="jo">')
    .replace("<start", '<person id="jo" name="Jo"/><start', 1)
    .replace('id="hear" to="out"', 'id="hear" to="form"')
)
BARE = (
    '<powerstruggle_scenario><start scene="desk"/><scene id="desk" title="One"><choice id="hear" to="out"/>'
    '<choice id="still" to="out"/></scene><scene id="form" title="One"><choice id="go" '
    'to="out"><say>one</say></choice></scene>'
    '<ending id="out" kind="rupture" title="One"/></powerstruggle_scenario>'
)
NAMELESS = '<choice id="nameless" to="out"/>'
WORDS = "three sheets of paper lie on the desk"


def renamed(text: str, **words: str) -> str:
    for old, new in words.items():
        text = text.replace(f'"{old}"', f'"{new}"')
    return text


def pairs() -> list[tuple[m.Scenario, m.Scenario]]:
    """Return pairs of scenarios between which everything differs that can."""
    rich, other, bare = (scenario_xml.parse(text).scenario for text in (RICH, OTHER, BARE))
    odd = scenario_xml.parse(BARE.replace("</scene><scene", f"{NAMELESS}</scene><scene", 1)).scenario
    lean = scenario_xml.parse(RICH.replace('<goal skill="rope"/><source>one</source>', "")).scenario
    more = replace(
        bare,
        scenes=(*bare.scenes, m.Scene("blank", "Blank")),
        endings=(*bare.endings, m.Ending("far", "rupture", "Far", "")),
    )
    untitled = replace(
        bare,
        scenes=(*bare.scenes, m.Scene("blank", "")),
        endings=(*bare.endings, m.Ending("none", "rupture", "", "")),
        people=(m.Person("anon", ""),),
        meter_settings=(MeterSetting("plain"),),
    )
    long = [
        scenario_xml.parse(
            renamed(
                RICH.replace("<say>one</say>", f"<say>{WORDS}</say>")
                .replace('title="One"', f'title="{WORDS}"')
                .replace("one</person>", f"{WORDS}</person>"),
                **{name: f"{name}{more}" for name in ("desk", "ira", "go", "out")},
            )
        ).scenario
        for more in ("", "-b")
    ]
    moved = scenario_xml.parse(
        BARE.replace('<choice id="still" to="out"/></scene>', "</scene>").replace(
            '<choice id="go"', '<choice id="still" to="out"/><choice id="go"'
        )
    ).scenario
    sets = [
        (rich, other),
        (rich, bare),
        (rich, lean),
        (bare, odd),
        (bare, more),
        (bare, untitled),
        tuple(long),
        (bare, moved),
    ]
    sets += [(differences.OLD, differences.edited(edit)) for edit, _ in differences.CASES.values()]
    return [*sets, *((new, old) for old, new in sets)]


CHANGES = [
    (scenario_xml.serialize(old) + scenario_xml.serialize(new), change)
    for old, new in pairs()
    for change in diff.diff_scenarios(old, new)
]
SHORT = "only picture sound film version done True False None to if"
"""What a quotation is abridged with; it stands in for the notation that is quoted."""


def test_every_kind_of_difference_is_said_in_another_language_with_no_english_left():
    zhish = Zhish()
    for texts, change in CHANGES:
        assert isinstance(change.message, TranslatableMessage)
        other = translate(change.message, zhish.gettext, zhish.ngettext)
        assert is_zhish(other), other
        assert not left_in_english(other, texts, SHORT), (other, change.message)
    templates = {template for kind in (*TEXTS.values(), *ITEMS.values()) for template in kind if template}
    assert templates <= zhish.asked, templates - zhish.asked


def test_what_the_differences_are_about_is_every_setting_and_part():
    asked = {change.message.values["what"].template for _, change in CHANGES if "what" in change.message.values}
    assert len(asked) == 13 + 8 + 3 + 4 + 4 + 10 + 6, sorted(asked)


def test_what_becomes_of_learners_is_said_in_another_language_too():
    zhish = Zhish()
    edits = [
        ((differences.CHOICE, ""),),
        (('id="rule" to="form"', 'id="rule" to="out"'),),
        (('<level listening="1"/>', '<level listening="3"/>'),),
        (("It is the rule here.", "It is our rule."),),
    ]
    said = [
        sentence
        for edit in edits
        for sentence in after.assess_edit(differences.OLD, differences.edited(*edit)).messages
    ]
    said += after.EditImpact((), (), (), 300, False).messages
    for sentence in said:
        other = translate(sentence, zhish.gettext, zhish.ngettext)
        assert is_zhish(other) and not left_in_english(other, differences.TALK), (other, sentence)
    assert len({sentence.template for sentence in said}) == 6
