"""What workers do in the tests, by what a report says: nothing of note, hang, die, eat memory."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

from eventdb.pipeline import Extraction
from eventdb.records import Report

TRAP = re.compile(r"(a+)+$")


def act(report: Report) -> Extraction:
    what, _, rest = report.text.partition(" ")
    if what == "sleep":
        time.sleep(60)
    elif what == "deaf":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        time.sleep(60)
    elif what == "trap":
        TRAP.match("a" * 40 + "b")
    elif what == "die":
        os._exit(3)
    elif what == "die-once" and not Path(rest).exists():
        Path(rest).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    elif what == "eat":
        return Extraction(report, problem=str(len(bytearray(3 << 30))))
    return Extraction(report)
