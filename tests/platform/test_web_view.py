"""A scenario in the iOS app's web view: the component's page alone, by touch, with the app's own rules."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.learner import Learner, path_to, starter
from tests.platform import places
from tests.platform.test_landing import unseen_after

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 664, "has_touch": True, "is_mobile": True}
"""The app's window between its own bars."""


class Finger(Learner):
    """A person who taps."""

    def take(self, choice_id: str) -> None:
        """Tap on a choice and wait for the answer."""
        with self.page.expect_response(lambda answer: "/choose" in answer.url) as answered:
            self.option(choice_id).tap()
        assert answered.value.ok, answered.value.text()
        expect(self.option(choice_id)).to_have_count(0)


def brightness(page: Page) -> int:
    """Return how bright most of the page is, 0 to 255."""
    counts = Image.open(io.BytesIO(page.screenshot())).convert("L").histogram()
    return counts.index(max(counts))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_scenario_is_played_by_touch_to_its_ending(open_window, workbench, scheme):
    number, scenario = starter("another-form")
    page = open_window(**PHONE, color_scheme=scheme)
    places.show(page, workbench, f"powerstruggle_scenario.{number}", places.web_view)
    learner = Finger(page, scenario)
    learner.open(workbench, number, f"web-view-{scheme}")
    page.get_by_role("button", name="Begin").tap()
    for choice_id in path_to(scenario, "signs-thursday"):
        assert unseen_after(learner, choice_id) == []
        assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"), choice_id
    expect(learner.root).to_contain_text(scenario.nodes["signs-thursday"].title)
    assert learner.axe("the debrief in the web view") == []
    # On a dark phone the app inverts the page: a component that were dark by itself would come out light.
    assert brightness(page) > 180 if scheme == "light" else brightness(page) < 75
