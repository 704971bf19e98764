"""Find who made a published page and under which licence, by its head."""

import html
import re

MAX_HEAD_LENGTH = 100_000
"""Characters of a page that are searched for its author and licence."""
_META = re.compile(
    r"<meta\s[^<>]{0,300}?\bname=[\"']?(?:author|copyright|license|licence|rights|dc(?:terms)?\.(?:creator|rights|license))"
    r"[\"']?(?=[\s/>])[^<>]{0,1000}>", re.I)
_CONTENT = re.compile(r"\scontent=(?:\"([^\"<>]{1,1000})\"|'([^'<>]{1,1000})')", re.I)
_LICENSE_LINK = re.compile(
    r"<(?:link|a)\s[^<>]{0,300}?\brel=[\"']?license[\"']?(?=[\s/>])[^<>]{0,1000}>", re.I)
_HREF = re.compile(r"\shref=[\"']?(https?://[^\s\"'<>]{1,500})", re.I)


def find_page_credits(head: str) -> list[str]:
    """Return author, rights and licence that the head of a published page names."""
    head = head[:MAX_HEAD_LENGTH]
    found = [hit[1] or hit[2] for tag in _META.finditer(head) if (hit := _CONTENT.search(tag[0]))]
    found += [hit[1] for tag in _LICENSE_LINK.finditer(head) if (hit := _HREF.search(tag[0]))]
    return list(dict.fromkeys(" ".join(html.unescape(words).split()) for words in found))
