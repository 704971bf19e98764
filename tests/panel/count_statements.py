"""Print as JSON how many SQL statements on the counters' table each request of two runs takes."""

import json
import sys
from pathlib import Path

from tests.counting_client import CountingClient, first_open_choice, on_counters


def main(folder: str) -> None:
    """Play the first starter scenario twice, begin again from a step, look at the state, and look at the panel."""
    client = CountingClient(Path(folder))
    from powerstruggle_xblock.group_answers import api

    counted = []

    def post(handler, body, who):
        answer, statements = client.post(handler, body, who)
        ours = on_counters(statements)
        counted.append((handler, who, len(ours), len(statements), all(sql.startswith("INSERT") for sql in ours)))
        return answer

    for who in ("warm", "ann", "author"):
        view = post("begin", {"attempt": 1}, who)
        while view["phase"] == "scene":
            choice = first_open_choice(view)
            view = post("choose", {"attempt": 1, "step": view["step"], "choice": choice}, who)
        post("rewind", {"attempt": 1, "step": 1}, who)
        post("state", {}, who)
    reading = len(on_counters(client.get("panel", "author")))
    counts = {(each.first, each.name): each.count for each in api.counts(client.usage, 5)}
    print(json.dumps({"steps": counted, "panel": reading, "names": sorted(name for first, name in counts if first)}))


if __name__ == "__main__":
    main(sys.argv[1])
