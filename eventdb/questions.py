"""The worked questions of ``docs/analyst-questions.md``: read, run, and their results written in.

``python -m eventdb.questions URL [FILE]`` writes the results of a database into the document.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from eventdb.database import open_engine

DOCUMENT = Path("docs/analyst-questions.md")

# A heading, words, a query, and the result that a former run wrote.
_QUESTION = re.compile(
    r"^(## (?P<title>\d+\. .+?)\n.*?```sql\n(?P<sql>.*?);\n```\n)(?P<result>\n\|.*?\n(?=\n|\Z))?",
    re.DOTALL | re.MULTILINE,
)
_LONGEST_CELL = 70


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its query, without the closing semicolon."""

    title: str
    sql: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a database answers."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def read_questions(text: str) -> list[Question]:
    """The questions of the document, in order."""
    return [Question(found["title"], found["sql"]) for found in _QUESTION.finditer(text)]


def ask(connection: Connection, question: Question) -> Answer:
    """Run a question's query."""
    result = connection.execute(sa.text(question.sql.replace(":", "\\:")))
    columns = tuple(result.keys())
    return Answer(columns, tuple(tuple(row) for row in result))


def with_answers(text: str, connection: Connection) -> str:
    """The document with the results of a database, as tables after the queries."""

    def answered(found: re.Match[str]) -> str:
        answer = ask(connection, Question(found["title"], found["sql"]))
        return f"{found[1]}\n{_table(answer)}\n"

    return _QUESTION.sub(answered, text)


def _table(answer: Answer) -> str:
    lines = [_line(answer.columns), _line(["---"] * len(answer.columns))]
    lines += [_line([_cell(value) for value in row]) for row in answer.rows]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split()).replace("|", "\\|")
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"


def _main(url: str, path: Path) -> None:
    with open_engine(url) as engine, engine.connect() as connection:
        text = with_answers(path.read_text(encoding="utf-8"), connection)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else DOCUMENT)
