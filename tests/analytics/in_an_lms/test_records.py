"""`powerstruggle_records`, in an LMS.

The real edx-completion, and for the rest what the platform's sources do (`../platform`).
"""

import csv
import io
import sys
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from completion.models import BlockCompletion
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lms.djangoapps.courseware.models import StudentModule

from powerstruggle_xblock.analytics import records, tables

from .course import KEY, PERSON


def run(*arguments) -> tuple[list[dict], str]:
    """Run the command; give its rows, and what it said on the way."""
    out, said = io.StringIO(), io.StringIO()
    call_command("powerstruggle_records", KEY, *arguments, stdout=out, stderr=said)
    return list(csv.DictReader(io.StringIO(out.getvalue()))), said.getvalue()


def of(rows, username, component="talk") -> dict:
    """Return a person's row of a component."""
    return next(row for row in rows if row["username"] == username and row["component"].endswith(f"@{component}"))


def test_a_row_for_every_person_and_component_in_the_courses_order(course):
    for username in ("ann", "ben"):
        course.enrol(username)
    rows, said = run()
    assert [(row["username"], row["type"]) for row in rows] == [
        (username, f"powerstruggle_{kind}")
        for username in ("ann", "ben")
        for kind in ("scenario", "reflection", "continuum")
    ]
    assert all(
        (row["completed"], row["score_percent"], row["passed"], row["attempts"]) == ("no", "", "", "0") for row in rows
    )
    assert "2 of 2 persons" in said


def test_what_somebody_did(course):
    course.enrol("ann")
    course.play("ann", "leave")
    course.play("ann", "rule", "plain")
    course.play("ann", "rule", "push")
    assert course.written.take_part({"sign": "teapot"}, user="ann").status == 200
    course.keepers[1].save("ann")
    rows, _ = run()
    talk = of(rows, "ann")
    assert (talk["completed"], talk["score_percent"], talk["best_score_percent"], talk["passed"], talk["attempts"]) == (
        "yes",
        "66.7",
        "66.7",
        "no",
        "3",
    )
    assert datetime.fromisoformat(talk["completed_at"]) - datetime.now(UTC) < timedelta(minutes=1)
    written = of(rows, "ann", "write")
    assert (written["completed"], written["score_percent"], written["passed"], written["attempts"]) == (
        "yes",
        "100.0",
        "yes",
        "1",
    )
    assert of(rows, "ann", "stand")["completed"] == "no" and "teapot" not in str(rows)


def test_the_grade_that_counts_and_the_best_are_told_apart(course):
    course.enrol("ann")
    course.scenario.edit(course.scenario.text.replace('decisions="2"', 'decisions="2" keep="latest"'))
    course.play("ann", "hear", "plain")
    course.play("ann", "leave")
    talk = of(run()[0], "ann")
    assert (talk["score_percent"], talk["best_score_percent"], talk["passed"], talk["attempts"]) == (
        "0.0",
        "100.0",
        "no",
        "2",
    )


def test_an_override_a_reset_and_deleted_state_are_what_the_platform_has(course):
    course.enrol("ann")
    course.play("ann", "leave")
    course.keepers[0].override(1.0)
    course.keepers[0].save("ann")
    assert of(run()[0], "ann")["score_percent"] == "100.0" and of(run()[0], "ann")["passed"] == "yes"
    course.keepers[0].reset_attempts()
    course.keepers[0].save("ann")
    assert of(run()[0], "ann")["attempts"] == "1", (
        "runs that are recorded were played, whatever counts against the limit now"
    )
    StudentModule.objects.all().delete()
    BlockCompletion.objects.submit_completion(PERSON.objects.get(username="ann"), course.scenario.usage, 0.0)
    talk = of(run()[0], "ann")
    assert (talk["completed"], talk["completed_at"], talk["score_percent"], talk["attempts"]) == ("no", "", "", "0")


def test_somebody_who_left_is_told_and_said_to_have_left(course):
    course.enrol("ann")
    course.play("ann", "hear", "plain")
    course.enrol("ann", active=False)
    assert (of(run()[0], "ann")["enrolled"], of(run()[0], "ann")["passed"]) == ("no", "yes")


def test_another_courses_people_and_components_are_not_told(course):
    PERSON.objects.create(username="elsewhere")
    course.enrol("ann")
    assert {row["username"] for row in run()[0]} == {"ann"}


def test_since_a_day_only_what_was_completed_then_or_later(course):
    for username in ("ann", "ben"):
        course.enrol(username)
        course.play(username, "hear", "plain")
    old = datetime(2026, 1, 31, 12, tzinfo=UTC)
    BlockCompletion.objects.filter(user__username="ann").update(modified=old)
    BlockCompletion.objects.filter(user__username="ben").update(modified=old + timedelta(days=1))
    assert [row["username"] for row in run("--since", "2026-02-01")[0]] == ["ben"]
    assert [row["username"] for row in run("--since", "2026-01-31")[0]] == ["ann", "ben"]
    assert run("--since", "2026-01-31T12:00:01+00:00")[0][0]["completed_at"] == "2026-02-01T12:00:00Z"
    with pytest.raises(CommandError, match="since"):
        run("--since", "yesterday")


