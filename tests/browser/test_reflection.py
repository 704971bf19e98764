"""The reflection page in a real browser: by keyboard, no word lost, no word sent that the page did not name."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from powerstruggle_xblock.authoring import tree
from powerstruggle_xblock.reflection import reflection_xml, sets
from powerstruggle_xblock.reflection_block import ReflectionBlock
from tests import workbench_server
from tests.block.web import Browser
from tests.browser.conftest import frames
from tests.browser.fonts import NARROWEST, assert_fits
from tests.browser.page_checks import find_axe_violations, tab_to

pytestmark = pytest.mark.browser

COMPONENT = "powerstruggle_reflection.0"
MARK = "zq-only-for-me-qz"
SET = sets.read_set(sets.SET_NAMES[0])
FIRST = reflection_xml.parse(SET).reflection.prompts[0].id
SIGHTS = [(1280, "light"), (NARROWEST, "dark")]
"""Each width and each scheme once: what one changes does not depend on the other."""


@pytest.fixture(scope="module")
def workbench(tmp_path_factory):
    """Return a workbench of this module's own: its component is edited on the way."""
    with workbench_server.running(tmp_path_factory.mktemp("reflection")) as server:
        yield server


def put_in_place(workbench, text: str) -> None:
    """Let the author save another text."""
    author = Browser(workbench.url, "author", COMPONENT)
    base = author.post("editor_load").json["base"]
    given = tree.from_text(text, ReflectionBlock.notation)
    answer = author.post("editor_save", {"tree": given, "base": base})
    assert answer.status == 200, answer.body


@pytest.fixture(params=["browser", "learner"])
def keep(request, workbench):
    """Return the component with one of the ways of keeping words."""
    put_in_place(workbench, SET.replace('keep="browser"', f'keep="{request.param}"'))
    yield request.param
    put_in_place(workbench, SET)


@pytest.fixture
def opened(open_window, workbench):
    """Return a function that opens the component as somebody."""
    def open_as(name, *, page=None, wide=1280, **options):
        page = page or open_window(wide, **options)
        page.goto(f"{workbench.url}/scenario/{COMPONENT}/?student={name}")
        expect(page.locator(".ps-reflection textarea").first).to_be_visible()
        return page

    return open_as


def box(page, number: int):
    return page.get_by_role("textbox").nth(number)


def axe(page) -> list[str]:
    return find_axe_violations(page, ".ps-block", "reflection")


def press(page, target, key="Enter") -> None:
    tab_to(page, target)
    page.keyboard.press(key)


def test_who_can_read_is_said_before_the_first_box_and_is_tied_to_it(opened, keep):
    page = opened(f"reads-{keep}")
    first = box(page, 0)
    said = page.locator(f"#{first.get_attribute('aria-describedby').split()[0]}")
    assert ("course record" in said.inner_text()) == (keep == "learner")
    assert said.bounding_box()["y"] < first.bounding_box()["y"]
    expect(page.get_by_text("Nobody monitors this box")).to_be_visible()


def test_the_whole_of_it_by_keyboard(opened, workbench, keep):
    page = opened(f"keys-{keep}")
    button = page.get_by_role("button", name=re.compile("record that I took part", re.I))
    tab_to(page, box(page, 0))
    page.keyboard.type("My jaw.")
    press(page, page.get_by_label("rather keep this to myself").nth(1), "Space")
    press(page, button)
    # The third is still empty: it is said which, and focus is there.
    expect(page.get_by_role("alert").filter(has_text="Still empty: question 3")).to_be_visible()
    expect(box(page, 2)).to_be_focused()
    page.keyboard.type("Let me think first.")
    press(page, button)
    expect(page.get_by_text("Recorded: you took part.")).to_be_visible()
    press(page, page.locator("summary", has_text="How somebody else might answer").first)
    expect(page.get_by_text("I noticed I was holding the clipboard")).to_be_visible()


@pytest.mark.parametrize("touch", [True, False], ids=["finger", "mouse"])
def test_a_tap_out_of_a_box_lands_although_the_box_then_asks_about_its_words(opened, touch):
    page = opened(f"lands-{touch}", wide=NARROWEST, has_touch=touch)
    box(page, 0).fill("It was Tom Baker, in room 12.")
    tick = page.get_by_label("rather keep this to myself").first
    tick.scroll_into_view_if_needed()
    box(page, 0).focus()
    expect(page.get_by_text("Could this identify someone?")).to_have_count(0)
    at = tick.bounding_box()
    where = (at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    if touch:
        page.touchscreen.tap(*where)
    else:
        page.mouse.move(*where)
        page.mouse.down()
        frames(page)
        page.mouse.up()
    expect(tick).to_be_checked()
    expect(page.get_by_text("Could this identify someone?")).to_be_visible()


def test_a_reload_and_a_lost_network_lose_no_word(opened, keep):
    page = opened(f"lost-{keep}")
    box(page, 0).fill(MARK)
    page.reload()
    expect(box(page, 0)).to_have_value(MARK)
    for number in (1, 2):
        page.get_by_label("rather keep this to myself").nth(number).check()
    page.route("**/finish/**", lambda route: route.abort())
    button = page.get_by_role("button", name=re.compile("record that I took part", re.I))
    button.click()
    expect(page.get_by_text("What you wrote is still here.")).to_be_visible()
    expect(box(page, 0)).to_have_value(MARK)
    page.unroute("**/finish/**")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("Recorded: you took part.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Recorded: you took part.")).to_be_visible()
    expect(box(page, 0)).to_have_value(MARK)


