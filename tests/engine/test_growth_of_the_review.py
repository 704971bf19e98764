"""The work of reading and reviewing a scenario grows in step with it: counted as in `exchange/test_growth`.

Each scenario is made of repeated scenes, choices, safety gates, conditions or sign-offs. What follows ways through it
is bounded, so that a larger scenario may also cost less than its size.
"""

import difflib
import sys

import pytest

from powerstruggle_xblock.notation import issues, parser
from powerstruggle_xblock.scenario import needs, scenario_xml, step_costs
from powerstruggle_xblock.scenario.diff import diff_scenarios
from powerstruggle_xblock.scenario.edit_impact import assess_edit
from powerstruggle_xblock.scenario.review import review

from ..exchange import test_growth

pytestmark = pytest.mark.long
work = test_growth.work
SIZE = 12
ENDING = '<ending id="e" kind="door-open" title="E"><their-view>x</their-view></ending>'

def scenario(scenes, before="", gates=""):
    return (f'<powerstruggle_scenario>{before}<person id="ann" name="Ann"/><start scene="s0"/>{gates}'
            f"{''.join(scenes)}{ENDING}</powerstruggle_scenario>")

def scene(number, choices, content="<cue>x</cue>"):
    return f'<scene id="s{number}" title="S">{content}{"".join(choices)}</scene>'

def choice(id_, to, more="", level=1):
    return f'<choice id="{id_}" to="{to}"{more}><say>Wait {id_}</say><level rope="{level}"/></choice>'

