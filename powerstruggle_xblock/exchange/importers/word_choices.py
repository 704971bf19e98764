"""Read the parts of a script in Word: a choice's row, a line, a picture, a note."""

import re
from collections.abc import Mapping
from dataclasses import replace

from ...notation.messages import noop
from ...scenario import catalog
from ...scenario import model as m
from ...scenario.vocabulary import MOODS
from ..report import ATTENTION, CHANGED, SKIPPED, Report
from . import html_import
from .scenario_builder import ScenarioBuilder
from .word_file import Run, WordParagraph, WordTable

_LABEL = re.compile(r"E?[0-9]{1,5}[A-Z]{0,2}\Z")
_GO_TO = re.compile(r"(?:go to|else go to)\s+(E?[0-9]{1,5})\b", re.I)
_WAY = re.compile(r"(?:go to|else go to|if)\s", re.I)
_ASIDE_END = re.compile(r"\s*\[Author's note: ([^\]]*)\]\s*\Z")
_WAIT = re.compile(r"\[waits ([0-9]{1,3}) s\]\s*(.*)\Z", re.S)
_MOOD = re.compile(r"\s*\(([^()]{1,40})\)\s*:?\s*")
_CONDITION = re.compile(r"\[(?:if|Author's note)[^\]]*\]\s*")
_MEDIA = re.compile(r"\[(picture|sound|film): ([^\]]*)\]\s*(\S+)\Z")
_RECORDING = re.compile(r"\s*\[recording: (/static/[^\]\s]+|https?://[^\]\s]+)\]\s*\Z")
_LEVEL = re.compile(r"([^:;]{1,80}): ([0-3])\Z")
_SIGNED = re.compile(r"Comment \(([^();]{1,80}?)(?:, ([0-9-]{10}))?(; dealt with)?\)\Z")
_PEN = re.compile(r"[0-3]|[☐☑☒✓_]|\s")
_OR = re.compile(r"[^:]{1,20}: ?")
_QUOTES = "“”\"„«»"
VARIANT = "Script variant"
"""The style of a text's other wordings."""


def by_name(names: Mapping[str, object]) -> dict[str, str]:
    """Return ids by their English names; a name that is None stands for the id."""
    return {str(name or id_): id_ for id_, name in names.items()}


def is_pair(row: WordParagraph) -> bool:
    """Return whether a paragraph begins with a name in bold and a colon."""
    return bool(row.runs) and row.runs[0].bold and ":" in row.text


def split_pair(row: WordParagraph) -> tuple[str, WordParagraph]:
    """Return the name in bold at a paragraph's beginning, and the rest after the colon."""
    count = next((at for at, run in enumerate(row.runs) if not run.bold), len(row.runs))
    name = "".join(run.text for run in row.runs[:count]).strip().rstrip(":").strip()
    rest = list(row.runs[count:])
    if rest:
        rest[0] = replace(rest[0], text=rest[0].text.lstrip(" :"))
    return name, WordParagraph(row.style, [run for run in rest if run.text], comments=row.comments)


def cut_paragraph(row: WordParagraph, length: int) -> WordParagraph:
    """Return a paragraph without its first characters."""
    runs: list[Run] = []
    for run in row.runs:
        cut, length = min(length, len(run.text)), max(0, length - len(run.text))
        runs += [replace(run, text=run.text[cut:])] if run.text[cut:] else []
    return WordParagraph(row.style, runs, comments=row.comments)


def _cut_or(row: WordParagraph) -> WordParagraph:
    """Return a variant without the "or:" before it."""
    found = _OR.match("".join(run.text for run in row.runs))
    return cut_paragraph(row, found.end() if found else 0)


def cut_recording(row: WordParagraph) -> tuple[WordParagraph, str | None]:
    """Return a paragraph without the recording named at its end, and the recording's address or None."""
    return _cut_end(row, _RECORDING)


