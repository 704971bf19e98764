"""Who is who in the demonstration workbench: whatever name stands in the address, and one of them may edit."""

from xblock.reference.user_service import UserService, XBlockUser

from ..platform.base import STAFF_KEY

AUTHOR = "author"


class DemoPeople(UserService):
    """The workbench's user service with the one fact it lacks: `?student=author` is course staff, all others are learners.

    It is a demonstration: anybody can write that name. A learning platform's own service knows better.
    """

    runtime = None
    """Set by the workbench once it has made the service."""

    def get_current_user(self) -> XBlockUser:
        """Give the person of this request."""
        name = getattr(self.runtime, "user_id", None)
        user = XBlockUser(is_current_user=True, full_name=str(name))
        user.opt_attrs["xblock-workbench.user_id"] = name
        user.opt_attrs[STAFF_KEY] = name == AUTHOR
        return user
