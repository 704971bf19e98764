"""What is wrong with a continuum component is told its authors and its course's staff in their language."""

import pytest

from powerstruggle_xblock.authoring import tree as trees
from powerstruggle_xblock.continuum import continuum_xml, grammar
from powerstruggle_xblock.continuum_block import ContinuumBlock
from powerstruggle_xblock.notation.messages import translate
from tests.block.support import StudioPermissions
from tests.other_language import Zhish, is_zhish, left_in_english

from .support import TINY, Room
from .test_notation import WRONG

OWN = " ".join([*grammar.SHAPES, *(name for shape in grammar.SHAPES.values() for name in shape.attributes)])
SPOILT = {
    **{code: text for code, (text, _) in WRONG.items()},
    "no id": TINY.replace(' id="loud"', ""),
    "no-closing": TINY.replace("  <closing>Somebody is near you.</closing>\n", ""),
    "block": TINY.replace('round="before"', 'round="before" since="then" earlier="a b"'),
    "labels": TINY.replace("not at all", f"<em>not</em> at all {'very ' * 20}"),
    "no label": TINY.replace("not at all", "").replace("get louder", ""),
    "options": TINY.replace('<option id="louder">get louder</option>', "").replace('<option id="pause">pause</option>', ""),
    "many": TINY.replace(
        "  <closing>", "".join(f'<statement id="s{n}"><words>w</words></statement>' for n in range(60)) + "  <closing>"),
    "mean": TINY.replace('k="8"', 'k="8" show="mean"').replace('    <stop id="little">a little</stop>\n', "").replace(
        '    <stop id="some">some days</stop>\n', "").replace('    <stop id="often">often</stop>\n', ""),
    "root": "<powerstruggle_scenario/>",
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_problem_is_said_in_another_language_with_no_english_left(name):
    zhish, problems = Zhish(), continuum_xml.parse(SPOILT[name]).issues
    assert problems
    for problem in problems:
        other = translate(problem.located_message, zhish.gettext, zhish.ngettext)
        assert is_zhish(other) and not left_in_english(other, SPOILT[name], OWN), (other, problem)


def test_the_editor_the_card_studios_messages_and_the_page_say_it_in_the_authors_language(door):
    world = Room(SPOILT["double-id"], services={"studio_user_permissions": StudioPermissions(), "i18n": Zhish()}, read_only=False)
    language = ContinuumBlock.small_form.language
    spoilt = trees.from_text(SPOILT["double-id"], language)
    spoilt["nodes"][0]["text"] = "<em>open"
    told = world.post("editor_check", {"tree": spoilt}).json["problems"]
    assert {"not-markup", "double-id"} <= {problem["code"] for problem in told} and all(is_zhish(problem["message"]) for problem in told)
    messages = [message.text for message in world.block().validate().messages]
    assert messages and all(is_zhish(message) for message in messages)
    assert "taken already" not in world.block().author_view({}).content and "жжжжж жжжжжжж" in world.block().author_view({}).content
    assert all(is_zhish(sentence) for sentence in world.post("state").json["problems"])
    for tree in (None, {"tag": "scene"}):
        error = world.post("editor_check", {"tree": tree}).json["error"]
        assert is_zhish(error) and not left_in_english(error, grammar.ROOT, "scene"), error