def test_what_is_typed_is_sent_only_where_the_page_said_so(opened, keep):
    page = opened(f"sent-{keep}")
    sent = []
    page.on("request", lambda request: sent.append((request.url, request.post_data or "")))
    box(page, 0).fill(f"{MARK} with Tom Baker in room 12")
    box(page, 1).fill(f"{MARK} too")
    page.get_by_label("rather keep this to myself").nth(1).check()
    page.get_by_label("rather keep this to myself").nth(2).check()
    button = page.get_by_role("button", name=re.compile("record that I took part", re.I))
    button.click()
    if keep == "learner":
        # Asked once before it leaves: could this identify someone? Then it is up to who writes.
        expect(page.get_by_role("alert").filter(has_text="could something in it identify someone?")).to_be_visible()
        assert not any(MARK in data for _, data in sent)
        button.click()
    expect(page.get_by_text("Recorded: you took part.")).to_be_visible()
    assert not any(MARK in url for url, _ in sent)
    assert [data.count(MARK) for _, data in sent if MARK in data] == ([1] if keep == "learner" else [])


def test_a_nudge_names_what_might_identify_somebody_and_lets_it_stay(opened):
    page = opened("nudged")
    box(page, 0).fill("It was with Tom Baker in room 12 on 3 May.")
    box(page, 1).focus()
    nudge = page.locator(".ps-identifier-warning").first
    expect(nudge).to_contain_text("Could this identify someone?")
    for words in ("Tom Baker", "room 12", "3 May"):
        expect(nudge).to_contain_text(words)
    nudge.get_by_role("button", name="Change it").click()
    selected = page.evaluate(
        "() => { const b = document.activeElement; return b.value.slice(b.selectionStart, b.selectionEnd); }"
    )
    assert selected == "Tom Baker"
    box(page, 1).focus()
    nudge.get_by_role("button", name="Keep it anyway").click()
    expect(nudge).to_be_empty()
    page.reload()
    expect(box(page, 0)).to_have_value("It was with Tom Baker in room 12 on 3 May.")
    expect(page.locator(".ps-identifier-warning").first).to_be_empty()


def test_one_shares_and_withdraws_while_staff_read_along_without_a_name(opened):
    ann, boss = opened("ann-shares"), opened("author")
    box(ann, 0).fill("My jaw, every time.")
    press(ann, ann.get_by_role("button", name="Share this answer").first)
    expect(ann.get_by_text("read exactly these words")).to_be_focused()
    press(ann, ann.get_by_role("button", name="Share it now"))
    expect(ann.get_by_text("Shared with the facilitator")).to_be_visible()
    boss.get_by_role("button", name="Show what was shared").click()
    listed = boss.get_by_role("region", name="For course staff")
    expect(listed).to_contain_text("My jaw, every time.")
    assert "ann" not in listed.inner_text()
    box(ann, 0).fill("Changed since.")
    expect(ann.get_by_text("The facilitator still sees the words below.")).to_be_visible()
    press(ann, ann.get_by_role("button", name="Withdraw it"))
    expect(ann.locator(".ps-heard").last).to_have_text(re.compile("withdrawn and deleted"))
    boss.get_by_role("button", name="Look again").click()
    expect(listed).not_to_contain_text("My jaw, every time.")


def test_on_another_device_kept_words_are_there_and_browser_words_are_not(opened, keep):
    name = f"devices-{keep}"
    page = opened(name)
    box(page, 0).fill("Only mine.")
    for number in (1, 2):
        page.get_by_label("rather keep this to myself").nth(number).check()
    page.get_by_role("button", name=re.compile("record that I took part", re.I)).click()
    expect(page.get_by_text("Recorded: you took part.")).to_be_visible()
    other = opened(name)
    expect(box(other, 0)).to_have_value("Only mine." if keep == "learner" else "")
    if keep == "learner":
        box(other, 0).fill("A new version.")
        other.get_by_role("button", name="Keep the new version").click()
        expect(other.get_by_role("button", name="Keep the new version")).to_have_count(0)
        other.get_by_role("button", name="Delete my words from the course record").click()
        other.get_by_role("button", name="Yes, delete them there").click()
        expect(other.get_by_role("button", name="Delete my words from the course record")).to_have_count(0)
        expect(box(other, 0)).to_have_value("A new version.")
        expect(box(opened(name), 0)).to_have_value("")


