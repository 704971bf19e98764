"""Saying it first: own words or a recording before the options, beside a strong reply after them, and nowhere else."""

import pytest
from playwright.sync_api import expect

from tests.browser.fonts import assert_fits
from tests.browser.learner import Learner, path_to, starter
from tests.platform import places

pytestmark = pytest.mark.browser
MARKER = "zq-nobody-else-reads-this"
WORDS = f"I promise it will be fine, {MARKER}."
SOUND = """() => {
    // A microphone that hums: the container that tests run in has none.
    const context = new AudioContext();
    const hum = new OscillatorNode(context);
    const out = context.createMediaStreamDestination();
    hum.connect(out);
    hum.start();
    navigator.mediaDevices.getUserMedia = async () => out.stream;
}"""
REFUSED = """() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"));
}"""


@pytest.fixture
def learner(open_window):
    """Return a learner with "Another form" before them, on a phone."""
    _, scenario = starter("another-form")
    return Learner(open_window(360, 740), scenario)


def path_with_words(learner: Learner) -> tuple[list[str], list[str]]:
    """Return a path to an ending: the choices before the first scene that asks for words, and those from it on."""
    asking = next(scene for scene in learner.scenario.scenes if scene.rehearse)
    path = path_to(learner.scenario, "takes-it", through=asking.id)
    own = {choice.id for choice in asking.choices}
    at = next(number for number, choice in enumerate(path) if choice in own)
    return path[:at], path[at:]


def begin(learner: Learner, workbench, name: str) -> list[str]:
    """Play to the first scene that asks for words; return the rest of the path."""
    learner.open(workbench, 0, name)
    learner.page.get_by_role("button", name="Begin").click()
    before, rest = path_with_words(learner)
    for choice in before:
        learner.take(choice)
    expect(learner.page.get_by_role("textbox")).to_be_visible()
    return rest


def test_own_words_stand_beside_the_strong_reply_and_stay_in_the_browser(learner, workbench):
    page, sent = learner.page, []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''} {request.headers}"))
    rest = begin(learner, workbench, "own-words")
    expect(page.locator(".ps-option")).to_have_count(0)
    page.get_by_role("textbox").fill(WORDS)
    assert learner.axe("own words") == []
    learner.take(rest[0])
    beside = page.locator(".ps-beside")
    expect(beside).to_contain_text(MARKER)
    expect(beside).to_contain_text("A strong reply")
    page.locator(".ps-rate").get_by_role("radio", name="Partly").first.check()
    expect(page.locator("script[src*='second-look']")).to_have_count(0)
    page.get_by_role("button", name="second look").click()
    expect(page.locator(".ps-findings")).to_contain_text("“I promise” is a promise")
    assert learner.axe("beside the strong reply") == []
    assert_fits(page)
    for choice in rest[1:]:
        learner.take(choice)
    learner.look_back()
    listed = page.locator(".ps-turning", has_text=MARKER)
    expect(listed).to_be_visible()
    listed.locator("summary", has_text="Three questions").first.click()
    expect(listed.get_by_role("radio", name="Partly").first).to_be_checked()
    assert learner.axe("own words in the debrief") == []
    assert not [request for request in sent if MARKER in request]
    stored = [file for file in (workbench.log.parent / "state").rglob("*") if file.is_file()]
    assert stored and not [file for file in stored if MARKER.encode() in file.read_bytes()]
    assert MARKER not in workbench.log.read_text(encoding="utf-8")
    page.get_by_role("button", name="Delete my ratings").click()
    page.get_by_role("button", name="Yes, delete it").click()
    expect(page.get_by_text(MARKER)).to_have_count(0)
    assert page.evaluate("() => JSON.stringify(localStorage)").find(MARKER) == -1


def test_a_recording_is_kept_and_played_here_survives_a_reload_and_is_erased(learner, workbench):
    page, sent = learner.page, []
    page.on("request", lambda request: sent.append((request.url, request.post_data_buffer or b"")))
    begin(learner, workbench, "recording")
    page.evaluate(SOUND)
    button = page.locator(".ps-record").get_by_role("button").first
    learner.press(button)
    expect(button).to_have_text("Stop recording")
    assert learner.axe("recording") == []
    page.keyboard.press("Enter")
    expect(page.locator("audio")).to_be_visible()
    page.reload()
    expect(page.locator("audio")).to_be_visible()
    assert page.locator("audio").evaluate("node => fetch(node.src).then((got) => got.blob()).then((it) => it.size)") > 0
    learner.show_options()
    expect(page.locator("audio")).to_be_visible()
    assert all(len(body) < 200 for url, body in sent if not url.startswith("blob:"))
    page.get_by_role("button", name="Step out").click()
    page.get_by_role("button", name="Delete my ratings").click()
    page.get_by_role("button", name="Yes, delete it").click()
    page.get_by_role("button", name="Come back").click()
    expect(page.locator("audio")).to_have_count(0)
    page.wait_for_function("async () => (await indexedDB.databases()).length === 0")


def test_a_refused_microphone_says_so_and_leaves_everything_else(learner, workbench):
    begin(learner, workbench, "refused")
    learner.page.evaluate(REFUSED)
    learner.page.get_by_role("button", name="Record it instead").click()
    told = learner.page.locator(".ps-record [role=status]")
    expect(told).to_contain_text("does not let this page use the microphone")
    learner.page.get_by_role("textbox").fill("Hm.")
    learner.show_options()
    expect(learner.page.locator(".ps-option").first).to_be_visible()


def test_in_a_frame_without_the_microphone_recording_is_not_offered(open_window, workbench):
    number, scenario = starter("another-form")
    page = open_window(1280, 740)
    address = f"powerstruggle_scenario.{number}/?student=framed"
    learner = Learner(page, scenario, places.learning_application(page, workbench, address))
    learner.here.get_by_role("button", name="Begin").click()
    before, _ = path_with_words(learner)
    for choice in before:
        learner.take(choice)
    expect(learner.here.get_by_role("textbox")).to_be_visible()
    expect(learner.here.locator(".ps-record")).to_have_count(0)
