"""A copied component and its files: between courses, from a library, in Studio's list of files and check of links."""

import pytest

from powerstruggle_xblock.platform.file_addresses import keep_folders
from tests.continuum.support import SMALL_CONTINUUM, ContinuumWorld
from tests.reflection.support import ReflectionWorld, questions

from .studio_files import copied, files_of, is_used_by, links_of, new_addresses, pasted, rewrite
from .support import World
from .texts import TALK

MEDIA = TALK.replace(
    '<line by="ira" mood="angry">What now?</line>',
    '<image src="/static/desk.png" alt="A desk"/><audio src="/static/hum.mp3">A hum.</audio>'
    '<video src="/static/walk.mp4" captions="/static/walk.vtt">She walks.</video>'
    '<line by="ira" mood="angry">See <a href="/static/rules.pdf">the rules</a>.</line>',
)
NAMES = {"desk.png", "hum.mp3", "walk.mp4", "walk.vtt", "rules.pdf"}
LINK = 'See <a href="/static/rules.pdf">the rules</a>.'
WORLDS = {
    "scenario": (lambda: World(MEDIA, edited=True), NAMES),
    "reflection": (
        lambda: ReflectionWorld(questions().replace("Three questions.", LINK), edited=True),
        {"rules.pdf"},
    ),
    "continuum": (lambda: ContinuumWorld(SMALL_CONTINUUM.replace("Two events.", LINK), edited=True), {"rules.pdf"}),
}


@pytest.fixture(params=WORLDS)
def component(request):
    make, names = WORLDS[request.param]
    return make().block(None) if request.param == "scenario" else make()._block(None, None), names


def test_all_files_go_along_with_a_copy(component):
    block, names = component
    assert files_of(copied(block)) == names


def test_a_pasted_component_says_the_same(component):
    block, _ = component
    assert pasted(block, copied(block)).content == block.content


def test_from_a_library_each_address_leads_to_where_the_file_was_put(component):
    block, names = component
    copy = pasted(block, copied(block))
    rewrite(copy, new_addresses(names, from_library=True))
    assert files_of(copied(copy)) == {f"components/powerstruggle_scenario/talk/{name}" for name in names}
    assert not block.notation.parse_stored(copy.content).errors


def test_a_file_with_folders_keeps_them_between_courses(component):
    block, names = component
    rewrite(block, new_addresses(names, from_library=True))
    paths = files_of(copied(block))
    copy = pasted(block, copied(block))
    rewrite(copy, new_addresses(paths, from_library=False))
    assert files_of(copied(copy)) == paths, "the course has the file under its whole path"


def test_the_list_of_files_and_the_check_of_links_know_the_component(component):
    block, names = component
    assert all(is_used_by(block, name) for name in names) and not is_used_by(block, "other.png")
    captions = {"walk.vtt"}  # The check asks only what stands in `src` and `href`.
    assert {f"/static/{name}" for name in names - captions} <= links_of(block)


def test_the_content_by_its_other_name_is_no_field_and_is_stored_as_the_content():
    world = World(TALK)
    block = world.block(None)
    assert "data" not in block.fields and block.data == block.content
    block.data = MEDIA
    block.save()
    assert world.block(None).content == block.notation.stored_text(MEDIA)
    assert World("").block(None).data == ""


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ('<a href="/static/x/a.png"/>', '<a href="/static/a.png"/>', '<a href="/static/x/a.png"/>'),
        ('<a href="/static/a.png"/>', '<a href="/static/x/a.png"/>', '<a href="/static/x/a.png"/>'),
        ('<a href="/static/x/a.png"/>', '<a href="/static/b.png"/>', '<a href="/static/b.png"/>'),
        ('<a href="/static/x/a.png"/>', '<b href="/static/a.png"/>', '<b href="/static/a.png"/>'),
        ("", '<a href="/static/a.png"/>', '<a href="/static/a.png"/>'),
    ],
)
def test_only_an_address_that_lost_its_folders_is_put_back(before, after, kept):
    assert keep_folders(before, after) == kept
