"""How long a learner waits on a slow line with a slow processor: `python tests/bench/slow_line.py`.

Method. Real Chromium, a processor slowed down four times, and a line of 400 kbit/s both ways with 400 ms for each
round trip (WebPageTest's "3GSlow"), both by Chromium's own protocol. The demonstration workbench stands behind a server
that compresses as a production server does. Nothing of the component is in the browser's cache; the platform's own
scripts (here the workbench's: jQuery and its runtime) are, as they are for whoever opened another page of a course
before. "First view" counts from the navigation to the frame in which the card with its button stands, "choice" from the
click on an option to the frame in which the reply stands. The median of seven, each by a learner of their own. Chromium
adds the time of a round trip to each request, yet makes connections at once: on a real line the first of them costs two
or three round trips more, for any page.

The second line is that of the developer tools' "Slow 3G", which adds two seconds to each request: it shows how many
requests wait for each other.

Figures only: a time says as much about the machine. What is bounded by a test is the number of round trips in a row
(tests/browser/test_round_trips.py).
"""

import argparse
import gzip
import http.client
import re
import statistics
import sys
import tempfile
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from tests import chromium, workbench_server  # noqa: E402

PAGE = HERE.parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- figures: make bench BENCH=--write, the slow line -->", "<!-- end of the slow line -->"
TURNS = 7
PROCESSOR = 4
THROUGHPUT = 400_000 / 8
LINES = {
    "400 kbit/s, 400 ms a round trip (WebPageTest's 3GSlow)": 400,
    "400 kbit/s, 2 s a request (DevTools' Slow 3G)": 2000,
}
BOUNDS = {"first view": 3.0, "choice": 1.0}
PLATFORM = "/static/workbench/"
COMPRESSED = re.compile(r"text/|json|javascript|svg")

WATCH = """([selector, since]) => new Promise((done) => {
  const look = () => {
    const found = document.querySelector(selector);
    if (!found || !found.getClientRects().length) return requestAnimationFrame(look);
    requestAnimationFrame(() => done(performance.now() - since));
  };
  look();
})"""


class CompressingProxy(BaseHTTPRequestHandler):
    """Passes requests on to the workbench, and compresses what it answers."""

    protocol_version = "HTTP/1.1"
    target = ("127.0.0.1", 0)

    def log_message(self, *_args):
        """Say nothing."""

    def do_GET(self):
        """Pass a request on."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        names = ("Content-Type", "Cookie", "X-CSRFToken", "Referer")
        headers = {name: self.headers[name] for name in names if self.headers[name]}
        connection = http.client.HTTPConnection(*self.target)
        connection.request(self.command, self.path, body or None, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() in ("content-type", "set-cookie", "location"):
                self.send_header(name, value)
        if self.path.startswith(PLATFORM):
            self.send_header("Cache-Control", "max-age=3600")
        if COMPRESSED.search(answer.getheader("Content-Type") or ""):
            content = gzip.compress(content, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):
            self.wfile.write(content)

    do_POST = do_GET


def waits(browser: Browser, address: str, latency: int, learner: str) -> dict[str, float]:
    """Return the seconds that a new learner waits for the first view and for a choice."""
    context = browser.new_context(viewport={"width": 390, "height": 664})
    page = context.new_page()
    page.goto(f"{address}/scenario/powerstruggle_reflection.0/?student={learner}")
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"offline": False, "latency": latency, "downloadThroughput": THROUGHPUT, "uploadThroughput": THROUGHPUT}
    session.send("Network.emulateNetworkConditions", line)
    session.send("Emulation.setCPUThrottlingRate", {"rate": PROCESSOR})
    page.goto(f"{address}/scenario/powerstruggle_scenario.0/?student={learner}", wait_until="commit")
    first = page.evaluate(WATCH, [".ps-about .ps-button", 0])
    page.get_by_role("button", name="Begin").click()
    page.locator(".ps-option, .ps-own-questions").first.wait_for()
    if page.get_by_role("button", name="Show the options").count():
        page.get_by_role("button", name="Show the options").click()
    page.locator(".ps-option").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Shift")
    begun = page.evaluate("() => { document.querySelector('.ps-option').click(); return performance.now(); }")
    choice = page.evaluate(WATCH, [".ps-now .ps-dialogue, .ps-now .ps-narration", begun])
    context.close()
    return {"first view": first / 1000, "choice": choice / 1000}


def measure(turns: int) -> list[str]:
    """Return the rows of the table."""
    rows = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        bench = workbench_server.start(Path(folder))
        browser = chromium.launch(playwright)
        CompressingProxy.target = ("127.0.0.1", int(bench.url.rpartition(":")[2]))
        server = ThreadingHTTPServer(("127.0.0.1", 0), CompressingProxy)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        try:
            waits(browser, address, 0, "warm")
            for name, latency in LINES.items():
                found = [waits(browser, address, latency, f"slow-{latency}-{turn}") for turn in range(turns)]
                median = {what: statistics.median(one[what] for one in found) for what in BOUNDS}
                rows.append(f"| {name} | {median['first view']:.1f} s | {median['choice']:.1f} s |")
        finally:
            browser.close()
            server.shutdown()
            bench.stop()
    return rows


def main() -> None:
    """Measure and print; with --write, put the table into docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--write", action="store_true")
    options, _ = parser.parse_known_args()
    wanted = " · ".join(f"{what} {bound:g} s" for what, bound in BOUNDS.items())
    head = ["| line, with a processor four times slower | first view | choice |", "|---|---|---|"]
    table = "\n".join([*head, *measure(2 if options.quick else TURNS)])
    print(f"{table}\nwanted on the first line: {wanted}")
    if options.write:
        text = PAGE.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
