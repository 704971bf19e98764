"""What is wrong in a file: everything at once, each thing on its line, with the nearest name that exists."""

import pytest

from powerstruggle_xblock.scenario import scenario_xml

FILE = """<powerstruggle_scenario display_name="X">
  <about><setting>A.</setting><you-need>B.</you-need></about>
  <person id="ira" name="Ira"/>
  <start scene="jar"/>
  <scene id="jar" title="Jar">
    <line by="ira">Hm.</line>
    <choice id="lock-log" to="end">
      <say>Yes.</say>
      <level rope="1"/>
    </choice>
  </scene>
  <ending id="end" kind="agreement" title="E"><their-view>V.</their-view></ending>
</powerstruggle_scenario>
"""

# what is replaced, by what, the line, the code, words of the message, whether it leaves nothing to play
MISTAKES = [
    ("Hm.", "word " * 3920, 6, "long-text", "3920 words; people listen to at most 80 at a time", False),
    ("Hm.", "x" * 19600, 6, "long-text", "19600 characters; at most 800 are read", False),
    ("<setting>A.", f"<setting>{'word ' * 151}", 2, "long-text", "151 words; at most 150 are read", False),
    ("Hm.", f"<variant>Hm.</variant><variant>{'word ' * 81}</variant>", 6, "long-text", "people listen to", False),
    ("Hm.", "<variant>Hm.</variant><variant>Hm.</variant>", 6, "same-variant", "the same words", False),
    ("Hm.", "Hm.<variant>Oh.</variant>", 6, "loose-text", '"Hm." stands loose in <line>', False),
    (
        "Hm.",
        "".join(f"<variant>Hm {number}.</variant>" for number in range(9)),
        6,
        "many-variants",
        "more than 8 variants",
        False,
    ),
    ('title="Jar"', f'title="{"J" * 81}"', 5, "long-text", "81 characters; at most 80 fit", False),
    ('title="Jar"', 'title="Jar" map="here"', 5, "bad-map-position", 'map="here" is no place on the map', False),
    ('title="E"', f'title="{"J" * 81}"', 12, "long-text", "81 characters", False),
    (
        'to="end"',
        'to="jra"',
        7,
        "broken-target",
        'choice "lock-log" goes to "jra", which is no scene; did you mean "jar"?',
        True,
    ),
    ('to="end"', "", 7, "broken-target", 'needs to="…"', True),
    ('<level', '<go to="ned" if="tension over 1"/><level', 9, "broken-target", 'did you mean "end"?', True),
    ('<start', '<when if="tension over 8" to="jarr"/><start', 4, "broken-target", 'did you mean "jar"?', True),
    ('scene="jar"', 'scene="end"', 4, "broken-target", "which is no scene", True),
    ('<start scene="jar"/>', "", 1, "no-start", "<start", True),
    ('id="lock-log"', 'id="jar"', 7, "double-id", 'id "jar" is taken already, on line 5', True),
    ('id="lock-log"', 'id="Lock log"', 7, "bad-id", "small letters", True),
    ('id="lock-log"', "", 7, "bad-id", "<choice> needs an id", True),
    ('id="lock-log"', 'id="chose"', 7, "bad-id", "not and, not, chose, visited", True),
    ('id="ira"', 'id="Ira Z"', 3, "bad-id", "person", True),
    ('<start', '<person id="ira" name="B"/><start', 4, "double-id", "ira", False),
    ('<say>', '<say if="tension over 1">', 8, "unknown-attribute", 'no attribute "if"', False),
    ('title="Jar"', 'titel="Jar"', 5, "unknown-attribute", 'did you mean "title"?', False),
    ('title="Jar"', "", 5, "no-title", "needs title", False),
    ('<level', '<levle rope="2"/><level', 9, "unknown-element", 'did you mean "level"?', False),
    ('<level', 'Hello<level', 8, "loose-text", '"Hello" stands loose', False),
    ('<level rope="1"/>', '<level rop="1"/>', 9, "unknown-name", '"rop" is no skill; did you mean "rope"?', False),
    ('<level rope="1"/>', '<level/>', 9, "empty-level", "rates no skill", False),
    ('<level rope="1"/>', '<level rope="4"/>', 9, "not-a-number", "from 0 to 3", False),
    ('<level rope="1"/>', '<level rope="1" only="yes"/>', 9, "unknown-word", "true, false", False),
    ('<level rope="1"/>', '<level rope="1" limits="1" steady="1" timing="1"/>', 9, "many-skills", "4 skills", False),
    (
        '<say>',
        '<reply by="ira" needs="chose lok-log">Oh.</reply><say>',
        8,
        "unknown-name",
        'did you mean "lock-log"?',
        False,
    ),
    ('title="Jar"', 'title="Jar" needs="before that"', 5, "bad-condition", "needs=", False),
    ('<start', '<term name="recert"/><start', 4, "no-words", "no words that explain it", False),
    ('<level', '<shift tenson="1"/><level', 9, "unknown-name", 'did you mean "tension"?', False),
    ('<level', '<shift tension="11"/><level', 9, "not-a-number", "from -10 to 10", False),
    ('<level', '<shift tension="1"/><shift tension="2"/><level', 9, "too-many", "<shift>", False),
    ('<level', '<say>Twice.</say><level', 9, "too-many", "<say>", False),
    ('<level', '<wait seconds="3">Sit.</wait><level', 7, "too-many", "waits and speaks", False),
    ('<say>Yes.</say>', '<wait seconds="300">Sit.</wait>', 8, "not-a-number", "from 1 to 120", False),
    ('<say>Yes.</say>', '<wait seconds="3"/>', 8, "no-words", "<wait>", False),
    ('<say>Yes.</say>', "", 7, "no-words", "needs <say>, <do> or <wait>", False),
    ('<level rope="1"/>', '<level rope="1" if="tension hot"/>', 9, "bad-condition", "tension hot", True),
    ('<level rope="1"/>', '<level rope="1" if="tenson over 1"/>', 9, "unknown-name", 'did you mean "tension"?', True),
    ('<level rope="1"/>', '<level rope="1" if="chose lock-lok"/>', 9, "unknown-name", 'did you mean "lock-log"?', True),
    ('<level rope="1"/>', '<level rope="1" if="visited jra"/>', 9, "unknown-name", 'did you mean "jar"?', True),
    ('to="end"', 'to="end" move="reflekt"', 7, "unknown-word", 'did you mean "reflect"?', False),
    ('to="end"', 'to="end" mistake="lectur"', 7, "unknown-word", 'did you mean "lecture"?', False),
    ('by="ira"', 'by="iar"', 6, "unknown-person", 'did you mean "ira"?', False),
    ('by="ira"', "", 6, "unknown-person", "who says it", False),
    ('by="ira"', 'by="ira" mood="cross"', 6, "unknown-word", "mood", False),
    ('>Hm.<', "><", 6, "no-words", "<line> has no words", False),
    ('>Hm.<', "><em> </em><", 6, "no-words", "<line> has no words", False),
    ('>Hm.<', ">Hm.<script>x</script><", 6, "unsafe-markup", "<script>", False),
    ('>Hm.<', '>Hm.<a href="javascript:x">y</a><', 6, "unsafe-markup", "javascript:x", False),
    ('>Hm.<', '>Hm.<b onclick="x">y</b><', 6, "unsafe-markup", "onclick", False),
    ('<line', '<image src="/static/a.png"/><line', 6, "no-alt", "alt=", False),
    ('<line', '<image src="javascript:x" alt="a"/><line', 6, "unsafe-address", "javascript:x", False),
    ('<line', '<image src="/&#9;/evil.example/x.png" alt="a"/><line', 6, "unsafe-address", "not let through", False),
    ('<line', '<image alt="a"/><line', 6, "no-source", "src=", False),
    ('<line', '<audio src="/static/a.mp3"/><line', 6, "no-transcript", "<audio>", False),
    ('<line', '<video src="/static/a.mp4" captions="/static/a.vtt"/><line', 6, "no-transcript", "<video>", False),
    ('<line', '<video src="/static/a.mp4">T.</video><line', 6, "no-captions", "captions", False),
    ('<line', '<check-in/><check-in/><line', 6, "too-many", "<check-in>", False),
    ('<you-need>B.</you-need>', "", 2, "no-words", "<you-need>", False),
    ('<start', '<about><setting>A.</setting></about><start', 4, "too-many", "<about>", False),
    ('<about>', '<about minutes="0">', 2, "not-a-number", "minutes", False),
    ('<start', '<scoring pass="101"/><start', 4, "not-a-number", "from 0 to 100", False),
    ('<start', '<scoring keep="worst"/><start', 4, "unknown-word", "best, latest, first, average", False),
    ('<start', '<meters><meter id="hunger"/></meters><start', 4, "no-words", "hunger", False),
    ('<start', '<meters><meter id="not" name="N"/></meters><start', 4, "bad-id", "meter", True),
    ('<start', '<meters><meter id="trust"/><meter id="trust"/></meters><start', 4, "double-id", "trust", False),
    ('scene="jar"', 'scene="jar" hunger="3"', 4, "unknown-name", "hunger", False),
    ('scene="jar"', 'scene="jar" tension="1_0"', 4, "not-a-number", "from 0 to 10", False),
    ('scene="jar"', 'scene="jar" tension="٣"', 4, "not-a-number", "from 0 to 10", False),
    ('scene="jar"', 'scene="jar" profile="angry"', 4, "unknown-word", 'did you mean "angry-hurt"?', False),
    ('display_name="X"', 'weight="-1"', 1, "not-a-number", "points", False),
    ('display_name="X"', 'weight="nan"', 1, "not-a-number", "points", False),
    ('display_name="X"', 'max_attempts="many"', 1, "not-a-number", "max_attempts", False),
    ('kind="agreement"', 'kind="agrement"', 12, "unknown-word", 'did you mean "agreement"?', False),
    ('kind="agreement"', "", 12, "no-kind", "needs kind", False),
    ('kind="agreement"', 'kind="agreement" cap="200"', 12, "not-a-number", "cap", False),
    ("<their-view>V.</their-view>", "", 12, "no-their-view", "their own words", False),
]


