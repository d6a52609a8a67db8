"""One column of a table: its cells and the formats that they prove together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kpidesk.importing.billing import billing_period
from kpidesk.importing.dates import (
    DateOrder,
    decide_order,
    from_serial,
    is_ambiguous_date,
    parse_instant,
    parse_month,
    proves_order,
)
from kpidesk.importing.durations import duration_in
from kpidesk.importing.layouts import Parse
from kpidesk.importing.numbers import DecimalMark, decide_mark, token_of
from kpidesk.importing.reading.values import Value
from kpidesk.importing.synonyms import is_empty_marker, value_of

_SAMPLE = 400


def is_blank(value: Value) -> bool:
    """The cell holds nothing, or a sign that there is nothing."""
    if value is None:
        return True
    return isinstance(value, str) and (not value or is_empty_marker(value))


def as_text(value: Value) -> str:
    """The cell as people see it."""
    if isinstance(value, str):
        return value.strip()
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float():
            return f"{value:.15g}"
        case dt.datetime():
            return value.isoformat(sep=" ")
        case dt.date():
            return value.isoformat()
        case int() | dt.time() | dt.timedelta():
            return str(value)
        case _:
            # A formula that was never calculated has no text.
            return str(getattr(value, "text", ""))


@dataclass(eq=False)
class ColumnValues:
    """A column below its header.

    Attributes:
        index: Position in the sheet, 0 = A.
        header: Text of the header, two lines joined.
        cells: All cells of the table's rows.
    """

    index: int
    header: str
    cells: Sequence[Value]

    @cached_property
    def filled(self) -> list[Value]:
        """Cells that hold something, the first few hundred evenly chosen."""
        filled = [value for value in self.cells if value is not None and value != ""]
        step = max(1, len(filled) // _SAMPLE)
        return [value for value in filled[::step] if not is_blank(value)]

    @cached_property
    def texts(self) -> list[str]:
        """Every cell that is text."""
        return [
            value
            for value in self.cells
            if isinstance(value, str) and not is_blank(value)
        ]

    @cached_property
    def mark(self) -> DecimalMark | None:
        """The decimal mark that the whole column proves."""
        return decide_mark(self.texts)

    @cached_property
    def order(self) -> DateOrder | None:
        """The order of dates that the whole column proves."""
        return decide_order(self.texts)

    @cached_property
    def orders_disagree(self) -> bool:
        """Some dates can only be day/month and others only month/day."""
        orders = {proves_order(text) for text in self.texts}
        return {DateOrder.DMY, DateOrder.MDY} <= orders

    @cached_property
    def has_ambiguous_dates(self) -> bool:
        """Some text dates could be read in two ways."""
        return any(is_ambiguous_date(text) for text in self.texts)

    def share(self, parse: Parse, enum: str = "") -> float | None:
        """Share of the filled cells that can be read so; ``None`` for empty columns."""
        if not self.filled:
            return None
        good = sum(1 for value in self.filled if _fits(value, parse, enum))
        return good / len(self.filled)


def _fits(value: Value, parse: Parse, enum: str) -> bool:  # noqa: PLR0911 - one per type
    match parse:
        case Parse.DATE | Parse.INSTANT:
            return _fits_date(value)
        case Parse.MONTH | Parse.DAY_OR_MONTH:
            return _fits_date(value) or (
                isinstance(value, str) and parse_month(value) is not None
            )
        case Parse.NUMBER | Parse.MONEY | Parse.WHOLE | Parse.PERCENT:
            return is_number(value)
        case Parse.SCORE:
            return is_number(value) or _fits_score(value)
        case Parse.YES_NO:
            return isinstance(value, bool) or any(
                value_of(enum, as_text(value)) for enum in ("boolean", "lead_stage")
            )
        case Parse.CHOICE:
            return _fits_choice(as_text(value), enum)
        case Parse.DURATION:
            return isinstance(value, dt.timedelta | dt.time) or (
                is_number(value)
                or (isinstance(value, str) and duration_in(value) is not None)
            )
        case Parse.CURRENCY:
            return value_of("currency", as_text(value)) is not None
        case _:
            return not isinstance(value, dt.date | dt.timedelta | dt.time)


def _fits_choice(text: str, enum: str) -> bool:
    if enum == "billing_period":
        return billing_period(text) is not None
    return value_of(enum, text) is not None


def _fits_date(value: Value) -> bool:
    if isinstance(value, dt.date):
        return True
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return from_serial(float(value)) is not None
    if isinstance(value, str):
        return any(
            parse_instant(value, order) is not None
            for order in (DateOrder.DMY, DateOrder.MDY)
        )
    return False


def is_number(value: Value) -> bool:
    """The cell holds a number, or a text that is one; a yes or no is none."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return True
    return isinstance(value, str) and token_of(value) is not None


def _fits_score(value: Value) -> bool:
    if not isinstance(value, str):
        return False
    if value_of("score_word", value) is not None:
        return True
    top, slash, bottom = value.partition("/")
    return bool(slash) and token_of(top) is not None and token_of(bottom) is not None
