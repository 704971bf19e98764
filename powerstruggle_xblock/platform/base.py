"""What the blocks of this package share: packaged files, the platform's services, and what is known of the person."""

import logging
from functools import cached_property
from typing import Any, TypeVar

from xblock.core import XBlock
from xblock.fields import Scope
from xblock.validation import ValidationMessage

from .. import resources
from ..notation.messages import english_plural
from ..presenter.agency_texts import AgencyTexts, choose_texts
from ..presenter.labels import Labels
from .course_files import CourseFiles
from .course_settings import read_course_setting
from .fields import Texts

try:
    from django.conf import settings
    from django.utils.translation import get_language
except ImportError:  # A runtime without Django speaks one language.
    settings = get_language = None

log = logging.getLogger(__name__)

SomeLabels = TypeVar("SomeLabels", bound=Labels)

MAX_BODY_BYTES = 64 * 1024
USUAL_BODY_BYTES = 2_621_440
"""Django's own DATA_UPLOAD_MAX_MEMORY_SIZE."""
STAFF_KEY = "edx-platform.user_is_staff"
DRAFT = "draft-branch"
"""The branch in the keys of a course's draft (xmodule/modulestore, ModuleStoreEnum.BranchName)."""
REAL_USER = "real_user"
"""The platform puts this on the learner whom staff view the course as (lms.djangoapps.courseware.masquerade)."""


