"""`powerstruggle_continuum`: the Human Continuum exercise ("Where would you stand?"), with credit for taking part.

Fields and what the platform asks for; what learners ask for is answered in `platform/continuum_controller.py`, the
views are in `platform/continuum_pages.py`.
"""

from dataclasses import replace
from functools import cached_property

from xblock.fields import Scope

from .authoring.form_editor import FormEditor
from .continuum import continuum_xml, presenter, ready_made
from .continuum.labels import ContinuumLabels
from .continuum.model import Continuum
from .group_answers.api import SecondRound
from .notation.messages import noop
from .platform import content_messages, live_session
from .platform.continuum_controller import ContinuumController
from .platform.continuum_group import ContinuumGroup
from .platform.continuum_pages import ContinuumPages
from .platform.fields import Text
from .platform.handlers import STAFF, audience, learner_handler, own_state_handler
from .platform.participation import ParticipationBlock
from .presenter.safe_html import STATIC_PREFIX


class ContinuumEditor(FormEditor):
    """Answers the editor of a continuum."""

    page = "continuum-editor"
    page_init = "PowerStruggleContinuumEditor"

    @staticmethod
    def list_sets() -> list[tuple[str, str, str]]:
        """Return the ready-made sets: (id, title, text of a file)."""
        return ready_made.list_sets()


class ContinuumBlock(ParticipationBlock):
    """Events to place oneself at, one by one; then the group's picture, never the people in it."""

    notation = continuum_xml.NOTATION
    pages_class = ContinuumPages
    editor_class = ContinuumEditor
    shows_agency_texts = False

    # Answers lie outside the fields, so staff can't view the course as a particular learner here.
    show_in_read_only_mode = False

    display_name = Text(display_name=noop("Title"), scope=Scope.settings, default=noop("Where would you stand?"))
    content = Text(
        display_name=noop("Events"),
        help=noop("The events in their XML notation (docs/continuum.md)."),
        scope=Scope.content,
        default="",
    )

    @cached_property
    def labels(self) -> ContinuumLabels:
        """The sentences in the reader's language."""
        return self.make_labels(ContinuumLabels)

    @property
    def parsed(self) -> continuum_xml.ParsedContinuum:
        """The exercise as the author wrote it, in the round that is on now."""
        parsed, second = self.authored, self.second_round
        if parsed.continuum is None or second is None or not second.is_on:
            return parsed
        return replace(parsed, model=live_session.second_round(parsed.continuum, second.name))

    @cached_property
    def second_round(self) -> SecondRound | None:
        """The second round, which staff begin in the facilitator's view; None where nothing can be counted."""
        continuum = self.authored.continuum
        return self.group_of(continuum).find_second_round() if continuum is not None else None

    @property
    def is_second_round(self) -> bool:
        """Whether the second round is on."""
        return self.second_round is not None and self.second_round.is_on

    def group_of(self, continuum: Continuum) -> ContinuumGroup:
        """Return the group answers of this component in the round of an exercise, and this person's part in them."""
        return ContinuumGroup(self.scope_ids.usage_id, self.scope_ids.user_id, continuum)

    @property
    def authored(self) -> continuum_xml.ParsedContinuum:
        """The exercise, parsed; links to a course's own files have their present addresses, which are not cached."""
        parsed = continuum_xml.parse_stored(self.content or "")
        if parsed.continuum is None or STATIC_PREFIX not in self.content:
            return parsed
        return replace(parsed, model=presenter.resolve_static_links(parsed.continuum, self.expanded))

    @property
    def is_preview(self) -> bool:
        """Whether nothing may be counted: a preview or draft, a library, nobody, or staff who view as a learner."""
        return not self.is_own_run

    # --- learners' and staff's handlers -------------------------------------------------------------------------------

    @learner_handler
    def state(self, data):
        """Return the view model; with the group's pictures for whoever has taken part."""
        return ContinuumController(self).state()

    @learner_handler
    def submit(self, data):
        """Take part.

        The request holds {"version", "answers": {question: stop}, "follow_ups": {statement: [option]}}, without
        those that were skipped.

        Answers are counted once a person and round; sent again they change nothing. "counted" says what became of
        these.
        """
        return ContinuumController(self).submit(data)

    @learner_handler
    def lines(self, data):
        """Return the group's pictures alone, to whoever has taken part and to course staff."""
        return ContinuumController(self).lines()

    @audience(STAFF)
    @learner_handler
    def reveal(self, data):
        """Let course staff release the group's pictures for everybody, where enough people have answered."""
        return ContinuumController(self).reveal()

    @audience(STAFF)
    @learner_handler
    def change_round(self, data):
        """Let course staff begin the second round, or return to the first: {"number": 1 or 2}."""
        return ContinuumController(self).change_round(data)

    @audience(STAFF)
    @learner_handler
    def facilitator(self, data):
        """Return to course staff what to ask, beside what the group sees."""
        return ContinuumController(self).facilitator()

    @own_state_handler
    def student_view_user_state(self):
        """Return a learner's own state to a mobile app: that they took part, no position."""
        return {"took_part": self.took_part}

    def error_state(self) -> dict:
        """Return the present state for a refusal."""
        return ContinuumController(self).state()

    # --- Studio -------------------------------------------------------------------------------------------------------

    def validate(self):
        """Return Studio's messages about the component."""
        return content_messages.add_messages(self, super().validate())

    @staticmethod
    def workbench_scenarios():
        """Return the ready-made sets for the SDK's workbench.

        Titles stay and new ones come last, since state depends on them.
        """
        return [
            (continuum_xml.NOTATION.read_title(text), text) for text in map(ready_made.read_set, ready_made.SET_TITLES)
        ]
