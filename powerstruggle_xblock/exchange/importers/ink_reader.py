"""Read what a compiled Ink story shows from one place on: paragraphs, choices, ways on, and what can't be carried."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..budget import ImportBudget
from .ink_json import Container, Position, find_position

HAS_CONDITION, HAS_START, HAS_ONLY, IS_FALLBACK = 1, 2, 4, 8
"""Bits of a choice: a condition, words that are said again after it, words of the button alone, no words at all."""
ENDS, GOES_ON, RETURNS = "ends", "goes on", "returns"
MAX_THREADS = 8
"""How many threads may stand in one another."""
PRINTED = "…"
"""What stands where a story prints a value."""


@dataclass(slots=True)
class InkChoice:
    """A choice: its words, where it leads, and whether it has a condition or is taken when no other is left."""

    words: str
    start: str
    target: Position | None
    has_condition: bool
    is_fallback: bool


@dataclass(slots=True)
class InkWay:
    """A way on without a choice: where it leads, and whether only under a condition; `name` is its path."""

    target: Position | None
    name: str
    has_condition: bool


@dataclass(slots=True)
class InkPage:
    """What a story shows until it waits or leads elsewhere.

    `left_out` has kinds of constructs that can't be carried, with their number; `tunnel` is the place to which a
    tunnel returns, where the page ends with one.
    """

    paragraphs: list[str] = field(default_factory=list)
    choices: list[InkChoice] = field(default_factory=list)
    ways: list[InkWay] = field(default_factory=list)
    other_texts: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    variables: list[str] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    tunnel: Position | None = None
    outcome: str = ENDS

    @property
    def is_empty(self) -> bool:
        """Whether it only ends the story."""
        return self.outcome == ENDS and not (
            self.paragraphs or self.choices or self.ways or self.other_texts or self.tags or self.left_out)

    def count(self, kind: str) -> None:
        """Count a construct that can't be carried."""
        self.left_out[kind] = self.left_out.get(kind, 0) + 1


class InkReader:
    """Reads pages of one story. A container that several places lead to is a page of its own, so each is read once.

    `inlined` has the ids of containers that threads added to pages.
    """

    def __init__(self, root: Container, budget: ImportBudget):
        self._root, self._budget = root, budget
        self.read_texts: set[tuple[int, int]] = set()
        self.inlined: set[int] = set()

    def read_page(self, start: Position, echo: str = "") -> InkPage:
        """Return what the story shows from a place on. `echo` are the words of the choice that led there."""
        return _PageReader(self._root, self._budget, echo, self.read_texts, self.inlined).read(start)

    def iterate_unread(self) -> Iterator[str]:
        """Yield the words in every container that no page has read."""
        waiting = [self._root]
        while waiting:
            container = waiting.pop()
            words = "".join(
                row[1:] for index, row in enumerate(container.elements)
                if isinstance(row, str) and row.startswith("^") and (id(container), index) not in self.read_texts)
            if words.strip():
                yield words.strip()
            waiting += reversed(list(container.named.values()))
            waiting += [row for row in reversed(container.elements) if isinstance(row, Container) and row.is_numbered]


