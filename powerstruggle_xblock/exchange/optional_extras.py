"""Libraries that only some formats need: a missing one raises an error that says what to install."""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from ..notation.messages import TranslatableMessage, msg
from .message_error import MessageError


class MissingExtra(MessageError):
    """An optional library is not installed; the message names the pip extra."""


@dataclass(frozen=True, slots=True)
class OptionalExtra:
    """An optional library: the `module` to import and the `name` of this package's pip extra that brings it."""

    module: str
    name: str

    @property
    def is_installed(self) -> bool:
        """Whether the library can be imported."""
        return find_spec(self.module) is not None

    @property
    def missing_message(self) -> TranslatableMessage:
        """The message that says how to install the library."""
        return msg(
            "This needs a library that is not installed here: {command}",
            command=f"pip install \"powerstruggle-xblock[{self.name}]\"",
        )

    def load(self) -> ModuleType:
        """Import the library and return it. Raises `MissingExtra` where it is not installed."""
        try:
            return import_module(self.module)
        except ImportError:
            raise MissingExtra(self.missing_message) from None


SPREADSHEET = OptionalExtra("openpyxl", "spreadsheet")
WORD = OptionalExtra("docx", "word")
