"""Scores of client health, client by client, with reasons and a back-test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import day_of
from kpidesk.domain.kpis.clients import last_paid_day
from kpidesk.domain.kpis.health_factors import FACTORS, Factor
from kpidesk.domain.period import Period, PeriodKind
from kpidesk.domain.window import Window

if TYPE_CHECKING:
    from datetime import date

    from kpidesk.domain.dataset import BoolArray, FloatArray
    from kpidesk.domain.kpi import Remark


@dataclass(frozen=True, slots=True)
class HealthScores:
    """The health of every client at the end of a period.

    Attributes:
        factors: The five factors.
        weights: Weight of each factor.
        score: 0…100 per client position; NaN = no score.
        coverage: Percent of the weight that rests on known factors, per client.
        active: Which clients are active, and so should have a score.
    """

    factors: tuple[Factor, ...]
    weights: tuple[float, ...]
    score: FloatArray
    coverage: FloatArray
    active: BoolArray


def health_scores(window: Window) -> HealthScores:
    """Weighted mean of the known factors, for every client active at closing.

    A missing factor drops out and the others weigh the more. A client of whom nothing
    is recorded but a contract that runs on has no score: it would always be 100.
    """
    factors = tuple(factor(window) for factor in FACTORS)
    rules = window.rules.health_weights
    weights = tuple(max(0.0, float(getattr(rules, each.key))) for each in factors)
    clients = window.scope.client_count
    total, weighed = np.zeros(clients), np.zeros(clients)
    telling = np.zeros(clients, dtype=np.bool_)
    for factor, weight in zip(factors, weights, strict=True):
        known = ~np.isnan(factor.score)
        total += np.where(known, weight, 0.0)
        weighed += np.where(known, factor.score * weight, 0.0)
        if weight:
            telling |= known & factor.telling
    active = window.closing.active
    scored = active & telling & (total > 0)
    score = np.where(scored, weighed / np.where(total > 0, total, 1), np.nan)
    coverage = total / (sum(weights) or 1) * 100
    return HealthScores(factors, weights, score, coverage, active)


@dataclass(frozen=True, slots=True)
class FactorReading:
    """One factor of one client: its score (``None`` = unknown), weight and reason."""

    key: str
    label: str
    score: float | None
    weight: float
    reason: Remark


@dataclass(frozen=True, slots=True)
class ClientHealth:
    """The health of one client.

    Attributes:
        client_id: The client.
        score: 0…100, or ``None``.
        coverage: Percent of the weight that rests on known factors.
        factors: What the score is made of, worst first, unknown last.
    """

    client_id: int
    score: float | None
    coverage: float
    factors: tuple[FactorReading, ...]


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _describe(window: Window, found: HealthScores, position: int) -> ClientHealth:
    readings = [
        FactorReading(
            factor.key,
            factor.label,
            _number(factor.score[position]),
            weight,
            factor.say(position),
        )
        for factor, weight in zip(found.factors, found.weights, strict=True)
    ]
    readings.sort(key=lambda one: (one.score is None, one.score or 0.0))
    return ClientHealth(
        int(window.data.clients.id[position]),
        _number(found.score[position]),
        float(found.coverage[position]),
        tuple(readings),
    )


def client_health(window: Window, client_id: int) -> ClientHealth | None:
    """The health of one client with its reasons; ``None`` if it is not active.

    Raises:
        KeyError: There is no such client.
    """
    positions = np.flatnonzero(window.data.clients.id == client_id)
    if not len(positions):
        raise KeyError(client_id)
    found = window.remember(health_scores)
    position = int(positions[0])
    if not found.active[position]:
        return None
    return _describe(window, found, position)


def worst_clients(window: Window, count: int = 10) -> tuple[ClientHealth, ...]:
    """The active clients with the lowest scores and their reasons, worst first."""
    found = window.remember(health_scores)
    scored = np.flatnonzero(~np.isnan(found.score))
    order = scored[np.argsort(found.score[scored], kind="stable")]
    return tuple(_describe(window, found, int(each)) for each in order[:count])


@dataclass(frozen=True, slots=True)
class BackTest:
    """What the score said before a client was lost.

    Attributes:
        client_id: The client.
        lost_on: First day without a paid contract.
        scores: Days before the loss → the score then, ``None`` where there was none.
    """

    client_id: int
    lost_on: date
    scores: dict[int, float | None]


def back_test(
    window: Window, days_before: tuple[int, ...] = (90, 60)
) -> list[BackTest]:
    """The scores of the clients lost in the period, as they were days before the loss.

    Each score knows only what had happened by its day.
    """
    positions = np.flatnonzero(window.movements.is_lost)
    lost = last_paid_day(window, positions)
    return [
        BackTest(
            int(window.data.clients.id[position]),
            day_of(int(day)),
            {
                before: _score_on(window, int(position), int(day) - before)
                for before in days_before
            },
        )
        for position, day in zip(positions, lost, strict=True)
    ]


def _score_on(window: Window, position: int, day: int) -> float | None:
    """The score of a client as known just before *day*."""

    def compute() -> FloatArray:
        end = day_of(day)
        period = Period(end - timedelta(days=1), end, PeriodKind.CUSTOM)
        return health_scores(Window(window.scope, period, as_of=day - 1)).score

    scores = window.scope.remember(("health on", day), compute)
    return _number(scores[position])
