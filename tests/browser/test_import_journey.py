"""A story of 150 passages from elsewhere, from its file to a saved draft: in few clicks, in a real browser."""

import pytest
from playwright.sync_api import expect

from powerstruggle_xblock.resources import starter_scenarios
from tests import workbench_server
from tests.browser.editor_forms_author import Author

pytestmark = pytest.mark.browser

PASSAGES = 150
MOST_CLICKS = 9
"""From the empty component to the first problem mended and a saved draft: two minutes of clicks are many more."""


@pytest.fixture
def bench(tmp_path):
    """Return a workbench of its own, since what is saved stays."""
    with workbench_server.running(tmp_path) as server:
        yield server


def write_long_story() -> str:
    """Return a Harlowe story of 150 passages: a walk through rooms with two ways each, and endings on the way."""
    passages = [
        ":: StoryTitle\nThe long corridor",
        ':: StoryData\n{"ifid": "0A1B2C3D-0000-4000-8000-000000000001", '
        '"format": "Harlowe", "format-version": "3.3.8", "start": "Room 1"}',
    ]
    for number in range(1, PASSAGES + 1):
        if number % 5 == 0 or number == PASSAGES:
            body = f"Mara: Door {number} stays open for you.\n\nYou leave."
        else:
            body = (
                f"Mara: This is door {number}.\n\nYou: I see it.\n\n"
                "(set: $calm to it + 1)(if: $calm > 3)[She breathes out.]"
                "(if: $mood is \"low\")[She looks away.]\n\n"
                f"[[''Wait'' with $name->Room {min(number + 1, PASSAGES)}]]\n"
                f"[[\"May I come in?\"->Room {min(number + 5 - number % 5, PASSAGES)}]]"
            )
            body += "\n[[Go back->$last]]" if number % 30 == 1 else ""
        passages.append(f":: Room {number}\n{body}")
    return "\n\n".join(passages)


class Clicks:
    """Counts the clicks of one author."""

    def __init__(self) -> None:
        self.count = 0

    def click(self, target) -> None:
        self.count += 1
        target.click()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_long_story_comes_in_its_report_is_read_and_its_first_problem_mended(open_window, bench, tmp_path, width):
    path = tmp_path / "corridor.twee"
    path.write_text(write_long_story(), encoding="utf-8")
    author = Author(open_window(width), bench.url)
    author.page.goto(
        f"{author.url}/scenario/powerstruggle_scenario.{len(list(starter_scenarios()))}/studio_view/?student=author"
    )
    page, clicks = author.page, Clicks()

    clicks.click(page.get_by_role("dialog").get_by_role("button", name="Import a file instead…"))
    dialog = page.get_by_role("dialog")
    clicks.count += 1
    dialog.locator("input[type=file]").set_input_files(path)
    clicks.click(dialog.get_by_role("button", name="Read the file"))
    expect(dialog.get_by_text("scenes: 120, choices: 240, endings: 30")).to_be_visible()
    attention = dialog.locator("details").filter(has_text="Needs your attention").first
    assert attention.get_by_role("listitem").count() <= 12, "a report that nobody reads"
    expect(attention).to_contain_text("“Go back”")
    expect(attention).to_contain_text("$name")
    assert author.axe("dialog", "report") == []
    clicks.click(dialog.get_by_role("button", name="Insert it"))

    # Every place of a cause is a link; the first problem is the missing view at the endings.
    views = dialog.locator("li").filter(has_text="needs <their-view>").first
    expect(views.get_by_role("list", name="Places").get_by_role("button")).to_have_count(5)
    expect(views.get_by_text("Further places: 25")).to_be_visible()
    assert author.axe("dialog", "report after the import") == []
    clicks.click(views.get_by_role("list", name="Places").get_by_role("button", name="Room 5", exact=True))
    expect(dialog).to_have_count(0)
    view = author.text("Their own words")
    expect(view).to_be_visible()
    clicks.click(view)
    page.keyboard.type("She left the door open, and so did I.")

    clicks.click(page.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_role("region", name="This is a draft.")).to_contain_text("Learners see nothing of it")
    expect(page.get_by_text("Draft saved at").first).to_be_visible()
    assert clicks.count <= MOST_CLICKS
    print(f"clicks at {width} px: {clicks.count}")
