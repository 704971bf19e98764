"""The persons of the demonstration workbench: any name in the address is a learner, and one may edit."""

from xblock.reference.user_service import UserService, XBlockUser

from ..platform.base import STAFF_KEY

AUTHOR = "author"


class DemoPeople(UserService):
    """The workbench's user service, with `?student=author` as course staff and all others as learners.

    It is a demonstration: anybody can write that name. A learning platform's own service checks who somebody is.
    """

    runtime = None  # pyright: ignore[reportAssignmentType]
    """Set by the workbench once it has made the service."""

    def get_current_user(self) -> XBlockUser:
        """Return the person of this request."""
        name = getattr(self.runtime, "user_id", None)
        user = XBlockUser(is_current_user=True, full_name=str(name))
        user.opt_attrs["xblock-workbench.user_id"] = name
        user.opt_attrs[STAFF_KEY] = name == AUTHOR
        return user
