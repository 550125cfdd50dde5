"""``python -m eventdb.releases`` writes ``docs/columns.md`` to standard output."""

from __future__ import annotations

import sys

from eventdb.releases.codebook import codebook_document

sys.stdout.write(codebook_document())
