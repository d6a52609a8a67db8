"""Amounts that name their period in the cell: ``49 €/mese``, ``R$ 99 por mês``."""

from __future__ import annotations

import re
from functools import lru_cache

from kpidesk.importing.billing import stem_in
from kpidesk.importing.header_text import normalised, without_tax_note

_PERIOD = re.compile(
    r"\s*(?:/|\b(?:a|l|al|alla|all|per|por|ao|à|ogni|cada|every|an?)\b['’]?)?\s*"
    r"((?:una\s+|one\s+)?[^\W\d_]+)\.?\s*$",
    re.IGNORECASE,
)
_MARKED = re.compile(r"(?i)r\$|us\$|[€$£/]|\b(?:eur|euro|brl|usd|gbp)\b")
"""Without a currency or a slash, ``12 mesi`` counts months and is no amount."""


@lru_cache(maxsize=2048)
def split_period(text: str) -> tuple[str, str]:
    """The amount of a text and the billing interval that it names, or empty.

    >>> split_period("1.200 €/anno + IVA")
    ('1.200 €', 'annual')
    """
    bare = without_tax_note(text)
    if not _MARKED.search(bare):
        return text, ""
    found = _PERIOD.search(bare)
    interval = stem_in(normalised(found[1])) if found is not None else None
    if found is None or interval is None:
        return bare, ""
    return bare[: found.start()], interval
