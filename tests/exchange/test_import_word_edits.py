"""What people do to a script in Word: proposals, footnotes, soft line breaks, rows and ways of their own."""

import pytest

from powerstruggle_xblock.exchange import import_file
from powerstruggle_xblock.scenario import model as m

from .import_helpers import import_checked, make_zip, parse_result

W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
STYLES = "".join(f"<w:style w:styleId='{name.replace(' ', '')}'><w:name w:val='{name}'/></w:style>" for name in (
    "Title", "heading 3", "Script feedback", "Script aside", "Script note"))


def run(words: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


def paragraph(inside: str, style: str = "") -> str:
    inside = inside if inside.startswith("<") else run(inside)
    return f"<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{inside}</w:p>"


def row(*cells: str) -> str:
    inside = "".join(f"<w:tc>{cell if cell.startswith('<w:p>') else paragraph(cell)}</w:tc>" for cell in cells)
    return f"<w:tr>{inside}</w:tr>"


def imported(*scene: str, rows: tuple[str, ...] = (), head: str = "",
             files: dict[str, str] | None = None) -> import_file.ImportResult:
    """Return a script of one scene, its choices in `rows`, and one ending."""
    rows = (row("Choice", "What follows", "Reviewer"), *(rows or (row("I hear you.", "Go to E1", ""),)))
    body = "".join((head, paragraph("A short talk", "Title"),
                    paragraph(f"<w:bookmarkStart w:name='gate'/>{run('1. At the gate')}", "heading3"), *scene,
                    f"<w:tbl>{''.join(rows)}</w:tbl>", paragraph("E1. It opens", "heading3")))
    texts = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
             "word/styles.xml": f"<w:styles {W}>{STYLES}</w:styles>", **(files or {})}
    return import_checked(make_zip({name: text.encode() for name, text in texts.items()}), "script.docx")


def shown(found: import_file.ImportResult) -> list[str]:
    return [item.text for item in parse_result(found).scenes[0].content_items]


def choices(found: import_file.ImportResult) -> tuple[m.Choice, ...]:
    return parse_result(found).scenes[0].choices


def test_what_was_moved_is_read_once_where_it_is_now():
    found = imported(paragraph(f"<w:moveFrom>{run('By the wall.')}</w:moveFrom>{run('Here.')}"),
                     paragraph(f"<w:moveTo>{run('By the wall.')}</w:moveTo>"))
    assert shown(found) == ["Here.", "By the wall."]


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{paragraph('In a box. ')}</w:txbxContent>"
    both = (f"<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
            f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
            f"{run('Beside it.')}")
    assert shown(imported(paragraph(both))) == ["In a box. Beside it."]


def test_breaks_and_hyphens_inside_a_paragraph():
    inside = "<w:r><w:t>One</w:t><w:cr/><w:t>two</w:t><w:br/><w:t>no</w:t><w:noBreakHyphen/><w:t>break</w:t></w:r>"
    assert shown(imported(paragraph(inside))) == ["One<br/>two<br/>no-break"]


def test_footnotes_become_notes():
    marks = "<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:endnoteReference w:id='2'/></w:r>"
    notes = {f"word/{kind}s.xml": f"<w:{kind}s {W}><w:{kind} w:id='2'>{paragraph(f'A {kind}.')}</w:{kind}></w:{kind}s>"
             for kind in ("footnote", "endnote")}
    found = imported(paragraph(f"{run('He waits.')}{marks}"), files=notes)
    assert parse_result(found).scenes[0].notes == (m.Note("A footnote."), m.Note("A endnote."))
    assert "Footnotes became notes: 2" in found.report.as_text()


@pytest.mark.parametrize("follows", [
    "<w:p><w:r><w:t>He nods.</w:t><w:br/><w:t>Go to E1</w:t></w:r></w:p>",
    paragraph("He nods.") + paragraph("go to E1."), paragraph("He nods.") + paragraph("Go to E1 from here on")])
def test_a_way_is_read_however_it_is_typed(follows):
    [choice] = choices(imported(rows=(row("I hear you.", f"<w:p></w:p>{follows}", ""),)))
    assert (choice.to, choice.replies) == ("it-opens", (m.Narration("He nods."),))


def test_a_way_to_a_place_that_is_not_there_is_no_words_for_learners():
    found = imported(rows=(row("I hear you.", "Go to 99", ""),))
    [choice] = choices(found)
    assert choice.replies == () and choice.notes == (m.Note("Go to 99"),)
    assert "does not say where it goes" in found.report.as_text()


def test_feedback_that_names_a_scene_stays_feedback():
    link = f"<w:hyperlink w:anchor='gate'>{run('1')}</w:hyperlink>"
    said = paragraph(
        f"{run('Feedback: He has heard. ')}{run('Say it.', '<w:i/>')}{run(' [')}{run('Author&#39;s note')}"
        f"{run(': takes for granted that scene ')}{link}{run(' was reached]')}", "Scriptfeedback")
    found = imported(rows=(row("I hear you.", f"<w:p></w:p>{said}{paragraph('Go to E1')}", ""),))
    [choice] = choices(found)
    assert choice.feedback == (m.Feedback("He has heard.", None, "Say it."),) and choice.to == "it-opens"
    assert choice.notes == (m.Note("takes for granted that scene 1 was reached"),)


def test_a_row_without_a_choice_is_kept_in_a_note():
    found = imported(rows=(row("I hear you.", "Go to E1", ""), row("", "Somebody comes.", "Who?")))
    assert len(choices(found)) == 1
    assert parse_result(found).scenes[0].notes == (m.Note("Somebody comes."), m.Note("Who?"))


def test_words_before_the_title_are_kept_in_a_note():
    notes = parse_result(imported(head=paragraph("Draft for Tuesday, please be kind."))).notes
    assert notes == (m.Note("Script<br/>Draft for Tuesday, please be kind."),)


def test_a_note_of_the_whole_script_comes_back_once():
    note = paragraph(f"{run('Author&#39;s note', '<w:b/>')}{run(': For the pilot.')}", "Scriptnote")
    assert parse_result(imported(head=note)).notes == (m.Note("For the pilot."),)


def test_a_heading_inside_a_scene_does_not_end_it():
    found = imported(paragraph("He waits."), paragraph("What I would add", "heading3"), paragraph("He hums."))
    assert shown(found) == ["He waits.", "What I would add", "He hums."] and len(choices(found)) == 1


def test_the_number_of_a_scene_may_have_a_bracket():
    table = f"<w:tbl>{row('Wait.', 'Go to 2', '')}</w:tbl>"
    made = parse_result(imported(table, paragraph("2) The yard", "heading3"), paragraph("It is dark.")))
    assert [scene.title for scene in made.scenes] == ["At the gate", "The yard"]
    assert made.scenes[0].choices[0].to == "the-yard"


def test_a_mood_that_there_is_none_of_is_named():
    found = imported(paragraph(f"{run('Sam', '<w:b/>')}{run(' (furious): Go!')}"))
    assert parse_result(found).scenes[0].content_items == (m.Line("sam", "Go!", "calm"),)
    assert "became calm: 1 (furious)" in found.report.as_text()
