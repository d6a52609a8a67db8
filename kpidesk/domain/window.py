"""A company seen in one period: the argument of every KPI function.

A ``Scope`` is a dataset under a house's rules; a ``Window`` is a scope, a period and
an ``as_of`` day. Both remember what they have computed, so that thirty KPIs of one
month share one set of snapshots. Nothing here reads the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

import numpy as np

from kpidesk.domain.dataset import (
    MISSING,
    OPEN_ENDED,
    SECONDS_PER_DAY,
    BoolArray,
    Dataset,
    FloatArray,
    IntArray,
    day_number,
    day_of,
)
from kpidesk.domain.money import minor_per_major
from kpidesk.domain.movements import Movements, Snapshot, find_movements, take_snapshot
from kpidesk.domain.period import Period, PeriodKind, add_months
from kpidesk.domain.rules import Rules
from kpidesk.domain.support_hours import SupportClock

_T = TypeVar("_T")


@dataclass(eq=False)
class Scope:
    """A dataset under the house's rules, with what every period shares."""

    data: Dataset
    rules: Rules
    _rates: dict[int, FloatArray] = field(default_factory=dict)
    _snapshots: dict[tuple[int, int, int, bool], Snapshot] = field(default_factory=dict)
    _memory: dict[Hashable, object] = field(default_factory=dict)

    def remember(self, key: Hashable, compute: Callable[[], _T]) -> _T:
        """What *compute* returned the first time that *key* was asked for."""
        if key not in self._memory:
            self._memory[key] = compute()
        return cast("_T", self._memory[key])

    @cached_property
    def client_count(self) -> int:
        """How many clients the company file knows, active or not."""
        return len(self.data.clients.id)

    @cached_property
    def first_paid(self) -> IntArray:
        """Per client, first day of its first paid span; ``OPEN_ENDED`` if none."""
        first = np.full(self.client_count, OPEN_ENDED, dtype=np.int64)
        np.minimum.at(first, self.data.pieces.client, self.data.pieces.start)
        return first

    @cached_property
    def support_clock(self) -> SupportClock:
        """Measures time in support hours."""
        return SupportClock(self.rules.support_hours)

    @cached_property
    def per_major(self) -> int:
        """Minor units of the base currency in one major unit."""
        return minor_per_major(self.rules.currency)

    def rates_on(self, day: int) -> FloatArray:
        """Base units for one unit of each currency on a day; NaN where unknown.

        The rate of a day is the latest one written down for that day or before.
        """
        if day not in self._rates:
            codes = np.arange(len(self.data.currencies))
            self._rates[day] = self.rates_of(codes, np.full(len(codes), day))
        return self._rates[day]

    def rates_of(self, currency: IntArray, days: IntArray) -> FloatArray:
        """The rate of each currency on the day beside it; NaN where unknown."""
        found = np.where(currency == 0, 1.0, np.nan)
        for code in np.unique(currency[currency != 0]):
            written, rates = self._rates_written(int(code))
            mine = currency == code
            latest = np.searchsorted(written, days[mine], side="right")
            # What is before the first rate takes the NaN in front of them.
            found[mine] = np.append(np.nan, rates)[latest]
        return found

    def _rates_written(self, code: int) -> tuple[IntArray, FloatArray]:
        """Days and rates of one currency, between minor units, in order of day."""

        def compute() -> tuple[IntArray, FloatArray]:
            rates = self.data.rates
            mine = np.flatnonzero(rates.currency == code)
            mine = mine[np.argsort(rates.day[mine], kind="stable")]
            return rates.day[mine], rates.rate[mine] * self._between_minor_units(code)

        return self.remember(("rates", code), compute)

    def _between_minor_units(self, code: int) -> float:
        foreign = minor_per_major(self.data.currencies[code])
        return self.per_major / foreign

    @cached_property
    def bridges_gaps(self) -> bool:
        """Some gap before a renewal is bridged in this company."""
        return bool(self.data.pieces.bridged.any())

    def snapshot(
        self, day: int, *, rates_day: int, horizon: int, exact: bool = False
    ) -> Snapshot:
        """The state just before *day*, valued at the rates of *rates_day*.

        *horizon* is the first day that is not known.
        """
        known = horizon if self.bridges_gaps else OPEN_ENDED
        key = (day, rates_day, known, exact)
        if key not in self._snapshots:
            self._snapshots[key] = take_snapshot(
                self.data.pieces,
                self.client_count,
                day,
                self.rates_on(rates_day),
                horizon=known,
                exact=exact,
            )
        return self._snapshots[key]


