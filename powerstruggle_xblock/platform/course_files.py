"""The files of a course: whether it has one, whether a component may store some there, and their addresses.

Studio alone can store and list files, and only in a course: by the same functions as its Files page
(cms/djangoapps/contentstore/asset_storage_handlers.py: update_course_run_asset; _assets_json and
xmodule/contentstore/mongo.py: get_all_content_for_course). Whom Studio's page lets in, it asks as our handlers do
(has_course_author_access).
"""

import logging
import re
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from hashlib import sha256
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any

from ..authoring.course_file_store import CannotStore, CourseFile

try:
    from django.conf import settings
except ImportError:  # A runtime without Django has no such files.
    settings = None

log = logging.getLogger(__name__)

_HANDLER_MODULES = (
    "cms.djangoapps.contentstore.asset_storage_handlers", "cms.djangoapps.contentstore.views.assets",
)
"""Where platforms have the function, the newest first."""
DIGEST_LENGTH = 8
"""Hexadecimal digits of a file's content in its name, where another file of the course has the name already."""
NEWEST_FIRST = [("uploadDate", -1)]
"""How Studio's page sorts at first; -1 is pymongo.DESCENDING."""


class StoreFailed(CannotStore):
    """The platform's store of files raised an error."""


class CourseFiles:
    """The files of the course that a component belongs to; of no course where `course_key` is None."""

    def __init__(self, course_key: Any):
        self._course_key = course_key

    @property
    def can_store(self) -> bool:
        """Whether files can be stored here."""
        return self._contents is not None and self._save_function is not None

    @property
    def can_list(self) -> bool:
        """Whether the files that are there can be listed: where they can be stored, by whom may see Studio's page."""
        return self.can_store and hasattr(self._contents and self._contents[0], "get_all_content_for_course")

    @property
    def max_bytes(self) -> int | None:
        """The size of the largest file that Studio takes (_check_file_size_is_too_large); None without a limit."""
        if settings is None or not settings.configured:
            return None
        megabytes = getattr(settings, "MAX_ASSET_UPLOAD_FILE_SIZE_IN_MB", None)
        return int(megabytes * 1000**2) if isinstance(megabytes, (int, float)) and megabytes > 0 else None

    @property
    def address_template(self) -> str | None:
        """A file's address as the platform serves it, with "{name}" for its name; None where none is known."""
        make_key = getattr(self._course_key, "make_asset_key", None)
        if make_key is None or getattr(self._course_key, "deprecated", False):
            return None
        return f"/{make_key('asset', 'NAME')}".replace("NAME", "{name}")

    def has(self, name: str) -> bool | None:
        """Return whether the course has a file of this name; None where that can't be known."""
        if self._contents is None:
            return None
        try:
            with self._asking_platform():
                return self._find(name, as_stream=True) is not None
        except StoreFailed:  # The check goes on without an answer when the store can't be reached.
            return None

    def list_files(
        self, media_types: Sequence[str], endings: Sequence[str], search: str, start: int, count: int
    ) -> tuple[list[CourseFile], int] | None:
        """Return some files of these types or endings, the newest first, and how many there are in all.

        Of several words in `search`, a file's name has to hold each, as on Studio's page. None where files can't be
        listed.
        """
        if not self.can_list or self._contents is None:
            return None
        ends = "|".join(re.escape(ending) for ending in endings)
        wanted: dict[str, Any] = {
            "$or": [
                {"contentType": {"$in": list(media_types)}},
                {"displayname": {"$regex": f"({ends})$", "$options": "i"}},
            ]
        }
        if words := search.split():
            wanted["$and"] = [{"displayname": {"$regex": re.escape(word), "$options": "i"}} for word in words]
        try:
            with self._asking_platform():
                found, total = self._contents[0].get_all_content_for_course(
                    self._course_key, start=start, maxresults=count, sort=NEWEST_FIRST, filter_params=wanted
                )
                return [self._describe(asset) for asset in found], total
        except StoreFailed:  # The author can type an address when the store can't be reached.
            return None

    def thumbnail(self, name: str) -> str | None:
        """Return the address of the small picture that Studio has made of a stored file, or None."""
        if self._contents is None:
            return None
        try:
            with self._asking_platform():
                found = self._find(name, as_stream=True)
        except StoreFailed:  # A picture is shown without one.
            return None
        location = getattr(found, "thumbnail_location", None)
        return f"/{location}" if location else None

    def _describe(self, asset: dict[str, Any]) -> CourseFile:
        """Return a file of the list. Old files have no `thumbnail_location`; its fifth part is the picture's name."""
        location = asset.get("thumbnail_location")
        small = self._course_key.make_asset_key("thumbnail", location[4]) if location else None
        length = asset.get("length")
        size = int(length) if isinstance(length, int) or (isinstance(length, str) and length.isdigit()) else None
        return CourseFile(asset["asset_key"].block_id, size, f"/{small}" if small else None)

    def store(self, name: str, media_type: str, data: bytes) -> str:
        """Store a file, and return the name that it got.

        A file of the course that has the name stays: where it is the same file it is used, else the new one gets a
        name of its own. Browsers call every pasted picture image.png, so a course can have any number of a name.
        Raises `CannotStore`.
        """
        if not self.can_store:
            raise CannotStore
        for free in (name, _own_name(name, data)):
            with self._asking_platform():
                present = self._find(free)
                is_same = present is not None and _same_content(present, data)
            if present is None:
                self._save(free, media_type, data)
                return free
            if is_same:
                return free
        raise CannotStore

    @contextmanager
    def _asking_platform(self) -> Iterator[None]:
        """Turn whatever the platform's store raises into StoreFailed, logged with its kind and its place in the code.

        Platforms differ in what they raise for a file that is too large or a store that can't be reached. Their
        messages stay out of the log: they can name an author's file, and that a person.
        """
        try:
            yield
        except Exception as error:
            place = "".join(traceback.format_tb(error.__traceback__))
            log.error("the files of %s: %s\n%s", self._course_key, type(error).__qualname__, place)
            raise StoreFailed from error

    @cached_property
    def _contents(self) -> tuple[Any, Any] | None:
        """The platform's store of files and its class of files; None without a course, and on other platforms."""
        if self._course_key is None or getattr(self._course_key, "deprecated", False):
            return None
        try:
            store = import_module("xmodule.contentstore.django").contentstore()
            return store, import_module("xmodule.contentstore.content").StaticContent
        except Exception:
            log.debug("there is no store of files", exc_info=True)
            return None

    @cached_property
    def _save_function(self) -> Any:
        """Studio's function that stores a file; None elsewhere."""
        for module in _HANDLER_MODULES:
            try:
                return import_module(module).update_course_run_asset
            except Exception:  # A learner's server refuses to import Studio's modules in many ways.
                log.debug("%s can't be used here", module, exc_info=True)
        return None

    def _find(self, name: str, **options: bool) -> Any:
        assert self._contents is not None
        store, content = self._contents
        return store.find(content.compute_location(self._course_key, name), throw_on_not_found=False, **options)

    def _save(self, name: str, media_type: str, data: bytes) -> None:
        from django.core.files.uploadedfile import SimpleUploadedFile

        with self._asking_platform():
            saved = self._save_function(self._course_key, SimpleUploadedFile(name, data, media_type))
        if not hasattr(saved, "location"):
            log.error("the files of %s: the platform did not take one", self._course_key)
            raise CannotStore


def _own_name(name: str, data: bytes) -> str:
    """Return a name that only files of this content get."""
    path = PurePosixPath(name)
    return f"{path.stem}-{sha256(data).hexdigest()[:DIGEST_LENGTH]}{path.suffix}"


def _same_content(present: Any, data: bytes) -> bool:
    found = present.data
    return (found if isinstance(found, bytes) else b"".join(found)) == data
