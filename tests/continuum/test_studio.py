"""Studio: the editor's handlers, the author's card, OLX import and export, and data for search and apps."""

import re

import pytest
from hypothesis import given, settings
from lxml import etree
from xblock.fields import ScopeIds

from powerstruggle_xblock.authoring import form_editor
from powerstruggle_xblock.continuum import continuum_xml, grammar, ready_made
from powerstruggle_xblock.continuum_block import ContinuumBlock
from tests.block.support import IS_STAFF, FakeUserService, StudioPermissions
from tests.examples import examples

from .support import IN_A_LIBRARY, SMALL_CONTINUUM, ContinuumWorld, parse_valid
from .test_notation import continua

EDITORS = ("editor_load", "editor_check", "editor_save", "editor_template", "editor_compare")


@pytest.fixture
def studio(group_answers) -> ContinuumWorld:
    """Return the small continuum in Studio."""
    return ContinuumWorld(SMALL_CONTINUUM, services={"studio_user_permissions": StudioPermissions()}, read_only=False)


def load_tree(studio: ContinuumWorld) -> dict:
    """Return the answer of `editor_load`."""
    answer = studio.post("editor_load")
    assert answer.status == 200, answer.body
    return answer.json


def test_the_editor_shows_the_block_id_for_a_comparison_by_another_component(studio):
    assert load_tree(studio)["block_id"] == studio.usage.block_id == "stand"


def test_authors_handlers_refuse_learners_and_course_staff(world):
    world.staff = {"boss"}
    names = [
        name
        for name in dir(ContinuumBlock)
        if getattr(getattr(ContinuumBlock, name, None), "_is_xblock_handler", False)
    ]
    assert set(EDITORS) <= set(names)
    for name in EDITORS:
        for user in ("ann", "boss"):
            answer = world.post(name, {"tree": {}, "base": ""}, user=user)
            assert answer.status == 403 and answer.json["error"], (name, user)


def test_what_is_loaded_and_saved_unchanged_is_the_same(studio):
    before = studio.block().content
    work = load_tree(studio)
    assert [problem for problem in work["problems"] if problem["severity"] == "error"] == []
    assert studio.post("editor_save", {"tree": work["tree"], "base": work["base"]}).status == 200
    assert studio.block().content == before


def test_a_saved_form_is_what_learners_get(studio):
    work = load_tree(studio)
    tree = work["tree"]
    tree["attrs"] |= {"display_name": "Stand here", "weight": "3", "k": "10", "round": "after", "since": "before"}
    tree["nodes"] = [node for node in tree["nodes"] if node["attrs"].get("id") != "loud"]
    assert studio.post("editor_save", {"tree": tree, "base": work["base"]}).status == 200
    view = studio.state()
    assert (view["title"], view["k"], view["round"], len(view["statements"])) == ("Stand here", 10, "after", 1)
    assert studio.block().max_score() == 3


def test_errors_are_located_and_what_is_saved_is_a_draft(studio):
    work, before = load_tree(studio), studio.block().content
    work["tree"]["attrs"]["k"] = "3"
    answer = studio.post("editor_save", {"tree": work["tree"], "base": work["base"]})
    assert answer.json["draft"] is True and studio.block().content == before
    assert ([], "k") in [(problem["at"], problem["field"]) for problem in answer.json["problems"]]


def test_somebody_elses_save_is_not_overwritten(studio):
    mine, theirs = load_tree(studio), load_tree(studio)
    theirs["tree"]["attrs"]["k"] = "12"
    assert studio.post("editor_save", {"tree": theirs["tree"], "base": theirs["base"]}).status == 200
    mine["tree"]["attrs"]["k"] = "9"
    answer = studio.post("editor_save", {"tree": mine["tree"], "base": mine["base"]})
    assert answer.status == 409 and any("12" in change and "9" in change for change in answer.json["changes"])
    assert studio.state()["k"] == 12


@pytest.mark.parametrize("name", list(ready_made.SET_TITLES))
def test_a_ready_made_set_can_be_chosen_and_saved(studio, name):
    work = load_tree(studio)
    assert name in [template["id"] for template in work["templates"]]
    tree = studio.post("editor_template", {"id": name}).json["tree"]
    assert studio.post("editor_save", {"tree": tree, "base": work["base"]}).status == 200
    stored = parse_valid(ready_made.read_set(name))
    assert studio.block().parsed.continuum == continuum_xml.NOTATION.without_settings(stored)
    assert studio.block().display_name == stored.title


@pytest.mark.parametrize(
    "tree", [None, [], 3, {"tag": 1}, {"tag": "powerstruggle_continuum", "nodes": [None]}, {"tag": "x", "attrs": {}}]
)
def test_a_malformed_tree_is_refused_with_a_message(studio, tree):
    answer = studio.post("editor_save", {"tree": tree, "base": ""})
    assert answer.status == 400 and answer.json["error"]


# --- OLX -------------------------------------------------------------------------------------------------------------


