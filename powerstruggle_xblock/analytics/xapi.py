"""The package's events as xAPI statements, for event-routing-backends; imported only where that is installed (apps.py).

Verbs and types are ADL's, as the MedBiquitous virtual patient profile (draft 1.0) uses them: a scenario is a simulation
that is initialized and completed ("reached an end", no success implied), a choice is answered on a cmi.interaction.
What has no field of its own in a statement is an extension under EXTENSION. Statements carry ids and numbers, no texts.
"""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from event_routing_backends.processors.xapi import constants
from event_routing_backends.processors.xapi.registry import XApiTransformersRegistry
from event_routing_backends.processors.xapi.transformer import XApiTransformer
from tincan import (
    Activity,
    ActivityDefinition,
    ActivityList,
    Context,
    ContextActivities,
    Extensions,
    LanguageMap,
    Result,
    Verb,
)

from . import events

EXTENSION = "urn:x-powerstruggle:extension:"
SIMULATION = "http://adlnet.gov/expapi/activities/simulation"
INTERACTION = "http://adlnet.gov/expapi/activities/interaction"


def _build_verb(iri: str, word: str) -> Verb:
    return Verb(id=iri, display=LanguageMap({constants.EN: word}))


INITIALIZED = _build_verb(constants.XAPI_VERB_INITIALIZED, "initialized")
ANSWERED = _build_verb(constants.XAPI_VERB_ANSWERED, "answered")
COMPLETED = _build_verb(constants.XAPI_VERB_COMPLETED, "completed")


def _build_extensions(**values: Any) -> dict[str, Any]:
    """Return extensions by their IRIs; what is None is left out."""
    return {EXTENSION + name.replace("_", "-"): value for name, value in values.items() if value is not None}


class ComponentTransformer(XApiTransformer):
    """A statement about one of our components; its course is the context."""

    activity_type = INTERACTION

    def get_component_iri(self) -> str:
        """Return the address of the component, as event-routing-backends gives those of problems."""
        return self.get_object_iri("xblock", self.get_data("context.module.usage_key", True)) or ""

    def get_component(self) -> Activity:
        """Return the component as an activity."""
        return Activity(id=self.get_component_iri(), definition=ActivityDefinition(type=self.activity_type))

    def get_object(self) -> Activity:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return what the statement is about."""
        return self.get_component()


class AttemptTransformer(ComponentTransformer):
    """A statement about a run of a scenario: `registration` is the same for all of one person's run."""

    activity_type = SIMULATION

    def get_context(self) -> Context:
        """Return course, run and content version."""
        context = super().get_context()
        context.registration = uuid5(
            NAMESPACE_URL, f"{self.get_actor().to_json()}{self.get_data('data.attempt_id', True)}"
        )
        return context

    def get_context_extensions(self) -> Extensions:
        """Add what every event of a run holds."""
        return Extensions(
            {
                **super().get_context_extensions(),
                **_build_extensions(
                    schema_version=self.get_data("data.schema_version", True),
                    attempt=self.get_data("data.attempt", True),
                    practice=self.get_data("data.practice"),
                    content_version=self.get_data("data.content_version"),
                    **self.get_extra_context(),
                ),
            }
        )

    def get_extra_context(self) -> dict[str, Any]:
        """Return further extensions of the context, by name."""
        return {}

    def get_score(self) -> dict[str, Any] | None:
        """Return the score, 0–1, where there is one."""
        found = self.get_data("data.score")
        return None if found is None else {"scaled": found, "raw": found, "min": 0, "max": 1}


@XApiTransformersRegistry.register(events.ATTEMPT_STARTED)
class AttemptStarted(AttemptTransformer):
    """Somebody began a run."""

    _verb = INITIALIZED

    def get_extra_context(self) -> dict[str, Any]:
        """Return where a replay began."""
        return {"origin": self.get_data("data.origin")}


@XApiTransformersRegistry.register(events.CHOICE_MADE)
class ChoiceMade(AttemptTransformer):
    """Somebody chose: an answer at a scene, with the ids that stood open and no word of them."""

    _verb = ANSWERED
    additional_fields = ("result",)

    def get_object(self) -> Activity:
        """Return the scene as a question."""
        return Activity(
            id=f"{self.get_component_iri()}/scene/{self.get_data('data.scene', True)}",
            definition=ActivityDefinition(
                type=constants.XAPI_ACTIVITY_INTERACTION,
                interactionType="choice",
                choices=[{"id": choice} for choice in self.get_data("data.offered") or ()],
            ),
        )

    def get_context_activities(self) -> ContextActivities:
        """Return the scenario as parent and the course as grouping."""
        course = super().get_context_activities()
        return ContextActivities(
            parent=ActivityList([self.get_component()]), grouping=course.parent if course else None
        )

    def get_extra_context(self) -> dict[str, Any]:
        """Return which step it was, and where it led."""
        return {
            "seq": self.get_data("data.seq"),
            "to": self.get_data("data.to"),
            "first_visit": self.get_data("data.first_visit"),
        }

    def get_result(self) -> Result:
        """Return the choice's id, its ratings and the meters before and after."""
        return Result(
            response=self.get_data("data.choice", True),
            score=self.get_score(),
            extensions=Extensions(
                _build_extensions(
                    levels=self.get_data("data.levels"),
                    meters_before=self.get_data("data.meters_before"),
                    meters_after=self.get_data("data.meters_after"),
                )
            ),
        )


@XApiTransformersRegistry.register(events.ATTEMPT_ENDED)
class AttemptEnded(AttemptTransformer):
    """Somebody reached an ending. Whether a graded run passed is its success; practice has none."""

    _verb = COMPLETED
    additional_fields = ("result",)

    def get_result(self) -> Result:
        """Return score and path."""
        return Result(
            completion=True,
            success=None if self.get_data("data.practice") else self.get_data("data.passed"),
            score=self.get_score(),
            extensions=Extensions(
                _build_extensions(
                    ending=self.get_data("data.ending", True),
                    ending_kind=self.get_data("data.ending_kind"),
                    path=self.get_data("data.path"),
                    skills=self.get_data("data.skills"),
                    kept_score=self.get_data("data.kept_score"),
                )
            ),
        )


@XApiTransformersRegistry.register(events.CONTINUUM_PARTICIPATED)
@XApiTransformersRegistry.register(events.REFLECTION_PARTICIPATED)
class Participated(ComponentTransformer):
    """Somebody took part; the answers are not sent."""

    _verb = COMPLETED
    additional_fields = ("result",)

    def get_result(self) -> Result:
        """Return that it is completed."""
        return Result(completion=True)
