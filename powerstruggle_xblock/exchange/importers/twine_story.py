"""Build a scenario from a Twine story: passages become scenes and endings, links become choices, numbers become meters.

Nothing is left out without a report. What the notation can't express is kept verbatim in an author's note of its
scene, and the report counts it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ...notation.messages import noop
from ...scenario import model as m
from ...scenario.client_state import HIGHEST
from ...scenario.conditions import Condition, MeterTest, PastTest
from ..report import CannotImport, Report
from . import html_import, twine_dialects, twine_expressions, twine_paragraphs
from .scenario_builder import ScenarioBuilder, find_quotation, shorten
from .twee import Passage, Story
from .twine_meters import TwineMeters
from .twine_tokens import ChangeToken, LinkToken, TextToken, Token, VerbatimToken

LEFT_OUT_TAGS = {
    "script": noop("“{name}” is a script and was left out."),
    "stylesheet": noop("“{name}” is a style sheet and was left out."),
    "Twine.image": noop("“{name}” is a picture of Twine 1 and was left out."),
    "Twine.audio": noop("“{name}” is a sound of Twine 1 and was left out."),
    "Twine.video": noop("“{name}” is a film of Twine 1 and was left out."),
    "Twine.vtt": noop("“{name}” holds captions of Twine 1 and was left out."),
}
START_PASSAGES = frozenset(("StoryInit",))
NOTE_PASSAGES = frozenset((
    "StoryAuthor", "StorySubtitle", "StoryMenu", "StoryCaption", "StoryBanner", "StoryInterface", "StoryShare",
    "StorySettings", "StoryIncludes", "StoryDisplayTitle", "StoryLoadingScreen", "PassageHeader", "PassageFooter",
    "PassageReady", "PassageDone", "StoryData",
))
NOTE_TAGS = frozenset((
    "annotation", "Twine.private", "header", "footer", "widget", "debug-header", "debug-footer", "debug-startup",
    "haml",
))


@dataclass
class _PassageNode:
    """A passage that becomes a scene or an ending. `verbatim_count` counts the macros that were kept in its notes."""

    id: str
    passage: Passage
    tokens: list[Token]
    notes: list[str] = field(default_factory=list)
    verbatim_count: int = 0

    @property
    def links(self) -> list[LinkToken]:
        """The links to other passages of the story."""
        return [
            token
            for token in self.tokens
            if isinstance(token, LinkToken) and not token.link.is_external and not token.link.is_program
        ]


class TwineScenarioBuilder:
    """Builds the scenario of one story.

    `by_name` has the ids of scenes and endings by passage name, `missing` an id and the linking passage's id by the
    name of a passage that is not in the story, `meters` meter ids by variable name, `start_values` the first values
    of variables.
    """

    def __init__(self, story: Story, report: Report):
        self.story, self.report = story, report
        self.builder = ScenarioBuilder(report)
        self.family = twine_dialects.format_family(story.format)
        self.places: list[_PassageNode] = []
        self.by_name: dict[str, str] = {}
        self.missing: dict[str, tuple[str, str]] = {}
        self.meters = TwineMeters(report)
        self.root_notes: list[str] = []

    def build_scenario(self) -> m.Scenario:
        """Build the scenario. To be called once. Raises `CannotImport` where no passage can be a scene."""
        self._sort_passages()
        if not self.places:
            raise CannotImport(noop("This Twine story holds no passage that could be a scene."))
        first = self._find_first()
        self._set_start_values(first)
        scenes, endings = [], []
        for place in self.places:
            if place.links or place is first:
                scenes.append(self._build_scene(place))
            else:
                endings.append(self._build_ending(place))
        scenes = [scene if scene.choices else self._add_way_out(scene, endings) for scene in scenes]
        endings += self.build_missing_endings()
        if not endings:
            endings.append(m.Ending(self.builder.create_id("The end", "end"), "door-open", "The end", ""))
            self.report.add_changed(
                noop("The story has no passage without links, so an empty ending was added."), endings[-1].id
            )
        self._report_usual(endings)
        return m.Scenario(
            title=" ".join(html_import.replace_illegal_characters(self.story.title).split()) or None,
            start=m.Start(first.id, None, self.meters.build_start_values()),
            scenes=tuple(scenes),
            endings=tuple(endings),
            people=tuple(self.builder.people.values()),
            meter_settings=tuple(self.meters.build_settings()),
            notes=tuple(self.builder.make_note(text) for text in self.root_notes if text.strip()),
        )

    def build_scenes_and_endings(self) -> tuple[list[m.Scene], list[m.Ending]]:
        """Build scenes and endings alone, for passages that are added to an existing scenario. To be called once."""
        self._sort_passages()
        self._find_meters()
        scenes = [self._build_scene(place) for place in self.places if place.links]
        return scenes, [self._build_ending(place) for place in self.places if not place.links]

    def build_missing_endings(self) -> list[m.Ending]:
        """Build an ending for each passage that is linked to and not in the story."""
        return [self._build_missing_ending(name, id_, by) for name, (id_, by) in self.missing.items()]

    # --- which passage is what --------------------------------------------------------------------------------------

    def _sort_passages(self) -> None:
        if self.story.loose:
            self.root_notes.append(self.story.loose)
            self.report.add_changed(noop("Text before the first passage was kept in the scenario's notes."))
        for passage in self.story.passages:
            left_out = next((LEFT_OUT_TAGS[tag] for tag in passage.tags if tag in LEFT_OUT_TAGS), None)
            if left_out:
                self.report.add_skipped(left_out, name=shorten(passage.name))
            elif passage.name in START_PASSAGES or "startup" in passage.tags:
                self._read_start_values(passage)
            elif passage.name in NOTE_PASSAGES or NOTE_TAGS & set(passage.tags):
                self._add_root_note(passage)
            else:
                self._add_passage(passage)

    def _add_root_note(self, passage: Passage) -> None:
        self.root_notes.append(f"{passage.name}:\n{passage.text}")
        self.report.add_changed(
            noop("“{name}” is not part of the conversation; it was kept in the scenario's notes."),
            name=shorten(passage.name),
        )

    def _read_start_values(self, passage: Passage) -> None:
        """Take the first values of variables from a passage that runs before the story.

        The rest of it becomes a note.
        """
        rest = []
        for token in twine_dialects.parse_passage(passage.text, self.story.format):
            if isinstance(token, ChangeToken) and token.change.absolute and not token.when:
                self.meters.start_values.setdefault(token.change.name, token.change.by)
            else:
                rest.append(_format_token(token))
        if "".join(rest).strip():
            self._add_root_note(Passage(passage.name, passage.tags, "".join(rest)))

    def _add_passage(self, passage: Passage) -> None:
        name = self.normalize_name(passage.name)
        id_ = self.builder.create_id(name, "scene")
        if name in self.by_name:
            self.report.add_attention(
                noop("Two passages are called “{name}”. Links go to the first of them."), id_, name=shorten(name)
            )
        self.by_name.setdefault(name, id_)
        found = html_import.ImportedHtml()
        text = html_import.remove_hidden(passage.text, found)
        self.builder.report_left_out(found, id_)
        place = _PassageNode(id_, passage, twine_dialects.parse_passage(text, self.story.format))
        place.notes += [f"<!-- {comment} -->" for comment in found.comments]
        if extra := [tag for tag in passage.tags if tag not in ("scene", "decision", "ending")]:
            place.notes.append(f"Tags: {' '.join(extra)}")
        self.places.append(place)

    @staticmethod
    def normalize_name(name: str) -> str:
        """Return a passage's name in the form in which names are compared."""
        return " ".join(html_import.replace_illegal_characters(name).split())

    def _find_first(self) -> _PassageNode:
        wanted = self.by_name.get(self.normalize_name(self.story.start or ""))
        found = next((place for place in self.places if place.id == wanted), None)
        if found is None:
            found = next((place for place in self.places if place.links), self.places[0])
            self.report.add_attention(
                noop("The story does not name its first passage; it begins at “{name}” now."),
                found.id,
                name=shorten(found.passage.name),
            )
        return found

    # --- numbers ----------------------------------------------------------------------------------------------------

    def _set_start_values(self, first: _PassageNode) -> None:
        """Take the numbers that the first passage sets as the first values of meters."""
        for token in list(first.tokens):
            if (
                isinstance(token, ChangeToken)
                and token.change.absolute
                and not token.when
                and token.change.name not in self.meters.start_values
            ):
                self.meters.start_values[token.change.name] = token.change.by
                first.tokens.remove(token)
        self._find_meters()
        if unused := self.meters.list_unused_start_values():
            self.root_notes.append("\n".join(f"${name} = {value}" for name, value in unused.items()))
            self.report.add_changed(
                noop("Numbers that are set at the beginning and never used were kept in the scenario's notes: {names}"),
                names=", ".join(f"${name}" for name in unused),
            )

    def _find_meters(self) -> None:
        for place in self.places:
            self.meters.add_from_tokens(place.tokens)

    def _build_condition(self, clauses: twine_expressions.Clauses) -> Condition | None:
        """Return a condition of the notation; None where it tests a passage that is not in the story."""
        tests: list[MeterTest | PastTest] = []
        for clause in clauses:
            if isinstance(clause, twine_expressions.Comparison):
                tests.append(MeterTest(self.meters.get_meter_id(clause.name), clause.how, clause.value))
            elif (id_ := self.by_name.get(self.normalize_name(clause.passage))) is not None:
                tests.append(PastTest("visited", id_, clause.negated))
            else:
                return None
        return Condition(tuple(dict.fromkeys(tests)))

    def _build_condition_or_always(self, place: _PassageNode, clauses: twine_expressions.Clauses) -> Condition:
        condition = self._build_condition(clauses)
        if condition is None:
            asked = ", ".join(
                f'visited("{clause.passage}")'
                for clause in clauses
                if isinstance(clause, twine_expressions.VisitedTest)
            )
            if asked not in place.notes:
                self._keep_verbatim(place, asked)
            return Condition()
        return condition

    # --- scenes and endings -----------------------------------------------------------------------------------------

    def _build_scene(self, place: _PassageNode) -> m.Scene:
        items = self._build_content(place)
        shifts = tuple(self._build_meter_changes(place))
        choices = tuple(self._build_choice(place, link_token) for link_token in place.links)
        return m.Scene(
            place.id, self._make_title(place), items, shifts, choices=choices, notes=self._build_notes(place)
        )

    def _build_ending(self, place: _PassageNode) -> m.Ending:
        items = self._build_content(place)
        for token in place.tokens:
            if isinstance(token, ChangeToken):
                self._keep_verbatim(place, token.source)
        return m.Ending(
            place.id, "door-open", self._make_title(place), "", content_items=items, notes=self._build_notes(place)
        )

    def _make_title(self, place: _PassageNode) -> str:
        return self.normalize_name(place.passage.name) or place.id

    def _add_way_out(self, scene: m.Scene, endings: list[m.Ending]) -> m.Scene:
        """Return the first passage's scene with one choice, which leads to a new ending.

        A scenario must start with a scene.
        """
        ending = m.Ending(self.builder.create_id("The end", "end"), "door-open", "The end", "")
        endings.append(ending)
        self.report.add_changed(
            noop("The first passage has no links, so a choice was added that leads to an empty ending."), scene.id
        )
        return m.Scene(scene.id, scene.title, scene.content_items, scene.arrival_changes, notes=scene.notes,
                       choices=(m.Choice(self.builder.create_id(f"{scene.id} on", "choice"), ending.id, do="Go on."),))

    def _build_meter_changes(self, place: _PassageNode) -> Iterator[m.MeterChange]:
        for token in place.tokens:
            if isinstance(token, ChangeToken) and token.change.absolute:
                self._keep_verbatim(place, token.source)
            elif isinstance(token, ChangeToken):
                condition = self._build_condition_or_always(place, token.when)
                yield m.MeterChange(((self.meters.get_meter_id(token.change.name), token.change.by),), condition)

    def _build_choice(self, place: _PassageNode, link_token: LinkToken) -> m.Choice:
        words = html_import.format_plain_line(link_token.link.text) or self.normalize_name(link_token.link.target)
        id_ = self.builder.create_id(words, "choice")
        if link_token.link.setter:
            self._keep_verbatim(
                place, f"[[{link_token.link.text}->{link_token.link.target}][{link_token.link.setter}]]"
            )
        amounts: dict[str, int] = {}
        for change in link_token.changes:
            meter = self.meters.get_meter_id(change.name)
            amounts[meter] = max(-HIGHEST, min(HIGHEST, amounts.get(meter, 0) + change.by))
        text = html_import.escape_text(words) or "…"
        quotation = find_quotation(text)
        return m.Choice(
            id_,
            self.get_target_id(link_token.link.target, place.id),
            say=quotation,
            do=None if quotation else text,
            condition=self._build_condition_or_always(place, link_token.when),
            meter_changes=tuple(sorted(amounts.items())),
        )

    def get_target_id(self, name: str, by: str) -> str:
        """Return the id of a passage by its name; for one that is not in the story, the id of an ending to be added.

        `by` is the id of the passage that links to it.
        """
        name = self.normalize_name(html_import.format_plain_line(name) or name)
        if name in self.by_name:
            return self.by_name[name]
        if name not in self.missing:
            self.missing[name] = (self.builder.create_id(name, "missing_endings"), by)
        return self.missing[name][0]

    def _build_missing_ending(self, name: str, id_: str, by: str) -> m.Ending:
        self.report.add_attention(
            noop("“{name}” is linked to but was not in the file. An empty ending was put in its place."),
            id_,
            name=shorten(name),
        )
        note = self.builder.make_note(f"Linked to from {by}; the story had no passage of this name.")
        return m.Ending(id_, "door-open", name or id_, "", notes=(note,))

    # --- texts ------------------------------------------------------------------------------------------------------

    def _build_content(self, place: _PassageNode) -> tuple[m.ContentItem, ...]:
        items: list[m.ContentItem] = []
        for clauses, text in twine_paragraphs.build_paragraphs(place.tokens, self.family):
            found = html_import.parse_html(text)
            self.builder.report_left_out(found, place.id)
            items += self.builder.build_content(found.parts, place.id, self._build_condition_or_always(place, clauses))
        self._keep_untranslated(place)
        return tuple(items)

    def _keep_untranslated(self, place: _PassageNode) -> None:
        """Keep verbatim macros in the notes, and report links that would run a program."""
        for token in place.tokens:
            if isinstance(token, VerbatimToken):
                self._keep_verbatim(place, token.source)
                if token.is_condition:
                    self.report.add_attention(
                        noop("A condition can't be expressed here, so its contents are always shown now: {source}"),
                        place.id,
                        source=shorten(token.source),
                    )
            elif isinstance(token, LinkToken) and token.link.is_program:
                self.report.add_skipped(
                    noop("For safety something was left out of a text: {what}. Its words were kept."),
                    place.id,
                    what=token.link.target.partition(":")[0],
                )

    @staticmethod
    def _keep_verbatim(place: _PassageNode, source: str) -> None:
        if source.strip():
            place.notes.append(source.strip())
            place.verbatim_count += 1

    def _build_notes(self, place: _PassageNode) -> tuple[m.Note, ...]:
        if place.verbatim_count:
            self.report.add_attention(
                noop("“{name}”: macros and scripts that were not translated, kept in its author's note: {count}"),
                place.id,
                name=shorten(place.passage.name),
                count=place.verbatim_count,
            )
        return (self.builder.make_note("\n".join(place.notes)),) if place.notes else ()

    def _report_usual(self, endings: list[m.Ending]) -> None:
        total = sum(place.verbatim_count for place in self.places)
        if total:
            self.report.add_attention(noop("Macros and scripts that were not translated, in all: {count}"), count=total)
        self.report.add_changed(noop("Positions on Twine's map were not imported; the map here arranges itself."))
        self.report.add_changed(
            noop("Link texts in quotation marks were imported as something said, other ones as something done.")
        )
        self.builder.report_people()


def _format_token(token: Token) -> str:
    match token:
        case TextToken(text, _):
            return text
        case LinkToken(link, _, _):
            return f"[[{link.text}->{link.target}]]"
        case ChangeToken(_, source, _) | VerbatimToken(source, _):
            return source
