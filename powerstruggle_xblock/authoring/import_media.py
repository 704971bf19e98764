"""The pictures, sounds and films of an imported file: stored among a course's files, or packed for the author."""

import io
import zipfile
from collections.abc import Iterable
from typing import Any

from ..exchange import import_file
from ..exchange.report import CannotImport, Media
from .course_file_store import CannotStore, CourseFileStore
from .errors import EditorError
from .messages import AuthorMessages


def read_media(data: bytes, filename: str, pick: str | None, messages: AuthorMessages) -> tuple[Media, ...]:
    """Return the media of a file to import. Raises EditorError for a file that can't be imported."""
    try:
        found = import_file.import_file(data, filename, pick)
    except CannotImport as cannot:
        raise EditorError(422, "cannot-import", messages.translate(cannot.message)) from None
    return () if isinstance(found, import_file.StoryChoice) else found.media


def store_media(media: Iterable[Media], files: CourseFileStore, messages: AuthorMessages) -> dict[str, Any]:
    """Store media, and return what became of each: {"files": [{"address", "stored_address", "message"}]}.

    `stored_address` is the address that a stored file got, None where it was not stored; `message` says why.
    """
    return {"files": [_store(file, files, messages) for file in media]}


def _store(file: Media, files: CourseFileStore, messages: AuthorMessages) -> dict[str, Any]:
    try:
        name = files.store(file.name, file.mimetype, file.data)
    except CannotStore:
        return {"address": file.address, "stored_address": None, "message": messages.not_stored(file.name)}
    return {"address": file.address, "stored_address": f"/static/{name}", "message": None}


def pack_media(media: Iterable[Media]) -> bytes:
    """Return a ZIP archive of media under the names with which they are to be uploaded."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for file in media:
            archive.writestr(file.name, file.data)
    return out.getvalue()
