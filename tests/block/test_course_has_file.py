"""Whether a course has a file is asked of the platform's own store; where there is none, nothing is known."""

import sys
from types import ModuleType

import pytest

from tests.authoring.studio import Studio
from tests.block.support import IN_A_LIBRARY, World
from tests.block.texts import TALK

PICTURE = TALK.replace("<line", '<image src="/static/street.png" alt="A street"/><line', 1)


class Store:
    """The platform's contentstore and StaticContent (xmodule/contentstore), with one file."""

    fails = False

    def compute_location(self, course_key, path):
        return str(course_key), path.replace("/", "_")

    def find(self, location, throw_on_not_found=True, as_stream=False):
        assert as_stream and not throw_on_not_found
        if self.fails:
            raise ConnectionError("no reachable servers")
        return object() if location[1] == "street.png" else None


@pytest.fixture
def store(monkeypatch):
    """Install the store where the platform has it."""
    store = Store()
    installed = {
        "xmodule": {},
        "xmodule.contentstore": {},
        "xmodule.contentstore.django": {"contentstore": lambda: store},
        "xmodule.contentstore.content": {"StaticContent": store},
    }
    for name, holds in installed.items():
        module = ModuleType(name)
        vars(module).update(holds)
        monkeypatch.setitem(sys.modules, name, module)
    return store


def codes(text: str) -> set[str]:
    studio = Studio(text)
    return {problem["code"] for problem in studio.check(studio.load()["tree"])["problems"]}


def test_a_missing_picture_is_a_problem_in_studio_and_one_that_is_there_is_none(store):
    assert "missing-file" not in codes(PICTURE)
    assert "missing-file" in codes(PICTURE.replace("street.png", "Street.png"))


def test_nothing_is_known_of_a_library_s_files(store):
    files = World(PICTURE, usage=IN_A_LIBRARY).block().course_files
    assert files.has("street.png") is files.has("other.png") is None


def test_nothing_is_known_where_the_store_cannot_be_reached_and_the_check_goes_on(store):
    store.fails = True
    assert "missing-file" not in codes(PICTURE.replace("street.png", "other.png"))


def test_nothing_is_reported_where_the_platform_has_no_store():
    assert "missing-file" not in codes(PICTURE)
