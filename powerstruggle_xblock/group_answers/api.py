"""The only way to the group's answers: nothing outside this room touches its tables (decisions 10 and 18).

Importing it needs neither Django nor the app: where one is missing `available()` returns False and everything else
raises `NotAvailable`. `usage_key` is the component's key as text, `user_id` the person's id as `scope_ids.user_id` has
it (the same in every call; not the anonymous id), `round_` an author's short name such as "before" or "after". Who may
call, who is enrolled, and that questions, positions and prompts exist in the authored content, is checked by the
caller; shapes and lengths are checked here (ValueError).

`pool` counts several components of one organisation together, for teams too small to have a result of their own. A
person counts once in a component and once in a pool, whatever the pool is called later on.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from .aggregates import SMALLEST_K, Aggregate, Distribution, FollowUps, K, SecondRound
from .storage import (
    NotAvailable,
    check_answers,
    check_text,
    decrypt,
    digest,
    find_places,
    load_cipher,
    load_models,
    user_text,
)
from .suppression import suppress_small_counts

__all__ = [
    "SMALLEST_K",
    "Count",
    "Distribution",
    "FollowUps",
    "K",
    "NotAvailable",
    "SecondRound",
    "SharedText",
    "available",
    "counts",
    "distribution",
    "distributions",
    "erase_user",
    "find_second_round",
    "forget_shared",
    "forget_state",
    "increment",
    "promised_k",
    "release",
    "set_second_round",
    "share",
    "shared",
    "shared_by",
    "submit",
    "took_part",
    "withdraw",
]

MAX_TEXT = 20_000
"""Longest shared text, in characters."""


@dataclass(frozen=True)
class SharedText:
    """A text that somebody shared on purpose, without their name."""

    prompt_id: str
    text: str


@dataclass(frozen=True)
class Count:
    """How often something happened in a scenario; `count` is None where it has to be withheld."""

    version: str
    first: bool
    name: str
    count: int | None


def available() -> bool:
    """Return whether the app is installed, its tables are there and answers can be encrypted. Never raises."""
    try:
        load_models()
        load_cipher()
    except NotAvailable:
        return False
    return True


# --- answers ----------------------------------------------------------------------------------------------------------


def submit(
    usage_key: str,
    round_: str,
    user_id: object,
    answers: Mapping[str, str],
    follow_ups: Mapping[str, Sequence[str]] | None = None,
    *,
    pool: str = "",
    k: int = K,
    automatic: bool = True,
) -> bool:
    """Count one person's answers ({question: position}; skipped ones left out), once and for all, in one transaction.

    Return False, and count nothing, where that person took part in this round before, here or in the pool: give credit
    all the same. `k` is the number that the page promised to this person; the strictest promise holds for all.
    With `automatic`, every batch that is complete now is published.
    """
    check_answers(answers, follow_ups or {})
    places, user_id = find_places(usage_key, round_, pool), user_text(user_id)
    models, cipher = load_models(), load_cipher()
    from django.db import IntegrityError

    rows = _make_row(models, places[-1], round_)
    try:
        with _transaction(models):
            aggregate = _lock(rows, round_, cipher)
            fresh = [place for place in places if not _has_token(models, cipher, place, round_, user_id)]
            if places[0] not in fresh:
                return False
            _store_tokens(models, cipher, fresh, round_, user_id)
            if places[-1] not in fresh:
                return False
            aggregate.increment(answers, follow_ups or {}, k)
            if automatic:
                aggregate.release()
            rows.update(sealed=cipher.encrypt(aggregate.content()))
    except IntegrityError:
        # The same person at the same moment, in a component whose pool has just been renamed.
        return False
    return True


def release(usage_key: str, round_: str, *, pool: str = "", k: int = SMALLEST_K) -> bool:
    """Publish what `k` people, and as many as were promised, have answered since the last time; return whether any."""
    return _change(usage_key, round_, pool, lambda aggregate: aggregate.release(k))


def set_second_round(usage_key: str, round_: str, is_begun: bool, *, pool: str = "") -> bool:
    """Store whether a second round has begun after this one, in which somebody answered; return whether that is new."""
    return _change(usage_key, round_, pool, lambda aggregate: aggregate.set_second_round(round_, is_begun))


def find_second_round(usage_key: str, round_: str, *, pool: str = "") -> SecondRound:
    """Return the second round after this one: its name, and whether it is on."""
    return _read(usage_key, round_, pool).find_second_round(round_)


def _change(usage_key: str, round_: str, pool: str, change: Callable[[Aggregate], bool]) -> bool:
    """Change what is counted in a round, if there is anything, and return whether it has changed."""
    models, cipher = load_models(), load_cipher()
    rows = _rows(models, find_places(usage_key, round_, pool)[-1], round_)
    if not rows.exists():
        return False
    with _transaction(models):
        aggregate = _lock(rows, round_, cipher)
        return change(aggregate) and bool(rows.update(sealed=cipher.encrypt(aggregate.content())))


def took_part(usage_key: str, round_: str, user_id: object, *, pool: str = "") -> bool:
    """Return whether this person has answered in this round, in the component or in its pool."""
    places, user_id = find_places(usage_key, round_, pool), user_text(user_id)
    models, cipher = load_models(), load_cipher()
    return any(_has_token(models, cipher, place, round_, user_id) for place in places)


def promised_k(usage_key: str, round_: str, k: int = K, *, pool: str = "") -> int:
    """Return the smallest number of answers that is shown: the strictest promise of this round, `k` at least."""
    return max(_read(usage_key, round_, pool).k, k)


def distribution(
    usage_key: str,
    round_: str,
    question: str,
    positions: Sequence[str],
    k: int = SMALLEST_K,
    *,
    follow_ups: Sequence[str] = (),
    pool: str = "",
) -> Distribution:
    """Return what may be shown of one question with these positions and follow-up options."""
    names = {question: follow_ups}
    return distributions(usage_key, round_, {question: positions}, k, follow_ups=names, pool=pool)[question]


def distributions(
    usage_key: str,
    round_: str,
    questions: Mapping[str, Sequence[str]],
    k: int = SMALLEST_K,
    *,
    follow_ups: Mapping[str, Sequence[str]] | None = None,
    pool: str = "",
) -> dict[str, Distribution]:
    """Return what may be shown of several questions ({question: positions}, {question: options}) in one read."""
    aggregate, options = _read(usage_key, round_, pool), follow_ups or {}
    return {
        question: aggregate.distribution(question, positions, options.get(question, ()), k)
        for question, positions in questions.items()
    }


def _read(usage_key: str, round_: str, pool: str) -> Aggregate:
    place = find_places(usage_key, round_, pool)[-1]
    rows = _rows(load_models(), place, round_)
    return decrypt(load_cipher(), rows.values_list("sealed", flat=True).first())


def _rows(models: Any, place: str, round_: str) -> Any:
    """Return the query of the one row that holds a place's counts in a round."""
    return models.TallySheet.objects.filter(key=digest(place, round_))


