"""The notation of a continuum: serialized and parsed again it is the same, and issues name their lines."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powerstruggle_xblock.continuum import continuum_xml, ready_made
from powerstruggle_xblock.continuum.model import (
    DISTRIBUTION,
    MEAN,
    RELEASE_VALUES,
    Continuum,
    FollowUp,
    Label,
    Scale,
    Statement,
)

from .support import SMALL_CONTINUUM, parse_valid

words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs", "Cn", "Co"]), min_size=1, max_size=30
)
texts = words.map(escape).map(lambda text: text.replace("&quot;", '"').replace("&#x27;", "'")) | st.sampled_from(
    ["<p>Two</p><p>parts</p>", "with <em>stress</em>", "a &lt; b &amp; c"]
)
ids = st.from_regex(r"[a-z][a-z0-9_-]{0,31}", fullmatch=True)
maybe = lambda strategy: st.none() | strategy  # noqa: E731


def labels(fewest, most):
    """Return a strategy for tuples of `fewest` to `most` labels."""
    return (
        st.integers(fewest, most)
        .flatmap(
            lambda count: st.tuples(
                st.lists(ids, min_size=count, max_size=count, unique=True),
                st.lists(words, min_size=count, max_size=count),
            )
        )
        .map(lambda found: tuple(Label(id_, said) for id_, said in zip(*found, strict=True)))
    )


@st.composite
def continua(draw) -> Continuum:
    """Draw a continuum without issues."""
    show = draw(st.sampled_from([DISTRIBUTION, MEAN]))
    stops = draw(labels(3, 5 if show == DISTRIBUTION else 11))
    following = draw(maybe(st.builds(FollowUp, labels(1, 5), maybe(words))))
    statement = st.builds(
        Statement,
        id=st.just(""),
        words=texts,
        content_note=maybe(texts),
        has_follow_up=st.booleans() if following else st.just(False),
        low=maybe(words),
        high=maybe(words),
        prompts=st.lists(texts, max_size=2).map(tuple),
    )
    named = draw(st.lists(ids, min_size=1, max_size=4, unique=True))
    statements = tuple(
        Statement(**{**{name: getattr(made, name) for name in Statement.__slots__}, "id": id_})
        for id_, made in ((id_, draw(statement)) for id_ in named)
    )
    return Continuum(
        scale=Scale(stops, draw(maybe(words)), (len(stops) - 1) * draw(st.integers(1, 20))),
        statements=statements,
        round=draw(ids),
        compare_round=draw(maybe(ids)),
        k=draw(st.integers(5, 40)),
        pool=draw(st.just("") | ids),
        show=show,
        release=draw(st.sampled_from(RELEASE_VALUES)),
        lang=draw(maybe(st.sampled_from(["en", "de", "ar"]))),
        intro=draw(maybe(texts)),
        frame=draw(maybe(texts)),
        follow_up=following,
        look_back=draw(maybe(texts)) if show == MEAN else None,
        prompts=tuple(draw(st.lists(texts, max_size=2))),
        closing=draw(maybe(texts)),
        closing_exercise=draw(maybe(texts)),
        notes=tuple(draw(st.lists(texts, max_size=1))),
        title=draw(maybe(words)),
        weight=draw(maybe(st.integers(0, 100).map(float))),
    )


@given(continua())
def test_a_serialized_continuum_is_parsed_as_the_same(continuum):
    text = continuum_xml.serialize(continuum)
    parsed = continuum_xml.parse(text)
    assert parsed.continuum is not None and parsed.continuum == continuum
    assert continuum_xml.serialize(parsed.continuum) == text
    assert {issue.code for issue in parsed.errors} <= {"same-round"}


@given(st.text(max_size=300) | st.binary(max_size=300))
def test_no_input_makes_the_parser_raise(source):
    assert continuum_xml.parse(source).continuum is None


@pytest.mark.parametrize("name", list(ready_made.SET_TITLES))
def test_a_ready_made_set_has_no_issues_and_is_canonical(name):
    text = ready_made.read_set(name)
    assert continuum_xml.parse(text).issues == () and continuum_xml.serialize(parse_valid(text)) == text


def test_a_second_round_asks_the_same_as_the_first():
    for first, second in (("buttons", "buttons-after"), ("self-check-before", "self-check-after")):
        before, after = (parse_valid(ready_made.read_set(name)) for name in (first, second))
        assert (
            before.statements == after.statements
            and before.scale == after.scale
            and before.follow_up == after.follow_up
        )
        assert (after.compare_round, after.compare_component) == (before.round, first)


def test_the_sets_have_the_statements_and_scales_of_their_titles():
    made = {name: parse_valid(ready_made.read_set(name)) for name in ready_made.SET_TITLES}
    assert [len(made[name].statements) for name in made] == [16, 16, 4, 10, 10]
    follow_up = made["buttons"].follow_up
    assert len(made["buttons"].scale.points) == 5 and follow_up is not None and len(follow_up.options) == 9
    assert made["buttons"].questions["remark"].content_note
    for name in ("self-check-before", "self-check-after"):
        check = made[name]
        assert check.show == MEAN and check.k >= 5 and "not been validated" in (check.intro or "")
        assert [check.scale.number(index) for index in range(11)] == list(range(0, 101, 10))
    assert made["self-check-after"].look_back


INVALID_BY_CODE = {
    "no-statement": (SMALL_CONTINUUM[: SMALL_CONTINUUM.index("  <statement")] + "</powerstruggle_continuum>", 1),
    "no-scale": (
        SMALL_CONTINUUM.replace(
            SMALL_CONTINUUM[SMALL_CONTINUUM.index("  <scale") : SMALL_CONTINUUM.index("  <next")], ""
        ),
        1,
    ),
    "stops": (
        SMALL_CONTINUUM.replace('    <stop id="little">a little</stop>\n', "")
        .replace('    <stop id="some">some days</stop>\n', "")
        .replace('    <stop id="often">often</stop>\n', ""),
        4,
    ),
    "double-id": (SMALL_CONTINUUM.replace('id="loud"', 'id="silent"'), 20),
    "bad-id": (SMALL_CONTINUUM.replace('id="loud"', 'id="Loud one"'), 20),
    "bad-name": (SMALL_CONTINUUM.replace('round="before"', 'round="Before the course"'), 1),
    "not-a-number": (SMALL_CONTINUUM.replace('k="8"', 'k="4"'), 1),
    "no-words": (SMALL_CONTINUUM.replace("<words>…shouts.</words>", ""), 20),
    "no-next": (
        SMALL_CONTINUUM.replace(
            SMALL_CONTINUUM[SMALL_CONTINUUM.index("  <next") : SMALL_CONTINUUM.index("  <statement")], ""
        ),
        1,
    ),
    "top": (SMALL_CONTINUUM.replace('top="4"', 'top="10"'), 4),
    "look-back-line": (SMALL_CONTINUUM.replace("  <closing>", "  <look-back>Then?</look-back>\n  <closing>"), 1),
    "unknown-element": (SMALL_CONTINUUM.replace("<closing>", "<ending>").replace("</closing>", "</ending>"), 24),
    "same-round": (SMALL_CONTINUUM.replace('round="before"', 'round="before" since="before"'), 1),
    "no-since": (SMALL_CONTINUUM.replace('round="before"', 'round="before" earlier="other"'), 1),
}


@pytest.mark.parametrize("code", INVALID_BY_CODE)
def test_an_issue_names_its_line(code):
    text, line = INVALID_BY_CODE[code]
    found = [problem for problem in continuum_xml.parse(text).issues if problem.code == code]
    assert found and found[0].line == line and len(found[0].message) > 20, continuum_xml.parse(text).issues


def test_the_lowest_k_is_the_group_answers_own():
    assert continuum_xml.parse(SMALL_CONTINUUM.replace('k="8"', 'k="5"')).errors == ()
    assert continuum_xml.parse(SMALL_CONTINUUM.replace('k="8"', 'k="4"')).errors
