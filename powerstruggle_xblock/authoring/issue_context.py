"""Where an issue is, for the sentence that an author reads about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ..notation.issues import Issue
from .finding_names import Names, shorten


@dataclass(frozen=True, slots=True)
class IssueContext:
    """An issue with what its sentence can speak of; `element` is None where no place is known."""

    issue: Issue
    element: etree._Element | None
    names: Names

    @property
    def values(self) -> Mapping[str, Any]:
        """The values of the issue's own message."""
        return getattr(self.issue.message, "values", {})

    @property
    def tag(self) -> str:
        """The tag of the element, or ""."""
        return "" if self.element is None else str(self.element.tag)

    def quoted(self, name: str) -> str:
        """Return a value of the issue's message, shortened to be quoted."""
        return shorten(str(self.values.get(name, "")).strip('"'))

    def attribute(self, name: str) -> str:
        """Return an attribute of the element, or ""."""
        return "" if self.element is None else (self.element.get(name) or "").strip()
