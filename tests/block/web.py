"""A learner's browser at the demonstration workbench, as far as HTTP goes: cookies, CSRF token, `?student=`."""

import http.cookiejar
import json
import re
import threading
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.patience import PATIENCE

from .support import Answer


@dataclass
class Browser:
    """A client of one scenario of the workbench, as one user."""

    url: str
    student: str
    scenario: str = "powerstruggle_scenario.0"
    page: str = ""
    usage: str = ""
    cookies: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def __post_init__(self):
        # Without the proxy that the environment may name, as in workbench_server.DIRECT.
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.cookies)
        )
        self.page = self.get(f"/scenario/{self.scenario}/").body.decode()
        self.usage = re.search(r"data-usage='([^']+)'", self.page)[1]

    def get(self, path: str) -> Answer:
        return self._send(urllib.request.Request(f"{self.url}{path}?student={self.student}"))

    def post(self, handler: str, data=None, *, token=True) -> Answer:
        body = data if isinstance(data, bytes) else json.dumps({} if data is None else data).encode()
        headers = {"Content-Type": "application/json"}
        if token:
            headers["X-CSRFToken"] = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        return self._send(
            urllib.request.Request(f"{self.url}/handler/{self.usage}/{handler}/?student={self.student}", body, headers)
        )

    def _send(self, request) -> Answer:
        try:
            with self.opener.open(request, timeout=PATIENCE) as answer:
                return Answer(answer.status, answer.read())
        except urllib.error.HTTPError as refused:
            return Answer(refused.code, refused.read())

    def choose(self, attempt, step, choice) -> Answer:
        return self.post("choose", {"attempt": attempt, "step": step, "choice": choice})

    def first_open(self, view: dict) -> str:
        """Return the first choice, by id, so that every learner of a test goes the same way."""
        return min(choice["id"] for choice in view["scene"]["choices"] if choice["open"])

    def play_to_last_step(self) -> dict:
        """Begin and choose until one choice is left to the ending."""
        view = self.post("begin", {"attempt": self.post("state").json["attempt"] + 1}).json
        trial = Browser(self.url, f"{self.student}-scout", self.scenario)
        ahead = trial.post("begin", {"attempt": 1}).json
        path = []
        while ahead["phase"] == "scene":
            path.append(trial.first_open(ahead))
            ahead = trial.choose(1, len(path) - 1, path[-1]).json
        for step, choice in enumerate(path[:-1]):
            view = self.choose(view["attempt"], step, choice).json
        self.last = path[-1]
        return view


def at_once(*calls) -> list:
    """Run calls in threads that start together, and give what they return."""
    gate = threading.Barrier(len(calls))

    def through(call):
        gate.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [one.result() for one in [pool.submit(through, call) for call in calls]]
