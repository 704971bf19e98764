"""The form editor of the two smaller components, and how two versions of such a component differ."""

from abc import abstractmethod
from typing import Any

from . import persistence
from . import tree as trees
from .checking import Checked, check_form
from .editor import Editor

MAX_CHANGES = 40
"""Differences that are told."""
MAX_QUOTED = 80
"""Characters of a text that a difference quotes."""


class FormEditor(Editor[Any]):
    """Answers the editor of a continuum or a reflection."""

    max_bytes = 256 * 1024

    @staticmethod
    @abstractmethod
    def list_sets() -> list[tuple[str, str, str]]:
        """Return the ready-made sets: (id, title, text of a file)."""

    def check_tree(self, tree: Any) -> Checked[Any]:
        """Return a tree with its issues. Raises trees.TreeError for what is no tree."""
        return check_form(tree, self.component.notation)

    def list_templates(self) -> list[dict[str, Any]]:
        """Return the ready-made sets."""
        gettext = self.messages.gettext
        return [{"id": id_, "title": gettext(title), "about": ""} for id_, title, _ in self.list_sets()]

    def template_tree(self, template_id: str) -> dict[str, Any] | None:
        """Return a ready-made set's tree, or None for an id that is not listed."""
        for id_, _, text in self.list_sets():
            if id_ == template_id:
                return trees.from_text(text, self.component.notation)
        return None

    def differences(self, tree: dict[str, Any], checked: Checked[Any]) -> dict[str, list[str]]:
        """Return what differs, text by text."""
        before, after = flatten_tree(persistence.load(self.component)), flatten_tree(tree)
        changed = [place for place in {**before, **after} if before.get(place) != after.get(place)]
        return {
            "changes": [self._change(place, before.get(place), after.get(place)) for place in changed[:MAX_CHANGES]],
            "learners": [],
        }

    def _change(self, place: str, old: str | None, new: str | None) -> str:
        gettext = self.messages.gettext
        if old is None:
            template = gettext('{where}: "{new}" is added')
        elif new is None:
            template = gettext('{where}: "{old}" is taken out')
        else:
            template = gettext('{where}: "{old}" becomes "{new}"')
        return template.format(where=place, old=(old or "")[:MAX_QUOTED], new=(new or "")[:MAX_QUOTED])

    def load_more(self) -> dict[str, Any]:
        """Return the size limit and the block's id, by which other components of the course name this one."""
        usage = self.component.scope_ids.usage_id
        return {
            "limits": {"save_bytes": self.max_bytes, "body_bytes": None},
            "block_id": str(getattr(usage, "block_id", usage)),
        }


def flatten_tree(node: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """Return every attribute and text of a tree by its path from the root.

    Ids where there are any, else tag and number; of long ones the first MAX_QUOTED characters.
    """
    found = {f"{prefix}{name}": value for name, value in node.get("attrs", {}).items() if value}
    if node.get("text"):
        found[prefix.rstrip(" /") or node["tag"]] = node["text"]
    seen: dict[str, int] = {}
    for child in node.get("nodes") or ():
        name = ((child.get("attrs") or {}).get("id") or child["tag"])[:MAX_QUOTED]
        seen[name] = seen.get(name, 0) + 1
        number = f" {seen[name]}" if seen[name] > 1 else ""
        found |= flatten_tree(child, f"{prefix}{name}{number} / ")
    return found
