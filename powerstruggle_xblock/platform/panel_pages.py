"""The trainer's panel of a scenario: its page, its table, and the link to it.

All answer this course's staff and nobody else.
"""

import functools
import io
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from webob import Response
from xblock.core import XBlock

from ..analytics.tables import write_csv
from ..group_answers import api
from ..panel import csv_rows, page
from ..panel.labels import PanelLabels
from ..panel.statistics import VersionCounters, group_by_version
from ..templating import render
from .handlers import STAFF, HandlerError, audience, require_known_person

if TYPE_CHECKING:
    from ..scenario_block import ScenarioBlock

log = logging.getLogger(__name__)


def staff_handler(func: Callable[[Any, Any], Response]) -> Callable[..., Response]:
    """Turn a method `(self, request) -> Response` into a GET handler for course staff; others get a sentence."""

    @audience(STAFF)
    @XBlock.handler
    @functools.wraps(func)
    def handler(self, request, suffix=""):
        labels = PanelLabels(self.labels)
        try:
            require_known_person(self, request)
        except HandlerError as error:
            return _text_response(error.status, error.sentence)
        if not (self.is_course_staff and self.in_course):
            return _text_response(403, labels.only_staff())
        if request.method not in ("GET", "HEAD"):
            return _text_response(405, labels.read_only())
        try:
            return func(self, request)
        except Exception:
            log.exception("%s failed in %s", func.__name__, self.scope_ids.usage_id)
            return _text_response(500, labels.failed())

    return handler


class PanelPages:
    """Builds the panel of one scenario."""

    def __init__(self, block: "ScenarioBlock") -> None:
        self._block = block
        self._labels = PanelLabels(block.labels)

    def page(self, request: Any) -> Response:
        """Return the panel; ?version=… for another version than the present one."""
        block, versions = self._block, self._versions()
        wanted = request.GET.get("version") or block.scenario.version
        shown = next((version for version in versions or () if version.id == wanted), None)
        if versions is not None and shown is None:
            return _text_response(404, self._labels.no_such_version())
        urls = page.PageUrls(
            page=block.runtime.handler_url(block, "panel"),
            csv=block.runtime.handler_url(block, "panel_csv"),
            style=block.file_url("public/panel.css"),
            script=block.file_url("public/panel.js"),
        )
        html = page.render_page(
            page.PanelPage(
                title=str(block.display_name or ""),
                language=block.language,
                scenario=block.scenario.scenario,
                current_version=block.scenario.version,
                versions=versions,
                shown=shown,
                labels=self._labels,
                editor_words=block.labels.page("editor"),
            ),
            urls,
        )
        return _with_headers(Response(html, content_type="text/html", charset="utf8"))

    def table(self) -> Response:
        """Return all counts of all versions as a CSV table, as far as they can be told."""
        versions = self._versions()
        if versions is None:
            return _text_response(409, self._labels.not_counted())
        text = io.StringIO()
        write_csv(text, csv_rows.COLUMNS, csv_rows.build_rows(self._block.scenario.scenario, versions))
        # With a byte order mark: without one, spreadsheet programs guess another encoding.
        return _with_headers(
            Response(
                text.getvalue().encode("utf-8-sig"),
                content_type="text/csv",
                charset="utf8",
                content_disposition=f'attachment; filename="{csv_rows.FILE_NAME}"',
            )
        )

    def link(self) -> Markup:
        """Return the link to the panel for staff, "" for everybody else: learners get not one byte of it."""
        block = self._block
        if not (block.is_course_staff and block.in_course):
            return Markup()
        try:
            address = block.runtime.handler_url(block, "panel")
        except Exception:  # A page without the link is better than none.
            log.warning("this runtime has no address for the panel of %s", block.scope_ids.usage_id, exc_info=True)
            return Markup()
        words = block.labels.page("panel")["panel_link"]
        return render("presenter/templates/panel_link.html", address=address, words=words)

    def _versions(self) -> list[VersionCounters] | None:
        """Return what is counted, by version; None where nothing is kept here."""
        try:
            return group_by_version(api.counts(str(self._block.scope_ids.usage_id)), self._block.scenario.version)
        except api.NotAvailable:
            return None


def _text_response(status: int, sentence: str) -> Response:
    return _with_headers(Response(sentence, status=status, content_type="text/plain", charset="utf8"))


def _with_headers(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
