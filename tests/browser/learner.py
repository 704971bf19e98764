"""What a learner does in the page, said in a learner's words; and what axe-core finds in it."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from powerstruggle_xblock.notation import markup
from powerstruggle_xblock.platform.scenario_cache import compile_scenario
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario.model import Scenario
from powerstruggle_xblock.scenario.play import Playthrough, replay
from tests.browser.conftest import AXE

MOST_TABS = 60


def starter(name: str) -> tuple[int, Scenario]:
    """Give a starter scenario's number in the workbench and the scenario."""
    for number, file in enumerate(starter_scenarios()):
        if file.stem == name:
            return number, compile_scenario(file.read_text(encoding="utf-8")).scenario
    raise KeyError(name)


def path_to(scenario: Scenario, ending: str, through: str | None = None) -> list[str]:
    """Find a shortest path of choice ids to an ending, if wanted through a scene."""
    layer: list[Playthrough] = [replay(scenario)]
    while layer:
        following = []
        for run in layer:
            for option in run.options():
                if option.is_open:
                    after = run.choose(option.choice.id)
                    if after.ending and after.ending.id == ending and (through is None or through in after.state.visited):
                        return after.path
                    if not after.ending:
                        following.append(after)
        layer = following
    raise KeyError(ending)


@dataclass
class Learner:
    """A person before the page of one scenario."""

    page: Page
    scenario: Scenario

    @property
    def root(self):
        """The component on the page."""
        return self.page.locator(".ps-scenario")

    def open(self, workbench, number: int, name: str) -> None:
        """Open the scenario as this learner and wait until it stands."""
        self.page.goto(f"{workbench.url}/scenario/powerstruggle_scenario.{number}/?student={name}")
        expect(self.root.locator(".ps-loading")).to_have_count(0)

    def option(self, choice_id: str):
        """The button of a choice, found by its words."""
        choice = self.scenario.choices[choice_id]
        words = markup.plain_text(choice.say or choice.do or choice.wait.text)
        return self.page.get_by_role("button", name=re.compile(re.escape(words).replace("'", "['’]")))

    def take(self, choice_id: str) -> None:
        """Take a choice with the mouse and wait for what comes of it."""
        with self.page.expect_response(lambda answer: "/choose" in answer.url) as answered:
            self.option(choice_id).click()
        assert answered.value.ok, answered.value.text()
        expect(self.option(choice_id)).to_have_count(0)

    def tab_to(self, target) -> None:
        """Reach an element by the Tab key alone."""
        expect(target).to_be_visible()
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {target}")

    def press(self, target, key: str = "Enter") -> None:
        """Reach an element by Tab and press a key on it."""
        self.tab_to(target)
        self.page.keyboard.press(key)

    def axe(self, state: str) -> list[str]:
        """Let axe-core look at the component as it stands; give what it finds."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.add_script_tag(path=str(AXE))
        found = self.page.evaluate("() => axe.run('.ps-scenario', {resultTypes: ['violations']})")
        return [f"{state}: {v['id']}: {node['html'][:160]} {node.get('failureSummary', '')}"
                for v in found["violations"] for node in v["nodes"]]