def import_olx(source: str, **parser) -> ContinuumBlock:
    """Return a new component made from OLX, parsed with these options."""
    node = etree.fromstring(source.encode(), etree.XMLParser(**parser))
    block = ContinuumBlock.parse_xml(node, ContinuumWorld("").runtime(), ScopeIds(None, grammar.ROOT, "d", "u"))
    block.save()
    return block


def export_olx(block: ContinuumBlock) -> str:
    """Return the OLX of a component."""
    node = etree.Element("unknown_root")
    block.add_xml_to_node(node)
    return etree.tostring(node, encoding="unicode", pretty_print=True)


@pytest.mark.parametrize("name", list(ready_made.SET_TITLES))
@pytest.mark.parametrize("parser", [{}, {"remove_blank_text": True}], ids=["plain", "no-blanks"])
def test_a_set_survives_import_and_export(name, parser):
    first = import_olx(ready_made.read_set(name))
    second = import_olx(export_olx(first), **parser)
    assert first.parsed.continuum == second.parsed.continuum is not None
    assert (first.display_name, first.weight, first.content) == (second.display_name, second.weight, second.content)


@settings(max_examples=examples(40))
@given(continua())
def test_any_continuum_survives_import_and_export(continuum):
    first = import_olx(continuum_xml.serialize(continuum))
    assert import_olx(export_olx(first)).parsed.continuum == first.parsed.continuum


def test_a_text_with_errors_is_exported_unchanged():
    broken = (
        SMALL_CONTINUUM.replace('k="8"', 'k="2"').replace("<closing>", "<clsing>").replace("</closing>", "</clsing>")
    )
    block = import_olx(export_olx(import_olx(broken)))
    assert "Somebody is near you" in block.content and 'k="2"' in export_olx(block)


# --- views -----------------------------------------------------------------------------------------------------------


def test_the_authors_card_shows_statements_settings_and_issues(studio):
    html = studio.block().author_view().content
    assert "…says nothing." in html and "when 8 people have answered" in html
    studio.edit(SMALL_CONTINUUM.replace('k="8"', 'k="2"'))
    assert "people before the picture is shown: This has to be a whole number" in studio.block().author_view().content
    assert [message.type for message in studio.block().validate().messages] == ["error"]


def test_learners_who_ask_for_the_authors_card_get_their_page(world):
    assert 'data-ps="continuum"' in world.block().author_view().content


def test_pages_hold_no_text_in_their_init_args_and_no_facilitator_prompts(world):
    fragment = world.block().student_view()
    assert set(fragment.json_init_args) == {"usage", "learner"}
    assert all(re.fullmatch("[0-9a-f]{16}", value) for value in fragment.json_init_args.values())
    for view in (fragment, world.block().public_view()):
        assert "Facilitators only" not in view.content


def test_search_and_apps_get_the_statements_without_facilitator_prompts(world):
    block = world.block()
    assert block.index_dictionary()["content"]["statements"].startswith(
        "Two events. When a person I work with… …says nothing."
    )
    assert block.student_view_data()["statements"] == ["…says nothing.", "…shouts."]
    assert "Facilitators only" not in str(block.index_dictionary()) + str(block.student_view_data())


def test_missing_static_files_and_services_leave_a_message(group_answers):
    world = ContinuumWorld(SMALL_CONTINUUM, lms=True, missing_files=True)
    assert "be shown right now" in world.block().student_view().content
    assert world.block().public_view().content and ContinuumWorld(SMALL_CONTINUUM).state()["phase"] == "place"


def test_an_empty_component_tells_the_author_how_to_begin(group_answers):
    empty = ContinuumWorld("", services={"studio_user_permissions": StudioPermissions()})
    assert "ready-made set" in empty.block().author_view().content
    assert [message.type for message in empty.block().validate().messages] == ["warning"]
    assert empty.post("editor_load").json["empty"] is True


def test_a_librarys_component_publishes_nothing(group_answers):
    library = ContinuumWorld(
        SMALL_CONTINUUM, lms=True, usage=IN_A_LIBRARY, services={"user": FakeUserService({IS_STAFF: True})}
    )
    assert (
        library.submit({"silent": "often"}).status == 200
        and library.published == []
        and group_answers.participants == set()
    )


def test_a_difference_names_its_place_by_the_beginning_of_a_long_id():
    children = [{"tag": "note", "attrs": {}, "text": f"{number}"} for number in range(3)]
    tree = {"tag": "x", "attrs": {}, "nodes": [{"tag": "statement", "attrs": {"id": "a" * 10_000}, "nodes": children},
                                               {"tag": "statement", "attrs": {"id": "a" * 9_000}, "text": "b"}]}
    places = form_editor.flatten_tree(tree).keys()
    assert places == {
        f"{'a' * 80} / id", f"{'a' * 80} / note", f"{'a' * 80} / note 2", f"{'a' * 80} / note 3",
        f"{'a' * 80} 2 / id", f"{'a' * 80} 2",
    }
