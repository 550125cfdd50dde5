"""Places in documents: which, how near, and what is no place."""

import datetime as dt

import pytest

from eventdb.codebook import GeoPrecision
from eventdb.documents import read_document
from eventdb.extract.actornames import home_votes
from eventdb.extract.actors import find_actors
from eventdb.extract.locations import of_mention
from eventdb.extract.placelinks import outside_names
from eventdb.extract.places import dateline_place, find_places, focus_countries
from eventdb.gazetteer import open_gazetteer
from eventdb.records import Report
from eventdb.registry import open_registry


@pytest.fixture(scope="module")
def gazetteer():
    return open_gazetteer()


def read(text, title=None):
    language = "ar" if any("\u0600" <= letter <= "\u06ff" for letter in text) else "en"
    return read_document(Report("r", text, title=title, language=language))


def found(gazetteer, text, title=None):
    document = read(text, title)
    mentions = find_places(document, gazetteer)
    for mention in mentions:
        assert document.text[mention.start : mention.end].replace("_", " ") == mention.name
    return mentions


def settled(gazetteer, text):
    """(name as written, kind, country) of each place."""
    return [
        (it.name, it.place.kind if it.place else None, (it.place or it.within).iso3)
        for it in found(gazetteer, text)
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Two soldiers died in Baqubah, in Iraq's Diyala province.",
            [("Baqubah", "town", "IRQ"), ("Iraq", "country", "IRQ"), ("Diyala", "admin1", "IRQ")],
        ),
        (
            "A bomb went off near the town of Saraqib in Idlib province.",
            [("Saraqib", "town", "SYR"), ("Idlib", "admin1", "SYR")],
        ),
        # Bare, the name of Jordan's capital; the country has its own word before it.
        ("انفجرت عبوة في عمان.", [("عمان", "town", "JOR")]),
        ("انفجرت عبوة في سلطنة عمان.", [("سلطنة عمان", "country", "OMN")]),
        (
            "Guerrillas attacked San Miguel and La Union in El Salvador.",
            [
                ("San Miguel", "town", "SLV"),
                ("La Union", "town", "SLV"),
                ("El Salvador", "country", "SLV"),
            ],
        ),
        (
            # Towns of many countries, and the capital of one, bear the name of a village of this one.
            "Rebels shelled a farm in Bella Vista, the radio said in Guatemala City. The Guatemalan army"
            " sent troops from Nebaj to Coban.",
            [
                ("Bella Vista", None, "GTM"),
                ("Guatemala City", "town", "GTM"),
                ("Nebaj", "town", "GTM"),
                ("Coban", "town", "GTM"),
            ],
        ),
        (
            "A bridge was blown up in San Jose, the radio said in Managua. Troops left Esteli.",
            [("San Jose", None, "NIC"), ("Managua", "town", "NIC"), ("Esteli", "town", "NIC")],
        ),
        (
            # The patron of a hospital is no village of a country that the report leaves out.
            "The wounded of the clash in Juigalpa were taken to Fresnillo Hospital in Managua,"
            " the Nicaraguan army said in Esteli.",
            [
                ("Juigalpa", "town", "NIC"),
                ("Managua", "town", "NIC"),
                ("Esteli", "town", "NIC"),
            ],
        ),
        (
            "Gunmen fled from Panama City to Medellin, police said in Chorrera, Panama.",
            [
                ("Panama City", "town", "PAN"),
                ("Medellin", "town", "COL"),
                ("Chorrera", "town", "PAN"),
                ("Panama", "country", "PAN"),
            ],
        ),
        (
            "GUERRILLAS ATTACKED ZACATECOLUCA IN LA PAZ DEPARTMENT, EL SALVADOR.",
            [
                ("ZACATECOLUCA", "town", "SLV"),
                ("LA PAZ", "admin1", "SLV"),
                ("EL SALVADOR", "country", "SLV"),
            ],
        ),
        (
            "انفجرت عبوة في مدينة بعقوبة بمحافظة ديالى شرقي العراق.",
            [("بعقوبة", "town", "IRQ"), ("ديالى", "admin1", "IRQ"), ("العراق", "country", "IRQ")],
        ),
        (
            "قصف الطيران بلدات سراقب وبنش وتفتناز في ريف إدلب.",
            [
                ("سراقب", "town", "SYR"),
                ("بنش", "town", "SYR"),
                ("تفتناز", "town", "SYR"),
                ("إدلب", "admin1", "SYR"),
            ],
        ),
        (
            "اندلعت مواجهات في #دير_الزور وبالميادين.",
            [("دير الزور", "town", "SYR"), ("الميادين", "town", "SYR")],
        ),
        (
            "دارت معارك في حي التواهي بعدن جنوب اليمن.",
            [("التواهي", "district", "YEM"), ("عدن", "town", "YEM"), ("اليمن", "country", "YEM")],
        ),
        (
            "Shells fell on Mosul's Old City.",
            [("Mosul", "town", "IRQ"), ("Old City", "district", "IRQ")],
        ),
    ],
)
def test_places_are_settled_by_their_surroundings(gazetteer, text, places):
    names = settled(gazetteer, text)
    # A noun of type behind a name may belong to it ("La Paz Department").
    short = [(name.removesuffix(" DEPARTMENT"), *rest) for name, *rest in names]
    assert short == places


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Rockets hit Palmyra in Syria.", "Palmyra", GeoPrecision.PLACE),
        ("They fought near Palmyra in Syria.", "Palmyra", GeoPrecision.NEAR),
        ("The post stands 8 km east of Palmyra, Syria.", "Palmyra", GeoPrecision.NEAR),
        ("It lies between the villages of Jarjanaz and Hass in Syria.", "Hass", GeoPrecision.NEAR),
        ("Raids hit the Aleppo countryside in Syria.", "Aleppo", GeoPrecision.NEAR),
        ("Clashes shook Homs province in Syria.", "Homs", GeoPrecision.REGION),
        ("Clashes shook Syria.", "Syria", GeoPrecision.REGION),
        ("سقطت قذائف على تدمر في سوريا.", "تدمر", GeoPrecision.PLACE),
        ("اشتباكات قرب مدينة تدمر في سوريا.", "تدمر", GeoPrecision.NEAR),
        ("غارات على ريف دير الزور الشرقي في سوريا.", "دير الزور", GeoPrecision.NEAR),
        ("يقع الحاجز شرقي تدمر في سوريا.", "تدمر", GeoPrecision.NEAR),
        ("غارات على الغوطة الشرقية في سوريا.", "الغوطة الشرقية", GeoPrecision.NEAR),
        ("هجوم في محافظة حمص السورية.", "حمص", GeoPrecision.REGION),
        ("احتجاجات في شمال نيجيريا.", "نيجيريا", GeoPrecision.REGION),
    ],
)
def test_the_wording_leaves_a_precision(gazetteer, text, name, precision):
    assert {it.name: it.geo_precision for it in found(gazetteer, text)}[name] is precision