def test_the_file_the_mistakes_are_made_in_has_none():
    assert scenario_xml.parse(FILE).issues == ()


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: f"{mistake[3]}-{mistake[1][:30]}")
def test_a_mistake_is_told_on_its_line(mistake):
    old, new, line, code, words, fatal = mistake
    assert old in FILE
    reading = scenario_xml.parse(FILE.replace(old, new, 1))
    told = [problem for problem in reading.issues if problem.code == code and words in problem.message]
    assert [problem.line for problem in told] == [line], [str(problem) for problem in reading.issues]
    assert told[0].fatal is fatal
    assert (reading.scenario is None) is fatal


def test_of_two_people_with_one_id_the_first_stays():
    reading = scenario_xml.parse(FILE.replace("<start", '<person id="ira" name="Another"/><start'))
    assert [person.name for person in reading.scenario.people] == ["Ira"]


def test_a_problem_reads_like_a_colleagues_note():
    padded = FILE.replace("  <scene", "\n" * 34 + "  <scene").replace('to="end"', 'to="jra"')
    assert str(scenario_xml.parse(padded).issues[0]) == (
        'line 41: choice "lock-log" goes to "jra", which is no scene; did you mean "jar"?'
    )


def test_all_mistakes_are_told_at_once_in_the_files_order():
    text = (
        FILE.replace('to="end"', 'to="jra"')
        .replace('by="ira"', 'by="iar"')
        .replace('kind="agreement"', 'kind="x"')
        .replace("<you-need>B.</you-need>", "")
        .replace('rope="1"', 'rope="7"')
    )
    assert [(problem.line, problem.code) for problem in scenario_xml.parse(text).issues] == [
        (2, "no-words"),
        (6, "unknown-person"),
        (7, "broken-target"),
        (9, "not-a-number"),
        (12, "unknown-word"),
    ]


