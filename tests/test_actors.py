"""Parties in sentences: names, nouns with their owners, states, and what is no party."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdb.codebook import ActorKind
from eventdb.documents import read_document
from eventdb.extract.actors import find_actors
from eventdb.records import ActorMention, Report
from eventdb.registry import open_registry

REGISTRY = open_registry()
DAY = dt.date(2018, 2, 8)


def mentions(text, language, focus, day=DAY) -> list[tuple[str, ActorMention]]:
    document = read_document(Report("r", text, language=language))
    found = find_actors(document, REGISTRY, focus, day)
    return [(document.text[mention.start : mention.end], mention) for mention in found]


def names(text, language, focus, day=DAY) -> list[tuple[str, str]]:
    return [(words, mention.actor.name) for words, mention in mentions(text, language, focus, day)]


# --- named actors -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "focus", "expected"),
    [
        (
            "Hezbollah and the Houthis met ISIS near Marib.",
            "en",
            ["YEM"],
            ["Hezbollah", "Houthi Movement", "Islamic State (Yemen)"],
        ),
        ("اشتبك الحوثيون مع تنظيم \"الدولة الإسلامية\"", "ar", ["YEM"], ["Houthi Movement", "Islamic State (Yemen)"]),
        ("وقال إن داعش انسحب ولحزب الله موقف", "ar", ["SYR"], ["Islamic State (Syria)", "Hezbollah"]),
        # One alias, several bearers: the one at home in the report's country.
        ("ELN fighters crossed the river.", "en", ["COL"], ["ELN: National Liberation Army"]),
        ("Coalition warplanes returned.", "en", ["YEM"], ["Operation Restoring Hope"]),
        ("Coalition warplanes returned.", "en", ["IRQ"], ["Global Coalition Against Daesh"]),
        ("قصفت مقاتلات التحالف الموقع", "ar", ["YEM"], ["Operation Restoring Hope"]),
        ("قصفت مقاتلات التحالف الموقع", "ar", ["SYR"], ["Global Coalition Against Daesh"]),
        # The longest alias.
        ("القاعدة في جزيرة العرب تتبنى", "ar", ["YEM"], ["AQAP: Al Qaeda in the Arabian Peninsula"]),
        # Hashtags and underscores.
        ("انسحاب #ميليشيا_الحوثي من المدينة", "ar", ["YEM"], ["Houthi Movement"]),
    ],
)  # fmt: skip
def test_names_are_found_by_alias(text, language, focus, expected):
    assert [name for _, name in names(text, language, focus)] == expected


@pytest.mark.parametrize(
    ("text", "language", "focus"),
    [
        # Words that are names in capitals or with the article only.
        ("The report is good and contrasts with others.", "en", ["SYR"]),
        ("They will take it to the sea and mend the far net.", "en", ["TUR"]),
        ("IS THE ROAD OPEN, WHO ASKED, TELL US", "en", ["FRA"]),
        ("انعقد مؤتمر للشباب في العاصمة", "ar", ["EGY"]),
        ("يعمل بالتحالف مع شركة أخرى", "ar", ["YEM"]),
        # A name outside its years.
        ("The Red Brigades exhibition opened.", "en", ["ITA"]),
        # The observatory is a speaker, the station a broadcaster.
        ("The Syrian Observatory said nothing.", "en", ["SYR"]),
        ("Radio Farabundo Marti broadcast music.", "en", ["SLV"]),
        # What a place is called after is no party of the event.
        ("A road in rebel-held Douma was repaired.", "en", ["SYR"]),
        ("An al-Qaeda-linked charity was closed.", "en", ["AFG"]),
        ("وزارة الدفاع ومجلس الأمن", "ar", ["SYR"]),
    ],
)
def test_what_is_no_party_is_left(text, language, focus):
    assert names(text, language, focus) == []


def test_a_group_of_the_eighties_is_found_in_its_years_only():
    text = "Three MRTA members were seen."
    assert names(text, "en", ["PER"], dt.date(1989, 5, 1)) == [
        ("MRTA members", "MRTA: Tupac Amaru Revolutionary Movement")
    ]
    assert "MRTA" not in str(names(text, "en", ["PER"], dt.date(2015, 5, 1)))


def test_capitals_throughout_are_read():
    text = "SAN SALVADOR, 16 NOV -- FMLN GUERRILLAS ATTACKED THE ARMY. THE ATLACATL BATTALION ANSWERED."
    assert names(text, "en", ["SLV"], dt.date(1989, 11, 16)) == [
        ("FMLN GUERRILLAS", "FMLN: Farabundo Marti National Liberation Front"),
        ("ARMY", "Military Forces of El Salvador (1989-1994)"),
        ("ATLACATL BATTALION", "Military Forces of El Salvador Atlacatl Battalion"),
    ]


# --- nouns --------------------------------------------------------------------------------------

NOUNS = [
    ("Iraqi security forces", "en", ["IRQ"], "Police Forces of Iraq (2014-2018)"),
    ("the Turkish army", "en", ["SYR"], "Military Forces of Turkey (2016-)"),
    ("U.S. soldiers", "en", ["AFG"], "Military Forces of the United States (2017-2021)"),
    ("Syria's army", "en", ["SYR"], "Military Forces of Syria (2000-2024)"),
    ("the army of Chad", "en", ["CMR"], "Military Forces of Chad (1990-2021)"),
    ("policemen in Nigeria", "en", ["NGA"], "Police Forces of Nigeria (2015-2023)"),
    ("regime forces", "en", ["SYR"], "Military Forces of Syria (2000-2024)"),
    ("forces loyal to President Bashar al-Assad", "en", ["SYR"], "Military Forces of Syria (2000-2024)"),
    ("pro-government militiamen", "en", ["YEM"], "Pro-Government Militia (Yemen)"),
    ("Ugandan-backed militias", "en", ["COD"], "Unidentified Armed Group (Democratic Republic of Congo)"),
    ("unidentified gunmen", "en", ["LBY"], "Unidentified Armed Group (Libya)"),
    ("drug traffickers", "en", ["HND"], "Unidentified Gang (Honduras)"),
    ("tribesmen", "en", ["YEM"], "Unidentified Tribal Militia (Yemen)"),
    ("villagers", "en", ["MLI"], "Civilians (Mali)"),
    ("a Spanish priest", "en", ["SLV"], "Civilians (Spain)"),
    ("demonstrators", "en", ["IRQ"], "Protesters (Iraq)"),
    ("an angry mob", "en", ["IND"], "Rioters (India)"),
    ("Israeli settlers", "en", ["PSE"], "Settlers (Israel)"),
    ("قوات الأمن العراقية", "ar", ["IRQ"], "Police Forces of Iraq (2014-2018)"),
    ("الطائرات الحربية الروسية", "ar", ["SYR"], "Military Forces of Russia (2000-)"),
    ("جيش ميانمار", "ar", ["MMR"], "Military Forces of Myanmar (2016-2021)"),
    ("قوات النظام السوري", "ar", ["SYR"], "Military Forces of Syria (2000-2024)"),
    ("قوات الاحتلال", "ar", ["PSE"], "Military Forces of Israel (2009-2021)"),
    ("جنودا سعوديين", "ar", ["YEM"], "Military Forces of Saudi Arabia (2015-)"),
    ("مسلحين مجهولين", "ar", ["LBY"], "Unidentified Armed Group (Libya)"),
    ("مسلحون موالون للنظام", "ar", ["SYR"], "Pro-Government Forces (Syria)"),
    ("مهربي المخدرات", "ar", ["JOR"], "Unidentified Gang (Jordan)"),
    ("رجال القبائل", "ar", ["YEM"], "Unidentified Tribal Militia (Yemen)"),
    ("الأهالي", "ar", ["SDN"], "Civilians (Sudan)"),
    ("المتظاهرين", "ar", ["SDN"], "Protesters (Sudan)"),
    ("مسلحي حركة طالبان", "ar", ["AFG"], "Taliban"),
    ("عناصر من هيئة تحرير الشام", "ar", ["SYR"], "HTS: Hayat Tahrir al-Sham"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "language", "focus", "name"), NOUNS)
def test_nouns_are_resolved_by_owner_country_and_date(phrase, language, focus, name):
    frame = "Yesterday {} left." if language == "en" else "أمس غادر {}."
    found = names(frame.format(phrase), language, focus)
    assert [actor for _, actor in found] == [name]


def test_coordinated_demonyms_are_two_parties():
    assert names("Russian and Syrian jets returned.", "en", ["SYR"]) == [
        ("Russian", "Military Forces of Russia (2000-)"),
        ("Syrian jets", "Military Forces of Syria (2000-2024)"),
    ]


def test_a_bare_noun_is_the_one_named_before():
    text = "Turkish soldiers crossed the border. Two soldiers died."
    assert [name for _, name in names(text, "en", ["SYR"])] == [
        "Military Forces of Turkey (2016-)",
        "Military Forces of Turkey (2016-)",
    ]


def test_a_definite_group_is_the_one_named_before():
    assert [
        name for _, name in names("هاجم داعش القرية. وقال التنظيم إنه انسحب.", "ar", ["IRQ"])
    ] == [
        "Islamic State (Iraq)",
        "Islamic State (Iraq)",
    ]
    assert names("عقد تنظيم جديد", "ar", ["IRQ"]) == []


def test_a_singular_after_a_noun_of_act_is_an_adjective():
    assert names("وقع هجوم انتحاري", "ar", ["IRQ"]) == []
    assert names("فجر انتحاري نفسه", "ar", ["IRQ"]) == [
        ("انتحاري", "Unidentified Armed Group (Iraq)")
    ]


def test_protests_in_an_occupied_country_are_its_peoples():
    found = names("Demonstrators met soldiers at the fence.", "en", ["ISR", "PSE"])
    assert [name for _, name in found] == [
        "Protesters (Palestine)",
        "Military Forces of Israel (2009-2021)",
    ]


# --- nationality and states ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "focus", "expected"),
    [
        ("Israeli strikes killed two Palestinians.", "en", ["PSE"], ["military:ISR", "civilians:PSE"]),
        ("Three boys were hurt by Israeli fire.", "en", ["PSE"], ["civilians:PSE", "military:ISR"]),
        ("A Syrian was killed.", "en", ["LBN"], ["civilians:SYR"]),
        ("غارات تركية تقتل 5 سوريين", "ar", ["SYR"], ["military:TUR", "civilians:SYR"]),
        ("استشهاد فلسطيني برصاص الاحتلال", "ar", ["PSE"], ["civilians:PSE", "military:ISR"]),
        ("قتل 33 فلسطينيا", "ar", ["PSE"], ["civilians:PSE"]),
        ("Israel bombed the airport.", "en", ["SYR"], ["country-state:ISR"]),
        ("قصفت روسيا المدينة", "ar", ["SYR"], ["country-state:RUS"]),
    ],
)  # fmt: skip
def test_nationality_says_who_acted_and_who_was_hit(text, language, focus, expected):
    found = mentions(text, language, focus)
    assert [mention.actor.actor_id for _, mention in found] == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A bomb exploded in Syria.", "en"),
        ("They ate turkey and china broke.", "en"),
        ("انفجرت قنبلة في سوريا", "ar"),
    ],
)
def test_a_country_as_place_is_no_party(text, language):
    assert names(text, language, ["SYR"]) == []


# --- flags and invariants -----------------------------------------------------------------------


def test_flags_tell_names_descriptions_and_the_unarmed_apart():
    text = "Taliban fighters shot at gunmen while villagers and Afghan soldiers watched."
    flags = [
        (words, mention.is_generic, mention.is_collective)
        for words, mention in mentions(text, "en", ["AFG"])
    ]
    assert flags == [
        ("Taliban fighters", False, False),
        ("gunmen", True, False),
        ("villagers", True, True),
        ("Afghan soldiers", False, False),
    ]


PIECES = [
    "Taliban", "the army", "Syrian", "rebels", "-backed", "Israel", "bombed", "in Iraq", ".", "and",
    "الجيش", "السوري", "وداعش", "قوات", "المدعومة من", "إيران", "قصف", "،", "فلسطينيين", "ISIS",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(["ar", "en"]))
def test_mentions_never_overlap_and_stay_inside_the_text(pieces, language):
    text = " ".join(["x", *pieces])
    found = mentions(text, language, ["SYR", "IRQ"])
    ends = [0]
    for _, mention in found:
        assert ends[-1] <= mention.start < mention.end <= len(text)
        assert mention.actor.kind is not ActorKind.NONE
        ends.append(mention.end)


# --- groups of no list --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "focus", "expected"),
    [
        (
            "The Zorbanian Liberation Front (ZLF) attacked the town. The ZLF fled.",
            "en",
            ["COL"],
            ["Zorbanian Liberation Front"] * 3,
        ),
        ("A group calling itself the Grey Herons killed him.", "en", ["COL"], ["Grey Herons"]),
        # A fighter's name, a firm's and a party's are none of a group of fighters.
        ("A gunman known as Tomas fired.", "en", ["COL"], []),
        ("The Orchard Group and the Green Movement met.", "en", ["COL"], []),
        # A longer form of a listed name, by its abbreviation.
        ("The Marxist Army of Liberation (ELN) fled.", "en", ["COL"], ["ELN: National Liberation Army"] * 2),
        ("هاجمت جماعة تطلق على نفسها اسم «نسور الوادي» القرية", "ar", ["IRQ"], ["نسور الوادي"]),
        ("وأعلنت \"كتائب نسور الوادي\" الهدنة", "ar", ["IRQ"], ["كتائب نسور الوادي"]),
        ("وانسحبت كتائب \"نسور الوادي\" من القرية", "ar", ["IRQ"], ["كتائب نسور الوادي"]),
        ("اجتمعت مجموعة \"نسور الوادي\" للاستثمار", "ar", ["IRQ"], []),
    ],
)  # fmt: skip
def test_a_group_of_no_list_is_found_by_the_form_of_its_name(text, language, focus, expected):
    found = mentions(text, language, focus)
    assert [it.actor.name for _, it in found if not it.is_generic] == expected
