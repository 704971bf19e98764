"""Studio's modules for files of a course, as far as its sources go for them.

cms/djangoapps/contentstore/asset_storage_handlers.py (update_course_run_asset and what it calls),
xmodule/contentstore/mongo.py (find, get_all_content_for_course) and xmodule/contentstore/content.py (StaticContent).
"""

import os
import re
import sys
import types
from datetime import UTC, datetime, timedelta

from opaque_keys.edx.keys import CourseKey

COURSE = CourseKey.from_string("course-v1:Org+Talk+2026")
CLEANED = re.compile(r"[^\w.%-]", re.UNICODE)


class AssetSizeTooLargeException(Exception):
    """What Studio raises for a file that is too large."""


class StudioFiles:
    """The files of one course, by the names in their keys, with what MongoDB would hold of them."""

    def __init__(self, monkeypatch, module="cms.djangoapps.contentstore.asset_storage_handlers", most_megabytes=20):
        self.rows: dict[str, dict] = {}
        self.most_megabytes = most_megabytes
        self.course_is_gone = self.is_unreachable = False
        self.now = datetime(2026, 5, 1, tzinfo=UTC)
        for name, values in {
            module: {"update_course_run_asset": self.update_course_run_asset},
            "xmodule.contentstore.django": {"contentstore": lambda: self},
            "xmodule.contentstore.content": {"StaticContent": types.SimpleNamespace(
                compute_location=self.compute_location)},
        }.items():
            for at in range(1, name.count(".") + 1):
                monkeypatch.setitem(sys.modules, ".".join(name.split(".")[:at]), types.ModuleType("package"))
            monkeypatch.setitem(sys.modules, name, types.SimpleNamespace(**values))

    # --- asset_storage_handlers.py ---

    def update_course_run_asset(self, course_key, upload_file):
        """Store an upload; an answer without a location where the course is gone."""
        if self.course_is_gone:
            return types.SimpleNamespace(status_code=400)
        if upload_file.size > self.most_megabytes * 1000**2:
            raise AssetSizeTooLargeException(upload_file.name)
        location = self.compute_location(course_key, upload_file.name)
        if upload_file.multiple_chunks():
            raise AttributeError("temporary_file_path")
        self.put(location.block_id, upload_file.content_type, upload_file.read(), displayname=upload_file.name)
        return types.SimpleNamespace(location=location)

    # --- content.py ---

    @staticmethod
    def compute_location(course_key, path):
        """Return the key of a file; the platform replaces what a key can't hold."""
        return course_key.make_asset_key("asset", CLEANED.sub("_", path.replace("/", "_"))).for_branch(None)

    # --- mongo.py ---

    def put(self, name: str, media_type: str, data: bytes = b"x", **more) -> None:
        """Put a file there; pictures get a small picture, as StaticContent.generate_thumbnail names it."""
        self.now += timedelta(minutes=1)
        stem, ending = os.path.splitext(name)
        small = name if ending == ".jpg" else f"{stem}{ending.replace('.', '-')}.jpg"
        is_picture = media_type.split("/", maxsplit=1)[0] == "image"
        self.rows[name] = {
            "_id": f"asset-v1:Org+Talk+2026+type@asset+block@{name}",
            "content_son": {"category": "asset", "name": name},
            "displayname": name,
            "contentType": media_type,
            "uploadDate": self.now,
            "length": len(data),
            "thumbnail_location": ["c4x", "Org", "Talk", "thumbnail", small, None] if is_picture else None,
            "data": data,
            **more,
        }

    def find(self, location, throw_on_not_found=True, as_stream=False):
        """Return a stored file, or None."""
        if self.is_unreachable:
            raise ConnectionError("no reachable servers")
        row = self.rows.get(location.block_id)
        if row is None:
            assert not throw_on_not_found
            return None
        small = row["thumbnail_location"]
        key = COURSE.make_asset_key("thumbnail", small[4]) if small else None
        data = iter([row["data"][:3], row["data"][3:]])
        return types.SimpleNamespace(thumbnail_location=key, **({} if as_stream else {"data": data}))

    def get_all_content_for_course(self, course_key, start=0, maxresults=-1, sort=None, filter_params=None):
        """Return the rows that match, in order, and how many there are; without results the count is 0, too."""
        assert course_key == COURSE
        if self.is_unreachable:
            raise ConnectionError("no reachable servers")
        found = [dict(row) for row in self.rows.values() if matches(row, filter_params or {})]
        for name, direction in reversed(sort or []):
            found.sort(key=lambda row: row[name], reverse=direction < 0)
        count = len(found)
        if maxresults > 0:
            found = found[start : start + maxresults]
        for row in found:
            asset_id = row.get("content_son", row["_id"])
            row["asset_key"] = course_key.make_asset_key(asset_id["category"], asset_id["name"])
        return found, count


def matches(row: dict, query: dict) -> bool:
    """Tell whether a row matches a query, of the operators that are used."""
    def one(name, wanted) -> bool:
        if name == "$or":
            return any(matches(row, part) for part in wanted)
        if name == "$and":
            assert wanted, "MongoDB takes no empty list there"
            return all(matches(row, part) for part in wanted)
        if "$in" in wanted:
            return row[name] in wanted["$in"]
        flags = re.IGNORECASE if "i" in wanted.get("$options", "") else 0
        return re.search(wanted["$regex"], row[name], flags) is not None

    return all(one(name, wanted) for name, wanted in query.items())
