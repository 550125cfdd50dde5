"""Who does what to whom, and who stands with whom: clauses of both languages."""

from __future__ import annotations

import datetime as dt

import pytest

from eventdb.codebook import ActorKind, PartyRole
from eventdb.documents import read_document
from eventdb.errors import SeedError
from eventdb.extract.actors import find_actors
from eventdb.extract.companions import find_bonds, place_actors
from eventdb.extract.grammar import Grammar
from eventdb.extract.roles import find_roles
from eventdb.extract.triggers import find_triggers
from eventdb.pipeline import Extractor
from eventdb.records import Actor, Report
from eventdb.registry import open_registry
from eventdb.registry.camps import Camps, Membership
from eventdb.registry.rows import read_camps

REGISTRY = open_registry()
DAY = dt.date(2018, 2, 8)
NOON = dt.datetime(2018, 2, 8, 12, tzinfo=dt.UTC)


def clause(text, language, focus):
    document = read_document(Report("r", text, language=language))
    actors = find_actors(document, REGISTRY, focus, DAY)
    return document, find_triggers(document, ()).acts, actors, Grammar(document)


# --- companions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "focus", "expected"),
    [
        ("The Houthis and Hezbollah attacked the port.", "en", ["YEM"], [("Houthi", "Hezbollah", True)]),
        ("The SDF, backed by American warplanes, attacked the town.", "en", ["SYR"], [("QSD", "United States", False)]),
        ("Somali troops fighting alongside Kenyan soldiers killed two men.", "en", ["SOM"], [("Somalia", "Kenya", False)]),
        ("Clashes between the Houthis and Hezbollah erupted.", "en", ["YEM"], []),
        ("Hamas and the Israeli army exchanged fire.", "en", ["PSE"], []),
        ("The Taliban attacked the army and police arrested two men.", "en", ["AFG"], []),
        ("هاجم الحوثيون وحزب الله الميناء", "ar", ["YEM"], [("Houthi", "Hezbollah", True)]),
        ("سيطرت قسد بإسناد من القوات الأميركية على البلدة", "ar", ["SYR"], [("QSD", "United States", False)]),
        ("جنود أتراك متمركزون في القاعدة", "ar", ["SYR"], []),
        ("كانت القوات التركية متمركزة في البلدة مع الجيش الوطني السوري", "ar", ["SYR"], [("Turkey", "Syrian National", False)]),
        ("اشتباكات بين الحوثيين وحزب الله في المدينة", "ar", ["YEM"], []),
    ],
)  # fmt: skip
def test_bonds(text, language, focus, expected):
    document, acts, actors, grammar = clause(text, language, focus)
    found = find_bonds(document, acts, place_actors(document, actors), grammar)
    assert len(found) == len(expected)
    for bond, (one, other, is_joined) in zip(found, expected, strict=True):
        assert one in bond.one.actor.name
        assert other in bond.other.actor.name
        assert bond.is_joined is is_joined


# --- roles --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "focus", "expected"),
    [
        # Both of two joined actors act.
        ("The Houthis and Hezbollah attacked the port.", "en", ["YEM"], {("Houthi", "agent"), ("Hezbollah", "agent")}),
        # Who beats an attack off is the one attacked.
        ("The SDF repelled an attack by ISIS.", "en", ["SYR"], {("QSD", "target"), ("Islamic State", "agent")}),
        ("An attack by ISIS was repelled by the SDF.", "en", ["SYR"], {("QSD", "target"), ("Islamic State", "agent")}),
        ("صدت قسد هجوما لتنظيم الدولة الإسلامية", "ar", ["SYR"], {("QSD", "target"), ("Islamic State", "agent")}),
        ("أحبط الحشد الشعبي هجوما على البلدة", "ar", ["IRQ"], {("Popular Mobilization", "target")}),
        # A preposition reaches over adjectives that no list holds, and "by" alone does.
        ("The mayor was shot by the Zorbanist ISIS.", "en", ["SYR"], {("Islamic State", "agent")}),
        # The words of a verb's form may hold its auxiliary or its "by".
        ("The ISIS commander was shot Thursday.", "en", ["SYR"], {("Islamic State", "target")}),
        ("Hamas was attacked near the port.", "en", ["PSE"], {("Hamas", "target")}),
        # What is done about an act, and what only lasts, is nobody's part in it.
        ("A bomb planted by ISIS was defused by police.", "en", ["IRQ"], {("Islamic State", "agent")}),
        # An act that is itself the subject hits; who did it its noun tells.
        ("The attack targeted the SDF.", "en", ["SYR"], {("QSD", "target")}),
        ("استهدف الهجوم قسد", "ar", ["SYR"], {("QSD", "target")}),
        ("قسد التي كان الهجوم يستهدف مقرها", "ar", ["SYR"], {("QSD", "target")}),
    ],
)  # fmt: skip
def test_votes(text, language, focus, expected):
    document, acts, actors, grammar = clause(text, language, focus)
    votes, _ = find_roles(document, acts, actors, (), grammar)
    for name, role in expected:
        of_actor = [vote for vote in votes if name in vote.mention.actor.name]
        assert max(of_actor, key=lambda vote: vote.weight).role == role


