"""Why this number: a reading taken apart down to the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpidesk.domain.catalog import find
from kpidesk.domain.evaluation import Evaluator, Reading
from kpidesk.domain.segment import EVERYTHING, Segment
from kpidesk.operations.record_labels import labels

if TYPE_CHECKING:
    from datetime import date

    from kpidesk.domain.kpi import Rows
    from kpidesk.domain.period import Period
    from kpidesk.store.protocol import Store


@dataclass(frozen=True, slots=True)
class ExplainedRow:
    """One record behind a figure and what it contributes, in the part's unit."""

    kind: str
    id: int
    label: str
    value: float


@dataclass(frozen=True, slots=True)
class ExplainedPart:
    """One quantity of the formula with the records that make it."""

    key: str
    value: float | None
    rows: tuple[ExplainedRow, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One record that does not count, and why (English message id)."""

    kind: str
    id: int
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A reading with every record behind it."""

    reading: Reading
    parts: tuple[ExplainedPart, ...]
    left_out: tuple[LeftOut, ...]


def explain_reading(store: Store, reading: Reading) -> Explanation:
    """Name the records behind a reading."""
    names: dict[str, dict[int, str]] = {}
    measurement = reading.measurement
    for kind, identifiers in _records_behind(reading).items():
        names[kind] = labels(store, kind, sorted(identifiers))

    def explained(rows: Rows) -> list[ExplainedRow]:
        return [
            ExplainedRow(
                rows.kind,
                int(identifier),
                names[rows.kind].get(int(identifier), ""),
                float(value),
            )
            for identifier, value in zip(rows.ids, rows.values, strict=False)
        ]

    parts = tuple(
        ExplainedPart(
            part.key,
            part.value,
            tuple(row for rows in part.rows for row in explained(rows)),
        )
        for part in measurement.parts
    )
    left_out = tuple(
        LeftOut(
            group.kind,
            int(identifier),
            names[group.kind].get(int(identifier), ""),
            group.reason,
        )
        for group in measurement.excluded
        for identifier in group.ids
    )
    return Explanation(reading, parts, left_out)


def _records_behind(reading: Reading) -> dict[str, set[int]]:
    behind: dict[str, set[int]] = {}
    for part in reading.measurement.parts:
        for rows in part.rows:
            behind.setdefault(rows.kind, set()).update(int(i) for i in rows.ids)
    for group in reading.measurement.excluded:
        behind.setdefault(group.kind, set()).update(int(i) for i in group.ids)
    return behind


def explain(
    store: Store,
    key: str,
    period: Period,
    *,
    variant: str = "",
    as_of: date | None = None,
    segment: Segment = EVERYTHING,
) -> Explanation:
    """Take a reading and name the records behind it.

    Raises:
        UsageError: The key or the variant is unknown.
    """
    rules = store.rules()
    evaluator = Evaluator(store.dataset(rules), rules, segment, as_of)
    return explain_reading(store, evaluator.read(find(key), period, variant))
