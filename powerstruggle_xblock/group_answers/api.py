"""The one door to what a group pools: nothing outside this module touches the tables (docs/decisions/0010-group-answers.md).

Importing it needs neither Django nor the app: where one is missing `available()` is False and everything else raises
`NotAvailable`. `usage_key` is the component's key as text, `user_id` the person's id as `scope_ids.user_id` gives it (the same
in every call; not the anonymous id), `round_` an author's short name such as "before" or "after". Who may call, and that
questions, positions and prompts exist in the authored content, is the caller's business; here shapes and lengths are checked
(ValueError).

`pool` joins several components of one organisation in one line, for teams too small to have their own. A person counts once in
a component and once in a pool, whatever the pool is called later on.
"""

import hashlib
import json
import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from .aggregates import BATCH, SMALLEST_K, Aggregate, Distribution, FollowUps, K, Mean
from .suppression import suppress_small_counts

__all__ = [
    "BATCH",
    "SMALLEST_K",
    "Count",
    "Distribution",
    "FollowUps",
    "K",
    "Mean",
    "NotAvailable",
    "SharedText",
    "available",
    "counts",
    "erase_person",
    "forget_shared",
    "forget_state",
    "group_line",
    "group_lines",
    "group_means",
    "increment",
    "share",
    "shared",
    "shared_by",
    "submit",
    "took_part",
    "withdraw",
]

APP = "powerstruggle_xblock.group_answers"
TEXT = 20_000
"""Longest shared text, in characters."""
QUESTIONS = 200
"""Most questions in one submission, and most names at one of them."""
_ORGANISATION = re.compile(r"block-v1:([^+]+)\+|lb:([^:]+):")
"""Course blocks and library components name their organisation (opaque-keys); CCX and anything else has no pools."""

log = logging.getLogger(__name__)
_migrated = False


class NotAvailable(Exception):
    """The group's answers can't be kept or read here: the app isn't installed, isn't migrated, or its site key was changed."""


@dataclass(frozen=True)
class SharedText:
    """A text somebody shared on purpose, without their name."""

    prompt_id: str
    text: str


@dataclass(frozen=True)
class Count:
    """How often something happened in a scenario; `count` None: too few to tell, or too telling beside its neighbours."""

    version: str
    first: bool
    name: str
    count: int | None


def available() -> bool:
    """Say whether the app is installed, its tables are there and answers can be sealed. Never raises."""
    try:
        _tables()
        _seal()
    except NotAvailable:
        return False
    return True


# --- answers ---------------------------------------------------------------------------------------------------------


def submit(usage_key: str, round_: str, user_id, answers: Mapping[str, str], follow_ups: Mapping[str, Sequence[str]] | None = None, *,
           pool: str = "", k: int = K, batch: int = BATCH) -> bool:
    """Count one person's answers ({question: position}; skipped ones left out), once and for all, in one transaction.

    False, and nothing is counted, where that person took part in this round already, here or in the pool: give credit all the
    same. `k` and `batch` are the author's; they say from how many answers on, and for how many new ones, the line moves.
    """
    follow_ups = follow_ups or {}
    _check_answers(answers, follow_ups)
    places, user_id = _places(usage_key, round_, pool), _person(user_id)
    tables, seal = _tables(), _seal()
    from django.db import IntegrityError, router, transaction
    rows = tables.TallySheet.objects.filter(key=_digest(places[-1], round_))
    if not rows.exists():
        # By itself, and before: two first ones inside transactions would wait for each other.
        sheet = tables.TallySheet(key=_digest(places[-1], round_), place=places[-1], round=round_)
        tables.TallySheet.objects.bulk_create([sheet], ignore_conflicts=True)
    try:
        with transaction.atomic(using=router.db_for_write(tables.TallySheet)):
            # A write that changes nothing, as the first statement: on every database the others now wait in line.
            rows.update(round=round_)
            fresh = [place for place in places if not _marked(tables, seal, place, round_, user_id)]
            if places[0] not in fresh:
                return False
            tables.Participation.objects.bulk_create([
                tables.Participation(key=seal.marks(place, round_, user_id)[0], place=place, round=round_) for place in fresh])
            if places[-1] not in fresh:
                return False
            sheet = _opened(seal, rows.select_for_update().get().sealed)
            sheet.add(answers, follow_ups, k, batch)
            rows.update(sealed=seal.close(sheet.content()))
    except IntegrityError:
        # The same person at the same moment, in a component whose pool has just been renamed.
        return False
    return True


