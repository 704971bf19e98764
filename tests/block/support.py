"""One component in memory, as learners, authors and a platform's tasks meet it.

What the fakes do is what the platform's own sources do (the names in comments are its modules); what is stored passes through
JSON on the way, as it does there.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace
from typing import Any

from webob import Request
from xblock.core import XBlockMixin
from xblock.exceptions import InvalidScopeError
from xblock.field_data import SplitFieldData
from xblock.fields import Scope, ScopeIds
from xblock.reference.user_service import UserService, XBlockUser
from xblock.runtime import KeyValueStore, KvsFieldData
from xblock.test.tools import TestRuntime

from powerstruggle_xblock.platform import olx
from powerstruggle_xblock.scenario import play, scenario_xml
from powerstruggle_xblock.scenario.progress import load_progress
from powerstruggle_xblock.scenario_block import ScenarioBlock

TYPE = "powerstruggle_scenario"
IS_STAFF, USER_ID = "edx-platform.user_is_staff", "edx-platform.user_id"


@dataclass(frozen=True)
class ContextKey:
    """A course's or a library's key."""

    is_course: bool = True


@dataclass(frozen=True)
class UsageKey:
    """A component's key, as opaque keys have them."""

    name: str = "talk"
    context_key: ContextKey = ContextKey()

    def __str__(self) -> str:
        return f"block-v1:org+course+run+type@{TYPE}+block@{self.name}"


IN_A_LIBRARY = UsageKey("talk", ContextKey(is_course=False))


class JsonStore(KeyValueStore):
    """A store whose values are JSON texts, so that nothing is shared and nothing unserialisable gets in."""

    def __init__(self):
        self.texts: dict[Any, str] = {}
        self.writes: list[str] = []

    def get(self, key):
        return json.loads(self.texts[key])

    def set(self, key, value):
        self.texts[key] = json.dumps(value)
        self.writes.append(key.field_name)

    def delete(self, key):
        del self.texts[key]

    def has(self, key):
        return key in self.texts


class ReadOnly(KvsFieldData):
    """Authored fields as the LMS binds them: a write is an InvalidScopeError (xmodule's LmsFieldData)."""

    def set(self, block, name, value):
        raise InvalidScopeError(f"{name} is read-only here")

    def set_many(self, block, update_dict):
        if update_dict:
            raise InvalidScopeError(f"{sorted(update_dict)} are read-only here")


class People(UserService):
    """The user service: facts about one person (xblock_django.user_service)."""

    def __init__(self, facts: dict):
        super().__init__()
        self.facts = facts

    @property
    def _django_user(self):
        """The platform's own record of the person, or None for nobody."""
        return SimpleNamespace(id=self.facts[USER_ID]) if USER_ID in self.facts else None

    def get_current_user(self):
        user = XBlockUser(is_current_user=True)
        user.opt_attrs = dict(self.facts)
        return user


@dataclass(frozen=True)
class StudioPermissions:
    """Studio's permission service (contentstore's StudioPermissionsService): there for whoever is logged in, author or not."""

    may: bool = True

    def can_write(self, context_key):
        assert context_key.is_course
        return self.may


class Libraries:
    """The platform's learning context of libraries (openedx.core.djangoapps.xblock.learning_context), and who may edit there."""

    def __init__(self, *editors):
        self.editors = editors

    def install(self, monkeypatch) -> "Libraries":
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


class Enrolled:
    """The enrolments service (openedx.core.djangoapps.enrollments.services); also the query set it gives."""

    def __init__(self, user_ids: set):
        self.user_ids, self.asked = user_ids, 0

    def get_active_enrollments_by_course(self, course_key):
        assert course_key.is_course
        return self

    def filter(self, *, user_id):
        return Enrolled(self.user_ids & {user_id})

    def exists(self):
        return bool(self.user_ids)


class Quotes:
    """The replace_urls service: rewrites quoted addresses in HTML (static_replace.services)."""

    def replace_urls(self, html):
        return html.replace('"/static/', '"/assets/courseware/')


class Platform(TestRuntime):
    """A runtime that collects what is published and may lack static files."""

    world: "World"

    def publish(self, block, event_type, event_data):
        json.dumps(event_data, allow_nan=False)
        self.world.published.append((block.scope_ids.user_id, event_type, dict(event_data)))
        if self.world.listener:
            self.world.listener(block.scope_ids.user_id, event_type, event_data)

    def local_resource_url(self, block, uri):
        if self.world.missing_files:
            raise ValueError(f"Missing staticfiles manifest entry for '{uri}'")
        return f"/static/xblock/resources/powerstruggle_xblock/{uri}"

    def handler_url(self, block, handler_name, suffix="", query="", thirdparty=False):
        return f"/handler/{handler_name}"


