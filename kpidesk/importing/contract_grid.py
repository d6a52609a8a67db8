"""Recurring revenue kept as a grid: a row per client, a column per month."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kpidesk.importing.column_values import ColumnValues
from kpidesk.importing.layouts import CONTRACT
from kpidesk.importing.match import ACCEPTED, ColumnMatch, Match
from kpidesk.importing.month_grid import grid_name
from kpidesk.importing.tables import Table

AMOUNT = "amount"
_LIKELY = 0.8
"""How sure amounts by month are monthly fees where no name of the sheet says so."""
_WHO = {"client", "client.name", "client.tax_id", "client.external_id"}
_GRID = replace(
    CONTRACT,
    fields=tuple(
        replace(field, required=field.name == "client") for field in CONTRACT.fields
    ),
)
"""A row of a grid needs a client; when it starts follows from the amounts."""
_BESIDE = {
    "external_id",
    "product",
    "currency",
    "account_manager",
    "client.legal_name",
    "client.country",
    "client.region",
    "client.city",
    "client.industry",
    "client.segment",
    "client.email",
}
"""What a grid may say beside amounts; dates follow from the amounts themselves."""


def beside_months(table: Table) -> Table:
    """The table without its months and what follows them: totals, averages."""
    first = min(index for index, _month in table.months)
    columns = tuple(column for column in table.columns if column.index < first)
    return replace(table, columns=columns, months=())


def match_contract_grid(
    table: Table, beside: tuple[ColumnMatch, ...], *, said: bool
) -> Match | None:
    """Take a grid of months for contracts, if it says whose they are.

    Args:
        table: The grid.
        beside: The columns before the months, as the columns of a contract sheet.
        said: The sheet's name or a person says that it is about contracts; then the
            first column of texts names the clients, under any header.
    """
    known = {
        match.column.index: match
        for match in beside
        if match.field is not None and match.name in _WHO | _BESIDE
    }
    names = {match.name for match in known.values()}
    if not names & _WHO:
        first = next((match.column for match in beside if _is_text(match.column)), None)
        if not said or first is None:
            return None
        field = CONTRACT.field("client")
        known[first.index] = ColumnMatch(first, field, "client", ACCEPTED, "values")
    amount = _GRID.field(AMOUNT)
    months = _first_of_each_month(table)
    columns = []
    for column in table.columns:
        if column.index in months:
            name = grid_name(AMOUNT, months.index(column.index) + 1)
            score = 1.0 if said else _LIKELY
            columns.append(ColumnMatch(column, amount, name, score, "month"))
        else:
            left_out = ColumnMatch(column, None, "", 0.0, "")
            columns.append(known.get(column.index, left_out))
    # Grids are kept in Italian and Portuguese alike; the formats' custom is the same.
    return Match(table, _GRID, tuple(columns), float(len(columns)), "it")


def _first_of_each_month(table: Table) -> list[int]:
    """Columns of months; one that comes again, such as a forecast, is left out."""
    seen: set[dt.date] = set()
    columns = []
    for index, month in table.months:
        if month not in seen:
            columns.append(index)
        if month is not None:
            seen.add(month)
    return columns


def _is_text(column: ColumnValues) -> bool:
    return any(isinstance(value, str) for value in column.filled)
