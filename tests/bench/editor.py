"""How quick the Studio editor is on a large scenario: `python tests/bench/editor.py [--scenes 500]`.

Method. The demonstration workbench is started on a free port, a scenario of this many scenes is saved into its empty
block through the editor's own handler, and the editor is opened on it in Chromium. "Open" counts from the navigation to
the first frame in which the outline, and the map laid out, are there. A step counts from the event to the frame after
everything has been drawn anew, so a screen's 16 ms are in each figure; the median of 15. The scenario is woven: three
choices a scene, most of them leading one to six scenes ahead, every twelfth one back, ten endings. Figures only: a time
says as much about the machine as about the editor.
"""

import argparse
import json
import random
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from playwright.sync_api import Page, sync_playwright  # noqa: E402
from scenes import WORDS  # noqa: E402

from tests import chromium, workbench_server  # noqa: E402

TURNS = 15
ENDINGS = 10

WATCH = """() => {
  const seen = window.seen = {};
  const look = () => {
    const now = performance.now();
    if (!seen.outline && document.querySelector('.ps-tree [aria-selected="true"]')) seen.outline = now;
    if (!seen.map && document.querySelector('.ps-canvas[data-laid]')) seen.map = now;
    if (!seen.map) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""

STEP = """async ([step, turn]) => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => {
    const port = new MessageChannel();
    port.port1.onmessage = done;
    port.port2.postMessage(0);
  }));
  const row = () => document.querySelector('.ps-tree [aria-selected="true"]');
  const key = (name, more = {}) => row().dispatchEvent(
    new KeyboardEvent('keydown', {key: name, bubbles: true, cancelable: true, ...more}));
  const put = (field, value) => { field.value = value; field.dispatchEvent(new Event('input', {bubbles: true})); };
  const steps = {
    select: () => key('ArrowDown'),
    type: () => {
      const field = document.querySelector('.ps-pane-form input[type="text"]');
      put(field, field.value + 'x');
    },
    choice: () => document.querySelector('dialog form').requestSubmit(),
    move: () => key('ArrowDown', {altKey: true}),
    duplicate: () => key('d', {ctrlKey: true}),
    remove: () => document.querySelector('dialog form').requestSubmit(),
    undo: () => key('z', {ctrlKey: true}),
  };
  if (step === 'choice') {
    // A fourth choice each time: another scene, since a scene takes eight at most.
    document.querySelectorAll('.ps-row-scene')[40 + turn].click();
    await drawn();
    key('C', {shiftKey: true});
    await drawn();
    put(document.querySelector('dialog textarea'), 'Take your time.');
    await drawn();
  }
  if (step === 'remove') {
    // A scene that something leads to: what hangs on it is told first, and the answer is what is measured.
    for (let at = 20; !document.querySelector('dialog'); at++) {
      document.querySelectorAll('.ps-row-scene')[at].click();
      await drawn();
      key('Delete');
      await drawn();
    }
  }
  await drawn();
  const begun = performance.now();
  steps[step]();
  await drawn();
  return performance.now() - begun;
}"""

TYPED = """() => {
  window.typed = [];
  window.longest = 0;
  addEventListener('keydown', () => {
    const begun = performance.now();
    requestAnimationFrame(() => {
      const port = new MessageChannel();
      port.port1.onmessage = () => window.typed.push(performance.now() - begun);
      port.port2.postMessage(0);
    });
  }, true);
  new PerformanceObserver((list) => {
    window.longest = Math.max(window.longest, ...list.getEntries().map(({duration}) => duration));
  }).observe({type: 'longtask'});
}"""
"""Notes how long each key takes until the page is drawn, and the longest task above 50 ms."""


def woven(scenes: int) -> dict:
    """Return the tree of a scenario of this many scenes with loops and joins, 45 seeded words a scene."""
    chance = random.Random(scenes)

    def words(number: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(number)).capitalize() + "."

    def target(number: int, index: int) -> str:
        if (number * 3 + index) % 12 == 11 and number > 4:
            return f"s{number - chance.randint(1, 4)}"
        ahead = number + (1 if index == 0 else chance.randint(1, 6))
        return f"s{ahead}" if ahead < scenes else f"e{chance.randrange(ENDINGS)}"

    def choice(number: int, index: int) -> dict:
        return {
            "tag": "choice",
            "attrs": {"id": f"c{number}-{index}", "to": target(number, index), "move": "reflect"},
            "nodes": [
                {"tag": "say", "attrs": {}, "text": words(12)},
                {"tag": "level", "attrs": {"listening": str(3 - index)}, "nodes": []},
            ],
        }

    line = {"tag": "line", "attrs": {"by": "ira", "mood": "calm"}}
    nodes = [
        {"tag": "about", "attrs": {"minutes": "5"}, "nodes": [
            {"tag": tag, "attrs": {}, "text": "A desk."} for tag in ("setting", "you-need")]},
        {"tag": "person", "attrs": {"id": "ira", "name": "Ira", "role": "client"}, "text": "A man."},
        {"tag": "start", "attrs": {"scene": "s0"}, "nodes": []},
    ]
    for number in range(scenes):
        nodes.append({"tag": "scene", "attrs": {"id": f"s{number}", "title": words(3)}, "nodes": [
            {**line, "text": words(21)}, *(choice(number, index) for index in range(3))]})
    for number in range(ENDINGS):
        nodes.append({"tag": "ending", "attrs": {"id": f"e{number}", "kind": "agreement", "title": words(2)}, "nodes": [
            {"tag": "their-view", "attrs": {"by": "ira"}, "text": "Fine."}]})
    return {"tag": "powerstruggle_scenario", "attrs": {"display_name": "Woven"}, "nodes": nodes}


def save(page: Page, address: str, document: dict) -> None:
    """Store a tree through the editor's handler. Raise RuntimeError with the server's sentence."""
    with page.expect_request(re.compile("editor_load")) as loading:
        page.goto(address)
    answer = page.evaluate("""async ([load, tree]) => {
      const send = async (address, sent) => {
        const form = new FormData();
        form.append('document', new Blob([JSON.stringify(sent)], {type: 'application/json'}), 'document.json');
        const token = /csrftoken=([^;]*)/.exec(document.cookie)[1];
        return (await fetch(address, {method: 'POST', headers: {'X-CSRFToken': token}, body: form})).json();
      };
      const {base} = await send(load, {});
      return send(load.replace('editor_load', 'editor_save'), {tree, base});
    }""", [loading.value.url, document])
    if "error" in answer:
        raise RuntimeError(answer["error"] + json.dumps(answer.get("problems", [])[:3]))


def empty_block(page: Page, index: str) -> str:
    """Return the address of the editor of the workbench's empty scenario."""
    page.goto(f"{index}/?student=author")
    return index + page.get_by_role("link", name="Edit: An empty scenario").get_attribute("href")


