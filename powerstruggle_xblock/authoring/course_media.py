"""Pictures, sounds, films and captions for a scenario: which the course has, and how one more is stored."""

from typing import Any, TypeGuard

from ..exchange.media_check import Fault, find_fault
from ..exchange.media_privacy import remove_private_notes
from . import media_kinds
from .course_file_store import CannotStore, CourseFile, CourseFileStore
from .errors import EditorError
from .media_kinds import CAPTIONS, KINDS, PICTURE
from .messages import AuthorMessages

PAGE_SIZE = 48
MAX_START = 100_000
MAX_SEARCH = 200


def media_rules(files: CourseFileStore) -> dict[str, Any]:
    """Return what can be done with the course's files here (contracts/editor.schema.json, MediaRules)."""
    return {
        "can_store": files.can_store,
        "can_list": files.can_list,
        "kinds": {
            name: {"most_bytes": _most_bytes(name, files), "accept": ",".join(kind.endings)}
            for name, kind in KINDS.items()
        },
    }


def _is_kind(kind: Any) -> TypeGuard[str]:
    return isinstance(kind, str) and kind in KINDS


def _most_bytes(kind: str, files: CourseFileStore) -> int:
    """Return the size of the largest file of a kind: the smaller one of our limit and the platform's."""
    return min(filter(None, (KINDS[kind].max_bytes, files.max_bytes)))


def list_files(data: dict[str, Any], files: CourseFileStore, messages: AuthorMessages) -> dict[str, Any]:
    """Return some of the course's files: {"kind", "search", "start"}. Raises EditorError where none can be listed."""
    kind, search, start = data.get("kind"), data.get("search", ""), data.get("start", 0)
    # A boolean is a number to Python.
    is_sound = isinstance(search, str) and type(start) is int and 0 <= start <= MAX_START
    if not _is_kind(kind) or not is_sound or len(search) > MAX_SEARCH:
        raise EditorError(400, "bad-request", messages.not_understood())
    found = files.list_files(KINDS[kind].media_types, KINDS[kind].endings, search, start, PAGE_SIZE)
    if found is None:
        raise EditorError(503, "no-files", messages.files_not_listed())
    listed, total = found
    return {"files": [_file_json(file, kind, files) for file in listed], "total": total}


def store_file(upload: tuple[str, bytes], kind: Any, files: CourseFileStore, messages: AuthorMessages) -> dict:
    """Store a file among the course's, and return it. Raises EditorError, with a sentence, for what is not taken."""
    if not _is_kind(kind):
        raise EditorError(400, "bad-request", messages.not_understood())
    if not files.can_store:
        raise EditorError(403, "not-stored", messages.files_not_stored_here())
    name, data = upload
    most = _most_bytes(kind, files)
    if not data:
        raise EditorError(422, "bad-file", messages.file_is_empty(name))
    if len(data) > most:
        raise EditorError(413, "too-large", messages.file_too_large(name, len(data), most))
    found = media_kinds.detect_type(data, kind)
    if found is None:
        raise EditorError(422, "bad-file", messages.file_of_other_kind(name, kind))
    if fault := find_fault(data, found):
        raise EditorError(422, "bad-file", _describe_fault(fault, name, kind, messages))
    data, notes = _prepared(data, kind, name, messages)
    try:
        stored = files.store(media_kinds.safe_name(name, found, kind), found.name, data)
    except CannotStore:
        raise EditorError(502, "not-stored", messages.not_stored(name)) from None
    file = CourseFile(stored, len(data), files.thumbnail(stored))
    return {"file": _file_json(file, kind, files), "notes": notes}


def _describe_fault(fault: Fault, name: str, kind: str, messages: AuthorMessages) -> str:
    if fault is Fault.DAMAGED:
        return messages.file_is_damaged(name)
    if fault is Fault.TOO_MANY_PIXELS:
        return messages.picture_has_too_many_pixels(name)
    return messages.file_of_other_kind(name, kind)


def _prepared(data: bytes, kind: str, name: str, messages: AuthorMessages) -> tuple[bytes, list[str]]:
    """Return a file as it is stored, and what was done to it, in sentences."""
    if kind == CAPTIONS:
        captions, was_other = media_kinds.to_webvtt(data)
        return captions, [messages.captions_converted()] if was_other else []
    cleaned, notes = remove_private_notes(data), []
    if cleaned.data != data:
        notes.append(messages.picture_notes_left_out() if kind == PICTURE else messages.recording_notes_left_out())
    if not cleaned.is_certain:
        notes.append(messages.notes_may_be_left(name))
    return cleaned.data, notes


def _file_json(file: CourseFile, kind: str, files: CourseFileStore) -> dict[str, Any]:
    template = files.address_template
    return {
        "name": file.name,
        "address": f"/static/{file.name}",
        "url": template and template.replace("{name}", file.name),
        "thumbnail": file.thumbnail,
        "kind": kind,
        "bytes": file.size,
    }
