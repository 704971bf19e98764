"""`manage.py lms powerstruggle_records COURSE`: the training record of a course, for an auditor (docs/records.md)."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ... import records, tables


class Command(BaseCommand):
    """Writes one row per person and component: completed, date, scores, passed, attempts."""

    help = "Write one row for each person and each de-escalation component of a course."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the arguments of the command."""
        parser.add_argument("course", metavar="COURSE", help="the course's id, such as course-v1:Agency+ROPE101+2026")
        parser.add_argument(
            "--since",
            metavar="DAY",
            type=parse_time,
            help="only what was completed on this day (2026-01-31, UTC) or later",
        )
        kind = parser.add_mutually_exclusive_group()
        kind.add_argument("--csv", action="store_false", dest="xlsx", help="CSV; the default")
        kind.add_argument("--xlsx", action="store_true", help="a workbook; needs --out and the package openpyxl")
        parser.add_argument("--out", metavar="FILE", help="where to write; without it CSV goes to the standard output")
        parser.set_defaults(xlsx=False)

    def handle(  # pyright: ignore[reportIncompatibleMethodOverride]
        self,
        *args: Any,
        course: str,
        since: datetime | None,
        xlsx: bool,
        out: str | None,
        verbosity: int,
        **options: Any,
    ) -> None:
        """Write the record. Raises CommandError where it can't be read or written."""
        if xlsx and not out:
            raise CommandError("a workbook needs a file to go to: add --out FILE")
        try:
            found = records.CourseRecords(course)
        except records.RecordsUnavailable as error:
            raise CommandError(str(error)) from error
        if not found.components:
            raise CommandError(f"{course} has none of these components: {', '.join(records.TYPES)}")
        rows = self._rows(found, since, report=verbosity > 0)
        if not out:
            tables.write_csv(self.stdout, records.COLUMNS, rows)
            return
        number = self._write(out, xlsx, rows)
        if verbosity:
            self.stderr.write(f"{number:,} rows are in {out}.")

    def _rows(self, course: records.CourseRecords, since: datetime | None, *, report: bool) -> Iterator[list[Any]]:
        """Yield the rows, and report progress on the standard error."""
        persons, number = course.count_persons(), 0
        for number, of_person in enumerate(course.iterate(since), 1):
            yield from (record.to_row() for record in of_person)
            if report and number % records.BATCH_SIZE == 0:
                self.stderr.write(f"{number:,} of {persons:,} persons")
        if report:
            self.stderr.write(f"{number:,} of {persons:,} persons")

    @staticmethod
    def _write(out: str, xlsx: bool, rows: Iterator[list[Any]]) -> int:
        """Write to a temporary file and rename it when it is complete; return the number of rows."""
        part = f"{out}.part"
        try:
            if xlsx:
                with open(part, "wb") as file:
                    number = tables.write_xlsx(file, records.COLUMNS, rows)
            else:
                # Spreadsheet programs recognize UTF-8 by the byte order mark.
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


def parse_time(text: str) -> datetime:
    """Read a day or a parse_time; without a zone it is UTC. Raises ValueError."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
