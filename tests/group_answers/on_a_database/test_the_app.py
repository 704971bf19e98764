"""The app as a platform meets it: migrations, tables that are missing, privacy annotations."""

import re
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection

from powerstruggle_xblock.group_answers import api, storage

LABEL = "powerstruggle_group_answers"
DATA = Path(__file__).parents[1] / "data"


def test_the_migrations_make_what_the_models_say():
    call_command("makemigrations", LABEL, "--check", "--dry-run", verbosity=0)


def test_they_go_back_and_forth_and_without_them_nothing_breaks(monkeypatch):
    assert api.available()
    monkeypatch.setattr(storage, "_migrated", False)
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


def test_the_counts_of_the_first_release_stay_and_follow_the_new_rule():
    scale, place, round_ = ["calm", "itch", "tense", "hot", "every-time"], "line", "before"
    models, stored = storage.load_models(), (DATA / "sheet-of-0.1.txt").read_text(encoding="ascii").strip()
    models.TallySheet.objects.create(key=storage.digest(place, round_), place=place, round=round_, sealed=stored)

    def shown():
        questions: dict[str, list[str]] = dict.fromkeys(("names", "silence", "late"), scale)
        return api.distributions(place, round_, questions, follow_ups={"names": ["joke", "pause"]})

    # Twelve had answered; the first release showed eleven of them.
    before = shown()
    assert before["names"].percentages == {"calm": 25, "itch": 20, "tense": 10, "hot": 45, "every-time": 0}
    assert before["names"].follow_ups == api.FollowUps(True, 8, {"pause": 0}, ("joke",))
    assert (before["silence"].mostly, before["late"].enough) == ("calm", False)
    for person in range(6):
        api.submit(place, round_, person, {"names": scale[person % 3], "late": "calm" if person else "hot"})
    # Six of "late" were not shown; two more make eight.
    assert (shown()["names"], shown()["late"].mostly) == (before["names"], "hot")
    api.submit(place, round_, "seventh", {"names": "tense"})
    assert shown()["names"].percentages == {"calm": 25, "itch": 20, "tense": 20, "hot": 25, "every-time": 5}


def test_every_table_says_what_personal_data_it_holds():
    for model in apps.get_app_config(LABEL).get_models():
        about = model.__doc__ or ""
        assert re.search(r"^    \.\. no_pii:$", about, re.M) or all(
            re.search(rf"^    \.\. {name}: \S", about, re.M) for name in ("pii", "pii_types", "pii_retirement")
        ), model
        if "pii_retirement" in about:
            assert re.search(r"pii_retirement: local_api$", about, re.M)
