"""What the pages of all blocks share: the learner's shell, the words in it, and how a fault in it ends.

Templates are plain `string.Template` files: the pages are shells, their content comes from the handlers.
"""

import hashlib
import json
import logging
from functools import cache
from html import escape
from string import Template

from web_fragments.fragment import Fragment
from xblock.core import XBlock

from .. import resources

log = logging.getLogger(__name__)


@cache
def template(name: str) -> Template:
    """Give a page template of this package."""
    return Template(resources.package_file(f"presenter/templates/{name}").read_text(encoding="utf-8"))


def script_json(data) -> str:
    """Give JSON that can stand inside a <script> element whatever texts are in it."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def browser_key(value) -> str:
    """Give a short opaque key for the browser's own storage."""
    return hashlib.blake2b(str(value).encode(), digest_size=8).hexdigest()


class LearnerPageMixin:
    """The learner's page. `page` names the block's script, stylesheet, words and root class, `page_init` its one global function."""

    page = ""
    page_init = ""

    @XBlock.supports("multi_device")
    def student_view(self, context=None):
        """The learner's page. A fault here must not take the whole unit down, so it ends in a sentence."""
        try:
            return self._learner_page()
        except Exception:
            log.exception("the page of %s can't be shown", self.scope_ids.usage_id)
            sentence = escape(self.labels.unavailable())
            return Fragment(template("failed.html").substitute(title=escape(str(self.display_name)), sentence=sentence))

    def _learner_page(self) -> Fragment:
        words = self.page_words()
        fragment = Fragment(template("learner.html").substitute(
            page=self.page, title=escape(self.display_name or ""), loading=escape(words["loading"]),
            needs_script=escape(words["needs_script"]), words=script_json(words), staff=self.staff_door(),
        ))
        fragment.add_css_url(self.runtime.local_resource_url(self, f"public/{self.page}.css"))
        fragment.add_javascript_url(self.runtime.local_resource_url(self, f"public/{self.page}.js"))
        fragment.initialize_js(self.page_init, {
            "usage": browser_key(self.scope_ids.usage_id), "learner": browser_key(self.scope_ids.user_id),
        })
        return fragment

    def page_words(self) -> dict[str, str]:
        """Give the page's own words, translated."""
        return self.labels.page(self.page)

    def staff_door(self) -> str:
        """Give HTML that stands above the page for course staff, or ""."""
        return ""

    def styled(self, fragment: Fragment) -> Fragment:
        """Give the page's stylesheet along, where the platform has it."""
        if address := self.file_url(f"public/{self.page}.css"):
            fragment.add_css_url(address)
        return fragment
