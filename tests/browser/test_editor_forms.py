"""The forms of the Studio editor in a real browser.

Looking changes nothing, texts take marks without tags, and menus make conditions.
"""

import re

import pytest
from playwright.sync_api import expect

from powerstruggle_xblock.scenario import scenario_xml
from tests.browser.conftest import at_once
from tests.browser.editor_forms_author import Author
from tests.browser.fonts import NARROWEST, assert_fits

pytestmark = pytest.mark.browser

SECTIONS = ["About", "People", "Meters", "Start and safety gates", "Settings", "Notes and sign-off"]
AWKWARD = (
    "<p>One <em>two <strong>three</strong></em> <q>four</q><br/>five &amp; <b>six</b> &lt;7&gt;</p>"
    "<ul><li>a <i>b</i></li><li>c</li></ul>"
    "<p><span lang=\"ar\" dir=\"rtl\">عربي</span> <abbr title=\"a &quot;b&quot;\">AB</abbr> "
    "<a href=\"https://example.org/?a=1&amp;b=2\">there</a></p>"
)


@pytest.fixture
def author(open_window, workbench):
    """Return a function that opens the editor on a component of the workbench."""
    def opened(number=0, width=1280, **options):
        return Author(open_window(width, **options), workbench.url).open(number)

    return opened


@pytest.fixture
def awkward_file(tiny_text, tmp_path):
    """Return a scenario whose first cue has every mark there is."""
    path = tmp_path / "awkward.xml"
    text = tiny_text.replace("He puts the folder down harder than he needs to.", AWKWARD, 1)
    assert AWKWARD in text, "tiny.xml has changed"
    path.write_text(text, encoding="utf-8")
    return path


def test_looking_at_every_form_with_everything_unfolded_changes_nothing(author):
    at = author()
    for name in SECTIONS:
        at.section(name)
        at.unfold()
    for scene in at.page.locator(
        ".ps-pane-outline [data-kind=scene], .ps-pane-outline [role=treeitem][aria-level='2']"
    ).all()[:14]:
        scene.click()
        at.unfold()
    expect(at.page.get_by_role("button", name="Undo")).to_have_attribute("aria-disabled", "true")
    expect(at.page.get_by_text("As saved", exact=True)).to_be_visible()


def test_a_text_with_every_mark_shows_no_tag_and_keeps_them_all_when_a_word_is_added(author, awkward_file, tmp_path):
    at = author()
    at.bring(awkward_file).get_by_role("button", name="Insert it").click()
    at.page.keyboard.press("Escape")
    field = at.text("What can be seen")
    expect(field).not_to_contain_text("<p>")
    stored = scenario_xml.parse(awkward_file.read_text(encoding="utf-8")).scenario.scenes[0].content_items[0].text
    assert at.exported(tmp_path).scenes[0].content_items[0].text == stored
    field.click()
    at.page.keyboard.press("Control+End")
    at.page.keyboard.type(" now")
    grown = at.exported(tmp_path).scenes[0].content_items[0].text
    assert grown in (stored.replace("there</a>", "there now</a>"), stored.replace("there</a>", "there</a> now"))


def test_a_text_is_given_variants_by_keys_alone_and_loses_them_again(author, tmp_path):
    at = author()
    keys = at.page.keyboard
    before = at.exported(tmp_path).scenes[0].content_items[0]
    more = at.form.get_by_role("button", name="In other words, too: What can be seen").first
    more.focus()
    keys.press("Enter")
    expect(at.text("What can be seen, variant 2")).to_be_focused()
    keys.type("He drops the folder on the desk.")
    at.form.get_by_role("button", name="Another variant: What can be seen").first.focus()
    keys.press("Enter")
    expect(at.text("What can be seen, variant 3")).to_be_focused()
    keys.type("Down goes the folder.")
    item = at.exported(tmp_path).scenes[0].content_items[0]
    assert (item.text, item.variants) == (before.text, ("He drops the folder on the desk.", "Down goes the folder."))
    assert at.axe(".psf-panel", "a text with variants") == []
    for number in (2, 1):
        at.form.get_by_role("button", name=f"What can be seen, variant {number}").last.focus()
        keys.press("Enter")
    expect(at.text("What can be seen")).to_be_focused()
    expect(at.text("What can be seen")).to_have_text("Down goes the folder.")
    assert at.exported(tmp_path).scenes[0].content_items[0].variants == ()


