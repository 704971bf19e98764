"""The base of the three components: a text in a notation, its OLX, its pages, and its editor's handlers.

What a component does is in objects that it makes for a request: `pages` (views), `editor` (what its editor asks for)
and its controller (what its learners ask for). The methods here only hand over.
"""

from contextlib import contextmanager
from functools import cached_property
from typing import Any

from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.fields import Scope

from ..authoring.editor import Editor
from ..notation.notation import Notation
from .author_requests import author_handler, parse_text
from .base import PowerStruggleBlock
from .fields import Text
from .file_addresses import keep_folders
from .olx import read_component, write_component
from .pages import ComponentPages


class ComponentBlock(PowerStruggleBlock):
    """A component whose author writes a text in one of the notations; it is the field `content`."""

    notation: Notation[Any, Any]
    pages_class: type[ComponentPages]
    editor_class: type[Editor[Any]]

    display_name: Text
    content: Text
    draft = Text(
        help="What an author has saved since the content, in its notation, while learners can't get it yet.",
        scope=Scope.content,
        default="",
        xml_node=True,
    )

    has_author_view = True
    """Studio then shows `author_view` in its unit page, and binds the fields so that they could be written.

    Nothing here does.
    """

    @cached_property
    def pages(self) -> ComponentPages:
        """The component's views."""
        return self.pages_class(self)

    @cached_property
    def editor(self) -> Editor[Any]:
        """The component's editor, for its authors."""
        return self.editor_class(self)

    @property
    def data(self) -> str:
        """The content by the name under which Studio looks for a component's text; it is no field.

        Studio rewrites addresses of files here when a component comes from a library or another course
        (cms/djangoapps/contentstore/helpers.py), looks here for the components that use a file
        (asset_storage_handlers.py), and gives it to authors (xblock_storage_handlers/view_handlers.py).
        """
        return self.content or ""

    @data.setter
    def data(self, text: str) -> None:
        self.content = self.notation.stored_text(keep_folders(self.data, text))

    # --- OLX ----------------------------------------------------------------------------------------------------------

    @classmethod
    def parse_xml(cls, node, runtime, keys):
        """Make a block from OLX."""
        return read_component(cls, node, runtime, keys)

    def add_xml_to_node(self, node):
        """Write the block into OLX: settings as attributes, what the author wrote as child elements."""
        super().add_xml_to_node(node)
        write_component(self, node)

    def xml_text_content(self):
        """Keep the content out of the node's text; it is written as elements."""
        return None

    # --- views --------------------------------------------------------------------------------------------------------

    @XBlock.supports("multi_device")
    def student_view(self, context=None) -> Fragment:
        """Return the learner's page."""
        return self.pages.learner_page()

    def public_view(self, context=None) -> Fragment:
        """Return the card for visitors who are not signed in."""
        return self.pages.public_card()

    def author_view(self, context=None) -> Fragment:
        """Return the card in Studio's unit page.

        Some platforms let learners ask for it, and they get the learner's page.
        """
        return self.pages.author_card() if self.is_authoring else self.student_view(context)

    def studio_view(self, context=None) -> Fragment:
        """Return the editor's page."""
        return self.pages.editor_page()

    def student_view_data(self, context=None) -> dict[str, Any]:
        """Return what mobile apps may know of every learner's component."""
        return self.pages.app_data()

    def index_dictionary(self) -> dict[str, Any]:
        """Return what the platform's search may find, in plain text."""
        base = getattr(super(), "index_dictionary", dict)()
        content = {**base.get("content", {}), "display_name": self.display_name or "", **self.pages.search_texts()}
        return {**base, "content": content, "content_type": self.pages.search_type}

    # --- the editor ---------------------------------------------------------------------------------------------------

    @author_handler
    def editor_load(self, data, files):
        """Return everything the editor begins with."""
        return self.editor.load()

    @author_handler
    def editor_check(self, data, files):
        """Check a tree: {"tree"}."""
        return self.editor.check(data.get("tree"))

    @author_handler
    def editor_save(self, data, files):
        """Store a tree: {"tree", "base"}; with errors as a draft. Refused when too large or somebody else saved."""
        with self.saved_by_author():
            return self.editor.save(data.get("tree"), parse_text(data, "base", self.labels))

    @contextmanager
    def saved_by_author(self):
        """Tell the platform what an author's save changes, where it asks to be told.

        Studio tells its mixins (`editor_saved`) after a save by its own form, and not after a handler's
        (cms/djangoapps/contentstore/views/component.py, component_handler). The mixin for a library's components notes
        there which settings a course keeps at the next update (cms/lib/xblock/upstream_sync.py). Nothing is told where
        the save is refused.
        """
        editor_saved = getattr(self, "editor_saved", None)
        read_explicit: Any = getattr(self, "get_explicitly_set_fields_by_scope", None)
        if editor_saved is None or read_explicit is None:
            yield
            return
        settings, content = read_explicit(Scope.settings), read_explicit(Scope.content)
        yield
        editor_saved(self._django_user, settings, content)

    @author_handler
    def editor_template(self, data, files):
        """Return a tree to begin from: {"id"}."""
        return self.editor.template(parse_text(data, "id", self.labels))

    @author_handler
    def editor_last_valid(self, data, files):
        """Return what learners get, as a tree."""
        return self.editor.last_valid()

    @author_handler
    def editor_compare(self, data, files):
        """Return how a tree differs from what is stored, and what that means for learners: {"tree"}."""
        return self.editor.compare(data.get("tree"))
