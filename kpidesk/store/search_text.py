"""Text as it is searched: without case and without accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

from kpidesk.domain.records import Record

_SEARCHED = ("name", "legal_name", "code", "tax_id", "city", "email")
_MARKS = re.compile("[\u0300-\u036f]+")
_BREAK = "\n"
_AT_ONCE = 4000


def searchable(*texts: str | None) -> str:
    """Join the texts, casefolded and unaccented, for a search column."""
    joined = " ".join(text for text in texts if text).casefold()
    if joined.isascii():
        return joined
    decomposed = unicodedata.normalize("NFKD", joined)
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def searchable_all(texts: Iterable[str]) -> list[str]:
    """Each text as it is searched: many at once, which is a hundred times faster.

    In portions, so that other threads have their turn in between.
    """
    waiting = iter(texts)
    found: list[str] = []
    while portion := list(islice(waiting, _AT_ONCE)):
        whole = _BREAK.join(text.replace(_BREAK, " ") for text in portion).casefold()
        if not whole.isascii():
            whole = _MARKS.sub("", unicodedata.normalize("NFKD", whole))
        found += whole.split(_BREAK)
    return found


def client_search_text(client: Record) -> str:
    """What a search for a client looks through."""
    return searchable(*(str(client[name]) for name in _SEARCHED if client.get(name)))