def chain(count, content="<cue>x</cue>", more=""):
    """Return scenes of which each leads to the next one or to the ending."""
    return [
        scene(n, [choice(f"c{n}", f"s{n + 1}" if n < count - 1 else "e", more.format(n)), choice(f"d{n}", "e")],
              content.format(n // 2))
        for n in range(count)
    ]

def one_scene(choices, content="<cue>x</cue>"):
    return scenario([scene(0, [*choices, choice("out", "e")], content)])

ASKING = ('<cue if="chose c{}">x</cue><cue>y</cue>', ' needs="not chose d{}"')
SIGN_OFF = '<sign-off by="A" role="B" date="2026-01-01" version="0123456789ab"/>'
LARGE = {
    "scenes in a row": lambda n: scenario(chain(n)),
    "scenes that ask what was chosen": lambda n: scenario(chain(n, *ASKING)),
    "such scenes, the last one first": lambda n: scenario(reversed(chain(n, *ASKING))),
    "a gate for each scene": lambda n: scenario(chain(n), gates="".join(
        f'<when if="tension at least 9 and chose c{k}" to="s{k}"/>' for k in range(n))),
    "scenes that all lead to each other": lambda n: scenario([
        scene(k, [choice(f"c{k}-{to}", f"s{to}") for to in range(int(n**0.5))] + [choice(f"d{k}", "e")])
        for k in range(int(n**0.5))]),
    "two ways to each next scene": lambda n: scenario([
        scene(k, [choice(f"{c}{k}", f"s{k + 1}" if k < n - 1 else "e") for c in "cd"], ASKING[0].format(k // 2))
        for k in range(n)]),
    "missteps that lead back": lambda n: one_scene(choice(f"c{k}", "s0", level=0) for k in range(n)),
    "closed choices": lambda n: one_scene(choice(f"c{k}", "s0", ' if="tension over 10"') for k in range(n)),
    "clauses of a condition": lambda n: one_scene(
        [choice("c", "s0", f' if="{" and ".join(["not chose c"] * n)}"')]),
    "sign-offs": lambda n: scenario(chain(n), SIGN_OFF * n),
    "unknown targets": lambda n: scenario([scene(k, [choice(f"c{k}", f"none-{k}")]) for k in range(n)]),
    "moments of a drill": lambda n: scenario(
        [scene(k, [choice(f"c{k}", "e"), choice(f"d{k}", "e")]) for k in range(n)]
    ).replace('<start scene="s0"/>', '<start draw="3"/>').replace(ENDING, ""),
}

def growth(work, run, make):
    texts = [make(SIZE * times) for times in (2, 4, 8)]
    counts = [work.measure(lambda text=text: run(text)) for text in texts]
    return (counts[2] - counts[1]) / max(counts[1] - counts[0], counts[0] / 4), counts

@pytest.mark.parametrize("name", LARGE)
def test_the_work_of_a_review_grows_in_step_with_the_scenario(work, name):
    found, counts = growth(work, lambda text: review(scenario_xml.parse(text)), LARGE[name])
    assert found <= test_growth.MAX_GROWTH, counts

def test_what_conditions_ask_is_known_of_each_scene_or_of_all_alike(monkeypatch):
    parsed = scenario_xml.parse(LARGE["such scenes, the last one first"](6)).scenario
    exact = needs._find_facts_asked_from(parsed)
    assert exact["s5"].ids == {"c2", "d5"} and exact["s0"].ids == {f"{c}{k}" for c, most in (("c", 3), ("d", 6))
                                                                   for k in range(most)}
    monkeypatch.setattr(needs, "MAX_FACTS_TRACED", 1)
    assert set(needs._find_facts_asked_from(parsed).values()) == {exact["s0"]}

def test_a_way_is_followed_no_further_than_a_run_goes(monkeypatch):
    monkeypatch.setattr(needs, "MAX_STEPS", 2)
    parsed = scenario_xml.parse(scenario(chain(5))).scenario
    assert needs.find_path_to(parsed, "s2") == ("c0", "c1")
    assert needs.find_path_to(parsed, "s3") is None

def test_choices_of_a_usual_scenario_count_as_one_and_those_of_a_huge_scene_as_more():
    usual = scenario_xml.parse(scenario(chain(5, *ASKING))).scenario
    assert set(step_costs.measure_scenes(usual).values()) == {0}
    huge = scenario_xml.parse(LARGE["closed choices"](1000)).scenario
    assert step_costs.measure_scenes(huge)["s0"] >= 30


CHANGED = {
    "the same text many times": lambda n: (
        one_scene([choice("c", "s0")], "<cue>x</cue>" * n),
        one_scene([choice("c", "s0")], f"<cue>y</cue>{'<cue>x</cue>' * n}<cue>z</cue>")),
    "texts of which each is new": lambda n: tuple(
        one_scene([choice("c", "s0")], "".join(f"<cue>{word}{k}</cue>" for k in range(n))) for word in "xy"),
    "long scenes that were renamed": lambda n: (
        scenario([scene(0, [choice("c", "s1")]), scene(1, [choice("d", "e")], f"<cue>{'a b ' * n}</cue>")]),
        scenario([scene(0, [choice("c", "s2")]), scene(2, [choice("d", "e")], f"<cue>{'a a b b ' * (n // 2)}</cue>")])),
    "choices of one scene": lambda n: tuple(
        one_scene(choice(f"c{k}", "s0", level=level) for k in range(n)) for level in (1, 2)),
    "scenes in a row": lambda n: (scenario(chain(n)), scenario(chain(n)).replace("Wait", "Stay")),
}


def count_difflib_steps(run):
    """Return how many lines of difflib a call runs."""
    counted = 0

    def trace(frame, event, _argument):
        nonlocal counted
        if frame.f_code.co_filename != difflib.__file__:
            return None
        counted += event == "line"
        return trace

    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(None)
    return counted


@pytest.mark.parametrize("name", CHANGED)
def test_the_work_of_comparing_two_versions_grows_in_step_with_them(work, name):
    def measure(times):
        old, new = (scenario_xml.parse(text).scenario for text in CHANGED[name](SIZE * times))
        return (work.measure(lambda: (diff_scenarios(old, new), assess_edit(old, new)))
                + count_difflib_steps(lambda: diff_scenarios(old, new)))

    counts = [measure(times) for times in (2, 4, 8)]
    assert counts[2] - counts[1] <= test_growth.MAX_GROWTH * max(counts[1] - counts[0], counts[0] / 4), counts


def test_names_are_looked_up_in_bounded_time(monkeypatch):
    compared = []
    monkeypatch.setattr(parser, "did_you_mean", lambda word, known: compared.append((word, len(known))) or "")
    parsed = scenario_xml.parse(LARGE["unknown targets"](1000))
    assert len(parsed.issues) >= 1000
    assert 0 < sum(count for _, count in compared) <= parser.MAX_NAMES_COMPARED


def test_long_names_are_compared_by_their_beginning(monkeypatch):
    seen = []
    monkeypatch.setattr(issues.difflib, "get_close_matches", lambda word, names, **_: seen.extend([word, *names]) or [])
    issues.did_you_mean("ab" * 500, ["ba" * 500, "short"])
    assert max(map(len, seen)) <= issues.MAX_COMPARED_LENGTH
    monkeypatch.undo()
    assert '"every-word-of-it"' in issues.did_you_mean("every-word-of-itt", ["every-word-of-it"])
