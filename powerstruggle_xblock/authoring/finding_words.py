"""What the editor says about each kind of issue, in an author's words: by the issue's code, with its values.

The parser's and the review's own messages speak of the notation's elements; `powerstruggle check` and files keep them.
Here nothing names an element, an attribute or an id. A sentence says what is the matter; where it is stands apart
(`Finding.where`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree

from ..notation.issues import ERROR, Issue
from ..notation.messages import TranslatableMessage, msg, noop
from ..scenario import conditions
from . import finding_numbers as numbers
from . import finding_sentences as s
from .finding_names import Names, join_names, text_inside
from .issue_context import IssueContext


@dataclass(frozen=True, slots=True)
class Finding:
    """An issue as its author reads it.

    `where` names the part concerned, `message` says what is the matter. `is_missing` tells whether nothing is wrong
    and something is only not there yet.
    """

    where: str
    message: str
    is_missing: bool


Say = Callable[[IssueContext], str]


def describe(issue: Issue, element: etree._Element | None, names: Names) -> Finding:
    """Return an issue as its author reads it."""
    context = IssueContext(issue, element, names)
    say = WORDS.get(issue.code)
    message = say(context) if callable(say) else msg(say or s.UNKNOWN)
    where = names.where(element)
    if issue.code in _ABOUT_A_FIELD and (field := s.FIELD_NAMES.get(issue.field or "")):
        where = msg("{part}, {field}", part=where, field=msg(field))
    return Finding(where, message, _is_missing(context))


_ABOUT_A_FIELD = ("not-a-number", "unknown-word", "bad-name")
"""Codes whose sentence says what a value has to be; which value it is about stands in `where`."""


_MISSING = {
    "no-words", "no-title", "no-kind", "no-their-view", "no-alt", "no-captions", "no-transcript", "no-scene",
    "no-ending", "no-start", "no-statement", "no-prompt", "no-scale", "no-source", "no-next", "no-since", "empty-level",
}  # fmt: skip
"""Codes of errors that say that something is not there yet."""
_MISSING_WHERE_EMPTY = {"broken-target": ("to", "scene"), "unknown-person": ("by",)}
"""Codes of errors that say so where none of these attributes has a value."""


def _is_missing(context: IssueContext) -> bool:
    issue = context.issue
    if issue.severity != ERROR:
        return False
    if issue.code in ("choices", "stops", "options"):
        return context.values.get("number") == 0
    if names := _MISSING_WHERE_EMPTY.get(issue.code):
        return not any(context.attribute(name) for name in names)
    return issue.code in _MISSING


# --- what is not there yet --------------------------------------------------------------------------------------------


def _no_words(context: IssueContext) -> str:
    field = context.issue.field
    return msg(s.NOT_WRITTEN.get((context.tag, field or ""), s.NOT_WRITTEN_HERE))


def _no_title(context: IssueContext) -> str:
    return msg(s.NO_ENDING_TITLE if context.tag == "ending" else s.NO_SCENE_TITLE)


def _no_source(context: IssueContext) -> str:
    return msg(s.NO_READING if context.issue.severity != ERROR else s.NO_FILE)


def _no_transcript(context: IssueContext) -> str:
    return msg(s.NO_FILM_TRANSCRIPT if context.tag == "video" else s.NO_SOUND_TRANSCRIPT)


def _broken_target(context: IssueContext) -> str:
    to = context.attribute("to") or context.attribute("scene")
    if context.tag == "start":
        return msg(s.START_IS_GONE if to else s.NO_START)
    return msg(s.TARGET_IS_GONE if to else s.NO_TARGET)


def _unknown_person(context: IssueContext) -> str:
    return msg(s.PERSON_IS_GONE if context.attribute("by") else s.NO_PERSON)


# --- what does not fit ------------------------------------------------------------------------------------------------


def _not_a_number(context: IssueContext) -> str:
    values = context.values
    if "lowest" not in values:
        return msg(s.NO_POINTS)
    return msg(s.NO_NUMBER, lowest=values["lowest"], highest=values["highest"])


def _unknown_word(context: IssueContext) -> str:
    return msg(s.NOT_IN_MENU, value=context.quoted("value"))


def _unknown_name(context: IssueContext) -> str:
    field = context.issue.field
    if field in ("if", "needs"):
        return msg(s.UNKNOWN_IN_CONDITION[_kind_in_condition(context, field)])
    return msg(s.UNKNOWN_SKILL if context.tag == "level" else s.UNKNOWN_METER)


def _kind_in_condition(context: IssueContext, field: str) -> str:
    """Return what kind of thing the unknown name of a condition is: "meter", "chose" or "visited"."""
    alternatives = conditions.parse_requirement(context.attribute(field)).alternatives
    for clause in (clause for condition in alternatives for clause in condition.clauses):
        if isinstance(clause, conditions.PastTest) and clause.id[:60] == context.values.get("name"):
            return clause.kind
    return "meter"


def _too_many(context: IssueContext) -> str:
    return msg(s.WAITS_AND_SPEAKS if context.issue.field == "wait" else s.ONLY_ONE)


def _unsafe_markup(context: IssueContext) -> str:
    if "address" in context.values:
        return msg(s.UNSAFE_LINK, address=context.quoted("address"))
    return msg(s.UNSAFE_FORMAT)


def _unsafe_address(context: IssueContext) -> str:
    return msg(s.UNSAFE_ADDRESS, address=context.quoted("address"))


def _no_character(context: IssueContext) -> str:
    before = context.quoted("before")
    return msg(s.NO_CHARACTER_AFTER, before=before) if before else msg(s.NO_CHARACTER)


def _unknown_element(context: IssueContext) -> str:
    words = "" if context.element is None else text_inside(context.element)
    return msg(s.MISPLACED_WORDS, words=words) if words else msg(s.MISPLACED)


def _loose_text(context: IssueContext) -> str:
    return msg(s.LOOSE_WORDS, words=context.quoted("words"))


def _label(context: IssueContext) -> str:
    return msg(s.LABEL, word=context.quoted("word"))


def _staff_feelings(context: IssueContext) -> str:
    return msg(s.STAFF_FEELINGS, words=context.quoted("words"))


def _long_label(context: IssueContext) -> str:
    return msg(s.LONG_LABEL, words=context.quoted("words"), most=context.values.get("most", ""))


# --- the review -------------------------------------------------------------------------------------------------------


def _choices(context: IssueContext) -> str:
    values = context.values
    if "numbers" in values:
        return msg(s.CHOICES_AT_A_TIME, numbers=values["numbers"])
    if not values.get("number"):
        return msg(s.NO_CHOICE)
    if "least" in values:
        return msg(s.CHOICES_OF_MOMENT, least=values["least"], most=values["most"])
    return msg(s.TOO_MANY_CHOICES, most=values.get("most", ""))


def _no_level(context: IssueContext) -> str:
    return msg(s.NOT_RATED if context.tag == "scene" else s.NOT_RATED_CHOICE)


def _dead_condition(context: IssueContext) -> str:
    return msg(s.NEVER_HOLDS, condition=context.names.condition(str(context.values["condition"])))


def _unmet_need(context: IssueContext) -> str:
    path = context.values["path"]
    values = {"words": context.quoted("words"), "needs": context.names.condition(str(context.values["needs"]))}
    if isinstance(path, TranslatableMessage):  # "right at the beginning"
        return msg(s.UNMET_AT_ONCE, **values)
    taken = [context.names.by_id(id_) for id_ in str(path).split(", ")]
    return msg(s.UNMET_NEED, path=join_names(taken, noop("{some}, {last}")), **values)


def _missing_file(context: IssueContext) -> str:
    return msg(s.MISSING_FILE, file=context.quoted("file"))


def _no_repair(context: IssueContext) -> str:
    return msg(s.NO_REPAIR, scene=context.names.by_id(str(context.values["scene"])))


def _best_too_low(context: IssueContext) -> str:
    return msg(s.BEST_TOO_LOW, best=context.values["best"], wanted=context.values["wanted"])


def _passes_unread(context: IssueContext) -> str:
    return msg(s.PASSES_UNREAD[context.values["how"]], score=context.values["score"])


def _sign_off_void(context: IssueContext) -> str:
    return msg(s.SIGN_OFF_VOID, name=context.quoted("name"), date=context.quoted("date"))


def _reading_level(context: IssueContext) -> str:
    return msg(s.READING_LEVEL, grade=context.values["grade"], most=context.values["most"])


# --- continuum and reflection -----------------------------------------------------------------------------------------


def _stops(context: IssueContext) -> str:
    values = context.values
    return msg(s.STOPS, fewest=values["fewest"], most=values["most"], number=values["number"])


def _options(context: IssueContext) -> str:
    return msg(s.OPTIONS, most=context.values["most"], number=context.values["number"])


def _many(sentence: str) -> Say:
    return lambda context: msg(sentence, most=context.values["most"], number=context.values["number"])


def _bad_name(context: IssueContext) -> str:
    return msg(s.BAD_ADDRESS if context.issue.field == "earlier" else s.BAD_NAME)


WORDS: Mapping[str, str | Say] = {
    **s.BY_CODE,
    "no-words": _no_words,
    "no-title": _no_title,
    "no-source": _no_source,
    "no-transcript": _no_transcript,
    "broken-target": _broken_target,
    "unknown-person": _unknown_person,
    "not-a-number": _not_a_number,
    "unknown-word": _unknown_word,
    "unknown-name": _unknown_name,
    "too-many": _too_many,
    "unsafe-markup": _unsafe_markup,
    "unsafe-address": _unsafe_address,
    "no-character": _no_character,
    "unknown-element": _unknown_element,
    "loose-text": _loose_text,
    "label": _label,
    "staff-feelings": _staff_feelings,
    "long-label": _long_label,
    "many-skills": numbers.many_skills,
    "choices": _choices,
    "no-level": _no_level,
    "dead-condition": _dead_condition,
    "unmet-need": _unmet_need,
    "long-text": numbers.long_text,
    "missing-file": _missing_file,
    "length-tell": numbers.length_tell,
    "many-words": numbers.many_words,
    "no-repair": _no_repair,
    "late-client": numbers.late_client,
    "too-far": numbers.too_far,
    "length": numbers.length,
    "best-too-low": _best_too_low,
    "passes-unread": _passes_unread,
    "sign-off-void": _sign_off_void,
    "reading-level": _reading_level,
    "stops": _stops,
    "options": _options,
    "many-statements": _many(s.MANY_STATEMENTS),
    "many-prompts": _many(s.MANY_PROMPTS),
    "bad-name": _bad_name,
}
"""The sentence for each code: a template without values, or a function that makes it."""
