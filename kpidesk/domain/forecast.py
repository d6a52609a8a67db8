"""The next months of MRR and clients: what is decided, and what usually happens.

For month *k* ahead, with opening ``F(k−1)``:

    F(k) = F(k−1) × (1 + expansion) + max(new, signed(k))
           − max(churn × F(k−1), ended(k))

``signed`` and ``ended`` are what the contracts on file add to or take from the month if
nothing else happens: starts that are signed, ends, changes of price agreed ahead, and
of the contracts that renew automatically the share that is expected not to. What is
decided is part of what usually happens, so the larger of the two counts and never
both. The rates are means of the last twelve months. The range is ±1.96 standard
deviations of the monthly net change seen in those months, which grow with √k as
independent monthly surprises do. A forecast is no reading: nothing else in kpidesk is
computed from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import stdev
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.catalog import find
from kpidesk.domain.dataset import MISSING, day_number
from kpidesk.domain.period import month_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.evaluation import Evaluator
    from kpidesk.domain.period import Period

MONTHS_AHEAD = 12
MONTHS_BEHIND = 12
FEWEST_MONTHS = 6
"""With fewer months of history no range can be told."""
_NORMAL_95 = 1.96
_PERCENT = 100.0
_LOSSES = ("mrr_churned", "mrr_contraction")


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What is assumed of each month ahead.

    Attributes:
        churn: MRR lost or reduced, percent of the opening per month.
        expansion: MRR gained with clients one has, percent of the opening per month.
        new: MRR of new and returning clients per month, in major units.
        client_churn: Clients lost, percent of the opening per month.
        new_clients: Clients won per month.
        renewal: Share of automatic renewals that happen, percent.
    """

    churn: float
    expansion: float
    new: float
    client_churn: float
    new_clients: float
    renewal: float


@dataclass(frozen=True, slots=True)
class ForecastMonth:
    """One month ahead; ``low`` and ``high`` are ``None`` where history is too short."""

    period: Period
    decided: float
    expected: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """MRR in major units and clients, month by month, from what they are now."""

    period: Period
    mrr: float
    clients: float
    assumptions: Assumptions
    mrr_ahead: tuple[ForecastMonth, ...]
    clients_ahead: tuple[ForecastMonth, ...]


@dataclass(frozen=True, slots=True)
class _Past:
    """Monthly sums of the last months with an opening above zero."""

    opening: tuple[float, ...]
    gained: tuple[float, ...]
    expanded: tuple[float, ...]
    lost: tuple[float, ...]

    def rate(self, amounts: Sequence[float]) -> float:
        """Percent of the openings, weighted by them."""
        return sum(amounts) / sum(self.opening) * _PERCENT if self.opening else 0.0

    def mean_gain(self) -> float:
        """What a month gained on average."""
        return sum(self.gained) / len(self.gained) if self.gained else 0.0

    def spread(self) -> float | None:
        """Standard deviation of the monthly net change as a share of the opening."""
        if len(self.opening) < FEWEST_MONTHS:
            return None
        net = zip(self.opening, self.gained, self.expanded, self.lost, strict=True)
        return stdev((g + e - out) / opening for opening, g, e, out in net)


def _value(evaluator: Evaluator, key: str, period: Period) -> float:
    return evaluator.read(find(key), period).value or 0.0


def _months(period: Period) -> list[Period]:
    last = month_of(period.last_day)
    return [last.shifted(step) for step in range(1 - MONTHS_BEHIND, 1)]


def _past(
    evaluator: Evaluator, period: Period, keys: dict[str, tuple[str, ...]]
) -> _Past:
    months = [
        month
        for month in _months(period)
        if _value(evaluator, keys["opening"][0], month) > 0
    ]

    def sums(name: str) -> tuple[float, ...]:
        return tuple(
            sum(_value(evaluator, key, month) for key in keys[name]) for month in months
        )

    return _Past(sums("opening"), sums("gained"), sums("expanded"), sums("lost"))


def _past_mrr(evaluator: Evaluator, period: Period) -> _Past:
    keys = {
        "opening": ("mrr_opening",),
        "gained": ("mrr_new", "mrr_reactivation"),
        "expanded": ("mrr_expansion",),
        "lost": _LOSSES,
    }
    return _past(evaluator, period, keys)


def _past_clients(evaluator: Evaluator, period: Period) -> _Past:
    keys = {
        "opening": ("clients_opening",),
        "gained": ("clients_new", "clients_reactivated"),
        "expanded": (),
        "lost": ("clients_lost",),
    }
    return _past(evaluator, period, keys)


