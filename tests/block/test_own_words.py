"""Own words before the choices: what a page is told to compare them with, and when; the words never come here."""

import json

import pytest

from .support import World, in_course
from .texts import TALK

STRONG = "Three trips."
"""The strongest reply at the desk."""


def asking(scoring: str = "", rehearse: str = "<rehearse/>") -> str:
    """Return the talk, in which the desk asks for one's own words."""
    text = TALK.replace('<choice id="hear"', f'{rehearse}<choice id="hear"', 1)
    return text.replace('decisions="2" pass="70"', f'decisions="2" {scoring}')


def told(view: dict) -> dict | None:
    """Return what the first step is compared with."""
    return view["transcript"][0]["compare"]


@pytest.mark.parametrize("timing", ["one-line", "at-once"])
def test_the_strong_reply_comes_with_the_answer_to_the_choice_and_not_before(timing):
    world = World(asking(f'feedback="{timing}"'))
    begun = world.begin().json
    assert begun["scene"]["asks"] == ["rehearse"] and begun["transcript"] == []
    view = world.choose(1, 0, "rule").json
    assert STRONG in told(view)["strong"]["say"]


def test_a_coach_that_is_held_back_tells_the_strong_reply_in_the_debrief_only():
    world = World(asking('feedback="debrief"'))
    world.begin()
    before = [world.choose(1, 0, "rule"), world.post("state")]
    assert all(told(answer.json) is None and STRONG.encode() not in answer.body for answer in before)
    ending = world.choose(1, 1, "push").json
    assert STRONG in told(ending)["strong"]["say"]


def test_a_course_that_shows_no_results_never_tells_it():
    world = World(asking(), mixins=(in_course(show_correctness="never"),))
    world.begin()
    world.choose(1, 0, "rule")
    ending = world.choose(1, 1, "push")
    assert ending.json["phase"] == "ending"
    assert told(ending.json) is None and STRONG.encode() not in ending.body


def test_a_scene_that_asks_for_no_words_tells_nothing_and_needs_no_script():
    world = World(TALK)
    assert world.begin().json["rehearsal"] is None
    view = world.choose(1, 0, "rule").json
    assert told(view) is None and view["rehearsal"] is None


def test_who_chose_the_strongest_is_told_that_one_even_if_another_is_as_strong():
    text = asking().replace('<level listening="1"/>', '<level listening="3"/>')
    for choice in ("hear", "rule"):
        world = World(text)
        world.begin()
        assert told(world.choose(1, 0, choice).json)["strong"]["id"] == choice


def test_where_no_reply_is_strong_none_is_called_so():
    world = World(asking().replace('<level listening="3"/>', '<level listening="1"/>'))
    world.begin()
    assert told(world.choose(1, 0, "rule").json)["strong"] is None


@pytest.mark.parametrize(("tension", "words"), [(2, None), (5, 50), (7, 30), (10, 30)])
def test_the_tenser_somebody_is_the_fewer_words_are_heard(tension, words):
    world = World(asking().replace('tension="5"', f'tension="{tension}"'))
    world.begin()
    assert told(world.choose(1, 0, "rule").json)["words"] == words


@pytest.mark.parametrize("meters", ['<meters show="never"/>', '<meters><meter id="tension" show="never"/></meters>',
                                    '<meters><meter id="tension" drop="true"/></meters>'])
def test_a_tension_that_learners_never_see_is_not_told_by_a_number_of_words(meters):
    text = asking().replace("<person", f"{meters}<person", 1)
    if "drop" in meters:
        text = text.replace(' tension="5"', "")
    world = World(text)
    world.begin()
    assert told(world.choose(1, 0, "rule").json)["words"] is None


def test_the_authors_own_question_is_told_and_cleaned():
    assert World(asking()).begin().json["scene"]["prompt"] is None
    view = World(asking(rehearse="<rehearse>What do you say to <em>Ira</em>?</rehearse>")).begin().json
    assert view["scene"]["prompt"] == "What do you say to <em>Ira</em>?"


def test_the_page_gets_the_script_where_it_asks_and_one_step_longer_and_at_an_ending():
    world = World(asking())
    assert world.state()["rehearsal"] is None
    files = world.begin().json["rehearsal"]
    assert files["script"].endswith("rehearsal.js") and files["second_look"].endswith("second-look.js")
    assert world.choose(1, 0, "rule").json["rehearsal"] == files
    assert world.choose(1, 1, "push").json["rehearsal"] == files


def test_words_that_are_sent_all_the_same_are_stored_nowhere_and_in_no_event():
    world = World(asking())
    world.begin()
    sent = {"attempt": 1, "step": 0, "choice": "rule", "words": "zq-own-words", "rated": {"heard": 2}}
    answer = world.post("choose", json.dumps(sent).encode())
    assert answer.json["step"] == 1
    assert "zq-own-words" not in f"{world.stored()} {world.published} {answer.body}"
