"""The Write pane's reader and writer in a node process: they agree with the server's; typing changes what was typed."""

import json
import re
import subprocess
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from powerstruggle_xblock.authoring import tree as trees
from powerstruggle_xblock.exchange.exporters.script_text import write_script_text
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import catalog, scenario_xml, vocabulary
from tests.engine.strategies import scenarios
from tests.examples import examples
from tests.patience import PATIENCE

WORDS = {
    "moves": list(catalog.moves()),
    "skills": list(catalog.skills()),
    "moods": list(vocabulary.MOODS),
    "kinds": list(vocabulary.ENDING_KINDS),
    "roles": list(vocabulary.ROLES),
}
SLOWLY = settings(
    max_examples=examples(30),
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
LINES = [
    "", "# New", "= Over (rupture)", "He waits.", "Bo (angry): No.", "- Go on. -> New", "- [Sit.] Well. -> =Over",
    "  Bo: Yes.", "  why: So.", "  !reflect", "  !strong rope", "  feedback:", "title: Other",
    "@Ada (client)", "-", "<shift tension=\"1\"/>",
]
edits = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 3), st.lists(st.sampled_from(LINES), max_size=3)),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="module")
def pane(root, tmp_path_factory):
    """Return a function that asks the pane's own code."""
    folder = tmp_path_factory.mktemp("script")
    subprocess.run(["node", "build.mjs", "--drive", str(folder)], cwd=root / "frontend", check=True)
    process = subprocess.Popen(
        ["node", str(folder / "drive-script.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )

    def ask(**asked):
        process.stdin.write(json.dumps({"words": WORDS, **asked}) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        assert line, "the pane's bundle ended; its complaint is above"
        return json.loads(line)

    yield ask
    process.stdin.close()
    process.wait(timeout=PATIENCE)


def _plain(node: dict) -> dict:
    """Return a tree without empty texts and lists, which say nothing."""
    nodes = [_plain(one) for one in node.get("nodes", [])]
    text = {"text": node["text"]} if node.get("text") else {}
    return {"tag": node["tag"], "attrs": node["attrs"], **text, **({"nodes": nodes} if nodes else {})}


@SLOWLY
@given(scenarios())
def test_browser_and_server_write_the_same_file_and_read_it_back(pane, scenario):
    begun = trees.from_text(scenario_xml.serialize(scenario))
    answer = pane(tree=begun)
    assert answer["file"] == write_script_text(scenario).decode()
    assert _plain(pane(read=answer["file"])["tree"]) == _plain(begun)
    assert answer["same"]
    assert answer["unsteady"] is None


@SLOWLY
@given(scenarios(), edits)
def test_whatever_is_typed_other_scenes_stay_and_the_tree_can_be_stored(pane, scenario, steps):
    begun = trees.from_text(scenario_xml.serialize(scenario))
    answer = pane(tree=begun, edits=[[at, gone, *added] for at, gone, added in steps])
    assert answer["shared"], "a scene has changed in which nothing was typed"
    trees.to_text(answer["tree"])


WITHOUT_LINES = ("shift", "go", "variant", "picture", "sound", "film", "gate", "meter")
"""Elements for which the script has no line of its own: the pane keeps them at the line that they belong to."""
STORIES = {file.stem: trees.from_text(file.read_text(encoding="utf-8")) for file in starter_scenarios()}


@st.composite
def edits_of_a_story(draw):
    """Return the name of a starter scenario and a few edits: lines put in, taken out, replaced."""
    put_in = st.lists(st.sampled_from(LINES), max_size=3)
    steps = st.tuples(st.integers(0, 600), st.integers(0, 5), put_in)
    return draw(st.sampled_from(sorted(STORIES))), draw(st.lists(steps, min_size=1, max_size=4))


def _words(*texts: str) -> set[str]:
    return {word for text in texts for word in re.findall(r"\w+", text)}


def _elements(node: dict) -> list[dict]:
    return [node, *(below for one in node.get("nodes", []) for below in _elements(one))]


def _words_of(tree: dict) -> set[str]:
    return _words(*(
        text for node in _elements(tree)
        for text in (node["tag"], node.get("text") or "", *map(str, node["attrs"].items()))
    ))


@SLOWLY
@given(edits_of_a_story())
def test_whatever_is_typed_into_a_story_no_word_of_it_vanishes(pane, edited):
    name, steps = edited
    before = STORIES[name]
    for step in pane(tree=before, edits=[[at, gone, *added] for at, gone, added in steps])["steps"]:
        # An arrow to a scene whose heading was taken out shows the scene's id in place of its title.
        names = _words(*(node["attrs"].get(key, "") for node in _elements(before) for key in ("title", "name")))
        lost = _words(*step["typed"]) - _words(*step["shown"]) - _words_of(step["tree"]) - names
        assert not lost, f"{name}: {sorted(lost)}"
        before = step["tree"]


@SLOWLY
@given(edits_of_a_story())
def test_lines_put_in_between_take_nothing_away_that_the_script_has_no_line_for(pane, edited):
    name, steps = edited
    plain = [[at, 0, *(line for line in added if not line.startswith(("#", "=")))] for at, _, added in steps]
    before, after = (_elements(tree) for tree in (STORIES[name], pane(tree=STORIES[name], edits=plain)["tree"]))
    assert {node["attrs"].get("id") for node in before} <= {node["attrs"].get("id") for node in after}
    there, kept = (Counter(node["tag"] for node in nodes) for nodes in (before, after))
    assert not [tag for tag in WITHOUT_LINES if kept[tag] < there[tag]]
