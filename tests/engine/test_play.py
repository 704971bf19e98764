"""Playing by hand: what is offered, what comes back, what leads where."""

from dataclasses import replace

import pytest

from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario import scenario_xml
from powerstruggle_xblock.scenario.client_state import is_false_calm
from powerstruggle_xblock.scenario.play import MAX_STEPS, NotPossible, replay

HEAD = '<powerstruggle_scenario><person id="ira" name="Ira"/>'
ENDS = (
    '<ending id="calm" kind="agreement" title="Calm"><cue if="tension at most '
    '4">Low.</cue><their-view>V</their-view></ending>'
    '<ending id="out" kind="safe-exit" title="Out"><their-view>V</their-view></ending></powerstruggle_scenario>'
)
START = '<start scene="a" tension="5" trust="5" autonomy="5" readiness="5"/>'


def scenario(scenes, gates="", start=START, ends=ENDS):
    reading = scenario_xml.parse(f"{HEAD}{start}{gates}{scenes}{ends}")
    assert reading.scenario, [str(problem) for problem in reading.issues]
    return reading.scenario


def choice(id_, to="calm", inside="<say>x</say>", **attributes):
    spelt = "".join(f' {name.rstrip("_")}="{value}"' for name, value in attributes.items())
    return f'<choice id="{id_}" to="{to}"{spelt}>{inside}</choice>'


def scene(id_, *inside):
    return f'<scene id="{id_}" title="{id_}">{"".join(inside)}</scene>'


def refusal(run, choice_id):
    with pytest.raises(NotPossible) as told:
        run.choose(choice_id)
    assert told.value.choice_id == choice_id
    return told.value.reason


def test_a_run_begins_at_the_start_and_moves_by_choices_to_an_ending(tiny):
    begun = replay(tiny)
    assert (begun.node.id, begun.path, begun.ending) == ("desk", [], None)
    ended = begun.choose("one-line")
    assert (ended.node.id, ended.path, ended.ending.kind) == ("signed", ["one-line"], "agreement")
    assert ended.options() == ()
    assert begun.path == [], "what was there before is untouched"
    assert refusal(ended, "one-line") == "ended"


def test_a_choice_of_another_scene_or_none_is_unknown():
    run = replay(scenario(scene("a", choice("go", "b")) + scene("b", choice("on"))))
    assert refusal(run, "on") == "unknown"
    assert refusal(run, "") == "unknown"
    assert run.choose("go").choose("on").ending


def test_closed_choices_are_shown_with_their_reason_or_hidden_and_refused_either_way():
    run = replay(
        scenario(
            scene(
                "a",
                choice("open"),
                choice("told", if_="tension over 8", closed="Not now."),
                choice("hidden", if_="tension over 8"),
            )
        )
    )
    assert [(option.choice.id, option.is_open) for option in run.options()] == [("open", True), ("told", False)]
    assert refusal(run, "told") == "closed"
    assert refusal(run, "hidden") == "unknown"


def test_where_everything_is_closed_everything_opens():
    run = replay(
        scenario(scene("a", choice("told", if_="tension over 8", closed="No."), choice("hidden", if_="tension over 8")))
    )
    assert [(option.choice.id, option.is_open) for option in run.options()] == [("told", True), ("hidden", True)]
    assert run.choose("hidden").ending


def test_choices_open_and_close_with_what_happened():
    world = scenario(
        scene("a", choice("shout", "a", '<say>x</say><shift tension="+3"/>'), choice("talk", if_="tension under 8"))
    )
    run = replay(world)
    assert [option.choice.id for option in run.options()] == ["shout", "talk"]
    assert [option.choice.id for option in run.choose("shout").options()] == ["shout"]


def test_conditions_on_levels_and_feedback_look_before_the_choice_replies_and_ways_after():
    inside = (
        '<say>x</say><level rope="3"/><level rope="0" if="tension at least 6"/><level timing="1" if="chose up"/>'
        '<shift tension="+3"/><reply by="ira" if="tension at least 6">Hot.</reply><reply by="ira" if="not chose '
        'up">Never.</reply>'
        '<cue if="chose up">Done.</cue>'
        '<feedback if="tension at least 6"><effect>hot</effect></feedback>'
        '<feedback if="tension at least 5"><effect>five</effect></feedback>'
        '<feedback><effect>any</effect></feedback><go to="out" if="tension at least 9"/><go to="a" if="tension '
        'at least 8"/>'
    )
    run = replay(scenario(scene("a", choice("up", inside=inside))), ["up"])
    step = run.steps[0]
    assert step.levels == {"rope": 3}
    assert step.feedback.effect == "five"
    assert [beat.text for beat in step.replies] == ["Hot.", "Done."]
    assert run.node.id == "a"
    assert run.choose("up").steps[1].levels == {"rope": 0, "timing": 1}
    assert run.choose("up").node.id == "out"


