"""Texts and conditions as the editor's forms read and write them, judged by the notation's own rules."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from powerstruggle_xblock.notation import markup
from powerstruggle_xblock.scenario import conditions
from tests.engine.strategies import texts
from tests.examples import examples

SOME = settings(
    max_examples=examples(150),
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)

_ids = st.from_regex(r"[a-z][a-z0-9_-]{0,6}", fullmatch=True).filter(lambda id_: id_ not in conditions.RESERVED_WORDS)
_clauses = st.builds(
    conditions.MeterTest, _ids, st.sampled_from(["at least", "at most", "over", "under", "is"]), st.integers(-999, 999),
) | st.builds(conditions.PastTest, st.sampled_from(["chose", "visited"]), _ids, st.booleans())


@SOME
@given(st.lists(texts, min_size=1, max_size=6))
def test_every_text_of_the_notation_is_the_same_text_after_a_form_has_read_and_written_it(editor, texts):
    assert editor.texts(texts) == [[text, markup.plain_text(text)] for text in texts]


@SOME
@given(st.lists(st.lists(_clauses, min_size=1, max_size=4), min_size=1, max_size=5))
def test_every_condition_of_the_notation_can_be_shown_in_menus_and_is_stored_in_the_same_words(editor, found):
    words = [str(conditions.Condition(tuple(clauses))) for clauses in found]
    assert editor.conditions(words) == words


@SOME
@given(st.lists(st.text("andotchsevi 7-x", max_size=30) | st.text(max_size=12), min_size=1, max_size=8))
def test_menus_show_just_those_conditions_that_the_notation_understands(editor, found):
    def understood(words):
        try:
            return str(conditions.parse(words))
        except conditions.ConditionError:
            return None

    some = [words for words in found if words.split()]
    assert editor.conditions(some) == [understood(words) for words in some]
