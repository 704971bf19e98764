"""The last guard before a browser: every text an author wrote passes through nh3 on its way out."""

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape, unescape

import nh3

from .scenario import markup

_TAGS = frozenset((*markup.BLOCKS, *markup.MARKS))
_ATTRIBUTES = {tag: set(names) - {"href"} for tag, names in markup.ATTRIBUTES.items()} | {"a": {"href"}}
_SCHEMES = frozenset(scheme.rstrip(":") for scheme in markup.SCHEMES)

OWN_FILES = "/static/"
"""Where the address of a course's own file begins, as authors write it."""
_OWN_LINK = re.compile(rf'(<a [^>]*?href=")({OWN_FILES}[^"]*)(?=")')


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """Give the text as HTML that can be put into a page as it stands."""
    return nh3.clean(text, tags=set(_TAGS), attributes=_ATTRIBUTES, url_schemes=set(_SCHEMES), link_rel="noopener noreferrer")


def clean_or_none(text: str | None) -> str | None:
    """Clean a text, or give None for none."""
    return clean(text) if text else None


def told(text: str, address: Callable[[str], str]) -> str:
    """Clean a text that goes into a handler's JSON: its links to a course's own files get the `address` they are served at.

    Platforms rewrite such links in pages, not in JSON. The address may change with the file, so it is never part of what is remembered.
    """
    return with_own_files(clean(text), address)


def told_or_none(text: str | None, address: Callable[[str], str]) -> str | None:
    """Clean a text that is told, or give None for none."""
    return told(text, address) if text else None


def with_own_files(html: str, address: Callable[[str], str]) -> str:
    """Give cleaned or canonical HTML with the addresses of a course's own files as they are served."""
    if OWN_FILES not in html:
        return html
    return _OWN_LINK.sub(lambda found: found[1] + escape(address(unescape(found[2]))), html)
