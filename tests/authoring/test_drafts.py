"""Drafts: anything that is a tree is saved, and learners get the last text without errors, whoever asks whatever."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from xblock.fields import ScopeIds

from powerstruggle_xblock.authoring import persistence
from powerstruggle_xblock.authoring import tree as trees
from powerstruggle_xblock.authoring.scenario_editor import ScenarioEditor
from powerstruggle_xblock.continuum import continuum_xml
from powerstruggle_xblock.continuum_block import ContinuumBlock
from powerstruggle_xblock.platform.handlers import LEARNERS, STAFF
from powerstruggle_xblock.reflection import reflection_xml
from powerstruggle_xblock.reflection_block import ReflectionBlock
from powerstruggle_xblock.scenario import scenario_xml
from powerstruggle_xblock.scenario_block import ScenarioBlock
from tests.block.support import World
from tests.block.texts import TALK
from tests.examples import examples

from .studio import Studio, find_element, iter_elements, with_attributes
from .test_save import EDITS, _damage

SECRET = "zzsecretzz"
"""Stands in every text and title of a draft that learners must not see."""


def unfinished(tree: dict, **attrs) -> dict:
    """Return a tree whose every word is another, with an error that leaves a scenario: it would be played if read."""
    tree = copy.deepcopy(tree)
    for node in iter_elements(tree):
        if node.get("text"):
            node["text"] = SECRET
        for name in ("title", "name", "display_name"):
            if name in node["attrs"]:
                node["attrs"][name] = SECRET
    tree["attrs"].update({"display_name": SECRET, **attrs})
    find_element(tree, "desk")["nodes"][0]["attrs"]["mood"] = "furious"
    return tree


def test_what_is_unfinished_is_saved_and_learners_get_what_was_sound(studio):
    before, tree = studio.content, with_attributes(studio.tree, "plain", to="")
    saved = studio.save(tree)
    assert (saved.status, saved.json["draft"], saved.json["has_valid"]) == (200, True, True)
    loaded = studio.load()
    assert (loaded["tree"], loaded["draft"], loaded["base"]) == (tree, True, saved.json["base"])
    assert [problem["missing"] for problem in loaded["problems"] if problem["severity"] == "error"] == [True]
    assert studio.content == before and studio.begin().json["scene"]["title"] == "At the desk"


def test_a_sound_save_clears_the_draft(studio):
    sound = studio.tree
    studio.save(with_attributes(sound, "plain", to=""))
    saved = studio.save(with_attributes(sound, "desk", title="Anew"))
    assert saved.json["draft"] is False and studio.setting("draft") is None
    assert studio.begin().json["scene"]["title"] == "Anew" and studio.load()["draft"] is False


def test_a_draft_can_be_given_up_for_what_learners_have(studio):
    sound = studio.tree
    studio.save(unfinished(sound))
    answer = studio.post("editor_last_valid").json
    assert answer == {"tree": sound}
    assert studio.save(answer["tree"]).json["draft"] is False and studio.tree == sound


def test_the_draft_counts_in_the_conflict_between_two_authors(studio):
    mine, base = with_attributes(studio.tree, "desk", title="Mine"), studio.load()["base"]
    theirs = with_attributes(studio.tree, "desk", title="")
    assert studio.save(theirs).status == 200
    refused = studio.save(mine, base)
    assert (refused.status, refused.json["code"], refused.json["draft"]) == (409, "conflict", True)
    assert refused.json["tree"] == theirs
    refused = studio.save(with_attributes(studio.tree, "form", title=""), base)
    assert refused.status == 409, "a draft does not overwrite another one either"
    assert studio.save(theirs, base).status == 200, "the same again, after a lost answer, is none"


def test_what_differs_is_told_against_the_draft_and_what_it_means_against_what_learners_have(studio):
    tree = studio.tree
    find_element(tree, "desk")["attrs"]["title"] = "Anew"
    find_element(tree, "plain")["nodes"] = []  # no words: not finished, and still a scenario
    studio.save(tree)
    answer = studio.post("editor_compare", {"tree": with_attributes(tree, "plain", id="clear")}).json
    assert not any("Anew" in sentence for sentence in answer["changes"])
    assert any('took "plain"' in sentence for sentence in answer["learners"])


def test_a_title_that_changes_elsewhere_is_kept_and_one_that_the_draft_changes_is_too(studio):
    studio.save(with_attributes(studio.tree, "plain", to=""))
    block = studio.block()
    block.display_name = "Renamed in the outline"
    block.save()
    assert studio.tree["attrs"]["display_name"] == "Renamed in the outline"
    changed = studio.tree
    changed["attrs"].update(display_name="In the draft", weight="3")
    studio.save(changed)
    assert studio.setting("display_name") == "Renamed in the outline" and studio.setting("weight") is None
    assert studio.tree["attrs"] == changed["attrs"]
    studio.save(with_attributes(studio.tree, "plain", to="signed"))
    assert (studio.setting("display_name"), studio.setting("weight")) == ("In the draft", 3.0)


def test_a_setting_that_the_draft_takes_away_stays_taken_away():
    studio = Studio(TALK, settings={"weight": 3.0})
    tree = with_attributes(studio.tree, "plain", to="")
    del tree["attrs"]["weight"]
    studio.save(tree)
    assert studio.setting("weight") == 3.0 and "weight" not in studio.tree["attrs"]


def test_what_is_too_large_is_refused_before_it_is_lost(studio, monkeypatch):
    monkeypatch.setattr(ScenarioEditor, "max_bytes", 3000)
    tree = with_attributes(studio.tree, "plain", to="")
    find_element(tree, "ira")["text"] = "word " * 1000
    refused = studio.save(tree)
    assert (refused.status, refused.json["code"]) == (413, "too-large") and studio.store.writes == []


def test_both_texts_leave_the_module_store_room():
    assert ScenarioEditor.max_bytes * 1.75 <= 14 * 1024 * 1024


@settings(max_examples=examples(80))
@given(st.lists(st.tuples(EDITS, st.integers(0, 60)), min_size=1, max_size=6))
def test_whatever_was_done_to_a_tree_is_there_again(edits):
    studio = Studio(TALK)
    tree = studio.tree
    for edit, number in edits:
        _damage(tree, edit, number)
    saved = studio.save(tree)
    assert saved.status == 200
    if saved.json["draft"]:
        again = studio.tree
        assert trees.to_text(again) == trees.to_text(tree)
        assert studio.save(again).json["draft"] is True and studio.tree == again


def test_marks_that_do_not_fit_and_characters_no_file_can_hold_keep_every_word(studio):
    tree = studio.tree
    find_element(tree, "desk")["nodes"][0]["text"] = "a <em>b & c"
    find_element(tree, "form")["nodes"][0]["text"] = "one\x01two"
    assert studio.save(tree).json["draft"] is True
    again = studio.tree
    assert find_element(again, "desk")["nodes"][0]["text"] == "a &lt;em&gt;b &amp; c"
    assert find_element(again, "form")["nodes"][0]["text"] == "one\N{REPLACEMENT CHARACTER}two"


# --- nothing of it reaches learners -----------------------------------------------------------------------------------

CONTINUUM = """<powerstruggle_continuum display_name="Line">
  <scale ask="How much?"><stop id="a">none</stop><stop id="b">some</stop><stop id="c">all</stop></scale>
  <statement id="loud"><words>Somebody shouts.</words></statement>
  <closing>Go well.</closing>
