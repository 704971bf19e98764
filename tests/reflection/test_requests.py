"""Requests are never trusted: any JSON, texts that are too long, forged values, people without permission."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powerstruggle_xblock.platform.reflection_sharing import MAX_ANSWER_LENGTH
from powerstruggle_xblock.reflection_block import ReflectionBlock
from tests.block.support import IS_STAFF, USER_ID, FakeUserService

from .support import FakeSharedTexts, ReflectionWorld, questions

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
HANDLERS = ("state", "finish", "share", "withdraw", "forget", "shared_list")


@pytest.fixture(scope="module", autouse=True)
def _shared_texts():
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield FakeSharedTexts().install(monkeypatch)


def list_handlers():
    """Return the names of all handlers of the block."""
    return {
        name for name in dir(ReflectionBlock) if getattr(getattr(ReflectionBlock, name), "_is_xblock_handler", False)
    }


def test_the_tests_below_know_every_handler_learners_can_call():
    authors = {"editor_load", "editor_check", "editor_save", "editor_template", "editor_compare", "editor_last_valid"}
    assert list_handlers() == {*HANDLERS, "student_view_user_state", *authors}


@given(
    data=ANY_JSON,
    keep=ANY_JSON | st.sampled_from(["browser", "learner"]),
    words=ANY_JSON,
    prompt=ANY_JSON,
    text=ANY_JSON,
)
def test_values_of_any_json_type_get_a_message(data, keep, words, prompt, text):
    world = ReflectionWorld(questions("learner", "true"), lms=True)
    bodies = [data, {"keep": keep, "words": words}, {"prompt": prompt, "text": text}]
    for handler in HANDLERS:
        for body in bodies:
            answer = world.post(handler, body)
            assert answer.status in (200, 400, 403, 409)
            if answer.status != 200:
                assert answer.json["error"].endswith((".", ")"))


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"keep": "somewhere"},
        {"keep": ["browser"]},
        {"keep": {}},
        {"keep": "learner", "words": []},
        [],
        None,
        "x",
        b"{",
        b"\xff",
        {"keep": "learner", "words": {"sign": 7}},
        {"keep": "learner", "words": {"sign": None}},
        {"keep": "learner", "words": {str(n): "x" for n in range(101)}},
    ],
)
def test_a_malformed_submission_counts_nothing(body):
    world = ReflectionWorld(questions("learner"), lms=True)
    answer = world.post("finish", b"null" if body is None else body)
    assert answer.status == 400 and answer.json["error"]
    assert world.published == [] and world.store.writes == []


@pytest.mark.parametrize("handler", HANDLERS)
def test_only_posts_are_taken(handler):
    assert ReflectionWorld(questions()).post(handler, method="GET").status == 405


def test_a_text_that_is_too_long_is_refused_and_the_message_names_the_limit():
    world = ReflectionWorld(questions("learner", "true"), lms=True)
    for answer in (
        world.take_part({"sign": "x" * (MAX_ANSWER_LENGTH + 1)}, keep="learner"),
        world.share("sign", "x" * (MAX_ANSWER_LENGTH + 1)),
    ):
        assert answer.status == 400 and str(MAX_ANSWER_LENGTH) in answer.json["error"]
    assert world.published == [] and world.store.writes == []
    assert world.take_part({"sign": "x" * MAX_ANSWER_LENGTH}, keep="learner").status == 200


def test_twenty_full_answers_in_a_wide_script_fit_into_one_submission():
    prompts = "".join(f'<prompt id="p{n}"><words>x</words></prompt>' for n in range(20))
    world = ReflectionWorld(f'<powerstruggle_reflection keep="learner">{prompts}</powerstruggle_reflection>', lms=True)
    answer = world.take_part({f"p{n}": "話" * MAX_ANSWER_LENGTH for n in range(20)}, keep="learner")
    assert answer.status == 200 and len(answer.json["kept"]) == 20


@pytest.mark.parametrize("text", ["\x00", "a\ud800b", "\x1b[31m", "￿"])
def test_characters_no_database_takes_are_made_harmless(text):
    world = ReflectionWorld(questions("learner", "true"), lms=True)
    world.take_part({"sign": f"A{text}B"}, keep="learner")
    kept = world.stored()["kept_words"]["sign"]
    assert kept.startswith("A") and kept.endswith("B") and "\x00" not in kept
    kept.encode("utf-8")


def test_words_at_questions_that_are_not_there_are_not_kept():
    world = ReflectionWorld(questions("learner"), lms=True)
    world.take_part({"sign": "here", "gone": "nowhere"}, keep="learner")
    assert world.stored()["kept_words"] == {"sign": "here"}


@pytest.mark.parametrize("who", ["ann", None])
def test_only_the_courses_staff_get_the_list(who):
    world = ReflectionWorld(questions(share="true"), lms=True, staff={"boss"})
    world.share("sign", "shared words", user="bob")
    answer = world.post("shared_list", user=who)
    assert answer.status == 403 and b"shared words" not in answer.body
    assert b"shared words" in world.post("shared_list", user="boss").body


@pytest.mark.parametrize("handler", ["editor_load", "editor_check", "editor_save", "editor_template", "editor_compare"])
def test_authors_handlers_answer_nobody_in_the_course(handler):
    world = ReflectionWorld(questions(), lms=True, staff={"boss"})
    for who in ("ann", "boss"):
        answer = world.post(handler, {"tree": {}, "base": "x", "id": "all-fifteen"}, user=who)
        assert answer.status == 403 and answer.json["error"]


def test_masquerading_staff_neither_see_nor_send_texts_of_the_learner():
    world = ReflectionWorld(questions("learner", "true"), lms=True)
    world.take_part({"sign": "kept words"}, keep="learner")
    world.share("sign", "shared words")

    class Masked(FakeUserService):
        @property
        def _django_user(self):
            return SimpleNamespace(real_user=object())

    world.services = {"user": Masked({IS_STAFF: False, USER_ID: "ann"})}
    body = world.post("state").body
    assert b"kept words" not in body and b"shared words" not in body
    for answer in (world.take_part(), world.share("sign", "x"), world.withdraw("sign"), world.post("forget")):
        assert answer.status == 403 and "somebody else" in answer.json["error"]


@pytest.mark.parametrize("text", ["", "<powerstruggle_reflection/>", "<nonsense", "<powerstruggle_scenario/>"])
def test_an_empty_component_is_unavailable_and_accepts_nothing(text):
    world = ReflectionWorld(text, lms=True, staff={"boss"})
    view = world.post("state").json
    assert view["phase"] == "unavailable" and view["prompts"] == [] and "line" not in view["problems"][0]
    assert world.post("state", user="boss").json["problems"]
    assert world.take_part().status == 409 and world.share("sign", "x").status == 409
    assert world.published == []
