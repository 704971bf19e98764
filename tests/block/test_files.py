"""What browsers may fetch: the pages' scripts, styles and portraits, and never a scenario, a key or a template."""

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from xblock.exceptions import DisallowedFileError

from powerstruggle_xblock import resources
from powerstruggle_xblock.scenario import model
from powerstruggle_xblock.scenario_block import ScenarioBlock

from . import collect_files

SECRET = ("scenario.toml", ".xml", ".toml", ".py", ".po", ".html", "ORDER", "words/scenario.json")


@pytest.mark.parametrize("uri", ["public/scenario.js", "public/scenario.css", "public/portraits/alder-calm.svg"])
def test_served_files_are_there(uri):
    assert len(ScenarioBlock.open_local_resource(uri).read()) > 100


@pytest.mark.parametrize(
    "uri",
    [
        "templates/learner.html",
        "portraits.toml",
        "words/scenario.json",
        "scenario/moves.toml",
        "scenarios/another-form.xml",
        "scenario_block.py",
        "../scenarios/another-form.xml",
        "public/../../scenarios/another-form.xml",
        "public/../../powerstruggle_xblock/portraits.toml",
        "public/./scenario.js",
        "",
        "/etc/passwd",
        "conf/locale/en/LC_MESSAGES/django.po",
    ],
)
def test_nothing_else_is_served(uri):
    with pytest.raises(DisallowedFileError):
        ScenarioBlock.open_local_resource(uri)


def test_every_portrait_has_every_mood():
    assert resources.portraits()
    for portrait in resources.portraits():
        for mood in model.MOODS:
            path = resources.portrait_file(portrait, mood)
            assert path and ScenarioBlock.open_local_resource(path).read().startswith(b"<svg")


@pytest.mark.parametrize(("portrait", "mood"), [
    ("nobody", "calm"), ("moods", "calm"), (None, "calm"), ("alder", "furious"), ("../alder", "calm"),
])
def test_a_portrait_that_is_not_in_the_set_has_no_address(portrait, mood):
    assert resources.portrait_file(portrait, mood) is None


def test_block_modules_lie_where_the_platforms_resolvers_agree():
    assert ScenarioBlock.__module__.count(".") == 1
    assert Path(str(files("powerstruggle_xblock"))).joinpath(ScenarioBlock.resources_dir).is_dir()


def test_production_collects_the_public_files_hashed_and_nothing_secret(tmp_path):
    printed = subprocess.run(
        [sys.executable, collect_files.__file__, str(tmp_path)], capture_output=True, text=True, check=True
    )
    urls = json.loads(printed.stdout.splitlines()[-1])
    assert urls["public/scenario.js"].startswith("/static/xblock/resources/powerstruggle_xblock/public/scenario.")
    assert all(url.count(".") >= 2 for url in urls.values()), "every name carries a hash of its content"
    collected = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert len(collected) > 60 and not [name for name in collected if name.endswith(SECRET)]