def _cut_end(row: WordParagraph, pattern: re.Pattern[str]) -> tuple[WordParagraph, str | None]:
    """Return a paragraph without what a pattern finds at its end, and the pattern's group or None."""
    found = pattern.search("".join(run.text for run in row.runs))
    if found is None:
        return row, None
    return WordParagraph(row.style, _keep_runs(row.runs, found.start()), comments=row.comments), found[1]


def _keep_runs(runs: list[Run], length: int) -> list[Run]:
    """Return the first characters of some runs."""
    found: list[Run] = []
    for run in runs:
        found += [replace(run, text=run.text[:length])] if length > 0 else []
        length -= len(run.text)
    return found


def split_lines(row: WordParagraph) -> list[WordParagraph]:
    """Return the lines of a paragraph as paragraphs; bookmarks and comments stay with the first."""
    lines = [WordParagraph(row.style, [], row.bookmarks, row.comments)]
    for run in row.runs:
        first, *others = run.text.split("\n")
        lines[-1].runs.append(replace(run, text=first))
        lines += [WordParagraph(row.style, [replace(run, text=text)]) for text in others]
    for line in lines:
        line.runs = [run for run in line.runs if run.text]
    return [line for line in lines if line.text]


def _split_ways(row: WordParagraph) -> list[WordParagraph]:
    """Return the lines of a paragraph where one of them is a way, else the paragraph as it stands."""
    lines = split_lines(row)
    return lines if any(_GO_TO.match(line.text) for line in lines) else [row]


