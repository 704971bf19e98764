"""Random edits in the editor's own store: what is undone was never there, what is done again is as it was."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from powerstruggle_xblock.authoring import tree
from powerstruggle_xblock.scenario import scenario_xml
from tests.engine.strategies import scenarios
from tests.examples import examples

EDITS = [
    "scene",
    "ending",
    "choice",
    "remove",
    "branch",
    "unchoose",
    "move",
    "title",
    "connect",
    "duplicate",
    "duplicate-choice",
    "duplicate-branch",
    "paste",
    "replace",
]
words = st.text("ab é'&<-", min_size=1, max_size=6)
numbers = st.integers(0, 40)
edits = st.tuples(st.sampled_from(EDITS), numbers, numbers, words)
goings = st.tuples(st.sampled_from(["undo", "redo"]), st.just(0), st.just(0), st.just(""))
SLOWLY = settings(
    max_examples=examples(40),
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


def _begun(scenario) -> dict:
    return tree.from_text(scenario_xml.serialize(scenario))


@SLOWLY
@given(scenarios(), st.lists(edits | goings, max_size=25))
def test_undo_and_redo_walk_the_very_states_that_edits_made(editor, scenario, steps):
    begun = _begun(scenario)
    past, now, future = [], begun, []
    for step, state in zip(steps, editor.states(begun, [list(step) for step in steps]), strict=True):
        if step[0] == "undo":
            if past:
                future.append(now)
                now = past.pop()
        elif step[0] == "redo":
            if future:
                past.append(now)
                now = future.pop()
        elif state["depth"] > len(past):
            # Also where the file is the same: two scenes alike may have changed places.
            past.append(now)
            now, future = state["tree"], []
        assert state["tree"] == now
        assert (state["depth"], state["redoes"] is None) == (len(past), not future)


@SLOWLY
@given(scenarios(), st.lists(edits, min_size=1, max_size=15))
def test_undoing_everything_gives_the_first_tree_and_redoing_everything_the_last(editor, scenario, steps):
    begun = _begun(scenario)
    back, forth = [["undo", 0, 0, ""]] * len(steps), [["redo", 0, 0, ""]] * len(steps)
    states = editor.states(begun, [*map(list, steps), *back, *forth])
    assert states[2 * len(steps) - 1]["tree"] == begun
    assert states[2 * len(steps) - 1]["dirty"] is False
    assert states[-1]["tree"] == states[len(steps) - 1]["tree"]


@SLOWLY
@given(scenarios(), st.lists(edits, max_size=15))
def test_ids_and_keys_stay_unique_through_any_edits(editor, scenario, steps):
    for state in editor.states(_begun(scenario), [list(step) for step in steps]):
        ids = [node["attrs"]["id"] for node in _named(state["tree"])]
        assert len(ids) == len(set(ids))
        count, different = state["keys"]
        assert count == different


@SLOWLY
@given(scenarios(), st.lists(edits, max_size=15))
def test_ids_that_are_there_never_change_by_themselves(editor, scenario, steps):
    begun = _begun(scenario)
    known = {node["attrs"]["id"] for node in _named(begun)}
    kept = [step for step in steps if step[0] not in ("remove", "branch", "unchoose")]
    for state in editor.states(begun, [list(step) for step in kept]):
        now = {node["attrs"]["id"] for node in _named(state["tree"])}
        assert known <= now
        known = now


def test_a_hundred_steps_and_more_can_be_undone(editor, tiny_text):
    begun = tree.from_text(tiny_text)
    steps = [["title", 0, 0, f"title {number}"] for number in range(400)] + [["undo", 0, 0, ""]] * 400
    assert editor.states(begun, steps)[-1]["tree"] == begun


def _named(node: dict) -> list[dict]:
    places = [child for child in node["nodes"] if child["tag"] in ("scene", "ending")]
    return places + [choice for place in places for choice in place.get("nodes", []) if choice["tag"] == "choice"]
