"""The quantities of every KPI with their rows, for a workbook that computes them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kpidesk.domain.catalog import CATALOG
from kpidesk.domain.formula import names
from kpidesk.i18n.messages import _
from kpidesk.operations.record_labels import labels
from kpidesk.reporting.calculation_sheets import (
    MOST_ROWS,
    Calculation,
    Quantity,
    can_be_written,
)

if TYPE_CHECKING:
    from kpidesk.domain.evaluation import Evaluator, Reading
    from kpidesk.domain.kpi import Part
    from kpidesk.domain.period import Period
    from kpidesk.store.protocol import Store

Names = dict[str, dict[int, str]]
STAFF = "staff"
"""Kind of records that no report lists: a workbook is handed to others."""


def calculations(
    store: Store, evaluator: Evaluator, period: Period
) -> list[Calculation]:
    """Every KPI with a value whose formula can be computed from its quantities."""
    readings = [
        reading
        for reading in (evaluator.read(kpi, period) for kpi in CATALOG)
        if reading.value is not None
        and can_be_written(
            reading.kpi,
            [part.key for part in reading.measurement.parts if part.value is not None],
        )
    ]
    known = _names(store, readings)
    return [_calculation(reading, known) for reading in readings]


def _written(part: Part) -> bool:
    """Whether the rows of a quantity are listed; the house's own people never are."""
    if any(rows.kind == STAFF for rows in part.rows):
        return False
    return 0 < sum(len(rows.ids) for rows in part.rows) <= MOST_ROWS


def _names(store: Store, readings: list[Reading]) -> Names:
    wanted: dict[str, set[int]] = defaultdict(set)
    for reading in readings:
        for part in reading.measurement.parts:
            if _written(part):
                for rows in part.rows:
                    wanted[rows.kind].update(int(each) for each in rows.ids)
    return {kind: labels(store, kind, sorted(ids)) for kind, ids in wanted.items()}


def _calculation(reading: Reading, known: Names) -> Calculation:
    kpi = reading.kpi
    used = set(names(kpi.formula))
    quantities = []
    for part in reading.measurement.parts:
        if part.key not in used or part.value is None:
            continue
        spec = kpi.spec(part.key)
        rows = [
            (known[rows.kind].get(int(identifier), ""), float(value))
            for rows in (part.rows if _written(part) else ())
            for identifier, value in zip(rows.ids, rows.values, strict=True)
        ]
        quantities.append(
            Quantity(
                part.key,
                _(spec.label),
                spec.unit,
                spec.aggregate,
                part.value,
                tuple(rows),
            )
        )
    return Calculation(kpi, reading.value or 0.0, tuple(quantities))