@dataclass(eq=False)
class Window:
    """One period of a scope, as known on ``as_of``.

    Attributes:
        scope: The company and its rules.
        period: The half-open span of days.
        as_of: Last day whose events count (day number); ``OPEN_ENDED`` = all recorded.
        exact: Take snapshots at the instants ``s`` and ``e`` themselves (a variant).
    """

    scope: Scope
    period: Period
    as_of: int = OPEN_ENDED
    exact: bool = False
    _memory: dict[Hashable, object] = field(default_factory=dict, repr=False)

    def remember(self, compute: Callable[[Window], _T]) -> _T:
        """What *compute* says of this window, computed once.

        KPIs that select the same records of the period share the selection by it.
        """
        if compute not in self._memory:
            self._memory[compute] = compute(self)
        return cast("_T", self._memory[compute])

    # -- days and instants ---------------------------------------------------

    @cached_property
    def horizon(self) -> int:
        """First day that is not known: the day after ``as_of``."""
        return self.as_of if self.as_of == OPEN_ENDED else self.as_of + 1

    @cached_property
    def start(self) -> int:
        """Day number of the first day, never beyond the horizon."""
        return min(day_number(self.period.start), self.horizon)

    @cached_property
    def end(self) -> int:
        """Day number after the last known day of the period."""
        return min(day_number(self.period.end), self.horizon)

    @property
    def start_instant(self) -> int:
        """Wall-clock seconds at which the period starts."""
        return self.start * SECONDS_PER_DAY

    @property
    def end_instant(self) -> int:
        """Wall-clock seconds at which what is known of the period ends."""
        return self.end * SECONDS_PER_DAY

    @property
    def horizon_instant(self) -> int:
        """First instant that is not known."""
        if self.horizon == OPEN_ENDED:
            return OPEN_ENDED
        return self.horizon * SECONDS_PER_DAY

    def holds_day(self, days: IntArray) -> BoolArray:
        """Which of the days fall in the period."""
        inside: BoolArray = (days >= self.start) & (days < self.end)
        return inside

    def holds_instant(self, instants: IntArray) -> BoolArray:
        """Which of the instants fall in the period."""
        inside: BoolArray = (instants >= self.start_instant) & (
            instants < self.end_instant
        )
        return inside

    def known_day(self, days: IntArray) -> BoolArray:
        """Which of the days are written down and not after ``as_of``."""
        known: BoolArray = (days != MISSING) & (days < self.horizon)
        return known

    def known_instant(self, instants: IntArray) -> BoolArray:
        """Which of the instants are written down and not after ``as_of``."""
        known: BoolArray = (instants != MISSING) & (instants < self.horizon_instant)
        return known

    # -- other windows -------------------------------------------------------

    def of(self, period: Period) -> Window:
        """The same company and knowledge in another period."""
        return Window(self.scope, period, self.as_of, self.exact)

    @cached_property
    def trailing_year(self) -> Window:
        """The twelve months that end where this period ends."""
        end = self.period.end
        return self.of(Period(add_months(end, -12), end, PeriodKind.TTM))

    # -- the state of contracts ----------------------------------------------

    @property
    def data(self) -> Dataset:
        """The records that count."""
        return self.scope.data

    @property
    def rules(self) -> Rules:
        """The house's rules."""
        return self.scope.rules

    def _state(self, day: int, rates_day: int) -> Snapshot:
        return self.scope.snapshot(
            day, rates_day=rates_day, horizon=self.horizon, exact=self.exact
        )

    @cached_property
    def opening(self) -> Snapshot:
        """The state just before the period."""
        return self._state(self.start, self.start - 1)

    @cached_property
    def closing(self) -> Snapshot:
        """The state just before the end of the period, or at ``as_of`` if earlier."""
        return self._state(self.end, self.end - 1)

    @cached_property
    def known_before(self) -> BoolArray:
        """Clients that had a paid contract before the period."""
        return self.scope.first_paid < self.start

    @cached_property
    def any_contract(self) -> bool:
        """A recurring contract, even a free one, had started by ``as_of``."""
        contracts = self.data.contracts
        recurring = contracts.interval_months > 0
        recurring &= contracts.start < np.minimum(contracts.end, self.horizon)
        return bool(recurring.any())

    @property
    def closing_at_opening_rates(self) -> FloatArray:
        """Closing MRR per client at the opening's exchange rates; NaN = unknown."""
        return self._state(self.end, self.start - 1).mrr

    @cached_property
    def movements(self) -> Movements:
        """What moved between opening and closing, per client."""
        at_opening_rates = self.closing_at_opening_rates
        at_opening_rates = np.where(
            np.isnan(at_opening_rates), self.closing.mrr, at_opening_rates
        )
        return find_movements(
            self.opening, self.closing, at_opening_rates, self.known_before
        )

    def _missing(self, snapshot: Snapshot, day: int) -> tuple[tuple[str, str], ...]:
        blank = np.isnan(snapshot.amounts)
        codes = np.unique(self.data.pieces.currency[snapshot.pieces[blank]])
        names = (self.data.currencies[code] for code in codes)
        return tuple((name, day_of(day).isoformat()) for name in names)

    @cached_property
    def missing_at_opening(self) -> tuple[tuple[str, str], ...]:
        """Currencies without a rate at opening, with the day it is needed (ISO)."""
        return self._missing(self.opening, self.start - 1)

    @cached_property
    def missing_at_closing(self) -> tuple[tuple[str, str], ...]:
        """Currencies without a rate at closing, with the day it is needed (ISO)."""
        return self._missing(self.closing, self.end - 1)

    # -- money ---------------------------------------------------------------

    def major(self, minor: float) -> float:
        """Minor units of the base currency as major units."""
        return minor / self.scope.per_major

    def in_base(
        self, amounts: FloatArray, currency: IntArray, days: IntArray
    ) -> FloatArray:
        """Amounts in minor units of the base currency, at the rate of each day.

        NaN where the rate is missing.
        """
        return amounts * self.scope.rates_of(currency, days)
