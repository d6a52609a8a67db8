"""Taking readings: one KPI in one period, and how it compares with another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import OPEN_ENDED, day_number
from kpidesk.domain.kpi import (
    EVERY_DIMENSION,
    NO_DIMENSION,
    Dimension,
    Direction,
    Kpi,
    Measurement,
    Unit,
)
from kpidesk.domain.segment import EVERYTHING, Segment, within
from kpidesk.domain.window import Scope, Window
from kpidesk.errors import UsageError
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kpidesk.domain.dataset import Dataset
    from kpidesk.domain.period import Period
    from kpidesk.domain.rules import Rules


@dataclass(frozen=True, slots=True)
class Reading:
    """A KPI's measurement in a period.

    Attributes:
        kpi: What was measured.
        period: When.
        measurement: The result.
        filtered: Every dimension of the segment could reach this KPI; otherwise the
            reading follows those that can, and every surface names the others.
        variant: Name of the definition used, empty for the KPI's own.
    """

    kpi: Kpi
    period: Period
    measurement: Measurement
    filtered: bool = True
    variant: str = ""

    @property
    def value(self) -> float | None:
        """The figure in public units, or ``None``."""
        return self.measurement.value


class Evaluator:
    """Takes readings of one company under one segment, sharing what it computes.

    Args:
        data: The company's records.
        rules: The house's rules.
        segment: The part of the company to look at.
        as_of: Last day whose events count; ``None`` = everything recorded.
    """

    def __init__(
        self,
        data: Dataset,
        rules: Rules,
        segment: Segment = EVERYTHING,
        as_of: date | None = None,
    ) -> None:
        self._segment, self._filters = segment, segment.dimensions
        self._as_of = OPEN_ENDED if as_of is None else day_number(as_of)
        self._data, self._rules = data, rules
        self._scopes: dict[frozenset[Dimension], Scope] = {}
        self._windows: dict[tuple[frozenset[Dimension], Period], Window] = {}

    @property
    def segment(self) -> Segment:
        """The part of the company that is looked at."""
        return self._segment

    def window(
        self, period: Period, reach: frozenset[Dimension] = EVERY_DIMENSION
    ) -> Window:
        """The company in a period, filtered by those dimensions that reach it."""
        followed = self._filters & reach
        key = (followed, period)
        if key not in self._windows:
            self._windows[key] = Window(self._scope(followed), period, self._as_of)
        return self._windows[key]

    def _scope(self, followed: frozenset[Dimension]) -> Scope:
        if followed not in self._scopes:
            segment = self._segment.only(followed)
            data = within(self._data, segment)
            self._scopes[followed] = Scope(data, self._rules)
        return self._scopes[followed]

    def read(self, kpi: Kpi, period: Period, variant: str = "") -> Reading:
        """Measure a KPI in a period.

        Raises:
            UsageError: The KPI has no such variant.
        """
        filtered = self._filters <= kpi.reach
        window = self.window(period, kpi.reach)
        measure, formula = kpi.measure, ""
        if variant:
            chosen = kpi.variant(variant)
            if chosen is None:
                raise UsageError(
                    N_("“{key}” has no other definition called “{variant}”."),
                    key=kpi.key,
                    variant=variant,
                )
            measure, formula = chosen.measure, chosen.formula
        measurement = _sound(measure(window))
        if formula and not measurement.formula:
            measurement = replace(measurement, formula=formula)
        return Reading(kpi, period, measurement, filtered, variant)

    def value_of_whole(self, kpi: Kpi, period: Period) -> float | None:
        """The value without the segment: tells an empty segment from missing data."""
        return _sound(kpi.measure(self.window(period, NO_DIMENSION))).value

    def series(
        self, kpi: Kpi, periods: Iterable[Period], variant: str = ""
    ) -> list[Reading]:
        """Measure a KPI in several periods."""
        return [self.read(kpi, period, variant) for period in periods]


def _sound(measurement: Measurement) -> Measurement:
    """Refuse to hand out a figure that is not a number: a bug, never a reading."""
    if measurement.value is not None and not np.isfinite(measurement.value):
        raise ArithmeticError(measurement.value)
    return measurement


class Verdict(StrEnum):
    """What a change means for the house."""

    BETTER = "better"
    WORSE = "worse"
    UNCHANGED = "unchanged"
    WITHIN_NOISE = "within_noise"
    NEUTRAL = "neutral"
    NO_PREVIOUS = "no_previous"
    NO_VALUE = "no_value"


class ChangeUnit(StrEnum):
    """The unit in which a change is told."""

    RELATIVE = "relative"
    POINTS = "points"
    PERCENTAGE_POINTS = "percentage_points"
    ABSOLUTE = "absolute"


@dataclass(frozen=True, slots=True)
class Change:
    """How a reading differs from an earlier one.

    Attributes:
        verdict: Better, worse, or why neither can be said.
        amount: The change in ``unit`` (a relative one in percent); ``None`` if none.
        unit: How the amount is told.
        difference: The plain difference in the KPI's unit; ``None`` if none.
        was_zero: The earlier value was 0, so only "was 0" and the plain difference
            can be told; the verdict still says whether that is better or worse.
    """

    verdict: Verdict
    amount: float | None
    unit: ChangeUnit
    difference: float | None
    was_zero: bool = False

    @property
    def sign(self) -> int:
        """1 up, −1 down, 0 the same or unknown."""
        if self.verdict is Verdict.UNCHANGED or not self.difference:
            return 0
        return 1 if self.difference > 0 else -1


_POINTS = {Unit.POINTS, Unit.SCORE, Unit.INDEX}
_SURVEY = "survey_answer"
_FEW = 20
_ONE_RECORD = 1.0


def compare(now: Reading, before: Reading | None) -> Change:
    """Tell how a reading differs from an earlier one of the same KPI.

    Money, counts and durations change in percent, but few counts, and changes from
    0, from below it or to below it, as a plain difference; percentages change in
    percentage points, scores in points. What shows as 0 is unchanged.
    """
    if now.value is None:
        return Change(Verdict.NO_VALUE, None, ChangeUnit.ABSOLUTE, None)
    if before is None or before.value is None:
        return Change(Verdict.NO_PREVIOUS, None, ChangeUnit.ABSOLUTE, None)
    difference = now.value - before.value
    unit = _change_unit(now.kpi, now.value, before.value)
    amount = difference
    if unit is ChangeUnit.RELATIVE:
        amount = difference / before.value * 100
    if round(amount, _shown_decimals(now.kpi, unit)) == 0:
        return Change(Verdict.UNCHANGED, 0.0, unit, difference)
    verdict = _verdict(now, before, difference)
    return Change(verdict, amount, unit, difference, was_zero=before.value == 0)


def _change_unit(kpi: Kpi, now: float, before: float) -> ChangeUnit:
    if kpi.unit is Unit.PERCENT:
        return ChangeUnit.PERCENTAGE_POINTS
    if kpi.unit in _POINTS:
        return ChangeUnit.POINTS
    few = kpi.unit is Unit.COUNT and max(abs(now), abs(before)) <= _FEW
    if few or before <= 0 or now < 0:
        return ChangeUnit.ABSOLUTE
    return ChangeUnit.RELATIVE


def _shown_decimals(kpi: Kpi, unit: ChangeUnit) -> int:
    """How many decimals a change is told with.

    None for points of a score to 100, four for an index from 0 to 1.
    """
    if unit is not ChangeUnit.POINTS:
        return 1
    return {Unit.POINTS: 0, Unit.INDEX: 4}.get(kpi.unit, 1)


def _verdict(now: Reading, before: Reading, difference: float) -> Verdict:
    if now.kpi.direction is Direction.NEUTRAL:
        return Verdict.NEUTRAL
    if _within_noise(now, before):
        return Verdict.WITHIN_NOISE
    better = (difference > 0) == (now.kpi.direction is Direction.UP)
    return Verdict.BETTER if better else Verdict.WORSE


def _within_noise(now: Reading, before: Reading) -> bool:
    """Survey changes inside the 95 % interval, and ratios moved by one record."""
    if now.kpi.noun == _SURVEY:
        return _inside(now.measurement.interval, before.value)
    return _is_ratio_of_counts(now.kpi) and _moved_by_one(now, before)


def _inside(interval: tuple[float, float] | None, value: float | None) -> bool:
    if interval is None or value is None:
        return False
    low, high = interval
    return low <= value <= high


def _is_ratio_of_counts(kpi: Kpi) -> bool:
    """Churn, conversion and the like: a percentage of records of records."""
    if kpi.unit is not Unit.PERCENT:
        return False
    return all(spec.unit is Unit.COUNT for spec in kpi.parts)


def _moved_by_one(now: Reading, before: Reading) -> bool:
    """The numerator changed by at most one record."""
    top, earlier = now.measurement.numerator, before.measurement.numerator
    if top is None or earlier is None:
        return False
    return abs(top - earlier) <= _ONE_RECORD