class _PageReader:
    def __init__(
        self, root: Container, budget: ImportBudget, echo: str, read_texts: set[tuple[int, int]], inlined: set[int]
    ):
        self.root, self.budget, self.echo, self.read_texts, self.inlined = root, budget, echo, read_texts, inlined
        self.page = InkPage()
        self.line = ""
        self.strings: list[str] = []
        self.in_expression = self.in_string = self.in_tag = self.in_thread = self.is_glued = False
        self.branch: Container | None = None
        self.branch_end: int | None = None
        self.threads: list[Container] = []

    def read(self, start: Position) -> InkPage:
        self._read_on(start)
        self._end_line()
        self._keep_strings()
        return self.page

    def _read_on(self, start: Position) -> None:
        """Read from a place to where the story waits, out of containers into those around them."""
        container, index = start.container, start.index
        while self._read_from(container, index) and container.parent is not None and container.is_numbered:
            container, index = container.parent, int(container.key) + 1

    def _keep_strings(self) -> None:
        """Keep strings that no choice has used, such as the value of a variable."""
        self.page.other_texts += filter(None, self.strings)
        self.strings = []

    def _mark_read(self, container: Container) -> None:
        self.read_texts |= {(id(container), index) for index in range(len(container.elements))}

    def _read_from(self, container: Container, index: int = 0) -> bool:
        """Read a container's elements; return whether the story goes on after it."""
        for at, element in enumerate(container.elements[index:], index):
            self.budget.spend()
            self.read_texts.add((id(container), at))
            if isinstance(element, Container):
                if not self._read_from(element):
                    return False
            elif isinstance(element, str):
                if not self._read_word(element):
                    return False
            elif isinstance(element, dict) and not self._read_object(element, container):
                return False
        return True

    def _read_word(self, word: str) -> bool:
        if word in ("str", "/str"):
            self.in_string = word == "str"
            self.strings += [""] if self.in_string else []
        elif word.startswith("^") or word == "\n":
            self._add_text(word[1:] if word.startswith("^") else "\n")
        elif word in ("ev", "/ev"):
            if word == "ev" and not self.in_string:
                self._keep_strings()
            self.in_expression = word == "ev"
        elif word in ("#", "/#"):
            self.in_tag = word == "#"
            self.page.tags += [""] if self.in_tag else []
        elif word == "<>":
            self._glue()
        elif word in ("end", "done"):
            if self.branch is not None:
                self.page.ways.append(InkWay(None, "END", True))
            return False
        elif word in ("->->", "~ret"):
            self.page.outcome = RETURNS
            return False
        elif word == "out" and self.in_expression:
            self.page.count("printed value")
            self._add_text(PRINTED)
        elif word == "thread":
            self.in_thread = True
        return True

    def _glue(self) -> None:
        """Join what follows to the line before it."""
        if not self.line and self.page.paragraphs:
            self.line = self.page.paragraphs.pop()
        self.is_glued = True

    def _add_text(self, text: str) -> None:
        if self.in_tag:
            self.page.tags[-1] += text
        elif self.in_string:
            self.strings[-1] += text
        elif text != "\n":
            self.is_glued = self.is_glued and not text.strip()
            self.line += text
        elif not self.is_glued:
            self._end_line()

    def _end_line(self) -> None:
        line = " ".join(self.line.split())
        if line and not (not self.page.paragraphs and line == self.echo):
            self.page.paragraphs.append(line)
        self.line = ""

    def _read_object(self, element: dict[str, Any], here: Container) -> bool:
        if "*" in element:
            self._add_choice(element, here)
        elif "->" in element:
            return self._read_divert(element, here)
        elif "->t->" in element:
            self.page.ways.append(self._make_way(element["->t->"], here, False))
            self.page.tunnel = self._find_next(element, here)
            self.page.outcome = GOES_ON
            return False
        elif "#" in element:
            self.page.tags.append(str(element["#"]))
        elif "VAR?" in element and self.in_expression:
            self.page.variables.append(str(element["VAR?"]))
        elif "VAR=" in element:
            self.page.variables.append(str(element["VAR="]))
            self.page.count("change of a variable")
        elif "f()" in element or "x()" in element:
            self.page.count("function")
        return True

    def _find_next(self, element: object, here: Container) -> Position:
        return Position(here, next(at for at, row in enumerate(here.elements) if row is element) + 1)

    def _add_choice(self, element: dict[str, Any], here: Container) -> None:
        flags = element.get("flg", 0) if isinstance(element.get("flg", 0), int) else 0
        only = self.strings.pop() if flags & HAS_ONLY and self.strings else ""
        start = self.strings.pop() if flags & HAS_START and self.strings else ""
        self._keep_strings()
        target = find_position(element["*"], here, self.root)
        words = " ".join(f"{start}{only}".split())
        self.page.choices.append(InkChoice(
            words, " ".join(start.split()), target, bool(flags & HAS_CONDITION), bool(flags & IS_FALLBACK)))

    def _read_divert(self, element: dict[str, Any], here: Container) -> bool:
        if element.get("var"):
            # The way back from the words of a choice is a variable too.
            is_return = str(element["->"]).startswith("$")
            if not is_return:
                self.page.count("divert to a variable")
            return not is_return
        target = find_position(element["->"], here, self.root)
        if self.in_thread:
            self.in_thread = False
            return self._read_thread(target)
        if target is not None and not target.index and _is_choice_start(target.container):
            self._read_choice_start(target.container)
            return True
        if target is not None and target.container.parent is here and self._is_branch(target.container, here):
            return self._read_branch(target.container)
        if target is not None and self.branch is not None and target.index and self.branch.is_within(target.container):
            # The end of a branch: the story goes on after the condition, which is read next.
            return False
        is_conditional = bool(element.get("c")) or self.branch is not None
        self.page.ways.append(self._make_way(element["->"], here, is_conditional))
        if element.get("c"):
            return True
        self.page.outcome = GOES_ON
        return False

    def _read_thread(self, target: Position | None) -> bool:
        """Read what a thread adds to the page, its choices too; the story goes on after it."""
        if target is None or target.container in self.threads or len(self.threads) >= MAX_THREADS:
            self.page.count("thread")
            return True
        self.threads.append(target.container)
        outcome = self.page.outcome
        self._end_line()
        self._read_on(target)
        self._end_line()
        self.page.outcome = outcome
        self.threads.pop()
        self.inlined.add(id(target.container))
        return True

    def _read_choice_start(self, container: Container) -> None:
        """Read the words that a choice begins with; tags among them are tags of the page."""
        self._mark_read(container)
        in_tag = False
        for row in container.elements:
            if row in ("#", "/#"):
                in_tag = row == "#"
                self.page.tags += [""] if in_tag else []
            elif isinstance(row, str) and row.startswith("^") and in_tag:
                self.page.tags[-1] += row[1:]
            elif isinstance(row, str) and row.startswith("^"):
                self._add_text(row[1:])

    def _is_branch(self, container: Container, here: Container) -> bool:
        """Return whether a container is a branch of a condition or sequence, after which the story goes on."""
        if container.key != "b" and not (container.key[:1] == "s" and container.key[1:].isdigit()):
            return False
        diverts = (row["->"] for row in container.elements if isinstance(row, dict) and "->" in row)
        ends = (find_position(path, container, self.root) for path in diverts)
        return any(end is not None and end.index and here.is_within(end.container) for end in ends)

    def _read_branch(self, branch: Container) -> bool:
        """Read a branch of a condition, or of words that change from visit to visit; the story goes on after it."""
        if branch.key.startswith("s") and branch.key != "s0":
            self._mark_read(branch)
            self.page.other_texts.append(_plain_words(branch))
            return True
        self.page.count("words that change" if branch.key == "s0" else "condition on words")
        if self.branch_end == len(self.line) and not self.line.endswith(" "):
            # Another branch at the same place: only one of the two is ever read.
            self._add_text(" ")
        before, self.branch = self.branch, branch
        outcome = self.page.outcome
        self._read_from(branch)
        self.page.outcome, self.branch, self.branch_end = outcome, before, len(self.line) or None
        return True

    def _make_way(self, path: object, here: Container, has_condition: bool) -> InkWay:
        return InkWay(find_position(path, here, self.root), str(path)[:80], has_condition)


def _is_choice_start(container: Container) -> bool:
    """Return whether a container holds the words that a choice begins with, which are said again after it."""
    return container.key == "s" and any(
        isinstance(row, dict) and row.get("var") and str(row.get("->")).startswith("$r") for row in container.elements)


def _plain_words(container: Container) -> str:
    """Return the words in a container, without those of containers in it."""
    return "".join(row[1:] for row in container.elements if isinstance(row, str) and row.startswith("^"))
