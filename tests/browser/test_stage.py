"""The client on the stage, the delay before the reaction, the coach's one line, the card in one screen, the ending."""

import re

import pytest
from playwright.sync_api import expect

from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario.play import replay
from tests.browser.conftest import at_once, frames, with_still_animations
from tests.browser.fonts import assert_fits
from tests.browser.learner import Learner, path_to, starter

pytestmark = pytest.mark.browser
PHONES = [(360, 740), (390, 664)]
MOOD = re.compile(r"-(\w+)\.svg")


@pytest.fixture
def begun(open_window, workbench):
    """Return a function that begins "Another form" in a window of its own and gives the learner."""
    def begin(name, *, width=360, height=740, **options):
        _, scenario = starter("another-form")
        learner = Learner(open_window(width, height, **options), scenario)
        learner.open(workbench, 0, name)
        learner.page.get_by_role("button", name="Begin").click()
        expect(learner.page.locator(".ps-title-now")).to_be_visible()
        return learner

    return begin


def mood_shown(picture) -> str:
    """Return the mood of a portrait by its address."""
    return MOOD.search(picture.get_attribute("src"))[1]


def last_mood(items, person: str, usual: str) -> str:
    """Return the mood of a person's last line in these items."""
    return ([item.mood for item in items if getattr(item, "by", None) == person] or [usual])[-1]


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (390, "dark"), (1280, "light")])
def test_the_client_stands_large_and_looks_as_what_was_said(begun, width, scheme):
    learner = begun(f"stage-{width}-{scheme}", width=width, color_scheme=scheme)
    stage, run = learner.page.locator(".ps-stage"), replay(learner.scenario)
    mood = last_mood(run.content, "marcus", "calm")
    for choice_id in [*path_to(learner.scenario, "takes-it"), None]:
        expect(stage).to_have_count(1)
        face = stage.locator("img:not(.ps-face-before)")
        box = face.bounding_box()
        assert box["width"] >= 120 and box["height"] >= 120
        assert mood_shown(face) == mood
        expect(stage).to_contain_text(learner.scenario.people_by_id["marcus"].name)
        expect(stage.locator(".ps-mood-now")).to_have_text(mood)
        bar = stage.get_by_role("meter", name="Tension")
        assert 0 < bar.bounding_box()["height"] <= 8
        # The meter's bar is not repeated elsewhere.
        expect(learner.page.get_by_role("meter", name="Tension")).to_have_count(1)
        assert_fits(learner.page)
        if choice_id is None or run.choose(choice_id).ending:
            break
        learner.show_options()
        learner.take(choice_id)
        run = run.choose(choice_id)
        said = [item for step in run.steps for item in (*step.content, *step.replies)]
        before = last_mood(run.content, "marcus", last_mood(said, "marcus", "calm"))
        mood = last_mood(run.steps[-1].replies, "marcus", before)


def test_mood_is_a_word_beside_every_line_and_others_look_as_they_spoke(begun):
    learner = begun("words", width=1280)
    for choice_id in path_to(learner.scenario, "walked-out")[:2]:
        learner.show_options()
        learner.take(choice_id)
    for line in learner.page.locator(".ps-dialogue:not(.ps-continued)").all():
        expect(line.locator(".ps-speaker")).to_contain_text(", " + mood_shown(line.locator("img")))
    for person in learner.page.locator(".ps-status .ps-person").all():
        name = person.locator("b").inner_text()
        speaker = learner.page.locator(".ps-speaker", has_text=re.compile(f"^{name}, "))
        spoken = learner.page.locator(".ps-dialogue", has=speaker).locator("img").all()
        expected = mood_shown(spoken[-1]) if spoken else "calm"
        assert mood_shown(person.locator("img")) == expected


def test_the_reply_comes_after_a_delay_that_any_key_ends(begun):
    learner = begun("delay", reduced_motion="no-preference")
    with_still_animations(learner.page)
    learner.settle()
    waiting = "document.getAnimations().filter((one) => one.animationName === 'ps-come').length"
    learner.show_options()
    learner.take(path_to(learner.scenario, "takes-it")[0])
    own = learner.page.locator(".ps-now .ps-self .ps-bubble")
    expect(own).to_be_visible()
    # Nothing of it waits for time: the reply is in the page, hidden by an animation that has not begun to show it.
    assert learner.root.evaluate(f"() => {waiting}") > 0
    reply = learner.page.locator(".ps-now > .ps-dialogue").first
    assert at_once(reply, "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }))", waiting) == 0
    expect(reply).to_be_visible()
    expect(own).to_be_focused()
    learner.show_options()
    learner.take(path_to(learner.scenario, "takes-it")[1])
    learner.page.evaluate("() => document.getAnimations().forEach((one) => one.finish())")
    expect(learner.page.locator(".ps-now > .ps-dialogue").first).to_be_visible()


