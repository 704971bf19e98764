"""As openedx/core/djangoapps/external_user_ids/models.py of openedx-platform, without its tables.

An id for outside for each person.
"""

from types import SimpleNamespace
from uuid import NAMESPACE_OID, uuid5


class ExternalIdType:
    """Kinds of ids for outside."""

    XAPI = "xapi"
    CALIPER = "caliper"
    LTI = "lti"


class ExternalId:
    """Gives ids; the platform draws them once and keeps them."""

    @classmethod
    def add_new_user_id(cls, user, type_name):
        """Return (id, whether it is new)."""
        return SimpleNamespace(external_user_id=uuid5(NAMESPACE_OID, f"{type_name} {user.id}")), False
