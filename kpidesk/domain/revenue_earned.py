"""Revenue earned over a span of days: recurring by accrual, one-off by date.

A contract in force earns its MRR for each whole calendar month and, in a month that
it covers in part, the share of that month's days. A one-off sale or entry fee is
earned on the contract's first day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import day_number
from kpidesk.domain.kpi import Rows
from kpidesk.domain.rules import ChurnAt

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray, FloatArray, IntArray
    from kpidesk.domain.window import Window


_TABLE_YEARS = (1970, 2100)


def month_position(days: IntArray) -> FloatArray:
    """Months since January 1970, with the days gone as a share of their month."""
    table = _positions()
    if len(days) and days.min() >= 0 and days.max() < len(table):
        return table[days]
    return _month_position(days)


@lru_cache(maxsize=1)
def _positions() -> FloatArray:
    """The position of every day that is likely to occur, from 1970 on."""
    first, last = (day_number(date(year, 1, 1)) for year in _TABLE_YEARS)
    return _month_position(np.arange(first, last, dtype=np.int64))


def _month_position(days: IntArray) -> FloatArray:
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    first = months.astype("datetime64[D]").astype(np.int64)
    following = (months + 1).astype("datetime64[D]").astype(np.int64)
    whole = months.astype(np.int64)
    position = whole + (days - first) / (following - first)
    return position.astype(np.float64)


@dataclass(frozen=True, slots=True)
class Earned:
    """Revenue of a span, in minor units of the base currency.

    ``recurring`` runs along the price spans, ``one_off`` along the contracts;
    amounts whose exchange rate is missing are NaN.
    """

    recurring: FloatArray
    recurring_client: IntArray
    recurring_contract: IntArray
    one_off: FloatArray
    one_off_client: IntArray

    def per_client(self, clients: int) -> FloatArray:
        """All revenue per client."""
        recurring = np.bincount(
            self.recurring_client, weights=self.recurring, minlength=clients
        )
        once = np.bincount(self.one_off_client, weights=self.one_off, minlength=clients)
        return recurring.astype(np.float64) + once

    @property
    def total(self) -> float:
        """All revenue of the span."""
        return float(self.recurring.sum() + self.one_off.sum())


def _service_end(window: Window) -> IntArray:
    """First day on which each price span is no longer served.

    Neither a bridged gap nor a notice changes what is delivered and paid.
    """
    pieces, contracts = window.data.pieces, window.data.contracts
    if window.rules.churn_at is ChurnAt.END_OF_SERVICE:
        return pieces.unbridged_end
    cut = pieces.unbridged_end == contracts.cancelled[pieces.contract]
    return np.where(cut, contracts.end[pieces.contract], pieces.unbridged_end)


def one_off_amounts(window: Window) -> FloatArray:
    """One-off sale and entry fee of each contract, minor units of its currency.

    A contract that ends where it starts, or before, counts nowhere.
    """
    contracts = window.data.contracts
    void = contracts.end <= contracts.start
    return np.where(void, 0.0, contracts.one_off + contracts.setup_fee)


def earned(window: Window, start: int, end: int) -> Earned:
    """Revenue earned from day *start* to day *end*, the latter excluded."""
    pieces, contracts = window.data.pieces, window.data.contracts
    first = np.clip(pieces.start, start, end)
    last = np.clip(_service_end(window), start, end)
    months = month_position(last) - month_position(first)
    rates = window.scope.rates_on(end - 1)
    recurring = np.where(
        months > 0, pieces.monthly * months * rates[pieces.currency], 0.0
    )
    once = one_off_amounts(window)
    dated = (contracts.start >= start) & (contracts.start < end) & (once != 0)
    one_off = np.zeros(len(once))
    one_off[dated] = window.in_base(
        once[dated], contracts.currency[dated], contracts.start[dated]
    )
    return Earned(recurring, pieces.client, pieces.contract, one_off, contracts.client)


def bought_before(window: Window, day: int) -> BoolArray:
    """Clients whose first purchase, recurring or not, was before *day*."""
    contracts = window.data.contracts
    before = window.scope.first_paid < day
    once = (one_off_amounts(window) != 0) & (contracts.start < day)
    before = before.copy()
    before[contracts.client[once]] = True
    return before


def contract_rows(window: Window, amounts: FloatArray, positions: IntArray) -> Rows:
    """Contracts that contribute, with their revenue in major units."""
    mine = amounts != 0
    ids = window.data.contracts.id[positions[mine]]
    return Rows("contract", ids, amounts[mine] / window.scope.per_major)
