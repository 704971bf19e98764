"""The notation: what is read is what is written, and what is wrong is said with its line."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powerstruggle_xblock.continuum import continuum_xml, ready_made
from powerstruggle_xblock.continuum.model import LINE, MEAN, Continuum, Label, Next, Scale, Statement

from .support import TINY

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs", "Cn", "Co"]), min_size=1, max_size=30)
texts = words.map(escape).map(lambda text: text.replace("&quot;", '"').replace("&#x27;", "'")) | st.sampled_from(
    ["<p>Two</p><p>parts</p>", "with <em>stress</em>", "a &lt; b &amp; c"])
ids = st.from_regex(r"[a-z][a-z0-9_-]{0,31}", fullmatch=True)
maybe = lambda strategy: st.none() | strategy  # noqa: E731


def labels(fewest, most):
    return st.integers(fewest, most).flatmap(lambda count: st.tuples(
        st.lists(ids, min_size=count, max_size=count, unique=True), st.lists(words, min_size=count, max_size=count)
    )).map(lambda found: tuple(Label(id_, said) for id_, said in zip(*found, strict=True)))


@st.composite
def continua(draw) -> Continuum:
    show = draw(st.sampled_from([LINE, MEAN]))
    stops = draw(labels(3, 5 if show == LINE else 11))
    following = draw(maybe(st.builds(Next, labels(1, 5), maybe(words))))
    statement = st.builds(
        Statement, id=st.just(""), words=texts, content_note=maybe(texts), follow_up=st.booleans() if following else st.just(False),
        low=maybe(words), high=maybe(words), prompts=st.lists(texts, max_size=2).map(tuple))
    named = draw(st.lists(ids, min_size=1, max_size=4, unique=True))
    statements = tuple(Statement(**{**{name: getattr(made, name) for name in Statement.__slots__}, "id": id_})
                       for id_, made in ((id_, draw(statement)) for id_ in named))
    return Continuum(
        scale=Scale(stops, draw(maybe(words)), (len(stops) - 1) * draw(st.integers(1, 20))), statements=statements,
        round=draw(ids), since=draw(maybe(ids)), k=draw(st.integers(5, 40)), pool=draw(st.just("") | ids), show=show,
        lang=draw(maybe(st.sampled_from(["en", "de", "ar"]))), intro=draw(maybe(texts)), frame=draw(maybe(texts)), next=following,
        look_back=draw(maybe(texts)) if show == MEAN else None, prompts=tuple(draw(st.lists(texts, max_size=2))),
        closing=draw(maybe(texts)), tag_out=draw(maybe(texts)), notes=tuple(draw(st.lists(texts, max_size=1))),
        title=draw(maybe(words)), weight=draw(maybe(st.integers(0, 100).map(float))))


@given(continua())
def test_what_is_written_is_read_as_the_same_exercise(continuum):
    text = continuum_xml.serialize(continuum)
    reading = continuum_xml.parse(text)
    assert reading.continuum == continuum
    assert continuum_xml.serialize(reading.continuum) == text
    assert {problem.code for problem in reading.errors} <= {"same-round"}


@given(st.text(max_size=300) | st.binary(max_size=300))
def test_no_bytes_whatever_make_reading_raise(source):
    assert continuum_xml.parse(source).continuum is None


@pytest.mark.parametrize("name", list(ready_made.NAMES))
def test_a_ready_made_set_has_nothing_to_mend_and_is_canonical(name):
    reading = continuum_xml.parse(ready_made.set_text(name))
    assert reading.issues == () and continuum_xml.serialize(reading.continuum) == ready_made.set_text(name)


def test_a_second_round_asks_the_same_as_the_first():
    for first, second in (("buttons", "buttons-after"), ("self-check-before", "self-check-after")):
        before, after = (continuum_xml.parse(ready_made.set_text(name)).continuum for name in (first, second))
        assert before.statements == after.statements and before.scale == after.scale and before.next == after.next
        assert (after.since, after.earlier) == (before.round, first)


def test_the_sets_are_what_they_say():
    made = {name: continuum_xml.parse(ready_made.set_text(name)).continuum for name in ready_made.NAMES}
    assert [len(made[name].statements) for name in made] == [16, 16, 4, 10, 10]
    assert [len(made["buttons"].scale.stops), len(made["buttons"].next.options)] == [5, 9]
    assert made["buttons"].questions["remark"].content_note
    for name in ("self-check-before", "self-check-after"):
        check = made[name]
        assert check.show == MEAN and check.k >= 5 and "not been validated" in check.intro
        assert [check.scale.number(index) for index in range(11)] == list(range(0, 101, 10))
    assert made["self-check-after"].look_back


WRONG = {
    "no-statement": (TINY[:TINY.index("  <statement")] + "</powerstruggle_continuum>", 1),
    "no-scale": (TINY.replace(TINY[TINY.index("  <scale"):TINY.index("  <next")], ""), 1),
    "stops": (TINY.replace('    <stop id="little">a little</stop>\n', "").replace('    <stop id="some">some days</stop>\n', "").replace(
        '    <stop id="often">often</stop>\n', ""), 4),
    "double-id": (TINY.replace('id="loud"', 'id="silent"'), 20),
    "bad-id": (TINY.replace('id="loud"', 'id="Loud one"'), 20),
    "bad-name": (TINY.replace('round="before"', 'round="Before the course"'), 1),
    "not-a-number": (TINY.replace('k="8"', 'k="4"'), 1),
    "no-words": (TINY.replace("<words>…shouts.</words>", ""), 20),
    "no-next": (TINY.replace(TINY[TINY.index("  <next"):TINY.index("  <statement")], ""), 1),
    "top": (TINY.replace('top="4"', 'top="10"'), 4),
    "look-back-line": (TINY.replace("  <closing>", "  <look-back>Then?</look-back>\n  <closing>"), 1),
    "unknown-element": (TINY.replace("<closing>", "<ending>").replace("</closing>", "</ending>"), 24),
    "same-round": (TINY.replace('round="before"', 'round="before" since="before"'), 1),
    "no-since": (TINY.replace('round="before"', 'round="before" earlier="other"'), 1),
}


@pytest.mark.parametrize("code", WRONG)
def test_what_is_wrong_is_said_at_its_line(code):
    text, line = WRONG[code]
    found = [problem for problem in continuum_xml.parse(text).issues if problem.code == code]
    assert found and found[0].line == line and len(found[0].message) > 20, continuum_xml.parse(text).issues


def test_the_lowest_k_is_the_group_answers_own():
    assert continuum_xml.parse(TINY.replace('k="8"', 'k="5"')).errors == ()
    assert continuum_xml.parse(TINY.replace('k="8"', 'k="4"')).errors
