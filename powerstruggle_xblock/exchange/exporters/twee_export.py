"""Export a scenario as Twee 3: a story that opens in Twine and carries the whole scenario.

Each scene and ending is one passage, named by its id: title, content, and a link for each choice and route. That much
any story format of Twine shows. What Twine can't express (levels, replies, feedback, meters, people) is in the
passage `BranchData`, which holds the whole scenario as notation; so nothing is lost on the way through Twine.

`importers.twee_roundtrip` builds the scenario of `BranchData` and compares each passage's name, tags and text with
what `build_passages` returns for it: a passage that differs was edited in Twine. `Passage.parts` says which paragraph
is what.

Source: Twee 3 Specification 3.0.2 (Interactive Fiction Technology Foundation, 2021).
"""

import json
import re
import uuid
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from ...notation import markup
from ...notation.messages import noop
from ...scenario import model as m
from ...scenario import scenario_xml
from ...scenario.conditions import Condition
from ..registry import Exporter, register_exporter

DATA_PASSAGE = "BranchData"
SCENE, DECISION, ENDING, DATA = "scene", "decision", "ending", "data"
TAG_COLORS = {DECISION: "blue", ENDING: "green"}
COLUMN_WIDTH, ROW_HEIGHT, PASSAGE_SIZE = 200, 150, 100
"""In pixels of Twine's map."""

_NAMESPACE = uuid.UUID("6f3d0a52-4f0e-5d7b-9c55-1c0f6a0d4b7e")
_CLOSING_BRACKET = re.compile(r"\](?=\]|$)")
_ARROWS = re.compile(r"->|<-|\|")


@dataclass(frozen=True, slots=True)
class PassagePart:
    """One paragraph of a passage, and which part of the scenario it shows.

    `kind` is title, content, choice or route, or of an ending later, their-view or ask. `number` is the index from 0
    among the content items or questions of the scene or ending, or among the routes of the choice. `id` is the
    choice's id, or None.
    """

    kind: str
    text: str
    number: int = 0
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage: its name (an id), its tags, its paragraphs.

    `text` is its text in the file, before `::` is escaped.
    """

    name: str
    tags: tuple[str, ...]
    parts: tuple[PassagePart, ...]

    @property
    def text(self) -> str:
        """The whole text, with an empty line between paragraphs."""
        return "\n\n".join(part.text for part in self.parts).rstrip()


def write_twee(scenario: m.Scenario) -> str:
    """Return the file. Its IFID is computed from the scenario, so Twine takes the same scenario for the same story."""
    places = _compute_positions(scenario)
    above = min(y for _, y in places.values()) - ROW_HEIGHT
    blocks = [
        f":: StoryTitle\n{_escape_body(_join_lines(scenario.title or 'De-escalation scenario'))}",
        f":: StoryData\n{json.dumps(_build_story_data(scenario), indent=2)}",
        *(
            f":: {passage.name} [{' '.join(passage.tags)}] {_format_metadata(*places[passage.name])}\n"
            f"{_escape_body(passage.text)}"
            for passage in build_passages(scenario)
        ),
        f":: {DATA_PASSAGE} [{DATA}] {_format_metadata(0, above)}\n{_escape_body(format_embedded_scenario(scenario))}",
    ]
    return "\n\n\n".join(blocks) + "\n"


def build_passages(scenario: m.Scenario) -> tuple[Passage, ...]:
    """Return the passages of all scenes, then of all endings, in their order in the scenario."""
    scenes = (
        Passage(
            scene.id, (SCENE, DECISION) if scene.is_decision else (SCENE,), tuple(_build_scene_parts(scenario, scene))
        )
        for scene in scenario.scenes
    )
    endings = (
        Passage(ending.id, (ENDING,), tuple(_build_ending_parts(scenario, ending))) for ending in scenario.endings
    )
    return (*scenes, *endings)


def format_embedded_scenario(scenario: m.Scenario) -> str:
    """Return the notation for the data passage, with double brackets escaped so that they are no links in Twine."""
    return scenario_xml.serialize(scenario).replace("[[", "&#91;&#91;").rstrip("\n")


# --- passages -------------------------------------------------------------------------------------------------------


def _build_scene_parts(scenario: m.Scenario, scene: m.Scene) -> Iterator[PassagePart]:
    yield _build_title_part(scene.title)
    yield from _build_content_parts(scenario, scene.content_items)
    for choice in scene.choices:
        words = _format_link_text(choice)
        when = _format_condition(choice.condition)
        for number, route in enumerate(choice.routes):
            both = Condition((*choice.condition.clauses, *route.condition.clauses))
            yield PassagePart("route", f"{_format_condition(both)}[[{words}->{route.to}]]", number, choice.id)
        yield PassagePart("choice", f"{when}[[{words}->{choice.to}]]", id=choice.id)


def _build_ending_parts(scenario: m.Scenario, ending: m.Ending) -> Iterator[PassagePart]:
    yield _build_title_part(ending.title)
    yield from _build_content_parts(scenario, ending.content_items)
    if ending.later:
        yield PassagePart("later", _escape_text(ending.later))
    if ending.their_view:
        speaker = f"{_find_person_name(scenario, ending.their_view_by)}: " if ending.their_view_by else ""
        yield PassagePart("their-view", f"{speaker}{_escape_text(ending.their_view)}")
    yield from (PassagePart("ask", _escape_text(ask), number) for number, ask in enumerate(ending.questions))


def _build_title_part(title: str) -> PassagePart:
    return PassagePart("title", f"<strong>{_escape_text(escape(_join_lines(title), quote=False))}</strong>")


def _build_content_parts(scenario: m.Scenario, items: tuple[m.ContentItem, ...]) -> Iterator[PassagePart]:
    for number, item in enumerate(items):
        yield PassagePart("content", f"{_format_condition(item.condition)}{_format_item(scenario, item)}", number)


def _format_item(scenario: m.Scenario, item: m.ContentItem) -> str:
    match item:
        case m.Narration():
            return _escape_text(item.text)
        case m.Line():
            return f"{_find_person_name(scenario, item.by)}: {_escape_text(item.text)}"
        case m.Image():
            return _escape_text(f'<img src="{escape(item.src)}" alt="{escape(_join_lines(item.alt or ""))}">')
        case m.Audio():
            return _escape_text(f'<audio controls src="{escape(item.src)}"></audio> {item.transcript}')
        case m.Video():
            return _escape_text(f'<video controls src="{escape(item.src)}"></video> {item.transcript}')


def _format_link_text(choice: m.Choice) -> str:
    """Return a choice as the text of a link, without markup and without the characters of Twine's link syntax."""
    parts = [
        markup.plain_text(choice.do),
        f"“{markup.plain_text(choice.say)}”" if choice.say else "",
        f"({choice.wait.seconds} s) {markup.plain_text(choice.wait.text)}" if choice.wait else "",
    ]
    words = _join_lines(escape(" ".join(filter(None, parts)), quote=False))
    words = _CLOSING_BRACKET.sub("&#93;", words).replace("[[", "&#91;&#91;")
    return _ARROWS.sub(lambda found: "".join(f"&#{ord(sign)};" for sign in found[0]), words)


