"""Credit for taking part: full, given once, whatever is written, and never reduced."""

import pytest
from xblock.scorable import Score

from tests.block.support import IN_A_LIBRARY, PAST, StudioPermissions, in_course

from .support import ReflectionWorld, questions


@pytest.fixture(params=["browser", "learner"])
def world(request, shared_texts):
    """Return the component with each value of `keep`."""
    return ReflectionWorld(questions(request.param), lms=True)


def test_the_first_look_stores_and_publishes_nothing(world):
    view = world.post("state").json
    assert view["phase"] == "open" and view["took_part"] is False
    assert world.published == [] and world.store.writes == []


def test_taking_part_publishes_the_full_grade_once_and_the_grade_completes(world):
    assert world.take_part().json["took_part"] is True
    assert world.grades == [1.0] and world.events("completion") == []
    world.take_part({"sign": "more"}, keep=world.post("state").json["keep"])
    assert world.grades == [1.0]


def test_writing_nothing_gives_the_same_grade(world):
    quiet, talkative = world.take_part(user="ann"), world.take_part({"sign": "A lot."}, keep="learner", user="bob")
    assert quiet.status == talkative.status == 200
    assert world.events("grade", "ann") == world.events("grade", "bob")


def test_an_instructors_grade_stands_when_a_learner_edits_later(world):
    world.take_part()
    block = world.block()
    block.set_score(Score(0.5, 1.0))
    block.save()
    world.take_part({"sign": "later"}, keep="learner")
    assert world.grades == [1.0] and world.stored()["ratio"] == 0.5


def test_a_rescore_gives_the_credit_back_and_none_to_others(world):
    world.take_part()
    block = world.block()
    block.rescore(only_if_higher=False)
    assert world.grades == [1.0, 1.0]
    assert not world.block("bob").has_submitted_answer()


def test_example_answers_and_closing_words_wait_until_one_has_taken_part(world):
    before = world.post("state")
    assert b"voice went quiet" not in before.body and b"at hand" not in before.body
    after = world.take_part().json
    assert after["prompts"][0]["examples"] == ["My voice went quiet."] and after["closing"] == "Keep it at hand."


def test_after_the_deadline_no_new_credit_is_given_and_old_credit_stays(shared_texts):
    world = ReflectionWorld(questions(), lms=True)
    world.take_part(user="ann")
    world.mixins = (in_course(due=PAST),)
    late = world.take_part(user="bob")
    assert late.status == 403 and "deadline" in late.json["error"] and late.json["state"]["can_finish"] is False
    assert world.take_part(user="ann").status == 200
    assert len(world.grades) == 1


def test_people_not_enrolled_are_refused(shared_texts):
    world = ReflectionWorld(questions(share="true"), lms=True, enrolled={"bob"})
    for answer in (world.take_part(), world.share("sign", "words")):
        assert answer.status == 403 and "enrol" in answer.json["error"]
    assert world.published == [] and world.store.writes == [] and shared_texts.rows == {}


def test_a_librarys_preview_grades_and_shares_nothing(shared_texts):
    world = ReflectionWorld(questions(share="true"), lms=True, usage=IN_A_LIBRARY)
    assert world.take_part().json["share"] is False
    assert world.share("sign", "words").status == 409
    assert world.published == [] and shared_texts.rows == {}


def test_studios_preview_shares_nothing(shared_texts, monkeypatch):
    services = {"studio_user_permissions": StudioPermissions()}
    world = ReflectionWorld(questions(share="true"), lms=True, services=services)
    monkeypatch.setattr("tests.block.support.Platform.is_author_mode", True, raising=False)
    answer = world.share("sign", "words")
    assert answer.status == 409 and "preview" in answer.json["error"] and shared_texts.rows == {}


def test_the_report_says_who_took_part_and_holds_no_text(shared_texts):
    world = ReflectionWorld(questions("learner"), lms=True)
    world.take_part({"sign": "zq-mark"}, keep="learner")

    class Row:
        def __init__(self, username, state):
            self.username, self.state = username, state

    rows = [Row("ann", world.stored()), Row("bob", {}), Row("cy", None), Row("dee", {"took_part": "zq"})]
    told = list(world.reflection_block(None).generate_report_data(iter(rows)))
    assert told == [("ann", {"Took part": "yes"})]
    assert list(world.reflection_block(None).generate_report_data(iter(rows), limit_responses=0)) == []


def test_reset_and_deleted_state_begin_anew(shared_texts):
    world = ReflectionWorld(questions("learner", "true"), lms=True)
    world.take_part({"sign": "mine"}, keep="learner")
    world.store.texts = {key: text for key, text in world.store.texts.items() if key.user_id != "ann"}
    view = world.post("state").json
    assert view["took_part"] is False and view["kept"] == {}


def test_texts_at_removed_questions_stay_until_they_are_deleted():
    world = ReflectionWorld(questions("learner"), lms=True)
    world.take_part({"sign": "a teapot", "line": "the old line"}, keep="learner")
    world.edit(questions("learner").replace('<prompt id="sign">', '<prompt id="other">'))
    view = world.take_part({"line": "a new line", "sign": "not from this page", "never": "there"}, keep="learner").json
    assert view["kept"] == world.stored()["kept_words"] == {"sign": "a teapot", "line": "a new line"}
    assert world.take_part({}, keep="learner").json["kept"] == {"sign": "a teapot"}
    assert world.post("forget").json["kept"] == {}


def test_links_to_a_courses_own_files_are_resolved():
    link = '<a href="/static/sheet.pdf">the sheet</a>'
    text = (
        questions().replace("Three questions.", link).replace("Jaw, hands.", link).replace("My voice went quiet.", link)
    )
    world = ReflectionWorld(text.replace("Which line for next time?", link).replace("Keep it at hand.", link), lms=True)
    view = world.take_part().json
    first, second = view["prompts"]
    for told in (view["intro"], view["closing"], first["hint"], first["examples"][0], second["words"]):
        assert 'href="/assets/courseware/sheet.pdf"' in told and "/static/" not in told


def test_links_in_questions_of_shared_texts_are_resolved_and_texts_unchanged(shared_texts):
    text = questions(share="true").replace("Which line for next time?", 'See <a href="/static/sheet.pdf">this</a>.')
    world = ReflectionWorld(text, lms=True, staff={"boss"})
    world.share("line", "an answer with /static/ in it")
    told = world.post("shared_list", user="boss").json["shared"]
    assert "/assets/courseware/sheet.pdf" in told[0]["words"] and told[0]["texts"] == ["an answer with /static/ in it"]
