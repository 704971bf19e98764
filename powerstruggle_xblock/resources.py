"""Where packaged files lie: the only module that knows.

`static/` and `scenarios/` are siblings of this package in a checkout and inside it once installed; `data_dir` finds
both. What browsers may fetch is `static/public` alone: scenarios, with their keys, are never under a served path.
"""

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

PUBLIC = "public"


def package_file(path: str) -> Traversable:
    """Return a file of the Python package itself, by its path from the package's folder, for example `words/editor.json`."""
    return files(__package__).joinpath(*path.split("/"))


def data_dir(name: str) -> Path:
    """Give the folder `static` or `scenarios`, wherever this installation keeps it."""
    packaged = Path(str(files(__package__))) / name
    return packaged if packaged.is_dir() else Path(__file__).resolve().parent.parent / name


# Absolute on purpose: both XBlock and the platform's static-files finder join it to the package's own folder.
RESOURCES_DIR = str(data_dir("static"))


def starter_scenarios() -> list[Path]:
    """Give the scenario files of the starter course, in their order there."""
    folder = data_dir("scenarios")
    order = [line.strip() for line in (folder / "ORDER").read_text(encoding="utf-8").splitlines() if line.strip()]
    return [folder / f"{name}.xml" for name in order]


@cache
def portraits() -> frozenset[str]:
    """Give the names of the portrait set."""
    return frozenset(name for name in _portrait_table() if name != "moods")


@cache
def _portrait_table() -> dict:
    return tomllib.loads(files(__package__).joinpath("portraits.toml").read_text(encoding="utf-8"))


def portrait_file(portrait: str | None, mood: str) -> str | None:
    """Give the path of a portrait below the served folder, or None where the set has no such one.

    Asking for a file that is not there would be an error in a platform's hashed static storage.
    """
    if portrait in portraits() and mood in _portrait_table()["moods"]:
        return f"{PUBLIC}/portraits/{portrait}-{mood}.svg"
    return None
