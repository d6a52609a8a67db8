"""Text as it is searched: without case and without accents."""

from __future__ import annotations

import unicodedata

from kpidesk.domain.records import Record

_SEARCHED = ("name", "legal_name", "code", "tax_id", "city", "email")


def searchable(*texts: str | None) -> str:
    """Join the texts, casefolded and unaccented, for a search column."""
    joined = " ".join(text for text in texts if text)
    decomposed = unicodedata.normalize("NFKD", joined.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def client_search_text(client: Record) -> str:
    """What a search for a client looks through."""
    return searchable(*(str(client[name]) for name in _SEARCHED if client.get(name)))