def took_part(usage_key: str, round_: str, user_id, *, pool: str = "") -> bool:
    """Say whether this person has answered in this round, in the component or in its pool."""
    places, user_id = _places(usage_key, round_, pool), _person(user_id)
    tables, seal = _tables(), _seal()
    return any(_marked(tables, seal, place, round_, user_id) for place in places)


def group_line(usage_key: str, round_: str, question: str, positions: Sequence[str], k: int = K, *,
               follow_ups: Sequence[str] = (), pool: str = "") -> Distribution:
    """Give what may be shown of one question with these positions and follow-up names."""
    return group_lines(usage_key, round_, {question: positions}, k, follow_ups={question: follow_ups}, pool=pool)[question]


def group_lines(usage_key: str, round_: str, questions: Mapping[str, Sequence[str]], k: int = K, *,
                follow_ups: Mapping[str, Sequence[str]] | None = None, pool: str = "") -> dict[str, Distribution]:
    """Give what may be shown of several questions ({question: positions}, {question: names}) in one read."""
    sheet = _sheet(usage_key, round_, pool)
    return {question: sheet.line(question, positions, (follow_ups or {}).get(question, ()), k) for question, positions in questions.items()}


def group_means(usage_key: str, round_: str, questions: Mapping[str, Mapping[str, float]], k: int = K, *,
                pool: str = "") -> dict[str, Mean]:
    """Give the group's means of several questions ({question: {position: number}}), released and masked as lines are, in one read."""
    sheet = _sheet(usage_key, round_, pool)
    return {question: sheet.mean(question, numbers, k) for question, numbers in questions.items()}


# --- shared texts ----------------------------------------------------------------------------------------------------


def share(usage_key: str, prompt_id: str, user_id, text: str) -> str:
    """Keep a text its writer shares with the facilitator; sharing again replaces it. Gives an id that tells nothing."""
    _check_text("usage key", usage_key, 255)
    _check_text("prompt", prompt_id, 80)
    _check_text("text", text, TEXT)
    user_id, tables = _person(user_id), _tables()
    from django.db import connections, router
    from django.utils import timezone
    slot, rows = _digest(usage_key, prompt_id, user_id), tables.SharedReflection.objects
    row = tables.SharedReflection(id=uuid4(), slot=slot, usage_key=usage_key, prompt_id=prompt_id, user_id=user_id,
                                  text=text.replace("\0", ""), day=timezone.now().date())
    target = connections[router.db_for_write(tables.SharedReflection)].features.supports_update_conflicts_with_target
    rows.bulk_create([row], update_conflicts=True, update_fields=["text", "day"], unique_fields=["slot"] if target else None)
    return str(rows.filter(slot=slot).values_list("id", flat=True).first() or row.id)


def withdraw(usage_key: str, prompt_id: str, user_id) -> bool:
    """Delete what this person shared at this prompt; False where there was nothing."""
    user_id = _person(user_id)
    return bool(_tables().SharedReflection.objects.filter(slot=_digest(usage_key, prompt_id, user_id)).delete()[0])


def shared_by(usage_key: str, user_id) -> dict[str, str]:
    """Give {prompt: text} of what this person shares in this component."""
    return {row.prompt_id: row.text for row in _shared_texts(usage_key, user_id=_person(user_id))}


