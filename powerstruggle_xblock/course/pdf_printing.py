"""PDF of a printed sheet, by whatever is at hand: Chromium, or WeasyPrint."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
TIMEOUT_SECONDS = 120
PAPERS = {"letter": "Letter", "a4": "A4"}
"""What a sheet can be printed on, with its name in a style sheet."""

Printer = Callable[[str, Path], bool]
"""Makes a PDF of an HTML text; tells whether it is there."""


def find_printer() -> Printer | None:
    """Return what prints PDFs here, or None where nothing does."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser:
        return lambda html, pdf: print_with_browser(browser, html, pdf)
    try:
        from weasyprint import HTML  # pyright: ignore[reportMissingImports]  (no dependency of this package)
    except (ImportError, OSError):  # Its own libraries may be missing, too.
        return None
    return lambda html, pdf: bool(HTML(string=html).write_pdf(str(pdf)) or pdf.exists())


def set_paper_size(html: str, paper: str) -> str:
    """Return a sheet that asks for this paper; as it is written, it takes the paper of whoever prints it."""
    return html.replace("</head>", f"<style>@page {{ size: {PAPERS[paper]} }}</style>\n</head>", 1)


def print_with_browser(browser: str, html: str, pdf: Path) -> bool:
    """Print with this browser; False where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "sheet.html"
        page.write_text(html, encoding="utf-8")
        command = [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={pdf.resolve()}",
            page.as_uri(),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT_SECONDS)
        except (OSError, subprocess.SubprocessError):
            return False
    return pdf.exists()
