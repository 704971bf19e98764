"""The actions of an author in the editor's forms, for the browser tests."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from powerstruggle_xblock.scenario import scenario_xml
from powerstruggle_xblock.scenario.model import Scenario
from tests.browser.page_checks import find_axe_violations

NARROW = 900


@dataclass
class Author:
    """A person before the editor of one component."""

    page: Page
    url: str

    def open(self, number: int = 0) -> "Author":
        """Open the editor and wait until it stands."""
        self.page.goto(f"{self.url}/scenario/powerstruggle_scenario.{number}/studio_view/?student=author")
        expect(self.page.get_by_role("button", name="Play from here")).to_be_visible()
        return self

    @property
    def is_narrow(self) -> bool:
        """Return whether the panes are tabs."""
        return self.page.viewport_size["width"] < NARROW

    @property
    def form(self) -> Locator:
        """The form of what is selected."""
        return self.page.locator(".psf-panel")

    def section(self, name: str) -> None:
        """Select an entry of the outline and show its form."""
        if self.is_narrow:
            self.page.get_by_role("tab", name="Outline").click()
        self.page.locator(".ps-pane-outline").get_by_text(name, exact=True).first.click()
        if self.is_narrow:
            self.page.get_by_role("tab", name="Form").click()

    def text(self, label: str, within: Locator | None = None) -> Locator:
        """Return a field for words."""
        return (within or self.form).get_by_role("textbox", name=label, exact=True).first

    def unfold(self) -> None:
        """Open everything that is folded in the form."""
        folded = self.form.locator("h6 > button[aria-expanded=false]")
        while folded.count():
            folded.first.click()
        self.form.evaluate("form => form.querySelectorAll('details').forEach(one => { one.open = true })")

    def more(self, name: str | re.Pattern) -> None:
        """Do something from the toolbar's menu."""
        self.page.get_by_role("button", name="More", exact=True).click()
        self.page.get_by_role("menuitem", name=name).click()

    def exported(self, folder: Path) -> Scenario:
        """Return the scenario as it stands in the editor, through its own export."""
        with self.page.expect_download() as waiting:
            self.more("Export: Scenario file (XML)")
        path = folder / "exported.xml"
        waiting.value.save_as(path)
        return scenario_xml.parse(path.read_text(encoding="utf-8")).scenario

    def bring(self, path: Path, how: str = "Replace what is here") -> Locator:
        """Read a file to import and say where to; gives the dialog, in which only the last button is left to press."""
        self.more("Import…")
        dialog = self.page.get_by_role("dialog")
        dialog.locator("input[type=file]").set_input_files(path)
        dialog.get_by_role("button", name="Read the file").click()
        put = dialog.get_by_role("button", name="Insert it")
        expect(put).to_be_visible()
        if dialog.get_by_label(how).count():
            dialog.get_by_label(how).check()
        return dialog

    def axe(self, where: str, state: str) -> list[str]:
        """Return what axe-core finds in a part of the page, named by a CSS selector."""
        return find_axe_violations(self.page, where, state)
