"""Each finding of review: an example that raises it, beside the sound scenario that raises none."""

from dataclasses import replace

import pytest

from powerstruggle_xblock.notation.issues import ERROR
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario import scenario_xml
from powerstruggle_xblock.scenario.conditions import parse, parse_requirement
from powerstruggle_xblock.scenario.play import MAX_STEPS
from powerstruggle_xblock.scenario.review import review
from powerstruggle_xblock.scenario.scenario_xml import ParsedScenario

LENGTHS = ["Come and sit.", "Come and sit down.", "Come and sit down now."]
FEEDBACK = (m.Feedback("It landed.", "It was short.", "Keep it so."),)
HIGH = parse("tension at least 7")


def choice(name, n, level, words, **more):
    levels = (m.Rating((("rope", level),)), *((m.Rating((("rope", 2),), HIGH),) if level == 3 and n else ()))
    return m.Choice(f"{name}{n}", f"s{n + 1}" if n < 3 else "end", say=words, ratings=levels, feedback=FEEDBACK, **more)


def scene(n):
    """Make a decision of three choices; which of them is the longest turns from scene to scene."""
    words = [LENGTHS[(n + k) % 3] for k in range(3)]
    choices = (
        choice("bad", n, 0, words[0], meter_changes=(("tension", 3),)),
        choice("good", n, 3, words[1]),
        choice("fair", n, 2, words[2]),
    )
    return m.Scene(f"s{n}", "A title", (m.Line("ira", "Well?"),), choices=choices)


SOUND = m.Scenario(
    m.Start("s0"),
    tuple(scene(n) for n in range(4)),
    (m.Ending("end", "agreement", "Done", "Fine."),),
    about=m.About("A desk.", "A paper.", sources=("Someone (2020).",)),
    people=(m.Person("ira", "Ira"),),
)


def found(scenario, **options):
    """Return (severity, code, at) of all findings."""
    return [(p.severity, p.code, p.at) for p in review(ParsedScenario(scenario), **options)[0]]


def with_scene(n, **changes):
    return replace(SOUND, scenes=tuple(replace(s, **changes) if s.id == f"s{n}" else s for s in SOUND.scenes))


def with_choice(id_, **changes):
    return replace(
        SOUND,
        scenes=tuple(
            replace(s, choices=tuple(replace(c, **changes) if c.id == id_ else c for c in s.choices))
            for s in SOUND.scenes
        ),
    )


def everywhere(**changes):
    return replace(
        SOUND, scenes=tuple(replace(s, choices=tuple(replace(c, **changes) for c in s.choices)) for s in SOUND.scenes)
    )


def chain(length):
    scenes = tuple(
        m.Scene(f"s{n}", "S", choices=(m.Choice(f"c{n}", f"s{n + 1}" if n < length - 1 else "end", say="x"),))
        for n in range(length)
    )
    return replace(SOUND, scenes=scenes)


def levels(*values):
    return tuple(m.Rating((("rope", value),)) for value in values)


FIRST_GOOD = replace(
    SOUND, scenes=tuple(replace(s, choices=(s.choices[1], s.choices[0], s.choices[2])) for s in SOUND.scenes)
)
ALL_LONGEST = replace(
    SOUND,
    scenes=tuple(
        replace(
            s,
            choices=tuple(
                replace(c, say="Come, sit with me now.")
                if c.id.startswith("good")
                else replace(c, say="Come, sit with me.")
                for c in s.choices
            ),
        )
        for s in SOUND.scenes
    ),
)
SPEECH = m.Line("ira", "Well?")

FINDINGS = {
    "unreachable": (replace(SOUND, endings=(*SOUND.endings, m.Ending("far", "rupture", "F", "v"))), "warning", "far"),
    "no-way-out": (with_scene(3, choices=tuple(replace(c, to="s3") for c in SOUND.scenes[3].choices)), ERROR, "s3"),
    "too-far": (chain(MAX_STEPS + 1), ERROR, "s0"),
    "all-closed": (
        with_scene(1, choices=tuple(replace(c, condition=HIGH) for c in SOUND.scenes[1].choices)),
        ERROR,
        "s1",
    ),
    "no-decision": (everywhere(ratings=()), "warning", None),
    "best-too-low": (replace(SOUND, endings=(replace(SOUND.endings[0], cap=89),)), "warning", None),
    "passes-unread": (FIRST_GOOD, "warning", None),
    "dead-condition": (
        with_scene(2, content_items=(SPEECH, m.Narration("Never.", parse("trust over 9")))),
        "warning",
        "s2",
    ),
    "choices": (with_scene(2, choices=SOUND.scenes[2].choices[:2]), "warning", "s2"),
    "length": (replace(SOUND, start=m.Start("s1"), scenes=(SOUND.scenes[1], *SOUND.scenes[2:])), "warning", None),
    "no-level": (with_choice("bad1", ratings=()), "warning", "bad1"),
    "one-good": (with_choice("fair1", ratings=levels(1)), "warning", "s1"),
    "length-tell": (with_choice("good1", say="Come and sit down now, and tell me all of it."), "warning", "good1"),
    "many-words": (with_choice("bad1", say="word " * 36), "warning", "bad1"),
    "staff-feelings": (with_choice("fair1", say="I feel hurt now."), "warning", "fair1"),
    "feedback-parts": (with_choice("fair1", feedback=(m.Feedback("It landed."),)), "warning", "fair1"),
    "no-feedback": (with_choice("fair1", feedback=()), "warning", "fair1"),
    "no-repair": (with_choice("good1", ratings=(*levels(2), m.Rating((("rope", 1),), HIGH))), "warning", "bad0"),
    "no-about": (replace(SOUND, about=None), "warning", None),
    "no-source": (replace(SOUND, about=m.About("A desk.", "A paper.")), "warning", None),
    "magic-phrase": (
        replace(
            SOUND,
            scenes=tuple(
                replace(s, choices=tuple(replace(c, ratings=c.ratings[:1]) for c in s.choices)) for s in SOUND.scenes
            ),
        ),
        "warning",
        None,
    ),
    "late-client": (with_scene(0, content_items=(m.Narration("word " * 41), SPEECH)), "warning", "s0"),
    "unmet-need": (with_scene(1, needs=parse_requirement("chose good0")), ERROR, "s1"),
    "label": (with_scene(1, content_items=(m.Narration("He is non-compliant."), SPEECH)), "warning", "s1"),
}


