"""The starter course's variants: where they are, and that all of them are worth the same to a reader."""

from powerstruggle_xblock.notation import markup
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import scenario_xml, variants
from powerstruggle_xblock.scenario.review_texts import unconditional_score

ALL = {file.stem: scenario_xml.parse(file.read_bytes()).scenario for file in starter_scenarios()}
CHOICES = [
    (name, scene, choice)
    for name, scenario in ALL.items()
    for scene in scenario.scenes
    for choice in scene.choices
    if choice.say_variants or choice.do_variants
]


def has_variants(scene):
    return any(choice.say_variants or choice.do_variants for choice in scene.choices) or any(
        len(variants.item_wordings(item)) > 1 for item in scene.content_items
    )


def test_at_least_four_scenarios_have_variants_in_half_of_their_decisions():
    found = {}
    for name, scenario in ALL.items():
        decisions = [scene for scene in scenario.scenes if scene.is_decision]
        found[name] = sum(map(has_variants, decisions)) / len(decisions)
    assert sum(share >= 0.5 for share in found.values()) >= 4, found


def test_wherever_replies_have_variants_strong_and_weak_ones_do():
    for name, scene in {(name, scene.id): (name, scene) for name, scene, _ in CHOICES}.values():
        varied = {unconditional_score(choice) > 0.5 for choice in scene.choices if choice.say_variants}
        assert varied in ({True, False}, set()), (name, scene.id)


def test_the_wordings_of_a_reply_are_about_as_long_as_each_other():
    for name, _, choice in CHOICES:
        for texts in (variants.wordings(choice.say, choice.say_variants),
                      variants.wordings(choice.do, choice.do_variants)):
            lengths = [len(markup.plain_text(text)) for text in texts] or [1]
            assert max(lengths) <= 1.35 * min(lengths), (name, choice.id)
