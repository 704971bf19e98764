"""axe-core over every state of the page, wide and narrow, light and dark; and what axe can't see."""

import pytest
from playwright.sync_api import expect

from powerstruggle_xblock.notation import markup
from powerstruggle_xblock.resources import starter_scenarios
from tests.browser.fonts import NARROWEST, assert_fits
from tests.browser.learner import Learner, path_to, starter

pytestmark = pytest.mark.browser

SIGHTS = [(1280, "light"), (NARROWEST, "dark")]
"""Each width and each scheme once: what one changes does not depend on the other."""
LONGEST_PAUSE = 130_000
"""Milliseconds: longer than any pause of the scenarios."""


@pytest.mark.parametrize(("width", "scheme"), SIGHTS)
@pytest.mark.parametrize("name", ["another-form", "somebodys-been-in-my-room", "fine-whatever"])
def test_axe_finds_nothing_on_any_state_of_the_page(open_window, workbench, name, width, scheme):
    number, scenario = starter(name)
    learner = Learner(open_window(width, color_scheme=scheme), scenario)
    learner.open(workbench, number, f"axe-{width}-{scheme}")
    found = learner.axe("about")
    learner.page.get_by_role("button", name="Begin").click()
    expect(learner.page.locator(".ps-title-now")).to_be_visible()
    found += learner.axe("first scene")
    found += _small_states(learner)
    for choice_id in path_to(scenario, _agreement(scenario)):
        learner.show_options()
        if scenario.choices[choice_id].wait:
            found += _while_waiting(learner, choice_id)
        else:
            learner.take(choice_id)
        found += learner.axe(f"after {choice_id}")
    learner.look_back()
    for more in learner.page.locator("summary").all():
        if more.is_visible():
            more.click()
    found += learner.axe("debrief, all opened")
    assert found == []


def _agreement(scenario):
    return next(ending.id for ending in scenario.endings if ending.kind == "agreement")


def _small_states(learner):
    found = []
    for more in learner.page.locator("summary").all():
        if more.is_visible():
            more.click()
    found += learner.axe("details open")
    learner.page.get_by_role("button", name="Step out for a moment").click()
    found += learner.axe("stepped out")
    learner.page.get_by_role("button", name="Come back").click()
    learner.page.route("**/choose/**", lambda route: route.abort())
    learner.show_options()
    learner.page.locator(".ps-option").first.click()
    if not learner.page.get_by_role("button", name="Stop waiting").is_visible():
        expect(learner.page.get_by_role("alert")).to_be_visible()
        found += learner.axe("lost network")
    learner.page.unroute("**/choose/**")
    learner.page.reload()
    expect(learner.page.locator(".ps-title-now")).to_be_visible()
    return found


def _while_waiting(learner, choice_id):
    # The time of day stands still: the pause lasts as long as the look at it takes.
    learner.page.clock.set_fixed_time(0)
    learner.option(choice_id).click()
    expect(learner.page.get_by_role("button", name="Stop waiting")).to_be_visible()
    found = learner.axe("waiting")
    with learner.page.expect_response(lambda answer: "/choose" in answer.url):
        learner.page.clock.set_fixed_time(LONGEST_PAUSE)
    return found


@pytest.mark.parametrize("width", [NARROWEST, 360, 640])
def test_nothing_scrolls_sideways_on_a_phone_or_at_double_zoom(open_window, workbench, width):
    _, scenario = starter("another-form")
    learner = Learner(open_window(width), scenario)
    learner.open(workbench, 0, f"narrow-{width}")
    learner.page.get_by_role("button", name="Begin").click()
    for choice_id in path_to(scenario, "walked-out"):
        learner.show_options()
        assert_fits(learner.page)
        learner.take(choice_id)
    assert_fits(learner.page)


def test_the_card_of_every_scenario_fits_with_text_at_double_size(open_window, workbench):
    page = open_window()
    page.add_init_script(
        "document.addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%'; })"
    )
    for number, file in enumerate(starter_scenarios()):
        page.goto(f"{workbench.url}/scenario/powerstruggle_scenario.{number}/?student=double")
        expect(page.get_by_role("button", name="Begin")).to_be_visible()
        for more in page.locator(".ps-about summary").all():
            more.click()
        for width in (NARROWEST, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("() => document.scrollingElement.scrollWidth - window.innerWidth")
            assert wide <= 0, f"{file.stem} is {wide} pixels too wide at {width}"


def test_a_rating_is_said_once(open_window, workbench):
    _, scenario = starter("another-form")
    learner = Learner(open_window(), scenario)
    learner.open(workbench, 0, "rating")
    learner.page.get_by_role("button", name="Begin").click()
    slider = learner.page.get_by_role("slider")
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "6 of 10")
    heard = learner.root.aria_snapshot()
    # The value of the slider itself is told by `aria-valuetext`; no other element says it, and none announces it.
    assert "6 of 10" not in heard.replace("6 of 10, ", "")
    assert learner.page.locator(".ps-own-questions :is(output, [aria-live], [role=status])").count() == 0


