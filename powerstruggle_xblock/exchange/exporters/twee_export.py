"""A scenario as Twee 3: a story that opens in Twine, with the whole scenario beside it.

Each scene and ending is one passage, named by its id: title, what is seen and said, a link for each way on. That much any
Twine story format shows. What Twine has no words for (levels, replies, feedback, meters, people) stands in a side passage,
`BranchData`, as the notation; nothing is lost on the way through Twine.

Whoever reads such a file back builds the scenario of `BranchData` (`side_passage` says what stands there) and compares each
passage with what `passages` gives for it, name, tags and text: a passage that differs was edited in Twine. Which part of it
was edited, `Passage.parts` tells, a paragraph at a time.

Twee 3 as the Interactive Fiction Technology Foundation specifies it (Twee 3 Specification 3.0.2).
"""

import json
import re
import uuid
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from ...notation import markup
from ...scenario import model as m
from ...scenario import scenario_xml
from ...scenario.conditions import Condition

DATA_PASSAGE = "BranchData"
SCENE, DECISION, ENDING, DATA = "scene", "decision", "ending", "data"
TAG_COLORS = {DECISION: "blue", ENDING: "green"}
ACROSS, DOWN, SIZE = 200, 150, 100
"""Twine's map is in pixels; a passage is a hundred wide."""

_NAMESPACE = uuid.UUID("6f3d0a52-4f0e-5d7b-9c55-1c0f6a0d4b7e")
_ODD_ENDING = re.compile(r"\](?=\]|$)")
_ARROWS = re.compile(r"->|<-|\|")


@dataclass(frozen=True, slots=True)
class PassagePart:
    """One paragraph of a passage and what it stands for.

    `kind` is title, beat, choice, route or later-words of an ending (later, their-view, ask); `number` is the place, from 0,
    among the beats or asks of the scene or ending, or among the routes of the choice; `id` is the choice's id, or None.
    """

    kind: str
    text: str
    number: int = 0
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage: its name (an id), its tags, its paragraphs. `text` is what stands in the file, before `::` is escaped."""

    name: str
    tags: tuple[str, ...]
    parts: tuple[PassagePart, ...]

    @property
    def text(self) -> str:
        """The whole text, an empty line between paragraphs."""
        return "\n\n".join(part.text for part in self.parts).rstrip()


def to_twee(scenario: m.Scenario) -> str:
    """Give the file. Its IFID follows from the scenario: the same scenario is the same story to Twine."""
    places = _positions(scenario)
    blocks = [
        f":: StoryTitle\n{_body(_line(scenario.title or 'De-escalation scenario'))}",
        f":: StoryData\n{json.dumps(_story_data(scenario), indent=2)}",
        *(f":: {passage.name} [{' '.join(passage.tags)}] {_metadata(*places[passage.name])}\n{_body(passage.text)}"
          for passage in build_passages(scenario)),
        f":: {DATA_PASSAGE} [{DATA}] {_metadata(0, min(y for _, y in places.values()) - DOWN)}\n{_body(embedded_scenario(scenario))}",
    ]
    return "\n\n\n".join(blocks) + "\n"


def build_passages(scenario: m.Scenario) -> tuple[Passage, ...]:
    """Give the passages of all scenes, then of all endings, in the author's order."""
    scenes = (Passage(scene.id, (SCENE, DECISION) if scene.is_decision else (SCENE,), tuple(_scene(scenario, scene)))
              for scene in scenario.scenes)
    endings = (Passage(ending.id, (ENDING,), tuple(_ending(scenario, ending))) for ending in scenario.endings)
    return (*scenes, *endings)


def embedded_scenario(scenario: m.Scenario) -> str:
    """Give the notation for the side passage. Double brackets are spelt so that Twine takes none of them for a link."""
    return scenario_xml.serialize(scenario).replace("[[", "&#91;&#91;").rstrip("\n")


# --- passages -----------------------------------------------------------------------------------------------------------


def _scene(scenario: m.Scenario, scene: m.Scene) -> Iterator[PassagePart]:
    yield _title(scene.title)
    yield from _beats(scenario, scene.content_items)
    for choice in scene.choices:
        words = _choice_words(choice)
        when = _if(choice.condition)
        for number, route in enumerate(choice.routes):
            both = Condition((*choice.condition.clauses, *route.condition.clauses))
            yield PassagePart("route", f"{_if(both)}[[{words}->{route.to}]]", number, choice.id)
        yield PassagePart("choice", f"{when}[[{words}->{choice.to}]]", id=choice.id)


