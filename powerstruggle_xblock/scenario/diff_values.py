"""The values of a scenario as text, for comparing and quoting them."""

from collections.abc import Iterable, Iterator

from ..notation import markup
from . import model as m
from .conditions import Condition
from .variants import item_wordings


def format_amounts(amounts: m.Amounts) -> str | None:
    """Return amounts as "tension 2, trust -1", or None where there are none."""
    return ", ".join(f"{name} {value}" for name, value in amounts) or None


def format_ratings(choice: m.Choice) -> str | None:
    """Return the ratings of a choice as text, or None where there are none."""
    return (
        "; ".join(
            f"{format_amounts(rating.skills)}{' only' if rating.only else ''}{format_condition(rating.condition)}"
            for rating in choice.ratings
        )
        or None
    )


def format_condition(condition: Condition) -> str:
    """Return a condition as " if …", or "" for one without clauses."""
    return f" if {condition}" if condition else ""


def format_route(route: m.Route) -> str:
    """Return a route as text."""
    return f"to \"{route.to}\"{format_condition(route.condition)}"


def format_feedback(feedback: m.Feedback) -> str:
    """Return the parts of a feedback as text, with its condition."""
    return " / ".join(part for part in (feedback.effect, feedback.why, feedback.instead) if part) + format_condition(
        feedback.condition
    )


def format_wait(choice: m.Choice) -> str | None:
    """Return the pause of a choice as text, or None where it has none."""
    return f"{choice.wait.seconds} s: {choice.wait.text}" if choice.wait else None


def format_meter_change(change: m.MeterChange) -> str:
    """Return a meter change as text, with its condition."""
    return f"{format_amounts(change.changes)}{format_condition(change.condition)}"


def format_note(note: m.Note) -> str:
    """Return a note as text, with its author."""
    by = f" ({note.by}, {note.date})" if note.by else ""
    return f"{note.text}{by}{' (done)' if note.done else ''}"


def list_notes(node: m.Scene | m.Choice | m.Ending) -> Iterator[str]:
    """Return the notes of a scene, choice or ending as text: what it and its texts take for granted are among them."""
    yield from map(format_note, node.notes)
    if node.needs:
        yield f"needs {node.needs}"
    if isinstance(node, m.Choice):
        yield from (f"needs {part.needs}, for: {format_feedback(part)}" for part in node.feedback if part.needs)
    for item in node.replies if isinstance(node, m.Choice) else node.content_items:
        if isinstance(item, (m.Narration, m.Line)) and item.needs:
            yield f"needs {item.needs}, for: {item.text}"


def format_term(term: m.Term) -> str:
    """Return a word of the glossary as text."""
    return f"{', '.join(filter(None, (term.name, term.also)))}: {term.text}"


def format_sign_off(sign_off: m.SignOff) -> str:
    """Return a sign-off as text."""
    return f"{sign_off.by} ({sign_off.role}), {sign_off.date}, version {sign_off.version}"


def join_wordings(texts: Iterable[str]) -> str | None:
    """Return the wordings of a text as one text, or None where there are none."""
    return " | ".join(texts) or None


def format_content_item(item: m.ContentItem) -> str:
    """Return a content item as text, with its condition."""
    match item:
        case m.Narration():
            return f"{join_wordings(item_wordings(item))}{format_condition(item.condition)}"
        case m.Line():
            lang = f", {item.lang}" if item.lang else ""
            words = join_wordings(item_wordings(item))
            heard = f", recording {item.recording}" if item.recording else ""
            return f"{item.by} ({item.mood}{lang}{heard}): {words}{format_condition(item.condition)}"
        case m.Image():
            return f"picture {item.src}: {item.alt}{format_condition(item.condition)}"
        case m.Audio():
            return f"sound {item.src}: {item.transcript}{format_condition(item.condition)}"
        case m.Video():
            return f"film {item.src} ({item.captions}): {item.transcript}{format_condition(item.condition)}"


def list_words(items: Iterable[m.ContentItem]) -> Iterator[str]:
    """Return the words of narrations and lines, without markup."""
    return (markup.plain_text(item.text) for item in items if isinstance(item, (m.Narration, m.Line)))


def join_person_words(person: m.Person) -> str:
    """Return the words by which a renamed person is recognized."""
    return f"{person.name} {markup.plain_text(person.about)}"


def join_scene_words(scene: m.Scene) -> str:
    """Return the words by which a renamed scene is recognized."""
    return " ".join(
        [scene.title, *list_words(scene.content_items), *(join_choice_words(choice) for choice in scene.choices)]
    )


def join_choice_words(choice: m.Choice) -> str:
    """Return the words of a choice, by which a renamed one is recognized."""
    waits = choice.wait.text if choice.wait else None
    return " ".join(markup.plain_text(part) for part in (choice.say, choice.do, waits) if part)


def join_ending_words(ending: m.Ending) -> str:
    """Return the words by which a renamed ending is recognized."""
    return " ".join([ending.title, *list_words(ending.content_items), markup.plain_text(ending.their_view)])
