"""How many were killed, hurt, held, taken, lost, driven out: real sentences in, counts out."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventdb.codebook import CountScope, TimePrecision
from eventdb.documents import read_document
from eventdb.extract.attribution import find_attributions
from eventdb.extract.counts import find_counts
from eventdb.extract.numbers import find_numbers
from eventdb.records import DateMention, Report


def read(text, language, dates=(), title=None):
    document = read_document(Report("r", text, title=title, language=language))
    return document, find_counts(document, find_numbers(document), dates)


def told(count):
    """A count in short: "killed 12", "wounded 24-99", "killed 2+ subset", "killed 37 combined"."""
    words = [count.kind.value]
    if count.high is None:
        words.append(f"{count.low}+")
    elif count.low == count.high:
        words.append(str(count.low))
    else:
        words.append(f"{count.low}-{count.high}")
    if count.scope is not CountScope.EVENT:
        words.append(count.scope.value)
    if count.is_combined:
        words.append("combined")
    return " ".join(words)


def counts(text, language, dates=()):
    return [told(count) for count in read(text, language, dates)[1]]


ENGLISH = [
    # headlines: one and another as pronouns, two counts side by side, a part between commas
    ("One killed, two wounded in shelling of Donetsk", ["killed 1", "wounded 2"]),
    ("One killed two wounded as mortar hits market", ["killed 1", "wounded 2"]),
    ("At least one killed in blast in Karachi", ["killed 1+"]),
    # what happened to them before, and whose they are, between number and noun
    ("Gunmen shot dead 1,700 captured Iraqi soldiers.", ["killed 1700"]),
    ("A girl was killed and another wounded by a sniper.", ["killed 1", "wounded 1"]),
    ("One wounded man was taken away after a blast that killed six.", ["killed 6"]),
    ("Eight, including three children, killed in raid", ["killed 8", "killed 3 subset"]),
    ("Six people, among them a nurse, killed in raid", ["killed 6", "killed 1 subset"]),
    # a noun of the act, its victims behind words of day and place
    ("The assassination in Quito of Pablo Marin was condemned.", ["killed 1"]),
    ("Police are investigating the killing in Cali of two judges.", ["killed 2"]),
    ("The killing of 42-year-old Hans Weber was condemned.", ["killed 1"]),
    # lists of victims, and who somebody is
    ("Gunmen killed Luis Vega, Marta Diaz and Jose Ruiz.", ["killed 1"] * 3),
    (
        "Gunmen killed Luis Vega, his wife and two other people.",
        ["killed 1", "killed 1", "killed 2"],
    ),
    (
        "The murder of Rector Ignacio Torres, five other priests, and two women on Friday shocked all.",
        ["killed 1", "killed 5", "killed 2"],
    ),
    ("Gunmen killed Luis Vega, leader of the union, and engineer Marta Diaz.", ["killed 1"] * 2),
    ("Gunmen killed two reporters, Luis Vega and Marta Diaz.", ["killed 2"]),
    ("Gunmen killed Luis Vega, and Marta Diaz fled.", ["killed 1"]),
    # two acts on the same people
    ("Rebels abducted and later killed three farmers.", ["abducted 3", "killed 3"]),
    # no more than it was
    ("A bomb exploded, slightly injuring only two people.", ["wounded 2"]),
    ("Militants killed just three of the hostages.", ["killed 3"]),
    # what is denied, and where the denial ends
    ("The shelling of the town on Monday did not result in any deaths.", ["killed 0"]),
    (
        "The bomb caused no casualties among the people of the street.",
        ["killed 0", "wounded 0"],
    ),
    ("There was no warning when rebels killed 30 villagers.", ["killed 30"]),
    # voices
    ("The bomb killed 12 people.", ["killed 12"]),
    ("Twelve people were killed in the market.", ["killed 12"]),
    ("A mine exploded, killing at least 12 and injuring dozens.", ["killed 12+", "wounded 24-99"]),
    ("The blast left 12 dead.", ["killed 12"]),
    ("12 dead in blast", ["killed 12"]),
    ("With 12 people killed, it was the worst day.", ["killed 12"]),
    ("The raid claimed the lives of 12 villagers.", ["killed 12"]),
    ("The division lost 3 men.", ["killed 3"]),
    ("Twelve people died and five went missing.", ["killed 12", "missing 5"]),
    ("AT LEAST 12 SOLDIERS DIED AND 3 WERE WOUNDED.", ["killed 12+", "wounded 3"]),
    ("GUNMEN KILLED THE MAYOR AND HIS TWO BODYGUARDS.", ["killed 1", "killed 2"]),
    ("Three gunmen killed a teacher.", ["killed 1"]),
    ("An attack by 12 gunmen killed 3 soldiers.", ["killed 3"]),
    ("Police arrested 40 demonstrators.", ["detained 40"]),
    ("Rebels kidnapped 12 workers and executed 3 of them.", ["abducted 12", "killed 3"]),
    ("Some 2,000 people were displaced.", ["displaced 2000"]),
    ("Sixty-five bodies of villagers were found.", ["killed 65"]),
    ("A shell that wounded seven people fell on a school.", ["wounded 7"]),
    ("Twelve wounded soldiers were taken to a clinic.", ["wounded 12"]),
    # no numeral
    ("A soldier was killed and two others were wounded.", ["killed 1", "wounded 2"]),
    ("His brother and wife were killed.", ["killed 1", "killed 1"]),
    ("They mourned the killing of General Ramos.", ["killed 1"]),
    ("The army confirmed the murder of Luis Mena.", ["killed 1"]),
    ("On the road, Ana Ruiz was shot dead.", ["killed 1"]),
    ("Farmers were killed near the river.", ["killed 2+"]),
    # coordination
    ("killing 3 soldiers and wounding 5", ["killed 3", "wounded 5"]),
    ("3 killed and 5 injured", ["killed 3", "wounded 5"]),
    ("Five dead, seven wounded", ["killed 5", "wounded 7"]),
    ("3 soldiers and 2 civilians were killed.", ["killed 3", "killed 2"]),
    ("They kidnapped and murdered two priests.", ["abducted 2", "killed 2"]),
    ("the murder of Hector Perez and Gilda Flores in May", ["killed 1", "killed 1"]),
    ("40 soldiers and pro-regime fighters were killed.", ["killed 40", "killed 2+"]),
    ("A list of 57 people who were killed was read.", ["killed 57"]),
    ("Two members of a group (the Red Flag) were killed.", ["killed 2"]),
    # parts, totals
    ("12 people, including 3 children, died.", ["killed 12", "killed 3 subset"]),
    ("Seven were wounded, two of them seriously.", ["wounded 7", "wounded 2 subset"]),
    ("15 of the wounded were children.", ["wounded 15 subset"]),
    ("Ten of the badly wounded were flown out.", ["wounded 10 subset"]),
    ("The attack left 11 of the enemy killed.", ["killed 11"]),
    ("Over 750 people, mostly women and children, have been killed.", ["killed 750+"]),
    ("Among the dead were 3 children.", ["killed 3 subset"]),
    ("The death toll rose to 23.", ["killed 23"]),
    ("The death toll rose from 18 to 23.", ["killed 23"]),
    ("The number of wounded stands at 45.", ["wounded 45"]),
    ("More than 300 people have been killed since 2011.", ["killed 300+ cumulative"]),
    ("So far this year 40 miners have been killed.", ["killed 40 cumulative"]),
    ("It brings to 45 the number of dead.", ["killed 45 cumulative"]),
    # together
    ("37 people were killed or wounded.", ["killed 37 combined", "wounded 37 combined"]),
    ("Scores of dead and wounded", ["killed 40-99 combined", "wounded 40-99 combined"]),
    ("The unit had 12 casualties.", ["killed 12 combined", "wounded 12 combined"]),
    # none
    ("There were no casualties.", ["killed 0", "wounded 0"]),
    ("No one was hurt.", ["killed 0", "wounded 0"]),
    ("No troops were killed or wounded.", ["killed 0", "wounded 0"]),
    ("No civilians were hurt.", ["wounded 0"]),
    ("Neither the consul nor his wife was injured.", ["killed 0", "wounded 0"]),
    # both sides of a fight, left dead
    ("The raid left 3 soldiers and 6 rebels dead.", ["killed 3", "killed 6"]),
    ("Raiders shot a guard and two others dead.", ["killed 1", "killed 2"]),
    ("Doctors spoke of 52 dead.", ["killed 52"]),
    ("Nine people, six of them civilians, were killed.", ["killed 9", "killed 6 subset"]),
    ("Thirteen (13) troops were killed.", ["killed 13"]),
    ("Two men, aged 25 and 30, were shot dead.", ["killed 2"]),
    ("A bomber killed five people and himself.", ["killed 5", "killed 1"]),
    ("The elder was shot, killing him instantly.", ["killed 1"]),
    ("They killed a policeman guarding the bank.", ["killed 1"]),
    ("They killed an off-duty policeman.", ["killed 1"]),
    ("The sniper managed to kill 4 people.", ["killed 4"]),
    ("A family of five was killed.", ["killed 5"]),
    ("The raid left a total of 19 people dead.", ["killed 19"]),
    ("Unknown gunmen killed 6 people.", ["killed 6"]),
    ("Three were killed and a fourth was wounded.", ["killed 3", "wounded 1"]),
    ("Raiders slit the throats of two men.", ["killed 2"]),
    ("The shell did not kill anyone.", ["killed 0"]),
    ("There were no reports of casualties.", ["killed 0", "wounded 0"]),
]
ENGLISH_NONE = [
    "Police are investigating the killing.",
    "They are killing people, the bishop said.",
    "Four suspicious characters had been hanging around the house.",
    "There is no news of kidnapping victim Paul Kent.",
    "There were no details on casualties.",
    "It was not clear whether anyone was killed.",
    "The mayor spoke without saying how many were killed.",
    "The bomb could kill hundreds.",
    "They planned to kill 12 ministers.",
    "If 12 men are killed, the talks will end.",
    "A force of 500 fighters attacked the town.",
    "Three gunmen attacked the school.",
    "Twelve houses and 3 cars were destroyed.",
    "The shell killed 3 cows.",
    "The team won 3 matches and lost 12 points.",
    "The blast, 12 kilometres away, shook the town for 3 seconds.",
    "Prices rose by 12 percent to $40.",
    "The relatives of murdered peasants marched.",
    "Resolution 242 was read out.",
    "The army denied having 12 prisoners.",
    "The army denied the deaths of 12 men.",
    "The sniper tried to kill 4 people.",
    "An unknown number of people were killed.",
    "The third was won by the home team.",
]
ARABIC = [
    # a denial that reaches over the act, and what is excepted from it
    ("لم تسفر الغارة على البلدة يوم الاثنين عن مقتل مدنيين.", ["killed 0"]),
    ("انفجرت عبوة دون أن تسفر عن إصابات.", ["killed 0", "wounded 0"]),
    ("لم يسفر الهجوم على الثكنة إلا عن إصابة جندي واحد.", ["wounded 1"]),
    ("لم يقتل في القصف سوى ثلاثة مدنيين.", ["killed 3"]),
    ("لم يهرب أحد عندما قتل المسلحون 30 قرويا.", ["killed 30"]),
    # الأفعال
    ("قُتل 12 شخصا في السوق.", ["killed 12"]),
    ("قتل مسلحون 12 شخصا.", ["killed 12"]),
    ("القوات المهاجمة قتلت 45 مدنيا.", ["killed 45"]),
    ("قتل جندي إسرائيلي شابا فلسطينيا.", ["killed 1"]),
    ("قتلت الشرطة شابا في الحي.", ["killed 1"]),
    ("اغتال مسلحون مجهولون رئيس البلدية.", ["killed 1"]),
    ("قتل مسلحون ملثمون شرطيين اثنين.", ["killed 2"]),
    ("عثر على خمس جثث في الوادي.", ["killed 5"]),
    ("مقتل عائلة من خمسة أفراد.", ["killed 5"]),
    ("قتل ثلاثة عمال وأصيب رابع بجروح.", ["killed 3", "wounded 1"]),
    ("سقطت القذيفة ولم يصب أحد بأذى.", ["killed 0", "wounded 0"]),
    ("قالوا إن 12 مقاتلا قتلوا أمس.", ["killed 12"]),
    ("المهاجمون قتلوا خمسة أشخاص.", ["killed 5"]),
    ("استشهد فلسطينيان وأصيب خمسة آخرون.", ["killed 2", "wounded 5"]),
    ("لقي ستة من العمال على الأقل مصرعهم.", ["killed 6+"]),
    ("أصيب في الهجوم 12 شخصا.", ["wounded 12"]),
    ("فقد 15 بحارا في العاصفة.", ["missing 15"]),
    ("فقدت القوة 15 جنديا في المعركة.", ["killed 15"]),
    ("اعتقلت الشرطة 40 متظاهرا.", ["detained 40"]),
    ("خطف مسلحون 3 مهندسين.", ["abducted 3"]),
    # المصادر
    ("مقتل 12 شخصا وإصابة 5", ["killed 12", "wounded 5"]),
    ("أودى الانفجار بحياة 12 عاملا", ["killed 12"]),
    (
        "أودى التفجير يوم الأحد بحياة محام وصحفيين اثنين وعشرة آخرين",
        ["killed 1", "killed 2", "killed 10"],
    ),
    ("لقي 6 جنود و13 مسلحا مصرعهم", ["killed 6", "killed 13"]),
    ("نفق العشرات من عناصر الميليشيا في المواجهات", ["killed 20-99"]),
    ("أودى بحياة 12 عاملا", ["killed 12"]),
    ("اعتقال نحو 20 طالبا", ["detained 20"]),
    ("نزوح 2000 مدني", ["displaced 2000"]),
    ("مقتل خمسة من رجال الأمن وامرأة وطفلين", ["killed 5", "killed 1", "killed 2"]),
    # المفرد والمثنى والجمع
    ("مقتل جندي", ["killed 1"]),
    ("مقتل طفلة وإصابة والدها", ["killed 1", "wounded 1"]),
    ("قتيلان وجريح في اشتباك", ["killed 2", "wounded 1"]),
    ("سقوط قتلى وجرحى", ["killed 2+", "wounded 2+"]),
    ("سقوط 12 قتيلاً و20 جريحا", ["killed 12", "wounded 20"]),
    ("قتل أحد المسلحين", ["killed 1"]),
    ("مقتل شخص وإصابة آخرين", ["killed 1", "wounded 2+"]),
    ("مقتل الجنود الثلاثة", ["killed 3"]),
    ("قال الوزير إن المهاجمين الأربعة قتلوا.", ["killed 4"]),
    ("لقي 8 أشخاص من عائلة واحدة مصرعهم", ["killed 8"]),
    ("خطف 36 سيدة وطفلا", ["abducted 36"]),
    ("قالوا إن رجلا واحدا قتل وأصيب 6 مدنيين", ["killed 1", "wounded 6"]),
    ("إن 40 فلسطينيا قتلوا وأصيب 90 آخرون", ["killed 40", "wounded 90"]),
    ("قتل شخص موال للتنظيم أربعة أشخاص", ["killed 4"]),
    ("مقتل العشرات وإصابة المئات", ["killed 20-99", "wounded 200-999"]),
    # الجزء والحصيلة
    ("مقتل 12 مدنيا بينهم 3 أطفال", ["killed 12", "killed 3 subset"]),
    ("9 من الجرحى نقلوا أمس", ["wounded 9 subset"]),
    ("ومن بين المصابين 10 أطفال", ["wounded 10 subset"]),
    ("ارتفعت حصيلة القتلى إلى 55 شخصا", ["killed 55"]),
    ("عدد الجرحى بلغ 40", ["wounded 40"]),
    ("مقتل 45 شخصا منذ بداية العام", ["killed 45 cumulative"]),
    # معا
    ("37 شخصا بين قتيل وجريح", ["killed 37 combined", "wounded 37 combined"]),
    ("سقوط عشرات القتلى والجرحى", ["killed 20-99 combined", "wounded 20-99 combined"]),
    ("مقتل وإصابة 20 عنصرا", ["killed 20 combined", "wounded 20 combined"]),
    # النفي
    ("لم يسفر الهجوم عن ضحايا", ["killed 0", "wounded 0"]),
    ("انفجرت القنبلة دون وقوع إصابات", ["killed 0", "wounded 0"]),
    ("لم يسقط قتلى", ["killed 0"]),
    ("نفت الوزارة وقوع أي إصابات", ["killed 0", "wounded 0"]),
    ("ما لا يقل عن 10 قتلى", ["killed 10+"]),
    ("لم يُقتل جنود أو يصابوا", ["killed 0", "wounded 0"]),
    ("لم ترد تقارير عن سقوط قتلى أو مصابين", ["killed 0", "wounded 0"]),
    # who wounds stands before whom he wounds
    ("أصاب جنود متظاهرين اثنين", ["wounded 2"]),
    ("أصابت الشرطة متظاهرا", ["wounded 1"]),
    ("أصاب رصاص الجيش شابا", ["wounded 1"]),
    ("أصاب انفجار أربعة جنود", ["wounded 4"]),
    # the subject's case, and the object's
    ("اغتال مجهولون قياديا في الحزب", ["killed 1"]),
    ("خطف مسلحون قبليون مهندسين صينيين", ["abducted 2"]),
    ("قتل مدنيون نازحون في غارة", ["killed 2+"]),
    ("قتل مسلح مصليين اثنين", ["killed 2"]),
    # a number of dead and wounded together is told of both, once
    ("سقط 15 جنديا بين قتيل وجريح", ["killed 15 combined", "wounded 15 combined"]),
    ("سقوط 15 قتيلا وجريحا", ["killed 15 combined", "wounded 15 combined"]),
    ("سقوط 15 قتيلا وجريح", ["killed 15", "wounded 1"]),
    ("سقوط 3 قتلى وجريح", ["killed 3", "wounded 1"]),
    # passives with a spelling of their own
    ("اغتيلت ناشطة في البصرة", ["killed 1"]),
    ("اغتيل قاضيان في عدن", ["killed 2"]),
    ("خرج آلاف المدنيين من الغوطة", ["displaced 2000-9999"]),
    # إمام, not أمام
    ("قتل إمام مسجد", ["killed 1"]),
    ("قتل شاب أمام منزله", ["killed 1"]),
    # a family, each told by what he is to the first
    ("قتل رجل وزوجته وطفلاه", ["killed 1", "killed 1", "killed 2"]),
    ("مقتل امرأة وابنتيها", ["killed 1", "killed 2"]),
    ("قتل طبيب وشقيقته", ["killed 1", "killed 1"]),
    ("قتل أب وأبناؤه الأربعة", ["killed 1", "killed 4"]),
    ("قتل رجل وأطفاله", ["killed 1", "killed 2+"]),
]
ARABIC_NONE = [
    "كذبت الوزارة نبأ وفاة شخص.",
    "قتل الخامس أثناء هروبه.",
    "اغتال مسلحون مجهولون الملقب بالنمر.",
    "لم يتضح عدد القتلى",
    "هدد بقتل 100 رهينة",
    "سيقتل 10 رهائن غدا",
    "عملية لاعتقال 3 مطلوبين",
    "قوة قوامها 500 مقاتل",
    "شارك 500 مقاتل في الهجوم",
    "دمرت 12 دبابة و3 منازل",
    "على بعد 8 كيلومترات من البلدة",
    "شاب يبلغ من العمر 25 عاما",
    "قتل 300 كلب",
    "قرار مجلس الأمن رقم 2254",
    "قالت أسر المعتقلين إنهم بخير",
    "الإفراج عن 12 معتقلا",
    "أوقفت الشرطة العمل الثلاثاء",
    "خرج مئات الآلاف إلى الشوارع",
    "خرج آلاف المتظاهرين في الخرطوم",
    "أصيب أمام مقر الحزب",
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH, ids=[t for t, _ in ENGLISH])
def test_english_counts(text, expected):
    assert counts(text, "en") == expected


SPEAKERS = [
    ("en", "Gunmen attacked a village, killing four, a doctor told reporters.", ["killed 4"]),
    (
        "en",
        "Nine died, including two policemen, a hospital director said.",
        ["killed 9", "killed 2 subset"],
    ),
    (
        "en",
        "A woman wounded in the raid said that her brother was killed.",
        ["wounded 1", "killed 1"],
    ),
    ("en", "The general, who was killed on Monday, had said that he would stay.", ["killed 1"]),
    ("en", "One of the two women who were hurt said she heard a blast.", ["wounded 2"]),
    ("ar", "قتل أربعة أشخاص في هجوم على القرية، وفق ما قال طبيب للصحفيين.", ["killed 4"]),
    ("ar", "قال طبيب في المستشفى إن أربعة أشخاص قتلوا في الهجوم.", ["killed 4"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), SPEAKERS)
def test_who_tells_of_victims_is_none(language, text, expected):
    document = read_document(Report("r", text, language=language))
    speakers = find_attributions(document, [])
    found = find_counts(document, find_numbers(document), [], speakers=speakers)
    assert [told(count) for count in found] == expected


@pytest.mark.parametrize("text", ENGLISH_NONE)
def test_english_that_is_no_count(text):
    assert counts(text, "en") == []


@pytest.mark.parametrize(("text", "expected"), ARABIC, ids=[t for t, _ in ARABIC])
def test_arabic_counts(text, expected):
    assert counts(text, "ar") == expected


@pytest.mark.parametrize("text", ARABIC_NONE)
def test_arabic_that_is_no_count(text):
    assert counts(text, "ar") == []


def test_age_is_no_count():
    assert counts("A 12-year-old boy was killed.", "en") == ["killed 1"]
    assert counts("Ali Hasan, 25, was killed.", "en") == ["killed 1"]
    assert counts("مقتل الشاب أنس قاسم (21 عاما)", "ar") == ["killed 1"]


def test_spans_give_the_words_back():
    document, (count,) = read("Yesterday at least 12 members of the police were killed.", "en")
    assert document.text[count.start : count.end] == (
        "at least 12 members of the police were killed"
    )
    assert document.text[count.number_start : count.number_end] == "at least 12"
    assert document.text[count.victims_start : count.victims_end] == "members of the police"
    document, (count,) = read("أعلن عن مقتل 12 من قوات النظام في حلب", "ar")
    assert document.text[count.start : count.end] == "مقتل 12 من قوات النظام"
    assert document.text[count.victims_start : count.victims_end] == "قوات النظام"


@pytest.mark.parametrize(
    ("text", "language", "group"),
    [
        ("Twelve civilians were killed.", "en", "civilians"),
        ("Twelve policemen were killed.", "en", "police"),
        ("Twelve guerrillas were killed.", "en", "combatants"),
        ("Twelve children were killed.", "en", "children"),
        ("Twelve people were killed.", "en", None),
        ("مقتل 12 مدنيا", "ar", "civilians"),
        ("مقتل 12 جنديا", "ar", "soldiers"),
        ("مقتل ثلاث نساء", "ar", "women"),
        ("مقتل 12 شخصا", "ar", None),
    ],
)
def test_victim_group(text, language, group):
    assert [count.victim_group for count in read(text, language)[1]] == [group]


def test_number_inside_a_date_is_no_count():
    text = "On 12 May a truck killed a boy; 9 killed."
    at = text.index("12 May")
    date = DateMention(
        at, at + 6, dt.date(2018, 5, 12), dt.date(2018, 5, 12), TimePrecision.DAY, "absolute"
    )
    assert counts(text, "en", [date]) == ["killed 1", "killed 9"]


def test_total_over_a_span_of_days_is_cumulative():
    text = "In the past three weeks 40 men were killed."
    weeks = DateMention(
        text.index("In"), text.index(" 40"), dt.date(2018, 5, 1), dt.date(2018, 5, 21), None,
        "relative", is_duration=True,
    )  # fmt: skip
    assert counts("Forty men were killed since this morning.", "en") == ["killed 40"]
    assert counts(text, "en", [weeks]) == ["killed 40 cumulative"]


def test_title_and_body_are_read_apart():
    _, found = read("Two boys died.", "en", title="Blast kills 12")
    assert [told(count) for count in found] == ["killed 12", "killed 2"]


WORDS = st.sampled_from(
    [
        "12",
        "two",
        "dozens",
        "killed",
        "wounded",
        "dead",
        "people",
        "soldiers",
        "were",
        "was",
        "and",
        ",",
        ".",
        "no",
        "one",
        "including",
        "the",
        "of",
        "toll",
        "rose",
        "to",
        "(",
        ")",
        '"',
        "-",
        "in",
        "by",
        "who",
        "قتل",
        "مقتل",
        "إصابة",
        "5",
        "خمسة",
        "شخصا",
        "جنود",
        "و",
        "بينهم",
        "القتلى",
        "إلى",
        "لم",
        "أحد",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(WORDS, max_size=25), st.sampled_from(["en", "ar"]))
def test_any_words_give_counts_in_order_within_the_text(words, language):
    document, found = read(" ".join(words), language)
    assert [count.start for count in found] == sorted(count.start for count in found)
    for count in found:
        assert 0 <= count.start < count.end <= len(document.text)
        assert document.sentence_at(count.start) == document.sentence_at(count.end - 1)
