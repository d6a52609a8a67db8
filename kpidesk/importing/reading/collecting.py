"""Puts the pieces that readers deliver together again."""

from __future__ import annotations

from pathlib import Path

from kpidesk.importing.reading.model import ReadWarning, SheetData, WorkbookData
from kpidesk.importing.reading.values import Merge, Row


class Collector:
    """An `Output` that keeps everything."""

    def __init__(self) -> None:
        self._sheets: list[SheetData] = []
        self._warnings: list[ReadWarning] = []
        self._head: tuple[str, bool, bool] = ("", False, False)
        self._rows: list[Row] = []
        self._width = 0

    @property
    def empty(self) -> bool:
        """Whether no sheet has a value that a person would see."""
        return not any(
            value.strip() if isinstance(value, str) else value is not None
            for sheet in self._sheets
            for row in sheet.rows
            for value in row
        )

    def open_sheet(self, name: str, *, hidden: bool, text_source: bool) -> None:
        """Begin the next sheet, and forget one that was begun and not ended."""
        self._head = (name, hidden, text_source)
        self._rows = []
        self._width = 0

    def add_empty(self, count: int) -> None:
        """Append *count* rows without values."""
        self._rows.extend([()] * count)

    def add_rows(self, rows: list[Row]) -> None:
        """Append rows, each cut after its last value."""
        self._width = max(self._width, *map(len, rows))
        self._rows.extend(rows)

    def close_sheet(self, hidden_rows: frozenset[int], merges: list[Merge]) -> None:
        """End the sheet."""
        name, hidden, text_source = self._head
        self._sheets.append(
            SheetData(
                name=name,
                hidden=hidden,
                rows=_rectangular(self._rows, self._width),
                hidden_rows=hidden_rows,
                merges=tuple(merges),
                text_source=text_source,
            )
        )

    def warn(self, code: str, sheet: str = "", **values: str | int) -> None:
        """Keep what is to be said."""
        self._warnings.append(ReadWarning(code, sheet, values))

    def progress(self, done: int, total: int) -> None:
        """Nobody is waiting here."""

    def workbook(self, path: Path | None, kind: str, sha256: str) -> WorkbookData:
        """Everything collected."""
        return WorkbookData(
            path, kind, tuple(self._sheets), tuple(self._warnings), sha256
        )


def _rectangular(rows: list[Row], width: int) -> list[Row]:
    # Rows of one length share their padding: a million empty rows are one object.
    padding = [(None,) * count for count in range(width + 1)]
    for index, row in enumerate(rows):
        if len(row) < width:
            rows[index] = row + padding[width - len(row)] if row else padding[width]
    return rows
