"""Build a scenario from a Twine story: passages become scenes and endings, links become choices, numbers become meters.

Nothing is left out without a report. What the notation can't express is kept verbatim in an author's note of its
scene, and the report counts it.
"""

from collections.abc import Iterator
from dataclasses import replace

from ...notation.messages import noop
from ...scenario import model as m
from ...scenario.client_state import HIGHEST
from ...scenario.conditions import Condition, MeterTest, PastTest
from ..report import CHANGED, CannotImport, Report
from . import html_import, twine_dialects, twine_expressions, twine_paragraphs, twine_structure
from .scenario_builder import ScenarioBuilder, find_quotation, shorten
from .twee import Story
from .twine_credits import CreditCollector
from .twine_lost_ways import LostWays
from .twine_notes import report_unconvertible
from .twine_passages import PassageSorter, normalize_name
from .twine_speakers import find_speakers
from .twine_structure import PassageIncluder, PassageNode
from .twine_tokens import (
    AT_END,
    BREAK,
    NUMBER,
    SILENT,
    START,
    ChangeToken,
    LinkToken,
    RevealToken,
    TextToken,
    Token,
    VerbatimToken,
    add_condition,
)
from .twine_variables import TwineVariables
from .twine_words import NO_WORDS, WordResolver


class TwineScenarioBuilder:
    """Builds the scenario of one story.

    `by_name` has the ids of scenes and endings by passage name, `missing` an id and the linking passage's id by the
    name of a passage that is not in the story.
    """

    def __init__(self, story: Story, report: Report):
        self.story, self.report = story, report
        self.builder = ScenarioBuilder(report)
        self.format = story.format
        if not twine_dialects.format_family(story.format):
            self.format = twine_dialects.guess_format(passage.text for passage in story.passages)
        self.family = twine_dialects.format_family(self.format)
        self.places: list[PassageNode] = []
        self.missing: dict[str, tuple[str, str]] = {}
        self.variables = TwineVariables(report)
        self.passages = PassageSorter(story, self.format, self.builder, self.variables, report)
        self.by_name, self.root_notes = self.passages.by_name, self.passages.root_notes
        self.credits = CreditCollector(story, report)
        self.start_id = ""

    def build_scenario(self) -> m.Scenario:
        """Build the scenario. To be called once. Raises `CannotImport` where no passage can be a scene."""
        self.passages.sort_passages()
        self.places = self.passages.nodes
        if not self.places:
            raise CannotImport(noop("This Twine story holds no passage that could be a scene."))
        first = self.passages.find_first()
        self.start_id = first.id
        self._shape_passages(first)
        self._set_start_values(first)
        scenes, endings = [], []
        for place in self.places:
            if (place.links and not place.is_ending) or place is first:
                scenes.append(self._build_scene(place))
            else:
                endings.append(self._build_ending(place))
        scenes = [scene if scene.choices else self._add_way_out(scene, endings) for scene in scenes]
        endings += self.build_missing_endings()
        if not endings:
            endings.append(m.Ending(self.builder.create_id("The end", "end"), m.DEFAULT_ENDING_KIND, "The end", ""))
            self.report.add_changed(
                noop("The story has no passage without links, so an empty ending was added."), endings[-1].id
            )
        self._report_usual()
        return m.Scenario(
            title=" ".join(html_import.replace_illegal_characters(self.story.title).split()) or None,
            start=m.Start(first.id, None, self.variables.build_start_values()),
            scenes=tuple(scenes),
            endings=tuple(endings),
            people=tuple(self.builder.people.values()),
            meter_settings=tuple(self.variables.build_settings()),
            about=m.About("", "", sources=tuple(self.credits.sources)) if self.credits.sources else None,
            notes=tuple(self.builder.make_note(text) for text in self.root_notes if text.strip()),
        )

    def build_scenes_and_endings(self) -> tuple[list[m.Scene], list[m.Ending]]:
        """Build scenes and endings alone, for passages that are added to an existing scenario. To be called once."""
        self.passages.sort_passages()
        self.places = self.passages.nodes
        self._shape_passages(None)
        self._find_meters()
        scenes = [self._build_scene(place) for place in self.places if place.links]
        return scenes, [self._build_ending(place) for place in self.places if not place.links]

    def build_missing_endings(self) -> list[m.Ending]:
        """Build an ending for each passage that is linked to and not in the story."""
        return [self._build_missing_ending(name, id_, by) for name, (id_, by) in self.missing.items()]

    # --- structure ----------------------------------------------------------------------------------------------------

    def _shape_passages(self, first: PassageNode | None) -> None:
        """Write out included passages, and find jumps, endings, values of variables and people who speak."""
        names = {normalize_name(place.passage.name): place for place in reversed(self.places)}
        includer = PassageIncluder(names, self.report)
        for name, place in names.items():
            includer.expand(place, name)
        for place in self.places:
            twine_structure.convert_jumps(place, self.report)
        linked = {normalize_name(link.link.target) for place in self.places for link in place.links}
        inner = includer.included - linked
        self.places = [
            place for place in self.places
            if place is first or normalize_name(place.passage.name) not in inner]
        for place in self.places:
            self.variables.add_values(place.tokens)
        resolver, lost_ways = WordResolver(self.format, self.variables, self.by_name, self.report), LostWays(
            self.by_name, self.report)
        for place in self.places:
            resolver.resolve(place)
            lost_ways.report_place(place)
        for part in self.passages.page_parts:
            lost_ways.report_page_part(part.name, part.text)
        if first is not None:
            self.places = self.credits.read_passages(self.places, first, self.family)
        if first is not None:
            start_names = frozenset((START, normalize_name(first.passage.name)))
            twine_structure.mark_endings(self.places, first, start_names, self.report)
        self.builder.speakers = find_speakers(
            ((place.id, place.tokens) for place in self.places), self.report)

    # --- numbers ----------------------------------------------------------------------------------------------------

    def _set_start_values(self, first: PassageNode) -> None:
        """Take the numbers that the first passage sets as the first values of meters."""
        for token in list(first.tokens):
            if (
                isinstance(token, ChangeToken)
                and token.change.absolute
                and not token.when
                and token.change.name not in self.variables.start_values
            ):
                self.variables.start_values[token.change.name] = token.change.by
                first.tokens.remove(token)
        self._find_meters()
        if unused := self.variables.list_unused_start_values():
            self.root_notes.append("\n".join(f"${name} = {value}" for name, value in unused.items()))
            self.report.add_changed(
                noop("Numbers that are set at the beginning and never used were kept in the scenario's notes: {names}"),
                names=", ".join(f"${name}" for name in unused),
            )

    def _find_meters(self) -> None:
        for place in self.places:
            self.variables.add_from_tokens(place.tokens)

    def _build_condition(self, clauses: twine_expressions.Clauses) -> Condition | None:
        """Return a condition of the notation; None where it tests what is not in the story."""
        tests: list[MeterTest | PastTest] = []
        for clause in clauses:
            if isinstance(clause, twine_expressions.Comparison):
                tests.append(MeterTest(self.variables.get_meter_id(clause.name), clause.how, clause.value))
            elif isinstance(clause, twine_expressions.FlagTest):
                if not self.variables.can_be_tested(clause.name):
                    return None
                how = "under" if clause.negated else "at least"
                tests.append(MeterTest(self.variables.get_meter_id(clause.name), how, 1))
            elif (id_ := self.by_name.get(normalize_name(clause.passage))) is not None:
                tests.append(PastTest("visited", id_, clause.negated))
            else:
                return None
        return Condition(tuple(dict.fromkeys(tests)))

    def _build_condition_or_always(self, place: PassageNode, clauses: twine_expressions.Clauses) -> Condition:
        condition = self._build_condition(clauses)
        if condition is not None:
            return condition
        for clause in clauses:
            if self._build_condition((clause,)) is not None:
                continue
            asked = ""
            if isinstance(clause, twine_expressions.VisitedTest):
                asked = f'visited("{clause.passage}")'
            elif isinstance(clause, twine_expressions.FlagTest):
                asked = clause.source or clause.name
            if asked and asked not in place.notes:
                self._keep_verbatim(place, VerbatimToken(asked, "condition", asked))
        return Condition()

    # --- scenes and endings -----------------------------------------------------------------------------------------

    def _build_scene(self, place: PassageNode) -> m.Scene:
        shifts = tuple(self._build_meter_changes(place))
        if shifts and any(isinstance(token, RevealToken) for token in place.tokens):
            shifts = self._restrict_to_first_visit(place, shifts)
        items = self._build_content(place, place.tokens)
        choices = tuple(self._build_choices(place, place.tokens, ()))
        return m.Scene(
            place.id, self._make_title(place), items, shifts, choices=choices, notes=self._build_notes(place)
        )

    def _restrict_to_first_visit(
        self, place: PassageNode, shifts: tuple[m.MeterChange, ...]
    ) -> tuple[m.MeterChange, ...]:
        """Return the changes of an arrival for a scene into which clicks lead back, where they would be made again."""
        self.report.add_counted(
            CHANGED, noop("A scene changes numbers on arrival, and its clicks lead back to it; the changes are made on "
                          "the first visit only now: {count}"), place.id)
        first = PastTest("visited", place.id, negated=True)
        return tuple(replace(shift, condition=Condition((*shift.condition.clauses, first))) for shift in shifts)

    def _build_ending(self, place: PassageNode) -> m.Ending:
        if any(isinstance(token, RevealToken) for token in place.tokens):
            self.report.add_counted(
                CHANGED, noop("Words of an ending that showed after a click are always shown now: {count}"), place.id)
        place.tokens = [*_write_out_reveals(place.tokens)]
        if place.is_ending:
            place.tokens = [token for token in place.tokens if not isinstance(token, LinkToken)]
        items = self._build_content(place, place.tokens)
        for token in place.tokens:
            if isinstance(token, ChangeToken):
                self._keep_verbatim(place, VerbatimToken(token.source, AT_END, f"${token.change.name}"))
        title, notes = self._make_title(place), self._build_notes(place)
        return m.Ending(place.id, m.DEFAULT_ENDING_KIND, title, "", content_items=items, notes=notes)

    def _make_title(self, place: PassageNode) -> str:
        return normalize_name(place.passage.name) or place.id

    def _add_way_out(self, scene: m.Scene, endings: list[m.Ending]) -> m.Scene:
        """Return the first passage's scene with one choice, which leads to a new ending.

        A scenario must start with a scene.
        """
        ending = m.Ending(self.builder.create_id("The end", "end"), m.DEFAULT_ENDING_KIND, "The end", "")
        endings.append(ending)
        self.report.add_changed(
            noop("The first passage has no links, so a choice was added that leads to an empty ending."), scene.id
        )
        return m.Scene(scene.id, scene.title, scene.content_items, scene.arrival_changes, notes=scene.notes,
                       choices=(m.Choice(self.builder.create_id(f"{scene.id} on", "choice"), ending.id, do="Go on."),))

    def _build_meter_changes(self, place: PassageNode) -> Iterator[m.MeterChange]:
        for token in place.tokens:
            if isinstance(token, ChangeToken) and not token.change.is_relative:
                reason = SILENT if token.change.name in self.variables.written_out else NUMBER
                self._keep_verbatim(place, VerbatimToken(token.source, reason, f"${token.change.name}"))
            elif isinstance(token, ChangeToken):
                condition = self._build_condition_or_always(place, token.when)
                change = token.change
                yield m.MeterChange(((self.variables.get_meter_id(change.name), change.amount),), condition)

    def _build_choices(
        self, place: PassageNode, tokens: list[Token] | tuple[Token, ...], needed: tuple[PastTest, ...]
    ) -> Iterator[m.Choice]:
        """Yield a choice for each link, and for each click that shows something, which leads back to the scene.

        `needed` are clicks that have to come first.
        """
        for token in tokens:
            if isinstance(token, LinkToken) and not token.link.is_external and not token.link.is_program:
                yield self._build_choice(place, token, needed)
            elif isinstance(token, RevealToken):
                choice = self._build_reveal(place, token, needed)
                yield choice
                yield from self._build_choices(place, token.tokens, (*needed, PastTest("chose", choice.id)))

    def _build_choice(self, place: PassageNode, token: LinkToken, needed: tuple[PastTest, ...]) -> m.Choice:
        words = html_import.format_plain_line(token.link.text) or normalize_name(token.link.target)
        if token.link.setter:
            source = f"[[{token.link.text}->{token.link.target}][{token.link.setter}]]"
            self._keep_verbatim(place, VerbatimToken(source, name=f"[{token.link.setter}]"))
        routes = tuple(
            m.Route(self.get_target_id(target, place.id), self._build_condition_or_always(place, when))
            for target, when in token.routes)
        choice = self._start_choice(place, words, token.when, needed, token.changes)
        target_id = self.get_target_id(token.link.target, place.id)
        return replace(choice, to=target_id, routes=tuple(route for route in routes if route.condition))

    def _build_reveal(self, place: PassageNode, token: RevealToken, needed: tuple[PastTest, ...]) -> m.Choice:
        changes = tuple(inner.change for inner in token.tokens if isinstance(inner, ChangeToken))
        if any(not isinstance(inner, ChangeToken | VerbatimToken) for inner in token.tokens):
            self.report.add_changed(
                noop("A click showed more words on the same page; it is a choice now whose reply are these words."),
                place.id)
        else:
            self.report.add_changed(
                noop("A click only changed a variable; it is a choice now that leads back to its scene."), place.id)
        words = html_import.format_plain_line(token.text)
        choice = self._start_choice(place, words, token.when, needed, changes)
        return replace(choice, replies=self._build_content(place, token.tokens))

    def _start_choice(
        self, place: PassageNode, words: str, when: twine_expressions.Clauses, needed: tuple[PastTest, ...],
        changes: tuple[twine_expressions.Change, ...],
    ) -> m.Choice:
        """Return a choice that leads back to its scene, with its words, condition and changes."""
        self.report.budget.spend()
        id_ = self.builder.create_id(words, "choice")
        amounts: dict[str, int] = {}
        for change in changes:
            meter = self.variables.get_meter_id(change.name)
            amounts[meter] = max(-HIGHEST, min(HIGHEST, amounts.get(meter, 0) + change.amount))
        text = html_import.escape_text(words) or "…"
        quotation = find_quotation(text)
        condition = self._build_condition_or_always(place, when)
        return m.Choice(
            id_, place.id, say=quotation, do=None if quotation else text,
            condition=Condition((*needed, *condition.clauses)), meter_changes=tuple(sorted(amounts.items())))

    def get_target_id(self, name: str, by: str) -> str:
        """Return the id of a passage by its name; for one that is not in the story, the id of an ending to be added.

        `by` is the id of the passage that links to it.
        """
        if name == START and self.start_id:
            return self.start_id
        name = normalize_name(html_import.format_plain_line(name) or name)
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
        return m.Ending(id_, m.DEFAULT_ENDING_KIND, name or id_, "", notes=(note,))

    # --- texts ------------------------------------------------------------------------------------------------------

    def _build_content(
        self, place: PassageNode, tokens: list[Token] | tuple[Token, ...]
    ) -> tuple[m.ContentItem, ...]:
        items: list[m.ContentItem] = []
        for clauses, text in twine_paragraphs.build_paragraphs(
                [*tokens], self.family, self.builder.speakers, lambda when: self._build_condition(when) is not None):
            self.report.budget.spend()
            if text == NO_WORDS:
                continue
            found = html_import.parse_html(text)
            self.builder.report_left_out(found, place.id)
            place.notes += found.removed
            items += self.builder.build_content(found.parts, place.id, self._build_condition_or_always(place, clauses))
        for token in tokens:
            if isinstance(token, VerbatimToken):
                self._keep_verbatim(place, token)
            elif isinstance(token, LinkToken) and token.link.is_program:
                self._report_program_link(place, token)
        return tuple(items)

    def _report_program_link(self, place: PassageNode, token: LinkToken) -> None:
        self.report.add_skipped(
            noop("For safety something was left out of a text: {what}. Its words were kept."),
            place.id, what=token.link.target.partition(":")[0])

    def _keep_verbatim(self, place: PassageNode, token: VerbatimToken) -> None:
        """Keep source in the passage's note, and report why."""
        if token.source.strip():
            place.notes.append(token.source.strip())
            if token.word is None or self.variables.get_constant_words(token.word[0]) is None:
                report_unconvertible(self.report, token, place.id)

    def _build_notes(self, place: PassageNode) -> tuple[m.Note, ...]:
        return (self.builder.make_note("\n".join(place.notes)),) if place.notes else ()

    def _report_usual(self) -> None:
        self.report.add_changed(noop("Positions on Twine's map were not imported; the map here arranges itself."))
        self.report.add_changed(
            noop("Link texts in quotation marks were imported as something said, other ones as something done.")
        )
        self.builder.report_people()


def _write_out_reveals(tokens: list[Token] | tuple[Token, ...]) -> Iterator[Token]:
    """Yield the tokens with what clicks would show as paragraphs after the words that were clicked."""
    for token in tokens:
        if isinstance(token, RevealToken):
            yield TextToken(f"{token.text}{BREAK}" if token.in_text else BREAK, token.when)
            for inner in _write_out_reveals(token.tokens):
                yield add_condition(inner, token.when)
            yield TextToken(BREAK)
        else:
            yield token
