"""Libraries that only some need: their absence is a sentence that says what to install."""

from importlib import import_module
from types import ModuleType

from ..presenter.labels import noop
from .message_error import MessageError


class MissingExtra(MessageError):
    """An optional library is not installed; the sentence names the pip extra."""


def require_extra(module: str, extra: str) -> ModuleType:
    """Import an optional library, or raise MissingExtra saying how to get it."""
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtra(noop("This needs a library that is not installed here: {command}"),
                           command=f"pip install \"powerstruggle-xblock[{extra}]\"") from None
