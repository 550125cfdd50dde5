"""The one screen at the end of a run: what was read, what came of it, where it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from eventdb.database import shown
from eventdb.load import Issue
from eventdb.outcome import Outcome
from eventdb.terminal import Screen, Status, leave, say

if TYPE_CHECKING:
    from eventdb.reconcile.matches import MatchReport

_KINDS_SHOWN = 6


def finish(outcome: Outcome, url: str) -> NoReturn:
    """Print the summary of a run, and end the command with the status that fits."""
    for line in summarise(outcome, url):
        say(line)
    if outcome.has_ingested and outcome.read == 0:
        if not outcome.issues:
            say("eventdb: no reports in what was named; give files or folders that hold some")
        leave(Status.NOTHING)
    leave(Status.PARTLY if outcome.issues else Status.FINE)


def finish_matching(found: MatchReport) -> NoReturn:
    """The same for event data from elsewhere: each bad record, then what came of the good ones."""
    screen = Screen()
    for issue in found.issues:
        screen.issue(issue)
    say(f"{found.mentions} mentions of {found.events} events, {found.shared} of them told twice")
    for source, (mentions, shared) in sorted(found.by_source.items()):
        say(f"  {source}: {mentions} mentions, {shared} of events that another source tells")
    if found.issues:
        say(f"not read: {len(found.issues)}, for the reasons above; the others are in the map")
    if found.mentions == 0:
        leave(Status.NOTHING)
    leave(Status.PARTLY if found.issues else Status.FINE)


def summarise(outcome: Outcome, url: str) -> list[str]:
    """Lines of the summary; a step that did not run has none."""
    lines = [f"{label:<11}{text}" for label, text in _steps(outcome)]
    lines += [f"{label:<11}{text}" for label, text in _issues(outcome.issues)]
    lines.append(f"{'database':<11}{shown(url)}")
    if outcome.files:
        lines.append(f"{'exports':<11}{_files(outcome.files)}")
    lines.append(f"{'time':<11}{outcome.seconds:.1f} s")
    return lines


def _steps(outcome: Outcome) -> Iterator[tuple[str, str]]:
    if outcome.has_ingested:
        new = f"{outcome.added} new, {outcome.known} known already"
        yield "reports", f"{outcome.read} read: {new}"
    if outcome.has_extracted:
        tells = f"{outcome.candidates} event candidates in {outcome.extracted} reports"
        yield "extracted", tells if outcome.extracted else "nothing new to extract"
        for reason, count in sorted(outcome.left_out.items()):
            yield "left out", f"{count} reports: {reason}"
    if outcome.has_reconciled:
        yield "events", f"{outcome.events}, of which {outcome.changed_events} new or changed"
    if outcome.corrected or outcome.for_review:
        review = f"; {outcome.for_review} for review: eventdb review list"
        applied = f"{outcome.corrected} applied"
        yield "corrected", applied + (review if outcome.for_review else "")


def _issues(issues: Sequence[Issue]) -> Iterator[tuple[str, str]]:
    """How many issues of each kind; ids and figures in a problem do not make it another kind."""
    if not issues:
        return
    yield "skipped", f"{len(issues)}, each with its reason in the table issue"
    kinds = Counter(f"{issue.stage}: {issue.kind}" for issue in issues)
    for kind, count in kinds.most_common(_KINDS_SHOWN):
        yield "", f"{count} × {kind}"
    if len(kinds) > _KINDS_SHOWN:
        yield "", "…"


def _files(files: Sequence[Path]) -> str:
    folders = sorted({str(file.parent) for file in files})
    names = ", ".join(sorted(file.name for file in files))
    return f"{' '.join(folders)}: {names}"
