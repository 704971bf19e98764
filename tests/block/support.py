"""One component in memory with fakes of the platform's services, for requests of learners, authors and staff tasks.

The fakes of `lms_fields.py` and `lms_services.py` do what the platform's own sources do, which are named there; what is
stored passes through JSON on the way, as it does there.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from webob import Request
from xblock.core import XBlockMixin
from xblock.field_data import SplitFieldData
from xblock.fields import Scope, ScopeIds
from xblock.runtime import KvsFieldData
from xblock.test.tools import TestRuntime

from powerstruggle_xblock.continuum_block import ContinuumBlock
from powerstruggle_xblock.reflection_block import ReflectionBlock
from powerstruggle_xblock.scenario import play, scenario_xml
from powerstruggle_xblock.scenario.progress import load_progress
from powerstruggle_xblock.scenario.scenario_xml import NOTATION
from powerstruggle_xblock.scenario_block import ScenarioBlock
from tests.contract_checks import check_answer, check_event

from .lms_fields import (
    LEARNER_SCOPES,
    AuthoredFields,
    Inherited,
    JsonStore,
    LearnerFields,
    MasqueradingFields,
    ReadOnlyFieldData,
)
from .lms_services import (
    IS_STAFF,
    USER_ID,
    FakeCompletion,
    FakeEnrollments,
    FakeLibraries,
    FakeUrlReplacer,
    FakeUserService,
    StudioPermissions,
)

__all__ = [
    "IN_A_LIBRARY", "IS_STAFF", "LATER", "PAST", "TYPE", "USER_ID", "Answer", "ContextKey", "FakeCompletion",
    "FakeLibraries", "FakeUserService", "JsonStore", "Platform", "StudioPermissions", "UsageKey", "World", "in_course",
    "is_playable",
]
TYPE = "powerstruggle_scenario"
TYPES = {
    ScenarioBlock: TYPE, ContinuumBlock: "powerstruggle_continuum", ReflectionBlock: "powerstruggle_reflection",
}  # fmt: skip
PAST, LATER = datetime.now(UTC) - timedelta(days=1), datetime.now(UTC) + timedelta(days=1)


@dataclass(frozen=True)
class ContextKey:
    """A course's or a library's key; the key of a course's draft names a branch."""

    is_course: bool = True
    branch: str | None = None


@dataclass(frozen=True)
class UsageKey:
    """A component's key, as opaque keys have them."""

    name: str = "talk"
    context_key: ContextKey = ContextKey()

    def __str__(self) -> str:
        return f"block-v1:org+course+run+type@{TYPE}+block@{self.name}"


IN_A_LIBRARY = UsageKey("talk", ContextKey(is_course=False))


class Platform(TestRuntime):
    """A runtime that collects what is published and may lack static files."""

    world: "World"

    def publish(self, block, event_type, event_data):
        json.dumps(event_data, allow_nan=False)
        check_event(event_type, event_data)
        self.world.published.append((block.scope_ids.user_id, event_type, dict(event_data)))
        if self._is_handled(block, event_type) and self.world.listener:
            self.world.listener(block, event_type, event_data)

    def _is_handled(self, block, event_type) -> bool:
        """Return whether the platform acts on an event (xmodule/services.py, EventPublishingService).

        It only tracks others, and everything of who views the course as a particular learner. A grade of somebody who
        is not signed in is dropped; a completion is tracked where the operator has switched completions off.
        """
        completion = self.service(block, "completion")
        kinds = ["grade", *(["completion"] if completion and completion.completion_tracking_enabled() else [])]
        is_nobodys_grade = event_type == "grade" and block.scope_ids.user_id is None
        return event_type in kinds and self.world.masquerade != "person" and not is_nobodys_grade

    def local_resource_url(self, block, uri):
        if self.world.missing_files:
            raise ValueError(f"Missing staticfiles manifest entry for '{uri}'")
        return f"/static/xblock/resources/powerstruggle_xblock/{uri}"

    def handler_url(self, block, handler_name, suffix="", query="", thirdparty=False):
        return f"/handler/{handler_name}"


@dataclass
class Answer:
    """The response of a handler."""

    status: int
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def state(self) -> dict:
        """The view model, in the answer or in the refusal."""
        return self.json if self.status == 200 else self.json["state"]


