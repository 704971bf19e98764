"""Preview: the learner's handlers answer on an unsaved tree, and nothing is stored."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerstruggle_xblock.platform import scenario_controller
from powerstruggle_xblock.presenter.scenario_view import scenario_view
from tests.block.support import PAST, World, in_course
from tests.block.texts import TALK, with_scoring
from tests.examples import examples

from .studio import Studio, with_attributes

PATHS = [["hear", "plain"], ["rule", "push"], ["again", "hear", "locked"], ["leave"]]


def play_preview(studio, tree, path, **more) -> tuple[list[dict], dict]:
    """Begin, take choices, and return every answer and the state that the browser keeps."""
    answers, kept = [], None
    for handler, body in [("begin", {"attempt": 1}), *(
            ("choose", {"attempt": 1, "step": step, "choice": choice}) for step, choice in enumerate(path))]:
        answer = studio.play(tree, handler, body, kept=kept, **more)
        assert answer["status"] == 200, answer
        answers.append(answer["answer"])
        kept = answer["kept"]
    return answers, kept


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[-1])
def test_a_preview_answers_exactly_what_a_learner_would_get(path):
    studio, learner = Studio(TALK), World(TALK, lms=True)
    answers, kept = play_preview(studio, studio.tree, path)
    begun = learner.begin().json
    walked = [learner.choose(1, step, choice).json for step, choice in enumerate(path)]
    assert answers == [begun, *walked]
    assert kept["progress"] == learner.progress().to_json() and kept["ratio"] == learner.stored()["ratio"]


def test_what_was_not_saved_yet_is_what_is_played(studio):
    answers, _ = play_preview(studio, with_attributes(studio.tree, "form", title="Not saved"), ["hear"])
    assert answers[-1]["scene"]["title"] == "Not saved" and studio.begin().json["scene"]["title"] == "At the desk"


def test_nothing_is_stored_or_published(studio):
    before = dict(studio.store.texts)
    play_preview(studio, studio.tree, ["hear", "plain"])
    assert studio.store.texts == before and studio.store.writes == [] and studio.published == []


def test_no_deadline_enrolment_or_number_of_attempts_counts():
    studio = Studio(TALK, lms=True, read_only=False, enrolled=set(), settings={"max_attempts": 1},
                    mixins=(in_course(due=PAST),))
    tree = studio.tree
    _, kept = play_preview(studio, tree, ["leave"])
    again = studio.play(tree, "begin", {"attempt": 2}, kept=kept)
    assert again["status"] == 200 and again["answer"]["attempts_left"] is None and studio.published == []


def test_play_begins_in_any_scene_with_any_client_and_past(studio):
    beginning = {"scene": "form", "meters": {"tension": 9, "trust": 1}, "chosen": ["again"], "visited": ["desk"]}
    answers, _ = play_preview(studio, studio.tree, ["locked"], **{"from": beginning})
    assert answers[0]["scene"]["id"] == "form" and answers[0]["step"] == 0
    assert answers[-1]["phase"] == "ending" and answers[-1]["result"]["curve"]["points"][0]["value"] == 9
    closed = studio.play(studio.tree, "begin", {"attempt": 1}, **{"from": {"scene": "form"}})["answer"]["scene"][
        "choices"
    ]
    assert [choice["open"] for choice in closed if choice["id"] == "locked"] == [False]


def test_a_replay_after_an_ending_works_as_for_learners():
    studio = Studio(with_scoring('retry="graded"'))
    tree = studio.tree
    _, kept = play_preview(studio, tree, ["rule", "plain"])
    view = studio.play(tree, "rewind", {"attempt": 1, "step": 1}, kept=kept)
    assert view["answer"]["scene"]["id"] == "form" and view["kept"]["progress"]["run"] == 2


def test_a_refusal_comes_back_with_its_status(studio):
    answer = studio.play(studio.tree, "choose", {"attempt": 1, "step": 0, "choice": "hear"})
    assert answer["status"] == 409 and answer["answer"]["code"] == "stale"


def test_an_edit_in_the_middle_of_a_preview_goes_on_as_for_learners(studio):
    tree = studio.tree
    _, kept = play_preview(studio, tree, ["hear"])
    view = studio.play(with_attributes(tree, "hear", id="heard"), "state", kept=kept)
    assert (
        view["status"] == 200
        and view["answer"]["scene"]["id"] == "desk"
        and "changed by its author" in view["answer"]["notice"]
    )


def test_a_tree_that_can_not_be_played_says_why_without_lines(studio):
    view = studio.play(with_attributes(studio.tree, "plain", to="nowhere"), "state")
    assert view["answer"]["phase"] == "unavailable"
    messages = [problem["message"] for problem in view["answer"]["problems"]]
    assert messages == [
        'Choice 1 of "The form": "It asks who lives here.": This leads to a scene that is no longer there. '
        "Choose another."
    ]


@pytest.mark.parametrize(
    "beginning",
    [
        3,
        [],
        "form",
        {"scene": "nowhere"},
        {"scene": 3},
        {"scene": "signed"},
        {"meters": {"tension": 11}},
        {"meters": {"tension": -1}},
        {"meters": {"tension": True}},
        {"meters": {"tension": "5"}},
        {"meters": {"hunger": 5}},
        {"meters": 3},
        {"chosen": "hear"},
        {"chosen": [3]},
        {"visited": {"desk": 1}},
        {"visited": ["x"] * 6000},
    ],
)
def test_a_beginning_that_does_not_fit_is_refused_with_a_sentence(studio, beginning):
    refused = studio.post("editor_play", {"tree": studio.tree, "handler": "state", "from": beginning})
    assert (refused.status, refused.json["code"]) == (400, "no-such-beginning") and "beginning" in refused.json["error"]


@pytest.mark.parametrize("handler", [None, 3, "", "editor_save", "submit_studio_edits", "__init__", ["state"]])
def test_only_the_learners_handlers_can_be_played(studio, handler):
    assert studio.post("editor_play", {"tree": studio.tree, "handler": handler}).status == 400


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["progress", "attempts", "ratio", "run", "path", "attempt", "step", "choice"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=examples(100))
@given(st.sampled_from(["state", "begin", "choose", "rewind"]), JSON, JSON)
def test_whatever_is_kept_or_asked_there_is_an_answer_and_never_a_fault(handler, kept, body):
    studio = Studio(TALK)
    answer = studio.play(studio.tree, handler, body, kept=kept)
    assert answer["status"] in (200, 400, 409) and isinstance(answer["answer"], dict)
    assert studio.play(studio.tree, "state", kept=answer["kept"])["status"] == 200 and studio.store.writes == []


def test_a_preview_takes_the_shortest_way_to_its_scene_and_counts_nothing(studio):
    answer = studio.play(studio.tree, "state", **{"from": {"scene": "form", "lead": True}})
    assert answer["path"] == ["hear"] and answer["answer"]["phase"] == "scene"
    assert answer["answer"]["scene"]["id"] == "form"
    assert len(answer["answer"]["transcript"]) == 1
    went_on = studio.play(
        studio.tree,
        "choose",
        {"attempt": 1, "step": 1, "choice": "plain"},
        **{"from": {"scene": "form", "lead": True}, "kept": answer["kept"]},
    )
    assert went_on["answer"]["phase"] == "ending" and studio.store.writes == []


def test_a_preview_of_the_first_scene_begins_with_the_card_and_one_that_nothing_leads_to_begins_there(studio):
    first = studio.play(studio.tree, "state", **{"from": {"scene": "desk", "lead": True}})
    assert (first["path"], first["answer"]["phase"]) == ([], "about")
    tree = studio.tree
    for choice in ("hear", "rule"):
        tree = with_attributes(tree, choice, to="desk")
    beginning = {"from": {"scene": "form", "lead": True}}
    alone = studio.play(tree, "begin", {"attempt": 1}, **beginning)
    assert (alone["path"], alone["answer"]["scene"]["id"]) == ([], "form")


def test_a_long_way_to_a_scene_is_taken_at_once(monkeypatch):
    scenes = [f'<scene id="s{k}" title="S"><choice id="c{k}" to="s{k + 1}"><say>x</say></choice></scene>'
              for k in range(60)]
    ending = '<ending id="s60" kind="door-open" title="E"><their-view>x</their-view></ending>'
    studio = Studio(f'<powerstruggle_scenario><start scene="s0"/>{"".join(scenes)}{ending}</powerstruggle_scenario>')
    views = []
    monkeypatch.setattr(scenario_controller, "scenario_view", lambda *given: views.append(1) or scenario_view(*given))
    answer = studio.play(studio.tree, "state", **{"from": {"scene": "s59", "lead": True}})
    assert len(answer["path"]) == 59 == len(answer["answer"]["transcript"])
    assert answer["answer"]["scene"]["id"] == "s59" and len(views) <= 2
