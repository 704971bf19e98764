"""A message is English by default, can be translated, and never breaks on what a translator wrote."""

import copy
import pickle
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powerstruggle_xblock.notation.messages import (
    TranslatableMessage,
    english_plural,
    msg,
    nmsg,
    percent_msg,
    translate,
)

NAMES = st.sampled_from(["id", "to", "hint", "template", "text", "self", "number_of"])
VALUES = (
    st.text()
    | st.integers()
    | st.sampled_from(["{id}", "{", "}}", "{0}", "{id.__class__}"])
    | st.text().map(lambda words: msg("; {words}?", words=words))
)


@st.composite
def templates(draw) -> tuple[str, dict]:
    """Return a template as one is written in the sources, braces only around names, and its values."""
    values = draw(st.dictionaries(NAMES, VALUES, max_size=4))
    literals = st.text(st.characters(exclude_characters="{}"), max_size=10)
    parts = [piece for name in draw(st.permutations(sorted(values))) for piece in (draw(literals), f"{{{name}}}")]
    return f"x{''.join(parts)}{draw(literals)}", values


@given(templates())
def test_in_a_language_of_its_own_words_a_sentence_is_itself(made):
    template, values = made
    sentence = msg(template, **values)
    assert translate(sentence, str, english_plural) == sentence == template.format(**values)
    assert type(translate(sentence, str, english_plural)) is str


@given(templates(), st.text() | templates().map(lambda made: made[0]))
def test_whatever_a_translator_writes_is_a_translation_with_the_same_names_or_the_english_sentence(made, written):
    template, values = made
    sentence = msg(template, **values)
    found = translate(sentence, {template: written, "; {words}?": "; {words}?"}.get)
    if found != sentence:
        assert {name for _, name, _, _ in string.Formatter().parse(written) if name is not None} == values.keys()
        assert found == written.format(**values)


@pytest.mark.parametrize(
    "written",
    [
        "ohne",
        "{id} und {anderes}",
        "{id} {",
        "{id} }",
        "{id} {0}",
        "{id} {}",
        "{id!r}",
        "{id:>10}",
        "{id.__class__}",
        "{id[0]}",
        "{id:{id}}",
    ],
)
def test_a_translation_with_a_missing_or_wrong_name_falls_back_to_english(written):
    found = translate(msg("scene \"{id}\"", id="jar"), {"scene \"{id}\"": written}.get)
    assert found == "scene \"jar\"" and type(found) is str, "what is told is no sentence any more"


def test_a_broken_plural_falls_back_too_and_one_that_leaves_the_number_out_of_neither_does():
    sentence = nmsg("{number} word in {id}", "{number} words in {id}", 2, id="jar")
    assert sentence == "2 words in jar"
    assert translate(sentence, str, lambda one, many, number: "viele") == "2 words in jar"
    assert translate(sentence, str, lambda one, many, number: "{id}: {number}") == "jar: 2"
    some = nmsg("a word in {id}", "{number} words in {id}", 5, id="jar")
    assert translate(some, str, lambda one, many, number: "kein Wort in {id}") == "kein Wort in jar"


def test_what_a_number_asks_for_is_the_translators_to_say():
    forms = ["{number} слово", "{number} слова", "{number} слов"]

    def russian(one, many, number):
        return forms[
            0
            if number % 10 == 1 and number % 100 != 11
            else 1
            if number % 10 in (2, 3, 4) and number % 100 // 10 != 1
            else 2
        ]

    made = [nmsg("{number} word", "{number} words", number) for number in (1, 3, 11, 21)]
    assert made == ["1 word", "3 words", "11 words", "21 words"]
    assert [translate(sentence, str, russian) for sentence in made] == ["1 слово", "3 слова", "11 слов", "21 слово"]


def test_values_that_are_sentences_are_translated_and_braces_in_others_are_only_characters():
    hint = msg("; did you mean \"{name}\"?", name="{id}")
    sentence = msg("\"{id}\" is no scene{hint}", id="{hint}{0}", hint=hint)
    german = {"\"{id}\" is no scene{hint}": "{hint} – {id}", "; did you mean \"{name}\"?": "meinten Sie {name}?"}
    assert sentence == "\"{hint}{0}\" is no scene; did you mean \"{id}\"?"
    assert translate(sentence, german.get) == "meinten Sie {id}? – {hint}{0}"


@pytest.mark.parametrize("other", ["", "plain {words}", 7, None])
def test_what_is_no_sentence_comes_back_as_it_is(other):
    assert translate(other, lambda text: "never asked") is other


def test_a_sentence_is_a_text_and_stays_a_sentence_when_copied_or_stored():
    sentence = nmsg("{number} word{hint}", "{number} words{hint}", 2, hint=msg("; {x}", x="{x}"))
    for again in (copy.deepcopy(sentence), copy.copy(sentence), pickle.loads(pickle.dumps(sentence))):
        assert isinstance(again, TranslatableMessage) and again == sentence and hash(again) == hash(str(sentence))
        assert translate(again, {"; {x}": " – {x}"}.get, lambda one, many, number: "«{number}{hint}»") == "«2 – {x}»"


@given(st.floats(0, 1))
def test_percent_is_written_as_python_writes_it_and_as_a_language_does(ratio):
    assert percent_msg(ratio) == f"{ratio:.0%}"
    assert translate(percent_msg(0.7), {"{number}%": "{number} %"}.get) == "70 %"
