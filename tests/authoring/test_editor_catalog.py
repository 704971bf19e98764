"""What the editor tells of the catalogue: moves with what they propose, in words."""

import re

from powerstruggle_xblock.scenario import catalog
from tests.authoring.studio import Studio
from tests.block.texts import TALK

MOVES = {move["id"]: move for move in Studio(TALK).load()["catalogue"]["moves"]}


def test_a_moves_usual_shift_is_told_in_words_without_numbers():
    assert MOVES["reflect"]["effect"] == (
        "tension falls a little, trust rises a little, readiness rises a little"
    )
    assert MOVES["threaten"]["effect"] == (
        "tension rises a lot, trust falls a lot, their say falls a lot, readiness falls"
    )
    assert MOVES["false-promise"]["effect"].startswith("tension falls, ")
    assert not any(re.search(r"\d", move["effect"]) for move in MOVES.values())


def test_a_move_comes_with_its_description_and_the_levels_that_it_proposes_the_main_skill_first():
    assert MOVES.keys() == catalog.moves().keys()
    assert MOVES["agree-true-part"]["they"] == "agree with the part that is true"
    assert list(MOVES["agree-true-part"]["levels"].items()) == [("rope", 3), ("listening", 2)]
