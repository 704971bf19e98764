"""What wheel and source distribution hold: everything that is needed, and nothing else."""

import zipfile
from email import message_from_string
from fnmatch import fnmatch
from pathlib import PurePosixPath

import pytest

from .conftest import CHECKOUT, STRAY, names

PACKAGE = "powerstruggle_xblock"
KINDS = {".py", ".toml", ".json", ".rng", ".html", ".po", ".mo", ".yaml", ".xml", ".svg", ".js", ".css", ".png", ".txt"}
SERVED_KINDS = {".js", ".css", ".svg", ".png", ".webp", ".txt"}


def files(folder: str) -> set[PurePosixPath]:
    root = CHECKOUT / folder
    return {
        PurePosixPath(path.relative_to(CHECKOUT).as_posix())
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }


def wanted() -> set[str]:
    """Return what a wheel has to hold: the package whole, what browsers get, the scenarios."""
    scenarios = {
        path
        for path in files("scenarios")
        if path.suffix in (".xml", ".toml", ".png") or path.name in ("ORDER", "LICENSE")
    }
    return {str(path) for path in files(PACKAGE)} | {f"{PACKAGE}/{path}" for path in files("static/public") | scenarios}


@pytest.fixture(scope="session", params=["wheel", "wheel_of_sdist"])
def contents(request) -> set[str]:
    """Return the names in a wheel, without its metadata."""
    return {name for name in names(request.getfixturevalue(request.param)) if ".dist-info/" not in name}


def test_a_wheel_holds_the_package_the_bundle_and_the_scenarios_and_nothing_else(contents):
    assert sorted(contents - wanted()) == [], "shipped, though nobody asked for it"
    assert sorted(wanted() - contents) == [], "missing: add it to package_data in setup.py"


@pytest.mark.parametrize(
    "pattern",
    [
        "presenter/templates/learner.html",
        "presenter/templates/public.html",
        "panel/templates/page.html",
        "authoring/author_card.html",
        "cli/templates/*.html",
        "words/scenario.json",
        "portraits.toml",
        "scenario/skills.toml",
        "scenario/moves.toml",
        "scenario/profiles.toml",
        "conf/locale/config.yaml",
        "conf/locale/en/LC_MESSAGES/django.po",
        "static/public/scenario.js",
        "static/public/scenario.css",
        "static/public/LICENSES.txt",
        "static/public/portraits/alder-calm.svg",
        "scenarios/*.xml",
        "scenarios/ORDER",
        "scenarios/LICENSE",
    ],
)
def test_what_is_read_at_run_time_is_there(pattern, contents):
    assert any(fnmatch(name, f"{PACKAGE}/{pattern}") for name in contents)


def test_only_known_kinds_of_file_are_shipped(contents):
    odd = {
        name
        for name in contents
        if PurePosixPath(name).suffix not in KINDS and PurePosixPath(name).name not in ("ORDER", "LICENSE")
    }
    assert odd == set()


def test_what_lies_about_in_a_checkout_is_not_shipped(contents, sdist):
    shipped = contents | names(sdist)
    assert [name for name in shipped for stray in STRAY if name.endswith(stray.rpartition("/")[2])] == []
    parts = {part for name in shipped for part in PurePosixPath(name).parts}
    assert parts & {"tests", "node_modules", ".venv", "frontend", ".git", "__pycache__", ".workbench", "src"} == set()


def test_a_served_path_holds_bundles_styles_and_pictures_only(contents):
    served = {name for name in contents if name.startswith(f"{PACKAGE}/static/")}
    assert served
    assert all(name.startswith(f"{PACKAGE}/static/public/") for name in served)
    assert {PurePosixPath(name).suffix for name in served} <= SERVED_KINDS


def test_a_scenario_with_its_key_is_under_no_served_path(wheel):
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if "/static/" in name:
                assert b"<powerstruggle_scenario" not in archive.read(name), name


def test_no_source_map_tells_more_than_the_bundle(wheel):
    with zipfile.ZipFile(wheel) as archive:
        scripts = [name for name in archive.namelist() if name.endswith((".js", ".css"))]
        assert all(b"sourceMappingURL" not in archive.read(name) for name in scripts)


def test_a_source_distribution_builds_the_same_wheel(wheel, wheel_of_sdist):
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(wheel_of_sdist) as other:
        plain = [name for name in one.namelist() if ".dist-info/" not in name]
        assert sorted(plain) == sorted(name for name in other.namelist() if ".dist-info/" not in name)
        assert all(one.read(name) == other.read(name) for name in plain)


def test_the_metadata_says_what_it_runs_on(wheel):
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        said = message_from_string(archive.read(name).decode("utf-8"))
        licences = [name for name in archive.namelist() if ".dist-info/" in name and name.endswith("LICENSE")]
    assert said["Name"] == "powerstruggle-xblock"
    assert said["Requires-Python"] == ">=3.11"
    needed = {
        requirement.partition(";")[0].strip()
        for requirement in said.get_all("Requires-Dist")
        if "extra ==" not in requirement
    }
    assert needed == {
        "XBlock>=5.2",
        "lxml>=5.3",
        "web-fragments>=3.0",
        "nh3>=0.2.21",
        "cryptography>=44.0",
        "Jinja2>=3.1",
        "MarkupSafe>=2.1",
    }
    assert licences
