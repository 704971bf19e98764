"""Over generated stories of each format and over the corpus: every word of the source is where it belongs.

What readers saw is in what learners read; what only the author saw is in a note and nowhere else; and learners read no
mark, macro or variable of the format.
"""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from powerstruggle_xblock.exchange import import_file
from powerstruggle_xblock.exchange.report import ENTRY_KINDS
from tests.examples import examples

from .import_helpers import CORPORA, collect_words, import_checked

SETTINGS = settings(deadline=None, max_examples=examples(120), suppress_health_check=list(HealthCheck))
RAW = re.compile(r"[\[\]{}<>$`@|#\\]|''|//|__|\*|\([a-z-]+:|%")
WORDS = [
    "amber",
    "bridge",
    "copper",
    "dawn",
    "ember",
    "fog",
    "gravel",
    "harbour",
    "ivory",
    "jetty",
    "kettle",
    "lantern",
    "meadow",
    "needle",
    "orchard",
    "pebble",
    "quarry",
    "ribbon",
    "saddle",
    "timber",
    "umbrella",
    "violin",
    "walnut",
    "yarrow",
]
SHOWN = {
    "Harlowe": [
        "W",
        "''W''",
        "//W//",
        "*W*",
        "**W**",
        "~~W~~",
        "[[W->Quay]]",
        "[[Quay<-W]]",
        "[[''W''->Quay]]",
        "(if: $x > 2)[W]",
        "(if: $x > 2)[a](else:)[W]",
        "(unless: $x > 2)[W]",
        "(if: $y contains \"z\")[W]",
        "(text-style: \"bold\")[W]",
        "|a>[W]",
        "[W]<a|",
        "(link: \"W\")[(goto: \"Quay\")]",
        "(link-goto: \"W\", \"Quay\")",
        "(link-repeat: \"go\")[W]",
        "{W}",
        "{\nW \\\n}",
        "(dialog: \"W\", \"ok\")",
        "(click: \"go\")[W]",
        "(print: \"W\")",
        "(after: 1s)[W]",
        "#W",
        "* W",
        "0. W",
        "Sam: \"W\"",
        "`W`",
        "<b>W</b>",
        "(link-reveal: \"go\")[W]",
        "(event: when $x is 1)[W]",
        "(click-goto: \"W\", \"Quay\")",
        "(hook: ?a)[W]",
        "(text-style: \"bold\")[[W->Quay]]",
        "<p\n class=\"a\">W</p>",
        "(show: ?a) W",
        "(link-show: \"W\", ?a)",
    ],
    "SugarCube": [
        "W",
        "''W''",
        "//W//",
        "__W__",
        "==W==",
        "@@color:red;W@@",
        "!W",
        "* W",
        "# W",
        "{{{W}}}",
        "\"\"\"W\"\"\"",
        "[[W|Quay]]",
        "[[W->Quay]]",
        "[[W|Quay][$x to 1]]",
        "<<link \"W\" \"Quay\">><</link>>",
        "<<link [[W|Quay]]>><</link>>",
        "<<button \"W\" \"Quay\">><</button>>",
        "<<if $x gt 2>>W<<else>>a<</if>>",
        "<<if $x gt 2>>a<<else>>W<</if>>",
        "<<if f()>>W<</if>>",
        "<<switch $x>><<case 1>>W<<default>>a<</switch>>",
        "<<nobr>>\nW \\\n<</nobr>>",
        "<<linkreplace \"go\">>W<</linkreplace>>",
        "<a data-passage=\"Quay\">W</a>",
        "<<print \"W\">>",
        "<<choice \"Quay\" \"W\">>",
        "<<append \"#a\">>W<</append>>",
        "<<timed 2s>>W<</timed>>",
        "<<actions [[W|Quay]]>>",
        "<<back \"W\">>",
        "<<= \"W\">>",
        "[img[W|https://example.org/a.png][Quay]]",
        "<<link `\"W \" + $y` \"Quay\">><</link>>",
        "<span id=\"a\">W</span>",
        "W \\\n",
    ],
    "Chapbook": [
        "W",
        "_W_",
        "__W__",
        "*W*",
        "**W**",
        "# W",
        "- W",
        "1. W",
        "`W`",
        "[[W->Quay]]",
        "> [[W->Quay]]",
        "[if x > 2]\nW\n[continue]\na",
        "[if x > 2]\na\n[else]\nW\n[continue]\na",
        "[unless x > 2]\nW\n[continue]\na",
        "[if f(x)]\nW\n[continue]\na",
        "{reveal link: 'W', passage: 'Quay'}",
        "{reveal link: 'go', text: 'W'}",
        "{link to: 'Quay', label: 'W'}",
        "{restart link: 'W'}",
        "[align center]\nW\n[continue]\na",
        "[after 1 second]\nW\n[continue]\na",
        "[W](https://example.org)",
        "> W",
        "{embed image: 'https://example.org/a.png', alt: 'W'}",
    ],
    "Snowman": [
        "W",
        "_W_",
        "**W**",
        "''W''",
        "//W//",
        "# W",
        "- W",
        "[[W|Quay]]",
        "[[W->Quay]]",
        "<% if (s.x > 2) { %>W<% } %>",
        "<% if (f()) { %>W<% } %>",
        "<% if (s.x > 2) { %>a<% } else { %>W<% } %>",
        "<a data-passage=\"Quay\">W</a>",
        "<a href=\"javascript:void(0)\" onclick=\"story.show('Quay')\">W</a>",
        "<%= \"W\" %>",
        "[W](https://example.org)",
        "`W`",
        "<% list.forEach(function (a) { %>W<% }) %>",
        "<div>W</div>",
        "<% print(\"W\") %>",
    ],
}
"""What readers see of a format, with W for the words; each of them stands in a paragraph of its own."""
HIDDEN = {
    "Harlowe": [
        "<!-- W -->",
        "<script>W</script>",
        "<style>W</style>",
        "(css: \"W\")[a]",
        "(set: $y to (a: \"W\"))",
        "(unknown: \"W\")",
        "(open-url: \"W\")",
    ],
    "SugarCube": [
        "<!-- W -->",
        "/% W %/",
        "/* W */",
        "<<script>>W<</script>>",
        "<<silently>>W<</silently>>",
        "<script>W</script>",
        "<<set $y to \"W\">>",
        "<<widget \"b\">>W<</widget>>",
        "<<unknown \"W\">>",
        "<<run f(\"W\")>>",
    ],
    "Chapbook": [
        "<!-- W -->",
        "[note]\nW\n[continue]\na",
        "[JavaScript]\nW\n[continue]\na",
        "[CSS]\nW\n[continue]\na",
        "[todo]\nW\n[continue]\na",
        "[N.B.]\nW\n[continue]\na",
        "[fixme]\nW\n[continue]\na",
        "{unknown insert: 'W'}",
    ],
    "Snowman": ["<!-- W -->", "<% let a = \"W\"; %>", "<script>W</script>", "<% s.y = \"W\"; %>", "<% alert(\"W\") %>"],
}
"""What readers never see of a format."""
WRAPPERS = {
    "Harlowe": ["(if: $x > 1)[W]", "(text-style: \"bold\")[W]", "|h>[W]", "(link-reveal: \"go\")[W]", "{W}"],
    "SugarCube": ["<<if $x gt 1>>W<</if>>", "<<nobr>>W<</nobr>>", "<<linkappend \"go\">>W<</linkappend>>", "@@.a;W@@"],
    "Chapbook": ["**W**"],
    "Snowman": ["<% if (s.x > 1) { %>W<% } %>"],
}
PLAIN = re.compile(r"[A-Za-z ''\"]*W[A-Za-z ''\"]*\Z|''W''\Z|\[\[W(?:->|\|)Quay\]\]\Z|\(if: \$x > 2\)\[W\]\Z")


