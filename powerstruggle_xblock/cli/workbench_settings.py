"""Django settings of the demonstration workbench: the SDK's own, with state of ours, in a folder or a database."""

import os
from pathlib import Path

from workbench.settings import *  # noqa: F403  # pyright: ignore[reportWildcardImportFromLibrary]
from workbench.settings import INSTALLED_APPS, MIDDLEWARE, TEMPLATES, WORKBENCH

from . import databases

STATE = Path(os.environ.get("POWERSTRUGGLE_WORKBENCH_STATE", ".workbench"))
DATABASE = os.environ.get("POWERSTRUGGLE_WORKBENCH_DATABASE")

DATABASES = {
    "default": databases.parse_url(DATABASE) if DATABASE else databases.sqlite_settings(STATE / "workbench.db")
}

# The SDK lists an app for files that nothing here uses and that its older releases don't install. A learning platform
# finds
# the group's answers by their entry point; the workbench knows no such thing.
INSTALLED_APPS = [*(app for app in INSTALLED_APPS if app != "djpyfs"), "powerstruggle_xblock.group_answers"]
WORKBENCH = {
    **WORKBENCH,
    "services": {
        **{name: path for name, path in WORKBENCH["services"].items() if name != "fs"},
        "user": "powerstruggle_xblock.cli.demo_people.DemoPeople",
    },
}

# Pages of our own: the SDK's block page prints the scenario's source, keys and all, and is not made for phones.
# The front page lists the starter course in its order.
OPTIONS = TEMPLATES[0]["OPTIONS"]
TEMPLATES = [
    {
        **TEMPLATES[0],
        "DIRS": [str(Path(__file__).parent / "templates"), *TEMPLATES[0]["DIRS"]],
        "OPTIONS": {
            **OPTIONS,
            "context_processors": [*OPTIONS["context_processors"], "powerstruggle_xblock.cli.course_order.units"],
        },
    },
    *TEMPLATES[1:],
]

MIDDLEWARE = [*MIDDLEWARE, "django.middleware.locale.LocaleMiddleware"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    # Grades and completions go nowhere in the workbench; its log is where they can be seen.
    "loggers": {"workbench.runtime": {"handlers": ["console"], "level": "INFO", "propagate": False}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
