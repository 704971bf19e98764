"""The editor's contract, one for all three notations.

Load, check, save, compare, and begin from a template (docs/decisions/0011).
"""

from abc import ABC, abstractmethod
from typing import Any, Generic, TypeVar

from . import persistence
from . import tree as trees
from .checking import Checked
from .errors import EditorError
from .messages import AuthorMessages
from .persistence import EditedComponent

Model = TypeVar("Model")
MAX_WITH_DRAFT = 1.75
"""How many times `max_bytes` a draft may take together with the text that learners get."""


class Editor(ABC, Generic[Model]):
    """Answers the editor of one component.

    Trees come from the browser and may be anything; every method that takes one raises EditorError for what is no tree.
    Subclasses say what is special to a notation. `page` names the editor's words, script and stylesheet
    (`words/PAGE.json`, `public/PAGE.js`, `public/PAGE.css`), `page_init` the script's global function, and `max_bytes`
    is the size of a stored text, in bytes.
    """

    page: str
    page_init: str
    max_bytes: int

    def __init__(self, component: EditedComponent) -> None:
        self.component = component
        self.messages = AuthorMessages(component.labels)

    # --- what a notation gives ----------------------------------------------------------------------------------------

    @abstractmethod
    def check_tree(self, tree: Any) -> Checked[Model]:
        """Return a tree with its issues. Raises trees.TreeError for what is no tree."""

    @abstractmethod
    def list_templates(self) -> list[dict[str, Any]]:
        """Return what an empty component can begin from: [{"id", "title", "about"}]."""

    @abstractmethod
    def template_tree(self, template_id: str) -> dict[str, Any] | None:
        """Return a template's tree, or None for an id that is not listed."""

    @abstractmethod
    def differences(self, tree: dict[str, Any], checked: Checked[Model]) -> dict[str, list[str]]:
        """Return how a tree differs from what is stored, in sentences: {"changes", "learners"}.

        "learners" says what the changes mean for learners who have begun.
        """

    @abstractmethod
    def load_more(self) -> dict[str, Any]:
        """Return what `load` gives besides the parts that all notations share."""

    # --- the contract -------------------------------------------------------------------------------------------------

    def load(self) -> dict[str, Any]:
        """Return everything the editor begins with."""
        tree = persistence.load(self.component)
        return {
            "tree": tree,
            "base": persistence.base(self.component),
            "empty": not (self.component.content or "").strip() and not persistence.has_draft(self.component),
            **self._draft_state(),
            **self.check(tree),
            "templates": self.list_templates(),
            **self.load_more(),
        }

    def check(self, tree: Any) -> dict[str, Any]:
        """Return a tree's problems, figures and version."""
        return self.checked(tree).as_json(self.messages.translate)

    def save(self, tree: Any, saved_base: str | None) -> dict[str, Any]:
        """Store a tree and return the new base with the answer of a check.

        A tree without errors is what learners get from now on. One with errors is stored beside that, as a draft.
        `saved_base` is the base that the editor loaded. Raises EditorError for a tree that is too large (413), and
        where somebody else saved meanwhile (409); nothing is stored then.
        """
        checked = self.checked(tree)
        work = self._work(tree, checked)
        if saved_base != persistence.base(self.component) and not persistence.is_stored(self.component, work):
            raise EditorError(
                409,
                "conflict",
                self.messages.somebody_saved(),
                more={
                    **self.differences(tree, checked),
                    "tree": persistence.load(self.component),
                    "base": persistence.base(self.component),
                    **self._draft_state(),
                },
            )
        persistence.store(self.component, work)
        return {
            "base": persistence.base(self.component),
            **self._draft_state(),
            **checked.as_json(self.messages.translate),
        }

    def last_valid(self) -> dict[str, Any]:
        """Return what learners get: {"tree"}. An author who gives a draft up goes on from it."""
        return {"tree": persistence.load_valid(self.component)}

    def template(self, template_id: str) -> dict[str, Any]:
        """Return a template: {"tree"}. Raises EditorError for an id that is not listed."""
        tree = self.template_tree(template_id)
        if tree is None:
            raise EditorError(404, "no-such-template", self.messages.no_such_template())
        return {"tree": tree}

    def compare(self, tree: Any) -> dict[str, list[str]]:
        """Return how a tree differs from what is stored; see `differences`."""
        return self.differences(tree, self.checked(tree))

    def checked(self, tree: Any) -> Checked[Model]:
        """Return a tree with its issues. Raises EditorError for what is no tree."""
        try:
            return self.check_tree(tree)
        except trees.TreeError as error:
            raise self.no_tree(error) from None

    def no_tree(self, error: trees.TreeError) -> EditorError:
        """Return the refusal of something that is no tree."""
        return EditorError(400, "bad-tree", self.messages.no_tree(error.sentence), more={"at": list(error.place)})

    def _draft_state(self) -> dict[str, bool]:
        """Return whether what is stored is a draft, and whether learners get a text at all."""
        return {
            "draft": persistence.has_draft(self.component),
            "has_valid": bool((self.component.content or "").strip()),
        }

    def _work(self, tree: dict[str, Any], checked: Checked[Model]) -> persistence.Work:
        if checked.error_count or checked.model is None:
            work = self._draft_work(tree)
            size, most = work.size, int(self.max_bytes * MAX_WITH_DRAFT)
        else:
            work = persistence.valid_work(self.component, checked.model)
            size, most = work.size, self.max_bytes
        if size > most:
            raise EditorError(413, "too-large", self.messages.too_large_to_keep(size, most))
        return work

    def _draft_work(self, tree: dict[str, Any]) -> persistence.Work:
        try:
            return persistence.draft_work(self.component, tree)
        except trees.TreeError as error:
            raise self.no_tree(error) from None
