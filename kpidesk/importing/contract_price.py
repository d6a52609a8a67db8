"""The price of a contract, from whatever columns a sheet gives.

The cell of an amount may say what it is for ("49 €/mese"), or its header ("canone
annuo", "monthly fee", "total contract value"); otherwise the billing period's column
decides; otherwise it is taken as monthly, and said so. An amount that is already
multiplied by the quantity is told by its header, or by the unit price beside it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kpidesk.domain.period import months_between
from kpidesk.domain.records import Record
from kpidesk.importing.billing import months_of, stem_in
from kpidesk.importing.column_values import ColumnValues
from kpidesk.importing.header_text import normalised, spaced, unaccented
from kpidesk.importing.match import Match
from kpidesk.importing.numbers import parse_number
from kpidesk.importing.row_values import RowValues

_TERM = re.compile(
    r"\b(?:tcv|(?:total contract|contract total)(?: value)?|"
    r"(?:valore |importo |canone )?totale (?:del )?contratto|valor total do contrato|"
    r"(?:valor|importo|total) (?:total )?"
    r"(?:do periodo|del periodo|of term|da vigencia))\b"
)
_YEARLY = re.compile(r"\b(?:acv|arr)\b")
_PLAIN_MRR = re.compile(r"\b(?:mrr|ricorrent\w*|recorrent\w*|recurring)\b")
_WHOLE = re.compile(r"\b(?:total\w*|complessiv\w*|mrr|arr)\b")
_UNIT = re.compile(r"\b(?:unit\w*|per|cad|cadauno|por|a utente|singol\w*)\b")
_MONEY = Decimal("0.01")
_NEARLY_ALL = 0.9
_NO_PRICE = 10**13


@dataclass(frozen=True, slots=True)
class PriceColumns:
    """What the headers of a contract sheet say about its amounts.

    Attributes:
        amount_interval: Interval that the amount's header names, or empty.
        amount_is_total: The amount is for the whole quantity, discount deducted.
        mrr_is_total: The MRR column is the contract's whole MRR, whatever its
            quantity.
        assumed: Neither a header nor a column gives a billing period.
    """

    amount_interval: str
    amount_is_total: bool
    mrr_is_total: bool
    assumed: bool


def interval_in_header(header: str) -> str:
    """The billing interval that a header names, or empty."""
    words = unaccented(normalised(spaced(header)))
    if _TERM.search(words):
        return "term"
    if _YEARLY.search(words):
        return "annual"
    return stem_in(words) or ""


def price_columns(match: Match, rows: Sequence[RowValues]) -> PriceColumns:
    """Read the headers of the amount columns, once per table."""
    amount, mrr = match.column("amount"), match.column("mrr")
    interval = interval_in_header(amount.column.header) if amount else ""
    if interval == "one_off":
        interval = ""
    total = mrr is not None and (
        bool(_PLAIN_MRR.search(normalised(spaced(mrr.column.header))))
        or _is_total(match, rows, "mrr")
    )
    has_period = match.column("billing_period") is not None
    return PriceColumns(
        amount_interval=interval,
        amount_is_total=amount is not None and _is_total(match, rows, "amount"),
        mrr_is_total=total,
        assumed=amount is not None
        and not (interval or has_period or mrr)
        and not all(row.money_interval for row in rows if row.minor("amount")),
    )


def _is_total(match: Match, rows: Sequence[RowValues], name: str) -> bool:
    """The amount holds quantity and discount already."""
    amount = match.column(name)
    if amount is None or not (match.column("quantity") or match.column("discount")):
        return False
    words = normalised(spaced(amount.column.header))
    if _UNIT.search(words):
        return False
    if _WHOLE.search(words) and not _TERM.search(words):
        return True
    units = [
        column.column
        for column in match.columns
        if column.field is None or (column.name == "amount" and name == "mrr")
    ]
    return any(_is_unit_price(unit, rows, name) for unit in units)


def _is_unit_price(unit: ColumnValues, rows: Sequence[RowValues], name: str) -> bool:
    """Times the quantity, less the discount, the column gives the amount."""
    told = agree = 0
    for at, row in enumerate(rows):
        amount, one = row.number_of(name), _figure(unit, at)
        quantity = row.number_of("quantity") or Decimal(1)
        discount = row.number_of("discount") or Decimal(0)
        if amount is None or one is None or (quantity == 1 and not discount):
            continue
        told += 1
        whole = one * quantity * (1 - discount / 100)
        agree += abs(whole - amount) <= _MONEY
    return told > 0 and agree >= _NEARLY_ALL * told


def _figure(column: ColumnValues, at: int) -> Decimal | None:
    value = column.cells[at]
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return Decimal(str(value)) if abs(value) < _NO_PRICE else None
    return parse_number(value, column.mark) if isinstance(value, str) else None


def price_of(
    row: RowValues, columns: PriceColumns, start: dt.date, end: dt.date | None
) -> Record | None:
    """The price term of a row's contract; ``None`` with an error when it has none."""
    if row.has_errors():
        return None
    billing = row.text("billing_period")
    amount, mrr = row.minor("amount"), row.minor("mrr")
    if (amount or 0) < 0 or (mrr or 0) < 0:
        row.error("negative_amount", "amount" if (amount or 0) < 0 else "mrr")
        return None
    interval = row.money_interval or columns.amount_interval or billing or ""
    if amount is None or (not interval and mrr is not None):
        if mrr is None:
            row.error("missing_required", "amount")
            return None
        period = row.money_interval or "monthly"
        return _term(row, mrr, period, total=columns.mrr_is_total)
    if interval == "term":
        return _total_of_term(row, amount, start, end)
    if billing == "one_off" and not row.money_interval:
        interval = "one_off"
    return _term(row, amount, interval or "monthly", total=columns.amount_is_total)


def _total_of_term(
    row: RowValues, amount: int, start: dt.date, end: dt.date | None
) -> Record | None:
    if end is None or end <= start:
        row.error("missing_required", "end_date")
        return None
    months = months_between(start, end)
    return _values(row, amount, "term", months, total=True)


def _term(row: RowValues, amount: int, period: str, *, total: bool) -> Record:
    interval, months = months_of(period)
    return _values(row, amount, interval, months, total=total)


def _values(
    row: RowValues, amount: int, interval: str, months: tuple[int, int], *, total: bool
) -> Record:
    values: Record = {
        "amount_minor": amount,
        "interval": interval,
        "months_num": months[0],
        "months_den": months[1],
        "quantity_milli": 1000,
        "discount_ppm": 0,
    }
    return values if total else values | quantity_and_discount(row)


def quantity_and_discount(row: RowValues) -> Record:
    """What multiplies and lessens a price, as far as the row says."""
    quantity = row.number_of("quantity")
    discount = row.number_of("discount")
    values: Record = {}
    if quantity is not None:
        values["quantity_milli"] = round(quantity * 1000)
    if discount is not None:
        values["discount_ppm"] = round(discount * 10_000)
    return values


def price_of_change(row: RowValues, header_interval: str) -> Record | None:
    """The price term of a row of a price history; nothing when it has errors."""
    amount = row.minor("amount")
    if amount is None:
        return None
    if amount < 0:
        row.error("negative_amount", "amount")
        return None
    period = row.money_interval or row.text("billing_period") or header_interval
    reason = row.text("change_kind")
    why: Record = {} if reason is None else {"change_kind": reason}
    if not period:
        return {"amount_minor": amount, **quantity_and_discount(row), **why}
    return _term(row, amount, period, total=False) | why
