"""Review the texts and ratings of a scenario: its choices, feedback, beginning, labels and reading level.

The sources of the rules are named in `review`.
"""

import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from statistics import fmean
from typing import NamedTuple

from ..notation import markup
from ..notation.issues import WARNING
from ..notation.messages import TranslatableMessage, msg, nmsg
from . import fairness, scoring, variants
from .conditions import MeterTest
from .model import Choice, ContentItem, Line, Narration, Scenario, Scene
from .vocabulary import ADVICE

MAX_STAFF_WORDS = ADVICE["staff_words"]
MAX_FEEDBACK_WORDS = ADVICE["feedback_words"]
MAX_WORDS_BEFORE_CLIENT = 40
MAX_READING_GRADE = 8.0
LENGTH_TELL = 1.25
"""A strongest choice reveals itself where it is longer than the next longest by more than this factor."""
MAX_LONGEST_STRONGEST = 0.35
"""The strongest choice may be the longest in at most this share of the decisions."""

_STAFF_FEELINGS = re.compile(
    r"\b(I feel|I'm feeling|I am feeling|makes? me feel|you'?re making me|I'm (hurt|upset|offended|disappointed)|"
    r"hurts? me|I need you to calm)\b",
    re.IGNORECASE,
)
_LABEL_FORMS = {
    "schizophrenic": "schizophrenics?",
    "borderlines": "borderlines",
    "psychotic": "psychotics?",
    "complian": "non-?complian(?:t|ce)",
    "manipulative": "manipulative",
    "attention": "attention[- ]seek(?:ing|er)",
    "frequent fl": "frequent flyers?",
    "functioning": "(?:low|high)[- ]functioning",
    "decompensat": r"decompensat\w+",
    "addict": "addicts?",
    "mentally ill": "the mentally ill",
    "crazies": "crazies",
    "lunatic": "lunatics?",
    "retard": r"retard\w*",
}
"""Patterns of labels for people, each by a piece of a word that all its forms contain."""
_LABELS = re.compile(rf"\b(?:{'|'.join(_LABEL_FORMS.values())})\b", re.IGNORECASE)


class Finding(NamedTuple):
    """What is found before its line is known; see notation.issues.Issue for the fields."""

    severity: str
    code: str
    message: TranslatableMessage
    at: str | None = None
    field: str | None = None


def check_texts(scenario: Scenario, reading_grade: Callable[[str], float] | None) -> Iterator[Finding]:
    """Return what is weak in the texts and ratings of a scenario.

    `reading_grade` returns the US school grade of a text.
    """
    repairing = {scene.id for scene in scenario.scenes if _has_strong_choice(scene)}
    for scene in scenario.scenes:
        yield from _check_scene(scenario, scene, repairing)
    yield from _check_whole(scenario)
    yield from _find_labels(scenario)
    if reading_grade:
        yield from _check_reading_level(scenario, reading_grade)


# --- one scene ------------------------------------------------------------------------------------------------------


def unconditional_score(choice: Choice) -> float:
    """Return the score of a choice, 0–1, from its ratings without a condition."""
    levels: dict[str, int] = {}
    for rating in choice.ratings:
        if not rating.condition:
            levels.update(rating.skills)
    return scoring.choice_score(levels)


def _check_scene(scenario: Scenario, scene: Scene, repairing: Collection[str]) -> Iterator[Finding]:
    if not scene.is_decision:
        return
    rated = [choice for choice in scene.choices if choice.ratings]
    for choice in scene.choices:
        if not choice.ratings:
            yield Finding(
                WARNING,
                "no-level",
                msg('choice "{id}" is not rated, though its neighbors are; it counts as 0', id=choice.id),
                choice.id,
                "level",
            )
    if sum(scoring.is_strong(unconditional_score(choice)) for choice in rated) < 2 and len(rated) > 2:
        yield Finding(
            WARNING,
            "one-good",
            msg('scene "{id}" has fewer than two workable choices; good colleagues differ', id=scene.id),
            scene.id,
            "choice",
        )
    strongest = find_strongest(scene)
    others = [min(text_lengths(choice)) for choice in scene.choices if choice is not strongest]
    if others and max(text_lengths(strongest)) > LENGTH_TELL * max(others):
        yield Finding(
            WARNING,
            "length-tell",
            msg('choice "{id}" is the strongest and by far the longest; length gives it away', id=strongest.id),
            strongest.id,
            "say",
        )
    for choice in rated:
        yield from _check_choice(scenario, choice, repairing)


