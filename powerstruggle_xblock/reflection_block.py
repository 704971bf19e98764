"""`powerstruggle_reflection`: prompts that say truthfully who can read the answer, with credit for taking part.

Fields and what the platform asks for; what learners ask for is answered in `platform/reflection_controller.py`, the
views are in `platform/reflection_pages.py`.
"""

from functools import cached_property

from xblock.fields import Scope

from .authoring.form_editor import FormEditor
from .notation.messages import noop
from .platform import content_messages
from .platform.fields import Text, Texts
from .platform.handlers import STAFF, audience, learner_handler, own_state_handler
from .platform.participation import ParticipationBlock
from .platform.reflection_controller import ReflectionController
from .platform.reflection_pages import ReflectionPages
from .reflection import reflection_xml, sets
from .reflection.labels import ReflectionLabels


class ReflectionEditor(FormEditor):
    """Answers the editor of a reflection."""

    page = "reflection-editor"
    page_init = "PowerStruggleReflectionEditor"

    @staticmethod
    def list_sets() -> list[tuple[str, str, str]]:
        """Return the ready-made sets: (id, title, text of a file)."""
        return sets.list_sets()


class ReflectionBlock(ParticipationBlock):
    """Questions to write about, for oneself, for later, or for the facilitator."""

    notation = reflection_xml.NOTATION
    pages_class = ReflectionPages
    editor_class = ReflectionEditor

    # Shared words lie outside the fields, so staff can't view the course as a particular learner here.
    show_in_read_only_mode = False
    max_body_bytes = 512 * 1024

    display_name = Text(display_name=noop("Title"), scope=Scope.settings, default=noop("Reflection"))
    content = Text(
        display_name=noop("Questions"),
        help=noop("The questions in their XML notation (docs/reflection.md)."),
        scope=Scope.content,
        default="",
    )
    kept_words = Texts(
        help="What the learner wrote, where the component keeps it for them and says that course staff can read it.",
        scope=Scope.user_state,
        default={},
    )

    @cached_property
    def labels(self) -> ReflectionLabels:
        """The sentences in the reader's language."""
        return self.make_labels(ReflectionLabels)

    @property
    def parsed(self) -> reflection_xml.ParsedReflection:
        """The questions, parsed."""
        return reflection_xml.parse_stored(self.content or "")

    # --- learners' and staff's handlers -------------------------------------------------------------------------------

    @learner_handler
    def state(self, data):
        """Return the view model."""
        return ReflectionController(self).state()

    @learner_handler
    def finish(self, data):
        """Take part: {"keep": the way of keeping that the page promised, "words": {prompt: text}}.

        Words are stored only where they are kept for the learner now and the page had said so before they were typed.
        """
        return ReflectionController(self).finish(data)

    @learner_handler(former=True)
    def forget(self, data):
        """Delete the words kept for the learner. That they took part, and the credit, stay."""
        return ReflectionController(self).forget()

    @learner_handler
    def share(self, data):
        """Show one answer to the facilitator: {"prompt", "text"}. Again replaces it."""
        return ReflectionController(self).share(data)

    @learner_handler(former=True)
    def withdraw(self, data):
        """Delete what the learner shares at a question: {"prompt"}. Always possible, whatever has changed since."""
        return ReflectionController(self).withdraw(data)

    @audience(STAFF)
    @learner_handler
    def shared_list(self, data):
        """Return to the course's staff what was shared on purpose: by question, oldest first, no names."""
        return ReflectionController(self).shared_list()

    @own_state_handler
    def student_view_user_state(self):
        """Return a learner's own state to a mobile app: that they took part, no words."""
        return {"took_part": self.took_part}

    def error_state(self) -> dict:
        """Return the present state for a refusal."""
        return ReflectionController(self).state()

    # --- the platform -------------------------------------------------------------------------------------------------

    def validate(self):
        """Return Studio's messages about the component."""
        return content_messages.add_messages(self, super().validate())

    @staticmethod
    def workbench_scenarios():
        """Return a ready-made set, then the starter course's reflections, for the SDK's workbench.

        Titles stay, new ones come last.
        """
        from .course import archive  # The course is the command's and the demonstration's; no platform needs it.
        texts = [sets.read_set(sets.SET_NAMES[0]), *archive.list_reflections()]
        return [(reflection_xml.NOTATION.read_title(text), text) for text in texts]
