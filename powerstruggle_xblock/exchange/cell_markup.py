"""A text of the model as it is written in a spreadsheet's cell, and back.

A cell holds the notation's small markup, in which "&", ">" and a "<" that opens no tag need no escaping.
"""

import re

_TAG = re.compile(r"(</?[A-Za-z][^<>]*>)")
_AMPERSAND = re.compile(r"&(?!#?\w+;)")
_OPEN_WITHOUT_TAG = re.compile(r"<(?![A-Za-z/!?])")
_ESCAPED_AMPERSAND = re.compile(r"&amp;(?!#?\w+;)")
_ESCAPED_OPEN = re.compile(r"&lt;(?![A-Za-z/!?])")
_SPACE = re.compile("[ \t\r\n]+")


def encode_cell(text: str) -> str:
    """Return a text of the model as it is written in a cell."""
    pieces = _TAG.split(text)
    return "".join(piece if number % 2 else _unescape(piece) for number, piece in enumerate(pieces))


def decode_cell(cell: str) -> str:
    """Return a cell's text as markup, which is well-formed where its tags are.

    It may hold tags that a text can't have.
    """
    pieces = _TAG.split(cell)
    # Words and tags alternate.
    pieces = [_AMPERSAND.sub("&amp;", piece) for piece in pieces]
    pieces[::2] = [_OPEN_WITHOUT_TAG.sub("&lt;", words).replace(">", "&gt;") for words in pieces[::2]]
    return "".join(pieces)


def collapse_space(words: str) -> str:
    """Return words with XML white space collapsed; a no-break space is kept."""
    return _SPACE.sub(" ", words).strip(" ")


def _unescape(words: str) -> str:
    return _ESCAPED_AMPERSAND.sub("&", _ESCAPED_OPEN.sub("<", words.replace("&gt;", ">")))
