"""Breaking a report into pages: no row, chart or title is ever cut apart."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from kpidesk.printing.sheet import HEIGHT, WIDTH, mm, paragraph_height
from kpidesk.reporting.document import (
    Block,
    Document,
    Heading,
    LineChart,
    PageBreak,
    Paragraph,
    Picture,
    Table,
)

if TYPE_CHECKING:
    from kpidesk.printing.pictures import Pictures

TOP, BOTTOM = mm(14), HEIGHT - mm(13)
SIZES = {"": 12.0, "small": 11.0, "large": 22.0}
CELL = 11.0
CELL_AIR = mm(1.4)
CELL_GAP = mm(3)
HEADING_HEIGHT = mm(9)
CHART_HEIGHT = mm(46)
TITLE_HEIGHT = mm(6)
_GAP = mm(3)
_KEPT_BELOW = mm(24)
"""Room that must follow a title on its page."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block at its place on a page; of a table, only some of its rows."""

    y: float
    block: Block
    first: int = 0
    last: int = 0
    height: float = 0.0


Pages: TypeAlias = list[list[Placed]]
"""What stands on each page; the summary page is an empty one."""


@dataclass(slots=True)
class _Flow:
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    y: float = TOP

    def turn(self) -> None:
        if self.pages[-1]:
            self.pages.append([])
        self.y = TOP

    def room(self, height: float) -> None:
        """Turn the page unless that much fits."""
        if self.y + height > BOTTOM:
            self.turn()

    def put(self, block: Block, height: float, first: int = 0, last: int = 0) -> None:
        self.pages[-1].append(Placed(self.y, block, first, last, height))
        self.y += height + _GAP


def lay_out(document: Document, pictures: Pictures) -> Pages:
    """The pages of a report, never fewer than one."""
    pages = _Flow()
    for block in document.blocks:
        match block:
            case PageBreak():
                pages.turn()
            case Heading():
                pages.room(HEADING_HEIGHT + _KEPT_BELOW)
                pages.put(block, HEADING_HEIGHT - _GAP)
            case Paragraph():
                height = paragraph_height(block.text, WIDTH, SIZES[block.look])
                pages.room(height)
                pages.put(block, height)
            case LineChart():
                pages.room(CHART_HEIGHT)
                pages.put(block, CHART_HEIGHT)
            case Picture():
                height = picture_top(block) + pictures.height_of(block.drawn)
                height = min(height, BOTTOM - TOP)
                pages.room(height)
                pages.put(block, height)
            case Table() if block.cut:
                _lay_out_cut_table(pages, block)
            case Table():
                _lay_out_table(pages, block)
    flowed = [page for page in pages.pages if page]
    summary: Pages = [[]] if document.with_summary or not flowed else []
    return summary + flowed


def picture_top(picture: Picture) -> float:
    """The height of what stands above a picture: its title and its sentence."""
    said = paragraph_height(picture.said, WIDTH, SIZES["small"]) if picture.said else 0
    return TITLE_HEIGHT + said + mm(1)


def column_widths(table: Table) -> list[float]:
    """The width of each column in painting units."""
    total = sum(table.widths)
    return [WIDTH * share / total for share in table.widths]


def row_height(table: Table, cells: tuple[str, ...]) -> float:
    """A row is as high as its highest cell."""
    heights = [
        paragraph_height(text, width - CELL_GAP, CELL)
        for text, width in zip(cells, column_widths(table), strict=True)
        if text
    ]
    return max(heights, default=CELL) + 2 * CELL_AIR


def _parted(table: Table, room: float) -> Table:
    """The table with each row that is higher than a page as several rows."""
    rows: list[tuple[str, ...]] = []
    for row in table.rows:
        rest = row
        while row_height(table, rest) > room:
            first = tuple(
                _beginning(text, width - CELL_GAP, room - 2 * CELL_AIR)
                for text, width in zip(rest, column_widths(table), strict=True)
            )
            rows.append(first)
            rest = tuple(
                text[len(taken) :].lstrip()
                for text, taken in zip(rest, first, strict=True)
            )
        rows.append(rest)
    return table if len(rows) == len(table.rows) else replace(table, rows=tuple(rows))


def _beginning(text: str, width: float, room: float) -> str:
    """As much of a text as is no higher than its room, up to the end of a word."""
    if paragraph_height(text, width, CELL) <= room:
        return text
    low, high = 1, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        fits = paragraph_height(text[:middle], width, CELL) <= room
        low, high = (middle, high) if fits else (low, middle)
    return text[: text.rfind(" ", 1, low)] if " " in text[1:low] else text[:low]


def _lay_out_table(pages: _Flow, whole: Table) -> None:
    head = row_height(whole, whole.headings)
    table = _parted(whole, BOTTOM - TOP - head)
    heights = [row_height(table, row) for row in table.rows]
    at = 0
    while at < len(table.rows):
        pages.room(head + heights[at])
        first, taken = at, head
        while at < len(table.rows) and pages.y + taken + heights[at] <= BOTTOM:
            taken += heights[at]
            at += 1
        pages.put(table, taken, first, at)


def _lay_out_cut_table(pages: _Flow, table: Table) -> None:
    """As many rows as fit on the page, one at least, and how many are left."""
    head = row_height(table, table.headings)
    said = paragraph_height(table.cut[0] or "0", WIDTH, SIZES["small"]) + 2 * _GAP
    heights = [row_height(table, row) for row in table.rows[: len(table.cut) - 1]]
    pages.room(head + heights[0] + said)
    taken, last = head, 0
    for height in heights:
        if last and pages.y + taken + height + said > BOTTOM:
            break
        taken += height
        last += 1
    pages.put(table, taken, 0, last)
    if table.cut[last]:
        pages.put(Paragraph(table.cut[last], "small"), said - 2 * _GAP)
