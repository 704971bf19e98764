"""Names of files that are safe in addresses and headers, made of an author's words."""

import re
import unicodedata

MAX_STEM_LENGTH = 60
_NOT_IN_NAMES = re.compile("[^a-z0-9]+")


def make_file_stem(words: str) -> str:
    """Return words as a file's name without its ending: small ASCII letters, digits and hyphens, at most 60 of them.

    "" where the words have no such letter.
    """
    letters = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower().replace("'", "")
    return _NOT_IN_NAMES.sub("-", letters).strip("-")[:MAX_STEM_LENGTH].strip("-")
