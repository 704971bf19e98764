"""The continuum's page in a real Chromium: by keyboard alone, on a projector and a phone, with axe-core."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from powerstruggle_xblock.continuum import continuum_xml, ready_made
from tests.block.web import Browser
from tests.browser.conftest import with_still_clock
from tests.browser.fonts import NARROWEST, assert_fits, in_each_font
from tests.browser.page_checks import find_axe_violations, tab_to

pytestmark = pytest.mark.browser

STAND = "powerstruggle_continuum.0"
SIGHTS = [(1280, "light"), (NARROWEST, "dark")]
"""Each width and each scheme once: what one changes does not depend on the other."""
EVENTS = continuum_xml.parse(ready_made.read_set("buttons")).continuum.statements


def open_as(page: Page, workbench, name: str, view: str = "") -> None:
    page.goto(f"{workbench.url}/scenario/{STAND}/{view}?student={name}")
    expect(page.locator(".ps-loading")).to_have_count(0)


def press(page: Page, name, key="Enter") -> None:
    tab_to(page, page.get_by_role("button", name=name, exact=isinstance(name, str)))
    page.keyboard.press(key)


def axe(page: Page, state: str) -> list[str]:
    return find_axe_violations(page, "[data-ps]", state)


def crowd(workbench, prefix: str, number: int, stop="often") -> None:
    """Let others take part over HTTP."""
    for each in range(number):
        person = Browser(workbench.url, f"{prefix}-{each}", STAND)
        version = person.post("state").json["version"]
        answers = {event.id: stop if each % 2 else "little" for event in EVENTS}
        assert (
            person.post(
                "submit", {"version": version, "answers": answers, "follow_ups": {"called-names": ["pause"]}}
            ).status
            == 200
        )


@pytest.fixture(scope="module")
def answered(workbench) -> None:
    """Return a dozen others have been here before."""
    crowd(workbench, "others", 12)


def test_the_whole_exercise_by_keyboard(open_window, workbench, answered):
    page = open_window()
    sent = []
    page.on(
        "request",
        lambda request: sent.append((request.url, request.post_data or "")) if "/handler/" in request.url else None,
    )
    open_as(page, workbench, "keys")
    press(page, "Begin")
    expect(page.locator(".ps-heading")).to_be_focused()
    # By the line and its arrow keys: it begins in the middle.
    tab_to(page, page.get_by_role("slider"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("You stand at: often")).to_be_visible()
    tab_to(page, page.get_by_label("quote the rule"))
    page.keyboard.press("Space")
    press(page, "Next")
    # By a stop.
    press(page, "1 a little", "Space")
    press(page, "Next")
    # By a number.
    tab_to(page, page.get_by_role("spinbutton"))
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You stand at: gets me every time")).to_be_visible()
    press(page, "Next")
    for _ in range(len(EVENTS) - 4):
        press(page, "Skip this one")
    # The last one has a content note and can be passed by unread.
    expect(page.get_by_text("remark about who somebody is")).to_be_visible()
    expect(page.get_by_text("makes a remark about my race")).to_have_count(0)
    press(page, "Skip this one")
    expect(page.get_by_role("heading", name="Before you send")).to_be_focused()
    press(page, re.compile("^Change: …says yes"))
    press(page, "3 often")
    press(page, "Back to the overview")
    assert [url for url, _ in sent if "/state/" not in url] == [], "nothing leaves the browser before it is sent"
    press(page, "Send")
    expect(page.get_by_role("heading", name="The group’s picture")).to_be_focused()
    url, body = next((url, body) for url, body in sent if "/submit/" in url)
    assert json.loads(body)["answers"] == {
        "called-names": "often",
        "yes-then-opposite": "often",
        "fifth-time": "every-time",
    }
    assert "often" not in url
    expect(page.locator(".ps-you")).to_have_count(3)
    expect(page.locator(".ps-results > li")).to_have_count(len(EVENTS))


def test_places_survive_a_reload_and_are_forgotten_on_request(open_window, workbench, answered):
    page = open_window()
    open_as(page, workbench, "reload")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="2 some days").click()
    page.get_by_role("button", name="Next", exact=True).click()
    page.reload()
    page.get_by_role("button", name="Continue where you were").click()
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.get_by_text("You stand at: some days")).to_be_visible()
    page.get_by_role("button", name="Next", exact=True).click()
    while page.get_by_role("button", name="Skip this one").count():
        page.get_by_role("button", name="Skip this one").first.click()
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".ps-you")).to_have_count(1)
    page.reload()
    expect(page.locator(".ps-you")).to_have_count(1)
    page.get_by_role("button", name="Remove my places from this browser").click()
    expect(page.locator(".ps-you")).to_have_count(1)
    page.get_by_role("button", name="Yes, remove them").click()
    expect(page.locator(".ps-you")).to_have_count(0)
    page.reload()
    expect(page.locator(".ps-results > li").first).to_be_visible()
    assert (
        page.evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('powerstruggle-continuum')).length")
        == 0
    )


def test_a_lost_network_loses_nothing(open_window, workbench):
    page = open_window()
    open_as(page, workbench, "network")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="3 often").click()
    while page.get_by_role("button", name="Skip this one").count():
        (
            page.get_by_role("button", name="Next", exact=True)
            if page.get_by_text("You stand at").count()
            else page.get_by_role("button", name="Skip this one").first
        ).click()
    page.route("**/submit/**", lambda route: route.abort())
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing you placed is lost")
    page.unroute("**/submit/**")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name="The group’s picture")).to_be_visible()


def test_too_few_answers_get_honest_words_and_no_line(open_window, tmp_path):
    from tests import workbench_server

    bench = workbench_server.start(tmp_path)
    try:
        page = open_window()
        open_as(page, bench, "first")
        page.get_by_role("button", name="Begin").click()
        while page.get_by_role("button", name="Skip this one").count():
            page.get_by_role("button", name="Skip this one").first.click()
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("it takes the answers of 8 people")).to_be_visible()
        expect(page.locator(".ps-distribution")).to_have_count(0)
    finally:
        bench.stop()


def test_the_line_moves_from_one_round_to_the_next(open_window, tmp_path):
    from tests import workbench_server

    bench = workbench_server.start(tmp_path)
    try:
        crowd(bench, "team", 12, stop="every-time")
        author = Browser(bench.url, "author", STAND)
        loaded = author.post("editor_load").json
        tree = {**loaded["tree"], "attrs": {**loaded["tree"]["attrs"], "round": "after", "since": "before"}}
        assert author.post("editor_save", {"tree": tree, "base": loaded["base"]}).status == 200
        crowd(bench, "team", 12, stop="none")
        page = open_window()
        open_as(page, bench, "team-1")
        line = page.locator(".ps-results > li").first
        expect(line.get_by_role("listitem").filter(has_text="gets me every time")).to_contain_text("now 0 %")
        expect(line.get_by_role("listitem").filter(has_text="gets me every time")).to_contain_text("before: 50 %")
        expect(line.get_by_role("listitem").filter(has_text="doesn't touch me")).to_contain_text("now 50 %")
        expect(page.get_by_text("Who moved, and whether it was the same people, nobody can tell.")).to_be_visible()
        assert axe(page, "moved") == []
    finally:
        bench.stop()


@pytest.mark.parametrize(("width", "scheme"), SIGHTS)
def test_axe_finds_nothing_on_any_state_of_the_page(open_window, workbench, answered, width, scheme):
    page = open_window(width, color_scheme=scheme)
    open_as(page, workbench, f"axe-{width}-{scheme}")
    found = axe(page, "intro")
    page.get_by_role("button", name="Begin").click()
    found += axe(page, "not placed")
    page.get_by_role("button", name="3 often").click()
    found += axe(page, "placed")
    assert_fits(page)
    page.get_by_role("button", name="Next", exact=True).click()
    while page.get_by_role("button", name="Skip this one").count():
        if page.get_by_role("button", name="Show it").count():
            found += axe(page, "content note")
        page.get_by_role("button", name="Skip this one").first.click()
    found += axe(page, "review")
    assert_fits(page)
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".ps-results > li")).to_have_count(len(EVENTS))
    for more in page.locator("summary").all():
        more.click()
    found += axe(page, "done")
    assert_fits(page)
    assert found == []


def assert_fits_one_screen(page: Page) -> None:
    """Assert that the facilitator's view is no higher than its window, in its own and in each of the fonts."""
    wall = page.locator(".ps-facilitator-page")
    heights = {name: wall.evaluate("element => element.getBoundingClientRect().height") for name in in_each_font(page)}
    assert max(heights.values()) <= page.viewport_size["height"], heights


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (360, 740)])
def test_the_facilitators_view_shows_the_line_when_asked_and_turns_by_keys(
    open_window, workbench, answered, width, height
):
    page = open_window(width, height)
    open_as(page, workbench, "author")
    page.get_by_role("button", name="Facilitator’s view").click()
    expect(page.get_by_text("It shows what the group sees and nothing more").first).to_be_visible()
    expect(page.locator(".ps-facilitator-page .ps-distribution")).to_have_count(0)
    found = axe(page, "before it is shown")
    press(page, "Show the group’s picture")
    expect(page.locator(".ps-facilitator-page .ps-histogram > li")).to_have_count(5)
    expect(page.get_by_text("What is harder: the word, or that others heard it?").first).to_be_visible()
    found += axe(page, "shown")
    assert_fits(page)
    if width == 1920:
        wall = page.locator(".ps-facilitator-page")
        assert wall.locator(".ps-words").evaluate("element => parseFloat(getComputedStyle(element).fontSize)") >= 40
        assert_fits_one_screen(page)
    page.locator(".ps-facilitator-page summary").click()
    found += axe(page, "what people do next")
    page.keyboard.press("PageDown")
    expect(page.get_by_text("Event 2 of 16")).to_be_visible()
    expect(page.locator(".ps-facilitator-page .ps-distribution")).to_have_count(0)
    # A click on blank paper takes the focus away; the remote still turns the pages.
    page.mouse.click(2, height - 2)
    assert page.evaluate("document.activeElement === document.body")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("Event 1 of 16")).to_be_visible()
    page.keyboard.press("End")
    expect(page.get_by_role("heading", name="Tag-out pairs").first).to_be_visible()
    found += axe(page, "last words")
    page.get_by_role("button", name="Close this view").click()
    expect(page.get_by_role("button", name="Facilitator’s view")).to_be_visible()
    assert not page.evaluate("""() => {
        document.activeElement.blur();
        const home = new KeyboardEvent("keydown", { key: "Home", bubbles: true, cancelable: true });
        return !document.body.dispatchEvent(home);
    }"""), "a closed view takes no keys"
    assert found == []


