"""Who states what, in English and Arabic sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventdb.codebook import ActorKind, SpeakerKind, Stance
from eventdb.documents import Document, read_document
from eventdb.extract.attribution import find_attributions, speaker_for
from eventdb.records import Actor, ActorMention, AttributionMention, Report


def _read(text: str, language: str, title: str | None = None) -> Document:
    return read_document(Report("r1", text, title=title, language=language))


def _actor(document: Document, words: str, kind: ActorKind) -> ActorMention:
    start = document.text.index(words)
    return ActorMention(start, start + len(words), Actor(words, words, kind))


def _speaker(text: str, passage: str, language: str) -> AttributionMention | None:
    document = _read(text, language)
    start = document.text.index(passage)
    return speaker_for(document, find_attributions(document, ()), start, start + len(passage))


def _said(text: str, passage: str, language: str) -> tuple[str, SpeakerKind] | None:
    found = _speaker(text, passage, language)
    return None if found is None else (text[found.start : found.end], found.kind)


ENGLISH = [
    ("The doctors' committee said that ten men died.", "ten men died", "The doctors' committee",
     SpeakerKind.MEDICAL),
    ("The fishermen's union said that ten men died.", "ten men died", "The fishermen's union",
     SpeakerKind.NAMED_PERSON),
    ("The Harbour Observatory for Human Rights said that ten men died.", "ten men died",
     "The Harbour Observatory for Human Rights", SpeakerKind.MONITOR),
    ("Ten men died, police said on Tuesday.", "Ten men died", "police", SpeakerKind.OFFICIAL),
    ("Ten men died in the blast on Sunday a monitoring group said.", "Ten men died",
     "a monitoring group", SpeakerKind.MONITOR),
    ("A US official, speaking on condition of anonymity, told Reuters that ten men died.",
     "ten men died", "A US official", SpeakerKind.ANONYMOUS_OFFICIAL),
    ("According to medical sources, ten men died.", "ten men died", "medical sources",
     SpeakerKind.MEDICAL),
    ("Ten men died, according to the army.", "Ten men died", "the army", SpeakerKind.PARTY),
    ('"We saw ten bodies," said Karim Saleh, a resident of the town.', "ten bodies", "Karim Saleh",
     SpeakerKind.NAMED_PERSON),
    ("Karim Saleh, head of the hospital, said ten men died.", "ten men died",
     "Karim Saleh, head of the hospital", SpeakerKind.MEDICAL),
    ("The Daily Wire quoted officials as saying that ten men died.", "ten men died", "officials",
     SpeakerKind.ANONYMOUS_OFFICIAL),
    ("In the capital the state news agency reported that ten men died.", "ten men died",
     "the state news agency", SpeakerKind.STATE_MEDIA),
    ("Witnesses told reporters that ten men died.", "ten men died", "Witnesses",
     SpeakerKind.WITNESS),
    ("The Red Cross said ten men died.", "ten men died", "The Red Cross",
     SpeakerKind.INTERNATIONAL),
    ("Officials said the bridge was hit. They added that ten men died.", "ten men died",
     "Officials", SpeakerKind.ANONYMOUS_OFFICIAL),
    ("An army spokesman said the bridge was hit, adding that ten men died.", "ten men died",
     "An army spokesman", SpeakerKind.PARTY),
    ("The rebels claimed that ten men died, but the government said nobody was hurt.",
     "ten men died", "The rebels", SpeakerKind.PARTY),
    ("The rebels claimed that ten men died, but the government said nobody was hurt.",
     "nobody was hurt", "the government", SpeakerKind.OFFICIAL),
    ("Ten men died, police said, as reported by Reuters.", "Ten men died", "police",
     SpeakerKind.OFFICIAL),
]  # fmt: skip

ARABIC = [
    ("قالت لجنة الأطباء إن عشرة رجال قتلوا.", "عشرة رجال", "لجنة الأطباء", SpeakerKind.MEDICAL),
    ("قالت نقابة الصيادين إن عشرة رجال قتلوا.", "عشرة رجال", "نقابة الصيادين",
     SpeakerKind.NAMED_PERSON),
    ("قال مرصد الميناء لحقوق الإنسان إن عشرة رجال قتلوا.", "عشرة رجال",
     "مرصد الميناء لحقوق الإنسان", SpeakerKind.MONITOR),
    ("وأفادت مصادر طبية بمقتل عشرة رجال.", "عشرة رجال", "مصادر طبية", SpeakerKind.MEDICAL),
    ("قُتل عشرة رجال بحسب مصدر أمني.", "عشرة رجال", "مصدر أمني", SpeakerKind.ANONYMOUS_OFFICIAL),
    ("قُتل عشرة رجال، وفق ما أعلنت وزارة الداخلية.", "عشرة رجال", "وزارة الداخلية",
     SpeakerKind.OFFICIAL),
    ("قُتل عشرة رجال، كما ذكر شهود عيان.", "عشرة رجال", "شهود عيان", SpeakerKind.WITNESS),
    ("نقلت وكالة رويترز عن مسؤول أميركي قوله إن عشرة رجال قتلوا.", "عشرة رجال", "مسؤول أميركي",
     SpeakerKind.ANONYMOUS_OFFICIAL),
    ("وقال المتحدث باسم وزارة الدفاع، كريم صالح، إن عشرة رجال قتلوا.", "عشرة رجال",
     "المتحدث باسم وزارة الدفاع، كريم صالح", SpeakerKind.PARTY),
    ("وذكر التلفزيون السوري الرسمي أن عشرة رجال قتلوا.", "عشرة رجال", "التلفزيون السوري الرسمي",
     SpeakerKind.STATE_MEDIA),
    ("وقالت الشرطة في بيان إن الجسر دمر. وأضافت أن عشرة رجال قتلوا.", "عشرة رجال", "الشرطة",
     SpeakerKind.OFFICIAL),
    ("أعلن الجيش تدمير الجسر، مضيفا أن عشرة رجال قتلوا.", "عشرة رجال", "الجيش", SpeakerKind.PARTY),
    ("قال مسؤول محلي لوكالة فرانس برس إن عشرة رجال قتلوا.", "عشرة رجال", "مسؤول محلي",
     SpeakerKind.ANONYMOUS_OFFICIAL),
    ("وقالت منظمة العفو الدولية إن عشرة رجال قتلوا.", "عشرة رجال", "منظمة العفو الدولية",
     SpeakerKind.MONITOR),
    ("لكن المتحدث باسم الجيش قال إن عشرة رجال قتلوا.", "عشرة رجال", "المتحدث باسم الجيش",
     SpeakerKind.PARTY),
    ("قتل ستة وفق الشرطة، فيما قالت مصادر محلية إن عشرة رجال قتلوا.", "عشرة رجال", "مصادر محلية",
     SpeakerKind.ANONYMOUS),
    ("قال قائد الشرطة إن عشرة رجال قتلوا، بحسب ما نقلت وكالة رويترز.", "عشرة رجال", "قائد الشرطة",
     SpeakerKind.OFFICIAL),
]  # fmt: skip


@pytest.mark.parametrize(("text", "passage", "words", "kind"), ENGLISH)
def test_english_speaker(text: str, passage: str, words: str, kind: SpeakerKind) -> None:
    assert _said(text, passage, "en") == (words, kind)


@pytest.mark.parametrize(("text", "passage", "words", "kind"), ARABIC)
def test_arabic_speaker(text: str, passage: str, words: str, kind: SpeakerKind) -> None:
    assert _said(text, passage, "ar") == (words, kind)


@pytest.mark.parametrize(
    ("text", "passage", "language"),
    [
        ("Ten men died in the village. Police said nothing.", "Ten men died", "en"),
        ("The men were said to be in the village where ten men died.", "ten men died", "en"),
        ("Officials did not say that ten men died.", "ten men died", "en"),
        ("قُتل عشرة رجال في القرية الواقعة بين النهر والجبل.", "عشرة رجال", "ar"),
        ("دُفن عشرة رجال في القرية التابعة للمدينة.", "عشرة رجال", "ar"),
    ],
)
def test_the_report_itself_speaks(text: str, passage: str, language: str) -> None:
    assert _speaker(text, passage, language) is None


@pytest.mark.parametrize(
    ("text", "language", "stance", "words"),
    [
        ("The government denied that its planes had bombed the market.", "en", Stance.DENIES,
         "The government"),
        ("Rebels accused the army of killing ten men.", "en", Stance.ACCUSES, "Rebels"),
        ("ونفى الجيش قصف المستشفى.", "ar", Stance.DENIES, "الجيش"),
        ("ونفت روسيا مسؤوليتها عن الغارة.", "ar", Stance.DENIES, "روسيا"),
        ("واتهمت المعارضة النظام بقتل عشرة رجال.", "ar", Stance.ACCUSES, "المعارضة"),
    ],
)  # fmt: skip
def test_stance(text: str, language: str, stance: Stance, words: str) -> None:
    (found,) = find_attributions(_read(text, language), ())
    assert (found.stance, text[found.start : found.end]) == (stance, words)


@pytest.mark.parametrize(
    ("title", "language", "words"),
    [
        ("المرصد: مقتل عشرة رجال", "ar", "المرصد"),
        ("Police: ten men dead in blast", "en", "Police"),
        ("Ten men dead in blast - police", "en", "police"),
    ],
)
def test_headline(title: str, language: str, words: str) -> None:
    document = _read("...", language, title)
    (found,) = find_attributions(document, ())
    assert document.text[found.start : found.end] == words
    assert (found.scope_start, found.scope_end) == (0, len(title))


def test_quotation_over_sentences_belongs_to_one_speaker() -> None:
    text = 'وأضاف المتحدث: "دُمر الجسر. قُتل عشرة رجال". ثم انتهى المؤتمر.'
    assert _said(text, "عشرة رجال", "ar") == ("المتحدث", SpeakerKind.OFFICIAL)
    assert _said(text, "ثم انتهى", "ar") is None


def test_who_asks_not_to_be_named_is_anonymous_throughout() -> None:
    text = (
        "قال المسؤول الأميركي إن عشرة رجال قتلوا. وطلب المسؤول عدم نشر اسمه. "
        "وأضاف المسؤول أن الجسر دمر."
    )
    kinds = {found.kind for found in find_attributions(_read(text, "ar"), ())}
    assert kinds == {SpeakerKind.ANONYMOUS_OFFICIAL}


def test_a_bare_noun_is_of_the_kind_it_was_introduced_with() -> None:
    text = "A military source said the bridge was hit. The source said ten men died."
    assert _said(text, "ten men died", "en") == ("The source", SpeakerKind.ANONYMOUS_OFFICIAL)


def test_an_actor_may_speak() -> None:
    document = _read("Mountain Eagles said ten men died.", "en")
    actor = _actor(document, "Mountain Eagles", ActorKind.REBEL_GROUP)
    (found,) = find_attributions(document, (actor,))
    assert found.kind is SpeakerKind.PARTY


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["police", "said", "that", ",", '"', "ten", "men", "died", ".", "according to", "the",
             "army", "he", "added", "denied", "quoted", "as saying", ":", "who", "and", "citing"]
        ),
        max_size=16,
    )
)  # fmt: skip
def test_any_words_give_ranges_within_the_text(words: list[str]) -> None:
    document = _read(" ".join(words) or "-", "en")
    for found in find_attributions(document, ()):
        assert 0 <= found.start < found.end <= len(document.text)
        assert 0 <= found.scope_start < found.scope_end <= len(document.text)
