"""Whether a text or a title is too long to be read at a time."""

from ..notation import markup
from ..notation.messages import TranslatableMessage, nmsg
from .vocabulary import ADVICE

SPOKEN = ("line", "reply")
UNLIMITED = ("audio", "video", "note", "source")
"""Transcripts are as long as what they are of; notes and sources are not for learners."""
WORDS, CHARACTERS = "words", "characters"
"""What is counted: the value `unit` of a message."""
MAX_USUAL_WORD_LENGTH = 10
"""Characters: a text with so many times the advised words is too long, however few blanks are in it."""


def check_text(tag: str, text: str) -> TranslatableMessage | None:
    """Return what is wrong with the length of the markup in an element of this tag, or None."""
    most = ADVICE["line_words" if tag in SPOKEN else "text_words"]
    # A word and the blank before it have at least two characters, so that most texts need not be counted.
    if tag in UNLIMITED or len(text) < 2 * most:
        return None
    plain = markup.plain_text(text)
    words = len(plain.split())
    if words > most:
        return _count_spoken(words, most) if tag in SPOKEN else _count_written(words, most)
    if len(plain) <= most * MAX_USUAL_WORD_LENGTH:
        return None
    return nmsg(
        "this text has {number} character; at most {most} are read at a time",
        "this text has {number} characters; at most {most} are read at a time",
        len(plain),
        most=most * MAX_USUAL_WORD_LENGTH,
        unit=CHARACTERS,
    )


def check_title(title: str) -> TranslatableMessage | None:
    """Return what is wrong with the length of the title of a scene or an ending, or None."""
    most = ADVICE["title_characters"]
    if len(title) <= most:
        return None
    return nmsg(
        "this title has {number} character; at most {most} fit above a scene and on the map",
        "this title has {number} characters; at most {most} fit above a scene and on the map",
        len(title),
        most=most,
        unit=CHARACTERS,
    )


def _count_spoken(words: int, most: int) -> TranslatableMessage:
    return nmsg(
        "what is said here has {number} word; people listen to at most {most} at a time",
        "what is said here has {number} words; people listen to at most {most} at a time",
        words,
        most=most,
        unit=WORDS,
    )


def _count_written(words: int, most: int) -> TranslatableMessage:
    return nmsg(
        "this text has {number} word; at most {most} are read at a time",
        "this text has {number} words; at most {most} are read at a time",
        words,
        most=most,
        unit=WORDS,
    )
