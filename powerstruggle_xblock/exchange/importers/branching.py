"""Scenarios of branching-xblock: its JSON export, and the component in OLX.

The shape is that of its public source: nodes by id or in a list (the first one starts), each with HTML content, media, a hint
and choices with text, target and points; a node without choices ends. Older nodes have a `type`, feedback and hints on choices.
"""

import json
from collections.abc import Iterator

from lxml import etree

from ...notation import markup
from ...scenario import model as m
from ..report import CannotImport, noop, Report
from . import html_import
from .html_import import EmbeddedMedia
from .scenario_builder import find_quotation, format_link, ScenarioBuilder, shorten

TAG = "branching_xblock"
TITLE_WORDS = 7
SETTINGS = ("enable_undo", "enable_scoring", "enable_reset_activity", "max_score", "grade_ranges")
_NODE_KEYS = frozenset((
    "id", "type", "content", "media", "choices", "hint", "left_image_url", "right_image_url", "left_image_alt_text",
    "right_image_alt_text", "overlay_text", "transcript_url", "title"))
_CHOICE_KEYS = frozenset(("text", "target_node_id", "score", "feedback", "hint", "id"))


def is_branching_export(value: object) -> bool:
    """Tell whether a JSON value is an export of branching-xblock."""
    if isinstance(value, dict) and isinstance(value.get("scenario_data"), dict | str):
        return True
    nodes = value.get("nodes") if isinstance(value, dict) else value
    rows = list(nodes.values()) if isinstance(nodes, dict) else nodes
    return isinstance(rows, list) and any(isinstance(row, dict) and ("choices" in row or "content" in row) for row in rows)


def find_in_olx(root: etree._Element | None, report: Report) -> tuple[object, dict[str, str]] | None:
    """Give (scenario data, settings) of the first branching-xblock in an OLX tree, or None where there is none."""
    found = [*root.iter(TAG)] if root is not None else []
    if not found:
        return None
    if len(found) > 1:
        report.skipped(noop("Other stories in the file: {count}. Choose the file again to bring them in."), count=len(found) - 1)
    settings = {name: value for name, value in found[0].attrib.items()}
    settings |= {markup.local_name(str(child.tag)): child.text or "" for child in found[0]}
    return settings.get("scenario_data", ""), settings


def build_scenario(value: object, settings: dict[str, str], report: Report) -> m.Scenario:
    """Build the scenario of an export's JSON value, or of the component's `scenario_data` and its other settings."""
    value = _object(value)
    if isinstance(value, dict) and "scenario_data" in value:
        settings = {**{key: _said(row) for key, row in value.items()}, **settings}
        value = _object(value["scenario_data"])
    nodes = value.get("nodes") if isinstance(value, dict) else value
    start = value.get("start_node_id") if isinstance(value, dict) else None
    rows = [({"id": key, **row} if isinstance(row, dict) else row) for key, row in nodes.items()] if isinstance(nodes, dict) else nodes
    if not isinstance(rows, list) or not any(isinstance(row, dict) for row in rows):
        raise CannotImport(noop("This branching-xblock export holds no nodes."))
    return _Builder(rows, start, settings, report).scenario()


