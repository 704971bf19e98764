"""From an empty block to a scenario that is played: six scenes, a loop, a condition, a closed choice and two endings.

Once with the keyboard alone, once with the mouse on the map; afterwards all is undone, step by step.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import workbench_server
from tests.browser.editor_core_author import Author

pytestmark = pytest.mark.browser

SCENES = ["Desk", "Hall", "Stairs", "Kitchen", "Yard", "Porch"]
ENDINGS = ["Agreed", "Left"]
WAYS = [
    ("Desk", "We go in together.", "Hall"), ("Desk", "Up to you which way.", "Stairs"),
    ("Hall", "Shall we sit down?", "Kitchen"),
    ("Stairs", "Back down to the desk.", "Desk"), ("Stairs", "On to the kitchen then.", "Kitchen"),
    ("Kitchen", "Out into the air.", "Yard"), ("Kitchen", "Nobody is in the porch.", "Porch"),
    ("Yard", "Tuesday would do.", "Agreed"), ("Yard", "Then I leave you to it.", "Left"),
    ("Porch", "Tuesday, here.", "Agreed"),
]
CLOSED = "Nobody is in the porch."
MOST_STEPS = 150


@pytest.fixture
def bench(tmp_path_factory):
    """Return a workbench of their own, whose empty block is empty."""
    with workbench_server.running(tmp_path_factory.mktemp("empty")) as server:
        yield server


class Keyboard:
    """An author without a mouse."""

    def __init__(self, author: Author):
        self.author, self.keys = author, author.page.keyboard

    def _outline(self, key: str = "") -> None:
        self.author.tab_to(self.author.page.locator('.ps-tree [tabindex="0"]'), back=True)
        if key:
            self.keys.press(key)

    def _asked(self, *typed: str) -> None:
        expect(self.author.dialog).to_be_visible()
        for text in typed:
            self.keys.type(text)
            self.keys.press("Tab")
        self.keys.press("Enter")
        expect(self.author.dialog).to_have_count(0)

    def _pick(self, menu, words: str) -> None:
        """Go down in a menu to what ends with some words. Letters of a slow typist would begin a new search."""
        expect(menu).to_be_focused()
        self.keys.press("Home")
        for _ in range(MOST_STEPS):
            if menu.evaluate("select => select.selectedOptions[0]?.text ?? ''").endswith(words):
                return
            self.keys.press("ArrowDown")
        raise AssertionError(f"the menu has no {words}")

    def scene(self, title: str) -> None:
        self._outline("Shift+N")
        self._asked(title)

    def ending(self, title: str) -> None:
        self._outline("Shift+E")
        expect(self.author.dialog).to_be_visible()
        self.keys.type(title)
        self.keys.press("Enter")
        self.type("Their own words", "She asked me first.")

    def choice(self, scene: str, words: str) -> None:
        self._outline(str(SCENES.index(scene) + 1))
        self.keys.press("Shift+C")
        self._asked(words)

    def connect(self, words: str, to: str) -> None:
        self._outline("Shift+G")
        expect(self.author.dialog.get_by_role("combobox", name="Choice", exact=True)).to_be_focused()
        self.keys.press("Tab")
        self._pick(self.author.dialog.get_by_label("Goes to"), f"Ending: {to}" if to in ENDINGS else to)
        self.keys.press("Tab")
        self.keys.press("Enter")
        expect(self.author.dialog).to_have_count(0)

    def press(self, target) -> None:
        self.author.press(target)

    def type(self, label: str, words: str, within=None) -> None:
        self.author.tab_to((within or self.form).get_by_role("textbox", name=label, exact=True).first)
        self.keys.type(words)

    def select_scene(self, scene: str) -> None:
        self._outline(str(SCENES.index(scene) + 1))
        self.keys.press("Enter")

    def select_choice(self, words: str) -> None:
        self._outline("Home")
        entry = self.author.entry(re.compile("^" + re.escape(words)))
        for _ in range(MOST_STEPS):
            if entry.evaluate("element => element === document.activeElement"):
                break
            self.keys.press("ArrowDown")
        self.keys.press("Enter")

    @property
    def form(self):
        return self.author.page.locator(".ps-pane-form")

    def save(self) -> None:
        self.keys.press("Control+s")

    def undo(self) -> None:
        self.keys.press("Control+z")


class Mouse(Keyboard):
    """An author who does what can be done with the mouse on the map."""

    def scene(self, title: str) -> None:
        box = self.author.page.locator(".ps-canvas").bounding_box()
        self.author.page.mouse.dblclick(box["x"] + 15, box["y"] + 15)
        self._filled(title)
        # It stands where the mouse was; the map is to stay legible.
        self.author.command("View", "Arrange all cards anew")

    def ending(self, title: str) -> None:
        self.author.command("Add", "Add an ending")
        self._filled(title)
        self.type("Their own words", "She asked me first.")

    def _filled(self, words: str) -> None:
        self.author.dialog.get_by_role("textbox").fill(words)
        self.author.dialog.get_by_role("button", name="Add", exact=True).click()
        expect(self.author.dialog).to_have_count(0)

    def choice(self, scene: str, words: str) -> None:
        self.author.here()
        self.author.command("View", "Show the whole map")
        self.author.box(f"{SCENES.index(scene) + 1} {scene}").click(position={"x": 20, "y": 8})
        self.author.command("Add", "Add a choice")
        self._filled(words)

    def connect(self, words: str, to: str) -> None:
        page = self.author.page
        self.author.here()
        self.author.command("View", "Show the whole map")
        dot = (
            page.locator(".ps-canvas [data-dot]")
            .filter(has=page.locator("title", has_text=words))
            .locator(".pm-hit")
            .bounding_box()
        )
        target = (
            self.author.box(f"Ending: {to}" if to in ENDINGS else f"{SCENES.index(to) + 1} {to}")
            .locator("rect")
            .bounding_box()
        )
        page.mouse.move(dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2)
        page.mouse.down()
        page.mouse.move(target["x"] + target["width"] / 2, target["y"] + target["height"] / 3, steps=4)
        page.mouse.up()

    def press(self, target) -> None:
        target.click()

    def type(self, label: str, words: str, within=None) -> None:
        (within or self.form).get_by_role("textbox", name=label, exact=True).first.click()
        self.keys.type(words)
        # The field's buttons go with its focus: what is below them then stands still for the next click.
        self.form.get_by_role("heading").first.click()

    def select_scene(self, scene: str) -> None:
        self.author.command("View", "Show the whole map")
        self.author.box(f"{SCENES.index(scene) + 1} {scene}").click(position={"x": 20, "y": 8})

    def select_choice(self, words: str) -> None:
        self.author.entry(re.compile("^" + re.escape(words))).click()

    def save(self) -> None:
        self.author.page.get_by_role("button", name="Save", exact=True).click()

    def undo(self) -> None:
        self.author.page.get_by_role("button", name=re.compile("^Undo")).click()


@pytest.mark.parametrize("hands", [Keyboard, Mouse])
def test_a_scenario_is_made_from_nothing_saved_played_and_undone(open_window, bench, hands):
    author = Author(open_window(1600, 1000))
    author.open(bench, "An empty scenario")
    expect(author.dialog).to_be_visible()
    author.page.keyboard.press("Escape")
    expect(author.dialog).to_have_count(0)
    _make(hands(author))
    assert author.axe("made") == []
    hands(author).save()
    author.saved()
    _reads_the_same_again(open_window(), bench)
    _play(open_window(), author.page.url.replace("studio_view/", "").replace("author", "lea"))
    undone = hands(author)
    for _ in range(MOST_STEPS):
        if author.page.get_by_role("button", name="Undo", exact=True).count():
            break
        undone.undo()
    expect(author.entry("Scenes (0)")).to_be_visible()
    expect(author.entry("Endings (0)")).to_be_visible()
    expect(author.state).to_contain_text("Not saved")


def _make(author: Keyboard) -> None:
    for title in SCENES:
        author.scene(title)
    for title in ENDINGS:
        author.ending(title)
    for scene, words, to in WAYS:
        author.choice(scene, words)
        author.connect(words, to)
        expect(author.author.entry(re.compile(f"^{re.escape(words)}.* {to}$"))).to_be_visible()
    author.select_scene("Desk")
    author.press(author.form.get_by_role("button", name="Narration").first)
    author.type("What can be seen", "A bell, and nobody.")
    author.press(author.form.locator("summary", has_text="Narration").first)
    author.press(author.form.get_by_role("button", name="Add a condition").first)
    author.select_choice(CLOSED)
    choice = author.form.locator("li").filter(has=author.author.page.get_by_role("button", name=CLOSED)).last
    author.press(choice.get_by_text("When it can be chosen, and where else it may lead"))
    author.press(
        choice.locator("details").filter(has_text="When it can be chosen").get_by_role("button", name="Add a condition")
    )
    author.type("Reason shown while it can’t be chosen", "Somebody is in the porch.", choice)


def _reads_the_same_again(page: Page, bench) -> None:
    again = Author(page)
    again.open(bench, "An empty scenario")
    for _, words, to in WAYS:
        expect(again.entry(re.compile(f"^{re.escape(words)}.* {to}$"))).to_be_visible()
    expect(page.locator(".ps-footer")).to_contain_text("No errors")


def _play(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Begin").click()
    for words in ("Up to you which way.", "Back down to the desk.", "We go in together.", "Shall we sit down?"):
        page.get_by_role("button", name=re.compile(re.escape(words))).click()
    expect(page.get_by_text("Somebody is in the porch.")).to_be_visible()
    page.get_by_role("button", name="Out into the air.").click()
    page.get_by_role("button", name="Tuesday would do.").click()
    expect(page.get_by_text("She asked me first.")).to_be_visible()
