"""How words of happening stand to reality, in both languages: sentences of our own invention."""

from __future__ import annotations

import pytest

from eventdb.documents import read_document
from eventdb.extract.modality import Modality
from eventdb.extract.triggers import find_triggers
from eventdb.records import Report

ACTUAL, NEGATED, IRREALIS, TOPIC = (
    Modality.ACTUAL,
    Modality.NEGATED,
    Modality.IRREALIS,
    Modality.TOPIC,
)

FIRST_ACTS = [
    # What is denied did not happen, by that speaker.
    ("en", "The navy denied shelling the island of Torva.", NEGATED),
    ("en", "A spokesman denied that its aircraft had bombed the clinic.", NEGATED),
    ("en", "The mayor dismissed reports of an attack on the dam.", NEGATED),
    ("ar", "نفى المتحدث باسم البحرية قصف الجزيرة", NEGATED),
    ("ar", "نفت القيادة أنباء عن هجوم على السد", NEGATED),
    ("ar", "لا صحة لهجوم على الميناء", NEGATED),
    # A denied part in the act leaves the act standing.
    ("en", "The militia denied any role in the attack on the dam.", ACTUAL),
    ("en", "The cell denied responsibility for the bombing of the ferry.", ACTUAL),
    ("ar", "نفت الحركة ضلوعها في الهجوم على السد", ACTUAL),
    ("ar", "نفى الحزب مسؤوليته عن تفجير العبارة", ACTUAL),
    # A comma ends the reach of a denial.
    ("en", "Asked about it, he denied everything, and shelling hit the port.", ACTUAL),
    # An act that may never happen.
    ("en", "The envoy said any attack on the port is a red line.", IRREALIS),
    ("ar", "قال المبعوث إن أي هجوم على الميناء خط أحمر", IRREALIS),
    # Wars of words, and what is regained without arms.
    ("en", "The deputy attacked the governor's proposals at length.", TOPIC),
    ("en", "The bishop attacked the new budget.", TOPIC),
    ("ar", "هاجم النائب خطة المحافظ", TOPIC),
    ("ar", "هاجم النائب الموازنة", TOPIC),
    ("ar", "استعادت الجريحة وعيها", TOPIC),
    ("ar", "استعاد النادي صدارة الترتيب", TOPIC),
    # The same words beside people and places, or beyond a preposition.
    ("en", "Raiders attacked a policy institute in Torva.", ACTUAL),
    ("en", "Raiders attacked the village despite the peace plan.", ACTUAL),
    ("en", "Troops recaptured the town of Torva.", ACTUAL),
    ("ar", "هاجم مسلحون مبنى الموازنة", ACTUAL),
    ("ar", "هاجم مسلحون القرية رغم الخطة", ACTUAL),
    ("ar", "استعادت القوات البلدة", ACTUAL),
]


@pytest.mark.parametrize(("language", "text", "modality"), FIRST_ACTS)
def test_the_first_act_stands_to_reality_as_it_is_told(language, text, modality):
    document = read_document(Report("r", text, language=language))
    acts = find_triggers(document, ()).acts
    assert acts, "no act was found"
    assert acts[0].modality is modality
