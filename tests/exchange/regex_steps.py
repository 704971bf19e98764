"""Count the steps that Python's regular expressions take, without a clock.

`count_steps` matches a pattern as `re` does, by backtracking over the tree that `re` itself parses, and counts every
character that is looked at. `CountingPattern` stands in for a compiled pattern: its results are those of `re`, and the
steps are added to a counter.
"""

import re
from collections.abc import Callable, Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as sre_parser  # type: ignore[attr-defined]

Continue = Callable[[int], bool]
Node = Callable[[int, Continue], bool]


class Machine:
    """Matches one pattern by backtracking; `steps` counts the characters that were looked at."""

    def __init__(self, pattern: re.Pattern):
        self.flags = pattern.flags
        self.is_bytes = isinstance(pattern.pattern, bytes)
        self.steps = 0
        self.text: str | bytes = ""
        self.end = 0
        self.groups: dict[int, tuple[int, int]] = {}
        self.root = self.compile(list(sre_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE
                                                       if self.is_bytes else pattern.flags)))

    def match(self, text: str | bytes, at: int, end: int) -> int | None:
        """Return where a match at `at` ends, or None."""
        self.text, self.end, self.groups = text, end, {}
        found: list[int] = []

        def finish(where: int) -> bool:
            found.append(where)
            return True
        return found[0] if self.root(at, finish) else None

    def compile(self, items: list) -> Node:
        """Return a node that matches items one after the other."""
        nodes = [self.compile_item(op, value) for op, value in items]

        def run(at: int, then: Continue, place: int = 0) -> bool:
            if place == len(nodes):
                return then(at)
            return nodes[place](at, lambda where: run(where, then, place + 1))
        return run

    def compile_item(self, op: object, value: object) -> Node:
        """Return the node of one item of the parsed pattern."""
        test = self.compile_single(op, value)
        if test is not None:
            return lambda at, then: test(at) and then(at + 1)
        if op is sre.SUBPATTERN:
            return self.compile_group(value[0], self.compile(list(value[3])))
        if op is sre.BRANCH:
            branches = [self.compile(list(branch)) for branch in value[1]]
            return lambda at, then: any(branch(at, then) for branch in branches)
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            return self.compile_repeat(op, *value)
        if op is sre.ATOMIC_GROUP:
            return self.compile_atomic(self.compile(list(value)))
        if op in (sre.ASSERT, sre.ASSERT_NOT):
            return self.compile_assertion(op is sre.ASSERT, value[0], list(value[1]))
        if op is sre.AT:
            return lambda at, then: self.is_at(value, at) and then(at)
        if op is sre.GROUPREF:
            return lambda at, then: self.match_reference(value, at, then)
        raise NotImplementedError(op)

    def compile_single(self, op: object, value: object) -> Callable[[int], bool] | None:
        """Return a test of one character, or None for another item."""
        if op not in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN):
            return None
        pattern = re.compile(
            _write_class(op, value, self.is_bytes), (re.S if self.flags & re.S else 0) | (self.flags & re.I))

        def test(at: int) -> bool:
            self.steps += 1
            return at < self.end and pattern.fullmatch(self.text, at, at + 1) is not None
        return test

    def compile_group(self, number: int | None, inside: Node) -> Node:
        """Return a group that remembers where it matched."""
        def run(at: int, then: Continue) -> bool:
            def after(where: int) -> bool:
                before = self.groups.get(number)
                self.groups[number] = (at, where)
                if then(where):
                    return True
                if before is None:
                    self.groups.pop(number, None)
                else:
                    self.groups[number] = before
                return False
            return inside(at, after if number is not None else then)
        return run

    def compile_atomic(self, inside: Node) -> Node:
        """Return a group that is never entered again."""
        def run(at: int, then: Continue) -> bool:
            found: list[int] = []
            return inside(at, lambda where: found.append(where) or True) and then(found[0])
        return run

    def compile_assertion(self, wanted: bool, direction: int, items: list) -> Node:
        """Return a look ahead or behind."""
        inside = self.compile(items)
        width = sum(_get_width(op, value) for op, value in items) if direction < 0 else 0

        def run(at: int, then: Continue) -> bool:
            found = at - width >= 0 and inside(at - width, lambda where: direction > 0 or where == at)
            return found is wanted and then(at)
        return run

    def compile_repeat(self, op: object, least: int, most: object, items: list) -> Node:
        """Return a repetition."""
        limit = float("inf") if most is sre.MAXREPEAT else most
        items = list(items)
        test = self.compile_single(*items[0]) if len(items) == 1 else None
        if test is not None and op is not sre.MIN_REPEAT:
            return self.compile_simple_repeat(test, least, limit, op is sre.POSSESSIVE_REPEAT)
        inside = self.compile(items)

        def run(at: int, then: Continue, count: int = 0) -> bool:
            def more() -> bool:
                return count < limit and inside(
                    at, lambda where: (where > at or count < least) and run(where, then, count + 1))
            if count < least:
                return more()
            return then(at) or more() if op is sre.MIN_REPEAT else more() or then(at)
        return self.compile_atomic(run) if op is sre.POSSESSIVE_REPEAT else run

    @staticmethod
    def compile_simple_repeat(test: Callable[[int], bool], least: int, limit: float, possessive: bool) -> Node:
        """Return a greedy repetition of one character."""
        def run(at: int, then: Continue) -> bool:
            where = at
            while where - at < limit and test(where):
                where += 1
            if possessive:
                return where - at >= least and then(where)
            while where - at >= least:
                if then(where):
                    return True
                where -= 1
            return False
        return run

    def match_reference(self, number: int, at: int, then: Continue) -> bool:
        """Match what a group matched before."""
        if number not in self.groups:
            return False
        start, end = self.groups[number]
        self.steps += end - start
        same = self.text[start:end] == self.text[at:at + end - start]
        return same and at + end - start <= self.end and then(at + end - start)

    def is_at(self, where: object, at: int) -> bool:
        """Return whether a position is what an anchor asks for."""
        self.steps += 1
        line_break = b"\n" if self.is_bytes else "\n"
        is_many = bool(self.flags & re.M)
        if where in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING):
            return at == 0 or (is_many and where is sre.AT_BEGINNING and self.text[at - 1:at] == line_break)
        if where is sre.AT_END_STRING:
            return at == self.end
        if where is sre.AT_END:
            return at == self.end or self.text[at:self.end] == line_break or (
                is_many and self.text[at:at + 1] == line_break)
        words = [re.fullmatch(rb"\w" if self.is_bytes else r"\w", self.text[i:i + 1]) is not None
                 for i in (at - 1, at)] if at else [False, re.match(r"\w", self.text[:1]) is not None]
        return (words[0] != words[1]) is (where is sre.AT_BOUNDARY)