def measured(page: Page, address: str, scenes: int) -> dict[str, float]:
    """Return the figures in milliseconds by name."""
    save(page, address, woven(scenes))
    opened = []
    for _ in range(5):
        page.evaluate("() => localStorage.clear()")
        page.goto(address)
        page.wait_for_function("() => window.seen && window.seen.map", timeout=60_000)
        opened.append(page.evaluate("() => window.seen"))
    figures = {f"open, {part}": statistics.median(one[part] for one in opened) for part in ("outline", "map")}
    steps = {
        "select": "select",
        "type a letter": "type",
        "add a choice": "choice",
        "move": "move",
        "duplicate": "duplicate",
        "undo it": "undo",
        "delete a scene": "remove",
        "undo that": "undo",
    }
    for name, step in steps.items():
        figures[name] = statistics.median(page.evaluate(STEP, [step, turn]) for turn in range(TURNS))
    return figures | written(page, address)


def written(page: Page, address: str) -> dict[str, float]:
    """Return the figures of the Write pane: a key in the middle of the script, and the longest task that follows it."""
    page.evaluate("() => localStorage.clear()")
    page.goto(address)
    page.wait_for_function("() => window.seen && window.seen.map", timeout=60_000)
    begun = time.monotonic()
    page.keyboard.press("Control+e")
    page.locator(".ps-write-open .cm-line").first.wait_for(timeout=60_000)
    opened = 1000 * (time.monotonic() - begun)
    for _ in range(120):
        page.keyboard.press("PageDown")
    page.keyboard.press("End")
    page.evaluate(TYPED)
    for turn in range(TURNS):
        page.keyboard.press("a")
        page.wait_for_function("(least) => window.typed.length >= least", arg=turn + 1)
        # The tree follows when the author pauses.
        page.wait_for_timeout(300)
    typed, longest = page.evaluate("() => [window.typed, window.longest]")
    return {
        "open the script": opened,
        "a letter in it": statistics.median(typed),
        "slowest letter": max(typed),
        "longest task": longest,
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scenes", type=int, default=500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        bench = workbench_server.start(Path(folder))
        browser = chromium.launch(playwright)
        try:
            page = browser.new_page(viewport={"width": 1360, "height": 900})
            page.add_init_script(f"({WATCH})()")
            figures = measured(page, empty_block(page, bench.url), options.scenes)
        finally:
            browser.close()
            bench.stop()
    kilobytes = len(json.dumps(woven(options.scenes))) / 1e3
    print(f"The editor with {options.scenes} scenes, {kilobytes:.0f} kB of tree, in Chromium:")
    for name, milliseconds in figures.items():
        print(f"  {name:<16} {milliseconds:7.0f} ms")


if __name__ == "__main__":
    main()
