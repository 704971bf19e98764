"""Find the course's files that a scenario names, and those that are not there."""

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from ..notation.issues import WARNING, Issue
from ..notation.messages import msg
from ..notation.shapes import XmlElement

PREFIX = "/static/"
"""How an address of a file of the course begins."""
_ATTRIBUTES = ("src", "captions", "recording", "href", "portrait")

HasFile = Callable[[str], bool | None]
"""Returns whether a course has a file of this name; None where that can't be known."""


def find_file_names(root: XmlElement) -> Iterator[tuple[XmlElement, str, str]]:
    """Yield the element, the attribute and the name of each file of the course that a scenario's elements name."""
    for element in root.iter():
        for attribute in _ATTRIBUTES:
            address = (element.get(attribute) or "").strip()
            if address.startswith(PREFIX) and (name := unquote(urlsplit(address).path.removeprefix(PREFIX))):
                yield element, attribute, name


def find_missing_files(root: XmlElement, lines: Mapping[XmlElement, int], has_file: HasFile) -> Iterator[Issue]:
    """Yield a warning for each place that names a file which is not there; `lines` holds the elements' lines."""
    known: dict[str, bool | None] = {}
    for element, attribute, name in find_file_names(root):
        if name not in known:
            known[name] = has_file(name)
        if known[name] is False:
            message = msg('"{file}" is not among the course\'s files; learners would find nothing there', file=name)
            field = None if attribute == "href" else attribute
            yield Issue(WARNING, "missing-file", message, lines.get(element), None, field=field)
