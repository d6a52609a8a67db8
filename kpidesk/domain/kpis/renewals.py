"""Renewal of contracts that reach their end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

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
    proportion,
    quotient,
    rows,
    sum_part,
    undefined,
    unknown_rate,
    with_remarks,
)
from kpidesk.domain.rules import ChurnAt
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray, Contracts, FloatArray, IntArray
    from kpidesk.domain.window import Window

_NOTHING_DUE = Remark("nothing_due", N_("No paid contract ended in the period."))


@dataclass(frozen=True, slots=True)
class Renewals:
    """Contracts whose end falls in a period, and what became of them.

    Attributes:
        due: Positions of the paid contracts that end in the period.
        renewed: Which of them were renewed.
        pending: Which are undecided: not renewed, no notice given, and after ``as_of``
            a renewal could still start within the grace.
        monthly: MRR of each just before its end, minor units of its currency.
    """

    due: IntArray
    renewed: BoolArray
    pending: BoolArray
    monthly: FloatArray


def find_renewals(window: Window, grace_days: int) -> Renewals:
    """Judge every paid contract whose end falls in the period.

    Renewed iff the same client has another paid contract that starts within the
    grace either side of the end and ends later; or the contract renews by itself, no
    notice was given and the day for notice has passed.
    """
    contracts = window.data.contracts
    monthly = _last_monthly(window)
    paid = (monthly > 0) & (contracts.start < contracts.end)
    due = np.flatnonzero(paid & window.holds_day(contracts.end))
    others = np.flatnonzero(paid & (contracts.start < window.horizon))
    noticed = window.known_day(contracts.cancelled[due])
    renewed = _succeeded(contracts, due, others, grace_days)
    renewed |= _renews_itself(window, due) & ~noticed
    undecided = contracts.end[due] + grace_days >= window.horizon
    return Renewals(due, renewed, ~renewed & ~noticed & undecided, monthly[due])


def _last_monthly(window: Window) -> FloatArray:
    """Per contract, the MRR of its last price in force before its end."""
    contracts, pieces = window.data.contracts, window.data.pieces
    last = np.zeros(len(contracts.id))
    final = pieces.unbridged_end == contracts.end[pieces.contract]
    noticed = pieces.unbridged_end == contracts.cancelled[pieces.contract]
    final |= (window.rules.churn_at is ChurnAt.NOTICE) & noticed
    last[pieces.contract[final]] = pieces.monthly[final]
    return last


def _succeeded(
    contracts: Contracts, due: IntArray, others: IntArray, grace_days: int
) -> BoolArray:
    """Which of the contracts due have a successor among the others."""
    order = others[np.argsort(contracts.client[others], kind="stable")]
    clients = contracts.client[order]
    first = np.searchsorted(clients, contracts.client[due], side="left")
    number = np.searchsorted(clients, contracts.client[due], side="right") - first
    # Every contract due beside every other contract of its client.
    mine = np.repeat(np.arange(len(due)), number)
    step = np.arange(len(mine)) - np.repeat(np.cumsum(number) - number, number)
    other = order[first[mine] + step]
    end = contracts.end[due[mine]]
    good = (other != due[mine]) & (contracts.end[other] > end)
    good &= np.abs(contracts.start[other] - end) <= grace_days
    found = np.zeros(len(due), dtype=np.bool_)
    found[mine[good]] = True
    return found


def _renews_itself(window: Window, due: IntArray) -> BoolArray:
    """Which renew automatically, the last day for notice having passed."""
    contracts = window.data.contracts
    last_notice = contracts.end[due] - np.maximum(contracts.notice_days[due], 0)
    passed: BoolArray = contracts.auto_renew[due] & (last_notice < window.horizon)
    return passed


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
    waiting = count_part("pending", rows("contract", ids[found.pending]))
    reading = proportion(top, bottom, _NOTHING_DUE)
    reading = replace(reading, parts=(top, bottom, waiting))
    return with_remarks(reading, _pending_remark(found))


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
        PartSpec("pending", N_("still undecided"), Unit.COUNT, Aggregate.COUNT),
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
    currency = contracts.currency[found.due]
    amounts = found.monthly * rates[currency] / window.scope.per_major
    blank = np.flatnonzero(np.isnan(amounts))
    if len(blank):
        code = int(currency[blank[0]])
        return undefined(unknown_rate(window.data.currencies[code], window.end - 1))
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