def test_a_chart_follows_its_room_without_an_error_of_the_browser(open_window, workbench):
    _, scenario = starter("another-form")
    learner = Learner(open_window(), scenario)
    learner.page.add_init_script("window.faults = []; addEventListener('error', (one) => faults.push(one.message));")
    learner.open(workbench, 0, "chart")
    learner.page.get_by_role("button", name="Begin").click()
    for choice_id in path_to(scenario, "walked-out"):
        learner.show_options()
        learner.take(choice_id)
    learner.look_back()
    chart = learner.page.locator(".ps-curve > svg").first
    for width in (360, 700):
        learner.page.set_viewport_size({"width": width, "height": 800})
        learner.page.wait_for_function(
            """([svg, width]) => innerWidth === width
                && svg.getAttribute("viewBox") === `0 0 ${svg.parentElement.clientWidth} 210`""",
            arg=[chart.element_handle(), width],
        )
    assert learner.page.evaluate("() => window.faults") == []


def test_options_are_large_enough_to_hit_and_keep_focus_visible(open_window, workbench):
    _, scenario = starter("another-form")
    learner = Learner(open_window(360), scenario)
    learner.open(workbench, 0, "targets")
    learner.page.get_by_role("button", name="Begin").click()
    expect(learner.page.locator(".ps-option").first).to_be_visible()
    for button in learner.root.get_by_role("button").all():
        if button.is_visible():
            box = button.bounding_box()
            assert box["height"] >= 24 and box["width"] >= 24, button.inner_text()
    option = learner.page.locator(".ps-option").first
    learner.tab_to(option)
    outline = option.evaluate("element => getComputedStyle(element).outlineStyle + getComputedStyle(element).boxShadow")
    assert outline != "nonenone"


def test_where_fingers_tap_everything_is_44_pixels_high(open_window, workbench):
    _, scenario = starter("another-form")
    learner = Learner(open_window(360, 740, has_touch=True, is_mobile=True), scenario)
    learner.open(workbench, 0, "fingers")
    small = []

    def look(state):
        # Words of the glossary stand within a sentence.
        for target in learner.root.locator(
            "button:not(.ps-term), summary, input:not([type=checkbox]), [type=checkbox] + label, textarea"
        ).all():
            if target.is_visible() and target.bounding_box()["height"] < 43.5:
                small.append(f"{state}: {target.evaluate('node => node.outerHTML')[:120]}")

    expect(learner.page.get_by_role("button", name="Begin")).to_be_visible()
    look("card")
    learner.page.get_by_role("button", name="Begin").tap()
    for choice_id in path_to(scenario, "walked-out"):
        learner.show_options()
        look("scene")
        learner.take(choice_id)
    learner.look_back()
    look("debrief")
    assert not small, "\n".join(small)


def test_a_wish_for_more_contrast_is_met(open_window, workbench):
    _, scenario = starter("another-form")
    for scheme in ("light", "dark"):
        learner = Learner(open_window(contrast="more", color_scheme=scheme), scenario)
        learner.open(workbench, 0, f"contrast-{scheme}")
        learner.page.get_by_role("button", name="Begin").click()
        quiet = learner.page.locator(".ps-progress")
        expect(quiet).to_be_visible()
        color = "node => getComputedStyle(node).color"
        assert quiet.evaluate(color) == learner.page.locator(".ps-title-now").evaluate(color)


def test_the_printed_debrief_shows_the_whole_talk(open_window, workbench):
    _, scenario = starter("another-form")
    learner = Learner(open_window(), scenario)
    learner.open(workbench, 0, "printing")
    learner.page.get_by_role("button", name="Begin").click()
    path = path_to(scenario, "walked-out")
    for choice_id in path:
        learner.show_options()
        learner.take(choice_id)
    learner.look_back()
    # A real dialogue would stop the test; the browser's own event is what opens the folded parts.
    learner.page.evaluate("() => { window.print = () => window.dispatchEvent(new Event('beforeprint')); }")
    learner.page.get_by_role("button", name="Print").click()
    learner.page.emulate_media(media="print")
    shown = learner.root.inner_text().replace("’", "'")
    for choice_id in path:
        choice = scenario.choices[choice_id]
        assert markup.plain_text(choice.say or choice.do or choice.wait.text) in shown
