"""Listening on the real page: loaded by its switch, by keyboard and touch, gone when it is switched off."""

import pytest
from playwright.sync_api import expect

from tests.browser.fonts import NARROWEST
from tests.browser.learner import Learner, starter

pytestmark = pytest.mark.browser

VOICES = """
  const voices = ['Ada', 'Ben', 'Cyd'].map((name) => (
    {name, lang: 'en-US', voiceURI: name, localService: true, default: false}));
  window.spoken = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, 'speechSynthesis', {value: {
    getVoices: () => voices,
    speak(one) { window.spoken.push(`${one.voice.name}: ${one.text}`); this.now = one; },
    cancel() {},
    addEventListener() {},
  }});
"""
"""A device with three voices of its own; `spoken` has what was begun, and the last of it ends when a test says so."""
END_ONE = "() => speechSynthesis.now.onend()"


@pytest.fixture
def listener(open_window, workbench):
    """Return a learner with a device that has voices, before the first scene."""
    number, scenario = starter("another-form")

    def begin(name: str, width: int, **options) -> Learner:
        learner = Learner(open_window(width, 740, **options), scenario)
        learner.page.add_init_script(VOICES)
        learner.open(workbench, number, name)
        learner.page.get_by_role("button", name="Begin").click()
        learner.show_options()
        return learner

    return begin


def test_by_keyboard_the_scene_is_read_in_order_and_what_follows_a_choice_after_it(listener):
    learner = listener("hears", 1280)
    page = learner.page
    loaded = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    learner.press(page.get_by_role("button", name="Listen", exact=True))
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    assert [name for name in loaded if name.endswith(".js")] == ["listening.js"]
    page.evaluate(END_ONE)
    page.evaluate(END_ONE)
    cue, line = page.evaluate("() => spoken")
    assert "He lays two pages on your desk" in cue and "You people always have another form." in line
    assert cue.partition(":")[0] != line.partition(":")[0]
    expect(page.get_by_role("button", name="Stop", exact=True)).to_have_count(0)
    learner.take("every-year")
    page.wait_for_function("() => spoken.length > 2")
    assert "Every year. That's when it is." in page.evaluate("() => spoken[2]")
    learner.press(page.get_by_role("button", name="Stop", exact=True))
    learner.press(page.get_by_role("button", name="Hear what you can do"))
    assert "Go ahead, please." in page.evaluate("() => spoken.at(-1)")
    learner.press(page.get_by_role("button", name="Stop listening"))
    expect(page.locator(".ps-hear, .ps-voices")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_buttons_are_large_named_and_in_sight_on_a_narrow_phone(listener, scheme):
    learner = listener(f"narrow-{scheme}", NARROWEST, has_touch=True, is_mobile=True)
    page = learner.page
    page.get_by_role("button", name="Listen", exact=True).tap()
    expect(page.locator(".ps-hear").first).to_be_visible()
    if scheme == "dark":
        page.get_by_role("button", name="Dark colors").tap()
    page.get_by_text("Voices and speed").tap()
    expect(page.get_by_label("Voice of Marcus")).to_be_visible()
    for turned in ("ltr", "rtl"):
        page.evaluate("turned => document.documentElement.dir = turned", turned)
        wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, turned
    boxes = [button.bounding_box() for button in page.locator(".ps-hear, .ps-voices select").all()]
    assert [box for box in boxes if box["height"] < 43.5 or box["width"] < 43.5] == []
    assert learner.axe(f"listening, {scheme}") == []
