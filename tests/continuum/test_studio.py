"""Studio's side: the form's handlers, the author's card, OLX, and what search and apps are told."""

import re

import pytest
from hypothesis import given, settings
from lxml import etree
from xblock.fields import ScopeIds

from powerstruggle_xblock.continuum import continuum_xml, grammar, ready_made
from powerstruggle_xblock.continuum_block import ContinuumBlock
from tests.block.support import IS_STAFF, People, StudioPermissions

from .support import IN_A_LIBRARY, TINY, Room
from .test_notation import continua

EDITORS = ("editor_load", "editor_check", "editor_save", "editor_template", "editor_compare")


@pytest.fixture
def studio(door) -> Room:
    """The small exercise where it is edited."""
    return Room(TINY, services={"studio_user_permissions": StudioPermissions()}, read_only=False)


def loaded(studio: Room) -> dict:
    answer = studio.post("editor_load")
    assert answer.status == 200, answer.body
    return answer.json


def test_the_form_tells_the_id_by_which_a_second_round_finds_this_component(studio):
    assert loaded(studio)["block_id"] == studio.usage.block_id == "stand"


def test_every_handler_says_whom_it_answers_and_authors_handlers_answer_nobody_else(room):
    room.staff = {"boss"}
    names = [name for name in dir(ContinuumBlock) if getattr(getattr(ContinuumBlock, name, None), "_is_xblock_handler", False)]
    assert set(EDITORS) <= set(names)
    for name in EDITORS:
        for user in ("ann", "boss"):
            answer = room.post(name, {"tree": {}, "base": ""}, user=user)
            assert answer.status == 403 and answer.json["error"], (name, user)


def test_what_is_loaded_and_saved_unchanged_is_the_same(studio):
    before = studio.block().content
    work = loaded(studio)
    assert [problem for problem in work["problems"] if problem["severity"] == "error"] == []
    assert studio.post("editor_save", {"tree": work["tree"], "base": work["base"]}).status == 200
    assert studio.block().content == before


def test_a_saved_form_is_what_learners_get(studio):
    work = loaded(studio)
    tree = work["tree"]
    tree["attrs"] |= {"display_name": "Stand here", "weight": "3", "k": "10", "round": "after", "since": "before"}
    tree["nodes"] = [node for node in tree["nodes"] if node["attrs"].get("id") != "loud"]
    assert studio.post("editor_save", {"tree": tree, "base": work["base"]}).status == 200
    view = studio.state()
    assert (view["title"], view["k"], view["round"], len(view["statements"])) == ("Stand here", 10, "after", 1)
    assert studio.block().max_score() == 3


def test_errors_are_told_at_their_place_and_nothing_is_saved(studio):
    work, before = loaded(studio), studio.block().content
    work["tree"]["attrs"]["k"] = "3"
    answer = studio.post("editor_save", {"tree": work["tree"], "base": work["base"]})
    assert answer.status == 422 and studio.block().content == before
    assert ([], "k") in [(problem["at"], problem["field"]) for problem in answer.json["problems"]]


def test_somebody_elses_save_is_not_overwritten(studio):
    mine, theirs = loaded(studio), loaded(studio)
    theirs["tree"]["attrs"]["k"] = "12"
    assert studio.post("editor_save", {"tree": theirs["tree"], "base": theirs["base"]}).status == 200
    mine["tree"]["attrs"]["k"] = "9"
    answer = studio.post("editor_save", {"tree": mine["tree"], "base": mine["base"]})
    assert answer.status == 409 and any("12" in change and "9" in change for change in answer.json["changes"])
    assert studio.state()["k"] == 12


@pytest.mark.parametrize("name", list(ready_made.NAMES))
def test_a_ready_made_set_can_be_chosen_and_saved(studio, name):
    work = loaded(studio)
    assert name in [template["id"] for template in work["templates"]]
    tree = studio.post("editor_template", {"id": name}).json["tree"]
    assert studio.post("editor_save", {"tree": tree, "base": work["base"]}).status == 200
    stored = continuum_xml.parse(ready_made.set_text(name)).continuum
    assert studio.block().reading.continuum == continuum_xml.without_settings(stored)
    assert studio.block().display_name == stored.title


