"""Issues of a reflection are shown to authors and course staff in their language."""

import pytest

from powerstruggle_xblock.authoring import tree as trees
from powerstruggle_xblock.notation.messages import translate
from powerstruggle_xblock.reflection import grammar, reflection_xml
from powerstruggle_xblock.reflection_block import ReflectionBlock
from tests.block.support import StudioPermissions
from tests.other_language import Zhish, is_zhish, left_in_english

from .support import ReflectionWorld, build_xml
from .test_notation import INVALID_BY_CODE

NOTATION_WORDS = " ".join(
    [*grammar.SHAPES, *(name for shape in grammar.SHAPES.values() for name in shape.attributes), "browser learner"]
)
PROMPT = '<prompt id="p{0}"><words>x</words></prompt>'
INVALID = {
    **INVALID_BY_CODE,
    "no id": build_xml("<prompt><words>x</words></prompt>"),
    "same-words": build_xml('<prompt id="a"><words>x</words><example>x</example></prompt>'),
    "many-prompts": build_xml("".join(map(PROMPT.format, range(21)))),
}


@pytest.mark.parametrize("name", INVALID)
def test_an_issue_is_translated_with_no_english_left(name):
    zhish, problems = Zhish(), reflection_xml.parse(INVALID[name]).issues
    assert problems
    for problem in problems:
        other = translate(problem.located_message, zhish.gettext, zhish.ngettext)
        assert is_zhish(other)
        assert problem.code == "not-xml" or not left_in_english(other, INVALID[name], NOTATION_WORDS), (other, problem)


def test_editor_card_studio_messages_and_page_are_in_the_authors_language(shared_texts):
    world = ReflectionWorld(
        INVALID["double-id"],
        lms=True,
        read_only=False,
        services={"studio_user_permissions": StudioPermissions(), "i18n": Zhish()},
    )
    tree = trees.from_text(INVALID["double-id"], ReflectionBlock.notation)
    tree["nodes"].append({"tag": "closing", "attrs": {}, "text": "a\x07 b"})
    issues = world.post("editor_check", {"tree": tree}).json["problems"]
    assert {"no-character", "double-id"} <= {problem["code"] for problem in issues} and all(
        is_zhish(problem["message"]) for problem in issues
    )
    messages = [message.text for message in world.block().validate().messages]
    assert messages and all(is_zhish(message) for message in messages)
    card = world.block().author_view({}).content
    assert "the same name" not in card and "жжжж жжж жжж жжжж" in card
    assert all(is_zhish(sentence) for sentence in world.post("state").json["problems"])
    error = world.post("editor_check", {"tree": {"tag": "scene"}}).json["error"]
    assert is_zhish(error) and not left_in_english(error, grammar.ROOT, "scene"), error
