"""docs/platform-contract.md: each row holds for every component, for somebody and nobody, without any service."""

import re
from collections.abc import Generator

import pytest
from web_fragments.fragment import Fragment
from xblock.exceptions import NoSuchServiceError
from xblock.scorable import Score
from xblock.validation import Validation

from tests.conftest import ROOT
from tests.continuum.support import ContinuumWorld, FakeGroupAnswers
from tests.reflection.support import FakeSharedTexts, ReflectionWorld, questions

from .lms_fields import Inherited
from .support import ContextKey, UsageKey, World
from .texts import TALK

PAGE = (ROOT / "docs" / "platform-contract.md").read_text(encoding="utf-8")
TYPES = {
    "Fragment": Fragment, "dict": dict, "Validation": Validation, "float": float, "Score": Score, "bool": bool,
    "generator": Generator,
}
ARGUMENTS = {"context": None, "user_state_iterator": (), "limit_responses": None}
WORLDS = {
    "scenario": lambda **more: World(TALK, lms=True, **more),
    "reflection": lambda **more: ReflectionWorld(questions(), lms=True, **more),
    "continuum": lambda **more: ContinuumWorld(lms=True, **more),
}


def section(title: str) -> list[list[str]]:
    """Return the rows of the table under a heading, without its head."""
    part = PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    lines = [line.strip("|") for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.split(" | ")] for line in lines[2:]]


METHODS = [(re.fullmatch(r"`(\w+)\((.*)\)`", row[0]).groups(), row[-1]) for row in section("Methods")]
NAMES = {row[0].strip("`"): row[-1] for row in section("Names it looks up")}
SERVICES = [row[0].strip("`") for row in section("Services")]


@pytest.fixture(autouse=True)
def _group_answers(monkeypatch):
    FakeGroupAnswers().install(monkeypatch)
    FakeSharedTexts().install(monkeypatch)


def assert_rows_hold(block) -> None:
    """Call each method as its row says, and look at the type of the answer."""
    for (method, names), type_ in METHODS:
        arguments = {name: ARGUMENTS[name] for name in names.split(", ") if name}
        answer = getattr(block, method)(**arguments)
        assert isinstance(answer, TYPES[type_]), method


def test_the_tables_are_read_whole():
    assert len(METHODS) == 13 and len(NAMES) == 8 and len(SERVICES) == 7


@pytest.mark.parametrize("component", WORLDS)
@pytest.mark.parametrize("user", ["ann", None])
def test_every_method_is_there_takes_what_it_says_and_gives_the_stated_type(component, user):
    assert_rows_hold(WORLDS[component]().block(user))


@pytest.mark.parametrize("component", WORLDS)
@pytest.mark.parametrize("service", SERVICES)
def test_a_runtime_that_lacks_a_service_is_answered_too(component, service):
    assert_rows_hold(WORLDS[component](services={service: None}).block())


@pytest.mark.parametrize("component", WORLDS)
def test_a_runtime_that_raises_for_every_service_is_answered_too(component, monkeypatch):
    block = WORLDS[component]().block()
    known = block.runtime.service

    def service(block, name):
        if name in SERVICES:
            raise NoSuchServiceError(name)
        return known(block, name)

    monkeypatch.setattr(block.runtime, "service", service)
    assert_rows_hold(block)


@pytest.mark.parametrize("component", WORLDS)
def test_the_declared_services_are_those_of_the_table(component):
    block_class = WORLDS[component]().block().unmixed_class
    assert {name for name in block_class._combined_services if name != "field-data"} == set(SERVICES)


@pytest.mark.parametrize("component", WORLDS)
def test_every_name_has_the_stated_value(component):
    block = WORLDS[component]().block()
    for name, stated in NAMES.items():
        if stated == "absent":
            assert not hasattr(block, name), name
        elif stated == "the content":
            assert getattr(block, name) == block.content
        else:
            assert str(getattr(block, name)) == stated, name


@pytest.mark.parametrize("component", WORLDS)
def test_fields_have_the_names_that_are_read_and_no_inherited_one(component):
    block = WORLDS[component]().block()
    assert {"display_name", "weight", "max_attempts", "attempts"} <= set(block.fields)
    inherited = {"due", "graceperiod", "self_paced", "show_correctness", "graded", "start", "format", "showanswer",
                 "group_access", "data", *vars(Inherited)}
    assert not inherited & set(block.unmixed_class.fields)


@pytest.mark.parametrize("component", WORLDS)
def test_a_view_takes_the_context_of_a_page(component):
    """As `render_xblock` gives it; Studio's has more, and a library's is None."""
    context = {"show_title": True, "show_bookmark_button": False, "is_mobile_app": True}
    block = WORLDS[component]().block()
    for view in (block.student_view, block.public_view, block.author_view, block.studio_view):
        assert view(context).content == view(None).content


@pytest.mark.parametrize("component", WORLDS)
def test_a_draft_shown_from_the_lms_answers_staff_and_earns_nothing(component):
    """Its key names another course key than the enrolments know (LibraryBlock.tsx of frontend-app-authoring)."""
    draft = UsageKey("draft", ContextKey(branch="draft-branch"))
    world = WORLDS[component](staff={"boss"}, enrolled=set(), usage=draft)
    assert world.post("state", user="boss").status == 200 and world.post("state", user="ann").status == 403
    block = world.block("boss")
    block.publish_grade(), block.publish_completion()
    assert not block.is_own_run and world.published == []
    assert WORLDS[component](staff={"boss"}).block("boss").is_own_run


def test_a_draft_is_played_to_its_ending():
    world = World(TALK, lms=True, staff={"boss"}, usage=UsageKey("draft", ContextKey(branch="draft-branch")))
    assert world.play("rule", "plain", user="boss")["phase"] == "ending" and world.published == []


@pytest.mark.parametrize("component", WORLDS)
def test_apps_may_show_the_page_in_a_web_view_and_get_the_card_alone(component):
    """As StudentViewTransformer asks a component that is bound to nobody."""
    block = WORLDS[component]().block(None)
    assert block.has_support(type(block).student_view, "multi_device")
    assert set(block.student_view_data()) <= {
        "title", "minutes", "setting", "content_note", "max_attempts", "max_score", "prompts", "keep", "share",
        "statements", "k",
    }