</powerstruggle_continuum>"""
REFLECTION = """<powerstruggle_reflection display_name="Think">
  <prompt id="why"><words>Why?</words></prompt>
</powerstruggle_reflection>"""
UNFINISHED_FORMS = {
    continuum_xml.NOTATION: CONTINUUM.replace("Somebody shouts.", SECRET).replace("Go well.", SECRET).replace(
        "all</stop>", f"{SECRET}</stop>").replace("<powerstruggle_continuum", '<powerstruggle_continuum k="3"'),
    reflection_xml.NOTATION: REFLECTION.replace("Why?", SECRET).replace(
        "<powerstruggle_reflection", '<powerstruggle_reflection keep="sever"'),
}  # fmt: skip

BODIES = [
    {},
    {"attempt": 1},
    {"attempt": 1, "step": 0, "choice": "hear"},
    {"attempt": 1, "step": 1, "choice": "plain"},
    {"attempt": 1, "step": 0},
    {"words": {"why": "Because."}, "keep": "browser"},
    {"prompt": "why", "text": "Because."},
    {"positions": {"loud": "b"}, "round": "now"},
]


def learners_handlers(block) -> list[str]:
    found = [
        name
        for name in dir(type(block))
        if getattr(getattr(type(block), name, None), "_is_xblock_handler", False)
        and getattr(getattr(type(block), name), "audience", None) in (LEARNERS, STAFF, None)
    ]
    assert {"state"} <= set(found)
    return found


KINDS = {"scenario": (ScenarioBlock, TALK), "continuum": (ContinuumBlock, CONTINUUM), "reflection": (
    ReflectionBlock, REFLECTION)}  # fmt: skip


def drafted(kind: str) -> Studio:
    """Return a component of a kind whose author has saved a draft full of what must not be seen."""
    block_class, text = KINDS[kind]
    studio = Studio(text, block_class=block_class)
    notation = studio.block().notation
    tree = unfinished(studio.tree) if kind == "scenario" else trees.from_text(UNFINISHED_FORMS[notation], notation)
    saved = studio.save(tree)
    assert saved.json["draft"] is True, saved.body
    assert SECRET in studio.block().draft
    return studio


def learners_of(studio: Studio) -> World:
    """Return the component as the learning platform has it, with one member of its staff, mia."""
    block = studio.block()
    draft = {"draft": block.draft}
    return World(block.content, lms=True, settings=draft, staff={"mia"}, block_class=studio.block_class)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_a_draft_is_in_any_answer_to_a_learner(kind):
    studio = drafted(kind)
    world = learners_of(studio)
    for name in learners_handlers(world.block()):
        for body in BODIES:
            for user in ("ann", "mia"):
                assert SECRET.encode() not in world.post(name, body, user=user).body, name
    for view in ("student_view", "public_view", "author_view"):
        fragment = getattr(world.block(), view)()
        assert SECRET not in fragment.content and SECRET not in json.dumps(fragment.json_init_args)
    assert SECRET not in json.dumps(world.block().student_view_data())
    assert SECRET not in json.dumps(world.block().index_dictionary())


@pytest.mark.parametrize("kind", KINDS)
def test_who_never_had_a_sound_version_is_told_kindly(kind):
    world = World("", lms=True, settings={"draft": f"<powerstruggle_{kind}/>"}, block_class=KINDS[kind][0])
    [problem] = world.post("state").json["problems"]
    assert "still being written" in str(problem)


# --- authors are told -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_the_card_the_unit_and_studios_messages_say_that_learners_see_the_version_of_before(kind):
    studio = drafted(kind)
    sentence = "Learners see the version of before: in the draft, 1 thing is missing."
    assert sentence in studio.block().author_view().content
    assert sentence in studio.block().student_view().content
    assert sentence in [message.text for message in studio.block().validate().messages]
    assert "is missing" not in learners_of(studio).block().student_view().content


def test_a_draft_without_a_version_of_before_says_so_on_the_card(empty):
    empty.save(empty.tree)
    html = empty.block().author_view().content
    assert "Learners see nothing of this yet: in the draft, " in html and "There is no scene yet." in html


# --- export and import ------------------------------------------------------------------------------------------------


def exported(studio: Studio) -> str:
    block = studio.block()
    node = etree.Element(block.scope_ids.block_type)
    block.add_xml_to_node(node)
    return etree.tostring(node, encoding="unicode", pretty_print=True)


def imported(studio: Studio, text: str):
    block = studio.block()
    keys = ScopeIds("ann", block.scope_ids.block_type, "d", "u")
    return type(block).parse_xml(etree.fromstring(text), block.runtime, keys)


@pytest.mark.parametrize("kind", KINDS)
def test_a_course_carries_the_draft_out_and_in_without_loss(kind):
    studio = drafted(kind)
    block, other = studio.block(), imported(studio, exported(studio))
    assert (other.content, other.draft) == (block.content, block.draft)
    assert other.display_name == block.display_name


def test_a_component_without_a_draft_goes_out_without_one(studio):
    studio.save(with_attributes(studio.tree, "plain", to=""))
    studio.save(with_attributes(studio.tree, "plain", to="signed"))
    assert "draft" not in exported(studio)


def test_an_exported_component_with_a_draft_is_a_file_of_the_notation(studio):
    studio.save(unfinished(studio.tree))
    parsed = scenario_xml.parse(exported(studio))
    assert parsed.errors == () and parsed.scenario.scenes[0].title == "At the desk"


def test_studios_own_form_saves_a_sound_text_and_clears_the_draft(studio):
    studio.save(unfinished(studio.tree))
    assert studio.post("submit_studio_edits", {"values": {"content": TALK}, "defaults": []}).status == 200
    assert not persistence.has_draft(studio.block())
