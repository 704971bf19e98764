"""`powerstruggle_reflection`: prompts that say truthfully who can read the answer, with credit for taking part.

Fields and what the platform asks for; the handlers are in `platform/reflection_handlers.py`, the views in
`platform/reflection_views.py`.
"""

from xblock.core import XBlock
from xblock.fields import Scope

from .authoring import tree
from .platform import olx
from .platform.base import PowerStruggleBlock
from .platform.fields import Text, Texts
from .platform.form_editor_handlers import FormEditorMixin, FormEditorSpec
from .platform.participation import ParticipationMixin
from .platform.reflection_handlers import ReflectionAnswersMixin
from .platform.reflection_sharing import Sharing
from .platform.reflection_views import ReflectionPagesMixin
from .presenter.labels import noop
from .reflection import grammar, reflection_xml, sets
from .reflection.labels import ReflectionLabels

REAL_USER = "real_user"
"""The platform puts this on the person somebody looks on as (lms.djangoapps.courseware.masquerade)."""


@XBlock.needs("i18n")
class ReflectionBlock(
    ParticipationMixin, olx.NotationOlxMixin, ReflectionPagesMixin, FormEditorMixin, ReflectionAnswersMixin, PowerStruggleBlock,
):
    """Questions to write about, for oneself, for later, or for the facilitator."""

    # Words may lie outside the fields (shared ones), so nobody looks on as a particular learner.
    show_in_read_only_mode = False
    most_body_bytes = 512 * 1024
    labels_class = ReflectionLabels
    own_attributes = grammar.OWN_ATTRIBUTES
    content_shape = staticmethod(grammar.find_shape)
    small_form = FormEditorSpec(
        language=tree.TreeNotation(grammar.ROOT, reflection_xml.WHAT, {("", tag): shape for tag, shape in grammar.SHAPES.items()}),
        read_element=reflection_xml.parse_element, settings=("display_name", "weight"), view="reflection-editor",
        init="PowerStruggleReflectionEditor", sets=sets.list_sets,
    )

    display_name = Text(display_name=noop("Title"), scope=Scope.settings, default=noop("Reflection"))
    content = Text(
        display_name=noop("Questions"), help=noop("The questions in their XML notation (docs/reflection.md)."), scope=Scope.content,
        default="",
    )
    kept_words = Texts(
        help="What the learner wrote, where the component keeps it for them and the page says that course staff can read it.",
        scope=Scope.user_state, default={},
    )

    @property
    def reading(self) -> reflection_xml.ParsedReflection:
        """The questions, read."""
        return reflection_xml.parse_cached(self.content or "")

    @property
    def is_someone_else(self) -> bool:
        """Tell whether staff look on as a particular learner, as far as the platform lets that be known."""
        person = getattr(self.service("user"), "_django_user", None)
        return getattr(person, REAL_USER, None) not in (None, person)

    @staticmethod
    def stored_text(text: str) -> str:
        """Give what is stored for a file's text: canonical where nothing is wrong with it, else as it came."""
        reading = reflection_xml.parse(text)
        if reading.reflection is not None and not reading.errors:
            return reflection_xml.serialize(reflection_xml.without_settings(reading.reflection))
        return olx.text_with_errors(text, grammar.ROOT, grammar.OWN_ATTRIBUTES)

    @staticmethod
    def _canonical_root(text: str):
        reading = reflection_xml.parse_cached(text)
        return reflection_xml.to_element(reading.reflection) if reading.reflection is not None and not reading.errors else None

    def clear_student_state(self, user_id=None, course_id=None, item_id=None, requesting_user_id=None):
        """Delete what a learner shared here, with the state that staff delete. The platform calls this with their anonymous id."""
        if (person := user_behind(user_id)) is not None:
            Sharing(item_id or self.scope_ids.usage_id, person).forget()

    @staticmethod
    def workbench_scenarios():
        """A ready-made set, then the starter course's reflections, for the SDK's workbench; titles stay and new ones come last."""
        from .course import archive  # The course is the command's and the demonstration's; no platform needs it.
        texts = [sets.set_text(sets.ORDER[0]), *archive.reflections()]
        return [(reflection_xml.parse(text).reflection.title, text) for text in texts]


def user_behind(anonymous_id) -> int | None:
    """Give the id of the person behind a course's anonymous id, or None where no platform can tell."""
    try:
        from common.djangoapps.student.models import user_by_anonymous_id
    except ImportError:
        return None
    person = user_by_anonymous_id(anonymous_id)
    return person.id if person is not None else None
