"""Count the SQL statements of each request of a run through the workbench, and apart those of the trainer's counters.

As a program it prints them as JSON.
"""

import json
import sys
from pathlib import Path

from tests.counting_client import CountingClient, first_open_choice, on_counters


def main(folder: str) -> None:
    """Play the first starter scenario twice, the second time under a limit of attempts, and count."""
    client = CountingClient(Path(folder))
    counted = []

    def post(what: str, attempt: int, handler: str, body: dict) -> dict:
        view, statements = client.post(handler, {"attempt": attempt, **body})
        counters = len(on_counters(statements))
        counted.append((what.format(**view), attempt, len(statements) - counters, counters))
        return view

    for attempt in (1, 2):
        view = post("begin", attempt, "begin", {})
        while view["phase"] == "scene":
            choice = {"step": view["step"], "choice": first_open_choice(view)}
            view = post("choose to {phase}", attempt, "choose", choice)
        client.post("submit_studio_edits", {"values": {"max_attempts": 5}, "defaults": []}, "author")
    print(json.dumps(counted))


if __name__ == "__main__":
    main(sys.argv[1])
