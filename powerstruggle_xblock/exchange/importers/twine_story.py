"""From a Twine story to a scenario: passages become scenes and endings, links choices, numbers meters.

Nothing is dropped unsaid. What the notation has no words for stands verbatim in an author's note of its scene, and the report
counts it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from ...scenario import model as m
from ...scenario.client_state import HIGHEST, LOWEST
from ...scenario.conditions import Condition, MeterTest, PastTest
from ..report import CannotImport, noop, Report
from . import html_import, twine_dialects, twine_expressions, twine_paragraphs
from .scenario_builder import find_quotation, ScenarioBuilder, shorten, slug
from .twee import Passage, Story
from .twine_tokens import ChangeToken, LinkToken, TextToken, Token, VerbatimToken

NOT_STORY = {
    "script": noop("“{name}” is a script and was left out."),
    "stylesheet": noop("“{name}” is a style sheet and was left out."),
    "Twine.image": noop("“{name}” is a picture of Twine 1 and was left out."),
    "Twine.audio": noop("“{name}” is a sound of Twine 1 and was left out."),
    "Twine.video": noop("“{name}” is a film of Twine 1 and was left out."),
    "Twine.vtt": noop("“{name}” holds captions of Twine 1 and was left out."),
}
PREPARES = frozenset(("StoryInit",))
ASIDE_NAMES = frozenset((
    "StoryAuthor", "StorySubtitle", "StoryMenu", "StoryCaption", "StoryBanner", "StoryInterface", "StoryShare", "StorySettings",
    "StoryIncludes", "StoryDisplayTitle", "StoryLoadingScreen", "PassageHeader", "PassageFooter", "PassageReady", "PassageDone",
    "StoryData"))
ASIDE_TAGS = frozenset((
    "annotation", "Twine.private", "header", "footer", "widget", "debug-header", "debug-footer", "debug-startup", "haml"))
_OWN_METER_NAMES_TAKEN = frozenset(("and", "not", "chose", "visited", "if", "scene", "profile", "only"))


@dataclass
class _Place:
    """A passage on its way to being a scene or an ending."""

    id: str
    passage: Passage
    pieces: list[Token]
    notes: list[str] = field(default_factory=list)
    kept: int = 0

    @property
    def ways(self) -> list[LinkToken]:
        """The links that stay inside the story."""
        return [piece for piece in self.pieces if isinstance(piece, LinkToken) and not piece.link.is_external and not piece.link.is_program]


class TwineScenarioBuilder:
    """Builds the scenario of one story."""

    def __init__(self, story: Story, report: Report):
        self.story, self.report = story, report
        self.draft = ScenarioBuilder(report)
        self.kind = twine_dialects.format_family(story.format)
        self.places: list[_Place] = []
        self.by_name: dict[str, str] = {}
        self.missing: dict[str, tuple[str, str]] = {}
        self.meters: dict[str, str] = {}
        self.values: dict[str, int] = {}
        self.root_notes: list[str] = []

    def scenario(self) -> m.Scenario:
        """Give the scenario; what came of it is in the report."""
        self._sort()
        if not self.places:
            raise CannotImport(noop("This Twine story holds no passage that could be a scene."))
        first = self._first()
        self._start_values(first)
        scenes, endings = [], []
        for place in self.places:
            if place.ways or place is first:
                scenes.append(self._scene(place))
            else:
                endings.append(self._ending(place))
        scenes = [scene if scene.choices else self._with_way_out(scene, endings) for scene in scenes]
        endings += self.unwritten()
        if not endings:
            endings.append(m.Ending(self.draft.fresh("The end", "end"), "door-open", "The end", ""))
            self.report.changed(noop("The story has no passage without links, so an empty ending was added."), endings[-1].id)
        self._say_the_usual(endings)
        return m.Scenario(
            title=" ".join(html_import.replace_illegal_characters(self.story.title).split()) or None, start=m.Start(first.id, None, self._begin()),
            scenes=tuple(scenes), endings=tuple(endings), people=tuple(self.draft.people.values()),
            meter_settings=tuple(self.meter_settings()),
            notes=tuple(self.draft.note(text) for text in self.root_notes if text.strip()))

    def more(self) -> tuple[list[m.Scene], list[m.Ending]]:
        """Give scenes and endings alone, for passages that come to a scenario that is there already."""
        self._sort()
        self._find_meters()
        scenes = [self._scene(place) for place in self.places if place.ways]
        return scenes, [self._ending(place) for place in self.places if not place.ways]

    def unwritten(self) -> list[m.Ending]:
        """Give an ending for each passage that is linked to and not there."""
        return [self._unwritten(name, id_, by) for name, (id_, by) in self.missing.items()]

    # --- which passage is what ------------------------------------------------------------------------------------------

    def _sort(self) -> None:
        if self.story.loose:
            self.root_notes.append(self.story.loose)
            self.report.changed(noop("Text before the first passage is in the scenario's notes."))
        for passage in self.story.passages:
            left_out = next((NOT_STORY[tag] for tag in passage.tags if tag in NOT_STORY), None)
            if left_out:
                self.report.skipped(left_out, name=shorten(passage.name))
            elif passage.name in PREPARES or "startup" in passage.tags:
                self._prepare(passage)
            elif passage.name in ASIDE_NAMES or ASIDE_TAGS & set(passage.tags):
                self._aside(passage)
            else:
                self._place(passage)

    def _aside(self, passage: Passage) -> None:
        self.root_notes.append(f"{passage.name}:\n{passage.text}")
        self.report.changed(noop("“{name}” is no part of the talk; it stands in the scenario's notes."), name=shorten(passage.name))

    def _prepare(self, passage: Passage) -> None:
        """Take starting values out of what runs before the story; the rest is kept."""
        rest = []
        for piece in twine_dialects.parse_passage(passage.text, self.story.format):
            if isinstance(piece, ChangeToken) and piece.change.absolute and not piece.when:
                self.values.setdefault(piece.change.name, piece.change.by)
            else:
                rest.append(_source(piece))
        if "".join(rest).strip():
            self._aside(Passage(passage.name, passage.tags, "".join(rest)))

    def _place(self, passage: Passage) -> None:
        name = self.key(passage.name)
        id_ = self.draft.fresh(name, "scene")
        if name in self.by_name:
            self.report.attention(noop("Two passages are called “{name}”. Links go to the first of them."), id_, name=shorten(name))
        self.by_name.setdefault(name, id_)
        found = html_import.ImportedHtml()
        text = html_import.remove_hidden(passage.text, found)
        self.draft.tell(found, id_)
        place = _Place(id_, passage, twine_dialects.parse_passage(text, self.story.format))
        place.notes += [f"<!-- {comment} -->" for comment in found.comments]
        if extra := [tag for tag in passage.tags if tag not in ("scene", "decision", "ending")]:
            place.notes.append(f"Tags: {' '.join(extra)}")
        self.places.append(place)

    @staticmethod
    def key(name: str) -> str:
        """Give a passage's name as it is compared."""
        return " ".join(html_import.replace_illegal_characters(name).split())

    def _first(self) -> _Place:
        wanted = self.by_name.get(self.key(self.story.start or ""))
        found = next((place for place in self.places if place.id == wanted), None)
        if found is None:
            found = next((place for place in self.places if place.ways), self.places[0])
            self.report.attention(noop("The story does not say where it begins; it begins at “{name}” now."), found.id,
                                  name=shorten(found.passage.name))
        return found

    # --- numbers --------------------------------------------------------------------------------------------------------

    def _start_values(self, first: _Place) -> None:
        """What the first passage sets to a number is where a meter begins."""
        for piece in list(first.pieces):
            if isinstance(piece, ChangeToken) and piece.change.absolute and not piece.when and piece.change.name not in self.values:
                self.values[piece.change.name] = piece.change.by
                first.pieces.remove(piece)
        self._find_meters()
        unused = {name: value for name, value in self.values.items() if name not in self.meters}
        if unused:
            self.root_notes.append("\n".join(f"${name} = {value}" for name, value in unused.items()))
            self.report.changed(noop("Numbers that only stand at the beginning are in the scenario's notes: {names}"),
                                names=", ".join(f"${name}" for name in unused))

    def _find_meters(self) -> None:
        for place in self.places:
            for piece in place.pieces:
                if isinstance(piece, ChangeToken) and not piece.change.absolute:
                    self._meter(piece.change.name)
                elif isinstance(piece, LinkToken):
                    for change in piece.changes:
                        self._meter(change.name)
                for clause in getattr(piece, "when", ()):
                    if isinstance(clause, twine_expressions.Comparison):
                        self._meter(clause.name)

    def _meter(self, name: str) -> str:
        if name not in self.meters:
            id_ = slug(name) or "number"
            while id_ in self.meters.values() or id_ in _OWN_METER_NAMES_TAKEN:
                id_ += "-2"
            self.meters[name] = id_
            if id_ in m.USUAL_METERS:
                self.report.attention(noop("${name} became the meter of that name, which goes from 0 to 10 and keeps the package's own "
                                           "rules (trust grows by at most 1 in a move, for example)."), name=name)
            else:
                self.report.changed(noop("${name} became a meter of its own, which goes from 0 to 10; learners don't see it."), name=name)
        return self.meters[name]

    def _begin(self) -> m.Amounts:
        begin = {}
        for name, id_ in self.meters.items():
            value = self.values.get(name, LOWEST)
            begin[id_] = max(LOWEST, min(HIGHEST, value))
            if begin[id_] != value:
                self.report.attention(noop("${name} began at {value}; a meter goes from 0 to 10, so it begins at {now}."), name=name,
                                      value=value, now=begin[id_])
        return tuple(sorted(begin.items()))

    def meter_settings(self, known: Collection[str] = ()) -> Iterator[m.MeterSetting]:
        """Give a setting for each number that is a meter of its own and not known yet."""
        for name, id_ in self.meters.items():
            if id_ not in m.USUAL_METERS and id_ not in known:
                words = " ".join(name.replace("_", " ").split()) or id_
                yield m.MeterSetting(id_, words[0].upper() + words[1:], "never")

    def _condition(self, clauses: twine_expressions.Clauses) -> Condition | None:
        """Give a condition of the notation, or None where a passage is asked about that is not there."""
        made = []
        for clause in clauses:
            if isinstance(clause, twine_expressions.Comparison):
                made.append(MeterTest(self._meter(clause.name), clause.how, clause.value))
            elif (id_ := self.by_name.get(self.key(clause.passage))) is not None:
                made.append(PastTest("visited", id_, clause.negated))
            else:
                return None
        return Condition(tuple(dict.fromkeys(made)))

    def _when(self, place: _Place, clauses: twine_expressions.Clauses) -> Condition:
        condition = self._condition(clauses)
        if condition is None:
            asked = ", ".join(f'visited("{clause.passage}")' for clause in clauses if isinstance(clause, twine_expressions.VisitedTest))
            if asked not in place.notes:
                self._keep(place, asked)
            return Condition()
        return condition

    # --- scenes and endings ---------------------------------------------------------------------------------------------

    def _scene(self, place: _Place) -> m.Scene:
        beats = self._beats(place)
        shifts = tuple(self._shifts(place))
        choices = tuple(self._choice(place, way) for way in place.ways)
        return m.Scene(place.id, self._title(place), beats, shifts, choices=choices, notes=self._notes(place))

    def _ending(self, place: _Place) -> m.Ending:
        beats = self._beats(place)
        for piece in place.pieces:
            if isinstance(piece, ChangeToken):
                self._keep(place, piece.source)
        return m.Ending(place.id, "door-open", self._title(place), "", content_items=beats, notes=self._notes(place))

    def _title(self, place: _Place) -> str:
        return self.key(place.passage.name) or place.id

    def _with_way_out(self, scene: m.Scene, endings: list[m.Ending]) -> m.Scene:
        """The first passage must be a scene; without links it gets one way on, to an ending."""
        ending = m.Ending(self.draft.fresh("The end", "end"), "door-open", "The end", "")
        endings.append(ending)
        self.report.changed(noop("The first passage has no links, so it got one way on, to an empty ending."), scene.id)
        return m.Scene(scene.id, scene.title, scene.content_items, scene.shifts, notes=scene.notes,
                       choices=(m.Choice(self.draft.fresh(f"{scene.id} on", "choice"), ending.id, do="Go on."),))

    def _shifts(self, place: _Place) -> Iterator[m.MeterChange]:
        for piece in place.pieces:
            if isinstance(piece, ChangeToken) and piece.change.absolute:
                self._keep(place, piece.source)
            elif isinstance(piece, ChangeToken):
                condition = self._when(place, piece.when)
                yield m.MeterChange(((self._meter(piece.change.name), piece.change.by),), condition)

    def _choice(self, place: _Place, way: LinkToken) -> m.Choice:
        words = html_import.plain_line(way.link.text) or self.key(way.link.target)
        id_ = self.draft.fresh(words, "choice")
        if way.link.setter:
            self._keep(place, f"[[{way.link.text}->{way.link.target}][{way.link.setter}]]")
        amounts: dict[str, int] = {}
        for change in way.changes:
            meter = self._meter(change.name)
            amounts[meter] = max(-HIGHEST, min(HIGHEST, amounts.get(meter, 0) + change.by))
        text = html_import.escape_text(words) or "…"
        said = find_quotation(text)
        return m.Choice(id_, self.target(way.link.target, place.id), say=said, do=None if said else text,
                        condition=self._when(place, way.when), shift=tuple(sorted(amounts.items())))

    def target(self, name: str, by: str) -> str:
        """Give the id of a passage by its name; for one that is not there, that of an ending to be written."""
        name = self.key(html_import.plain_line(name) or name)
        if name in self.by_name:
            return self.by_name[name]
        if name not in self.missing:
            self.missing[name] = (self.draft.fresh(name, "unwritten"), by)
        return self.missing[name][0]

    def _unwritten(self, name: str, id_: str, by: str) -> m.Ending:
        self.report.attention(noop("“{name}” is linked to but was not in the file. An empty ending stands in its place."), id_,
                              name=shorten(name))
        note = self.draft.note(f"Linked to from {by}; the story had no passage of this name.")
        return m.Ending(id_, "door-open", name or id_, "", notes=(note,))

    # --- texts ----------------------------------------------------------------------------------------------------------

    def _beats(self, place: _Place) -> tuple[m.ContentItem, ...]:
        beats: list[m.ContentItem] = []
        for clauses, text in twine_paragraphs.build_paragraphs(place.pieces, self.kind):
            found = html_import.parse_html(text)
            self.draft.tell(found, place.id)
            beats += self.draft.beats_of(found.parts, place.id, self._when(place, clauses))
        self._look_at_rest(place)
        return tuple(beats)

    def _look_at_rest(self, place: _Place) -> None:
        """Keep what is no text, and tell of links that can't be ways on."""
        for piece in place.pieces:
            if isinstance(piece, VerbatimToken):
                self._keep(place, piece.source)
                if piece.opens:
                    self.report.attention(noop("A condition has no words here, so what hung on it always shows now: {source}"), place.id,
                                          source=shorten(piece.source))
            elif isinstance(piece, LinkToken) and piece.link.is_program:
                self.report.skipped(noop("For safety's sake something was left out of a text: {what}. Its words were kept."), place.id,
                                    what=piece.link.target.partition(":")[0])

    @staticmethod
    def _keep(place: _Place, source: str) -> None:
        if source.strip():
            place.notes.append(source.strip())
            place.kept += 1

    def _notes(self, place: _Place) -> tuple[m.Note, ...]:
        if place.kept:
            self.report.attention(noop("“{name}”: macros and scripts not translated, now in its author's note: {count}"), place.id,
                                  name=shorten(place.passage.name), count=place.kept)
        return (self.draft.note("\n".join(place.notes)),) if place.notes else ()

    def _say_the_usual(self, endings: list[m.Ending]) -> None:
        total = sum(place.kept for place in self.places)
        if total:
            self.report.attention(noop("Macros and scripts not translated, in all: {count}"), count=total)
        self.report.changed(noop("Positions on Twine's map are not kept; the map here is laid out by itself."))
        self.report.changed(noop("Link texts in quotation marks became something said, other ones something done."))
        self.draft.say_who_is_who()


def _source(piece: Token) -> str:
    match piece:
        case TextToken(text, _):
            return text
        case LinkToken(link, _, _):
            return f"[[{link.text}->{link.target}]]"
        case ChangeToken(_, source, _) | VerbatimToken(source, _):
            return source
