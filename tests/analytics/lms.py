"""Django as an LMS has it, as far as analytics ask.

The real event-routing-backends and edx-completion, and `platform/` for the rest.
"""

import sys
from pathlib import Path
from types import SimpleNamespace

IN_AN_LMS = "POWERSTRUGGLE_TEST_IN_AN_LMS"
"""Set where this process is the LMS."""
PLATFORM = Path(__file__).parent / "platform"
DATABASE = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "waffle",
    "completion",
    "event_routing_backends",
    "common.djangoapps.student",
    "lms.djangoapps.courseware",
    "lms.djangoapps.coursewarehistoryextended",
    "powerstruggle_xblock.analytics",
    "powerstruggle_xblock.group_answers",
]


def plugin_settings(*, ours_first: bool = True) -> dict:
    """Return what the plugins make of an LMS's settings, in one order or the other."""
    from event_routing_backends.settings import common as theirs

    from powerstruggle_xblock.analytics.settings import common as ours

    made = SimpleNamespace(LMS_ROOT_URL="https://lms.example")
    for plugin in (ours, theirs) if ours_first else (theirs, ours):
        plugin.plugin_settings(made)
    return vars(made)


def set_up() -> None:
    """Set Django up with a database in memory and one person, Ann, number 7."""
    import django
    from django.conf import settings

    sys.path.insert(0, str(PLATFORM))
    # Statements name the version of event-routing-backends that made them; with this they name none of this year's.
    settings.configure(
        INSTALLED_APPS=APPS,
        DATABASES=DATABASE,
        SECRET_KEY="the key of this site",
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        RUNNING_WITH_TEST_SETTINGS=True,
        **plugin_settings(),
    )
    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, verbosity=0)
    from eventtracking import tracker
    from waffle.models import Switch

    tracker.register_tracker(tracker.Tracker())
    Switch.objects.create(name="completion.enable_completion_tracking", active=True)
    get_user_model().objects.create(id=7, username="ann")
