"""A learner's text is stored where the page said, and nowhere else: tests search for a marker in it."""

import json
import sqlite3
from types import SimpleNamespace

import pytest

from powerstruggle_xblock.continuum_block import ContinuumBlock
from powerstruggle_xblock.group_answers import receivers
from powerstruggle_xblock.platform import effects
from powerstruggle_xblock.reflection_block import ReflectionBlock
from powerstruggle_xblock.scenario_block import ScenarioBlock
from tests.block.web import Browser

from .support import ReflectionWorld, questions

MARK = "zq7marker7qz"
SETTINGS = [("browser", "false"), ("browser", "true"), ("learner", "false"), ("learner", "true")]


def read_everything(world: ReflectionWorld, *who: str) -> str:
    """Return everything that other people can read: handlers, pages, data for apps and search, reports."""
    told = [
        world.post(handler, user=one).body.decode()
        for one in who
        for handler in ("state", "shared_list", "student_view_user_state")
    ]
    block = world.block("bob")
    for view in ("student_view", "public_view", "author_view"):
        page = getattr(block, view)({})
        told.append(page.content + json.dumps(page.json_init_args) + str(page.resources))
    told += [json.dumps(block.student_view_data()), json.dumps(block.index_dictionary())]

    class Row:
        username, state = "ann", world.stored("ann")

    told.append(json.dumps(list(block.generate_report_data(iter([Row])))))
    return "".join(told)


@pytest.mark.parametrize(("keep", "share"), SETTINGS)
def test_texts_are_stored_only_where_the_page_said(shared_texts, caplog, keep, share):
    world = ReflectionWorld(questions(keep, share), lms=True, staff={"boss"})
    # Even a page that sends words it should not (an old one, a forged one) puts them nowhere.
    answer = world.take_part({"sign": MARK}, keep="learner")
    assert (MARK in json.dumps(world.stored())) == (keep == "learner")
    assert (MARK in answer.body.decode()) == (keep == "learner")
    assert set(world.stored()) <= {"took_part", "ratio", "kept_words"}
    assert MARK not in json.dumps(world.published) and MARK not in caplog.text
    assert MARK not in read_everything(world, "bob", "boss")
    assert shared_texts.rows == {}


def test_texts_promised_to_stay_in_the_browser_are_never_stored(shared_texts):
    world = ReflectionWorld(questions("learner"), lms=True)
    world.take_part({"sign": MARK}, keep="browser")
    assert MARK not in json.dumps(world.stored())


def test_a_learner_is_told_when_texts_are_no_longer_stored(shared_texts):
    world = ReflectionWorld(questions("learner"), lms=True)
    world.take_part({"sign": "first words"}, keep="learner")
    world.edit(questions("browser"))
    answer = world.take_part({"sign": MARK}, keep="learner").json
    assert "no longer keeps" in answer["notice"] and MARK not in json.dumps(world.stored())
    # What was kept before is told to its writer, who can delete it.
    assert answer["kept"] == {"sign": "first words"}
    assert world.post("forget").json["kept"] == {}
    assert world.stored()["kept_words"] == {} and world.stored()["took_part"] is True


def test_shared_texts_are_shown_to_staff_only_and_without_names(shared_texts, caplog):
    world = ReflectionWorld(questions(share="true"), lms=True, staff={"boss"})
    world.share("sign", "an older text", user="cy")
    world.share("sign", MARK, user="ann")
    told = world.post("shared_list", user="boss").json
    assert told["shared"] == [{"words": "What was the <em>first</em> sign?", "texts": ["an older text", MARK]}]
    assert "ann" not in json.dumps(told) and "cy" not in json.dumps(told)
    assert MARK not in read_everything(world, "bob", "cy")
    assert world.stored("ann") == {} and MARK not in json.dumps(world.published) and MARK not in caplog.text


def test_withdrawing_deletes_at_once_and_always_works(shared_texts):
    world = ReflectionWorld(questions(share="true"), lms=True, staff={"boss"})
    shared_texts.share(str(world.usage), "sign", "ann", MARK)
    shared_texts.share(str(world.usage), "gone", "ann", "at a question that is no longer asked")
    world.edit(questions(share="false"))
    assert world.post("state").json["shared"] == {"sign": MARK, "gone": "at a question that is no longer asked"}
    world.enrolled = {"boss"}
    assert world.withdraw("sign").json["shared"] == {"gone": "at a question that is no longer asked"}
    assert world.withdraw("gone").json["shared"] == {}
    assert shared_texts.rows == {} and world.post("shared_list", user="boss").json["shared"] == []


@pytest.mark.parametrize(("handler", "data"), [("forget", {}), ("withdraw", {"prompt": "sign"})])
def test_who_never_took_part_and_is_not_enrolled_reads_no_question_by_taking_back(shared_texts, handler, data):
    world = ReflectionWorld(questions("learner", "true"), lms=True, enrolled={"bob"})
    shared_texts.share(str(world.usage), "sign", "bob", MARK)
    refused = world.post(handler, data)
    assert (refused.status, refused.json["code"], refused.json["state"]) == (403, "not-enrolled", None)
    assert b"sign?" not in refused.body and list(shared_texts.rows.values()) == [MARK]
    assert world.post(handler, data, user="bob").status == 200


def test_who_has_left_the_course_takes_back_what_is_theirs(shared_texts):
    world = ReflectionWorld(questions("learner", "true"), lms=True)
    world.take_part({"sign": MARK}, keep="learner")
    world.share("sign", MARK)
    world.enrolled = set()
    assert world.withdraw("sign").json["shared"] == {} and world.post("forget").json["kept"] == {}
    assert shared_texts.rows == {} and world.stored()["kept_words"] == {}


