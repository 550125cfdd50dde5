"""Violent words that tell no conflict: mishaps, nature, exercises, matches, murders at home, films."""

from __future__ import annotations

import datetime as dt

import pytest

from eventdb.records import Report

PUBLISHED = dt.datetime(2021, 6, 16, 12, tzinfo=dt.UTC)

NO_CONFLICT = [
    # What nature strikes.
    "An earthquake struck Kano on Sunday, killing two people.",
    "A violent dust storm struck Kano on Sunday, killing two people.",
    "Lightning hit a school in Jos on Sunday, killing two pupils.",
    "Stray dogs attacked a child in Basra on Sunday.",
    "A crocodile killed a fisherman near Juba on Monday.",
    "ضرب زلزال مدينة كركوك يوم الأحد وأسفر عن مقتل شخصين.",
    "ضربت عاصفة رملية مدينة كركوك يوم الأحد وقتلت شخصين.",
    "قتل 40 شخصا في زلزال قوي ضرب شرق أفغانستان يوم الثلاثاء.",
    "أودت السيول بحياة عشرة أشخاص في عدن يوم الاثنين.",
    "هاجمت كلاب ضالة طفلا في البصرة يوم الأحد.",
    # Accidents.
    "Eleven workers were killed when a crane fell on a building site in Cairo on Monday.",
    "An electric shock killed two children in Gaza on Sunday.",
    "Toxic alcohol killed 28 people in Tehran on Monday.",
    "لقي خمسة عمال مصرعهم إثر سقوط رافعة في القاهرة يوم الاثنين.",
    "أدى التدافع خلال زيارة دينية في كربلاء إلى مقتل 31 شخصا يوم الثلاثاء.",
    "توفي طفلان صعقا بالكهرباء في غزة يوم الأحد.",
    # Exercises.
    "The army held a live-fire exercise near Aleppo on Sunday in which warplanes bombed mock targets.",
    "نفذ الجيش يوم الأحد مناورات بالذخيرة الحية قرب حلب قصفت خلالها الطائرات أهدافا وهمية.",
    # Matches.
    "The team crushed its rivals 4-0 in Cairo on Sunday and bombarded their goal.",
    "قصف المهاجم مرمى ضيفه بثلاثة أهداف في تونس يوم الأحد.",
    # At home.
    "A man stabbed his wife to death in Amman on Sunday after a family quarrel, police said.",
    "قتل رجل زوجته طعنا بسكين في عمان يوم الأحد إثر خلاف عائلي.",
    # Films.
    "A new film about the bombing of Dresden opened in Cairo on Sunday.",
    "عرض في القاهرة يوم الأحد فيلم وثائقي عن المجزرة التي وقعت في حماة.",
]


@pytest.mark.parametrize("text", NO_CONFLICT)
def test_no_event(extractor, text):
    assert extractor.extract(Report("r", text, published=PUBLISHED)) == []


# The same words beside an act of somebody.
CONFLICT = [
    "Gunmen killed two people in a camp near Kano on Sunday that floods had struck in May.",
    "Soldiers shot dead five people in Goma on Sunday as they fled the eruption of the volcano.",
    "A bomb exploded near a stadium in Baghdad on Sunday during a football match, killing two fans.",
    "Rebels shelled a military exercise near Aden on Sunday, killing three soldiers.",
    "Gunmen killed a judge and his wife in Mosul on Sunday.",
    "قتل مسلحون قاضيا وزوجته في الموصل يوم الأحد.",
    "قصف الجيش يوم الأحد مخيما قرب إدلب اجتاحته السيول وقتل ثلاثة مدنيين.",
    "انفجرت قنبلة قرب ملعب في بغداد يوم الأحد خلال مباراة لكرة القدم وقتلت شخصين.",
]


@pytest.mark.parametrize("text", CONFLICT)
def test_an_event_beside_such_words(extractor, text):
    assert len(extractor.extract(Report("r", text, published=PUBLISHED))) == 1
