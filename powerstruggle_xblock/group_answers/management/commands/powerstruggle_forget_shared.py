"""`manage.py lms powerstruggle_forget_shared --older-than-days N`: delete what was shared longer ago than that."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ... import api


class Command(BaseCommand):
    """Deletes shared reflections by age; run it nightly to keep what your privacy page promises."""

    help = "Delete the reflections learners shared more than N days ago."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--older-than-days", type=int, required=True, metavar="N", help="keep those of the last N days"
        )
        parser.add_argument("--dry-run", action="store_true", help="only count them")

    def handle(self, *args: object, older_than_days: int, dry_run: bool, **options: object) -> None:
        """Delete the texts and say how many they were. Raises CommandError where that can't be done."""
        try:
            number = api.forget_shared(older_than_days, dry_run=dry_run)
        except (api.NotAvailable, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{number} shared reflections {'would be' if dry_run else 'were'} deleted.")
