"""What an author does in the Studio editor's forms, said in an author's words; and what axe-core finds there."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from powerstruggle_xblock.scenario import scenario_xml
from powerstruggle_xblock.scenario.model import Scenario
from tests.browser.conftest import AXE

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
        """Tell whether the panes are tabs."""
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
        """A field for words."""
        return (within or self.form).get_by_role("textbox", name=label, exact=True).first

    def unfold(self) -> None:
        """Open everything that is folded in the form."""
        folded = self.form.locator("h6 > button[aria-expanded=false]")
        while folded.count():
            folded.first.click()
        self.form.evaluate("form => form.querySelectorAll('details').forEach(one => { one.open = true })")

    def exported(self, folder: Path) -> Scenario:
        """The scenario as it stands in the editor, through its own export."""
        self.page.get_by_role("button", name="Export").click()
        with self.page.expect_download() as waiting:
            self.page.get_by_role("menuitem", name="Scenario file (XML)").click()
        path = folder / "exported.xml"
        waiting.value.save_as(path)
        return scenario_xml.parse(path.read_text(encoding="utf-8")).scenario

    def bring(self, path: Path, how: str = "Replace what is here") -> Locator:
        """Read a file to import and say where to; gives the dialog, in which only the last button is left to press."""
        self.page.get_by_role("button", name="Import…").click()
        dialog = self.page.get_by_role("dialog")
        dialog.locator("input[type=file]").set_input_files(path)
        dialog.get_by_role("button", name="Read the file").click()
        put = dialog.get_by_role("button", name="Insert it")
        expect(put).to_be_visible()
        if dialog.get_by_label(how).count():
            dialog.get_by_label(how).check()
        return dialog

    def axe(self, where: str, state: str) -> list[str]:
        """Let axe-core look at a part of the page; give what it finds."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.add_script_tag(path=str(AXE))
        found = self.page.evaluate("where => axe.run(where, {resultTypes: ['violations']})", where)
        return [f"{state}: {v['id']}: {node['html'][:160]} {node.get('failureSummary', '')}"
                for v in found["violations"] for node in v["nodes"]]
