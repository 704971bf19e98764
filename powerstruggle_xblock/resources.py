"""Paths of the package's files that several rooms need: pages' words, portraits, starter scenarios, what is served.

`static/` and `scenarios/` are siblings of this package in a checkout and inside it once installed; `data_dir` finds
both. What browsers may fetch is `static/public` alone: scenarios, with their keys, are never under a served path.
"""

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

PACKAGE = "powerstruggle_xblock"
PUBLIC = "public"


def package_file(path: str) -> Traversable:
    """Return a file of the Python package by its path from the package's folder, for example `words/editor.json`."""
    return files(PACKAGE).joinpath(*path.split("/"))


def data_dir(name: str) -> Path:
    """Return the folder `static` or `scenarios`, wherever this installation keeps it."""
    packaged = Path(str(files(PACKAGE))) / name
    return packaged if packaged.is_dir() else Path(__file__).resolve().parent.parent / name


# Absolute on purpose: both XBlock and the platform's static-files finder join it to the package's own folder.
RESOURCES_DIR = str(data_dir("static"))


def starter_scenarios() -> list[Path]:
    """Return the scenario files of the starter course, in their order there."""
    folder = data_dir("scenarios")
    order = [line.strip() for line in (folder / "ORDER").read_text(encoding="utf-8").splitlines() if line.strip()]
    return [folder / f"{name}.xml" for name in order]


def starter_drills() -> list[Path]:
    """Return the files of the starter course's drills."""
    return [data_dir("scenarios") / "the-drill.xml"]


@cache
def portraits() -> frozenset[str]:
    """Return the names of the portrait set."""
    return frozenset(name for name in _portrait_table() if name != "moods")


@cache
def _portrait_table() -> dict[str, Any]:
    return tomllib.loads(files(PACKAGE).joinpath("portraits.toml").read_text(encoding="utf-8"))


def portrait_file(portrait: str | None, mood: str) -> str | None:
    """Return the path of a portrait below the served folder, or None where the set has no such one.

    A platform's hashed static storage raises an error for a file that is not there.
    """
    if portrait in portraits() and mood in _portrait_table()["moods"]:
        return _portrait_path(portrait, mood)
    return None


def portrait_files(mood: str) -> dict[str, str]:
    """Return the path of every portrait of the set in one mood, by name, sorted by name."""
    return {portrait: _portrait_path(portrait, mood) for portrait in sorted(portraits())}


def _portrait_path(portrait: str | None, mood: str) -> str:
    return f"{PUBLIC}/portraits/{portrait}-{mood}.svg"
