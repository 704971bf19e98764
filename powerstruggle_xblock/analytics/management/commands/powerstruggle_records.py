"""`manage.py lms powerstruggle_records COURSE`: who finished what, when, with which result, for an auditor (docs/records.md)."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

from django.core.management.base import BaseCommand, CommandError

from ... import records, tables


class Command(BaseCommand):
    """Writes one row a person and component: completed, date, scores, passed, attempts."""

    help = "Write one row for each person and each de-escalation component of a course."

    def add_arguments(self, parser):
        parser.add_argument("course", metavar="COURSE", help="the course's id, such as course-v1:Agency+ROPE101+2026")
        parser.add_argument("--since", metavar="DAY", type=moment, help="only what was completed on this day (2026-01-31, UTC) or later")
        kind = parser.add_mutually_exclusive_group()
        kind.add_argument("--csv", action="store_false", dest="xlsx", help="CSV; the default")
        kind.add_argument("--xlsx", action="store_true", help="a workbook; needs --out and the package openpyxl")
        parser.add_argument("--out", metavar="FILE", help="where to write; without it CSV goes to the standard output")
        parser.set_defaults(xlsx=False)

    def handle(self, *args, course, since, xlsx, out, verbosity, **options):
        if xlsx and not out:
            raise CommandError("a workbook needs a file to go to: add --out FILE")
        try:
            found = records.Course(course)
        except records.NotAvailable as error:
            raise CommandError(str(error)) from error
        if not found.components:
            raise CommandError(f"{course} has none of these components: {', '.join(records.TYPES)}")
        rows = self._rows(found, since, told=verbosity > 0)
        if not out:
            tables.write_csv(self.stdout, records.COLUMNS, rows)
            return
        number = self._write(out, xlsx, rows)
        if verbosity:
            self.stderr.write(f"{number:,} rows are in {out}.")

    def _rows(self, course: records.Course, since: datetime | None, *, told: bool) -> Iterator[list]:
        """Give the rows, and say on the way how far it is."""
        persons, number = course.number_of_persons(), 0
        for number, of_person in enumerate(course.records(since), 1):
            yield from (record.cells() for record in of_person)
            if told and number % records.AT_ONCE == 0:
                self.stderr.write(f"{number:,} of {persons:,} persons")
        if told:
            self.stderr.write(f"{number:,} of {persons:,} persons")

    @staticmethod
    def _write(out: str, xlsx: bool, rows: Iterator[list]) -> int:
        """Write to a file beside its place and put it there when it is whole: half a record is no record."""
        part = f"{out}.part"
        try:
            if xlsx:
                with open(part, "wb") as file:
                    number = tables.write_xlsx(file, records.COLUMNS, rows)
            else:
                # The mark at the beginning is what spreadsheet programs know UTF-8 by.
                with open(part, "w", encoding="utf-8-sig", newline="") as file:
                    number = tables.write_csv(file, records.COLUMNS, rows)
            os.replace(part, out)
        except ImportError as error:
            raise CommandError('a workbook needs openpyxl: pip install "powerstruggle-xblock[spreadsheet]"') from error
        except OSError as error:
            raise CommandError(f"{out} can't be written: {error}") from error
        finally:
            if os.path.exists(part):
                os.unlink(part)
        return number


def moment(text: str) -> datetime:
    """Read a day or a moment; without a zone it is UTC. Raises ValueError."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
