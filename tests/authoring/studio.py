"""A component in Studio, and requests as the editor's page sends them."""

import copy
import json
from typing import Any

from webob import Request
from webob.multidict import MultiDict

from tests.block.support import Answer, StudioPermissions, World
from tests.contract_checks import check_answer


class Studio(World):
    """A component of a course in Studio: authored fields can be written, and the permission service is there."""

    def __init__(self, text: str, **more):
        super().__init__(text, **{"services": {"studio_user_permissions": StudioPermissions()}, **more})

    def load(self, **who) -> dict:
        """Return what the editor begins with."""
        answer = self.post("editor_load", **who)
        assert answer.status == 200, answer.body
        return answer.json

    @property
    def tree(self) -> dict:
        """A new tree of the stored text."""
        return self.load()["tree"]

    def check(self, tree) -> dict:
        """Return the review of a tree."""
        answer = self.post("editor_check", {"tree": tree})
        assert answer.status == 200, answer.body
        return answer.json

    def save(self, tree, base: str | None = None) -> Answer:
        """Save a tree that was made from what is stored now, or from an older base."""
        return self.post("editor_save", {"tree": tree, "base": base or self.load()["base"]})

    def play(self, tree, handler: str, body=None, **more) -> dict:
        """Let a learner's handler answer on the tree."""
        answer = self.post("editor_play", {"tree": tree, "handler": handler, "body": body, **more})
        assert answer.status == 200, answer.body
        return answer.json

    def send(
        self,
        handler: str,
        document: Any = None,
        *,
        files: dict[str, tuple[str, bytes]] | None = None,
        user="ann",
        **fields,
    ) -> Answer:
        """Send a form as the page does: the JSON in a file part named `document`, further parts beside it."""
        parts = MultiDict(fields)
        if document is not None:
            parts["document"] = ("document.json", json.dumps(document).encode())
        for name, file in (files or {}).items():
            parts[name] = file
        request = Request.blank(f"/{handler}", POST=parts)
        if request.content_type != "multipart/form-data":
            request = Request.blank(f"/{handler}", POST=MultiDict({**parts, "nothing": ("nothing", b"")}))
        block = self.block(user)
        response = block.runtime.handle(block, handler, request)
        check_answer(block.scope_ids.block_type, handler, response)
        return Answer(response.status_int, response.body)

    @property
    def content(self) -> str:
        """The stored text."""
        return self.block(None).content

    def setting(self, name: str):
        """Return a stored setting, or None where it is unset."""
        block = self.block(None)
        return getattr(block, name) if block.fields[name].is_set_on(block) else None


def element_at(tree: dict, place) -> dict:
    """Return the element at a place."""
    for index in place:
        tree = tree["nodes"][index]
    return tree


def find_element(tree: dict, id_: str) -> dict:
    """Return the element with an id."""
    return next(node for node in iter_elements(tree) if node["attrs"].get("id") == id_)


def iter_elements(tree: dict):
    """Each element of a tree."""
    yield tree
    for node in tree.get("nodes", ()):
        yield from iter_elements(node)


def with_attributes(tree: dict, id_: str, **attrs) -> dict:
    """Return a copy of a tree in which the element with this id has other attributes."""
    tree = copy.deepcopy(tree)
    find_element(tree, id_)["attrs"].update(attrs)
    return tree
