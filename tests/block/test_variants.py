"""Which of a text's wordings a learner reads: the same one on every page of a talk, and none of the others."""

import json
import re

import pytest

from powerstruggle_xblock.scenario import variants

from .support import World

TEXT = """<powerstruggle_scenario>
  <person id="ira" name="Ira"/><start scene="desk"/>
  <scene id="desk" title="The desk">
    <cue><variant>zcue1z</variant><variant>zcue2z</variant></cue>
    <line by="ira"><variant>zline1z</variant><variant>zline2z</variant><variant>zline3z</variant></line>
    <choice id="hear" to="more" move="reflect">
      <do><variant>zdo1z</variant><variant>zdo2z</variant></do>
      <say><variant>zhear1z</variant><variant>zhear2z</variant></say>
      <level listening="3"/>
      <reply by="ira"><variant>zreply1z</variant><variant>zreply2z</variant></reply>
      <feedback><effect>E.</effect><why>W.</why><instead>I.</instead></feedback>
    </choice>
    <choice id="argue" to="more" move="argue-facts">
      <say><variant>zargue1z</variant><variant>zargue2z</variant></say><level listening="0"/>
    </choice>
  </scene>
  <scene id="more" title="More">
    <line by="ira"><variant>zmore1z</variant><variant>zmore2z</variant></line>
    <choice id="on" to="end"><say><variant>zon1z</variant><variant>zon2z</variant></say></choice>
  </scene>
  <ending id="end" kind="agreement" title="E">
    <line by="ira"><variant>zend1z</variant><variant>zend2z</variant></line><their-view by="ira">V.</their-view>
  </ending>
</powerstruggle_scenario>"""
MARK = re.compile(r"z([a-z]+)(\d)z")
LEARNERS = ["ann", "bo", "cy", "dee", "eve", "fay"]


def read(view) -> dict[str, set[str]]:
    """Return the numbers of the wordings in an answer, by text."""
    found: dict[str, set[str]] = {}
    for what, number in MARK.findall(json.dumps(view)):
        found.setdefault(what, set()).add(number)
    return found


@pytest.mark.parametrize("user", LEARNERS)
def test_one_wording_of_each_text_is_read_and_it_stays_through_the_talk(user):
    world = World(TEXT)
    first = world.begin(user=user).json
    words = read(first)
    assert words.keys() == {"cue", "line", "do", "hear", "argue"}
    assert all(len(numbers) == 1 for numbers in words.values())
    assert world.state(user=user) == world.state(user=user) == first
    assert world.begin(user=user).json == first
    taken = world.choose(1, 0, "argue", user=user).json
    again = world.choose(1, 0, "argue", user=user).json
    assert taken == again
    ended = world.choose(1, 1, "on", user=user).json
    for view in (taken, ended):
        assert all(len(numbers) == 1 for numbers in read(view).values())
        assert all(read(view)[what] == words[what] for what in ("cue", "line", "argue"))
    stronger = next(point["stronger"] for point in ended["result"]["turning_points"] if point["stronger"])
    assert read(stronger) == {what: words[what] for what in ("do", "hear")}
    assert read(ended["result"]["curve"])["argue"] == words["argue"]


@pytest.mark.parametrize("user", LEARNERS)
def test_trying_again_from_here_keeps_the_words_and_beginning_anew_does_not(user):
    world = World(TEXT)
    words = read(world.begin(user=user).json)
    world.choose(1, 0, "argue", user=user)
    ended = read(world.choose(1, 1, "on", user=user).json)
    assert read(world.rewind(1, 0, user=user).json) == words
    world.choose(2, 0, "argue", user=user)
    assert read(world.choose(2, 1, "on", user=user).json) == ended
    assert read(world.rewind(2, 0, user=user).json) == words
    world.choose(3, 0, "argue", user=user)
    world.choose(3, 1, "on", user=user)
    anew = read(world.begin(4, user=user).json)
    # The second talk has, of each text with two wordings, the one that the first had not.
    assert all(anew[what] != words[what] for what in ("cue", "do", "hear", "argue"))
    assert anew["line"] != words["line"]


def test_the_grade_is_the_same_whatever_was_read_and_learners_read_different_words():
    world, seen = World(TEXT), set()
    for user in LEARNERS:
        view = world.play("hear", "on", user=user)
        seen.add(json.dumps({what: sorted(numbers) for what, numbers in read(view).items()}, sort_keys=True))
        assert view["grade"]["percent"] == world.state(user=LEARNERS[0])["grade"]["percent"]
    assert len(seen) > 3


def test_an_analyst_works_out_the_draw_from_what_the_tracking_log_holds():
    world = World(TEXT)
    shown = read(world.begin(user="ann").json)
    drawn = variants.draw(world.scenario, f"ann/{world.usage}", 1)
    assert read(drawn.scenes[0].choices[0].say)["hear"] == shown["hear"]


def test_an_edited_variant_reaches_the_learners_who_read_it_and_costs_no_place():
    world = World(TEXT)
    world.begin()
    view = world.walk(1, "argue")
    world.edit(TEXT.replace("zmore1z", "zmore8z").replace("zmore2z", "zmore9z"))
    assert world.state()["step"] == 1
    assert read(world.state())["more"] == {{"1": "8", "2": "9"}[next(iter(read(view)["more"]))]}
