"""A drill as a component: two minutes from begin to marks, its grade or none, what others are told of it."""

import gzip
import json
from pathlib import Path

import pytest

from powerstruggle_xblock.analytics import events
from powerstruggle_xblock.panel import counters
from powerstruggle_xblock.platform.grading import Score
from powerstruggle_xblock.resources import data_dir, starter_drills
from powerstruggle_xblock.scenario import scenario_xml

from .support import World, in_course

TEXT = (Path(__file__).parents[1] / "data" / "drill.xml").read_text(encoding="utf-8")
DRILL = scenario_xml.parse(TEXT).scenario
UNGRADED = TEXT.replace('weight="2"', 'weight="0"')
STRONG = {"paper-trips", "key-sleep", "stop-one", "phone-two", "door-open", "walk-go", "late-bus"}


def world(text=TEXT, **options):
    return World(text, settings={"weight": scenario_xml.parse(text).scenario.weight}, lms=True, **options)


def finish(here, attempt=1, strong=True, **who):
    """Begin a draw and answer every moment of it; return all views."""
    answer = here.begin(attempt, **who)
    assert answer.status == 200, answer.body
    views = [answer.json]
    while views[-1]["phase"] == "scene":
        ids = [choice["id"] for choice in views[-1]["scene"]["choices"]]
        picked = next(id_ for id_ in ids if (id_ in STRONG) is strong)
        views.append(here.choose(attempt, views[-1]["step"], picked, **who).json)
    return views


def test_a_draw_goes_from_moment_to_moment_and_ends_with_a_mark_for_each():
    here = world()
    before = here.state()
    assert before["phase"] == "about" and before["people"] == [] and before["drill"]["of"] == 3
    *moments, end = finish(here)
    assert [view["step"] for view in moments] == [0, 1, 2] and end["phase"] == "ending"
    assert end["result"] is None and [mark["level"] for mark in end["drill"]["result"]["marks"]] == [
        2 if step["choice"]["id"] == "door-open" else 3 for step in end["transcript"]
    ]
    assert end["drill"]["seen"] == 3 and end["drill"]["deck"] == 7
    assert end["drill"]["result"]["recorded"] and len(here.grades) == 1
    assert round(here.grades[0] * 100) == end["drill"]["result"]["score"]["percent"] > 80


def test_a_weak_choice_shows_what_would_have_been_stronger_and_what_to_practise():
    end = finish(world(), strong=False)[-1]
    marks = end["drill"]["result"]["marks"]
    assert all(mark["level"] < 2 and mark["stronger"]["id"] in STRONG and mark["why"] for mark in marks)
    assert 1 <= len(end["drill"]["result"]["next"]) <= 2


def test_nobody_from_a_moment_to_come_is_told_of():
    here = world()
    view = here.begin().json
    shown = {line["name"] for line in view["scene"]["lines"] if line["kind"] == "line"}
    assert {person["name"] for person in view["people"]} == shown
    titles = {scene.title for scene in DRILL.scenes} - {view["scene"]["title"]}
    assert not any(title in json.dumps(view) for title in titles)


def test_five_more_is_a_new_draw_without_the_card():
    here = world()
    first = finish(here)[-1]
    second = here.begin(2).json
    seen = {row["scene"]["id"] for row in first["transcript"]}
    assert second["phase"] == "scene" and second["scene"]["id"] not in seen


def test_coming_back_shows_the_same_moment_with_the_same_order():
    here = world()
    begun = here.begin().json
    assert here.state()["scene"] == begun["scene"] and here.state()["drill"] == begun["drill"]
    assert here.begin(1).json["scene"] == begun["scene"], "sent twice"


def test_a_drill_without_points_completes_and_publishes_no_grade():
    here = world(UNGRADED)
    end = finish(here)[-1]
    assert here.grades == [] and here.events("completion") == [{"completion": 1.0}]
    assert end["drill"]["graded"] is False and end["drill"]["result"]["score"] is None and end["grade"] is None
    assert len(end["drill"]["result"]["marks"]) == 3
    block = here.block()
    block.set_score(Score(1.0, 1.0))
    block.publish_grade()
    assert here.grades == [] and not block.has_submitted_answer()


def test_a_graded_drill_keeps_the_best_run():
    here = world()
    finish(here)
    worse = finish(here, 2, strong=False)[-1]
    assert worse["grade"]["percent"] > 80 and here.block().grade() == pytest.approx(here.grades[0])


