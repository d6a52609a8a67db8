"""Text as it is searched: without case and without accents."""

from __future__ import annotations

import unicodedata


def searchable(*texts: str | None) -> str:
    """Join the texts, casefolded and unaccented, for a search column."""
    joined = " ".join(text for text in texts if text)
    decomposed = unicodedata.normalize("NFKD", joined.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))
