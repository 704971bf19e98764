"""Import a compiled Ink story (`.ink.json`): what it shows until it waits becomes a scene, its choices become choices.

Knots, stitches, gathers and choices are carried, with diverts and tunnels. Variables, functions and conditions are not:
what depends on them is always shown, and the report says so.
"""

from collections import deque
from typing import Any

from ...notation.messages import noop
from ...scenario import model as m
from ..registry import ImportedScenario, Importer, register_importer
from ..report import ATTENTION, CHANGED, SKIPPED, CannotImport, Report
from ..source_file import SourceFile
from . import html_import
from .ink_json import Container, Position, build_containers, find_functions
from .ink_reader import GOES_ON, RETURNS, InkChoice, InkPage, InkReader, InkWay
from .scenario_builder import ScenarioBuilder, find_quotation, shorten
from .twine_speakers import find_speakers
from .twine_tokens import TextToken

TITLE_WORDS = 7
DECLARATIONS = "global decl"
_LEFT_OUT = {
    "printed value": noop("Values of variables inside a text were left out: {count}"),
    "thread": noop("Threads that lead into themselves or into too many others were left out: {count}"),
    "change of a variable": noop("Changes of variables were left out: {count}"),
    "function": noop("Calls of functions were left out: {count}"),
    "divert to a variable": noop("Diverts to a place that a variable names lead nowhere now: {count}"),
    "condition on words": noop("Words with a condition are always shown now: {count}"),
    "words that change": noop("Words that change from visit to visit: the first ones are shown, the others stand in "
                              "the author's note: {count}"),
}


