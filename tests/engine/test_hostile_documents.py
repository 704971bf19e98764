"""Documents made to hurt: each is read or refused with a located problem.

Nothing is fetched, nothing expands, nothing raises.
"""

import socket
import time
import tracemalloc

import pytest

from powerstruggle_xblock.scenario import play, scenario_xml
from powerstruggle_xblock.scenario.review import review

WORDS = "Third time. What is it now?"


@pytest.fixture
def spoilt(tiny_text):
    """Return a function that reads the small scenario with a text replaced."""
    return lambda old, new: scenario_xml.parse(tiny_text.replace(old, new, 1))


@pytest.fixture
def secret(tmp_path):
    """Return a file whose words must not turn up."""
    file = tmp_path / "secret.txt"
    file.write_text("the secret words", encoding="utf-8")
    return file


def assert_refused(reading, words=""):
    assert reading.scenario is None
    assert reading.issues
    assert all(problem.line for problem in reading.issues)
    assert words in " ".join(problem.message for problem in reading.issues)


class Server:
    """A port that counts who knocks, for fetches made below Python, in the parser's own C."""

    def __enter__(self):
        self.listener = socket.socket()
        self.listener.bind(("127.0.0.1", 0))
        self.listener.listen()
        self.listener.settimeout(0.2)
        return self

    def __exit__(self, *_):
        self.listener.close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def was_asked(self):
        try:
            self.listener.accept()
        except TimeoutError:
            return False
        return True


DOCTYPES = {
    "external subset": '<!DOCTYPE powerstruggle_scenario SYSTEM "{url}/x.dtd">',
    "external file subset": '<!DOCTYPE powerstruggle_scenario SYSTEM "file://{secret}">',
    "external entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "{url}/x">]>',
    "file entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>',
    "parameter entity": '<!DOCTYPE x [<!ENTITY % p SYSTEM "{url}/x"> %p; <!ENTITY e "e">]>',
    "inner entity": '<!DOCTYPE x [<!ENTITY e "expanded">]>',
}


@pytest.mark.parametrize("kind", DOCTYPES)
def test_a_doctype_is_refused_and_nothing_it_names_is_fetched(kind, tiny_text, secret):
    with Server() as server:
        doctype = DOCTYPES[kind].format(url=server.url, secret=secret)
        body = tiny_text.replace(WORDS, "&e;") if "ENTITY e" in doctype else tiny_text
        reading = scenario_xml.parse(f"\n\n{doctype}\n{body}")
        assert not server.was_asked()
    assert_refused(reading, "DOCTYPE")
    assert reading.issues[0].line == 3
    assert "secret words" not in str(reading.issues)


@pytest.mark.parametrize("where", ["text", "attribute"])
def test_entity_bombs_do_not_go_off(where, tiny_text):
    bomb = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    body = tiny_text.replace(WORDS, "&a12;") if where == "text" else tiny_text.replace("The third paper", "&a12;")
    tracemalloc.start()
    reading = scenario_xml.parse(f'<!DOCTYPE x [<!ENTITY a0 "0123456789">{bomb}]>{body}')
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert_refused(reading)
    assert peak < 20_000_000


def test_xinclude_is_an_unknown_element_and_includes_nothing(spoilt, secret):
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="file://{secret}"/>'
    reading = spoilt("<ask>", include + "<ask>")
    assert [problem.code for problem in reading.errors] == ["unknown-element"]
    inside = spoilt(WORDS, f"{WORDS}{include}")
    assert [problem.code for problem in inside.errors] == ["unsafe-markup"]
    assert "secret" not in scenario_xml.serialize(inside.scenario)


def test_processing_instructions_are_left_aside(tiny, spoilt, secret):
    assert (
        spoilt("<powerstruggle_scenario", f'<?xml-stylesheet href="file://{secret}"?><powerstruggle_scenario').scenario
        == tiny
    )
    assert spoilt("time. What", "time. <?php echo 1 ?>What").scenario == tiny


def test_namespaces_do_not_smuggle_elements_or_ids(spoilt, tiny):
    assert_refused(spoilt("<powerstruggle_scenario", '<powerstruggle_scenario xmlns="urn:x"'))
    reading = spoilt('id="policy"', 'xmlns:q="urn:q" q:id="other" id="policy"')
    assert reading.scenario == tiny
    assert [problem.code for problem in reading.issues] == ["unknown-attribute"]
    assert [problem.code for problem in spoilt("<check-in/>", '<check-in xmlns="urn:q"/>').issues] == [
        "unknown-element"
    ]


def test_ten_megabytes_in_one_text_are_refused_or_read_but_never_raise(spoilt):
    assert_refused(spoilt(WORDS, "x" * 10_500_000))
    assert spoilt(WORDS, "x" * 9_000_000).scenario is not None


def test_more_than_24_megabytes_are_refused_unread(tiny_text):
    reading = scenario_xml.parse(tiny_text + " " * (25 * 1024 * 1024))
    assert reading.scenario is None
    assert "24 MB" in reading.issues[0].message


@pytest.mark.parametrize("tag", ["em", "scene", "p"])
def test_ten_thousand_levels_of_nesting_are_refused(spoilt, tag):
    assert_refused(spoilt(WORDS, f"<{tag}>" * 10_000 + "x" + f"</{tag}>" * 10_000))


def test_nesting_as_deep_as_the_parser_allows_reads_and_writes(spoilt):
    scenario = spoilt(WORDS, "<em>" * 240 + "x" + "</em>" * 240).scenario
    assert scenario_xml.parse(scenario_xml.serialize(scenario)).scenario == scenario


