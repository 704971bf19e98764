"""Issues of a continuum are shown to authors and course staff in their language."""

import pytest

from powerstruggle_xblock.authoring import tree as trees
from powerstruggle_xblock.continuum import continuum_xml, grammar
from powerstruggle_xblock.continuum_block import ContinuumBlock
from powerstruggle_xblock.notation.messages import translate
from tests.block.support import StudioPermissions
from tests.other_language import Zhish, is_zhish, left_in_english

from .support import SMALL_CONTINUUM, ContinuumWorld
from .test_notation import INVALID_BY_CODE

NOTATION_WORDS = " ".join([*grammar.SHAPES, *(name for shape in grammar.SHAPES.values() for name in shape.attributes)])
INVALID = {
    **{code: text for code, (text, _) in INVALID_BY_CODE.items()},
    "no id": SMALL_CONTINUUM.replace(' id="loud"', ""),
    "no-closing": SMALL_CONTINUUM.replace("  <closing>Somebody is near you.</closing>\n", ""),
    "block": SMALL_CONTINUUM.replace('round="before"', 'round="before" since="then" earlier="a b"'),
    "labels": SMALL_CONTINUUM.replace("not at all", f"<em>not</em> at all {'very ' * 20}"),
    "no label": SMALL_CONTINUUM.replace("not at all", "").replace("get louder", ""),
    "options": SMALL_CONTINUUM.replace('<option id="louder">get louder</option>', "").replace(
        '<option id="pause">pause</option>', ""
    ),
    "many": SMALL_CONTINUUM.replace(
        "  <closing>", "".join(f'<statement id="s{n}"><words>w</words></statement>' for n in range(60)) + "  <closing>"
    ),
    "mean": SMALL_CONTINUUM.replace('k="8"', 'k="8" show="mean"')
    .replace('    <stop id="little">a little</stop>\n', "")
    .replace('    <stop id="some">some days</stop>\n', "")
    .replace('    <stop id="often">often</stop>\n', ""),
    "root": "<powerstruggle_scenario/>",
}


@pytest.mark.parametrize("name", INVALID)
def test_an_issue_is_translated_with_no_english_left(name):
    zhish, problems = Zhish(), continuum_xml.parse(INVALID[name]).issues
    assert problems
    for problem in problems:
        other = translate(problem.located_message, zhish.gettext, zhish.ngettext)
        assert is_zhish(other) and not left_in_english(other, INVALID[name], NOTATION_WORDS), (other, problem)


def test_editor_card_studio_messages_and_page_are_in_the_authors_language(group_answers):
    world = ContinuumWorld(
        INVALID["double-id"],
        services={"studio_user_permissions": StudioPermissions(), "i18n": Zhish()},
        read_only=False,
    )
    language = ContinuumBlock.notation
    tree = trees.from_text(INVALID["double-id"], language)
    tree["nodes"][0]["text"] = "<em>open"
    issues = world.post("editor_check", {"tree": tree}).json["problems"]
    assert {"not-markup", "double-id"} <= {problem["code"] for problem in issues} and all(
        is_zhish(problem["message"]) for problem in issues
    )
    messages = [message.text for message in world.block().validate().messages]
    assert messages and all(is_zhish(message) for message in messages)
    card = world.block().author_view({}).content
    assert "the same name" not in card and "жжжж жжж жжж жжжж" in card
    assert all(is_zhish(sentence) for sentence in world.post("state").json["problems"])
    for malformed in (None, {"tag": "scene"}):
        error = world.post("editor_check", {"tree": malformed}).json["error"]
        assert is_zhish(error) and not left_in_english(error, grammar.ROOT, "scene"), error
