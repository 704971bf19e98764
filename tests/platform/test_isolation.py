"""The platform's rules change nothing on our pages: every element looks as it does on a bare page."""

import pytest
from playwright.sync_api import expect

from tests.browser.learner import Learner, path_to, starter
from tests.platform import places

pytestmark = pytest.mark.browser
CONTRAST = 3
"""WCAG 2.2, criterion 1.4.11: the least contrast of what shows where a control is."""
EDGES = """root => {
    const parse = (color) => color.match(/[\\d.]+/g).map(Number);
    const light = (color) => parse(color).slice(0, 3).map((value) => value / 255)
        .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
        .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
    const behind = (node) => {
        for (let each = node; each; each = each.parentElement) {
            const color = getComputedStyle(each).backgroundColor;
            if (parse(color)[3] !== 0) return color;
        }
        return "rgb(255, 255, 255)";
    };
    const controls = "input:not([type=checkbox], [type=radio], [type=range], [type=file]), textarea, select, "
        + ".ps-option, .ps-tool:not([aria-disabled])";
    return [...root.querySelectorAll(controls)].filter((node) => node.checkVisibility()).map((node) => {
        const edge = getComputedStyle(node).borderTopColor;
        const ratios = [node, node.parentElement].map((one) => {
            const [high, low] = [light(edge), light(behind(one))].sort((a, b) => b - a);
            return (high + 0.05) / (low + 0.05);
        });
        return [node.outerHTML.slice(0, 80), Math.max(...ratios)];
    });
}"""
FEW = 5
"""A component has more elements than this."""
LOOKS = """root => {
    const names = ["display", "position", "float", "boxSizing", "marginTop", "marginBottom", "paddingTop",
        "paddingRight", "paddingBottom", "paddingLeft", "borderTopWidth", "borderTopStyle", "borderTopColor",
        "borderBottomWidth", "borderLeftWidth", "borderTopLeftRadius", "color", "backgroundColor", "backgroundImage",
        "boxShadow", "opacity", "fontFamily", "fontSize", "fontStyle", "fontWeight", "lineHeight", "letterSpacing",
        "wordSpacing", "textAlign", "textTransform", "textDecorationLine", "textShadow", "textIndent", "whiteSpace",
        "listStyleType", "listStylePosition", "quotes", "verticalAlign", "minHeight", "maxHeight", "outlineStyle",
        "tableLayout"];
    document.activeElement.blur();
    const isShown = (node) => !node.closest("svg, script, style") && node.checkVisibility();
    const read = (on) => {
        document.querySelectorAll("[data-platform]").forEach((one) => { one.sheet.disabled = !on; });
        document.getAnimations().forEach((animation) => animation.finish());
        return new Map([...root.querySelectorAll("*")].filter(isShown).map((node) => {
            const style = getComputedStyle(node);
            return [node, Object.fromEntries(names.map((name) => [name, style[name]]))];
        }));
    };
    const [there, bare] = [read(true), read(false)];
    const label = (node) =>
        `${node.tagName.toLowerCase()}.${node.className || ""} ${node.textContent.trim().slice(0, 30)}`;
    const found = [...new Set([...there.keys(), ...bare.keys()])].flatMap((node) => {
        const [with_rules, without] = [there.get(node), bare.get(node)];
        if (!with_rules || !without) return [`${label(node)}: ${without ? "hidden" : "shown"}`];
        return names.filter((name) => with_rules[name] !== without[name])
            .map((name) => `${label(node)}: ${name} ${without[name]} -> ${with_rules[name]}`);
    });
    return [there.size, found];
}"""
"""Read every element with the platform's rules and without them in one task.

Nothing that is loaded later can come between the two readings.
"""


def changed(page, workbench, address: str, place, reach) -> list[str]:
    """Open a component in a place and return which of its elements the platform's rules change, and in what."""
    places.show(page, workbench, address.split("?", maxsplit=1)[0], place)
    page.goto(f"{workbench.url}/scenario/{address}")
    reach(page)
    size, found = page.locator("[data-ps]").first.evaluate(LOOKS)
    assert size > FEW
    return found


