"""What an author can begin from is there, has no errors, and is listed by its title."""

import pytest

from powerstruggle_xblock.authoring import checking, template_catalog
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import fairness, scenario_xml, scoring
from powerstruggle_xblock.scenario.model import ENDING_KINDS

IDS = [entry["id"] for entry in template_catalog.list_templates(str)]


def test_the_blank_comes_first_then_the_skeleton_then_the_starter_course():
    assert [*IDS] == ["blank", "skeleton", *(file.stem for file in starter_scenarios())]


def test_titles_for_translators_are_those_of_the_scenarios():
    titles = {file.stem: scenario_xml.parse(file.read_bytes()).scenario.title for file in starter_scenarios()}
    assert titles == template_catalog.STARTERS
    assert [entry["title"] for entry in template_catalog.list_templates(str.upper)][2:] == [title.upper() for title in titles.values()]


@pytest.mark.parametrize("id_", IDS)
def test_each_can_be_saved_as_it_is(studio, id_):
    tree = studio.post("editor_template", {"id": id_}).json["tree"]
    assert studio.save(tree).status == 200


def test_the_blank_has_three_scenes_and_says_what_belongs_where():
    scenario = checking.check(template_catalog.template_tree("blank")).scenario
    assert len(scenario.scenes) == 3 and scenario.notes and not any(scene.is_decision for scene in scenario.scenes)


def test_the_skeleton_is_a_fair_scenario_with_a_note_at_every_place():
    checked = checking.check(template_catalog.template_tree("skeleton"))
    scenario, figures = checked.scenario, fairness.measure_fairness(checked.scenario)
    assert checked.issues == ()
    assert all(place.notes for place in scenario.nodes.values()) and {ending.kind for ending in scenario.endings} == set(ENDING_KINDS)
    assert figures.best == 1.0 and not any(scoring.passes(score, scenario) for score in figures.picks.values())


@pytest.mark.parametrize(("data", "status"), [({"id": "nothing"}, 404), ({"id": "../blank"}, 404), ({"id": 3}, 400), ({}, 400)])
def test_what_is_not_listed_is_refused_with_a_sentence(studio, data, status):
    refused = studio.post("editor_template", data)
    assert refused.status == status and refused.json["error"]
