"""Counts the SQL statements of each request of a run through the workbench, those of the trainer's counters apart; as a program it
prints them as JSON."""

import json
import sys
from pathlib import Path

from powerstruggle_xblock.cli import workbench


def main(folder: str) -> None:
    """Play the first starter scenario twice, the second time under a limit of attempts, and count."""
    workbench.prepare(Path(folder))
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from workbench.scenarios import get_scenarios

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.get("/")
    usage = get_scenarios()["powerstruggle_scenario.0"].usage_id

    def post(handler, body, who="ann"):
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(f"/handler/{usage}/{handler}/?student={who}", json.dumps(body), content_type="application/json")
        assert answer.status_code == 200, answer.content
        counters = sum("scenariotally" in query["sql"] for query in queries)
        return answer.json(), (len(queries) - counters, counters)

    counted = []
    for attempt in (1, 2):
        view, statements = post("begin", {"attempt": attempt})
        counted.append(("begin", attempt, *statements))
        while view["phase"] == "scene":
            choice = min(choice["id"] for choice in view["scene"]["choices"] if choice["open"])
            view, statements = post("choose", {"attempt": attempt, "step": view["step"], "choice": choice})
            counted.append((f"choose to {view['phase']}", attempt, *statements))
        post("submit_studio_edits", {"values": {"max_attempts": 5}, "defaults": []}, "author")
    print(json.dumps(counted))


if __name__ == "__main__":
    main(sys.argv[1])
