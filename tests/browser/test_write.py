"""Write mode in a real Chromium: a whole scenario by keys alone, through to the learner's page, and what it costs."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import workbench_server
from tests.browser.fonts import NARROWEST, assert_fits
from tests.browser.page_checks import find_axe_violations
from tests.browser.write_keys import CHOICES, SCENES, Keys, write_twelve_scenes

pytestmark = pytest.mark.browser

TITLE = "Fine. Whatever."
EMPTY = "An empty scenario"
MODAL = 435
"""The width of Studio's window for an editor, in pixels."""


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """Return a workbench of their own: what authors save, everybody sees."""
    with workbench_server.running(tmp_path_factory.mktemp("write")) as server:
        yield server


def opened(page: Page, bench, title: str) -> None:
    """Open the editor of the scenario of this title."""
    page.goto(f"{bench.url}/?student=author")
    page.goto(bench.url + page.get_by_role("link", name=f"Edit: {title}", exact=True).get_attribute("href"))
    expect(page.locator(".ps-editor-root")).to_be_visible()


def script(page: Page):
    """Return the pane that one types in."""
    return page.get_by_role("textbox", name="The scenario as a play")


def line(page: Page, words: str):
    """Return a line of the script."""
    return page.locator(".cm-line", has_text=words)


def write(page: Page) -> None:
    """Open the Write pane by its key, and wait until it has the focus."""
    page.keyboard.press("Control+e")
    expect(script(page)).to_be_focused()


def test_twelve_scenes_with_four_choices_are_written_by_keys_alone_and_reach_learners(open_window, bench, capsys):
    page = open_window()
    opened(page, bench, EMPTY)
    if page.get_by_role("dialog").count():
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    write(page)
    keys = Keys(page)
    write_twelve_scenes(keys)
    page.keyboard.press("Control+s")
    expect(page.locator(".ps-state")).to_contain_text("Saved at")
    # Escape, then Tab leave the text.
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(script(page)).not_to_be_focused()
    with page.expect_response(re.compile("editor_load")) as loading:
        page.reload()
    tree = loading.value.json()["tree"]
    assert tree["attrs"]["display_name"] == "The form", "what is typed first replaces the component's own title"
    scenes = [node for node in tree["nodes"] if node["tag"] == "scene"]
    assert [scene["attrs"]["title"] for scene in scenes] == [title for title, _, _ in SCENES]
    for scene in scenes:
        choices = [node for node in scene["nodes"] if node["tag"] == "choice"]
        assert len(choices) == len(CHOICES)
        for choice in choices:
            assert [node["tag"] for node in choice["nodes"]] == ["say", "level", "reply", "feedback"]
            assert {"id", "to", "move"} <= set(choice["attrs"])
    learner = open_window()
    learner.goto(page.url.replace("studio_view/", "").replace("author", "lea"))
    learner.get_by_role("button", name="Begin", exact=True).click()
    expect(learner.get_by_text(SCENES[0][2])).to_be_visible()
    expect(learner.get_by_role("button", name=re.compile(re.escape(CHOICES[0][0])))).to_be_visible()
    with capsys.disabled():
        total = keys.words + keys.others
        print(f"\ntwelve scenes in Write mode: {total} keys, {keys.others} of them not learners' words, and no click")


def test_a_scene_of_four_choices_in_the_form_costs_clicks(open_window, bench, capsys):
    page = open_window(1360)
    opened(page, bench, TITLE)
    clicks = keys = 0

    def click(target) -> None:
        nonlocal clicks
        clicks += 1
        target.click()

    def words(text: str) -> None:
        nonlocal keys
        keys += len(text)
        page.keyboard.insert_text(text)

    form = page.locator(".psf-panel")
    for said, _, answer, why in CHOICES:
        page.get_by_role("treeitem", name=re.compile("^1 ")).first.click() if clicks == 0 else None
        click(page.get_by_role("button", name="Add a choice"))
        words(said)
        choice = form.locator(".psf-open").last
        for picker in ("Kind of reply (its move)", "Goes to"):
            click(choice.get_by_role("combobox", name=picker).first)
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
            keys += 2
        click(choice.get_by_label("Rate a skill"))
        page.keyboard.press("Escape")
        choice.get_by_label("Rate a skill").select_option(index=1)
        clicks += 1
        click(choice.locator(".psf-step-3").first)
        click(choice.get_by_role("button", name="Dialogue").first)
        words(answer)
        click(choice.get_by_role("button", name="Write feedback"))
        click(choice.get_by_role("textbox", name=re.compile("^Why")).first)
        words(why)
    # The scene itself: added from the menu, its title, and its line.
    clicks, keys = clicks + 5, keys + len(SCENES[0][0]) + len(SCENES[0][2])
    assert clicks >= len(CHOICES) * 8
    with capsys.disabled():
        print(f"\ntwelve such scenes in the form: {12 * clicks} clicks and {12 * keys} keys")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (MODAL, "dark"), (NARROWEST, "light")])
def test_what_is_typed_undone_and_changed_in_the_form_is_one_history_and_axe_finds_nothing(
    open_window, bench, width, scheme, tmp_path
):
    page = open_window(width, color_scheme=scheme)
    opened(page, bench, TITLE)
    write(page)
    before = line(page, "Yeah. Okay.")
    before.click()
    page.keyboard.press("End")
    page.keyboard.type(" Sure.")
    expect(line(page, "Yeah. Okay. Sure.")).to_be_visible()
    expect(page.locator(".ps-write-face").first).to_be_visible()
    # What was typed without a pause is one step; a slow machine makes pauses.
    undo = page.get_by_role("button", name=re.compile("^Undo"))
    steps = 0
    expect(undo).not_to_have_attribute("aria-disabled", "true")
    while undo.get_attribute("aria-disabled") is None:
        page.keyboard.press("Control+z")
        steps += 1
    expect(line(page, "Yeah. Okay. Sure.")).to_have_count(0)
    for _ in range(steps):
        page.keyboard.press("Control+Shift+z")
    expect(line(page, "Yeah. Okay. Sure.")).to_be_visible()
    # A name that is new, and a list of what could be meant.
    page.keyboard.press("Enter")
    page.keyboard.type("- All right. -> The")
    expect(page.get_by_role("option", name=re.compile("The red hand"))).to_be_visible()
    assert find_axe_violations(page, ".ps-editor", f"write {width} {scheme}") == []
    page.screenshot(path=tmp_path / "write.png")
    page.keyboard.type(" park")
    page.keyboard.press("Enter")
    expect(line(page, "- All right. -> The park")).to_be_visible()
    assert_fits(page)
    if width > MODAL:
        # The form's changes are in the script at once.
        expect(page.get_by_role("treeitem", name=re.compile("The park")).first).to_be_visible()
        page.get_by_role("treeitem", name=re.compile("^1 ")).first.click()
        title = page.get_by_role("textbox", name=re.compile("^Title")).first
        title.fill("Yeah, sure")
        expect(line(page, "# Yeah, sure")).to_be_visible()
    page.keyboard.press("Control+e")
    expect(script(page)).to_have_count(0)


def test_the_first_load_of_the_editor_has_nothing_of_the_pane(open_window, bench):
    page = open_window()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    opened(page, bench, TITLE)
    assert not [url for url in loaded if "write." in url]
    write(page)
    assert len([url for url in loaded if re.search(r"write\.(js|css)", url)]) == 2
