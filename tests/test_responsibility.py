"""Who is said to have acted, in English and Arabic sentences with actors marked by hand."""

from __future__ import annotations

import pytest

from eventdb.codebook import ActorKind, ResponsibilityKind
from eventdb.documents import Document, read_document
from eventdb.extract.attribution import find_attributions
from eventdb.extract.responsibility import find_responsibility, told_responsibility
from eventdb.records import Actor, ActorMention, AttributionMention, Report

CLAIMED, ACCUSED = ResponsibilityKind.CLAIMED, ResponsibilityKind.ACCUSED
DENIED, REPORTED = ResponsibilityKind.DENIED, ResponsibilityKind.REPORTED
STATE = {
    "the army",
    "The army",
    "The government",
    "الجيش",
    "النظام",
    "الحكومة",
    "government forces",
}


def _prepare(
    text: str, language: str, names: tuple[str, ...]
) -> tuple[Document, list[ActorMention], list[AttributionMention]]:
    document = read_document(Report("r1", text, language=language))
    actors = []
    for name in names:
        start = text.index(name)
        kind = ActorKind.STATE_FORCES if name in STATE else ActorKind.REBEL_GROUP
        actors.append(ActorMention(start, start + len(name), Actor(name, name, kind)))
    return document, actors, find_attributions(document, actors)


def _found(
    text: str, language: str, names: tuple[str, ...]
) -> list[tuple[ResponsibilityKind, str, str | None]]:
    return [
        (
            mention.kind,
            text[mention.actor_start : mention.actor_end],
            None if mention.by_start is None else text[mention.by_start : mention.by_end],
        )
        for mention in find_responsibility(*_prepare(text, language, names))
    ]


CASES = [
    ("The Red Eagles claimed responsibility for the bombing.", "en", ("The Red Eagles",),
     (CLAIMED, "The Red Eagles", "The Red Eagles")),
    ("The bombing was claimed by the Red Eagles.", "en", ("the Red Eagles",),
     (CLAIMED, "the Red Eagles", "the Red Eagles")),
    ("The Red Eagles distributed leaflets claiming responsibility for the killing.", "en",
     ("The Red Eagles",), (CLAIMED, "The Red Eagles", "The Red Eagles")),
    ("The army accused the Red Eagles of killing ten men.", "en", ("The army", "the Red Eagles"),
     (ACCUSED, "the Red Eagles", "The army")),
    ("The government blamed the attack on the Red Eagles.", "en",
     ("The government", "the Red Eagles"), (ACCUSED, "the Red Eagles", "The government")),
    ("The Red Eagles were blamed for the attack.", "en", ("The Red Eagles",),
     (ACCUSED, "The Red Eagles", None)),
    ("The attack was attributed to the Red Eagles.", "en", ("the Red Eagles",),
     (ACCUSED, "the Red Eagles", None)),
    ("Suspected Red Eagles killed ten men.", "en", ("Red Eagles",), (ACCUSED, "Red Eagles", None)),
    ("Police said the Red Eagles were behind the attack.", "en", ("the Red Eagles",),
     (ACCUSED, "the Red Eagles", "Police")),
    ("The Red Eagles are responsible for the attack.", "en", ("The Red Eagles",),
     (REPORTED, "The Red Eagles", None)),
    ("The attack was carried out by the Red Eagles.", "en", ("the Red Eagles",),
     (REPORTED, "the Red Eagles", None)),
    ("The army denied any involvement in the attack.", "en", ("The army",),
     (DENIED, "The army", "The army")),
    ("تبنى تنظيم النسور الهجوم على الحاجز.", "ar", ("تنظيم النسور",),
     (CLAIMED, "تنظيم النسور", "تنظيم النسور")),
    ("تنظيم النسور يتبنى الهجوم على الحاجز.", "ar", ("تنظيم النسور",),
     (CLAIMED, "تنظيم النسور", "تنظيم النسور")),
    ("قُتل عشرة رجال في هجوم تبناه تنظيم النسور.", "ar", ("تنظيم النسور",),
     (CLAIMED, "تنظيم النسور", "تنظيم النسور")),
    ("أعلن تنظيم النسور، الاثنين، مسؤوليته عن الهجوم.", "ar", ("تنظيم النسور",),
     (CLAIMED, "تنظيم النسور", "تنظيم النسور")),
    ("واتهمت المعارضة النظام بقصف السوق.", "ar", ("المعارضة", "النظام"),
     (ACCUSED, "النظام", "المعارضة")),
    ("حمّلت المعارضة النظام مسؤولية قصف السوق.", "ar", ("المعارضة", "النظام"),
     (ACCUSED, "النظام", "المعارضة")),
    ("قالت الشرطة إن حركة النسور تقف وراء الهجوم.", "ar", ("حركة النسور",),
     (ACCUSED, "حركة النسور", "الشرطة")),
    ("نفى الجيش مسؤوليته عن قصف المستشفى.", "ar", ("الجيش",), (DENIED, "الجيش", "الجيش")),
    ("ونفت الحكومة شن أي غارة على السوق.", "ar", ("الحكومة",), (DENIED, "الحكومة", "الحكومة")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "names", "expected"), CASES)