def test_a_file_without_an_ending_still_tells_everything_else():
    text = (
        "\n".join(line for line in FILE.splitlines() if "<ending" not in line)
        .replace("<you-need>B.</you-need>", "")
        .replace('by="ira"', 'by="iar"')
    )
    codes = {problem.code for problem in scenario_xml.parse(text).issues}
    assert codes == {"no-ending", "no-words", "unknown-person", "broken-target"}


def test_problems_inside_a_choice_carry_its_id_and_later_ones_that_of_the_scene():
    text = (
        FILE.replace('rope="1"', 'rope="7"')
        .replace("</choice>", "</choice><hint><x/>H.</hint>")
        .replace("by=", "mood=\"x\" by=")
    )
    assert {problem.code: problem.at for problem in scenario_xml.parse(text).issues} == {
        "not-a-number": "lock-log",
        "unsafe-markup": "jar",
        "unknown-word": "jar",
    }


def test_a_start_tag_over_several_lines_is_placed_where_it_begins():
    text = FILE.replace('<choice id="lock-log" to="end">', '<choice\n  id="lock-log"\n\n  to="jra"\n>')
    assert [problem.line for problem in scenario_xml.parse(text).issues] == [7]


def test_comments_and_character_data_do_not_shift_lines():
    text = (
        FILE.replace("  <person", "<!-- <scene>\n\n<x> -->\n<?pi <y>\n?>\n  <person")
        .replace(">Hm.", "><![CDATA[<z>\n<z>\n]]>Hm.")
        .replace('to="end"', 'to="jra"')
    )
    assert [problem.line for problem in scenario_xml.parse(text).issues] == [14]


