"""Counts what counting costs: SQL statements on the counters' table for each request of two runs; prints them as JSON."""

import json
import sys
from pathlib import Path

from powerstruggle_xblock.cli import workbench


def main(folder: str) -> None:
    """Play the first starter scenario twice, begin again from a step, look at the state, and look at the panel."""
    workbench.prepare(Path(folder))
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from workbench.scenarios import get_scenarios

    from powerstruggle_xblock.group_answers import api
    settings.ALLOWED_HOSTS = ["*"]
    client, counted = Client(), []
    client.get("/")
    usage = get_scenarios()["powerstruggle_scenario.0"].usage_id

    def post(handler, body, who="ann"):
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(f"/handler/{usage}/{handler}/?student={who}", json.dumps(body), content_type="application/json")
        assert answer.status_code == 200, answer.content
        ours = [query["sql"] for query in queries if "scenariotally" in query["sql"].lower()]
        counted.append((handler, who, len(ours), len(queries), all(sql.startswith("INSERT") for sql in ours)))
        return answer.json()

    for who in ("warm", "ann", "author"):
        view = post("begin", {"attempt": 1}, who)
        while view["phase"] == "scene":
            choice = min(choice["id"] for choice in view["scene"]["choices"] if choice["open"])
            view = post("choose", {"attempt": 1, "step": view["step"], "choice": choice}, who)
        post("rewind", {"attempt": 1, "step": 1}, who)
        post("state", {}, who)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(f"/handler/{usage}/panel/?student=author")
    assert page.status_code == 200, page.content
    told = {(each.first, each.name): each.count for each in api.counts(usage, 5)}
    reading = sum("scenariotally" in query["sql"].lower() for query in queries)
    print(json.dumps({"steps": counted, "panel": reading, "names": sorted(name for first, name in told if first)}))


if __name__ == "__main__":
    main(sys.argv[1])
