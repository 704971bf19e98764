"""The demonstration workbench as a real server in a process of its own, for tests that go through HTTP or a browser."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.patience import PATIENCE
from tests.ports import held_port

DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""No proxy that the environment names is asked for a server of this machine."""
_EVENT = re.compile(r"XBlock event (\w+) for (\w+) \(usage_id=([^)]+)\):\n.*?(\{.*\})")


@dataclass
class Workbench:
    """A running workbench: its address, and the log in which it prints what it would publish."""

    url: str
    log: Path
    process: subprocess.Popen
    held: socket.socket

    def events(self, usage: str | None = None) -> list[tuple[str, str]]:
        """Return (event type, data as printed) in order, of one component or all."""
        found = _EVENT.findall(self.log.read_text(encoding="utf-8"))
        return [(kind, data) for kind, _, at, data in found if usage is None or at == usage]

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)
        self.held.close()


@contextmanager
def running(folder: Path) -> Iterator[Workbench]:
    """Start a workbench with its state in `folder` and end it when the block is left."""
    workbench = start(folder)
    yield workbench
    workbench.stop()


def start(folder: Path, database: str | None = None) -> Workbench:
    """Start a workbench with its state in `folder` (or a database) and wait until it answers.

    Raise RuntimeError with its log where it does not.
    """
    held = held_port()
    port = held.getsockname()[1]
    log = folder / "server.log"
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "powerstruggle_xblock.cli",
            "workbench",
            "--port",
            str(port),
            "--state",
            str(folder / "state"),
            *(["--database", database] if database else []),
        ],
        stdout=log.open("w"),
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    bench = Workbench(f"http://127.0.0.1:{port}", log, process, held)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            # The first page loads the scenarios; handlers answer only after it.
            DIRECT.open(f"{bench.url}/", timeout=PATIENCE).read()
            return bench
        except (ConnectionError, urllib.error.URLError):
            time.sleep(0.05)
    bench.stop()
    raise RuntimeError(f"the workbench did not start:\n{log.read_text()}")
