"""The way of a choice through the rooms: docs/developers.md draws it, and .importlinter orders the rooms."""

import configparser
import re
import sys
from pathlib import Path

import pytest

import powerstruggle_xblock

from .support import World
from .texts import TALK

PACKAGE = Path(powerstruggle_xblock.__file__).parent


def module_of(frame) -> str | None:
    """Return the path in the package of a frame's module; None for code elsewhere and for comprehensions' modules."""
    path = Path(frame.f_code.co_filename)
    return str(path.relative_to(PACKAGE)) if path.is_relative_to(PACKAGE) else None


def calls_of(action) -> list[tuple[str | None, str]]:
    """Return the calls in an action that enter a module: (the module of this package that is nearest, the module)."""
    found = []

    def record(frame, event, _argument):
        if event != "call" or frame.f_code.co_name == "<module>" or not (entered := module_of(frame)):
            return
        outer = frame.f_back
        while outer and not module_of(outer):
            outer = outer.f_back
        caller = module_of(outer) if outer else None
        if caller != entered:
            found.append((caller, entered))

    sys.setprofile(record)
    try:
        action()
    finally:
        sys.setprofile(None)
    return found


@pytest.fixture(scope="module")
def calls():
    world = World(TALK, lms=True)
    world.begin()
    world.choose(1, 0, "hear")
    return calls_of(lambda: world.choose(1, 1, "plain"))


@pytest.fixture(scope="module")
def heights(root) -> dict[str, int]:
    """Return how high each room lies, from .importlinter."""
    rules = configparser.ConfigParser()
    rules.read(root / ".importlinter")
    layers = rules["importlinter:contract:layers"]["layers"].split("\n")
    return {
        room.strip(): -row for row, layer in enumerate(filter(None, layers)) for room in layer.split("|")
    }


def room(module: str) -> str:
    return module.partition("/")[0].removesuffix(".py")


def test_a_choice_goes_through_the_twelve_modules_of_the_picture_in_its_order(root, calls):
    picture = (root / "docs" / "developers.md").read_text(encoding="utf-8").partition("How a choice travels")[2]
    drawn = re.findall(r"^.*?([a-z_/]+\.py) +(\d+) ", picture.partition("Below these lie")[0], re.M)
    assert [int(number) for _, number in drawn] == list(range(1, 13))
    entered = list(dict.fromkeys(entered for _, entered in calls))
    assert [module for module in entered if module in dict(drawn)] == [module for module, _ in drawn]
    assert len(entered) <= int(re.search(r"runs through at most (\d+)\s+modules", picture)[1])


def test_no_room_calls_into_a_room_above_it_but_for_what_it_was_handed(calls, heights):
    heights = heights | {"scenario_block": heights["platform"]}  # A block and its bases are one object.
    upward = {
        (caller, entered)
        for caller, entered in calls
        if caller and {room(caller), room(entered)} <= heights.keys() and heights[room(entered)] > heights[room(caller)]
    }
    assert upward == {
        ("scenario/session.py", "platform/base.py"),
        ("presenter/view_model.py", "platform/scenario_controller.py"),
    }