@dataclass
class Answer:
    """What came back from a handler."""

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
    """One component, its course and whoever comes along. Without `lms` the surroundings are those of a bare runtime."""

    text: str
    settings: dict = field(default_factory=dict)
    lms: bool = False
    usage: Any = UsageKey()
    mixins: tuple = ()
    services: dict = field(default_factory=dict)
    enrolled: set | None = None
    staff: set = field(default_factory=set)
    read_only: bool | None = None
    missing_files: bool = False
    store: JsonStore = field(default_factory=JsonStore)
    published: list = field(default_factory=list)
    listener: Callable[[str, str, dict], None] | None = None

    def __post_init__(self):
        block = self._block(None, KvsFieldData(self.store))
        block.content = olx.stored_text(self.text) if self.text else ""
        for name, value in self.settings.items():
            setattr(block, name, value)
        block.save()
        self.store.writes.clear()

    def runtime(self, user="ann", field_data=None) -> Platform:
        """A platform's runtime for one request of one person."""
        services = {"field-data": field_data or self._field_data(), **self._services(user)}
        runtime = Platform(services={name: service for name, service in services.items() if service is not None}, mixins=self.mixins)
        runtime.world = self
        return runtime

    def block(self, user="ann") -> ScenarioBlock:
        """The component bound to a person, as if loaded for a request; None stands for nobody."""
        return self._block(user, None)

    def _block(self, user, field_data):
        runtime = self.runtime(user, field_data)
        return runtime.construct_xblock_from_class(ScenarioBlock, ScopeIds(user, TYPE, f"def-{self.usage}", self.usage))

    def _field_data(self):
        writable = KvsFieldData(self.store)
        authored = ReadOnly(self.store) if (self.lms if self.read_only is None else self.read_only) else writable
        scopes = {scope: writable for scope in (Scope.user_state, Scope.preferences, Scope.user_info, Scope.user_state_summary)}
        return SplitFieldData({**scopes, Scope.content: authored, Scope.settings: authored, Scope.children: authored,
                               Scope.parent: authored})

    def _services(self, user) -> dict:
        if not self.lms:
            return self.services
        facts = {IS_STAFF: user in self.staff, USER_ID: user} if user else {}
        everybody = Enrolled(self.enrolled if self.enrolled is not None else {user})
        return {"user": People(facts), "enrollments": everybody, "completion": object(), "replace_urls": Quotes(), **self.services}

    # --- asking -----------------------------------------------------------------------------------------------------

    def post(self, handler: str, data: Any = None, *, user="ann", method="POST") -> Answer:
        """Send a request to a handler; bytes are sent as they are."""
        body = data if isinstance(data, bytes) else json.dumps({} if data is None else data).encode()
        request = Request.blank(f"/{handler}", method=method, body=body, content_type="application/json")
        block = self.block(user)
        response = block.runtime.handle(block, handler, request)
        return Answer(response.status_int, response.body)

    def get(self, handler: str, query: str = "", *, user="ann") -> Answer:
        """Ask a handler for a page or a file."""
        block = self.block(user)
        response = block.runtime.handle(block, handler, Request.blank(f"/{handler}{query}"))
        return Answer(response.status_int, response.body)

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
        """Let the author put another text in place."""
        block = self._block(None, KvsFieldData(self.store))
        block.content = olx.stored_text(text)
        block.save()

    def stored(self, user="ann") -> dict:
        """A learner's state as the platform keeps it: one JSON object."""
        return {key.field_name: json.loads(text) for key, text in self.store.texts.items() if key.user_id == user}

    def progress(self, user="ann"):
        """A learner's record, read."""
        return load_progress(self.stored(user).get("progress"))

    def events(self, kind: str, user: str | None = None) -> list[dict]:
        """What was published of one kind."""
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
    """What a course mixes into its components (InheritanceMixin); functions become methods."""
    return type("InCourse", (XBlockMixin,), facts)


def past_due(_block) -> bool:
    """Stands for `has_deadline_passed` after the deadline."""
    return True


def fits(scenario, path) -> bool:
    """Tell whether a path can be played from the start."""
    try:
        play.replay(scenario, path)
    except play.NotPossible:
        return False
    return True
