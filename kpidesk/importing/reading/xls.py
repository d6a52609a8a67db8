"""Reads xls workbooks: values by calamine, the rest by a second look."""

from __future__ import annotations

import datetime as dt
import io

from python_calamine import (
    CalamineError,
    CalamineSheet,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from kpidesk.importing.reading.biff import SheetMarks, scan_biff
from kpidesk.importing.reading.model import Limits
from kpidesk.importing.reading.output import Output, SheetWriter
from kpidesk.importing.reading.refusals import Reason, Refusal, damaged
from kpidesk.importing.reading.values import Merge, Percent, Value, number

_MACRO_STORAGE = "_VBA_PROJECT".encode("utf-16-le")


def read_xls(data: bytes, stream: bytes, output: Output, limits: Limits) -> None:
    """Read every sheet of an xls file, whose workbook stream is *stream*.

    Raises:
        Refusal: It is protected, damaged or too big.
    """
    marks = scan_biff(stream)
    if _MACRO_STORAGE in data:
        output.warn("macros_ignored")
    if marks.external_links:
        output.warn("external_links_ignored")
    try:
        with load_workbook(io.BytesIO(data)) as workbook:
            total = len(workbook.sheets_metadata)
            for index, sheet in enumerate(workbook.sheets_metadata):
                if sheet.typ is not SheetTypeEnum.WorkSheet:
                    output.warn("sheet_without_cells", sheet.name)
                    continue
                hidden = sheet.visible is not SheetVisibleEnum.Visible
                writer = SheetWriter(output, sheet.name, limits, hidden=hidden)
                content = workbook.get_sheet_by_index(index)
                _read_sheet(content, _marks_of(marks.sheets, index), writer)
                output.progress(index + 1, total)
    except PasswordError as error:
        raise Refusal(Reason.PASSWORD) from error
    except (CalamineError, OSError, ValueError) as error:
        raise damaged(str(error)) from error


def _marks_of(sheets: list[SheetMarks], index: int) -> SheetMarks:
    if index >= len(sheets):
        raise damaged("the list of sheets contradicts itself")
    return sheets[index]


def _read_sheet(sheet: CalamineSheet, marks: SheetMarks, writer: SheetWriter) -> None:
    rows = sheet.to_python(skip_empty_area=False)
    for index in range(max(len(rows), max(marks.errors, default=-1) + 1)):
        found = rows[index] if index < len(rows) else []
        values: list[Value] = [_value(value) for value in found]
        _mark(values, index, marks, writer)
        writer.write(index, values)
    writer.close(marks.hidden_rows, _merges(sheet), filtered=marks.filtered)


def _mark(
    values: list[Value], row: int, marks: SheetMarks, writer: SheetWriter
) -> None:
    for column, error in sorted(marks.errors.get(row, {}).items()):
        values.extend([None] * (column + 1 - len(values)))
        values[column] = error
        writer.note_error(row, column)
    for column in marks.percents.get(row, ()):
        if column < len(values) and isinstance(value := values[column], int | float):
            values[column] = Percent(value)


def _value(value: object) -> Value:
    if isinstance(value, float):
        return number(value)
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool | int | dt.date | dt.time | dt.timedelta):
        return value
    return None


def _merges(sheet: CalamineSheet) -> list[Merge]:
    return [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
