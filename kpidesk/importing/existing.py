"""Records that the company file has already, handed to the importer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from kpidesk.domain.records import Record

Key = Hashable | None


@dataclass(slots=True)
class Existing:
    """Existing records by kind, found by keys that are indexed when first asked for.

    Attributes:
        records: Records by kind, as far as they are at hand.
        load: Gives the records of a kind when they are first asked for.
    """

    records: dict[str, Sequence[Record]] = field(default_factory=dict)
    load: Callable[[str], Sequence[Record]] | None = None
    _indices: dict[tuple[str, str], dict[Hashable, Record]] = field(
        default_factory=dict
    )
    _counts: dict[tuple[str, tuple[str, ...]], Counter[Hashable]] = field(
        default_factory=dict
    )

    def of(self, kind: str) -> Sequence[Record]:
        """All existing records of a kind."""
        if kind not in self.records:
            self.records[kind] = self.load(kind) if self.load else ()
        return self.records[kind]

    def find(
        self, kind: str, name: str, key: Key, key_of: Callable[[Record], Key]
    ) -> Record | None:
        """The record whose key, under the index called *name*, equals *key*."""
        if key is None:
            return None
        index = self._indices.get((kind, name))
        if index is None:
            index = {}
            for record in self.of(kind):
                own = key_of(record)
                if own is not None:
                    index.setdefault(own, record)
            self._indices[(kind, name)] = index
        return index.get(key)

    def equal_ones(self, kind: str, values: Record, names: Iterable[str]) -> int:
        """How many existing records not taken yet equal the values; takes one.

        Anonymous answers can be equal without being the same, so a file read again
        claims as many as it holds.
        """
        fields = tuple(names)
        counts = self._counts.get((kind, fields))
        if counts is None:
            counts = Counter(
                tuple(record.get(name) for name in fields) for record in self.of(kind)
            )
            self._counts[(kind, fields)] = counts
        key = tuple(values.get(name) for name in fields)
        left = counts[key]
        if left > 0:
            counts[key] = left - 1
        return left
