"""The Write pane's reader and writer in a node process: they agree with the server's; typing changes what was typed."""

import json
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from powerstruggle_xblock.authoring import tree as trees
from powerstruggle_xblock.exchange.exporters.script_text import write_script_text
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
