"""A list as a spreadsheet or a text file: what is shown, and nothing else."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpidesk.domain.records import Field, FieldType
from kpidesk.i18n.messages import _
from kpidesk.reporting.csv_export import safe_text
from kpidesk.reporting.file_writing import replace_file

if TYPE_CHECKING:
    from kpidesk.i18n.formats import Formats
    from kpidesk.operations.records_search import Cell, RecordList

Words = Callable[[Field, str], str]
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Signs that a workbook cannot hold."""


def export_list(
    path: Path,
    records: RecordList,
    rows: Sequence[int],
    columns: Sequence[int],
    formats: Formats,
    words: Words,
) -> None:
    """Write the rows and columns that are shown; the suffix decides the form.

    Args:
        path: Where to; ``.xlsx`` makes a workbook, anything else text.
        records: The list.
        rows: Positions of the rows, in order.
        columns: Positions of the columns, in order.
        formats: How numbers and dates of a text file are written.
        words: The words for the value of a choice.

    Raises:
        ExportError: It cannot be written there.
    """
    fields = [records.columns[column] for column in columns]
    heads = [_(field.label) for field in fields]
    lines = (
        [
            _value(field, records.cells[column][row], words)
            for field, column in zip(fields, columns, strict=True)
        ]
        for row in rows
    )

    def write(target: Path) -> None:
        if path.suffix.lower() == ".xlsx":
            _write_workbook(target, heads, lines)
        else:
            _write_text(target, heads, lines, formats)

    replace_file(path, write)


def _value(field: Field, cell: Cell, words: Words) -> Any:
    if cell is None:
        return None
    match field.type:
        case FieldType.DATE:
            return date.fromisoformat(str(cell))
        case FieldType.INSTANT:
            return datetime.fromisoformat(str(cell))
        case FieldType.CHOICE:
            return words(field, str(cell))
        case FieldType.YES_NO:
            return _("Yes") if cell else _("No")
        case _:
            return cell


def _write_workbook(target: Path, heads: list[str], lines: Any) -> None:
    # openpyxl takes 0.3 s to import and is needed only here.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet()
    sheet.freeze_panes = "A2"
    first = []
    for head in heads:
        cell = WriteOnlyCell(sheet, head)
        cell.font = Font(bold=True)
        first.append(cell)
    sheet.append(first)
    for line in lines:
        cells = []
        for value in line:
            if isinstance(value, str):
                cell = WriteOnlyCell(sheet, _ILLEGAL.sub("", value))
                cell.data_type = "s"
                cells.append(cell)
            else:
                cells.append(value)
        sheet.append(cells)
    book.save(target)


def _write_text(target: Path, heads: list[str], lines: Any, formats: Formats) -> None:
    # The mark at the beginning tells Excel that the text is UTF-8.
    with target.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=formats.list_separator())
        writer.writerow(heads)
        for line in lines:
            writer.writerow([_text(value, formats) for value in line])


def _text(value: Any, formats: Formats) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return formats.date_time(value)
    if isinstance(value, date):
        return formats.date(value)
    if isinstance(value, int | float):
        return formats.csv_number(value)
    return safe_text(str(value))
