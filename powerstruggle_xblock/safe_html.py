"""The last guard before a browser: every text an author wrote passes through nh3 on its way out."""

from functools import lru_cache

import nh3

from .scenario import markup

_TAGS = frozenset((*markup.BLOCKS, *markup.MARKS))
_ATTRIBUTES = {tag: set(names) - {"href"} for tag, names in markup.ATTRIBUTES.items()} | {"a": {"href"}}
_SCHEMES = frozenset(scheme.rstrip(":") for scheme in markup.SCHEMES)


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """Give the text as HTML that can be put into a page as it stands."""
    return nh3.clean(text, tags=set(_TAGS), attributes=_ATTRIBUTES, url_schemes=set(_SCHEMES), link_rel="noopener noreferrer")


def clean_or_none(text: str | None) -> str | None:
    """Clean a text, or give None for none."""
    return clean(text) if text else None