def test_without_motion_there_is_no_delay(begun):
    learner = begun("no-delay")
    learner.show_options()
    learner.take(path_to(learner.scenario, "takes-it")[0])
    moving = "document.getAnimations().filter((one) => one.animationName?.startsWith('ps-')).length"
    assert learner.page.evaluate(f"() => {moving}") == 0
    expect(learner.page.locator(".ps-now > .ps-dialogue").first).to_be_visible()


def test_the_coach_is_one_line_that_unfolds_and_the_place_is_told(begun):
    learner = begun("coach")
    expect(learner.page.locator(".ps-progress")).to_have_text("Step 1 of about 5")
    learner.show_options()
    learner.take(path_to(learner.scenario, "takes-it")[0])
    line = learner.page.locator("summary", has_text="What that did")
    expect(line).to_be_visible()
    folded = learner.page.locator(".ps-feedback dl")
    expect(folded).to_be_hidden()
    assert learner.page.locator(".ps-feedback").bounding_box()["height"] < 60
    learner.press(line)
    expect(folded).to_be_visible()
    expect(learner.page.locator(".ps-progress")).to_contain_text("Step 2 of about 5")
    expect(learner.page.locator(".ps-saved")).to_have_text("Saved")
    order = learner.page.locator(".ps-now .ps-self .ps-bubble").evaluate(
        "node => node.getAttribute('aria-describedby').split(' ')"
        ".map((id) => document.getElementById(id)).filter(Boolean)"
        ".every((one, at, all) => !at || all[at - 1].compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)"
    )
    assert order, "what is announced is announced in another order than it is read"


def test_the_card_of_every_scenario_is_one_screen(open_window, workbench):
    page, too_long = open_window(), []
    for number, file in enumerate(starter_scenarios()):
        page.goto(f"{workbench.url}/scenario/powerstruggle_scenario.{number}/?student=card")
        begin = page.get_by_role("button", name="Begin")
        expect(begin).to_be_visible()
        for width, height in PHONES:
            page.set_viewport_size({"width": width, "height": height})
            frames(page)
            top = page.locator(".ps-scenario").bounding_box()["y"]
            box = begin.bounding_box()
            if box["y"] + box["height"] - top > height:
                too_long.append(f"{file.stem} at {width}: {box['y'] + box['height'] - top:.0f}")
        first = page.locator(".ps-about > *").first
        assert "ps-caution" in first.get_attribute("class") or not page.locator(".ps-caution").count()
        assert page.locator(".ps-about > .ps-person img").bounding_box()["width"] >= 72
    assert not too_long, too_long


def test_the_ending_is_the_clients_own_view_alone_and_then_the_result(begun):
    learner = begun("ending")
    path = path_to(learner.scenario, "walked-out")
    for choice_id in path:
        learner.show_options()
        learner.take(choice_id)
    own_view = learner.page.locator(".ps-their-view")
    expect(own_view).to_be_visible()
    run = replay(learner.scenario, path)
    said = [item for step in run.steps for item in (*step.content, *step.replies)]
    picture = own_view.locator("img")
    assert mood_shown(picture) == last_mood([*said, *run.content], "marcus", "calm")
    assert picture.bounding_box()["width"] >= 120
    result = learner.page.get_by_role("heading", name="Your result")
    expect(result).to_be_hidden()
    assert learner.axe("the client's view alone") == []
    learner.press(learner.page.get_by_role("button", name="Look back"))
    expect(result).to_be_focused()
    ways = learner.page.locator(".ps-ways")
    expect(ways.locator("g")).to_have_count(len(learner.scenario.endings))
    expect(ways.locator(".ps-found")).to_have_count(1)
    titles = [ending.title for ending in learner.scenario.endings if ending.id != "walked-out"]
    assert not [title for title in titles if title in learner.root.inner_text()]
    learner.page.reload()
    expect(result).to_be_visible()


def test_an_ending_is_printed_whole_before_anybody_looks_back(begun):
    learner = begun("prints")
    for choice_id in path_to(learner.scenario, "walked-out"):
        learner.show_options()
        learner.take(choice_id)
    learner.page.emulate_media(media="print")
    expect(learner.page.get_by_role("heading", name="Your result")).to_be_visible()
    expect(learner.page.get_by_role("button", name="Look back")).to_be_hidden()
