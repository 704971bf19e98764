"""H5P content types in the shapes of their libraries: words of authors arrive, a player's own texts do not."""

import io
import json
import zipfile

import pytest

from powerstruggle_xblock.exchange import import_file
from powerstruggle_xblock.scenario import model as m

from .import_helpers import MP4, PNG, VTT, import_checked, make_package, make_zip, parse_result, refusal_message

FILES = {"content/images/a.png": PNG, "content/images/b.png": PNG, "content/videos/v.mp4": MP4,
         "content/files/track.vtt": VTT}


def content_type(name: str, **params: object) -> dict:
    return {"library": f"H5P.{name} 1.0", "params": params, "metadata": {"title": f"Untitled {name}", "license": "U"}}


def scenario(*types: dict, **more: object) -> dict:
    """Return a content of one node for each type, in a row."""
    nodes = [{"type": kind, "nextContentId": index} for index, kind in enumerate(types, 1)]
    return {"branchingScenario": {"title": "Gatehouse", "content": nodes, **more}}


def imported(value: dict, files: dict[str, bytes] | None = None) -> import_file.ImportResult:
    return import_checked(make_package(value, FILES if files is None else files), "x.h5p")


def first_scene(*types: dict) -> m.Scene:
    return parse_result(imported(scenario(*types))).scenes[0]


def messages(found: import_file.ImportResult) -> str:
    return "\n".join(entry.message for entry in found.report.entries)


def picture(path: str = "images/a.png", **more: object) -> dict:
    return content_type("Image", file={"path": path, "copyright": {"license": "U"}}, expandImage="Expand Image",
                        minimizeImage="Minimize Image", **more)


# --- words of authors -----------------------------------------------------------------------------------------------


def test_feedback_among_the_settings_of_a_question_stands_in_the_note():
    asked = content_type("TrueFalse", question="<p>Is it open?</p>", l10n={"trueText": "True"}, behaviour={
        "enableRetry": True, "feedbackOnCorrect": "Right you are", "feedbackOnWrong": "Not yet"})
    assert first_scene(asked).notes == (m.Note("Is it open?<br/>Right you are<br/>Not yet"),)


def test_the_picture_of_a_question_leaves_its_description_in_the_note():
    asked = content_type("MultiChoice", question="Which?", media={"type": picture(alt="A gate"), "disableImage": True})
    assert first_scene(asked).notes == (m.Note("Which?<br/>A gate"),)


def test_an_embedded_pages_address_stands_in_the_note():
    assert first_scene(content_type("IFrameEmbed", source="https://example.net/map", minWidth="300px")).notes == (
        m.Note("https://example.net/map"),)


def test_the_rights_of_a_film_stand_among_the_sources():
    film = content_type("InteractiveVideo", interactiveVideo={"video": {
        "files": [{"path": "videos/v.mp4"}],
        "startScreenOptions": {"copyright": "<p>Film by <a href=\"https://example.net/f\">Ines Falk</a></p>"}}})
    assert parse_result(imported(scenario(film))).about.sources == (
        "Film by <a href=\"https://example.net/f\">Ines Falk</a>",)


def test_descriptions_of_pictures_in_texts_that_hold_words_only_are_named():
    asked = content_type("BranchingQuestion", branchingQuestion={"question": "Well?", "alternatives": [
        {"text": "Knock <img src=\"images/a.png\" alt=\"A brass knocker\">", "nextContentId": -1}]})
    assert "images/a.png (A brass knocker)" in messages(imported(scenario(asked)))
    quiz = content_type("Quiz", task="<p>See <img src=\"images/a.png\" alt=\"A brass knocker\"></p>")
    assert first_scene(quiz).notes == (m.Note("See [A brass knocker]"),)


# --- a player's own texts -------------------------------------------------------------------------------------------


def test_a_players_button_texts_are_no_words_of_the_author():
    cards = content_type(
        "Dialogcards", title="Signs", dialogs=[{"text": "Front", "answer": "Back"}], answer="Turn", next="Next",
        progressText="Card @card of @total", mode="normal")
    found = imported(scenario(cards))
    assert parse_result(found).scenes[0].notes == (m.Note("Signs<br/>Front<br/>Back"),)
    assert "own settings and button texts were left out" in messages(found)


