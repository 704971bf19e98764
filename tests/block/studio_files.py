"""What Studio does with files of a component that is copied, pasted or brought from a library, as its sources do it.

cms/djangoapps/contentstore/helpers.py, asset_storage_handlers.py and tasks.py, openedx/core/lib/xblock_serializer.
"""

import re
from pathlib import PurePosixPath

from lxml import etree

_STATIC = re.compile(r"""(?P<quote>\\?['"])/static/(?P<path>.*?)(?P=quote)""")
_LINK = re.compile(r"""(?:href|src)=["'](?!#|data:)([^"']+)["']""")


def copied(block) -> str:
    """Return the OLX that goes into the clipboard (xblock_serializer/block_serializer.py, XBlockSerializer)."""
    node = etree.Element("root")
    block.add_xml_to_node(node)
    return etree.tostring(node, encoding="unicode", pretty_print=True)


def files_of(olx: str) -> set[str]:
    """Return the files that are copied along (xblock_serializer/utils.py, collect_assets_from_text)."""
    return {match["path"] for match in _STATIC.finditer(olx.replace("&quot;", '"'))}


def pasted(block, olx: str):
    """Return a component read from the clipboard, as of `block`'s kind and runtime (_import_xml_node_to_parent)."""
    return type(block).parse_xml(etree.fromstring(olx), block.runtime, block.scope_ids)


def new_addresses(paths, *, from_library: bool, usage="powerstruggle_scenario/talk") -> dict[str, str]:
    """Return what is replaced by what where the files are new in the course (_import_file_into_course)."""
    if from_library:
        return {f"static/{path}": f"static/components/{usage}/{path}" for path in paths}
    return {path: PurePosixPath(path).name for path in paths}


def rewrite(block, substitutions: dict[str, str]) -> None:
    """Replace names of files in a component's text (_rewrite_static_asset_references)."""
    if hasattr(block, "data"):
        text = block.data
        for old, new in substitutions.items():
            text = text.replace(old, new)
        block.data = text


def is_used_by(block, name: str) -> bool:
    """Return whether the page of a course's files lists the component under a file (_get_asset_usage_path)."""
    return f"/static/{name}" in getattr(block, "data", "")


def links_of(block) -> set[str]:
    """Return the addresses that the check of a course's links asks (tasks.py, _scan_course_for_links)."""
    return set(_LINK.findall(getattr(block, "data", "")))