def test_a_sound_scenario_has_no_findings():
    problems, figures = review(ParsedScenario(SOUND))
    assert [str(problem) for problem in problems] == []
    assert figures.best == 1


@pytest.mark.parametrize("code", FINDINGS)
def test_a_weakness_is_found_where_it_is(code):
    scenario, severity, at = FINDINGS[code]
    assert (severity, code, at) in found(scenario)


@pytest.mark.parametrize(
    ("scenario", "code", "at"),
    [
        (with_choice("bad1", feedback=(m.Feedback("word " * 30, "word " * 30, "word"),)), "many-words", "bad1"),
        (ALL_LONGEST, "length-tell", None),
        (with_scene(0, content_items=(m.Narration("He waits."),)), "late-client", "s0"),
        (
            with_scene(
                2, choices=(*SOUND.scenes[2].choices, choice("x", 2, 0, "Come."), choice("y", 2, 0, "Come in."))
            ),
            "choices",
            "s2",
        ),
        (
            with_choice("bad1", ratings=(*levels(0), m.Rating((("rope", 1),), parse("chose bad1")))),
            "dead-condition",
            "s1",
        ),
        (with_choice("bad1", routes=(m.Route("s3", parse("trust over 9")),)), "dead-condition", "s1"),
        (replace(SOUND, gates=(m.Route("end", parse("trust over 9")),)), "dead-condition", None),
        (
            replace(
                SOUND,
                endings=(replace(SOUND.endings[0], content_items=(m.Narration("Never.", parse("trust over 9")),)),),
            ),
            "dead-condition",
            "end",
        ),
        (everywhere(say="I'm disappointed now."), "staff-feelings", "good0"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_forms_of_a_weakness_are_found_too(scenario, code, at):
    assert ("warning", code, at) in found(scenario)


@pytest.mark.parametrize(
    ("scenario", "code"),
    [
        (with_choice("bad1", say="I feel hurt now."), "staff-feelings"),
        (with_scene(1, content_items=(m.Line("ira", "They call me non-compliant."),)), "label"),
        (with_choice("bad1", say="word " * 35), "many-words"),
        (with_scene(0, content_items=(m.Narration("word " * 40), SPEECH)), "late-client"),
        (with_choice("bad3", ratings=levels(0)), "no-repair"),
        (chain(MAX_STEPS), "too-far"),
        (replace(SOUND, endings=(replace(SOUND.endings[0], cap=90),)), "best-too-low"),
        (with_scene(2, choices=(*SOUND.scenes[2].choices, choice("x", 2, 0, "Come."))), "choices"),
        (
            with_scene(3, choices=(*SOUND.scenes[3].choices[:2], replace(SOUND.scenes[3].choices[2], to="s3"))),
            "no-way-out",
        ),
        (replace(SOUND, gates=(m.Route("end", parse("tension at least 10")),)), "dead-condition"),
    ],
)
def test_what_stays_within_the_rule_is_not_found(scenario, code):
    assert code not in {found_code for _, found_code, _ in found(scenario)}


def test_errors_block_the_figures_and_warnings_do_not():
    assert review(ParsedScenario(FINDINGS["no-way-out"][0]))[1] is None
    assert review(ParsedScenario(FINDINGS["label"][0]))[1] is not None


def test_what_can_not_be_read_is_passed_on_as_it_is():
    reading = scenario_xml.parse("<nothing/>")
    assert review(reading) == (reading.issues, None)


def test_findings_stand_in_the_files_order_with_reading_problems_among_them(tiny_text):
    reading = scenario_xml.parse(
        tiny_text.replace("<check-in/>", '<check-in x="1"/>').replace("He signs", "The addict signs")
    )
    lines = [problem.line or 0 for problem in review(reading)[0]]
    assert lines == sorted(lines)
    codes = {problem.code: problem.line for problem in review(reading)[0]}
    assert (codes["unknown-attribute"], codes["label"]) == (18, 42)


@pytest.mark.parametrize(("grade", "told"), [(8.0, False), (8.1, True)])
def test_the_reading_level_is_asked_of_what_is_given_and_told_over_eight(grade, told):
    heard = []
    codes = {code for _, code, _ in found(SOUND, reading_grade=lambda text: heard.append(text) or grade)}
    assert ("reading-level" in codes) is told
    assert "Come and sit down." in heard[0]
    assert "Well?" not in heard[0], "what the client says is theirs"