class ChoiceReader:
    """Reads choices and content; `ids` has the ids of scenes and endings by number and bookmark."""

    def __init__(self, builder: ScenarioBuilder, report: Report, ids: Mapping[str, str]):
        self.builder, self.report, self.ids = builder, report, ids
        self._moods = by_name(MOODS)
        self._skills = by_name({id_: skill.name for id_, skill in catalog.skills().items()})
        self._moves = by_name({id_: move.name for id_, move in catalog.moves().items()})
        self._used: set[str] = set()

    # --- content ----------------------------------------------------------------------------------------------------

    def find_person(self, name: str) -> str | None:
        """Return the id of a person that the script names, or None for no name."""
        return self.builder.get_person_id(name) if name else None

    def read_item(self, row: WordParagraph, at: str) -> m.ContentItem | None:
        """Return what a paragraph shows to learners, or None for nothing."""
        if media := self._read_media(row):
            return media
        row = self._drop_conditions(row, at)
        name, rest = split_pair(row) if is_pair(row) and row.style != "Script cue" else ("", row)
        mood = _MOOD.match("".join(run.text for run in rest.runs)) if name else None
        if name:
            words = cut_paragraph(rest, mood.end() if mood else 0)
            words, recording = cut_recording(words)
            found = words.format_markup()
            by = self.builder.get_person_id(name)
            feeling = self._moods.get(mood[1], "calm") if mood else "calm"
            if mood and mood[1] not in self._moods:
                self.report.add_named(ATTENTION, noop("Moods that there are none of became calm: {count} ({names})"),
                                      mood[1], at)
            return m.Line(by, found, feeling, recording=recording) if found else None
        text = row.format_markup()
        return m.Narration(text) if text else None

    def add_variant(self, row: WordParagraph, items: list[m.ContentItem], at: str, notes: list[m.Note]) -> None:
        """Add another wording to the last of the items; one that belongs to none is kept in a note."""
        words = _cut_or(row).format_markup()
        last = items[-1] if items else None
        if words and isinstance(last, m.Narration | m.Line):
            items[-1] = replace(last, variants=(*last.variants, words))
        else:
            self.keep(row, at, notes)

    def _read_media(self, row: WordParagraph) -> m.ContentItem | None:
        found = _MEDIA.match(row.text)
        if found is None or not found[3].startswith(("/static/", "http")):
            return None
        words, source = html_import.escape_text(found[2]), found[3]
        if found[1] == "picture":
            return m.Image(source, "" if found[2] == "decoration" else found[2] or None)
        return m.Audio(source, words) if found[1] == "sound" else m.Video(source, words)

    def _drop_conditions(self, row: WordParagraph, at: str) -> WordParagraph:
        text = "".join(run.text for run in row.runs)
        found = _CONDITION.match(text)
        if found is None:
            return row
        self.report.add_counted(ATTENTION, noop("Content with a condition is always shown now: {count}"), at)
        return cut_paragraph(row, found.end())

    def read_note(self, row: WordParagraph) -> m.Note:
        """Return a note or a reviewer's comment."""
        name, rest = split_pair(row) if is_pair(row) else ("", row)
        signed = _SIGNED.match(name)
        text = rest.format_markup() or html_import.escape_text(row.text)
        return m.Note(text, signed[1], signed[2], bool(signed[3])) if signed else m.Note(text)

    def keep(self, row: WordParagraph, at: str, notes: list[m.Note]) -> None:
        """Keep a paragraph that can't be read in a note."""
        self.report.add_counted(
            CHANGED, noop("Parts of the script that can't be read back were kept in notes: {count}"), at)
        notes.append(m.Note(html_import.escape_text(row.text)))

    # --- choices ----------------------------------------------------------------------------------------------------

    def read_table(self, table: WordTable, at: str, others: list[m.Note]) -> list[m.Choice]:
        """Return the choices of a scene's table; what stands in a row without a choice is added to `others`."""
        choices: list[m.Choice] = []
        for row in table.rows:
            words = [paragraph for cell in row for paragraph in cell if paragraph.text]
            if not words or words[0].text == "Choice":
                continue
            if choice := self._read_row(row, at):
                choices.append(choice)
            else:
                for paragraph in words:
                    self.keep(paragraph, at, others)
        return choices

    def _read_row(self, row: list[list[WordParagraph]], at: str) -> m.Choice | None:
        first, follows, pen = ([*row, [], [], []])[:3]
        words = self._cut_label(first[0]) if first else WordParagraph()
        if not words.text:
            return None
        say, do, wait = self._read_words(words)
        if not (say or do or wait):
            say = html_import.escape_text(words.text) or None
        notes: list[m.Note] = []
        id_, facts = self._read_facts([row for row in first[1:] if row.style != VARIANT], at, notes)
        choice_id = id_ or self.builder.create_id(words.text, "choice")
        others = [self._read_words(_cut_or(row)) for row in first[1:] if row.style == VARIANT]
        replies, feedback, to = self._read_follows(follows, choice_id, notes)
        for paragraph in pen:
            names = _PEN.sub("", paragraph.text)
            if names and names not in {_PEN.sub("", name) for name in self._skills}:
                notes.append(m.Note(html_import.escape_text(paragraph.text)))
        return m.Choice(choice_id, to, say=say, do=do, wait=wait, move=facts.get("move"), mistake=facts.get("mistake"),
                        ratings=facts.get("ratings", ()), replies=tuple(replies), feedback=tuple(feedback),
                        notes=tuple(notes),
                        say_variants=tuple(said for said, _, _ in others if said and say),
                        do_variants=tuple(done for _, done, _ in others if done and do))

    def _cut_label(self, row: WordParagraph) -> WordParagraph:
        begins = row.runs[0].text.strip() if row.runs else ""
        return WordParagraph(row.style, row.runs[1:], row.bookmarks) if _LABEL.match(begins) else row

    def _read_words(self, row: WordParagraph) -> tuple[str | None, str | None, m.Wait | None]:
        runs = [run for run in row.runs if run.text]
        while runs and not runs[0].text.strip():
            runs.pop(0)
        count = next((at for at, run in enumerate(runs) if not run.italic and run.text.strip()), len(runs))
        done, said = row.format_markup(runs[:count], keep_italic=False), row.format_markup(runs[count:])
        wait = _WAIT.match(row.text)
        if wait:
            rest = said or html_import.escape_text(wait[2])
            return None, None, m.Wait(max(1, min(int(wait[1]), 120)), rest)
        return self._unquote(runs[count:]) or None, done or None, None

    def _unquote(self, runs: list[Run]) -> str:
        """Return spoken words without the quotation marks around all of them."""
        row = WordParagraph("", runs)
        text = "".join(run.text for run in runs)
        if text.strip()[:1] in _QUOTES and text.strip()[-1:] in _QUOTES and text.strip():
            start, length = text.index(text.strip()), len(text.strip())
            row = cut_paragraph(WordParagraph("", _keep_runs(runs, start + length - 1)), start + 1)
        return row.format_markup()

    def _read_facts(
        self, rows: list[WordParagraph], at: str, notes: list[m.Note]
    ) -> tuple[str, dict]:
        id_, facts = "", {}
        for number, row in enumerate(rows):
            name, _, value = row.text.partition(": ")
            levels = [_LEVEL.match(part.strip()) for part in row.text.split("; ")]
            if number == 0 and re.fullmatch(r"[a-z][a-z0-9-]{0,79}", row.text) and row.text not in self._used:
                id_ = row.text
                self._used.add(id_)
                self.builder.reserve_ids([id_])
            elif all(found and found[1].strip() in self._skills for found in levels):
                amounts = tuple(sorted((self._skills[found[1].strip()], int(found[2])) for found in levels if found))
                facts["ratings"] = (*facts.get("ratings", ()), m.Rating(amounts))
            elif name in ("Move", "Kind of reply") and value in self._moves:
                facts["move"] = self._moves[value]
            elif name == "Mistake" and value:
                facts["mistake"] = value
            elif row.text:
                self.keep(row, id_ or at, notes)
        return id_, facts

    def _read_follows(
        self, rows: list[WordParagraph], choice_id: str, notes: list[m.Note]
    ) -> tuple[list[m.ContentItem], list[m.Feedback], str]:
        replies: list[m.ContentItem] = []
        feedback: list[m.Feedback] = []
        targets: list[str] = []
        for row in [line for whole in rows for line in _split_ways(whole)]:
            target = self._find_target(row)
            if target and not row.text.lower().startswith("if "):
                targets.append(target)
            elif target or _GO_TO.match(row.text):
                self.keep(row, choice_id, notes)
            elif row.style == "Script note":
                notes.append(self.read_note(row))
            elif row.style == "Script feedback":
                said, aside = _cut_end(row, _ASIDE_END)
                feedback.append(self._read_feedback(said, choice_id))
                notes += [m.Note(html_import.escape_text(aside))] if aside else []
            elif row.style == VARIANT:
                self.add_variant(row, replies, choice_id, notes)
            elif item := self.read_item(row, choice_id):
                replies.append(item)
        if not targets:
            self.report.add_attention(
                noop("The choice “{name}” does not say where it goes; it goes to the first scene now."), choice_id,
                name=choice_id)
        return replies, feedback, targets[-1] if targets else next(iter(self.ids.values()))

    def _find_target(self, row: WordParagraph) -> str | None:
        """Return where a line that is a way leads; a link among other words is none."""
        is_link = all(run.anchor is not None for run in row.runs if run.text.strip())
        if not (is_link or _WAY.match(row.text)):
            return None
        anchors = [self.ids[run.anchor] for run in row.runs if run.anchor is not None and run.anchor in self.ids]
        found = _GO_TO.match(row.text)
        if found and found[1] in self.ids:
            # The number that somebody wrote counts, not the link that was under it.
            return self.ids[found[1]]
        return anchors[0] if anchors else None

    def _read_feedback(self, row: WordParagraph, at: str) -> m.Feedback:
        _, colon, _ = row.text.partition(": ")
        begin = "".join(run.text for run in row.runs).find(": ") + 2 if colon else 0
        if row.text.startswith("Feedback if"):
            self.report.add_counted(ATTENTION, noop("Feedback with a condition is always shown now: {count}"), at)
        rest = cut_paragraph(row, begin)
        last = len(rest.runs)
        while last and (rest.runs[last - 1].italic or not rest.runs[last - 1].text.strip()):
            last -= 1
        effect, instead = rest.format_markup(rest.runs[:last]), rest.format_markup(rest.runs[last:], keep_italic=False)
        self.report.add_counted(
            SKIPPED, noop("What a choice did and why came back as one part of its feedback: {count}"), at)
        return m.Feedback(effect or None, None, instead or None)
