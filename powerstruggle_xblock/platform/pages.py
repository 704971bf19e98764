"""The pages of a component: the learner's shell, the visitor's and the author's card, and the editor's shell.

The pages are shells: their content comes from the handlers. A fault in a page must not take the whole unit down, so it
is logged and ends in a sentence.
"""

import hashlib
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from web_fragments.fragment import Fragment

from ..authoring import author_card, persistence
from ..authoring.messages import AuthorMessages
from ..templating import render, script_json

if TYPE_CHECKING:
    from .component import ComponentBlock

log = logging.getLogger(__name__)

MAX_MESSAGES = 20
"""Issues that Studio's own messages show."""


def browser_key(value: object) -> str:
    """Return a short opaque key for the browser's own storage."""
    return hashlib.blake2b(str(value).encode(), digest_size=8).hexdigest()


def build_fragment(html: Markup) -> Fragment:
    """Return a fragment of plain text: what a platform adds to a Markup would be escaped."""
    return Fragment(str(html))


class ComponentPages:
    """Builds the pages of one component.

    `page` names the component's words, script and stylesheet (`words/PAGE.json`, `public/PAGE.js`, `public/PAGE.css`)
    and the class of its root element; `page_init` is the script's global function, and `search_type` what search calls
    the component.
    """

    page: str
    page_init: str
    search_type: str

    def __init__(self, block: "ComponentBlock") -> None:
        self.block = block

    # --- what a component gives ---------------------------------------------------------------------------------------

    def card(self) -> Markup:
        """Return what the component is about, for visitors and authors."""
        raise NotImplementedError

    def sign_in_sentence(self) -> str:
        """Return what a visitor has to do to take part."""
        raise NotImplementedError

    def app_data(self) -> dict[str, Any]:
        """Return what mobile apps may know of every learner's component."""
        raise NotImplementedError

    def search_texts(self) -> dict[str, str]:
        """Return what search may find besides the title, in plain text."""
        raise NotImplementedError

    def author_sentences(self) -> list[str]:
        """Return what an author is told on the card: who sees what is answered, and what has to be mended."""
        draft = self.draft_sentences()
        if not draft and not (self.block.content or "").strip():
            return [self.block.labels.nothing_here()]
        return [*draft, *self.privacy_sentences(), *self.issue_sentences()]

    def privacy_sentences(self) -> list[str]:
        """Return who sees what is answered; nothing where the text can't be read."""
        raise NotImplementedError

    def page_words(self) -> dict[str, str]:
        """Return the learner's page's own words, translated."""
        return self.block.labels.page(self.page)

    def page_files(self) -> tuple[str, str]:
        """Return the name of the learner's page's script and stylesheet, and the script's global function."""
        return self.page, self.page_init

    def editor_words(self) -> dict[str, str]:
        """Return the editor's words, translated."""
        labels, page = self.block.labels, self.block.editor_class.page
        return labels.page("editor") if page == "editor" else {**labels.page("editor"), **labels.page(page)}

    def staff_link(self) -> Markup:
        """Return HTML that stands above the learner's page for course staff, or "" for everybody else.

        It says where a draft is saved that learners don't get; they get not one byte of it.
        """
        block = self.block
        if not block.is_staff_or_author:
            return Markup()
        sentence = author_card.draft_sentence(block, AuthorMessages(block.labels))
        return render("presenter/templates/draft_line.html", sentence=sentence) if sentence else Markup()

    def draft_sentences(self) -> list[str]:
        """Return the sentence that a draft is saved, for authors; nothing where there is none."""
        sentence = author_card.draft_sentence(self.block, AuthorMessages(self.block.labels))
        return [sentence] if sentence else []

    # --- pages --------------------------------------------------------------------------------------------------------

    def learner_page(self) -> Fragment:
        """Return the learner's page."""
        return self._or_sentence(self._learner_page, self.block.labels.unavailable)

    def _learner_page(self) -> Fragment:
        block, words = self.block, self.page_words()
        files, start = self.page_files()
        fragment = build_fragment(
            render(
                "presenter/templates/learner.html",
                page=self.page,
                title=block.display_name or "",
                words=words,
                words_json=script_json(words),
                staff_link=self.staff_link(),
            )
        )
        fragment.add_css_url(block.runtime.local_resource_url(block, f"public/{files}.css"))
        fragment.add_javascript_url(block.runtime.local_resource_url(block, f"public/{files}.js"))
        fragment.initialize_js(
            start,
            {
                "usage": browser_key(block.scope_ids.usage_id),
                "learner": browser_key(block.scope_ids.user_id),
            },
        )
        return fragment

    def public_card(self) -> Fragment:
        """Return the card for visitors: what the component is about, nothing to do."""
        return self._styled(
            render(
                "presenter/templates/public.html",
                page=self.page,
                title=self.block.display_name or "",
                card=self.card(),
                sign_in=self.sign_in_sentence(),
            )
        )

    def author_card(self) -> Fragment:
        """Return Studio's card: what the component holds, who sees what, and what has to be mended."""
        return self._or_sentence(self._author_card, AuthorMessages(self.block.labels).failed)

    def _author_card(self) -> Fragment:
        return self._styled(
            render(
                "presenter/templates/card.html",
                page=self.page,
                title=self.block.display_name or "",
                card=self.card(),
                sentences=self.author_sentences(),
            )
        )

    def editor_page(self) -> Fragment:
        """Return the editor's shell."""
        block, editor = self.block, self.block.editor_class
        messages = AuthorMessages(block.labels)
        fragment = build_fragment(
            render(
                "presenter/templates/editor.html",
                title=block.display_name or "",
                loading=messages.opening(),
                needs_script=messages.needs_script(),
                words_json=script_json(self.editor_words()),
            )
        )
        self._add_files(fragment, editor.page)
        fragment.initialize_js(
            editor.page_init,
            {
                "usage": browser_key(block.scope_ids.usage_id),
                "author": browser_key(block.scope_ids.user_id),
            },
        )
        return fragment

    def issue_sentences(self) -> list[str]:
        """Return the first findings about what an author works on: the draft where there is one, else the text."""
        block = self.block
        text = block.draft if persistence.has_draft(block) else block.content or ""
        return author_card.check_cached(text, block.notation).sentences(block.labels.translate)[:MAX_MESSAGES]

    def _or_sentence(self, build: Callable[[], Fragment], sentence: Callable[[], str]) -> Fragment:
        try:
            return build()
        except Exception:
            log.exception("a page of %s can't be shown", self.block.scope_ids.usage_id)
            return build_fragment(
                render("presenter/templates/failed.html", title=str(self.block.display_name), sentence=sentence())
            )

    def _styled(self, html: Markup) -> Fragment:
        fragment = build_fragment(html)
        if address := self.block.file_url(f"public/{self.page}.css"):
            fragment.add_css_url(address)
        return fragment

    def _add_files(self, fragment: Fragment, page: str) -> bool:
        """Add a page's stylesheet and script where the platform has them; return whether it has the script."""
        if address := self.block.file_url(f"public/{page}.css"):
            fragment.add_css_url(address)
        script = self.block.file_url(f"public/{page}.js")
        if script:
            fragment.add_javascript_url(script)
        return script is not None
