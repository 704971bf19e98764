"""Import scenarios of branching-xblock: its JSON export, and the component in OLX.

The format follows its public source: nodes by id or in a list (the first one starts), each with HTML content, media,
a hint and choices with text, target and points; a node without choices ends. Older nodes have a `type`, feedback and
hints on choices.
"""

import json
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ...notation import markup
from ...notation.messages import noop
from ...scenario import model as m
from ..registry import ImportedScenario, Importer, register_importer
from ..report import CannotImport, Report
from ..source_file import SourceFile
from . import html_import
from .html_import import EmbeddedMedia
from .scenario_builder import ScenarioBuilder, find_quotation, format_link, shorten

TAG = "branching_xblock"
TITLE_WORDS = 7
SETTINGS = ("enable_undo", "enable_scoring", "enable_reset_activity", "max_score", "grade_ranges")
_NODE_KEYS = frozenset((
    "id", "type", "content", "media", "choices", "hint", "left_image_url", "right_image_url", "left_image_alt_text",
    "right_image_alt_text", "overlay_text", "transcript_url", "title"))
_CHOICE_KEYS = frozenset(("text", "target_node_id", "score", "feedback", "hint", "id"))


def is_branching_export(value: object) -> bool:
    """Return whether a JSON value is an export of branching-xblock."""
    if isinstance(value, dict) and isinstance(value.get("scenario_data"), dict | str):
        return True
    nodes = value.get("nodes") if isinstance(value, dict) else value
    rows = list(nodes.values()) if isinstance(nodes, dict) else nodes
    return isinstance(rows, list) and any(
        isinstance(row, dict) and ("choices" in row or "content" in row) for row in rows
    )


def _find_in_olx(root: etree._Element, report: Report) -> tuple[str, dict[str, str]]:
    """Return (scenario data, settings) of the first branching-xblock in an OLX tree, which holds at least one."""
    found = [*root.iter(TAG)]
    if len(found) > 1:
        report.add_skipped(
            noop("Other stories in the file: {count}. To import one of them, choose the file again."),
            count=len(found) - 1,
        )
    settings = {str(name): str(value) for name, value in found[0].attrib.items()}
    settings |= {markup.local_name(str(child.tag)): child.text or "" for child in found[0]}
    return settings.get("scenario_data", ""), settings


def build_scenario(value: Any, settings: dict[str, str], report: Report) -> m.Scenario:
    """Build the scenario of an export's JSON value, or of the component's `scenario_data` and its other settings.

    Raises `CannotImport` where the value holds no nodes.
    """
    value = _parse_object(value)
    if isinstance(value, dict) and "scenario_data" in value:
        settings = {**{key: _as_text(row) for key, row in value.items()}, **settings}
        value = _parse_object(value["scenario_data"])
    nodes = value.get("nodes") if isinstance(value, dict) else value
    start = value.get("start_node_id") if isinstance(value, dict) else None
    rows = (
        [({"id": key, **row} if isinstance(row, dict) else row) for key, row in nodes.items()]
        if isinstance(nodes, dict)
        else nodes
    )
    if not isinstance(rows, list) or not any(isinstance(row, dict) for row in rows):
        raise CannotImport(noop("This branching-xblock export holds no nodes."))
    return _BranchingBuilder(rows, start, settings, report).build_scenario()