def test_responsibility(
    text: str,
    language: str,
    names: tuple[str, ...],
    expected: tuple[ResponsibilityKind, str, str | None],
) -> None:
    assert _found(text, language, names) == [expected]


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("No group has claimed responsibility for the attack on the army.", "en", ("the army",)),
        (
            "The Red Eagles have not claimed responsibility for the attack.",
            "en",
            ("The Red Eagles",),
        ),
        ("ولم تعلن أي جهة مسؤوليتها عن الهجوم على الجيش.", "ar", ("الجيش",)),
        ("لم يتبن تنظيم النسور الهجوم.", "ar", ("تنظيم النسور",)),
        ("تبنت الحكومة قرارا بوقف إطلاق النار.", "ar", ("الحكومة",)),
        ("The army is responsible for the road.", "en", ("The army",)),
    ],
)
def test_nobody_is_said_to_have_acted(text: str, language: str, names: tuple[str, ...]) -> None:
    assert _found(text, language, names) == []


def test_a_denial_by_no_known_actor_keeps_the_words() -> None:
    text = "نفت دمشق شن الهجوم."
    (mention,) = find_responsibility(*_prepare(text, "ar", ()))
    assert mention.kind is DENIED
    assert mention.actor is None
    assert text[mention.actor_start : mention.actor_end] == "دمشق"


def test_a_claim_by_no_known_actor_keeps_the_words() -> None:
    text = "The Red Eagles claimed responsibility for the bombing."
    (mention,) = find_responsibility(*_prepare(text, "en", ()))
    assert mention.kind is CLAIMED
    assert mention.actor is None
    assert text[mention.actor_start : mention.actor_end] == "The Red Eagles"


@pytest.mark.parametrize(
    ("text", "kind", "by"),
    [
        ("the Red Eagles killed ten men.", REPORTED, None),
        ("Police said that the Red Eagles killed ten men.", ACCUSED, "Police"),
        ("Witnesses said that the Red Eagles killed ten men.", REPORTED, "Witnesses"),
    ],
)
def test_a_plain_statement(text: str, kind: ResponsibilityKind, by: str | None) -> None:
    document, (actor,), attributions = _prepare(text, "en", ("the Red Eagles",))
    told = told_responsibility(document, actor, (), attributions, actor.start, len(text) - 1)
    assert told.kind is kind
    assert (None if told.by_start is None else text[told.by_start : told.by_end]) == by


@pytest.mark.parametrize(("text", "language", "names", "expected"), CASES)
def test_the_passage_holds_the_actor(
    text: str,
    language: str,
    names: tuple[str, ...],
    expected: tuple[ResponsibilityKind, str, str | None],
) -> None:
    (mention,) = find_responsibility(*_prepare(text, language, names))
    assert expected[1] in text[mention.start : mention.end]


