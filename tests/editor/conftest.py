"""The editor's own store in a node process, one for all tests."""

import json
import subprocess

import pytest

from tests.patience import PATIENCE


class Driver:
    """Asks the bundled editor: the XML it writes, the trees it goes through."""

    def __init__(self, process):
        self.process = process

    def _ask(self, asked):
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "the editor's bundle ended; its complaint is above"
        return json.loads(line)

    def xml(self, tree: dict) -> str:
        """Return the file the editor writes for a tree."""
        return self._ask({"tree": tree})

    def states(self, tree: dict, steps: list) -> list[dict]:
        """Return what the store holds after each step."""
        return self._ask({"tree": tree, "steps": steps})

    def join(self, tree: dict, mine: list, theirs: list) -> dict:
        """Return what two authors make of a tree, and both joined, whoever saved first."""
        return self._ask({"tree": tree, "join": [mine, theirs]})

    def texts(self, texts: list[str]) -> list[list[str]]:
        """Return each text as the editor's text fields write it, and its plain words."""
        return self._ask({"texts": texts})

    def conditions(self, conditions: list[str]) -> list[str | None]:
        """Return each condition as the editor's menus write it; None where they can't show it."""
        return self._ask({"conditions": conditions})


@pytest.fixture(scope="session")
def editor(root, tmp_path_factory):
    """Return the editor, bundled for node."""
    folder = tmp_path_factory.mktemp("editor")
    subprocess.run(["node", "build.mjs", "--drive", str(folder)], cwd=root / "frontend", check=True)
    process = subprocess.Popen(
        ["node", str(folder / "drive-editor.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    yield Driver(process)
    process.stdin.close()
    process.wait(timeout=PATIENCE)
