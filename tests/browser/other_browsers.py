"""Chromium, Firefox and WebKitGTK behind one small face, for journeys that all three have to make alike.

Firefox speaks Marionette and WebKitGTK the W3C's WebDriver; both take the same commands, so that no driver beside the
browser itself is needed. The page under test stands in a frame of a chosen size at the upper left of the window: no
window of Firefox or WebKitGTK can be as narrow as a phone.
"""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests import chromium as chromium_program
from tests.browser.conftest import only_playwright
from tests.patience import PATIENCE, PATIENCE_OF_PAGES
from tests.ports import held_port
from tests.workbench_server import DIRECT

MINI_BROWSER = "webkit2gtk-4*/MiniBrowser"
WINDOW = (1400, 1150)
_KEYS = {"Tab": "\ue004", "Enter": "\ue007", "ArrowRight": "\ue014", "Shift": "\ue008", " ": " "}

FRAME = """
const [address, width, height] = arguments;
document.documentElement.style.cssText = document.body.style.cssText = 'margin: 0; padding: 0; overflow: hidden';
document.body.innerHTML = '';
const frame = document.createElement('iframe');
frame.style.cssText = `position: fixed; inset: 0 auto auto 0; border: 0; width: ${width}px; height: ${height}px`;
frame.src = address;
document.body.append(frame);
"""
INSIDE = """
const frame = document.querySelector('iframe');
if (!frame || !frame.contentDocument || frame.contentDocument.URL === 'about:blank') return null;
return new frame.contentWindow.Function('args', %s)([...arguments]);
"""


class Missing(Exception):
    """A browser is not installed; the text says what to install."""


class Window:
    """A browser's window with the page under test in a frame. Subclasses bring scripts, keys and the pointer."""

    name = ""
    origin = ""

    # --- what a browser brings ----------------------------------------------------------------------------------------

    def visit(self, address: str) -> None:
        """Load a page into the window."""
        raise NotImplementedError

    def run(self, script: str, *args: Any) -> Any:
        """Run the body of a function in the window."""
        raise NotImplementedError

    def press(self, *keys: str) -> None:
        """Press keys together."""
        raise NotImplementedError

    def point(self, x: float, y: float) -> None:
        """Click at a place of the window."""
        raise NotImplementedError

    def be_tapped(self, wish: bool) -> None:
        """Make the device's pointer a finger, or no longer."""
        raise NotImplementedError

    def give_contrast(self, wish: bool) -> None:
        """Wish for more contrast, or no longer."""
        raise NotImplementedError

    # --- the page in the frame ----------------------------------------------------------------------------------------

    def open(self, address: str, width: int, height: int) -> None:
        """Open a page in a frame of this size; the window's own document is of the same origin."""
        origin = "/".join(address.split("/")[:3])
        if self.origin != origin:
            self.visit(f"{origin}/static/no-such-page")
            self.origin = origin
        self.run(FRAME, address, width, height)
        self.wait("return document.readyState === 'complete' && location.href !== 'about:blank'")
        self.inside("window.errors = []; addEventListener('error', ({message}) => window.errors.push(message))")

    def resize(self, width: int, height: int = 740) -> None:
        """Give the frame another size."""
        script = "const f = document.querySelector('iframe').style; [f.width, f.height] = arguments"
        self.run(script, f"{width}px", f"{height}px")

    def inside(self, script: str, *args: Any) -> Any:
        """Run the body of a function of `args` in the page; what it returns has to be plain."""
        return self.run(INSIDE % json.dumps(script), *args)

    def wait(self, script: str, *args: Any) -> Any:
        """Run a function in the page until it returns something true, and return that."""
        deadline = time.monotonic() + PATIENCE_OF_PAGES / 1000
        while time.monotonic() < deadline:
            if found := self.inside(script, *args):
                return found
            time.sleep(0.03)
        text = self.inside("return document.body.innerText.slice(0, 1500)")
        raise AssertionError(f"not in {type(self).__name__}: {script} {args}\n{text}")

    def click(self, selector: str, words: str = "") -> None:
        """Click the first element of a selector that holds some words, where the pointer finds it.

        The key tells the page that somebody is there, who may scroll away from what it brought into sight.
        """
        self.press("Shift")
        while True:
            place = self.place_of(selector, words)
            self.point(*place)
            # A page that moved meanwhile, as it does when something has opened above, was clicked beside the element.
            if self.inside("const clicked = window.clicked; delete window.clicked; return clicked !== 'beside'"):
                return

    def place_of(self, selector: str, words: str) -> list[float]:
        """Return where the first element of a selector that holds some words is, and tell the page to watch for it."""
        return self.wait(
            """
            const [selector, words] = args;
            const holds = (one) => (one.innerText || '').includes(words) && one.getClientRects().length;
            const found = [...document.querySelectorAll(selector)].find(holds);
            if (!found) return null;
            found.scrollIntoView({block: 'center', behavior: 'instant'});
            const box = found.getBoundingClientRect();
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
            const hit = document.elementFromPoint(x, y);
            if (!hit || !(found.contains(hit) || hit.contains(found))) return null;
            window.clicked = 'beside';
            const watch = ({target}) => {
              if (target === hit || found.contains(target)) window.clicked = 'it';
            };
            addEventListener('pointerdown', watch, {capture: true, once: true});
            return [x, y];
            """,
            selector,
            words,
        )

    def tab_to(self, selector: str, words: str = "") -> None:
        """Press Tab until an element of a selector with some words has the focus."""
        self.wait("return [...document.querySelectorAll(args[0])].some((one) => one.innerText.includes(args[1]))",
                  selector, words)
        for _ in range(80):
            if self.inside(
                "const at = document.activeElement; return at.matches(args[0]) && at.innerText.includes(args[1])",
                selector,
                words,
            ):
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not reach {selector} {words!r}")

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        for letter in words:
            self.press(letter)