@pytest.mark.parametrize(
    ("text", "name", "within"),
    [
        ("Gunmen stormed the village of Barzanqul in Idlib province, Syria.", "Barzanqul", "Idlib"),
        ("They burnt the hamlet of Santa Brunilda del Norte in Chalatenango Department, El Salvador.",
         "Santa Brunilda del Norte", "Chalatenango"),
        ("Troops entered Quebrantos Canton in Chalatenango Department, El Salvador.",
         "Quebrantos", "Chalatenango"),
        ("A bomb wounded two in the San Ponciano neighborhood of Managua, Nicaragua.",
         "San Ponciano", "Managua"),
        ("A bomb wounded two in Barrio Ponciano in Managua, Nicaragua.", "Ponciano", "Managua"),
        ("Planes hit huts in Quebrantos, Chalatenango, El Salvador.", "Quebrantos", "Chalatenango"),
        ("Gunmen killed six people at Brunilgar, near Idlib in northwestern Syria.", "Brunilgar", "Idlib"),
        ("Two men died in Dijon, Chalatenango Department, El Salvador, police in El Salvador said.",
         "Dijon", "Chalatenango"),
        ("هاجم مسلحون قرية برزنقول بريف إدلب في سوريا.", "برزنقول", "Idlib"),
        ("قصف بلدة تل برزنق في محافظة إدلب السورية.", "تل برزنق", "Idlib"),
        ("قصف بلدة البرزنقة الغربية في محافظة إدلب السورية.", "البرزنقة الغربية", "Idlib"),
    ],
)  # fmt: skip
def test_unlisted_villages_lie_in_the_division_named(gazetteer, text, name, within):
    mention = next(it for it in found(gazetteer, text) if it.place is None)
    assert (mention.name, mention.within.name) == (name, within)


