"""A component as Studio hands it to its author, and requests as the editor's page sends them."""

import copy
import json
from typing import Any

from webob import Request
from webob.multidict import MultiDict

from tests.block.support import Answer, StudioPermissions, World


class Studio(World):
    """A component of a course in Studio: authored fields can be written, and the permission service is there."""

    def __init__(self, text: str, **more):
        super().__init__(text, **{"services": {"studio_user_permissions": StudioPermissions()}, **more})

    def load(self, **who) -> dict:
        """What the editor begins with."""
        answer = self.post("editor_load", **who)
        assert answer.status == 200, answer.body
        return answer.json

    @property
    def tree(self) -> dict:
        """What is stored, as a tree of its own."""
        return self.load()["tree"]

    def check(self, tree) -> dict:
        """The review of a tree."""
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
        self, handler: str, document: Any = None, *, files: dict[str, tuple[str, bytes]] | None = None, user="ann", **fields,
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
        return Answer(response.status_int, response.body)

    @property
    def content(self) -> str:
        """The stored text."""
        return self.block(None).content

    def setting(self, name: str):
        """A stored setting, or None where it is unset."""
        block = self.block(None)
        return getattr(block, name) if block.fields[name].is_set_on(block) else None


def at(tree: dict, place) -> dict:
    """The element at a place."""
    for index in place:
        tree = tree["nodes"][index]
    return tree


def found(tree: dict, id_: str) -> dict:
    """The element with an id."""
    return next(node for node in every(tree) if node["attrs"].get("id") == id_)


def every(tree: dict):
    """Each element of a tree."""
    yield tree
    for node in tree.get("nodes", ()):
        yield from every(node)


def edited(tree: dict, id_: str, **attrs) -> dict:
    """A copy of a tree in which the element with this id has other attributes."""
    tree = copy.deepcopy(tree)
    found(tree, id_)["attrs"].update(attrs)
    return tree
