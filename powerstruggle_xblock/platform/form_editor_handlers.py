"""The form editor of the smaller components: load, check and save a tree, begin from a ready-made set, say what differs.

The contract is the scenario editor's (docs/decisions/0011) without play, import and export. A component says what it is edited as
in a `SmallForm`; problems come from its own notation, the reader that learners' pages use, and nothing else.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any, Protocol

from lxml import etree
from web_fragments.fragment import Fragment

from ..authoring import tree as trees
from ..authoring.messages import AuthorMessages
from ..notation import serializer
from ..notation.issues import ERROR, Issue, sort_issues
from .author_requests import author_handler, parse_text
from .handlers import HandlerError
from .learner_page import browser_key, script_json, template

MOST_BYTES = 256 * 1024
"""Of a stored text. A component of this kind has a page or two of words."""
MOST_CHANGES = 40
MOST_SAID = 80


class ParsedNotation(Protocol):
    """What a notation's `read_element` gives."""

    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class FormEditorSpec:
    """How a component is edited: its notation, the reader (root element, element -> line) -> Reading, the fields that stand as
    attributes of the root, the words and the files of its page (`words/NAME.json`, `public/NAME.js`), the global function that opens
    it, and the ready-made sets: (id, title, text).
    """

    language: trees.TreeNotation
    read_element: Callable[[Any, dict], ParsedNotation]
    settings: tuple[str, ...]
    view: str
    init: str
    sets: Callable[[], list[tuple[str, str, str]]]


class FormEditorMixin:
    """`studio_view` and its handlers; the block gives `small_form` and `stored_text`, and has a field `content`."""

    small_form: FormEditorSpec

    def studio_view(self, context=None):
        """The editor: a shell whose content comes from the handlers."""
        form, said = self.small_form, AuthorMessages(self.labels)
        fragment = Fragment(template("editor.html").substitute(
            title=escape(self.display_name or ""), loading=escape(said.opening()), needs_script=escape(said.needs_script()),
            words=script_json({**self.labels.page("editor"), **self.labels.page(form.view)}),
        ))
        if address := self.file_url(f"public/{form.view}.css"):
            fragment.add_css_url(address)
        if address := self.file_url(f"public/{form.view}.js"):
            fragment.add_javascript_url(address)
        fragment.initialize_js(form.init, {"usage": browser_key(self.scope_ids.usage_id), "author": browser_key(self.scope_ids.user_id)})
        return fragment

    @author_handler
    def editor_load(self, data, files):
        """Give everything the editor begins with."""
        tree = _load(self)
        return {
            "tree": tree, "base": _base(self), "empty": not (self.content or "").strip(), **self._editor_checked(tree)[1],
            "templates": [{"id": id_, "title": self.labels.gettext(title), "about": ""} for id_, title, _ in self.small_form.sets()],
            "limits": {"save_bytes": MOST_BYTES, "body_bytes": None},
            # By this other components of the course name this one.
            "block_id": str(getattr(self.scope_ids.usage_id, "block_id", self.scope_ids.usage_id)),
        }

    @author_handler
    def editor_check(self, data, files):
        """Check a tree: {"tree"}."""
        return self._editor_checked(data.get("tree"))[1]

    @author_handler
    def editor_save(self, data, files):
        """Store a tree: {"tree", "base"}; refused with errors, when too large, and where somebody else saved meanwhile."""
        said = AuthorMessages(self.labels)
        base = parse_text(data, "base", said)
        root, checked = self._editor_checked(data.get("tree"))
        errors = sum(problem["severity"] == ERROR for problem in checked["problems"])
        if errors:
            raise HandlerError(422, "errors", said.has_errors(errors), more=checked)
        text = self.stored_text(etree.tostring(root, encoding="unicode"))
        if len(text.encode()) > MOST_BYTES:
            raise HandlerError(413, "too-large", said.too_large_to_keep(len(text.encode()) / 1024 / 1024, MOST_BYTES / 1024 / 1024))
        if base != _base(self):
            stored = _load(self)
            if _flat(stored) != _flat(data["tree"]):
                sentence = self.labels.gettext(
                    "Somebody else has saved this component since you opened it. Nothing of theirs was overwritten, and nothing of "
                    "yours is lost.")
                raise HandlerError(409, "conflict", sentence, more={
                    "changes": self._editor_changes(stored, data["tree"]), "learners": [], "tree": stored, "base": _base(self)})
        self._editor_store(root, text)
        return {"base": _base(self), **checked}

    @author_handler
    def editor_template(self, data, files):
        """Give a ready-made set as a tree: {"id"}."""
        said = AuthorMessages(self.labels)
        wanted = parse_text(data, "id", said)
        for id_, _, text in self.small_form.sets():
            if id_ == wanted:
                return {"tree": trees.from_text(text, self.small_form.language)}
        raise HandlerError(404, "no-such-template", said.no_such_template())

    @author_handler
    def editor_compare(self, data, files):
        """Say how a tree differs from what is stored: {"tree"}."""
        self._editor_checked(data.get("tree"))
        return {"changes": self._editor_changes(_load(self), data["tree"]), "learners": []}

    def _editor_checked(self, tree) -> tuple[Any, dict]:
        """Give the tree's root element and the answer of a check. Refuses what is no tree."""
        form, said = self.small_form, AuthorMessages(self.labels)
        try:
            document = trees.to_document(tree, form.language)
        except trees.TreeError as error:
            raise HandlerError(400, "bad-tree", said.no_tree(error.sentence), more={"at": list(error.place)}) from None
        slips = [(slip.place, Issue(ERROR, slip.code, slip.message, field=slip.field)) for slip in document.slips]
        reading = form.read_element(document.root, document.numbers)
        read = [(document.place(problem.line), problem) for problem in sort_issues(reading.issues)]
        return document.root, {"figures": None, "version": None, "problems": [
            {"severity": problem.severity, "code": problem.code, "message": said.translate(problem.message),
             "at": None if place is None else list(place), "field": problem.field}
            for place, problem in (*slips, *read)]}

    def _editor_store(self, root, text: str) -> None:
        self.content = text
        if self.unreadable_settings:
            self.unreadable_settings = {}
        for name in self.small_form.settings:
            value, field = root.get(name), self.fields[name]
            if value:
                setattr(self, name, field.from_json(field.from_string(value)))
            elif field.is_set_on(self):
                field.delete_from(self)

    def _editor_changes(self, old: dict, new: dict) -> list[str]:
        """Say what differs, text by text, the longest list cut."""
        gettext, before, after = self.labels.gettext, _flat(old), _flat(new)
        said = []
        for place in {**before, **after}:
            if before.get(place) == after.get(place):
                continue
            sentence = gettext("{where}: \"{old}\" becomes \"{new}\"") if place in before and place in after else \
                gettext("{where}: \"{new}\" is added") if place in after else gettext("{where}: \"{old}\" is taken out")
            said.append(sentence.format(where=place, old=before.get(place, "")[:MOST_SAID], new=after.get(place, "")[:MOST_SAID]))
        return said[:MOST_CHANGES]


