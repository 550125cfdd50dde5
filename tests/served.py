"""A small database for the tests of the pages: reports in both languages, and hostile ones."""

from __future__ import annotations

import json
from pathlib import Path

from eventdb.build import build
from eventdb.settings import Settings
from eventdb.terminal import Screen

HOSTILE = '<script>document.title="broken"</script><img src="https://elsewhere.example/x.png">'
REPORTS = (
    {
        "id": "wire-1",
        "title": "Twelve killed in shelling of Idlib market",
        "text": "At least 12 people were killed and 30 wounded on Tuesday when government forces shelled"
        " a market in Idlib, Syria, the Syrian Observatory for Human Rights said. The army denied that"
        " it was behind the attack.",
        "published": "2018-02-07",
        "source": "Example Wire",
        "language": "en",
        "url": "https://wire.example/1",
    },
    {
        "id": "wakala-1",
        "title": "مقتل 14 شخصا في قصف على سوق في إدلب",
        "text": "قتل 14 شخصا على الأقل وأصيب 25 آخرون يوم الثلاثاء في قصف لقوات النظام على سوق في مدينة إدلب"
        " في سوريا، بحسب المرصد السوري لحقوق الإنسان.",
        "published": "2018-02-07",
        "source": "وكالة المثال",
        "language": "ar",
    },
    {
        "id": f'bad"/../{HOSTILE}',
        "title": f"Three killed in bombing in Baghdad {HOSTILE}",
        "text": f"{HOSTILE} Three people were killed in a car bombing in Baghdad, Iraq, on Monday,"
        f" police said. {HOSTILE}",
        "published": "2018-03-06",
        "source": f"Wire {HOSTILE}",
        "language": "en",
        "url": "javascript:alert(1)",
    },
)


def make_database(folder: Path) -> Path:
    """The database, built of the reports."""
    reports = folder / "reports.jsonl"
    lines = [json.dumps(report, ensure_ascii=False) for report in REPORTS]
    reports.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path = folder / "served.sqlite"
    build([str(reports)], Settings(f"sqlite:///{path}", folder / "exports"), Screen())
    return path
