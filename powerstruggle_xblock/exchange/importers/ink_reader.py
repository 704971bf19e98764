"""Read what a compiled Ink story shows from one place on: paragraphs, choices, ways on, and what can't be carried."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..budget import ImportBudget
from .ink_json import Container, Position, find_position

HAS_CONDITION, HAS_START, HAS_ONLY, IS_FALLBACK = 1, 2, 4, 8
"""Bits of a choice: a condition, words that are said again after it, words of the button alone, no words at all."""
ENDS, GOES_ON, RETURNS = "ends", "goes on", "returns"


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

    def count(self, kind: str) -> None:
        """Count a construct that can't be carried."""
        self.left_out[kind] = self.left_out.get(kind, 0) + 1


class InkReader:
    """Reads pages of one story. A container that several places lead to is a page of its own, so each is read once."""

    def __init__(self, root: Container, budget: ImportBudget):
        self._root, self._budget = root, budget
        self.read_texts: set[tuple[int, int]] = set()

    def read_page(self, start: Position, echo: str = "") -> InkPage:
        """Return what the story shows from a place on. `echo` are the words of the choice that led there."""
        return _PageReader(self._root, self._budget, echo, self.read_texts).read(start)

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
    def __init__(self, root: Container, budget: ImportBudget, echo: str, read_texts: set[tuple[int, int]]):
        self.root, self.budget, self.echo, self.read_texts = root, budget, echo, read_texts
        self.page = InkPage()
        self.line = ""
        self.strings: list[str] = []
        self.in_expression = self.in_string = self.in_tag = False
        self.branch: Container | None = None

    def read(self, start: Position) -> InkPage:
        container, index = start.container, start.index
        while self._read_from(container, index) and container.parent is not None and container.is_numbered:
            container, index = container.parent, int(container.key) + 1
        self._end_line()
        self._keep_strings()
        return self.page

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
        elif word in ("end", "done"):
            if self.branch is not None:
                self.page.ways.append(InkWay(None, "END", True))
            return False
        elif word in ("->->", "~ret"):
            self.page.outcome = RETURNS
            return False
        elif word == "out" and self.in_expression:
            self.page.count("printed value")
        elif word == "thread":
            self.page.count("thread")
        return True

    def _add_text(self, text: str) -> None:
        if self.in_tag:
            self.page.tags[-1] += text
        elif self.in_string:
            self.strings[-1] += text
        elif text == "\n":
            self._end_line()
        else:
            self.line += text

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
        if target is not None and target.container.key == "s" and not target.index:
            self._mark_read(target.container)
            self._add_text(_plain_words(target.container))
            return True
        if target is not None and target.container.parent is here and self._is_branch(target.container):
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

    @staticmethod
    def _is_branch(container: Container) -> bool:
        return container.key == "b" or (container.key[:1] == "s" and container.key[1:].isdigit())

    def _read_branch(self, branch: Container) -> bool:
        """Read a branch of a condition, or of words that change from visit to visit; the story goes on after it."""
        if branch.key.startswith("s") and branch.key != "s0":
            self._mark_read(branch)
            self.page.other_texts.append(_plain_words(branch))
            return True
        self.page.count("words that change" if branch.key == "s0" else "condition on words")
        before, self.branch = self.branch, branch
        outcome = self.page.outcome
        self._read_from(branch)
        self.page.outcome, self.branch = outcome, before
        return True

    def _make_way(self, path: object, here: Container, has_condition: bool) -> InkWay:
        return InkWay(find_position(path, here, self.root), str(path)[:80], has_condition)


def _plain_words(container: Container) -> str:
    """Return the words in a container, without those of containers in it."""
    return "".join(row[1:] for row in container.elements if isinstance(row, str) and row.startswith("^"))
