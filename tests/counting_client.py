"""A client of the workbench in this process that gives the SQL statements of each request."""

import json
from pathlib import Path

from powerstruggle_xblock.cli import workbench

COUNTERS_TABLE = "scenariotally"


class CountingClient:
    """A client of the first starter scenario in a workbench whose state is in `folder`.

    Django is set up once in a process, so a process makes one client.
    """

    def __init__(self, folder: Path):
        workbench.prepare(folder)
        from django.conf import settings
        from django.test import Client
        from workbench.scenarios import get_scenarios

        settings.ALLOWED_HOSTS = ["*"]
        self._client = Client()
        self._client.get("/")
        self.usage = get_scenarios()["powerstruggle_scenario.0"].usage_id

    def get(self, handler: str, student: str) -> list[str]:
        """Ask a handler for a page and return the statements that it took."""
        return self._request(self._client.get, handler, student)[1]

    def post(self, handler: str, body: dict, student: str = "ann") -> tuple[dict, list[str]]:
        """Send JSON to a handler and return its answer and the statements that it took."""
        answer, statements = self._request(
            self._client.post, handler, student, data=json.dumps(body), content_type="application/json"
        )
        return answer.json(), statements

    def _request(self, send, handler: str, student: str, **more):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            answer = send(f"/handler/{self.usage}/{handler}/?student={student}", **more)
        assert answer.status_code == 200, answer.content
        return answer, [query["sql"] for query in queries]


def on_counters(statements: list[str]) -> list[str]:
    """Return the statements on the table of the trainer's counters."""
    return [sql for sql in statements if COUNTERS_TABLE in sql.lower()]


def first_open_choice(view: dict) -> str:
    """Return the first choice, by id, that can be taken."""
    return min(choice["id"] for choice in view["scene"]["choices"] if choice["open"])
