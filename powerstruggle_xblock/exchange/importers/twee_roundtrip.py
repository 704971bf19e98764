"""Merge the edits that were made in Twine into the scenario that an exported Twee file carries in its data passage.

Each passage is compared, paragraph by paragraph, with what exporting that scenario gives
(`twee_export.build_passages`). What is the same stays exactly as it was, with its levels and replies; what differs is
taken from the passage and reported.
"""

import re
from dataclasses import replace
from difflib import SequenceMatcher

from ...notation.messages import noop
from ...scenario import conditions, scenario_xml
from ...scenario import model as m
from ..exporters import twee_export
from ..exporters.twee_export import PassagePart
from ..report import CannotImport, Report
from . import html_import
from .outdated_recordings import drop_outdated_recordings
from .scenario_builder import ScenarioBuilder, find_quotation, shorten
from .twee import Passage, Story
from .twee_matching import PartPairs, compute_similarity, match_parts, split_paragraphs
from .twee_words import keep_variants, merge_choice_words
from .twine_links import LINK, Link, parse_link
from .twine_passages import normalize_name
from .twine_story import TwineScenarioBuilder

MIN_PASSAGE_SIMILARITY = 0.6
"""Two passages under different names are one, renamed, when so many of their paragraphs are the same (0–1)."""
MAX_COMPARED = 20
MAX_PARAGRAPHS = 2000
_CONDITION = re.compile(r"\(if (?P<when>[^()]*)\)\s*(?P<rest>.*)\Z", re.S)
_SPEAKER = re.compile(r"(?P<name>[^:<>\[\]]{1,80}):\s+(?P<spoken>.+)\Z", re.S)
DEFAULT_TITLE = "De-escalation scenario"


def remove_data_passage(story: Story) -> str | None:
    """Remove the data passage from a story and return its text; None where the story has none."""
    found = next((passage for passage in story.passages
                  if passage.name == twee_export.DATA_PASSAGE and twee_export.DATA in passage.tags), None)
    if found is None:
        return None
    story.passages.remove(found)
    return found.text


def merge_edits(embedded: str, story: Story, report: Report) -> m.Scenario | None:
    """Return the scenario of the data passage's text with the story's edits.

    None, after a report, where it can't be parsed.
    """
    reading = scenario_xml.parse(embedded)
    if reading.scenario is None:
        report.add_attention(
            noop(
                "The complete scenario in the passage {name} can't be read ({problem}), so only what Twine shows was "
                "imported."
            ),
            name=twee_export.DATA_PASSAGE,
            problem=reading.issues[0].located_message,
        )
        return None
    merged = _EditMerger(reading.scenario, story, report).build_scenario()
    return drop_outdated_recordings(reading.scenario, merged, report)