def test_the_facilitators_view_looks_by_itself_and_rests_when_hidden(open_window, tmp_path):
    from tests import workbench_server

    bench = workbench_server.start(tmp_path)
    try:
        page = open_window(1920, 1080)
        with_still_clock(page)
        open_as(page, bench, "author")
        page.get_by_role("button", name="Facilitator’s view").click()
        page.get_by_role("button", name="Show the group’s picture").click()
        expect(page.get_by_text("The picture appears here once 8 people have answered.")).to_be_visible()
        crowd(bench, "live", 12)
        with page.expect_response(lambda answer: "/lines/" in answer.url):
            page.clock.fast_forward(10_500)
        expect(page.locator(".ps-facilitator-page .ps-histogram > li")).to_have_count(5)
        asked = []
        page.on("request", lambda request: asked.append(request.url) if "/lines/" in request.url else None)
        page.evaluate(
            "() => { Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
            " document.dispatchEvent(new Event('visibilitychange')); }"
        )
        page.clock.fast_forward(120_000)
        assert asked == []
        with page.expect_response(lambda answer: "/lines/" in answer.url):
            page.evaluate(
                "() => { Object.defineProperty(document, 'hidden', {value: false, configurable: true});"
                " document.dispatchEvent(new Event('visibilitychange')); }"
            )
    finally:
        bench.stop()