EAGLES, NUSUR = "the Red Eagles", "تنظيم النسور"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # Who claims is the subject, over a clause or a purpose.
        ("Yesterday the Red Eagles, which the army had hunted, claimed responsibility for the blast.", CLAIMED),
        ("A man who spoke for the Red Eagles phoned a radio station to claim responsibility for the attack.", CLAIMED),
        ("A leaflet of the Red Eagles claimed the killing of two officers.", CLAIMED),
        ("On Monday the Red Eagles admitted the murder of the mayor.", CLAIMED),
        # What a group says that it did.
        ("In a leaflet left at the scene, the Red Eagles said it had killed the mayor.", CLAIMED),
        ("Last night the Red Eagles announced that its fighters attacked the base.", CLAIMED),
        ('"We bombed the hotel," the Red Eagles said.', CLAIMED),
        ("وقال تنظيم النسور إنه قتل عشرة جنود في الهجوم.", CLAIMED),
        ("وأعلن تنظيم النسور أن مقاتليه هاجموا القاعدة.", CLAIMED),
        ("وفي بيان قال تنظيم النسور إنه يقف وراء التفجير.", CLAIMED),
        # Charges.
        ("We blame the Red Eagles for this murder.", ACCUSED),
        ("Yesterday the Red Eagles was accused by the minister of killing the journalist.", ACCUSED),
        ("Officials attributed the attack to the Red Eagles.", ACCUSED),
        ("Investigators have linked the Red Eagles to the bombing.", ACCUSED),
        ("The attack bears the hallmarks of the Red Eagles.", ACCUSED),
        ("The attack was presumably carried out by the Red Eagles.", ACCUSED),
        ("For now, the Red Eagles may have carried out the attack.", ACCUSED),
        ("Officials suspect that the Red Eagles carried out the attack.", ACCUSED),
        ("The mayor held the Red Eagles responsible for the killing of his brother.", ACCUSED),
        ("ونسب المحققون الهجوم إلى تنظيم النسور.", ACCUSED),
        ("ويحمل الهجوم بصمات تنظيم النسور.", ACCUSED),
        ("ورجحت مصادر أمنية وقوف تنظيم النسور وراء التفجير.", ACCUSED),
        # Denials.
        ("A day later the Red Eagles had nothing to do with the attack, its spokesman said.", DENIED),
        ("Later the Red Eagles said it was not responsible for the bombing.", DENIED),
        ("Yesterday the Red Eagles distanced itself from the attack on the school.", DENIED),
        ("وأكد تنظيم النسور أنه لم ينفذ الهجوم.", DENIED),
        ("وقال تنظيم النسور إنه لا علاقة له بالهجوم.", DENIED),
        ("وتبرأ تنظيم النسور من الهجوم على المدرسة.", DENIED),
    ],
)  # fmt: skip
def test_who_is_said_to_have_acted(text: str, kind: ResponsibilityKind) -> None:
    language, name = ("en", EAGLES) if EAGLES in text else ("ar", NUSUR)
    assert [(found, actor) for found, actor, _ in _found(text, language, (name,))] == [(kind, name)]


@pytest.mark.parametrize(
    "text",
    [
        "Last night the Red Eagles claimed the attack had failed.",
        "Last night the Red Eagles said it was attacked near the bridge.",
        "Last night the Red Eagles said it will attack the base.",
        "وقال تنظيم النسور إنه سيهاجم القاعدة.",
        "وقال تنظيم النسور إنه لم يهاجم أحدا.",
    ],
)
def test_no_act_of_its_own(text: str) -> None:
    language, name = ("en", EAGLES) if EAGLES in text else ("ar", NUSUR)
    assert all(kind is not CLAIMED for kind, _, _ in _found(text, language, (name,)))


def test_an_army_tells_its_operations_without_claiming_them() -> None:
    text = "The army said it had killed two men in the attack."
    assert _found(text, "en", ("The army",)) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mayor was killed, apparently by the Red Eagles.", ACCUSED),
        ("It is believed that the Red Eagles killed ten men.", ACCUSED),
        ("ويعتقد أن تنظيم النسور قتل عشرة أشخاص.", ACCUSED),
        ("قتل تنظيم النسور عشرة أشخاص.", REPORTED),
    ],
)
def test_a_statement_that_is_not_sure_is_a_charge(text: str, kind: ResponsibilityKind) -> None:
    language, name = ("en", EAGLES) if EAGLES in text else ("ar", NUSUR)
    document, (actor,), attributions = _prepare(text, language, (name,))
    told = told_responsibility(document, actor, (), attributions, actor.start, actor.end)
    assert told.kind is kind
