"""The learner's page in a real browser: played by keyboard, resumed, never doubled, nothing private sent."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.learner import Learner, path_to, starter

pytestmark = pytest.mark.browser
USAGE = "another-form.powerstruggle_scenario.d0.u0"
MARKER = "a-thought-nobody-else-may-read"


@pytest.fixture
def learner(open_window):
    """Return a learner with "Another form" before them."""
    _, scenario = starter("another-form")
    return Learner(open_window(), scenario)


def play_by_keyboard(learner: Learner, path: list[str]) -> None:
    """Play from the card to an ending with Tab, Enter and Space alone."""
    learner.press(learner.page.get_by_role("button", name="Begin"))
    for choice_id in path:
        skip = learner.page.get_by_role("button", name="Show the options")
        expect(skip.or_(learner.page.locator(".ps-option").first)).to_be_visible()
        if skip.is_visible():
            learner.press(skip)
        with learner.page.expect_response(lambda answer: "/choose" in answer.url):
            learner.press(learner.option(choice_id), "Space")
        expect(learner.option(choice_id)).to_have_count(0)
    expect(learner.page.locator("blockquote")).to_be_visible()


@pytest.mark.parametrize("ending", ["signs-thursday", "takes-it", "walked-out"])
def test_another_form_is_played_to_an_ending_by_keyboard_alone(learner, workbench, ending):
    learner.open(workbench, 0, f"keys-{ending}")
    before = len(workbench.events(USAGE))
    play_by_keyboard(learner, path_to(learner.scenario, ending))
    expect(learner.root).to_contain_text(learner.scenario.nodes[ending].title)
    own = learner.page.locator(".ps-last .ps-self .ps-bubble")
    expect(own).to_be_focused()
    announced = own.evaluate("node => node.getAttribute('aria-describedby').split(' ')"
                             ".map((id) => document.getElementById(id)?.textContent ?? '').join(' ')")
    assert learner.scenario.nodes[ending].title in announced.replace("’", "'")
    completion, grade = workbench.events(USAGE)[before:]
    assert completion == ("completion", "{'completion': 1.0}")
    assert grade[0] == "grade"
    assert float(re.search(r"'value': ([\d.]+)", grade[1])[1]) == pytest.approx(_score_of(learner, ending))


def _score_of(learner, ending):
    from powerstruggle_xblock.scenario import scoring
    from powerstruggle_xblock.scenario.play import replay
    return scoring.run_score(replay(learner.scenario, path_to(learner.scenario, ending)))


def test_reload_in_the_middle_resumes_where_the_talk_stood(learner, workbench, open_window):
    path = path_to(learner.scenario, "takes-it")
    learner.open(workbench, 0, "resuming")
    learner.page.get_by_role("button", name="Begin").click()
    for choice_id in path[:2]:
        learner.show_options()
        learner.take(choice_id)
    title = learner.page.locator(".ps-title-now").inner_text()
    learner.page.reload()
    expect(learner.page.locator(".ps-title-now")).to_have_text(title)
    assert learner.page.evaluate("() => document.activeElement === document.body"), "resuming must not take the focus"
    other = Learner(open_window(360, 740), learner.scenario)
    other.open(workbench, 0, "resuming")
    expect(other.page.locator(".ps-title-now")).to_have_text(title)


def test_a_double_click_takes_one_step(learner, workbench):
    learner.open(workbench, 0, "double")
    learner.page.get_by_role("button", name="Begin").click()
    sent = []
    learner.page.on("request", lambda request: sent.append(request.post_data) if "/choose" in request.url else None)
    with learner.page.expect_response(lambda answer: "/choose" in answer.url):
        learner.option(path_to(learner.scenario, "takes-it")[0]).dblclick()
    expect(learner.page.locator(".ps-log > *").first).to_be_visible()
    assert len(sent) == 1


def test_what_one_feels_and_would_have_said_never_leaves_the_browser(learner, workbench):
    sent = []
    learner.page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    learner.open(workbench, 0, "private")
    learner.page.get_by_role("button", name="Begin").click()
    slider = learner.page.get_by_role("slider")
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    rehearsed = next(scene.id for scene in learner.scenario.scenes if scene.rehearse)
    for choice_id in path_to(learner.scenario, "takes-it", through=rehearsed):
        box = learner.page.get_by_role("textbox")
        expect(box.or_(learner.page.locator(".ps-option").first)).to_be_visible()
        if box.is_visible():
            box.fill(MARKER)
            learner.page.get_by_role("button", name="Show the options").click()
        learner.take(choice_id)
    expect(learner.page.locator("blockquote")).to_be_visible()
    # The debrief weaves it in.
    expect(learner.page.get_by_text(MARKER).first).to_be_attached()
    assert not [request for request in sent if MARKER in request]
    bodies = [json.loads(request.split(" ", 1)[1] or "{}") for request in sent if "/handler/" in request]
    assert all(set(body) <= {"attempt", "step", "choice"} for body in bodies)


def test_nothing_is_asked_of_any_other_host(learner, workbench):
    asked = []
    learner.page.on("request", lambda request: asked.append(request.url))
    learner.open(workbench, 0, "hosts")
    learner.page.get_by_role("button", name="Begin").click()
    expect(learner.page.locator(".ps-option").first).to_be_visible()
    assert all(url.startswith((workbench.url, "data:")) for url in asked)


def test_a_lost_network_keeps_everything_and_sends_the_same_step_again(learner, workbench):
    learner.open(workbench, 0, "offline")
    learner.page.get_by_role("button", name="Begin").click()
    expect(learner.page.locator(".ps-option").first).to_be_visible()
    learner.page.route("**/choose/**", lambda route: route.abort())
    learner.option(path_to(learner.scenario, "takes-it")[0]).click()
    expect(learner.page.get_by_role("alert")).to_be_visible()
    learner.page.unroute("**/choose/**")
    with learner.page.expect_response(lambda answer: "/choose" in answer.url) as answered:
        learner.page.get_by_role("button", name="Try again").click()
    assert answered.value.json()["step"] == 1


def test_a_second_window_that_is_behind_is_brought_up_to_date(learner, workbench, open_window):
    path = path_to(learner.scenario, "takes-it")
    learner.open(workbench, 0, "two-windows")
    learner.page.get_by_role("button", name="Begin").click()
    behind = Learner(open_window(), learner.scenario)
    behind.open(workbench, 0, "two-windows")
    learner.take(path[0])
    expect(behind.page.locator(".ps-option").first).to_be_visible()
    behind.page.locator(".ps-option").nth(_other_option(behind, path[0])).click()
    expect(behind.root).to_contain_text("behind")
    expect(behind.page.locator(".ps-title-now")).to_have_text(learner.page.locator(".ps-title-now").inner_text())


def _other_option(learner, taken):
    texts = learner.page.locator(".ps-option").all_inner_texts()
    mine = learner.option(taken).inner_text()
    return next(number for number, text in enumerate(texts) if text != mine)


def test_stepping_out_loses_nothing(learner, workbench):
    learner.open(workbench, 0, "stepping-out")
    learner.page.get_by_role("button", name="Begin").click()
    title = learner.page.locator(".ps-title-now").inner_text()
    learner.press(learner.page.get_by_role("button", name="Step out for a moment"))
    expect(learner.page.locator(".ps-option").first).to_be_hidden()
    learner.press(learner.page.get_by_role("button", name="Come back"))
    expect(learner.page.locator(".ps-title-now")).to_have_text(title)


def test_try_again_from_here_is_practice_and_leaves_the_grade(learner, workbench):
    path = path_to(learner.scenario, "walked-out")
    learner.open(workbench, 0, "again")
    learner.page.get_by_role("button", name="Begin").click()
    for choice_id in path:
        learner.show_options()
        learner.take(choice_id)
    before = len(workbench.events(USAGE))
    learner.look_back()
    learner.page.get_by_role("button", name=re.compile("Try again from here")).first.click()
    expect(learner.root).to_contain_text("Practice")
    assert len(workbench.events(USAGE)) == before
