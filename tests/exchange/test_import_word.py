"""A script in Word comes back: what is printed in it is read, what an editor changed is taken, the rest is told."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest

from powerstruggle_xblock.exchange import import_file
from powerstruggle_xblock.exchange.print import script_docx
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario import scenario_xml

from .import_helpers import collect_words, find_places, import_checked, make_zip, parse_result, refusal_message

SHIPPED = {file.stem: scenario_xml.parse(file.read_bytes()).scenario for file in starter_scenarios()}
DESK = SHIPPED["fine-whatever"]


def document(scenario: m.Scenario = DESK) -> "docx.document.Document":
    return docx.Document(io.BytesIO(script_docx.write_docx(scenario)))


def brought_back(file) -> import_file.ImportResult:
    out = io.BytesIO()
    file.save(out)
    return import_checked(out.getvalue(), "script.docx")


def every_paragraph(file):
    yield from file.paragraphs
    yield from (row for table in file.tables for line in table.rows for cell in line.cells for row in cell.paragraphs)


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_printed_comes_back(name):
    before, after = SHIPPED[name], parse_result(brought_back(document(SHIPPED[name])))
    assert (after.title, after.about, list(after.nodes)) == (before.title, before.about, list(before.nodes))
    assert [(row.name, row.role, row.about) for row in after.people] == [
        (row.name, row.role, row.about) for row in before.people]
    assert after.start.scene == before.start.scene
    assert list(after.choices) == list(before.choices)
    for id_, choice in before.choices.items():
        found = after.choices[id_]
        assert (found.say, found.do, found.wait, found.to, found.move) == (
            choice.say, choice.do, choice.wait, choice.to, choice.move), id_
        assert found.ratings == tuple(row for row in choice.ratings if not row.condition)
        assert len(found.replies) == len(choice.replies)
        assert len(found.feedback) == len([row for row in choice.feedback if row.effect or row.why or row.instead]), id_
    for ending in before.endings:
        found = after.nodes[ending.id]
        assert (found.kind, found.cap, found.questions) == (ending.kind, ending.cap, ending.questions)
        assert found.their_view == ending.their_view
    for scene in before.scenes:
        assert len(after.nodes[scene.id].content_items) == len(scene.content_items)
        assert (after.nodes[scene.id].check_in, after.nodes[scene.id].rehearse) == (scene.check_in, scene.rehearse)


@pytest.mark.parametrize("name", ["fine-whatever", "another-form"])
def test_no_word_of_the_scenes_is_lost(name):
    file = document(SHIPPED[name])
    said = collect_words(brought_back(file))
    styles = ("Script cue", "Script view", "Script ask", "Normal")
    texts = [row.text.replace("“", " ").replace("”", " ") for row in every_paragraph(file) if row.style.name in styles]
    words = {word for text in texts for word in text.split() if word.isalpha() and len(word) > 3}
    known = {"Choice", "What", "follows", "Reviewer", "Point", "Else", "from", "Nobody", "signed", "this", "scenario",
             "Name", "Date", "Version", "read", "with", "else", "Leaving", "exactly", "worker"}
    # What the script says by itself: labels, skills and profiles, which come back as what they stand for.
    assert not {word for word in words - known if word not in said} - {"Role"}


def test_changed_words_and_ways_are_taken():
    file = document()
    scene, other = DESK.scenes[0], DESK.endings[-1]
    number = len(DESK.endings)
    for row in every_paragraph(file):
        if row.text == f"{1}. {scene.title}":
            row.text = "1. A new title"
        elif row.text.startswith("Go to"):
            row.text = f"Go to E{number} somewhere else"
            break
    made = parse_result(brought_back(file))
    assert made.scenes[0].title == "A new title" and other.id in {choice.to for choice in made.choices.values()}


def test_a_scene_that_somebody_wrote_by_hand_is_read():
    file = docx.Document()
    file.add_heading("A short talk", 1)
    file.add_heading("1. At the gate", 3)
    file.add_paragraph("The gate is shut.")
    line = file.add_paragraph()
    line.add_run("Sam").bold = True
    line.add_run(" (angry): Again?")
    table = file.add_table(rows=1, cols=3)
    table.rows[0].cells[0].text = "I hear you."
    table.rows[0].cells[1].text = "Go to E1"
    table.rows[0].cells[2].text = "I would wait here"
    file.add_heading("E1. It opens", 3)
    made = parse_result(brought_back(file))
    [scene], [ending] = made.scenes, made.endings
    assert scene.content_items == (m.Narration("The gate is shut."), m.Line("sam", "Again?", "angry"))
    [choice] = scene.choices
    assert (choice.say, choice.to) == ("I hear you.", ending.id) and choice.notes == (m.Note("I would wait here"),)


def test_comments_in_the_margin_become_comments():
    comments = (b"<w:comments xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
                b"<w:comment w:id='7' w:author='Dr. Weil' w:date='2026-03-04T10:00:00Z'>"
                b"<w:p><w:r><w:t>Too long.</w:t></w:r></w:p></w:comment></w:comments>")
    with zipfile.ZipFile(io.BytesIO(script_docx.write_docx(DESK))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    text = files["word/document.xml"]
    end = text.index(b"</w:p>", text.index(b"Scriptcue"))
    files["word/document.xml"] = text[:end] + b"<w:r><w:commentReference w:id=\"7\"/></w:r>" + text[end:]
    found = import_checked(make_zip({**files, "word/comments.xml": comments}), "script.docx")
    notes = [note for node in parse_result(found).nodes.values() for note in node.notes]
    assert m.Note("Too long.", "Dr. Weil", "2026-03-04") in notes
    assert find_places(found, "Comments in the margin became comments: 1")


def test_what_can_not_be_read_back_is_told_with_its_places():
    scene = replace(DESK.scenes[0], arrival_changes=(m.MeterChange((("tension", 1),)),))
    found = brought_back(document(replace(DESK, scenes=(scene, *DESK.scenes[1:]))))
    assert scene.id in find_places(found, "can't be read back were kept in notes")


def test_other_documents_are_refused_with_the_shape_they_need():
    file = docx.Document()
    file.add_heading("Minutes of a meeting", 1)
    out = io.BytesIO()
    file.save(out)
    assert "Each scene begins with a heading like" in refusal_message(out.getvalue(), "x.docx")
    assert refusal_message(make_zip({"word/document.xml": b"<a"}), "x.docx")
    entity = b"<!DOCTYPE a [<!ENTITY x 'y'>]><w:document xmlns:w='x'>&x;</w:document>"
    assert refusal_message(make_zip({"word/document.xml": entity}), "x.docx")
