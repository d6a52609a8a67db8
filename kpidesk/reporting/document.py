"""A report of several pages as blocks of finished text, whatever paints it.

All texts are in one language, figures are written out. Nothing here knows the size of
a page: whoever paints breaks the blocks into pages, never inside a row or a chart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from kpidesk.reporting.summary import Summary


@dataclass(frozen=True, slots=True)
class Heading:
    """A title that never stands alone at the foot of a page.

    A ``main`` one begins a part of the report wherever it stands.
    """

    text: str
    main: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``small`` for notes, ``large`` for the figure of a page."""

    text: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings, which are repeated on every page.

    Attributes:
        headings: Names of the columns.
        rows: The cells.
        widths: Shares of the width, one per column.
        numbers: Columns that stand at the right.
        cut: What to say below when only the first rows are printed, by how many
            they are; such a table ends on the page where it begins.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numbers: frozenset[int] = frozenset()
    cut: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineChart:
    """A value per period; ``None`` is a gap.

    ``texts`` write the values; ``target`` is a level with its text, if there is one.
    """

    title: str
    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    texts: tuple[str, ...]
    target: tuple[float, str] | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A special chart with its title and what it says in a sentence.

    Only whoever draws it knows what ``drawn`` is; ``name`` is for files of it, and
    ``tall`` tells one that may want a page for itself.
    """

    title: str
    said: str
    drawn: object
    name: str
    tall: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block: TypeAlias = Heading | Paragraph | Table | LineChart | Picture | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A report.

    Attributes:
        summary: Its head and foot, and the summary page where that is shown.
        title: What the report is, with its period.
        with_summary: The first page is the one-page summary.
        blocks: What follows.
        greyscale: Print without colours.
    """

    summary: Summary
    title: str
    with_summary: bool
    blocks: tuple[Block, ...] = ()
    greyscale: bool = False
