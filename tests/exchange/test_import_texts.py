"""Foreign texts: safe markup comes over, what could run does not and is told, every word stays."""

import json
import time

import pytest

from powerstruggle_xblock.exchange.importers import html_import
from powerstruggle_xblock.exchange.importers.html_import import EmbeddedMedia
from powerstruggle_xblock.presenter import safe_html

from .import_helpers import CORPORA, find_places, import_checked, load_h5p_content, make_package, parse_result

HOSTILE = [
    "<script>alert(1)</script>words", "<SCRIPT SRC=//x.y/z></SCRIPT >words", "<img src=x onerror=alert(1)>words",
    "<svg onload=alert(1)>words</svg>", "<svg><script>alert(1)</script></svg>words",
    "<a href=\"javascript:alert(1)\">words</a>", "<a href=\"jav&#x61;script:alert(1)\">words</a>",
    "<a href=\" java\tscript:alert(1)\">words</a>", "<a href='data:text/html,x'>words</a>",
    "<p onclick='alert(1)'>words</p>", "<iframe srcdoc='<script>alert(1)</script>'></iframe>words",
    "<object data='x.swf'></object>words", "<embed src='x.swf'>words", "<style>* { color: red }</style>words",
    "<math><mi xlink:href='javascript:alert(1)'>words</mi></math>",
    "<form action='javascript:alert(1)'>words<input autofocus onfocus=alert(1)></form>",
    "<b/onmouseover=alert(1)>words</b>", "<details open ontoggle=alert(1)>words</details>",
    "<base href='javascript:/'>words", "<template><script>alert(1)</script></template>words",
    "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">words",
]
NOT_IN_TEXT = (
    "<script", "onerror", "onload", "onclick", "javascript:", "<svg", "data:", "srcdoc", "<iframe", "<object",
    "onfocus", "ontoggle",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_an_unsafe_text_keeps_its_words_and_is_reported(text):
    found = import_checked(f":: StoryData\n{{\"start\": \"A\"}}\n\n:: A\n{text}\n\n[[B]]\n\n:: B\nx")
    assert "words" in parse_result(found).scenes[0].content_items[-1].text
    assert not [piece for piece in NOT_IN_TEXT if piece in found.text.lower()]
    assert find_places(found, "For safety something was left out") or find_places(found, "its address can't be used")


@pytest.mark.parametrize("text", HOSTILE)
def test_the_same_in_an_answer_of_h5p_and_in_a_node_of_branching_xblock(text):
    content = load_h5p_content()
    content["branchingScenario"]["content"][1]["type"]["params"]["branchingQuestion"]["alternatives"][0]["text"] = text
    rows = json.loads((CORPORA / "branching.json").read_text())
    rows["nodes"][0]["content"] = rows["nodes"][0]["hint"] = rows["nodes"][0]["choices"][0]["text"] = text
    for found in (import_checked(make_package(content), "x.h5p"), import_checked(json.dumps(rows), "x.json")):
        assert "words" in found.text
        assert not [piece for piece in NOT_IN_TEXT if piece in found.text.lower()]
        assert find_places(found, "For safety")


@pytest.mark.parametrize("words", [
    "Here is the data: 7", "a < b and c > d", "x<y", "if (on = 1)", "1 <2", "5 <b", "he said javascript: no", "<3"])
def test_words_that_only_look_risky_are_words(words):
    found = html_import.parse_html(words)
    assert found.left_out == []
    assert found.text == html_import.escape_text(words)


@pytest.mark.parametrize(("source", "expected"), [
    ("<p>One <b>two</b></p><p>&nbsp;</p><p>three<br>four</p>", ["One <b>two</b>", "three<br/>four"]),
    ("<ul><li>one</li><li><p>two</p></li></ul>tail", ["<ul><li>one</li><li>two</li></ul>", "tail"]),
    ("<h2>Title</h2><div>text<div>inner</div></div>", ["Title", "text", "inner"]),
    ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", ["a | b", "c"]),
    ("<b>open<p>para</b>x", ["<b>open</b>", "<b>para</b>x"]),
    ("<a href='https://x.org/?a=1&b=2'>link</a> <a>none</a>", ['<a href="https://x.org/?a=1&amp;b=2">link</a> none']),
    ("<span lang='fr' style='color:red'>oui</span>", ['<span lang="fr">oui</span>']),
    ("<custom-tag>kept</custom-tag>", ["&lt;custom-tag&gt;kept&lt;/custom-tag&gt;"]),
    ("  ", []), ("<p></p>", []), ("<em></em>", []), ("&nbsp;", []), (None, []), (7, []),
])
def test_html_becomes_paragraphs_of_the_small_markup(source, expected):
    assert html_import.parse_html(source).texts == expected


def test_things_shown_keep_their_place():
    found = html_import.parse_html(
        "before<img src='/static/a.png' alt='A'>after<video><source src='/static/b.mp4'></video>"
    )
    assert found.parts == [
        "before",
        EmbeddedMedia("image", "/static/a.png", "A"),
        "after",
        EmbeddedMedia("video", "/static/b.mp4"),
    ]


def test_imported_html_passes_the_presenters_sanitizer_unchanged():
    for text in HOSTILE:
        for part in html_import.parse_html(text).texts:
            assert html_import.parse_html(safe_html.sanitize_html(part)).text == html_import.parse_html(part).text


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 50_000,
        "<b>" * 50_000 + "x",
        "<ul>" * 30_000 + "x",
        "<a \"" * 50_000,
        "<p a='" * 50_000,
        "<!--" * 50_000,
        "<" * 100_000,
    ],
)
def test_texts_made_to_take_long_do_not(text):
    began = time.process_time()
    html_import.parse_html(text)
    assert time.process_time() - began < 20  # Without bounds these take from minutes to hours.


def test_characters_that_xml_cannot_hold_are_replaced():
    assert (
        html_import.parse_html("a\x00b\x0bc\ud800").text
        == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c\N{REPLACEMENT CHARACTER}"
    )
