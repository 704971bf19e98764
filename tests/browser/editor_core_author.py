"""The actions of an author in the editor's outline and map, for the browser tests."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import frames
from tests.browser.page_checks import find_axe_violations, tab_to
from tests.patience import PATIENCE

MAP_OR_NONE = ".ps-pane-map[hidden], .ps-canvas[data-laid=now]"
"""The map once its cards have their places, or its pane where another one shows."""


@dataclass
class Author:
    """A person before the editor of one scenario."""

    page: Page

    def open(self, workbench, title: str) -> None:
        """Open the editor of the scenario of this title, and wait until it stands."""
        self.page.goto(f"{workbench.url}/?student=author")
        self.page.goto(
            workbench.url + self.page.get_by_role("link", name=f"Edit: {title}", exact=True).get_attribute("href")
        )
        self.here()

    def here(self) -> None:
        """Wait until the editor stands, and the map where it shows: it is loaded when it is opened.

        Finding places for hundreds of cards is the longest work of a page. What is seen is chosen a frame later.
        """
        expect(self.page.locator(".ps-editor-root")).to_be_visible()
        expect(self.page.locator(MAP_OR_NONE).first).to_be_attached(timeout=PATIENCE * 1000)
        frames(self.page)

    @property
    def root(self) -> Locator:
        """The whole editor."""
        return self.page.locator(".ps-editor")

    @property
    def state(self) -> Locator:
        """The words about what is saved."""
        return self.page.locator(".ps-state")

    @property
    def dialog(self) -> Locator:
        """The dialog that is open."""
        return self.page.get_by_role("dialog")

    def entry(self, name: str | re.Pattern) -> Locator:
        """Return an entry of the outline, by its text; exact where it is a string."""
        return self.page.get_by_role("treeitem", name=name, exact=isinstance(name, str))

    def select(self, name: str | re.Pattern) -> Locator:
        """Select an entry of the outline with the mouse. The map follows a frame later."""
        entry = self.entry(name)
        entry.click()
        expect(entry).to_have_attribute("aria-selected", "true")
        frames(self.page)
        return entry

    def box(self, title: str) -> Locator:
        """Return a scene or an ending on the map, by how its name begins."""
        return self.page.locator(".ps-canvas").get_by_role("button", name=re.compile("^" + re.escape(title)))

    def command(self, menu: str, name: str) -> None:
        """Do something from a menu."""
        self.root.get_by_role("button", name=menu, exact=True).first.click()
        self.page.get_by_role("menuitem", name=name, exact=True).click()

    def tab_to(self, target: Locator, back: bool = False) -> None:
        """Reach an element by the Tab key alone."""
        tab_to(self.page, target, "Shift+Tab" if back else "Tab")

    def press(self, target: Locator, key: str = "Enter") -> None:
        """Reach an element by Tab and press a key on it."""
        self.tab_to(target)
        self.page.keyboard.press(key)

    def saved(self) -> None:
        """Wait until the foot says that the work is saved."""
        expect(self.state).to_contain_text("Saved at")

    def axe(self, state: str) -> list[str]:
        """Return what axe-core finds in the editor."""
        return find_axe_violations(self.page, ".ps-editor", state)
