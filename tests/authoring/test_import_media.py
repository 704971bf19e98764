"""Media of an imported package: stored among the course's files where Studio lets us, else packed for the author."""

import io
import sys
import types
import zipfile

import pytest
from opaque_keys.edx.keys import CourseKey

from powerstruggle_xblock.authoring.course_file_store import CannotStore
from powerstruggle_xblock.platform.course_files import CourseFiles
from tests.exchange import sample_media
from tests.exchange.import_helpers import FILES, GIF, PNG, load_h5p_content, make_package

PACKAGE = make_package(load_h5p_content(), FILES)
NAMES = {"start.jpg", "hands.png", "room.gif", "end.png", "soft.mp4", "soft.vtt"}
COURSE = CourseKey.from_string("course-v1:Org+Talk+2026")


class StudioFiles:
    """Stands for Studio's modules: what it stores, and what it can't take."""

    def __init__(self, monkeypatch, module="cms.djangoapps.contentstore.asset_storage_handlers"):
        self.saved: dict[str, tuple[str, bytes]] = {}
        self.too_large: set[str] = set()
        for name, values in {
            module: {"update_course_run_asset": self.save},
            "xmodule.contentstore.django": {"contentstore": lambda: self},
            "xmodule.contentstore.content": {"StaticContent": self},
        }.items():
            for at in range(1, name.count(".") + 1):
                monkeypatch.setitem(sys.modules, ".".join(name.split(".")[:at]), types.ModuleType("package"))
            monkeypatch.setitem(sys.modules, name, types.SimpleNamespace(**values))

    def save(self, course_key, upload):
        """Store an upload as Studio's Files page does."""
        assert course_key == COURSE and upload.size and not upload.multiple_chunks()
        if upload.name in self.too_large:
            raise ValueError("too large")
        self.saved[upload.name] = (upload.content_type, upload.read())
        return types.SimpleNamespace(location=upload.name)

    def compute_location(self, _course_key, name):
        """Return the key of a file."""
        return name

    def find(self, location, throw_on_not_found=True, as_stream=False):
        """Return a stored file, its content in pieces as the platform gives it."""
        assert throw_on_not_found is False
        if location not in self.saved:
            return None
        return types.SimpleNamespace(data=iter([self.saved[location][1][:3], self.saved[location][1][3:]]))


@pytest.fixture
def studio_files(monkeypatch, studio) -> StudioFiles:
    """Return Studio's files, for a component of a course."""
    monkeypatch.setattr("powerstruggle_xblock.platform.base.PowerStruggleBlock.course_files", CourseFiles(COURSE))
    return StudioFiles(monkeypatch)


def send(studio, handler, data=PACKAGE, **more):
    return studio.send(handler, {}, files={"file": ("desk.h5p", data)}, **more)


def test_the_media_of_a_package_are_stored_under_their_names_and_types(studio, studio_files):
    assert send(studio, "editor_import").json["can_store"] is True
    assert not studio_files.saved, "reading a file stores nothing"
    answer = send(studio, "editor_store_media")
    assert {(row["address"], row["stored_address"], row["message"]) for row in answer.json["files"]} == {
        (f"/static/{name}", f"/static/{name}", None) for name in NAMES}
    assert studio_files.saved["room.gif"] == ("image/gif", GIF)
    assert studio.store.writes == []


def test_a_file_of_the_course_is_never_replaced(studio, studio_files):
    studio_files.saved |= {"room.gif": ("image/gif", GIF), "end.png": ("image/png", b"other")}
    stored = {row["address"]: row["stored_address"] for row in send(studio, "editor_store_media").json["files"]}
    name = stored["/static/end.png"].removeprefix("/static/")
    assert stored["/static/room.gif"] == "/static/room.gif" and name.startswith("end-")
    assert studio_files.saved["end.png"][1] == b"other" and studio_files.saved[name][1] == PNG


