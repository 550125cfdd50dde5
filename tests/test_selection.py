"""Which words of war tell of acts, and which stories are events told as current."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

import pytest

from eventdb.documents import read_document
from eventdb.extract.candidates import Telling, tell
from eventdb.extract.logistic import load_model
from eventdb.extract.selection import is_event
from eventdb.extract.triggers import find_triggers
from eventdb.pipeline import Extractor
from eventdb.records import Report
from training.crawl_labels import LABELS, Label, label_of, read_labels


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


def report(text: str, language: str, title: str | None = None) -> Report:
    published = dt.datetime(2018, 3, 9, tzinfo=dt.UTC)
    return Report("r", text, title=title, published=published, language=language)


def told(extractor: Extractor, text: str, title: str | None, language: str) -> list[Telling]:
    return tell(extractor.read(report(text, language, title)))


# The same act told as news, and spoken of, in the same words as far as may be.
PAIRS = [
    (
        "en",
        (
            "Gunmen kill six in Mubi",
            "Gunmen killed six people in the town of Mubi on Thursday, police said.",
        ),
        (
            "Minister condemns killings, calls for talks",
            "The foreign minister condemned the killings and called for talks with the United Nations.",
        ),
    ),
    (
        "en",
        (
            "Car bomb in Kirkuk",
            "A car bomb exploded in Kirkuk on Wednesday, killing four civilians and wounding ten.",
        ),
        (
            "Man jailed over bombing",
            "A court sentenced a man to 20 years in prison on charges of the bombing.",
        ),
    ),
    (
        "ar",
        (
            "مقتل ستة في هجوم على قرية شرق ديالى",
            "قتل ستة أشخاص الخميس في هجوم شنه مسلحون على مدينة بعقوبة، بحسب الشرطة.",
        ),
        (
            "الوزير يدين الهجمات ويدعو إلى الحوار",
            "أدان وزير الخارجية الهجمات ودعا مجلس الأمن إلى مباحثات حول العقوبات.",
        ),
    ),
    (
        "ar",
        (
            "انفجار سيارة مفخخة في كركوك",
            "انفجرت سيارة مفخخة الأربعاء في مدينة كركوك ما أدى إلى مقتل أربعة مدنيين وإصابة عشرة.",
        ),
        (
            "قتلى في انهيار جسر",
            "لقي أربعة أشخاص مصرعهم في انهيار جسر بسبب أمطار غزيرة، وتواصل فرق الإنقاذ البحث بين الأنقاض.",
        ),
    ),
]


@pytest.mark.parametrize(("language", "news", "other"), PAIRS)
def test_news_of_an_act_is_likelier_an_event_than_talk_of_one(extractor, language, news, other):
    likely = max(t.probability for t in told(extractor, news[1], news[0], language))
    talk = [t.probability for t in told(extractor, other[1], other[0], language)]
    assert is_event(likely)
    assert not any(map(is_event, talk))


NOBODYS_ACT = [
    ("ar", "أصيب 20 شخصا بالكوليرا في مدينة الحديدة، الأحد، وتوفي ثلاثة منهم."),
    ("ar", "توفي الفنان محمود خالد، الاثنين، في القاهرة عن عمر ناهز 82 عاما."),
    ("ar", "توفي خمسة أشخاص بتسمم غذائي في بغداد، الاثنين."),
    ("en", "A cholera outbreak has killed 30 people in Hodeidah since Sunday."),
    ("en", "The novelist John Harper died on Monday in Cairo after a long illness."),
    ("en", "Three people died of food poisoning in Baghdad on Monday."),
]


@pytest.mark.parametrize(("language", "text"), NOBODYS_ACT)
def test_who_dies_of_illness_is_no_victim_of_conflict(extractor, language, text):
    assert extractor.extract(report(text, language)) == []


HEALTH_OFFICIALS = [
    ("ar", "قتل خمسة أشخاص وأصيب 12 في الموصل، الاثنين، بحسب وزارة الصحة."),
    ("en", "Five people were killed and 12 wounded in Mosul on Monday, the health ministry said."),
    ("en", "Gunmen shot dead five workers of a polio campaign in Mosul on Monday."),
]


@pytest.mark.parametrize(("language", "text"), HEALTH_OFFICIALS)
def test_doctors_who_count_the_dead_make_no_illness(extractor, language, text):
    assert [c.fatalities.best for c in extractor.extract(report(text, language))] == [5]


def test_features_say_where_a_story_stands(extractor):
    text = "Gunmen killed six people in Mubi on Thursday. The president warned of new attacks."
    [story, *_] = told(extractor, text, "Six killed in Mubi?", "en")
    features = story.features
    assert features["in_title"] == features["title.act"] == features["title.question"] == 1
    assert features["counted_act"] == features["dated_act"] == 1
    assert "title.silent" not in features
    assert features["topic.talk"] > 0


def test_the_weights_are_few_and_all_of_features_that_are_told():
    weights = load_model("selection").weights
    assert len(weights) < 150
    kinds = {name.partition(".")[0] for name in weights if "." in name}
    assert kinds <= {"act", "near", "report", "target", "title", "topic", "weapon"}


def test_a_label_is_of_the_story_with_its_sentences(extractor):
    text = "Gunmen killed six people in Mubi on Thursday. Rebels shelled Dikwa on Friday."
    stories = told(extractor, text, None, "en")
    reading = extractor.read(Report("r", text, language="en"))
    sentence = stories[0].frames[0].sentence
    span = (sentence.start, sentence.end)
    digest = hashlib.sha1(text[span[0] : span[1]].encode(), usedforsecurity=False).hexdigest()[:12]
    label = Label("r", frozenset({span}), span, digest, "event", "event", "training")
    assert label_of(reading.document, stories[0].frames, [label]) is label
    other = replace(label, words="0" * 12)
    assert label_of(reading.document, stories[0].frames, [other]) is None


def test_labels_have_no_words_and_two_halves():
    labels = [label for rows in read_labels().values() for label in rows]
    assert {label.label for label in labels} == {"event", "none", "optional"}
    assert {label.half for label in labels} == {"training", "held_out"}
    for rows in read_labels().values():
        assert len({label.half for label in rows}) == 1
    text = LABELS.read_text(encoding="utf-8")
    assert text.isascii()