def live_session(bench, **more: str) -> None:
    """Let the facilitator decide when the line is shown, as the author's form does."""
    author = Browser(bench.url, "author", STAND)
    loaded = author.post("editor_load").json
    tree = {**loaded["tree"], "attrs": {**loaded["tree"]["attrs"], "release": "facilitator", **more}}
    assert author.post("editor_save", {"tree": tree, "base": loaded["base"]}).status == 200


def test_a_live_session_of_twelve_shows_the_line_at_the_press_and_latecomers_at_the_next(open_window, tmp_path):
    from tests import workbench_server

    bench = workbench_server.start(tmp_path)
    try:
        live_session(bench)
        wall = open_window(1920, 1080)
        # It asks for the line at the press and when this test says so: a busy machine's time brings no further looks.
        with_still_clock(wall)
        asked = []
        wall.on(
            "request",
            lambda request: (
                asked.append(request.url.split("/handler/")[1].split("/")[1]) if "/handler/" in request.url else None
            ),
        )
        open_as(wall, bench, "author")
        wall.get_by_role("button", name="Facilitator’s view").click()
        reveal = wall.get_by_role("button", name="Show the group’s picture")
        bars = wall.locator(".ps-facilitator-page .ps-histogram > li")
        crowd(bench, "live", 7)
        reveal.click()
        expect(wall.get_by_text("It takes 8 answers to show a picture, and here are fewer.")).to_be_visible()
        expect(wall.get_by_role("alert")).to_have_count(0)

        # Five more, one of them in a browser of their own: nobody sees a line before the press.
        crowd(bench, "more", 4)
        learner = open_window(360, 740)
        open_as(learner, bench, "twelfth")
        expect(learner.get_by_text("shown when your facilitator shows it, of 8 answers or more")).to_be_visible()
        place_first_and_send(learner)
        expect(learner.get_by_text("Your facilitator shows it, once 8 people have answered")).to_be_visible()
        assert axe(learner, "before the press") == []
        assert_fits(learner)

        asked.clear()
        reveal.click()
        expect(bars).to_have_count(5)
        assert asked == ["reveal"], "the press itself brings the line; nothing waits for the next look"
        # Of twelve: five and three and the twelfth at "often", the others at "a little".
        expect(bars.filter(has_text="often")).to_contain_text("50 %")
        learner.get_by_role("button", name="Look again").click()
        expect(learner.locator(".ps-results > li").first).to_contain_text("50 %")
        assert_fits(learner)

        # Latecomers change nothing before eight of them are here, and then the next press does.
        crowd(bench, "late", 7, stop="every-time")
        with wall.expect_response(lambda answer: "/lines/" in answer.url):
            wall.clock.fast_forward(10_500)
        expect(bars.filter(has_text="gets me every time")).to_contain_text("0 %")
        expect(wall.get_by_text("The picture changes when 8 more have answered and you show it again.")).to_be_visible()
        crowd(bench, "latest", 1, stop="every-time")
        wall.get_by_role("button", name="Hide the picture").click()
        asked.clear()
        reveal.click()
        expect(bars.filter(has_text="gets me every time")).to_contain_text("15 %")
        assert asked == ["reveal"]
        wall.clock.resume()
        assert axe(wall, "shown") == []
    finally:
        bench.stop()


