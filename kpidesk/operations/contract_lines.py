"""What follows from a contract while it is typed, and from closing one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.billing import INTERVAL_MONTHS
from kpidesk.domain.catalog import find
from kpidesk.domain.dataset import day_number
from kpidesk.domain.deadlines import last_notice_day, renewal_ahead
from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.money import minor_per_major
from kpidesk.domain.period import month_of
from kpidesk.domain.pieces import monthly_amount

if TYPE_CHECKING:
    from kpidesk.domain.dataset import Dataset
    from kpidesk.domain.records import Record
    from kpidesk.store.protocol import Store


@dataclass(frozen=True, slots=True)
class ContractLines:
    """What the owner will see of a contract.

    Attributes:
        mrr: Its MRR in major units; ``None`` = not known yet.
        months: Months of a billing period; 0 = one-off.
        renewal: First day of the next term.
        last_notice: Last day on which notice can be given.
    """

    mrr: float | None
    months: float
    renewal: date | None
    last_notice: date | None


def contract_lines(contract: Record, price: Record, today: date) -> ContractLines:
    """Compute the live lines of a form."""
    mrr, months = mrr_of_price(price, str(contract.get("currency") or "EUR"))
    renewal = _renewal(contract, months, today)
    days = int(contract.get("notice_days") or 0)
    last = last_notice_day(renewal, days) if renewal and days else None
    return ContractLines(mrr, months, renewal, last)


def mrr_of_price(price: Record, currency: str) -> tuple[float | None, float]:
    """The MRR of a price in major units, and its months."""
    amount = price.get("amount_minor")
    interval = str(price.get("interval") or "")
    num, den = INTERVAL_MONTHS.get(interval, (1, 1))
    if price.get("months_num") is not None:
        num, den = int(price["months_num"] or 0), int(price["months_den"] or 1)
    if amount is None:
        return None, num / den
    quantity = price.get("quantity_milli")
    monthly = monthly_amount(
        np.array([float(amount)]),
        np.array([float(num)]),
        np.array([float(den)]),
        np.array([1000.0 if quantity is None else float(quantity)]),
        np.array([float(price.get("discount_ppm") or 0)]),
    )
    return float(monthly[0]) / minor_per_major(currency), num / den


def _renewal(contract: Record, months: float, today: date) -> date | None:
    if contract.get("end_on"):
        return date.fromisoformat(str(contract["end_on"]))
    written = contract.get("renewal_on")
    if not contract.get("start_on") or not (contract.get("auto_renew") or written):
        return None
    return renewal_ahead(
        date.fromisoformat(str(contract["start_on"])),
        int(contract.get("renewal_months") or 0) or round(months),
        date.fromisoformat(str(written)) if written else None,
        today,
    )


@dataclass(frozen=True, slots=True)
class EndingEffect:
    """What closing a contract does.

    Attributes:
        mrr: MRR that ends, major units of the base currency.
        client: Name of the client.
        others: How many other contracts it has on that day.
        churn: Client churn of the month, before and after, in percent.
    """

    mrr: float
    client: str
    others: int
    churn: tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class _Ends:
    """One contract ends on a day."""

    contract: int
    day: int

    def apply(self, data: Dataset) -> Dataset:
        mine = data.pieces.contract == self.contract
        pieces = replace(
            data.pieces,
            end=np.where(mine, np.minimum(data.pieces.end, self.day), data.pieces.end),
        )
        ends = data.contracts.end.copy()
        ends[self.contract] = min(ends[self.contract], self.day)
        return replace(data, pieces=pieces, contracts=replace(data.contracts, end=ends))


def ending_effect(store: Store, contract_id: int, end_on: date) -> EndingEffect:
    """What closing a contract on a day would do."""
    rules = store.rules()
    data = store.dataset(rules)
    position = int(np.flatnonzero(data.contracts.id == contract_id)[0])
    day = day_number(end_on)
    pieces = data.pieces
    before = (pieces.start < day) & (pieces.end >= day)
    mine = before & (pieces.contract == position)
    client = int(data.contracts.client[position])
    running = (pieces.start <= day) & (pieces.end > day) & (pieces.client == client)
    others = np.unique(pieces.contract[running & (pieces.contract != position)])
    now = Evaluator(data, rules)
    then = Evaluator(_Ends(position, day).apply(data), rules)
    rates = now.window(month_of(end_on)).scope.rates_on(day)
    mrr = float((pieces.monthly * rates[pieces.currency])[mine].sum())
    churn, month = find("churn_rate"), month_of(end_on)
    return EndingEffect(
        mrr / minor_per_major(rules.currency),
        data.clients.name[client],
        len(others),
        (now.read(churn, month).value, then.read(churn, month).value),
    )
