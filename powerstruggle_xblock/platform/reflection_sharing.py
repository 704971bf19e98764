"""What a learner shares on purpose, kept by `group_answers.api`, and whether this site can keep it."""

from ..group_answers import api
from .handlers import HandlerError

MAX_ANSWER_LENGTH = 4000
"""In one answer: two pages of typing."""
_UNPRINTABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])
_NO_CHARACTER = dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\N{REPLACEMENT CHARACTER}")


def is_installed() -> bool:
    """Return whether this site can keep what is shared."""
    return api.available()


def answer_text(value, name: str, labels) -> str:
    """Return a learner's words from a request, as they can be stored in any database. Raises HandlerError."""
    if not isinstance(value, str):
        raise HandlerError(400, "bad-request", labels.bad_request(name))
    if len(value) > MAX_ANSWER_LENGTH:
        raise HandlerError(400, "too-long", labels.text_too_long(MAX_ANSWER_LENGTH))
    return value.translate({**_UNPRINTABLE, **_NO_CHARACTER}).strip()


class Sharing:
    """One person's shared words in one component."""

    def __init__(self, usage_key, user_id):
        self._place = str(usage_key)
        self._user_id = user_id

    def mine(self) -> dict[str, str]:
        """Return {prompt: text} of what they share now; {} where nothing can be kept."""
        try:
            return dict(api.shared_by(self._place, self._user_id)) if self._user_id is not None else {}
        except api.NotAvailable:
            return {}

    def share(self, prompt_id: str, text: str, labels) -> None:
        """Show a text to the facilitator, in the place of an earlier one."""
        try:
            api.share(self._place, prompt_id, self._user_id, text)
        except api.NotAvailable:
            raise HandlerError(409, "share-off", labels.sharing_unavailable(), with_state=True) from None

    def withdraw(self, prompt_id: str, labels) -> None:
        """Delete what they shared at a question, at once."""
        try:
            api.withdraw(self._place, prompt_id, self._user_id)
        except api.NotAvailable:
            raise HandlerError(409, "share-off", labels.sharing_unavailable(), with_state=True) from None
        except ValueError:
            raise HandlerError(400, "bad-request", labels.bad_request("prompt")) from None

    def everybodys(self) -> list:
        """Return what is shared in this component by anybody, oldest first and without names, for its staff."""
        try:
            return api.shared(self._place)
        except api.NotAvailable:
            return []