class Chromium(Window):
    """Chromium, by Playwright."""

    def __init__(self, page: Any):
        self.page = page

    def visit(self, address: str) -> None:
        self.page.goto(address)

    def run(self, script: str, *args: Any) -> Any:
        body = f"(args) => (function () {{ {script} }}).apply(null, args)"
        return self.page.evaluate(body, list(args))

    def press(self, *keys: str) -> None:
        self.page.keyboard.press("+".join("Space" if key == " " else key for key in keys))

    def point(self, x: float, y: float) -> None:
        self.page.mouse.click(x, y)

    def be_tapped(self, wish: bool) -> None:
        session = self.page.context.new_cdp_session(self.page)
        session.send("Emulation.setTouchEmulationEnabled", {"enabled": wish})

    def give_contrast(self, wish: bool) -> None:
        self.page.emulate_media(contrast="more" if wish else "no-preference", reduced_motion="reduce")


class _Driven(Window):
    """A browser that takes the W3C's commands."""

    def perform(self, *actions: dict[str, Any]) -> None:
        """Perform actions of keys or the pointer."""
        raise NotImplementedError

    def press(self, *keys: str) -> None:
        values = [_KEYS.get(key, key) for key in keys]
        steps = [{"type": "keyDown", "value": value} for value in values]
        steps += [{"type": "keyUp", "value": value} for value in reversed(values)]
        self.perform({"type": "key", "id": "keys", "actions": steps})

    def point(self, x: float, y: float) -> None:
        move = {"type": "pointerMove", "duration": 0, "x": round(x), "y": round(y), "origin": "viewport"}
        steps = [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.perform({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps})


class Firefox(_Driven):
    """Firefox, by Marionette: messages in JSON, each after its length and a colon."""

    def __init__(self, port: int):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.received = b""
        self.number = 0
        self._read()
        self.command("WebDriver:NewSession", {})
        self.command("WebDriver:SetWindowRect", {"width": WINDOW[0], "height": WINDOW[1]})

    def command(self, name: str, values: dict[str, Any]) -> Any:
        """Send a command and return its value. Raises RuntimeError for a refusal."""
        self.number += 1
        text = json.dumps([0, self.number, name, values]).encode()
        self.socket.sendall(b"%d:%s" % (len(text), text))
        _, _, error, value = self._read()
        if error:
            raise RuntimeError(f"{name}: {error}")
        return value["value"] if isinstance(value, dict) and "value" in value else value

    def _read(self) -> Any:
        while b":" not in self.received:
            self.received += self.socket.recv(65536)
        size, _, self.received = self.received.partition(b":")
        while len(self.received) < int(size):
            self.received += self.socket.recv(65536)
        text, self.received = self.received[: int(size)], self.received[int(size):]
        return json.loads(text)

    def visit(self, address: str) -> None:
        self.command("WebDriver:Navigate", {"url": address})

    def run(self, script: str, *args: Any) -> Any:
        values = {"script": script, "args": list(args), "sandbox": None, "newSandbox": False}
        return self.command("WebDriver:ExecuteScript", values)

    def perform(self, *actions: dict[str, Any]) -> None:
        self.command("WebDriver:PerformActions", {"actions": list(actions)})

    def be_tapped(self, wish: bool) -> None:
        self._prefer("ui.primaryPointerCapabilities", 1 if wish else 6)

    def give_contrast(self, wish: bool) -> None:
        # Colors of the system's own in place of the page's: Firefox calls that more contrast.
        self._prefer("browser.display.document_color_use", 2 if wish else 0)

    def _prefer(self, name: str, value: int) -> None:
        """Set a preference of the browser while it runs."""
        self.command("Marionette:SetContext", {"value": "chrome"})
        script = "Services.prefs.setIntPref(arguments[0], arguments[1])"
        self.command("WebDriver:ExecuteScript", {"script": script, "args": [name, value]})
        self.command("Marionette:SetContext", {"value": "content"})


class WebKit(_Driven):
    """WebKitGTK's MiniBrowser, by WebKitWebDriver."""

    def __init__(self, driver: str, binary: Path):
        self.driver = driver
        options = {"binary": str(binary), "args": ["--automation"]}
        asked = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self.session = self._ask("POST", "/session", asked)["sessionId"]
        self.command("window/rect", {"x": 0, "y": 0, "width": WINDOW[0], "height": WINDOW[1]})

    def _ask(self, method: str, path: str, values: dict[str, Any] | None = None) -> Any:
        body = None if values is None else json.dumps(values).encode()
        request = urllib.request.Request(
            self.driver + path, body, {"Content-Type": "application/json"}, method=method
        )
        try:
            with DIRECT.open(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path}: {error.read().decode()[:500]}") from None

    def command(self, name: str, values: dict[str, Any]) -> Any:
        """Send a command of the session and return its value. Raises RuntimeError for a refusal."""
        return self._ask("POST", f"/session/{self.session}/{name}", values)

    def end(self) -> None:
        """End the session, and the browser with it."""
        self._ask("DELETE", f"/session/{self.session}")

    def visit(self, address: str) -> None:
        self.command("url", {"url": address})

    def run(self, script: str, *args: Any) -> Any:
        return self.command("execute/sync", {"script": script, "args": list(args)})

    def perform(self, *actions: dict[str, Any]) -> None:
        self.command("actions", {"actions": list(actions)})


# --- starting them ----------------------------------------------------------------------------------------------------


@contextmanager
def chromium(_folder: Path) -> Iterator[Window]:
    """Start Chromium."""
    with only_playwright() as playwright:
        browser = chromium_program.launch(playwright)
        size = {"width": WINDOW[0], "height": WINDOW[1]}
        yield Chromium(browser.new_context(viewport=size, reduced_motion="reduce").new_page())
        browser.close()


@contextmanager
def firefox(folder: Path) -> Iterator[Window]:
    """Start Firefox without a window, for somebody who wants no motion."""
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if path is None:
        raise Missing("no Firefox: make firefox, or Debian's package firefox-esr")
    profile = folder / "profile"
    profile.mkdir()
    wishes = {
        "marionette.port": 0, "ui.prefersReducedMotion": 1, "app.update.auto": False, "browser.startup.page": 0,
        "browser.shell.checkDefaultBrowser": False, "datareporting.policy.dataSubmissionEnabled": False,
        "toolkit.telemetry.reportingpolicy.firstRun": False, "network.captive-portal-service.enabled": False,
        "network.connectivity-service.enabled": False, "browser.safebrowsing.update.enabled": False,
        "extensions.getAddons.cache.enabled": False, "app.normandy.enabled": False,
        "services.settings.server": "data:,none",
    }
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in wishes.items())
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    flags = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access"]
    command = [path, *flags, "--profile", str(profile)]
    with _process(command, folder / "firefox.log", HOME=str(folder), MOZ_HEADLESS="1") as process:
        window = Firefox(int(_wait_for_file(profile / "MarionetteActivePort", process)))
        yield window
        window.command("Marionette:Quit", {"flags": ["eForceQuit"]})
        process.wait(timeout=PATIENCE)


