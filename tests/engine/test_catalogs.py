"""The catalogues: data that clinicians correct, checked for what the engine relies on."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from powerstruggle_xblock.course.key_balance import ALWAYS_WEAK_MOVES
from powerstruggle_xblock.resources import data_dir
from powerstruggle_xblock.scenario import catalog, scenario_xml, vocabulary
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario.conditions import ALWAYS, ID_PATTERN, RESERVED_WORDS

MOVES, PROFILES, SKILLS = catalog.moves(), catalog.profiles(), catalog.skills()


def starter_ratings() -> dict[str, dict[str, list[int]]]:
    """Return every level without a condition in the starter scenarios, by move and skill."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for file in data_dir("scenarios").glob("*.xml"):
        for choice in scenario_xml.parse(file.read_text(encoding="utf-8")).scenario.choices.values():
            for rating in choice.ratings if choice.move else ():
                for skill, level in rating.skills if rating.condition == ALWAYS else ():
                    found[choice.move][skill].append(level)
    return found


RATED = starter_ratings()


def test_there_are_the_eight_skills_of_the_domain_brief_in_order():
    assert [skill.code for skill in SKILLS.values()] == [f"C{n}" for n in range(1, 9)]
    assert list(SKILLS) == ["steady", "listening", "autonomy", "clarity", "rope", "limits", "timing", "partnership"]


@pytest.mark.parametrize("skill", SKILLS.values(), ids=SKILLS)
def test_a_skill_has_all_its_sentences(skill):
    assert all([skill.name, skill.strong, skill.did_well, skill.next_time, skill.slip])
    for sentence in (skill.did_well, skill.next_time, skill.slip):
        assert sentence.endswith("."), "the debrief sets them as sentences"


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
def test_a_moves_usual_effect_stays_within_what_one_move_may_do(move):
    assert move.name
    assert move.mistake is None or move.mistake in catalog.MISTAKES
    for tension in range(11):
        changes = move.changes(tension)
        assert changes.keys() <= set(m.USUAL_METERS)
        assert -2 <= changes.get("tension", 0) <= 3
        assert -3 <= changes.get("trust", 0) <= 1
        assert all(-3 <= change <= 3 for change in changes.values())


def test_every_mistake_has_a_move_that_makes_it_or_is_an_authors_to_tag():
    made = {move.mistake for move in MOVES.values()} - {None}
    assert set(catalog.MISTAKES) - made == {"premature-plan", "undermine", "abandon"}


@pytest.mark.parametrize("id_", [*MOVES, *PROFILES, *SKILLS, *catalog.MISTAKES])
def test_ids_are_such_as_the_notation_takes(id_):
    assert ID_PATTERN.match(id_)
    assert id_ not in RESERVED_WORDS


def test_a_skill_is_never_mistaken_for_a_rule_of_a_level():
    assert not SKILLS.keys() & {"if", "only"}


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_a_profile_begins_within_bounds_and_its_rules_meet_some_move(profile):
    assert profile.start.keys() == set(m.USUAL_METERS)
    assert all(0 <= value <= 10 for value in profile.start.values())
    tags = set().union(*(move.tags for move in MOVES.values()))
    for rule in profile.rules:
        assert rule.tag in tags
        assert rule.times.keys() | rule.add.keys() <= set(m.USUAL_METERS)


@pytest.mark.parametrize(
    ("move", "tension", "changes"),
    [
        ("reflect", 5, {"tension": -1, "trust": 1, "readiness": 1}),
        ("lower-voice", 4, {"tension": 0, "autonomy": 1}),
        ("lower-voice", 5, {"tension": -1, "autonomy": 1}),
        ("two-options", 7, {"tension": 0, "autonomy": 2, "readiness": 1}),
        ("two-options", 6, {"tension": -1, "autonomy": 2, "readiness": 1}),
        ("threaten", 9, {"tension": 3, "trust": -3, "autonomy": -3, "readiness": -2}),
    ],
)
def test_usual_effects_are_those_of_the_authors_table(move, tension, changes):
    assert MOVES[move].changes(tension) == changes


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
def test_a_move_proposes_levels_that_a_choice_may_have(move):
    assert 1 <= len(move.levels) <= vocabulary.RANGES["rated_skills"][1]
    assert move.levels.keys() <= SKILLS.keys()
    assert all(level in range(len(vocabulary.RATING_LABELS)) for level in move.levels.values())
    if move.id in ALWAYS_WEAK_MOVES:
        assert max(move.levels.values()) < 3


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
def test_a_moves_levels_are_as_the_starter_scenarios_rate_it(move):
    """Where they rate it on the proposed skill five times and more, half of them are within one level."""
    for skill, level in move.levels.items():
        rated = sorted(RATED[move.id].get(skill, ()))
        if len(rated) >= 5:
            assert abs(rated[len(rated) // 2] - level) <= 1, (skill, level, rated)


def test_asking_for_a_moves_changes_never_alters_the_catalogue():
    MOVES["reflect"].changes(5)["tension"] = 99
    assert MOVES["reflect"].changes(5)["tension"] == -1


def codes_in_use():
    """Every code that a finding can carry, as the sources write it."""
    package = Path(catalog.__file__).parent
    found = set()
    for file in (
        *package.glob("*.py"),
        *(package.parent / "notation").glob("*.py"),
        package.parent / "authoring" / "checking.py",
    ):
        text = file.read_text(encoding="utf-8")
        found |= set(re.findall(r"(?:ERROR|WARNING),\s*\"([a-z-]+)\"|\.add_issue\([^,]+,\s*\"([a-z-]+)\"", text))
    return {code for pair in found for code in pair if code} | {"no-scene", "no-ending"}


def test_every_finding_of_the_checker_is_explained_and_nothing_else_is():
    assert codes_in_use() == set(catalog.rule_help())


def test_an_explanation_says_why_and_how_in_few_words():
    for code, finding in catalog.rule_help().items():
        assert finding.why.endswith("."), code
        assert 3 <= len(finding.mend.split()) <= 40, code
        assert len(finding.why.split()) <= 40, code


def test_the_authors_guide_explains_every_finding_under_its_own_anchor(root):
    page = (root / "docs" / "authors-guide.md").read_text(encoding="utf-8")
    for code, finding in catalog.rule_help().items():
        assert f'<a id="{code}"></a>**{code}.** {finding.why} *{finding.mend}*' in page, code
