"""Names in all the languages the program speaks, for whoever searches in another."""

from __future__ import annotations

from functools import lru_cache

from kpidesk.i18n.languages import LANGUAGES
from kpidesk.i18n.messages import _, language


@lru_cache(maxsize=2048)
def in_every_language(message: str) -> str:
    """A message in each language, one after the other."""
    found = []
    for each in LANGUAGES:
        with language(each.code):
            found.append(_(message))
    return " ".join(dict.fromkeys(found))


def kpi_in_every_language(key: str) -> str:
    """Name and short name of a KPI in each language."""
    # The catalogue is there by the time that somebody searches.
    from kpidesk.domain.catalog import find

    kpi = find(key)
    return f"{in_every_language(kpi.name)} {in_every_language(kpi.short)}"
