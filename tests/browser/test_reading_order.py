"""A whole scenario as a listener hears it: what is said at each step by itself, in its order, and the page read out.

A virtual screen reader runs in the page and follows its focus and its live regions.
`GOLDEN=write .venv/bin/pytest tests/browser/test_reading_order.py` writes the file anew. Read it as a listener would.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.learner import Learner, path_to, starter

pytestmark = pytest.mark.browser
GOLDEN = Path(__file__).parent / "reading" / "another-form.txt"
READER = (
    Path(__file__).resolve().parents[2]
    / "frontend/node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
)
START = """async (reader) => {
  const address = URL.createObjectURL(new Blob([reader], {type: 'text/javascript'}));
  window.virtual = (await import(address)).virtual;
  // The reader does not know by itself that browsers hide what is folded.
  const folded = document.createElement('style');
  folded.textContent = 'details:not([open]) > :not(summary) { display: none !important }';
  document.head.append(folded);
  await virtual.start({container: document.body});
  await virtual.clearSpokenPhraseLog();
}"""
SAID = """async () => {
  const said = await virtual.spokenPhraseLog();
  await virtual.clearSpokenPhraseLog();
  return said;
}"""
READ = """async () => {
  await virtual.stop();
  await virtual.start({container: document.body});
  while (await virtual.lastSpokenPhrase() !== 'end of document') {
    await virtual.next();
    if ((await virtual.spokenPhraseLog()).length > 1000) break;
  }
  const read = await virtual.spokenPhraseLog();
  await virtual.clearSpokenPhraseLog();
  return read;
}"""
SILENT = re.compile(r"(end of .*|paragraph|document|polite: |assertive: |(end, )?not busy|status|alert|group)$")
"""What the reader logs and nobody is told: where something ends, paragraphs, live regions without words."""


def heard(learner: Learner, title: str) -> str:
    """Return what is said now, in its order, and the component read from its beginning to its end.

    The page's own timer, which tells of the meters later, is let run by hand.
    """
    learner.page.clock.run_for(2000)
    said = learner.page.evaluate(SAID)
    read = learner.page.evaluate(READ)
    told = [f"said: {phrase}" for phrase in said if not SILENT.match(phrase)]
    lines = [phrase for phrase in read[read.index("main") + 1 :] if not SILENT.match(phrase)]
    return "\n".join([f"== {title}", "", *told, *[""][: len(told)], *lines, ""])


def test_a_whole_scenario_is_heard_in_the_order_in_which_it_is_read(open_window, workbench):
    _, scenario = starter("another-form")
    learner = Learner(open_window(360, 740), scenario)
    learner.page.clock.install(time=0)
    learner.page.clock.pause_at(1000)
    learner.open(workbench, 0, "listener")
    learner.page.evaluate(START, READER.read_text(encoding="utf-8"))
    parts = [heard(learner, "the card")]
    learner.page.get_by_role("button", name="Begin").click()
    expect(learner.page.locator(".ps-title-now")).to_be_focused()
    # The private question is loaded when a scene first asks it.
    expect(learner.page.get_by_role("slider")).to_be_visible()
    parts.append(heard(learner, "the first scene"))
    for choice_id in path_to(scenario, "walked-out"):
        learner.show_options()
        learner.take(choice_id)
        expect(learner.page.locator(".ps-now .ps-self .ps-bubble")).to_be_focused()
        parts.append(heard(learner, f"after {choice_id}"))
    learner.look_back()
    expect(learner.page.locator(".ps-prompts textarea").first).to_be_visible()
    parts.append(heard(learner, "looking back"))
    text = "\n".join(parts)
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")
