"""Requests of the editor: who may send them, what they carry, and refusals in sentences.

A scenario can be larger than what a platform lets through as a form (Django's DATA_UPLOAD_MAX_MEMORY_SIZE). Files are
not counted there, so the editor sends its JSON as a file part named `document` of a multipart form; small requests may
be plain JSON.
"""

import functools
import json
import logging
from typing import Any, overload

from webob import Response
from xblock.core import XBlock

from ..authoring.errors import EditorError
from ..authoring.messages import AuthorMessages
from ..presenter.labels import Labels
from .handlers import AUTHORS, RequestDataTooBig, audience, json_response

MAX_TEXT = 2000

log = logging.getLogger(__name__)

MAX_BYTES = 32 * 1024 * 1024
"""Far above what may be saved: a scenario that has grown too large can still be checked, exported and mended."""
MAX_FILE_BYTES = 128 * 1024 * 1024
"""A file to import, media and all; the importers have bounds of their own for what is in it."""


def author_handler(func):
    """Turn a method `(self, data: dict, files: dict) -> dict | Response` into a POST handler for authors alone.

    `files` has (name, bytes) by part. A refusal may carry `more` to be sent along. What was assigned before a refusal
    is dropped.
    """

    @audience(AUTHORS)
    @XBlock.handler
    @functools.wraps(func)
    def handler(self, request, suffix=""):
        messages = AuthorMessages(self.labels)
        try:
            answer = func(self, *_read(self, request, messages))
            return answer if isinstance(answer, Response) else json_response(200, answer)
        except EditorError as error:
            self.discard_changes()
            return json_response(error.status, {**error.more, "error": error.sentence, "code": error.code})
        except Exception:
            log.exception("%s failed in %s", func.__name__, self.scope_ids.usage_id)
            self.discard_changes()
            return json_response(500, {"error": messages.failed(), "code": "failed"})

    return handler


def file_response(name: str, kind: str, data: bytes) -> Response:
    """Return an answer that browsers save as a file; `name` is ASCII without quotes."""
    response = Response(data, content_type=kind, content_disposition=f'attachment; filename="{name}"')
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _read(block, request, messages: AuthorMessages) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
    if not block.is_authoring:
        raise EditorError(403, "not-author", block.labels.only_authors())
    if request.method != "POST":
        raise EditorError(405, "bad-request", messages.not_understood())
    try:
        if (request.content_type or "").startswith("multipart/"):
            return _form(request, messages)
        return _object(_plain(request, messages), messages), {}
    except RequestDataTooBig:
        raise EditorError(413, "too-large", messages.too_large_to_send()) from None
    except EditorError:
        raise
    except Exception:
        # Parsers of forms differ from platform to platform in what they raise for a broken one.
        log.info("a request to %s could not be read", block.scope_ids.usage_id, exc_info=True)
        raise EditorError(400, "bad-request", messages.not_understood()) from None


def _plain(request, messages) -> bytes:
    body = request.body
    if len(body) > MAX_BYTES:
        raise EditorError(413, "too-large", messages.too_large_to_send())
    return body


def _form(request, messages) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
    data: dict[str, Any] = {}
    files: dict[str, tuple[str, bytes]] = {}
    for name, part in request.POST.items():
        if not hasattr(part, "file"):
            data[name] = part
        elif name == "document":
            data |= _object(_bytes(part, MAX_BYTES, messages), messages)
        else:
            files[name] = (str(part.filename or ""), _bytes(part, MAX_FILE_BYTES, messages))
    return data, files


def _bytes(part, most: int, messages) -> bytes:
    data = part.file.read(most + 1)
    if len(data) > most:
        raise EditorError(413, "too-large", messages.too_large_to_send())
    return data


def _object(body: bytes, messages) -> dict[str, Any]:
    try:
        data = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise EditorError(400, "bad-request", messages.not_understood()) from None
    if not isinstance(data, dict):
        raise EditorError(400, "bad-request", messages.not_understood())
    return data


@overload
def parse_text(data: dict[str, Any], name: str, labels: Labels) -> str: ...


@overload
def parse_text(data: dict[str, Any], name: str, labels: Labels, *, optional: bool) -> str | None: ...


def parse_text(data: dict[str, Any], name: str, labels: Labels, *, optional: bool = False) -> str | None:
    """Return a text of at most 2,000 characters from a request, or None for an optional one that is missing.

    Or raise EditorError.
    """
    value = data.get(name)
    if value is None and optional:
        return None
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        raise EditorError(400, "bad-request", AuthorMessages(labels).not_understood())
    return value
