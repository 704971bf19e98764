"""The database in which the demonstration workbench keeps its state: SQLite in its folder, or one named by a URL."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import django

_HAS_INIT_COMMAND = django.VERSION >= (5, 1)  # pyright: ignore[reportOperatorIssue]
SQLITE_OPTIONS = {
    # Writers wait for each other (seconds) instead of failing, on a busy machine too; several windows are usual.
    "timeout": 300,
    # What was withdrawn or erased is overwritten in the file as well. Nothing waits for the disk: what was written is
    # there however the program ends; only a machine that loses its power could damage the file.
    **(
        {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA secure_delete=ON; PRAGMA synchronous=OFF"}
        if _HAS_INIT_COMMAND
        else {}
    ),
}

_NO_DATABASE = "this names no database: write mysql://user:password@host:port/name"
"""The address is not repeated: it may hold a password."""


def sqlite_settings(path: Path) -> dict[str, Any]:
    """Return Django's settings for a database in this file."""
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": SQLITE_OPTIONS}


def parse_url(url: str) -> dict[str, Any]:
    """Return Django's settings for `mysql://user:password@host:port/name` (MySQL or MariaDB).

    Raises ValueError with a sentence for people.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or 3306
    except ValueError:
        raise ValueError(_NO_DATABASE) from None
    if parts.scheme != "mysql" or not parts.hostname or not parts.path.strip("/"):
        raise ValueError(_NO_DATABASE)
    _install_driver()
    return {
        "ENGINE": "django.db.backends.mysql",
        "NAME": parts.path.strip("/"),
        "HOST": parts.hostname,
        "PORT": str(port),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "OPTIONS": {"charset": "utf8mb4"},
    }


def _install_driver() -> None:
    """Make PyMySQL stand in for mysqlclient, which has to be compiled. Raises ValueError where neither is installed."""
    try:
        import MySQLdb  # noqa: F401  # pyright: ignore[reportMissingModuleSource]
    except ImportError:
        try:
            import pymysql
        except ImportError:
            raise ValueError("a MySQL or MariaDB database needs a driver: pip install PyMySQL") from None
        pymysql.install_as_MySQLdb()
