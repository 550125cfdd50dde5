"""The scores that releases state: the extractor on the labelled reports of ``tests/golden``.

    python -m training.scores

writes ``eventdb/releases/scores.toml``. The labels say what each report says; nobody fits to them. A
test holds that the extractor does not score lower than the file says.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from eventdb.evaluate import MAIN, Evaluation, Names, evaluate
from eventdb.exchange import candidate_to_record
from eventdb.extract.version import EXTRACTOR_VERSION
from eventdb.pipeline import Extractor, prepare
from eventdb.reading import read_reports
from eventdb.records import Report
from eventdb.releases.quality import SCORES
from eventdb.resources import seeds_path

GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "golden"
_SLOTS = ("event", *MAIN, "all")
_WHOLE = "both languages"
_NAMES = {"ar": "Arabic", "en": "English"}


def labels() -> list[dict[str, object]]:
    """The labelled events."""
    lines = (GOLDEN / "events.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def evaluate_golden() -> Evaluation:
    """The extractor against the labels."""
    aliases = json.loads((GOLDEN / "actor_aliases.json").read_text(encoding="utf-8"))
    extractor = Extractor()
    givens, languages = [], []
    for report in read_reports([seeds_path() / "reports", GOLDEN / "reports.jsonl"]):
        assert isinstance(report, Report)
        givens += [candidate_to_record(candidate) for candidate in extractor.extract(report)]
        languages.append({"id": report.report_id, "language": prepare(report).language})
    return evaluate(labels(), givens, reports=languages, by="language", names=Names(aliases))


def scores_file(found: Evaluation, reports: int) -> str:
    """The text of the file of scores: answers wanted, given and right by slot."""
    digest = hashlib.sha256((GOLDEN / "events.jsonl").read_bytes()).hexdigest()
    lines = [
        "# Written by python -m training.scores; answers wanted, given and right in each slot.",
        'what = "the project\'s own labelled reports, written for it under invented mastheads"',
        f"reports = {reports}",
        f"events = {len(labels())}",
        f'extractor_version = "{EXTRACTOR_VERSION}"',
        f'labels_sha256 = "{digest}"',
    ]
    tallies = {_WHOLE: found.overall} | {
        _NAMES[name]: tally for name, tally in sorted(found.groups.items()) if name in _NAMES
    }
    for name, tally in tallies.items():
        lines += ["", f'[scores."{name}"]']
        for slot in dict.fromkeys(_SLOTS):
            score = tally.score(slot)
            lines.append(f'"{slot}" = [{score.wanted}, {score.given}, {score.right}]')
    return "\n".join(lines) + "\n"


def _main() -> None:
    paths = [seeds_path() / "reports", GOLDEN / "reports.jsonl"]
    text = scores_file(evaluate_golden(), sum(1 for _ in read_reports(paths)))
    SCORES.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _main()
