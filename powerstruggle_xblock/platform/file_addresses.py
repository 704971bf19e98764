"""Addresses of files in a component's text, where Studio rewrites them for a copy.

Studio puts the files of a copied component among the files of the course that it goes to, and replaces their names in
the attribute `data` of the copy (cms/djangoapps/contentstore/helpers.py, _rewrite_static_asset_references).
"""

import re
from pathlib import PurePosixPath

_ADDRESS = re.compile(r'(?<=")/static/[^"]*(?=")')


def keep_folders(before: str, after: str) -> str:
    """Return the rewritten text `after` with addresses that lost nothing but their folders as they were `before`.

    Between courses Studio stores a file under its whole path and yet replaces the path by the bare name
    (_import_file_into_course): such an address would lead nowhere. A text that differs in more than addresses is
    returned as it is.
    """
    old = _ADDRESS.findall(before)
    if _ADDRESS.sub("", before) != _ADDRESS.sub("", after) or len(old) != len(_ADDRESS.findall(after)):
        return after
    addresses = iter(old)

    def choose(match: re.Match[str]) -> str:
        kept = next(addresses)
        return kept if match[0] == f"/static/{PurePosixPath(kept).name}" else match[0]

    return _ADDRESS.sub(choose, after)
