"""Ids that are made of words: the same for an import as for a script, and only such as the notation takes."""

import pytest

from powerstruggle_xblock.exchange.ids import NOT_NAMES, Ids
from powerstruggle_xblock.exchange.importers.scenario_builder import ScenarioBuilder
from powerstruggle_xblock.exchange.report import Report
from powerstruggle_xblock.scenario.conditions import ID_PATTERN, RESERVED_WORDS

from .import_helpers import import_checked, parse_result

TITLES = [
    "At the door", "Élodie’s key", "Straße – Ecke", "22, again", "Στην πόρτα", "Το τέλος", "على الباب", "门口", "",
    "!!!", "Visited", "and", "If", "Scene", "only", "A title that is a good deal longer than forty characters",
]


def test_an_import_and_a_script_make_the_same_ids_of_the_same_titles():
    builder, script = ScenarioBuilder(Report()), Ids()
    made = [builder.create_id(title, "scene") for title in TITLES]
    assert made == [script.take(title, "scene") for title in TITLES]
    assert len(set(made)) == len(made)
    assert all(ID_PATTERN.match(id_) and id_ not in RESERVED_WORDS and len(id_) <= 43 for id_ in made)
    assert made[4:8] == ["scene", "scene-2", "scene-3", "scene-4"]
    assert made[:3] == ["at-the-door", "elodies-key", "stra-e-ecke"]


@pytest.mark.parametrize("name", ["Scene", "Draw", "Profile", "Visited", "Ελένη", "عمر"])
def test_a_person_gets_an_id_that_a_person_can_have(name):
    builder = ScenarioBuilder(Report())
    assert builder.get_person_id("Person") == "person"
    id_ = builder.get_person_id(name)
    assert ID_PATTERN.match(id_) and id_ not in NOT_NAMES and id_ != "person"


def test_a_variable_whose_name_no_meter_can_have_becomes_a_meter_with_a_number():
    found = import_checked(':: Start\n<<set $draw += 1>>[[On]]\n\n:: On\nThe end.\n')
    assert "draw-2" in {setting.id for setting in parse_result(found).meter_settings}
