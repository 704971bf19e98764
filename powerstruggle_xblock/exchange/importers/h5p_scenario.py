"""Build a scenario from the content of an H5P Branching Scenario (see `h5p`)."""

from collections.abc import Iterator
from typing import Any

from ...notation.messages import noop
from ...scenario import model as m
from ..report import ATTENTION, SKIPPED, CannotImport, Report
from . import html_import
from .h5p_content import (
    USUAL_SCREEN,
    Content,
    ContentParser,
    as_list,
    as_object,
    as_text,
    number_screens,
    parse_index,
    read_node,
    read_path,
    take_alt,
    take_object,
    take_objects,
    take_text,
)
from .h5p_words import collect_texts, has_settings, parse_machine_name
from .html_import import EmbeddedMedia
from .media_collector import MediaCollector
from .scenario_builder import ScenarioBuilder, find_quotation, shorten

QUESTION, PRESENTATION = "H5P.BranchingQuestion", "H5P.CoursePresentation"
STATIC = "static-end-score"
TITLE_WORDS = 7
MAX_NODES = 5000
SETTINGS_LEFT_OUT = noop("The H5P player's own settings and button texts were left out.")
_NODE_KEYS = frozenset(("type", "feedback", "proceedButtonText"))
_FEEDBACK_KEYS = frozenset(("title", "subtitle", "image", "endScreenScore"))
_SCREEN_KEYS = frozenset(("endScreenTitle", "endScreenSubtitle", "endScreenImage", "endScreenScore"))
_ROOT_KEYS = frozenset((
    "title", "content", "startScreen", "endScreens", "scoringOptionGroup", "scoringOption", "behaviour", "l10n",
))