def _make_row(models: Any, place: str, round_: str) -> Any:
    """Return the query of a round's row, which is made where it is not there yet.

    It is made outside the transaction: two first answers inside transactions would wait for each other.
    """
    rows = _rows(models, place, round_)
    if not rows.exists():
        row = models.TallySheet(key=digest(place, round_), place=place, round=round_)
        models.TallySheet.objects.bulk_create([row], ignore_conflicts=True)
    return rows


def _store_tokens(models: Any, cipher: Any, places: Sequence[str], round_: str, user_id: str) -> None:
    """Store that a person took part in a round of these places, as tokens that only the site's key ties to them."""
    tokens = [
        models.Participation(key=cipher.tokens(place, round_, user_id)[0], place=place, round=round_)
        for place in places
    ]
    models.Participation.objects.bulk_create(tokens)


def _transaction(models: Any) -> Any:
    """Return a transaction of the database that holds the counts, as a context manager."""
    from django.db import router, transaction

    return transaction.atomic(using=router.db_for_write(models.TallySheet))


def _lock(rows: Any, round_: str, cipher: Any) -> Aggregate:
    """Lock the row until the transaction ends, and return what it holds."""
    # A write that changes nothing, as the first statement: on every database the others now wait in line.
    rows.update(round=round_)
    return decrypt(cipher, rows.select_for_update().get().sealed)


def _has_token(models: Any, cipher: Any, place: str, round_: str, user_id: str) -> bool:
    return models.Participation.objects.filter(key__in=cipher.tokens(place, round_, user_id)).exists()


# --- shared texts -----------------------------------------------------------------------------------------------------


def share(usage_key: str, prompt_id: str, user_id: object, text: str) -> str:
    """Store a text that its writer shares with the facilitator, in the place of an earlier one; return a random id."""
    check_text("usage key", usage_key, 255)
    check_text("prompt", prompt_id, 80)
    check_text("text", text, MAX_TEXT)
    user_id, models = user_text(user_id), load_models()
    from django.db import connections, router
    from django.utils import timezone

    slot, rows = digest(usage_key, prompt_id, user_id), models.SharedReflection.objects
    row = models.SharedReflection(
        id=uuid4(),
        slot=slot,
        usage_key=usage_key,
        prompt_id=prompt_id,
        user_id=user_id,
        text=text.replace("\0", ""),
        day=timezone.now().date(),
    )
    target = connections[router.db_for_write(models.SharedReflection)].features.supports_update_conflicts_with_target
    unique = ["slot"] if target else None
    rows.bulk_create([row], update_conflicts=True, update_fields=["text", "day"], unique_fields=unique)
    return str(rows.filter(slot=slot).values_list("id", flat=True).first() or row.id)


def withdraw(usage_key: str, prompt_id: str, user_id: object) -> bool:
    """Delete what this person shared at this prompt; return whether there was anything."""
    slot = digest(usage_key, prompt_id, user_text(user_id))
    return bool(load_models().SharedReflection.objects.filter(slot=slot).delete()[0])


