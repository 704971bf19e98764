"""The work of the importers of packages and documents grows in step with the file, as in `test_growth`.

Here a construct is repeated as parts of a JSON value, of an archive or of a document, not as characters of a text.
The review of the finished scenario is left out: beyond a size it samples ways, which costs a bounded amount at once.
"""

import contextlib
import json

import pytest

from powerstruggle_xblock.exchange import import_file
from powerstruggle_xblock.exchange.importers import archive_names, h5p_content

from . import test_growth
from .import_helpers import PNG, make_package, make_zip

work = test_growth.work
TIMES = 12
"""Parts of the shortest file."""
TEXT = {"library": "H5P.AdvancedText 1.1", "params": {"text": "<p>Wait.</p>"}}
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(data: object, name: str) -> None:
    with contextlib.suppress(import_file.CannotImport):
        import_file.import_file(data if isinstance(data, bytes) else json.dumps(data).encode(), name)


def h5p(nodes: list, **more: object) -> None:
    read({"branchingScenario": {"content": nodes, **more}}, "x.json")


def h5p_node(kind: object, **more: object) -> None:
    h5p([{"type": kind, "nextContentId": -1, **more}])


def slides(elements: list) -> None:
    h5p_node({"library": "H5P.CoursePresentation 1.2", "params": {"presentation": {"slides": elements}}})


def question(rows: list) -> None:
    h5p_node({"library": "H5P.BranchingQuestion 1.0", "params": {"branchingQuestion": {"alternatives": rows}}})


def nested(count: int) -> object:
    value: object = "word"
    for _ in range(count):
        value = {"inside": [value]}
    return value


def package(count: int, path: str = "images/{}.png") -> None:
    types = [{"type": {"library": "H5P.Image 1.1", "params": {"file": {"path": path.format(n)}}}} for n in range(count)]
    files = {f"content/images/{n}.png": PNG for n in range(count)}
    read(make_package({"branchingScenario": {"content": types}}, files), "x.h5p")


def ink(rows: list, **knots: object) -> None:
    read({"inkVersion": 21, "root": [rows, "done", knots or None]}, "x.json")


def ink_choices(count: int) -> list:
    asked = [row for n in range(count) for row in ("ev", "str", "^Ask", "/str", "/ev", {"*": f"0.c-{n}", "flg": 20})]
    answers = {f"c-{n}": ["^Yes.", {"->": "0.g-0"}, None] for n in range(count)}
    return [*asked, {**answers, "g-0": ["^Both.", "done", None]}]


def document(body: str) -> None:
    text = f"<w:document xmlns:w='{WORD}'><w:body>{body}</w:body></w:document>"
    style = "<w:style w:styleId='H'><w:name w:val='heading 3'/></w:style>"
    read(make_zip({"word/document.xml": text.encode(),
                   "word/styles.xml": f"<w:styles xmlns:w='{WORD}'>{style}</w:styles>".encode()}), "x.docx")


def component(tag: str, inside: str) -> None:
    read(f"<{tag}>{inside}</{tag}>".encode(), "x.xml")


def paragraph(words: str, style: str = "") -> str:
    look = f"<w:pPr><w:pStyle w:val='{style}'/></w:pPr>" if style else ""
    return f"<w:p>{look}<w:r><w:t>{words}</w:t></w:r></w:p>"