def _ending(scenario: m.Scenario, ending: m.Ending) -> Iterator[PassagePart]:
    yield _title(ending.title)
    yield from _beats(scenario, ending.content_items)
    if ending.later:
        yield PassagePart("later", _words(ending.later))
    if ending.their_view:
        speaker = f"{_name(scenario, ending.their_view_by)}: " if ending.their_view_by else ""
        yield PassagePart("their-view", f"{speaker}{_words(ending.their_view)}")
    yield from (PassagePart("ask", _words(ask), number) for number, ask in enumerate(ending.asks))


def _title(title: str) -> PassagePart:
    return PassagePart("title", f"<strong>{_words(escape(_line(title), quote=False))}</strong>")


def _beats(scenario: m.Scenario, beats: tuple[m.ContentItem, ...]) -> Iterator[PassagePart]:
    for number, beat in enumerate(beats):
        yield PassagePart("beat", f"{_if(beat.condition)}{_beat(scenario, beat)}", number)


def _beat(scenario: m.Scenario, beat: m.ContentItem) -> str:
    match beat:
        case m.Narration():
            return _words(beat.text)
        case m.Line():
            return f"{_name(scenario, beat.by)}: {_words(beat.text)}"
        case m.Image():
            return _words(f'<img src="{escape(beat.src)}" alt="{escape(_line(beat.alt or ""))}">')
        case m.Audio():
            return _words(f'<audio controls src="{escape(beat.src)}"></audio> {beat.transcript}')
        case m.Video():
            return _words(f'<video controls src="{escape(beat.src)}"></video> {beat.transcript}')


def _choice_words(choice: m.Choice) -> str:
    """Give a choice as the words of a link: no marks in it, and nothing that Twine would take for a link's own signs."""
    said = [markup.plain_text(choice.do), f"“{markup.plain_text(choice.say)}”" if choice.say else "",
            f"({choice.wait.seconds} s) {markup.plain_text(choice.wait.text)}" if choice.wait else ""]
    words = _line(escape(" ".join(filter(None, said)), quote=False))
    words = _ODD_ENDING.sub("&#93;", words).replace("[[", "&#91;&#91;")
    return _ARROWS.sub(lambda found: "".join(f"&#{ord(sign)};" for sign in found[0]), words)


def _words(text: str) -> str:
    """Give the markup of a text as Twine's own HTML, with nothing in it that opens a link or looks escaped already."""
    return _line(text).replace("[[", "&#91;&#91;").replace("\\::", "&#92;::")


def _line(text: str) -> str:
    """Fold a text into one line, as it is read anyway."""
    return " ".join(text.split("\n")).replace("\r", " ").strip()


def _name(scenario: m.Scenario, id_: str) -> str:
    person = scenario.person.get(id_)
    return _words(escape(_line(person.name if person else id_), quote=False))


def _if(condition: Condition) -> str:
    """Say a condition before what hangs on it; without a colon, so that no story format takes it for a macro."""
    return f"(if {condition}) " if condition else ""


# --- the file -----------------------------------------------------------------------------------------------------------


def _story_data(scenario: m.Scenario) -> dict:
    ifid = str(uuid.uuid5(_NAMESPACE, scenario_xml.serialize(scenario))).upper()
    return {"ifid": ifid, "start": scenario.start.scene, "tag-colors": TAG_COLORS, "zoom": 0.6}


def _metadata(x: int, y: int) -> str:
    return json.dumps({"position": f"{x},{y}", "size": f"{SIZE},{SIZE}"}, separators=(",", ":"))


def _body(text: str) -> str:
    """Escape what at the beginning of a line would be a passage's header."""
    return "\n".join(f"\\{line}" if line.startswith("::") else line for line in text.split("\n"))


def _positions(scenario: m.Scenario) -> dict[str, tuple[int, int]]:
    """Lay passages out in columns by the fewest steps from the start; what can't be reached stands in a last column."""
    depths = {scenario.start.scene: 0}
    queue = deque(depths)
    while queue:
        here = scenario.places[queue.popleft()]
        for to in _onward(scenario, here):
            if to not in depths:
                depths[to] = depths[here.id] + 1
                queue.append(to)
    rows: dict[int, int] = {}
    last = max(depths.values()) + 1
    places = {}
    for id_ in scenario.places:
        column = depths.get(id_, last)
        rows[column] = rows.get(column, 0) + 1
        places[id_] = ((column + 1) * ACROSS, rows[column] * DOWN + DOWN)
    return places


def _onward(scenario: m.Scenario, place: m.Scene | m.Ending) -> Iterator[str]:
    if isinstance(place, m.Scene):
        for choice in place.choices:
            yield choice.to
            yield from (route.to for route in choice.routes)
        yield from (gate.to for gate in scenario.gates)