def _parse_object(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise CannotImport(noop("The scenario data of this branching-xblock can't be read.")) from None


def _as_text(value: object) -> str:
    """Return a JSON value as text; "" for null."""
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _filter_objects(value: object) -> list[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


class _BranchingBuilder:
    """Builds the scenario of an export's nodes.

    `start` is the id of the first node, or anything else where none is named.
    """

    def __init__(self, rows: list[Any], start: object, settings: dict[str, str], report: Report):
        self.report, self.builder, self.settings = report, ScenarioBuilder(report), settings
        self.nodes = [row for row in rows if isinstance(row, dict)]
        self.start = start
        self.other_rows = [row for row in rows if not isinstance(row, dict)]
        self.ids: dict[str, str] = {}
        self.titles = [self._make_title(node, number) for number, node in enumerate(self.nodes, 1)]
        self.own_ids = [self.builder.create_id(title, "scene") for title in self.titles]
        for node, id_ in zip(self.nodes, self.own_ids, strict=True):
            key = _as_text(node.get("id")).strip()
            if key in self.ids:
                report.add_attention(
                    noop("Two nodes have the id “{name}”. Choices go to the first of them."), id_, name=shorten(key)
                )
            self.ids.setdefault(key, id_)
        self.missing: dict[str, m.Ending] = {}
        self.points = 0

    def build_scenario(self) -> m.Scenario:
        """Build the scenario. To be called once."""
        first = self.ids.get(_as_text(self.start).strip(), self.own_ids[0])
        scenes, endings = [], []
        for node, id_, title in zip(self.nodes, self.own_ids, self.titles, strict=True):
            if _filter_objects(node.get("choices")):
                scenes.append(self._build_scene(node, id_, title))
            elif id_ == first:
                scenes.append(self._build_scene_without_choices(node, id_, title, endings))
            else:
                endings.append(
                    m.Ending(
                        id_,
                        m.DEFAULT_ENDING_KIND,
                        title,
                        "",
                        content_items=self._build_content(node, id_),
                        notes=self._build_notes(node, id_),
                    )
                )
        endings += self.missing.values()
        if not endings:
            endings.append(m.Ending(self.builder.create_id("The end", "end"), m.DEFAULT_ENDING_KIND, "The end", ""))
            self.report.add_changed(noop("No node ends the scenario, so an empty ending was added."), endings[-1].id)
        self._report_usual()
        return m.Scenario(
            m.Start(first),
            tuple(scenes),
            tuple(endings),
            title=html_import.format_plain_line(self.settings.get("display_name")) or None,
            people=tuple(self.builder.people.values()),
            notes=tuple(self._build_root_notes()),
        )

    def _make_title(self, node: dict[str, Any], number: int) -> str:
        words = html_import.format_plain_line(node.get("title")) or html_import.format_plain_line(node.get("content"))
        first = " ".join(words.split()[:TITLE_WORDS])
        return (f"{first}…" if len(first) < len(words) else first)[:120] or f"Node {number}"

    def _build_scene(self, node: dict[str, Any], id_: str, title: str) -> m.Scene:
        choices = tuple(
            self._build_choice(row, id_, number) for number, row in enumerate(_filter_objects(node.get("choices")), 1)
        )
        hint = self.builder.parse_text(node.get("hint"), id_)
        return m.Scene(
            id_, title, self._build_content(node, id_), hint=hint, choices=choices, notes=self._build_notes(node, id_)
        )

    def _build_scene_without_choices(
        self, node: dict[str, Any], id_: str, title: str, endings: list[m.Ending]
    ) -> m.Scene:
        endings.append(m.Ending(self.builder.create_id("The end", "end"), m.DEFAULT_ENDING_KIND, "The end", ""))
        self.report.add_changed(
            noop("The first node has no choices, so a choice was added that leads to an empty ending."), id_
        )
        choice = m.Choice(self.builder.create_id(f"{id_} on", "choice"), endings[-1].id, do="Go on.")
        hint = self.builder.parse_text(node.get("hint"), id_)
        return m.Scene(
            id_, title, self._build_content(node, id_), hint=hint, choices=(choice,), notes=self._build_notes(node, id_)
        )

    def _build_content(self, node: dict[str, Any], id_: str) -> tuple[m.ContentItem, ...]:
        items = [
            *self.builder.build_content(self._find_media(node), id_),
            *self.builder.parse_content(node.get("content"), id_),
        ]
        transcript = _as_text(node.get("transcript_url")).strip()
        if transcript and (address := self.builder.check_address(transcript, id_)):
            items.append(m.Narration(format_link(address)))
            self.report.add_attention(
                noop("A transcript was a link; copy its words into the sound or film it belongs to."), id_
            )
        return tuple(items)

    def _find_media(self, node: dict[str, Any]) -> Iterator[EmbeddedMedia]:
        media: dict[str, Any] = node["media"] if isinstance(node.get("media"), dict) else {}
        kind, url = _as_text(media.get("type")), _as_text(media.get("url")).strip()
        background = self.settings.get("background_image_url", "").strip()
        if kind == "image" and background and (node.get("left_image_url") or node.get("right_image_url") or not url):
            decorative = self.settings.get("background_image_is_decorative", "").lower() == "true"
            yield EmbeddedMedia("image", background, self.settings.get("background_image_alt_text") or None, decorative)
        if url:
            shown = kind if kind in ("audio", "video") else "image" if "image" in kind else "embed"
            yield EmbeddedMedia(shown, url, _as_text(media.get("alt")) or None)
        for side in ("left", "right"):
            if source := _as_text(node.get(f"{side}_image_url")).strip():
                yield EmbeddedMedia("image", source, _as_text(node.get(f"{side}_image_alt_text")) or None)

    def _build_choice(self, row: dict[str, Any], at: str, number: int) -> m.Choice:
        words = html_import.format_plain_line(row.get("text"))
        id_ = self.builder.create_id(words, "choice")
        text = self.builder.parse_text(row.get("text"), at) or f"Choice {number}"
        feedback, notes = self.builder.parse_text(row.get("feedback"), at), []
        if row.get("score") not in (None, "", 0, "0"):
            self.points += 1
            notes.append(f"Points in branching-xblock: {_as_text(row['score'])}")
        notes += [f"Hint: {_as_text(row['hint'])}"] if row.get("hint") else []
        notes += [f"{key}: {_as_text(value)}" for key, value in row.items() if key not in _CHOICE_KEYS and value]
        return m.Choice(
            id_,
            self._find_target(_as_text(row.get("target_node_id")).strip(), at),
            say=find_quotation(text) or text,
            feedback=(m.Feedback(effect=feedback),) if feedback else (),
            notes=(self.builder.make_note("\n".join(notes)),) if notes else (),
        )

    def _find_target(self, key: str, at: str) -> str:
        if key in self.ids and key:
            return self.ids[key]
        if key not in self.missing:
            id_ = self.builder.create_id(key, "unwritten")
            self.missing[key] = m.Ending(id_, m.DEFAULT_ENDING_KIND, shorten(key) or "Not written yet", "")
            if key:
                self.report.add_attention(
                    noop("“{name}” is linked to but was not in the file. An empty ending was put in its place."),
                    id_,
                    name=shorten(key),
                )
            else:
                self.report.add_attention(noop("A choice leads nowhere. An empty ending was put in its place."), at)
        return self.missing[key].id

    def _build_notes(self, node: dict[str, Any], id_: str) -> tuple[m.Note, ...]:
        choices = node["choices"] if isinstance(node.get("choices"), list) else []
        unknown = [
            f"{key}: {_as_text(value)}"
            for key, value in node.items()
            if key not in _NODE_KEYS and value not in (None, "", [], {})
        ]
        unknown += [f"choices: {_as_text(row)}" for row in choices if not isinstance(row, dict)]
        comments = [f"<!-- {comment} -->" for comment in html_import.parse_html(node.get("content")).comments]
        if not _filter_objects(node.get("choices")) and node.get("hint") and id_ != self.own_ids[0]:
            comments.append(f"Hint: {html_import.format_plain_line(node.get('hint'))}")
        if unknown:
            self.report.add_attention(noop("Unknown parts of a node were kept in its author's note: {count}"), id_,
                                  count=len(unknown))
        return (self.builder.make_note("\n".join([*unknown, *comments])),) if unknown or comments else ()

    def _build_root_notes(self) -> Iterator[m.Note]:
        kept = [f"{name}: {self.settings[name]}" for name in SETTINGS if self.settings.get(name)]
        kept += [f"{_as_text(row)}" for row in self.other_rows]
        if kept:
            yield self.builder.make_note("\n".join(["From branching-xblock", *kept]))
            self.report.add_changed(
                noop(
                    "Settings of branching-xblock (scoring, undo, grade ranges) have no counterpart; they were kept in "
                    "the scenario's notes."
                )
            )

    def _report_usual(self) -> None:
        if self.points:
            self.report.add_attention(
                noop("Points of choices are not levels. They were kept in the choices' notes: {count}"),
                count=self.points,
            )
        self.report.add_changed(noop("Titles of scenes were made of their first words."))
        self.builder.report_people()


def import_branching(source: SourceFile) -> ImportedScenario:
    """Import a JSON export or the first component of an OLX file. Raises `CannotImport` where it holds no nodes."""
    if source.xml is None:
        return ImportedScenario(build_scenario(source.json, {}, source.report))
    return ImportedScenario(build_scenario(*_find_in_olx(source.xml, source.report), source.report))


def _is_branching(source: SourceFile) -> bool:
    return is_branching_export(source.json) if source.xml is None else next(source.xml.iter(TAG), None) is not None


register_importer(Importer(
    id="branching", label=noop("branching-xblock scenario (JSON or OLX)"), endings=(".json", ".xml", ".olx"),
    detect=_is_branching, run=import_branching, order=30))
