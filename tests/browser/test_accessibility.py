"""axe-core over every state of the page, wide and narrow, light and dark; and what axe can't see."""

import pytest
from playwright.sync_api import expect

from powerstruggle_xblock.notation import markup
from tests.browser.fonts import NARROWEST, assert_fits
from tests.browser.learner import Learner, path_to, starter
from tests.browser.test_playing import _show_options

pytestmark = pytest.mark.browser

SIGHTS = [(width, scheme) for width in (1280, NARROWEST) for scheme in ("light", "dark")]


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
        _show_options(learner)
        if scenario.choices[choice_id].wait:
            found += _while_waiting(learner, choice_id)
        else:
            learner.take(choice_id)
        found += learner.axe(f"after {choice_id}")
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
    _show_options(learner)
    learner.page.locator(".ps-option").first.click()
    if not learner.page.get_by_role("button", name="Stop waiting").is_visible():
        expect(learner.page.get_by_role("alert")).to_be_visible()
        found += learner.axe("lost network")
    learner.page.unroute("**/choose/**")
    learner.page.reload()
    expect(learner.page.locator(".ps-title-now")).to_be_visible()
    return found


def _while_waiting(learner, choice_id):
    learner.page.clock.install()
    learner.option(choice_id).click()
    expect(learner.page.get_by_role("button", name="Stop waiting")).to_be_visible()
    found = learner.axe("waiting")
    with learner.page.expect_response(lambda answer: "/choose" in answer.url):
        learner.page.clock.fast_forward("02:10")
    return found


@pytest.mark.parametrize("width", [NARROWEST, 360, 640])
def test_nothing_scrolls_sideways_on_a_phone_or_at_double_zoom(open_window, workbench, width):
    _, scenario = starter("another-form")
    learner = Learner(open_window(width), scenario)
    learner.open(workbench, 0, f"narrow-{width}")
    learner.page.get_by_role("button", name="Begin").click()
    for choice_id in path_to(scenario, "walked-out"):
        _show_options(learner)
        assert_fits(learner.page)
        learner.take(choice_id)
    assert_fits(learner.page)


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


def test_the_printed_debrief_shows_the_whole_talk(open_window, workbench):
    _, scenario = starter("another-form")
    learner = Learner(open_window(), scenario)
    learner.open(workbench, 0, "printing")
    learner.page.get_by_role("button", name="Begin").click()
    path = path_to(scenario, "walked-out")
    for choice_id in path:
        _show_options(learner)
        learner.take(choice_id)
    # A real dialogue would stop the test; the browser's own event is what opens the folded parts.
    learner.page.evaluate("() => { window.print = () => window.dispatchEvent(new Event('beforeprint')); }")
    learner.page.get_by_role("button", name="Print").click()
    learner.page.emulate_media(media="print")
    shown = learner.root.inner_text().replace("’", "'")
    for choice_id in path:
        choice = scenario.choices[choice_id]
        assert markup.plain_text(choice.say or choice.do or choice.wait.text) in shown
