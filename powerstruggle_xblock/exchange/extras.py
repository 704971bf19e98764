"""Libraries that only some need: their absence is a sentence that says what to install."""

from importlib import import_module
from types import ModuleType

from ..wording import noop
from .said_error import SaidError


class MissingExtra(SaidError):
    """An optional library is not installed; the sentence names the pip extra."""


def need(module: str, extra: str) -> ModuleType:
    """Import an optional library, or raise MissingExtra saying how to get it."""
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtra(noop("This needs a library that is not installed here: {command}"),
                           command=f"pip install \"powerstruggle-xblock[{extra}]\"") from None
