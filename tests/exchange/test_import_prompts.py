"""Questions of Problem Builder and ORA become a reflection; what it can't hold stands in a note or is told."""

import pytest

from powerstruggle_xblock.cli import main
from powerstruggle_xblock.exchange import import_file
from powerstruggle_xblock.reflection import reflection_xml

from .import_helpers import refusal_message

BUILDER = """<vertical><problem-builder display_name="After the shift">
<html_demo><p>Think of <b>one</b> talk.</p></html_demo>
<pb-answer name="first" question="&lt;p&gt;What did you hear first?&lt;/p&gt;"/>
<pb-mcq name="m" question="Which was it?"><pb-choice value="a">A shout</pb-choice><pb-tip>Loud</pb-tip></pb-mcq>
<pb-answer name="first" question="What would you say now?"/>
<pb-message type="completed">Thank you.</pb-message></problem-builder></vertical>"""
ASSESSMENT = """<openassessment><title>Looking back</title><assessments><assessment name="peer"/></assessments>
<prompts><prompt><description>&lt;p&gt;Whom did you want to answer?&lt;/p&gt;</description></prompt>
<prompt><description>What was fair?</description></prompt></prompts>
<rubric><prompt>Read it twice.</prompt><criterion><name>Care</name></criterion></rubric></openassessment>"""


def read(text: str):
    found = import_file.import_file(text.encode(), "x.xml")
    parsed = reflection_xml.parse(found.text)
    assert parsed.reflection is not None and not parsed.errors, parsed.issues
    return found, parsed.reflection


def test_free_text_questions_of_a_problem_builder_become_prompts():
    found, made = read(BUILDER)
    assert (found.kind, found.content, made.title) == ("prompts", "reflection", "After the shift")
    assert made.intro == "Think of <b>one</b> talk."
    assert [(row.id, row.words) for row in made.prompts] == [
        ("first", "What did you hear first?"), ("first-2", "What would you say now?")]
    [note] = made.notes
    assert all(words in note for words in ("Which was it?", "A shout", "Loud", "Thank you."))
    assert any("fixed answers (pb-mcq)" in entry.message for entry in found.report.entries)


def test_prompts_of_an_assessment_become_prompts_and_its_rubric_a_note():
    found, made = read(ASSESSMENT)
    assert made.title == "Looking back" and not made.intro
    assert [row.words for row in made.prompts] == ["Whom did you want to answer?", "What was fair?"]
    assert "Read it twice." in made.notes[0] and "Care" in made.notes[0]
    said = [entry.message for entry in found.report.entries]
    assert any("rubric" in message for message in said) and any("peers, self, staff" in message for message in said)


def test_prompts_that_were_written_as_json_are_read():
    prompts = "[{\"description\": \"One?\"}, {\"description\": \" Two?\"}]"
    _, made = read(f"<openassessment><prompt>{prompts}</prompt></openassessment>")
    assert [row.words for row in made.prompts] == ["One?", "Two?"]


def test_lines_of_a_prompt_in_plain_text_stand_as_they_are():
    _, made = read("<openassessment><prompts><prompt><description>Who?\nAnd when?</description></prompt></prompts>"
                   "</openassessment>")
    assert [row.words for row in made.prompts] == ["Who?<br/>And when?"]


def test_titles_tables_and_descriptions_stand_in_the_note():
    found, made = read("""<vertical><html display_name="House rules"><p>Read.</p></html>
<step-builder display_name="After the shift"><sb-step display_name="First step">
<pb-answer name="a" display_name="The start" question="Who?&lt;img src='/static/a.png' alt='A gate'/&gt;"/>
<pb-answer-recap name="a" description="You wrote"/><pb-table><pb-column header="Day"/></pb-table>
<pb-rating question="How?" low="Badly" high="Well"/></sb-step>
<sb-review-step><sb-conditional-message>Try <b>once</b> more</sb-conditional-message></sb-review-step></step-builder>
<openassessment display_name="Later"><title>Looking back</title><prompt>When?</prompt></openassessment></vertical>""")
    [note] = made.notes
    for words in ("First step", "The start", "A gate", "You wrote", "Day", "Badly", "Well", "Try", "once", "more",
                  "Later", "Looking back"):
        assert words in note, words
    assert "Other components of the unit were left out: 1 (House rules)" in found.report.as_text()


@pytest.mark.parametrize("text", ["<problem-builder/>", "<openassessment><prompts/></openassessment>"])
def test_components_without_such_questions_are_refused(text):
    assert "answered in one's own words" in refusal_message(text, "x.xml")


def test_what_could_run_in_a_browser_is_left_out():
    question = "&lt;script&gt;x&lt;/script&gt;Why &lt;b onclick='y'&gt;now?"
    _, made = read(f"<problem-builder><pb-answer question=\"{question}\"/></problem-builder>")
    assert "script" not in made.prompts[0].words and "onclick" not in made.prompts[0].words


def test_the_command_writes_a_reflection(tmp_path, capsys):
    source = tmp_path / "unit.xml"
    source.write_text(BUILDER, encoding="utf-8")
    assert main(["convert", str(source), str(tmp_path / "out.xml")]) == 1
    assert reflection_xml.parse((tmp_path / "out.xml").read_text(encoding="utf-8")).reflection
    assert main(["convert", str(source), str(tmp_path / "out.docx")]) == 2
    assert "as .xml only" in capsys.readouterr().err
