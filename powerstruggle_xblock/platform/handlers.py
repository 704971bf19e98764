"""Handlers of the blocks: who is answered, what a request carries, and refusals in kind sentences."""

import functools
import json
import logging
from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar, overload

from webob import Response
from xblock.core import XBlock

from ..presenter.labels import Labels

try:
    from django.core.exceptions import RequestDataTooBig  # pyright: ignore[reportAssignmentType]
except ImportError:  # A runtime without Django has no such limit.

    class RequestDataTooBig(Exception):
        """Stands for Django's."""


log = logging.getLogger(__name__)

LearnerMethod: TypeAlias = Callable[[Any, dict[str, Any]], dict[str, Any]]
Handler: TypeAlias = Callable[..., Response]
AnyHandler = TypeVar("AnyHandler", bound=Callable[..., Any])

LEARNERS, AUTHORS, STAFF = "learners", "authors", "course staff"
NOAUTH_PATH = "/handler_noauth/"
"""In the address at which the LMS runs any handler without asking for a token, and without asking who may load the
component (lms/djangoapps/courseware/block_render.py, handle_xblock_callback_noauth)."""


class HandlerError(Exception):
    """A request that can't be done or is not understood.

    HTTP status, a code for the page, and a sentence for the person.

    `with_state` adds the present state to the answer.
    """

    def __init__(self, status: int, code: str, sentence: str, *, with_state: bool = False):
        super().__init__(sentence)
        self.status, self.code, self.sentence, self.with_state = status, code, sentence, with_state


def audience(people: str) -> Callable[[AnyHandler], AnyHandler]:
    """Declare whom a handler answers: LEARNERS, AUTHORS or STAFF. A handler that declares nothing fails the tests."""

    def declare(handler: AnyHandler) -> AnyHandler:
        handler.audience = people  # pyright: ignore[reportFunctionMemberAccess]
        return handler

    return declare


@overload
def learner_handler(func: LearnerMethod) -> Handler: ...


@overload
def learner_handler(*, former: bool) -> Callable[[LearnerMethod], Handler]: ...


def learner_handler(func: LearnerMethod | None = None, *, former: bool = False) -> Any:
    """Turn a method `(self, data: dict) -> dict` into a POST handler with JSON in and out.

    It never ends in a bare error, takes JSON alone, and answers nobody whom the platform has not checked
    (`require_known_person`). The block offers `labels` and `error_state()`, the present state for a refusal that
    sends it along. A refused request changes nothing: what was assigned before the refusal is dropped. Who does not
    take the course is told nothing of the component; with `former` the method decides whom it answers, so
    that a learner who has left the course can take back what is theirs.
    """
    if func is None:
        return functools.partial(learner_handler, former=former)

    @audience(LEARNERS)
    @XBlock.handler
    @functools.wraps(func)
    def handler(self, request, suffix=""):
        try:
            require_known_person(self, request)
            data = _read_body(request, self.labels, self.max_body_bytes)
            if not (former or self.may_read_content()):
                raise HandlerError(403, "not-enrolled", self.labels.not_enrolled())
            return json_response(200, func(self, data))
        except HandlerError as error:
            self.discard_changes()
            state = _state_or_none(self) if error.with_state else None
            return json_response(error.status, {"error": error.sentence, "code": error.code, "state": state})
        except Exception:
            log.exception("%s failed in %s", func.__name__, self.scope_ids.usage_id)
            self.discard_changes()
            return json_response(500, {"error": self.labels.failed(), "code": "failed", "state": None})

    return handler


def own_state_handler(func: Callable[[Any], dict[str, Any]]) -> Handler:
    """Turn a method `(self) -> dict` into a handler that tells an app a learner's own state, by GET or POST."""

    @audience(LEARNERS)
    @XBlock.handler
    @functools.wraps(func)
    def handler(self, request, suffix=""):
        try:
            require_known_person(self, request)
        except HandlerError as error:
            return json_response(error.status, {"error": error.sentence, "code": error.code})
        return json_response(200, func(self))

    return handler


def require_known_person(block: Any, request: Any) -> None:
    """Raise HandlerError where the platform has not checked who sends a request.

    The platform marks such a person (`is_unchecked_person`); the address says the same of a platform that marks nobody.
    """
    if block.is_unchecked_person or NOAUTH_PATH in request.path:
        raise HandlerError(403, "not-signed-in", block.labels.not_signed_in())


def _state_or_none(block) -> dict | None:
    """Return the present state, or None where it can't be built: that must not hide the refusal."""
    try:
        return block.error_state()
    except Exception:
        log.exception("the present state of %s can't be built", block.scope_ids.usage_id)
        block.discard_changes()
        return None


def json_response(status: int, data: dict) -> Response:
    """Return an answer in JSON."""
    return Response(json.dumps(data), status=status, content_type="application/json", charset="utf8")


def _read_body(request, labels: Labels, max_bytes: int) -> dict[str, Any]:
    if request.method != "POST":
        raise HandlerError(405, "bad-request", labels.bad_request("not a POST"))
    if request.content_type != "application/json":
        # A page of another site may send forms and plain text unasked, but no JSON.
        raise HandlerError(400, "bad-request", labels.bad_request("not JSON"))
    try:
        body = request.body
    except RequestDataTooBig:
        body = None
    if body is None or len(body) > max_bytes:
        raise HandlerError(400, "bad-request", labels.bad_request("too long"))
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise HandlerError(400, "bad-request", labels.bad_request("not JSON")) from None
    if not isinstance(data, dict):
        raise HandlerError(400, "bad-request", labels.bad_request("not a JSON object"))
    return data


def parse_int(data: dict, name: str, labels: Labels) -> int:
    """Return a whole number, 0 or more, from a request, or raise HandlerError; true and 1.0 are no whole numbers."""
    value = data.get(name)
    if type(value) is not int or not 0 <= value < 10**9:
        raise HandlerError(400, "bad-request", labels.bad_request(name))
    return value


def parse_id(data: dict, name: str, labels: Labels) -> str:
    """Return an id from a request, or raise HandlerError."""
    value = data.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= 200:
        raise HandlerError(400, "bad-request", labels.bad_request(name))
    return value