def shared_by(usage_key: str, user_id: object) -> dict[str, str]:
    """Return {prompt: text} of what this person shares in this component."""
    return {row.prompt_id: row.text for row in _shared_texts(usage_key, user_id=user_text(user_id))}


def shared(usage_key: str) -> list[SharedText]:
    """Return what is shared in this component: oldest day first, in no order within a day, without names."""
    return [SharedText(row.prompt_id, row.text) for row in _shared_texts(usage_key)]


def _shared_texts(usage_key: str, **conditions: str) -> list[Any]:
    """Return the rows of a component, oldest day first."""
    rows = load_models().SharedReflection.objects.filter(usage_key=usage_key, **conditions).order_by("day", "id")
    # Some databases find "Intro" when asked for "intro"; they are two components.
    return [row for row in rows if row.usage_key == usage_key]


# --- erasing ----------------------------------------------------------------------------------------------------------


def forget_state(usage_key: str, user_id: object) -> None:
    """Delete what this person shared in this component: for a deleted learner state (`clear_student_state`).

    The token of having taken part stays, and nobody can tell whose it is without the site's key. If staff could delete
    it, they could have one person answer again and again, and fill a batch with their answers.
    """
    for row in _shared_texts(usage_key, user_id=user_text(user_id)):
        row.delete()


def erase_user(user_id: object) -> None:
    """Delete all that a retired account shared, and every token that it took part. Counts stay."""
    user_id, models, cipher = user_text(user_id), load_models(), load_cipher()
    models.SharedReflection.objects.filter(user_id=user_id).delete()
    places = models.Participation.objects.values_list("place", "round").distinct()
    tokens = [token for place, round_ in places for token in cipher.tokens(place, round_, user_id)]
    for start in range(0, len(tokens), 500):
        rows = models.Participation.objects.filter(key__in=tokens[start : start + 500])
        # Only those that exist: deleting keys that don't would lock the gaps between others.
        models.Participation.objects.filter(key__in=list(rows.values_list("key", flat=True))).delete()


def forget_shared(older_than_days: int, *, dry_run: bool = False) -> int:
    """Delete texts that were shared longer ago than this many days (0 or more), and return how many they are.

    With `dry_run` nothing is deleted. Raises ValueError for a negative number.
    """
    if older_than_days < 0:
        raise ValueError("days can't be fewer than 0")
    from django.utils import timezone

    day = timezone.now().date() - timedelta(days=older_than_days)
    rows = load_models().SharedReflection.objects.filter(day__lt=day)
    return rows.count() if dry_run else rows.delete()[0]


# --- counts of a scenario's choices -----------------------------------------------------------------------------------


def increment(usage_key: str, version: str, first_attempt: bool, names: Iterable[str]) -> None:
    """Add one to each named counter of a scenario's content version, in one SQL statement however many there are.

    Names are the caller's ("scene:doorway", "choice/doorway/step-back"). Counters whose sum is told elsewhere differ
    only after their last "/", so that small counts can be withheld with their neighbours.
    """
    check_text("usage key", usage_key, 255)
    check_text("version", version, 64)
    first = bool(first_attempt)
    # Always in one order: requests that count the same names wait for each other and never crosswise.
    rows = sorted(
        (digest(usage_key, version, str(first), name), usage_key, version, first, name, 1)
        for name in {check_text("name", name, 255) for name in names}
    )
    if not rows:
        return
    meta = load_models().ScenarioTally._meta
    from django.db import connections, router

    connection = connections[router.db_for_write(meta.model)]
    quote = connection.ops.quote_name
    fields = ("key", "usage_key", "version", "first", "name", "count")
    columns = ", ".join(quote(meta.get_field(name).column) for name in fields)
    values = ", ".join("(%s, %s, %s, %s, %s, %s)" for _ in rows)
    is_mysql = connection.vendor == "mysql"
    conflict = "ON DUPLICATE KEY UPDATE" if is_mysql else f"ON CONFLICT ({quote('key')}) DO UPDATE SET"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES {values} "
            f"{conflict} {quote('count')} = {quote(meta.db_table)}.{quote('count')} + 1",
            [value for row in rows for value in row],
        )


def counts(usage_key: str, k: int = SMALLEST_K) -> list[Count]:
    """Return a scenario's counters by version, attempts and name.

    Those under `k` (5 or more), and those from which they could be worked out, are withheld.
    """
    groups: dict[tuple[str, bool], dict[str, int]] = {}
    for row in load_models().ScenarioTally.objects.filter(usage_key=usage_key):
        if row.usage_key == usage_key:
            groups.setdefault((row.version, row.first), {})[row.name] = row.count
    return [
        Count(version, first, name, count)
        for (version, first), found in sorted(groups.items())
        for name, count in sorted(suppress_small_counts(found, max(k, SMALLEST_K)).items())
    ]