def test_later_levels_replace_the_skills_they_name_and_only_replaces_all():
    inside = (
        '<say>x</say><level rope="3" clarity="2"/><level clarity="0" if="tension at least 5"/>'
        '<level timing="1" if="trust at least 5" only="true"/><level steady="2" if="tension over 9"/>'
    )
    assert replay(scenario(scene("a", choice("c", inside=inside))), ["c"]).steps[0].levels == {"timing": 1}
    cooler = START.replace('trust="5"', 'trust="4"')
    assert replay(scenario(scene("a", choice("c", inside=inside)), start=cooler), ["c"]).steps[0].levels == {
        "rope": 3,
        "clarity": 0,
    }


def test_the_first_way_on_that_holds_wins_over_the_usual_one():
    ways = '<go to="out" if="tension over 9"/><go to="b" if="tension over 1"/><go to="out" if="tension over 2"/>'
    inside = f"<say>x</say>{ways}"
    assert replay(scenario(scene("a", choice("c", inside=inside)) + scene("b", choice("d"))), ["c"]).node.id == "b"


def test_a_gate_takes_over_once_and_before_any_other_way():
    inside = '<say>x</say><shift tension="+3"/><go to="b" if="tension over 1"/>'
    world = scenario(
        scene("a", choice("up", "b", inside))
        + scene("b", choice("more", "a", inside))
        + scene("safe", choice("back", "b")),
        '<when if="tension at least 8" to="safe"/><when if="tension at least 10" to="out"/>',
    )
    run = replay(world, ["up"])
    assert run.node.id == "safe"
    again = run.choose("back")
    assert again.node.id == "b", "though tension is still 8, the gate has led there once"
    assert again.choose("more").node.id == "out", "the next gate that holds"


def test_a_gate_does_not_hold_up_arriving_at_the_start():
    hot = START.replace('tension="5"', 'tension="9"')
    world = scenario(scene("a", choice("c")), '<when if="tension at least 9" to="out"/>', hot)
    assert replay(world).node.id == "a"
    assert replay(world, ["c"]).node.id == "out"


def test_arriving_shifts_the_client_before_anything_is_read():
    second = scene(
        "b",
        '<cue if="tension at least 7">Hot.</cue><cue if="tension under 7">Cool.</cue><shift tension="+2" '
        'if="chose c"/>',
        choice("d"),
    )
    run = replay(scenario(scene("a", choice("c", "b")) + second), ["c"])
    assert (run.meters["tension"], [beat.text for beat in run.content]) == (7, ["Hot."])


def test_a_step_holds_what_was_read_offered_taken_and_changed():
    first = scene(
        "a",
        '<cue>One.</cue><cue if="tension over 9">Never.</cue>',
        choice("c", "b", '<say>x</say><level rope="2"/><shift trust="+1"/>'),
        choice("shut", if_="tension over 9", closed="No."),
    )
    run = replay(scenario(first + scene("b", "<cue>Two.</cue>", choice("d", "a"))), ["c", "d", "c"])
    one, two, three = run.steps
    assert (one.index, one.scene.id, one.choice.id, one.first_visit) == (0, "a", "c", True)
    assert [beat.text for beat in one.content] == ["One."]
    assert [offered.id for offered in one.open_choices] == ["c"]
    assert (one.meters_before["trust"], one.meters_after["trust"], two.meters_before["trust"]) == (5, 6, 6)
    assert (one.levels, two.levels, one.feedback) == ({"rope": 2}, {}, None)
    assert (two.first_visit, three.first_visit, three.scene.id) == (True, False, "a")


def test_false_calm_shows_in_the_steps_that_threats_bought():
    quiet = START.replace('autonomy="5" readiness="5"', 'autonomy="3" readiness="3"')
    inside = '<say>x</say><shift tension="-1"/>'
    step = replay(scenario(scene("a", choice("c", inside=inside)), start=quiet), ["c"]).steps[0]
    assert is_false_calm(step.meters_before, step.meters_after)
    assert not is_false_calm(step.meters_after, step.meters_after)


def test_a_stored_run_goes_as_far_as_the_edited_scenario_allows():
    world = scenario(scene("a", choice("c", "b")) + scene("b", choice("d")))
    run = replay(world, ["c", "gone", "d"], lenient=True)
    assert (run.node.id, run.path, run.unmatched_ids) == ("b", ["c"], ("gone", "d"))
    assert replay(world, ["c", "d"], lenient=True).unmatched_ids == ()
    with pytest.raises(NotPossible):
        replay(world, ["c", "gone", "d"])


def test_a_run_ends_at_the_longest_length():
    world = scenario(scene("a", choice("c", "a"), choice("stop")))
    run = replay(world, ["c"] * MAX_STEPS)
    assert len(run.steps) == MAX_STEPS
    assert refusal(run, "c") == refusal(run, "stop") == "too-long"
    lenient = replay(world, ["c"] * (MAX_STEPS + 5), lenient=True)
    assert (len(lenient.path), len(lenient.unmatched_ids)) == (MAX_STEPS, 5)


def test_a_run_can_begin_in_the_middle_with_a_past(tiny):
    choice = tiny.scenes[0].choices[0]
    begun = replay(
        replace(tiny, start=m.Start(tiny.scenes[0].id, None, (("tension", 9),), (choice.id,), ("elsewhere",)))
    )
    assert begun.meters["tension"] == 9
    assert begun.state.chosen == {choice.id}
    assert begun.state.visited == {"elsewhere", tiny.scenes[0].id}
    assert begun.path == []
