"""The browser and the workbench of tests/browser, for the pages of this folder."""

from tests.browser.conftest import chromium, open_window, workbench

__all__ = ["chromium", "open_window", "workbench"]
