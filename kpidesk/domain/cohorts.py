"""Cohorts: clients by the month or quarter of their first paid contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.period import PeriodKind

if TYPE_CHECKING:
    from kpidesk.domain.dataset import IntArray
    from kpidesk.domain.evaluation import Evaluator
    from kpidesk.domain.period import Period


@dataclass(frozen=True, slots=True)
class CohortRow:
    """One cohort and what is left of it.

    Attributes:
        period: When its clients first paid.
        clients: How many they are.
        mrr: Their MRR at the end of that period, major units.
        kept: Clients still active at the end of each following period, from the
            cohort's own; ``None`` where the period has not ended yet.
        kept_mrr: Their MRR then, in major units.
        client_ids: Who they are.
        kept_ids: Who is still active, at the end of each following period.
    """

    period: Period
    clients: int
    mrr: float
    kept: tuple[int | None, ...]
    kept_mrr: tuple[float | None, ...]
    client_ids: IntArray
    kept_ids: tuple[IntArray | None, ...] = ()


def cohort_triangle(
    evaluator: Evaluator, first: Period, count: int, last_known: Period
) -> list[CohortRow]:
    """Cohorts of *count* consecutive periods and their survival.

    Args:
        evaluator: The company.
        first: Month or quarter of the first cohort.
        count: How many cohorts, and how many periods each is followed at most.
        last_known: The last complete period; later cells are ``None``.
    """
    if first.kind not in {PeriodKind.MONTH, PeriodKind.QUARTER}:
        raise ValueError(first.kind)
    spans = [first.shifted(step) for step in range(count)]
    scope = evaluator.window(first).scope
    ids = scope.data.clients.id
    rows = []
    for index, span in enumerate(spans):
        # Who starts after the last known day is not there yet.
        start, end = evaluator.window(span).start, evaluator.window(span).end
        member = (scope.first_paid >= start) & (scope.first_paid < end)
        kept: list[int | None] = []
        kept_mrr: list[float | None] = []
        kept_ids: list[IntArray | None] = []
        for later in spans[index:]:
            if later.end > last_known.end:
                kept.append(None)
                kept_mrr.append(None)
                kept_ids.append(None)
                continue
            closing = evaluator.window(later).closing
            kept_ids.append(ids[closing.active & member])
            kept.append(int((closing.active & member).sum()))
            amount = float(closing.mrr[member].sum())
            known = np.isfinite(amount)
            kept_mrr.append(amount / scope.per_major if known else None)
        rows.append(
            CohortRow(
                period=span,
                clients=int(member.sum()),
                mrr=kept_mrr[0] or 0.0,
                kept=tuple(kept),
                kept_mrr=tuple(kept_mrr),
                client_ids=ids[member],
                kept_ids=tuple(kept_ids),
            )
        )
    return rows