@dataclass
class World:
    """One component, its course and its users. Without `lms` the runtime has no services of a course."""

    text: str
    settings: dict = field(default_factory=dict)
    lms: bool = False
    usage: Any = UsageKey()
    mixins: tuple = ()
    services: dict = field(default_factory=dict)
    enrolled: set | None = None
    staff: set = field(default_factory=set)
    door: str | None = None
    """The LMS's address by which requests come: "handler", "handler_noauth", or None for a page's view."""
    masquerade: str | None = None
    """As whom staff view the course: "learner" (anybody), "person" (a particular learner), "staff", or None."""
    session: dict = field(default_factory=dict)
    """The session of staff who view the course as a particular learner; what is written then lies there."""
    edited: bool = False
    """Whether the component is bound to nobody, as for Studio's handlers: it has no learner's fields."""
    read_only: bool | None = None
    missing_files: bool = False
    store: JsonStore = field(default_factory=JsonStore)
    published: list = field(default_factory=list)
    statements: list = field(default_factory=list)
    """What the platform's services asked the database for."""
    saves: list = field(default_factory=list)
    """The fields of a learner's row that were written at a time; each is one save of the row."""
    listener: Callable[[Any, str, dict], None] | None = None
    """Called with block, kind and data of each event that the platform acts on."""
    block_class: type = ScenarioBlock
    """The component's class; `TYPES` has its name in a course."""

    def __post_init__(self):
        block = self._block(None, KvsFieldData(self.store))
        block.content = block.notation.stored_text(self.text) if self.text else ""
        for name, value in self.settings.items():
            setattr(block, name, value)
        block.save()
        self.store.writes.clear()

    def runtime(self, user="ann", field_data=None) -> Platform:
        """Return a platform's runtime for one request of one person."""
        services = {"field-data": field_data or self._field_data(user), **self._services(user)}
        runtime = Platform(
            services={name: service for name, service in services.items() if service is not None}, mixins=self.mixins
        )
        runtime.world = self
        return runtime

    def block(self, user="ann") -> ScenarioBlock:
        """Return the component bound to a person, as if loaded for a request; None stands for nobody."""
        return self._block(user, None)

    def _block(self, user, field_data):
        runtime = self.runtime(user, field_data)
        keys = ScopeIds(user, TYPES[self.block_class], f"def-{self.usage}", self.usage)
        return runtime.construct_xblock_from_class(self.block_class, keys)

    def _field_data(self, user):
        is_read_only = self.lms if self.read_only is None else self.read_only
        authored = (ReadOnlyFieldData if is_read_only else KvsFieldData)(self.store)
        learners = KvsFieldData(self._learner_fields(user))
        if self.edited:
            authored = learners = KvsFieldData(AuthoredFields(self.store))
        return SplitFieldData({
            **dict.fromkeys(LEARNER_SCOPES, learners),
            **dict.fromkeys((Scope.content, Scope.settings, Scope.children, Scope.parent), authored),
        })

    def _learner_fields(self, user):
        if not self.lms:
            return self.store
        own = LearnerFields(self.store, user, self.saves)
        return MasqueradingFields(own, self.session) if self.masquerade == "person" else own

    def _services(self, user) -> dict:
        if not self.lms:
            return self.services
        # Who views the course as a learner has a learner's rights (lms/djangoapps/courseware/access.py, has_access).
        is_staff = user in self.staff and self.masquerade not in ("learner", "person")
        facts = {IS_STAFF: is_staff, USER_ID: user} if user else {}
        enrolled = self.enrolled if self.enrolled is not None else {user}
        return {
            "user": FakeUserService(facts, self._masquerade_marks(), self.statements, self._known(user)),
            "enrollments": FakeEnrollments(enrolled, self.statements),
            # None for who is not signed in (lms/djangoapps/courseware/block_render.py, prepare_runtime_for_user).
            "completion": FakeCompletion() if user else None,
            "replace_urls": FakeUrlReplacer(),
            **self.services,
        }

    def _known(self, user) -> bool | None:
        """Return how the LMS marks the request's person (courseware/block_render.py).

        handle_xblock_callback_noauth says False of whomever the session names, and leaves them in the request;
        handle_xblock_callback says whether they are signed in.
        """
        return None if self.door is None else self.door == "handler" and user is not None

    def _masquerade_marks(self) -> dict:
        """Return what setup_masquerade sets on the user: settings by course, the real user on a particular learner."""
        if self.masquerade is None:
            return {}
        role = "staff" if self.masquerade == "staff" else "student"
        marks = {"masquerade_settings": {self.usage.context_key: SimpleNamespace(role=role)}}
        return {**marks, "real_user": SimpleNamespace(id="boss")} if self.masquerade == "person" else marks

    # --- asking -----------------------------------------------------------------------------------------------------

    def post(
        self, handler: str, data: Any = None, *, user="ann", method="POST", content_type="application/json"
    ) -> Answer:
        """Send a request to a handler; bytes are sent as they are."""
        body = data if isinstance(data, bytes) else json.dumps({} if data is None else data).encode()
        request = Request.blank(self._address(handler), method=method, body=body, content_type=content_type)
        block = self.block(user)
        response = block.runtime.handle(block, handler, request)
        check_answer(block.scope_ids.block_type, handler, response)
        return Answer(response.status_int, response.body)

    def get(self, handler: str, query: str = "", *, user="ann") -> Answer:
        """Ask a handler for a page or a file."""
        block = self.block(user)
        response = block.runtime.handle(block, handler, Request.blank(f"{self._address(handler)}{query}"))
        return Answer(response.status_int, response.body)

    def _address(self, handler: str) -> str:
        """Return the path of a handler, with the door in it (lms/urls.py: xblock_handler, xblock_handler_noauth)."""
        return f"/courses/org+course+run/xblock/{self.usage}/{self.door}/{handler}" if self.door else f"/{handler}"

    def begin(self, attempt=1, **who) -> Answer:
        return self.post("begin", {"attempt": attempt}, **who)

    def choose(self, attempt, step, choice, **who) -> Answer:
        return self.post("choose", {"attempt": attempt, "step": step, "choice": choice}, **who)

    def rewind(self, attempt, step, **who) -> Answer:
        return self.post("rewind", {"attempt": attempt, "step": step}, **who)

    def finish(self, attempt, step, **who) -> Answer:
        return self.post("finish", {"attempt": attempt, "step": step}, **who)

    def state(self, **who) -> dict:
        answer = self.post("state", **who)
        assert answer.status == 200, answer.body
        return answer.json

    def walk(self, attempt: int, *choices: str, first=0, **who) -> dict:
        """Take choices one after another and give the last view."""
        view = None
        for step, choice in enumerate(choices, first):
            answer = self.choose(attempt, step, choice, **who)
            assert answer.status == 200, answer.body
            view = answer.json
        return view

    def play(self, *choices: str, **who) -> dict:
        """Begin the next run and take choices."""
        attempt = self.state(**who)["attempt"] + 1
        assert self.begin(attempt, **who).status == 200
        return self.walk(attempt, *choices, **who)

    # --- looking ----------------------------------------------------------------------------------------------------

    def edit(self, text: str) -> None:
        """Replace the authored text."""
        block = self._block(None, KvsFieldData(self.store))
        block.content = NOTATION.stored_text(text)
        block.save()

    def stored(self, user="ann") -> dict:
        """Return a learner's state as the platform keeps it: one JSON object."""
        return {key.field_name: json.loads(text) for key, text in self.store.texts.items() if key.user_id == user}

    def progress(self, user="ann"):
        """Return a learner's record, read."""
        return load_progress(self.stored(user).get("progress"))

    def events(self, kind: str, user: str | None = None) -> list[dict]:
        """Return what was published of one kind."""
        return [data for who, event, data in self.published if event == kind and user in (None, who)]

    @property
    def grades(self) -> list[float]:
        """Grades published, in order."""
        return [data["value"] for data in self.events("grade")]

    @property
    def scenario(self):
        """The scenario as it is now, read."""
        return scenario_xml.parse(self._block(None, KvsFieldData(self.store)).content).scenario


def in_course(**facts) -> type[XBlockMixin]:
    """Return what a course mixes into its components, with these values of what they inherit."""
    return type("InCourse", (Inherited,), facts)


def is_playable(scenario, path) -> bool:
    """Return whether a path can be played from the start."""
    try:
        play.replay(scenario, path)
    except play.NotPossible:
        return False
    return True
