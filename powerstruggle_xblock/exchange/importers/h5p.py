"""H5P Branching Scenario, as a package (.h5p) or as content JSON, also wrapped as REST services and Lumi give it.

A node's id is its place in the list. Each node becomes a scene, a presentation one scene a slide, each answer a choice. Ends with
words of their own become endings; blank ones lead to the scenario's default ending. Versions 1.0 to 1.10.
"""

import json

from ...scenario import model as m
from ..report import CannotImport, Media, noop, Report
from . import h5p_content, html_import
from .archive import Archive
from .h5p_content import as_list, as_object, as_text, Content, machine_name
from .html_import import EmbeddedMedia
from .media_collector import MediaCollector
from .scenario_builder import find_quotation, ScenarioBuilder, shorten

MAIN = "H5P.BranchingScenario"
QUESTION, PRESENTATION = "H5P.BranchingQuestion", "H5P.CoursePresentation"
STATIC, DYNAMIC = "static-end-score", "dynamic-score"
TITLE_WORDS = 7
MOST_NODES = 5000


def build_from_package(package: Archive, report: Report) -> tuple[m.Scenario, tuple[Media, ...]]:
    """Build the scenario of a package, with the media that it uses."""
    about = _json(package, "h5p.json")
    library = as_text(about.get("mainLibrary"))
    if library != MAIN:
        raise CannotImport(noop("This H5P package is a “{library}”; only Branching Scenario packages can be brought in."),
                           library=library[:60] or "?")
    if "content/content.json" not in package.names:
        raise CannotImport(noop("This H5P package holds no content (content/content.json is missing)."))
    scenario, media = build_from_content(_json(package, "content/content.json"), package, report, as_text(about.get("title")))
    return scenario, media


def is_branching_scenario(value: object) -> bool:
    """Tell whether a JSON value is a Branching Scenario's content, wrapped or not."""
    return _inside(value) is not None


def build_from_content(value: object, package: Archive | None, report: Report, title: str = "") -> tuple[m.Scenario, tuple[Media, ...]]:
    """Build the scenario of a content JSON. `title` is used where the content has none."""
    inside = _inside(value)
    if inside is None:
        raise CannotImport(noop("The content of this H5P package is no Branching Scenario."))
    wrapped = as_object(value)
    titles = (title, as_text(as_object(wrapped.get("h5p")).get("title")), as_text(as_object(as_object(wrapped.get("params")).get("metadata")).get("title")))
    shelf = MediaCollector(package, report)
    builder = _Builder(inside, titles, shelf, report)
    scenario = builder.scenario()
    if package is not None:
        ours = [name.removeprefix("content/") for name in package.names if name.startswith("content/") and name != "content/content.json"]
        unused = sorted(path for path in ours if path not in shelf.paths and not path.rpartition("/")[2].startswith((".", "_")))
        if unused:
            report.skipped(noop("Files in the package that the content does not use: {count} ({names})"), count=len(unused),
                           names=", ".join(unused[:5]))
    return scenario, shelf.media


