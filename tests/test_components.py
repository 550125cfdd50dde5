"""The extractors as an ordinary spaCy pipeline."""

import pytest

from eventdb.components import COMPONENTS, make_pipeline
from eventdb.errors import LexiconError


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "en",
            "Gunmen killed three policemen in Mosul on 5 May 2016, a witness said.",
            {
                "date": ["on 5 May 2016", "5 May 2016"],
                "place": ["Mosul"],
                "count": ["killed three policemen"],
            },
        ),
        (
            "ar",
            "قتل مسلحون ثلاثة شرطيين في الموصل في 5 أيار 2016، بحسب شاهد.",
            {"date": ["5 أيار 2016"], "place": ["الموصل"]},
        ),
    ],
)
def test_findings_are_spans_of_the_doc(code, text, expected):
    doc = make_pipeline(code)(text)
    assert set(doc.spans) == {"date", "place", "actor", "count", "attribution", "trigger"}
    for name, words in expected.items():
        found = [span.text for span in doc.spans[name]]
        assert any(word in found for word in words), (name, found)
    assert len(doc.user_data["eventdb"]["trigger"]) == len(doc.spans["trigger"]) > 0


def test_components_can_be_left_out():
    nlp = make_pipeline("en", COMPONENTS[:2])
    assert nlp.pipe_names == ["eventdb_sentences", "eventdb_dates", "eventdb_places"]


def test_a_language_without_lexicon_is_named():
    with pytest.raises(LexiconError, match="fi"):
        make_pipeline("fi")