@pytest.mark.parametrize("encoding", [None, "utf-8", "utf-16"])
def test_lines_are_right_beyond_sixteen_bits(encoding):
    text = (
        FILE.replace("  <scene", "\n" * 70_000 + "  <scene", 1)
        .replace('to="end"', 'to="jra"')
        .replace('rope="1"', 'rope="7"')
    )
    reading = scenario_xml.parse(text.encode(encoding) if encoding else text)
    assert [problem.line for problem in reading.issues] == [70_007, 70_009]
    assert reading.lines_by_id["end"] == 70_012


def test_a_file_that_is_no_xml_says_where_and_what():
    broken = scenario_xml.parse(FILE.replace("</choice>", "</choise>"))
    assert broken.scenario is None
    assert (broken.issues[0].code, broken.issues[0].line) == ("not-xml", 10)
    named = scenario_xml.parse(FILE.replace("Hm.", "Hm&nbsp;."))
    assert "&nbsp;" in named.issues[0].message
    assert named.issues[0].line == 6


def test_another_root_is_told_with_the_right_one():
    message = str(scenario_xml.parse("<powerstrugle_scenario/>").issues[0])
    assert message == (
        'line 1: the file begins with <powerstrugle_scenario>; a scenario begins with <powerstruggle_scenario>; '
        'did you mean "powerstruggle_scenario"?'
    )


def test_only_so_many_names_are_suggested_for_a_file_full_of_them():
    choices = "".join(f'<choice id="c{n}" to="jra{n}"><say>x</say></choice>' for n in range(60))
    problems = [
        p
        for p in scenario_xml.parse(FILE.replace("</scene>", choices + "</scene>")).issues
        if p.code == "broken-target"
    ]
    assert len(problems) == 60
    assert 0 < sum("did you mean" in problem.message for problem in problems) <= 40
