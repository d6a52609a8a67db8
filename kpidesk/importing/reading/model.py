"""What a spreadsheet contains, cell by cell, before any mapping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kpidesk.importing.reading.values import Merge, Row

MEBIBYTE = 1 << 20
SHEET_ROWS = 1_048_576


@dataclass(frozen=True, slots=True)
class ReadWarning:
    """Something that a person should know about a file that was read.

    Attributes:
        code: Stable name, see ``warnings.py`` for the sentence of each.
        sheet: Name of the sheet concerned, or empty for the whole file.
        values: What the sentence mentions: numbers and texts.
    """

    code: str
    sheet: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetData:
    """One sheet.

    Attributes:
        name: Its name in the file.
        hidden: Hidden by the person, or "very hidden" by a program.
        rows: Row *i* is row *i* + 1 of the spreadsheet, column 0 is A. All rows are
            equally long; trailing empty rows and columns are left out.
        hidden_rows: Indices into ``rows`` of rows that are hidden or filtered out.
        merges: Merged ranges as (first row, first column, last row, last column),
            counted from 0, both ends included. The value is in the first cell.
        text_source: Every value is text, as in a CSV file: nothing was typed.
    """

    name: str
    hidden: bool
    rows: list[Row]
    hidden_rows: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] = ()
    text_source: bool = False

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True, slots=True)
class WorkbookData:
    """A whole file.

    Attributes:
        path: Where it was read from; None for pasted cells.
        format: What it is by its content: ``xlsx``, ``xlsm``, ``xlsb``, ``xls``,
            ``ods``, ``fods``, ``csv``, ``tsv``, ``html`` or ``xml``.
        sheets: In the order of the file.
        warnings: In the order found.
        sha256: Of the bytes that were read, in hexadecimal.
    """

    path: Path | None
    format: str
    sheets: tuple[SheetData, ...]
    warnings: tuple[ReadWarning, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class TextOptions:
    """What a person decided about a text file; None leaves it to the content."""

    encoding: str | None = None
    delimiter: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Where reading stops with an explanation.

    Rows, columns and cells count what is not empty, per sheet.

    Attributes:
        file_bytes: Size of the file.
        inflated_bytes: Size of all that a packed file unpacks to.
        rows: Rows with a value.
        columns: Position of the last column with a value.
        cells: Cells up to the last value of each row, added up.
        memory_bytes: Address space of the reading process (not on Windows, macOS).
        cpu_seconds: Processor time of the reading process (not on Windows).
        seconds: Time on the clock.
    """

    file_bytes: int = 100 * MEBIBYTE
    inflated_bytes: int = 300 * MEBIBYTE
    rows: int = 200_000
    columns: int = 200
    cells: int = 6_000_000
    memory_bytes: int = 1024 * MEBIBYTE
    cpu_seconds: int = 20
    seconds: float = 40.0

    def for_command_line(self) -> Limits:
        """The same for somebody at a command line, who may wait for a full sheet."""
        return replace(
            self,
            inflated_bytes=1024 * MEBIBYTE,
            rows=SHEET_ROWS,
            cells=20_000_000,
            memory_bytes=4096 * MEBIBYTE,
            cpu_seconds=120,
            seconds=180.0,
        )