def test_a_scene_is_not_called_by_a_players_button_text():
    made = parse_result(imported(scenario(
        picture(alt="The old gate"),
        content_type("Video", sources=[{"path": "videos/v.mp4", "quality": {"level": 0, "label": "Original"}}]))))
    assert [scene.title for scene in made.scenes] == ["The old gate", "Scene 2"]
    assert not any(scene.notes for scene in made.scenes)


def test_the_usual_button_of_a_question_is_not_noted():
    asked = {"type": content_type("BranchingQuestion", branchingQuestion={"question": "Well?", "alternatives": [
        {"text": "Knock", "nextContentId": -1}]}), "proceedButtonText": "Proceed"}
    value = {"branchingScenario": {"content": [asked], "l10n": {"proceedButtonText": "Proceed"}}}
    assert parse_result(imported(value)).scenes[0].notes == ()


def test_shapes_of_a_slide_are_no_words():
    line = {"action": content_type("Shape", type="rectangle", shape={"borderStyle": "solid", "borderWidth": "0"})}
    words = {"action": content_type("ContinuousText", text="<p>By the wall.</p>")}
    tour = content_type("CoursePresentation", presentation={"slides": [{"elements": [line, words]}]})
    found = imported(scenario(tour))
    assert parse_result(found).scenes[0].content_items == (m.Narration("By the wall."),)
    assert parse_result(found).scenes[0].notes == () and "Shape" not in messages(found)


# --- entities -------------------------------------------------------------------------------------------------------


def test_words_and_addresses_stored_with_entities_are_read():
    value = scenario(
        picture("images/Sam&#039;s &amp; Bo.png", alt="Sam&#039;s &lt;gate&gt; &amp; yard"),
        content_type("Link", title="Rules &amp; more", linkWidget={
            "protocol": "https://", "url": "example.net/?a=1&amp;copy=2"}),
        picture(alt="x") | {"metadata": {"source": "https://example.net/?a=1&amp;copy=2"}})
    made = parse_result(imported(value, {"content/images/Sam's & Bo.png": PNG, "content/images/a.png": PNG}))
    assert made.scenes[0].content_items == (m.Image("/static/Sam-s-Bo.png", "Sam's <gate> & yard"),)
    address = "https://example.net/?a=1&amp;copy=2"
    assert made.scenes[1].content_items == (m.Narration(f"<a href=\"{address}\">Rules &amp; more</a>"),)
    assert made.about.sources == (f"<a href=\"{address}\">{address}</a>",)


@pytest.mark.parametrize("path", [
    "../../editor/images/a.png#tmp", "../12/images/a.png", "../../content/12/images/a.png", "content/images/a.png"])
def test_a_path_from_another_contents_folder_names_the_file(path):
    found = imported(scenario(picture(path, alt="A gate")))
    assert [file.name for file in found.media] == ["a.png"]


# --- content types --------------------------------------------------------------------------------------------------


def test_what_a_film_shows_over_itself_stands_below_it():
    shown = [
        {"label": "<p>Look</p>", "action": content_type("Text", text="<p>Here he waits.</p>")},
        {"action": picture(alt="A gate")},
        {"action": content_type("Link", title="Rules", linkWidget={"protocol": "https://", "url": "example.net"})},
        {"label": "<p>Only a label</p>", "action": content_type("Nil")},
        {"label": "<p>Try it</p>", "action": content_type("MultiChoice", question="Which?"),
         "adaptivity": {"wrong": {"message": "Once more", "seekLabel": "Back"}}}]
    film = content_type("InteractiveVideo", interactiveVideo={
        "video": {"files": [{"path": "videos/v.mp4"}]},
        "assets": {"interactions": shown, "bookmarks": [{"time": 3, "label": "Halfway"}]}})
    found = imported(scenario(film))
    scene = parse_result(found).scenes[0]
    assert scene.content_items[1:] == (
        m.Narration("Look"), m.Narration("Here he waits."), m.Image("/static/a.png", "A gate"),
        m.Narration("<a href=\"https://example.net\">Rules</a>"), m.Narration("Only a label"))
    assert scene.notes == (m.Note("Which?<br/>Try it<br/>Once more<br/>Back<br/>Halfway"),)
    assert "“H5P.MultiChoice”" in messages(found)


