"""The editor in a real Chromium: outline, map, undo, copies, finding, saving and what goes wrong with it."""

import re

import pytest
from playwright.sync_api import expect

from tests import workbench_server
from tests.browser.conftest import at_once, frames
from tests.browser.editor_core_author import Author
from tests.browser.fonts import NARROWEST, assert_fits
from tests.browser.page_checks import find_axe_violations

pytestmark = pytest.mark.browser

TITLE = "Fine. Whatever."
SIGHTS = [(1280, "light"), (NARROWEST, "dark")]
"""Each width and each scheme once: what one changes does not depend on the other."""


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """Return a workbench of their own: what authors save, everybody sees."""
    with workbench_server.running(tmp_path_factory.mktemp("editor")) as server:
        yield server


@pytest.fixture
def author(open_window, bench):
    """Return an author at a starter scenario."""
    author = Author(open_window(1360))
    author.open(bench, TITLE)
    return author


def test_the_outline_is_walked_folded_and_searched_by_keyboard(author):
    page = author.page
    author.tab_to(author.entry("1 Yeah, okay starts here"))
    page.keyboard.press("ArrowDown")
    expect(author.page.locator(".ps-tree :focus")).to_contain_text("It's up to you, and I want")
    page.keyboard.press("ArrowLeft")
    expect(author.entry("1 Yeah, okay starts here")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(author.entry("1 Yeah, okay starts here")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(author.entry("2 The red hand")).to_be_focused()
    expect(author.entry("2 The red hand")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    expect(author.entry("The scenario")).to_be_focused()
    page.keyboard.press("s")
    expect(page.locator(".ps-tree :focus")).to_contain_text("S")
    page.get_by_role("searchbox", name="Filter").fill("shelter")
    expect(author.entry(re.compile("The far end of the shelter"))).to_be_visible()
    expect(author.entry("2 The red hand")).to_have_count(0)


def test_enter_in_the_outline_leads_into_the_form(author):
    author.select("2 The red hand").press("Enter")
    expect(author.page.get_by_role("region", name="Form").locator(":focus")).to_have_count(1)


def test_what_focus_is_brought_to_is_in_sight_and_another_scene_begins_at_its_top(author):
    panel = author.page.locator(".ps-pane-form .psf-panel")
    author.select("1 Yeah, okay starts here")
    last = author.entry(re.compile("^.+ leads to ")).nth(3)
    for _ in range(2):
        last.press("Enter")
        expect(panel.locator(":focus")).to_be_in_viewport(ratio=1)
        frames(author.page)
        expect(panel.locator(":focus")).to_be_in_viewport(ratio=1)
        assert panel.evaluate("panel => panel.parentElement.scrollTop") > 0
        author.select("2 The red hand")
        frames(author.page)
        assert panel.evaluate("panel => panel.parentElement.scrollTop") == 0


def test_in_a_narrow_window_the_form_comes_forward_with_focus_in_it(open_window, bench):
    author = Author(open_window(700))
    author.page.goto(f"{bench.url}/?student=author")
    author.page.goto(
        bench.url + author.page.get_by_role("link", name=f"Edit: {TITLE}", exact=True).get_attribute("href")
    )
    author.entry("2 The red hand").press("Enter")
    expect(author.page.get_by_role("tab", name="Form")).to_have_attribute("aria-selected", "true")
    expect(author.page.locator(".psf-panel:visible :focus")).to_have_count(1)


def test_what_deletes_itself_leaves_focus_in_the_editor(author):
    author.select(re.compile("^It's up to you, and I want")).press("Delete")
    frames(author.page)
    expect(author.page.locator(".ps-tree :focus")).to_have_count(1)


def test_replacing_goes_on_behind_what_was_put_in(author):
    author.page.keyboard.press("Control+f")
    author.dialog.get_by_role("textbox", name="Find").fill("the")
    author.dialog.get_by_role("textbox", name="Replace with").fill("these")
    expect(author.dialog.get_by_role("status")).to_contain_text(re.compile("^1 of "))
    for _ in range(3):
        author.dialog.get_by_role("button", name="Replace", exact=True).click()
    expect(author.dialog.get_by_role("status")).to_contain_text(re.compile("^4 of "))


def test_focus_is_in_the_form_before_the_next_key(author):
    entry = author.select("2 The red hand")
    assert at_once(
        entry,
        "node.focus(); node.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}))",
        "document.activeElement.closest('.psf-panel') !== null",
    )


def test_what_is_typed_right_after_adding_a_scene_goes_into_it(author):
    author.select("2 The red hand").press("Shift+N")
    author.dialog.get_by_role("textbox").fill("The stairs")
    assert (
        at_once(author.dialog.locator("form"), "node.requestSubmit()", "document.activeElement.value") == "The stairs"
    )


def test_a_scene_is_added_renamed_moved_deleted_and_brought_back_by_keyboard(author):
    page = author.page
    author.tab_to(author.entry("1 Yeah, okay starts here"))
    page.keyboard.press("Shift+N")
    page.keyboard.type("Across the street")
    page.keyboard.press("Enter")
    expect(author.entry(re.compile("^2 Across the street"))).to_have_attribute("aria-selected", "true")
    author.entry(re.compile("^2 Across the street")).focus()
    page.keyboard.press("F2")
    page.keyboard.press("Control+A")
    page.keyboard.type("Round the corner")
    page.keyboard.press("Enter")
    expect(author.entry(re.compile("^2 Round the corner"))).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    expect(author.entry(re.compile("^3 Round the corner"))).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Delete")
    expect(author.entry(re.compile("^3 Round the corner"))).to_have_count(0)
    for _ in range(4):
        page.keyboard.press("Control+z")
    expect(author.page.get_by_role("button", name="Undo", exact=True)).to_have_attribute("aria-disabled", "true")
    expect(author.state).to_have_text("As saved")


def test_deleting_says_what_led_there_and_one_undo_brings_it_back(author):
    author.select("4 Three and three").press("Delete")
    expect(author.dialog).to_contain_text("9 choices lead there")
    expect(author.dialog).to_contain_text("3 Ringing")
    author.dialog.get_by_role("button", name="Delete", exact=True).click()
    expect(author.entry(re.compile(r"Sorry, there's no Tuesday.* leads nowhere yet"))).to_be_visible()
    expect(author.page.locator(".ps-footer .ps-problems-button")).to_contain_text("errors")
    author.page.get_by_role("button", name=re.compile("^Undo")).click()
    expect(author.entry("4 Three and three")).to_be_visible()
    expect(author.page.locator(".ps-footer .ps-problems-button")).to_contain_text("No errors")


def test_focus_comes_back_to_where_it_was_when_a_dialog_closes(author):
    entry = author.select("4 Three and three")
    entry.press("Delete")
    expect(author.dialog).to_be_visible()
    author.page.keyboard.press("Escape")
    expect(author.dialog).to_have_count(0)
    expect(entry).to_be_focused()


def test_a_branch_is_carried_to_another_scenario_in_another_tab(author, bench):
    page = author.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    author.select("8 Three minutes").press("Control+c")
    other = Author(page.context.new_page())
    other.open(bench, "An empty scenario")
    other.page.keyboard.press("Escape")
    other.entry("Start and safety gates").click()
    other.page.keyboard.press("Control+v")
    expect(other.dialog).to_contain_text("Tomas was added")
    expect(other.dialog).to_contain_text("which is not in this scenario")
    other.dialog.get_by_role("button", name="Close", exact=True).last.click()
    expect(other.entry(re.compile("1 Three minutes"))).to_be_visible()
    # Nothing of it is saved: the next test finds the block empty.
    expect(other.state).to_contain_text("Not saved")


def test_a_choice_is_connected_with_the_mouse_and_with_the_keyboard(author):
    page = author.page
    author.select("1 Yeah, okay starts here")
    dot = author.box("1 Yeah, okay").locator("[data-dot]").first
    page.wait_for_function("() => document.querySelector('.ps-canvas[data-laid]')")
    _drag(page, dot.locator(".pm-hit"), author.box("5 One ear"))
    expect(author.entry(re.compile("It's up to you, and I want.* 5 One ear"))).to_be_visible()
    author.entry("1 Yeah, okay starts here").press("Shift+G")
    author.dialog.get_by_label("Goes to").select_option(label="3 Ringing")
    author.dialog.get_by_role("button", name="Connect", exact=True).click()
    expect(author.entry(re.compile("It's up to you, and I want.* 3 Ringing"))).to_be_visible()


def test_a_choice_dragged_to_empty_space_leads_to_a_new_scene(author):
    page = author.page
    page.wait_for_function("() => document.querySelector('.ps-canvas[data-laid]')")
    dot = author.box("1 Yeah, okay").locator("[data-dot]").first.locator(".pm-hit").bounding_box()
    canvas = page.locator(".ps-canvas").bounding_box()
    page.mouse.move(dot["x"] + 5, dot["y"] + 5)
    page.mouse.down()
    page.mouse.move(canvas["x"] + 12, canvas["y"] + 12, steps=4)
    page.mouse.up()
    author.dialog.get_by_label("What is this scene called?").fill("The stop")
    author.dialog.get_by_role("button", name="Add", exact=True).click()
    expect(author.entry(re.compile("It's up to you, and I want.* The stop"))).to_be_visible()


def test_the_map_is_walked_by_arrow_keys_with_the_same_selection(author):
    page = author.page
    author.box("1 Yeah, okay").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".ps-canvas :focus")).to_have_attribute("aria-current", "true")
    selected = page.locator('.ps-tree [aria-selected="true"]')
    expect(selected).to_have_attribute("aria-level", "2")
    expect(selected).to_have_text(re.compile(r"^\s*[23](?!\d)"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Form").locator(":focus")).to_have_count(1)


def test_the_map_is_saved_as_a_picture_of_its_own(author):
    author.page.wait_for_function("() => document.querySelector('.ps-canvas[data-laid]')")
    with author.page.expect_download() as saving:
        author.command("View", "Save the map as a picture")
    assert saving.value.suggested_filename == "Fine.-Whatever..svg"
    text = open(saving.value.path(), encoding="utf-8").read()
    assert text.startswith("<svg") and "What are you going" in text and "var(--" not in text
    assert "data:image/svg+xml;base64" in text and "/portraits/" not in text, "faces are part of the file"


def test_words_are_replaced_everywhere_as_one_step(author):
    author.page.keyboard.press("Control+f")
    author.dialog.get_by_label("Find", exact=True).fill("Ringing")
    author.dialog.get_by_label("Match capital letters").check()
    expect(author.dialog.get_by_role("status")).to_contain_text("1 of")
    author.dialog.get_by_label("Replace with").fill("On hold & on")
    author.dialog.get_by_role("button", name="Replace all").click()
    expect(author.dialog.get_by_role("status")).to_contain_text("Not found")
    author.page.keyboard.press("Escape")
    expect(author.entry("3 On hold & on")).to_be_visible()
    author.page.keyboard.press("Control+z")
    expect(author.entry("3 Ringing")).to_be_visible()


def test_the_work_is_downloaded_as_a_file_that_says_the_same(author):
    from powerstruggle_xblock.resources import starter_scenarios
    from powerstruggle_xblock.scenario import scenario_xml
    with author.page.expect_download() as saving:
        author.command("More", "Download my work as a file")
    text = open(saving.value.path(), encoding="utf-8").read()
    file = next(file for file in starter_scenarios() if file.stem == "fine-whatever")
    assert scenario_xml.content_version(scenario_xml.parse(text).scenario) == scenario_xml.content_version(
        scenario_xml.parse(file.read_text(encoding="utf-8")).scenario
    )


# --- saving ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (0, "No connection"),
        (500, "went wrong on the server"),
        (403, "signed out"),
        (413, "larger than the server takes"),
    ],
)
def test_a_save_that_fails_keeps_the_work_and_says_what_to_do(author, status, message):
    page = author.page
    page.route(
        "**/editor_save/**", lambda route: route.fulfill(status=status, body="<html>") if status else route.abort()
    )
    # A page that was loaded before can still send a request past the route.
    page.reload()
    author.here()
    _retitle(author, "2 The red hand", "The green hand")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("alert")).to_contain_text(message)
    expect(page.get_by_role("alert")).to_contain_text("Nothing is lost")
    expect(author.entry("2 The green hand")).to_be_visible()
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    notice = page.get_by_role("region", name="There is unsaved work from an earlier visit.")
    expect(notice).to_be_visible()
    notice.get_by_text("Differences from the saved version").click()
    expect(notice).to_contain_text("The green hand")
    notice.get_by_role("button", name="Continue with it").click()
    expect(author.entry("2 The green hand")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(author.entry("2 The red hand")).to_be_visible()


def test_leaving_with_unsaved_work_asks_first(author):
    asked = []
    author.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    author.page.goto("about:blank")
    assert asked == []
    author.page.go_back()
    author.here()
    _retitle(author, "2 The red hand", "The green hand")
    author.page.goto("about:blank")
    assert asked == ["beforeunload"]


def test_two_authors_at_once_are_joined_and_asked_only_about_what_both_changed(open_window, bench):
    first, second = (Author(open_window(1360)) for _ in range(2))
    for author in (first, second):
        author.open(bench, "Another form")
    scene = first.page.locator('.ps-tree [aria-selected="true"]').inner_text().split("\n")[1]
    _rename_selected(first, "Said by the first")
    first.page.keyboard.press("Control+s")
    first.saved()
    _rename_selected(second, "Said by the second")
    second.page.keyboard.press("Control+s")
    expect(second.dialog).to_contain_text("Somebody else has saved in the meantime")
    asked = second.dialog.get_by_role("group")
    expect(asked).to_have_count(1)
    expect(asked.get_by_label("Yours: Said by the second")).to_be_checked()
    assert second.axe("what both changed") == []
    asked.get_by_label("Theirs: Said by the first").check()
    second.dialog.get_by_role("button", name="Save it so").click()
    expect(second.entry(re.compile("Said by the first"))).to_be_visible()
    second.saved()
    # Now in two places: nothing is asked.
    _rename_selected(second, scene)
    with second.page.expect_response(re.compile("editor_save")):
        second.page.keyboard.press("Control+s")
    expect(second.page.get_by_role("region", name="Joined with")).to_have_count(0)
    first.select("About")
    first.page.locator(".psf-panel").get_by_label("Minutes it takes").fill("12")
    first.page.keyboard.press("Control+s")
    expect(first.page.get_by_role("region", name="Joined with")).to_contain_text("Their changes are in, beside yours.")
    first.saved()
    expect(first.entry(re.compile(re.escape(scene)))).to_be_visible()
    first.page.get_by_role("button", name="Take theirs out again").click()
    expect(first.entry(re.compile("Said by the first"))).to_be_visible()
    first.page.keyboard.press("Control+Shift+z")
    expect(first.page.locator(".psf-panel").get_by_label("Minutes it takes")).to_have_value("12")


# --- how it looks and reads ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "scheme"), SIGHTS)
def test_axe_finds_nothing_in_any_pane_or_dialog(open_window, bench, width, scheme):
    author = Author(open_window(width, color_scheme=scheme))
    author.open(bench, TITLE)
    page = author.page
    found = author.axe("opened")
    if width < 960:
        for tab in ("Map", "Form", "Problems"):
            page.get_by_role("tab", name=re.compile(tab)).click()
            found += author.axe(tab)
        page.get_by_role("tab", name="Outline").click()
    for button in ("Add", "Actions", "More"):
        author.root.get_by_role("button", name=button, exact=True).first.click()
        found += author.axe(f"menu {button}")
        page.keyboard.press("Escape")
    author.select("4 Three and three")
    for keys in ("Shift+N", "Shift+E", "Shift+C", "Shift+G", "F2", "Delete", "Shift+Delete", "Control+f", "?"):
        author.entry("4 Three and three").press(keys)
        expect(author.dialog).to_be_visible()
        found += find_axe_violations(page, "dialog[open]", keys)
        page.keyboard.press("Escape")
        expect(author.dialog).to_have_count(0)
    page.context.set_offline(True)
    page.keyboard.press("Control+s")
    expect(page.get_by_role("alert")).to_contain_text("Not saved")
    found += author.axe("lost network")
    assert found == []


@pytest.mark.parametrize("width", [NARROWEST, 360, 640, 900, 1000])
def test_nothing_scrolls_sideways(open_window, bench, width):
    author = Author(open_window(width))
    author.open(bench, TITLE)
    assert_fits(author.page)
    for tab in author.page.get_by_role("tab").all():
        tab.click()
        assert_fits(author.page)


def test_buttons_are_large_enough_to_hit(open_window, bench):
    author = Author(open_window(1360))
    author.open(bench, TITLE)
    for button in author.root.locator(".ps-head, .ps-outline, .ps-map-tools, .ps-footer").get_by_role("button").all():
        if button.is_visible():
            box = button.bounding_box()
            assert box["height"] >= 24 and box["width"] >= 24, button.inner_text()


# --- what the tests above need ---------------------------------------------------------------------------------------


def _drag(page, source, target) -> None:
    begin, end = source.bounding_box(), target.bounding_box()
    page.mouse.move(begin["x"] + begin["width"] / 2, begin["y"] + begin["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 12, steps=5)
    page.mouse.up()


def _rename_selected(author, title: str) -> None:
    author.page.locator('.ps-tree [aria-selected="true"]').press("F2")
    author.dialog.get_by_role("textbox").fill(title)
    author.page.keyboard.press("Enter")
    expect(author.dialog).to_have_count(0)


def _retitle(author, entry: str, title: str) -> None:
    author.select(entry)
    _rename_selected(author, title)


def test_the_foot_does_not_say_that_there_are_no_errors_while_a_new_choice_is_not_looked_at(author):
    author.select("4 Three and three")
    author.page.get_by_role("button", name="Add a choice").click()
    foot = author.page.locator(".ps-footer .ps-problems-button")
    expect(foot).to_contain_text("No errors so far")
    foot.click()
    expect(foot).not_to_contain_text("so far")
