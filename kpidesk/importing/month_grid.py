"""Costs kept as a grid: a row per category, a column per month."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace

from kpidesk.importing.column_values import ColumnValues
from kpidesk.importing.header_likeness import header_score
from kpidesk.importing.header_text import normalised
from kpidesk.importing.layouts import COST, ImportField
from kpidesk.importing.match import ColumnMatch, Match
from kpidesk.importing.synonyms import entity_of_sheet
from kpidesk.importing.tables import Table

_TEXTS = ("category", "kind", "vendor", "description", "channel")
_SURE_ENOUGH = 0.6
_CORNER = "?"
"""Header that stands for an empty corner of the grid."""


def match_grid(table: Table, entity: str | None = None) -> Match | None:
    """Take a grid of months for costs, if anything about it says that it is."""
    texts = _text_columns(table)
    if not texts or entity not in {None, "cost"}:
        return None
    hinted = says_cost(table)
    named = any(score >= _SURE_ENOUGH for _, score in texts.values())
    if entity is None and not (hinted or named):
        return None
    months = dict(table.months)
    amount = replace(COST.field("amount"), required=False)
    columns, number = [], 0
    for column in table.columns:
        if column.index in months:
            number += 1
            name = grid_name("amount", number)
            columns.append(ColumnMatch(column, amount, name, 1.0, "month"))
        elif column.index in texts:
            field, score = texts[column.index]
            columns.append(ColumnMatch(column, field, field.name, score, "synonym"))
        else:
            columns.append(ColumnMatch(column, None, "", 0.0, ""))
    # Grids are kept in Italian and Portuguese alike; the formats' custom is the same.
    return Match(table, COST, tuple(columns), float(len(columns)), "it")


def grid_name(name: str, number: int) -> str:
    """The name of the first, second… column of one field: ``amount``, ``amount#2``."""
    return name if number == 1 else f"{name}#{number}"


def month_of_columns(match: Match) -> Mapping[str, dt.date | None]:
    """The month of each amount, by the column's name in the mapping."""
    months = dict(match.table.months)
    return {
        column.name: months[column.column.index]
        for column in match.columns
        if column.column.index in months
    }


def _text_columns(table: Table) -> dict[int, tuple[ImportField, float]]:
    """The columns that say what is spent, with the field each fits best."""
    months = {index for index, _ in table.months}
    first_month = min(months)
    found: dict[int, tuple[ImportField, float]] = {}
    for column in table.columns:
        if column.index in months or column.index > first_month:
            continue
        if not any(isinstance(value, str) for value in column.filled):
            continue
        taken = {field.name for field, _ in found.values()}
        scored = _best(column, taken)
        if scored is not None:
            found[column.index] = scored
    return found


def _best(column: ColumnValues, taken: set[str]) -> tuple[ImportField, float] | None:
    header = normalised(column.header)
    free = [name for name in _TEXTS if name not in taken]
    if not free:
        return None
    scores = {name: header_score("cost", name, header) for name in free}
    best = max(free, key=lambda name: scores[name])
    if scores[best] < _SURE_ENOUGH:
        if column.header == _CORNER or "category" in free:
            return COST.field(free[0]), 0.5
        return None
    return COST.field(best), scores[best]


_COUNTS = re.compile(
    r"\b(?:ore|hours?|horas?|ticket\w*|chiamat\w*|chamad\w*|pedidos|intervent\w*|"
    r"atendiment\w*|access[io]|acess\w*|login\w*|utent\w*|usuari\w*|utilizador\w*|"
    r"users?|giorn\w*|dias|days|visit\w*|pezzi|quant\w*|ordini|orders|nps|csat|voti)\b"
)
"""Words of grids that count something, and hold no money."""


def says_counts(table: Table) -> bool:
    """The sheet's name or a title above the grid names hours, tickets or the like."""
    return any(_COUNTS.search(normalised(title)) for title in _titles(table))


def says_cost(table: Table) -> bool:
    """The sheet's name or a title above the grid names costs."""
    return any(entity_of_sheet(title) == "cost" for title in _titles(table))


def _titles(table: Table) -> list[str]:
    titles = [table.sheet.name]
    for row in range(table.header_row):
        titles += [value for value in table.sheet.rows[row] if isinstance(value, str)]
    return titles
