"""Requests of the editor: who may send them, what they carry, and refusals in sentences.

A scenario can be larger than what a platform lets through as a form (Django's DATA_UPLOAD_MAX_MEMORY_SIZE). Files are not
counted there, so the editor sends its JSON as a file part named `document` of a multipart form; small requests may be plain JSON.
"""

import functools
import json
import logging
from typing import Any

from webob import Response
from xblock.core import XBlock

from ..authoring import messages
from .handlers import AUTHORS, HandlerError, audience

try:
    from django.core.exceptions import RequestDataTooBig
except ImportError:  # A runtime without Django has no such limit.
    class RequestDataTooBig(Exception):
        """Stands for Django's."""

log = logging.getLogger(__name__)

MOST_BYTES = 32 * 1024 * 1024
"""Far above what may be saved, so that a scenario that has grown too large can still be checked, exported and mended."""
MOST_FILE_BYTES = 128 * 1024 * 1024
"""A file to import, media and all; the importers have bounds of their own for what is in it."""


def author_handler(func):
    """Make a method `(self, data: dict, files: dict) -> dict | Response` a POST handler that answers authors alone.

    `files` has (name, bytes) by part. A refusal may carry `more` to be sent along. What was assigned before a refusal is dropped.
    """

    @audience(AUTHORS)
    @XBlock.handler
    @functools.wraps(func)
    def handler(self, request, suffix=""):
        said = messages.AuthorMessages(self.labels)
        try:
            answer = func(self, *_read(self, request, said))
            return answer if isinstance(answer, Response) else json_response(200, answer)
        except HandlerError as refusal:
            self.discard_changes()
            return json_response(refusal.status, {**refusal.more, "error": refusal.sentence, "code": refusal.code})
        except Exception:
            log.exception("%s failed in %s", func.__name__, self.scope_ids.usage_id)
            self.discard_changes()
            return json_response(500, {"error": said.failed(), "code": "failed"})

    return handler


def json_response(status: int, data: dict) -> Response:
    """Give an answer in JSON."""
    return Response(json.dumps(data), status=status, content_type="application/json", charset="utf8")


def file_response(name: str, kind: str, data: bytes) -> Response:
    """Give an answer that browsers save as a file; `name` is ASCII without quotes."""
    response = Response(data, content_type=kind, content_disposition=f"attachment; filename=\"{name}\"")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _read(block, request, said: messages.AuthorMessages) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
    if not block.is_authoring:
        raise HandlerError(403, "not-author", said.only_authors())
    if request.method != "POST":
        raise HandlerError(405, "bad-request", said.not_understood())
    try:
        return _form(request, said) if (request.content_type or "").startswith("multipart/") else (_object(_plain(request, said), said), {})
    except RequestDataTooBig:
        raise HandlerError(413, "too-large", said.too_large_to_send()) from None
    except HandlerError:
        raise
    except Exception:
        # Parsers of forms differ from platform to platform in what they raise for a broken one.
        log.info("a request to %s could not be read", block.scope_ids.usage_id, exc_info=True)
        raise HandlerError(400, "bad-request", said.not_understood()) from None


def _plain(request, said) -> bytes:
    body = request.body
    if len(body) > MOST_BYTES:
        raise HandlerError(413, "too-large", said.too_large_to_send())
    return body


def _form(request, said) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
    data: dict[str, Any] = {}
    files: dict[str, tuple[str, bytes]] = {}
    for name, part in request.POST.items():
        if not hasattr(part, "file"):
            data[name] = part
        elif name == "document":
            data |= _object(_bytes(part, MOST_BYTES, said), said)
        else:
            files[name] = (str(part.filename or ""), _bytes(part, MOST_FILE_BYTES, said))
    return data, files


def _bytes(part, most: int, said) -> bytes:
    data = part.file.read(most + 1)
    if len(data) > most:
        raise HandlerError(413, "too-large", said.too_large_to_send())
    return data


def _object(body: bytes, said) -> dict[str, Any]:
    try:
        data = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise HandlerError(400, "bad-request", said.not_understood()) from None
    if not isinstance(data, dict):
        raise HandlerError(400, "bad-request", said.not_understood())
    return data


def parse_text(data: dict, name: str, said: messages.AuthorMessages, *, optional: bool = False) -> str | None:
    """Give a text from a request, or refuse."""
    value = data.get(name)
    if value is None and optional:
        return None
    if not isinstance(value, str) or len(value) > 2000:
        raise HandlerError(400, "bad-request", said.not_understood())
    return value