class InkBuilder:
    """Builds the scenario of one story."""

    def __init__(self, root: list[Any], report: Report):
        self.report, self.builder = report, ScenarioBuilder(report)
        self.root = build_containers(root, report.budget)
        self.reader = InkReader(self.root, report.budget)
        self.pages: dict[tuple[int, int], InkPage] = {}
        self.ids: dict[tuple[int, int], str] = {}
        self.waiting: deque[tuple[Position, str]] = deque()
        self.returns: dict[int, Position] = {}
        self.scenes: list[m.Scene] = []
        self.endings: list[m.Ending] = []
        self.default_ending: str | None = None
        self.global_tags: list[str] = []

    def build_scenario(self) -> m.Scenario:
        """Build the scenario. To be called once."""
        self.global_tags = list(self._get_page(Position(self.root)).tags)
        start = self._get_node_id(Position(self.root), is_start=True)
        self._build_waiting(start)
        for container in self._list_knots():
            if (id(container), 0) not in self.pages and id(container) not in self.reader.inlined:
                self._get_node_id(Position(container))
                self._build_waiting(start)
        if not self.endings:
            self._get_default_ending_id()
        notes = tuple(self._build_root_notes())
        self.report.add_changed(
            noop("Choices in quotation marks were imported as something said, the others as something done."))
        self.builder.report_people()
        facts = _read_tags(self.global_tags)
        sources = tuple(html_import.escape_text(text) for text in facts.get("author", ()))
        return m.Scenario(
            m.Start(start), tuple(self.scenes), tuple(self.endings), title=next(iter(facts.get("title", ())), None),
            about=m.About("", "", sources=sources) if sources else None,
            people=tuple(self.builder.people.values()), notes=notes)

    def _list_knots(self) -> list[Container]:
        functions = find_functions(self.root)
        knots = [knot for name, knot in self.root.named.items()
                 if name != DECLARATIONS and name not in functions and not knot.is_numbered]
        return [row for knot in knots for row in (knot, *_list_stitches(knot))]

    def _build_waiting(self, start: str) -> None:
        while self.waiting:
            position, id_ = self.waiting.popleft()
            self._build_node(position, id_, is_first=id_ == start)

    # --- pages and ids ----------------------------------------------------------------------------------------------

    def _get_page(self, position: Position, echo: str = "") -> InkPage:
        key = (id(position.container), position.index)
        if key not in self.pages:
            self.pages[key] = page = self.reader.read_page(position, echo)
            target = page.ways[0].target if page.ways else None
            if target is not None and page.tunnel is not None:
                self.returns.setdefault(id(_find_knot(target.container)), page.tunnel)
        return self.pages[key]

    def _follow(self, position: Position) -> Position:
        """Return the first place from here on that shows something; places that only lead on are skipped."""
        seen: set[tuple[int, int]] = set()
        while (key := (id(position.container), position.index)) not in seen and key not in self.ids:
            seen.add(key)
            page = self._get_page(position)
            target = _find_only_way(page)
            if page.outcome == RETURNS and not (page.choices or page.ways or page.paragraphs):
                target = self._find_return(position)
            if target is None or page.paragraphs or page.other_texts or page.tunnel is not None:
                break
            position = target
        return position

    def _get_node_id(
        self, position: Position | None, name: str = "", at: str | None = None, *, is_start: bool = False
    ) -> str:
        """Return the id of the node at a place; a place that is not there is reported."""
        if position is None:
            if name and name not in ("END", "DONE"):
                self.report.add_attention(
                    noop("“{name}” is linked to but was not in the file. It leads to an ending now."), at,
                    name=shorten(name))
            return self._get_default_ending_id()
        position = self._follow(position)
        key = (id(position.container), position.index)
        if key not in self.ids and not is_start and self._get_page(position).is_empty:
            return self._get_default_ending_id()
        if key not in self.ids:
            self.ids[key] = self.builder.create_id(self._make_title(position), "scene")
            self.waiting.append((position, self.ids[key]))
        return self.ids[key]

    def _make_title(self, position: Position) -> str:
        knot, container = _find_knot(position.container), position.container
        if not position.index and container.key and "-" not in container.key and not container.key.isdigit():
            names = dict.fromkeys((knot.key, container.key))
            return ": ".join(name.replace("_", " ") for name in names).strip().capitalize() or "Scene"
        if container.is_numbered and container.parent is knot and container.key == "0" and not position.index:
            return knot.key.replace("_", " ").capitalize() or "Start"
        words = " ".join(self._get_page(position).paragraphs).split()
        cut = " ".join(words[:TITLE_WORDS])
        return html_import.format_plain_line(cut)[:80] + ("…" if len(words) > TITLE_WORDS else "") or "Scene"

    def _get_default_ending_id(self) -> str:
        if self.default_ending is None:
            self.default_ending = self.builder.create_id("The end", "end")
            self.endings.append(m.Ending(self.default_ending, m.DEFAULT_ENDING_KIND, "The end", ""))
        return self.default_ending

    # --- nodes ------------------------------------------------------------------------------------------------------

    def _build_node(self, position: Position, id_: str, *, is_first: bool) -> None:
        page, title = self._get_page(position), self._make_title(position)
        self._report_page(page, id_)
        items, notes = self._build_items(page, id_), self._build_notes(page)
        choices = [self._build_choice(choice, id_) for choice in page.choices]
        choices += [self._build_way(way, id_) for way in page.ways]
        if page.outcome == RETURNS:
            choices.append(self._build_way(InkWay(self._find_return(position, id_), "", False), id_))
        elif page.outcome != GOES_ON and not page.choices and (page.ways or is_first):
            choices.append(self._build_way(InkWay(None, "", False), id_))
        if choices:
            self.scenes.append(m.Scene(id_, title, items, choices=tuple(choices), notes=notes))
        else:
            self.endings.append(m.Ending(id_, m.DEFAULT_ENDING_KIND, title, "", content_items=items, notes=notes))

    def _build_items(self, page: InkPage, id_: str) -> tuple[m.ContentItem, ...]:
        lines = [(id_, [TextToken(text) for text in page.paragraphs])]
        self.builder.speakers |= find_speakers(lines, Report(self.report.budget))
        return tuple(item for text in page.paragraphs for item in self.builder.parse_content(text, id_))

    def _build_choice(self, choice: InkChoice, id_: str) -> m.Choice:
        text = self.builder.parse_text(choice.words, id_)
        spoken = find_quotation(text) if text else None
        if choice.has_condition:
            self.report.add_counted(ATTENTION, noop("Choices with a condition are always open now: {count}"), id_)
        if choice.is_fallback:
            self.report.add_counted(
                ATTENTION, noop("Choices that Ink takes only when no other is left can always be taken now: {count}"),
                id_)
        replies, to, notes = self._find_outcome(choice, id_)
        return m.Choice(self.builder.create_id(html_import.format_plain_line(choice.words) or f"{id_} on", "choice"),
                        to, say=spoken, do=None if spoken else text or "Go on", replies=replies, notes=notes)

    def _find_outcome(
        self, choice: InkChoice, id_: str
    ) -> tuple[tuple[m.ContentItem, ...], str, tuple[m.Note, ...]]:
        """Return what a choice shows before the next scene, where it leads, and its notes."""
        if choice.target is None:
            return (), self._get_node_id(None, choice.words, id_), ()
        page = self._get_page(choice.target, choice.start)
        target = _find_only_way(page)
        is_known = (id(choice.target.container), choice.target.index) in self.ids
        if target is None or is_known:
            return (), self._get_node_id(choice.target), ()
        self._report_page(page, id_)
        return self._build_items(page, id_), self._get_node_id(target), self._build_notes(page)

    def _build_way(self, way: InkWay, id_: str) -> m.Choice:
        to = self._get_node_id(way.target, way.name, id_)
        if way.has_condition:
            self.report.add_counted(
                ATTENTION, noop("Ways on that had a condition are choices that are always open now: {count}"), id_)
        return m.Choice(self.builder.create_id(f"{id_} on", "choice"), to, do="Go on")

    def _find_return(self, position: Position, id_: str | None = None) -> Position | None:
        found = self.returns.get(id(_find_knot(position.container)))
        self.report.add_counted(
            CHANGED, noop("Tunnels lead back to the first place that they are called from: {count}"), id_)
        return found

    # --- notes and report -------------------------------------------------------------------------------------------

    def _build_notes(self, page: InkPage) -> tuple[m.Note, ...]:
        own = [f"# {' '.join(tag.split())}" for tag in page.tags if tag not in self.global_tags]
        lines = [*own, *(" ".join(text.split()) for text in page.other_texts if text.strip())]
        return (self.builder.make_note("\n".join(lines)),) if lines else ()

    def _build_root_notes(self) -> list[m.Note]:
        facts = [f"# {' '.join(tag.split())}" for tag in self.global_tags]
        unread = [words for words in self.reader.iterate_unread() if words]
        if unread:
            self.report.add_changed(
                noop("Words that no way leads to, such as those of functions, stand in the scenario's notes: {count}"),
                count=len(unread))
        return [self.builder.make_note("\n".join(["Ink", *rows])) for rows in (facts, unread) if rows]

    def _report_page(self, page: InkPage, id_: str) -> None:
        for kind, count in page.left_out.items():
            for _ in range(count):
                self.report.add_counted(CHANGED if "words" in kind else SKIPPED, _LEFT_OUT[kind], id_)
        for name in page.variables:
            self.report.add_named(ATTENTION, noop("Variables are not imported: {count} ({names})"), name, id_)