def test_marks_paragraphs_and_lists_by_keys_alone_and_back_again(author, tmp_path):
    at = author()
    field, keys = at.text("What can be seen"), at.page.keyboard
    before = at.exported(tmp_path).scenes[0].content_items[0].text
    field.focus()
    keys.press("Control+A")
    keys.type("One two")
    keys.press("Control+Home")
    keys.press("Control+Shift+ArrowRight")
    keys.press("Control+i")
    keys.press("Control+End")
    keys.press("Enter")
    keys.type("three ")
    keys.press("Control+b")
    keys.type("four")
    keys.press("Control+b")
    keys.type(" five")
    keys.press("Enter")
    keys.press("Control+Shift+Digit8")
    keys.type("six")
    keys.press("Enter")
    keys.type("seven")
    keys.press("Shift+Enter")
    keys.type("eight")
    keys.press("Enter")
    keys.press("Enter")
    keys.type("nine")
    text = at.exported(tmp_path).scenes[0].content_items[0].text
    assert text == ("<p><em>One</em> two</p><p>three <strong>four</strong> five</p>"
                    "<ul><li>six</li><li>seven<br/>eight</li></ul><p>nine</p>")
    field.focus()
    # What was typed without a pause is one step; a slow machine makes pauses.
    undo = at.page.get_by_role("button", name=re.compile("^Undo"))
    while undo.get_attribute("aria-disabled") is None:
        keys.press("Control+z")
    assert at.exported(tmp_path).scenes[0].content_items[0].text == before


def test_a_link_a_language_and_an_abbreviation_are_asked_for_and_can_be_taken_off(author, tmp_path):
    at = author()
    field, keys = at.text("What can be seen"), at.page.keyboard

    def typed(words):
        field.focus()
        keys.press("Control+A")
        keys.type(words)
        keys.press("Control+A")

    typed("here")
    keys.press("Control+k")
    asked = at.page.get_by_label("Address of the link").last
    expect(asked).to_be_focused()
    keys.type("javascript:x")
    keys.press("Enter")
    expect(at.form.get_by_text("Use a full address")).to_be_visible()
    asked.fill("example.org")
    keys.press("Enter")
    expect(field).to_be_focused()
    assert at.exported(tmp_path).scenes[0].content_items[0].text == "<a href=\"https://example.org\">here</a>"
    typed("hola")
    keys.press("Tab")
    at.form.get_by_role("button", name="Words in another language").click()
    expect(at.form.locator(".psf-question input")).to_be_focused()
    keys.type("es")
    keys.press("Enter")
    assert "<span lang=\"es\">hola</span>" in at.exported(tmp_path).scenes[0].content_items[0].text
    field.focus()
    keys.press("Control+A")
    keys.press("Control+\\")
    assert at.exported(tmp_path).scenes[0].content_items[0].text == "hola"


def test_a_fields_marks_are_there_before_a_quick_tab(author):
    field = author().text("What can be seen")
    assert at_once(field, "node.focus()", "node.parentElement.querySelector('[role=toolbar]') !== null")


def test_the_marks_are_one_stop_for_the_tab_key_and_arrows_go_on_within(author):
    at = author()
    at.text("What can be seen").focus()
    at.page.keyboard.press("Tab")
    expect(at.form.get_by_role("button", name="Emphasis")).to_be_focused()
    at.page.keyboard.press("ArrowRight")
    expect(at.form.get_by_role("button", name="Strong", exact=True)).to_be_focused()
    at.page.keyboard.press("Tab")
    expect(at.form.get_by_role("toolbar")).to_have_count(0)


def test_a_condition_is_built_from_menus_by_keyboard_and_stored_as_its_sentence(author, tmp_path):
    at = author()
    cue = at.form.get_by_role("listitem", name=re.compile("^Narration"))
    cue.locator("summary", has_text="Narration").press("Enter")
    cue.get_by_role("button", name="Add a condition").press("Enter")
    what = cue.get_by_label("What", exact=True)
    expect(what).to_be_focused()
    # Exactly: a finding that the check brings sooner or later may hold the same words.
    expect(cue.get_by_text("tension at least 7", exact=True)).to_be_visible()
    cue.get_by_role("button", name="And also…").press("Enter")
    second = cue.get_by_role("group", name="And also")
    second.get_by_label("What", exact=True).select_option(label="This scene was never reached")
    scene = second.get_by_role("combobox", name="Which scene")
    scene.press("ArrowDown")
    scene.press("ArrowDown")
    scene.press("Enter")
    beat = at.exported(tmp_path).scenes[0].content_items[0]
    assert re.fullmatch(r"tension at least 7 and not visited [a-z-]+", str(beat.condition))
    expect(cue.get_by_text(str(beat.condition), exact=True)).to_be_visible()


def test_a_condition_nobody_understands_is_shown_as_it_stands_and_can_be_mended(author, tiny_text, tmp_path):
    path = tmp_path / "odd.xml"
    path.write_text(tiny_text.replace("<cue>", "<cue if=\"tension at least 7 or trust is high\">", 1), encoding="utf-8")
    at = author()
    at.bring(path).get_by_role("button", name="Insert it").click()
    at.page.keyboard.press("Escape")
    words = at.form.get_by_label("The condition in words")
    expect(words).to_have_value("tension at least 7 or trust is high")
    words.press("Tab")
    expect(at.form.get_by_text("What this depends on can't be read.").first).to_be_visible()
    words.fill("tension at least 7")
    at.form.get_by_role("button", name="Back to the menus").click()
    expect(at.form.get_by_label("Value")).to_have_value("7")


