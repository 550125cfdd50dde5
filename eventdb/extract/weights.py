"""How much a frame counts within its story: headline and lead before what follows."""

from __future__ import annotations

from eventdb.extract.frames import Frame

_BACKGROUND = 0.3


def frame_weight(frame: Frame) -> float:
    """3 for the headline, 2.5 for the lead, then falling to 1; background counts a third."""
    if frame.sentence.is_title:
        weight = 3.0
    else:
        weight = max(1.0, 2.6 - 0.3 * frame.sentence.paragraph - 0.1 * frame.sentence.index)
    return weight * (_BACKGROUND if frame.is_background else 1.0)
