"""How long the clients of a year waited, or wait, for their first value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import OPEN_ENDED
from kpidesk.domain.kpis.onboarding import first_values
from kpidesk.domain.spread import day_of_share, reached_by_day
from kpidesk.i18n.messages import _

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray, FloatArray, IntArray
    from kpidesk.domain.spread import Reached
    from kpidesk.operations.charts.question import ChartQuestion

_MEDIAN, _P90 = 50.0, 90.0


@dataclass(frozen=True, slots=True)
class Waits:
    """Clients who started in the twelve months that end with the period.

    Attributes:
        first: Day number of the first of those days.
        end: Day number after the last known of them.
        place: Position of each client among all.
        start: Day number on which each started.
        days: Days until the first value, or so far.
        reached: Who has it.
    """

    first: int
    end: int
    place: IntArray
    start: IntArray
    days: FloatArray
    reached: BoolArray

    def steps(self, ids: IntArray) -> tuple[Reached, ...]:
        """The share that has its first value by each day."""
        return reached_by_day(ids[self.place], self.days, self.reached)


def waits_of(question: ChartQuestion) -> Waits:
    """Find them; a first value dated before the start says nothing."""
    window = question.window.trailing_year
    found = first_values(window)
    started = window.holds_day(found.start)
    there = (found.reached != OPEN_ENDED) & (found.reached < window.end)
    started &= ~(there & (found.reached < found.start))
    until = np.where(there, found.reached, window.end)
    place = np.flatnonzero(started)
    start = found.start[place]
    days = (until[place] - start).astype(np.float64)
    return Waits(window.start, window.end, place, start, days, there[place])


def told_of(question: ChartQuestion, waits: Waits, steps: tuple[Reached, ...]) -> str:
    """How many started, have got there, and still wait; and what is not known yet."""
    counts = _(
        "Of {started} clients who started in twelve months {reached} have their first"
        " value, {waiting} still wait",
        started=question.count(len(waits.place)),
        reached=question.count(int(waits.reached.sum())),
        waiting=question.count(int((~waits.reached).sum())),
    )
    if day_of_share(steps, _P90) is not None:
        return counts
    missing = _("the 90th percentile is not reached yet")
    return f"{counts} · {missing}"


def landmarks(
    question: ChartQuestion, steps: tuple[Reached, ...]
) -> list[tuple[float, str]]:
    """Days by which half and nine tenths are there, with their texts.

    Those who still wait count, so they may not be known yet.
    """
    found = []
    for percent, name in ((_MEDIAN, _("Median")), (_P90, _("90th percentile"))):
        day = day_of_share(steps, percent)
        if day is not None:
            found.append((day, f"{name} {question.days(day)}"))
    return found
