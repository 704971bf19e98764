"""`powerstruggle workbench`: serve the starter scenarios in the xblock-sdk workbench, for trying things out.

It is a demonstration on this machine, not a way to run a course: anybody who opens it may be anybody.
"""

import argparse
import os
import socket
import sys
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

from .terminal import Commands, describe

SETTINGS = "powerstruggle_xblock.cli.workbench_settings"
DATABASE = "POWERSTRUGGLE_WORKBENCH_DATABASE"
REQUEST_QUEUE_SIZE = 1024
"""Connections that may wait.

Django's ten are too few for a group that answers at the same moment: the system resets connections that do not fit.
"""


def add_command(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = commands.add_parser(
        "workbench", help="serve the starter scenarios on this machine", description=describe(__doc__)
    )
    parser.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (8000)")
    parser.add_argument(
        "--state",
        type=Path,
        default=Path(".workbench"),
        metavar="FOLDER",
        help="where the database is kept (.workbench)",
    )
    parser.add_argument(
        "--database",
        metavar="URL",
        default=os.environ.get(DATABASE),
        help=f"a MySQL or MariaDB database for the state, mysql://user:password@host:port/name (or in ${DATABASE})",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prepare the database and serve until interrupted; return 2 where xblock-sdk is missing or the port is taken."""
    if find_spec("workbench") is None:
        print(
            "powerstruggle workbench needs xblock-sdk: pip install \"powerstruggle-xblock[workbench]\"", file=sys.stderr
        )
        return 2
    if taken := _check_port(options.port):
        print(f"powerstruggle workbench: port {options.port}: {taken}; name another one with --port", file=sys.stderr)
        return 2
    if unusable := _check_database(options.database):
        print(f"powerstruggle workbench: {unusable}", file=sys.stderr)
        return 2
    from django.db.utils import DatabaseError

    try:
        prepare(options.state, options.database)
    except DatabaseError as error:
        print(f"powerstruggle workbench: the database can't be used: {error}", file=sys.stderr)
        return 2
    from django.core.management import call_command
    from django.core.servers.basehttp import WSGIServer

    WSGIServer.request_queue_size = REQUEST_QUEUE_SIZE
    print(f"Scenarios are at http://127.0.0.1:{options.port}/ (Ctrl-C ends)", flush=True)
    os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
    # One process: the workbench keeps its scenarios in memory.
    call_command("runserver", f"127.0.0.1:{options.port}", use_reloader=False, verbosity=0)
    return 0


def _check_port(port: int) -> str | None:
    """Return why this port can't be served on, or None where it can."""
    with closing(socket.socket()) as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind(("127.0.0.1", port))
        except OverflowError:
            return "there is no such port"
        except OSError as error:
            return error.strerror
    return None


def _check_database(url: str | None) -> str | None:
    """Return why the state can't be kept in this database, or None where it can or none is named."""
    if url:
        from . import databases

        try:
            databases.parse_url(url)
        except ValueError as problem:
            return str(problem)
    return None


def prepare(state: Path, database: str | None = None) -> None:
    """Set Django up with the workbench's settings and bring its database, in `state` or at a URL, up to date."""
    state.mkdir(parents=True, exist_ok=True)
    os.environ["POWERSTRUGGLE_WORKBENCH_STATE"] = str(state.resolve())
    if database:
        os.environ[DATABASE] = database
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.environ.setdefault("EXCLUDE_SAMPLE_XBLOCKS", "yes")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, fake_initial=True, verbosity=0)
    _add_unique_index()


def _add_unique_index() -> None:
    """Add the unique index that the workbench's table lacks.

    Without it concurrent first reads write two rows, and every later read fails.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor != "mysql":
            cursor.execute(
                "CREATE UNIQUE INDEX IF NOT EXISTS powerstruggle_one_state ON workbench_xblockstate "
                "(scope, scope_id, coalesce(user_id, ''), coalesce(scenario, ''), coalesce(tag, ''))"
            )
            return
        # MariaDB indexes columns only, and these five are together longer than its indexes may be.
        columns = [
            column.name for column in connection.introspection.get_table_description(cursor, "workbench_xblockstate")
        ]
        if "powerstruggle_one_state" not in columns:
            cursor.execute(
                "ALTER TABLE workbench_xblockstate ADD COLUMN powerstruggle_one_state CHAR(64) GENERATED ALWAYS AS "
                "(sha2(concat_ws('|', scope, scope_id, coalesce(user_id, ''), coalesce(scenario, ''), "
                "coalesce(tag, '')), 256)) "
                "STORED UNIQUE"
            )