def with_join(page: Page) -> None:
    """Let the facilitator's view of this window have an address to join, as on a platform, and a code of it."""

    def answer(route):
        response = route.fetch()
        code = {"size": 29, "path": "".join(f"M{4 + at % 21} {4 + at // 2}h1v1h-1z" for at in range(42))}
        block = "block-v1:Org+Course+Run+type@powerstruggle_continuum+block@0123456789abcdef0123456789abcdef"
        address = f"https://lms.example.org/courses/course-v1:Org+Course+Run/jump_to/{block}"
        route.fulfill(response=response, json={**response.json(), "join": {"address": address, "code": code}})

    page.route("**/facilitator/**", answer)


def share_of_width(page: Page, selector: str, measure: str) -> float:
    """Return a length of the first element, in per cent of the window's width."""
    return page.locator(selector).first.evaluate(f"node => 100 * ({measure}) / innerWidth")


def test_a_live_session_from_joining_over_the_light_to_a_second_round(open_window, tmp_path):
    from tests import workbench_server

    bench = workbench_server.start(tmp_path)
    try:
        live_session(bench)
        wall = open_window(1920, 1080)
        with_join(wall)
        open_as(wall, bench, "author")
        wall.get_by_role("button", name="Facilitator’s view").click()
        expect(wall.get_by_role("heading", name="Join here")).to_be_focused()
        expect(wall.get_by_role("img", name="QR code of the address below")).to_be_in_viewport(ratio=1)
        assert share_of_width(wall, ".ps-join-code", "node.getBoundingClientRect().width") > 30
        expect(wall.get_by_text("jump_to/block-v1")).to_be_in_viewport(ratio=1)
        assert axe(wall, "join") == []

        wall.keyboard.press("ArrowRight")
        light = wall.locator(".ps-light")
        expect(light).to_have_text("Not enough have sent yet to show a picture of this event.")
        crowd(bench, "first", 7)
        crowd(bench, "last", 5, stop="little")
        with wall.expect_response(lambda answer: "/lines/" in answer.url):
            wall.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
        expect(light).to_have_text("Enough have sent to show a picture of this event.")
        assert not any(character.isdigit() for character in light.inner_text())

        wall.get_by_role("button", name="Show the group’s picture").click()
        expect(wall.locator(".ps-facilitator-page .ps-histogram > li")).to_have_count(5)
        expect(light).to_have_text("Not enough have sent yet to show a picture of this event.")
        # Readable from six meters on a screen that is 1.2 meters wide: 30 millimeters are 2.5 % of its width.
        assert share_of_width(wall, ".ps-facilitator-page .ps-dots i", "node.getBoundingClientRect().width") >= 2.4
        size = "parseFloat(getComputedStyle(node).fontSize)"
        assert share_of_width(wall, ".ps-facilitator-page .ps-share", size) >= 2.4
        assert_fits_one_screen(wall)

        wall.keyboard.press("End")
        begin = wall.get_by_role("button", name="Begin a second round")
        begin.click()
        expect(wall.get_by_text("Everybody can place themselves again")).to_be_focused()
        expect(wall.get_by_role("group", name="Everybody can place themselves again")).to_be_visible()
        assert axe(wall, "second round") == []
        wall.get_by_role("button", name="Not now").click()
        expect(begin).to_be_focused()
        begin.click()
        wall.route("**/change_round/**", lambda route: route.abort())
        begin.click()
        alert = wall.get_by_role("alert").filter(has_text="Nothing you placed is lost.")
        expect(alert).to_be_visible()
        wall.unroute("**/change_round/**")
        alert.get_by_role("button", name="Try again").click()
        expect(wall.get_by_role("heading", name="Join here")).to_be_focused()
        learner = open_window(360, 740)
        open_as(learner, bench, "first-0")
        expect(learner.get_by_role("button", name="Begin")).to_be_visible()
        wall.keyboard.press("End")
        expect(wall.get_by_role("button", name="Back to the first round")).to_be_visible()
    finally:
        bench.stop()