def test_who_lives_there_or_answers_is_no_agent():
    for text, language in (
        ("The bomb attack hit a house inhabited by soldiers.", "en"),
        ("The bomb attack hit a camp guarded by soldiers.", "en"),
        ("استهدف التفجير قرية محتلة من قبل الجنود", "ar"),
    ):
        document, acts, actors, grammar = clause(text, language, ["IRQ"])
        votes, _ = find_roles(document, acts, actors, (), grammar)
        assert not [vote for vote in votes if vote.role == "agent"], text


def test_a_party_right_before_the_verb_kills_those_counted_behind_it():
    for text, agents in (
        ("تنظيم داعش قتل 37 شخصا في الموصل", {"Islamic State (Iraq)"}),
        ("قتل 37 شخصا في الموصل", set()),
        ("بعد هجوم على داعش قتل 37 شخصا في الموصل", set()),
    ):
        read = Extractor().read(Report("r", text, published=NOON, language="ar"))
        document, acts = read.document, read.mentions.triggers.acts
        votes, _ = find_roles(
            document, acts, read.mentions.actors, read.mentions.counts, Grammar(document)
        )
        killers = [v for v in votes if v.role == "agent" and v.act == "killing"]
        assert {vote.mention.actor.name for vote in killers} == agents, text


def test_a_joined_verb_shares_the_subject_and_not_the_object_before_it():
    text = "The rebels tied up the labourers and killed them."
    document, acts, actors, grammar = clause(text, "en", ["IRQ"])
    votes, _ = find_roles(document, acts, actors, (), grammar)
    killers = {vote.mention.actor.name for vote in votes if vote.role == "agent"}
    assert killers == {"Unidentified Armed Group (Iraq)"}


def test_an_apposition_parts_no_subject_from_its_verb():
    text = "The rebels, a force led by a deputy governor, fired on a convoy."
    document, acts, actors, grammar = clause(text, "en", ["IRQ"])
    votes, _ = find_roles(document, acts, actors, (), grammar)
    agents = {vote.mention.actor.name for vote in votes if vote.role == "agent"}
    assert agents == {"Unidentified Armed Group (Iraq)"}


# --- camps --------------------------------------------------------------------------------------


def rebel(actor_id):
    return Actor(actor_id, actor_id.upper(), ActorKind.REBEL_GROUP, "SYR")


@pytest.mark.parametrize(
    ("one", "other", "iso3", "year", "expected"),
    [
        ("a", "b", "SYR", 2015, True),
        ("a", "c", "SYR", 2015, False),
        ("a", "b", "SYR", 2012, None),
        ("a", "b", "IRQ", 2015, None),
        ("a", "b", None, 2015, True),
        ("a:IRQ", "b", "SYR", 2015, True),
        ("a", "a", "SYR", 2015, True),
        ("a", "unlisted", "SYR", 2015, None),
    ],
)
def test_camps(one, other, iso3, year, expected):
    camps = Camps(
        [
            Membership("SYR", "north", "a", 2014, None),
            Membership("SYR", "north", "b", None, 2018),
            Membership("SYR", "south", "c", None, None),
        ]
    )
    day = dt.date(year, 5, 1)
    assert camps.are_allies(rebel(one), rebel(other), iso3, day) is expected
    assert camps.are_allies(rebel(other), rebel(one), iso3, day) is expected


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("SYR,north,nobody,,\n", "no actor 'nobody'"),
        ("SYR,,hamas,,\n", "is not complete"),
        ("SYR,north,hamas,soon,\n", "'soon' is no year"),
        ("SYR,north,hamas,,\nSYR,north,hamas,2011,\n", "stands there twice"),
    ],
)
def test_a_bad_camp_stops_with_file_and_line(tmp_path, row, message):
    (tmp_path / "camps.csv").write_text(
        "iso3,camp,actor_id,first_year,last_year\n" + row, encoding="utf-8"
    )
    entries = {entry.actor.actor_id: entry for entry in REGISTRY.entries()}
    with pytest.raises(SeedError, match=message):
        read_camps(tmp_path, entries)


# --- sides of a battle --------------------------------------------------------------------------