def about_card(page):
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    for more in page.locator("summary").all():
        more.click()


def after_two_choices(page):
    _, scenario = starter("another-form")
    learner = Learner(page, scenario)
    page.get_by_role("button", name="Begin").click()
    for choice_id in path_to(scenario, "walked-out")[:2]:
        learner.show_options()
        learner.take(choice_id)
    learner.show_options()
    for more in page.locator("summary").all():
        more.click()


def debrief(page):
    _, scenario = starter("another-form")
    learner = Learner(page, scenario)
    page.get_by_role("button", name="Begin").click()
    for choice_id in path_to(scenario, "walked-out"):
        learner.show_options()
        learner.take(choice_id)
    page.get_by_role("button", name="Look back").click()
    expect(page.locator(".ps-prompts textarea").first).to_be_visible()
    for more in page.locator("summary").all():
        more.click()


def first_statement(page):
    page.get_by_role("button", name="Begin").click()
    expect(page.locator(".ps-heading")).to_be_focused()


def boxes(page):
    expect(page.get_by_role("textbox").first).to_be_visible()


def on_show(page, workbench, address: str, place, reach) -> list[str]:
    """Open a component in a place and name the controls whose edge can't be told from what is around it."""
    places.show(page, workbench, address.split("?", maxsplit=1)[0], place)
    page.goto(f"{workbench.url}/scenario/{address}")
    reach(page)
    edges = page.locator("[data-ps]").first.evaluate(EDGES)
    assert edges, "the page has controls"
    return [f"{control}: {ratio:.2f}" for control, ratio in edges if ratio < CONTRAST]


UNIT = [
    ("powerstruggle_scenario.0", about_card),
    ("powerstruggle_scenario.0", after_two_choices),
    ("powerstruggle_scenario.0", debrief),
    ("powerstruggle_continuum.0", first_statement),
    ("powerstruggle_reflection.0", boxes),
]


@pytest.mark.parametrize(("component", "reach"), UNIT)
def test_the_lms_s_rules_change_nothing(open_window, workbench, component, reach):
    found = changed(open_window(), workbench, f"{component}/?student=looks-{reach.__name__}", places.unit, reach)
    assert not found, "\n".join(found[:40])


EDITORS = ["powerstruggle_scenario.0", "powerstruggle_continuum.0", "powerstruggle_reflection.0"]


def opened_editor(page):
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible()
    expect(page.get_by_role("textbox").first).to_be_visible()
    if "powerstruggle_scenario" in page.url:
        # The map is loaded later and its cards are placed by a worker.
        expect(page.locator(".ps-canvas[data-laid=now]")).to_be_visible()


@pytest.mark.parametrize("place", [places.studio_modal, places.authoring_modal, places.library])
@pytest.mark.parametrize("component", EDITORS)
def test_studio_s_rules_change_nothing_in_the_editors(open_window, workbench, component, place):
    found = changed(open_window(1400), workbench, f"{component}/studio_view/?student=author", place, opened_editor)
    assert not found, "\n".join(found[:40])


@pytest.mark.parametrize("component", EDITORS)
def test_studio_s_rules_change_nothing_on_the_author_s_card(open_window, workbench, component):
    def reach(page):
        expect(page.locator("[data-ps] h3").first).to_be_visible()
        if "powerstruggle_scenario" in page.url:
            # A worker places the map's cards.
            expect(page.locator(".ps-map svg")).to_be_visible()

    found = changed(open_window(1100), workbench, f"{component}/author_view/?student=author", places.studio_unit, reach)
    assert not found, "\n".join(found[:40])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_controls_have_an_edge_that_is_seen(open_window, workbench, scheme):
    learners = [("powerstruggle_scenario.0", after_two_choices), ("powerstruggle_reflection.0", boxes)]
    page = open_window(color_scheme=scheme)
    found = []
    for component, reach in learners:
        found += on_show(page, workbench, f"{component}/?student=edges-{scheme}", places.unit, reach)
    for component in EDITORS:
        address = f"{component}/studio_view/?student=author"
        found += on_show(page, workbench, address, places.authoring_modal, opened_editor)
    assert not found, "\n".join(found)
