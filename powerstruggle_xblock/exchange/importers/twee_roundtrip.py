"""Our own export coming back from Twine: the whole scenario stands in a side passage, and edits made in Twine since win.

Each passage is compared, paragraph by paragraph, with what exporting the side passage's scenario gives (`twee_export.passages`).
What is the same stays exactly as it was, levels, replies and all; what differs is taken from the passage and told.
"""

import re
from dataclasses import replace
from difflib import SequenceMatcher

from ...notation import markup
from ...scenario import conditions, scenario_xml
from ...scenario import model as m
from ..exporters import twee_export
from ..exporters.twee_export import PassagePart
from ..report import CannotImport, noop, Report
from . import html_import
from .scenario_builder import find_quotation, ScenarioBuilder, shorten
from .twee import Passage, Story
from .twine_links import LINK, Link, parse_link
from .twine_story import TwineScenarioBuilder

MIN_PASSAGE_SIMILARITY = 0.6
"""Two passages under different names are one, renamed, when so many of their paragraphs are the same (0–1)."""
MIN_TEXT_SIMILARITY = 0.4
MOST_COMPARED = 20
MOST_PARAGRAPHS = 2000
LONGEST_COMPARED = 400
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_CONDITION = re.compile(r"\(if (?P<when>[^()]*)\)\s*(?P<rest>.*)\Z", re.S)
_SPEAKER = re.compile(r"(?P<name>[^:<>\[\]]{1,80}):\s+(?P<said>.+)\Z", re.S)
_WAIT = re.compile(r"\((?P<seconds>\d{1,3}) s\)\s*(?P<text>.+)\Z", re.S)
_DO_SAY = re.compile(r"(?P<do>.*?)\s*“(?P<say>.*)”\Z", re.S)
_NO_TITLE = "De-escalation scenario"


def remove_data_passage(story: Story) -> str | None:
    """Take the side passage out of a story and give its text, or None where it has none."""
    found = next((passage for passage in story.passages
                  if passage.name == twee_export.DATA_PASSAGE and twee_export.DATA in passage.tags), None)
    if found is None:
        return None
    story.passages.remove(found)
    return found.text


def merge_edits(side: str, story: Story, report: Report) -> m.Scenario | None:
    """Give the side passage's scenario with the story's edits, or None where it can't be read (told in the report)."""
    reading = scenario_xml.parse(side)
    if reading.scenario is None:
        report.attention(noop("The complete scenario in the passage {name} can't be read ({problem}), so only what Twine shows was brought "
                              "in."), name=twee_export.DATA_PASSAGE, problem=reading.problems[0].located)
        return None
    return _Edits(reading.scenario, story, report).scenario()


def _paragraphs(text: str) -> list[str]:
    """Split a text at blank lines, and a paragraph of nothing but links at each of its lines."""
    found = []
    for paragraph in _BLANK_LINE.split(text):
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        only_links = len(lines) > 1 and all(LINK.search(line) for line in lines)
        found += lines if only_links else [paragraph.strip()]
    return [paragraph for paragraph in found if paragraph]


