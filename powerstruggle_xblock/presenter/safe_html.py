"""Sanitize authors' texts with nh3 before they are sent to a browser."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape, unescape

import nh3

from ..notation import markup

_TAGS = frozenset((*markup.BLOCKS, *markup.MARKS))
_ATTRIBUTES = {tag: set(names) - {"href"} for tag, names in markup.ATTRIBUTES.items()} | {"a": {"href"}}
_SCHEMES = frozenset(scheme.rstrip(":") for scheme in markup.SCHEMES)

STATIC_PREFIX = "/static/"
"""The beginning of a link to a course's own file, as authors write it."""
_OWN_LINK = re.compile(rf'(<a [^>]*?href=")({STATIC_PREFIX}[^"]*)(?=")')


@lru_cache(maxsize=8192)
def sanitize_html(text: str) -> str:
    """Return the text as HTML that is safe in any page; links that the notation refuses lose their address.

    nh3 alone lets through addresses without a scheme, and some of those, "//host" among them, lead to another site.
    """
    return nh3.clean(
        text,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_filter_link,
        url_schemes=set(_SCHEMES),
        link_rel="noopener noreferrer",
    )


def _filter_link(_tag: str, name: str, value: str) -> str | None:
    return value if name != "href" or markup.is_safe_link(value) else None


def sanitize_optional_html(text: str | None) -> str | None:
    """Return the text as safe HTML, or None for None or ""."""
    return sanitize_html(text) if text else None


def render_html(text: str, address: Callable[[str], str]) -> str:
    """Return the text as safe HTML for a handler's JSON, with links to a course's own files as they are served.

    Platforms rewrite such links in pages, but not in JSON. `address` returns the URL of a file. A URL may change with
    the file, so it is not cached.
    """
    return rewrite_static_links(sanitize_html(text), address)


def render_optional_html(text: str | None, address: Callable[[str], str]) -> str | None:
    """Return the text as `render_html` does, or None for None or ""."""
    return render_html(text, address) if text else None


def render_in_paragraphs(texts: Iterable[str], address: Callable[[str], str]) -> str:
    """Return texts as `render_html` does, those after the first as paragraphs of their own; "" is left out."""
    first, *others = [render_html(text, address) for text in texts if text] or [""]
    return first + "".join(other if _begins_with_block(other) else f"<p>{other}</p>" for other in others)


def _begins_with_block(html: str) -> bool:
    return html.startswith(("<p>", "<ul>", "<ol>"))


def rewrite_static_links(html: str, address: Callable[[str], str]) -> str:
    """Return sanitized or canonical HTML with links to a course's own files as they are served."""
    if STATIC_PREFIX not in html:
        return html
    return _OWN_LINK.sub(lambda found: found[1] + escape(address(unescape(found[2]))), html)
