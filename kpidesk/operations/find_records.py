"""A few records by a few letters, for the command palette."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpidesk.operations.record_labels import labels
from kpidesk.store.search_text import searchable

if TYPE_CHECKING:
    from kpidesk.store.protocol import Store

_WHERE: tuple[tuple[str, tuple[str, ...], int], ...] = (
    ("client", ("search",), 6),
    ("contract", ("code",), 3),
    ("ticket", ("code", "subject"), 4),
    ("lead", ("name", "company"), 3),
    ("staff", ("name",), 2),
)
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record, by its kind, id and name."""

    kind: str
    id: int
    label: str


def find_records(store: Store, query: str) -> list[FoundRecord]:
    """Records that hold what is typed, clients first."""
    text = query.strip()
    if len(text) < _SHORTEST:
        return []
    found: list[FoundRecord] = []
    for kind, fields, limit in _WHERE:
        word = searchable(text) if kind == "client" else text
        ids = [int(r["id"] or 0) for r in store.find(kind, fields, word, limit)]
        names = labels(store, kind, ids)
        found += [FoundRecord(kind, each, names[each]) for each in ids]
    return found
