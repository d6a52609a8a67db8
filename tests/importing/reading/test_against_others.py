"""Random workbooks yield what openpyxl and calamine see in them."""

from __future__ import annotations

import datetime as dt
import io
import re
import tempfile
from pathlib import Path

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from python_calamine import load_workbook

from kpidesk.importing.reading.collecting import Collector
from kpidesk.importing.reading.formats import read_file
from kpidesk.importing.reading.model import Limits, TextOptions, WorkbookData
from kpidesk.importing.reading.values import Value

_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
_text = st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30
).filter(
    lambda text: (
        not ILLEGAL_CHARACTERS_RE.search(text)
        and not text.startswith("=")
        and "\r" not in text
        # These would be escapes, which openpyxl does not resolve.
        and not _ESCAPED.search(text)
        # Not characters of XML.
        and not set(text) & {"\ufffe", "\uffff"}
    )
)
_moment = st.datetimes(dt.datetime(1901, 1, 1), dt.datetime(2099, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)
_cell = (
    st.none()
    | _text
    | st.integers(-(2**53), 2**53)
    | st.floats(-1e15, 1e15, allow_nan=False)
    | st.booleans()
    | _moment
    | _moment.map(dt.datetime.date)
    | st.just(dt.time(10, 30))
)
_table = st.lists(st.lists(_cell, max_size=6), max_size=8)


def _saved(table: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, values in enumerate(table, 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column)
            cell.value = value  # type: ignore[assignment]
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _ours(data: bytes) -> WorkbookData:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        path.write_bytes(data)
        collector = Collector()
        read_file(path, collector, Limits(), TextOptions())
    return collector.workbook(None, "", "")


def _as_openpyxl(value: Value) -> object:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time())
    return value


def _seen(value: object) -> object:
    """A value without the blanks around a text, which calamine drops and we keep."""
    return value.strip() if isinstance(value, str) else "" if value is None else value


def _filled(rows: list[list[object]], empty: list[list[object]]) -> list[list[object]]:
    """Rows filled up to a common size."""
    filled = [
        [*row, *blank[len(row) :]] for row, blank in zip(rows, empty, strict=False)
    ]
    return [*filled, *map(list, empty[len(rows) :])]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(_table)
def test_openpyxl_sees_the_same(table: list[list[object]]) -> None:
    data = _saved(table)
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True).active
    assert sheet is not None
    theirs = {
        (row, column): cell.value
        for row, cells in enumerate(sheet.iter_rows())
        for column, cell in enumerate(cells)
        if cell.value is not None
    }
    ours = {
        (row, column): _as_openpyxl(value)
        for row, values in enumerate(_ours(data).sheets[0].rows)
        for column, value in enumerate(values)
        if value is not None
    }

    assert ours == theirs


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(_table)
def test_calamine_sees_the_same(table: list[list[object]]) -> None:
    data = _saved(table)
    sheet = load_workbook(io.BytesIO(data)).get_sheet_by_index(0)
    theirs = [[*map(_seen, row)] for row in sheet.to_python(skip_empty_area=False)]
    ours = [[*map(_seen, row)] for row in _ours(data).sheets[0].rows]
    width = max(map(len, ours + theirs), default=0)
    empty: list[list[object]] = [[""] * width] * max(len(ours), len(theirs))

    assert _filled(ours, empty) == _filled(theirs, empty)