def _json(package: Archive, name: str) -> dict:
    try:
        value = json.loads(package.read(name).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise CannotImport(noop("This H5P package can't be read, since its file {name} is damaged."), name=name) from None
    return as_object(value)


def _inside(value: object) -> dict | None:
    """Give what stands in "branchingScenario", however it is wrapped: bare, {params: …}, or {h5p, library, params: {params: …}}."""
    for _ in range(4):
        if not isinstance(value, dict):
            return None
        if isinstance(value.get("branchingScenario"), dict):
            return value["branchingScenario"]
        value = value.get("params", value.get("jsonContent"))
    return None


class _Builder:
    def __init__(self, inside: dict, titles: tuple[str, ...], shelf: MediaCollector, report: Report):
        self.report, self.shelf, self.inside = report, shelf, inside
        self.draft = ScenarioBuilder(report, self._address)
        self.nodes = [as_object(node) for node in as_list(inside.get("content"))]
        if not self.nodes:
            raise CannotImport(noop("This Branching Scenario has no content yet."))
        if len(self.nodes) > MOST_NODES:
            raise CannotImport(noop("This Branching Scenario has {count} nodes; at most {most} are taken."), count=len(self.nodes),
                               most=MOST_NODES)
        shown = as_object(inside.get("startScreen")).get("startScreenTitle")
        self.title, *self.other_titles = [*dict.fromkeys(filter(None, map(html_import.plain_line, (inside.get("title"), *titles, shown)))), ""]
        group = as_object(inside.get("scoringOptionGroup"))
        # Before version 1.5 the option stood beside the group, and there was none.
        self.scoring = as_text(group.get("scoringOption")) or as_text(inside.get("scoringOption"))
        self.titles = [self._node_title(node, number) for number, node in enumerate(self.nodes, 1)]
        self.ids = [self.draft.fresh(name, "scene") for name in self.titles]
        self.scenes: list[m.Scene] = []
        self.endings: list[m.Ending] = []
        self.default_id: str | None = None
        self.points = 0
        self.outer_ids: list[str] = []

    def scenario(self) -> m.Scenario:
        """Give the scenario."""
        first = self._start_screen()
        for number, node in enumerate(self.nodes):
            self._node(number, node)
        if not self.endings:
            self._default()
        notes = [*self._settings()]
        self._say()
        return m.Scenario(m.Start(first), tuple(self.scenes), tuple(self.endings), title=self.title or None,
                          people=tuple(self.draft.people.values()), notes=tuple(notes))

    def _address(self, path: str, at: str | None) -> str | None:
        outside = path.lower().startswith(("http://", "https://", "/static/"))
        inside = ":" not in path.partition("/")[0] and not path.startswith("/") and ".." not in path.split("/")
        if inside:
            return self.shelf.address(path, at)
        return self.draft.by_address(path, at) if outside else self.draft.no_address(path, at)

    # --- scenes ---------------------------------------------------------------------------------------------------------

    def _node_title(self, node: dict, number: int) -> str:
        kind = as_object(node.get("type"))
        name = html_import.plain_line(as_object(kind.get("metadata")).get("title"))
        name = name or html_import.plain_line(as_object(as_object(kind.get("params")).get("metadata")).get("title"))
        if name and not name.startswith("Untitled"):
            return name
        words = (h5p_content.collect_texts(kind.get("params")) or [""])[0].split()
        return " ".join(words[:TITLE_WORDS]) + ("…" if len(words) > TITLE_WORDS else "") or f"Scene {number}"

    def _start_screen(self) -> str:
        screen = as_object(self.inside.get("startScreen"))
        title, subtitle = html_import.plain_line(screen.get("startScreenTitle")), screen.get("startScreenSubtitle")
        path = as_text(as_object(screen.get("startScreenImage")).get("path")).strip()
        if not (html_import.plain_line(subtitle) or path):
            return self.ids[0]
        id_ = self.draft.fresh("Start screen", "start")
        shown = [EmbeddedMedia("image", path, as_text(screen.get("startScreenAltText")) or None)] if path else []
        beats = (*self.draft.content_items(subtitle, id_), *self.draft.beats_of(shown, id_))
        words = html_import.escape_text(html_import.plain_line(as_object(self.inside.get("l10n")).get("startScreenButtonText")) or "Start")
        choice = m.Choice(self.draft.fresh("Start", "choice"), self.ids[0], do=words)
        self.scenes.append(m.Scene(id_, title or self.title or "Start", beats, choices=(choice,)))
        return id_

    def _node(self, number: int, node: dict) -> None:
        kind = as_object(node.get("type"))
        library, params = machine_name(kind.get("library")), as_object(kind.get("params"))
        if library == QUESTION:
            self._question(number, as_object(params.get("branchingQuestion")) or params)
        elif library == PRESENTATION:
            self._presentation(number, node, params)
        else:
            found = h5p_content.parse_content(library, params)
            self._scene(number, self.ids[number], self.titles[number], found, self._onward(number, node))
        if outer := as_text(kind.get("subContentId")):
            self.outer_ids.append(f"{self.ids[number]}: {outer}")

    def _scene(self, number: int, id_: str, title: str, found: Content, to: tuple[str, tuple[m.Feedback, ...], list[str]]) -> None:
        node = self.nodes[number]
        beats: list[m.ContentItem] = []
        for part in found.parts:
            beats += self.draft.beats_of([part], id_) if isinstance(part, EmbeddedMedia) else self.draft.content_items(part, id_)
        if found.not_taken:
            names = ", ".join(dict.fromkeys(found.not_taken))
            self.report.skipped(noop("“{title}”: parts of the kind {names} were not brought in; their texts stand in the author's note."),
                                id_, title=shorten(title), names=names)
            beats += [] if beats else [m.Narration(html_import.escape_text(f"[{names}]"))]
        target, feedback, notes = to
        words = html_import.escape_text(html_import.plain_line(node.get("proceedButtonText")) or "Go on")
        choice = m.Choice(self.draft.fresh(f"{id_} on", "choice"), target, do=words, feedback=feedback, notes=self._noted(notes))
        self.scenes.append(m.Scene(id_, title, tuple(beats), choices=(choice,), notes=self._noted(found.aside)))

    def _presentation(self, number: int, node: dict, params: dict) -> None:
        found = [*h5p_content.parse_slides(params)] or [Content()]
        ids = [self.ids[number], *(self.draft.fresh(f"{self.ids[number]} slide {place}", "slide") for place in range(2, len(found) + 1))]
        for place, slide in enumerate(found):
            last = place == len(found) - 1
            title = self.titles[number] if len(found) == 1 else f"{self.titles[number]} ({place + 1})"
            self._scene(number, ids[place], title, slide, self._onward(number, node) if last else (ids[place + 1], (), []))

    def _question(self, number: int, question: dict) -> None:
        id_ = self.ids[number]
        beats = self.draft.content_items(question.get("question"), id_)
        choices = [self._alternative(number, as_object(row), place) for place, row in enumerate(as_list(question.get("alternatives")), 1)]
        if not choices:
            self.report.attention(noop("The question “{title}” has no answers; it got one way on, to the default ending."), id_,
                                  title=shorten(self.titles[number]))
            choices = [m.Choice(self.draft.fresh(f"{id_} on", "choice"), self._default(), do="Go on")]
        self.scenes.append(m.Scene(id_, self.titles[number], beats, choices=tuple(choices)))

    def _alternative(self, number: int, row: dict, place: int) -> m.Choice:
        label = html_import.plain_line(row.get("text"))
        id_ = self.draft.fresh(label, "choice")
        text = self.draft.text(row.get("text"), self.ids[number]) or f"Answer {place}"
        to, feedback, notes = self._onward(number, row, name=label, at=id_)
        return m.Choice(id_, to, say=find_quotation(text) or text, feedback=feedback, notes=self._noted(notes))

    # --- ways on and ends -----------------------------------------------------------------------------------------------

    def _onward(self, number: int, row: dict, name: str = "", at: str | None = None) -> tuple[str, tuple[m.Feedback, ...], list[str]]:
        """Give where a node or an answer leads, what is said on the way, and what goes into its note."""
        at = at or self.ids[number]
        to, feedback = _whole(row.get("nextContentId")), as_object(row.get("feedback"))
        if to is not None and to >= len(self.nodes):
            self.report.attention(noop("“{title}” leads to node {to}, which is not there; it leads to an ending now."), at,
                                  title=shorten(name or self.titles[number]), to=to)
            to = None
        if to is None or to < 0:
            return self._end(number, feedback, name), (), []
        notes = self._points(feedback) if self.scoring != STATIC else []
        effect, why = (self.draft.text(feedback.get(key), at) for key in ("title", "subtitle"))
        image = as_text(as_object(feedback.get("image")).get("path")).strip()
        if image:
            self.report.skipped(noop("A picture of a feedback was left out, since feedback is words: {path}"), at, path=shorten(image))
        if not (effect or why):
            return self.ids[to], (), notes
        return self.ids[to], (m.Feedback(effect or why, why if effect else None),), notes

    def _points(self, feedback: dict) -> list[str]:
        points = as_text(feedback.get("endScreenScore")).strip()
        if not points:
            return []
        self.points += 1
        return [f"H5P points: {points}"]

    def _end(self, number: int, feedback: dict, name: str) -> str:
        title, subtitle = html_import.plain_line(feedback.get("title")), feedback.get("subtitle")
        path = as_text(as_object(feedback.get("image")).get("path")).strip()
        points = as_text(feedback.get("endScreenScore")).strip()
        if not (title or html_import.plain_line(subtitle) or path or points):
            return self._default()
        title = title or " ".join(html_import.plain_line(subtitle).split()[:TITLE_WORDS]) or f"After: {shorten(name or self.titles[number])}"
        return self._own_ending(title, subtitle, path, self._points(feedback))

    def _own_ending(self, title: str, subtitle: object, path: str, notes: list[str]) -> str:
        id_ = self.draft.fresh(f"End {title}", "end")
        shown = [EmbeddedMedia("image", path)] if path else []
        beats = (*self.draft.content_items(subtitle, id_), *self.draft.beats_of(shown, id_))
        self.endings.append(m.Ending(id_, "door-open", title, "", content_items=beats, notes=self._noted(notes)))
        return id_

    def _default(self) -> str:
        """Give the default ending's id; it is made where something leads there."""
        if self.default_id is None:
            screen = as_object((as_list(self.inside.get("endScreens")) or [{}])[0])
            title = html_import.plain_line(screen.get("endScreenTitle")) or "The end"
            path = as_text(as_object(screen.get("endScreenImage")).get("path")).strip()
            points = self._points(screen) if as_text(screen.get("endScreenScore")) not in ("", "0") else []
            self.default_id = self._own_ending(title, screen.get("endScreenSubtitle"), path, points)
        return self.default_id

    # --- the whole ------------------------------------------------------------------------------------------------------

    def _noted(self, texts: list[str]) -> tuple[m.Note, ...]:
        return (self.draft.note("\n".join(texts)),) if any(texts) else ()

    def _settings(self):
        others = as_list(self.inside.get("endScreens"))[0 if self.default_id is None else 1:]
        unused = [text for screen in others for text in h5p_content.collect_texts(screen)]
        if unused:
            self.report.changed(noop("End screens that nothing leads to stand in the scenario's notes: {count}"), count=len(others))
            yield self.draft.note("\n".join(["H5P end screens", *unused]))
        if any(self.other_titles):
            yield self.draft.note("\n".join(["H5P titles", *self.other_titles]))
        if self.outer_ids:
            yield self.draft.note("\n".join(["H5P ids (subContentId)", *self.outer_ids]))
        if self.scoring:
            yield m.Note(html_import.escape_text(f"H5P scoring: {self.scoring}"))
        if as_object(self.inside.get("behaviour")) or as_object(self.inside.get("l10n")):
            self.report.skipped(noop("The H5P player's own settings and button texts were left out."))

    def _say(self) -> None:
        if self.scoring == STATIC:
            self.report.changed(noop("In H5P only ends had points here, so points of answers on the way were dropped, as H5P does."))
        if self.points:
            self.report.attention(noop("H5P's points are not levels. They stand in the notes of choices and endings: {count}"),
                                  count=self.points)
        self.report.changed(noop("Answers of questions became something said. Where one is something done, move it."))
        self.draft.say_who_is_who()


def _whole(value: object) -> int | None:
    """Give a number of a node as H5P means it (also where it was written as text), or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.strip().lstrip("-").isdigit() and len(value.strip()) < 8:
        return int(value.strip())
    return value if isinstance(value, int) else None
