"""What a KPI is, and what a reading of it carries.

A measurement's value, numerator and denominator are in public units: money in major
units of the base currency, percentages as 16.6667, durations in the KPI's own unit.
They are never rounded here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpidesk.domain.dataset import FloatArray, IntArray
    from kpidesk.domain.window import Window


class Unit(StrEnum):
    """The unit of a value."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    RATIO = "ratio"
    INDEX = "index"
    POINTS = "points"
    SCORE = "score"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    MONEY_PER_MONTH = "money/month"


class Direction(StrEnum):
    """Whether a higher value is better."""

    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"


class Family(StrEnum):
    """The chapter of the catalogue a KPI belongs to."""

    REVENUE = "revenue"
    RETENTION = "retention"
    UNIT_ECONOMICS = "unit_economics"
    ACQUISITION = "acquisition"
    SUPPORT = "support"
    SATISFACTION = "satisfaction"
    ONBOARDING = "onboarding"
    HEALTH = "health"
    TEAM = "team"


class Aggregate(StrEnum):
    """How a part's value follows from the values of its rows."""

    COUNT = "count"
    SUM = "sum"
    MEAN = "mean"
    MEDIAN = "median"
    P90 = "p90"
    GIVEN = "given"


class Dimension(StrEnum):
    """What a segment may filter by."""

    PRODUCT = "product"
    SIZE = "size"
    COUNTRY = "country"
    MANAGER = "manager"


EVERY_DIMENSION = frozenset(Dimension)
CLIENT_DIMENSIONS = frozenset({Dimension.SIZE, Dimension.COUNTRY, Dimension.MANAGER})
NO_DIMENSION: frozenset[Dimension] = frozenset()


@dataclass(frozen=True, slots=True)
class Rows:
    """Records behind a part: their kind, ids and what each contributes.

    ``values`` is in the part's unit, as long as ``ids``.
    """

    kind: str
    ids: IntArray
    values: FloatArray


@dataclass(frozen=True, slots=True)
class PartSpec:
    """A named quantity of a formula, as the KPI declares it."""

    key: str
    label: str
    unit: Unit
    aggregate: Aggregate = Aggregate.SUM


@dataclass(frozen=True, slots=True)
class Part:
    """A named quantity of a formula, as measured; ``rows`` explain it.

    A part that is not declared, such as one category among many, counts its rows and
    carries its own ``label``, which is data and not a message id.
    """

    key: str
    value: float | None
    rows: tuple[Rows, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Excluded:
    """Records left out of a reading and why (English message id)."""

    kind: str
    ids: IntArray
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about a reading or the lack of one (English message id)."""

    code: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measurement:
    """One reading of one KPI.

    Attributes:
        value: The figure, or ``None`` when it does not exist.
        parts: The named quantities of the formula.
        numerator: Top of the fraction in public units, if there is one.
        denominator: Bottom of the fraction, if there is one.
        n: How many records the figure rests on.
        interval: 95 % interval, in the unit of the value.
        excluded: Records left out, and why.
        remarks: What a reader must know: coverage, caps, bridged gaps.
        reason: Why there is no value.
        formula: Formula used when it differs from the declared one.
    """

    value: float | None
    parts: tuple[Part, ...] = ()
    numerator: float | None = None
    denominator: float | None = None
    n: int = 0
    interval: tuple[float, float] | None = None
    excluded: tuple[Excluded, ...] = ()
    remarks: tuple[Remark, ...] = ()
    reason: Remark | None = None
    formula: str = ""

    def part(self, key: str) -> Part:
        """The part called *key*.

        Raises:
            KeyError: The measurement has no such part.
        """
        for part in self.parts:
            if part.key == key:
                return part
        raise KeyError(key)


Measure = Callable[["Window"], Measurement]


@dataclass(frozen=True, slots=True)
class Band:
    """A reference range printed in a source: ``[low, high)``, ``None`` = unbounded."""

    label: str
    low: float | None
    high: float | None
    source: str
    caveat: str
    on_by_default: bool = True

    def holds(self, value: float | None) -> bool:
        """The value lies in the range."""
        if value is None or (self.low is not None and value < self.low):
            return False
        return self.high is None or value < self.high


@dataclass(frozen=True, slots=True)
class Variant:
    """The same data under another definition, and how it differs."""

    name: str
    label: str
    why: str
    measure: Measure
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Kpi:
    """One entry of the catalogue: all that any surface needs to know.

    Attributes:
        key: Stable identifier, used in files, on the command line and in tests.
        name: Full name (English message id, as all texts here).
        short: Name that fits a card.
        definition: One or two plain sentences.
        formula: Template over part keys, e.g. ``{lost} ÷ {opening} × 100``.
        parts: The quantities that the formula names.
        unit: Unit of the value.
        direction: Whether higher is better.
        family: Chapter of the catalogue.
        measure: The function that takes the reading.
        noun: Kind of the records counted by ``n``.
        source: Where the definition comes from: a seed, a standard, or ours.
        needs: Record kinds that the figure is computed from.
        reach: Segment dimensions that can filter it.
        stock: The value is a state at the end of the period, not a flow in it.
        bands: Reference ranges of the sources.
        variants: Other definitions of the same indicator.
        version: Raised when the definition changes.
    """

    key: str
    name: str
    short: str
    definition: str
    formula: str
    parts: tuple[PartSpec, ...]
    unit: Unit
    direction: Direction
    family: Family
    measure: Measure
    noun: str = "client"
    source: str = "C"
    needs: tuple[str, ...] = ("contract",)
    reach: frozenset[Dimension] = EVERY_DIMENSION
    stock: bool = False
    bands: tuple[Band, ...] = ()
    variants: tuple[Variant, ...] = ()
    version: int = 1

    def spec(self, key: str) -> PartSpec:
        """The declaration of the part called *key*.

        Raises:
            KeyError: The formula names no such part.
        """
        for spec in self.parts:
            if spec.key == key:
                return spec
        raise KeyError(key)

    def variant(self, name: str) -> Variant | None:
        """The variant called *name*, if this KPI has it."""
        for variant in self.variants:
            if variant.name == name:
                return variant
        return None


def kpi(
    *,
    key: str,
    name: str,
    short: str,
    definition: str,
    formula: str,
    parts: tuple[PartSpec, ...],
    unit: Unit,
    direction: Direction,
    family: Family,
    noun: str = "client",
    source: str = "C",
    needs: tuple[str, ...] = ("contract",),
    reach: frozenset[Dimension] = EVERY_DIMENSION,
    stock: bool = False,
    bands: tuple[Band, ...] = (),
    variants: tuple[Variant, ...] = (),
    version: int = 1,
) -> Callable[[Measure], Kpi]:
    """Declare a KPI over the function that measures it. See ``Kpi`` for arguments."""

    def declare(measure: Measure) -> Kpi:
        return Kpi(
            key=key,
            name=name,
            short=short,
            definition=definition,
            formula=formula,
            parts=parts,
            unit=unit,
            direction=direction,
            family=family,
            measure=measure,
            noun=noun,
            source=source,
            needs=needs,
            reach=reach,
            stock=stock,
            bands=bands,
            variants=variants,
            version=version,
        )

    return declare
