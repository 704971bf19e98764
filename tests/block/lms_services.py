"""Fakes of the platform's services as a component asks for them; the source that each follows is named at it.

`statements` of a fake collects what its source asks the database for: docs/performance.md and test_statements.py.
"""

import re
import sys
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace

from xblock.reference.user_service import UserService, XBlockUser

IS_STAFF, USER_ID = "edx-platform.user_is_staff", "edx-platform.user_id"


class FakeUserService(UserService):
    """Facts about one person (common/djangoapps/xblock_django/user_service.py, DjangoXBlockUserService).

    Without facts nobody is signed in. `known` is what the LMS marks the person with at a handler's address, None at
    others (lms/djangoapps/courseware/block_render.py). `get_current_user` reads
    the person's profile and preferences, once a request.
    """

    def __init__(
        self, facts: dict, masquerade: dict | None = None, statements: list | None = None, known: bool | None = None
    ):
        super().__init__()
        self.known = known
        self.facts, self.masquerade = facts, masquerade or {}
        self.statements = [] if statements is None else statements
        self._user_is_staff = facts.get(IS_STAFF, False)
        self._is_read = False

    @property
    def _django_user(self):
        """The platform's record of the person, an AnonymousUser for nobody; courseware/masquerade.py adds to it."""
        mark = {} if self.known is None else {"known": self.known}
        if USER_ID not in self.facts:
            return SimpleNamespace(id=None, is_authenticated=False, **mark)
        if real := self.masquerade.get("real_user"):
            # setup_masquerade gives the learner's own record, without the mark of the request's person.
            self.masquerade["real_user"] = SimpleNamespace(**{**vars(real), **mark})
            mark = {}
        return SimpleNamespace(id=self.facts[USER_ID], is_authenticated=True, **mark, **self.masquerade)

    def get_current_user(self):
        user = XBlockUser(is_current_user=True)
        if USER_ID not in self.facts:
            user.opt_attrs = {"edx-platform.is_authenticated": False}
            return user
        if not self._is_read:
            self.statements += ["profile", "preferences"]
            self._is_read = True
        user.opt_attrs = {"edx-platform.is_authenticated": True, **self.facts}
        return user


@dataclass(frozen=True)
class StudioPermissions:
    """Studio's permission service, there for whoever is logged in, author or not.

    The source is StudioPermissionsService in openedx/core/djangoapps/content/services.py.
    """

    may: bool = True

    def can_write(self, context_key):
        assert context_key.is_course
        return self.may


class FakeLibraries:
    """The learning context of libraries (openedx/core/djangoapps/xblock/learning_context), and who may edit there."""

    def __init__(self, *editors):
        self.editors = editors

    def install(self, monkeypatch) -> "FakeLibraries":
        module = ModuleType("openedx.core.djangoapps.xblock.learning_context.manager")
        module.get_learning_context_impl = self.of
        monkeypatch.setitem(sys.modules, module.__name__, module)
        return self

    def of(self, usage_key):
        if usage_key.context_key.is_course:
            raise TypeError("no learning context")
        return self

    def can_edit_block(self, user, usage_key):
        assert not usage_key.context_key.is_course
        return user.id in self.editors


@dataclass
class FakeEnrollments:
    """The enrolments service (openedx/core/djangoapps/enrollments/services.py); also the query set that it gives."""

    user_ids: set
    statements: list = field(default_factory=list)

    def get_active_enrollments_by_course(self, course_id):
        assert course_id.is_course
        return self

    def filter(self, *, user_id):
        return FakeEnrollments(self.user_ids & {user_id}, self.statements)

    def exists(self):
        self.statements.append("enrollment")
        return bool(self.user_ids)


@dataclass
class FakeCompletion:
    """The completion service (edx-completion, services.py): an operator may switch it off."""

    is_enabled: bool = True

    def completion_tracking_enabled(self):
        return self.is_enabled


class FakeUrlReplacer:
    """Rewrites addresses of a course's own files in HTML (common/djangoapps/static_replace, process_static_urls).

    Only what stands in quotes of one kind; not a package's own files, and not what ends in "?raw".
    """

    _address = re.compile(r"""(?P<quote>\\?['"])(?P<prefix>/static/)(?P<rest>.*?)(?P=quote)""")

    def replace_urls(self, text):
        def replace(match):
            if match["rest"].startswith("xblock/") or match["rest"].endswith("?raw"):
                return match[0]
            return f"{match['quote']}/assets/courseware/{match['rest']}{match['quote']}"

        return self._address.sub(replace, text)
