"""One row of a table, read field by field, with the issues of its cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kpidesk.importing.cell_reading import CellFormat, Read, Unreadable, read_cell
from kpidesk.importing.column_values import ColumnValues, as_text, is_blank
from kpidesk.importing.issues import FIELD, Issue, Severity
from kpidesk.importing.layouts import ImportField, Parse
from kpidesk.importing.match import Match, starts_as_client
from kpidesk.importing.numbers import currency_in
from kpidesk.importing.priced_text import split_period
from kpidesk.importing.reading.values import Value


@dataclass(slots=True)
class RowValues:
    """What a row says, by field; empty and unreadable cells are absent.

    Attributes:
        sheet: Name of its sheet.
        number: Row number as the spreadsheet shows it.
        values: Values by the field's name in the mapping.
        cells: The cells as they are in the sheet, by field.
        headers: The columns' headers, by field.
        labels: What fields are called (message ids), for those without a column.
        issues: What is wrong with the row so far.
        money_currency: Currency written beside an amount or in its header, if any.
        money_interval: Billing interval written beside an amount, or empty.
        filled: How many of its matched cells hold something.
    """

    sheet: str
    number: int
    values: dict[str, Read] = field(default_factory=dict)
    cells: dict[str, Value] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    money_currency: str = ""
    money_interval: str = ""
    filled: int = 0

    def has_errors(self) -> bool:
        """The row cannot be imported."""
        return bool(self.issues) and any(
            issue.severity is Severity.ERROR for issue in self.issues
        )

    def report(
        self,
        severity: Severity,
        code: str,
        name: str = "",
        value: str | None = None,
        **values: object,
    ) -> None:
        """Note something about the row or one of its cells."""
        if name not in self.headers and name in self.labels:
            values[FIELD] = self.labels[name]
        self.issues.append(
            Issue(
                severity,
                code,
                self.sheet,
                self.number,
                self.headers.get(name, name),
                self.written(name) if value is None else value,
                values,
            )
        )

    def error(
        self, code: str, name: str = "", value: str | None = None, **values: object
    ) -> None:
        """Note why the row is rejected."""
        self.report(Severity.ERROR, code, name, value, **values)

    def warn(
        self, code: str, name: str = "", value: str | None = None, **values: object
    ) -> None:
        """Note something that does not keep the row out."""
        self.report(Severity.WARNING, code, name, value, **values)

    def written(self, name: str) -> str:
        """A cell as people see it; empty for a field without one."""
        return as_text(self.cells.get(name))

    def text(self, name: str) -> str | None:
        """A text, or nothing."""
        value = self.values.get(name)
        return value if isinstance(value, str) else None

    def number_of(self, name: str) -> Decimal | None:
        """A number, or nothing."""
        value = self.values.get(name)
        return value if isinstance(value, Decimal) else None

    def whole(self, name: str) -> int | None:
        """A whole number, or nothing."""
        value = self.values.get(name)
        if isinstance(value, bool) or not isinstance(value, int):
            return None
        return value

    def yes_no(self, name: str) -> int | None:
        """1 for yes, 0 for no, or nothing."""
        value = self.values.get(name)
        return int(value) if isinstance(value, bool) else None

    def day(self, name: str) -> dt.date | None:
        """A date, or nothing."""
        value = self.values.get(name)
        if isinstance(value, dt.datetime):
            return value.date()
        return value if isinstance(value, dt.date) else None

    def iso_day(self, name: str) -> str | None:
        """A date as ISO text, or nothing."""
        day = self.day(name)
        return day.isoformat() if day else None

    def instant(self, name: str) -> dt.datetime | None:
        """An instant, or nothing."""
        value = self.values.get(name)
        return value if isinstance(value, dt.datetime) else None

    def minor(self, name: str, per_major: int = 100) -> int | None:
        """An amount in minor units, or nothing."""
        amount = self.number_of(name)
        return None if amount is None else round(amount * per_major)

    def score(self, name: str) -> tuple[Decimal, int] | None:
        """A score and the scale it names (0 = none), or nothing."""
        value = self.values.get(name)
        return value if isinstance(value, tuple) else None


_LENIENT = {
    "status",
    "priority",
    "employees",
    "notice_days",
    "renewal_months",
    "auto_renew",
    "sla_met",
    "first_contact_resolved",
    "replies_count",
    "reopened_count",
    "converted",
    "outcome",
    "change_kind",
    "client.employees",
}
"""What no total hangs on: an unreadable cell of these is no reason to lose a row."""
_LENIENT_CODES = {"bad_choice", "bad_number", "bad_yes_no", "ambiguous_number"}


_PRICES = {"amount", "mrr"}
_TEXTS = {Parse.TEXT, Parse.CODE, Parse.CLIENT}
"""Types whose text is taken as it stands."""


@dataclass(frozen=True, slots=True)
class _ReadColumn:
    """A matched column and how its cells are read."""

    name: str
    values: ColumnValues
    field: ImportField
    how: CellFormat
    required: bool
    is_text: bool


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one table; what does not depend on the row is decided once.

    Attributes:
        match: The table and its columns' fields.
        formats: Format of each matched column.
        absent: Required fields that no column gives.
        headers: Header of each matched field.
        labels: What the fields of the layout are called (message ids).
        columns: The matched columns, with their fields and how their cells are read.
        corrections: Texts to read in place of cells, by row number and column index.
        told: Unknown values of lenient columns that were told already.
    """

    match: Match
    formats: dict[str, CellFormat]
    absent: tuple[str, ...]
    headers: dict[str, str]
    labels: dict[str, str]
    columns: tuple[_ReadColumn, ...]
    corrections: Mapping[tuple[int, int], str]
    told: set[tuple[str, str]]

    @classmethod
    def of(
        cls,
        match: Match,
        formats: dict[str, CellFormat],
        corrections: Mapping[tuple[int, int], str],
    ) -> RowReader:
        """A reader of a matched table."""
        headers = {
            column.name: column.column.header
            for column in match.columns
            if column.field is not None
        }
        required = [field.name for field in match.layout.fields if field.required]
        referred = any(name.startswith("client.") for name in headers)
        paying = starts_as_client(match)
        absent = tuple(
            name
            for name in required
            if name not in headers and not (name == "client" and referred)
        )
        columns = tuple(
            _ReadColumn(
                column.name,
                column.column,
                column.field,
                formats[column.name],
                column.field.required
                and not column.name.startswith("client.")
                and not (paying and column.name == "start_date"),
                column.field.parse in _TEXTS,
            )
            for column in match.columns
            if column.field is not None
        )
        labels = {field.name: field.label for field in match.layout.fields}
        return cls(match, formats, absent, headers, labels, columns, corrections, set())

    def read(self, position: int) -> RowValues:
        """Read the row at *position* among the table's data rows."""
        table = self.match.table
        number = table.rows[position] + 1
        row = RowValues(
            table.sheet.name, number, headers=self.headers, labels=self.labels
        )
        for column in self.columns:
            cell = column.values.cells[position]
            if self.corrections:
                cell = self.corrections.get((number, column.values.index), cell)
            if is_blank(cell):
                if column.required:
                    row.error("missing_required", column.name)
                continue
            self._take(row, cell, column)
        for name in self.absent:
            row.error("missing_required", name)
        return row

    def _take(self, row: RowValues, cell: Value, column: _ReadColumn) -> None:
        """Read one filled cell into the row."""
        name, field, how = column.name, column.field, column.how
        row.filled += 1
        row.cells[name] = cell
        if column.is_text and isinstance(cell, str):
            row.values[name] = cell.strip()
            return
        if field.parse is Parse.MONEY and not row.money_currency:
            named = currency_in(cell) if isinstance(cell, str) else ""
            row.money_currency = named or how.currency
        if name in _PRICES and isinstance(cell, str):
            row.money_interval = row.money_interval or split_period(cell)[1]
        try:
            value = read_cell(cell, field, how)
        except Unreadable as unreadable:
            self._report(row, name, unreadable.code)
            return
        if value is not None:
            row.values[name] = value

    def _report(self, row: RowValues, name: str, code: str) -> None:
        """Note an unreadable cell: an error, or once a warning if it costs little."""
        if name not in _LENIENT or code not in _LENIENT_CODES:
            row.error(code, name)
            return
        text = row.written(name)
        if (name, text) not in self.told:
            self.told.add((name, text))
            row.warn("left_empty" if code != "bad_choice" else code, name)
