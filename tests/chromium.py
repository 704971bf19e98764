"""Which Chromium the tests drive, and how it is started."""

import os
import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first that is installed is taken: the one without a window of its own opens pages with a sixth of the work."""
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]


def path() -> str | None:
    """Return the program: the one that the environment variable CHROMIUM names, or what is installed."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


def launch(playwright):
    """Start the browser.

    Raises RuntimeError where none is installed.
    """
    program = path()
    if program is None:
        raise RuntimeError(
            "no Chromium: install Debian's package chromium-headless-shell or chromium, or name a program in the "
            "environment variable CHROMIUM"
        )
    return playwright.chromium.launch(executable_path=program, args=QUIET)
