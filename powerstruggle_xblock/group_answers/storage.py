"""Access to the app's tables: models, encryption, keys of rows, and checks of what is stored. Only `api.py` uses it."""

import hashlib
import json
import logging
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .aggregates import Aggregate

if TYPE_CHECKING:
    from .sealing import Cipher

APP = "powerstruggle_xblock.group_answers"
MAX_NAMES = 200
"""Most questions in one submission, and most names at one of them."""
_ORGANISATION = re.compile(r"block-v1:([^+]+)\+|lb:([^:]+):")
"""Course blocks and library components name their organisation (opaque-keys); CCX and anything else has no pools."""

log = logging.getLogger(__name__)
_migrated = False


class NotAvailable(Exception):
    """Group answers can't be stored or read: the app isn't installed or migrated, or the site's key was changed."""


def load_models() -> Any:
    """Return the module of the models. Raises NotAvailable."""
    global _migrated
    models: Any
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
            tables = connections[router.db_for_read(models.TallySheet)].introspection.table_names()
            _migrated = {model._meta.db_table for model in app.get_models()} <= set(tables)
    except (AppRegistryNotReady, ImproperlyConfigured, Error, ImportError) as error:
        raise NotAvailable(f"the group's answers can't be reached: {error}") from error
    if not _migrated:
        raise NotAvailable("the tables of the group's answers are missing: run the migrations")
    return models


def load_cipher() -> "Cipher":
    """Return the cipher of this site's keys. Raises NotAvailable."""
    from django.conf import settings

    try:
        from .sealing import cipher_for
    except ImportError as error:
        raise NotAvailable("the package cryptography is not installed") from error
    return cipher_for((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def decrypt(cipher: "Cipher", text: str | None) -> Aggregate:
    """Return the aggregate that is stored in a text, an empty one for no text. Raises NotAvailable."""
    from .sealing import DecryptionError

    try:
        return Aggregate(cipher.decrypt(text) if text else None)
    except DecryptionError as error:
        reason = "the group's answers were sealed with another SECRET_KEY; name it in SECRET_KEY_FALLBACKS"
        log.error(reason)
        raise NotAvailable(reason) from error


def find_places(usage_key: str, round_: str, pool: str) -> list[str]:
    """Return where a person is marked: the component and, if it has one, its pool. Answers are counted in the last.

    Raises ValueError for a key, round or pool of the wrong length.
    """
    check_text("usage key", usage_key, 255)
    check_text("round", round_, 32)
    found = _ORGANISATION.match(usage_key) if pool else None
    if not found:
        return [usage_key]
    check_text("pool", pool, 80)
    return [usage_key, check_text("pool", f"pool:{found[1] or found[2]}:{pool}", 255)]


def user_text(user_id: object) -> str:
    """Return a user's id as text. Raises ValueError for None and for more than 64 characters."""
    return check_text("user id", str("" if user_id is None else user_id), 64)


def check_answers(answers: Mapping[str, str], follow_ups: Mapping[str, Iterable[str]]) -> None:
    """Raise ValueError for too many answers or for names that are no texts of 1 to 80 characters."""
    names_of = {question: list(names) for question, names in follow_ups.items()}
    if max(len(answers), len(names_of), *map(len, names_of.values()), 0) > MAX_NAMES:
        raise ValueError(f"more than {MAX_NAMES} answers at once")
    for name in (*answers, *answers.values(), *names_of, *(name for names in names_of.values() for name in names)):
        check_text("question, position or follow-up", name, 80)


def check_text(what: str, text: object, most: int) -> str:
    """Return the text. Raises ValueError for what is no text of 1 to `most` characters."""
    if not isinstance(text, str) or not 0 < len(text) <= most:
        raise ValueError(f"{what}: a text of 1 to {most} characters is needed")
    return text


def digest(*parts: str) -> str:
    """Return 64 hex digits for these parts, the same on every database whatever it does with capitals."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
