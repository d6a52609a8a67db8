"""The parts that every chart is told in, without a word about how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeAlias

if TYPE_CHECKING:
    from kpidesk.domain.kpi import Unit
    from kpidesk.operations.first_screen import WaterfallFace


class Figure(str):
    """The text of a figure that remembers its value and unit, for files of numbers.

    A percentage is 16.6667; money is in major units of the company's currency.
    """

    __slots__ = ("unit", "value")
    value: float | None
    unit: Unit

    def __new__(cls, text: str, value: float | None, unit: Unit) -> Self:
        """Make one from its text; ``None`` is a figure that does not exist."""
        made = super().__new__(cls, text)
        made.value = value
        made.unit = unit
        return made


Ticks: TypeAlias = tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar, cell or dot that can be walked to.

    Attributes:
        spoken: What it says, on the screen and aloud.
        kind: Kind of the records behind it; empty where there are none to show.
        ids: Those records.
        lose: The client whose loss can be tried out; 0 = none.
        is_record: It stands for its one record, which it opens.
    """

    spoken: str
    kind: str = ""
    ids: tuple[int, ...] = ()
    lose: int = 0
    is_record: bool = False


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The numbers of a chart as a table.

    Attributes:
        headings: Names of the columns.
        numbers: Columns that hold figures and stand at the right.
        rows: The cells, as the chart writes them.
    """

    headings: tuple[str, ...]
    numbers: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a heat map: percent, its text, and whether its month is running."""

    share: float
    text: str
    running: bool = False


@dataclass(frozen=True, slots=True)
class HeatPicture:
    """Rows of cells under columns; ``None`` is a time to come.

    ``sizes`` stands in the first column; ``summary`` is the last row.
    """

    corner: str
    size_heading: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    sizes: tuple[str, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    summary: tuple[Cell | None, ...]
    summary_name: str


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of stacked columns; values below zero hang from the axis.

    ``color`` names a token and, after a point, one of its palette.
    """

    name: str
    color: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ColumnsPicture:
    """Stacked columns, one per period or bin.

    Attributes:
        names: What stands under each column.
        series: The colours, from the axis outwards.
        ticks: Values of the axis with their texts.
        tops: What stands above each column; empty for nothing.
        line: A value per column joined by a line; ``None`` is a gap.
        line_name: What the line is; empty for none.
        running: The last column is of a period that is not over.
    """

    names: tuple[str, ...]
    series: tuple[Series, ...]
    ticks: Ticks
    tops: tuple[str, ...]
    line: tuple[float | None, ...] = ()
    line_name: str = ""
    running: bool = False


@dataclass(frozen=True, slots=True)
class Marker:
    """A vertical line: its place counted in bins from the left, text and colour."""

    place: float
    text: str
    color: str


@dataclass(frozen=True, slots=True)
class HistogramPicture:
    """Columns of bins with vertical lines across; ``apart`` hatches the last bin."""

    names: tuple[str, ...]
    counts: tuple[int, ...]
    tops: tuple[str, ...]
    ticks: Ticks
    markers: tuple[Marker, ...]
    apart: bool


@dataclass(frozen=True, slots=True)
class ParetoPicture:
    """Columns, the largest first, and the line of what they add up to.

    ``ticks`` are counts, ``shares`` the same heights in percent of the total.
    """

    names: tuple[str, ...]
    counts: tuple[int, ...]
    tops: tuple[str, ...]
    cumulative: tuple[float, ...]
    ticks: Ticks
    shares: Ticks


@dataclass(frozen=True, slots=True)
class Bar:
    """One horizontal bar: its name, length, text, colour and a remark below it."""

    name: str
    length: float
    text: str
    color: str = "series.0"
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a bar of 100 percent."""

    name: str
    percent: float
    text: str
    color: str


@dataclass(frozen=True, slots=True)
class BarsPicture:
    """Horizontal bars, and a bar of 100 percent above them where there is one.

    ``first_bar`` says at which row of marks the bars begin.
    """

    bars: tuple[Bar, ...]
    whole: tuple[Share, ...] = ()
    first_bar: int = 0


@dataclass(frozen=True, slots=True)
class SharesRow:
    """One bar of 100 percent with its name and what stands at its right."""

    name: str
    shares: tuple[Share, ...]
    beside: str
    running: bool = False


@dataclass(frozen=True, slots=True)
class NpsPicture:
    """Bars of 100 percent, and under them the answers of each score."""

    rows: tuple[SharesRow, ...]
    scores: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class SurvivalPicture:
    """A rising staircase: days and percent, both from zero.

    ``across`` are ticks of days, ``ticks`` of percent, ``end`` is the last day shown;
    ``waiting`` are the days that some have waited so far.
    """

    days: tuple[float, ...]
    shares: tuple[float, ...]
    across: Ticks
    ticks: Ticks
    end: float
    markers: tuple[Marker, ...]
    waiting: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Dot:
    """One dot: where it stands; hollow for something that has not happened yet."""

    x: float
    y: float
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class DotsPicture:
    """One dot per record over a span of days.

    Attributes:
        dots: The dots, from the left.
        end: Where the span ends, in the unit of their ``x``; it begins at zero.
        across: Ticks below, in the same unit.
        ticks: Ticks of the heights, from zero.
        levels: Lines across: height, text and colour, the lowest first.
        legend: What filled dots are, and hollow ones.
    """

    dots: tuple[Dot, ...]
    end: float
    across: Ticks
    ticks: Ticks
    levels: tuple[tuple[float, str, str], ...]
    legend: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ForecastPicture:
    """What was and what is expected, month by month on one axis from zero.

    ``names`` covers ``past`` and then the months ahead; ``expected``, ``decided`` and
    ``ranges`` (low and high, or ``None``) are as long as there are months ahead.
    ``legend`` names past, expected, decided and range.
    """

    names: tuple[str, ...]
    past: tuple[float | None, ...]
    expected: tuple[float, ...]
    decided: tuple[float, ...]
    ranges: tuple[tuple[float, float] | None, ...]
    legend: tuple[str, str, str, str]
    ticks: Ticks


@dataclass(frozen=True, slots=True)
class PanelsPicture:
    """Charts of columns one above the other, whose periods stand in line.

    ``titles`` name the panels; their marks follow one another.
    """

    titles: tuple[str, ...]
    panels: tuple[ColumnsPicture, ...]


Picture: TypeAlias = "HeatPicture | ColumnsPicture | PanelsPicture | HistogramPicture | ParetoPicture | BarsPicture | NpsPicture | SurvivalPicture | DotsPicture | ForecastPicture | WaterfallFace"  # noqa: E501


@dataclass(frozen=True, slots=True)
class SpecialFacts:
    """A chart told whole.

    Attributes:
        title: What and when.
        said: What the picture shows, in a sentence; also stands under the title.
        spoken: The same for screen readers, with how to walk it.
        marks: What can be walked to, in rows as they stand.
        table: The same numbers as a table.
        picture: What is drawn; ``None`` where there is nothing to draw.
    """

    title: str
    said: str
    spoken: str
    marks: tuple[tuple[Mark, ...], ...]
    table: ChartTable
    picture: Picture | None
