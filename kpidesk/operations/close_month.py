"""Closing a month: its readings are frozen, and later corrections explained.

A closed month is not locked. Whoever changes a record of it afterwards changes the
figures, and the restatement says what was reported, what it is now, and because of
which records, changed by whom and when.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kpidesk.domain.catalog import CATALOG
from kpidesk.domain.evaluation import Evaluator, Reading
from kpidesk.domain.period import Period, parse_period
from kpidesk.i18n.messages import N_
from kpidesk.operations.edit_records import one_step
from kpidesk.operations.progress import Progress, silent
from kpidesk.operations.record_labels import labels

if TYPE_CHECKING:
    from kpidesk.domain.kpi import Kpi
    from kpidesk.operations.edit_records import Edit
    from kpidesk.store.protocol import ClosedMonth, Store

_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Cause:
    """A record that counts otherwise than when the month was closed.

    Attributes:
        kind: Its kind.
        id: Its id.
        label: What people call it.
        before: What it contributed then; ``None`` if it did not count.
        after: What it contributes now; ``None`` if it does not count.
        author: Who changed it last since, if the log knows.
        changed_at: When.
    """

    kind: str
    id: int
    label: str
    before: float | None
    after: float | None
    author: str
    changed_at: str


@dataclass(frozen=True, slots=True)
class Restatement:
    """A KPI of a closed month that is not what was reported."""

    month: Period
    kpi: Kpi
    reported: float | None
    now: Reading
    causes: tuple[Cause, ...]
    closed_at: str


def close_month(store: Store, month: Period, progress: Progress = silent) -> Edit:
    """Freeze the readings of a month; closing it again replaces them."""
    rules = store.rules()
    evaluator = Evaluator(store.dataset(rules), rules)
    frozen: dict[str, str] = {}
    for done, kpi in enumerate(CATALOG):
        progress(done, len(CATALOG))
        frozen[kpi.key] = json.dumps(_frozen(evaluator.read(kpi, month)))
    with one_step(store) as step:
        step.kinds.add("setting")
        step.writer.close_month(month.code, frozen)
        return step.done(N_("close month"))


def _rows(reading: Reading) -> dict[str, dict[str, float]]:
    """What each record contributes, by part and ``kind:id``."""
    found: dict[str, dict[str, float]] = {}
    for part in reading.measurement.parts:
        mine = found.setdefault(part.key, {})
        for rows in part.rows:
            for identifier, value in zip(rows.ids, rows.values, strict=False):
                key = f"{rows.kind}:{int(identifier)}"
                mine[key] = mine.get(key, 0.0) + float(value)
    return found


def _frozen(reading: Reading) -> dict[str, Any]:
    return {"value": reading.value, "rows": _rows(reading)}


def restatements(store: Store, keys: Sequence[str] = ()) -> list[Restatement]:
    """KPIs of closed months whose figure is no longer what was reported.

    Args:
        store: The company.
        keys: Only these KPIs; all when empty.
    """
    rules = store.rules()
    evaluator = Evaluator(store.dataset(rules), rules)
    found: list[Restatement] = []
    for closed in store.closed_months():
        month = parse_period(closed.month)
        for kpi in CATALOG:
            frozen = closed.readings.get(kpi.key)
            if frozen is None or (keys and kpi.key not in keys):
                continue
            reported = json.loads(frozen)
            now = evaluator.read(kpi, month)
            if _equal(reported["value"], now.value):
                continue
            causes = _causes(store, closed, reported["rows"], _rows(now))
            found.append(
                Restatement(
                    month, kpi, reported["value"], now, causes, closed.closed_at
                )
            )
    return found


def _equal(reported: float | None, now: float | None) -> bool:
    if reported is None or now is None:
        return reported is now
    return abs(reported - now) <= _SAME * max(1.0, abs(reported))


def _causes(
    store: Store,
    closed: ClosedMonth,
    before: dict[str, dict[str, float]],
    after: dict[str, dict[str, float]],
) -> tuple[Cause, ...]:
    differing: dict[str, tuple[float | None, float | None]] = {}
    for part in {**before, **after}:
        old, new = before.get(part, {}), after.get(part, {})
        for key in {**old, **new}:
            if old.get(key) != new.get(key):
                differing.setdefault(key, (old.get(key), new.get(key)))
    causes = []
    for key, (was, becomes) in differing.items():
        kind, _colon, identifier = key.partition(":")
        record = int(identifier)
        author, changed_at = _last_change(store, kind, record, closed.closed_at)
        label = labels(store, kind, [record]).get(record, key)
        causes.append(Cause(kind, record, label, was, becomes, author, changed_at))
    return tuple(causes)


def _last_change(store: Store, kind: str, record: int, since: str) -> tuple[str, str]:
    """Who touched a record last since a moment: by hand, or by an import."""
    related = _related(store, kind, record)
    lines = [
        (line.changed_at, line.author)
        for name, identifier in related
        for line in store.history(name, identifier)
        if line.changed_at >= since
    ]
    if lines:
        changed_at, author = max(lines)
        return author, changed_at
    authors = {batch.id: batch.author for batch in store.batches()}
    recorded = [
        (str(item["recorded_at"]), authors.get(int(item["batch_id"] or 0), ""))
        for name, identifier in related
        for item in store.records(name, [identifier])
        if str(item["recorded_at"]) >= since
    ]
    if not recorded:
        return "", ""
    changed_at, author = max(recorded)
    return author, changed_at


def _related(store: Store, kind: str, record: int) -> list[tuple[str, int]]:
    """The record itself and those whose change changes it: prices, contracts."""
    related = [(kind, record)]
    if kind == "client":
        contracts = [
            int(item["id"] or 0)
            for item in store.records("contract")
            if item["client_id"] == record
        ]
        related += [("contract", identifier) for identifier in contracts]
        related += _prices(store, set(contracts))
    if kind == "contract":
        related += _prices(store, {record})
    return related


def _prices(store: Store, contracts: set[int]) -> list[tuple[str, int]]:
    return [
        ("price_term", int(item["id"] or 0))
        for item in store.records("price_term")
        if item["contract_id"] in contracts
    ]
