"""A MariaDB server of Debian's mariadb-server for the length of a test: on loopback, in a folder of its own."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.patience import PATIENCE
from tests.ports import held_port

MISSING = "no MariaDB here: make mariadb installs it (Debian: apt-get install mariadb-server), or PyMySQL is missing"


def there() -> bool:
    """Say whether a server can be started."""
    try:
        import pymysql  # noqa: F401
    except ImportError:
        return False
    return bool(shutil.which("mariadbd") and shutil.which("mariadb-install-db"))


@contextmanager
def running(*names: str) -> Iterator[list[str]]:
    """Start a server with an empty database of each name, yield their URLs, and end it.

    Raises RuntimeError with the server's log.
    """
    # Not pytest's folder: a socket's path has to be short.
    folder = Path(tempfile.mkdtemp(prefix="mariadb-"))
    process = held = None
    try:
        as_root = ["--user=root"] if os.geteuid() == 0 else []
        common = ["--no-defaults", f"--datadir={folder / 'data'}", *as_root]
        subprocess.run(
            ["mariadb-install-db", *common, "--auth-root-authentication-method=normal", "--skip-test-db"],
            check=True,
            capture_output=True,
            timeout=PATIENCE,
        )
        held = held_port()
        port = held.getsockname()[1]
        log = folder / "log"
        process = subprocess.Popen(
            [
                "mariadbd",
                *common,
                f"--socket={folder / 's'}",
                f"--port={port}",
                "--bind-address=127.0.0.1",
                "--max-connections=500",
                # 200 threads of one Python wait for each other: the server's 10 seconds for a greeting would be a race.
                "--connect-timeout=120",
                "--back-log=500",
                # It lives for a few tests: nothing has to survive a loss of power.
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-flush-method=nosync",
                "--innodb-doublewrite=0",
                f"--pid-file={folder / 'pid'}",
            ],
            stdout=log.open("w"),
            stderr=subprocess.STDOUT,
        )
        _prepare(folder / "s", names, process, log)
        yield [f"mysql://tests:tests@127.0.0.1:{port}/{name}" for name in names]
    finally:
        if process:
            process.terminate()
            process.wait(timeout=PATIENCE)
        if held:
            held.close()
        shutil.rmtree(folder, ignore_errors=True)


def _prepare(at: Path, names: tuple[str, ...], process: subprocess.Popen, log: Path) -> None:
    """Wait until the server answers, then make the databases and somebody who may use them."""
    import pymysql

    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection = pymysql.connect(user="root", unix_socket=str(at))
            break
        except pymysql.OperationalError:
            if time.monotonic() > deadline or process.poll() is not None:
                raise RuntimeError(f"MariaDB did not start:\n{log.read_text()}") from None
            time.sleep(0.05)
    with closing(connection), connection.cursor() as cursor:
        cursor.execute("CREATE USER tests@'127.0.0.1' IDENTIFIED BY 'tests'")
        cursor.execute("CREATE USER tests@localhost IDENTIFIED BY 'tests'")
        for name in names:
            cursor.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
            cursor.execute(f"GRANT ALL ON {name}.* TO tests@'127.0.0.1'")
            cursor.execute(f"GRANT ALL ON {name}.* TO tests@localhost")