@pytest.mark.parametrize(
    "text",
    [
        "The university of Damascus closed its doors.",
        "Damascus University closed its doors.",
        "The Washington Post wrote about it.",
        "The Islamic State in Iraq and Syria claimed it.",
        "General Miguel Gomez Padilla spoke.",
        "It went off between Mendoza and Cordoba streets.",
        "A car burned at the corner of Mendoza and Juan Perez Luna streets.",
        "She asked about the murder of Lorenzo Abeldano.",
        "He leads the Popular Movement and heard the Supreme Council.",
        "It was a long day, Madrid EFE reported in Spanish at noon.",
        "Gunmen burnt a Zagrani village and the Hausa town.",
        "The Supreme Court and the Popular Assembly met in the morning.",
        "Ruben Ibarra was unhurt. Ibarra said so.",
        "President Salvador Cordoba resigned.",
        "He may march on in August.",
        "The ARENA party won.",
        "تنظيم الدولة الإسلامية في العراق والشام تبنى الهجوم.",
        "قالت جامعة دمشق إنها أغلقت أبوابها.",
        "قال الناشط محمد الحلبي إنه نجا.",
        "كان ذلك بين كل الشهداء في هذا اليوم.",
        "تحدث الرئيس السابق باراك أوباما.",
        "فازوا بكأس العالم لأول مرة.",
        "وقع ذلك في القرية الكبيرة.",
    ],
)
def test_what_is_no_place(gazetteer, text):
    assert found(gazetteer, text) == []


@pytest.mark.parametrize(
    ("text", "name", "is_adjectival"),
    [
        ("Washington said that it was concerned.", "Washington", True),
        ("Ankara, which says the fighters are terrorists, blamed them.", "Ankara", True),
        ("وحملت أنقرة، التي تقول إن المقاتلين إرهابيون، المسؤولية لهم.", "أنقرة", True),
        ("Rebels backed by the Iran-backed group fled.", "Iran", True),
        ("A protest took place in Washington.", "Washington", False),
        ("اتهمت موسكو المعارضة بالهجوم.", "موسكو", True),
        ("دمشق تنفي الاتهامات.", "دمشق", True),
        ("انفجار يهز وسط دمشق.", "دمشق", False),
    ],
)
def test_capitals_that_stand_for_governments(gazetteer, text, name, is_adjectival):
    assert {it.name: it.is_adjectival for it in found(gazetteer, text)}[name] is is_adjectival


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BAGHDAD, May 3 (AFP) - Gunmen killed three people in Basra.", "BAGHDAD"),
        ("SAN SALVADOR, 12 JAN 90 (ACAN-EFE) -- A BOMB WENT OFF.", "SAN SALVADOR"),
        ("Bogota, 1989-03-09 (Television) -- The army said so.", "Bogota"),
        ("بغداد - رويترز: قتل ثلاثة أشخاص في البصرة.", "بغداد"),
        ("القاهرة (أ ف ب) - قتل شخصان.", "القاهرة"),
        ("رويترز - بيروت: قتل شخصان.", "بيروت"),
        # What the desk passes on has the town of the desk and that of the reporter.
        ("LIMA, 3 May (EFE) -- Cusco -- Two men were shot in this city.", "Cusco"),
        ("بيروت (رويترز) - حلب - قتل شخصان.", "حلب"),
        ("SANTIAGO, 3 May (EFE) -- Two men were shot.", "SANTIAGO"),
        ("Gunmen killed three people in Basra - a port.", None),
        ("Damascus has seen 3 - 4 attacks.", None),
        ("قتل ثلاثة أشخاص في البصرة.", None),
    ],
)
def test_datelines(gazetteer, text, name):
    document = read(text)
    mention = dateline_place(document, find_places(document, gazetteer))
    assert (mention.name if mention else None) == name


