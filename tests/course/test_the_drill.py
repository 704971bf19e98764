"""The deck of the drill: forty moments at the scenarios' standard, which nobody passes without reading."""

import re
from collections import Counter, defaultdict
from pathlib import Path
from statistics import mean, median

import pytest

from powerstruggle_xblock.course import content_audit, key_balance, outline, wording_model
from powerstruggle_xblock.resources import portraits, starter_scenarios
from powerstruggle_xblock.scenario import catalog, fairness, scenario_xml
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario.review import measure, review
from powerstruggle_xblock.scenario.review_texts import unconditional_score

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "scenarios" / "the-drill.xml"
READING = scenario_xml.parse(FILE.read_bytes())
DECK = READING.scenario
WORKABLE, WEAK, TOLERANCE = 2 / 3, 1 / 3, 1e-9
MOVES_THAT_TURN = (
    "own-it",
    "wait",
    "ask-what-how",
    "reflect",
    "two-options",
    "clear-limit",
    "call-help",
    "tag-out",
    "take-break",
    "change-subject",
    "lower-voice",
    "order-move",
)
"""Moves that learners must not be able to go by: each is right in one moment and not in another."""

each_moment = pytest.mark.parametrize("moment", DECK.scenes, ids=lambda moment: moment.id)


def strongest(moment):
    return max(moment.choices, key=unconditional_score)


def skills_of(moment):
    return {skill for choice in moment.choices for level in choice.ratings for skill, _ in level.skills}


def spoken_by(moment):
    return {line.by for line in moment.content_items if isinstance(line, m.Line)}


def test_review_has_nothing_to_say():
    assert [str(problem) for problem in review(READING)[0]] == []


def test_there_are_forty_moments_and_five_are_drawn():
    assert (len(DECK.scenes), DECK.start.draw) == (40, 5)


@each_moment
def test_a_moment_has_what_one_sees_one_person_s_line_and_three_or_four_replies_on_two_skills(moment):
    seen = [item for item in moment.content_items if isinstance(item, m.Narration)]
    assert len(seen) == 1
    assert len(seen[0].text.split()) <= 40, "a phone's screen"
    assert len(spoken_by(moment)) == 1
    assert 3 <= len(moment.choices) <= 4
    assert len(skills_of(moment)) == 2
    for choice in moment.choices:
        assert {skill for level in choice.ratings for skill, _ in level.skills} == skills_of(moment), choice.id


@each_moment
def test_every_reply_gets_an_answer_and_the_one_line_of_the_coach_is_one_sentence(moment):
    for choice in moment.choices:
        assert choice.replies, choice.id
        [feedback] = choice.feedback
        assert not re.search(r"[.!?][\"”]? \S", feedback.effect), choice.id


@each_moment
def test_two_replies_are_workable_one_is_not_and_the_best_is_strong(moment):
    scores = sorted(unconditional_score(choice) for choice in moment.choices)
    assert scores[-1] >= 1 - TOLERANCE
    assert scores[-2] >= WORKABLE - TOLERANCE
    assert scores[-2] < scores[-1], "one is stronger"
    assert scores[0] <= WEAK + TOLERANCE


def test_people_come_back_on_other_days_and_no_two_have_one_face():
    met = Counter(by for moment in DECK.scenes for by in spoken_by(moment))
    assert 14 <= len(DECK.people) <= 20
    assert met.keys() == {person.id for person in DECK.people}
    assert set(met.values()) <= {2, 3}
    faces = [person.portrait for person in DECK.people if person.portrait]
    assert len(faces) == len(set(faces))
    assert set(faces) <= portraits()
    moods = defaultdict(set)
    for moment in DECK.scenes:
        for item in (*moment.content_items, *(reply for choice in moment.choices for reply in choice.replies)):
            if isinstance(item, m.Line):
                moods[item.by].add(item.mood)
    assert {by for by, found in moods.items() if len(found) < 3} == set()


def test_all_skills_come_about_equally_often():
    found = Counter(skill for moment in DECK.scenes for skill in skills_of(moment))
    assert found.keys() == catalog.skills().keys()
    assert max(found.values()) - min(found.values()) <= 2, found


@pytest.mark.parametrize("move", MOVES_THAT_TURN)
def test_a_move_is_strong_in_one_moment_and_not_even_workable_in_another(move):
    scores = [
        unconditional_score(choice) for moment in DECK.scenes for choice in moment.choices if choice.move == move
    ]
    assert max(scores) >= 1 - TOLERANCE
    assert min(scores) < WORKABLE - TOLERANCE


