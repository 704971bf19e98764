"""The last guard before a browser: every text an author wrote passes through nh3 on its way out."""

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape, unescape

import nh3

from ..notation import markup

_TAGS = frozenset((*markup.BLOCKS, *markup.MARKS))
_ATTRIBUTES = {tag: set(names) - {"href"} for tag, names in markup.ATTRIBUTES.items()} | {"a": {"href"}}
_SCHEMES = frozenset(scheme.rstrip(":") for scheme in markup.SCHEMES)

STATIC_PREFIX = "/static/"
"""Where the address of a course's own file begins, as authors write it."""
_OWN_LINK = re.compile(rf'(<a [^>]*?href=")({STATIC_PREFIX}[^"]*)(?=")')


@lru_cache(maxsize=8192)
def sanitize_html(text: str) -> str:
    """Give the text as HTML that can be put into a page as it stands."""
    return nh3.clean(text, tags=set(_TAGS), attributes=_ATTRIBUTES, url_schemes=set(_SCHEMES), link_rel="noopener noreferrer")


def sanitize_optional_html(text: str | None) -> str | None:
    """Clean a text, or give None for none."""
    return sanitize_html(text) if text else None


def render_html(text: str, address: Callable[[str], str]) -> str:
    """Clean a text that goes into a handler's JSON: its links to a course's own files get the `address` they are served at.

    Platforms rewrite such links in pages, not in JSON. The address may change with the file, so it is never part of what is remembered.
    """
    return rewrite_static_links(sanitize_html(text), address)


def render_optional_html(text: str | None, address: Callable[[str], str]) -> str | None:
    """Clean a text that is told, or give None for none."""
    return render_html(text, address) if text else None


def rewrite_static_links(html: str, address: Callable[[str], str]) -> str:
    """Give cleaned or canonical HTML with the addresses of a course's own files as they are served."""
    if STATIC_PREFIX not in html:
        return html
    return _OWN_LINK.sub(lambda found: found[1] + escape(address(unescape(found[2]))), html)
