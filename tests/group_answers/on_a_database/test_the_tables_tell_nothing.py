"""What somebody learns who reads the database itself: all rows, their order, two copies, every statement sent to it."""

import base64
import json
import re

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from powerstruggle_xblock.group_answers import api, storage

from .support import PLACE, ROUND, SCALE

PERSON = "person-7f3a91"
POSITION = "position-c0ffee"
QUESTION = "question-5eedf00d"
TICKED = "ticked-abbacafe"


def submit(person: object = PERSON, position=POSITION, question=QUESTION):
    return api.submit(PLACE, ROUND, person, {question: position}, {question: [TICKED]})


def rows() -> dict[str, list[tuple]]:
    """Give every row of every table as the database hands it out, with what it hands out unasked."""
    hidden = "rowid, " if connection.vendor == "sqlite" else ""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            if table != "sqlite_sequence":
                cursor.execute(f"SELECT {hidden}{table}.* FROM {table}")
                found[table] = cursor.fetchall()
        return found


def test_no_row_names_a_person_a_question_or_a_position_even_of_the_only_one_who_answered():
    submit()
    assert not re.search("person-|position-|question-|ticked-|7f3a91|c0ffee|5eedf00d|abbacafe", repr(rows()), re.I)


def test_no_statement_that_reaches_the_database_or_its_log_names_one():
    with CaptureQueriesContext(connection) as queries:
        submit()
        api.took_part(PLACE, ROUND, PERSON)
        api.distribution(PLACE, ROUND, QUESTION, [POSITION])
    assert len(queries) >= 6
    assert not re.search("person-|position-|question-|ticked-", repr(queries.captured_queries))


def test_the_file_itself_holds_none():
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite's database is one file that can be read here")
    submit()
    with open(connection.settings_dict["NAME"], "rb") as file:
        assert not re.search(b"person-|position-|question-|ticked-", file.read())


def test_two_copies_before_and_after_an_answer_are_alike_for_every_position_it_can_have():
    for person in range(9):
        submit(person, SCALE[person % 5])
    for number, position in enumerate(SCALE):
        [before] = rows()["powerstruggle_group_answers_tallysheet"]
        submit(f"late {number}", position)
        [after] = rows()["powerstruggle_group_answers_tallysheet"]
        assert before[:-1] == after[:-1]
        assert len(before[-1]) == len(after[-1])
        # Everything behind the fixed head is new: nothing stays in its place that could be compared.
        assert (
            sum(one == other for one, other in zip(before[-1][12:], after[-1][12:], strict=True)) < len(before[-1]) / 20
        )


def test_a_sheet_does_not_grow_with_the_name_that_is_counted_first():
    lengths = set()
    for number, position in enumerate(("a", "a much longer name of a position than the other")):
        api.submit(f"{PLACE}-{number}", ROUND, 1, {"names": position})
        lengths.add(len(storage.load_models().TallySheet.objects.get(place=f"{PLACE}-{number}").sealed))
    assert len(lengths) == 1


def test_not_even_an_opened_sheet_tells_who_of_them_came_first():
    for place, order in (("one", SCALE), ("other", SCALE[::-1])):
        for person, position in enumerate(order):
            api.submit(place, ROUND, person, {QUESTION: position}, {QUESTION: [position]})
    opened = [
        json.dumps(storage.load_cipher().decrypt(row.sealed)) for row in storage.load_models().TallySheet.objects.all()
    ]
    assert opened[0] == opened[1]


def test_no_table_knows_a_time_or_numbers_its_rows():
    submit()
    sheets = rows()["powerstruggle_group_answers_tallysheet"]
    token = base64.urlsafe_b64decode(sheets[0][-1])
    assert token[1:9] == bytes(8), "the seal's own time"
    for name in ("TallySheet", "Participation"):
        fields = {
            field.get_internal_type()
            for field in apps.get_model("powerstruggle_group_answers", name)._meta.get_fields()
        }
        assert fields <= {"CharField", "TextField"}


def test_the_order_of_marks_is_not_the_order_of_people():
    came = []
    for person in range(40):
        before = set(storage.load_models().Participation.objects.values_list("key", flat=True))
        submit(person, "calm")
        came += set(storage.load_models().Participation.objects.values_list("key", flat=True)) - before
    by_key = list(storage.load_models().Participation.objects.order_by("pk").values_list("key", flat=True))
    assert sorted(came) == by_key
    assert came != by_key
    # Rows may still lie as they came. That order leads nowhere: there is one sheet, rewritten whole by each of them.
    assert len(rows()["powerstruggle_group_answers_tallysheet"]) == 1


def test_a_mark_cannot_be_made_again_without_the_sites_key(keys):
    submit()
    [mark] = storage.load_models().Participation.objects.values_list("key", flat=True)
    keys("a guess")
    assert mark not in storage.load_cipher().tokens(PLACE, ROUND, PERSON)


def test_a_sheet_gives_its_figures_to_the_sites_key_only(keys):
    submit()
    [sealed] = storage.load_models().TallySheet.objects.values_list("sealed", flat=True)
    pending = [1, {POSITION: 1}, {TICKED: 1}]
    assert storage.load_cipher().decrypt(sealed) == {"k": 8, "questions": {QUESTION: [[0, {}, {}], pending]}}
    keys("a guess")
    with pytest.raises(api.NotAvailable):
        api.distribution(PLACE, ROUND, QUESTION, [POSITION])