def _check_choice(scenario: Scenario, choice: Choice, repairing: Collection[str]) -> Iterator[Finding]:
    said = [markup.plain_text(text) for text in variants.wordings(choice.say, choice.say_variants)]
    words = max((len(text.split()) for text in said), default=0)
    if words > MAX_STAFF_WORDS:
        yield Finding(
            WARNING,
            "many-words",
            nmsg(
                'choice "{id}" says {number} word; at most {most} can be said out loud',
                'choice "{id}" says {number} words; at most {most} can be said out loud',
                words,
                id=choice.id,
                most=MAX_STAFF_WORDS,
            ),
            choice.id,
            "say",
        )
    match = next(filter(None, map(_STAFF_FEELINGS.search, said)), None)
    if match and not scoring.is_weak(unconditional_score(choice)):
        yield Finding(WARNING, "staff-feelings", msg(
            "choice \"{id}\" asks the client to look after staff feelings (\"{words}\"); that rates 1 at most",
            id=choice.id, words=match[0]), choice.id, "level")
    yield from _check_feedback(choice)
    yield from _check_repair(scenario, choice, repairing)


def _check_feedback(choice: Choice) -> Iterator[Finding]:
    for feedback in choice.feedback:
        words = sum(len(markup.plain_text(part).split()) for part in (feedback.effect, feedback.why, feedback.instead))
        if words > MAX_FEEDBACK_WORDS:
            yield Finding(
                WARNING,
                "many-words",
                nmsg(
                    'the feedback on "{id}" has {number} word; at most {most} are read',
                    'the feedback on "{id}" has {number} words; at most {most} are read',
                    words,
                    id=choice.id,
                    most=MAX_FEEDBACK_WORDS,
                ),
                choice.id,
                "feedback",
            )
        if not (feedback.effect and feedback.why and feedback.instead):
            yield Finding(
                WARNING,
                "feedback-parts",
                msg('the feedback on "{id}" lacks one of <effect>, <why>, <instead>', id=choice.id),
                choice.id,
                "feedback",
            )
    if not choice.feedback:
        yield Finding(WARNING, "no-feedback", msg('choice "{id}" has no feedback', id=choice.id), choice.id, "feedback")


def _check_repair(scenario: Scenario, choice: Choice, repairing: Collection[str]) -> Iterator[Finding]:
    """Find a misstep that leads to a scene which is not `repairing`: one with a strong choice."""
    if scenario.is_drill or not scoring.is_weak(unconditional_score(choice)):
        return
    for id_ in dict.fromkeys([choice.to, *(route.to for route in choice.routes)]):
        node = scenario.nodes[id_]
        if isinstance(node, Scene) and id_ not in repairing:
            yield Finding(WARNING, "no-repair", msg(
                "after the misstep \"{id}\", scene \"{scene}\" offers no strong way to repair (a rating of 3)",
                id=choice.id, scene=id_), choice.id)


def _has_strong_choice(scene: Scene) -> bool:
    return any(
        scoring.MAX_LEVEL in dict(rating.skills).values() for choice in scene.choices for rating in choice.ratings
    )


def _list_feedback_texts(choice: Choice) -> list[str | None]:
    return [text for feedback in choice.feedback for text in (feedback.effect, feedback.why, feedback.instead)]


# --- the whole ------------------------------------------------------------------------------------------------------


def _check_whole(scenario: Scenario) -> Iterator[Finding]:
    decisions = [scene for scene in scenario.scenes if scene.is_decision]
    if not decisions:
        return
    if scenario.about is None:
        yield Finding(
            WARNING,
            "no-about",
            msg("there is no <about>: learners would begin without knowing where they are"),
            None,
            "about",
        )
    elif not scenario.about.sources:
        yield Finding(WARNING, "no-source", msg("<about> names no <source>"), None, "about")
    if not scenario.is_drill:
        yield from _check_magic_phrase(decisions)
    longest = sum(share_of_draws_longest(find_strongest(scene), scene) for scene in decisions)
    if len(decisions) > 3 and longest > MAX_LONGEST_STRONGEST * len(decisions):
        yield Finding(WARNING, "length-tell", nmsg(
            "the strongest choice is the longest in {longest} of {number} decision; at most a third",
            "the strongest choice is the longest in {longest} of {number} decisions; at most a third",
            len(decisions), longest=math.ceil(longest)))
    if not scenario.is_drill:
        yield from _check_first_speech(scenario.start_scene)


