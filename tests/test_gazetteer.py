"""The gazetteer: compiled from small tables, and the project's own."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventdb.errors import SeedError
from eventdb.gazetteer import open_gazetteer
from eventdb.gazetteer.assemble import assemble
from eventdb.gazetteer.compiling import write_index
from eventdb.gazetteer.distance import kilometres
from eventdb.gazetteer.index import Gazetteer
from eventdb.gazetteer.keys import derived_keys, name_key, word_key
from eventdb.gazetteer.tables import COLUMNS
from eventdb.text import fold_words

TABLES = {
    "countries.csv": [
        "SYR,SY,Syria,سوريا,سورية|Syrian Arab Republic,Damascus",
        "IRQ,IQ,Iraq,العراق,,Baghdad",
    ],
    "admin1.csv": [
        "SYR,07,Deir ez-Zor,دير الزور,Deir al-Zor|Dayr az Zawr,",
        "SYR,12,Idlib,إدلب,Idleb,",
        "SYR,13,Damascus,دمشق,,",
    ],
    "admin2.csv": ["SYR,Idlib,Harim,حارم,Harem,,"],
    "affixes.csv": ["article,al", "article,ar"],
    "places_syria.csv": [
        "SYR,Deir ez-Zor,,village,,Khasham,خشام,Khusham,,",
        "SYR,Deir al-Zor,,field,,Conoco gas field,حقل كونوكو,Conoco,35.325,40.32",
        "SYR,Damascus,,district,Damascus,Jobar,جوبر,,33.53,36.335",
    ],
}


def city(number, name, country, code, lat, lon, population, *others):
    return {
        "geonameid": number, "name": name, "latitude": lat, "longitude": lon,
        "countrycode": country, "population": population, "admin1code": code,
        "alternatenames": list(others), "timezone": "",
    }  # fmt: skip


CITIES = [
    city(1, "Damascus", "SY", "13", 33.51, 36.29, 1_500_000, "دمشق", "DAM", "Дамаск"),
    city(2, "Deir ez-Zor", "SY", "07", 35.33, 40.14, 240_000, "دير الزور"),
    city(3, "Khushām", "SY", "07", 35.3, 40.28, 0, "خشام"),
    city(4, "Idlib", "SY", "12", 35.93, 36.63, 130_000),
    city(5, "Ḩārim", "SY", "12", 36.2, 36.52, 20_000, "حارم"),
    city(6, "Ar Raqqah", "SY", "07", 35.95, 39.0, 170_000, "الرقة"),
    city(7, "Baghdad", "IQ", "07", 33.34, 44.4, 7_000_000, "بغداد"),
    city(8, "Damascus", "IQ", "07", 33.0, 44.0, 900),
]


@pytest.fixture
def seeds(tmp_path):
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name, rows in TABLES.items():
        columns = COLUMNS["places.csv" if name.startswith("places") else name]
        (folder / name).write_text("\n".join([",".join(columns), *rows, ""]), encoding="utf-8")
    return folder


@pytest.fixture
def small(seeds, tmp_path):
    folder = tmp_path / "index"
    folder.mkdir()
    write_index(assemble(seeds, CITIES), seeds / "affixes.csv", folder)
    return Gazetteer(folder)


@pytest.fixture(scope="module")
def gazetteer():
    return open_gazetteer()


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Syria", ["seed:SYR"]),
        ("سورية", ["seed:SYR"]),
        ("Deir al-Zor", ["seed:SYR.07"]),
        ("دير الزور", ["seed:SYR.07", "geonames:2"]),
        ("ديرالزور", ["seed:SYR.07", "geonames:2"]),
        ("Khusham", ["geonames:3"]),
        ("Khasham", ["geonames:3"]),
        ("Conoco", ["seed:SYR.07.conoco-gas-field"]),
        ("Raqqa", ["geonames:6"]),
        ("Jobar", ["seed:SYR.13.damascus-jobar"]),
        ("DAM", []),
        ("nowhere", []),
        ("", []),
    ],
)
def test_names_lead_to_places(small, name, ids):
    assert [place.place_id for place in small.named(name)] == ids


def test_a_place_has_its_divisions_and_seeded_names(small):
    khasham = small.place("geonames:3")
    assert (khasham.name, khasham.kind) == ("Khasham", "village")
    assert (khasham.iso3, khasham.country, khasham.admin1) == ("SYR", "Syria", "Deir ez-Zor")
    assert small.place("geonames:5").admin2 == "Harim"
    assert small.place("seed:SYR.13.damascus-jobar").name == "Damascus - Jobar"
    with pytest.raises(KeyError):
        small.place("geonames:99")


def test_a_division_lies_at_its_seat_and_lends_it_its_arabic_name(small):
    idlib, division = small.place("geonames:4"), small.admin1("SYR", "Idleb")
    assert division is not None
    assert (division.latitude, division.longitude) == (idlib.latitude, idlib.longitude)
    assert idlib.name_ar == "إدلب"
    country = small.country("SYR")
    assert country is not None
    assert country.latitude == 33.51
    assert small.country("XXX") is None
    assert small.admin1("IRQ", "Idlib") is None


def test_children_and_neighbours(small):
    syria = small.country("SYR")
    assert [it.name for it in small.children(syria)] == ["Deir ez-Zor", "Idlib", "Damascus"]
    inside = {it.place_id for it in small.children(small.place("seed:SYR.12"))}
    assert inside == {"geonames:4", "geonames:5", "seed:SYR.12.admin2.harim"}
    assert [it.name for it in small.nearest(35.32, 40.3, 5)] == [
        "Conoco gas field",
        "Khasham",
    ]
    assert small.nearest(0, 0, 10) == []


def test_prefixes_are_whole_words(small):
    found = [count for count, _ in small.prefixes(["deir", "ez", "zor", "province"])]
    assert found == [3]
    assert list(small.prefixes(["deirez"])) == []


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("admin1.csv", "XXX,01,Nowhere,,,", "no country 'XXX'"),
        ("places_syria.csv", "SYR,Nowhere,,village,,X,,,1,1", "no division 'Nowhere'"),
        ("places_syria.csv", "SYR,Idlib,,castle,,X,,,1,1", "no kind 'castle'"),
        ("places_syria.csv", "SYR,Idlib,,village,,Unheard Of,,,,", "needs degrees"),
        ("places_syria.csv", "SYR,Idlib,,village,,X,,,north,east", "are no degrees"),
        ("places_syria.csv", "SYR,Idlib,,village,,X,,,95,1", "outside the globe"),
        ("places_syria.csv", "SYR,Idlib", "needs 10 cells"),
    ],
)
def test_a_bad_row_names_its_line(seeds, table, row, message):
    path = seeds / table
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    with pytest.raises(SeedError, match=message) as caught:
        assemble(seeds, CITIES)
    assert table in str(caught.value)


def test_processes_that_compile_at_once_end_with_one_index(seeds, tmp_path, monkeypatch):
    monkeypatch.setattr("eventdb.gazetteer.tables.read_cities", lambda: CITIES)
    from eventdb.gazetteer.store import _open

    with ThreadPoolExecutor(3) as pool:
        opened = list(pool.map(lambda _: _open.__wrapped__(seeds, tmp_path / "cache"), range(3)))
    assert {len(it) for it in opened} == {len(opened[0])}
    assert len(list((tmp_path / "cache").iterdir())) == 1


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Deir ez-Zor", "deir ez zor"),
        ("Ma`arrat al-Nu'man", "maarrat al numan"),
        ("U.S.", "us"),
        ("St. John's", "st john s"),
        ("إدلب", "ادلب"),
        ("معرّة النعمان", "معره النعمان"),
        ("N'Djamena", "ndjamena"),
    ],
)
def test_keys(name, key):
    assert name_key(name) == key


def test_derived_keys():
    articles = frozenset({"al", "ar"})
    assert list(derived_keys("ar raqqah", articles, is_romanised=True)) == [
        "ar raqqa",
        "raqqah",
        "raqqa",
    ]
    assert list(derived_keys("al bab", articles, is_romanised=True)) == []
    assert list(derived_keys("san salvador", articles, is_romanised=False)) == []


@given(st.text("abcZÉüñ -أإبةىيءـ", max_size=30))
@settings(max_examples=60)
def test_a_key_is_that_of_a_documents_words(text):
    words = [word_key(word) for word in fold_words(text)]
    assert name_key(text) == " ".join(word for word in words if word)


def test_distance():
    assert kilometres(33.51, 36.29, 36.2, 37.16) == pytest.approx(310, abs=10)


@pytest.mark.parametrize(
    ("name", "iso3", "kind", "point"),
    [
        ("خشام", "SYR", "village", (35.3, 40.28)),
        ("Hodeidah", "YEM", "town", (14.8, 42.95)),
        ("Deir ez-Zor", "SYR", "admin1", (35.33, 40.14)),
        ("Eastern Ghouta", "SYR", "region", (33.53, 36.42)),
        ("واشنطن", "USA", "town", (38.9, -77.04)),
        ("San Salvador", "SLV", "town", (13.69, -89.19)),
        ("قطاع غزة", "PSE", "admin1", (31.5, 34.46)),
        ("El Fasher", "SDN", "town", (13.63, 25.35)),
        ("الولايات المتحدة", "USA", "country", (38.9, -77.04)),
    ],
)
def test_the_projects_own_places(gazetteer, name, iso3, kind, point):
    places = [it for it in gazetteer.named(name) if it.iso3 == iso3 and it.kind == kind]
    assert places
    assert kilometres(places[0].latitude, places[0].longitude, *point) <= 10


def test_every_country_has_both_names_and_every_arab_division_too(gazetteer):
    arab = {"DZA", "BHR", "EGY", "IRQ", "JOR", "KWT", "LBN", "LBY", "MRT", "MAR", "OMN", "PSE"}
    arab |= {"QAT", "SAU", "SOM", "SDN", "SYR", "TUN", "ARE", "YEM", "DJI"}
    missing = []
    for iso3 in gazetteer._countries:
        country = gazetteer.country(iso3)
        if not country.name_ar:
            missing.append(iso3)
        divisions = gazetteer.children(country) if iso3 in arab else []
        missing.extend(it.place_id for it in divisions if not it.name_ar)
    assert missing == []


def test_ids_are_unique_and_lead_back(gazetteer):
    for number in range(0, len(gazetteer), 9973):
        place = gazetteer.place_at(number)
        assert gazetteer.number_of(place.place_id) == number
    assert json.dumps(len(gazetteer)).isdigit()
