"""Renewal of contracts that reach their end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING, OPEN_ENDED
from kpidesk.domain.intervals import wilson
from kpidesk.domain.kpi import (
    Aggregate,
    Direction,
    Family,
    Kpi,
    Measurement,
    PartSpec,
    Remark,
    Unit,
    Variant,
    kpi,
)
from kpidesk.domain.reading import (
    count_part,
    quotient,
    rows,
    share,
    sum_part,
    undefined,
    with_remarks,
)
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray, IntArray
    from kpidesk.domain.window import Window

_NOTHING_DUE = Remark("nothing_due", N_("No paid contract ended in the period."))


@dataclass(frozen=True, slots=True)
class Renewals:
    """Contracts whose end falls in a period, and what became of them.

    Attributes:
        due: Positions of the paid contracts that end in the period.
        renewed: Which of them were renewed.
        pending: Which are undecided: not renewed, and on ``as_of`` a renewal could
            still start within the grace.
    """

    due: IntArray
    renewed: BoolArray
    pending: BoolArray


def find_renewals(window: Window, grace_days: int) -> Renewals:
    """Judge every paid contract whose end falls in the period.

    Renewed iff the same client has another paid contract that starts within the
    grace either side of the end and ends later; or that names it as renewed; or the
    contract renews by itself, no notice was given and the day for notice has passed.
    """
    contracts = window.data.contracts
    paid = (contracts.monthly > 0) & (contracts.start < contracts.end)
    due = np.flatnonzero(paid & window.holds_day(contracts.end))
    signed = paid & (contracts.start < window.horizon)
    renewed = np.array(
        [
            _has_successor(window, int(position), signed, grace_days)
            or _renews_itself(window, int(position))
            for position in due
        ],
        dtype=np.bool_,
    )
    undecided = contracts.end[due] + grace_days >= window.horizon
    return Renewals(due, renewed, ~renewed & undecided)


def _has_successor(
    window: Window, position: int, signed: BoolArray, grace_days: int
) -> bool:
    contracts = window.data.contracts
    end = int(contracts.end[position])
    same = (contracts.client == contracts.client[position]) & signed
    same[position] = False
    near = np.abs(contracts.start - end) <= grace_days
    named = contracts.renews == position
    return bool((same & (near | named) & (contracts.end > end)).any())


def _renews_itself(window: Window, position: int) -> bool:
    contracts = window.data.contracts
    if not contracts.auto_renew[position]:
        return False
    noticed = int(contracts.cancelled[position])
    if noticed != MISSING and noticed < window.horizon:
        return False
    days = int(contracts.notice_days[position])
    deadline = int(contracts.end[position]) - max(days, 0)
    return window.horizon == OPEN_ENDED or deadline < window.horizon


def _pending_remark(found: Renewals) -> Remark | None:
    pending = int(found.pending.sum())
    if not pending:
        return None
    return Remark(
        "pending_renewals",
        N_("Still undecided: {count} of {due}."),
        {"count": pending, "due": len(found.due)},
    )


def _by_count(window: Window, grace_days: int) -> Measurement:
    found = find_renewals(window, grace_days)
    ids = window.data.contracts.id[found.due]
    top = count_part("renewed", rows("contract", ids[found.renewed]))
    bottom = count_part("due", rows("contract", ids))
    reading = share(top, bottom, _NOTHING_DUE)
    interval = wilson(top.value or 0.0, bottom.value or 0.0)
    return with_remarks(
        Measurement(
            reading.value,
            reading.parts,
            numerator=reading.numerator,
            denominator=reading.denominator,
            n=reading.n,
            interval=interval,
            reason=reading.reason,
        ),
        _pending_remark(found),
    )


def _without_grace(window: Window) -> Measurement:
    return _by_count(window, 0)


@kpi(
    key="renewal_rate",
    name=N_("Renewal rate"),
    short=N_("Renewal rate"),
    definition=N_(
        "Share of the paid contracts that ended in the period which were renewed: by"
        " another contract of the same client, or by themselves."
    ),
    formula="{renewed} ÷ {due} × 100",
    parts=(
        PartSpec("renewed", N_("contracts renewed"), Unit.COUNT, Aggregate.COUNT),
        PartSpec("due", N_("contracts due"), Unit.COUNT, Aggregate.COUNT),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    family=Family.RETENTION,
    noun="contract",
    source="001",
    variants=(
        Variant(
            "without_grace",
            N_("Without grace"),
            N_("Only a contract that starts on the very day of the end renews it."),
            _without_grace,
            "{renewed} ÷ {due} × 100",
        ),
    ),
)
def renewal_rate(window: Window) -> Measurement:
    """Renewed ÷ due, by number of contracts."""
    return _by_count(window, window.rules.renewal_grace_days)


@kpi(
    key="renewal_rate_mrr",
    name=N_("Renewal rate by MRR"),
    short=N_("Renewal rate (MRR)"),
    definition=N_("The renewal rate weighed by the MRR of each contract due."),
    formula="{renewed} ÷ {due} × 100",
    parts=(
        PartSpec("renewed", N_("MRR renewed"), Unit.MONEY),
        PartSpec("due", N_("MRR due"), Unit.MONEY),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    family=Family.RETENTION,
    noun="contract",
    source="A",
)
def renewal_rate_mrr(window: Window) -> Measurement:
    """Renewed ÷ due, by MRR at the end of each contract."""
    found = find_renewals(window, window.rules.renewal_grace_days)
    contracts = window.data.contracts
    rates = window.scope.rates_on(window.end - 1)
    amounts = contracts.monthly[found.due] * rates[contracts.currency[found.due]]
    amounts = amounts / window.scope.per_major
    if np.isnan(amounts).any():
        code = int(contracts.currency[found.due][np.isnan(amounts)][0])
        return undefined(
            Remark(
                "no_exchange_rate",
                N_("There is no exchange rate for {currency} on {day}."),
                {
                    "currency": window.data.currencies[code],
                    "day": window.period.last_day.isoformat(),
                },
            )
        )
    ids = contracts.id[found.due]
    top = sum_part(
        "renewed", rows("contract", ids[found.renewed], amounts[found.renewed])
    )
    bottom = sum_part("due", rows("contract", ids, amounts))
    reading = quotient(
        top.value or 0.0,
        bottom.value or 0.0,
        scale=100,
        parts=(top, bottom),
        n=len(ids),
        reason=_NOTHING_DUE,
    )
    return with_remarks(reading, _pending_remark(found))


KPIS: tuple[Kpi, ...] = (renewal_rate, renewal_rate_mrr)
