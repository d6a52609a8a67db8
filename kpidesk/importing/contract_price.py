"""The price of a contract, from whatever columns a sheet gives.

The header of an amount may say what it is for ("canone annuo", "monthly fee", "total
contract value"); otherwise the billing period's column decides; otherwise it is
taken as monthly, and said so.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from kpidesk.domain.period import months_between
from kpidesk.domain.records import Record
from kpidesk.importing.header_text import normalised, unaccented
from kpidesk.importing.matching import Match
from kpidesk.importing.row_values import RowValues

MONTHS: dict[str, tuple[int, int]] = {
    "weekly": (3, 13),
    "monthly": (1, 1),
    "bimonthly": (2, 1),
    "quarterly": (3, 1),
    "four_monthly": (4, 1),
    "semiannual": (6, 1),
    "annual": (12, 1),
    "biennial": (24, 1),
    "one_off": (0, 1),
}
"""Months in a billing interval as a fraction; a week is 12/52 of a month."""

_TERM = (
    r"\b(?:tcv|(?:total contract|contract total)(?: value)?|"
    r"(?:valore |importo )?totale contratto|valor total do contrato)\b"
)
_HEADER_WORDS = (
    ("term", _TERM),
    ("annual", r"\b(?:annu\w*|anual\w*|anuidade|yearly|year|anno|ano|acv)\b"),
    ("semiannual", r"\bsemest\w*\b"),
    ("quarterly", r"\b(?:trimest\w*|quarter\w*)\b"),
    ("weekly", r"\b(?:settiman\w*|semana\w*|week\w*)\b"),
    ("monthly", r"\b(?:mensil\w*|mensal\w*|monthly|month|mese|mes)\b"),
)
_PATTERNS = [(interval, re.compile(pattern)) for interval, pattern in _HEADER_WORDS]
_PLAIN_MRR = re.compile(r"\b(?:mrr|ricorrent\w*|recorrent\w*|recurring)\b")


@dataclass(frozen=True, slots=True)
class PriceColumns:
    """What the headers of a contract sheet say about its amounts.

    Attributes:
        amount_interval: Interval that the amount's header names, or empty.
        mrr_is_total: The MRR column is the contract's whole MRR, whatever its
            quantity.
        assumed: Neither a header nor a column gives a billing period.
    """

    amount_interval: str
    mrr_is_total: bool
    assumed: bool


def interval_in_header(header: str) -> str:
    """The billing interval that a header names, or empty."""
    words = unaccented(normalised(header))
    for interval, pattern in _PATTERNS:
        if pattern.search(words):
            return interval
    return ""


def price_columns(match: Match) -> PriceColumns:
    """Read the headers of the amount columns, once per table."""
    amount, mrr = match.column("amount"), match.column("mrr")
    interval = interval_in_header(amount.column.header) if amount else ""
    total = bool(mrr and _PLAIN_MRR.search(normalised(mrr.column.header)))
    has_period = match.column("billing_period") is not None
    return PriceColumns(
        amount_interval=interval,
        mrr_is_total=total,
        assumed=amount is not None and not interval and not has_period and mrr is None,
    )


def price_of(
    row: RowValues, columns: PriceColumns, start: dt.date, end: dt.date | None
) -> Record | None:
    """The price term of a row's contract; ``None`` with an error when it has none."""
    billing = row.text("billing_period")
    amount, mrr = row.minor("amount"), row.minor("mrr")
    interval = columns.amount_interval or billing or ""
    if amount is None or (not interval and mrr is not None):
        if mrr is None:
            row.error("missing_required", "amount")
            return None
        return _term(row, mrr, "monthly", MONTHS["monthly"], total=columns.mrr_is_total)
    if interval == "term":
        return _total_of_term(row, amount, start, end)
    if billing == "one_off":
        interval = "one_off"
    interval = interval or "monthly"
    return _term(row, amount, interval, MONTHS[interval], total=False)


def _total_of_term(
    row: RowValues, amount: int, start: dt.date, end: dt.date | None
) -> Record | None:
    if end is None:
        row.error("missing_required", "end_date")
        return None
    months = months_between(start, end)
    return _term(row, amount, "term", months, total=False)


def _term(
    row: RowValues, amount: int, interval: str, months: tuple[int, int], *, total: bool
) -> Record:
    quantity = row.number_of("quantity")
    discount = row.number_of("discount")
    values: Record = {
        "amount_minor": amount,
        "interval": interval,
        "months_num": months[0],
        "months_den": months[1],
        "quantity_milli": 1000,
        "discount_ppm": 0,
    }
    if total:
        return values
    if quantity is not None:
        values["quantity_milli"] = round(quantity * 1000)
    if discount is not None:
        values["discount_ppm"] = round(discount * 10_000)
    return values
