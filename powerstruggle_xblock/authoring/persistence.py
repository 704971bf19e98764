"""What is stored of a component, as a tree and back: its text, its draft, and the platform's settings.

`content` is the last text without errors, called the valid text, which learners get. `draft` is what an author has
saved since then where learners can't get it yet, else it is empty (docs/decisions/0023). In a tree the settings are
attributes of the root. One that the author left out stays unset, so that a course's own setting goes on counting for
it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ..notation import serializer
from ..presenter.agency_texts import AgencyTexts
from . import tree as trees
from .course_file_store import CourseFileStore
from .tree import AnyNotation


class EditedComponent(Protocol):
    """What the editor needs of a block.

    `content` is its text in `notation`, `draft` its draft; `fields` are XBlock's fields by name.
    """

    content: Any
    draft: Any
    unreadable_settings: Any
    fields: Any
    scope_ids: Any
    notation: AnyNotation

    @property
    def labels(self) -> Any:
        """The sentences in the author's language: presenter.labels.Labels."""
        ...

    @property
    def course_files(self) -> CourseFileStore:
        """The files of the course that the component belongs to."""
        ...

    @property
    def language(self) -> str:
        """The author's language, or ""."""
        ...

    def file_url(self, path: str) -> str | None:
        """Return the address of a packaged file, or None where the platform has none."""
        ...

    @property
    def agency(self) -> AgencyTexts:
        """The agency's texts, and what is wrong with those of the course."""
        ...

    def platform_body_bytes(self) -> int | None:
        """Return how large a request without files may be here, in bytes; None for no limit."""
        ...


@dataclass(frozen=True, slots=True)
class Work:
    """What a save stores: the two texts, and the platform's settings, or None where they stay as they are."""

    content: str
    draft: str
    settings: Mapping[str, Any] | None

    @property
    def size(self) -> int:
        """The number of bytes of both texts."""
        return len(self.content.encode("utf-8", "surrogatepass")) + len(self.draft.encode("utf-8", "surrogatepass"))


def load(component: EditedComponent) -> dict[str, Any]:
    """Return what an author works on as a tree: the draft where there is one, else what learners get."""
    if not has_draft(component):
        return load_valid(component)
    tree = trees.from_text(component.draft, component.notation)
    attrs = {**_stored_settings(component), **tree["attrs"]}
    # A setting that the draft takes away is an empty attribute of it.
    emptied = {name for name in component.notation.settings if attrs.get(name) == ""}
    return {**tree, "attrs": {name: value for name, value in attrs.items() if name not in emptied}}


def load_valid(component: EditedComponent) -> dict[str, Any]:
    """Return the text that learners get as a tree; its settings are attributes of the root, as in a file."""
    notation = component.notation
    tree = trees.from_text(component.content or "", notation)
    others = {name: value for name, value in tree["attrs"].items() if name not in notation.settings}
    return {**tree, "attrs": {**_stored_settings(component), **others}}


def has_draft(component: EditedComponent) -> bool:
    """Return whether something is saved that learners don't get."""
    return bool((component.draft or "").strip())


def base(component: EditedComponent) -> str:
    """Return a hash of all that is stored: a later save with an older one was made while somebody else saved."""
    parts: list[Any] = [component.content or "", _stored_settings(component)]
    if has_draft(component):
        parts.append(component.draft)
    stored = json.dumps(parts, sort_keys=True)
    return hashlib.blake2b(stored.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def valid_work(component: EditedComponent, model: Any) -> Work:
    """Return what is stored for a scenario, continuum or reflection without errors: it replaces text and draft."""
    notation = component.notation
    text = notation.serialize(notation.without_settings(model))
    return Work(text, "", notation.read_settings(model))


def draft_work(component: EditedComponent, tree: dict[str, Any]) -> Work:
    """Return what is stored for a tree that learners can't get yet: it replaces the draft alone.

    Of the settings the draft keeps those that it changes. Raises trees.TreeError for what is no tree.
    """
    stored, attrs = _stored_settings(component), dict(tree["attrs"])
    for name in component.notation.settings:
        if attrs.get(name, "") == stored.get(name, ""):
            attrs.pop(name, None)
        else:
            attrs.setdefault(name, "")
    text = trees.to_text({**tree, "attrs": attrs}, component.notation)
    return Work(component.content or "", text, None)


def store(component: EditedComponent, work: Work) -> None:
    """Store in the block's fields what is not too large."""
    if work.draft:
        component.draft = work.draft
        return
    component.content = work.content
    clear_draft(component)
    if component.unreadable_settings:
        component.unreadable_settings = {}
    for name, value in (work.settings or {}).items():
        if value is not None:
            setattr(component, name, value)
        elif component.fields[name].is_set_on(component):
            component.fields[name].delete_from(component)


def clear_draft(component: EditedComponent) -> None:
    """Delete the draft."""
    if component.fields["draft"].is_set_on(component):
        component.fields["draft"].delete_from(component)


def is_stored(component: EditedComponent, work: Work) -> bool:
    """Return whether exactly this is stored already, as after a save whose answer got lost on its way."""
    settings = _write_settings(work.settings) if work.settings is not None else _stored_settings(component)
    return (
        (component.content or "", component.draft or "") == (work.content, work.draft)
        and _stored_settings(component) == settings
    )


def _stored_settings(component: EditedComponent) -> dict[str, str]:
    names = component.notation.settings
    values: dict[str, Any] = {
        name: getattr(component, name) for name in names if component.fields[name].is_set_on(component)
    }
    if values.get("max_attempts", 0) is None:  # Set to no limit, where a course's own setting may be another.
        values["max_attempts"] = 0
    unreadable = {name: value for name, value in component.unreadable_settings.items() if name in names}
    return {**_write_settings(values), **unreadable}


def _write_settings(values: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: serializer.format_finite(value) if isinstance(value, float) else str(value)
        for name, value in values.items()
        if value is not None
    }