def observed(evaluator: Evaluator, period: Period) -> Assumptions:
    """The means of the twelve months up to the end of a period.

    Where no contract was due, every automatic renewal is assumed to happen.
    """
    mrr, clients = _past_mrr(evaluator, period), _past_clients(evaluator, period)
    renewals = [
        evaluator.read(find("renewal_rate"), month).value for month in _months(period)
    ]
    known = [rate for rate in renewals if rate is not None]
    return Assumptions(
        churn=mrr.rate(mrr.lost),
        expansion=mrr.rate(mrr.expanded),
        new=mrr.mean_gain(),
        client_churn=clients.rate(clients.lost),
        new_clients=clients.mean_gain(),
        renewal=sum(known) / len(known) if known else _PERCENT,
    )


def forecast(
    evaluator: Evaluator, period: Period, assumptions: Assumptions | None = None
) -> Forecast | None:
    """The twelve months after a period; ``None`` where MRR cannot be told.

    Args:
        evaluator: Must know everything on file, later starts and ends included.
        period: The months after its last day are told.
        assumptions: What to assume; by default what was observed.
    """
    now = month_of(period.last_day)
    mrr = evaluator.read(find("mrr"), now).value
    clients = evaluator.read(find("clients"), now).value
    if mrr is None or clients is None:
        return None
    assumed = assumptions or observed(evaluator, period)
    ahead = [now.shifted(step) for step in range(1, MONTHS_AHEAD + 1)]
    kept = assumed.renewal / _PERCENT
    renewing = [_renewing(evaluator, month) for month in ahead]
    in_money, in_clients = ([kept * each[at] for each in renewing] for at in (0, 1))
    usual_mrr = _Usual(
        assumed.churn / _PERCENT,
        assumed.expansion / _PERCENT,
        assumed.new,
        _past_mrr(evaluator, period).spread(),
    )
    usual_clients = _Usual(
        assumed.client_churn / _PERCENT,
        0.0,
        assumed.new_clients,
        _past_clients(evaluator, period).spread(),
    )
    decided = _decided(evaluator, "clients", ahead, in_clients)
    return Forecast(
        period=now,
        mrr=mrr,
        clients=clients,
        assumptions=assumed,
        mrr_ahead=_path(
            ahead, mrr, _decided(evaluator, "mrr", ahead, in_money), usual_mrr
        ),
        clients_ahead=_path(ahead, clients, decided, usual_clients),
    )


def _renewing(evaluator: Evaluator, month: Period) -> tuple[float, float]:
    """MRR and clients whose contract ends in a month unless it renews by itself."""
    window = evaluator.window(month, find("mrr").reach)
    contracts, pieces = window.data.contracts, window.data.pieces
    first, after = day_number(month.start), day_number(month.end)
    ends = (contracts.end >= first) & (contracts.end < after)
    ends &= contracts.auto_renew & (contracts.cancelled == MISSING)
    # A renewal already on file is in force on its own.
    ends &= ~np.isin(contracts.id, contracts.renews)
    last = ends[pieces.contract] & (pieces.end == contracts.end[pieces.contract])
    rates = window.scope.rates_on(day_number(month.end))
    amounts = pieces.monthly[last] * rates[pieces.currency[last]]
    gone = np.unique(pieces.client[last])
    gone = gone[~window.closing.active[gone]]
    return window.major(float(np.nansum(amounts))), float(len(gone))


def _decided(
    evaluator: Evaluator, key: str, ahead: Sequence[Period], renewed: Sequence[float]
) -> list[float]:
    """What the contracts on file say, with the renewals that are expected."""
    kept = np.cumsum(renewed)
    return [
        _value(evaluator, key, month) + float(extra)
        for month, extra in zip(ahead, kept, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Usual:
    """What usually happens in a month: shares of the opening, and a plain gain."""

    loss: float
    growth: float
    gain: float
    spread: float | None


def _path(
    ahead: Sequence[Period], now: float, decided: Sequence[float], usual: _Usual
) -> tuple[ForecastMonth, ...]:
    months = []
    expected = before = now
    for step, (month, fixed) in enumerate(zip(ahead, decided, strict=True), start=1):
        signed, ended = max(fixed - before, 0.0), max(before - fixed, 0.0)
        before = fixed
        gained = expected * usual.growth + max(usual.gain, signed)
        expected = max(expected + gained - max(expected * usual.loss, ended), 0.0)
        low = high = None
        if usual.spread is not None:
            reach = _NORMAL_95 * usual.spread * sqrt(step) * expected
            low, high = max(expected - reach, 0.0), expected + reach
        months.append(ForecastMonth(month, fixed, expected, low, high))
    return tuple(months)