def test_an_edit_that_removes_a_drawn_moment_loses_nothing():
    here = world()
    view = here.begin().json
    here.choose(1, 0, view["scene"]["choices"][0]["id"])
    stored = here.progress()
    text = scenario_xml.serialize(DRILL)
    scene = next(scene for scene in DRILL.scenes if scene.id == stored.drawn[1])
    start = text.index(f'<scene id="{scene.id}"')
    here.edit(text[:start] + text[text.index("</scene>", start) + len("</scene>") :])
    after = here.state()
    assert after["step"] == 1 and after["phase"] == "scene" and after["drill"]["of"] == 3
    assert here.progress() == stored, "reading changes nothing"
    chosen = here.choose(1, 1, after["scene"]["choices"][0]["id"]).json
    assert chosen["step"] == 2 and here.progress().drawn[0] == stored.drawn[0]


def test_events_say_what_was_drawn_next_and_name_no_ending():
    here = world()
    finish(here)
    made = here.events(events.CHOICE_MADE)
    assert [event["to"] for event in made] == [*here.progress().drawn[1:], "end-of-drill"]
    (ended,) = here.events(events.ATTEMPT_ENDED)
    assert ended["ending"] == "end-of-drill" and ended["ending_kind"] is None and len(ended["path"]) == 3


def test_the_panel_counts_moments_and_choices_and_no_ending(monkeypatch):
    counted = []
    monkeypatch.setattr(counters, "_increment_on_commit", lambda usage, version, progress, names: counted.append(names))
    here = world()
    finish(here)
    names = [name for row in counted for name in row]
    assert {counters.scene_counter(id_) for id_ in here.progress().drawn} <= set(names)
    assert sum(name.startswith("choice/") for name in names) == 3 and counters.ATTEMPTS_ENDED in names
    assert not any(name.startswith("ending/") for name in names)


def test_the_page_loads_the_drills_own_files_and_a_conversation_none_of_them():
    page = world().block().student_view({})
    resources = str(page.resources)
    assert "public/drill.js" in resources and "public/drill.css" in resources and "scenario.js" not in resources
    assert page.js_init_fn == "PowerStruggleDrill" and "Moment {number} of {count}" in page.content


def test_the_first_view_is_as_small_as_a_conversations():
    deck = starter_drills()[0].read_text(encoding="utf-8")
    here = World(deck, lms=True)
    page, public = here.block().student_view({}).content, data_dir("static") / "public"
    sent = [(public / f"drill.{kind}").read_bytes() for kind in ("js", "css")]
    sent += [page.encode(), here.post("state").body]
    assert sum(len(gzip.compress(part, 9, mtime=0)) for part in sent) <= 25 * 1024


def test_the_report_names_the_moments_and_no_ending():
    here = world()
    finish(here)
    row = type("Row", (), {"username": "ann", "state": here.stored(), "updated": None})()
    ((_, told),) = here.block().generate_report_data([row])
    titles = {scene.id: scene.title for scene in DRILL.scenes}
    assert told["Path"] == " > ".join(titles[id_] for id_ in here.progress().drawn) and told["Ending"] == ""


def test_where_results_are_withheld_no_mark_is_shown():
    here = world(mixins=(in_course(show_correctness="never"),))
    end = finish(here)[-1]
    assert end["drill"]["result"]["marks"] == [] and end["drill"]["result"]["withheld"]
    assert all(step["feedback"] is None for step in end["transcript"])


def test_a_moment_in_several_wordings_is_read_in_one_of_them_to_the_end():
    say = TEXT[TEXT.index("<say>") + 5 : TEXT.index("</say>")]
    text = TEXT.replace(
        f"<say>{say}</say>", f"<say><variant>{say}</variant><variant>In other words.</variant></say>", 1
    )
    deck = len(DRILL.scenes)
    here, read = world(text.replace('draw="3"', f'draw="{deck}"')), set()
    for number in range(12):
        *moments, end = finish(here, user=f"learner-{number}")
        offered = {
            choice["id"]: choice["say"] for view in moments for choice in view["scene"]["choices"] if choice.get("say")
        }
        read |= set(offered.values()) & {say, "In other words."}
        assert all(
            offered[step["choice"]["id"]] == step["choice"]["say"]
            for step in end["transcript"]
            if step["choice"].get("say")
        )
        assert end["drill"]["deck"] == deck and len(end["drill"]["result"]["marks"]) == deck
    assert read == {say, "In other words."}