def _find_only_way(page: InkPage) -> Position | None:
    """Return where a page leads that has nothing to choose and one way on without a condition; else None."""
    if page.choices or page.outcome != GOES_ON or len(page.ways) != 1 or page.ways[0].has_condition:
        return None
    return page.ways[0].target


def _find_knot(container: Container) -> Container:
    while container.parent is not None and container.parent.parent is not None:
        container = container.parent
    return container


def _list_stitches(knot: Container) -> list[Container]:
    return [row for name, row in knot.named.items() if "-" not in name and not row.is_numbered]


def _read_tags(tags: list[str]) -> dict[str, list[str]]:
    """Return the values of tags like "title: A story" by their names."""
    found: dict[str, list[str]] = {}
    for tag in tags:
        name, colon, value = tag.partition(":")
        if colon and (words := html_import.format_plain_line(value)):
            found.setdefault(name.strip().casefold(), []).append(words)
    return found


def _is_ink(source: SourceFile) -> bool:
    return isinstance(source.json, dict) and "inkVersion" in source.json


def import_ink(source: SourceFile) -> ImportedScenario:
    """Import a compiled story. Raises `CannotImport` where it holds none."""
    root = source.json.get("root") if isinstance(source.json, dict) else None
    if not isinstance(root, list):
        raise CannotImport(noop("This compiled Ink story is damaged: it has no root."))
    return ImportedScenario(InkBuilder(root, source.report).build_scenario())


register_importer(Importer(
    id="ink", label=noop("Ink story, compiled (.ink.json)"), endings=(".json",), detect=_is_ink, run=import_ink,
    order=35))