def _check_magic_phrase(decisions: Sequence[Scene]) -> Iterator[Finding]:
    clauses = (
        clause
        for scene in decisions
        for choice in scene.choices
        for rating in choice.ratings
        for clause in rating.condition.clauses
    )
    if not any(isinstance(clause, MeterTest) and clause.meter == "tension" for clause in clauses):
        yield Finding(WARNING, "magic-phrase", msg(
            "no choice is worth more or less when tension is high; the same words don't always fit"))


def text_lengths(choice: Choice) -> list[int]:
    """Return the number of characters that learners read of a choice, for each way to draw its variants."""
    return [fairness.text_length(drawn) for drawn in variants.choice_combinations(choice)]


def find_strongest(scene: Scene) -> Choice:
    """Return the first choice of a decision that no other one exceeds by usual score."""
    return max((choice for choice in scene.choices if choice.ratings), key=unconditional_score)


def share_of_draws_longest(choice: Choice, scene: Scene) -> float:
    """Return in which share of the draws of variants, 0–1, a choice is longer than all others of its scene."""
    others = [text_lengths(other) for other in scene.choices if other is not choice]
    return fmean(
        math.prod(fmean(length < own for length in lengths) for lengths in others)
        for own in text_lengths(choice)
    )


def _check_first_speech(scene: Scene) -> Iterator[Finding]:
    before = 0
    for item in scene.content_items:
        if isinstance(item, Line):
            if before > MAX_WORDS_BEFORE_CLIENT:
                yield Finding(WARNING, "late-client", nmsg(
                    "the first words in \"{id}\" are spoken after {number} word; at most {most}",
                    "the first words in \"{id}\" are spoken after {number} words; at most {most}",
                    before, id=scene.id, most=MAX_WORDS_BEFORE_CLIENT), scene.id)
            return
        if isinstance(item, Narration):
            before += max(len(markup.plain_text(text).split()) for text in variants.item_wordings(item))
    yield Finding(WARNING, "late-client", msg("nobody speaks in the first scene, \"{id}\"", id=scene.id), scene.id)


def _find_labels(scenario: Scenario) -> Iterator[Finding]:
    """Find labels for people, in all texts except what people in the story say."""
    for at, text in list_staff_texts(scenario):
        words = markup.plain_text(text)
        small = words.lower()
        # Most texts contain none of the pieces, and searching them is much faster than matching the patterns.
        if any(piece in small for piece in _LABEL_FORMS) and (match := _LABELS.search(words)):
            yield Finding(
                WARNING,
                "label",
                msg('"{word}" is a label; say what the person does, wants or lives with', word=match[0]),
                at,
            )


def list_staff_texts(scenario: Scenario) -> Iterator[tuple[str | None, str]]:
    """Return every text that is not spoken by a person, with the id it belongs to, None for the whole scenario."""
    if about := scenario.about:
        yield from (
            (None, text)
            for text in (about.setting, about.before, about.you_need, about.they_want, about.body_cue)
            if text
        )
    yield from ((None, person.about) for person in scenario.people if person.about)
    for scene in scenario.scenes:
        yield scene.id, scene.title
        yield from _list_narrations(scene.id, scene.content_items)
        for choice in scene.choices:
            texts = [choice.do, *choice.do_variants, choice.say, *choice.say_variants, *_list_feedback_texts(choice)]
            yield from ((choice.id, text) for text in texts if text)
    for ending in scenario.endings:
        yield ending.id, ending.title
        yield from _list_narrations(ending.id, ending.content_items)
        yield from ((ending.id, text) for text in (ending.later, *ending.questions) if text)


def _list_narrations(at: str, items: Iterable[ContentItem]) -> Iterator[tuple[str | None, str]]:
    """Return every wording of what is seen or done."""
    return ((at, text) for item in items if isinstance(item, Narration) for text in variants.item_wordings(item))


def _check_reading_level(scenario: Scenario, reading_grade: Callable[[str], float]) -> Iterator[Finding]:
    words = " ".join(
        f"{text.rstrip('.?!')}." for _, marked in list_staff_texts(scenario) if (text := markup.plain_text(marked))
    )
    grade = reading_grade(words)
    if grade > MAX_READING_GRADE:
        yield Finding(WARNING, "reading-level", msg(
            "the texts read at US grade {grade}; at most {most} keeps everybody with you",
            grade=f"{grade:.1f}", most=f"{MAX_READING_GRADE:.0f}"))