def test_deleting_kept_words_also_deletes_them_where_the_platform_has_copied_them(shared_texts, monkeypatch):
    calls = []
    monkeypatch.setattr(effects, "forget_former_words", lambda *place: calls.append(place))
    world = ReflectionWorld(questions("learner"), lms=True)
    world.take_part({"sign": MARK}, keep="learner")
    assert world.post("forget").status == 200 and calls == [(world.usage, "ann")]


def test_a_learner_can_not_withdraw_texts_of_others(shared_texts):
    world = ReflectionWorld(questions(share="true"), lms=True)
    world.share("sign", "mine", user="ann")
    assert world.withdraw("sign", user="bob").status == 200
    assert world.post("state", user="ann").json["shared"] == {"sign": "mine"}
    assert world.post("state", user="bob").json["shared"] == {}


def test_sharing_again_replaces(shared_texts):
    world = ReflectionWorld(questions(share="true"), lms=True, staff={"boss"})
    world.share("sign", "first")
    world.share("sign", "second")
    assert list(shared_texts.rows.values()) == ["second"]


def test_no_component_keeps_the_platform_from_resetting_grade_and_completion():
    for block in (ScenarioBlock, ContinuumBlock, ReflectionBlock):
        assert not hasattr(block, "clear_student_state")


def test_without_the_app_sharing_is_off_with_a_reason_and_the_rest_works(shared_texts):
    shared_texts.is_installed = False
    world = ReflectionWorld(questions("learner", "true"), lms=True, staff={"boss"})
    view = world.post("state").json
    assert view["share"] is False and "no place to keep" in view["share_off"]
    assert world.share("sign", MARK).status == 409 and world.withdraw("sign").status == 409
    assert world.take_part({"sign": "x"}, keep="learner").json["kept"] == {"sign": "x"} and world.grades == [1.0]
    assert world.post("shared_list", user="boss").json["shared"] == []
    deleted = SimpleNamespace(module_state_key=SimpleNamespace(block_type="powerstruggle_reflection"), student_id=7)
    receivers.forget_deleted_state(sender=None, instance=deleted)


def test_the_agencys_support_and_reporting_texts_are_shown_and_sanitized(shared_texts):
    class Settings:
        def get_settings_bucket(self, block):
            return {"support": "Call 988.<script>x</script>", "reporting": "Incidents: extension <b>4410</b>."}

    plain = ReflectionWorld(questions(), lms=True).post("state").json
    assert "Nobody monitors" in plain["monitoring_notice"] and "crisis line" in plain["support"]
    assert plain["reporting"] is None
    own = ReflectionWorld(questions(), lms=True, services={"settings": Settings()}).post("state").json
    assert own["support"] == "Call 988." and own["reporting"] == "Incidents: extension <b>4410</b>."


# --- through the workbench's real HTTP, with its database and its log ------------------------------------------------


def find_tables(folder, mark: str) -> set[str]:
    """Return the names of the tables that contain a mark."""
    found = set()
    with sqlite3.connect(folder) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            rows = database.execute(f'SELECT * FROM "{name}"').fetchall()
            if any(mark in str(value) for row in rows for value in row):
                found.add(name)
    return found


@pytest.fixture
def database(bench):
    """Return the path of the workbench's database."""
    return next(bench.log.parent.rglob("workbench.db"))


def test_in_the_workbench_a_browsers_words_reach_neither_database_nor_log(bench, database):
    ann = Browser(bench.url, "ann", "powerstruggle_reflection.0")
    assert ann.post("finish", {"keep": "browser", "words": {"first-sign": MARK}}).json["took_part"] is True
    assert find_tables(database, MARK) == set()
    assert MARK not in bench.log.read_text(encoding="utf-8")
    assert ("grade", "{'value': 1.0, 'max_value': 1.0}") in bench.events(ann.usage)


def test_in_the_workbench_shared_words_lie_in_one_table_until_they_are_withdrawn(bench, database):
    mark = MARK + "shared"
    ann, bob = (Browser(bench.url, who, "powerstruggle_reflection.0") for who in ("ann-shares", "bob"))
    boss = Browser(bench.url, "author", "powerstruggle_reflection.0")
    assert ann.post("share", {"prompt": "first-sign", "text": mark}).json["shared"] == {"first-sign": mark}
    tables = find_tables(database, mark)
    assert len(tables) == 1 and "sharedreflection" in tables.pop()
    assert mark in boss.post("shared_list").body.decode() and mark not in bob.post("shared_list").body.decode()
    assert mark not in bob.post("state").body.decode()
    assert ann.post("withdraw", {"prompt": "first-sign"}).json["shared"] == {}
    assert find_tables(database, mark) == set() and mark not in boss.post("shared_list").body.decode()
    assert mark not in bench.log.read_text(encoding="utf-8")


def test_in_the_workbench_no_address_or_log_line_holds_words(bench):
    ann = Browser(bench.url, "ann-logs", "powerstruggle_reflection.0")
    for handler, body in (
        ("share", {"prompt": MARK, "text": MARK}),
        ("finish", {"keep": MARK, "words": {MARK: MARK}}),
        ("withdraw", {"prompt": MARK}),
        ("share", MARK),
    ):
        ann.post(handler, body)
    assert MARK not in bench.log.read_text(encoding="utf-8")