def test_a_third_of_the_moments_have_a_reply_between_weak_and_workable():
    assert key_balance.measure_balance([DECK]).share >= key_balance.MIN_BETWEEN_SHARE


def test_no_habit_of_choosing_passes():
    figures = measure(DECK)
    assert figures.best >= 0.9
    assert {how: round(score, 2) for how, score in figures.picks.items() if score >= 0.6} == {}


def test_length_and_place_do_not_give_the_strongest_reply_away():
    places, longest, shortest, ratios = Counter(), 0, 0, []
    for moment in DECK.scenes:
        best, weakest = strongest(moment), min(moment.choices, key=unconditional_score)
        lengths = [fairness.text_length(choice) for choice in moment.choices if choice is not best]
        longest += fairness.text_length(best) > max(lengths)
        shortest += fairness.text_length(best) < min(lengths)
        ratios.append(fairness.text_length(best) / fairness.text_length(weakest))
        places[moment.choices.index(best)] += 1
    assert longest <= 0.35 * len(DECK.scenes)
    assert shortest <= 0.35 * len(DECK.scenes)
    assert 0.75 <= median(ratios) <= 1.25
    expected = [sum(1 / len(moment.choices) for moment in DECK.scenes if len(moment.choices) > n) for n in range(4)]
    assert sum((places[n] - by_chance) ** 2 / by_chance for n, by_chance in enumerate(expected)) < 7.81


def test_the_wording_alone_does_not_pass_and_finds_the_best_reply_hardly_more_often_than_guessing():
    others = {file.stem: scenario_xml.parse(file.read_bytes()).scenario for file in starter_scenarios()}
    others.pop(FILE.stem, None)
    [row] = wording_model.measure_wording({FILE.stem: DECK}, others)
    assert row.words.score <= 0.6
    assert row.surface.score <= 0.6
    assert row.words.best <= 0.4 * row.words.decisions
    assert row.surface.best <= 0.35 * row.surface.decisions


def danger_rules():
    return [
        (row["scenes"][0], words)
        for row in content_audit.read_safety_scenes(outline.course_folder())
        if row["scenario"] == FILE.stem
        for words in row.get("everybody_reads", ())
    ]


@pytest.mark.parametrize(("moment_id", "words"), danger_rules())
def test_what_protects_a_life_is_read_by_whoever_takes_any_reply(moment_id, words):
    moment = next(moment for moment in DECK.scenes if moment.id == moment_id)
    before = " ".join(item.text for item in moment.content_items if isinstance(item, m.Narration))
    for choice in moment.choices:
        after = " ".join(item.text for item in choice.replies if isinstance(item, m.Narration))
        assert words.lower() in f"{before} {choice.say or ''} {after}".lower(), choice.id


def test_an_emergency_call_named_in_advice_is_named_where_everybody_reads_it():
    advised = {moment.id for moment in DECK.scenes for choice in moment.choices if "911" in repr(choice.feedback)}
    assert advised <= {moment_id for moment_id, words in danger_rules() if words == "911"}


def test_what_somebody_says_in_plain_words_about_suicide_is_never_weak():
    plain = [choice for choice in DECK.choices.values() if "killing yourself" in (choice.say or "")]
    assert plain
    assert all(unconditional_score(choice) >= 1 - TOLERANCE for choice in plain)


def test_authors_are_told_what_to_fit_to_their_agency():
    assert [note.text for note in DECK.notes if note.text.startswith("Fit this to your agency:")]


def test_the_trainer_s_table_of_moves_names_moments_that_are_there():
    guide = (ROOT / "docs" / "trainers-guide.md").read_text(encoding="utf-8")
    part = guide.split("### The drill: a few minutes a week")[1].split("\n### ")[0]
    rows = [line for line in part.splitlines() if line.startswith("|") and "*" in line]
    named = {title for row in rows for title in re.findall(r"\*([^*]+)\*", row)}
    assert len(rows) >= 12
    assert named <= {moment.title for moment in DECK.scenes}


def test_the_deck_reads_on_average_in_two_and_a_half_minutes_for_five():
    words = [
        sum(
            len(text.split())
            for text in (
                *(item.text for item in moment.content_items),
                *(part for choice in moment.choices for part in (choice.do, choice.say) if part),
                *(choice.wait.text for choice in moment.choices if choice.wait),
            )
        )
        for moment in DECK.scenes
    ]
    assert 5 * mean(words) <= 2.5 * 240, "240 words a minute"