@contextmanager
def webkit(folder: Path) -> Iterator[Window]:
    """Start WebKitGTK on a screen of its own, for somebody who wants no motion."""
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    libraries = [found for place in ("/usr/lib", "/usr/libexec") for found in Path(place).glob(f"**/{MINI_BROWSER}")]
    if not (driver and screen and libraries):
        raise Missing("no WebKitGTK: make webkit, or Debian's packages webkit2gtk-driver and xvfb")
    (folder / "gtk-3.0").mkdir()
    (folder / "gtk-3.0" / "settings.ini").write_text("[Settings]\ngtk-enable-animations=0\n", encoding="utf-8")
    with ExitStack() as stack:
        number = folder / "display"
        size = f"{WINDOW[0] + 100}x{WINDOW[1] + 200}x24"
        with number.open("w") as told:
            shown = [screen, "-displayfd", str(told.fileno()), "-screen", "0", size, "-nolisten", "tcp"]
            process = stack.enter_context(_process(shown, folder / "screen.log", keep=(told.fileno(),)))
        display = _wait_for_file(number, process)
        held = stack.enter_context(held_port())
        port = held.getsockname()[1]
        around = {
            "DISPLAY": f":{display.strip()}", "XDG_CONFIG_HOME": str(folder), "HOME": str(folder), "GDK_BACKEND": "x11",
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1", "LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1",
            "GSETTINGS_BACKEND": "memory", "GDK_SCALE": "1",
        }
        process = stack.enter_context(_process([driver, f"--port={port}"], folder / "webkit.log", **around))
        _wait_for_port(port, process)
        window = WebKit(f"http://127.0.0.1:{port}", libraries[0])
        yield window
        window.end()


@contextmanager
def _process(
    command: list[str], log: Path, *, keep: tuple[int, ...] = (), **environment: str
) -> Iterator[subprocess.Popen]:
    """Start a process that writes into a log, and end it."""
    with log.open("w") as file:
        process = subprocess.Popen(
            command, stdout=file, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, pass_fds=keep,
            env={**os.environ, **environment},
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for_file(file: Path, process: subprocess.Popen) -> str:
    """Return a file's words as soon as it has some."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if file.exists() and (text := file.read_text(encoding="utf-8")).strip():
            return text
        time.sleep(0.05)
    raise RuntimeError(f"{process.args} did not start")


def _wait_for_port(port: int, process: subprocess.Popen) -> None:
    """Wait until something answers at a port."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"{process.args} did not start")