@pytest.mark.parametrize(
    ("title", "text", "countries"),
    [
        (None, "Clashes broke out in Taiz and Marib. Iran denied arming the Houthis.", "YEM"),
        ("اشتباكات في تعز", "قالت واشنطن إنها قلقة. وقتل شخصان في الحديدة.", "YEM"),
        (None, "Guatemalan troops fought rebels in Nebaj and Chajul.", "GTM"),
        (None, "Nothing happened anywhere.", None),
    ],
)
def test_the_country_in_focus(gazetteer, title, text, countries):
    document = read(text, title)
    focus = focus_countries(document, find_places(document, gazetteer))
    assert (focus[0] if focus else None) == countries


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("A bomb went off in the Peruvian capital, police said.", "capital", "Lima"),
        ("Fighting shook Peru. Shots were heard in the capital on Monday.", "the capital", "Lima"),
        ("LA PAZ, May 3 (EFE) -- A man was shot in this city.", "this city", "La Paz"),
        (
            "LA PAZ, May 3 (EFE) -- A bomb hit a house in this capital.",
            "this capital",
            "La Paz",
        ),
        ("هز انفجار العاصمة اليمنية.", "العاصمة", "Sanaa"),
        ("شهدت ليبيا قتالا. سمع إطلاق نار في العاصمة أمس.", "العاصمة", "Tripoli"),
    ],
)
def test_descriptions_mean_towns(gazetteer, text, name, place):
    assert {it.name: it.place.name for it in found(gazetteer, text) if it.place}[name] == place


@pytest.mark.parametrize(
    "text",
    [
        "The capital market fell in Peru.",
        "Bogota, the capital of Colombia, was calm.",
        "The provincial capital in Peru was calm.",
        "كانت بغداد، العاصمة، هادئة.",
    ],
)
def test_a_description_beside_its_name_is_no_mention(gazetteer, text):
    assert not [
        it.name for it in found(gazetteer, text) if it.name in ("the capital", "capital", "العاصمة")
    ]


def test_stations_in_a_dateline_are_no_places(gazetteer):
    text = (
        "LIMA (Peru), 3 May (Radio Cali) -- Police in Arequipa were alarmed. Cali reports no more."
    )
    assert [it.name for it in found(gazetteer, text)] == ["LIMA", "Peru", "Arequipa"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The Tupac Amaru Revolutionary Movement burned a bus in Huancayo, Peru.",
            ["Huancayo", "Peru"],
        ),
        ("U.S. troops left Huancayo, Peru.", ["U.S.", "Huancayo", "Peru"]),
        ("أعلن تنظيم القاعدة في جزيرة العرب مسؤوليته عن هجوم في أبين باليمن.", ["أبين", "اليمن"]),
    ],
)
def test_places_in_names_of_organisations_are_no_scenes(gazetteer, text, names):
    document = read(text)
    places = find_places(document, gazetteer)
    actors = find_actors(document, open_registry(), focus_countries(document, places), None)
    assert [it.name for it in outside_names(places, actors)] == names


def test_a_quarter_is_called_by_its_own_name(gazetteer):
    mention = next(
        it for it in found(gazetteer, "Shells fell on Mosul's Old City.") if it.name == "Old City"
    )
    assert of_mention(mention).name == "Old City"
    arabic = next(
        it
        for it in found(gazetteer, "دارت معارك في حي التواهي بعدن.")
        if it.place.kind == "district"
    )
    assert " - " not in of_mention(arabic).name


def test_a_name_of_many_places_follows_the_report(gazetteer):
    for text, iso3 in [
        ("Militias clashed in Tripoli, Libya. In Tripoli, shops closed.", "LBY"),
        ("Snipers fired in Tripoli. The Lebanese army deployed in Beirut and Sidon.", "LBN"),
        ("معارك في طرابلس. وقالت الحكومة الليبية إن بنغازي هادئة.", "LBY"),
        ("اشتباكات في طرابلس. وانتشر الجيش اللبناني في بيروت وصيدا.", "LBN"),
    ]:
        assert found(gazetteer, text)[0].place.iso3 == iso3, text


def test_a_place_in_the_title_has_its_offsets(gazetteer):
    mentions = found(gazetteer, "قتل شخصان في المدينة.", title="انفجار في بنغازي")
    assert [(it.name, it.start) for it in mentions] == [("بنغازي", 10)]


@pytest.mark.parametrize(
    ("text", "written", "name", "kind"),
    [
        ("هاجم مسلحون سوقا في مدينة بوتيسكوم في نيجيريا.", "بوتيسكوم", "Potiskum", "town"),
        ("سقطت قذائف قرب بلدة يناكييفو في أوكرانيا.", "يناكييفو", "Yenakiyeve", "town"),
        ("انفجرت عبوة في ولاية نانغرهار في أفغانستان.", "نانغرهار", "Nangarhar", "admin1"),
        ("قتل شرطيان في بيرمنغهام في بريطانيا.", "بيرمنغهام", "Birmingham", "town"),
        ("اقتحم الجيش بلدة نيزيب في تركيا.", "نيزيب", "Nizip", "town"),
    ],
)
def test_a_name_written_by_ear_is_the_place_that_it_sounds_like(
    gazetteer, text, written, name, kind
):
    places = {it.name: it.place for it in found(gazetteer, text)}
    assert (places[written].name, places[written].kind) == (name, kind)


