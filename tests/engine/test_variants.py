"""Texts in several wordings: which one a learner reads, and that nothing but the words depends on it."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerstruggle_xblock.scenario import diff, fairness, scenario_xml, scoring, variants
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario.play import replay
from powerstruggle_xblock.scenario.progress import Progress, load_progress
from powerstruggle_xblock.scenario.review import review
from powerstruggle_xblock.scenario.scenario_xml import ParsedScenario
from tests.examples import examples

from . import strategies as some
from .test_play_properties import walked, walks
from .test_review import SOUND, with_choice

thorough = settings(max_examples=examples(60), deadline=None)
learners = st.text("abc123-/é", min_size=1, max_size=8)
talks = st.integers(1, 40)

LINE = m.Line("ira", "Third time.", "angry", variants=("I was here Monday.", "Again? No."))
TEXT = """<powerstruggle_scenario>
  <person id="ira" name="Ira" role="client"/>
  <start scene="desk"/>
  <scene id="desk" title="The desk">
    <cue>He waits.</cue>
    <line by="ira" mood="angry">
      <variant>Third time.</variant>
      <variant>I was <em>here</em> Monday.</variant>
    </line>
    <choice id="hear" to="end">
      <do>
        <variant>Sit.</variant>
        <variant>Take a chair.</variant>
      </do>
      <say>
        <variant>Three trips.</variant>
        <variant>A third trip.</variant>
        <variant>Here again.</variant>
      </say>
      <level listening="3"/>
      <reply by="ira" mood="calm">
        <variant>Yes.</variant>
        <variant>I am.</variant>
      </reply>
    </choice>
  </scene>
  <ending id="end" kind="agreement" title="E">
    <their-view>V.</their-view>
  </ending>
