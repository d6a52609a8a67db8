"""The spreadsheet reader as the rest of the program uses it."""

from __future__ import annotations

from kpidesk.importing.reading.inspection import (
    InspectReport,
    SheetReport,
    as_json,
    cell_text,
    inspect_workbook,
)
from kpidesk.importing.reading.model import (
    Limits,
    ReadWarning,
    SheetData,
    TextOptions,
    WorkbookData,
)
from kpidesk.importing.reading.pasting import read_pasted
from kpidesk.importing.reading.supervisor import Progress, read_workbook
from kpidesk.importing.reading.values import (
    MISSING,
    CellError,
    MissingFormulaValue,
    Percent,
    Row,
    Value,
)
from kpidesk.importing.reading.warning_messages import warning_sentence

__all__ = [
    "MISSING",
    "CellError",
    "InspectReport",
    "Limits",
    "MissingFormulaValue",
    "Percent",
    "Progress",
    "ReadWarning",
    "Row",
    "SheetData",
    "SheetReport",
    "TextOptions",
    "Value",
    "WorkbookData",
    "as_json",
    "cell_text",
    "inspect_workbook",
    "read_pasted",
    "read_workbook",
    "warning_sentence",
]