class _EditMerger:
    """Merges a story's passages into the scenario `before` that the story was exported from.

    `expected` has the passages of the export and `found` those of the story, both by id; `renamed` lists passages of
    the story under another name with their ids. All other passages are new: `twine_builder` builds them.
    """

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
        self.renamed = self._find_renamed(extra)
        self.found |= {id_: passage for id_, passage in self.renamed}
        moved = {id(passage) for _, passage in self.renamed}
        self.twine_builder = TwineScenarioBuilder(
            Story(passages=[passage for passage in extra if id(passage) not in moved], format=story.format), report
        )
        self.builder: ScenarioBuilder = self.twine_builder.builder
        self.builder.add_people(before.people)
        self.builder.reserve_ids([*self.found, *before.choices])
        self.twine_builder.by_name.update({id_: id_ for id_ in self.found})
        self.twine_builder.by_name.update(
            {normalize_name(passage.name): id_ for id_, passage in self.renamed}
        )

    def build_scenario(self) -> m.Scenario:
        """Return the merged scenario, which equals `before` where nothing was edited. To be called once."""
        new_scenes, new_endings = self.twine_builder.build_scenes_and_endings()
        scenes = [self._merge_scene(scene) for scene in self.before.scenes if scene.id in self.found]
        ended = [scene for scene in scenes if not scene.choices and scene.id != self.before.start.scene]
        scenes = [scene for scene in scenes if scene not in ended]
        endings = [*map(self._turn_into_ending, ended)]
        endings += [self._merge_ending(ending) for ending in self.before.endings if ending.id in self.found]
        self._report_passages(new_scenes, new_endings)
        endings += [*new_endings, *self.twine_builder.build_missing_endings()]
        scenes += new_scenes
        known = {scene.id for scene in scenes}
        return replace(
            self.before,
            title=self._merge_title(),
            start=replace(self.before.start, scene=self._merge_start(known)),
            scenes=tuple(scenes),
            endings=tuple(endings),
            people=tuple(self.builder.people.values()),
            meter_settings=(
                *self.before.meter_settings,
                *self.twine_builder.variables.build_settings([row.id for row in self.before.meter_settings]),
            ),
            notes=(*self.before.notes, *map(self.builder.make_note, self.twine_builder.root_notes)),
        )

    def _find_renamed(self, extra: list[Passage]) -> list[tuple[str, Passage]]:
        found, left = [], list(extra)
        for id_ in (name for name in self.expected if name not in self.found):
            before = split_paragraphs(self.expected[id_].text)
            alike = [
                (compute_similarity(before, split_paragraphs(passage.text)), place)
                for place, passage in enumerate(left[:MAX_COMPARED])
            ]
            if alike and max(alike)[0] >= MIN_PASSAGE_SIMILARITY:
                found.append((id_, left.pop(max(alike)[1])))
        return found

    def _report_passages(self, scenes: list[m.Scene], endings: list[m.Ending]) -> None:
        for id_, passage in self.renamed:
            self.report.add_changed(
                noop("“{name}” was renamed in Twine; its id stays {id}."), id_, name=shorten(passage.name), id=id_
            )
        for place in (*scenes, *endings):
            self.report.add_changed(noop("“{name}” was added in Twine."), place.id, name=shorten(place.title))
        for id_ in self.expected:
            if id_ not in self.found:
                title = self.before.nodes[id_].title
                self.report.add_changed(
                    noop("“{name}” was deleted in Twine, so it was deleted here, too."), name=shorten(title)
                )

    def _merge_title(self) -> str | None:
        title = " ".join(html_import.replace_illegal_characters(self.story.title).split())
        if not title or title == " ".join((self.before.title or DEFAULT_TITLE).split()):
            return self.before.title
        self.report.add_changed(noop("The title was changed in Twine: {title}"), title=shorten(title))
        return title

    def _merge_start(self, known: set[str]) -> str:
        spoken = self.twine_builder.by_name.get(normalize_name(self.story.start or ""), "")
        if spoken in known and spoken != self.before.start.scene:
            self.report.add_changed(noop("The first scene was changed in Twine."), spoken)
            return spoken
        return self.before.start.scene if self.before.start.scene in known or not known else min(known)

    # --- one passage ------------------------------------------------------------------------------------------------

    def _match_paragraphs(self, id_: str) -> PartPairs | None:
        """Return (part, text) pairs of a passage; None where nothing was edited.

        The part is None for a new paragraph, the text is None for a part that was deleted.
        """
        parts = [part for part in self.expected[id_].parts if part.text.strip()]
        before, now = [part.text.strip() for part in parts], split_paragraphs(self.found[id_].text)
        if before == now:
            return None
        if len(now) > MAX_PARAGRAPHS:
            raise CannotImport(
                noop("The passage “{name}” has more than {most} paragraphs."), name=shorten(id_), most=MAX_PARAGRAPHS
            )
        pairs: PartPairs = []
        for what, i, i_end, j, j_end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
            if what == "equal":
                pairs += zip(parts[i:i_end], now[j:j_end], strict=True)
            else:
                pairs += match_parts(parts[i:i_end], now[j:j_end])
        title = self.before.nodes[id_].title
        self.report.add_changed(
            noop("“{name}” was edited in Twine; the edits were taken over."), id_, name=shorten(title)
        )
        return pairs

    def _merge_scene(self, scene: m.Scene) -> m.Scene:
        pairs = self._match_paragraphs(scene.id)
        if pairs is None:
            if not self._has_missing_targets(scene):
                return scene
            pairs = []
            pairs += [(part, part.text.strip()) for part in self.expected[scene.id].parts if part.text.strip()]
        title = scene.title
        items: list[m.ContentItem] = []
        choices: dict[str, m.Choice] = {}
        for part, text in pairs:
            if text is None:
                continue
            if part is None:
                new_items, new_choices = self._build_new(text, scene.id)
                items += new_items
                choices |= {choice.id: choice for choice in new_choices}
            elif part.kind == "title":
                title = self._merge_part_title(part, text, scene.title)
            elif part.kind == "content":
                items += self._merge_item(scene.content_items[part.number], part, text, scene.id)
            elif part.kind == "choice" and part.id is not None:
                routed = self._merge_routes(self.before.choices[part.id], pairs)
                choices[part.id] = self._merge_choice(routed, part, text, scene.id)
        return replace(scene, title=title, content_items=tuple(items), choices=tuple(choices.values()))

    def _has_missing_targets(self, scene: m.Scene) -> bool:
        """Return whether the scene leads to a scene or ending that was deleted."""
        return any(
            to not in self.found
            for choice in scene.choices
            for to in (choice.to, *(route.to for route in choice.routes))
        )

    def _turn_into_ending(self, scene: m.Scene) -> m.Ending:
        """Return a scene that lost all its links as an ending, like any passage without links."""
        self.report.add_attention(
            noop("“{name}” has no links any more, so it is an ending now."), scene.id, name=shorten(scene.title)
        )
        notes = (*scene.notes, m.Note(scene.hint)) if scene.hint else scene.notes
        return m.Ending(
            scene.id, m.DEFAULT_ENDING_KIND, scene.title, "", content_items=scene.content_items, notes=notes
        )

    def _merge_ending(self, ending: m.Ending) -> m.Ending:
        pairs = self._match_paragraphs(ending.id)
        if pairs is None:
            return ending
        texts: dict[str, str | None] = {"later": None, "their_view": ""}
        items: list[m.ContentItem] = []
        asks: list[str | None] = []
        for part, text in pairs:
            if text is None:
                continue
            if part is None:
                items += self._build_new(text, ending.id)[0]
            elif part.kind == "title":
                texts["title"] = self._merge_part_title(part, text, ending.title)
            elif part.kind == "content":
                items += self._merge_item(ending.content_items[part.number], part, text, ending.id)
            elif part.kind == "ask":
                is_same = text == part.text.strip()
                asks.append(ending.questions[part.number] if is_same else self.builder.parse_text(text, ending.id))
            else:
                texts[part.kind.replace("-", "_")] = self._merge_ending_text(ending, part, text)
        return replace(ending, **texts, content_items=tuple(items), questions=tuple(filter(None, asks)))

    def _merge_ending_text(self, ending: m.Ending, part: PassagePart, text: str) -> str | None:
        """Return the ending's text "later" or "their-view", from its paragraph."""
        is_same = text == part.text.strip()
        if part.kind == "later":
            return ending.later if is_same else self.builder.parse_text(text, ending.id)
        if is_same:
            return ending.their_view
        found = _SPEAKER.match(text) if ending.their_view_by else None
        return self.builder.parse_text(found["spoken"] if found else text, ending.id) or ""

    # --- one paragraph ----------------------------------------------------------------------------------------------

    @staticmethod
    def _merge_part_title(part: PassagePart, text: str, title: str) -> str:
        return title if text == part.text.strip() else html_import.format_plain_line(text) or title

    def _split_condition(self, text: str, before: m.Condition, at: str) -> tuple[str, m.Condition]:
        """Return (text without the condition at its start, the condition).

        The condition `before`, after a report, if it can't be parsed.
        """
        found = _CONDITION.match(text)
        if not found:
            return text, conditions.ALWAYS
        try:
            return found["rest"], conditions.parse(found["when"].replace("&lt;", "<").replace("&gt;", ">"))
        except conditions.ConditionError:
            self.report.add_attention(
                noop("A condition was changed in Twine and can't be read, so it stayed as it was: {source}"),
                at,
                source=shorten(found["when"]),
            )
            return found["rest"], before

    def _merge_item(self, item: m.ContentItem, part: PassagePart, text: str, at: str) -> list[m.ContentItem]:
        if text == part.text.strip():
            return [item]
        rest, condition = self._split_condition(text, item.condition, at)
        spoken = _SPEAKER.match(rest)
        name = html_import.format_plain_line(spoken["name"]) if spoken else ""
        known = {person.name: person.id for person in self.builder.people.values()}
        if spoken and isinstance(item, m.Line | m.Narration) and (name in known or isinstance(item, m.Line)):
            words = self.builder.parse_text(spoken["spoken"], at)
            by = known.get(name) or self.builder.get_person_id(name)
            mood = item.mood if isinstance(item, m.Line) and by == item.by else "calm"
            line = replace(item, mood=mood) if isinstance(item, m.Line) else m.Line(by, "")
            lines = [replace(line, by=by, text=words, condition=condition)] if words else []
            return keep_variants(item, [*lines], self.report, at)
        if isinstance(item, m.Image | m.Audio | m.Video):
            return self._merge_media(item, rest, condition, at)
        return keep_variants(item, list(self.builder.parse_content(rest, at, condition)), self.report, at)

    def _merge_media(
        self, item: m.Image | m.Audio | m.Video, text: str, condition: m.Condition, at: str
    ) -> list[m.ContentItem]:
        found = html_import.parse_html(text)
        self.builder.report_left_out(found, at)
        kinds = {m.Image: "image", m.Audio: "audio", m.Video: "video"}
        if (
            len(found.media) != 1
            or found.media[0].kind != kinds[type(item)]
            or (isinstance(item, m.Image) and found.texts)
        ):
            return self.builder.build_content(found.parts, at, condition)
        shown = found.media[0]
        address = self.builder.resolve_address(shown.source, at)
        if address is None:
            return self.builder.build_content(found.parts, at, condition)
        if isinstance(item, m.Image):
            return [replace(item, src=address, alt=shown.alt or ("" if item.alt == "" else None), condition=condition)]
        return [replace(item, src=address, transcript=found.text or "", condition=condition)]

    def _merge_routes(self, choice: m.Choice, pairs: PartPairs) -> m.Choice:
        """Return a choice with its routes as they are in the passage now."""
        routes = []
        for part, text in pairs:
            if part is None or part.kind != "route" or part.id != choice.id or text is None:
                continue
            route, hit = choice.routes[part.number], LINK.search(text)
            to = self.twine_builder.get_target_id(parse_link(hit).target, choice.id) if hit else route.to
            routes.append(replace(route, to=to))
        return replace(choice, routes=tuple(routes))

    def _merge_choice(self, choice: m.Choice, part: PassagePart, text: str, at: str) -> m.Choice:
        rest, condition = self._split_condition(text, choice.condition, at)
        hit = LINK.search(rest)
        if not hit:
            self.report.add_attention(
                noop("A link was taken out of a choice in Twine; the choice stayed as it was."), choice.id
            )
            return replace(choice, to=self.twine_builder.get_target_id(choice.to, at))
        way = parse_link(hit)
        now = replace(choice, to=self.twine_builder.get_target_id(way.target, at), condition=condition)
        before = LINK.search(part.text)
        if before and parse_link(before).text == way.text:
            return now
        return replace(now, **merge_choice_words(now, way, self.report))

    def _build_new(self, text: str, at: str) -> tuple[list[m.ContentItem], list[m.Choice]]:
        """Make items and choices of a new paragraph."""
        rest, condition = self._split_condition(text, conditions.ALWAYS, at)
        ways = [parse_link(hit) for hit in LINK.finditer(rest)]
        words = LINK.sub(lambda hit: parse_link(hit).text, rest) if not LINK.fullmatch(rest) else ""
        if ways and at not in {scene.id for scene in self.before.scenes}:
            self.report.add_attention(
                noop("A link was added to an ending in Twine, but endings lead nowhere: {source}"),
                at,
                source=shorten(rest),
            )
            return list(self.builder.parse_content(words or ways[0].text, at, condition)), []
        choices = [self._build_new_choice(way, condition, at) for way in ways]
        return list(self.builder.parse_content(words, at, condition)), choices

    def _build_new_choice(self, way: Link, condition: m.Condition, at: str) -> m.Choice:
        words = html_import.format_plain_line(way.text) or way.target
        text = html_import.escape_text(words)
        spoken = find_quotation(text)
        return m.Choice(
            self.builder.create_id(words, "choice"),
            self.twine_builder.get_target_id(way.target, at),
            say=spoken,
            do=None if spoken else text,
            condition=condition,
        )