def shared(usage_key: str) -> list[SharedText]:
    """Give what is shared in this component, for its staff: oldest day first, in no order within a day, without names."""
    return [SharedText(row.prompt_id, row.text) for row in _shared_texts(usage_key)]


# --- forgetting ------------------------------------------------------------------------------------------------------


def forget_state(usage_key: str, user_id) -> None:
    """Delete what this person shared in this component: for a deleted learner state (`clear_student_state`).

    That somebody took part stays, as a mark nobody can tie to them without the site's key: could staff wipe it, they could have
    one person answer again and again, and see what moves.
    """
    for row in _shared_texts(usage_key, user_id=_person(user_id)):
        row.delete()


def erase_person(user_id) -> None:
    """Delete what this person shared anywhere and every mark that they took part: for a retired account. Counts stay."""
    user_id, tables, seal = _person(user_id), _tables(), _seal()
    tables.SharedReflection.objects.filter(user_id=user_id).delete()
    places = tables.Participation.objects.values_list("place", "round").distinct()
    marks = [mark for place, round_ in places for mark in seal.marks(place, round_, user_id)]
    for start in range(0, len(marks), 500):
        there = list(tables.Participation.objects.filter(key__in=marks[start:start + 500]).values_list("key", flat=True))
        # Only those there are: deleting keys that aren't would lock the gaps between others.
        tables.Participation.objects.filter(key__in=there).delete()


def forget_shared(older_than_days: int, *, dry_run: bool = False) -> int:
    """Delete texts shared longer ago than this many days (0 or more); give how many they are."""
    if older_than_days < 0:
        raise ValueError("days can't be fewer than 0")
    from django.utils import timezone
    rows = _tables().SharedReflection.objects.filter(day__lt=timezone.now().date() - timedelta(days=older_than_days))
    return rows.count() if dry_run else rows.delete()[0]


# --- a scenario's ways -----------------------------------------------------------------------------------------------


def increment(usage_key: str, version: str, first_attempt: bool, names: Iterable[str]) -> None:
    """Add one to each named counter of a scenario's content version, in one SQL statement however many there are.

    Names are the caller's ("scene:doorway", "choice/doorway/step-back"). What makes up a figure told elsewhere differs only behind
    its last "/", so that small counts can be withheld with their neighbours.
    """
    _check_text("usage key", usage_key, 255)
    _check_text("version", version, 64)
    names = {_check_text("name", name, 255) for name in names}
    # Always in one order: requests that count the same names wait for each other and never crosswise.
    rows = sorted((_digest(usage_key, version, str(bool(first_attempt)), name), usage_key, version, bool(first_attempt), name, 1)
                  for name in names)
    if not rows:
        return
    meta = _tables().ScenarioTally._meta
    from django.db import connections, router
    connection = connections[router.db_for_write(meta.model)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(meta.get_field(name).column) for name in ("key", "usage_key", "version", "first", "name", "count"))
    values = ", ".join("(%s, %s, %s, %s, %s, %s)" for _ in rows)
    known = "ON DUPLICATE KEY UPDATE" if connection.vendor == "mysql" else f"ON CONFLICT ({quote('key')}) DO UPDATE SET"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES {values} "
            f"{known} {quote('count')} = {quote(meta.db_table)}.{quote('count')} + 1",
            [value for row in rows for value in row])


def counts(usage_key: str, k: int = SMALLEST_K) -> list[Count]:
    """Give a scenario's counters by version, attempts and name; those under `k` (5 or more), and what betrays them, withheld."""
    sets: dict[tuple[str, bool], dict[str, int]] = {}
    for row in _tables().ScenarioTally.objects.filter(usage_key=usage_key):
        if row.usage_key == usage_key:
            sets.setdefault((row.version, row.first), {})[row.name] = row.count
    return [Count(version, first, name, told) for (version, first), found in sorted(sets.items())
            for name, told in sorted(suppress_small_counts(found, max(k, SMALLEST_K)).items())]


# --- within ----------------------------------------------------------------------------------------------------------


