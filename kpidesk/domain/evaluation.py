"""Taking readings: one KPI in one period, and how it compares with another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import OPEN_ENDED, day_number
from kpidesk.domain.kpi import Direction, Kpi, Measurement, Unit
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
        filtered: The segment could reach this KPI; otherwise the reading is of the
            whole company, and every surface says so.
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
        self._segment = segment
        self._as_of = OPEN_ENDED if as_of is None else day_number(as_of)
        self._whole = Scope(data, rules)
        self._part = (
            self._whole
            if segment == EVERYTHING
            else Scope(within(data, segment), rules)
        )
        self._windows: dict[tuple[bool, Period], Window] = {}

    def window(self, period: Period, *, filtered: bool = True) -> Window:
        """The company in a period, through the segment or whole."""
        key = (filtered, period)
        if key not in self._windows:
            scope = self._part if filtered else self._whole
            self._windows[key] = Window(scope, period, self._as_of)
        return self._windows[key]

    def read(self, kpi: Kpi, period: Period, variant: str = "") -> Reading:
        """Measure a KPI in a period.

        Raises:
            UsageError: The KPI has no such variant.
        """
        filtered = self._segment.dimensions <= kpi.reach
        window = self.window(period, filtered=filtered)
        measure = kpi.measure
        if variant:
            chosen = kpi.variant(variant)
            if chosen is None:
                raise UsageError(
                    N_("“{key}” has no other definition called “{variant}”."),
                    key=kpi.key,
                    variant=variant,
                )
            measure = chosen.measure
        return Reading(kpi, period, _sound(measure(window)), filtered, variant)

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
    WAS_ZERO = "was_zero"
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
    """

    verdict: Verdict
    amount: float | None
    unit: ChangeUnit
    difference: float | None

    @property
    def sign(self) -> int:
        """1 up, −1 down, 0 the same or unknown."""
        if self.verdict is Verdict.UNCHANGED or not self.difference:
            return 0
        return 1 if self.difference > 0 else -1


_POINTS = {Unit.POINTS, Unit.SCORE, Unit.INDEX}
_SAMPLES = {"survey_answer", "staff"}
_FEW = 20
_SHOWN_DECIMALS = {
    ChangeUnit.RELATIVE: 1,
    ChangeUnit.PERCENTAGE_POINTS: 1,
    ChangeUnit.POINTS: 0,
    ChangeUnit.ABSOLUTE: 1,
}


def _change_unit(kpi: Kpi, now: float, before: float) -> ChangeUnit:
    if kpi.unit is Unit.PERCENT:
        return ChangeUnit.PERCENTAGE_POINTS
    if kpi.unit in _POINTS:
        return ChangeUnit.POINTS
    few = kpi.unit is Unit.COUNT and max(abs(now), abs(before)) <= _FEW
    if few or before <= 0 or now < 0:
        return ChangeUnit.ABSOLUTE
    return ChangeUnit.RELATIVE


def _within_noise(now: Reading, before: Reading) -> bool:
    """Survey changes inside the 95 % interval, and ratios moved by one record."""
    reading, earlier = now.measurement, before.measurement
    if now.value is None or before.value is None:
        return False
    if now.kpi.noun in _SAMPLES and reading.interval is not None:
        low, high = reading.interval
        return low <= before.value <= high
    if now.kpi.unit is Unit.PERCENT and _counts(now.kpi):
        return abs((reading.numerator or 0) - (earlier.numerator or 0)) <= 1
    return False


def _counts(kpi: Kpi) -> bool:
    return all(spec.unit is Unit.COUNT for spec in kpi.parts)


def compare(now: Reading, before: Reading | None) -> Change:
    """Tell how a reading differs from an earlier one of the same KPI."""
    nothing = Change(Verdict.NO_PREVIOUS, None, ChangeUnit.ABSOLUTE, None)
    if now.value is None:
        return Change(Verdict.NO_VALUE, None, ChangeUnit.ABSOLUTE, None)
    if before is None or before.value is None:
        return nothing
    difference = now.value - before.value
    unit = _change_unit(now.kpi, now.value, before.value)
    amount = difference
    if unit is ChangeUnit.RELATIVE:
        amount = difference / before.value * 100
    if round(amount, _SHOWN_DECIMALS[unit]) == 0:
        return Change(Verdict.UNCHANGED, 0.0, unit, difference)
    return Change(_verdict(now, before, difference), amount, unit, difference)


def _verdict(now: Reading, before: Reading, difference: float) -> Verdict:
    if now.kpi.direction is Direction.NEUTRAL:
        return Verdict.NEUTRAL
    if _within_noise(now, before):
        return Verdict.WITHIN_NOISE
    better = (difference > 0) == (now.kpi.direction is Direction.UP)
    return Verdict.BETTER if better else Verdict.WORSE
