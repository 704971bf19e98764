"""A marker in what somebody writes is found where the page said it would be, and nowhere else."""

import json
import sqlite3

import pytest

from tests.block.web import Browser

from .support import ReflectionWorld, questions

MARK = "zq7marker7qz"
WAYS = [("browser", "false"), ("browser", "true"), ("learner", "false"), ("learner", "true")]


def everything_public(world: ReflectionWorld, *who: str) -> str:
    """Whatever anybody else can be told: answers, pages, apps, search, reports, exports."""
    told = [world.post(handler, user=one).body.decode() for one in who for handler in ("state", "shared_list", "student_view_user_state")]
    block = world.block("bob")
    for view in ("student_view", "public_view", "author_view"):
        page = getattr(block, view)({})
        told.append(page.content + json.dumps(page.json_init_args) + str(page.resources))
    told += [json.dumps(block.student_view_data()), json.dumps(block.index_dictionary())]

    class Row:
        username, state = "ann", world.stored("ann")

    told.append(json.dumps(list(block.generate_report_data(iter([Row])))))
    return "".join(told)


@pytest.mark.parametrize(("keep", "share"), WAYS)
def test_what_is_kept_lies_where_the_page_said_and_nowhere_else(shelf, caplog, keep, share):
    world = ReflectionWorld(questions(keep, share), lms=True, staff={"boss"})
    # Even a page that sends words it should not (an old one, a forged one) puts them nowhere.
    answer = world.finish({"sign": MARK}, keep="learner")
    assert (MARK in json.dumps(world.stored())) == (keep == "learner")
    assert (MARK in answer.body.decode()) == (keep == "learner")
    assert set(world.stored()) <= {"took_part", "ratio", "kept_words"}
    assert MARK not in json.dumps(world.published) and MARK not in caplog.text
    assert MARK not in everything_public(world, "bob", "boss")
    assert shelf.rows == {}


def test_a_page_that_promised_the_browser_keeps_its_word_after_the_author_chose_otherwise(shelf):
    world = ReflectionWorld(questions("learner"), lms=True)
    world.finish({"sign": MARK}, keep="browser")
    assert MARK not in json.dumps(world.stored())


def test_who_is_told_words_are_kept_is_told_when_they_no_longer_are(shelf):
    world = ReflectionWorld(questions("learner"), lms=True)
    world.finish({"sign": "first words"}, keep="learner")
    world.edit(questions("browser"))
    answer = world.finish({"sign": MARK}, keep="learner").json
    assert "no longer keeps" in answer["notice"] and MARK not in json.dumps(world.stored())
    # What was kept before is told to its writer, who can delete it.
    assert answer["kept"] == {"sign": "first words"}
    assert world.post("forget").json["kept"] == {}
    assert world.stored()["kept_words"] == {} and world.stored()["took_part"] is True


def test_what_is_shared_is_read_by_staff_without_a_name_and_by_nobody_else(shelf, caplog):
    world = ReflectionWorld(questions(share="true"), lms=True, staff={"boss"})
    world.share("sign", "an older text", user="cy")
    world.share("sign", MARK, user="ann")
    told = world.post("shared_list", user="boss").json
    assert told["shared"] == [{"words": "What was the <em>first</em> sign?", "texts": ["an older text", MARK]}]
    assert "ann" not in json.dumps(told) and "cy" not in json.dumps(told)
    assert MARK not in everything_public(world, "bob", "cy")
    assert world.stored("ann") == {} and MARK not in json.dumps(world.published) and MARK not in caplog.text


def test_withdrawing_deletes_at_once_and_always_works(shelf):
    world = ReflectionWorld(questions(share="true"), lms=True, staff={"boss"}, enrolled={"boss"})
    shelf.share(str(world.usage), "sign", "ann", MARK)
    shelf.share(str(world.usage), "gone", "ann", "at a question that is no longer asked")
    world.edit(questions(share="false"))
    assert world.post("state").json["shared"] == {"sign": MARK, "gone": "at a question that is no longer asked"}
    assert world.withdraw("sign").json["shared"] == {"gone": "at a question that is no longer asked"}
    assert world.withdraw("gone").json["shared"] == {}
    assert shelf.rows == {} and world.post("shared_list", user="boss").json["shared"] == []


def test_nobody_withdraws_what_is_somebody_elses(shelf):
    world = ReflectionWorld(questions(share="true"), lms=True)
    world.share("sign", "mine", user="ann")
    assert world.withdraw("sign", user="bob").status == 200
    assert world.post("state", user="ann").json["shared"] == {"sign": "mine"}
    assert world.post("state", user="bob").json["shared"] == {}


