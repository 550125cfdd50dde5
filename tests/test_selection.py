"""Which words of war tell of acts, and which stories are events told as current."""

from __future__ import annotations

import pytest

from eventdb.documents import read_document
from eventdb.extract.triggers import find_triggers
from eventdb.records import Report


def acts(text: str, language: str) -> list[str]:
    document = read_document(Report("r", text, language=language))
    return [act.name for act in find_triggers(document, ()).acts]


FIGURES = [
    ("ar", "تلتقي القرية الواقعة شمال العاصمة مع الطريق القديم"),
    ("ar", "خصصت الوزارة مبلغا لمواجهة الأزمة الاقتصادية"),
    ("ar", "بدأت عملية فرز الأصوات في الدوائر كلها"),
    ("ar", "قضت المحكمة بعدم دستورية القانون"),
    ("ar", "صدر حكم بالإعدام شنقا في القضية الأولى"),
    ("ar", "ردت محكمة النقض الطعن في الحكم"),
    ("ar", "فجر غضبا واسعا بين الطلاب"),
    ("ar", "شن الوزير هجوما لاذعا على خصومه"),
    ("ar", "يدخل الناخبون معركة انتخابية جديدة"),
    ("ar", "أعلنت الشركة الانسحاب من الصفقة"),
    ("ar", "استعاد لقب الدوري بعد عشرة أعوام"),
    ("ar", "تسكن الأسرة بيتا صغيرا قرب النهر"),
    ("ar", "تناقش الوزارة قانون الهجرة الجديد"),
    ("ar", "ينتهي الصوم مع أذان الفجر"),
    ("ar", "بعثت الحكومة رسالة احتجاج إلى السفير"),
    ("ar", "تقع المدينة في مناطق سيطرة الحكومة"),
    ("en", "He suffered a heart attack in his office."),
    ("en", "The two companies struck a deal on prices."),
    ("en", "The senator lost a legal battle over the will."),
    ("en", "The minister launched a charm offensive."),
    ("en", "Riot police stood by the gates."),
    ("en", "The country withdrew from the treaty last week."),
    ("en", "The ministry began execution of the budget."),
    ("en", "The earthquake struck at dawn."),
    ("en", "The embassy filed a protest."),
    ("en", "The experiment demonstrated that the engine works."),
]


@pytest.mark.parametrize(("language", "text"), FIGURES)
def test_words_of_war_in_another_sense_tell_no_act(language, text):
    assert acts(text, language) == []


ACTS = [
    ("ar", "فجر مسلحون جسرا في المدينة", "bombing"),
    ("ar", "أسر المقاتلون ثلاثة جنود", "capture_people"),
    ("ar", "اندلعت مواجهة مسلحة بين الجيش والمسلحين", "clash"),
    ("ar", "سيطر الجيش على البلدة", "capture_place"),
    ("ar", "انسحب الجيش من المدينة", "withdrawal"),
    ("ar", "طعن شاب جنديا عند الحاجز", "stabbing"),
    ("ar", "شن المسلحون هجوما على القاعدة", "attack"),
    ("en", "Rebels withdrew from the town.", "withdrawal"),
    ("en", "Gunmen attacked the police post.", "attack"),
    ("en", "Thousands demonstrated in the capital.", "protest"),
    ("en", "Warplanes struck the village.", "bombardment"),
    ("en", "Soldiers captured the hill.", "capture_place"),
]


@pytest.mark.parametrize(("language", "text", "act"), ACTS)
def test_the_same_words_tell_acts_where_they_mean_them(language, text, act):
    assert act in acts(text, language)
