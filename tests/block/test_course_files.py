"""Links in authors' texts to a course's files get the platform's address of the file, which is never cached."""

import json

import pytest

from powerstruggle_xblock.presenter import safe_html

from .support import World, in_course
from .texts import TALK

LINK = 'See <a href="/static/{}.pdf">this</a>.'
LINKED = (
    TALK.replace(
        "<setting>A desk.</setting>",
        f"<setting>{LINK.format('setting')}</setting><support>{LINK.format('support')}</support>",
    )
    .replace("58</person>", f"{LINK.format('person')}</person>")
    .replace("What now?", LINK.format("line"))
    .replace("Three trips.", LINK.format("say"))
    .replace("Heard first.", LINK.format("why"))
    .replace('title="At the desk">', f'title="At the desk"><hint>{LINK.format("hint")}</hint>')
    .replace("No rule was asked for.", LINK.format("rule"))
    .replace("She told me once.", LINK.format("view"))
    .replace("</their-view></ending>", f"</their-view><ask>{LINK.format('ask')}</ask></ending>", 1)
)


class Files:
    """The replace_urls service of a course whose files are replaced now and then: addresses have the file's version."""

    def __init__(self, version: int = 1):
        self.version, self.asked = version, 0

    def replace_urls(self, html):
        self.asked += 1
        return html.replace('"/static/', f'"/asset-v{self.version}/')


def linked(**more) -> tuple[World, Files]:
    files = Files()
    return World(LINKED, lms=True, services={"replace_urls": files}, **more), files


def test_each_text_a_learner_is_told_has_its_links_at_the_address_of_now():
    world, _ = linked()
    seen = json.dumps([world.state(), world.begin().json, world.walk(1, "hear", "plain"), world.play("rule", "plain")])
    for name in ("setting", "support", "person", "line", "say", "why", "hint", "rule", "view", "ask"):
        assert f"/asset-v1/{name}.pdf" in seen, name
    assert "/static/" not in seen.replace("/static/xblock/", "")


@pytest.mark.parametrize("way", [(), ("hear",), ("rule",), ("hear", "plain")])
def test_a_replaced_file_has_its_new_address_in_the_very_next_answer(way):
    world, files = linked()
    world.begin()
    world.walk(1, *way)
    before = json.dumps(world.state())
    files.version = 2
    after = json.dumps(world.state())
    assert "/asset-v1/" in before and "/asset-v1/" not in after and after == before.replace("/asset-v1/", "/asset-v2/")


def test_a_linked_choice_or_feedback_alone_keeps_a_part_out_of_memory():
    for words in ("It is the rule.", "No rule was asked for."):
        files = Files()
        world = World(TALK.replace(words, LINK.format("x")), lms=True, services={"replace_urls": files})
        world.begin()
        world.walk(1, "rule")
        assert "/asset-v1/" in json.dumps(world.state())
        files.version = 2
        assert "/asset-v1/" not in json.dumps(world.state())


def test_the_platform_is_not_asked_about_texts_without_such_links():
    files = Files()
    text = TALK.replace("A desk.", 'See <a href="https://example.org/static/x.pdf">this</a>.')
    world = World(text, lms=True, services={"replace_urls": files})
    world.play("rule", "plain")
    assert files.asked == 0 and "https://example.org/static/x.pdf" in world.state()["about"]["setting"]


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ('<a href="/static/a&amp;b.pdf">x</a>', '<a href="/NEW/a&amp;b.pdf" rel="noopener noreferrer">x</a>'),
        ('href="/static/a.pdf"', 'href="/static/a.pdf"'),
        (
            '<a href="https://x.org/static/a.pdf">x</a>',
            '<a href="https://x.org/static/a.pdf" rel="noopener noreferrer">x</a>',
        ),
    ],
)
def test_only_links_are_rewritten_and_nothing_gets_out_of_the_attribute(text, rendered):
    assert safe_html.render_html(text, lambda address: address.replace("/static/", "/NEW/")) == rendered
    assert "<b>" not in safe_html.render_html('<a href="/static/a">x</a>', lambda _address: '"><b>')


def test_results_withheld_stay_withheld_with_links_too():
    world, _ = linked(mixins=(in_course(show_correctness="never"),))
    assert "/why.pdf" not in json.dumps(world.play("hear", "plain"))
