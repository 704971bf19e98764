"""The trainer's panel of a drill: moments with their choices, no map and no endings."""

from tests.block.support import World
from tests.engine.test_drill import DRILL, TEXT


def test_moments_and_choices_are_counted_and_there_is_no_map(fake_counters):
    here = World(TEXT, lms=True, staff={"mia"})
    for number in range(60):
        user = f"learner-{number}"
        view = here.begin(user=user).json
        while view["phase"] == "scene":
            view = here.choose(1, view["step"], view["scene"]["choices"][0]["id"], user=user).json
    page = here.get("panel", user="mia").body.decode()
    assert all(scene.title in page for scene in DRILL.scenes)
    assert "ps-on-map" not in page and 'id="ps-endings"' not in page and "end-of-drill" not in page
    assert "end-of-drill" not in here.get("panel_csv", user="mia").body.decode()
    paper = sum(counts["scene:paper"] for counts in fake_counters.sets.values())
    assert paper == sum(counts["left:paper"] for counts in fake_counters.sets.values()) > 10
