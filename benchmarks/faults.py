"""Builds that are killed, run out of disk, or lose their database: does the next one make up for it?

    python -m benchmarks.faults [REPORTS] [--kills 100] [--disks 10] [--drops 20] [--postgresql URL]

An undisturbed build gives the exports to compare with. Then builds of the same reports are started on
databases of their own and disturbed: killed (SIGKILL, the whole process group) at a random moment, given a disk
that is too small (a tmpfs, as root; else a limit to the size of files), or cut off from PostgreSQL. After each
the same command is run again, undisturbed, and its exports must be those of the undisturbed build, byte for
byte. A build that ended before its fault is not counted and tried again at another moment. Half of the moments lie
in the last fifth of a build, where the database and the exports are written. URL is of a database whose user may
create others; without it nothing is dropped. Exit status 1 where a build did not recover.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import sqlalchemy as sa
from tqdm import tqdm

from eventdb.resources import seeds_path

_PATIENCE = 600  # seconds after which a build counts as hanging
_LATE = 0.8
Contents = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one disturbed build.

    Attributes:
        struck: the fault met a build that was still running, or stopped it.
        status: exit status of the disturbed build; negative: the signal that ended it.
        recovered: the next build ended well, with the exports of an undisturbed one.
        said: last line of the build that did not recover, else of the disturbed one.
    """

    fault: str
    struck: bool
    status: int
    recovered: bool
    said: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What is built again and again, how long that takes undisturbed, and what it gives."""

    reports: Path
    workers: int
    seconds: float
    size: int
    exports: Contents

    @classmethod
    def measured(cls, reports: Path, workers: int, folder: Path) -> Subject:
        """Build once, undisturbed; twice in fact, so that nothing is compiled while the time is taken."""
        for name in ("first", "second"):
            started = time.monotonic()
            build = start(reports, workers, f"sqlite:///{folder / name}.sqlite", folder / name)
            if finish(build)[0] != 0:
                raise RuntimeError("the undisturbed build failed")
        seconds = time.monotonic() - started
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 2
        return cls(reports, workers, seconds, size, contents(folder / "second"))

    def start(
        self, url: str, exports: Path, most_bytes: int | None = None
    ) -> subprocess.Popen[str]:
        """Begin a build."""
        return start(self.reports, self.workers, url, exports, most_bytes)

    def recover(self, fault: str, url: str, exports: Path, first: tuple[bool, int, str]) -> Outcome:
        """Build again, and compare."""
        struck, status, said = first
        again, last = finish(self.start(url, exports))
        recovered = again == 0 and contents(exports) == self.exports
        return Outcome(fault, struck, status, recovered, said if recovered else last)


def start(
    reports: Path, workers: int, url: str, exports: Path, most_bytes: int | None = None
) -> subprocess.Popen[str]:
    """Begin a build as a process group of its own."""
    command = [sys.executable, "-m", "eventdb", "build", str(reports), "--workers", str(workers)]

    def limit() -> None:
        if most_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    return subprocess.Popen(
        [*command, "--exports", str(exports)],
        env=os.environ | {"EVENTDB_DB": url},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=limit,
    )


def finish(build: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit status and last line of a build."""
    try:
        _, said = build.communicate(timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        kill(build)
        return -1, f"hung for {_PATIENCE} s"
    lines = said.strip().splitlines()
    return build.returncode, lines[-1] if lines else ""


def kill(build: subprocess.Popen[str]) -> None:
    """Kill a build with all its workers."""
    with suppress(ProcessLookupError):
        os.killpg(build.pid, signal.SIGKILL)
    build.communicate()


def contents(folder: Path) -> Contents:
    """Names and bytes of a folder of exports."""
    if not folder.is_dir():
        return {}
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def moment(subject: Subject, chance: random.Random) -> float:
    """Seconds into a build."""
    return subject.seconds * (
        chance.uniform(_LATE, 1.0) if chance.random() < 0.5 else chance.random()
    )


def killed(subject: Subject, folder: Path, chance: random.Random) -> Outcome:
    """A build that is killed."""
    url, exports = f"sqlite:///{folder / 'db.sqlite'}", folder / "exports"
    build = subject.start(url, exports)
    time.sleep(moment(subject, chance))
    struck = build.poll() is None
    kill(build)
    return subject.recover("killed", url, exports, (struck, build.returncode, ""))


def out_of_disk(subject: Subject, folder: Path, chance: random.Random) -> Outcome:
    """A build on a disk that is too small, and then is not."""
    size = int(subject.size * chance.uniform(0.1, 0.95))
    url, exports = f"sqlite:///{folder / 'disk' / 'db.sqlite'}", folder / "disk" / "exports"
    with _disk(folder / "disk", size) as (enlarge, most_bytes):
        status, said = finish(subject.start(url, exports, most_bytes))
        enlarge()
        return subject.recover("out of disk", url, exports, (status != 0, status, said))


@contextmanager
def _disk(folder: Path, size: int) -> Iterator[tuple[Callable[[], None], int | None]]:
    """A small disk, what makes it large, and the size of files where that stands for it."""
    folder.mkdir()
    if os.geteuid() != 0 or not _mount(folder, size):
        yield (lambda: None), size
        return
    try:
        yield (lambda: _remount(folder)), None
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _mount(folder: Path, size: int) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _remount(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=1g", str(folder)], check=True)


def dropped(subject: Subject, folder: Path, chance: random.Random, administrator: str) -> Outcome:
    """A build whose connections to PostgreSQL are cut."""
    given = sa.make_url(administrator)
    name = f"faults_{os.getpid()}_{chance.getrandbits(32):08x}"
    url = given.set(database=name).render_as_string(hide_password=False)
    with _connected(administrator) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload]
    try:
        build = subject.start(url, folder / "exports")
        time.sleep(moment(subject, chance))
        with _connected(administrator) as connection:
            cut = connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,)
            ).fetchall()
        status, said = finish(build)
        first = (bool(cut) and status != 0, status, said)
        return subject.recover("connection dropped", url, folder / "exports", first)
    finally:
        with _connected(administrator) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[call-overload]


