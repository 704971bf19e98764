"""Escapes: a backslash before a character with a meaning takes that meaning away.

While a line is read, each such character stands as a control character, which no text may contain; so all other rules
need not know of escapes.
"""

import re

ESCAPABLE = "\\*<>#=-[]:{}!@()?→"
_CODES = [*range(1, 9), *range(14, 24)]
"""Those that are no white space."""
_GUARDS = {character: chr(code) for character, code in zip(ESCAPABLE, _CODES, strict=True)}
_CHARACTERS = {guard: character for character, guard in _GUARDS.items()}
_ESCAPE = re.compile(rf"\\([{re.escape(ESCAPABLE)}])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def guarded(character: str) -> str:
    """Return the control character that stands for a character without its meaning."""
    return _GUARDS.get(character, character)


def guard_escapes(line: str) -> str:
    """Return a line with its escapes as control characters."""
    return _ESCAPE.sub(lambda found: _GUARDS[found[1]], _CONTROL.sub("", line))


def unguard(text: str) -> str:
    """Return a text in which control characters stand, with the characters themselves."""
    return _CONTROL.sub(lambda found: _CHARACTERS.get(found[0], ""), text)


def write_escapes(text: str) -> str:
    """Return a text in which control characters stand, as it is typed."""
    return _CONTROL.sub(lambda found: f"\\{_CHARACTERS[found[0]]}" if found[0] in _CHARACTERS else "", text)


def guard_all(text: str, characters: str) -> str:
    """Return a text in which each of these characters has no meaning."""
    return "".join(guarded(one) if one in characters else one for one in text)
