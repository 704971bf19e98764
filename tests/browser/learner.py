"""The actions of a learner in the scenario's page, for the browser tests."""

import re
from dataclasses import dataclass

from playwright.sync_api import Frame, Page, expect

from powerstruggle_xblock.notation import markup
from powerstruggle_xblock.platform.scenario_cache import compile_scenario
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario.model import Scenario
from powerstruggle_xblock.scenario.play import Playthrough, replay
from powerstruggle_xblock.scenario.variants import wordings
from tests.browser.page_checks import find_axe_violations, tab_to
from tests.platform.places import wait_for_height


def starter(name: str) -> tuple[int, Scenario]:
    """Return a starter scenario's number in the workbench and the scenario."""
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
                    if (
                        after.ending
                        and after.ending.id == ending
                        and (through is None or through in after.state.visited)
                    ):
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
    frame: Frame | None = None
    """The frame with the component, where it is in one."""

    @property
    def here(self) -> Frame | Page:
        """The document with the component."""
        return self.frame or self.page

    @property
    def root(self):
        """The component on the page."""
        return self.here.locator(".ps-scenario")

    def open(self, workbench, number: int, name: str) -> None:
        """Open the scenario as this learner and wait until it stands."""
        self.page.goto(f"{workbench.url}/scenario/powerstruggle_scenario.{number}/?student={name}")
        expect(self.root.locator(".ps-loading")).to_have_count(0)

    def option(self, choice_id: str):
        """Return the button of a choice, found by its words in any of their variants."""
        choice = self.scenario.choices[choice_id]
        texts = wordings(choice.say, choice.say_variants) or wordings(choice.do, choice.do_variants)
        words = [re.escape(markup.plain_text(text)) for text in texts or (choice.wait.text,)]
        return self.here.get_by_role("button", name=re.compile("|".join(words).replace("'", "['’]")))

    def take(self, choice_id: str) -> None:
        """Take a choice with the mouse, after any questions before the options, and wait for the answer."""
        self.show_options()
        with self.page.expect_response(lambda answer: "/choose" in answer.url) as answered:
            self.option(choice_id).click()
        assert answered.value.ok, answered.value.text()
        expect(self.option(choice_id)).to_have_count(0)
        self.settle()

    def settle(self) -> None:
        """Wait for every stylesheet, and until a frame is as tall as the page in it.

        The styles of later steps are loaded while the talk goes on; while a frame grows, what is pointed at moves.
        """
        loaded = "() => [...document.querySelectorAll('link[rel=stylesheet]')].every((one) => one.sheet)"
        self.here.wait_for_function(loaded)
        wait_for_height(self.here)

    def tab_to(self, target) -> None:
        """Reach an element by the Tab key alone."""
        tab_to(self.page, target)

    def show_options(self) -> None:
        """Pass the questions that come before the options, where there are any."""
        skip = self.here.get_by_role("button", name="Show the options")
        expect(skip.or_(self.here.locator(".ps-option").first)).to_be_visible()
        if skip.is_visible():
            skip.click()
            wait_for_height(self.here)

    def look_back(self) -> None:
        """Open what follows an ending and the client's own view."""
        self.here.get_by_role("button", name="Look back at the conversation").click()

    def press(self, target, key: str = "Enter") -> None:
        """Reach an element by Tab and press a key on it."""
        self.tab_to(target)
        self.page.keyboard.press(key)

    def axe(self, state: str) -> list[str]:
        """Return what axe-core finds in the component."""
        return find_axe_violations(self.here, ".ps-scenario", state)