def _connected(url: str) -> psycopg.Connection:
    plain = sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True)


Fault = Callable[[Subject, Path, random.Random], Outcome]


def strike(
    subject: Subject, fault: Fault, times: int, chance: random.Random, folder: Path
) -> Iterator[Outcome]:
    """So many builds that a fault met."""
    struck = 0
    while struck < times:
        trial = Path(tempfile.mkdtemp(dir=folder))
        outcome = fault(subject, trial, chance)
        shutil.rmtree(trial)
        if outcome.struck or not outcome.recovered:
            struck += 1
            yield outcome


def main(arguments: Sequence[str] | None = None) -> int:
    """Disturb builds, and say how many recovered."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("reports", nargs="?", type=Path, default=seeds_path() / "reports")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--disks", type=int, default=10)
    parser.add_argument("--drops", type=int, default=20)
    parser.add_argument("--postgresql", metavar="URL")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)
    faults: list[tuple[Fault, int]] = [(killed, options.kills), (out_of_disk, options.disks)]
    if options.postgresql:
        url = options.postgresql
        faults.append((lambda *trial: dropped(*trial, url), options.drops))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subject = Subject.measured(options.reports, options.workers, folder)
        print(f"undisturbed: {subject.seconds:.1f} s, {subject.size / 1e6:.1f} MB")
        shutil.rmtree(folder / "first")
        tally: Counter[tuple[str, int, bool]] = Counter()
        for fault, times in faults:
            for outcome in tqdm(strike(subject, fault, times, chance, folder), total=times):
                tally[outcome.fault, outcome.status, outcome.recovered] += 1
                if not outcome.recovered:
                    print(f"NOT RECOVERED after {outcome.fault}: {outcome.said}")
    for (fault_name, status, recovered), count in sorted(tally.items()):
        print(f"{fault_name}, exit status {status}: {count} {'recovered' if recovered else 'LOST'}")
    return int(any(not recovered for _, _, recovered in tally))


if __name__ == "__main__":
    sys.exit(main())
