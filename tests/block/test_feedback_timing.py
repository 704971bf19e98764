"""When learners read the feedback on a choice: by the author's wish at once, in one line, or in the debrief only."""

import pytest

from .support import World
from .texts import TALK, with_scoring

WHY = "Heard first."


@pytest.mark.parametrize(("attributes", "told"), [("", "one-line"), ('feedback="at-once"', "at-once")])
def test_feedback_comes_with_the_choice_and_the_page_is_told_how_to_show_it(attributes, told):
    world = World(with_scoring(attributes))
    world.begin()
    view = world.choose(1, 0, "hear").json
    assert view["feedback"] == told
    assert WHY in view["transcript"][0]["feedback"]["why"]


def test_feedback_for_the_debrief_is_in_no_answer_before_it():
    world = World(with_scoring('feedback="debrief"'))
    world.begin()
    answers = [world.choose(1, 0, "hear"), world.post("state"), world.choose(1, 0, "rule")]
    assert all(WHY.encode() not in answer.body for answer in answers)
    assert answers[0].json["transcript"][0]["feedback"] is None
    ending = world.choose(1, 1, "plain").json
    assert ending["phase"] == "ending" and WHY in ending["transcript"][0]["feedback"]["why"]


def test_the_card_tells_about_how_many_steps_there_are_and_begins_with_two_sentences():
    about = World(TALK.replace("A desk.", "It is the long desk at the door. Nothing else is here.")).state()["about"]
    # "signed" takes two choices, "out" one.
    assert about["steps"] == 2
    assert about["lead"] == "It is the long desk at the door."
    assert about["need"] == "A signature."


def test_the_clients_view_has_the_face_of_what_was_said_last():
    world = World(TALK)
    world.begin()
    left = world.choose(1, 0, "leave").json["result"]["ending"]["their_view"]
    assert left["face"].endswith("alder-angry.svg") and left["mood_word"] == "angry"
