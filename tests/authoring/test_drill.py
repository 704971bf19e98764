"""A drill in the editor: begun from a template, played from a moment, exported, compared."""

import json
import re

import pytest

from powerstruggle_xblock.authoring import checking
from powerstruggle_xblock.authoring import tree as trees
from powerstruggle_xblock.exchange import export_file, import_file
from powerstruggle_xblock.scenario import scenario_xml
from tests.engine.test_drill import DRILL, TEXT

from .studio import Studio


@pytest.fixture(scope="module")
def studio():
    return Studio(TEXT)


def test_it_loads_with_the_files_of_its_own_page(studio):
    player = studio.post("editor_load").json["player"]
    assert player["drill"]["js"].endswith("public/drill.js") and player["drill"]["words"]["next_moment"]
    assert "next_moment" not in player["words"]


def test_it_is_saved_as_it_is(studio):
    assert studio.save(studio.tree).json["draft"] is False
    saved = scenario_xml.parse(studio.content).scenario
    assert (saved.start, saved.scenes) == (DRILL.start, DRILL.scenes)


def test_play_from_a_moment_plays_this_moment(studio):
    kept, beginning = None, {"scene": "key", "meters": {"tension": 6}, "lead": True}
    begun = studio.play(studio.tree, "begin", {"attempt": 1}, **{"from": beginning})
    assert begun["answer"]["scene"]["id"] == "key" and begun["answer"]["drill"]["of"] == 1
    kept = begun["kept"]
    body = {"attempt": 1, "step": 0, "choice": "key-ask"}
    ended = studio.play(studio.tree, "choose", body, kept=kept, **{"from": beginning})
    assert [mark["level"] for mark in ended["answer"]["drill"]["result"]["marks"]] == [2]


@pytest.mark.parametrize("beginning", [None, {"scene": "", "meters": {}}])
def test_played_from_the_beginning_it_draws(studio, beginning):
    begun = studio.play(studio.tree, "begin", {"attempt": 1}, **{"from": beginning})
    assert begun["answer"]["drill"]["of"] == 3 and begun["path"] == []


def test_what_is_wrong_with_a_moment_is_said_in_an_authors_words(studio):
    tree = trees.from_text(TEXT.replace('<choice id="key-log"', '<choice to="paper" id="key-log"'))
    finding, = [one for one in checking.check(tree).as_json()["problems"] if one["severity"] == "error"]
    assert finding["message"].startswith("This has no place in a drill") and "The spare key" in finding["where"]


@pytest.mark.parametrize("format_", ["xml", "xlsx", "docx", "html"])
def test_it_is_exported(format_):
    name, _, content = export_file.export_scenario(DRILL, format_)
    assert name.startswith("short-moments") and content
    if format_ == "html":
        text = content.decode()
        assert "moments drawn for each attempt: 3" in text and "nothing leads here" not in text
        assert "The endings" not in text and "Go to" not in text


def test_it_has_no_ways_for_twine(studio):
    with pytest.raises(export_file.NotForDrills, match="no ways"):
        export_file.export_scenario(DRILL, "twee")
    refused = studio.post("editor_export", {"tree": studio.tree, "format": "twee"})
    assert refused.status == 422 and "no ways" in refused.json["error"]


def test_the_card_says_how_large_the_deck_is_and_draws_no_map(studio):
    html = studio.block().author_view().content
    assert "a drill of 7 moments, 3 drawn for an attempt" in html and "Guessing gives 58" in html
    graph = json.loads(re.search(r'class="ps-graph">(.*?)</script>', html, re.DOTALL)[1])
    assert graph["places"] == []


def test_its_file_is_imported_as_it_is():
    result = import_file.import_file(TEXT.encode(), "drill.xml", None)
    assert scenario_xml.parse(result.text).scenario == DRILL
