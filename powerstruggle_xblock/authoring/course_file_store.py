"""What the editor needs of a course's files; `platform/course_files.py` has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CourseFile:
    """A file of the course: its name, its size in bytes or None, and the address of a small picture of it or None."""

    name: str
    size: int | None
    thumbnail: str | None


class CannotStore(Exception):
    """The platform did not take a file."""


class CourseFileStore(Protocol):
    """A course's files."""

    @property
    def can_store(self) -> bool:
        """Whether files can be stored."""
        ...

    @property
    def can_list(self) -> bool:
        """Whether the files that are there can be listed."""
        ...

    @property
    def max_bytes(self) -> int | None:
        """The size of the largest file that the platform takes; None where it sets no limit."""
        ...

    @property
    def address_template(self) -> str | None:
        """A file's address with "{name}" for its name, or None where it is not known."""
        ...

    def has(self, name: str) -> bool | None:
        """Return whether there is a file of this name; None where that can't be known."""
        ...

    def store(self, name: str, media_type: str, data: bytes) -> str:
        """Store a file, and return the name that it got. Raises CannotStore, and nothing else for what a store does."""
        ...

    def list_files(
        self, media_types: Sequence[str], endings: Sequence[str], search: str, start: int, count: int
    ) -> tuple[list[CourseFile], int] | None:
        """Return some files of these types or endings, the newest first, and how many there are in all.

        Of several words in `search`, a file's name has to hold each. None where files can't be listed.
        """
        ...

    def thumbnail(self, name: str) -> str | None:
        """Return the address of the small picture of a stored file, or None."""
        ...