def sides(text, day):
    [event] = Extractor().extract(Report("r", text, published=day))
    first = {actor.name for actor in event.actors(PartyRole.ACTOR1)}
    first |= {actor.name for actor in event.actors(PartyRole.ASSOC_ACTOR_1)}
    second = {actor.name for actor in event.actors(PartyRole.ACTOR2)}
    second |= {actor.name for actor in event.actors(PartyRole.ASSOC_ACTOR_2)}
    return first, second


@pytest.mark.parametrize(
    "text",
    [
        "The SDF repelled an attack by ISIS fighters on the town of Hajin in Syria on Thursday. Coalition"
        " warplanes bombed the militants. At least 20 ISIS fighters were killed in the clashes.",
        "صدت قوات سوريا الديمقراطية الخميس هجوما شنه تنظيم الدولة الإسلامية على بلدة هجين في سوريا. وقصف"
        " التحالف الدولي مواقع التنظيم. وقتل 20 من عناصر التنظيم في الاشتباكات.",
    ],
)
def test_allies_stand_on_one_side(text):
    first, second = sides(text, dt.datetime(2018, 10, 5, tzinfo=dt.UTC))
    both = {"QSD: Syrian Democratic Forces", "Global Coalition Against Daesh"}
    assert both in (first, second)
    assert {"Islamic State (Syria)"} in (first, second)


# --- suspects -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Named two sentences after the act, by a claim.
        (
            "A car bomb exploded outside a market in Mosul on Thursday, killing eleven people. Shops were burnt"
            " and windows broken. ISIS said it was behind the attack.",
            "Islamic State (Iraq)",
        ),
        (
            "قتل أحد عشر شخصا الخميس بانفجار سيارة مفخخة أمام سوق في الموصل بالعراق. واحترقت متاجر عدة."
            " وأعلن تنظيم داعش مسؤوليته عن الهجوم.",
            "Islamic State (Iraq)",
        ),
        # The police that come afterwards did not do it.
        (
            "A bomb exploded outside a market in Mosul on Thursday, killing eleven people. Police closed off"
            " the area and searched nearby houses.",
            "Unidentified Armed Group (Iraq)",
        ),
        (
            "قتل أحد عشر شخصا الخميس بانفجار عبوة ناسفة أمام سوق في الموصل بالعراق. وأغلقت الشرطة المنطقة.",
            "Unidentified Armed Group (Iraq)",
        ),
        # Who is only hit, and who only speaks, did not do it.
        (
            "Two Iraqi soldiers were killed when a rocket hit their post near Mosul on Thursday, the army said.",
            "Unidentified Armed Group (Iraq)",
        ),
        # The verb leaves no doubt.
        (
            "Iraqi police opened fire on villagers near Mosul on Thursday, killing three and wounding five.",
            "Police Forces of Iraq (2014-2018)",
        ),
        # A state and its forces are one: what is said of both is added up.
        (
            "Syria shelled the town of Douma on Thursday, killing four people. The Syrian army has attacked"
            " the town for weeks.",
            "Military Forces of Syria (2000-2024)",
        ),
        (
            "قصفت سوريا بلدة دوما الخميس ما أدى إلى مقتل أربعة أشخاص. ويهاجم الجيش السوري البلدة منذ أسابيع.",
            "Military Forces of Syria (2000-2024)",
        ),
    ],
)
def test_the_perpetrator_of_an_attack(text, expected):
    published = dt.datetime(2016, 10, 7, tzinfo=dt.UTC)
    [event] = Extractor().extract(Report("r", text, published=published))
    assert [actor.name for actor in event.actors(PartyRole.ACTOR1)] == [expected]


# --- who began a battle -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # Who is only hit stands second, also where nobody knows by whom.
        (
            "Gunmen opened fire on a police patrol near Mosul in Iraq on Thursday, killing two policemen.",
            "Unidentified Armed Group (Iraq)",
        ),
        (
            "قتل شرطيان في هجوم مسلح على دورية للشرطة قرب الموصل في العراق الخميس.",
            "Unidentified Armed Group (Iraq)",
        ),
        # The words of the clash name nobody, the report does.
        (
            "Two soldiers were killed in clashes near Mosul in Iraq on Thursday. ISIS claimed responsibility for"
            " the attack.",
            "Islamic State (Iraq)",
        ),
        (
            "قتل جنديان في اشتباكات قرب الموصل في العراق الخميس. وأعلن تنظيم داعش مسؤوليته عن الهجوم.",
            "Islamic State (Iraq)",
        ),
    ],
)
def test_who_began_stands_first(text, first):
    found, _ = sides(text, dt.datetime(2016, 10, 7, tzinfo=dt.UTC))
    assert found == {first}
