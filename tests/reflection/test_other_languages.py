"""What is wrong with a reflection component is told its authors and its course's staff in their language."""

import pytest

from powerstruggle_xblock.authoring import tree as trees
from powerstruggle_xblock.notation.messages import translate
from powerstruggle_xblock.reflection import grammar, reflection_xml
from powerstruggle_xblock.reflection_block import ReflectionBlock
from tests.block.support import StudioPermissions
from tests.other_language import Zhish, is_zhish, left_in_english

from .support import ReflectionWorld
from .test_notation import WRONG

OWN = " ".join([*grammar.SHAPES, *(name for shape in grammar.SHAPES.values() for name in shape.attributes), "browser learner"])
PROMPT = '<prompt id="p{0}"><words>x</words></prompt>'
SPOILT = {
    **WRONG,
    "no id": '<powerstruggle_reflection><prompt><words>x</words></prompt></powerstruggle_reflection>',
    "same-words": '<powerstruggle_reflection><prompt id="a"><words>x</words><example>x</example></prompt></powerstruggle_reflection>',
    "many-prompts": f"<powerstruggle_reflection>{''.join(map(PROMPT.format, range(21)))}</powerstruggle_reflection>",
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_problem_is_said_in_another_language_with_no_english_left(name):
    zhish, problems = Zhish(), reflection_xml.parse(SPOILT[name]).issues
    assert problems
    for problem in problems:
        other = translate(problem.located_message, zhish.gettext, zhish.ngettext)
        assert is_zhish(other)
        assert problem.code == "not-xml" or not left_in_english(other, SPOILT[name], OWN), (other, problem)


def test_the_editor_the_card_studios_messages_and_the_page_say_it_in_the_authors_language(shelf):
    world = ReflectionWorld(
        SPOILT["double-id"], lms=True, read_only=False, services={"studio_user_permissions": StudioPermissions(), "i18n": Zhish()})
    spoilt = trees.from_text(SPOILT["double-id"], ReflectionBlock.small_form.language)
    spoilt["nodes"].append({"tag": "closing", "attrs": {}, "text": "a\x07 b"})
    told = world.post("editor_check", {"tree": spoilt}).json["problems"]
    assert {"no-character", "double-id"} <= {problem["code"] for problem in told} and all(is_zhish(problem["message"]) for problem in told)
    messages = [message.text for message in world.block().validate().messages]
    assert messages and all(is_zhish(message) for message in messages)
    card = world.block().author_view({}).content
    assert "taken already" not in card and "жжжжж жжжжжжж" in card
    assert all(is_zhish(sentence) for sentence in world.post("state").json["problems"])
    error = world.post("editor_check", {"tree": {"tag": "scene"}}).json["error"]
    assert is_zhish(error) and not left_in_english(error, grammar.ROOT, "scene"), error
