"""The headline of a plain text that comes without metadata."""

from __future__ import annotations

_LONGEST = 200
_STOPS = frozenset(".!?؟۔…:،,")


def split_headline(text: str) -> tuple[str | None, str]:
    """The headline and the body of a plain text.

    The first line is the headline where it is short, does not end as a sentence does, and more
    follows. The body stays as it is but for empty lines before it.
    """
    text = text.lstrip("\r\n")
    first, _, rest = text.partition("\n")
    headline = first.strip()
    is_headline = (
        bool(rest.strip()) and 0 < len(headline) <= _LONGEST and headline[-1] not in _STOPS
    )
    return (headline, rest.lstrip("\r\n")) if is_headline else (None, text)
