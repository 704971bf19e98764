"""A library of the components: what Studio restores is what was written, in the form of today and in the older one."""

import json
import subprocess
import sys
import tarfile
import zipfile

import pytest
from lxml import etree

from powerstruggle_xblock.cli import main
from powerstruggle_xblock.scenario import scenario_xml
from tests.patience import PATIENCE

OURS = {
    "powerstruggle_scenario": "Scenarios",
    "powerstruggle_reflection": "Reflection",
    "powerstruggle_continuum": "Where would you stand?",
}


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    target = tmp_path_factory.mktemp("library") / "library.zip"
    assert main(["course", str(target), "--library", "--without-agency"]) == 0
    return target


@pytest.fixture(scope="module")
def restored(packed, root):
    done = subprocess.run(
        [sys.executable, "-m", "tests.course.restore_library", str(packed)],
        cwd=root,
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_platform_restores_it_and_every_component_is_published(packed, restored):
    assert restored["status"] == "success", restored
    with zipfile.ZipFile(packed) as archive:
        written = {name for name in archive.namelist() if name.endswith("block.xml")}
    assert len(restored["components"]) == len(written) > 20
    assert {key.split(":")[1] for key in restored["components"]} == set(OURS)


def test_each_restored_component_has_its_title_and_is_one_of_ours_without_a_name_of_its_own(restored):
    for key, (title, text) in restored["components"].items():
        element = etree.fromstring(text)
        assert (element.tag, element.get("url_name")) == (key.split(":")[1], None)
        assert title == element.get("display_name")


def test_restored_scenarios_play(restored):
    for key, (_, text) in restored["components"].items():
        if ":powerstruggle_scenario:" in key:
            assert scenario_xml.parse(text).errors == ()


def test_collections_hold_each_kind(restored):
    assert restored["collections"] == {
        title: sorted(key for key in restored["components"] if f":{tag}:" in key) for tag, title in OURS.items()
    }


def test_a_library_of_one_scenario_has_no_empty_collections(tmp_path):
    target = tmp_path / "one.zip"
    assert main(["course", str(target), "--library", "--without-agency", "--only", "quiet-hours"]) == 0
    with zipfile.ZipFile(target) as archive:
        assert [name for name in archive.namelist() if name.startswith("collections/")] == ["collections/scenario.toml"]


def test_the_same_course_gives_the_same_bytes(packed, tmp_path):
    again = tmp_path / "library.zip"
    main(["course", str(again), "--library", "--without-agency"])
    assert again.read_bytes() == packed.read_bytes()


def test_the_older_form_holds_every_component_in_one_file(tmp_path):
    target = tmp_path / "library.tar.gz"
    assert main(["course", str(target), "--library", "--without-agency"]) == 0
    with tarfile.open(target) as archive:
        root = etree.fromstring(archive.extractfile("library/library.xml").read())
    assert root.tag == "library"
    assert {child.tag for child in root} == set(OURS)


def test_another_ending_is_refused_in_a_sentence_and_nothing_is_written(tmp_path, capsys):
    target = tmp_path / "library.rar"
    assert main(["course", str(target), "--library", "--without-agency"]) == 1
    assert "a library is a .zip" in capsys.readouterr().err
    assert not target.exists()
