"""Django with nothing but the group's answers, set up once on a database of its own and emptied before each test."""

import os
from contextlib import ExitStack

import django
import hypothesis
import pytest

from powerstruggle_xblock.cli import databases

from . import DATABASE

hypothesis.settings.register_profile(
    "on a database",
    deadline=None,
    derandomize=not os.environ.get("EXPLORE"),
    database=None,
    max_examples=20,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture],
)
hypothesis.settings.load_profile("on a database")


def _settings(url: str) -> dict:
    if url.startswith("sqlite:"):
        # Not the workbench's options: nobody says that a site has set them. But these tests need not wait for a disk.
        no_waiting = {"init_command": "PRAGMA synchronous=OFF"} if django.VERSION >= (5, 1) else {}
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": url.removeprefix("sqlite:"),
            "OPTIONS": {"timeout": 120, **no_waiting},
        }
    return databases.parse_url(url)


def _set_up():
    """Set Django up, before test modules import models."""
    from django.conf import settings

    settings.configure(
        INSTALLED_APPS=["powerstruggle_xblock.group_answers"],
        DATABASES={"default": _settings(os.environ[DATABASE])},
        SECRET_KEY="the key of this site",
        USE_TZ=True,
    )
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


_set_up()


@pytest.fixture(autouse=True)
def _empty():
    """Begin each test with empty tables."""
    from django.apps import apps

    for model in apps.get_app_config("powerstruggle_group_answers").get_models():
        model.objects.all().delete()


@pytest.fixture
def keys():
    """Give a function that changes the site's keys until the test is over."""
    from django.test import override_settings

    with ExitStack() as stack:
        yield lambda key, *older: stack.enter_context(
            override_settings(SECRET_KEY=key, SECRET_KEY_FALLBACKS=list(older))
        )