class _Edits:
    def __init__(self, before: m.Scenario, story: Story, report: Report):
        self.before, self.story, self.report = before, story, report
        self.expected = {passage.name: passage for passage in twee_export.build_passages(before)}
        self.found: dict[str, Passage] = {}
        extra = []
        for passage in story.passages:
            if passage.name in self.expected and passage.name not in self.found:
                self.found[passage.name] = passage
            else:
                extra.append(passage)
        self.renamed = self._renamed(extra)
        self.found |= {id_: passage for id_, passage in self.renamed}
        moved = {id(passage) for _, passage in self.renamed}
        self.builder = TwineScenarioBuilder(Story(passages=[passage for passage in extra if id(passage) not in moved], format=story.format), report)
        self.draft: ScenarioBuilder = self.builder.draft
        self.draft.know(before.people)
        self.draft.take([*self.found, *before.choices])
        self.builder.by_name.update({id_: id_ for id_ in self.found})
        self.builder.by_name.update({self.builder.key(passage.name): id_ for id_, passage in self.renamed})

    def scenario(self) -> m.Scenario:
        """Give the scenario: the one before where nothing was edited."""
        new_scenes, new_endings = self.builder.more()
        scenes = [self._scene(scene) for scene in self.before.scenes if scene.id in self.found]
        ended = [scene for scene in scenes if not scene.choices and scene.id != self.before.start.scene]
        scenes = [scene for scene in scenes if scene not in ended]
        endings = [*map(self._ended, ended)]
        endings += [self._ending(ending) for ending in self.before.endings if ending.id in self.found]
        self._tell(new_scenes, new_endings)
        endings += [*new_endings, *self.builder.unwritten()]
        scenes += new_scenes
        known = {scene.id for scene in scenes}
        return replace(
            self.before, title=self._title(), start=replace(self.before.start, scene=self._start(known)), scenes=tuple(scenes),
            endings=tuple(endings), people=tuple(self.draft.people.values()),
            meter_settings=(*self.before.meter_settings, *self.builder.meter_settings([row.id for row in self.before.meter_settings])),
            notes=(*self.before.notes, *map(self.draft.note, self.builder.root_notes)))

    def _renamed(self, extra: list[Passage]) -> list[tuple[str, Passage]]:
        found, left = [], list(extra)
        for id_ in (name for name in self.expected if name not in self.found):
            before = _paragraphs(self.expected[id_].text)
            alike = [(_share(before, _paragraphs(passage.text)), place) for place, passage in enumerate(left[:MOST_COMPARED])]
            if alike and max(alike)[0] >= MIN_PASSAGE_SIMILARITY:
                found.append((id_, left.pop(max(alike)[1])))
        return found

    def _tell(self, scenes: list[m.Scene], endings: list[m.Ending]) -> None:
        for id_, passage in self.renamed:
            self.report.changed(noop("“{name}” was renamed in Twine; its id stays {id}."), id_, name=shorten(passage.name), id=id_)
        for place in (*scenes, *endings):
            self.report.changed(noop("“{name}” was added in Twine."), place.id, name=shorten(place.title))
        for id_ in self.expected:
            if id_ not in self.found:
                title = self.before.places[id_].title
                self.report.changed(noop("“{name}” was deleted in Twine, and is gone here, too."), name=shorten(title))

    def _title(self) -> str | None:
        title = " ".join(html_import.replace_illegal_characters(self.story.title).split())
        if not title or title == " ".join((self.before.title or _NO_TITLE).split()):
            return self.before.title
        self.report.changed(noop("The title was changed in Twine: {title}"), title=shorten(title))
        return title

    def _start(self, known: set[str]) -> str:
        said = self.builder.by_name.get(self.builder.key(self.story.start or ""), "")
        if said in known and said != self.before.start.scene:
            self.report.changed(noop("The beginning was moved in Twine."), said)
            return said
        return self.before.start.scene if self.before.start.scene in known or not known else min(known)

    # --- one passage ----------------------------------------------------------------------------------------------------

    def _pairs(self, id_: str) -> list[tuple[PassagePart | None, str | None]] | None:
        """Give each paragraph with its part (None: a new one), each part left out with None; None where all is the same."""
        parts = [part for part in self.expected[id_].parts if part.text.strip()]
        before, now = [part.text.strip() for part in parts], _paragraphs(self.found[id_].text)
        if before == now:
            return None
        if len(now) > MOST_PARAGRAPHS:
            raise CannotImport(noop("The passage “{name}” has more than {most} paragraphs."), name=shorten(id_), most=MOST_PARAGRAPHS)
        pairs: list[tuple[PassagePart | None, str | None]] = []
        for what, i, i_end, j, j_end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
            if what == "equal":
                pairs += zip(parts[i:i_end], now[j:j_end], strict=True)
            else:
                pairs += _matched(parts[i:i_end], now[j:j_end])
        title = self.before.places[id_].title
        self.report.changed(noop("“{name}” was edited in Twine; the edits were taken over."), id_, name=shorten(title))
        return pairs

    def _scene(self, scene: m.Scene) -> m.Scene:
        pairs = self._pairs(scene.id)
        if pairs is None and not self._moved_targets(scene):
            return scene
        if pairs is None:
            pairs = [(part, part.text.strip()) for part in self.expected[scene.id].parts if part.text.strip()]
        title, beats, choices = scene.title, [], {}
        for part, text in pairs:
            kind = part.kind if part else ""
            if text is None:
                continue
            if kind == "title":
                title = self._changed_title(part, text, scene.title)
            elif kind == "beat":
                beats += self._beat(scene.content_items[part.number], part, text, scene.id)
            elif kind == "choice":
                choices[part.id] = self._choice(self._routed(self.before.choices[part.id], pairs), part, text, scene.id)
            elif part is None:
                made, more = self._new(text, scene.id)
                beats += made
                choices |= {choice.id: choice for choice in more}
        return replace(scene, title=title, content_items=tuple(beats), choices=tuple(choices.values()))

    def _moved_targets(self, scene: m.Scene) -> bool:
        """Tell whether something that the scene leads to is gone."""
        return any(to not in self.found for choice in scene.choices for to in (choice.to, *(route.to for route in choice.routes)))

    def _ended(self, scene: m.Scene) -> m.Ending:
        """A scene that lost all its links is an ending, as any passage without links is."""
        self.report.attention(noop("“{name}” has no links any more, so it is an ending now."), scene.id, name=shorten(scene.title))
        hint = (m.Note(scene.hint),) if scene.hint else ()
        return m.Ending(scene.id, "door-open", scene.title, "", content_items=scene.content_items, notes=(*scene.notes, *hint))

    def _ending(self, ending: m.Ending) -> m.Ending:
        pairs = self._pairs(ending.id)
        if pairs is None:
            return ending
        values, beats, asks = {"later": None, "their_view": ""}, [], []
        for part, text in pairs:
            kind = part.kind if part else ""
            if text is None:
                continue
            same = part is not None and text == part.text.strip()
            if kind == "title":
                values["title"] = self._changed_title(part, text, ending.title)
            elif kind == "beat":
                beats += self._beat(ending.content_items[part.number], part, text, ending.id)
            elif kind == "later":
                values["later"] = ending.later if same else self._text(text, ending.id)
            elif kind == "their-view":
                said = _SPEAKER.match(text) if ending.their_view_by else None
                values["their_view"] = ending.their_view if same else self._text(said["said"] if said else text, ending.id) or ""
            elif kind == "ask":
                asks.append(ending.asks[part.number] if same else self._text(text, ending.id))
            else:
                beats += self._new(text, ending.id)[0]
        return replace(ending, **values, content_items=tuple(beats), asks=tuple(filter(None, asks)))

    # --- one paragraph --------------------------------------------------------------------------------------------------

    @staticmethod
    def _changed_title(part: PassagePart, text: str, title: str) -> str:
        return title if text == part.text.strip() else html_import.plain_line(text) or title

    def _text(self, text: str, at: str) -> str | None:
        return self.draft.text(text, at)

    def _conditioned(self, text: str, before: m.Condition, at: str) -> tuple[str, m.Condition]:
        """Take the condition off a paragraph's beginning; one that can't be read any more stays as it was, and is told."""
        found = _CONDITION.match(text)
        if not found:
            return text, conditions.ALWAYS
        try:
            return found["rest"], conditions.parse(found["when"].replace("&lt;", "<").replace("&gt;", ">"))
        except conditions.ConditionError:
            self.report.attention(noop("A condition was changed in Twine and can't be understood, so it stayed as it was: {source}"), at,
                                  source=shorten(found["when"]))
            return found["rest"], before

    def _beat(self, beat: m.ContentItem, part: PassagePart, text: str, at: str) -> list[m.ContentItem]:
        if text == part.text.strip():
            return [beat]
        rest, condition = self._conditioned(text, beat.condition, at)
        said = _SPEAKER.match(rest)
        name = html_import.plain_line(said["name"]) if said else ""
        known = {person.name: person.id for person in self.draft.people.values()}
        if said and isinstance(beat, m.Line | m.Narration) and (name in known or isinstance(beat, m.Line)):
            words = self._text(said["said"], at)
            by = known.get(name) or self.draft.person(name)
            if isinstance(beat, m.Line):
                return [replace(beat, by=by, text=words, mood=beat.mood if by == beat.by else "calm", condition=condition)] if words else []
            return [m.Line(by, words, condition=condition)] if words else []
        if isinstance(beat, m.Image | m.Audio | m.Video):
            return self._media(beat, rest, condition, at)
        return list(self.draft.content_items(rest, at, condition))

    def _media(self, beat: m.Image | m.Audio | m.Video, text: str, condition: m.Condition, at: str) -> list[m.ContentItem]:
        found = html_import.parse_html(text)
        self.draft.tell(found, at)
        kinds = {m.Image: "image", m.Audio: "audio", m.Video: "video"}
        if len(found.shown) != 1 or found.shown[0].kind != kinds[type(beat)] or (isinstance(beat, m.Image) and found.texts):
            return self.draft.beats_of(found.parts, at, condition)
        shown = found.shown[0]
        address = self.draft.address(shown.source, at)
        if address is None:
            return self.draft.beats_of(found.parts, at, condition)
        if isinstance(beat, m.Image):
            return [replace(beat, src=address, alt=shown.alt or ("" if beat.alt == "" else None), condition=condition)]
        return [replace(beat, src=address, transcript=found.text or "", condition=condition)]

    def _routed(self, choice: m.Choice, pairs) -> m.Choice:
        """Give a choice with its other ways on as they stand in the passage now."""
        routes = []
        for part, text in pairs:
            if part is None or part.kind != "route" or part.id != choice.id or text is None:
                continue
            route, hit = choice.routes[part.number], LINK.search(text)
            to = self.builder.target(parse_link(hit).target, choice.id) if hit else route.to
            routes.append(replace(route, to=to))
        return replace(choice, routes=tuple(routes))

    def _choice(self, choice: m.Choice, part: PassagePart, text: str, at: str) -> m.Choice:
        rest, condition = self._conditioned(text, choice.condition, at)
        hit = LINK.search(rest)
        if not hit:
            self.report.attention(noop("A link was taken out of a choice in Twine; the choice stayed as it was."), choice.id)
            return replace(choice, to=self.builder.target(choice.to, at))
        way = parse_link(hit)
        now = replace(choice, to=self.builder.target(way.target, at), condition=condition)
        before = LINK.search(part.text)
        if before and parse_link(before).text == way.text:
            return now
        return replace(now, **_choice_words(now, way))

    def _new(self, text: str, at: str) -> tuple[list[m.ContentItem], list[m.Choice]]:
        """Make beats and choices of a paragraph that was not there before."""
        rest, condition = self._conditioned(text, conditions.ALWAYS, at)
        ways = [parse_link(hit) for hit in LINK.finditer(rest)]
        words = LINK.sub(lambda hit: parse_link(hit).text, rest) if not LINK.fullmatch(rest) else ""
        if ways and at not in {scene.id for scene in self.before.scenes}:
            self.report.attention(noop("A link was added to an ending in Twine, but endings lead nowhere: {source}"), at,
                                  source=shorten(rest))
            return list(self.draft.content_items(words or ways[0].text, at, condition)), []
        choices = [self._new_choice(way, condition, at) for way in ways]
        return list(self.draft.content_items(words, at, condition)), choices

    def _new_choice(self, way: Link, condition: m.Condition, at: str) -> m.Choice:
        words = html_import.plain_line(way.text) or way.target
        text = html_import.escape_text(words)
        said = find_quotation(text)
        return m.Choice(self.draft.fresh(words, "choice"), self.builder.target(way.target, at), say=said, do=None if said else text,
                        condition=condition)