def _escape_text(text: str) -> str:
    """Return a text's markup as HTML for Twine, with link brackets and escaped `::` encoded."""
    return _join_lines(text).replace("[[", "&#91;&#91;").replace("\\::", "&#92;::")


def _join_lines(text: str) -> str:
    """Join the lines of a text with spaces."""
    return " ".join(text.split("\n")).replace("\r", " ").strip()


def _find_person_name(scenario: m.Scenario, id_: str) -> str:
    person = scenario.people_by_id.get(id_)
    return _escape_text(escape(_join_lines(person.name if person else id_), quote=False))


def _format_condition(condition: Condition) -> str:
    """Return a condition as the start of a paragraph; without a colon, so that no story format takes it for a macro."""
    return f"(if {condition}) " if condition else ""


# --- the file -------------------------------------------------------------------------------------------------------


def _build_story_data(scenario: m.Scenario) -> dict[str, object]:
    ifid = str(uuid.uuid5(_NAMESPACE, scenario_xml.serialize(scenario))).upper()
    return {"ifid": ifid, "start": scenario.start.scene, "tag-colors": TAG_COLORS, "zoom": 0.6}


def _format_metadata(x: int, y: int) -> str:
    return json.dumps({"position": f"{x},{y}", "size": f"{PASSAGE_SIZE},{PASSAGE_SIZE}"}, separators=(",", ":"))


def _escape_body(text: str) -> str:
    """Escape `::` at the start of lines, where it would be a passage's header."""
    return "\n".join(f"\\{line}" if line.startswith("::") else line for line in text.split("\n"))


def _compute_positions(scenario: m.Scenario) -> dict[str, tuple[int, int]]:
    """Return (x, y) by id: columns by the fewest steps from the start, and a last column for what can't be reached."""
    depths = {scenario.start.scene: 0}
    queue = deque(depths)
    while queue:
        here = scenario.nodes[queue.popleft()]
        for to in _find_targets(scenario, here):
            if to not in depths:
                depths[to] = depths[here.id] + 1
                queue.append(to)
    rows: dict[int, int] = {}
    last = max(depths.values()) + 1
    places = {}
    for id_ in scenario.nodes:
        column = depths.get(id_, last)
        rows[column] = rows.get(column, 0) + 1
        places[id_] = ((column + 1) * COLUMN_WIDTH, rows[column] * ROW_HEIGHT + ROW_HEIGHT)
    return places


def _find_targets(scenario: m.Scenario, place: m.Scene | m.Ending) -> Iterator[str]:
    if isinstance(place, m.Scene):
        for choice in place.choices:
            yield choice.to
            yield from (route.to for route in choice.routes)
        yield from (gate.to for gate in scenario.gates)


register_exporter(
    Exporter(
        id="twee",
        label=noop("Twine story (Twee)"),
        ending=".twee",
        other_endings=(".tw",),
        media_type="text/plain; charset=utf-8",
        write=lambda scenario, gettext: write_twee(scenario).encode(),
        order=20,
        for_drills=False,
    )
)