@XBlock.needs("i18n")
@XBlock.wants("user", "settings", "replace_urls", "enrollments", "completion", "studio_user_permissions")
class PowerStruggleBlock(XBlock):
    """The base of the package's blocks."""

    unreadable_settings = Texts(
        help="Settings of an imported file that can't be read, as they were written; their author is told.",
        scope=Scope.settings,
        default={},
    )

    resources_dir = resources.RESOURCES_DIR
    public_dir = resources.PUBLIC
    block_settings_key = "powerstruggle"
    max_body_bytes = MAX_BODY_BYTES
    shows_agency_texts = True
    """Whether learners read an agency's texts in this kind of component."""

    @cached_property
    def labels(self) -> Labels:
        """The sentences in the reader's language; a block is made anew for each request."""
        return self.make_labels(Labels)

    def make_labels(self, labels_class: type[SomeLabels]) -> SomeLabels:
        """Return a component's sentences in the reader's language."""
        i18n = self.service("i18n")
        return labels_class(i18n.gettext, getattr(i18n, "ngettext", english_plural)) if i18n else labels_class()

    @property
    def language(self) -> str:
        """The language in which texts are translated now."""
        return (get_language() or "") if get_language and settings is not None and settings.configured else ""

    def service(self, name: str) -> Any:
        """Return a platform service, or None where this runtime lacks it."""
        try:
            return self.runtime.service(self, name)
        except Exception:  # Runtimes differ in what they raise for a service they don't know.
            log.debug("no service %s here", name, exc_info=True)
            return None

    def site_settings(self) -> dict[str, Any]:
        """Return the operator's settings (XBLOCK_SETTINGS["powerstruggle"]), or {}."""
        service = self.service("settings")
        found = service.get_settings_bucket(self) if service else None
        return found if isinstance(found, dict) else {}

    @property
    def agency(self) -> AgencyTexts:
        """The agency's texts: of the course's staff where they wrote some, else of the operator."""
        return self._agency_texts

    @cached_property
    def _agency_texts(self) -> AgencyTexts:
        course = getattr(self.scope_ids.usage_id, "context_key", None) if self.in_course else None
        return choose_texts(read_course_setting(course, self.block_settings_key), self.site_settings())

    def user_attribute(self, key: str) -> Any:
        """Return one of the platform's facts about the person, or None."""
        service = self.service("user")
        return service.get_current_user().opt_attrs.get(key) if service else None

    # --- who is asking ------------------------------------------------------------------------------------------------

    @cached_property
    def is_course_staff(self) -> bool:
        """Whether the platform says that this person is staff of the course; where it says nothing, nobody is.

        The platform's own service is asked without `get_current_user`, which reads profile and preferences from the
        database (common/djangoapps/xblock_django/user_service.py); other services are asked in the usual way.
        """
        known = getattr(self.service("user"), "_user_is_staff", None)
        return known if isinstance(known, bool) else self.user_attribute(STAFF_KEY) is True

    @property
    def in_course(self) -> bool:
        """Whether this is a course's component: a library's must not grade, though its preview would let it."""
        return getattr(getattr(self.scope_ids.usage_id, "context_key", None), "is_course", True)

    @property
    def course_files(self) -> CourseFiles:
        """The files of the course that this component belongs to."""
        return CourseFiles(getattr(self.scope_ids.usage_id, "context_key", None) if self.in_course else None)

    @property
    def is_author_mode(self) -> bool:
        """Whether this is a preview in Studio."""
        return bool(getattr(self.runtime, "is_author_mode", False))

    @property
    def is_in_studio(self) -> bool:
        """Whether Studio runs this, in a preview or for its editor; a library asks itself who may read it.

        The sources are cms/djangoapps/contentstore/views/preview.py (preview_handler) and views/component.py
        (component_handler), and for libraries openedx/core/djangoapps/xblock/api.py (load_block).
        """
        return self.is_author_mode or (self.in_course and self.service("studio_user_permissions") is not None)

    @property
    def is_draft(self) -> bool:
        """Whether this is the draft of a course's component, which the authoring application shows from the LMS."""
        return getattr(getattr(self.scope_ids.usage_id, "context_key", None), "branch", None) == DRAFT

    @property
    def _django_user(self) -> Any:
        return getattr(self.service("user"), "_django_user", None)

    @property
    def is_masquerading(self) -> bool:
        """Whether staff view the course as a learner (lms.djangoapps.courseware.masquerade)."""
        courses = getattr(self._django_user, "masquerade_settings", None) or {}
        masquerade = courses.get(getattr(self.scope_ids.usage_id, "context_key", None))
        return self.is_another_person or (masquerade is not None and getattr(masquerade, "role", None) != "staff")

    @property
    def is_another_person(self) -> bool:
        """Whether staff view the course as one particular learner, as far as the platform lets that be known."""
        return getattr(self._django_user, REAL_USER, None) not in (None, self._django_user)

    @property
    def is_unchecked_person(self) -> bool:
        """Whether the platform says that it has not checked who sends this request, whoever the session names.

        The LMS sets `known` to False on the person of a request that comes without a token or without a session, and
        loads the component without asking who may (lms/djangoapps/courseware/block_render.py, get_block_for_descriptor;
        its sources of 2023 and of 2026 do the same). Where staff view the course as one particular
        learner, the mark is on their own record. Studio and libraries set none.
        """
        person = self._django_user
        return any(getattr(who, "known", None) is False for who in (person, getattr(person, REAL_USER, None)))

    @property
    def is_own_run(self) -> bool:
        """Whether somebody works here for themself: in a course's published text, and no staff who view as a learner.

        Credit, events, counts and group answers all ask this.
        """
        return (
            self.in_course
            and not self.is_author_mode
            and not self.is_draft
            and self.scope_ids.user_id is not None
            and not self.is_masquerading
        )

    @property
    def is_learners_run(self) -> bool:
        """Whether this is a learner's own run, which trainers' figures count.

        Those of the course's staff are not among them.
        """
        return self.is_own_run and not self.is_course_staff

    @property
    def is_authoring(self) -> bool:
        """Whether this person may read and change what authors wrote: only where the platform says so of them.

        Studio runs any handler for whoever is logged in, with its permission service in the runtime and, in its
        preview, in author mode: neither says anything of the person, so the service is asked. Libraries have
        permissions of their own. In a runtime that knows no courses, whoever it says is staff may.
        """
        if not hasattr(self.scope_ids.usage_id, "context_key"):
            return self.is_course_staff
        try:
            return self._may_write_in_course() if self.in_course else self._may_edit_in_library()
        except Exception:  # Platforms differ in what they raise. Who can't be asked about isn't let in.
            log.warning("the platform could not be asked who may edit %s", self.scope_ids.usage_id, exc_info=True)
            return False

    @property
    def is_staff_or_author(self) -> bool:
        """Whether this is course staff or an author: they are told what is in a component and what is wrong with it."""
        return self.is_course_staff or self.is_authoring

    def _may_write_in_course(self) -> bool:
        service = self.service("studio_user_permissions")
        # Newer platforms call `can_write` deprecated and have `can_edit_content` beside it.
        asked = getattr(service, "can_write", None) or getattr(service, "can_edit_content", None)
        return bool(asked and asked(self.scope_ids.usage_id.context_key))

    def _may_edit_in_library(self) -> bool:
        """Ask as the platform does before it changes a library's component.

        Its handlers are open to a public library's readers.
        """
        try:
            from openedx.core.djangoapps.xblock.learning_context.manager import (  # pyright: ignore[reportMissingImports]
                get_learning_context_impl,
            )
        except ImportError:  # A runtime other than the platform's, or a platform that asks in another way.
            return False
        usage, user = self.scope_ids.usage_id, self._django_user
        # Who is not signed in is a record without an id there (Django's AnonymousUser).
        is_known = getattr(user, "id", None) is not None
        return is_known and bool(get_learning_context_impl(usage).can_edit_block(user, usage))

    def is_enrolled(self) -> bool:
        """Return whether the person takes this course or is its staff; where the platform can't tell, they do."""
        return self.is_course_staff or self.is_masquerading or self.has_enrollment is not False

    @cached_property
    def has_enrollment(self) -> bool | None:
        """Whether the person is enrolled in this course, staff or not; None where the platform can't tell."""
        context, user_id = getattr(self.scope_ids.usage_id, "context_key", None), self.scope_ids.user_id
        service = self.service("enrollments") if context and self.in_course else None
        if service is None:
            return None
        if user_id is None:
            return False
        try:
            return service.get_active_enrollments_by_course(context).filter(user_id=user_id).exists()
        except Exception:  # A service of another shape must not keep learners out.
            log.warning("the enrollments service could not be asked", exc_info=True)
            return None

    def may_read_content(self) -> bool:
        """Return whether this person may be told what is in the component.

        Those are who takes the course or has begun the component, the course's staff and its authors. Who has begun
        took the course then; that costs no query, and a move that may be graded asks for the enrolment. Where no
        service knows enrolments, nothing is read to answer; but Studio runs any handler for whoever is logged in, so
        there the authors alone are told.
        """
        if self.is_in_studio:
            return self.is_staff_or_author
        if self.service("enrollments") is None:
            return True
        return self.has_begun or self.is_enrolled() or self.is_authoring

    @property
    def has_begun(self) -> bool:
        """Whether the learner's stored state says that they have begun this component."""
        return False

    # --- files and addresses ------------------------------------------------------------------------------------------

    def expanded(self, address: str) -> str:
        """Return a course's own /static/… address as the platform serves it.

        Platforms rewrite pages, not handlers' JSON.
        """
        service = self.service("replace_urls") if address.startswith("/static/") else None
        if service is None:
            return address
        # The service rewrites quoted addresses inside HTML, so the address goes in quoted.
        return service.replace_urls(f'"{address}"').strip('"')

    def file_url(self, path: str) -> str | None:
        """Return the address of a packaged file, or None where the platform has not collected it."""
        try:
            return self.runtime.local_resource_url(self, path)
        except ValueError:
            log.warning("static file %s is not there; collectstatic may have to run", path)
            return None

    def platform_body_bytes(self) -> int | None:
        """Return how large a request without files may be on this platform, in bytes; None for no limit."""
        if settings is None or not settings.configured:
            return USUAL_BODY_BYTES
        return getattr(settings, "DATA_UPLOAD_MAX_MEMORY_SIZE", USUAL_BODY_BYTES)

    # --- the platform's own -------------------------------------------------------------------------------------------

    def validate(self):
        """Return Studio's messages about the component; a setting that can't be read is an error."""
        validation = super().validate()
        for name, value in self.unreadable_settings.items():
            validation.add(ValidationMessage(ValidationMessage.ERROR, self.labels.unreadable_setting(name, value)))
        for issue in self.agency.issues if self.shows_agency_texts else ():
            validation.add(ValidationMessage(ValidationMessage.WARNING, self.labels.translate(issue)))
        return validation

    def discard_changes(self) -> None:
        """Drop what has been assigned but not saved, so that a failed request leaves the state as it was."""
        self._dirty_fields.clear()
        self._field_data_cache.clear()
