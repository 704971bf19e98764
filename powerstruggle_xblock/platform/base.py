"""What the blocks of this package share: packaged files, services that may be missing, and who is asking."""

import logging
from functools import cached_property

from xblock.core import XBlock
from xblock.fields import Scope
from xblock.validation import ValidationMessage

from .. import resources
from ..notation.messages import english_plural
from ..presenter.labels import Labels
from .fields import Texts

try:
    from django.conf import settings
    from django.utils.translation import get_language
except ImportError:  # A runtime without Django speaks one language.
    settings = None

log = logging.getLogger(__name__)

MOST_BODY_BYTES = 64 * 1024
STAFF_KEY = "edx-platform.user_is_staff"
USER_ID_KEY = "edx-platform.user_id"


@XBlock.needs("i18n")
@XBlock.wants("user", "settings", "replace_urls", "enrollments", "completion", "studio_user_permissions")
class PowerStruggleBlock(XBlock):
    """Base of the package's blocks: packaged files, translated words, and what can be known of the person."""

    unreadable_settings = Texts(
        help="Settings of an imported file that can't be read, as they were written; their author is told.",
        scope=Scope.settings,
        default={},
    )

    resources_dir = resources.RESOURCES_DIR
    public_dir = resources.PUBLIC
    block_settings_key = "powerstruggle"
    most_body_bytes = MOST_BODY_BYTES

    labels_class = Labels

    @cached_property
    def labels(self) -> Labels:
        """The sentences in the reader's language; a block is made anew for each request."""
        i18n = self.service("i18n")
        return self.labels_class(i18n.gettext, getattr(i18n, "ngettext", english_plural)) if i18n else self.labels_class()

    @property
    def language(self) -> str:
        """The language in which texts are translated now."""
        return (get_language() or "") if settings is not None and settings.configured else ""

    def service(self, name: str):
        """Give a platform service, or None where this runtime lacks it."""
        try:
            return self.runtime.service(self, name)
        except Exception:  # Runtimes differ in what they raise for a service they don't know.
            log.debug("no service %s here", name, exc_info=True)
            return None

    def site_settings(self) -> dict:
        """Give the operator's settings (XBLOCK_SETTINGS["powerstruggle"]), or {}."""
        service = self.service("settings")
        found = service.get_settings_bucket(self) if service else None
        return found if isinstance(found, dict) else {}

    def user_attribute(self, key: str):
        """Give one of the platform's facts about the person, or None."""
        service = self.service("user")
        return service.get_current_user().opt_attrs.get(key) if service else None

    @property
    def is_course_staff(self) -> bool:
        """Tell whether the platform says so; where it says nothing, nobody is."""
        return self.user_attribute(STAFF_KEY) is True

    @property
    def in_course(self) -> bool:
        """Tell whether this is a course's component: a library's must not grade, though its preview would let it."""
        return getattr(getattr(self.scope_ids.usage_id, "context_key", None), "is_course", True)

    @property
    def is_authoring(self) -> bool:
        """Tell whether this person may read and change what authors wrote: only where the platform says so of them.

        Studio runs any handler for whoever is logged in, with its permission service in the runtime and, in its preview, in
        author mode: neither says anything of the person, so the service is asked. Libraries have permissions of their own. In a
        runtime that knows no courses, whoever it says is staff may.
        """
        if not hasattr(self.scope_ids.usage_id, "context_key"):
            return self.is_course_staff
        try:
            return self._may_write_in_course() if self.in_course else self._may_edit_in_library()
        except Exception:  # Platforms differ in what they raise for what isn't there; who can't be asked about isn't let in.
            log.warning("the platform could not be asked who may edit %s", self.scope_ids.usage_id, exc_info=True)
            return False

    def _may_write_in_course(self) -> bool:
        service = self.service("studio_user_permissions")
        # Newer platforms call `can_write` deprecated and have `can_edit_content` beside it.
        asked = getattr(service, "can_write", None) or getattr(service, "can_edit_content", None)
        return bool(asked and asked(self.scope_ids.usage_id.context_key))

    def _may_edit_in_library(self) -> bool:
        """Ask as the platform does before it changes a library's component; its handlers are open to a public library's readers."""
        try:
            from openedx.core.djangoapps.xblock.learning_context.manager import get_learning_context_impl
        except ImportError:  # A runtime other than the platform's, or a platform that asks in another way.
            return False
        usage, user = self.scope_ids.usage_id, getattr(self.service("user"), "_django_user", None)
        return user is not None and bool(get_learning_context_impl(usage).can_edit_block(user, usage))

    def is_enrolled(self) -> bool:
        """Tell whether the person takes this course, as far as the platform can tell; where it can't, they do."""
        context, user_id = getattr(self.scope_ids.usage_id, "context_key", None), self.user_attribute(USER_ID_KEY)
        service = self.service("enrollments") if context and user_id and self.in_course else None
        if service is None or self.is_course_staff:
            return True
        try:
            return service.get_active_enrollments_by_course(context).filter(user_id=user_id).exists()
        except Exception:  # A service of another shape must not keep learners out.
            log.warning("the enrollments service could not be asked", exc_info=True)
            return True

    def expanded(self, address: str) -> str:
        """Give a course's own /static/… address as the platform serves it; platforms rewrite pages, not handlers' JSON."""
        service = self.service("replace_urls") if address.startswith("/static/") else None
        if service is None:
            return address
        # The service rewrites quoted addresses inside HTML, so the address goes in quoted.
        return service.replace_urls(f'"{address}"').strip('"')

    def file_url(self, path: str) -> str | None:
        """Give the address of a packaged file, or None where the platform has not collected it."""
        try:
            return self.runtime.local_resource_url(self, path)
        except ValueError:
            log.warning("static file %s is not there; collectstatic may have to run", path)
            return None

    def validate(self):
        """Return Studio's messages about the component; a setting that can't be read is an error."""
        validation = super().validate()
        for name, value in self.unreadable_settings.items():
            validation.add(ValidationMessage(ValidationMessage.ERROR, self.labels.unreadable_setting(name, value)))
        return validation

    def discard_changes(self) -> None:
        """Drop what has been assigned but not saved, so that a failed request leaves the state as it was."""
        self._dirty_fields.clear()
        self._field_data_cache.clear()
