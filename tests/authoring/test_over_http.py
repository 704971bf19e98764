"""The editor's handlers over the workbench's HTTP: forms with file parts, cookies, CSRF, two people."""

import copy
import json
import re
import urllib.request
import uuid

import pytest

from powerstruggle_xblock.authoring import tree as trees
from tests import workbench_server
from tests.bench import scenes
from tests.block.web import Browser

from .studio import find_element


def find_usage(bench, title: str) -> str:
    page = workbench_server.DIRECT.open(f"{bench.url}/?student=author").read().decode()
    return re.search(rf'href="/scenario/([^/]+)/\?student=author">{re.escape(title)}<', page)[1]


def post_form(browser: Browser, handler: str, document, files=None):
    """Send what a page's FormData would: JSON in a file part, files beside it."""
    edge = uuid.uuid4().hex
    parts = {"document": ("document.json", json.dumps(document).encode()), **(files or {})}
    body = (
        b"".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n\r\n'.encode()
            + data
            + b"\r\n"
            for name, (file, data) in parts.items()
        )
        + f"--{edge}--\r\n".encode()
    )
    token = next(cookie.value for cookie in browser.cookies if cookie.name == "csrftoken")
    return browser._send(urllib.request.Request(
        f"{browser.url}/handler/{browser.usage}/{handler}/?student={browser.student}", body,
        {"Content-Type": f"multipart/form-data; boundary={edge}", "X-CSRFToken": token}))


@pytest.fixture(scope="module")
def author(bench) -> Browser:
    return Browser(bench.url, "author", find_usage(bench, "An empty scenario"))


def test_an_empty_component_is_begun_from_a_template_saved_and_played(bench, author):
    loaded = post_form(author, "editor_load", {}).json
    assert loaded["empty"] and loaded["limits"]["body_bytes"] > 0 and loaded["player"]["js"].startswith("/resource/")
    tree = post_form(author, "editor_template", {"id": "skeleton"}).json["tree"]
    assert post_form(author, "editor_save", {"tree": tree, "base": loaded["base"]}).status == 200
    learner = Browser(bench.url, "ann", author.scenario)
    assert learner.post("begin", {"attempt": 1}).json["scene"]["id"] == "demand"
    assert post_form(author, "editor_load", {}).json["tree"]["nodes"] == tree["nodes"]


def test_the_second_of_two_authors_is_told_of_the_conflict(author):
    first = post_form(author, "editor_load", {}).json
    tree = (
        copy.deepcopy(first["tree"])
        if not first["empty"]
        else post_form(author, "editor_template", {"id": "skeleton"}).json["tree"]
    )
    find_element(tree, "demand")["attrs"]["title"] = uuid.uuid4().hex
    assert post_form(author, "editor_save", {"tree": tree, "base": first["base"]}).status == 200
    find_element(tree, "demand")["attrs"]["title"] = "Mine"
    refused = post_form(author, "editor_save", {"tree": tree, "base": first["base"]})
    assert refused.status == 409 and refused.json["changes"] and refused.json["base"] != first["base"]


def test_a_scenario_larger_than_a_form_may_be_is_checked_and_saved_as_a_file_part(author):
    tree = trees.from_text(scenes.chain(380).replace("</setting>", "</setting><you-need>Nothing.</you-need>"))
    tree["nodes"].append({"tag": "note", "attrs": {}, "text": "word " * 600_000})
    base = post_form(author, "editor_load", {}).json
    assert len(json.dumps(tree)) > base["limits"]["body_bytes"]
    plain = author.post("editor_check", {"tree": tree})
    assert (plain.status, plain.json["code"]) == (413, "too-large")
    assert post_form(author, "editor_check", {"tree": tree}).status == 200
    saved = post_form(author, "editor_save", {"tree": tree, "base": base["base"]})
    assert saved.status == 200 and post_form(author, "editor_load", {}).json["base"] == saved.json["base"]


def test_play_from_here_leaves_no_event_and_no_state(bench, author):
    tree = post_form(author, "editor_template", {"id": "skeleton"}).json["tree"]
    before = bench.log.read_text(encoding="utf-8").count("XBlock event")
    answer = post_form(
        author, "editor_play", {"tree": tree, "handler": "begin", "body": {"attempt": 1}, "from": {"scene": "step"}}
    ).json
    end = post_form(
        author,
        "editor_play",
        {
            "tree": tree,
            "handler": "choose",
            "body": {"attempt": 1, "step": 0, "choice": "ask-him"},
            "kept": answer["kept"],
            "from": {"scene": "step"},
        },
    ).json
    assert end["answer"]["phase"] == "ending"
    assert bench.log.read_text(encoding="utf-8").count("XBlock event") == before
    assert author.post("state").json["attempt"] == 0


def test_a_file_is_brought_in_and_the_tree_goes_out_as_a_file(author):
    story = b':: Start\nSam: "Is it open?"\n[[Say yes->In]]\n\n:: In\nIt was.\n'
    brought = post_form(author, "editor_import", {}, {"file": ("gate.twee", story)})
    assert brought.status == 200 and brought.json["report"]["imported"]["scenes"] == 1
    out = post_form(author, "editor_export", {"tree": brought.json["tree"], "format": "xml"})
    assert out.status == 200 and out.body.startswith(b"<powerstruggle_scenario")


def test_everybody_else_is_refused_at_every_handler(bench, author):
    ann = Browser(bench.url, "ann", author.scenario)
    for name in ("load", "check", "save", "play", "import", "export", "template", "compare"):
        for refused in (post_form(ann, f"editor_{name}", {"tree": {}}), ann.post(f"editor_{name}", {})):
            assert (refused.status, refused.json["code"]) == (403, "not-author")


def test_without_the_csrf_token_nothing_is_done(author):
    assert author.post("editor_load", {}, token=False).status == 403


def test_authors_find_the_editor_and_learners_do_not(bench, author):
    assert f'/scenario/{author.scenario}/studio_view/?student=author">Edit</a>' in author.page
    assert "studio_view" not in Browser(bench.url, "ann", author.scenario).page
    for view, begin in (("studio_view", "ps-editor"), ("author_view", "ps-author")):
        assert begin in author.get(f"/scenario/{author.scenario}/{view}/").body.decode()
