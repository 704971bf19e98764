"""Which database the demonstration workbench keeps its state in: SQLite in its folder, or another one named by a URL."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import django

SQLITE_OPTIONS = {
    # Writers wait for each other instead of failing; several windows are usual here.
    "timeout": 30,
    # What was withdrawn or erased is overwritten in the file as well.
    **({"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA secure_delete=ON"} if django.VERSION >= (5, 1) else {}),
}


def sqlite(path: Path) -> dict:
    """Give Django's settings for a database in this file."""
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": SQLITE_OPTIONS}


def named(url: str) -> dict:
    """Give Django's settings for `mysql://user:password@host:port/name` (MySQL or MariaDB). Raises ValueError with a sentence."""
    parts = urlsplit(url)
    if parts.scheme != "mysql" or not parts.hostname or not parts.path.strip("/"):
        raise ValueError(f"{url!r} is no database: write mysql://user:password@host:port/name")
    _find_a_driver()
    return {
        "ENGINE": "django.db.backends.mysql", "NAME": parts.path.strip("/"),
        "HOST": parts.hostname, "PORT": str(parts.port or 3306),
        "USER": unquote(parts.username or ""), "PASSWORD": unquote(parts.password or ""),
        "OPTIONS": {"charset": "utf8mb4"},
    }


def _find_a_driver() -> None:
    """Make PyMySQL stand in for mysqlclient, which has to be compiled. Raises ValueError where neither is installed."""
    try:
        import MySQLdb  # noqa: F401
    except ImportError:
        try:
            import pymysql
        except ImportError:
            raise ValueError("a MySQL or MariaDB database needs a driver: pip install PyMySQL") from None
        pymysql.install_as_MySQLdb()