def _tables():
    """Give the models. Raises NotAvailable."""
    global _migrated
    try:
        from django.apps import apps
        from django.core.exceptions import AppRegistryNotReady, ImproperlyConfigured
        from django.db import Error, connections, router
    except ImportError as error:
        raise NotAvailable("Django is not installed") from error
    try:
        if not apps.is_installed(APP):
            raise NotAvailable(f"{APP} is not among the installed apps")
        from . import models
        if not _migrated:
            app = apps.get_app_config(models.TallySheet._meta.app_label)
            there = connections[router.db_for_read(models.TallySheet)].introspection.table_names()
            _migrated = {model._meta.db_table for model in app.get_models()} <= set(there)
    except (AppRegistryNotReady, ImproperlyConfigured, Error, ImportError) as error:
        raise NotAvailable(f"the group's answers can't be reached: {error}") from error
    if not _migrated:
        raise NotAvailable("the tables of the group's answers are missing: run the migrations")
    return models


def _shared_texts(usage_key: str, **more) -> list:
    """Give the rows of a component, oldest day first. Some databases find "Intro" when asked for "intro"; they are two components."""
    rows = _tables().SharedReflection.objects.filter(usage_key=usage_key, **more).order_by("day", "id")
    return [row for row in rows if row.usage_key == usage_key]


def _seal():
    """Give the seal of this site's keys. Raises NotAvailable."""
    from django.conf import settings
    try:
        from .sealing import seal_of
    except ImportError as error:
        raise NotAvailable("the package cryptography is not installed") from error
    return seal_of((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def _sheet(usage_key: str, round_: str, pool: str) -> Aggregate:
    """Give the sheet to read from. Raises NotAvailable."""
    place = _places(usage_key, round_, pool)[-1]
    rows = _tables().TallySheet.objects.filter(key=_digest(place, round_))
    return _opened(_seal(), rows.values_list("sealed", flat=True).first())


def _opened(seal, sealed: str | None) -> Aggregate:
    """Give the sheet, an empty one for a text that isn't there. Raises NotAvailable."""
    from .sealing import Unreadable
    try:
        return Aggregate(seal.open(sealed)) if sealed else Aggregate()
    except Unreadable as error:
        reason = "the group's answers were sealed with another SECRET_KEY; name it in SECRET_KEY_FALLBACKS"
        log.error(reason)
        raise NotAvailable(reason) from error


def _marked(tables, seal, place: str, round_: str, user_id: str) -> bool:
    return tables.Participation.objects.filter(key__in=seal.marks(place, round_, user_id)).exists()


def _places(usage_key: str, round_: str, pool: str) -> list[str]:
    """Give where a person is marked: the component and, if it has one, the pool. The last is where answers are counted."""
    _check_text("usage key", usage_key, 255)
    _check_text("round", round_, 32)
    found = _ORGANISATION.match(usage_key) if pool else None
    if not found:
        return [usage_key]
    _check_text("pool", pool, 80)
    return [usage_key, _check_text("pool", f"pool:{found[1] or found[2]}:{pool}", 255)]


def _person(user_id) -> str:
    return _check_text("user id", str("" if user_id is None else user_id), 64)


def _check_answers(answers, follow_ups) -> None:
    if len(answers) > QUESTIONS or len(follow_ups) > QUESTIONS or any(len(names) > QUESTIONS for names in follow_ups.values()):
        raise ValueError(f"more than {QUESTIONS} answers at once")
    for name in (*answers, *answers.values(), *follow_ups, *(name for names in follow_ups.values() for name in names)):
        _check_text("question, position or follow-up", name, 80)


def _check_text(what: str, text, most: int) -> str:
    """Give the text. Raises ValueError."""
    if not isinstance(text, str) or not 0 < len(text) <= most:
        raise ValueError(f"{what}: a text of 1 to {most} characters is needed")
    return text


def _digest(*parts: str) -> str:
    """Give 64 hex digits for these parts, the same on every database whatever it thinks of capitals."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
