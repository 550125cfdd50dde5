"""How much a frame counts within its story: headline and lead before what follows."""

from __future__ import annotations

from eventdb.extract.frames import Frame, gap_between
from eventdb.records import DateMention, PlaceMention

_BACKGROUND = 0.3
# Of a date or place in a frame that has no act but a count.
_WITHOUT_ACT = 0.6


def frame_weight(frame: Frame) -> float:
    """3 for the headline, 2.5 for the lead, then falling to 1; background counts a third."""
    if frame.sentence.is_title:
        weight = 3.0
    else:
        weight = max(1.0, 2.6 - 0.3 * frame.sentence.paragraph - 0.1 * frame.sentence.index)
    return weight * (_BACKGROUND if frame.is_background else 1.0)


def nearness(frame: Frame, mention: DateMention | PlaceMention, reach: int) -> float:
    """How near a date or place stands to the strongest acts of its frame: 1 beside one, 1/2 at ``reach``.

    Args:
        frame: the frame that holds the mention.
        mention: the date or place.
        reach: characters at which nearness is halved.
    """
    if not frame.triggers:
        return _WITHOUT_ACT
    gap = min(gap_between(mention, act) for act in frame.triggers[:3])
    return 1.0 / (1.0 + gap / reach)
