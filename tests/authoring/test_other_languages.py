"""Issues, differences and import reports are in the author's language; what is cached is in no language."""

import copy
import sys

import pytest

from powerstruggle_xblock.authoring import author_card
from tests.block.support import StudioPermissions
from tests.block.texts import TALK
from tests.other_language import Zhish, is_zhish, left_in_english

from .studio import Studio, element_at, with_attributes


class German:
    """A service of a language with a few texts, one of them broken."""

    TEXTS = {
        "This leads to a scene that is no longer there. Choose another.": "Diese Szene gibt es nicht mehr.",
        "{where}: {message}": "{ort}: {message}",
    }

    def gettext(self, text):
        return self.TEXTS.get(text, text)

    def ngettext(self, one, many, number):
        return self.gettext(one if number == 1 else many)


def studio_in(language, text=TALK, **more) -> Studio:
    return Studio(text, services={"studio_user_permissions": StudioPermissions(), "i18n": language}, **more)


@pytest.fixture
def zhish() -> Studio:
    """Return the small talk, opened by an author whose language is Zhish."""
    return studio_in(Zhish())


def with_mistakes(tree: dict) -> dict:
    """Return a copy of the small talk's tree with mistakes of every kind.

    Mistakes of parsing, review, pictures, marks and characters.
    """
    tree = copy.deepcopy(tree)
    talk = [node for node in tree["nodes"] if node["tag"] == "scene"]
    choices = [node for node in talk[0]["nodes"] if node["tag"] == "choice"]
    choices[0]["attrs"]["to"] = "nowhere"
    choices[1]["attrs"]["id"] = choices[0]["attrs"]["id"]
    talk[0]["nodes"].append({"tag": "#text", "attrs": {}, "text": "loose {words}"})
    talk[0]["nodes"].append({"tag": "note", "attrs": {}, "text": "<em>open"})
    talk[0]["attrs"]["title"] = "a\x07"
    return tree


def test_each_problem_of_a_check_is_in_the_authors_language(zhish):
    tree = with_mistakes(zhish.tree)
    messages = zhish.check(tree)["problems"]
    assert {"broken-target", "double-id", "loose-text", "not-markup", "no-character"} <= {
        problem["code"] for problem in messages
    }
    for problem in messages:
        assert is_zhish(problem["message"]) and not left_in_english(problem["message"], TALK, str(tree)), problem


def test_places_and_fields_are_the_same_in_every_language(zhish, studio):
    tree = with_mistakes(studio.tree)
    for one, other in zip(studio.check(tree)["problems"], zhish.check(tree)["problems"], strict=True):
        words = {"message": "", "where": ""}
        assert {**one, **words} == {**other, **words} and one["message"] != other["message"]


def test_a_draft_is_saved_and_an_editor_opened_with_problems_in_the_authors_language(zhish):
    saved = zhish.save(with_mistakes(zhish.tree))
    assert saved.json["draft"] is True
    assert all(is_zhish(problem[key]) for problem in saved.json["problems"] for key in ("where", "message"))
    opened = studio_in(Zhish(), TALK.replace(' to="', ' to="x', 1)).load()
    assert opened["problems"] and all(is_zhish(problem["message"]) for problem in opened["problems"])


def test_a_picture_that_is_not_in_the_set_is_told_in_the_authors_language(zhish):
    for portrait in ("qqqqqq", "woman-oldr"):
        tree = copy.deepcopy(zhish.tree)
        next(node for node in tree["nodes"] if node["tag"] == "person")["attrs"]["portrait"] = portrait
        [problem] = [problem for problem in zhish.check(tree)["problems"] if problem["code"] == "portrait"]
        assert is_zhish(problem["message"])


def test_what_is_no_tree_is_told_in_the_authors_language(zhish):
    for tree in (
        None,
        {"tag": "scene"},
        {"tag": 3},
        {"tag": "a b"},
        {"tag": "scene", "attrs": []},
        {"tag": "scene", "text": 3},
    ):
        error = zhish.post("editor_check", {"tree": tree}).json["error"]
        assert is_zhish(error) and not left_in_english(error, "powerstruggle_scenario a b"), error


