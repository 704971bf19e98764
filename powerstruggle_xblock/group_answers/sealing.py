"""Encryption of stored counts, and tokens in the place of user ids, with keys derived from the site's own.

Whoever copies the database, follows its change log or reads a replica gets neither counts nor people. The key is the
site's (Django's SECRET_KEY and its SECRET_KEY_FALLBACKS), which no database holds.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

BLOCK = 4096
"""Contents are padded to a multiple of so many characters: a length would tell which name was counted first."""


class DecryptionError(Exception):
    """The text was encrypted with a key that is not among those known."""


class Cipher:
    """Encrypts with the first of the site's keys and decrypts with all of them."""

    def __init__(self, site_keys: Sequence[str | bytes]):
        self._token_keys = [_derive_key(key, "marks") for key in site_keys]
        self._fernet = MultiFernet([Fernet(base64.urlsafe_b64encode(_derive_key(key, "sheets"))) for key in site_keys])

    def encrypt(self, content: object) -> str:
        """Return JSON-able content as text that tells nothing and is never the same twice."""
        # Sorted: the order in which names were first counted stays nowhere.
        text = json.dumps(content, separators=(",", ":"), sort_keys=True)
        padded = text.ljust(-(-len(text) // BLOCK) * BLOCK)
        # A Fernet token carries its time in the clear; the time of the last answer must not be stored.
        return self._fernet.encrypt_at_time(padded.encode(), 0).decode()

    def decrypt(self, text: str) -> Any:
        """Return the content of an encrypted text. Raises DecryptionError."""
        try:
            return json.loads(self._fernet.decrypt(text.encode()))
        except InvalidToken as error:
            raise DecryptionError from error

    def tokens(self, *parts: str) -> list[str]:
        """Return 64 hex digits that stand for these parts, one for each key, the present key's first."""
        message = json.dumps(parts).encode()
        return [hmac.new(key, message, hashlib.sha256).hexdigest() for key in self._token_keys]


@lru_cache(maxsize=8)
def cipher_for(site_keys: tuple[str | bytes, ...]) -> Cipher:
    """Return the cipher of these keys."""
    return Cipher(site_keys)


def _derive_key(site_key: str | bytes, purpose: str) -> bytes:
    """Return a key of its own for one purpose, so that what is made with it serves nowhere else."""
    key = site_key.encode() if isinstance(site_key, str) else site_key
    return hmac.new(key, f"powerstruggle_xblock.group_answers {purpose}".encode(), hashlib.sha256).digest()
