"""Headers that are months: sheets with a row per category and a column per month."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kpidesk.importing.dates import EARLIEST, LATEST, month_number, parse_month
from kpidesk.importing.header_rows import filled_right
from kpidesk.importing.reading.model import SheetData
from kpidesk.importing.reading.values import Row, Value

_LOOK_AHEAD = 40
_FEWEST_MONTHS = 3
_YEAR = re.compile(r"\b(20\d\d)\b")
_YEARS = range(2000, 2100)
_LAST = 12


@dataclass(frozen=True, slots=True)
class MonthHeader:
    """A header row of months.

    Attributes:
        row: Its index.
        texts: Text per column of the sheet, empty where there is none.
        months: Per column of a month its first day; ``None`` without a year.
    """

    row: int
    texts: list[str]
    months: tuple[tuple[int, dt.date | None], ...]


def find_month_header(sheet: SheetData) -> MonthHeader | None:
    """The first row that is mostly months with something before them."""
    for row in range(min(len(sheet.rows) - 1, _LOOK_AHEAD)):
        header = month_header_at(sheet, row)
        if header is not None:
            return header
    return None


def month_header_at(sheet: SheetData, row: int) -> MonthHeader | None:
    """The row as a header of months; ``None`` if it is none."""
    cells = sheet.rows[row]
    columns = [at for at, cell in enumerate(cells) if _is_month(cell)]
    if len(columns) < _FEWEST_MONTHS or columns[0] == 0:
        return None
    others = [
        cell
        for at, cell in enumerate(cells)
        if at not in columns and cell not in {None, ""}
    ]
    if not _are_months_of_a_calendar([cells[at] for at in columns]):
        return None
    if len(others) <= len(columns) and all(isinstance(x, str) for x in others):
        return _header(sheet, row, columns)
    return None


def _are_months_of_a_calendar(cells: Sequence[Value]) -> bool:
    """Days that stand for months are all the first, or all the last, of theirs."""
    days = [cell for cell in cells if isinstance(cell, dt.date)]
    months = {(day.year, day.month) for day in days}
    if len(months) < len(days):
        return False
    same = len({day.day for day in days}) <= 1
    return same or all((day + dt.timedelta(1)).day == 1 for day in days)


def _is_month(cell: Value) -> bool:
    if isinstance(cell, dt.date):
        return EARLIEST.year <= cell.year < LATEST.year
    return isinstance(cell, str) and (
        month_number(cell) is not None or parse_month(cell) is not None
    )


def _header(sheet: SheetData, row: int, columns: list[int]) -> MonthHeader:
    cells = sheet.rows[row]
    texts = [_text(cell) for cell in cells]
    first = columns[0]
    if not any(texts[:first]):
        # The corner is often left empty; the column before the months names them.
        texts[first - 1] = "?"
    years = _years_above(sheet, row)
    known = _year_of_sheet(sheet, row)
    months = tuple(
        (column, _month(cells[column], years.get(column) or known))
        for column in columns
    )
    if not years and _turns_back(months):
        # Months over the turn of a year are not all of the one year in the title.
        months = tuple((column, _month(cells[column], None)) for column in columns)
    return MonthHeader(row, texts, months)


def _turns_back(months: tuple[tuple[int, dt.date | None], ...]) -> bool:
    """December is followed by January of the same year."""
    days = [month for _column, month in months if month is not None]
    return any(
        before.month == _LAST and after == dt.date(before.year, 1, 1)
        for before, after in pairwise(days)
    )


def _text(cell: Value) -> str:
    if isinstance(cell, dt.date):
        return f"{cell.year}-{cell.month:02}"
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _month(cell: Value, year: int | None) -> dt.date | None:
    if isinstance(cell, dt.date):
        return dt.date(cell.year, cell.month, 1)
    text = str(cell)
    whole = parse_month(text)
    number = month_number(text)
    if whole is not None or number is None:
        return whole
    return dt.date(year, number, 1) if year else None


def _years_above(sheet: SheetData, row: int) -> dict[int, int]:
    """Years in the row above, which may span several months."""
    if row == 0:
        return {}
    cells: Row = sheet.rows[row - 1]
    texts = filled_right(sheet, row - 1)
    found: dict[int, int] = {}
    for top, left, _bottom, right in sheet.merges:
        value = cells[left] if top == row - 1 and left < len(cells) else None
        if isinstance(value, int) and value in _YEARS:
            found.update(dict.fromkeys(range(left, right + 1), value))
    for at, cell in enumerate(cells):
        if isinstance(cell, int) and cell in _YEARS:
            found[at] = cell
        elif texts[at].isdigit() and int(texts[at]) in _YEARS:
            found[at] = int(texts[at])
    return found


def _year_of_sheet(sheet: SheetData, row: int) -> int | None:
    """The one year that the sheet's name or its titles mention."""
    said = [sheet.name]
    for cells in sheet.rows[: row + 1]:
        said += [str(cell) for cell in cells if isinstance(cell, str | int)]
    for text in said:
        found = set(_YEAR.findall(text))
        if len(found) == 1:
            return int(found.pop())
    return None