def test_differences_and_what_they_mean_are_in_the_authors_language(zhish):
    tree = with_attributes(zhish.tree, "rule", to="signed", move="wait")
    tree["nodes"] = [node for node in tree["nodes"] if node["tag"] != "person"] + [
        {"tag": "person", "attrs": {"id": "ira", "name": "Other"}, "text": ""}]
    answer = zhish.post("editor_compare", {"tree": tree}).json
    assert len(answer["changes"]) > 1 and answer["learners"]
    for sentence in (*answer["changes"], *answer["learners"]):
        assert is_zhish(sentence), sentence
    conflict = zhish.save(tree, base="older")
    assert (
        conflict.status == 409
        and conflict.json["changes"] == answer["changes"]
        and conflict.json["learners"] == answer["learners"]
    )


def test_the_card_and_studios_messages_are_in_the_authors_language():
    world = studio_in(Zhish(), TALK.replace(' to="', ' to="x', 1))
    block = world.block()
    messages = [message.text for message in block.validate().messages]
    assert messages and all(is_zhish(message) for message in messages)
    page = block.author_view({}).content
    assert "жжжжжж" in page and "no longer there" not in page
    assert all(is_zhish(problem["message"]) for problem in world.post("state").json["problems"])


def test_two_authors_are_told_of_one_text_each_in_their_own_language():
    author_card.review_cached.cache_clear()
    text = TALK.replace(' to="', ' to="x', 1)
    messages = {}
    for name, language in (("zh", Zhish()), ("de", German()), ("en", None), ("zh again", Zhish())):
        [first, *_] = studio_in(language, text).block().validate().messages
        messages[name] = first.text
    assert is_zhish(messages["zh"]) and messages["zh again"] == messages["zh"] and messages["en"].startswith("Choice ")
    assert messages["de"] == messages["en"], "its translation of the frame is broken, so the whole sentence is English"
    assert author_card.review_cached.cache_info().hits
    german = studio_in(German(), text)
    assert next(
        problem["message"] for problem in german.load()["problems"] if problem["code"] == "broken-target"
    ) == "Diese Szene gibt es nicht mehr."


def test_an_import_is_reported_in_the_authors_language(zhish):
    story = (
        ":: StoryTitle\n{a} gate\n\n"
        ":: Start\n<script>x</script>Sam: \"Open?\"\n[[Say {yes}->In]]\n[[Stay->Nowhere {0}]]\n\n"
        ":: In\nIt was.\n"
    )
    report = zhish.send("editor_import", files={"file": ("gate.twee", story)}).json["report"]["entries"]
    assert {"skipped", "changed", "attention"} <= {entry["kind"] for entry in report}
    for entry in report:
        assert is_zhish(entry["message"]) and not left_in_english(entry["message"], story, "nowhere"), entry
    assert any("{0}" in entry["message"] for entry in report)
    refused = zhish.send("editor_import", files={"file": ("x.xml", "<powerstruggle_scenario><scene")}).json["error"]
    assert is_zhish(refused) and refused.count("⟦") > 1, "the reason inside is translated, too"


def test_stories_without_a_title_are_offered_in_the_authors_language(zhish):
    two = f"<course>{TALK}{TALK}</course>".replace(' display_name="', ' was="')
    stories = zhish.send("editor_import", files={"file": ("x.xml", two)}).json["stories"]
    assert [is_zhish(story["title"]) for story in stories] == [True, True]


def test_a_library_that_is_missing_is_named_in_the_authors_language(zhish, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    refused = zhish.send("editor_export", {"tree": zhish.tree, "format": "xlsx"})
    assert refused.json["code"] == "missing-extra" and is_zhish(refused.json["error"])


class OnlyGettext:
    """A service that knows no plurals."""

    gettext = staticmethod(str)


@pytest.mark.parametrize("service", [None, OnlyGettext()])
def test_a_platform_with_less_of_a_service_for_languages_or_none_says_it_in_english(service, monkeypatch):
    there = {"studio_user_permissions": StudioPermissions(), "i18n": service}
    monkeypatch.setattr(
        "powerstruggle_xblock.platform.base.PowerStruggleBlock.service", lambda block, name: there.get(name)
    )
    world = Studio(TALK)
    tree = world.tree
    element_at(tree, [len(tree["nodes"]) - 1])["attrs"]["kind"] = "qqqqqq"
    assert any("none of the values" in problem["message"] for problem in world.check(tree)["problems"])
