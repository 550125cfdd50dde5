"""Finds who states what: the speaker's words, the verb or preposition, and the passage it covers.

``find_attributions`` reads each sentence's words of speech; ``speaker_for`` tells whose words a
passage is. A speaker named once is carried on by a pronoun or by "added" (وأضاف).
"""

from __future__ import annotations

from collections.abc import Sequence

from eventdb.codebook import SpeakerKind
from eventdb.documents import Document, Sentence
from eventdb.extract.speechacts import Act, SpeechActs
from eventdb.records import ActorMention, AttributionMention

# Sentences that one quotation may run over; speakers who relay what another says.
_QUOTED = 6
_RELAYS = frozenset({SpeakerKind.AGENCY, SpeakerKind.MEDIA})


def find_attributions(
    document: Document, actors: Sequence[ActorMention]
) -> list[AttributionMention]:
    """Who states what in a document, in order of the words of speech.

    Args:
        document: a report prepared for reading.
        actors: its actors; a party may speak, and a name is not cut.
    """
    reader = SpeechActs(document, actors)
    found: list[AttributionMention] = []
    for sentence in document.sentences:
        acts = reader.acts(sentence)
        for index, act in enumerate(acts):
            start, end = scope_of(document, sentence, acts, index)
            found.append(
                AttributionMention(
                    start=act.start,
                    end=act.end,
                    cue_start=act.cue[0],
                    cue_end=act.cue[1],
                    scope_start=start,
                    scope_end=end,
                    kind=act.kind,
                    stance=act.stance,
                )
            )
    return found


def speaker_for(
    document: Document, attributions: Sequence[AttributionMention], start: int, end: int
) -> AttributionMention | None:
    """Whose words a passage is; None where the report itself speaks.

    Of several scopes that hold the passage the one whose verb of speech is nearest is meant, one
    in the passage's own clause before others. A medium that relays what another says is meant
    only where no other speaker is named.
    """
    middle = (start + end) // 2
    covering = [
        attribution
        for attribution in attributions
        if attribution.scope_start <= middle < attribution.scope_end
        and not (attribution.start <= start and end <= attribution.end)
    ]
    return min(
        covering,
        key=lambda attribution: (
            attribution.kind in _RELAYS,
            *_distance(document.text, attribution, start, end),
        ),
        default=None,
    )


def _distance(text: str, attribution: AttributionMention, start: int, end: int) -> tuple[int, int]:
    """Clauses, then characters, between a passage and a verb of speech."""
    gap = max(attribution.cue_start - end, start - attribution.cue_end, 0)
    between = text[min(end, attribution.cue_end) : max(start, attribution.cue_start)]
    return sum(between.count(sign) for sign in "\n.;؛"), gap


def scope_of(
    document: Document, sentence: Sentence, acts: Sequence[Act], index: int
) -> tuple[int, int]:
    """Characters that a speaker answers for.

    A leading act covers what follows it up to the next leading act; one that closes its statement
    covers what precedes it, from the act before or the head of the sentence. A quotation that stays open goes
    on to where it is closed.
    """
    act = acts[index]
    start, end = sentence.start, sentence.end
    if act.is_leading:
        start = document.starts[act.first]
    elif index:
        start = document.starts[min(acts[index - 1].last, len(document.starts) - 1)]
    elif act.last - act.first + 3 >= sentence.last - sentence.first and sentence.index:
        # A sentence that is nothing but "according to the police" belongs to the one before it.
        start = document.sentences[sentence.index - 1].start
    for later in acts[index + 1 :]:
        if later.is_leading:
            end = document.starts[later.first]
            break
    end = max(end, act.cue[1], start + 1)
    if act.is_leading and end == sentence.end:
        end = _quotation_end(document, sentence, act.cue[1], end)
    return start, end


def _quotation_end(document: Document, sentence: Sentence, start: int, end: int) -> int:
    """Where a quotation that the sentence leaves open is closed, within its paragraph."""
    text = document.text
    for opener, closer in (("“", "”"), ("«", "»"), ('"', '"')):
        inside = text[start:end]
        if opener == closer:
            is_open = inside.count(opener) % 2 == 1
        else:
            is_open = inside.count(opener) > inside.count(closer)
        if not is_open:
            continue
        last = min(sentence.index + _QUOTED, len(document.sentences) - 1)
        limit = document.sentences[last].end
        line = text.find("\n", end)
        limit = limit if line == -1 else min(limit, line)
        closing = text.find(closer, end, limit)
        if closing != -1:
            return closing + 1
    return end