@pytest.mark.parametrize("tree", [None, [], 3, {"tag": 1}, {"tag": "powerstruggle_continuum", "nodes": [None]}, {"tag": "x", "attrs": {}}])
def test_what_is_no_tree_gets_a_sentence(studio, tree):
    answer = studio.post("editor_save", {"tree": tree, "base": ""})
    assert answer.status == 400 and answer.json["error"]


# --- OLX -------------------------------------------------------------------------------------------------------------


def imported(source: str, **parser) -> ContinuumBlock:
    node = etree.fromstring(source.encode(), etree.XMLParser(**parser))
    block = ContinuumBlock.parse_xml(node, Room("").runtime(), ScopeIds(None, grammar.ROOT, "d", "u"))
    block.save()
    return block


def exported(block: ContinuumBlock) -> str:
    node = etree.Element("unknown_root")
    block.add_xml_to_node(node)
    return etree.tostring(node, encoding="unicode", pretty_print=True)


@pytest.mark.parametrize("name", list(ready_made.NAMES))
@pytest.mark.parametrize("parser", [{}, {"remove_blank_text": True}], ids=["plain", "no-blanks"])
def test_a_set_comes_out_of_a_course_as_it_went_in(name, parser):
    first = imported(ready_made.set_text(name))
    second = imported(exported(first), **parser)
    assert first.reading.continuum == second.reading.continuum is not None
    assert (first.display_name, first.weight, first.content) == (second.display_name, second.weight, second.content)


@settings(max_examples=40)
@given(continua())
def test_any_exercise_comes_out_as_it_went_in(continuum):
    first = imported(continuum_xml.serialize(continuum))
    assert imported(exported(first)).reading.continuum == first.reading.continuum


def test_a_text_with_something_wrong_in_it_is_kept_whole():
    broken = TINY.replace('k="8"', 'k="2"').replace("<closing>", "<clsing>").replace("</closing>", "</clsing>")
    block = imported(exported(imported(broken)))
    assert "Somebody is near you" in block.content and 'k="2"' in exported(block)


# --- views -----------------------------------------------------------------------------------------------------------


def test_the_authors_card_says_what_the_group_sees_and_what_to_mend(studio):
    html = studio.block().author_view().content
    assert "…says nothing." in html and "from 8 answers on" in html
    studio.edit(TINY.replace('k="8"', 'k="2"'))
    assert "k=" in studio.block().author_view().content
    assert [message.type for message in studio.block().validate().messages] == ["error"]


def test_learners_who_ask_for_the_authors_card_get_their_page(room):
    assert 'data-ps="continuum"' in room.block().author_view().content


def test_pages_hold_no_text_in_their_arguments_and_no_facilitators_words(room):
    fragment = room.block().student_view()
    assert set(fragment.json_init_args) == {"usage", "learner"}
    assert all(re.fullmatch("[0-9a-f]{16}", value) for value in fragment.json_init_args.values())
    for view in (fragment, room.block().public_view()):
        assert "Facilitators only" not in view.content


def test_search_and_apps_get_the_events_and_not_what_a_facilitator_asks(room):
    block = room.block()
    assert block.index_dictionary()["content"]["statements"].startswith("Two events. When a person I work with… …says nothing.")
    assert block.student_view_data()["statements"] == ["…says nothing.", "…shouts."]
    assert "Facilitators only" not in str(block.index_dictionary()) + str(block.student_view_data())


def test_missing_static_files_and_services_take_nothing_down(door):
    room = Room(TINY, lms=True, missing_files=True)
    assert "be shown right now" in room.block().student_view().content
    assert room.block().public_view().content and Room(TINY).state()["phase"] == "place"


def test_an_empty_component_says_what_to_do(door):
    empty = Room("", services={"studio_user_permissions": StudioPermissions()})
    assert "ready-made set" in empty.block().author_view().content
    assert [message.type for message in empty.block().validate().messages] == ["warning"]
    assert empty.post("editor_load").json["empty"] is True


def test_a_librarys_component_publishes_nothing(door):
    library = Room(TINY, lms=True, usage=IN_A_LIBRARY, services={"user": People({IS_STAFF: True})})
    assert library.submit({"silent": "often"}).status == 200 and library.published == [] and door.people == set()
