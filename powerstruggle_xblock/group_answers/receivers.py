"""What the platform's signals start here (see `apps.py`)."""

from ..platform.retirement import forget_kept_words
from . import api


def retire(sender, user, **_kwargs) -> None:
    """Erase a retired account's traces. What goes wrong is raised: the retirement pipeline has to know and come back."""
    api.erase_person(user.id)
    forget_kept_words(user.id)
