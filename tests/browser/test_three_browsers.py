"""The same journeys in Chromium, Firefox and WebKitGTK: played to the end, written, saved, and drawn at every width.

A browser that is not installed is left out with the reason. Each is started once, and all share one workbench.
"""

import pytest

from powerstruggle_xblock.scenario.model import Scenario
from tests import workbench_server
from tests.browser import other_browsers
from tests.browser.learner import path_to, starter

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 768, 1280)
PHONE, DESK = (360, 740), (1280, 900)
STARTS = {"chromium": other_browsers.chromium, "firefox": other_browsers.firefox, "webkit": other_browsers.webkit}
FINGERS = ".ps-button, .ps-option, .ps-more > summary, input[type=range]"
"""What is tapped in a conversation; the words of the glossary stand inside sentences."""


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """Return a workbench of their own: what authors save, everybody sees."""
    with workbench_server.running(tmp_path_factory.mktemp("three")) as server:
        yield server


@pytest.fixture(scope="module", params=STARTS)
def window(request, tmp_path_factory):
    """Return a window of each browser, one after the other."""
    try:
        with STARTS[request.param](tmp_path_factory.mktemp(request.param)) as opened:
            opened.name = request.param
            yield opened
    except other_browsers.Missing as missing:
        pytest.skip(str(missing))


def open_component(window, bench, component: str, size: tuple[int, int], view: str = "", who: str = "") -> None:
    """Open a component as somebody whom only this browser has, and wait until it stands."""
    window.open(f"{bench.url}/scenario/{component}/{view}?student={who or window.name}", *size)
    window.wait("return !!document.querySelector('[data-ps]') && !document.querySelector('.ps-loading')")


def assert_drawn(window, state: str, size: tuple[int, int]) -> None:
    """Fail where a page has to be scrolled sideways at some width, or where something in it went wrong.

    The frame has its size again at the end.
    """
    for width in WIDTHS:
        window.resize(width)
        wide, room = window.inside(
            "const {scrollWidth, clientWidth} = document.documentElement; return [scrollWidth, clientWidth]"
        )
        assert wide <= room, f"{state}, at {width} px: {wide} of {room}"
    window.resize(*size)
    assert window.inside("return window.errors") == [], state


def assert_landed(window) -> None:
    """Wait until the learner's own words have the focus, and they and the beginning of the answer are in sight."""
    window.wait("""
        const mine = document.querySelector('.ps-now .ps-bubble');
        const answer = document.querySelector('.ps-now .ps-stage, .ps-now .ps-dialogue');
        if (!mine || document.activeElement !== mine) return false;
        const seen = (node) => {
          const {top, bottom, height} = node.getBoundingClientRect();
          return Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0)) / height;
        };
        return seen(mine) > 0.95 && (!answer || seen(answer) > 0.5);
    """)


def way_of(scenario: Scenario, ending: str) -> list[str]:
    """Return the choices that lead to an ending; none of them is a pause, which takes its time."""
    path = path_to(scenario, ending)
    assert not any(scenario.choices[choice].wait for choice in path)
    return path


def test_a_scenario_is_played_to_its_end_by_keyboard_on_a_phone(window, bench):
    number, scenario = starter("another-form")
    open_component(window, bench, f"powerstruggle_scenario.{number}", PHONE)
    assert_drawn(window, "the card", PHONE)
    window.tab_to(".ps-about .ps-button", "Begin")
    window.press("Enter")
    window.wait("return document.activeElement.matches('.ps-title-now')")
    for choice in way_of(scenario, "walked-out"):
        if window.inside("return !document.querySelector('.ps-options')"):
            window.tab_to("button", "Show the options")
            window.press("Enter")
        window.tab_to(f"[id$='-option-{choice}']")
        window.press("Enter")
        assert_landed(window)
    assert_drawn(window, "the ending", PHONE)
    window.tab_to("button", "Look back at the conversation")
    window.press("Enter")
    window.wait("return document.activeElement.innerText === 'Your result'")
    assert_drawn(window, "the debrief", PHONE)


def test_a_scenario_is_played_to_its_end_by_pointer_and_who_comes_back_is_where_they_were(window, bench):
    number, scenario = starter("another-form")
    component = f"powerstruggle_scenario.{number}"
    open_component(window, bench, component, DESK, who=f"points-{window.name}")
    window.click(".ps-about .ps-button", "Begin")
    path = way_of(scenario, "walked-out")
    for step, choice in enumerate(path):
        window.wait("return !!document.querySelector('.ps-options, .ps-own-questions')")
        if window.inside("return !document.querySelector('.ps-options')"):
            window.click("button", "Show the options")
        window.click(f"[id$='-option-{choice}']")
        assert_landed(window)
        if step == 0:
            assert_drawn(window, "a scene", DESK)
            open_component(window, bench, component, DESK, who=f"points-{window.name}")
            window.wait("return /You are back where you left off/.test(document.querySelector('.ps-back')?.innerText)")
    assert window.wait("return document.querySelector('.ps-their-view')?.innerText")