class H5pScenarioBuilder:
    """Builds the scenario of one Branching Scenario.

    `titles` are further titles, the best one first; `sources` are credits as markup, `remarks` plain lines for authors.
    """

    def __init__(
        self, inside: dict[str, Any], titles: tuple[str, ...], media: MediaCollector, report: Report,
        sources: tuple[str, ...] = (), remarks: tuple[str, ...] = (),
    ):
        self.report, self.media, self.inside = report, media, inside
        self.sources, self.remarks = sources, remarks
        self.builder = ScenarioBuilder(report, self._resolve_address)
        self.parser = ContentParser(report.budget)
        self.nodes = [read_node(node) for node in as_list(inside.get("content"))]
        if not self.nodes:
            raise CannotImport(noop("This Branching Scenario has no content yet."))
        if len(self.nodes) > MAX_NODES:
            raise CannotImport(
                noop("This Branching Scenario has {count} nodes; at most {most} can be imported."),
                count=len(self.nodes),
                most=MAX_NODES,
            )
        shown = as_object(inside.get("startScreen")).get("startScreenTitle")
        self.title, *self.unused_titles = [
            *dict.fromkeys(filter(None, map(html_import.format_plain_line, (inside.get("title"), *titles, shown)))),
            "",
        ]
        group = as_object(inside.get("scoringOptionGroup"))
        # Before version 1.5 there was no group, and the option was here.
        self.scoring = as_text(group.get("scoringOption")) or as_text(inside.get("scoringOption"))
        self.titles = [self._build_node_title(node, number) for number, node in enumerate(self.nodes, 1)]
        self.ids = [self.builder.create_id(name, "scene") for name in self.titles]
        self.scenes: list[m.Scene] = []
        self.endings: list[m.Ending] = []
        self.screens = number_screens(inside.get("endScreens"))
        self.screen_endings: dict[int, str] = {}
        self.sub_content_notes: list[str] = []

    def build_scenario(self) -> m.Scenario:
        """Build the scenario. To be called once."""
        first = self._add_start_screen()
        for number, node in enumerate(self.nodes):
            self._add_node(number, node)
        if not self.endings:
            self._get_default_ending_id()
        notes = [*self._build_root_notes()]
        self._report_usual()
        about = m.About("", "", sources=self.sources) if self.sources else None
        return m.Scenario(m.Start(first), tuple(self.scenes), tuple(self.endings), title=self.title or None,
                          about=about, people=tuple(self.builder.people.values()), notes=tuple(notes))

    def _resolve_address(self, path: str, at: str | None) -> str | None:
        outside = path.lower().startswith(("http://", "https://", "/static/"))
        inside = ":" not in path.partition("/")[0] and not path.startswith("/") and ".." not in path.split("/")
        if inside:
            return self.media.resolve_address(path, at)
        return self.builder.check_address(path, at) if outside else self.builder.report_bad_address(path, at)

    # --- scenes -----------------------------------------------------------------------------------------------------

    def _build_node_title(self, node: dict[str, Any], number: int) -> str:
        kind = as_object(node.get("type"))
        name = html_import.format_plain_line(as_object(kind.get("metadata")).get("title"))
        name = name or html_import.format_plain_line(
            as_object(as_object(kind.get("params")).get("metadata")).get("title")
        )
        if name and not name.startswith("Untitled"):
            return name
        words = (collect_texts({**kind, "metadata": {}}, self.report.budget) or [""])[0].split()
        return " ".join(words[:TITLE_WORDS]) + ("…" if len(words) > TITLE_WORDS else "") or f"Scene {number}"

    def _add_start_screen(self) -> str:
        screen = dict(as_object(self.inside.get("startScreen")))
        title, subtitle = (
            html_import.format_plain_line(screen.pop("startScreenTitle", "")),
            screen.pop("startScreenSubtitle", ""),
        )
        path = read_path(screen.pop("startScreenImage", None))
        alt = take_alt(screen, "startScreenAltText")
        rest = collect_texts(screen, self.report.budget)
        if not (html_import.format_plain_line(subtitle) or path):
            self.unused_titles += [*([alt] if alt else []), *rest]
            return self.ids[0]
        id_ = self.builder.create_id("Start screen", "start")
        shown = [EmbeddedMedia("image", path, alt)] if path else []
        rest += [alt] if alt and not path else []
        items = (*self.builder.parse_content(subtitle, id_), *self.builder.build_content(shown, id_))
        words = html_import.escape_text(
            html_import.format_plain_line(as_object(self.inside.get("l10n")).get("startScreenButtonText")) or "Start"
        )
        choice = m.Choice(self.builder.create_id("Start", "choice"), self.ids[0], do=words)
        self.scenes.append(
            m.Scene(id_, title or self.title or "Start", items, choices=(choice,), notes=self._build_notes(rest))
        )
        return id_

    def _add_node(self, number: int, node: dict[str, Any]) -> None:
        self.report.budget.spend()
        kind = as_object(node.get("type"))
        library, params = parse_machine_name(kind.get("library")), as_object(kind.get("params"))
        if library == QUESTION:
            self._add_question(number, node, params)
        elif library == PRESENTATION:
            self._add_presentation(number, node, params)
        else:
            found = self.parser.parse(library, params)
            found.other_texts += self._collect_node_texts(node)
            self._add_scene(number, self.ids[number], self.titles[number], found, self._find_target(number, node), ())
        if outer := as_text(kind.get("subContentId")):
            self.sub_content_notes.append(f"{self.ids[number]}: {outer}")

    def _collect_node_texts(self, node: dict[str, Any]) -> list[str]:
        """Return the texts of a node that no other method reads."""
        others = {key: value for key, value in node.items() if key not in _NODE_KEYS}
        return collect_texts(others, self.report.budget)

    def _add_scene(
        self, number: int, id_: str, title: str, found: Content, to: tuple[str, tuple[m.Feedback, ...], list[str]],
        buttons: tuple[m.Choice, ...],
    ) -> None:
        node = self.nodes[number]
        items: list[m.ContentItem] = []
        for part in found.parts:
            items += (
                self.builder.build_content([part], id_)
                if isinstance(part, EmbeddedMedia)
                else self.builder.parse_content(part, id_)
            )
        self._report_content(found, id_)
        if found.not_imported and not items:
            items = [m.Narration(html_import.escape_text(f"[{', '.join(found.not_imported)}]"))]
        target, feedback, notes = to
        words = html_import.escape_text(html_import.format_plain_line(node.get("proceedButtonText")) or "Go on")
        choice = m.Choice(
            self.builder.create_id(f"{id_} on", "choice"),
            target,
            do=words,
            feedback=feedback,
            notes=self._build_notes(notes),
        )
        self.scenes.append(
            m.Scene(id_, title, tuple(items), choices=(*buttons, choice), notes=self._build_notes(found.other_texts))
        )

    def _report_content(self, found: Content, id_: str) -> None:
        for kind, has_words in found.not_imported.items():
            if has_words:
                self.report.add_counted(
                    SKIPPED,
                    noop("Parts of the kind “{kind}” were not imported; their words are in the author's note of the "
                         "scene: {count}"), id_, kind=kind)
            else:
                self.report.add_counted(
                    SKIPPED, noop("Parts of the kind “{kind}” were not imported; they hold no words: {count}"), id_,
                    kind=kind)
        if found.has_settings:
            self.report.add_skipped(SETTINGS_LEFT_OUT, id_)

    def _add_presentation(self, number: int, node: dict[str, Any], params: dict[str, Any]) -> None:
        found = [*self.parser.parse_slides(params)]
        found[0].other_texts += self._collect_node_texts(node)
        ids = [
            self.ids[number],
            *(
                self.builder.create_id(f"{self.ids[number]} slide {place}", "slide")
                for place in range(2, len(found) + 1)
            ),
        ]
        for place, slide in enumerate(found):
            last = place == len(found) - 1
            title = self.titles[number] if len(found) == 1 else f"{self.titles[number]} ({place + 1})"
            buttons = tuple(
                m.Choice(
                    self.builder.create_id(button.words or f"to slide {button.slide + 1}", "choice"),
                    ids[button.slide],
                    do=html_import.escape_text(button.words or f"To slide {button.slide + 1}"),
                )
                for button in slide.buttons
            )
            to = self._find_target(number, node) if last else (ids[place + 1], (), [])
            self._add_scene(number, ids[place], title, slide, to, buttons)

    def _add_question(self, number: int, node: dict[str, Any], params: dict[str, Any]) -> None:
        id_ = self.ids[number]
        others = dict(params)
        rest = dict(take_object(others, "branchingQuestion"))
        if not rest:
            rest, others = others, {}
        items = self.builder.parse_content(take_text(rest, "question"), id_)
        rows = take_objects(rest, "alternatives")
        choices = [self._build_choice(number, row, place) for place, row in enumerate(rows, 1)]
        notes = collect_texts([rest, others], self.report.budget) + self._collect_node_texts(node)
        notes += self._collect_unread_feedback(node)
        if not choices:
            self.report.add_attention(
                noop("The question “{title}” has no answers; one choice was added that leads to the default ending."),
                id_,
                title=shorten(self.titles[number]),
            )
            choices = [
                m.Choice(self.builder.create_id(f"{id_} on", "choice"), self._get_default_ending_id(), do="Go on")
            ]
        if has_settings(params):
            self.report.add_skipped(SETTINGS_LEFT_OUT, id_)
        self.scenes.append(
            m.Scene(id_, self.titles[number], items, choices=tuple(choices), notes=self._build_notes(notes))
        )

    def _collect_unread_feedback(self, node: dict[str, Any]) -> list[str]:
        """Return the words of a question's own feedback and button, which H5P never shows; not the usual button's."""
        button = as_text(node.get("proceedButtonText"))
        usual = as_object(self.inside.get("l10n")).get("proceedButtonText")
        return collect_texts([node.get("feedback"), "" if button == usual else button], self.report.budget)

    def _build_choice(self, number: int, row: dict[str, Any], place: int) -> m.Choice:
        self.report.budget.spend()
        label = html_import.format_plain_line(row.get("text"))
        id_ = self.builder.create_id(label, "choice")
        text = self.builder.parse_text(row.get("text"), self.ids[number]) or f"Answer {place}"
        to, feedback, notes = self._find_target(number, row, name=label, at=id_)
        others = {key: value for key, value in row.items() if key not in ("text", "feedback")}
        notes = [*notes, *collect_texts(others, self.report.budget)]
        return m.Choice(id_, to, say=find_quotation(text) or text, feedback=feedback, notes=self._build_notes(notes))

    # --- ways on and ends -------------------------------------------------------------------------------------------

    def _find_target(
        self, number: int, row: dict[str, Any], name: str = "", at: str | None = None
    ) -> tuple[str, tuple[m.Feedback, ...], list[str]]:
        """Return where a node or an answer leads, the feedback on the way, and texts for its note."""
        at = at or self.ids[number]
        to, feedback = parse_index(row.get("nextContentId")), as_object(row.get("feedback"))
        if to is not None and to >= len(self.nodes):
            self.report.add_attention(
                noop("“{title}” leads to node {to}, which does not exist; it leads to an ending now."),
                at,
                title=shorten(name or self.titles[number]),
                to=to,
            )
            to = None
        if to is None or to < 0:
            return self._find_end_target(number, to, feedback, name)
        notes = self._build_point_notes(feedback, at) if self.scoring != STATIC else []
        notes += self._collect_feedback_texts(feedback)
        effect, why = (self.builder.parse_text(feedback.get(key), at) for key in ("title", "subtitle"))
        image = read_path(feedback.get("image"))
        if image:
            self.media.mark_reported(image)
            self.report.add_named(
                SKIPPED, noop("Pictures of feedback were left out, since feedback can hold words only: {count} "
                              "({names})"), image, at)
        said = (m.Feedback(effect or why, why if effect else None),) if effect or why else ()
        return self.ids[to], said, notes

    def _collect_feedback_texts(self, feedback: dict[str, Any]) -> list[str]:
        others = {key: value for key, value in feedback.items() if key not in _FEEDBACK_KEYS}
        return collect_texts(others, self.report.budget)

    def _build_point_notes(self, feedback: dict[str, Any], at: str) -> list[str]:
        points = as_text(feedback.get("endScreenScore")).strip()
        if not points:
            return []
        self.report.add_counted(
            ATTENTION, noop("H5P's points are not levels. They were kept in the notes of choices and endings: {count}"),
            at)
        return [f"H5P points: {points}"]

    def _find_end_target(
        self, number: int, to: int | None, feedback: dict[str, Any], name: str
    ) -> tuple[str, tuple[m.Feedback, ...], list[str]]:
        others = self._collect_feedback_texts(feedback)
        title, subtitle = html_import.format_plain_line(feedback.get("title")), feedback.get("subtitle")
        path = read_path(feedback.get("image"))
        points = as_text(feedback.get("endScreenScore")).strip()
        if not (title or html_import.format_plain_line(subtitle) or path or points):
            return self._get_default_ending_id(to), (), others
        title = (
            title
            or " ".join(html_import.format_plain_line(subtitle).split()[:TITLE_WORDS])
            or f"After: {shorten(name or self.titles[number])}"
        )
        return self._add_ending(title, subtitle, path, feedback, others), (), []

    def _add_ending(
        self, title: str, subtitle: object, path: str, scored: dict[str, Any], notes: list[str],
    ) -> str:
        id_ = self.builder.create_id(f"End {title}", "end")
        notes = [*self._build_point_notes(scored, id_), *notes]
        shown = [EmbeddedMedia("image", path)] if path else []
        items = (*self.builder.parse_content(subtitle, id_), *self.builder.build_content(shown, id_))
        self.endings.append(
            m.Ending(id_, m.DEFAULT_ENDING_KIND, title, "", content_items=items, notes=self._build_notes(notes))
        )
        return id_

    def _get_default_ending_id(self, number: int | None = None) -> str:
        """Return the id of the end screen of that number, or of the usual one; it is added at the first call."""
        if number not in self.screens:
            number = USUAL_SCREEN
        if number not in self.screen_endings:
            screen = self.screens.get(number, {})
            title = html_import.format_plain_line(screen.get("endScreenTitle")) or "The end"
            scored = screen if as_text(screen.get("endScreenScore")) not in ("", "0") else {}
            others = {key: value for key, value in screen.items() if key not in _SCREEN_KEYS}
            self.screen_endings[number] = self._add_ending(
                title, screen.get("endScreenSubtitle"), read_path(screen.get("endScreenImage")), scored,
                collect_texts(others, self.report.budget))
        return self.screen_endings[number]

    # --- the whole --------------------------------------------------------------------------------------------------

    def _build_notes(self, texts: list[str]) -> tuple[m.Note, ...]:
        return (self.builder.make_note("\n".join(texts)),) if any(texts) else ()

    def _build_root_notes(self) -> Iterator[m.Note]:
        others = [screen for number, screen in self.screens.items() if number not in self.screen_endings]
        unused = [texts for screen in others if (texts := collect_texts(screen, self.report.budget))]
        if unused:
            self.report.add_changed(
                noop("End screens that nothing leads to: their words were kept in the scenario's notes: {count}"),
                count=len(unused),
            )
            yield self.builder.make_note("\n".join(["H5P end screens", *(text for texts in unused for text in texts)]))
        rest = {key: value for key, value in self.inside.items() if key not in _ROOT_KEYS}
        if others := collect_texts(rest, self.report.budget):
            self.report.add_changed(noop("Texts of the whole content were kept in the scenario's notes: {count}"),
                                    count=len(others))
            yield self.builder.make_note("\n".join(["H5P", *others]))
        if self.remarks:
            self.report.add_changed(
                noop("Authors' comments and the list of changes were kept in the scenario's notes: {count}"),
                count=len(self.remarks))
            yield self.builder.make_note("\n".join(["H5P authors' comments and changes", *self.remarks]))
        if any(self.unused_titles):
            yield self.builder.make_note("\n".join(["H5P titles", *self.unused_titles]))
        if self.sub_content_notes:
            yield self.builder.make_note("\n".join(["H5P ids (subContentId)", *self.sub_content_notes]))
        if self.scoring:
            yield m.Note(html_import.escape_text(f"H5P scoring: {self.scoring}"))
        if as_object(self.inside.get("behaviour")) or as_object(self.inside.get("l10n")):
            self.report.add_skipped(SETTINGS_LEFT_OUT)

    def _report_usual(self) -> None:
        if self.scoring == STATIC:
            self.report.add_changed(
                noop("In H5P only ends had points here, so points of answers on the way were left out, as H5P does.")
            )
        if self.sources:
            self.report.add_changed(
                noop("Credits, licences and sources stand among the sources of the about card: {count}. Write the "
                     "card's other parts too."), count=len(self.sources))
        if any(choice.say for scene in self.scenes for choice in scene.choices):
            self.report.add_changed(
                noop("Answers of questions were imported as something said. Where one is something done, change that.")
            )
        self.builder.report_people()
