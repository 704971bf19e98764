"""What is wrong or weak with a scenario: one function, behind Studio's list, `powerstruggle check` and the tests.

Errors block publishing. Warnings teach; each says what a colleague would say, and none is a matter of taste alone:
the rules are those of the domain brief (sections 2.3, 2.5, 5.0 and 6).
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import reduce

from ..notation import markup
from ..notation.issues import ERROR, WARNING, Issue, sort_issues
from ..notation.messages import TranslatableMessage, msg, nmsg, noop, percent_msg
from . import fairness, scenario_xml, scoring
from .conditions import MeterTest
from .model import Choice, Ending, Line, Scenario, Scene
from .play import MAX_STEPS
from .scenario_xml import ParsedScenario

MOST_STAFF_WORDS = 35
MOST_FEEDBACK_WORDS = 60
MOST_WORDS_BEFORE_CLIENT = 40
CHOICES_WANTED = (3, 4)
DECISIONS_WANTED = (4, 6)
GRADE_WANTED = 8.0
WORKABLE = 2 / 3
LENGTH_TELL = 1.25
TELLS_ALLOWED = 0.35
BEST_WANTED = 0.9

_STAFF_FEELINGS = re.compile(
    r"\b(I feel|I'm feeling|I am feeling|makes? me feel|you'?re making me|I'm (hurt|upset|offended|disappointed)|hurts? me|"
    r"I need you to calm)\b", re.IGNORECASE)
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
"""Labels in place of people, by a piece of a word that any of its forms holds."""
_LABELS = re.compile(rf"\b(?:{'|'.join(_LABEL_FORMS.values())})\b", re.IGNORECASE)

_PASSES_UNREAD = {
    "first": noop("always taking the first choice gives {score} and passes without reading"),
    "longest": noop("always taking the longest choice gives {score} and passes without reading"),
    "shortest": noop("always taking the shortest choice gives {score} and passes without reading"),
    "random": noop("choosing at random gives {score} and passes without reading"),
}

Note = tuple[str, str, TranslatableMessage, str | None] | tuple[str, str, TranslatableMessage, str | None, str]
"""Severity, code, message, the id it belongs to, and perhaps the attribute or child element it is about."""


def review(
    reading: ParsedScenario, reading_grade: Callable[[str], float] | None = None,
) -> tuple[tuple[Issue, ...], fairness.Fairness | None]:
    """Give all problems of a scenario that was read, in order, and its fairness figures (None where it can't be played).

    `reading_grade`, if given, tells the US school grade of a text of some hundred words.
    """
    scenario = reading.scenario
    if scenario is None:
        return reading.issues, None
    found = list(_ways(scenario))
    figures = None
    if not any(severity == ERROR for severity, *_ in found):
        figures = fairness.measure_fairness(scenario)
        found += _figures(scenario, figures)
    for scene in scenario.scenes:
        found += _scene(scenario, scene)
    found += _whole(scenario)
    found += _words(scenario)
    found += _sign_offs(scenario)
    if reading_grade:
        found += _reading_level(scenario, reading_grade)
    problems = [Issue(severity, code, message, reading.lines_by_id.get(at or ""), at, field=field[0] if field else None)
                for severity, code, message, at, *field in found]
    return sort_issues((*reading.issues, *problems)), figures


# --- ways through ---------------------------------------------------------------------------------------------------


def _ways(scenario: Scenario) -> Iterator[Note]:
    forward = {scene.id: fairness.targets(scenario, scene) for scene in scenario.scenes}
    gates = {gate.to for gate in scenario.gates}
    distance = _spread([scenario.start.scene], lambda id_: forward.get(id_, ()))
    for place in scenario.nodes.values():
        if place.id not in distance:
            yield WARNING, "unreachable", (
                msg("ending \"{id}\" is never reached: nothing leads to it", id=place.id) if isinstance(place, Ending) else
                msg("scene \"{id}\" is never reached: nothing leads to it", id=place.id)), place.id
    backward: dict[str, list[str]] = {}
    for scene in scenario.scenes:
        for to in fairness.own_targets(scene):
            backward.setdefault(to, []).append(scene.id)
    ends = _spread([ending.id for ending in scenario.endings], lambda id_: backward.get(id_, ()))
    for scene in scenario.scenes:
        if scene.id in distance and scene.id not in ends and not gates & ends.keys():
            yield ERROR, "no-way-out", msg("from scene \"{id}\" no way leads to an ending", id=scene.id), scene.id
    nearest_end = min((distance[ending.id] for ending in scenario.endings if ending.id in distance), default=0)
    if nearest_end > MAX_STEPS:
        yield ERROR, "too-far", nmsg(
            "the nearest ending is {number} choice away; a run has at most {most}",
            "the nearest ending is {number} choices away; a run has at most {most}", nearest_end, most=MAX_STEPS), scenario.start.scene


def _spread(begin: list[str], following: Callable) -> dict[str, int]:
    """Give every id that can be reached, with the fewest steps to it."""
    steps, queue = dict.fromkeys(begin, 0), deque(begin)
    while queue:
        here = queue.popleft()
        for id_ in following(here):
            if id_ not in steps:
                steps[id_] = steps[here] + 1
                queue.append(id_)
    return steps


# --- figures --------------------------------------------------------------------------------------------------------


def _figures(scenario: Scenario, figures: fairness.Fairness) -> Iterator[Note]:
    for id_ in sorted(figures.all_closed):
        yield ERROR, "all-closed", msg("in scene \"{id}\" every choice can be closed at once; leave one without a condition", id=id_), id_
    if not any(scene.is_decision for scene in scenario.scenes):
        yield WARNING, "no-decision", msg("no choice carries levels, so there is nothing to grade"), None
        return
    yield from _scores(scenario, figures)
    for id_, condition in figures.never_held:
        yield WARNING, "dead-condition", (
            msg("in \"{id}\", \"{condition}\" never holds on any way through", id=id_, condition=condition) if id_ else
            msg("in a safety gate, \"{condition}\" never holds on any way through", condition=condition)), id_ or None, "if"
    low, high = CHOICES_WANTED
    for id_, counts in figures.shown_at_once.items():
        if scenario.nodes[id_].is_decision and not (low <= min(counts) and max(counts) <= high):
            yield WARNING, "choices", msg("scene \"{id}\" offers {numbers} choices at a time; three or four read best", id=id_,
                                           numbers=_either_of(sorted(counts))), id_, "choice"
    low, high = DECISIONS_WANTED
    if figures.exact and not low <= figures.longest_decisions <= high:
        yield WARNING, "length", nmsg(
            "the longest way has {number} decision; {low} to {high} make eight to twelve minutes",
            "the longest way has {number} decisions; {low} to {high} make eight to twelve minutes",
            figures.longest_decisions, low=low, high=high), None


def _scores(scenario: Scenario, figures: fairness.Fairness) -> Iterator[Note]:
    if figures.best < BEST_WANTED:
        told = {"best": percent_msg(figures.best), "wanted": percent_msg(BEST_WANTED)}
        yield WARNING, "best-too-low", (
            msg("even the best way through reaches only {best}; a careful learner should reach {wanted}", **told) if figures.exact else
            msg("even the best way found reaches only {best}; a careful learner should reach {wanted}", **told)), None
    for how, score in figures.picks.items():
        if scoring.passes(score, scenario):
            yield WARNING, "passes-unread", msg(_PASSES_UNREAD[how], score=percent_msg(score)), None


def _either_of(numbers: Iterable[int]) -> object:
    return reduce(lambda some, last: msg("{some} or {last}", some=some, last=last), numbers)


# --- one scene ------------------------------------------------------------------------------------------------------


def unconditional_score(choice: Choice) -> float:
    """Give what a choice is worth, 0–1, where none of its conditions holds."""
    usual: dict[str, int] = {}
    for level in choice.ratings:
        if not level.condition:
            usual.update(level.skills)
    return scoring.choice_score(usual)


def _scene(scenario: Scenario, scene: Scene) -> Iterator[Note]:
    if not scene.is_decision:
        return
    rated = [choice for choice in scene.choices if choice.ratings]
    for choice in scene.choices:
        if not choice.ratings:
            yield WARNING, "no-level", msg(
                "choice \"{id}\" carries no level, though its neighbours do; it counts as 0", id=choice.id), choice.id, "level"
    if sum(unconditional_score(choice) >= WORKABLE - 1e-9 for choice in rated) < 2 and len(rated) > 2:
        yield WARNING, "one-good", msg(
            "scene \"{id}\" has fewer than two workable choices; good colleagues differ", id=scene.id), scene.id, "choice"
    strongest = max(rated, key=unconditional_score)
    others = [fairness.text_length(choice) for choice in scene.choices if choice is not strongest]
    if others and fairness.text_length(strongest) > LENGTH_TELL * max(others):
        yield WARNING, "length-tell", msg(
            "choice \"{id}\" is the strongest and by far the longest; length gives it away", id=strongest.id), strongest.id, "say"
    for choice in rated:
        yield from _choice(scenario, choice)


def _choice(scenario: Scenario, choice: Choice) -> Iterator[Note]:
    words = len(markup.plain_text(choice.say).split())
    if words > MOST_STAFF_WORDS:
        yield WARNING, "many-words", nmsg(
            "choice \"{id}\" says {number} word; at most {most} can be said out loud",
            "choice \"{id}\" says {number} words; at most {most} can be said out loud", words, id=choice.id, most=MOST_STAFF_WORDS,
        ), choice.id, "say"
    if unconditional_score(choice) > 1 / 3 + 1e-9 and (match := _STAFF_FEELINGS.search(markup.plain_text(choice.say))):
        yield WARNING, "staff-feelings", msg(
            "choice \"{id}\" asks the client to look after staff feelings (\"{words}\"); that rates 1 at most",
            id=choice.id, words=match[0]), choice.id, "level"
    yield from _feedback(choice)
    yield from _repair(scenario, choice)


def _feedback(choice: Choice) -> Iterator[Note]:
    for feedback in choice.feedback:
        words = sum(len(markup.plain_text(part).split()) for part in (feedback.effect, feedback.why, feedback.instead))
        if words > MOST_FEEDBACK_WORDS:
            yield WARNING, "many-words", nmsg(
                "the feedback on \"{id}\" has {number} word; at most {most} are read",
                "the feedback on \"{id}\" has {number} words; at most {most} are read", words, id=choice.id, most=MOST_FEEDBACK_WORDS,
            ), choice.id, "feedback"
        if not (feedback.effect and feedback.why and feedback.instead):
            yield WARNING, "feedback-parts", msg(
                "the feedback on \"{id}\" lacks one of <effect>, <why>, <instead>", id=choice.id), choice.id, "feedback"
    if not choice.feedback:
        yield WARNING, "no-feedback", msg("choice \"{id}\" has no feedback", id=choice.id), choice.id, "feedback"


def _repair(scenario: Scenario, choice: Choice) -> Iterator[Note]:
    if unconditional_score(choice) > 1 / 3 + 1e-9:
        return
    for id_ in dict.fromkeys([choice.to, *(route.to for route in choice.routes)]):
        place = scenario.nodes[id_]
        if isinstance(place, Scene) and not any(3 in dict(level.skills).values() for c in place.choices for level in c.ratings):
            yield WARNING, "no-repair", msg(
                "after the misstep \"{id}\", scene \"{scene}\" offers no strong way to repair (a level of 3)",
                id=choice.id, scene=id_), choice.id


# --- the whole ------------------------------------------------------------------------------------------------------


def _whole(scenario: Scenario) -> Iterator[Note]:
    decisions = [scene for scene in scenario.scenes if scene.is_decision]
    if not decisions:
        return
    if scenario.about is None:
        yield WARNING, "no-about", msg("there is no <about>: learners would begin without knowing where they are"), None, "about"
    elif not scenario.about.sources:
        yield WARNING, "no-source", msg("<about> names no <source>"), None, "about"
    by_meter = (clause for scene in decisions for choice in scene.choices for level in choice.ratings for clause in level.condition.clauses)
    if not any(isinstance(clause, MeterTest) and clause.meter == "tension" for clause in by_meter):
        yield WARNING, "magic-phrase", msg(
            "no choice is worth more or less when tension is high; the same words don't always fit"), None
    longest = [scene for scene in decisions if _strongest_is_longest(scene)]
    if len(decisions) > 3 and len(longest) > TELLS_ALLOWED * len(decisions):
        yield WARNING, "length-tell", nmsg(
            "the strongest choice is the longest in {longest} of {number} decision; at most a third",
            "the strongest choice is the longest in {longest} of {number} decisions; at most a third",
            len(decisions), longest=len(longest)), None
    first = scenario.nodes[scenario.start.scene]
    yield from _client_speaks(scenario, first)


def _sign_offs(scenario: Scenario) -> Iterator[Note]:
    for signed in scenario.sign_offs:
        if signed.version != scenario_xml.content_version(scenario):
            yield WARNING, "sign-off-void", msg(
                "the sign-off by {name} of {date} is for another version of the text and no longer counts",
                name=signed.by, date=signed.date), None, "sign-off"


def _strongest_is_longest(scene: Scene) -> bool:
    rated = [choice for choice in scene.choices if choice.ratings]
    strongest = max(rated, key=unconditional_score)
    return all(fairness.text_length(strongest) > fairness.text_length(choice) for choice in scene.choices if choice is not strongest)


def _client_speaks(scenario: Scenario, scene: Scene) -> Iterator[Note]:
    before = 0
    for beat in scene.content_items:
        if isinstance(beat, Line):
            if before > MOST_WORDS_BEFORE_CLIENT:
                yield WARNING, "late-client", nmsg(
                    "the first words in \"{id}\" are spoken after {number} word; at most {most}",
                    "the first words in \"{id}\" are spoken after {number} words; at most {most}",
                    before, id=scene.id, most=MOST_WORDS_BEFORE_CLIENT), scene.id
            return
        before += len(markup.plain_text(getattr(beat, "text", "")).split())
    yield WARNING, "late-client", msg("nobody speaks in the first scene, \"{id}\"", id=scene.id), scene.id


def _words(scenario: Scenario) -> Iterator[Note]:
    """Labels in place of people, in anything but what a person in the story says."""
    for at, text in list_staff_texts(scenario):
        words = markup.plain_text(text)
        small = words.lower()
        # Nearly every text has none of these, and looking for a piece of a word is far quicker than for a pattern.
        if any(piece in small for piece in _LABEL_FORMS) and (match := _LABELS.search(words)):
            yield WARNING, "label", msg("\"{word}\" is a label; say what the person does, wants or lives with", word=match[0]), at


def list_staff_texts(scenario: Scenario) -> Iterator[tuple[str | None, str]]:
    """Give every text that is not a person's own speech, with the id it belongs to."""
    if about := scenario.about:
        yield from ((None, text) for text in (about.setting, about.before, about.you_need, about.they_want, about.body_cue) if text)
    yield from ((None, person.about) for person in scenario.people if person.about)
    for scene in scenario.scenes:
        yield scene.id, scene.title
        yield from ((scene.id, beat.text) for beat in scene.content_items if hasattr(beat, "text") and not isinstance(beat, Line))
        for choice in scene.choices:
            texts = [choice.do, choice.say, *(part for told in choice.feedback for part in (told.effect, told.why, told.instead))]
            yield from ((choice.id, text) for text in texts if text)
    for ending in scenario.endings:
        yield ending.id, ending.title
        yield from ((ending.id, beat.text) for beat in ending.content_items if hasattr(beat, "text") and not isinstance(beat, Line))
        yield from ((ending.id, text) for text in (ending.later, *ending.questions) if text)


def _reading_level(scenario: Scenario, reading_grade: Callable[[str], float]) -> Iterator[Note]:
    words = " ".join(f"{text.rstrip('.?!')}." for _, marked in list_staff_texts(scenario) if (text := markup.plain_text(marked)))
    grade = reading_grade(words)
    if grade > GRADE_WANTED:
        yield WARNING, "reading-level", msg(
            "the texts read at US grade {grade}; at most {most} keeps everybody with you",
            grade=f"{grade:.1f}", most=f"{GRADE_WANTED:.0f}"), None
