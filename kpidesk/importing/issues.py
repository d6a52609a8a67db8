"""What is wrong or worth knowing about an import: data, never exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kpidesk.i18n.messages import N_, _


class Severity(StrEnum):
    """How much an issue matters: an error keeps its row out."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


FIELD = "field"
"""Among an issue's values: what a field without a column is called (message id)."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing about one cell, row, column or sheet.

    Attributes:
        severity: How much it matters.
        code: Stable name, a key of ``SENTENCES``.
        sheet: Name of the sheet.
        row: Row number as the spreadsheet shows it; 0 = the whole sheet.
        column: Header of the column, or empty.
        value: The text of the cell, or empty.
        values: What else the sentence mentions.
    """

    severity: Severity
    code: str
    sheet: str
    row: int = 0
    column: str = ""
    value: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The sentence in the language of the moment."""
        facts = {"value": self.value, "column": self.column, **self.values}
        if FIELD in self.values:
            # No column gives it: people know the field by its name.
            facts["column"] = _(str(self.values[FIELD]))
        return _(SENTENCES[self.code], **facts)


SENTENCES: dict[str, str] = {
    "missing_required": N_("“{column}” is empty. Fill it in."),
    "unknown_client": N_(
        "There is no client “{value}”. Correct the name, or let the import create it."
    ),
    "unknown_client_suggestion": N_(
        "There is no client “{value}”. Did you mean “{suggestion}”?"
    ),
    "ambiguous_client": N_(
        "Several clients are called “{value}”. Write the client's code instead."
    ),
    "bad_date": N_("“{value}” is not a date. Write it like 31/12/2025."),
    "ambiguous_date": N_(
        "“{value}” can be read as day/month or month/day, and nothing in the column"
        " decides. Say which with --date-order."
    ),
    "bad_number": N_("“{value}” is not a number."),
    "bad_amount": N_("“{value}” is not an amount. Write it like 1234.50."),
    "ambiguous_number": N_(
        "“{value}” can be read with or without decimals, and nothing in the column"
        " decides. Say which with --decimal."
    ),
    "bad_choice": N_("“{value}” is not one of the known values of “{column}”."),
    "bad_yes_no": N_("“{value}” is neither yes nor no."),
    "left_empty": N_("“{value}” cannot be read; “{column}” is left empty."),
    "bad_duration": N_("“{value}” is not a duration."),
    "error_cell": N_("The cell holds an error ({value}). Correct it in the sheet."),
    "formula_without_value": N_(
        "The cell's formula was never calculated. Open the file in Excel, save it and"
        " import it again."
    ),
    "end_before_start": N_("The end ({end}) is before the start ({start})."),
    "answered_before_opened": N_(
        "The first response ({response}) is before the opening ({opened})."
    ),
    "resolved_before_opened": N_(
        "The resolution ({resolved}) is before the opening ({opened})."
    ),
    "before_creation": N_("“{value}” is before the lead was created ({created})."),
    "off_scale": N_("The score {value} is off the scale from {low} to {high}."),
    "negative_amount": N_("The amount {value} is negative."),
    "duplicate_row": N_("The same record is already in row {first}."),
    "unknown_ticket": N_("There is no ticket “{value}”."),
    "unknown_contract": N_("There is no contract “{value}”."),
    "unknown_kpi": N_("There is no KPI “{value}”."),
    "code_taken": N_("“{value}” is already the number or code of “{other}”."),
    "client_mismatch": N_(
        "The code or tax number is that of “{other}”, but the row says “{value}”."
    ),
    "month_without_year": N_(
        "No year is given for “{column}”. Write the year in the sheet's name or above"
        " the months."
    ),
    "resolved_without_date": N_(
        "The status says that it is solved, but no date tells when: it counts as open."
    ),
    "dates_disagree": N_(
        "“{column}” writes some dates as day/month and some as month/day. Check the"
        " ones that could be either."
    ),
    "merged_cells": N_(
        "{count} merged cells are read as if each of their rows held the text."
    ),
    "other_currency": N_(
        "Amounts are in {value}, and no exchange rate to {own} is known: figures that"
        " need one stay empty until it is entered."
    ),
    "near_duplicate_client": N_(
        "“{value}” looks like the client “{other}”. Check that they are two."
    ),
    "outlier": N_("{value} is {times} times the usual amount. Is it correct?"),
    "grid_of_months": N_(
        "Each row is a contract that starts with its first amount, changes its price"
        " where the amount changes and ends where the amounts end. What has an amount"
        " in {month}, the last month filled, goes on."
    ),
    "grid_looks_billed": N_(
        "Most amounts stand alone between empty months, as invoices do: as monthly fees"
        " they make contracts of one month. Import invoices as a list instead."
    ),
    "several_contracts": N_(
        "“{value}” has {count} contracts in these months. Say which by a column with"
        " the contract's number or the product."
    ),
    "payment_assumed": N_(
        "“{value}” says that it is paid, but not when: such invoices count as paid on"
        " the day they fell due."
    ),
    "invoice_cancelled": N_("The invoice “{value}” is cancelled and stays out."),
    "clients_pay": N_(
        "Each row is a client and a contract that starts on the day in “{column}”. If"
        " the amounts are no recurring fees, choose “Clients” for this sheet."
    ),
    "fee_left": N_(
        "The client has contracts of its own already: {value} is not added to them."
    ),
    "fee_of_list": N_(
        "“{value}” has a contract already that a list of clients gave: if it is the"
        " same, delete one of the two, or its MRR counts twice."
    ),
    "fee_without_start": N_(
        "Nothing says since when {value} is paid: the client has no contract of it."
    ),
    "period_assumed": N_("No billing period is given; amounts are taken as monthly."),
    "cost_kind_assumed": N_(
        "“{value}” is neither marketing nor sales: the cost does not enter the CAC."
    ),
    "inclusive_end": N_(
        "“{column}” is read as the last day of service; the next day is the first"
        " without."
    ),
    "exclusive_end": N_("“{column}” is read as the first day without service."),
    "date_order_assumed": N_(
        "Nothing in “{column}” tells day and month apart; read as day/month, as is"
        " usual in the sheet's language."
    ),
    "clock_joined": N_("“{column}” is read as the time of day of “{day}”."),
    "surname_joined": N_("“{column}” is read as the surname to “{other}”."),
    "outflows_assumed": N_(
        "Every amount of “{column}” is below zero; they are read as money spent."
    ),
    "hours_assumed": N_(
        "Neither the header nor the cells of “{column}” name a unit; its numbers are"
        " read as hours."
    ),
    "decimal_assumed": N_(
        "Nothing in “{column}” tells decimals and thousands apart; read in the way"
        " usual in the sheet's language."
    ),
    "mixed_dates": N_(
        "“{column}” mixes real dates with texts that Excel did not take for dates."
        " Days and months may have been swapped when the file was made."
    ),
    "serial_date": N_("“{column}” holds numbers that were read as dates of Excel."),
    "unmatched_column": N_("“{column}” was not imported: no field is called so."),
    "client_created": N_("The client “{value}” will be created."),
    "status_without_date": N_(
        "The status says that it ended, but no end date is given: it still counts."
    ),
    "unrecognised_sheet": N_("The sheet was not recognised and was not imported."),
    "reader_warning": N_("{text}"),
    "hidden_rows": N_("Hidden rows are imported too: {count}."),
    "hidden_sheet": N_("The sheet is hidden in the spreadsheet; it is imported too."),
}
