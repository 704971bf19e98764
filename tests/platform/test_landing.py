"""After a choice the learner sees their own words and the client's reply, in every frame and on every phone."""

import pytest
from playwright.sync_api import expect

from powerstruggle_xblock.resources import starter_scenarios
from tests.browser.learner import Learner, path_to, starter
from tests.platform import places
from tests.platform.sight import seen, settled, top

pytestmark = pytest.mark.browser
SOME = ["another-form", "somebodys-been-in-my-room", "fine-whatever"]
HALF = 0.5


def path_without_pauses(scenario) -> list[str]:
    """Give a shortest path to an ending that has no pause in it: a pause takes real time."""
    paths = [path_to(scenario, ending.id) for ending in scenario.endings]
    return min((path for path in paths if not any(scenario.choices[one].wait for one in path)), key=len, default=[])


def unseen_after(learner: Learner, choice_id: str) -> list[str]:
    """Take a choice and give what lies out of sight then: the learner's own words, the reply."""
    learner.show_options()
    learner.take(choice_id)
    settled(learner.page, learner.frame)
    exchange = learner.here.locator(".ps-exchange").last
    if learner.here.locator(".ps-last").count():
        exchange = learner.here.locator(".ps-last .ps-exchange")
    parts = {"own words": exchange.locator(".ps-self .ps-bubble")}
    replies = exchange.locator("> li:not(.ps-self, .ps-staged, .ps-feedback)")
    if replies.count():
        parts["reply"] = replies.first
    found = {what: seen(learner.page, part) for what, part in parts.items()}
    return [f"{choice_id}: {what} {share:.0%}" for what, share in found.items() if share <= HALF]


def play(learner: Learner, path: list[str]) -> list[str]:
    """Begin and play a path; give what was out of sight after each step."""
    learner.here.get_by_role("button", name="Begin").click()
    return [line for choice_id in path for line in unseen_after(learner, choice_id)]


@pytest.mark.parametrize(
    ("width", "height", "names"), [(360, 740, [file.stem for file in starter_scenarios()]), (390, 664, SOME)]
)
def test_own_words_and_reply_are_seen_after_every_choice_on_a_phone(open_window, workbench, width, height, names):
    page, unseen = open_window(width, height), []
    for name in names:
        number, scenario = starter(name)
        learner = Learner(page, scenario)
        learner.open(workbench, number, f"phone-{width}-{height}")
        unseen += [f"{name}: {line}" for line in play(learner, path_without_pauses(scenario))]
    assert not unseen, "\n".join(unseen)


@pytest.mark.parametrize(
    ("width", "height", "kept_place"), [(360, 740, None), (390, 664, 0), (1280, 800, None), (1280, 800, 0)]
)
def test_own_words_and_reply_are_seen_in_a_frame_as_tall_as_its_content(
    open_window, workbench, width, height, kept_place
):
    unseen = []
    for name in SOME:
        number, scenario = starter(name)
        page = open_window(width, height)
        address = f"powerstruggle_scenario.{number}/?student=frame-{width}-{height}-{kept_place}"
        learner = Learner(page, scenario, places.learning_application(page, workbench, address, kept_place=kept_place))
        unseen += play(learner, path_without_pauses(scenario))
    assert not unseen, "\n".join(unseen)


def test_the_first_scene_is_landed_on_in_a_frame(open_window, workbench):
    number, scenario = starter("another-form")
    page = open_window(360, 740)
    address = f"powerstruggle_scenario.{number}/?student=first"
    learner = Learner(page, scenario, places.learning_application(page, workbench, address))
    learner.here.get_by_role("button", name="Begin").click()
    heading = learner.here.locator(".ps-title-now")
    expect(heading).to_be_focused()
    settled(page, learner.frame)
    assert seen(page, heading) == 1 and top(heading) < page.viewport_size["height"] / 2


