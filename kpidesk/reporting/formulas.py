"""Formulas with the results they have, for readers that compute nothing.

openpyxl writes a formula without its result. Previews, phones and Excel's protected
view then show an empty cell, so the results are put in once the workbook is written.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_FORMULA = re.compile(rb'(<c r="([A-Z]+\d+)"[^>]*><f>[^<]*</f>)<v ?/>')


@dataclass(slots=True)
class Formulas:
    """The formulas of a workbook, by sheet and cell."""

    results: dict[str, dict[str, float]] = field(default_factory=dict)

    def put(
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        formula: str,
        result: float,
        number_format: str,
    ) -> None:
        """Write a formula; *result* is what it gives."""
        cell = sheet.cell(row=row, column=column)
        cell.value = formula
        cell.number_format = number_format
        self.results.setdefault(sheet.title, {})[cell.coordinate] = float(result)

    def save(self, book: Workbook, path: Path) -> None:
        """Write the workbook with the results; programs that compute do so anew.

        Raises:
            OSError: It cannot be written.
        """
        # openpyxl is slow to import and loaded by now.
        from openpyxl.writer.excel import ExcelWriter

        if book.calculation is not None:
            book.calculation.fullCalcOnLoad = True
        bare = path.with_name(f"{path.name}.bare")
        try:
            # What is read again at once need not be compressed.
            ExcelWriter(book, zipfile.ZipFile(bare, "w", zipfile.ZIP_STORED)).save()
            parts = {
                f"xl/worksheets/sheet{number}.xml": self.results.get(sheet.title, {})
                for number, sheet in enumerate(book.worksheets, start=1)
            }
            _fill(bare, path, parts)
        finally:
            bare.unlink(missing_ok=True)


def _fill(bare: Path, path: Path, parts: dict[str, dict[str, float]]) -> None:
    """Copy a workbook, with results in the formulas of its sheets."""
    with (
        zipfile.ZipFile(bare) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            content = source.read(info)
            known = parts.get(info.filename)
            if known:
                content = _FORMULA.sub(
                    lambda found, known=known: _with_result(found, known),  # type: ignore[misc]
                    content,
                )
            target.writestr(info.filename, content)


def _with_result(found: re.Match[bytes], known: dict[str, float]) -> bytes:
    result = known.get(found[2].decode())
    if result is None:
        return found[0]
    return b"%b<v>%b</v>" % (found[1], repr(result).encode())
