"""Sort the passages of a Twine story: scenes and endings, first values of variables, notes, and what is left out."""

from ...notation.messages import noop
from ..report import ATTENTION, CHANGED, Report
from . import html_import, twine_dialects
from .scenario_builder import ScenarioBuilder, shorten
from .twee import Passage, Story
from .twine_structure import PassageNode
from .twine_tokens import ChangeToken, format_token
from .twine_variables import TwineVariables

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
_AUTHORS_TAGS = frozenset(("annotation", "Twine.private"))
_NO_PAGE_PARTS = frozenset(("StoryAuthor", "StorySubtitle", "StoryData", "StoryIncludes"))


def normalize_name(name: str) -> str:
    """Return a passage's name in the form in which names are compared."""
    return " ".join(html_import.replace_illegal_characters(name).split())


class PassageSorter:
    """Sorts the passages of one story. `format_name` is the format in which passages are parsed.

    `nodes` are the passages that can be scenes or endings, `by_name` their ids by name, `root_notes` the texts for
    the scenario's notes, and `page_parts` the passages that stood on every page or ran beside the story.
    First values of variables go into `variables`.
    """

    def __init__(
        self, story: Story, format_name: str, builder: ScenarioBuilder, variables: TwineVariables, report: Report
    ) -> None:
        self.story, self.format, self.builder = story, format_name, builder
        self.variables, self.report = variables, report
        self.nodes: list[PassageNode] = []
        self.by_name: dict[str, str] = {}
        self.root_notes: list[str] = []
        self.page_parts: list[Passage] = []

    def sort_passages(self) -> None:
        """Put every passage where it belongs. To be called once."""
        if self.story.loose:
            self.root_notes.append(self.story.loose)
            self.report.add_changed(noop("Text before the first passage was kept in the scenario's notes."))
        for passage in self.story.passages:
            left_out = next((LEFT_OUT_TAGS[tag] for tag in passage.tags if tag in LEFT_OUT_TAGS), None)
            if left_out:
                self.report.add_skipped(left_out, name=shorten(passage.name))
                self.variables.add_program(passage.text)
            elif passage.name in START_PASSAGES or "startup" in passage.tags:
                self._read_start_values(passage)
            elif passage.name in NOTE_PASSAGES or NOTE_TAGS & set(passage.tags):
                self._add_root_note(passage)
            else:
                self._add_passage(passage)

    def _add_root_note(self, passage: Passage) -> None:
        self.root_notes.append(f"{passage.name}:\n{passage.text}")
        if not _AUTHORS_TAGS & set(passage.tags) and passage.name not in _NO_PAGE_PARTS:
            self.page_parts.append(passage)
        self.report.add_named(
            CHANGED, noop("Passages that are not part of the conversation were kept in the scenario's notes: {count}. "
                          "They are: {names}"), f"“{shorten(passage.name)}”")

    def _read_start_values(self, passage: Passage) -> None:
        """Take the first values of variables from a passage that runs before the story.

        The rest of it becomes a note.
        """
        rest = []
        tokens = twine_dialects.parse_passage(passage.text, self.format)
        self.variables.add_values(tokens)
        for token in tokens:
            if isinstance(token, ChangeToken) and token.change.absolute and not token.when:
                self.variables.start_values.setdefault(token.change.name, token.change.by)
            else:
                rest.append(format_token(token))
        if "".join(rest).strip():
            self._add_root_note(Passage(passage.name, passage.tags, "".join(rest)))

    def _add_passage(self, passage: Passage) -> None:
        name = normalize_name(passage.name)
        id_ = self.builder.create_id(name, "scene")
        if name in self.by_name:
            self.report.add_named(
                ATTENTION, noop("Several passages have the same name, and links go to the first of them: {count}. The "
                                "names: {names}"), f"“{shorten(name)}”", id_)
        self.by_name.setdefault(name, id_)
        found = html_import.ImportedHtml()
        text = html_import.join_tag_lines(html_import.remove_hidden(passage.text, found))
        self.builder.report_left_out(found, id_)
        node = PassageNode(id_, passage, twine_dialects.parse_passage(text, self.format))
        self.report.budget.spend(len(node.tokens) + 1)
        node.programs += found.removed
        node.notes += [*found.removed, *(f"<!-- {comment} -->" for comment in found.comments)]
        if extra := [tag for tag in passage.tags if tag not in ("scene", "decision", "ending")]:
            node.notes.append(f"Tags: {' '.join(extra)}")
        self.nodes.append(node)

    def find_first(self) -> PassageNode:
        """Return the passage with which the story begins; at least one has to be in `nodes`."""
        wanted = self.by_name.get(normalize_name(self.story.start or ""))
        found = next((node for node in self.nodes if node.id == wanted), None)
        if found is not None:
            return found
        by_name = next((node for node in self.nodes if normalize_name(node.passage.name) == "Start"), None)
        found = by_name or next((node for node in self.nodes if node.links), self.nodes[0])
        if self.story.start:
            self.report.add_attention(
                noop("The story says that it begins at “{start}”, which is not in the file; it begins at “{name}” "
                     "now."),
                found.id, start=shorten(self.story.start), name=shorten(found.passage.name))
        else:
            self.report.add_attention(
                noop("The story does not name its first passage; it begins at “{name}” now."),
                found.id, name=shorten(found.passage.name))
        return found
