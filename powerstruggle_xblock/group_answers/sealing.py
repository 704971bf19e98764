"""Keeps a table's readers from what it holds: sealed sheets, and marks that only the site's own key can make again.

Whoever copies the database, follows its change log or reads a replica gets neither counts nor people. The key is the site's
(Django's SECRET_KEY and its SECRET_KEY_FALLBACKS), which no database holds.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

BLOCK = 4096
"""Sheets grow in steps of this many characters: otherwise a longer one would tell which name was counted first."""


class Unreadable(Exception):
    """Sealed with a key that is not among those known."""


class Seal:
    """Seals with the first of the site's keys and reads with all of them."""

    def __init__(self, site_keys: Sequence[str]):
        self._marking = [_derived(key, "marks") for key in site_keys]
        self._sealing = MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key, "sheets"))) for key in site_keys])

    def close(self, content: object) -> str:
        """Give JSON-able content as text that tells nothing, and never the same twice."""
        # Sorted: the order in which names were first counted stays nowhere.
        text = json.dumps(content, separators=(",", ":"), sort_keys=True)
        padded = text.ljust(-(-len(text) // BLOCK) * BLOCK)
        # A Fernet token carries its time in the clear; the last answer's time is nobody's business.
        return self._sealing.encrypt_at_time(padded.encode(), 0).decode()

    def open(self, sealed: str) -> object:
        """Give the content back. Raises Unreadable."""
        try:
            return json.loads(self._sealing.decrypt(sealed.encode()))
        except InvalidToken as error:
            raise Unreadable from error

    def marks(self, *parts: str) -> list[str]:
        """Give 64 hex digits that stand for these parts, one for each key, today's first."""
        said = json.dumps(parts).encode()
        return [hmac.new(key, said, hashlib.sha256).hexdigest() for key in self._marking]


@lru_cache(maxsize=8)
def seal_of(site_keys: tuple[str, ...]) -> Seal:
    """Give the seal of these keys."""
    return Seal(site_keys)


def _derived(site_key: str, purpose: str) -> bytes:
    """Give a key of its own for one purpose, so that what is made here serves nowhere else."""
    key = site_key.encode() if isinstance(site_key, str) else site_key
    return hmac.new(key, f"powerstruggle_xblock.group_answers {purpose}".encode(), hashlib.sha256).digest()
