"""The scenario's editor: what the contract of all editors leaves to it, and files of other kinds in and out."""

import json
from typing import Any

from ..presenter.safe_html import sanitize_html
from ..scenario.diff import diff_scenarios
from ..scenario.edit_impact import assess_edit
from ..scenario.model import Scenario
from ..scenario.scenario_xml import ParsedScenario
from . import checking, course_media, editor_catalog, persistence, template_catalog
from . import tree as trees
from .checking import Checked
from .editor import Editor
from .errors import EditorError

File = tuple[str, bytes]
"""A file of a request: its name and what is in it."""


class ScenarioEditor(Editor[Scenario]):
    """Answers the editor of a scenario.

    The importers and exporters are imported when they are used: the servers of learners never need them.
    """

    page = "editor"
    page_init = "PowerStruggleEditor"
    max_bytes = 8 * 1024 * 1024
    """The module store keeps a component in one MongoDB document of at most 16 MB.

    Half of it leaves room for what it adds.
    """

    # --- the contract -------------------------------------------------------------------------------------------------

    def check_tree(self, tree: Any) -> Checked[Scenario]:
        """Return a tree with its issues. Raises trees.TreeError for what is no tree."""
        return checking.check(tree, self.component.course_files.has)

    def list_templates(self) -> list[dict[str, Any]]:
        """Return the templates and the scenarios of the starter course."""
        return template_catalog.list_templates(self.messages.gettext)

    def template_tree(self, template_id: str) -> dict[str, Any] | None:
        """Return a template's tree, or None for an id that is not listed."""
        return template_catalog.template_tree(template_id, self.messages.gettext)

    def differences(self, tree: dict[str, Any], checked: Checked[Scenario]) -> dict[str, list[str]]:
        """Return what differs from the work that is stored, and what it means for learners, who have the valid text."""
        translate, stored = self.messages.translate, checking.read_scenario(persistence.load(self.component)).scenario
        if stored is None or checked.model is None:
            return {"changes": [self.messages.nothing_to_compare()], "learners": []}
        valid = checking.read_scenario(persistence.load_valid(self.component)).scenario
        impact = assess_edit(valid, checked.model).messages if valid is not None else ()
        return {
            "changes": [translate(change.message) for change in diff_scenarios(stored, checked.model)],
            "learners": [translate(message) for message in impact],
        }

    def compare(self, tree: Any) -> dict[str, list[str]]:
        """Return how a tree differs from what is stored; the review is left out, which takes its time."""
        return self.differences(tree, Checked(self.read(tree).scenario, ()))

    def load_more(self) -> dict[str, Any]:
        """Return the catalogues, the files of the learner's page, and the kinds of file in and out."""
        from . import import_export

        component, labels = self.component, self.component.labels
        return {
            "catalogue": editor_catalog.editor_catalog(self.messages, component.file_url),
            "imports": import_export.list_imports(self.messages),
            "exports": import_export.list_exports(self.messages),
            "limits": {"save_bytes": self.max_bytes, "body_bytes": component.platform_body_bytes()},
            "languages": {"author": component.language},
            "player": {
                "js": component.file_url("public/scenario.js"),
                "css": component.file_url("public/scenario.css"),
                "words": labels.page(),
                "drill": {
                    "js": component.file_url("public/drill.js"),
                    "css": component.file_url("public/drill.css"),
                    "words": {**labels.page(), **labels.page("drill")},
                },
            },
            "map": self._later_files("map"),
            "write": self._later_files("write"),
            "media": course_media.media_rules(component.course_files),
            "agency": {
                "support": sanitize_html(component.agency.get("support")),
                "hours": sanitize_html(component.agency.get("hours")),
                "problems": [self.messages.translate(issue) for issue in component.agency.issues],
            },
            "asset_url": component.course_files.address_template,
        }

    def _later_files(self, part: str) -> dict[str, str] | None:
        """Return the addresses of a part of the editor that is loaded when it is opened; None where one is missing."""
        script, style = (self.component.file_url(f"public/{part}.{ending}") for ending in ("js", "css"))
        return {"js": script, "css": style} if script and style else None

    # --- files, and reading without the review ------------------------------------------------------------------------

    def read(self, tree: Any) -> ParsedScenario:
        """Parse a tree without the review. Raises EditorError for what is no tree."""
        try:
            return checking.read_scenario(tree)
        except trees.TreeError as error:
            raise self.no_tree(error) from None

    def import_file(self, data: dict[str, Any], files: dict[str, File], pick: str | None) -> dict[str, Any]:
        """Read the file of a request; a spreadsheet of texts is read into the tree that came with it."""
        from . import import_export

        if "file" not in files:
            raise EditorError(400, "bad-request", self.messages.no_file())
        name, content = files["file"]
        if not import_export.is_spreadsheet(content):
            can_store = self.component.course_files.can_store
            return import_export.import_for_editor(content, name, pick, self.messages, can_store=can_store)
        return import_export.import_texts(content, self.checked(_sent_tree(data, files)), self.messages)

    def list_files(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return some of the course's files; see `course_media.list_files`."""
        return course_media.list_files(data, self.component.course_files, self.messages)

    def store_file(self, data: dict[str, Any], files: dict[str, File]) -> dict[str, Any]:
        """Store the file of a request among the course's files; see `course_media.store_file`."""
        if "file" not in files:
            raise EditorError(400, "bad-request", self.messages.no_file())
        return course_media.store_file(files["file"], data.get("kind"), self.component.course_files, self.messages)

    def store_media(self, files: dict[str, File], pick: str | None) -> dict[str, Any]:
        """Store the media of a file to import among the course's files; see `import_media.store_media`."""
        from . import import_media

        return import_media.store_media(self._read_media(files, pick), self.component.course_files, self.messages)

    def pack_media(self, files: dict[str, File], pick: str | None) -> tuple[str, str, bytes]:
        """Return the media of a file to import as a ZIP archive: its name, media type and content."""
        from . import import_media

        return "media.zip", "application/zip", import_media.pack_media(self._read_media(files, pick))

    def _read_media(self, files: dict[str, File], pick: str | None) -> tuple[Any, ...]:
        from . import import_media

        if "file" not in files:
            raise EditorError(400, "bad-request", self.messages.no_file())
        name, content = files["file"]
        return import_media.read_media(content, name, pick, self.messages)

    def export(self, tree: Any, format_: str) -> tuple[str, str, bytes]:
        """Return a tree as a file: its name, media type and content. Raises EditorError where it can't be given."""
        from . import import_export

        try:
            return import_export.export_tree(tree, self.read(tree), format_, self.messages)
        except trees.TreeError as error:
            raise self.no_tree(error) from None


def _sent_tree(data: dict[str, Any], files: dict[str, File]) -> Any:
    """Return the tree of a request: in its JSON, or as a part of the form by itself."""
    tree = data.get("tree")
    if tree is None and "tree" in files:
        tree = files["tree"][1]
    if not isinstance(tree, (str, bytes)):
        return tree
    try:
        return json.loads(tree)
    except (ValueError, RecursionError):
        return None
