"""How values spread: in bins, by frequency, and over time until something happens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.dataset import BoolArray, FloatArray, IntArray, Texts

_PERCENT = 100.0
_PREMISE = "one value for each id"


@dataclass(frozen=True, slots=True)
class Bin:
    """The values above ``low`` up to and including ``high``; ``None`` = unbounded."""

    low: float | None
    high: float | None
    ids: IntArray


def in_bins(
    ids: IntArray, values: FloatArray, bounds: Sequence[float]
) -> tuple[Bin, ...]:
    """Sort records by their value into bins that end at the bounds.

    Args:
        ids: The records.
        values: One value for each, in the unit of the bounds.
        bounds: Upper ends, ascending; a last bin holds what is above all of them.
    """
    if len(ids) != len(values):
        raise ValueError(_PREMISE)
    place = np.searchsorted(np.asarray(bounds), values, side="left")
    lows: list[float | None] = [None, *bounds]
    highs: list[float | None] = [*bounds, None]
    return tuple(
        Bin(low, high, ids[place == index])
        for index, (low, high) in enumerate(zip(lows, highs, strict=True))
    )


@dataclass(frozen=True, slots=True)
class Slice:
    """One bar of a Pareto chart.

    Attributes:
        label: What its records have in common; empty where that is not recorded.
        ids: The records.
        cumulative: Percent of all records in this and the larger slices.
        gathered: How many small slices it gathers; 0 for one of its own.
    """

    label: str
    ids: IntArray
    cumulative: float
    gathered: int = 0


def by_frequency(
    ids: IntArray, codes: IntArray, names: Texts, most: int
) -> tuple[Slice, ...]:
    """The records by code, the most frequent first.

    Args:
        ids: The records.
        codes: Position in *names* of each, −1 = not recorded.
        names: What the codes stand for.
        most: How many slices at most; the smaller ones are gathered in one more.
    """
    groups = [
        (names[code] if code >= 0 else "", ids[codes == code])
        for code in np.unique(codes)
    ]
    groups.sort(key=lambda group: (-len(group[1]), group[0]))
    shown, small = groups[:most], groups[most:]
    slices = []
    reached = 0
    for label, members in shown:
        reached += len(members)
        slices.append(Slice(label, members, reached / len(ids) * _PERCENT))
    if small:
        rest = np.concatenate([members for _label, members in small])
        slices.append(Slice("", rest, _PERCENT, gathered=len(small)))
    return tuple(slices)


def needed_for(slices: Sequence[Slice], percent: float) -> int:
    """How many of the largest slices make up at least *percent* of the records."""
    return next(
        (
            place
            for place, item in enumerate(slices, start=1)
            if item.cumulative >= percent - 1e-9
        ),
        len(slices),
    )


@dataclass(frozen=True, slots=True)
class Reached:
    """What is known of those who have waited *days*.

    Attributes:
        days: Days since the start.
        waiting: How many had waited that long without reaching it before.
        ids: Who reached it on that day.
        share: Percent estimated to have reached it by then.
    """

    days: float
    waiting: int
    ids: IntArray
    share: float


def reached_by_day(
    ids: IntArray, days: FloatArray, reached: BoolArray
) -> tuple[Reached, ...]:
    """The share that has reached something by each day, after Kaplan and Meier.

    Who has not reached it yet counts as long as was waited, and no longer: leaving
    them out would flatter the figure.

    Args:
        ids: Who waited.
        days: Days from each one's start until reaching it, or until now.
        reached: Which of them have reached it.
    """
    left = 1.0
    steps = []
    for day in np.unique(days[reached]):
        waiting = int((days >= day).sum())
        there = reached & (days == day)
        left *= 1 - int(there.sum()) / waiting
        steps.append(Reached(float(day), waiting, ids[there], (1 - left) * _PERCENT))
    return tuple(steps)


def day_of_share(steps: Sequence[Reached], percent: float) -> float | None:
    """The day by which *percent* had reached it; ``None`` if they have not yet."""
    return next((s.days for s in steps if s.share >= percent - 1e-9), None)
