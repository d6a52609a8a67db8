"""Costs that a bank or a cash book writes below zero."""

from __future__ import annotations

from kpidesk.importing.layouts import COST
from kpidesk.importing.match import ColumnMatch, Match
from kpidesk.importing.numbers import DecimalMark, parse_number

_FEWEST = 2


def are_outflows(match: Match, column: ColumnMatch, mark: DecimalMark | None) -> bool:
    """Every amount of a sheet of costs is below zero: money that went out.

    One above zero would be a refund or an income, and the signs would tell them apart.
    """
    if match.layout is not COST or column.name.partition("#")[0] != "amount":
        return False
    numbers = [_number(value, mark) for value in column.column.filled]
    negative = [number for number in numbers if number is not None and number < 0]
    return len(negative) >= _FEWEST and len(negative) == len(numbers)


def _number(value: object, mark: DecimalMark | None) -> float | None:
    if isinstance(value, str):
        parsed = parse_number(value, mark)
        return None if parsed is None else float(parsed)
    return float(value) if isinstance(value, int | float) else None