def read_by_learners(found: import_file.ImportResult) -> str:
    """Return all words that learners read, one text a line."""
    root = etree.fromstring(found.text)
    for note in list(root.iter("note")):
        note.getparent().remove(note)
    shown = [text for element in root.iter("cue", "line", "do", "say", "source") for text in element.itertext()]
    return "\n".join(
        [
            *shown,
            *(element.get("alt", "") for element in root.iter("image")),
            *(element.get("title", "") for element in root.iter("scene", "ending")),
        ]
    )


def paragraphs(shapes: list[str], wrappers: list[str]):
    """Return a strategy of shapes; some stand inside a wrapper."""
    plain = [shape for shape in shapes if PLAIN.match(shape)]
    wrapped = st.builds(
        lambda outer, inner: outer.replace("W", inner, 1), st.sampled_from(wrappers), st.sampled_from(plain)
    )
    return st.lists(st.sampled_from(shapes) | wrapped, min_size=1, max_size=6)


def write_story(story_format: str, body: str) -> str:
    return (
        f":: StoryData\n{{\"format\": \"{story_format}\", \"start\": \"Start\"}}\n\n:: Start\nx\n\n[[Go->Room]]\n\n"
        f":: Room\n{body}\n\n[[Go->Quay]]\n\n:: Quay\nEnd.\n"
    )


