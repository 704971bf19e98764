"""`powerstruggle_continuum`: the Human Continuum exercise ("Where would you stand?"), with credit for taking part.

Fields and what the platform asks for; the handlers are in `platform/continuum_handlers.py`, the views in
`platform/continuum_views.py`, Studio's editor in `platform/form_editor_handlers.py`.
"""

from dataclasses import replace

from xblock.core import XBlock
from xblock.fields import Scope

from .authoring import tree
from .continuum import continuum_xml, grammar, presenter, ready_made
from .continuum.labels import ContinuumLabels
from .platform import olx
from .platform.base import PowerStruggleBlock
from .platform.continuum_handlers import ContinuumAnswersMixin
from .platform.continuum_views import ContinuumPagesMixin
from .platform.fields import Text
from .platform.form_editor_handlers import FormEditorMixin, FormEditorSpec
from .platform.participation import ParticipationMixin
from .presenter.labels import noop
from .presenter.safe_html import STATIC_PREFIX


@XBlock.needs("i18n")
class ContinuumBlock(
    ParticipationMixin, olx.NotationOlxMixin, ContinuumPagesMixin, FormEditorMixin, ContinuumAnswersMixin, PowerStruggleBlock,
):
    """Events to place oneself at, one by one; then the group's line, never the people in it."""

    # Answers lie outside the fields, so nobody looks on as a particular learner.
    show_in_read_only_mode = False
    labels_class = ContinuumLabels
    own_attributes = grammar.OWN_ATTRIBUTES
    content_shape = staticmethod(grammar.find_shape)
    small_form = FormEditorSpec(
        language=tree.TreeNotation(
            grammar.ROOT, continuum_xml.WHAT, {("", tag): shape for tag, shape in grammar.SHAPES.items()}),
        read_element=continuum_xml.parse_element, settings=("display_name", "weight"), view="continuum-editor",
        init="PowerStruggleContinuumEditor", sets=ready_made.list_sets,
    )

    display_name = Text(display_name=noop("Title"), scope=Scope.settings, default=noop("Where would you stand?"))
    content = Text(
        display_name=noop("Events"), help=noop("The events in their XML notation (docs/continuum.md)."), scope=Scope.content, default="",
    )

    @property
    def reading(self) -> continuum_xml.ParsedContinuum:
        """The exercise, read; links to a course's own files have the addresses of now, which are not remembered."""
        reading = continuum_xml.parse_cached(self.content or "")
        if reading.continuum is None or STATIC_PREFIX not in self.content:
            return reading
        return replace(reading, model=presenter.with_addresses(reading.continuum, self.expanded))

    @property
    def is_preview(self) -> bool:
        """Tell whether nothing may be counted here: Studio's preview, a library's, nobody, or staff who look on as a learner."""
        return (not self.in_course or getattr(self.runtime, "is_author_mode", False) or self.scope_ids.user_id is None
                or self._is_masquerading)

    @property
    def _is_masquerading(self) -> bool:
        """Tell whether staff view the course as a learner or as somebody else (lms.djangoapps.courseware.masquerade)."""
        person = getattr(self.service("user"), "_django_user", None)
        courses = getattr(person, "masquerade_settings", None) or {}
        looking = courses.get(getattr(self.scope_ids.usage_id, "context_key", None))
        return looking is not None and getattr(looking, "role", None) != "staff"

    @staticmethod
    def stored_text(text: str) -> str:
        """Give what is stored for a file's text: canonical where nothing is wrong with it, else as it came."""
        reading = continuum_xml.parse(text)
        if reading.continuum is not None and not reading.errors:
            return continuum_xml.serialize(continuum_xml.without_settings(reading.continuum))
        return olx.text_with_errors(text, grammar.ROOT, grammar.OWN_ATTRIBUTES)

    @staticmethod
    def _canonical_root(text: str):
        reading = continuum_xml.parse_cached(text)
        return continuum_xml.to_element(reading.continuum) if reading.continuum is not None and not reading.errors else None

    @staticmethod
    def workbench_scenarios():
        """The ready-made sets for the SDK's workbench; titles stay and new ones come last, since state hangs on them."""
        return [(continuum_xml.parse(text).continuum.title, text) for text in map(ready_made.set_text, ready_made.NAMES)]