def test_sharing_again_replaces(shelf):
    world = ReflectionWorld(questions(share="true"), lms=True, staff={"boss"})
    world.share("sign", "first")
    world.share("sign", "second")
    assert list(shelf.rows.values()) == ["second"]


def test_deleting_a_learners_state_deletes_what_they_shared_here(shelf, monkeypatch):
    world = ReflectionWorld(questions(share="true"), lms=True)
    for who in ("7", "8"):
        world.share("sign", f"text of {who}", user=who)
    monkeypatch.setattr("powerstruggle_xblock.reflection_block.user_behind", {"anonymous-7": 7}.get)
    world.block(None).clear_student_state(user_id="anonymous-7", course_id="c", item_id=str(world.usage), requesting_user_id=1)
    assert list(shelf.rows.values()) == ["text of 8"]
    world.block(None).clear_student_state(user_id="unknown", course_id="c", item_id=str(world.usage), requesting_user_id=1)
    assert list(shelf.rows.values()) == ["text of 8"]


def test_without_the_groups_app_sharing_is_off_says_why_and_everything_else_works(shelf):
    shelf.there = False
    world = ReflectionWorld(questions("learner", "true"), lms=True, staff={"boss"})
    view = world.post("state").json
    assert view["share"] is False and "no place to keep" in view["share_off"]
    assert world.share("sign", MARK).status == 409 and world.withdraw("sign").status == 409
    assert world.finish({"sign": "x"}, keep="learner").json["kept"] == {"sign": "x"} and world.grades == [1.0]
    assert world.post("shared_list", user="boss").json["shared"] == []
    world.block(None).clear_student_state(user_id="x")


def test_the_agencys_own_numbers_stand_beside_the_line_that_nobody_monitors_the_box(shelf):
    class Settings:
        def get_settings_bucket(self, block):
            return {"support": "Call 988.<script>x</script>", "reporting": "Incidents: extension <b>4410</b>."}

    plain = ReflectionWorld(questions(), lms=True).post("state").json
    assert "Nobody monitors" in plain["standing"] and "crisis line" in plain["support"] and plain["reporting"] is None
    own = ReflectionWorld(questions(), lms=True, services={"settings": Settings()}).post("state").json
    assert own["support"] == "Call 988." and own["reporting"] == "Incidents: extension <b>4410</b>."


# --- through the workbench's real HTTP, with its database and its log ------------------------------------------------


def tables_with(folder, mark: str) -> set[str]:
    """Give the names of the tables in which a mark stands."""
    found = set()
    with sqlite3.connect(folder) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            rows = database.execute(f'SELECT * FROM "{name}"').fetchall()
            if any(mark in str(value) for row in rows for value in row):
                found.add(name)
    return found


@pytest.fixture
def database(bench):
    return next(bench.log.parent.rglob("workbench.db"))


def test_in_the_workbench_a_browsers_words_reach_neither_database_nor_log(bench, database):
    ann = Browser(bench.url, "ann", "powerstruggle_reflection.0")
    assert ann.post("finish", {"keep": "browser", "words": {"first-sign": MARK}}).json["took_part"] is True
    assert tables_with(database, MARK) == set()
    assert MARK not in bench.log.read_text(encoding="utf-8")
    assert ("grade", "{'value': 1.0, 'max_value': 1.0}") in bench.events(ann.usage)


def test_in_the_workbench_shared_words_lie_in_one_table_until_they_are_withdrawn(bench, database):
    mark = MARK + "shared"
    ann, bob = (Browser(bench.url, who, "powerstruggle_reflection.0") for who in ("ann-shares", "bob"))
    boss = Browser(bench.url, "author", "powerstruggle_reflection.0")
    assert ann.post("share", {"prompt": "first-sign", "text": mark}).json["shared"] == {"first-sign": mark}
    tables = tables_with(database, mark)
    assert len(tables) == 1 and "sharedreflection" in tables.pop()
    assert mark in boss.post("shared_list").body.decode() and mark not in bob.post("shared_list").body.decode()
    assert mark not in bob.post("state").body.decode()
    assert ann.post("withdraw", {"prompt": "first-sign"}).json["shared"] == {}
    assert tables_with(database, mark) == set() and mark not in boss.post("shared_list").body.decode()
    assert mark not in bench.log.read_text(encoding="utf-8")


def test_in_the_workbench_no_address_or_log_line_holds_words(bench):
    ann = Browser(bench.url, "ann-logs", "powerstruggle_reflection.0")
    for handler, body in (("share", {"prompt": MARK, "text": MARK}), ("finish", {"keep": MARK, "words": {MARK: MARK}}),
                          ("withdraw", {"prompt": MARK}), ("share", MARK)):
        ann.post(handler, body)
    assert MARK not in bench.log.read_text(encoding="utf-8")
