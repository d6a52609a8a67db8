"""A blank workbook to fill in: headers, drop-downs, notes and an example per sheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpidesk.domain.records import PRICE_CHANGES
from kpidesk.i18n.messages import N_, _
from kpidesk.i18n.messages import language as language_of
from kpidesk.importing.layouts import ImportField, Layout, Parse, layout
from kpidesk.importing.own_sheets import headers, sheet_title, word_of
from kpidesk.operations.own_workbook import FORMATS, OwnSheet, add_marker
from kpidesk.reporting.file_writing import replace_file
from kpidesk.reporting.workbook_cells import put

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_ROWS = 1000
"""Rows that drop-downs and formats reach down to."""
_WIDTH = 20
_EXAMPLE = N_("Example:")
_SHEETS: dict[str, tuple[str, ...]] = {
    "client": (
        "name", "external_id", "legal_name", "tax_id", "country", "city", "industry",
        "segment", "employees", "account_manager", "email", "client_since",
        "first_value_date", "notes",
    ),
    "contract": (
        "client", "external_id", "product", "amount", "billing_period", "quantity",
        "discount", "setup_fee", "start_date", "end_date", "renewal_date",
        "signed_date", "auto_renew", "notice_days", "end_reason", "status",
    ),
    "price_term": (
        "contract", "valid_from", "amount", "billing_period", "quantity", "discount",
        "change_kind",
    ),
    "ticket": (
        "external_id", "client", "subject", "category", "channel", "priority",
        "status", "agent", "opened_at", "first_response_at", "resolved_at",
        "reopened_count", "replies_count", "csat_score",
    ),
    "survey_answer": (
        "client", "survey_type", "score", "scale_max", "answered_at", "sent_at",
        "respondent", "touchpoint", "comment",
    ),
    "lead": (
        "name", "company", "source", "owner", "stage", "value", "created_at",
        "converted_at", "lost_at", "lost_reason",
    ),
    "cost": ("description", "date", "kind", "category", "vendor", "amount"),
    "usage": ("client", "date", "active_users", "key_actions"),
    "employee": (
        "name", "external_id", "department", "role", "hired_on", "left_on",
        "yearly_salary", "hourly_cost",
    ),
    "invoice": (
        "external_id", "client", "issued_on", "due_on", "paid_on", "amount",
    ),
    "exchange_rate": ("currency", "date", "rate"),
}  # fmt: skip
_ENUM_VALUES = {
    "billing_period": ("monthly", "quarterly", "semiannual", "annual", "one_off"),
    "contract_status": ("active", "draft", "ended"),
    "price_change": PRICE_CHANGES,
    "priority": ("low", "normal", "high", "urgent"),
    "ticket_status": ("open", "in_progress", "pending", "resolved", "closed"),
    "survey_type": ("csat", "nps", "ces", "enps"),
    "boolean": ("true", "false"),
    "cost_kind": ("marketing", "sales", "delivery", "support", "other"),
    "lead_stage": ("won", "lost"),
}
_CHOICES_OF_TEXT = {("cost", "kind"): "cost_kind"}
_NOTES = {
    Parse.DATE: N_("A date, like 31/12/2025."),
    Parse.DAY_OR_MONTH: N_("A date, like 31/12/2025."),
    Parse.INSTANT: N_("Date and time, like 31/12/2025 14:30."),
    Parse.MONEY: N_("An amount without the currency's sign, like 1234.50."),
    Parse.PERCENT: N_("A percentage, like 10 %."),
    Parse.YES_NO: N_("Yes or no."),
    Parse.CLIENT: N_("Code, name or tax number of the client."),
}
_FIELD_NOTES = {
    ("contract", "end_date"): N_(
        "The first day without service; empty while the contract goes on."
    ),
    ("contract", "amount"): N_("The amount of one billing period, for one unit."),
    ("price_term", "amount"): N_("The amount from this day on."),
    ("price_term", "change_kind"): N_(
        "Why it differs from the price before; empty if you do not know."
    ),
}
_EXAMPLES: dict[str, str | int | float | dt.date | dt.datetime] = {
    "client": "Rossi Srl",
    "name": "Rossi Srl",
    "external_id": "C-001",
    "contract": "C-001",
    "description": "Google Ads",
    "amount": 1200,
    "value": 5000,
    "score": 9,
    "scale_max": 10,
    "active_users": 12,
    "key_actions": 340,
    "currency": "USD",
    "rate": 0.92,
}
_EXAMPLE_DAY = dt.date(2025, 1, 1)


def write_template(target: Path, language: str) -> None:
    """Write a blank workbook in a language.

    Raises:
        ExportError: The file cannot be written.
    """
    replace_file(target, lambda path: _write(path, language))


def _write(path: Path, language: str) -> None:
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    marks: list[tuple[str, str, str, str]] = []
    with language_of(language):
        for entity, names in _SHEETS.items():
            kind = layout(entity)
            fields = tuple(kind.field(name) for name in names)
            marks += _write_sheet(book, OwnSheet(kind, fields, ()), language)
    if first is not None:
        book.remove(first)
    add_marker(book, marks)
    book.save(path)


def _write_sheet(
    book: Workbook, own: OwnSheet, language: str
) -> list[tuple[str, str, str, str]]:
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    title = sheet_title(own.kind, language)
    sheet: Worksheet = book.create_sheet(title)
    heads = headers(own.kind, own.fields, language)
    for position, (field, head) in enumerate(
        zip(own.fields, heads, strict=True), start=1
    ):
        letter = get_column_letter(position)
        cell = put(sheet, 1, position, head)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="EBEEF2")
        sheet.column_dimensions[letter].width = _WIDTH
        _explain(cell, own.kind, field)
        _prepare(sheet, letter, field, own.kind, language)
        _example(sheet, position, field, own.kind, language)
    sheet.freeze_panes = "A2"
    return [
        (title, own.kind.entity, head, field.name)
        for head, field in zip(heads, own.fields, strict=True)
    ]


def _explain(cell: Any, kind: Layout, field: ImportField) -> None:
    """A note at the header: what goes below it, and whether it must."""
    from openpyxl.comments import Comment

    said = [
        _(text)
        for text in (
            _FIELD_NOTES.get((kind.entity, field.name)),
            _NOTES.get(field.parse),
            N_("Required.") if field.required else None,
        )
        if text
    ]
    if said:
        cell.comment = Comment(" ".join(said), "kpidesk")


def _enum(kind: Layout, field: ImportField) -> str:
    if field.parse is Parse.YES_NO:
        return "boolean"
    return field.enum or _CHOICES_OF_TEXT.get((kind.entity, field.name), "")


def _prepare(
    sheet: Worksheet, letter: str, field: ImportField, kind: Layout, language: str
) -> None:
    """Drop-down and format of the cells below a header."""
    from openpyxl.worksheet.datavalidation import DataValidation

    values = _ENUM_VALUES.get(_enum(kind, field))
    if values:
        words = [word_of(_enum(kind, field), value, language) for value in values]
        rule = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True)
        # The importer understands more words than the list shows.
        rule.showErrorMessage = False
        sheet.add_data_validation(rule)
        rule.add(f"{letter}2:{letter}{_ROWS}")
    shown = "0%" if field.parse is Parse.PERCENT else FORMATS.get(field.parse)
    if shown:
        for row in range(2, 102):
            sheet[f"{letter}{row}"].number_format = shown


def _example(
    sheet: Worksheet, position: int, field: ImportField, kind: Layout, language: str
) -> None:
    """One cell of the example row, which the importer passes over."""
    from openpyxl.styles import Font

    values = _ENUM_VALUES.get(_enum(kind, field))
    value: Any = _EXAMPLES.get(field.name)
    if values:
        value = word_of(_enum(kind, field), values[0], language)
    elif field.required and field.parse in FORMATS and value is None:
        value = _EXAMPLE_DAY
    if position == 1:
        value = f"{_(_EXAMPLE)} {value if value is not None else ''}".strip()
    if value is not None:
        cell = put(sheet, 2, position, value)
        cell.font = Font(italic=True, color="7C8796")
