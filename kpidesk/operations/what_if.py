"""Before and after a change that nobody makes: computed on real rows, never saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from kpidesk.domain.catalog import find
from kpidesk.domain.evaluation import Change, Evaluator, Reading, compare
from kpidesk.domain.what_if import with_parts
from kpidesk.operations.record_labels import labels

if TYPE_CHECKING:
    from kpidesk.domain.dataset import Dataset
    from kpidesk.domain.period import Period
    from kpidesk.store.protocol import Store

SHOWN = (
    "mrr",
    "arr",
    "clients",
    "churn_rate",
    "nrr",
    "grr",
    "arpa",
    "concentration_top1",
    "concentration_top5",
    "concentration_hhi",
    "ltv",
    "ltv_cac",
    "cac_payback",
)
_CHURN_BASED = ("churn_rate", "ltv_simple", "ltv")


class Scenario(Protocol):
    """One thing that changes."""

    def apply(self, data: Dataset) -> Dataset:
        """The company with it changed."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """A KPI as it is and as it would be."""

    now: Reading
    then: Reading
    change: Change


@dataclass(frozen=True, slots=True)
class FormulaConsequence:
    """A KPI as it is, and what its formula gives with one quantity changed."""

    now: Reading
    then: float | None


@dataclass(frozen=True, slots=True)
class Subjects:
    """Clients and contracts in force at the start of a period, largest first.

    Each is its id, its name and its MRR in major units.
    """

    clients: tuple[tuple[int, str, float], ...]
    contracts: tuple[tuple[int, str, float], ...]


def subjects(store: Store, period: Period) -> Subjects:
    """What a scenario of a period can be about."""
    rules = store.rules()
    window = Evaluator(store.dataset(rules), rules).window(period)
    data, opening = window.data, window.opening
    clients = [
        (int(data.clients.id[at]), data.clients.name[at], float(opening.mrr[at]))
        for at in np.flatnonzero(opening.active)
    ]
    held = data.pieces.contract[opening.pieces]
    amounts = dict(zip(data.contracts.id[held], opening.amounts, strict=True))
    names = labels(store, "contract", [int(identifier) for identifier in amounts])
    contracts = [
        (int(identifier), names.get(int(identifier), ""), float(amount))
        for identifier, amount in amounts.items()
    ]
    return Subjects(
        _largest_first(clients, window.scope.per_major),
        _largest_first(contracts, window.scope.per_major),
    )


def _largest_first(
    items: Sequence[tuple[int, str, float]], per_major: int
) -> tuple[tuple[int, str, float], ...]:
    known = [item for item in items if np.isfinite(item[2])]
    known.sort(key=lambda item: -item[2])
    return tuple((key, name, amount / per_major) for key, name, amount in known)


def what_if(
    store: Store,
    scenario: Scenario,
    period: Period,
    keys: Sequence[str] = SHOWN,
) -> list[Consequence]:
    """Readings of a period without and with a change."""
    rules = store.rules()
    data = store.dataset(rules)
    now, then = Evaluator(data, rules), Evaluator(scenario.apply(data), rules)
    found = []
    for key in keys:
        kpi = find(key)
        before, after = now.read(kpi, period), then.read(kpi, period)
        found.append(Consequence(before, after, compare(after, before)))
    return found


def if_churn_fell(
    store: Store, points: float, period: Period
) -> list[FormulaConsequence]:
    """What the KPIs that rest on churn would be at a churn lower by some points.

    The clients lost are lowered by that share of the clients at the start, and each
    formula is computed with it; no row is invented. A lifetime value's churn is that
    of twelve months, so *points* are points of the monthly rate there too.
    """
    rules = store.rules()
    evaluator = Evaluator(store.dataset(rules), rules)
    found = []
    for key in _CHURN_BASED:
        kpi = find(key)
        reading = evaluator.read(kpi, period)
        parts = {part.key: part.value for part in reading.measurement.parts}
        lost, opening = parts.get("lost"), parts.get("opening")
        then = None
        if lost is not None and opening:
            months = 12 if key == "ltv" else 1
            fewer = max(0.0, lost - points / 100 * opening * months)
            then = with_parts(kpi, reading.measurement, lost=fewer)
        found.append(FormulaConsequence(reading, then))
    return found
