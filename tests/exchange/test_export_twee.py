"""A scenario as Twee 3: a story Twine can open, from which the same scenario can be made again."""

import json
import re
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings

from powerstruggle_xblock.exchange import import_file
from powerstruggle_xblock.exchange.exporters import twee_export
from powerstruggle_xblock.exchange.importers import twee
from powerstruggle_xblock.exchange.importers.twine_links import LINK, parse_link
from powerstruggle_xblock.exchange.report import Report
from powerstruggle_xblock.notation import markup
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario import scenario_xml
from tests.examples import examples

from ..engine import strategies

SHIPPED = {file.stem: scenario_xml.parse(file.read_bytes()).scenario for file in starter_scenarios()}
SCENARIO = SHIPPED["another-form"]
SOME = settings(
    max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def story(scenario) -> twee.Story:
    report = Report()
    read = twee.parse_twee(twee_export.write_twee(scenario), report)
    assert report.entries == []
    return read


def passages(scenario) -> dict[str, twee.Passage]:
    return {passage.name: passage for passage in story(scenario).passages}


def brought(text: str):
    """Bring a Twee file in, as an author does."""
    found = import_file.import_file(text.encode(), "story.twee")
    return scenario_xml.parse(found.text).scenario, [entry.message for entry in found.report.filter_entries("changed")]


def with_words(words: str) -> m.Scenario:
    """Return a scenario whose first cue and first reply are these plain words."""
    text = markup.collapse_space(words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    scene = SCENARIO.scenes[0]
    choice = replace(scene.choices[0], say=text, do=None)
    scene = replace(scene, content_items=(m.Narration(text),), choices=(choice, *scene.choices[1:]))
    return replace(SCENARIO, scenes=(scene, *SCENARIO.scenes[1:]))


# --- a story for Twine ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scenario", SHIPPED.values(), ids=SHIPPED)
def test_every_scene_and_ending_is_a_passage_with_its_tags(scenario):
    found = passages(scenario)
    assert list(found) == [*scenario.nodes, "BranchData"]
    for scene in scenario.scenes:
        assert found[scene.id].tags == (("scene", "decision") if scene.is_decision else ("scene",))
    assert {found[ending.id].tags for ending in scenario.endings} == {("ending",)}
    assert found["BranchData"].tags == ("data",)


@pytest.mark.parametrize("scenario", SHIPPED.values(), ids=SHIPPED)
def test_every_choice_and_route_is_a_link_and_every_link_leads_to_a_passage(scenario):
    found = passages(scenario)
    for scene in scenario.scenes:
        targets = [parse_link(hit).target for hit in LINK.finditer(found[scene.id].text)]
        assert targets == [to for choice in scene.choices for to in (*(route.to for route in choice.routes), choice.to)]
    for id_ in (*(ending.id for ending in scenario.endings), "BranchData"):
        assert not LINK.search(found[id_].text)


def test_a_passage_reads_as_the_scene_does():
    scene = SCENARIO.scenes[0]
    paragraphs = passages(SCENARIO)[scene.id].text.split("\n\n")
    assert paragraphs[0] == f"<strong>{scene.title}</strong>"
    line = next(beat for beat in scene.content_items if isinstance(beat, m.Line))
    assert f"{SCENARIO.people_by_id[line.by].name}: {line.text}" in paragraphs
    assert f"[[“{markup.plain_text(scene.choices[0].say)}”->{scene.choices[0].to}]]" in paragraphs


def test_the_story_has_its_title_its_start_and_a_stable_ifid():
    told = story(SCENARIO)
    assert (told.title, told.start) == (SCENARIO.title, SCENARIO.start.scene)
    assert told.ifid == str(UUID(told.ifid)).upper() == story(SCENARIO).ifid
    assert told.ifid != story(replace(SCENARIO, title="Another title")).ifid


@pytest.mark.parametrize("scenario", SHIPPED.values(), ids=SHIPPED)
def test_no_two_passages_lie_on_each_other_and_none_off_the_map(scenario):
    text = twee_export.write_twee(scenario)
    places = [json.loads(meta)["position"] for meta in re.findall(r"^:: \S+ \[[^]]*\] (\{.*\})$", text, re.M)]
    assert len(places) == len(set(places)) == len(scenario.nodes) + 1
    assert min(int(number) for place in places for number in place.split(",")) >= 0


# --- escaping -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ":: Not a passage [tag]", "\\:: escaped already", "[[not a link]]", "[[a->b]] and [[c|d]]", "ends with ]",
        "]] and ]]]", "left <- right -> further", "a|b", "$x to 1", "<<set $x to 1>>", "(set: $x to 1)", "[if x > 1]",
        "{embed passage: 'x'}", "// and '' and ~~", "\\", "-", "--", ">", "#",
    ],
)
def test_words_that_mean_something_to_twine_stay_words(words):
    scenario = with_words(words)
    found = passages(scenario)
    assert list(found) == [*scenario.nodes, "BranchData"]
    scene, choice = scenario.scenes[0], scenario.scenes[0].choices[0]
    hits = list(LINK.finditer(found[scene.id].text))
    assert parse_link(hits[0]).target == choice.to and len(hits) == sum(
        1 + len(choice.routes) for choice in scene.choices
    )
    # Other readers of links look for other signs first, or from the other end.
    assert all(hit[0].count("->") == 1 and "<-" not in hit[0] and "|" not in hit[0] for hit in hits)
    assert not LINK.search(found["BranchData"].text)
    assert brought(twee_export.write_twee(scenario)) == (scenario, [])


def test_a_condition_begins_its_paragraph_and_is_not_a_macro():
    text = twee_export.write_twee(SHIPPED["youre-all-the-same"])
    assert "(if chose voicemail) Renée: No missed calls." in text
    assert not re.search(r"\(if[^)]*:", text)


# --- and back -------------------------------------------------------------------------------------------------------


@SOME
@given(strategies.scenarios())
def test_the_side_passage_holds_the_whole_scenario(scenario):
    assert scenario_xml.parse(passages(scenario)["BranchData"].text).scenario == scenario


@SOME
@given(strategies.scenarios())
def test_parsing_the_file_returns_the_passages_that_are_compared(scenario):
    found = passages(scenario)
    for passage in twee_export.build_passages(scenario):
        assert (found[passage.name].text, found[passage.name].tags) == (passage.text.strip("\n"), passage.tags)


@SOME
@given(strategies.scenarios())
def test_importing_an_export_returns_the_same_scenario(scenario):
    assert brought(twee_export.write_twee(scenario)) == (scenario, [])


@pytest.mark.parametrize("scenario", SHIPPED.values(), ids=SHIPPED)
def test_importing_a_starter_scenarios_export_returns_the_same_scenario(scenario):
    assert brought(twee_export.write_twee(scenario)) == (scenario, [])


def test_an_edit_made_in_twine_is_found_and_wins():
    scene = SCENARIO.scenes[0]
    line = next(beat for beat in scene.content_items if isinstance(beat, m.Line))
    before, after = f": {line.text}\n", ": Something else.\n"
    text = twee_export.write_twee(SCENARIO)
    assert before in text
    scenario, changed = brought(text.replace(before, after, 1))
    beats = tuple(replace(beat, text="Something else.") if beat is line else beat for beat in scene.content_items)
    assert scenario == replace(SCENARIO, scenes=(replace(scene, content_items=beats), *SCENARIO.scenes[1:]))
    assert len(changed) == 1
