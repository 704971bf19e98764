"""The card in Studio's unit page, Studio's own messages, and the editor's shell."""

import json
import re

import pytest
from xblock.validation import ValidationMessage

from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import scenario_xml
from tests.block.support import World
from tests.block.texts import BROKEN, TALK

from .studio import Studio

FIRST = starter_scenarios()[0].read_text(encoding="utf-8")
NASTY = '</script><script>alert("x")</script>'


def card(world) -> str:
    return world.block().author_view().content


def data(html: str, name: str):
    return json.loads(re.search(rf'<script type="application/json" class="{name}">(.*?)</script>', html, re.DOTALL)[1])


def test_the_card_shows_open_notes_of_the_whole_scenario_and_no_reviewers():
    notes = (
        '<note>Fit this to your agency: who is <b>called</b>.</note><note by="Rae">A reviewer&apos;s.</note>'
        '<note done="true">Settled.</note>')
    html = card(Studio(TALK.replace("<about>", notes + "<about>")))
    assert "Before you use it" in html and "Fit this to your agency: who is" in html
    assert "A reviewer" not in html and "Settled" not in html
    assert "Before you use it" not in card(Studio(TALK))


def test_the_card_says_what_it_is_how_fair_and_that_nobody_signed():
    html = card(Studio(FIRST, settings={"display_name": "Another form"}))
    scenario = scenario_xml.parse(FIRST).scenario
    for words in (
        "Another form",
        f"About {scenario.about.minutes} minutes",
        scenario.people[0].name,
        f"{len(scenario.scenes)} scenes",
        "Nothing to mend",
        "The best way through reaches",
        "Guessing gives",
        "Nobody has signed",
        scenario_xml.content_version(scenario),
    ):
        assert words in html


def test_the_map_has_every_place_and_way_and_no_text_of_a_scene():
    html = card(Studio(TALK))
    graph = data(html, "ps-graph")
    assert graph["start"] == "desk" and [place["id"] for place in graph["places"]] == ["desk", "form", "signed", "out"]
    assert {(way["from"], way["to"]) for way in graph["ways"]} == {
        ("desk", "form"), ("desk", "desk"), ("desk", "out"), ("form", "signed"), ("form", "out"), ("form", "desk")}
    assert "Three trips" not in json.dumps(graph)
    assert all(place["ending_word"] for place in graph["places"] if place["kind"] == "ending")


def test_problems_are_on_the_card_and_counted_errors_first():
    html = card(Studio(TALK.replace('kind="rupture"', 'kind="rapture"')))
    assert "1 thing to mend" in html and "things to think about" in html and "more; the editor lists them all" in html
    assert "To mend:</span> Ending: Gone, kind of ending: &#34;rapture&#34; is none of the values" in html
    assert html.index("To mend:") < html.index("To think about:")
    marked = {place["id"]: place["errors"] for place in data(html, "ps-graph")["places"]}
    assert marked == {"desk": 0, "form": 0, "signed": 0, "out": 1}


def test_what_can_not_be_played_is_said_and_what_is_empty_shows_how_to_begin():
    broken, empty = card(Studio(BROKEN)), card(Studio(""))
    assert "can&#39;t play this" in broken and "no longer there" in broken and data(broken, "ps-graph")["places"] == []
    assert "Choose Edit" in empty and data(empty, "ps-graph") is None


def test_a_sign_off_counts_until_a_text_changes():
    version = scenario_xml.content_version(scenario_xml.parse(TALK).scenario)
    signed = TALK.replace(
        "</powerstruggle_scenario>",
        f'<sign-off by="R. Ames" role="clinician" date="2026-03-01" version="{version}"/></powerstruggle_scenario>',
    )
    assert "R. Ames, clinician, 2026-03-01</li>" in card(Studio(signed))
    assert "no longer counts</li>" in card(Studio(signed.replace("Three trips", "Two trips")))


def test_an_authors_words_can_not_break_the_page():
    studio = Studio(TALK.replace("At the desk", "&lt;/script&gt;&lt;script&gt;x"), settings={"display_name": NASTY})
    for view in ("author_view", "studio_view"):
        fragment = getattr(studio.block(), view)()
        html = fragment.content
        assert "alert(" not in re.sub(r"alert\(&#34;|alert\(\\", "", html) and html.count("</script>") == html.count(
            "<script"
        )
        assert NASTY not in json.dumps(fragment.json_init_args)


def test_a_learner_who_asks_for_the_authors_card_gets_the_page_they_play_on():
    html = World(TALK, lms=True).block().author_view().content
    assert 'data-ps="scenario"' in html and "no-feedback" not in html and "ps-graph" not in html


@pytest.mark.parametrize("view", ["author_view", "studio_view"])
def test_missing_static_files_leave_a_page(view):
    fragment = getattr(Studio(TALK, missing_files=True).block(), view)()
    assert "ps-block" in fragment.content and not any(resource.kind == "url" for resource in fragment.resources)


def test_a_fault_in_the_card_is_a_sentence_and_not_a_fault_of_the_whole_page(monkeypatch):
    monkeypatch.setattr("powerstruggle_xblock.authoring.author_card.build_lead", lambda *_: 1 / 0)
    assert "Something went wrong" in card(Studio(TALK))


def test_neither_view_writes_anything():
    studio = Studio(TALK)
    for view in ("author_view", "studio_view"):
        block = studio.block()
        getattr(block, view)()
        block.save()
    assert studio.store.writes == []


def test_studios_messages_name_each_error_and_count_the_rest_in_one_line():
    messages = Studio(TALK.replace('kind="rupture"', 'kind="rapture"')).block().validate().messages
    assert [message.type for message in messages] == [ValidationMessage.ERROR, ValidationMessage.WARNING]
    assert "rapture" in messages[0].text and re.fullmatch(r"\d+ things to think about", messages[1].text)


def test_an_error_only_the_review_finds_is_told_as_well():
    loop = TALK.replace('to="signed"', 'to="desk"').replace('to="out"', 'to="desk"')
    assert any("no way leads to an ending" in message.text for message in Studio(loop).block().validate().messages)


def test_the_editors_shell_carries_its_words_and_one_init_function():
    fragment = Studio(TALK).block().studio_view()
    assert fragment.js_init_fn == "PowerStruggleEditor" and set(fragment.json_init_args) == {"usage", "author"}
    assert data(fragment.content, "ps-words") and 'class="ps-root"' in fragment.content
    assert [resource.data.rsplit("/", 1)[-1] for resource in fragment.resources] == ["editor.css", "editor.js"]
