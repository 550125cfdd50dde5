"""Turns what supports a story into claims: each with its field, its words and its speaker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from eventdb.codebook import ClaimKind, PartyRole
from eventdb.documents import Document
from eventdb.extract.attribution import speaker_for
from eventdb.extract.frames import Frame
from eventdb.extract.locations import Where
from eventdb.extract.parties import Cast
from eventdb.extract.times import When
from eventdb.records import AttributionMention, Claim, CountMention


def count_claims(
    document: Document, frames: Sequence[Frame], attributions: Sequence[AttributionMention]
) -> list[Claim]:
    """Every count of the frames as a claim, in the order of the text."""
    counts = sorted(
        {count for frame in frames for count in frame.counts},
        key=lambda c: (c.start, c.end, c.kind),
    )
    return [_count_claim(document, count, attributions) for count in counts]


def _count_claim(
    document: Document, count: CountMention, attributions: Sequence[AttributionMention]
) -> Claim:
    victims = None
    if count.victims_start is not None and count.victims_end is not None:
        victims = document.text[count.victims_start : count.victims_end]
    draft = Claim(
        kind=count.kind,
        span=document.span(count.start, count.end),
        text="",
        low=count.low,
        best=count.best,
        high=count.high,
        victims=victims,
        victim_group=count.victim_group,
        scope=count.scope,
    )
    return _said(document, draft, count.start, count.end, attributions)


def field_claims(
    document: Document,
    frames: Sequence[Frame],
    when: When,
    where: Where | None,
    cast: Sequence[Cast],
    attributions: Sequence[AttributionMention],
) -> list[Claim]:
    """Claims for the type, the day, the place and the parties of a story."""
    claims = list(_type_claims(document, frames, attributions))
    if when.mention is not None:
        value = "/".join(
            "" if day is None else day.isoformat()
            for day in (when.mention.first, when.mention.last)
        )
        claims.append(
            _plain(
                document, ClaimKind.DATE, when.mention.start, when.mention.end, value, attributions
            )
        )
    if where is not None and where.mention is not None:
        value = where.place.place_id if where.is_listed else f"{where.place.place_id}/{where.name}"
        claims.append(
            _plain(
                document,
                ClaimKind.PLACE,
                where.mention.start,
                where.mention.end,
                value,
                attributions,
            )
        )
    for vote, role in cast:
        claims.append(
            _plain(
                document,
                ClaimKind.PARTY,
                vote.mention.start,
                vote.mention.end,
                vote.actor.name,
                attributions,
                role,
            )
        )
    return claims


def _type_claims(
    document: Document, frames: Sequence[Frame], attributions: Sequence[AttributionMention]
) -> Iterable[Claim]:
    seen: set[str] = set()
    for frame in frames:
        for act in frame.triggers:
            if act.name not in seen:
                seen.add(act.name)
                yield _plain(
                    document,
                    ClaimKind.EVENT_TYPE,
                    act.start,
                    act.end,
                    act.sub_event_type.value,
                    attributions,
                )


def _plain(
    document: Document,
    kind: ClaimKind,
    start: int,
    end: int,
    value: str,
    attributions: Sequence[AttributionMention],
    role: PartyRole | None = None,
) -> Claim:
    draft = Claim(kind=kind, span=document.span(start, end), text="", value=value, role=role)
    return _said(document, draft, start, end, attributions)


def _said(
    document: Document,
    draft: Claim,
    start: int,
    end: int,
    attributions: Sequence[AttributionMention],
) -> Claim:
    """The draft with its words and its speaker."""
    words = document.report.passage(draft.span)
    speaker = speaker_for(document, attributions, start, end)
    if speaker is None:
        return replace(draft, text=words)
    return replace(
        draft,
        text=words,
        attributed_to=document.text[speaker.start : speaker.end],
        attribution_span=document.span(speaker.start, speaker.end),
        speaker_kind=speaker.kind,
        stance=speaker.stance,
    )
