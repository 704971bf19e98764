"""Build the author's card of Studio's unit page: setting, problems, fairness and sign-offs."""

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from ..notation.issues import ERROR, WARNING, Issue
from ..presenter.safe_html import sanitize_html
from ..scenario import fairness, scenario_xml
from ..scenario import model as m
from ..templating import render
from . import persistence
from .checking import Checked, check_text
from .messages import AuthorMessages
from .persistence import EditedComponent
from .tree import AnyNotation

CACHE_SIZE = 16
"""How many reviewed texts are cached."""
MAX_ITEMS = 5
"""How many problems and how many notes the card shows; the editor lists all."""


class ReviewedText:
    """A stored text with its scenario, or None, its issues and findings, and its fairness figures, or None."""

    def __init__(self, text: str):
        self.checked: Checked[m.Scenario] = check_text(text, scenario_xml.NOTATION)
        self.scenario: m.Scenario | None = self.checked.model
        self.issues: tuple[Issue, ...] = tuple(issue for issue, _ in self.checked.issues)
        self.figures: fairness.Fairness | None = self.checked.figures

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The issues that have to be corrected before learners can play the scenario well."""
        return tuple(issue for issue in self.issues if issue.severity == ERROR)

    @property
    def warnings(self) -> tuple[Issue, ...]:
        """The issues that an author should consider."""
        return tuple(issue for issue in self.issues if issue.severity != ERROR)


@lru_cache(maxsize=CACHE_SIZE)
def review_cached(text: str) -> ReviewedText:
    """Return the review of a stored text, cached because Studio asks for it at each look at a unit."""
    return ReviewedText(text)


@lru_cache(maxsize=CACHE_SIZE)
def check_cached(text: str, notation: AnyNotation) -> Checked:
    """Return the check of a stored text of any notation, cached for the same reason."""
    return check_text(text, notation)


def draft_sentence(component: EditedComponent, messages: AuthorMessages) -> str:
    """Return the sentence that a draft is saved and how much is missing in it; "" where there is none."""
    if not persistence.has_draft(component):
        return ""
    missing = check_cached(component.draft, component.notation).error_count
    return messages.draft(missing, has_valid=bool((component.content or "").strip()))


def build_lead(reviewed: ReviewedText, messages: AuthorMessages) -> str:
    """Return one line with the scenario's minutes, people and size, or the message that it can't be played."""
    scenario = reviewed.scenario
    if scenario is None:
        return messages.can_not_be_played()
    minutes = [messages.minutes(scenario.about.minutes)] if scenario.about and scenario.about.minutes else []
    people = [", ".join(person.name for person in scenario.people)] if scenario.people else []
    if scenario.is_drill:
        return " · ".join([*minutes, messages.deck(len(scenario.scenes), scenario.start.draw or 0)])
    return " · ".join([*minutes, *people, messages.size(len(scenario.scenes), len(scenario.endings))])


@dataclass(frozen=True)
class CardSection:
    """A section of the card. `items` are strings, safe HTML or (severity, name of the severity, message)."""

    title: str
    lead: str = ""
    items: tuple[str | Markup | tuple[str, str, str], ...] = ()
    footer: str = ""
    small_print: str = ""


def render_setting(reviewed: ReviewedText) -> Markup:
    """Return where the scenario takes place, as safe HTML, or ""."""
    about = reviewed.scenario.about if reviewed.scenario else None
    return Markup("<p>{}</p>").format(Markup(sanitize_html(about.setting))) if about and about.setting else Markup("")


def render_sections(reviewed: ReviewedText | None, messages: AuthorMessages, draft: ReviewedText | None) -> Markup:
    """Return open notes, problems, fairness figures and sign-offs as safe HTML; the problems are the draft's."""
    sections = [_build_problems(found, messages)] if (found := draft or reviewed) else []
    if reviewed and (scenario := reviewed.scenario):
        sections = [
            *_build_notes(scenario, messages),
            *sections,
            *_build_fairness(scenario, reviewed.figures, messages),
            _build_sign_offs(scenario, messages),
        ]
    return render("authoring/author_card.html", sections=sections)


def _build_notes(scenario: m.Scenario, messages: AuthorMessages) -> list[CardSection]:
    """Return the open notes on the whole scenario that no reviewer signed, or nothing."""
    notes = [note for note in scenario.notes if not (note.done or note.by)][:MAX_ITEMS]
    items = tuple(Markup(sanitize_html(note.text)) for note in notes)
    return [CardSection(messages.notes_title(), items=items)] if items else []


def _build_problems(reviewed: ReviewedText, messages: AuthorMessages) -> CardSection:
    found = [
        (severity, messages.severity(severity), sentence)
        for severity in (ERROR, WARNING)
        for sentence in reviewed.checked.sentences(messages.translate, severity)
    ]
    hidden = len(found) - MAX_ITEMS
    return CardSection(
        title=messages.problems_title(),
        lead=messages.open_problems(len(reviewed.errors), len(reviewed.warnings)),
        items=tuple(found[:MAX_ITEMS]),
        footer=messages.more(hidden) if hidden > 0 else "",
    )


def _build_fairness(
    scenario: m.Scenario, figures: fairness.Fairness | None, messages: AuthorMessages
) -> list[CardSection]:
    if figures is None or not any(scene.is_decision for scene in scenario.scenes):
        return []
    items = tuple(messages.fairness(figures, scenario.scoring.pass_percent))
    return [CardSection(messages.fairness_title(), items=items)]


def _build_sign_offs(scenario: m.Scenario, messages: AuthorMessages) -> CardSection:
    version = scenario_xml.content_version(scenario)
    items = tuple(messages.signed(sign_off, counts=sign_off.version == version) for sign_off in scenario.sign_offs)
    return CardSection(
        title=messages.sign_offs_title(),
        lead="" if items else messages.nobody_signed(),
        items=items,
        small_print=messages.version(version),
    )
