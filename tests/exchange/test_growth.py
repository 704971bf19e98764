"""The work of every parser of the package grows in step with its input: counted, never timed.

Counted are the lines of this package that run and the steps of its regular expressions. Each construct is repeated so
often that a text is twice, four times and eight times as long; twice the text may cost at most about twice the work.
"""

import contextlib
import importlib
import json
import pkgutil
import re
import sys
import types

import pytest

import powerstruggle_xblock
from powerstruggle_xblock.continuum import continuum_xml
from powerstruggle_xblock.exchange import budget, import_file, scenario_texts, source_file
from powerstruggle_xblock.exchange.importers import html_import, twee
from powerstruggle_xblock.exchange.script_text.read import read_script
from powerstruggle_xblock.exchange.script_text.write import write_script
from powerstruggle_xblock.reflection import reflection_xml
from powerstruggle_xblock.scenario import conditions, scenario_xml

from .import_helpers import make_package
from .regex_steps import CountingPattern, Machine

pytestmark = pytest.mark.long

LENGTH = 160
"""Characters of the shortest text."""
MAX_GROWTH = 2.8
"""Between linear (2) and quadratic (4), for the work that is added when a text becomes twice as long."""
PACKAGE = powerstruggle_xblock.__path__[0]
ROOMS = ("notation", "scenario", "continuum", "reflection", "exchange")


def story(story_format: str):
    return lambda body: (
        lambda: run_import(
            f":: StoryData\n{{\"format\": \"{story_format}\", \"start\": \"A\"}}\n\n:: A\n{body}\n\n:: B\nx", "x.twee"
        )
    )


def script(body: str):
    """Return the reading of a body wherever one may stand: in the head, a scene, a choice, an ending."""
    places = ("title: ", "where: x ", "@Ann: x ", "# ", "Ann: x ", "- ", "- x\n  ", "- x\n  !", "= ", "{#a ", "<cue ",
              "<cue>")
    texts = [f"{place}{body}" if index < 4 else f"# A\n{place}{body}" for index, place in enumerate(places)]
    texts += [f"# A\n- x\n{body.replace(chr(10), chr(10) + '  ')}", f"# A\n- x -> A\n= B\n{body}", f"# A\n{body}{{#a}}"]

    def run() -> None:
        for text in texts:
            write_script(read_script(text))

    return run


def run_import(text: str, name: str) -> None:
    with contextlib.suppress(import_file.CannotImport):
        import_file.import_file(text.encode(), name)


def twine_page(body: str):
    return lambda: run_import(f"<tw-storydata name=x><tw-passagedata name=a pid=1>x</tw-passagedata>{body}", "x.html")


def twine1_page(body: str):
    return lambda: run_import(f"<div id=\"storeArea\"><div tiddler=\"Start\">[[x]]</div>{body}", "x.html")


def header(body: str):
    return lambda: twee.parse_twee(f":: A{body}\ntext", import_file.Report())


def h5p_text(body: str):
    content = [{"type": {"library": "H5P.AdvancedText 1.1", "params": {"text": body}}}]
    return lambda: run_import(json.dumps({"branchingScenario": {"content": content}}), "x.json")


def notation(body: str):
    text = f"<powerstruggle_scenario><scene id=\"a\" title=\"b\">{body}</scene></powerstruggle_scenario>"
    return lambda: (scenario_xml.parse(text), run_import(text, "x.xml"))


def condition(body: str):
    def run() -> None:
        with contextlib.suppress(conditions.ConditionError):
            conditions.parse(f"{body} x")

    return run


def embedded_scenario(body: str):
    scenario = (
        "<powerstruggle_scenario><start scene=\"a\"/><scene id=\"a\" title=\"A\"><cue>x</cue><choice id=\"c\" to=\"b\">"
        "<do>y</do></choice></scene><ending id=\"b\" kind=\"door-open\" title=\"B\"><their-view/></ending>"
        "</powerstruggle_scenario>"
    )
    return lambda: run_import(
        f":: StoryData\n{{\"start\": \"a\"}}\n\n:: a\nA\n\n{body}\n\n[[y->b]]\n\n:: b\nB\n\n"
        f":: BranchData [data]\n{scenario}",
        "x.twee",
    )


