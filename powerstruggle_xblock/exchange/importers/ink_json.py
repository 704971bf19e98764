"""The containers of a compiled Ink story, and the paths by which its parts name each other.

The format is inkle's "Ink JSON runtime format": a container is a list whose last element is null or an object with
named containers; its other elements are texts, commands, values, diverts and choices.
"""

from dataclasses import dataclass, field
from typing import Any

from ...notation.messages import noop
from ..budget import CannotImport, ImportBudget

DEEPEST = 100
"""Containers in containers; stories that people wrote have some ten levels."""


@dataclass(slots=True, eq=False)
class Container:
    """A container: its elements in order, its named containers, and where it is."""

    parent: "Container | None" = None
    key: str = ""
    elements: list[Any] = field(default_factory=list)
    named: dict[str, "Container"] = field(default_factory=dict)

    @property
    def is_numbered(self) -> bool:
        """Whether it stands among its parent's elements, so that the story goes on after it."""
        return self.key.isdigit()

    def is_within(self, other: "Container") -> bool:
        """Return whether it is another container or inside of it."""
        container: Container | None = self
        while container is not None and container is not other:
            container = container.parent
        return container is other


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a story: an element of a container."""

    container: Container
    index: int = 0


def build_containers(root: list[Any], budget: ImportBudget) -> Container:
    """Return a story's root container. Raises `CannotImport` for one that is nested too deep."""
    top = Container()
    waiting: list[tuple[Container, list[Any], int]] = [(top, root, 0)]
    while waiting:
        container, rows, depth = waiting.pop()
        budget.spend()
        if depth > DEEPEST:
            raise CannotImport(noop("This Ink story is nested too deep to be read."))
        named = rows[-1] if rows and isinstance(rows[-1], dict) else {}
        has_end = bool(rows) and (rows[-1] is None or isinstance(rows[-1], dict))
        for index, row in enumerate(rows[:-1] if has_end else rows):
            if isinstance(row, list):
                inner = Container(container, str(index))
                container.elements.append(inner)
                waiting.append((inner, row, depth + 1))
                if name := _find_name(row):
                    container.named[name] = inner
            else:
                container.elements.append(row)
        for name, row in named.items():
            if isinstance(row, list):
                container.named[name] = inner = Container(container, name)
                waiting.append((inner, row, depth + 1))
    return top


def find_position(path: object, here: Container, root: Container) -> Position | None:
    """Return the place that a path names, as seen from an element of `here`; None where there is none."""
    if not isinstance(path, str):
        return None
    parts = path.split(".")
    container = root
    if parts[0] == "":
        # The first step up leads from the element to its own container.
        container, parts = here, parts[2:] if parts[1:2] == ["^"] else parts[1:]
    for number, part in enumerate(parts):
        if part == "^":
            inner = container.parent
        elif part.isdigit() and len(part) < 8:
            index = int(part)
            if index > len(container.elements):
                return None
            element = container.elements[index] if index < len(container.elements) else None
            if not isinstance(element, Container):
                return Position(container, index) if number == len(parts) - 1 else None
            inner = element
        else:
            inner = container.named.get(part)
        if inner is None:
            return None
        container = inner
    return Position(container)


def find_functions(root: Container) -> set[str]:
    """Return the names of the knots that are called as functions anywhere in a story."""
    found: set[str] = set()
    waiting = [root]
    while waiting:
        container = waiting.pop()
        found |= {str(row["f()"]) for row in container.elements if isinstance(row, dict) and "f()" in row}
        waiting += [row for row in container.elements if isinstance(row, Container)]
        waiting += [row for row in container.named.values() if not row.is_numbered]
    return found


def _find_name(row: list[Any]) -> str | None:
    name = row[-1].get("#n") if row and isinstance(row[-1], dict) else None
    return name if isinstance(name, str) else None