def test_a_scenario_that_cannot_be_read_has_results_and_no_mark(course):
    course.enrol("ann")
    course.play("ann", "hear", "plain")
    course.scenario.edit("<broken")
    talk = of(run()[0], "ann")
    assert (talk["score_percent"], talk["passed"], talk["completed"]) == ("100.0", "", "yes")


@pytest.mark.parametrize(
    "state",
    [
        "null",
        "{}",
        '{"progress": [], "attempts": "x"}',
        '{"progress": {"recorded": [5, {}]}, "attempts": null}',
    ],
)
def test_odd_states_are_no_fault(course, state):
    person = course.enrol("ann")
    StudentModule.objects.create(
        student=person, course_id=course.key, module_state_key=course.scenario.usage, state=state
    )
    assert of(run()[0], "ann")["completed"] == "no"


def test_it_reads_a_few_times_a_person_however_many_components(course):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            run()
        assert not [query for query in asked.captured_queries if not query["sql"].startswith("SELECT")], (
            "nothing is written"
        )
        return len(asked)

    course.enrol("ann")
    one = queries()
    for number in range(4):
        course.enrol(f"p{number}")
    assert (queries() - one) / 4 == 3


def test_persons_are_told_one_after_another(course):
    for number in range(3):
        course.enrol(f"p{number}")
    of_persons = records.CourseRecords(KEY).iterate()
    assert {record.username for record in next(of_persons)} == {"p0"}
    with CaptureQueriesContext(connection) as asked:
        next(of_persons)
    assert len(asked) == 3


# --- files ------------------------------------------------------------------------------------------------------------


def test_csv_into_a_file(course, tmp_path):
    course.enrol("ann")
    rows, said = run("--out", str(tmp_path / "records.csv"))
    assert rows == [] and "3 rows" in said and [path.name for path in tmp_path.iterdir()] == ["records.csv"]
    with open(tmp_path / "records.csv", encoding="utf-8-sig", newline="") as file:
        assert next(row["title"] for row in csv.DictReader(file)) == "'=Talk", "no cell is a formula"


def test_a_workbook(course, tmp_path):
    course.enrol("ann")
    course.play("ann", "rule", "plain")
    run("--xlsx", "--out", str(tmp_path / "records.xlsx"))
    head, *rows = openpyxl.load_workbook(tmp_path / "records.xlsx").active.iter_rows()
    assert tuple(cell.value for cell in head) == records.COLUMNS
    talk = {name: cell for name, cell in zip(records.COLUMNS, rows[0], strict=True)}
    assert talk["title"].data_type == "s" and talk["title"].value == "'=Talk" and talk["score_percent"].value == 66.7


def test_a_workbook_needs_a_file_and_a_library(course, monkeypatch, tmp_path):
    course.enrol("ann")
    with pytest.raises(CommandError, match="--out FILE"):
        run("--xlsx")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(CommandError, match="spreadsheet"):
        run("--xlsx", "--out", str(tmp_path / "records.xlsx"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_breaks_off_is_not_left_and_an_older_one_stays(course, monkeypatch, tmp_path):
    course.enrol("ann")
    (tmp_path / "records.csv").write_text("older")

    def broken(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr(tables, "write_csv", broken)
    with pytest.raises(CommandError, match="No space"):
        run("--out", str(tmp_path / "records.csv"))
    assert [path.name for path in tmp_path.iterdir()] == ["records.csv"] and (
        tmp_path / "records.csv"
    ).read_text() == "older"
    with pytest.raises(CommandError, match="can't be written"):
        run("--out", str(tmp_path / "nowhere" / "records.csv"))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("a=b", "a=b"),
        (-1.5, -1.5),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_compute_is_made_a_text(cell, written):
    assert tables.escape_formula(cell) == written


def test_a_title_with_characters_no_workbook_holds(tmp_path):
    with open(tmp_path / "x.xlsx", "wb") as file:
        assert tables.write_xlsx(file, ["a"], iter([["be\x07ll"], ["=1\x00"]])) == 2
    assert [row[0].value for row in openpyxl.load_workbook(tmp_path / "x.xlsx").active.iter_rows()] == [
        "a",
        "bell",
        "'=1",
    ]


# --- refusals ---------------------------------------------------------------------------------------------------------


def test_a_course_that_is_none(course):
    for course_id in ("nonsense", "course-v1:Harbor+ROPE+1999", ""):
        with pytest.raises(CommandError) as refused:
            call_command("powerstruggle_records", course_id)
        assert "course" in str(refused.value)


def test_a_course_without_our_components(course):
    course.unit.get_children = lambda: ()
    with pytest.raises(CommandError, match="has none of these components"):
        run()


@pytest.mark.parametrize(
    "missing",
    [
        "completion.models",
        "lms.djangoapps.courseware.model_data",
        "lms.djangoapps.courseware.user_state_client",
        "xmodule.modulestore.django",
        "common.djangoapps.student.models",
        "opaque_keys.edx.keys",
    ],
)
def test_where_the_platform_is_not_it_says_so(course, monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(CommandError, match="lms powerstruggle_records COURSE") as refused:
        run()
    assert missing.partition(".")[0] in str(refused.value)
