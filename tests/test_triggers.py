"""Words of happening in both languages: which act each sentence names first."""

from __future__ import annotations

import pytest

from eventdb.documents import read_document
from eventdb.extract.modality import Modality
from eventdb.extract.triggers import find_triggers
from eventdb.records import Report

ACTS = [
    ("en", "Attackers lobbed a hand grenade at the gate of a school in Orlo.", "grenade"),
    ("en", "Villagers stepped on an improvised explosive device near Tarn.", "bombing"),
    ("en", "Two dynamite charges exploded outside the mayor's office.", "bombing"),
    ("en", "Soldiers deactivated a bomb under the bridge.", "interception"),
    ("en", "Rebels set alight three trucks on the northern road.", "destruction"),
    ("en", "Insurgents regained control of the hill.", "recapture_place"),
    ("en", "Farmers blocked a highway for two hours.", "protest"),
    ("en", "Officers baton charged students outside the ministry.", "dispersal"),
    ("en", "Raiders rustled cattle from two hamlets.", "looting"),
    ("en", "An armed drone attack hit a depot.", "drone_strike"),
    ("ar", "أقدم رجل على قتل حارس في البلدة", "killing"),
    ("ar", "تعرضت القرية لقصف مدفعي مساء السبت", "shelling"),
    ("ar", "سقطت قذائف هاون على سوق البلدة", "shelling"),
    ("ar", "تفكيك سيارة مفخخة قرب الجسر", "interception"),
    ("ar", "انفجر لغم أرضي بسيارة مزارع", "bombing"),
    ("ar", "استعادة بلدة من أيدي المتمردين", "recapture_place"),
    ("ar", "ارتكبت العصابة مجزرة في القرية", "massacre"),
]


@pytest.mark.parametrize(("language", "text", "act"), ACTS)
def test_a_sentence_names_its_act(language: str, text: str, act: str) -> None:
    report = Report(report_id="r", text=text, language=language)
    found = find_triggers(read_document(report), [])
    assert act in {mention.name for mention in found.acts}, [m.name for m in found.acts]


SAID = [
    ("ar", "قالت الحركة إنها قتلت 59 جنديا"),
    ("ar", "أعلنت الحركة أنها قتلت خمسة جنود"),
    ("ar", "ذكرت الشرطة أنها اعتقلت عشرة متظاهرين"),
    ("en", "The group said it had killed 59 soldiers."),
]


@pytest.mark.parametrize(("language", "text"), SAID)
def test_what_a_party_says_it_did_is_told_as_done(language, text):
    document = read_document(Report("r", text, language=language))
    assert [act.modality for act in find_triggers(document, ()).acts] == [Modality.ACTUAL]
