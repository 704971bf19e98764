"""Play from here, import, export, templates: the dialogs of the Studio editor in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from powerstruggle_xblock.exchange import export_file
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import scenario_xml
from tests.browser.conftest import at_once
from tests.browser.editor_forms_author import Author

pytestmark = pytest.mark.browser

IN_THE_FORM = "document.querySelector('dialog') === null && document.activeElement.closest('.psf-panel') !== null"

TWEE = """:: StoryTitle
Two doors

:: StoryData
{"ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC", "start": "Begin"}

:: Begin
Sam: "Which one?"
[[The left one->Left]]
[[The right one->Right]]

:: Left
<<set $x to 3>>Dark.
[[Back->Begin]]
[[On->Right]]

:: Right
Light.
"""


@pytest.fixture
def author(open_window, workbench):
    """Return a function that opens the editor on a component of the workbench."""

    def opened(number=0, width=1280, **options):
        return Author(open_window(width, **options), workbench.url).open(number)

    return opened


@pytest.fixture
def twee_file(tmp_path):
    """Return a small story from elsewhere."""
    path = tmp_path / "doors.twee"
    path.write_text(TWEE, encoding="utf-8")
    return path


def empty_component() -> int:
    """Return the number of the workbench's empty scenario, which stands behind the starter scenarios."""
    return len(list(starter_scenarios()))


def test_play_from_here_is_the_learners_own_page_from_any_point_and_stores_nothing(author, workbench, tmp_path):
    at = author()
    scenario = at.exported(tmp_path)
    third = scenario.scenes[2]
    at.section(third.title)
    at.page.get_by_role("button", name="Play from here").click()
    dialog = at.page.get_by_role("dialog")
    learner = dialog.frame_locator("iframe")
    # One click: the scene is there, and the way that leads to it was taken.
    expect(learner.get_by_role("heading", name=third.title, exact=True)).to_be_visible()
    expect(dialog.get_by_text(re.compile("^Taken for you to get here: "))).to_be_visible()
    expect(dialog.get_by_label("Tension")).not_to_be_visible()
    dialog.get_by_text("Where to start", exact=True).click()
    scene = dialog.get_by_role("combobox", name="Scene to begin in")
    scene.fill(third.title)
    scene.press("Enter")
    dialog.get_by_label("Tension").select_option("9")
    past = dialog.get_by_role("combobox", name="Choices that count as taken")
    past.press("ArrowDown")
    past.press("ArrowDown")
    past.press("Enter")
    expect(dialog.get_by_role("button", name=re.compile("^Delete:"))).to_have_count(1)
    dialog.get_by_role("button", name="Play again from there", exact=True).click()
    learner.get_by_role("button", name="Begin", exact=True).click()
    expect(learner.get_by_role("heading", name=third.title, exact=True)).to_be_visible()
    with at.page.expect_response(re.compile("editor_play")) as answered:
        learner.locator(".ps-option").first.click()
    assert answered.value.json()["status"] == 200
    assert answered.value.request.post_data is None or "editor_play" in answered.value.url
    assert at_once(dialog.get_by_role("button", name="Edit this scene"), "node.click()", IN_THE_FORM)
    expect(dialog).to_have_count(0)
    at.page.goto(f"{workbench.url}/scenario/powerstruggle_scenario.0/?student=author")
    expect(at.page.get_by_role("button", name="Begin", exact=True)).to_be_visible()


def test_the_frame_of_a_play_can_reach_neither_the_editor_nor_what_the_browser_keeps(author):
    at = author()
    at.page.get_by_role("button", name="Play from here").click()
    frame = at.page.locator("iframe")
    expect(at.page.frame_locator("iframe").get_by_role("button", name="Begin", exact=True)).to_be_visible()
    inside = frame.element_handle().content_frame()
    reach = "() => { try { return [!!parent.document] } catch { return null } }"
    assert inside.evaluate(reach) is None
    assert inside.evaluate("() => { try { return !!localStorage } catch { return null } }") is None


def test_an_import_says_what_comes_over_and_changes_nothing_until_it_is_put_in(author, twee_file, tmp_path):
    at = author()
    before = at.exported(tmp_path)
    dialog = at.bring(twee_file)
    expect(dialog.get_by_text(re.compile("The file contains: scenes: 2, choices: 4, endings: 1"))).to_be_visible()
    expect(
        dialog.get_by_text(re.compile("this stands in the author.s note")).first
    ).to_be_visible()
    at.page.keyboard.press("Escape")
    expect(at.page.get_by_role("button", name="More", exact=True)).to_be_focused()
    assert at.exported(tmp_path) == before
    dialog = at.bring(twee_file)
    dialog.get_by_role("button", name="Insert it").click()
    assert at_once(dialog.locator(".psf-link").first, "node.click()", IN_THE_FORM)
    expect(dialog).to_have_count(0)
    expect(at.page.get_by_role("button", name=re.compile("^1 missing"))).to_be_visible()
    at.page.get_by_role("button", name="Undo").click()
    assert at.exported(tmp_path) == before


def test_an_import_as_a_branch_is_led_to_by_the_choice_one_picks(author, twee_file, tmp_path):
    at = author()
    before = at.exported(tmp_path)
    dialog = at.bring(twee_file, "Add it as a branch")
    choice = dialog.get_by_role("combobox", name="Which choice leads there")
    choice.press("ArrowDown")
    choice.press("ArrowDown")
    choice.press("ArrowDown")
    choice.press("Enter")
    dialog.get_by_role("button", name="Insert it").click()
    dialog.get_by_role("button", name="Close").last.click()
    outline = at.page.locator(".ps-pane-outline")
    expect(outline.get_by_text("Begin", exact=True)).to_have_count(1)
    # The scene, and a choice that leads to it.
    expect(outline.get_by_text("Begin").nth(1)).to_be_attached()
    at.page.get_by_role("button", name="Undo").click()
    assert at.exported(tmp_path) == before