@pytest.mark.parametrize(("width", "scheme"), SIGHTS)
def test_the_wall_fits_any_window_with_a_code_to_join(open_window, workbench, answered, width, scheme):
    page = open_window(width, color_scheme=scheme)
    with_join(page)
    open_as(page, workbench, "author")
    page.get_by_role("button", name="Facilitator’s view").click()
    expect(page.get_by_role("heading", name="Join here")).to_be_visible()
    found = axe(page, "join")
    assert_fits(page)
    page.get_by_role("button", name="Next event").click()
    page.get_by_role("button", name="Show the group’s picture").click()
    expect(page.locator(".ps-facilitator-page .ps-histogram")).to_be_visible()
    assert found + axe(page, "line") == []
    assert_fits(page)


def test_in_the_second_round_of_a_live_session_the_first_line_stands_beside_it(open_window, tmp_path):
    from tests import workbench_server

    bench = workbench_server.start(tmp_path)
    try:
        live_session(bench)
        crowd(bench, "live", 12)
        assert Browser(bench.url, "author", STAND).post("reveal").status == 200
        live_session(bench, round="after", since="before")
        crowd(bench, "live", 11, stop="none")
        wall = open_window(1920, 1080)
        open_as(wall, bench, "author")
        wall.get_by_role("button", name="Facilitator’s view").click()
        wall.get_by_role("button", name="Show the group’s picture").click()
        calm = wall.locator(".ps-facilitator-page .ps-histogram > li").filter(has_text="doesn't touch me")
        expect(calm).to_contain_text("before: 0 %")
        expect(calm).to_contain_text("now 45 %")
    finally:
        bench.stop()