def test_a_name_that_other_files_have_in_both_its_forms_stores_nothing(studio, studio_files):
    send(studio, "editor_store_media")
    studio_files.saved["end.png"] = ("image/png", b"other")
    [own] = {row["stored_address"] for row in send(studio, "editor_store_media").json["files"]} - {
        f"/static/{name}" for name in NAMES}
    studio_files.saved[own.removeprefix("/static/")] = ("image/png", b"another")
    rows = {row["address"]: row for row in send(studio, "editor_store_media").json["files"]}
    assert rows["/static/end.png"]["stored_address"] is None and "Upload it" in rows["/static/end.png"]["message"]


def test_a_file_that_studio_does_not_take_is_told_and_the_others_are_stored(studio, studio_files):
    studio_files.too_large = {"soft.mp4"}
    rows = {row["address"]: row for row in send(studio, "editor_store_media").json["files"]}
    assert rows["/static/soft.mp4"]["stored_address"] is None and "Upload it" in rows["/static/soft.mp4"]["message"]
    assert set(studio_files.saved) == NAMES - {"soft.mp4"}


def test_a_fault_of_our_own_is_no_answer_of_the_store(studio, studio_files, monkeypatch, caplog):
    def store(*_):
        raise TypeError("a fault")

    monkeypatch.setattr(CourseFiles, "store", store)
    for handler, form in (("editor_store_media", {}), ("editor_store_file", {"kind": "picture"})):
        data = sample_media.PNG if handler == "editor_store_file" else PACKAGE
        answer = studio.send(handler, form, files={"file": ("a.h5p", data)})
        assert (answer.status, answer.json["code"]) == (500, "failed") and "try again" in answer.json["error"]
        assert f"{handler} failed" in caplog.text
        caplog.clear()


def test_what_the_store_raises_is_logged_without_the_name_of_a_file(studio, studio_files, monkeypatch, caplog):
    def fail(_course_key, upload):
        raise ConnectionError(f"{upload.name} could not be written")

    monkeypatch.setattr(sys.modules["cms.djangoapps.contentstore.asset_storage_handlers"],
                        "update_course_run_asset", fail)
    rows = send(studio, "editor_store_media").json["files"]
    assert rows and all("Upload it" in row["message"] for row in rows)
    assert "ConnectionError" in caplog.text and str(COURSE) in caplog.text
    assert not any(name in caplog.text for name in NAMES)


def test_where_files_can_not_be_stored_they_come_as_an_archive_under_their_names(studio):
    assert send(studio, "editor_import").json["can_store"] is False
    assert all(row["stored_address"] is None for row in send(studio, "editor_store_media").json["files"])
    answer = send(studio, "editor_media_zip")
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        assert set(archive.namelist()) == NAMES and archive.read("room.gif") == GIF


@pytest.mark.parametrize("handler", ["editor_store_media", "editor_media_zip"])
def test_bad_requests_are_refused_with_a_sentence(studio, handler):
    assert studio.send(handler, {}).json["code"] == "bad-request"
    assert send(studio, handler, b"").json["code"] == "cannot-import"


@pytest.mark.parametrize("module", ["cms.djangoapps.contentstore.asset_storage_handlers",
                                    "cms.djangoapps.contentstore.views.assets"])
def test_releases_of_the_platform_have_the_function_in_different_places(module, monkeypatch):
    StudioFiles(monkeypatch, module)
    assert CourseFiles(COURSE).can_store


@pytest.mark.parametrize("key", [None, CourseKey.from_string("Org/Talk/2026")])
def test_libraries_and_old_courses_store_nothing(key, monkeypatch):
    StudioFiles(monkeypatch)
    files = CourseFiles(key)
    assert not files.can_store and files.address_template is None
    with pytest.raises(CannotStore):
        files.store("a.png", "image/png", PNG)


def test_the_editor_is_told_where_files_of_the_course_are(studio, studio_files):
    assert studio.load()["asset_url"] == "/asset-v1:Org+Talk+2026+type@asset+block@{name}"


def test_learners_and_visitors_store_nothing(studio, studio_files):
    del studio.services["studio_user_permissions"]
    assert send(studio, "editor_store_media").status == 403 and send(studio, "editor_media_zip").status == 403
    assert not studio_files.saved
