"""Words of the glossary are buttons in what learners read, with their meaning behind them."""

from powerstruggle_xblock.presenter.glossary import mark_terms
from powerstruggle_xblock.scenario.model import Term

TERMS = (
    Term("recert", "The yearly check <em>&amp; papers</em>.", "recertification, recerts"),
    Term("payee", "Who gets the money."),
    Term("PRN", "Taken when needed."),
    Term("payee form", "The form."),
)


def marked(html: str) -> list[str]:
    """Return the words that became buttons."""
    return [part.split("<")[0] for part in mark_terms(html, TERMS).split('aria-expanded="false">')[1:]]


def test_a_word_becomes_a_button_with_its_meaning_hidden_behind_it():
    assert mark_terms("The payee signs.", TERMS) == (
        'The <button type="button" class="ps-term" aria-expanded="false">payee</button>'
        '<span class="ps-meaning" hidden> (Who gets the money)</span> signs.')


def test_the_first_of_its_forms_is_marked_and_only_once_in_a_text():
    assert marked("Recertification is a recert. Recerts, payee, a payee.") == ["Recertification", "payee"]


def test_the_longest_term_wins():
    assert marked("A payee form for the payee.") == ["payee form", "payee"]


def test_parts_of_words_are_no_words_and_capitals_are_only_found_in_capitals():
    assert marked("payees, repayee, prn, PRNs") == []
    assert marked("the PRN") == ["PRN"]


def test_tags_their_attributes_links_and_abbreviations_stay_as_they_are():
    html = '<a href="/payee">payee</a> <abbr title="payee">payee</abbr> <span lang="payee">x</span>'
    assert mark_terms(html, TERMS) == html
    assert marked("<em>payee</em>") == ["payee"]


def test_a_meaning_is_escaped_and_so_are_words_with_special_characters():
    assert "(The yearly check &amp; papers)" in mark_terms("recert", TERMS)
    terms = (Term("R&R", "Rest <b>now</b>"),)
    assert 'false">R&amp;R</button>' in mark_terms("Some R&amp;R.", terms)
    assert "<script" not in mark_terms("x", (Term("x", "&lt;script&gt;"),))


def test_without_a_glossary_nothing_changes():
    assert mark_terms("The payee signs.", ()) == "The payee signs."
