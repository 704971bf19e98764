"""The role-play cards of the scenarios: read from their files, and as HTML for the facilitator's page in the course."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from markupsafe import Markup

from ..templating import render
from . import readings
from .outline import Outline


@dataclass(frozen=True, slots=True)
class Card:
    """A role-play card: a half for the client, one for the worker, and what the others watch for.

    Texts are HTML. `stop` says when to step out of the roles, or is None.
    """

    name: str
    title: Markup
    opens: Markup
    client: tuple[Markup, ...]
    softens: tuple[Markup, ...]
    hardens: tuple[Markup, ...]
    worker: tuple[Markup, ...]
    watch: tuple[Markup, ...]
    stop: Markup | None


def read_card(file: Path) -> Card:
    """Read a role-play card's file. Raises readings.ReadingError."""
    root, renderer = readings.parse_file(file)

    def texts(part: str, tag: str) -> tuple[Markup, ...]:
        found = root.find(part)
        if found is None or not len(found):
            raise renderer.error(root, f"a card needs <{part}>")
        return tuple(Markup(renderer.render_text(child)) for child in found.iterchildren(tag))

    opens, stop = root.find("opens"), root.find("stop")
    title = root.get("title")
    if opens is None or not title:
        raise renderer.error(root, "a card needs a title and <opens>")
    return Card(
        file.stem,
        Markup(escape(title)),
        Markup(renderer.render_text(opens)),
        texts("client", "p"),
        texts("softens", "item"),
        texts("hardens", "item"),
        texts("worker", "p"),
        texts("watch", "item"),
        Markup(renderer.render_text(stop)) if stop is not None else None,
    )


def read_cards(folder: Path, outline: Outline) -> list[Card]:
    """Return the cards of an outline's scenarios, in course order. Raises readings.ReadingError."""
    return [read_card(folder / "cards" / f"{item.name}.xml") for item in outline.items if item.kind == "scenario"]


def render_cards(outline: Outline, folder: Path) -> str:
    """Return all cards, one after the other, for a page on a screen. Raises readings.ReadingError."""
    return str(render("course/templates/cards_on_screen.html", cards=read_cards(folder, outline)))