def twine_json(body: str):
    return lambda: run_import(
        json.dumps({"passages": [{"name": "A", "text": body}, {"name": "B", "text": "x"}]}), "x.json"
    )


def branching_nodes(body: str):
    count = len(body) // 10
    nodes = [
        {"id": str(number), "content": body[:10], "choices": [{"text": "x", "target_node_id": "0"}]}
        for number in range(count)
    ]
    return lambda: run_import(json.dumps({"nodes": nodes}), "x.json")


def branching_content(body: str):
    nodes = [{"id": "0", "content": body, "hint": body, "choices": [{"text": body, "target_node_id": "0"}]}]
    return lambda: run_import(json.dumps({"nodes": nodes}), "x.json")


def branching_olx(body: str):
    return lambda: run_import(
        f"<vertical><branching_xblock scenario_data='{{\"nodes\": [{{\"content\": \"x\"}}]}}'/>{body}</vertical>",
        "x.xml",
    )


def package(body: str):
    names = {
        f"content/images/{number}{body[:4].strip()}.png": b"\x89PNG\r\n\x1a\n" for number in range(len(body) // 10)
    }
    content = {
        "branchingScenario": {"content": [{"type": {"library": "H5P.AdvancedText 1.1", "params": {"text": "x"}}}]}
    }
    data = make_package(content, names)

    def run() -> None:
        with contextlib.suppress(import_file.CannotImport):
            import_file.import_file(data, "x.h5p")

    return run


def cell(body: str):
    return lambda: scenario_texts.collapse_space(scenario_texts.decode_cell(body))


PARSERS = {
    "Harlowe": (
        story("Harlowe"),
        (
            "''a ",
            "(if: $x > 1)[",
            "(a: ",
            "[[",
            "[[a",
            "[[A]]",
            "{",
            "}",
            "`a ",
            "``",
            "|a>[",
            "[a]<b|",
            "$a ",
            "(link: \"a\")[",
            "\"",
            "'",
            "(print: \"",
            "(",
            "[",
            "]",
            "//a ",
            "*a ",
            "**",
            "~~",
            "\\\n",
            "name ",
            "name  ",
            "Sam: ",
            "(else:)[x]",
            "(if: $x > 1)[a]",
            "[==",
            "* a\n",
            "#a\n",
            "(display: \"B\")",
            "(set: $x to it + 1)",
            "(link: \"a\")[(goto: \"B\")]",
            "(a: '",
            "(a: (",
            "(link:\"a\")[b]",
            "{(",
            "<==\n",
            "[[[",
            "(a:)+",
            "[[$a->B]]",
            "[[''a''->B]]",
            "[[a->$b]]",
            "(random: 1)",
            "'s ",
            "(a: \"B\")",
            "<p ",
            "<p\n",
            "</",
            "(else-if: $x is 3)[a]",
            "(after: 1s)[a]",
            "(link: \"a\")[(show: ?t)] |t)[b]",
            "|t)[(show: ?t)",
            "(click: ?t)[b] |t>[",
            "[b]<t| (click: ?t)[b]",
        ),
    ),
    "SugarCube": (
        story("SugarCube"),
        (
            "<<if $x>>",
            "<<a \"",
            "<<a ",
            "<<a '",
            "<<",
            "{{{",
            "\"\"\"",
            "/% ",
            "/* ",
            "<<link \"a\" \"b\">>",
            "<</if>>",
            "<<else>>",
            "[img[",
            "[img[a|",
            "[[a][",
            "$a.",
            "$a[",
            "_a ",
            "@@",
            "@@a:b;",
            "''a ",
            "__a ",
            "==a ",
            "<<set $x to \"",
            "<<a [[",
            "<<link `",
            "!a\n",
            "##a\n",
            "<nowiki>",
            "<<switch $x>><<case 1>>",
            "<<include \"B\">>",
            "<<actions \"a\">>",
            "<<a `",
            "<<link \"a\">>b<</link>>",
            "<<link \"a\">>",
            "<a data-passage=",
            "<a data-passage='x'>",
            "<a data-passage=\"",
            "[[a|$b]]",
            "[[<<= $a>>|B]]",
            "<b @src=",
            "<<a \"B\">>",
            "<b\n",
            "<<timed 1s>>a<</timed>>",
            "<<= \"[[B]]\">>",
            "Sam: a <<if $x gt 1>>b<</if>>\n\n",
            "<a data-passage=\"B\"><img ",
        ),
    ),
    "Chapbook": (
        story("Chapbook"),
        (
            "[ ",
            "[",
            "[ a",
            "{",
            "{a",
            "{a \"",
            "{reveal link: '",
            "_a ",
            "__a ",
            "*a ",
            "`a ",
            "[if x]\n",
            "[note]\n",
            "a: b\n",
            "--\n",
            "{x} ",
            "\\*",
            "> ",
            "- a\n",
            "[[a",
            "[if x; append]\n",
            "[ \n",
            "[a](",
            "[a](https://b ",
            "![a](b)",
            "| a ",
            "| a |\n",
            "[[{a}->B]]",
            "[if a[0]]\n",
            "[a]",
            "](",
            "```\n",
            "\\[[",
        ),
    ),
    "Snowman": (
        story("Snowman"),
        (
            "<%",
            "<% ",
            "<%= x %>",
            "`a",
            "_a ",
            "**a ",
            "<div ",
            "% ",
            "[[a|",
            "<a onclick=\"",
            "<% if (s.x) { %>",
            "<% } %>",
            "<% s.x = 1 %>",
            "<% } else { %>",
            "[[<%= s.a %>->B]]",
            "<% if (",
            "<% print(",
            "<%= \"[[B]]\" %>",
        ),
    ),
    "no story format": (
        story(""),
        (
            "''a ",
            "//a ",
            "[[",
            "<",
            "(set: ",
            "<<a",
            "&",
            "<b title=",
            "<b title=\"",
            "<script ",
            "<!--",
            "= \"",
            "=  ",
            ",   ",
            "name   ",
        ),
    ),
    "Twee header": (header, (" ", " {", "[", " \\", "a ", "<1,2>", "]", "\\ ")),
    "Twee passages": (
        lambda body: lambda: run_import(body, "x.twee"),
        (":: A\n[[B]]\n\n", "::\n", ":: a [b] {\"c\": 1}\nx\n"),
    ),
    "Twine 2 page": (
        twine_page,
        (
            "<tw-storydata ",
            "<tw-passagedata name=\"",
            "<tw-passagedata name='",
            "<script>",
            "a='",
            "<tw-passagedata name=b>x</tw-passagedata>",
            "<script ",
            "= ",
        ),
    ),
    "Twine 1 page": (twine1_page, ("<div id ", "<div tiddler=\"", "<div tiddler=a>[[b]]</div>", "<div ", "\\n")),
    "HTML": (
        lambda body: lambda: html_import.parse_html(f"<p>{body}"),
        (
            "<b title=",
            "<b title=\"",
            "<b title= ",
            "<b>",
            "<ul><li>",
            "<script ",
            "<script>",
            "<!--",
            "<",
            "&",
            "&lt;",
            "<p>a",
            "<a href=\"x\">",
            "<img src=x>",
            "on",
            " on",
            " ona",
            "= ",
            "<b on =",
            "<table><tr><td>a",
            "</b>",
            "<br>",
        ),
    ),
    "H5P": (h5p_text, ("<p>a</p>", "name ", "\"", "<b title= ")),
    "scenario notation": (
        notation,
        (
            "<a/>",
            "<cue>a</cue>",
            "<cue>a <b>x</b></cue>",
            "<choice id=\"a\" to=\"b\"><do>x</do></choice>",
            "<!-- a -->",
            "<cue><b>",
            "<line by=\"a\">x</line>",
            "<note>a<br/>b</note>",
            "<![CDATA[<]]>",
            "&#160;",
            "<cue if=\"a at least 3\">x</cue>",
        ),
    ),
    "condition": (condition, ("a at least 3 and ", "a ", "at least ", "  ", "not ", "chose a and ")),
    "continuum notation": (
        lambda body: lambda: continuum_xml.parse(f"<human_continuum>{body}</human_continuum>"),
        ("<a/>", "<event id=\"a\">x</event>", "<!-- a -->"),
    ),
    "reflection notation": (
        lambda body: lambda: reflection_xml.parse(f"<reflection>{body}</reflection>"),
        ("<a/>", "<prompt id=\"a\">x</prompt>"),
    ),
    "Twee with an embedded scenario": (
        embedded_scenario,
        ("x\n\n", "[[x->b]]\n", "A: b\n\n", "(if x) ", "“", "(1 s) "),
    ),
    "Twine 2 JSON": (twine_json, ("[[B]]", "(link: \"a\")[(goto: \"B\")]", "<<a", "{x} ")),
    "branching-xblock nodes": (branching_nodes, ("words ",)),
    "branching-xblock texts": (branching_content, ("<p>a</p>", "<b title=", "name  ", "&")),
    "branching-xblock in OLX": (branching_olx, ("<a/>", "<branching_xblock scenario_data='{}'/>")),
    "H5P package": (package, ("a",)),
    "script": (
        script,
        (
            "- x -> B\n", "- x -> B", "Ann: x\n", "Ann: ", "*a ", "**a ", "<a ", "<em>", "<em>a</em>", "{", "}", "{#a}",
            "{a=\"b\" ", "a=\"b\" ", "!strong listening\n", "why: x\n", "[a] ", "[", "(a) ", "(", "-> ", "\\", "\\\\*",
            "# A\n",
            "= B\n", "@A: b\n", "a: ", "<cue>x</cue>\n", "<cue>", "- x -> C\n# C\n", "\n", " ", "strong rope, ",
            "&", "x ",
        ),
    ),
    "cell of a spreadsheet": (cell, ("_x", "<", "&", "_x0041_", "<a ", "&a")),
}
CASES = [(name, unit) for name, (_, units) in PARSERS.items() for unit in units]


class WorkCounter:
    """Counts lines of the package that run, and steps of its regular expressions."""

    def __init__(self) -> None:
        self.steps = [0]
        self.lines = 0

    def measure(self, work) -> int:
        """Return how much work a call takes."""
        self.steps[0] = self.lines = 0
        sys.settrace(self._trace)
        try:
            work()
        finally:
            sys.settrace(None)
        return self.lines + self.steps[0]

    def _trace(self, frame, _event, _argument):
        return self._trace_line if frame.f_code.co_filename.startswith(PACKAGE) else None

    def _trace_line(self, _frame, event, _argument):
        self.lines += event == "line"
        return self._trace_line


def modules() -> list[types.ModuleType]:
    found = []
    for room in ROOMS:
        package = importlib.import_module(f"powerstruggle_xblock.{room}")
        found += [
            importlib.import_module(row.name) for row in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        ]
    return found


def replace_patterns(value, counter):
    if isinstance(value, re.Pattern):
        return CountingPattern(value, counter)
    if isinstance(value, dict) and any(isinstance(row, re.Pattern) for row in value.values()):
        return {key: replace_patterns(row, counter) for key, row in value.items()}
    return value


@contextlib.contextmanager
def count_work():
    """Yield a counter whose steps are those of every pattern of the rooms that parse."""
    counter = WorkCounter()
    before = []
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(50_000)
    for module in modules():
        for name, value in list(vars(module).items()):
            replaced = replace_patterns(value, counter.steps)
            if replaced is not value:
                before.append((module, name, value))
                setattr(module, name, replaced)
    try:
        yield counter
    finally:
        for module, name, value in before:
            setattr(module, name, value)
        sys.setrecursionlimit(limit)


@pytest.fixture(scope="module")
def work():
    with count_work() as counter:
        yield counter


def growth(work: WorkCounter, make, unit: str) -> tuple[float, list[int]]:
    """Return how much more work the longest text adds than the one before, and the work for each length."""
    counts = [work.measure(make(unit * max(2, LENGTH * times // len(unit)))) for times in (2, 4, 8)]
    first, second = counts[1] - counts[0], counts[2] - counts[1]
    return second / max(first, LENGTH), counts


@pytest.mark.parametrize(("name", "unit"), CASES, ids=[f"{name}-{unit.strip()!r}" for name, unit in CASES])
def test_work_grows_in_step_with_the_text(work, name, unit):
    found, counts = growth(work, PARSERS[name][0], unit)
    assert found <= MAX_GROWTH, (name, unit, counts)


def test_the_counter_sees_what_is_quadratic(work):
    quadratic = CountingPattern(re.compile(r"a\s*b"), work.steps)
    assert growth(work, lambda body: lambda: quadratic.search(body), "a   ")[0] < MAX_GROWTH
    assert growth(work, lambda body: lambda: quadratic.search(f"a{body}"), " ")[0] < MAX_GROWTH
    quadratic = CountingPattern(re.compile(r"\s*b"), work.steps)
    assert growth(work, lambda body: lambda: quadratic.search(body), " ")[0] > MAX_GROWTH


def compiled_patterns() -> list[re.Pattern]:
    found = []
    for module in modules():
        for value in vars(module).values():
            found += [value] if isinstance(value, re.Pattern) else []
            found += [row for row in value.values() if isinstance(row, re.Pattern)] if isinstance(value, dict) else []
    return found


def test_the_counter_matches_as_re_does():
    texts = [
        "",
        "a",
        "<b title=\"x\">",
        "(if: $x > 1)[",
        "<<set $x to 3>>",
        "  and ",
        "$x is 3",
        "Sam: \"Hi\"",
        "[[a->b]]",
        "\n--\n",
        "a_b",
        "visited(\"A\")",
        "at least 3",
        "''x''",
        "<!DOCTYPE",
        "{\"a\"}",
        "https://a.b/c",
    ]
    for pattern in compiled_patterns():
        if isinstance(pattern.pattern, bytes):
            continue
        machine = Machine(pattern)
        for text in texts:
            found = pattern.match(text)
            assert machine.match(text, 0, len(text)) == (found.end() if found else None), (pattern, text)


# --- bounds -----------------------------------------------------------------------------------------------------------


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(import_file.CannotImport) as caught:
        import_file.import_file(data, name)
    return str(caught.value)


def test_a_file_of_far_too_many_elements_is_refused_before_a_tree_is_built(monkeypatch):
    monkeypatch.setattr(source_file, "MAX_ELEMENTS", 50)
    many = b"<vertical>" + b"<a/>" * 60 + b"</vertical>"
    assert "more than 50 XML elements" in refusal(many, "x.xml")
    tags = b"<vertical>" + b"<!-- < -->" * 60 + b"</vertical>"
    assert "can't be imported" in refusal(tags, "x.xml")


def test_a_story_of_far_too_many_passages_is_refused(monkeypatch):
    monkeypatch.setattr(budget, "MAX_PASSAGES", 3)
    assert "4 passages; at most 3" in refusal(b":: A\nx\n" * 4, "x.twee")
    page = b"<tw-storydata name=x>" + b"<tw-passagedata name=a>x</tw-passagedata>" * 4
    assert "4 passages; at most 3" in refusal(page, "x.html")
    assert "4 passages; at most 3" in refusal(json.dumps({"passages": [{"text": "x"}] * 4}).encode(), "x.json")


def test_an_import_that_is_too_much_work_is_stopped_with_a_sentence(monkeypatch):
    monkeypatch.setattr(budget, "MAX_STEPS", 20)
    assert "more than 20 parts" in refusal(b":: A\n" + b"[[B]] x\n\n" * 30, "x.twee")


def test_an_import_that_takes_too_long_is_stopped_with_a_sentence():
    moments = iter([0, 1, budget.MAX_SECONDS + 1])
    spent = budget.ImportBudget(lambda: next(moments))
    spent.spend()
    with pytest.raises(budget.CannotImport, match="took longer than 60 seconds"):
        spent.spend()


def test_passages_that_include_each_other_many_times_stay_small():
    body = "\n\n".join(f":: P{n}\n" + f"(display: \"P{n + 1}\")" * 9 for n in range(12))
    found = import_file.import_file(
        f":: StoryData\n{{\"format\": \"Harlowe\"}}\n\n{body}\n\n:: P12\nword".encode(), "x.twee"
    )
    assert isinstance(found, import_file.ImportResult) and len(found.text) < 2_000_000