def _load(block) -> dict:
    """Give what is stored as a tree; settings are attributes of its root, as in a file."""
    tree = trees.from_text(block.content or "", block.small_form.language)
    names = block.small_form.settings
    others = {name: value for name, value in tree["attrs"].items() if name not in names}
    return {**tree, "attrs": {**_settings(block), **others}}


def _settings(block) -> dict[str, str]:
    values = {name: getattr(block, name) for name in block.small_form.settings if block.fields[name].is_set_on(block)}
    written = {name: serializer.format_number(value) if isinstance(value, float) else str(value)
               for name, value in values.items() if value is not None}
    return {**written, **{name: value for name, value in block.unreadable_settings.items() if name in block.small_form.settings}}


def _base(block) -> str:
    """Give a hash of all that is stored, by which a later save tells whether somebody else saved meanwhile."""
    stored = json.dumps([block.content or "", _settings(block)], sort_keys=True)
    return hashlib.blake2b(stored.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _flat(node: dict, way: str = "") -> dict[str, str]:
    """Give every attribute and text of a tree by its way from the root: ids where there are any, else kind and number."""
    found = {f"{way}{name}": value for name, value in node.get("attrs", {}).items() if value}
    if node.get("text"):
        found[way.rstrip(" /") or node["tag"]] = node["text"]
    seen: dict[str, int] = {}
    for child in node.get("nodes") or ():
        name = (child.get("attrs") or {}).get("id") or child["tag"]
        seen[name] = seen.get(name, 0) + 1
        number = f" {seen[name]}" if seen[name] > 1 else ""
        found |= _flat(child, f"{way}{name}{number} / ")
    return found
