"""Which day of those that a report tells becomes the day of the event."""

from __future__ import annotations

import datetime as dt

import pytest

from eventdb.records import Report

# A Wednesday.
PUBLISHED = dt.datetime(2021, 6, 16, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # The day of a statement is not the day of the act that has one of its own.
        (
            "The interior ministry said on Wednesday that gunmen had killed four farmers in Jos on 12 June.",
            ("2021-06-12", "2021-06-12"),
        ),
        (
            "The governor today visited Jos, where gunmen shot dead two teachers on Sunday.",
            ("2021-06-13", "2021-06-13"),
        ),
        (
            "قالت الشرطة اليوم الأربعاء إن مسلحين قتلوا أربعة مزارعين في الموصل يوم الأحد.",
            ("2021-06-13", "2021-06-13"),
        ),
        # The day of an announcement is not that of the act which the clause dates.
        (
            "The government said on Wednesday that the toll of the bombing that hit Jos on 5 June had"
            " risen to 58 dead.",
            ("2021-06-05", "2021-06-05"),
        ),
        (
            "The toll of Sunday's suicide bombing in Jos rose to 92 dead, the health minister said on Tuesday.",
            ("2021-06-13", "2021-06-13"),
        ),
        (
            "أعلنت الحكومة، الأربعاء، أن حصيلة التفجير الذي وقع في الموصل في 5 حزيران/يونيو ارتفعت إلى 58 قتيلا.",
            ("2021-06-05", "2021-06-05"),
        ),
        (
            "ارتفعت حصيلة التفجير الانتحاري الذي استهدف الموصل فجر الأحد الماضي إلى 92 قتيلا، وفق ما أعلن"
            " وزير الصحة، اليوم الأربعاء.",
            ("2021-06-13", "2021-06-13"),
        ),
        # A statement without another day: that day or the one before.
        (
            "Police said on Tuesday that gunmen had killed four farmers in Jos.",
            ("2021-06-14", "2021-06-15"),
        ),
        # A day behind the act is the act's, whoever speaks behind a comma or in the next sentence.
        (
            "Gunmen killed four farmers in the town of Jos on Tuesday, police said.",
            ("2021-06-15", "2021-06-15"),
        ),
        (
            "Gunmen killed four farmers in the town of Jos on Tuesday. Police said two had fled.",
            ("2021-06-15", "2021-06-15"),
        ),
        (
            "قتل أربعة مزارعين برصاص مسلحين في مدينة الموصل شمالي العراق الثلاثاء، وفقا للشرطة.",
            ("2021-06-15", "2021-06-15"),
        ),
        (
            "On Tuesday, police said that gunmen had killed four farmers in Jos.",
            ("2021-06-14", "2021-06-15"),
        ),
        # The night is two days.
        (
            "Gunmen killed four farmers in Jos last night, police announced today.",
            ("2021-06-15", "2021-06-16"),
        ),
        (
            "قتل أربعة مزارعين برصاص مسلحين في الموصل الليلة الماضية، حسبما أعلنت الشرطة اليوم.",
            ("2021-06-15", "2021-06-16"),
        ),
        # The day of the dateline is the day of writing.
        (
            "JOS, June 15 (AP) - Gunmen killed four farmers in Jos on Sunday.",
            ("2021-06-13", "2021-06-13"),
        ),
        # No day: news of the day.
        ("Gunmen killed four farmers in Jos.", ("2021-06-15", "2021-06-16")),
        ("قتل مسلحون أربعة مزارعين في الموصل.", ("2021-06-15", "2021-06-16")),
        # A day that the next sentence tells.
        (
            "Gunmen killed four farmers in Jos. The attack took place on Sunday evening.",
            ("2021-06-13", "2021-06-13"),
        ),
    ],
)
def test_the_day_of_an_event(extractor, text, days):
    (event, *_) = extractor.extract(Report("r", text, published=PUBLISHED))
    assert (str(event.first_date), str(event.last_date)) == days
