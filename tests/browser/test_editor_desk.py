"""A calm desk: three things in the toolbar, proposals that one key takes, ratings in a table, dragging."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.editor_forms_author import Author
from tests.browser.fonts import assert_fits

pytestmark = pytest.mark.browser


@pytest.fixture
def author(open_window, workbench):
    """Return a function that opens the editor on a component of the workbench and shows its first scene."""
    def opened(width=1280, **options):
        return Author(open_window(width, **options), workbench.url).open(0)

    return opened


def drag(at: Author, grip: Locator, below: Locator) -> None:
    """Drag an item by its grip to below another one, far from the edges of its pane: near them it would scroll."""
    below.evaluate("node => node.scrollIntoView({ block: 'center' })")
    grip.hover()
    at.page.mouse.down()
    box = below.bounding_box()
    at.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 2, steps=5)
    expect(at.page.locator("[data-drop]")).to_have_count(1)
    at.page.mouse.up()
    expect(at.page.locator("[data-drop], [data-dragged]")).to_have_count(0)


def test_the_toolbar_has_three_things_and_its_menu_all_others_by_keyboard(author):
    at = author()
    tools = at.page.locator(".ps-tools > button, .ps-tools > .ps-menu > button")
    assert [text.strip() for text in tools.all_inner_texts()] == ["Undo", "Play from here", "More"]
    tools.nth(2).press("ArrowDown")
    items = at.page.get_by_role("menuitem")
    expect(items.first).to_be_focused()
    shown = [" ".join(text.split()) for text in items.all_inner_texts()]
    for name in ("Redo", "Find", "Begin from a template", "Import", "Export: Scenario", "Download my work", "Keys"):
        assert any(text.startswith(name) for text in shown), (name, shown)
    at.page.keyboard.press("f")
    expect(items.nth(1)).to_be_focused()
    at.page.keyboard.press("Enter")
    expect(at.page.get_by_role("dialog")).to_contain_text("Replace")
    at.page.keyboard.press("Escape")
    expect(tools.nth(2)).to_be_focused()


def test_a_new_choice_is_rated_by_a_word_of_its_move_and_two_times_enter(author, tmp_path):
    at = author()
    at.form.get_by_role("button", name="Add a choice").click()
    choice = at.form.locator(".psf-choice.psf-open")
    at.text("What you say", choice).fill("So the door is the only thing that is yours.")
    goes_to = choice.get_by_role("combobox", name="Goes to")
    goes_to.fill("Fourteen")
    goes_to.press("Enter")
    move = choice.get_by_role("combobox", name="Kind of reply (its move)")
    move.fill("feeling")
    offered = choice.get_by_role("listbox").first.get_by_role("option").first
    expect(offered).to_contain_text("Say back the feeling or the need")
    expect(offered).to_contain_text("Strong · tension falls a little")
    move.press("Enter")
    take = choice.get_by_role("button", name="Rate it so")
    expect(take).to_be_focused()
    assert at.exported(tmp_path).scenes[0].choices[-1].ratings == ()
    take.press("Enter")
    expect(choice.get_by_role("radio", name="Strong")).to_be_focused()
    made = at.exported(tmp_path).scenes[0].choices[-1]
    assert (made.move, [rating.skills for rating in made.ratings]) == ("reflect", [(("listening", 3),)])


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_a_scene_is_rated_in_a_table_by_keys_alone(author, tmp_path, width, scheme):
    at = author(width, color_scheme=scheme)
    before = at.exported(tmp_path).scenes[0].choices[1].ratings
    if at.is_narrow:
        at.page.get_by_role("tab", name="Form").click()
    at.form.get_by_role("button", name="Rate in a table").press("Enter")
    expect(at.page.locator("[data-cell='0 0']")).to_be_focused()
    for key in ("ArrowDown", "Home", "Delete", "End", "Delete", "0"):
        at.page.keyboard.press(key)
    expect(at.page.locator("[data-cell='1 7']")).to_be_focused()
    assert not (found := at.axe(".psf-matrix", scheme)), "\n".join(found)
    if at.is_narrow:
        assert_fits(at.page)
    after = at.exported(tmp_path).scenes[0].choices[1].ratings
    assert dict(after[0].skills)["partnership"] == 0
    assert _conditional(after) == _conditional(before)


def _conditional(ratings) -> list:
    return [rating for rating in ratings if rating.condition.clauses]


def test_lines_choices_and_scenes_are_dragged_to_another_place_and_the_arrows_stay(author, tmp_path):
    # So high that both ends of a drag are in sight.
    at = author(height=2400)
    before = at.exported(tmp_path)
    ids = [choice.id for choice in before.scenes[0].choices]
    choices = at.form.locator(".psf-choice")
    drag(at, choices.nth(0).locator(".ps-grip").first, choices.nth(2))
    now = at.exported(tmp_path)
    assert [choice.id for choice in now.scenes[0].choices] == [ids[1], ids[2], ids[0], *ids[3:]]
    expect(choices.nth(0).get_by_role("button", name=re.compile("^Move down"))).to_be_visible()
    items = at.form.locator(".psf-items").first.locator("> li")
    drag(at, items.nth(0).locator(".ps-grip").first, items.nth(1))
    assert at.exported(tmp_path).scenes[0].content_items[1] == before.scenes[0].content_items[0]
    rows = at.page.locator(".ps-tree .ps-row-scene")
    drag(at, rows.nth(1).locator(".ps-grip"), rows.nth(2))
    scenes = [scene.id for scene in before.scenes]
    assert [scene.id for scene in at.exported(tmp_path).scenes][:3] == [scenes[0], scenes[2], scenes[1]]
    for _ in range(3):
        at.page.keyboard.press("Control+z")
    assert at.exported(tmp_path) == before


def test_what_learners_read_is_in_sight_and_settings_are_folded_with_a_summary(author):
    at = author()
    line = at.form.locator(".psf-is-line").first
    expect(line.get_by_role("textbox", name="What they say")).to_be_visible()
    expect(line.locator("img.psf-face")).to_be_visible()
    expect(line.get_by_label("Mood")).not_to_be_visible()
    who = line.locator("summary").first
    expect(who).to_have_text(re.compile(r"^\w+ · \w+"))
    who.press("Enter")
    line.get_by_label("Mood").select_option(label="wry")
    expect(who).to_contain_text("· wry")
    at.form.locator("h6 > button").first.press("Enter")
    counts = at.form.locator("summary", has_text="Kind and rating:")
    expect(counts).to_contain_text(re.compile(r": (Strong|Workable|Weak|Harms)"))
    expect(at.form.locator(".psf-steps").first).not_to_be_visible()
