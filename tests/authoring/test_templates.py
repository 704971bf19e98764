"""The templates are listed by title, load, and have no errors."""

import pytest

from powerstruggle_xblock.authoring import checking, template_catalog
from powerstruggle_xblock.notation import markup
from powerstruggle_xblock.resources import starter_drills, starter_scenarios
from powerstruggle_xblock.scenario import fairness, scenario_xml, scoring
from powerstruggle_xblock.scenario.model import ENDING_KINDS

from .studio import iter_elements

STARTERS = [*starter_scenarios(), *starter_drills()]
IDS = [entry["id"] for entry in template_catalog.list_templates(str)]


def test_the_blank_comes_first_then_the_skeleton_then_the_starter_course():
    assert [*IDS] == ["blank", "skeleton", "blank-drill", *(file.stem for file in STARTERS)]


def test_titles_for_translators_are_those_of_the_scenarios():
    titles = {file.stem: scenario_xml.parse(file.read_bytes()).scenario.title for file in STARTERS}
    assert titles == template_catalog.STARTERS
    assert [entry["title"] for entry in template_catalog.list_templates(str.upper)][3:] == [
        title.upper() for title in titles.values()
    ]


@pytest.mark.parametrize("id_", IDS)
def test_each_can_be_saved_as_it_is_and_only_the_scaffold_is_a_draft(studio, id_):
    tree = studio.post("editor_template", {"id": id_}).json["tree"]
    saved = studio.save(tree)
    assert saved.status == 200 and saved.json["draft"] is (id_ in template_catalog.SCAFFOLDS)


def sentences(tree: dict) -> set[str]:
    """Return what a scaffold says about its places."""
    return {
        text
        for node in iter_elements(tree)
        for name, text in node["attrs"].items()
        if name.startswith("placeholder")
    }


def content_of(tree: dict) -> set[str]:
    """Return every word that a tree holds as content."""
    texts = {markup.plain_text(node.get("text")) for node in iter_elements(tree)}
    return texts | {
        text
        for node in iter_elements(tree)
        for name, text in node["attrs"].items()
        if not name.startswith("placeholder")
    }


def test_the_blank_has_three_scenes_and_holds_no_words():
    tree = template_catalog.template_tree("blank")
    assert [node["tag"] for node in tree["nodes"]].count("scene") == 3 and len(sentences(tree)) > 15
    assert not any(node.get("text") for node in iter_elements(tree))
    assert not any(name in node["attrs"] for node in iter_elements(tree) for name in ("title", "name"))


@pytest.mark.parametrize("id_", IDS)
def test_no_sentence_of_a_template_about_its_places_is_ever_content(empty, id_):
    tree = empty.post("editor_template", {"id": id_}).json["tree"]
    said = sentences(tree)
    assert bool(said) is (id_ in template_catalog.SCAFFOLDS)
    empty.save(tree)
    if said:
        assert empty.content == "" and not said & content_of(empty.tree)
        assert sentences(empty.tree) == said, "it is still there, in grey, when the draft is opened again"
        filled(tree)
        assert empty.save(tree).json["draft"] is False
    assert "placeholder" not in empty.content
    assert not any(sentence in markup.plain_text(empty.content) for sentence in said)


def filled(tree: dict) -> None:
    """Write something wherever the scaffold says what belongs there."""
    for node in iter_elements(tree):
        if "placeholder" in node["attrs"]:
            node["text"] = "Own words."
        for name in ("title", "name"):
            if f"placeholder-{name}" in node["attrs"]:
                node["attrs"][name] = "Own"


@pytest.mark.parametrize("scaffold", template_catalog.SCAFFOLDS)
def test_everything_the_scaffold_waits_for_is_not_there_yet_and_nothing_is_wrong(scaffold):
    findings = checking.check(template_catalog.template_tree(scaffold))
    errors = [
        (issue.code, finding.is_missing)
        for (issue, _), finding in zip(findings.issues, findings.findings, strict=True)
        if issue.severity == "error"
    ]
    assert len(errors) > 15 and all(missing for _, missing in errors)


def test_what_the_scaffold_says_is_translated():
    tree = template_catalog.template_tree("blank", str.upper)
    assert all(sentence.isupper() for sentence in sentences(tree))


def test_the_skeleton_is_a_fair_scenario_with_a_note_at_every_place():
    checked = checking.check(template_catalog.template_tree("skeleton"))
    scenario, figures = checked.model, fairness.measure_fairness(checked.model)
    assert checked.issues == ()
    assert all(place.notes for place in scenario.nodes.values()) and {
        ending.kind for ending in scenario.endings
    } == set(ENDING_KINDS)
    assert figures.best == 1.0 and not any(scoring.passes(score, scenario) for score in figures.picks.values())


@pytest.mark.parametrize(
    ("data", "status"), [({"id": "nothing"}, 404), ({"id": "../blank"}, 404), ({"id": 3}, 400), ({}, 400)]
)
def test_what_is_not_listed_is_refused_with_a_sentence(studio, data, status):
    refused = studio.post("editor_template", data)
    assert refused.status == status and refused.json["error"]
