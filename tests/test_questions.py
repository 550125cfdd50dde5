"""The worked questions of the documentation run, with the same answers, on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session
from store_records import CANDIDATES, EVENT, REPORTS, event

from eventdb.codebook import EventType, PartyRole, SubEventType
from eventdb.load import Extraction, add_reports, store_extractions, write_events
from eventdb.questions import Question, ask, read_questions, with_answers
from eventdb.records import Party
from eventdb.schema import schema_document

DOCS = Path(__file__).resolve().parent.parent / "docs"
QUESTIONS = read_questions((DOCS / "analyst-questions.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def filled(both_engines):
    from store_records import ARMY, REBELS

    clash = event(
        "SYR2",
        candidate_ids=(),
        event_type=EventType.BATTLES,
        sub_event_type=SubEventType.ARMED_CLASH,
        parties=(Party(REBELS, PartyRole.ACTOR1), Party(ARMY, PartyRole.ACTOR2)),
        fields=(),
    )
    with Session(both_engines[0]) as first, Session(both_engines[1]) as second:
        for session in (first, second):
            add_reports(session, REPORTS)
            told = [Extraction(c.report_id, (c,)) for c in CANDIDATES]
            store_extractions(session, told, "1")
            write_events(session, [EVENT, clash])
        yield first, second


def test_there_are_ten_and_all_are_found():
    text = (DOCS / "analyst-questions.md").read_text(encoding="utf-8")
    assert len(QUESTIONS) == text.count("```sql") == 10


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.title[:30])
def test_a_question_has_the_same_answer_on_both_engines(filled, question):
    first, second = (ask(session.connection(), question) for session in filled)
    assert first.columns == second.columns
    assert [tuple(map(str, row)) for row in first.rows] == [
        tuple(map(str, row)) for row in second.rows
    ]
    # None of the invented reports claims, accuses or denies; every other question has an answer.
    assert first.rows or question.title.startswith("7.")


def test_results_are_written_into_the_document_and_over_former_ones(filled):
    text = "# Title\n\n## 1. Is it?\n\nWords.\n\n```sql\nSELECT 'a|b' AS x, NULL AS y;\n```\n\n## 2. And?\n\n```sql\nSELECT 1 AS one;\n```\n"
    connection = filled[0].connection()
    once = with_answers(text, connection)
    assert once == (
        "# Title\n\n## 1. Is it?\n\nWords.\n\n```sql\nSELECT 'a|b' AS x, NULL AS y;\n```\n\n"
        "| x | y |\n| --- | --- |\n| a\\|b |  |\n\n"
        "## 2. And?\n\n```sql\nSELECT 1 AS one;\n```\n\n| one |\n| --- |\n| 1 |\n"
    )
    assert with_answers(once, connection) == once
    assert read_questions(once) == [
        Question("1. Is it?", "SELECT 'a|b' AS x, NULL AS y"),
        Question("2. And?", "SELECT 1 AS one"),
    ]


def test_the_page_of_the_schema_is_current():
    written = (DOCS / "schema.md").read_text(encoding="utf-8")
    assert written == schema_document(), "run: python -m eventdb.schema > docs/schema.md"
