"""Plans of workbooks made in the test, without a file in between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl.utils import range_boundaries

from kpidesk.domain.records import Record
from kpidesk.importing.context import ImportChoices
from kpidesk.importing.existing import Existing
from kpidesk.importing.plan import ImportPlan
from kpidesk.importing.planning import plan_import
from kpidesk.importing.reading.model import SheetData, WorkbookData

Rows = Sequence[Sequence[Any]]


def sheet_of(
    name: str, rows: Rows, merges: Sequence[str] = (), *, text: bool = False
) -> SheetData:
    """A sheet as the reader delivers it: rows of one length, empty cells None."""
    width = max((len(row) for row in rows), default=0)
    cells = [
        tuple(
            None if value == "" else str(value) if text and value is not None else value
            for value in (*row, *([None] * (width - len(row))))
        )
        for row in rows
    ]
    return SheetData(
        name,
        hidden=False,
        rows=cells,
        merges=tuple(_merge(area) for area in merges),
        text_source=text,
    )


def _merge(area: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = (int(bound or 1) for bound in range_boundaries(area))
    return top - 1, left - 1, bottom - 1, right - 1


def book_of(
    sheets: Mapping[str, Rows],
    merges: Mapping[str, Sequence[str]] | None = None,
    text: bool = False,
) -> WorkbookData:
    """A workbook as the reader delivers it."""
    return WorkbookData(
        Path("book.xlsx"),
        "csv" if text else "xlsx",
        tuple(
            sheet_of(name, rows, (merges or {}).get(name, ()), text=text)
            for name, rows in sheets.items()
        ),
        (),
        "0" * 64,
    )


def plan_of(
    books: Mapping[str, WorkbookData],
    choices: ImportChoices | None = None,
    existing: Mapping[str, Sequence[Record]] | None = None,
) -> ImportPlan:
    """The plan of importing some workbooks."""
    return plan_import(
        list(books.items()), Existing(dict(existing or {})), choices or ImportChoices()
    )


def plan_sheets(
    sheets: Mapping[str, Rows], choices: ImportChoices | None = None
) -> ImportPlan:
    """The plan of importing one workbook into an empty company."""
    return plan_of({"book.xlsx": book_of(sheets)}, choices)


def saved(plan: ImportPlan, before: Mapping[str, Sequence[Record]]) -> dict[str, Any]:
    """The records as they are once the plan is saved, with ids of their own."""
    records = {kind: [dict(one) for one in those] for kind, those in before.items()}
    ids: dict[int, int] = {}
    for kind in ("client", "product", "contract", "price_term"):
        have = records.setdefault(kind, [])
        for temporary, values in plan.adds.get(kind, ()):
            ids[temporary] = len(have) + 1
            blank = {"code": None, "product_id": None, "legal_name": None}
            have.append({**blank, "tax_id": None, **values, "id": len(have) + 1})
        for identifier, values in plan.changes.get(kind, {}).items():
            next(one for one in have if one["id"] == identifier).update(values)
        for one in have:
            for name in ("client_id", "product_id", "contract_id"):
                value = one.get(name)
                one[name] = ids.get(value, value) if isinstance(value, int) else value
    return records
