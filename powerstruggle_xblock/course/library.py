"""The package's components as a content library, for courses of one's own.

Two forms. A ZIP is what Studio's libraries restore from (openedx-core, "backup and restore", since Ulmo): TOML beside
each component's XML. A tar.gz holds one `library.xml`, for the older libraries, which Verawood is the last release to
have. The same course gives the same bytes.
"""

import json
import zipfile
from pathlib import Path
from textwrap import dedent

from lxml import etree

from .archive import START, CourseBuilder, CourseError, to_xml, write_archive
from .outline import Item

LIBRARY = "library"
NAMESPACE = "xblock.v1"
COLLECTIONS = {"scenario": "Scenarios", "line": "Where would you stand?", "writing": "Reflection"}
"""The kinds of component that are ours, and the collection each goes into."""


def write_library(builder: CourseBuilder, target: Path) -> None:
    """Write the library in the form that the file's ending names. Raises CourseError."""
    if target.suffix == ".zip":
        _write_zip(target, build_files(builder))
    elif target.name.endswith((".tar.gz", ".tgz")):
        write_archive(
            target,
            {
                f"{LIBRARY}/library.xml": to_xml(_build_legacy_library(builder)),
                f"{LIBRARY}/policies/assets.json": b"{}\n",
            },
        )
    else:
        raise CourseError(
            f"a library is a .zip (Open edX Ulmo and later) or a .tar.gz (until Verawood); \"{target.name}\" is neither"
        )


def build_files(builder: CourseBuilder) -> dict[str, bytes]:
    """Return every file of the ZIP by its path. Raises CourseError."""
    made: dict[str, bytes] = {"package.toml": _build_package(builder)}
    members: dict[str, list[str]] = {kind: [] for kind in COLLECTIONS}
    for item in list_items(builder):
        block = builder.build_block(item, alone=True)
        # In a library the file's place says which component it is.
        del block.attrib["url_name"]
        key, folder = f"{NAMESPACE}:{block.tag}:{item.url_name}", f"entities/{NAMESPACE}/{block.tag}/{item.url_name}"
        made[f"{folder}.toml"] = _build_entity(key, block.get("display_name", item.name))
        made[f"{folder}/component_versions/v1/block.xml"] = to_xml(block)
        members[_collection_of(item)].append(key)
    for kind, keys in members.items():
        if keys:
            made[f"collections/{kind}.toml"] = _build_collection(kind, keys)
    return made


def list_items(builder: CourseBuilder) -> list[Item]:
    """Return what a library holds: the course without its readings and pages, and what comes back in it once."""
    items = (Item(item.kind, item.name) for item in builder.outline.items if _collection_of(item) in COLLECTIONS)
    return list(dict.fromkeys(items))


def _collection_of(item: Item) -> str:
    """Return the key of the collection that an item goes into: a drill is a scenario."""
    return "scenario" if item.kind == "drill" else item.kind


def _build_legacy_library(builder: CourseBuilder) -> etree._Element:
    root = etree.Element(
        LIBRARY,
        {
            "url_name": LIBRARY,
            "xblock-family": NAMESPACE,
            "display_name": builder.outline.title,
            "org": builder.org,
            LIBRARY: builder.outline.number,
        },
    )
    root.extend(builder.build_block(item, alone=True) for item in list_items(builder))
    return root


def _build_package(builder: CourseBuilder) -> bytes:
    return _toml(f"""
        [meta]
        format_version = 1
        created_at = {START}

        [learning_package]
        title = {_quoted(builder.outline.title)}
        key = {_quoted(f"lib:{builder.org}:{builder.outline.number}")}
        description = ""
        created = {START}
        updated = {START}
        """)


def _build_entity(key: str, title: str) -> bytes:
    return _toml(f"""
        [entity]
        can_stand_alone = true
        key = {_quoted(key)}
        created = {START}

        [entity.draft]
        version_num = 1

        [entity.published]
        version_num = 1

        [[version]]
        title = {_quoted(title)}
        version_num = 1
        """)


def _build_collection(kind: str, keys: list[str]) -> bytes:
    return _toml(f"""
        [collection]
        title = {_quoted(COLLECTIONS[kind])}
        key = {_quoted(kind)}
        description = ""
        created = {START}
        entities = [{", ".join(map(_quoted, keys))}]
        """)


def _toml(text: str) -> bytes:
    return dedent(text).lstrip().encode()


def _quoted(text: str) -> str:
    # A JSON string is a TOML string too.
    return json.dumps(text, ensure_ascii=False)


def _write_zip(target: Path, made: dict[str, bytes]) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(made):
            entry = zipfile.ZipInfo(path, date_time=(2026, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            packed.writestr(entry, made[path])