def _object(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise CannotImport(noop("The scenario data of this branching-xblock can't be read.")) from None


def _said(value: object) -> str:
    """Give a value of any JSON type as text; "" for none."""
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _rows(value: object) -> list[dict]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


class _Builder:
    def __init__(self, rows: list, start: object, settings: dict[str, str], report: Report):
        self.report, self.draft, self.settings = report, ScenarioBuilder(report), settings
        self.nodes = [row for row in rows if isinstance(row, dict)]
        self.start = start
        self.loose = [row for row in rows if not isinstance(row, dict)]
        self.ids: dict[str, str] = {}
        self.titles = [self._title(node, number) for number, node in enumerate(self.nodes, 1)]
        self.own_ids = [self.draft.fresh(title, "scene") for title in self.titles]
        for node, id_ in zip(self.nodes, self.own_ids, strict=True):
            key = _said(node.get("id")).strip()
            if key in self.ids:
                report.attention(noop("Two nodes have the id “{name}”. Choices go to the first of them."), id_, name=shorten(key))
            self.ids.setdefault(key, id_)
        self.missing: dict[str, m.Ending] = {}
        self.points = 0

    def scenario(self) -> m.Scenario:
        """Give the scenario."""
        first = self.ids.get(_said(self.start).strip(), self.own_ids[0])
        scenes, endings = [], []
        for node, id_, title in zip(self.nodes, self.own_ids, self.titles, strict=True):
            if _rows(node.get("choices")):
                scenes.append(self._scene(node, id_, title))
            elif id_ == first:
                scenes.append(self._lonely(node, id_, title, endings))
            else:
                endings.append(m.Ending(id_, "door-open", title, "", content_items=self._beats(node, id_), notes=self._notes(node, id_)))
        endings += self.missing.values()
        if not endings:
            endings.append(m.Ending(self.draft.fresh("The end", "end"), "door-open", "The end", ""))
            self.report.changed(noop("No node ends the scenario, so an empty ending was added."), endings[-1].id)
        self._say()
        return m.Scenario(m.Start(first), tuple(scenes), tuple(endings), title=html_import.plain_line(self.settings.get("display_name")) or None,
                          people=tuple(self.draft.people.values()), notes=tuple(self._root_notes()))

    def _title(self, node: dict, number: int) -> str:
        words = html_import.plain_line(node.get("title")) or html_import.plain_line(node.get("content"))
        first = " ".join(words.split()[:TITLE_WORDS])
        return (f"{first}…" if len(first) < len(words) else first)[:120] or f"Node {number}"

    def _scene(self, node: dict, id_: str, title: str) -> m.Scene:
        choices = tuple(self._choice(row, id_, number) for number, row in enumerate(_rows(node.get("choices")), 1))
        hint = self.draft.text(node.get("hint"), id_)
        return m.Scene(id_, title, self._beats(node, id_), hint=hint, choices=choices, notes=self._notes(node, id_))

    def _lonely(self, node: dict, id_: str, title: str, endings: list[m.Ending]) -> m.Scene:
        endings.append(m.Ending(self.draft.fresh("The end", "end"), "door-open", "The end", ""))
        self.report.changed(noop("The first node has no choices, so it got one way on, to an empty ending."), id_)
        choice = m.Choice(self.draft.fresh(f"{id_} on", "choice"), endings[-1].id, do="Go on.")
        hint = self.draft.text(node.get("hint"), id_)
        return m.Scene(id_, title, self._beats(node, id_), hint=hint, choices=(choice,), notes=self._notes(node, id_))

    def _beats(self, node: dict, id_: str) -> tuple[m.ContentItem, ...]:
        beats = [*self.draft.beats_of(self._shown(node), id_), *self.draft.content_items(node.get("content"), id_)]
        transcript = _said(node.get("transcript_url")).strip()
        if transcript and (address := self.draft.by_address(transcript, id_)):
            beats.append(m.Narration(format_link(address)))
            self.report.attention(noop("A transcript was a link; copy its words into the sound or film it belongs to."), id_)
        return tuple(beats)

    def _shown(self, node: dict) -> Iterator[EmbeddedMedia]:
        media = node.get("media") if isinstance(node.get("media"), dict) else {}
        kind, url = _said(media.get("type")), _said(media.get("url")).strip()
        background = self.settings.get("background_image_url", "").strip()
        if kind == "image" and background and (node.get("left_image_url") or node.get("right_image_url") or not url):
            decorative = self.settings.get("background_image_is_decorative", "").lower() == "true"
            yield EmbeddedMedia("image", background, self.settings.get("background_image_alt_text") or None, decorative)
        if url:
            shown = kind if kind in ("audio", "video") else "image" if "image" in kind else "embed"
            yield EmbeddedMedia(shown, url, _said(media.get("alt")) or None)
        for side in ("left", "right"):
            if source := _said(node.get(f"{side}_image_url")).strip():
                yield EmbeddedMedia("image", source, _said(node.get(f"{side}_image_alt_text")) or None)

    def _choice(self, row: dict, at: str, number: int) -> m.Choice:
        words = html_import.plain_line(row.get("text"))
        id_ = self.draft.fresh(words, "choice")
        text = self.draft.text(row.get("text"), at) or f"Choice {number}"
        feedback, notes = self.draft.text(row.get("feedback"), at), []
        if row.get("score") not in (None, "", 0, "0"):
            self.points += 1
            notes.append(f"Points in branching-xblock: {_said(row['score'])}")
        notes += [f"Hint: {_said(row['hint'])}"] if row.get("hint") else []
        notes += [f"{key}: {_said(value)}" for key, value in row.items() if key not in _CHOICE_KEYS and value]
        return m.Choice(id_, self._target(_said(row.get("target_node_id")).strip(), at), say=find_quotation(text) or text,
                        feedback=(m.Feedback(effect=feedback),) if feedback else (),
                        notes=(self.draft.note("\n".join(notes)),) if notes else ())

    def _target(self, key: str, at: str) -> str:
        if key in self.ids and key:
            return self.ids[key]
        if key not in self.missing:
            id_ = self.draft.fresh(key, "unwritten")
            self.missing[key] = m.Ending(id_, "door-open", shorten(key) or "Not written yet", "")
            if key:
                self.report.attention(noop("“{name}” is linked to but was not in the file. An empty ending stands in its place."), id_,
                                      name=shorten(key))
            else:
                self.report.attention(noop("A choice leads nowhere. An empty ending stands in its place."), at)
        return self.missing[key].id

    def _notes(self, node: dict, id_: str) -> tuple[m.Note, ...]:
        choices = node["choices"] if isinstance(node.get("choices"), list) else []
        unknown = [f"{key}: {_said(value)}" for key, value in node.items() if key not in _NODE_KEYS and value not in (None, "", [], {})]
        unknown += [f"choices: {_said(row)}" for row in choices if not isinstance(row, dict)]
        comments = [f"<!-- {comment} -->" for comment in html_import.parse_html(node.get("content")).comments]
        if not _rows(node.get("choices")) and node.get("hint") and id_ != self.own_ids[0]:
            comments.append(f"Hint: {html_import.plain_line(node.get('hint'))}")
        if unknown:
            self.report.attention(noop("Parts of a node that aren't known here stand in its author's note: {count}"), id_,
                                  count=len(unknown))
        return (self.draft.note("\n".join([*unknown, *comments])),) if unknown or comments else ()

    def _root_notes(self) -> Iterator[m.Note]:
        kept = [f"{name}: {self.settings[name]}" for name in SETTINGS if self.settings.get(name)]
        kept += [f"{_said(row)}" for row in self.loose]
        if kept:
            yield self.draft.note("\n".join(["From branching-xblock", *kept]))
            self.report.changed(noop("Settings of branching-xblock (scoring, undo, grade ranges) have no counterpart; they stand in "
                                     "the scenario's notes."))

    def _say(self) -> None:
        if self.points:
            self.report.attention(noop("Points of choices are not levels. They stand in the choices' notes: {count}"), count=self.points)
        self.report.changed(noop("Titles of scenes were made of their first words."))
        self.draft.say_who_is_who()