def place_first_and_send(page: Page) -> None:
    """Place the first event at "often", skip the others and send."""
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="3 often").click()
    page.get_by_role("button", name="Next", exact=True).click()
    while page.get_by_role("button", name="Skip this one").count():
        page.get_by_role("button", name="Skip this one").first.click()
    page.get_by_role("button", name="Send").click()


def test_learners_find_no_way_to_the_facilitators_view(open_window, workbench):
    page = open_window()
    open_as(page, workbench, "curious")
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    expect(page.get_by_role("button", name="Facilitator’s view")).to_have_count(0)
    assert "What is harder" not in page.content()


def test_an_author_changes_an_event_by_keyboard_undoes_saves_and_learners_see_it(open_window, tmp_path):
    from tests import workbench_server

    bench = workbench_server.start(tmp_path)
    try:
        page = open_window()
        open_as(page, bench, "author", "studio_view/")
        folded = page.locator("summary", has_text="1. …calls me a name")
        tab_to(page, folded)
        page.keyboard.press("Enter")
        field = page.get_by_role("textbox", name="What happens").first
        tab_to(page, field)
        page.keyboard.press("End")
        page.keyboard.type(" Twice.")
        expect(page.locator("summary", has_text="in front of others. Twice.")).to_be_visible()
        page.keyboard.press("Control+z")
        expect(page.locator("summary", has_text="Twice.")).to_have_count(0)
        page.keyboard.press("Control+y")
        k = page.get_by_label("Smallest number of answers to show")
        k.focus()
        page.keyboard.press("Control+a")
        page.keyboard.type("3")
        page.keyboard.press("Tab")
        expect(page.get_by_text("has to be a whole number from 5 to 500").first).to_be_visible()
        page.keyboard.press("Control+s")
        expect(page.get_by_text("Saved as a draft").first).to_be_visible()
        k.focus()
        page.keyboard.press("Control+a")
        page.keyboard.type("9")
        expect(page.get_by_text("has to be a whole number")).to_have_count(0)
        with page.expect_response(lambda answer: "/editor_save" in answer.url) as saved:
            page.keyboard.press("Control+s")
        assert saved.value.status == 200
        view = Browser(bench.url, "learner", STAND).post("state").json
        assert view["k"] == 9 and view["statements"][0]["words"].endswith("in front of others. Twice.")
    finally:
        bench.stop()


def test_an_author_begins_from_a_ready_made_set_and_unsaved_work_is_kept(open_window, tmp_path):
    from tests import workbench_server

    bench = workbench_server.start(tmp_path)
    try:
        page = open_window()
        page.on("dialog", lambda dialog: dialog.accept())
        open_as(page, bench, "author", "studio_view/")
        page.get_by_role("button", name="Begin from a template").click()
        page.get_by_role("radio", name=re.compile("About us")).check()
        page.get_by_role("button", name="Begin with this").click()
        expect(page.locator("summary", has_text="last word")).to_be_visible()
        page.reload()
        expect(page.get_by_text("There is unsaved work from an earlier visit.")).to_be_visible()
        expect(page.locator("summary", has_text="last word")).to_have_count(0)
        page.get_by_role("button", name="Continue with it").click()
        expect(page.locator("summary", has_text="last word")).to_be_visible()
        assert Browser(bench.url, "learner", STAND).post("state").json["k"] == 8, (
            "nothing is saved before somebody says so"
        )
    finally:
        bench.stop()


@pytest.mark.parametrize(("width", "scheme"), SIGHTS)
def test_axe_finds_nothing_in_the_editor_and_on_the_authors_card(open_window, workbench, width, scheme):
    page = open_window(width, color_scheme=scheme)
    open_as(page, workbench, "author", "studio_view/")
    expect(page.get_by_role("button", name="Save")).to_be_visible()
    found = axe(page, "folded")
    for more in page.locator("summary").all()[:3]:
        more.click()
    found += axe(page, "unfolded")
    assert_fits(page)
    open_as(page, workbench, "author", "author_view/")
    found += axe(page, "card")
    assert_fits(page)
    assert found == []
