"""The reader's view of a file, short enough to print."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kpidesk.errors import ImportFileError
from kpidesk.importing.reading.model import (
    Limits,
    ReadWarning,
    SheetData,
    TextOptions,
)
from kpidesk.importing.reading.supervisor import read_workbook
from kpidesk.importing.reading.values import CellError, Row, Value
from kpidesk.importing.reading.warning_messages import warning_sentence

_HEAD_ROWS = 6
_HEAD_CELLS = 10
_COMMAND_LINE = Limits().for_command_line()


@dataclass(frozen=True, slots=True)
class SheetReport:
    """One sheet in short.

    Attributes:
        name: Its name.
        rows: Number of rows with a value, headers included.
        hidden: Whether the person hid it.
        head: The first of those rows, from column A, as text.
    """

    name: str
    rows: int
    hidden: bool
    head: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class InspectReport:
    """A file in short: what is in it, or why it is not read."""

    sheets: tuple[SheetReport, ...] = ()
    warnings: tuple[ReadWarning, ...] = ()
    error: ImportFileError | None = None


def inspect_workbook(
    path: Path, *, limits: Limits = _COMMAND_LINE, options: TextOptions | None = None
) -> InspectReport:
    """Look into the file at *path*; a file that is not read is a report too."""
    try:
        workbook = read_workbook(path, limits=limits, options=options)
    except ImportFileError as error:
        return InspectReport(error=error)
    return InspectReport(tuple(map(_report, workbook.sheets)), workbook.warnings)


def as_json(report: InspectReport) -> dict[str, Any]:
    """The report for ``json.dumps``, its sentences in the language of the moment."""
    if report.error is not None:
        error = {"code": report.error.code, "message": report.error.sentence()}
        return {"error": error}
    return {
        "sheets": [
            {
                "name": sheet.name,
                "rows": sheet.rows,
                "hidden": sheet.hidden,
                "head": [list(row) for row in sheet.head],
            }
            for sheet in report.sheets
        ],
        "warnings": [warning_sentence(warning) for warning in report.warnings],
    }


def cell_text(value: Value) -> str:
    """A value as text that is the same in every language."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, CellError):
        return value.text
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(float(value))
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return _duration_text(value)
    return str(value) if isinstance(value, int) else ""


def _duration_text(duration: dt.timedelta) -> str:
    minus = "-" if duration < dt.timedelta() else ""
    minutes, seconds = divmod(abs(duration).total_seconds(), 60)
    hours, minutes = divmod(int(minutes), 60)
    fraction = f"{seconds:06.3f}".rstrip("0").removesuffix(".")
    return f"{minus}{hours}:{minutes:02}:{fraction}"


def _report(sheet: SheetData) -> SheetReport:
    filled = [row for row in sheet.rows if any(value is not None for value in row)]
    head = tuple(map(_head_row, filled[:_HEAD_ROWS]))
    return SheetReport(sheet.name, len(filled), sheet.hidden, head)


def _head_row(row: Row) -> tuple[str, ...]:
    last = max(index for index, value in enumerate(row) if value is not None)
    return tuple(map(cell_text, row[: min(last + 1, _HEAD_CELLS)]))
