"""Distributions built once a run from a copy of the checkout, and venvs they are installed into.

Nothing is downloaded.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent.parent
LEFT_OUT = shutil.ignore_patterns(".*", "node_modules", "__pycache__", "*.egg-info", "build", "dist")
STRAY = (
    "tests/stray.py",
    "frontend/node_modules/stray.js",
    ".venv/stray.py",
    "scenarios/draft.docx",
    "static/notes.txt",
    "powerstruggle_xblock/notes.txt",
    "static/public/.DS_Store",
)


def run(*command, cwd: Path) -> str:
    """Run a command to its good end and give what it printed."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    }
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def source(tmp_path_factory) -> Path:
    """Return a copy of the checkout, with things lying about that must not be shipped."""
    copy = tmp_path_factory.mktemp("source") / "checkout"
    shutil.copytree(CHECKOUT, copy, ignore=LEFT_OUT)
    for name in STRAY:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text("stray", encoding="utf-8")
    return copy


@pytest.fixture(scope="session")
def sdist(source, tmp_path_factory) -> Path:
    """Return the source distribution."""
    out = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", out, source, cwd=out)
    return next(out.glob("*.tar.gz"))


@pytest.fixture(scope="session")
def wheel(source, tmp_path_factory) -> Path:
    """Return the wheel built from the checkout."""
    return _wheel(source, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def wheel_of_sdist(sdist, tmp_path_factory) -> Path:
    """Return the wheel built from the source distribution."""
    unpacked = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(unpacked)
    return _wheel(next(unpacked.iterdir()), tmp_path_factory.mktemp("wheel-of-sdist"))


def _wheel(source: Path, out: Path) -> Path:
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, source, cwd=out)
    return next(out.glob("*.whl"))


@dataclass(frozen=True)
class Installed:
    """A venv with the package in it; what it needs comes from the venv the tests run in."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    def says(self, code: str):
        """Run Python code, away from any checkout, and give the JSON it prints."""
        return json.loads(run(self.python, "-c", code, cwd=self.folder))

    def command(self, *arguments) -> str:
        """Run the `powerstruggle` command and give what it prints."""
        return run(self.folder / "bin" / "powerstruggle", *arguments, cwd=self.folder)


@pytest.fixture(scope="session", params=["wheel", "wheel of the sdist", "editable", "strict editable"])
def installed(request, tmp_path_factory) -> Installed:
    """Return the package installed in each of the ways people install it."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=False, symlinks=True)
    made = Installed(folder)
    library = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    (library / "of-the-tests.pth").write_text(
        f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n", encoding="utf-8"
    )
    install = (
        made.python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-build-isolation",
        "--disable-pip-version-check",
        "--ignore-installed",
    )
    match request.param:
        case "wheel":
            run(*install, request.getfixturevalue("wheel"), cwd=folder)
        case "wheel of the sdist":
            run(*install, request.getfixturevalue("wheel_of_sdist"), cwd=folder)
        case how:
            checkout = folder / "checkout"
            shutil.copytree(request.getfixturevalue("source"), checkout, ignore=LEFT_OUT)
            strict = ("--config-settings", "editable_mode=strict") if how.startswith("strict") else ()
            run(*install, *strict, "--editable", checkout, cwd=folder)
    return made


def names(distribution: Path) -> set[str]:
    """Return the names of the files in a wheel or source distribution, below its root."""
    if distribution.suffix == ".whl":
        with zipfile.ZipFile(distribution) as archive:
            return {name for name in archive.namelist() if not name.endswith("/")}
    with tarfile.open(distribution) as archive:
        return {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}