def _matched(parts: list[PassagePart], texts: list[str]) -> list[tuple[PassagePart | None, str | None]]:
    """Pair parts with the texts that took their place: in order, links with links; what is left over is new or gone."""
    pairs: list[tuple[PassagePart | None, str | None]] = []
    left = list(parts)
    for text in texts:
        is_link = bool(LINK.search(text))
        fitting = next((part for part in left if (part.kind in ("choice", "route")) == is_link), None)
        if fitting is None or (len(texts) > len(parts) and not _alike(fitting.text, text)):
            pairs.append((None, text))
            continue
        pairs += [(part, None) for part in left[:left.index(fitting)] if len(parts) >= len(texts) and part.kind not in ("choice", "route")]
        left = [part for part in left if part is not fitting and (part, None) not in pairs]
        pairs.append((fitting, text))
    return [*pairs, *((part, None) for part in left)]


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one[:LONGEST_COMPARED], other[:LONGEST_COMPARED], autojunk=False).ratio() >= MIN_TEXT_SIMILARITY


def _share(before: list[str], now: list[str]) -> float:
    """Give how much of two passages is the same paragraphs, 0–1."""
    same = len(set(before) & set(now))
    return 2 * same / (len(set(before)) + len(set(now))) if before or now else 1.0


def _choice_words(choice: m.Choice, way: Link) -> dict[str, object]:
    """Give what a choice says and does by its link's new words; what reads the same keeps its marks."""
    words = html_import.plain_line(way.text)
    if choice.wait and (found := _WAIT.match(words)):
        return {"wait": m.Wait(max(1, min(120, int(found["seconds"]))), html_import.escape_text(found["text"]))}
    found = _DO_SAY.match(words)
    do, say = (found["do"], found["say"]) if found else (words, "")
    return {
        "wait": None,
        "do": (choice.do if markup.plain_text(choice.do) == do else html_import.escape_text(do)) or None,
        "say": (choice.say if markup.plain_text(choice.say) == say else html_import.escape_text(say)) or None,
    }
