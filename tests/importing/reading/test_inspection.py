"""The short report of a file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kpidesk.importing.reading.workbook import (
    MISSING,
    CellError,
    Percent,
    Value,
    as_json,
    cell_text,
    inspect_workbook,
)

Build = Callable[..., bytes]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("a", "a"),
        (42, "42"),
        (1.5, "1.5"),
        (1e20, "100000000000000000000"),
        (Percent(0.125), "0.125"),
        (True, "TRUE"),
        (False, "FALSE"),
        (dt.date(2025, 1, 31), "2025-01-31"),
        (dt.datetime(2025, 1, 31, 12), "2025-01-31T12:00:00"),
        (dt.time(8, 15), "08:15:00"),
        (dt.timedelta(hours=36, minutes=5), "36:05:00"),
        (dt.timedelta(seconds=-1.5), "-0:00:01.5"),
        (CellError("#N/A"), "#N/A"),
        (MISSING, ""),
    ],
)
def test_a_value_is_written_the_same_everywhere(value: Value, text: str) -> None:
    assert cell_text(value) == text


def test_a_report_has_the_first_rows_and_cells(tmp_path: Path, xlsx: Build) -> None:
    path = tmp_path / "x.xlsx"
    cells = "".join(f'<c r="{chr(65 + n)}4"><v>{n}</v></c>' for n in range(12))
    rows = "".join(
        f'<row r="{n}"><c r="C{n}"><v>{n}</v></c></row>' for n in range(5, 25)
    )
    path.write_bytes(xlsx(f'<row r="4" hidden="1">{cells}</row>{rows}'))
    found = as_json(inspect_workbook(path))

    assert json.loads(json.dumps(found)) == {
        "sheets": [
            {
                "name": "Data",
                "rows": 21,
                "hidden": False,
                "head": [
                    [str(n) for n in range(10)],
                    *(["", "", str(n)] for n in range(5, 10)),
                ],
            }
        ],
        "warnings": ["1 row of the sheet “Data” is hidden. It was read too."],
    }


def test_a_refusal_is_a_report_too(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"%PDF-1.4")

    assert as_json(inspect_workbook(path)) == {
        "error": {
            "code": "not_a_spreadsheet",
            "message": "“x.xlsx” is not a spreadsheet. What is inside: PDF document. "
            "Save the table as .xlsx or .csv, and try again.",
        }
    }