def fill(shapes: list[str]) -> tuple[str, list[str]]:
    words = WORDS[: len(shapes)]
    return "\n\n".join(shape.replace("W", word) for shape, word in zip(shapes, words, strict=True)), words


@pytest.mark.parametrize("story_format", SHOWN)
@given(data=st.data())
@SETTINGS
def test_learners_read_what_readers_read_and_no_marks(story_format, data):
    body, words = fill(data.draw(paragraphs(SHOWN[story_format], WRAPPERS[story_format])))
    found = import_checked(write_story(story_format, body))
    shown = read_by_learners(found)
    assert not [word for word in words if word not in shown], (body, shown)
    assert not RAW.search(shown), (body, shown)


@pytest.mark.parametrize("story_format", HIDDEN)
@given(data=st.data())
@SETTINGS
def test_learners_never_read_what_only_the_author_saw_and_it_is_in_a_note(story_format, data):
    hidden = data.draw(st.lists(st.sampled_from(HIDDEN[story_format]), min_size=1, max_size=5))
    body, words = fill(hidden)
    found = import_checked(write_story(story_format, body))
    shown = read_by_learners(found)
    assert not [word for word in words if word in shown], (body, shown)
    notes = "\n".join("".join(note.itertext()) for note in etree.fromstring(found.text).iter("note"))
    assert not [word for word in words if word not in notes], (body, found.text)
    in_notes = {
        node.get("id")
        for node in etree.fromstring(found.text).iter("scene", "ending")
        if node.find(".//note") is not None
    }
    told = [entry for entry in found.report.entries if "author's note" in entry.message]
    assert not [entry.message for entry in told if not set(entry.places) <= in_notes], (body, found.text)
    assert not RAW.search(shown), (body, shown)


CORPUS = ["harlowe.twee", "sugarcube.twee", "chapbook.twee", "escapes.twee", "old.tw2", "twine1.html", "twine2.html"]
NO_WORDS = {"goto", "else", "link", "continue", "reveal", "passage", "story", "alert", "color"}
"""Words of the formats' own syntax in the corpus, and of markup that is left out."""
PASSAGE = re.compile(
    r"^::(?P<head>[^\n]*)\n(?P<twee>.*?)(?=^::|\Z)|<tw-passagedata[^>]*>(?P<page>.*?)</tw-passagedata>|"
    r"<div tiddler[^>]*>(?P<old>.*?)</div>",
    re.S | re.M,
)


def list_words(text: str) -> set[str]:
    """Return the words of all passages of a file but those of settings, scripts and style sheets."""
    bodies = [
        found["twee"] or found["page"] or found["old"] or ""
        for found in PASSAGE.finditer(text)
        if not re.search(r"StoryData|\[[^\]]*(?:script|stylesheet)", found["head"] or "")
    ]
    return set(re.findall(r"[^\W\d_]{4,}", re.sub(r"&\w+;|\\[nts]|<[^<>]*>", " ", " ".join(bodies)))) - NO_WORDS


@pytest.mark.parametrize("name", CORPUS)
def test_every_word_of_the_corpus_is_in_the_result_or_told(name):
    text = (CORPORA / name).read_text(encoding="utf-8")
    wanted = list_words(text)
    assert wanted and not wanted - collect_words(import_checked(text, name))


@pytest.mark.parametrize("name", ["harlowe.twee", "sugarcube.twee", "chapbook.twee", "twine1.html", "twine2.html"])
def test_what_an_entry_says_to_be_in_a_note_is_in_a_note_of_its_places(name):
    found = import_checked((CORPORA / name).read_text(encoding="utf-8"), name)
    notes = {}
    for node in etree.fromstring(found.text).iter("scene", "ending"):
        notes[node.get("id")] = "".join("".join(note.itertext()) for note in node.iter("note"))
    told = [entry for entry in found.report.entries if "author's note" in entry.message]
    assert {entry.kind for entry in told} <= set(ENTRY_KINDS)
    assert not [(entry.message, at) for entry in told for at in entry.places if not notes.get(at)]