</powerstruggle_scenario>
"""
SMALL = scenario_xml.parse(TEXT).scenario


def read_words(scenario):
    """Return every text of lines, cues and choices, in the order of the file."""
    for node in scenario.nodes.values():
        yield from (item.text for item in node.content_items if isinstance(item, m.Line | m.Narration))
        for choice in getattr(node, "choices", ()):
            yield from (choice.say, choice.do)
            yield from (item.text for item in choice.replies if isinstance(item, m.Line | m.Narration))


# --- the notation -----------------------------------------------------------------------------------------------------


def test_variants_stand_in_place_of_the_text_and_come_back_as_they_were():
    assert scenario_xml.parse(TEXT).issues == ()
    assert scenario_xml.serialize(SMALL) == TEXT
    line = SMALL.scenes[0].content_items[1]
    assert (line.text, line.variants) == ("Third time.", ("I was <em>here</em> Monday.",))
    hear = SMALL.choices["hear"]
    assert (hear.say, hear.say_variants) == ("Three trips.", ("A third trip.", "Here again."))
    assert (hear.do, hear.do_variants) == ("Sit.", ("Take a chair.",))


def test_a_variant_that_waits_for_words_is_an_error():
    [issue] = scenario_xml.parse(TEXT.replace("Take a chair.", "")).issues
    assert (issue.severity, issue.code, issue.at) == ("error", "no-words", "hear")


def test_a_single_variant_is_a_text():
    one = TEXT.replace("<variant>I was <em>here</em> Monday.</variant>", "")
    line = scenario_xml.parse(one).scenario.scenes[0].content_items[1]
    assert (line.text, line.variants) == ("Third time.", ())
    assert '<line by="ira" mood="angry">Third time.</line>' in scenario_xml.serialize(scenario_xml.parse(one).scenario)


def test_a_text_without_variants_is_written_as_ever(tiny, tiny_text):
    assert "variant" not in scenario_xml.serialize(tiny)
    assert not tiny.has_variants and variants.draw(tiny, "anybody", 3) is tiny


def test_an_edited_variant_is_another_content_version_and_a_difference_in_words_alone():
    edited = scenario_xml.parse(TEXT.replace("Here again.", "Back again.")).scenario
    assert scenario_xml.content_version(edited) != scenario_xml.content_version(SMALL)
    [found] = diff.diff_scenarios(SMALL, edited)
    assert (found.what, found.at) == ("text", "hear")
    assert "in other words" in found.message and "Here again." in found.message and "Back again." in found.message
    [found] = diff.diff_scenarios(SMALL, scenario_xml.parse(TEXT.replace("I am.", "I was.")).scenario)
    assert (found.what, found.at) == ("reply", "hear")


# --- the draw ---------------------------------------------------------------------------------------------------------


@thorough
@given(some.scenarios(), learners, talks)
def test_a_draw_is_always_the_same_and_has_one_wording_of_each_text(scenario, learner, talk):
    drawn = variants.draw(scenario, learner, talk)
    assert drawn == variants.draw(scenario_xml.parse(scenario_xml.serialize(scenario)).scenario, learner, talk)
    assert not drawn.has_variants
    for choice in scenario.choices.values():
        now = drawn.choices[choice.id]
        assert now.say in (choice.say, *choice.say_variants) and now.do in (choice.do, *choice.do_variants)
    for id_, node in scenario.nodes.items():
        for item, now in zip(node.content_items, drawn.nodes[id_].content_items, strict=True):
            assert now == item or now.text in variants.item_wordings(item)


@thorough
@given(some.scenarios(), learners, talks, walks)
def test_the_score_and_all_else_but_words_are_the_same_whichever_variants_are_read(scenario, learner, talk, numbers):
    run = walked(scenario, numbers)
    drawn = variants.draw_run(run, learner, talk)
    assert drawn.path == run.path and drawn.node.id == run.node.id and drawn.meters == run.meters
    assert scoring.run_score(drawn) == scoring.run_score(run)
    assert scoring.skill_profile(drawn) == scoring.skill_profile(run)
    for before, after in zip(run.steps, drawn.steps, strict=True):
        assert (after.levels, after.feedback, after.meters_after) == (
            before.levels, before.feedback, before.meters_after)
        assert [choice.id for choice in after.open_choices] == [choice.id for choice in before.open_choices]


def test_what_no_longer_fits_a_run_stays_known_in_its_draw():
    run = replay(SMALL, ["hear", "gone"], lenient=True)
    assert variants.draw_run(run, "a", 1).unmatched_ids == ("gone",)


@given(learners, st.integers(2, 8), st.integers(0, 5))
def test_in_as_many_talks_as_there_are_wordings_each_is_read_once(learner, of, block):
    read = [variants.draw_number(learner, block * of + turn, "desk/line/1", of) for turn in range(1, of + 1)]
    assert sorted(read) == list(range(of))


@pytest.mark.parametrize("of", [2, 3, 8])
def test_over_learners_every_wording_is_read_about_as_often(of):
    read = Counter(variants.draw_number(f"learner {n}", 1, "desk/line/1", of) for n in range(800))
    assert set(read) == set(range(of))
    assert min(read.values()) > 0.7 * 800 / of


def test_two_texts_are_drawn_apart():
    pairs = {tuple(read_words(variants.draw(SMALL, f"learner {n}", 1))) for n in range(200)}
    assert len(pairs) == 2 * 3 * 2 * 2


@given(learners, st.integers(2, 7))
def test_a_new_wording_changes_the_first_talk_only_for_those_who_read_the_new_one(learner, of):
    before = variants.draw_number(learner, 1, "hear/say", of)
    assert variants.draw_number(learner, 1, "hear/say", of + 1) in (before, of)


def test_a_text_put_in_beside_it_changes_no_draw_of_another_kind():
    more = replace(SMALL.scenes[0], content_items=(m.Narration("New."), *SMALL.scenes[0].content_items))
    edited = replace(SMALL, scenes=(more,))
    for n in range(20):
        before, after = (variants.draw(scenario, f"learner {n}", 1) for scenario in (SMALL, edited))
        assert before.scenes[0].content_items == after.scenes[0].content_items[1:]


# --- talks ------------------------------------------------------------------------------------------------------------


def test_a_replay_stays_in_its_talk_and_a_new_beginning_is_a_new_talk():
    first = Progress().begin()
    again = first.at(["a", "b"]).rewind(1, practice=True)
    and_again = again.at(["a", "c"]).rewind(1, practice=True)
    anew = and_again.begin()
    assert [record.run for record in (first, again, and_again, anew)] == [1, 2, 3, 4]
    assert [record.current_talk for record in (first, again, and_again, anew)] == [1, 1, 1, 2]
    for record in (first, again, and_again, anew):
        assert load_progress(record.to_json()) == record


def test_a_recorded_run_that_is_shown_again_has_the_words_of_its_own_talk():
    graded = Progress().begin().at(["a"]).settle("end", 0.5, "v").rewind(0, practice=False).at(["b"])
    settled = load_progress(graded.settle("end", 0.7, "v").to_json())
    later = settled.begin()
    assert later.current_talk == 2
    assert [later.showing(run).current_talk for run in later.recorded] == [1, 1]


def test_a_stored_state_of_before_is_in_the_talk_of_its_run_and_stored_as_it_was():
    stored = Progress().begin().at(["a"]).settle("end", 0.5, "v").begin().to_json()
    assert "talk" not in str(stored)
    assert load_progress(stored).current_talk == 2
    assert load_progress({**stored, "talk": "three"}).current_talk == 2


# --- figures and findings ---------------------------------------------------------------------------------------------


def codes(scenario):
    return {issue.code for issue in review(ParsedScenario(scenario))[0]}


def test_every_wording_of_a_choice_is_looked_at():
    assert "staff-feelings" in codes(with_choice("good0", say_variants=("I feel hurt when you shout.",)))
    assert "many-words" in codes(with_choice("good0", say_variants=("word " * 36,)))
    assert "label" in codes(with_choice("good0", do_variants=("Sit with the schizophrenic.",), do="Sit."))


def test_length_gives_a_choice_away_if_it_does_so_in_any_draw():
    found = [issue for issue in review(ParsedScenario(SOUND))[0] if issue.code == "length-tell"]
    assert found == []
    longer = with_choice("good0", say_variants=("Come and sit down now, and tell me all of it, from the beginning.",))
    assert "length-tell" in codes(longer)


def test_who_picks_the_longest_is_scored_in_the_mean_over_what_learners_read():
    long, short = "Long words stand here, many of them.", "Short."
    scene = m.Scene("s", "S", choices=(
        m.Choice("good", "end", say=long, say_variants=(short,), ratings=(m.Rating((("rope", 3),)),)),
        m.Choice("bad", "end", say="Middling words.", ratings=(m.Rating((("rope", 0),)),)),
    ))
    scenario = m.Scenario(m.Start("s"), (scene,), (m.Ending("end", "agreement", "E", "V"),))
    picks = fairness.measure_fairness(scenario).picks
    assert 0.25 < picks["longest"] < 0.75
    assert picks["longest"] + picks["shortest"] == pytest.approx(1)
    assert picks["first"] == 1
    plain = replace(scenario, scenes=(replace(scene, choices=(
        replace(scene.choices[0], say_variants=()), scene.choices[1])),))
    assert fairness.measure_fairness(plain).picks["longest"] == 1


def test_a_recording_is_heard_only_with_the_wording_that_it_says():
    spoken = m.Line("ira", "Third time.", "angry", variants=("Again? No.",), recording="/static/ira.mp3")
    scenario = scenario_xml.parse(TEXT).scenario
    scene = replace(scenario.start_scene, content_items=(spoken,))
    scenario = replace(scenario, scenes=(scene, *scenario.scenes[1:]))
    drawn = {variants.sample_draw(scenario, n).start_scene.content_items[0] for n in range(1, 20)}
    heard = {(line.text, line.recording) for line in drawn if isinstance(line, m.Line)}
    assert heard == {("Third time.", "/static/ira.mp3"), ("Again? No.", None)}
