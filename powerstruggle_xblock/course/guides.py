"""What is used on paper: the facilitator's guide, a role-play card for each scenario, and handouts of the takeaway cards.

HTML with print styles, so that any browser prints it; PDF beside it where Chromium or WeasyPrint is at hand.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template

from . import readings
from .agency_config import AgencyConfig
from .outline import Outline

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PDF_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Card:
    """A role-play card: one half for who plays the client, one for the worker, and what the others watch for; texts are HTML."""

    title: str
    opens: str
    client: tuple[str, ...]
    softens: tuple[str, ...]
    hardens: tuple[str, ...]
    worker: tuple[str, ...]
    watch: tuple[str, ...]
    stop: str | None

    def html(self) -> str:
        """Give the card."""
        stop = f"<p><b>Stop and step out of the roles when:</b> {self.stop}</p>" if self.stop else ""
        return (
            f'<section class="card">\n<h3>{self.title}</h3>\n<div class="half">\n<h4>You play the client</h4>\n{_paragraphs(self.client)}'
            f"<p><b>You begin:</b> {self.opens}</p>\n<p><b>What softens you</b></p>\n{_list(self.softens)}"
            f"<p><b>What hardens you</b></p>\n{_list(self.hardens)}</div>\n"
            f'<div class="half">\n<h4>You play the worker</h4>\n{_paragraphs(self.worker)}'
            f"<h4>Everyone else watches for</h4>\n{_list(self.watch)}{stop}</div>\n</section>\n")


def card(file: Path) -> Card:
    """Read a role-play card's file. Raises readings.ReadingError."""
    root, maker = readings.parse(file)

    def texts(part: str, tag: str) -> tuple[str, ...]:
        found = root.find(part)
        if found is None or not len(found):
            raise maker.error(root, f"a card needs <{part}>")
        return tuple(maker.text(child) for child in found.iterchildren(tag))

    opens, stop = root.find("opens"), root.find("stop")
    if opens is None or not root.get("title"):
        raise maker.error(root, "a card needs a title and <opens>")
    return Card(
        escape(root.get("title")), maker.text(opens), texts("client", "p"), texts("softens", "item"), texts("hardens", "item"),
        texts("worker", "p"), texts("watch", "item"), maker.text(stop) if stop is not None else None)


def cards(folder: Path, outline: Outline) -> list[Card]:
    """Give the cards of an outline's scenarios, in course order. Raises readings.ReadingError."""
    return [card(folder / "cards" / f"{item.name}.xml") for item in outline.items if item.kind == "scenario"]


def page(file: Path) -> tuple[str, str]:
    """Give title and HTML of a plain page."""
    return readings.page(file)


def cards_html(outline: Outline, folder: Path) -> str:
    """Give all cards, one after the other."""
    return "<h3>Role-play cards</h3>\n" + "".join(made.html() for made in cards(folder, outline))


def write(outline: Outline, agency: AgencyConfig | None, folder: Path, target: Path) -> list[Path]:
    """Write guide, cards and handouts into a folder, and PDFs where something can make them; give the files written."""
    target.mkdir(parents=True, exist_ok=True)
    printer = _printer()
    written = []
    for name, title, body in _sheets(outline, agency, folder):
        file = target / f"{name}.html"
        shell = Template(files(__package__).joinpath("sheet.html").read_text(encoding="utf-8"))
        file.write_text(shell.substitute(title=escape(title), body=body), encoding="utf-8")
        written.append(file)
        if printer and printer(file, file.with_suffix(".pdf")):
            written.append(file.with_suffix(".pdf"))
    return written


def _sheets(outline: Outline, agency: AgencyConfig | None, folder: Path) -> Iterator[tuple[str, str, str]]:
    title, html = page(folder / "facilitators-guide.xml")
    support = f"<p><b>{escape(agency.name)}.</b> {escape(agency.support)}</p>" if agency else ""
    yield "facilitators-guide", title, html + support
    yield "role-play-cards", "Role-play cards", "".join(made.html() for made in cards(folder, outline))
    found = [readings.read(folder / "readings" / f"{item.name}.xml") for item in outline.items if item.kind == "reading"]
    yield "handouts", "To take with you", '<div class="handouts">' + "".join(
        f'<section class="card">{reading.card_html()}</section>' for reading in found) + "</div>"


def _printer():
    """Give a function (html file, pdf file) -> made?, or None where nothing here prints PDFs."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser:
        return lambda html, pdf: _by_browser(browser, html, pdf)
    try:
        from weasyprint import HTML
    except (ImportError, OSError):  # Its own libraries may be missing, too.
        return None
    return lambda html, pdf: bool(HTML(str(html)).write_pdf(str(pdf)) or pdf.exists())


def _by_browser(browser: str, html: Path, pdf: Path) -> bool:
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}",
                   "--no-pdf-header-footer", f"--print-to-pdf={pdf}", html.resolve().as_uri()]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=PDF_SECONDS)
        except (OSError, subprocess.SubprocessError):
            return False
    return pdf.exists()


def _paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>\n" for text in texts)


def _list(lines: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>\n"