@pytest.mark.parametrize("value", ["9" * 1_000_000, "-" + "9" * 5000, "1e3", "0x1", "∞", "５", "1_0", "NaN", ""])
def test_numbers_that_are_none_are_told_and_left_at_their_default(spoilt, tiny, value):
    reading = spoilt('tension="5"', f'tension="{value}"')
    assert [problem.code for problem in reading.issues] == ["not-a-number"]
    assert play.replay(reading.scenario).meters["tension"] == 6, "what the profile brings"


@pytest.mark.parametrize(
    "id_", ["&lt;b&gt;", "a&quot;b", "a b", "../x", "é", "a" + "\u200b", "-a", "A", "a.b", "a:b", "&#10;a"]
)
def test_ids_with_markup_or_strange_characters_are_refused(spoilt, id_):
    assert_refused(spoilt('id="policy"', f'id="{id_}"'), "small letters")


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ufffe", "&#0;", "&#xD800;", "&#x1F;"])
def test_characters_xml_does_not_know_are_refused_with_their_line(spoilt, character):
    reading = spoilt(WORDS, f"a{character}b")
    assert_refused(reading)
    assert reading.issues[0].line == 17


def test_lone_surrogates_are_refused(spoilt):
    reading = spoilt(WORDS, "a\ud800b")
    assert reading.scenario is None
    assert "surrogates" in reading.issues[0].message


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("ascii", "latin-1"),
        ("utf-8", "latin-1"),
        ("klingon", "utf-8"),
        ("utf-16", "latin-1"),
    ],
)
def test_a_wrong_encoding_is_refused(tiny_text, declared, encoding):
    text = f"<?xml version='1.0' encoding='{declared}'?>" + tiny_text.replace("Third", "Troisième")
    assert_refused(scenario_xml.parse(text.encode(encoding)))


@pytest.mark.parametrize(
    "source", ["", b"", "   ", "hello", b"\xff\xfe", b"\x00" * 100, "<", "<!--", "<?xml version='1.0'?>", "<a/><b/>"]
)
def test_what_is_no_document_is_refused(source):
    reading = scenario_xml.parse(source)
    assert reading.scenario is None
    assert reading.issues[0].message


def many_scenes(count, width=100):
    """Return a file of `count` scenes in layers of `width`, each full size, four choices."""
    texts = "Some words about a thing that happened at the desk. " * 2
    parts = [
        '<powerstruggle_scenario><about><setting>a</setting><you-need>b</you-need></about><person id="ira" '
        'name="Ira"/>',
        '<start scene="s0"/>',
    ]
    for number in range(count):
        parts.append(f'<scene id="s{number}" title="T"><cue>{texts}</cue><line by="ira">{texts}</line>')
        for k, move in enumerate(("reflect", "explain-again", "wait", "threaten")):
            following = (number // width + 1) * width + (number * 4 + k) % width
            to = f"s{following}" if following < count else "end"
            parts.append(
                f'<choice id="s{number}c{k}" to="{to}" move="{move}"><say>{texts}</say><level listening="{3 - k}" '
                f'clarity="{k}"/>'
                f'<level clarity="1" if="tension at least 7"/><reply by="ira">{texts}</reply>'
                f"<feedback><effect>{texts}</effect><why>{texts}</why><instead>x</instead></feedback></choice>"
            )
        parts.append("</scene>")
    return "\n".join(
        [
            *parts,
            '<ending id="end" kind="agreement" title="E"><their-view>V</their-view></ending></powerstruggle_scenario>',
        ]
    )


def test_ten_thousand_scenes_are_read(capsys):
    text = many_scenes(10_000).replace("Some words about a thing that happened at the desk. ", "Words. ")
    began = time.process_time()
    reading = scenario_xml.parse(text)
    took = time.process_time() - began
    with capsys.disabled():
        print(f"\n  10,000 scenes, {len(text) / 1e6:.0f} MB: read in {took:.1f} s")
    assert reading.issues == ()
    assert len(reading.scenario.scenes) == 10_000


def test_a_thousand_scenes_are_read_and_checked(capsys):
    text = many_scenes(1_000)
    began = time.process_time()
    reading = scenario_xml.parse(text)
    read = time.process_time() - began
    _, figures = review(reading)
    took = time.process_time() - began
    with capsys.disabled():
        print(f"\n  1,000 scenes, {len(text) / 1e6:.1f} MB: read in {read:.2f} s, read and checked in {took:.2f} s")
    assert figures.endings


def test_a_hundred_thousand_choices_in_a_scene_are_told(spoilt):
    choices = "".join(f'<choice id="c{n}" to="signed"><say>x</say></choice>' for n in range(100_000))
    reading = spoilt("</scene>", f"{choices}</scene>")
    assert [problem.code for problem in reading.issues] == ["choices"]
    assert reading.issues[0].line == 15


def test_a_loop_without_an_exit_is_an_error_of_review_and_play_stops(spoilt):
    reading = scenario_xml.parse(
        '<powerstruggle_scenario><start scene="a"/><scene id="a" title="A"><choice id="again" '
        'to="a"><do>x</do></choice></scene>'
        '<ending id="end" kind="agreement" title="E"><their-view>V</their-view></ending></powerstruggle_scenario>'
    )
    problems, figures = review(reading)
    assert "no-way-out" in {problem.code for problem in problems}
    assert figures is None
    with pytest.raises(play.NotPossible, match="too-long"):
        play.replay(reading.scenario, ["again"] * (play.MAX_STEPS + 1))
