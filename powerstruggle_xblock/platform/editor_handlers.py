"""The editor's handlers. Each answers authors alone, and a refusal leaves everything as it was."""

from dataclasses import replace

from ..authoring import checking, editor_catalog, persistence, template_catalog
from ..authoring import tree as trees
from ..authoring.messages import AuthorMessages
from ..scenario.diff import diff_scenarios
from ..scenario.edit_impact import assess_edit
from . import preview
from .author_requests import author_handler, file_response, parse_text
from .handlers import HandlerError

try:
    from django.conf import settings
except ImportError:
    settings = None

USUAL_BODY_BYTES = 2_621_440
"""Django's own DATA_UPLOAD_MAX_MEMORY_SIZE."""


class EditorMixin:
    """Handlers of `powerstruggle_scenario` for its editor; the contract is in docs/decisions/0011."""

    @property
    def author_sentences(self) -> AuthorMessages:
        """What is said to authors, in their language."""
        return AuthorMessages(self.labels)

    @author_handler
    def editor_load(self, data, files):
        """Give everything the editor begins with."""
        # Learners' servers never need the importers.
        from ..authoring import import_export
        tree = persistence.load(self)
        said = self.author_sentences
        return {
            "tree": tree,
            "base": persistence.base(self),
            "empty": not (self.content or "").strip(),
            **checking.check(tree).as_json(said.translate),
            "catalogue": editor_catalog.editor_catalog(said, self.file_url),
            "templates": template_catalog.list_templates(said.gettext),
            "imports": import_export.list_imports(said),
            "exports": import_export.list_exports(said),
            "limits": {"save_bytes": persistence.MOST_BYTES, "body_bytes": _body_bytes()},
            "languages": {"author": self.language},
            "player": {
                "js": self.file_url("public/scenario.js"), "css": self.file_url("public/scenario.css"), "words": self.labels.page(),
            },
            "agency": {"support": str(self.site_settings().get("support") or "")},
            "asset_url": None,
        }

    @author_handler
    def editor_check(self, data, files):
        """Review a tree: {"tree"}."""
        return self._checked(data).as_json(self.author_sentences.translate)

    @author_handler
    def editor_save(self, data, files):
        """Store a tree: {"tree", "base"}."""
        said = self.author_sentences
        base = parse_text(data, "base", said)
        checked = self._checked(data)
        if checked.has_errors or checked.scenario is None:
            answer = checked.as_json(said.translate)
            count = sum(problem["severity"] == "error" for problem in answer["problems"])
            raise HandlerError(422, "errors", said.has_errors(count), more=answer)
        size = len(persistence.stored_text(checked.scenario).encode())
        if size > persistence.MOST_BYTES:
            raise HandlerError(
                413, "too-large", said.too_large_to_keep(size / persistence.MEGABYTE, persistence.MOST_BYTES / persistence.MEGABYTE)
            )
        if base != persistence.base(self) and not persistence.is_stored(self, checked.scenario):
            raise HandlerError(409, "conflict", said.somebody_saved(), more={
                **self._compared(checked.scenario), "tree": persistence.load(self), "base": persistence.base(self)})
        persistence.store(self, checked.scenario)
        return {"base": persistence.base(self), **checked.as_json(said.translate)}

    @author_handler
    def editor_play(self, data, files):
        """Let a learner's handler answer, on the tree and with a state that come along: {"tree", "from", "kept", "handler", "body"}."""
        said = self.author_sentences
        handler = data.get("handler")
        if handler not in preview.HANDLERS:
            raise HandlerError(400, "bad-request", said.not_understood())
        reading = self._of_tree(checking.read, data)
        try:
            begun = reading.scenario and preview.scenario_starting_at(reading.scenario, data.get("from"))
        except preview.NoSuchStart as missing:
            raise HandlerError(400, "no-such-beginning", said.no_such_beginning(str(missing))) from None
        return preview.preview_request(self, replace(reading, model=begun), handler, data.get("body"), data.get("kept"))

    @author_handler
    def editor_template(self, data, files):
        """Give a tree to begin from: {"id"}."""
        said = self.author_sentences
        tree = template_catalog.template_tree(parse_text(data, "id", said))
        if tree is None:
            raise HandlerError(404, "no-such-template", said.no_such_template())
        return {"tree": tree}

    @author_handler
    def editor_compare(self, data, files):
        """Say how a tree differs from what is stored, and what that means for learners: {"tree"}."""
        scenario = self._of_tree(checking.read, data).scenario
        if scenario is None:
            raise HandlerError(422, "errors", self.author_sentences.mend_first())
        return self._compared(scenario)

    @author_handler
    def editor_import(self, data, files):
        """Read a file of another kind: parts `file`, perhaps `pick`; for a spreadsheet of texts the present `tree` as well."""
        # Learners' servers never need the importers.
        from ..authoring import import_export
        said = self.author_sentences
        pick = parse_text(data, "pick", said, optional=True)
        if "file" not in files:
            raise HandlerError(400, "bad-request", said.no_file())
        name, content = files["file"]
        if not import_export.is_spreadsheet(content):
            return import_export.import_for_editor(content, name, pick, said)
        return import_export.import_texts(content, self._checked({"tree": import_export.tree_in(data, files)}), said)

    @author_handler
    def editor_export(self, data, files):
        """Give the tree as a file: {"tree", "format"}."""
        from ..authoring import import_export
        said = self.author_sentences
        format_ = parse_text(data, "format", said)
        return file_response(*self._of_tree(lambda tree: import_export.export_tree(tree, format_, said), data))

    def _compared(self, scenario) -> dict:
        stored, said = checking.read(persistence.load(self)).scenario, self.author_sentences
        if stored is None:
            return {"changes": [said.nothing_to_compare()], "learners": []}
        return {"changes": [said.translate(change.message) for change in diff_scenarios(stored, scenario)],
                "learners": [said.translate(sentence) for sentence in assess_edit(stored, scenario).messages]}

    def _checked(self, data: dict) -> checking.Checked:
        return self._of_tree(checking.check, data)

    def _of_tree(self, ask, data: dict):
        try:
            return ask(data.get("tree"))
        except trees.TreeError as error:
            raise HandlerError(400, "bad-tree", self.author_sentences.no_tree(error.sentence), more={"at": list(error.place)}) from None


def _body_bytes() -> int | None:
    """Give how large a request without file parts may be here; None for no limit."""
    if settings is None or not settings.configured:
        return USUAL_BODY_BYTES
    return getattr(settings, "DATA_UPLOAD_MAX_MEMORY_SIZE", USUAL_BODY_BYTES)
