"""The attack bench finds nobody's position; on rules that are known to be broken it finds some."""

import re
from itertools import pairwise

import pytest

from .attacks import colluders, exhaustive, simulated, table
from .attacks.promises import PROMISES
from .attacks.rules import FirstRule, HoldAndMergeRule, PresentRule

pytestmark = pytest.mark.attack


@pytest.fixture(scope="module")
def rows() -> list[table.Row]:
    """Return the whole table."""
    return table.rows(PresentRule)


def test_nobodys_position_is_learnt_by_outsiders_authors_facilitators_and_participants(rows):
    attacks = [row for row in rows if row.kind == table.ATTACKER_KNOWS_NOBODY]
    assert len(attacks) > 30
    assert [row for row in attacks if row.probability] == []


def test_two_results_differ_by_as_many_answers_as_were_promised(rows):
    promised = {"settings": 8, "pool": 8}
    steps = {row.attack: row.smallest_step for row in rows if row.smallest_step is not None}
    assert min(steps.values()) >= 5
    assert steps["sets k from 8 to 5, changes the way of release, looks"] >= promised["settings"]
    assert steps["joins a pool of k=8 with k=5"] >= promised["pool"]


@pytest.mark.parametrize("number", [2, 3])
@pytest.mark.parametrize("chances", [colluders.EVEN, colluders.LEANING], ids=["even", "leaning"])
def test_what_colluders_learn_falls_as_k_grows(number, chances):
    learnt = [colluders.learnt(PresentRule, k, number, chances) for k in (5, 8, 12, 16)]
    assert all(more > less for more, less in pairwise(learnt))
    bounds = [sum(chance ** (k - number) for chance in chances) for k in (5, 8, 12, 16)]
    assert all(probability <= bound + 1e-12 for probability, bound in zip(learnt, bounds, strict=True))


def test_the_last_of_a_batch_is_found_by_all_the_others(rows):
    """What the privacy page says can't be held off."""
    assert [row.probability for row in rows if "all but one" in row.attack] == pytest.approx([1, 1, 1])
    [assumed] = [row.probability for row in rows if row.kind == table.ASSUMES]
    assert 0.6 < assumed < 0.7


@pytest.mark.parametrize("name", ["self-paced", "follow-ups", "settings", "second round"])
def test_the_bench_sees_what_the_first_rule_gave_away(name):
    story = table.STORIES[name]
    watched = exhaustive.watch(story, FirstRule)
    assert exhaustive.learnt(story, watched) > 0.02
    assert watched.smallest_step == (5 if name == "second round" else 3)


def test_the_bench_sees_differencing_of_sixteen_statements_and_sybils_under_the_first_rule():
    assert simulated.differencing(FirstRule, 11) > 0.5
    assert simulated.two_sybils(FirstRule, 29) > 0.4
    assert colluders.learnt(FirstRule, 5, 1, colluders.LEANING) > 0.1


def test_holding_a_telling_batch_back_would_tell_a_participant():
    story = table.STORIES["self-paced"]
    watched = exhaustive.watch(story, HoldAndMergeRule)
    assert exhaustive.learnt(story, watched) == 0
    assert exhaustive.learnt(story, watched, (0,)) > 0


def test_every_promise_of_the_privacy_page_is_tied_to_attacks_and_no_other_is_made(root):
    page = (root / "docs" / "privacy.md").read_text(encoding="utf-8")
    section = page[page.index("## The line: what is promised") : page.index("**What it can't hold off")]
    made = [" ".join(item.split()) for item in re.findall(r"^- (.*?)(?=\n- |\n\n|\Z)", section, re.M | re.S)]
    assert made == list(PROMISES)


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_holds(promise, rows, root):
    for attack in PROMISES[promise]:
        if "::" in attack:
            file, name = attack.split("::")
            assert re.search(rf"^def {name}\(", (root / file).read_text(encoding="utf-8"), re.M), attack
        else:
            tried = [row for row in rows if attack in row.attack and row.kind == table.ATTACKER_KNOWS_NOBODY]
            assert tried, attack
            assert [row for row in tried if row.probability] == []


def test_the_figures_of_the_privacy_page_are_what_the_bench_finds(root):
    page = " ".join((root / "docs" / "privacy.md").read_text(encoding="utf-8").split())
    two, three = (
        [colluders.learnt(PresentRule, k, number, colluders.LEANING) for k in (5, 8, 12)] for number in (2, 3)
    )
    assert f"probability {two[0]:.2f} at k = 5, {two[1]:.2f} at k = 8 and {two[2]:.3f} at k = 12" in page
    assert f"three with {three[0]:.2f}, {three[1]:.2f} and {three[2]:.2f}" in page
