"""The panel's two handlers, and the door to them on the page of a component. Both answer this course's staff and nobody else."""

import functools
import io
import logging
from html import escape

from webob import Response
from xblock.core import XBlock

from ..analytics.tables import write_csv
from ..group_answers import api
from ..panel import page, table
from ..panel.figures import Version, gathered
from ..panel.labels import PanelLabels
from .handlers import STAFF, audience

log = logging.getLogger(__name__)


def staff_handler(func):
    """Make a method `(self, request) -> Response` a GET handler that answers course staff alone, others with a sentence."""

    @audience(STAFF)
    @XBlock.handler
    @functools.wraps(func)
    def handler(self, request, suffix=""):
        said = PanelLabels(self.labels)
        if not (self.is_course_staff and self.in_course):
            return _sentence(403, said.only_staff())
        if request.method not in ("GET", "HEAD"):
            return _sentence(405, said.only_reading())
        try:
            return func(self, request)
        except Exception:
            log.exception("%s failed in %s", func.__name__, self.scope_ids.usage_id)
            return _sentence(500, said.failed())

    return handler


class PanelMixin:
    """The trainer's panel of `powerstruggle_scenario`: a page of its own, opened from the component."""

    @staff_handler
    def panel(self, request):
        """Show the panel; ?version=… for another version than the present one."""
        said, versions = PanelLabels(self.labels), self._versions()
        wanted = request.GET.get("version") or self.scenario.version
        shown = next((version for version in versions or () if version.id == wanted), None)
        if versions is not None and shown is None:
            return _sentence(404, said.no_such_version())
        addresses = page.Addresses(
            here=self.runtime.handler_url(self, "panel"), table=self.runtime.handler_url(self, "panel_csv"),
            style=self.file_url("public/panel.css"), script=self.file_url("public/panel.js"))
        html = page.whole(page.Shown(
            title=str(self.display_name or ""), language=self.language, scenario=self.scenario.scenario, present=self.scenario.version,
            versions=versions, version=shown, said=said, map_words=self.labels.page("editor"),
        ), addresses)
        return _answered(Response(html, content_type="text/html", charset="utf8"))

    @staff_handler
    def panel_csv(self, request):
        """Give all counts of all versions as a table, as far as they can be told."""
        said, versions = PanelLabels(self.labels), self._versions()
        if versions is None:
            return _sentence(409, said.not_counted())
        text = io.StringIO()
        write_csv(text, table.COLUMNS, table.rows(self.scenario.scenario, versions))
        # With a mark of its encoding: spreadsheet programs take it for something else without.
        return _answered(Response(
            text.getvalue().encode("utf-8-sig"), content_type="text/csv", charset="utf8",
            content_disposition=f"attachment; filename=\"{table.NAME}\""))

    def panel_door(self) -> str:
        """Give the link to the panel for staff, "" for everybody else; learners get not one byte."""
        if not (self.is_course_staff and self.in_course):
            return ""
        try:
            address = self.runtime.handler_url(self, "panel")
        except Exception:  # A page without the link is better than none.
            log.warning("this runtime has no address for the panel of %s", self.scope_ids.usage_id, exc_info=True)
            return ""
        words = escape(self.labels.page("panel")["door"])
        return page.template("panel_door.html").substitute(address=escape(address), words=words).rstrip()

    def _versions(self) -> list[Version] | None:
        """Give what is counted, by version; None where nothing is kept here."""
        try:
            return gathered(api.counts(str(self.scope_ids.usage_id)), self.scenario.version)
        except api.NotAvailable:
            return None


def _sentence(status: int, sentence: str) -> Response:
    return _answered(Response(sentence, status=status, content_type="text/plain", charset="utf8"))


def _answered(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