@pytest.mark.parametrize(
    "text",
    [
        # Words that sound like Macon, Al-Kut and Tabqa.
        "قتل ثلاثة أشخاص في أماكن متفرقة من الولايات المتحدة.",
        "تسبب الهجوم في علاقات متوترة بين العراق وجيرانه.",
        "اندلع حريق في الطابق الثاني من مبنى في سوريا.",
        # A hamlet of France, two consonants, a village of another country than the report's.
        "قتل رجل في مدينة تريب في فرنسا.",
        "قتل رجل في مدينة بيو في نيجيريا.",
        "قتل رجل في مدينة بوتيسكوم في السودان.",
    ],
)
def test_what_sounds_like_a_place_by_chance_is_none(gazetteer, text):
    towns = [it.place for it in found(gazetteer, text) if it.place is not None]
    assert [place.name for place in towns if place.kind != "country"] == []


@pytest.mark.parametrize(
    ("text", "name", "wider"),
    [
        (
            "A roadside bomb struck a convoy near Qorrax, Middle Shabelle.",
            "Qorrax",
            "Middle Shabelle",
        ),
        ("Herders raided farms in Tse-Uam (Makurdi, Benue).", "Tse-Uam", "Makurdi"),
        ("Gunmen stormed a chapel in Tyoban, Ikurav, Benue state.", "Tyoban", "Benue"),
        ("Rebels burned huts south of Lukulu, Nord-Kivu.", "Lukulu", "Nord-Kivu"),
    ],
)
def test_a_village_named_before_its_division_lies_in_it(gazetteer, text, name, wider):
    unlisted = {it.name: it.within for it in found(gazetteer, text) if it.place is None}
    assert unlisted[name].name == wider


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("FARC guerrillas attacked the town of San Pablo.", "San Pablo", "COL"),
        ("Shining Path guerrillas attacked the town of San Miguel.", "San Miguel", "PER"),
        ("The MILF attacked the town of Santa Cruz.", "Santa Cruz", "PHL"),
        ("Hezbollah fighters clashed with rivals in Tripoli.", "Tripoli", "LBN"),
        # What the report says of a name counts for more.
        ("Hezbollah fighters were seen in Tripoli, Libya.", "Tripoli", "LBY"),
        ("اشتبك مقاتلو حزب الله مع خصومهم في طرابلس.", "طرابلس", "LBN"),
    ],
)
def test_an_armed_group_is_at_home_in_its_country(gazetteer, text, name, country):
    document = read(text)
    homes = home_votes(document, open_registry(), None)
    (place,) = [it.place for it in find_places(document, gazetteer, homes) if it.name == name]
    assert place.iso3 == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bomb exploded outside the University of Mosul.", "Mosul"),
        ("A bomb exploded at Mosul University.", "Mosul"),
        ("انفجرت قنبلة أمام جامعة الموصل.", "الموصل"),
    ],
)
def test_a_university_is_a_place_where_something_happens_at_it(gazetteer, text, name):
    assert [place.name for place in found(gazetteer, text)] == [name]


def test_a_place_from_which_the_distance_is_told_is_not_meant(extractor):
    (event,) = extractor.extract(
        Report(
            "r",
            "A convoy was ambushed on Sunday 80 km south of Tripoli near the town of Gharyan, killing three"
            " soldiers.",
            published=dt.datetime(2021, 6, 16, tzinfo=dt.UTC),
        )
    )
    assert event.location == "Gharyan"


def test_floods_are_no_capital(extractor):
    """السيول are floods, سيول is Seoul, whose name has no article."""
    (event,) = extractor.extract(
        Report(
            "r",
            "قصف الجيش يوم الأحد مخيما قرب إدلب اجتاحته السيول وقتل ثلاثة مدنيين.",
            published=dt.datetime(2021, 6, 16, tzinfo=dt.UTC),
        )
    )
    assert not [party for party in event.parties if "Korea" in party.actor.name]
