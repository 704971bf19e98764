"""The package as people install it: files are found, entry points work, and nothing secret is served."""

import json

import pytest

RESOURCES = """
import json
from powerstruggle_xblock import resources
print(json.dumps({
    "where": str(resources.__file__),
    "static": resources.data_dir("static").is_dir(),
    "below": sorted(p.name for p in resources.data_dir("static").iterdir() if p.is_dir()),
    "scenarios": [[p.stem, p.is_file()] for p in resources.starter_scenarios()],
    "portraits": sorted(resources.portraits()),
    "absolute": resources.data_dir("static").is_absolute(),
}))
"""

ENTRY_POINTS = """
import json
from importlib.metadata import entry_points
found = [e for group in ("xblock.v1", "console_scripts") for e in entry_points(group=group)]
ours = [e for e in found if e.value.startswith("powerstruggle_xblock")]
print(json.dumps({e.name: e.load().__module__ for e in ours}))
"""

SERVED = """
import json
from importlib.metadata import entry_points
from powerstruggle_xblock import resources
given, refused = {}, {}
for entry in entry_points(group="xblock.v1"):
    if not entry.value.startswith("powerstruggle_xblock"):
        continue
    block = entry.load()
    for name in ("public/scenario.js", "public/scenario.css", "public/portraits/alder-calm.svg"):
        with block.open_local_resource(name) as file:
            given[f"{entry.name} {name}"] = len(file.read())
    first = resources.starter_scenarios()[0].name
    for name in (f"scenarios/{first}", f"public/../../scenarios/{first}", f"../scenarios/{first}",
                 "public/../../words/scenario.json",
                 "templates/learner.html", "words/scenario.json", "scenario/moves.toml", "/etc/hostname",
                 "public/./scenario.js",
                 "conf/locale/en/LC_MESSAGES/django.po", "scenario_block.py", "public"):
        try:
            block.open_local_resource(name).close()
            refused[name] = "given"
        except Exception as error:
            refused[name] = type(error).__name__
print(json.dumps([given, refused]))
"""

PAGE = """
import json
from xblock.test.tools import TestRuntime
from xblock.field_data import DictFieldData
from xblock.fields import ScopeIds
from powerstruggle_xblock.resources import package_file
from powerstruggle_xblock.scenario_block import ScenarioBlock
from powerstruggle_xblock.presenter.labels import page_messages
from powerstruggle_xblock.scenario import catalog
print(json.dumps([len(package_file("presenter/templates/learner.html").read_text()), len(page_messages()),
                  len(catalog.skills()), len(catalog.moves()), len(ScenarioBlock.workbench_scenarios())]))
"""


def test_both_folders_are_found(installed):
    found = installed.says(RESOURCES)
    assert found["where"].startswith(str(installed.folder)), "another installation was asked"
    assert found["static"] and found["absolute"]
    assert found["below"] == ["public"]
    assert found["scenarios"] and all(there for _, there in found["scenarios"])
    assert "alder" in found["portraits"]


def test_entry_points_resolve(installed):
    loaded = installed.says(ENTRY_POINTS)
    assert loaded["powerstruggle_scenario"] == "powerstruggle_xblock.scenario_block"
    assert loaded["powerstruggle"] == "powerstruggle_xblock.cli"


def test_the_bundle_is_served_and_nothing_else(installed):
    given, refused = installed.says(SERVED)
    assert given and all(given.values())
    assert set(refused.values()) == {"DisallowedFileError"}, refused


def test_templates_words_and_catalogues_are_read(installed):
    assert all(installed.says(PAGE))


def test_the_command_checks_an_installed_scenario(installed):
    code = (
        "import json; from powerstruggle_xblock import resources; "
        "print(json.dumps(str(resources.starter_scenarios()[0])))"
    )
    report = json.loads(installed.command("check", "--json", installed.says(code)))
    assert report[0]["problems"] == []
    assert report[0]["fairness"]["best"] >= 0.9


@pytest.mark.parametrize("name", ["powerstruggle_scenario"])
def test_xblock_finds_the_block_by_its_tag(installed, name):
    code = f"import json; from xblock.core import XBlock; print(json.dumps(XBlock.load_class({name!r}).__name__))"
    assert installed.says(code) == "ScenarioBlock"