def test_a_new_scene_made_at_goes_to_is_one_step_that_one_undo_takes_back(author, tmp_path):
    at = author()
    before = at.exported(tmp_path)
    at.form.locator("h6 > button").first.press("Enter")
    to = at.form.get_by_role("combobox", name="Goes to").first
    to.fill("new scene")
    to.press("Enter")
    expect(to).to_have_value(re.compile("New scene"))
    expect(at.page.locator(".ps-pane-outline").get_by_text("New scene", exact=True)).to_be_visible()
    at.page.get_by_role("button", name="Undo").click()
    assert at.exported(tmp_path) == before


def test_levels_are_four_labelled_steps_by_arrow_keys(author, tmp_path):
    at = author()
    scene = at.exported(tmp_path).scenes[0]
    at.form.locator("h6 > button").first.press("Enter")
    at.form.locator("summary", has_text="Kind and rating:").first.press("Enter")
    skill, level = scene.choices[0].ratings[0].skills[0]
    steps = at.form.locator(".psf-steps").first.get_by_role("radio")
    expect(steps.nth(level)).to_be_checked()
    steps.nth(level).press("ArrowRight" if level < 3 else "ArrowLeft")
    after = dict(at.exported(tmp_path).scenes[0].choices[0].ratings[0].skills)
    changed = {name for name, value in scene.choices[0].ratings[0].skills if after[name] != value}
    assert len(changed) == 1
    assert all(abs(after[name] - dict(scene.choices[0].ratings[0].skills)[name]) == 1 for name in changed), (
        skill,
        after,
    )


def test_what_was_moved_keeps_focus_on_the_button_that_moved_it(author, tmp_path):
    at = author()
    first = at.exported(tmp_path).scenes[0].content_items[0]
    at.form.get_by_role("button", name=re.compile("^Move down: Narration")).press("Enter")
    expect(at.form.get_by_role("button", name=re.compile("^Move (up|down): Narration"))).to_be_focused()
    assert at.exported(tmp_path).scenes[0].content_items[1] == first


def test_a_problem_is_told_beside_its_field_and_in_the_list_and_leads_there(author):
    at = author()
    title = at.text("Title")
    title.fill("")
    title.press("Tab")
    told = at.form.get_by_text("This scene has no title yet").first
    expect(told).to_be_visible()
    assert told.evaluate("node => node.closest('[id]').id") in title.get_attribute("aria-describedby").split()
    at.section("Meters")
    at.page.locator(".ps-problems-button").click()
    at.page.get_by_role("button", name=re.compile("not named yet.*no title yet")).press("Enter")
    expect(at.text("Title")).to_be_focused()


def test_nobody_has_signed_until_somebody_says_they_have_read_this_version_and_a_change_makes_it_void(author, tmp_path):
    at = author()
    at.section("Notes and sign-off")
    expect(at.form.get_by_text("Nobody has signed this scenario yet.")).to_be_visible()
    at.form.get_by_label("Your name").fill("R. Reader")
    at.form.get_by_label("Your role").fill("peer specialist")
    at.form.get_by_role("button", name="Sign", exact=True).click()
    expect(at.form.get_by_role("alert").filter(has_text="first")).to_be_visible()
    assert not at.exported(tmp_path).sign_offs
    at.form.get_by_label(re.compile("I have read version")).check()
    at.form.get_by_role("button", name="Sign", exact=True).click()
    signed = at.exported(tmp_path)
    assert [(sign_off.by, sign_off.role, sign_off.version) for sign_off in signed.sign_offs] == [
        ("R. Reader", "peer specialist", scenario_xml.content_version(signed))
    ]
    expect(at.form.get_by_text("Valid: it is for this version.")).to_be_visible()
    at.section("About")
    at.text("Where you are").press_sequentially("Now ")
    at.section("Notes and sign-off")
    expect(at.form.get_by_text(re.compile("^Void: it was given for version"))).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (NARROWEST, "dark")])
def test_axe_finds_nothing_in_any_form_and_nothing_is_wider_than_the_page(author, width, scheme):
    at = author(width=width, color_scheme=scheme)
    if at.is_narrow:
        at.page.get_by_role("tab", name="Form").click()
    at.unfold()
    at.text("What can be seen").focus()
    found = at.axe(".psf-panel", "scene")
    for name in SECTIONS:
        at.section(name)
        at.unfold()
        found += at.axe(".psf-panel", name)
    if at.is_narrow:
        at.page.get_by_role("tab", name=re.compile("Problems")).click()
    else:
        at.page.get_by_role("button", name="No errors").click()
    found += at.axe(".psf-problems", "problems")
    assert not found, "\n".join(found)
    assert_fits(at.page)