def test_what_fingers_tap_is_large_enough_and_who_needs_more_contrast_gets_it(window, bench):
    number, _ = starter("fine-whatever")
    if window.name == "webkit":
        pytest.skip("WebKitGTK can't be told that its pointer is a finger, or that more contrast is wanted")
    open_component(window, bench, f"powerstruggle_scenario.{number}", PHONE, who=f"taps-{window.name}")
    window.be_tapped(True)
    window.wait("return matchMedia('(pointer: coarse)').matches")
    window.click(".ps-about .ps-button", "Begin")
    window.wait("return !!document.querySelector('.ps-title-now')")
    small = window.inside(
        """return [...document.querySelectorAll(args[0])].filter((one) => one.getClientRects().length)
             .map((one) => [one.outerHTML.slice(0, 60), one.getBoundingClientRect().height])
             .filter(([, height]) => height < 43.5)""",
        FINGERS,
    )
    window.be_tapped(False)
    assert small == []
    colors = """const style = getComputedStyle(document.querySelector('[data-ps]'));
        return [style.getPropertyValue('--soft') === style.getPropertyValue('--ink'),
                style.getPropertyValue('--line') === style.getPropertyValue('--edge')]"""
    assert window.inside(colors) == [False, False]
    window.give_contrast(True)
    window.wait("return matchMedia('(prefers-contrast: more)').matches")
    contrasted = window.inside(colors)
    window.give_contrast(False)
    assert contrasted == [True, True]


def test_the_continuum_is_answered_and_sent(window, bench):
    open_component(window, bench, "powerstruggle_continuum.0", PHONE)
    window.click("button", "Begin")
    window.wait("return document.activeElement.matches('.ps-heading')")
    assert_drawn(window, "an event", PHONE)
    window.tab_to("input[type=range]")
    window.press("ArrowRight")
    assert window.wait("return /You stand at: .*/.exec(document.body.innerText)?.[0]") == "You stand at: often"
    window.click("button", "Next")
    for _ in range(40):
        if window.wait("return /Before you send|Skip this one/.exec(document.body.innerText)?.[0]") != "Skip this one":
            break
        before = window.inside("return document.querySelector('.ps-heading').innerText")
        window.click("button", "Skip this one")
        window.wait("return document.querySelector('.ps-heading').innerText !== args[0]", before)
    window.click("button", "Send")
    window.wait("return /The group’s picture/.test(document.activeElement.innerText)")
    assert_drawn(window, "the group's picture", PHONE)


def test_an_answer_to_a_reflection_is_kept_in_the_browser(window, bench):
    for _ in range(2):
        open_component(window, bench, "powerstruggle_reflection.0", PHONE)
        window.wait("return !!document.querySelector('textarea')")
        if not window.inside("return document.querySelector('textarea').value"):
            assert_drawn(window, "the reflection", PHONE)
            window.click("textarea")
            window.type("My jaw.")
            window.press("Tab")
            window.wait("return JSON.stringify({...localStorage}).includes('My jaw.')")
    assert window.inside("return document.querySelector('textarea').value") == "My jaw."


def test_the_editor_opens_changes_a_title_and_saves_it(window, bench):
    number, _ = starter("fine-whatever")
    component, mark = f"powerstruggle_scenario.{number}", window.name
    title = ".ps-pane-form input[type=text]"

    def open_scene() -> None:
        window.open(f"{bench.url}/scenario/{component}/studio_view/?student=author", *DESK)
        window.wait("return !!document.querySelector('.ps-canvas[data-laid=now]')")
        window.click(".ps-tree .ps-row-scene", "The red hand")
        window.wait("return /The red hand/.test(document.querySelector(args[0])?.value)", title)

    open_scene()
    window.click(title)
    window.type(mark)
    window.wait("return document.querySelector(args[0]).value.includes(args[1])", title, mark)
    window.click(".ps-editor button", "Save")
    window.wait("return /Saved at/.test(document.querySelector('.ps-state')?.innerText)")
    window.open(f"{bench.url}/scenario/{component}/studio_view/?student=author", *DESK)
    window.wait("return !!document.querySelector('.ps-canvas[data-laid=now]')")
    outline = window.inside("return document.querySelector('.ps-tree').innerText")
    assert mark in outline