def _get_width(op: object, value: object) -> int:
    if op in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN):
        return 1
    if op is sre.AT:
        return 0
    if op is sre.BRANCH:
        return _get_width(*next(iter(value[1][0])))
    raise NotImplementedError(op)


def _write_class(op: object, value: object, is_bytes: bool) -> str | bytes:
    """Return a pattern of one character, as `re` writes it."""
    if op is sre.ANY:
        written = "."
    elif op is sre.LITERAL:
        written = re.escape(chr(value))
    elif op is sre.NOT_LITERAL:
        written = f"[^{_escape(value)}]"
    else:
        written = "[" + "".join(_write_member(*member) for member in value) + "]"
    return written.encode("latin-1") if is_bytes else written


def _write_member(op: object, value: object) -> str:
    if op is sre.NEGATE:
        return "^"
    if op is sre.LITERAL:
        return _escape(value)
    if op is sre.RANGE:
        return f"{_escape(value[0])}-{_escape(value[1])}"
    return {sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s",
            sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W"}[value]


def _escape(code: int) -> str:
    return f"\\U{code:08x}" if code > 0xff else f"\\x{code:02x}"


class CountingPattern:
    """A compiled pattern that adds the steps of each use to `counter[0]`."""

    def __init__(self, pattern: re.Pattern, counter: list[int]):
        self._pattern, self._counter = pattern, counter
        self._machine = Machine(pattern)

    def __getattr__(self, name: str) -> object:
        return getattr(self._pattern, name)

    def _count(self, text: str, starts: Iterator[int] | range, end: int) -> None:
        before = self._machine.steps
        for start in starts:
            if self._machine.match(text, start, end) is not None:
                break
        self._counter[0] += self._machine.steps - before

    def search(self, text, pos=0, endpos=None):
        """Search, and count a try at each place up to the match."""
        end = len(text) if endpos is None else min(endpos, len(text))
        found = self._pattern.search(text, pos, end)
        self._count(text, range(pos, (found.start() if found else end) + 1), end)
        return found

    def match(self, text, pos=0, endpos=None):
        """Match, and count one try."""
        end = len(text) if endpos is None else min(endpos, len(text))
        self._count(text, range(pos, pos + 1), end)
        return self._pattern.match(text, pos, end)

    def fullmatch(self, text, pos=0, endpos=None):
        """Match a whole text, and count one try."""
        end = len(text) if endpos is None else min(endpos, len(text))
        self._count(text, range(pos, pos + 1), end)
        return self._pattern.fullmatch(text, pos, end)

    def finditer(self, text, pos=0, endpos=None):
        """Yield all matches, and count the tries up to each."""
        end = len(text) if endpos is None else min(endpos, len(text))
        at = pos
        for found in self._pattern.finditer(text, pos, end):
            self._count(text, range(at, found.start() + 1), end)
            yield found
            at = max(found.end(), at + 1)
        self._count(text, range(at, end + 1), end)

    def sub(self, replacement, text, count=0):
        """Replace, and count as `finditer`."""
        any(False for _ in self.finditer(text))
        return self._pattern.sub(replacement, text, count)

    def split(self, text, maxsplit=0):
        """Split, and count as `finditer`."""
        any(False for _ in self.finditer(text))
        return self._pattern.split(text, maxsplit)

    def findall(self, text):
        """Find all, and count as `finditer`."""
        any(False for _ in self.finditer(text))
        return self._pattern.findall(text)