@pytest.mark.parametrize("film", [
    content_type("Video", sources=[{"path": "videos/v.mp4"}],
                 textTracks={"videoTrack": [{"track": {"path": "files/track.vtt"}}]}),
    content_type("Video", sources=[{"path": "videos/v.mp4"}], a11y=[{"track": {"path": "files/track.vtt"}}]),
    content_type("Video", files=[{"path": "videos/v.mp4"}], a11y=[{"track": {"path": "files/track.vtt"}}])])
def test_films_and_captions_of_every_version_are_found(film):
    assert first_scene(film).content_items == (m.Video("/static/v.mp4", "", "/static/track.vtt"),)


def test_a_hotspot_of_the_first_version_holds_one_content_type():
    spots = content_type("ImageHotspots", image={"path": "images/a.png"}, backgroundImageAltText="A yard", hotspots=[
        {"header": "Gate", "action": picture("images/b.png", alt="A gate")}])
    assert first_scene(spots).content_items == (
        m.Image("/static/a.png", "A yard"), m.Narration("Gate"), m.Image("/static/b.png", "A gate"))


# --- end screens ----------------------------------------------------------------------------------------------------


def screen(title: str, **more: object) -> dict:
    return {"endScreenTitle": title, **more}


@pytest.mark.parametrize("screens", [
    [screen("Usual", contentId=-1), screen("Second", contentId=-2)],
    [screen("Second", contentId=-2), screen("Usual", contentId=-1)],
    [screen("Usual"), screen("Second")], [screen("Usual", contentId=-1), screen("Second", contentId=-1)]])
def test_a_negative_number_leads_to_the_end_screen_of_that_number(screens):
    answers = [{"text": str(to), "nextContentId": to} for to in (-1, -2, -9)] + [{"text": "none"}]
    asked = content_type("BranchingQuestion", branchingQuestion={"question": "Well?", "alternatives": answers})
    found = imported(scenario(asked, endScreens=screens))
    made = parse_result(found)
    assert [made.nodes[choice.to].title for choice in made.scenes[0].choices] == ["Usual", "Second", "Usual", "Usual"]
    assert "nothing leads to" not in messages(found)


# --- packages -------------------------------------------------------------------------------------------------------


def test_a_package_whose_folder_was_packed_is_read():
    value = scenario(picture(alt="A gate"))
    files = {"h5p.json": json.dumps({"title": "x", "mainLibrary": "H5P.BranchingScenario"}).encode(),
             "content/content.json": json.dumps(value).encode(), "content/images/a.png": PNG}
    folder = {"My gate/": b"", **{f"My gate/{name}": data for name, data in files.items()},
              "__MACOSX/My gate/._h5p.json": b"x"}
    found = import_checked(make_zip(folder), "x.h5p")
    assert [file.name for file in found.media] == ["a.png"] and "does not use" not in messages(found)
    two = {**folder, **{f"Other/{name}": data for name, data in files.items()}}
    assert "archive can't be imported" in refusal_message(make_zip(two), "x.h5p")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_folder_may_be_listed_twice():
    out = io.BytesIO(make_package(scenario(picture(alt="A gate")), FILES))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("content/images/", b"")
        archive.writestr("content/images/", b"")
    assert len(import_checked(out.getvalue(), "x.h5p").media) == 1


def test_half_a_character_in_a_path_can_be_printed():
    imported(scenario(picture("images/a\ud800.png", alt="A gate"))).report.as_text().encode()


def test_answers_are_not_spoken_of_where_nothing_is_asked():
    assert "Answers of questions" not in messages(imported(scenario(picture(alt="A gate"))))


def test_an_empty_cell_at_the_end_of_a_row_leaves_no_bar():
    table = content_type("Table", text="<table><tr><td>Gate</td><td>&nbsp;</td><td></td></tr>"
                                       "<tr><td>Yard</td><td><ul><li>wall</li></ul></td></tr></table>")
    assert first_scene(table).content_items == (
        m.Narration("Gate"), m.Narration("Yard"), m.Narration("<ul><li>wall</li></ul>"))