def test_the_dialog_and_the_menu_offer_what_the_server_tells_and_say_what_is_missing(author):
    """The server's answer is changed on its way: a format that nobody knows, and libraries that are not installed."""
    needed = "This needs a library that is not installed here: pip install \"powerstruggle-xblock[ink]\""

    def change(route):
        answer = route.fetch()
        loaded = answer.json()
        loaded["imports"].append(
            {"id": "ink", "label": "Ink story", "endings": [".ink"], "available": True, "missing": None}
        )
        loaded["imports"].append(
            {"id": "inkle", "label": "Inkle book", "endings": [".inkle"], "available": False, "missing": needed}
        )
        loaded["exports"] = [
            row | ({"available": False, "missing": needed} if row["id"] == "docx" else {}) for row in loaded["exports"]
        ]
        told.append(loaded)
        route.fulfill(response=answer, json=loaded)

    told: list[dict] = []
    at = author()
    at.page.route("**/editor_load**", change)
    at.page.reload()
    at.more("Import…")
    dialog = at.page.get_by_role("dialog")
    expect(dialog.locator(".psf-bullets > li")).to_have_count(len(told[0]["imports"]))
    for row in told[0]["imports"]:
        item = dialog.locator(".psf-bullets > li", has_text=f"{row['label']}: {' '.join(row['endings'])}")
        expect(item).to_contain_text(row["missing"] or row["label"])
    accepted = dialog.locator("input[type=file]").get_attribute("accept").split(",")
    assert set(accepted) == {ending for row in told[0]["imports"] if row["available"] for ending in row["endings"]}
    at.page.keyboard.press("Escape")
    at.page.get_by_role("button", name="More", exact=True).click()
    exports = at.page.get_by_role("menuitem").filter(has_text=re.compile("^Export: "))
    shown = [" ".join(text.split()) for text in exports.all_inner_texts()]
    assert shown == [f"Export: {row['label']} {row['missing'] or ''}".strip() for row in told[0]["exports"]]
    assert needed in " ".join(shown)
    at.page.get_by_role("menuitem", name="Export: Script to comment on (Word)").click()
    expect(at.page.get_by_role("dialog", name="The file could not be made")).to_contain_text(needed)


def test_a_file_that_can_not_be_taken_gets_a_sentence_and_the_dialog_stays(author, tmp_path):
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    at = author()
    at.more("Import…")
    dialog = at.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Read the file").click()
    expect(dialog.get_by_role("alert")).to_have_text("Choose a file first.")
    dialog.locator("input[type=file]").set_input_files(path)
    dialog.get_by_role("button", name="Read the file").click()
    expect(dialog.get_by_role("alert")).not_to_have_text(re.compile("^$|Choose a file"))
    expect(at.page.get_by_role("button", name="Undo")).to_have_attribute("aria-disabled", "true")


def test_a_spreadsheet_of_texts_shows_what_differs_and_is_taken_over_as_one_step(author, tmp_path):
    openpyxl = pytest.importorskip("openpyxl", reason="the extra 'spreadsheet' is not installed")
    at = author()
    before = at.exported(tmp_path)
    _, _, data = export_file.export_scenario(before, "xlsx")
    path = tmp_path / "texts.xlsx"
    path.write_bytes(data)
    book = openpyxl.load_workbook(path)
    sheet = next(one for one in book.worksheets if any(cell.value == "id" for cell in one[1]) or one.max_row > 30)
    head = [str(cell.value or "").lower() for cell in sheet[1]]
    new = next(n for n, name in enumerate(head) if "new" in name)
    sheet.cell(row=2, column=new + 1).value = "Quite other words"
    book.save(path)
    at.more("Import…")
    dialog = at.page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(path)
    dialog.get_by_role("button", name="Read the file").click()
    expect(dialog.get_by_text("1 text differs.")).to_be_visible()
    expect(dialog.get_by_role("cell", name="Quite other words")).to_be_visible()
    dialog.get_by_role("button", name="Apply the changes").click()
    assert "Quite other words" in scenario_xml.serialize(at.exported(tmp_path))
    at.page.get_by_role("button", name="Undo").click()
    assert at.exported(tmp_path) == before


def test_an_empty_component_offers_templates_and_begins_with_the_one_picked(author, tmp_path):
    at = author(empty_component())
    dialog = at.page.get_by_role("dialog", name="What would you like to begin with?")
    dialog.get_by_label(re.compile("^Demand, bait, repair")).check()
    dialog.get_by_role("button", name="Begin with this").click()
    expect(dialog).to_have_count(0)
    assert len(at.exported(tmp_path).scenes) >= 3
    at.page.get_by_role("button", name="Undo").click()
    expect(at.page.locator(".ps-pane-outline").get_by_text(re.compile(r"^Scenes"))).to_contain_text("0")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing_in_any_dialog(author, twee_file, width, scheme):
    at = author(width=width, color_scheme=scheme)
    at.page.get_by_role("button", name="Play from here").click()
    at.page.locator("dialog details").first.evaluate("one => { one.open = true }")
    found = at.axe("dialog", "play")
    at.page.keyboard.press("Escape")
    dialog = at.bring(twee_file, "Add it as a branch")
    found += at.axe("dialog", "report")
    dialog.get_by_role("button", name="Insert it").click()
    found += at.axe("dialog", "put in")
    at.page.keyboard.press("Escape")
    at.more(re.compile("template"))
    found += at.axe("dialog", "templates")
    assert not found, "\n".join(found)
