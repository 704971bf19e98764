"""Import a Word document in the shape of the printed script, so that a script that somebody edited comes back.

Scenes and endings are headings "1. Title" and "E1. Title"; what follows is known by its style and its place. Words of
the script itself are read in English; what is not understood is kept in the author's note of its place.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from ...notation.markup import plain_text
from ...notation.messages import noop
from ...scenario import catalog
from ...scenario import model as m
from ...scenario.vocabulary import ENDING_KINDS, METERS, ROLES
from ..registry import ImportedScenario, Importer, register_importer
from ..report import CHANGED, CannotImport, Report
from ..source_file import SourceFile
from . import html_import
from .scenario_builder import ScenarioBuilder
from .word_choices import VARIANT, ChoiceReader, by_name, cut_recording, is_pair, split_lines, split_pair
from .word_file import DOCUMENT, WordFile, WordParagraph, WordTable

_PLACE = re.compile(r"(E?[0-9]{1,5})[.)]\s+(\S.*)\Z")
_PARTS = ("title", "heading 1", "heading 2")
"""Styles of headings that end a scene."""
_ID = re.compile(r"[a-z][a-z0-9-]{0,79}\Z")
_CAP = re.compile(r"at most ([0-9]{1,3}) %")
_ABOUT = {
    "Content note": "content_note", "Where": "setting", "Before": "before", "The worker needs": "you_need",
    "They want": "they_want", "To be seen": "body_cue", "Stepping out": "support",
}
_SAY_FIRST = "Asked to say first: "
_ASKED = {"check_in": "how pushed one's own buttons are", "rehearse": "what one would say first"}


@dataclass(slots=True)
class _Place:
    """A scene or ending with the paragraphs and tables under its heading."""

    number: str
    title: str
    id: str
    bookmarks: list[str]
    blocks: list[WordParagraph | WordTable] = field(default_factory=list)

    @property
    def is_ending(self) -> bool:
        return self.number.startswith("E")


class WordScriptBuilder:
    """Builds the scenario of one document."""

    def __init__(self, file: WordFile, report: Report):
        self.file, self.report, self.builder = file, report, ScenarioBuilder(report)
        self.head: list[WordParagraph] = []
        self.places: list[_Place] = []
        self.outside: list[WordParagraph] = []
        self.others = 0
        self._sort_blocks()
        if not any(not place.is_ending for place in self.places):
            raise CannotImport(
                noop("This Word document has no scenes. Each scene begins with a heading like “1. At the desk”, each "
                     "ending with one like “E1. He signs”; export a script to see the shape."))
        self.ids = {place.number: place.id for place in self.places}
        self.ids |= {name: place.id for place in self.places for name in place.bookmarks}
        self.choices = ChoiceReader(self.builder, report, self.ids)

    def build_scenario(self) -> m.Scenario:
        """Build the scenario. To be called once."""
        title = next((row.text for row in self.head if row.style.lower() in ("heading 1", "title")), "")
        facts = dict(split_pair(row) for row in self.head if is_pair(row) and row.style != "Script note")
        people = self._read_people(facts.pop("People", WordParagraph()))
        self.builder.add_people(people)
        about = self._build_about(facts)
        start = self._build_start(facts.pop("Begins", WordParagraph()))
        scenes = [self._build_scene(place) for place in self.places if not place.is_ending]
        endings = [self._build_ending(place) for place in self.places if place.is_ending]
        notes = self._build_head_notes(facts)
        self._report_rest(endings)
        people = tuple(self.builder.people.values())
        return m.Scenario(start, tuple(scenes), tuple(endings), title=title or None, about=about, people=people,
                          notes=notes)

    def _sort_blocks(self) -> None:
        place: _Place | None = None
        is_head = True
        for block, below in zip(self.file.blocks, [*self.file.blocks[1:], None], strict=True):
            style = block.style.lower() if isinstance(block, WordParagraph) else ""
            if isinstance(block, WordParagraph) and style.startswith(("heading", "title")):
                found = _PLACE.match(block.text)
                if found is None and place is not None and style not in _PARTS:
                    # A heading inside a scene, such as one that somebody wrote there.
                    place.blocks.append(block)
                    continue
                place = self._add_place(found[1], found[2], block, below) if found else None
                is_head = is_head and (found is None and style in ("heading 1", "title"))
            elif place is not None:
                place.blocks.append(block)
            elif isinstance(block, WordTable):
                self.others += 1
                continue
            if isinstance(block, WordParagraph) and place is None:
                self._add_outside(block, style, is_head)

    def _add_outside(self, block: WordParagraph, style: str, is_head: bool) -> None:
        """Add a paragraph that stands in no scene or ending; the script's own lists and forms are left out."""
        if is_head or style in ("heading 1", "title"):
            self.head.append(block)
        elif block.text and not style.startswith(("heading", "list", "script aside", "script pen", "script small")):
            self.outside.append(block)

    def _add_place(
        self, number: str, title: str, heading: WordParagraph, below: WordParagraph | WordTable | None
    ) -> _Place:
        """Add the scene or ending of a heading; its id is in the line below it, or made of the title."""
        place = _Place(number, title, "", heading.bookmarks)
        is_line = isinstance(below, WordParagraph) and below.style == "Script aside"
        id_ = below.text.partition(" · ")[0].strip() if is_line and isinstance(below, WordParagraph) else ""
        if _ID.match(id_) and id_ not in {row.id for row in self.places}:
            place.id = id_
            self.builder.reserve_ids([id_])
        else:
            place.id = self.builder.create_id(title, "end" if place.is_ending else "scene")
        self.places.append(place)
        if heading.comments or heading.footnotes:
            place.blocks.append(WordParagraph("", comments=heading.comments, footnotes=heading.footnotes))
        return place

    # --- the whole --------------------------------------------------------------------------------------------------

    def _build_about(self, facts: dict[str, WordParagraph]) -> m.About | None:
        values: dict[str, Any] = {
            name: facts.pop(label).format_markup() for label, name in _ABOUT.items() if label in facts}
        takes = re.match(r"([0-9]{1,3}) ", facts.pop("Takes", WordParagraph()).text)
        skills = by_name({id_: skill.name for id_, skill in catalog.skills().items()})
        practised = facts.pop("Practises", WordParagraph()).text.split("; ")
        goals = tuple(skills[name.strip()] for name in practised if name.strip() in skills)
        sources = tuple(row.format_markup() for row in split_lines(facts.pop("Sources", WordParagraph())))
        if not (values or takes or goals or any(sources)):
            return None
        usual = {"setting": "", "you_need": ""}
        return m.About(**(usual | values), minutes=int(takes[1]) if takes else None, goals=goals,
                       sources=tuple(filter(None, sources)))

    def _read_people(self, row: WordParagraph) -> list[m.Person]:
        people, roles = [], by_name(ROLES)
        for line in split_lines(row):
            name = line.runs[0].text.strip() if line.runs and line.runs[0].bold else line.text.partition(",")[0]
            role, _, about = line.text[len(name):].lstrip(" ,").partition(": ")
            if name:
                id_ = self.builder.create_id(name, "person")
                words = html_import.escape_text(about) if about else None
                people.append(m.Person(id_, name, roles.get(role.strip(), "other"), about=words))
        return people

    def _build_start(self, row: WordParagraph) -> m.Start:
        first = next(place.id for place in self.places if not place.is_ending)
        scene = next((self.ids[run.anchor] for run in row.runs if run.anchor and run.anchor in self.ids), first)
        profiles = by_name({id_: profile.name for id_, profile in catalog.profiles().items()})
        parts = [part.strip() for part in row.text.split("; ")[1:]]
        values = (re.fullmatch(r"(\w+): ([0-9]{1,2})", part) for part in parts)
        meters = by_name(METERS)
        amounts = tuple(sorted(
            (meters[found[1]], min(int(found[2]), 10)) for found in values if found and found[1] in meters))
        profile = next((profiles[part] for part in parts if part in profiles), None)
        return m.Start(scene, profile, amounts)

    def _build_head_notes(self, facts: dict[str, WordParagraph]) -> tuple[m.Note, ...]:
        kept = [f"{name}: {row.text}" for name, row in facts.items() if row.text]
        kept += [row.text for row in self.head if row.text and not is_pair(row) and not _is_own_style(row.style)]
        kept += [row.text for row in self.outside]
        notes = [self.choices.read_note(row) for row in self.head if row.style == "Script note"]
        notes += [note for row in (*self.head, *self.outside) for note in self._read_comments(row)]
        if kept:
            self.report.add_changed(
                noop("Parts of the script outside of its scenes were kept in the scenario's notes: {count}. Set "
                     "grading, meters, gates and glossary in the editor."), count=len(kept))
            notes.append(self.builder.make_note("\n".join(["Script", *kept])))
        return tuple({(plain_text(note.text), note.by): note for note in notes}.values())

    def _report_rest(self, endings: list[m.Ending]) -> None:
        if self.others:
            self.report.add_skipped(
                noop("Tables outside of scenes, such as the reviewer's list and the sign-offs, were not read: {count}"),
                count=self.others)
        if not endings:
            self.report.add_attention(noop("The script has no ending."))

    # --- scenes and endings -----------------------------------------------------------------------------------------

    def _build_scene(self, place: _Place) -> m.Scene:
        scene = m.Scene(place.id, place.title)
        items: list[m.ContentItem] = []
        notes: list[m.Note] = []
        choices: list[m.Choice] = []
        for block in self._iterate_blocks(place, notes):
            if isinstance(block, WordTable):
                choices += self.choices.read_table(block, place.id, notes)
            elif block.style == "Script aside" and block.text.startswith("Hint: "):
                scene = replace(scene, hint=html_import.escape_text(block.text.removeprefix("Hint: ")))
            elif block.style == "Script aside" and block.text.startswith(_SAY_FIRST):
                prompt = html_import.escape_text(block.text.removeprefix(_SAY_FIRST))
                scene = replace(scene, rehearse=True, rehearse_prompt=prompt)
            elif block.style == "Script aside" and block.text.startswith("Asked: "):
                scene = replace(scene, **{name: words in block.text for name, words in _ASKED.items()})
            elif block.style == "Script aside":
                self.choices.keep(block, place.id, notes)
            elif block.style == VARIANT:
                self.choices.add_variant(block, items, place.id, notes)
            elif item := self.choices.read_item(block, place.id):
                items.append(item)
        return replace(scene, content_items=tuple(items), choices=tuple(choices), notes=tuple(notes))

    def _build_ending(self, place: _Place) -> m.Ending:
        kinds, notes = by_name(ENDING_KINDS), []
        ending = m.Ending(place.id, m.DEFAULT_ENDING_KIND, place.title, "")
        items: list[m.ContentItem] = []
        for block in self._iterate_blocks(place, notes):
            if isinstance(block, WordTable):
                self.others += 1
            elif block.style == "Script view":
                name, words = split_pair(block) if is_pair(block) else ("", block)
                words, recording = cut_recording(words)
                view, by = words.format_markup(), self.choices.find_person(name)
                ending = replace(ending, their_view=view, their_view_by=by, their_view_recording=recording)
            elif block.style == "Script ask":
                ending = replace(ending, questions=(*ending.questions, block.format_markup()))
            elif block.style == "Script aside" and block.text.partition(" · ")[0] in kinds:
                cap = _CAP.search(block.text)
                ending = replace(ending, kind=kinds[block.text.partition(" · ")[0]],
                                 cap=min(int(cap[1]), 100) if cap else None)
            elif block.style == "Script aside":
                self.choices.keep(block, place.id, notes)
            elif block.text.startswith("Later: "):
                ending = replace(ending, later=html_import.escape_text(block.text.removeprefix("Later: ")))
            elif block.style == VARIANT:
                self.choices.add_variant(block, items, place.id, notes)
            elif item := self.choices.read_item(block, place.id):
                items.append(item)
        return replace(ending, content_items=tuple(items), notes=tuple(notes))

    def _iterate_blocks(self, place: _Place, notes: list[m.Note]) -> list[WordParagraph | WordTable]:
        """Return a place's blocks but its line with the id; notes and comments are added to `notes`."""
        found: list[WordParagraph | WordTable] = []
        for number, block in enumerate(place.blocks):
            if isinstance(block, WordParagraph):
                notes += self._read_comments(block)
                if block.style == "Script note":
                    notes.append(self.choices.read_note(block))
                    continue
                is_aside = block.style == "Script aside"
                is_id_line = number < 2 and is_aside and block.text.partition(" · ")[0] == place.id
                is_form = block.style == "Script pen"
                if is_id_line or is_form or not block.text:
                    continue
            else:
                rows = (row for cells in block.rows for cell in cells for row in cell)
                notes += [note for row in rows for note in self._read_comments(row)]
            found.append(block)
        return found

    def _read_comments(self, block: WordParagraph) -> list[m.Note]:
        found = [self.file.comments[id_] for id_ in block.comments if id_ in self.file.comments]
        footnotes = [self.file.footnotes[id_] for id_ in block.footnotes if id_ in self.file.footnotes]
        for _ in footnotes:
            self.report.add_counted(CHANGED, noop("Footnotes became notes: {count}"))
        for _ in found:
            self.report.add_counted(CHANGED, noop("Comments in the margin became comments: {count}"))
        said = [row for row in found if row.text.strip()]
        notes = [m.Note(html_import.escape_lines(text)) for text in footnotes if text.strip()]
        return notes + [m.Note(html_import.escape_lines(row.text), row.by or "?", row.date or None) for row in said]


def _is_own_style(style: str) -> bool:
    """Return whether paragraphs of a style are the script's own title, lists and forms."""
    return style.lower().startswith(("heading", "title", "list", "script"))


def import_word_script(source: SourceFile) -> ImportedScenario:
    """Import a document. Raises `CannotImport` where it is not in the shape of a script."""
    assert source.archive is not None
    file = WordFile(source.archive, source.report.budget)
    scenario = WordScriptBuilder(file, source.report).build_scenario()
    source.report.add_attention(
        noop("A script does not carry everything: conditions, ways with conditions, changes of meters and glossary "
             "stand in notes. To change only words of a scenario that you have, its spreadsheet of texts is better."))
    return ImportedScenario(scenario)


register_importer(Importer(
    id="word", label=noop("Word document in the shape of the script (.docx)"), endings=(".docx",),
    detect=lambda source: source.archive is not None and DOCUMENT in source.archive.names, run=import_word_script,
    order=55))

