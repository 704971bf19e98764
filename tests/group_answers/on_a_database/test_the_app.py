"""The app as a platform meets it: migrations, tables that are missing, privacy annotations."""

import re

from django.apps import apps
from django.core.management import call_command
from django.db import connection

from powerstruggle_xblock.group_answers import api

LABEL = "powerstruggle_group_answers"


def test_the_migrations_make_what_the_models_say():
    call_command("makemigrations", LABEL, "--check", "--dry-run", verbosity=0)


def test_they_go_back_and_forth_and_without_them_nothing_breaks(monkeypatch):
    assert api.available()
    monkeypatch.setattr(api, "_migrated", False)
    call_command("migrate", LABEL, "zero", verbosity=0)
    try:
        assert not api.available()
    finally:
        call_command("migrate", LABEL, verbosity=0)
    assert api.available()


def test_whether_the_tables_are_there_is_asked_once():
    from django.test.utils import CaptureQueriesContext
    api.available()
    with CaptureQueriesContext(connection) as queries:
        assert api.available()
    assert len(queries) == 0


def test_every_table_says_what_personal_data_it_holds():
    for model in apps.get_app_config(LABEL).get_models():
        about = model.__doc__
        assert re.search(r"^    \.\. no_pii:$", about, re.M) or all(
            re.search(rf"^    \.\. {name}: \S", about, re.M) for name in ("pii", "pii_types", "pii_retirement")), model
        if "pii_retirement" in about:
            assert re.search(r"pii_retirement: local_api$", about, re.M)
