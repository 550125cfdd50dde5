"""Triage: what has nothing to do with conflict is left out, what tells of an event never is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventdb.build import build
from eventdb.database import open_session
from eventdb.extract.version import EXTRACTOR_VERSION
from eventdb.load import Pending, count_pending
from eventdb.outcome import Outcome
from eventdb.pipeline import Extractor, prepare
from eventdb.reading import read_reports
from eventdb.records import Report
from eventdb.resources import seeds_path
from eventdb.settings import Settings, read_settings
from eventdb.terminal import Screen
from eventdb.triage import IMPROBABLE, NO_ACT, features, why_left_out

OFF_TOPIC = {
    "en": [
        (
            "Rovers beat City 3-1",
            "The home side scored twice and the visitors' captain was sent off.",
        ),
        (
            "Shares close higher",
            "Shares rose as oil fell; the central bank kept its rate unchanged.",
        ),
        (
            "Lentil soup",
            "Rinse the lentils, fry the onion in oil and let it boil for thirty minutes.",
        ),
        (
            "Rain on Sunday",
            "Forecasters expect heavy rain along the coast, and cooler days after it.",
        ),
        ("A phone with two screens", "The company showed a faster phone, on sale from May."),
        ("Festival opens", "Twelve films compete for the prize; a comedy about bakers opened it."),
    ],
    "ar": [
        ("فوز الفريق", "سجل اللاعب هدفين في الشوط الأول وأشاد المدرب بأداء الفريق بعد المباراة."),
        ("الأسهم ترتفع", "ارتفعت أسعار الأسهم لليوم الثالث وأبقى البنك المركزي سعر الفائدة."),
        ("طقس ماطر", "تتوقع الأرصاد هطول أمطار غزيرة على الساحل يوم الأحد مع انخفاض الحرارة."),
        ("مهرجان السينما", "افتتح المهرجان مساء الجمعة بفيلم كوميدي ويتنافس اثنا عشر فيلما."),
        ("هاتف جديد", "عرضت الشركة هاتفا أسرع بشاشتين يباع اعتبارا من أيار."),
    ],
}
TOLD = {
    "en": [
        "A car bomb killed two people in a market in Baghdad on Monday, police said.",
        "Militants abducted a priest near Jos on Sunday.",
        "Thousands marched through Tunis on Friday against rising prices.",
        "Shells fell on Douma overnight; no one was hurt.",
        "Rebels seized the town of Saraqib on Tuesday.",
        "The bodies of four men were found near the village on Tuesday; they had been shot.",
    ],
    "ar": [
        "قتل شخصان في انفجار سيارة مفخخة في سوق ببغداد يوم الاثنين.",
        "خطف مسلحون كاهنا قرب حمص يوم الأحد.",
        "تظاهر الآلاف في تونس يوم الجمعة احتجاجا على غلاء الأسعار.",
        "سقطت قذائف على دوما ليلا دون وقوع إصابات.",
        "سيطرت الفصائل على مدينة سراقب يوم الثلاثاء.",
        "استشهد شاب برصاص الجنود قرب رام الله.",
    ],
}


def report(text: str, language: str, title: str | None = None) -> Report:
    return Report("r", text, title=title, language=language)


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [(language, *pair) for language, pairs in OFF_TOPIC.items() for pair in pairs],
)
def test_other_news_is_left_out_with_a_reason(language, title, text):
    assert why_left_out(report(text, language, title)) in (NO_ACT, IMPROBABLE)


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in TOLD.items() for text in texts]
)
def test_acts_are_read(language, text):
    assert why_left_out(report(text, language)) is None


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


def test_no_seed_report_with_an_event_is_left_out(extractor):
    left_out = []
    for item in read_reports([seeds_path() / "reports"]):
        assert isinstance(item, Report)
        if why_left_out(prepare(item)) and extractor.extract(item):
            left_out.append(item.report_id)
    assert not left_out


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(TOLD)).flatmap(
    lambda language: st.tuples(
        st.just(language),
        st.sampled_from(TOLD[language]),
        st.lists(st.sampled_from([text for _, text in OFF_TOPIC[language]]), max_size=4),
        st.integers(0, 4),
    )
))  # fmt: skip
def test_an_act_among_other_news_has_its_features(drawn):
    language, told, others, at = drawn
    text = " ".join([*others[:at], told, *others[at:]])
    alone, among = features(report(told, language)), features(report(text, language))
    assert {name for name in alone if name.startswith("any.")} <= among.keys()
    assert among["acts"] >= alone["acts"] > 0


def run(folder, settings) -> Outcome:
    return build([str(folder / "reports.jsonl")], settings, Screen())


def test_a_build_records_what_it_leaves_out_and_reads_it_when_asked(database_url, tmp_path):
    lines = [
        '{"id": "soup", "language": "en", "text": "Fry the onion and let the lentils boil."}',
        '{"id": "war", "language": "en", "published": "2018-02-07", "text": "Shells killed three '
        'civilians in Douma, Syria, on Tuesday."}',
    ]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with_triage = Settings(database_url, tmp_path / "out")
    outcome = run(tmp_path, with_triage)
    assert (outcome.extracted, dict(outcome.left_out), outcome.events) == (1, {NO_ACT: 1}, 1)
    assert outcome.counts()["reports_left_out"] == 1
    assert run(tmp_path, with_triage).left_out.total() == 0
    with open_session(database_url) as session:
        assert count_pending(session, Pending(EXTRACTOR_VERSION)) == 0
        assert count_pending(session, Pending(EXTRACTOR_VERSION, with_left_out=True)) == 1
    outcome = run(tmp_path, Settings(database_url, tmp_path / "out", triage=False))
    assert (outcome.extracted, outcome.left_out.total(), outcome.events) == (1, 0, 1)


def test_the_environment_may_turn_it_off():
    assert read_settings({}).triage
    assert not read_settings({"EVENTDB_TRIAGE": "off"}).triage