def test_a_browser_that_lets_no_frame_scroll_its_parent_is_helped_by_the_application_s_own_message(
    open_window, workbench
):
    number, scenario = starter("another-form")
    page = open_window(390, 664)
    page.add_init_script("if (window !== parent) Element.prototype.scrollIntoView = () => {};")
    address = f"powerstruggle_scenario.{number}/?student=asks"
    learner = Learner(page, scenario, places.learning_application(page, workbench, address))
    learner.here.get_by_role("button", name="Begin").click()
    for choice_id in path_without_pauses(scenario):
        learner.show_options()
        learner.take(choice_id)
        page.wait_for_function("() => window.told.some((data) => data.offset)")
        settled(page, learner.frame)
        own = learner.here.locator(".ps-exchange .ps-self .ps-bubble[tabindex]")
        assert seen(page, own) > HALF
        page.evaluate("() => { window.told = []; window.scrollTo(0, document.body.scrollHeight); }")


def test_a_learner_who_scrolls_is_left_alone(open_window, workbench):
    number, scenario = starter("another-form")
    page = open_window(390, 664)
    address = f"powerstruggle_scenario.{number}/?student=scrolls"
    learner = Learner(page, scenario, places.learning_application(page, workbench, address))
    learner.here.get_by_role("button", name="Begin").click()
    learner.show_options()
    learner.take(path_without_pauses(scenario)[0])
    settled(page, learner.frame)
    learner.root.dispatch_event("wheel")
    page.evaluate("() => window.scrollTo(0, 0)")
    settled(page, learner.frame)
    learner.root.evaluate("node => { node.style.paddingBlockEnd = '40em'; }")
    settled(page, learner.frame)
    assert page.evaluate("() => window.scrollY") == 0


def test_who_scrolls_with_a_scroll_bar_or_an_assistive_tool_is_left_alone(open_window, workbench):
    number, scenario = starter("another-form")
    page = open_window(390, 664)
    learner = Learner(page, scenario)
    learner.open(workbench, number, "scrolls-otherwise")
    learner.here.get_by_role("button", name="Begin").click()
    learner.show_options()
    learner.take(path_without_pauses(scenario)[0])
    # No wheel, touch, pointer or key: the page is told to scroll.
    reached = page.evaluate("() => { window.scrollTo(0, document.body.scrollHeight); return window.scrollY; }")
    settled(page)
    assert page.evaluate("() => window.scrollY") == reached > 0


@pytest.mark.parametrize("framed", [False, True])
def test_who_comes_back_begins_at_the_place_and_is_told_which_it_is(open_window, workbench, framed):
    number, scenario = starter("another-form")
    page = open_window(360, 740)
    learner = Learner(page, scenario)
    learner.open(workbench, number, f"back-{framed}")
    learner.here.get_by_role("button", name="Begin").click()
    path = max((path_to(scenario, ending.id) for ending in scenario.endings), key=len)
    taken = path[:-1]
    for choice_id in taken:
        learner.show_options()
        learner.take(choice_id)
    if framed:
        address = f"powerstruggle_scenario.{number}/?student=back-{framed}"
        learner = Learner(page, scenario, places.learning_application(page, workbench, address))
    else:
        page.reload()
    heading = learner.here.locator(".ps-title-now")
    expect(heading).to_be_visible()
    settled(page, learner.frame)
    expect(learner.root).to_contain_text(
        f"You are back where you left off: step {len(taken) + 1}, “{heading.inner_text()}”"
    )
    # The page neither scrolls nor takes the focus: other components may stand above this one.
    assert page.evaluate("() => window.scrollY") == 0
    assert learner.here.evaluate("() => document.activeElement === document.body")
    above = places.NAVIGATION_HEIGHT if framed else 0
    assert top(heading) - above < page.viewport_size["height"]
    folded = learner.here.get_by_text(f"Earlier steps: {len(taken)}")
    folded.click()
    expect(learner.here.locator(".ps-exchange").first).to_be_visible()
    expect(learner.here.locator(".ps-exchange")).to_have_count(len(taken))