def test_another_person_in_the_same_browser_sees_nothing_and_clearing_takes_it_out(opened):
    page = opened("ann-here")
    box(page, 0).fill(MARK)
    opened("bob-here", page=page)
    expect(box(page, 0)).to_have_value("")
    opened("ann-here", page=page)
    expect(box(page, 0)).to_have_value(MARK)
    page.get_by_role("button", name="Clear my words from this browser").click()
    page.get_by_role("button", name="Yes, clear it").click()
    expect(box(page, 0)).to_have_value("")
    assert MARK not in page.evaluate("() => JSON.stringify(localStorage)")


def test_a_browser_that_keeps_nothing_says_so_and_still_works(opened, open_window):
    page = open_window()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    opened("no-storage", page=page)
    expect(page.get_by_text("This browser keeps nothing")).to_be_visible()
    box(page, 0).fill("Kept in mind.")
    box(page, 1).fill("And this.")
    expect(box(page, 0)).to_have_value("Kept in mind.")


def test_ones_own_words_can_be_taken_along_as_a_file_and_on_paper(opened):
    page = opened("takes-along")
    box(page, 0).fill("Línea uno\nzwei 話")
    with page.expect_download() as started:
        page.get_by_role("button", name="Download my words").click()
    text = Path(started.value.path()).read_text(encoding="utf-8-sig")
    assert started.value.suggested_filename.endswith(".txt")
    assert "Línea uno\nzwei 話" in text and "What was the first sign" in text and "Nothing written." in text
    page.evaluate("() => { window.print = () => window.dispatchEvent(new Event('beforeprint')); }")
    page.get_by_role("button", name="Print my words").click()
    page.emulate_media(media="print")
    expect(page.locator(".ps-on-paper").first).to_be_visible()
    assert "zwei 話" in page.locator(".ps-reflection").inner_text()


def test_the_browsers_own_print_shows_ones_words(opened):
    page = opened("prints-by-menu")
    box(page, 0).fill("What I wrote.")
    page.emulate_media(media="print")
    assert "What I wrote." in page.locator(".ps-reflection").inner_text()


def test_words_at_a_question_that_its_author_took_out_stay_in_sight(opened, workbench):
    page = opened("left-over")
    box(page, 1).fill("What I was protecting.")
    try:
        whole = reflection_xml.parse(SET).reflection
        put_in_place(
            workbench,
            reflection_xml.serialize(
                type(whole)(
                    **{
                        **{f: getattr(whole, f) for f in whole.__dataclass_fields__},
                        "prompts": (whole.prompts[0], whole.prompts[2]),
                    }
                )
            ),
        )
        opened("left-over", page=page)
        expect(page.get_by_text("No longer asked")).to_be_visible()
        expect(box(page, 2)).to_have_value("What I was protecting.")
    finally:
        put_in_place(workbench, SET)


@pytest.mark.parametrize(("width", "scheme"), SIGHTS)
def test_axe_finds_nothing_on_any_state_of_the_page(opened, width, scheme):
    page = opened(f"axe-{width}-{scheme}", wide=width, color_scheme=scheme)
    found = axe(page)
    box(page, 0).fill("With Tom Baker, room 12.")
    box(page, 1).fill("x" * 4100)
    box(page, 2).focus()
    for more in page.locator("summary").all():
        more.click()
    page.get_by_role("button", name="Share this answer").first.click()
    page.get_by_role("button", name=re.compile("record that I took part", re.I)).click()
    found += axe(page)
    page.get_by_role("button", name="Share it now").click()
    expect(page.get_by_text("Shared with the facilitator")).to_be_visible()
    page.get_by_label("rather keep this to myself").nth(2).check()
    page.get_by_role("button", name=re.compile("record that I took part", re.I)).click()
    expect(page.get_by_text("Recorded: you took part.")).to_be_visible()
    page.get_by_role("button", name="Clear my words").click()
    found += axe(page)
    assert found == []
    assert_fits(page)


def test_buttons_are_large_enough_to_hit_on_a_phone(opened):
    page = opened("targets", wide=360)
    box(page, 0).fill("With Tom Baker.")
    box(page, 1).focus()
    expect(page.get_by_text("Could this identify someone?")).to_be_visible()
    for control in page.locator(".ps-reflection :is(button, summary, input)").all():
        size = control.bounding_box()
        assert size["height"] >= 24 and size["width"] >= 24, control.inner_text()


def test_the_staffs_list_is_printed_without_what_the_staff_member_wrote(opened):
    opened_page = opened("prints-shared")
    box(opened_page, 0).fill("Shared for the session.")
    opened_page.get_by_role("button", name="Share this answer").first.click()
    opened_page.get_by_role("button", name="Share it now").click()
    expect(opened_page.get_by_text("Shared with the facilitator")).to_be_visible()
    boss = opened("author")
    box(boss, 0).fill(MARK)
    boss.get_by_role("button", name="Show what was shared").click()
    boss.evaluate("() => { window.print = () => undefined; }")
    boss.get_by_role("button", name="Print this list").click()
    boss.emulate_media(media="print")
    printed = boss.locator("body").inner_text()
    assert "Shared for the session." in printed and MARK not in printed and "Print this list" not in printed
