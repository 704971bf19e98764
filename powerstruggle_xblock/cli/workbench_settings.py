"""Django settings of the demonstration workbench: the SDK's own, with state and log kept in one folder of ours."""

import os
from pathlib import Path

import django
from workbench.settings import *  # noqa: F403
from workbench.settings import INSTALLED_APPS, MIDDLEWARE, TEMPLATES, WORKBENCH

STATE = Path(os.environ.get("POWERSTRUGGLE_WORKBENCH_STATE", ".workbench"))

DATABASES = {"default": {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": str(STATE / "workbench.db"),
    # Writers wait for each other instead of failing; several windows are usual here.
    "OPTIONS": {"timeout": 30, **({"transaction_mode": "IMMEDIATE"} if django.VERSION >= (5, 1) else {})},
}}

# The SDK lists an app for files that nothing here uses and that its older releases don't install.
INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "djpyfs"]
WORKBENCH = {**WORKBENCH, "services": {
    **{name: path for name, path in WORKBENCH["services"].items() if name != "fs"},
    "user": "powerstruggle_xblock.cli.demo_people.DemoPeople",
}}

# Pages of our own: the SDK's block page prints the scenario's source, keys and all, and is not made for phones.
TEMPLATES = [{**TEMPLATES[0], "DIRS": [str(Path(__file__).parent / "templates"), *TEMPLATES[0]["DIRS"]]}, *TEMPLATES[1:]]

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