FIRST = paragraph("1. A", "H")
ROW = f"<w:tr><w:tc>{paragraph('Hi')}</w:tc><w:tc>{paragraph('Go to 1')}</w:tc></w:tr>"
REPEATED = {
    "H5P nodes": lambda n: h5p([{"type": TEXT, "nextContentId": k + 1} for k in range(n)]),
    "H5P nodes without a type": lambda n: h5p(["x"] * n),
    "H5P slides": lambda n: slides([{"elements": [{"action": TEXT}]}] * n),
    "H5P elements of a slide": lambda n: slides([{"elements": [{"action": TEXT}] * n}]),
    "H5P buttons of a slide": lambda n: slides([{"elements": [{"goToSlide": 2, "title": "On"}] * n}, {}]),
    "H5P links": lambda n: slides([{"elements": [{"action": {"library": "H5P.Link 1", "params": {
        "title": "a", "linkWidget": {"url": "https://a.b"}}}}] * n}]),
    "H5P answers": lambda n: question([{"text": "a", "nextContentId": 0, "feedback": {"title": "b"}}] * n),
    "H5P ends": lambda n: question([{"text": "a", "feedback": {"title": "b"}}] * n),
    "H5P hotspots": lambda n: h5p_node({"library": "H5P.ImageHotspots 1", "params": {
        "hotspots": [{"header": "a", "content": [TEXT]}] * n}}),
    "H5P texts of an unknown type": lambda n: h5p_node({"library": "H5P.X 1", "params": {"rows": ["word"] * n}}),
    "H5P nested values": lambda n: h5p_node({"library": "H5P.X 1", "params": {"rows": nested(n)}}),
    "H5P credits": lambda n: h5p([{"type": TEXT, "copyright": {"author": str(k), "license": "C"}} for k in range(n)]),
    "H5P end screens": lambda n: h5p([{"type": TEXT}], endScreens=[{"endScreenTitle": "a"}] * n),
    "H5P changes": lambda n: h5p([{"type": {**TEXT, "metadata": {"changes": [{"log": str(k)} for k in range(n)]}}}]),
    "files of a package": package,
    "files with fragments": lambda n: package(n, "images/{}.png#tmp"),
    "files that are missing": lambda n: package(n, "images/none-{}.png"),
    "files of one name": lambda n: read(make_package({"branchingScenario": {"content": [
        {"type": {"library": "H5P.Image 1", "params": {"file": {"path": f"{k}/a.png"}}}} for k in range(n)]}},
        {f"content/{k}/a.png": PNG for k in range(n)}), "x.h5p"),
    "Ink texts": lambda n: ink(["^word ", "\n"] * n),
    "Ink choices": lambda n: ink(ink_choices(n)),
    "Ink diverts in a row": lambda n: ink([{"->": "k0"}, None], **{
        f"k{k}": ["^a", {"->": f"k{k + 1}"}, None] for k in range(n)}),
    "Ink diverts that show nothing": lambda n: ink([{"->": "k0"}, None], **{
        f"k{k}": [{"->": f"k{k + 1}"}, None] for k in range(n)}),
    "Ink conditions": lambda n: ink([row for _ in range(n) for row in (
        "ev", {"VAR?": "x"}, "/ev", [{"->": ".^.b", "c": True}, {"b": ["^a", {"->": ".^.^.^.1"}, None]}])] + [None]),
    "Ink tunnels": lambda n: ink([{"->t->": "a"}] * n + [None], a=["^x", "->->", None]),
    "Ink tags": lambda n: ink(["#", "^tag", "/#"] * n + [None]),
    "Word paragraphs": lambda n: document(FIRST + paragraph("word") * n),
    "Word scenes": lambda n: document("".join(paragraph(f"{k}. A", "H") + paragraph("word") for k in range(1, n + 1))),
    "Word rows": lambda n: document(f"{FIRST}<w:tbl>{ROW * n}</w:tbl>"),
    "Word runs": lambda n: document(f"{FIRST}<w:p>{'<w:r><w:rPr><w:b/></w:rPr><w:t>a </w:t></w:r>' * n}</w:p>"),
    "Word tables in tables": lambda n: document(FIRST + "<w:tbl><w:tr><w:tc>" * n + "</w:tc></w:tr></w:tbl>" * n),
    "questions of a Problem Builder": lambda n: component("problem-builder", "<pb-answer question='Why?'/>" * n),
    "questions with fixed answers": lambda n: component(
        "problem-builder", "<pb-answer question='a'/>" + "<pb-mcq question='b'><p>c</p></pb-mcq>" * n),
    "prompts of an assessment": lambda n: component("openassessment", "<prompt>a</prompt>" * n),
    "a rubric": lambda n: component("openassessment", f"<prompt>a</prompt><rubric>{'<p>b</p>' * n}</rubric>"),
}


@pytest.mark.parametrize("name", REPEATED)
def test_work_grows_in_step_with_the_parts_of_a_file(work, name, monkeypatch):
    monkeypatch.setattr(import_file, "review", lambda parsed: ((), None))
    counts = [work.measure(lambda times=times: REPEATED[name](TIMES * times)) for times in (2, 4, 8)]
    first, second = counts[1] - counts[0], counts[2] - counts[1]
    assert second / max(first, test_growth.LENGTH) <= test_growth.MAX_GROWTH, counts


@pytest.mark.parametrize("unit", ["a\\", "ä", "%20", "#", "/./", "../"])
def test_work_on_a_name_grows_in_step_with_it(work, unit):
    found, counts = test_growth.growth(work, lambda body: lambda: archive_names.normalize_name(body), unit)
    assert found <= test_growth.MAX_GROWTH, counts


@pytest.mark.parametrize("unit", ["#ffffff ", "rgba(", "a ", "<p>"])
def test_work_on_a_text_of_a_content_grows_in_step_with_it(work, unit):
    def make(body: str):
        return lambda: h5p_content.collect_texts(body, import_file.Report().budget)

    found, counts = test_growth.growth(work, make, unit)
    assert found <= test_growth.MAX_GROWTH, counts
