"""One cell as a value of its field, or why it cannot be read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

from kpidesk.importing.billing import billing_period
from kpidesk.importing.column_values import as_text
from kpidesk.importing.dates import (
    EARLIEST,
    LATEST,
    DateOrder,
    from_serial,
    is_ambiguous_date,
    parse_instant,
    parse_month,
)
from kpidesk.importing.durations import duration_in
from kpidesk.importing.header_text import says_missed, unaccented
from kpidesk.importing.layouts import ImportField, Parse
from kpidesk.importing.numbers import (
    DecimalMark,
    is_ambiguous,
    parse_number,
    token_of,
)
from kpidesk.importing.reading.values import (
    CellError,
    MissingFormulaValue,
    Percent,
    Value,
)
from kpidesk.importing.synonyms import value_of
from kpidesk.importing.value_likeness import known_value, value_like

Read: TypeAlias = (
    str | int | Decimal | dt.date | dt.datetime | bool | tuple[Decimal, int]
)
"""What a cell became; a score is a pair of score and the scale it names (0 = none)."""

_CENTS = Decimal("0.01")
_OUTCOMES: dict[str | None, str] = {"won": "true", "lost": "false"}
_STAGE_OUTCOMES: dict[str | None, str] = {"won": "converted", "lost": "lost"}
_COUNTED = re.compile(r"(\d[\d.,]*)\s*([a-z]+)\.?(?:\s+.*)?")
_LABELLED = re.compile(r"\s*(\d{1,2})\s*(?:[-–=:.)(]\s*)[^\W\d]")
_YEARS = re.compile(r"(?:ann|ano|year)")
_MONTHS = re.compile(r"(?:mes|month)")
_WEEKS = re.compile(r"(?:settiman|seman|week)")
_WORD_SCALE = 5


class Unreadable(Exception):  # noqa: N818 - an outcome, collected and never shown raw
    """The cell cannot be read; ``code`` names the issue."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class CellFormat:
    """What the whole column decided about its cells.

    Attributes:
        mark: Decimal mark; ``None`` = undecided.
        order: Order of dates; ``None`` = undecided.
        unit_seconds: Seconds that the number 1 stands for in a duration.
        fractions: Percentages are written as fractions of one.
        unit: Unit that the header names for bare numbers: ``months``, ``years``.
        currency: Currency that the header of an amount names.
        whole_in: Unit that a whole number is stored in: ``months`` or ``days``.
        opposite: A yes means no, as under the header ``SLA breached``.
        outflow: Amounts below zero are what was spent.
    """

    mark: DecimalMark | None = None
    order: DateOrder | None = None
    unit_seconds: int = 3600
    fractions: bool = False
    unit: str = ""
    currency: str = ""
    whole_in: str = ""
    opposite: bool = False
    outflow: bool = False


_LARGEST = Decimal(10) ** 13
"""Of numbers: more is a mistake, and no longer exact in what reads the file later."""
_LONGEST_SECONDS = 100 * 366 * 86_400
_NEVER = 9999
_DATED = {Parse.DATE, Parse.INSTANT}


def _is_never(value: Value) -> bool:
    """Programs that must write some end write the last day that there is."""
    if isinstance(value, dt.date):
        return value.year == _NEVER
    return (
        isinstance(value, str)
        and str(_NEVER) in value
        and len(value) <= len("31/12/9999 00:00:00")
    )


def read_cell(value: Value, field: ImportField, how: CellFormat) -> Read | None:
    """The value of a filled cell.

    Raises:
        Unreadable: It is none of its type.
    """
    if isinstance(value, CellError):
        raise Unreadable("error_cell")
    if isinstance(value, MissingFormulaValue):
        raise Unreadable("formula_without_value")
    if field.parse in _DATED and not field.required and _is_never(value):
        return None
    if field.parse is Parse.SCORE and value_of("no_score", as_text(value)):
        # Help desks write that a rating was asked for where none was given.
        return None
    if field.parse is Parse.CHOICE:
        return _choice(value, field.enum, how)
    return _READERS[field.parse](value, how)


def leading_word(text: str) -> str:
    """What comes before a dash or a bracket: ``3 - Alta`` means ``Alta`` too."""
    parts = [part.strip() for part in re.split(r"\s[-–:]\s|[(\[/]", text) if part]
    words = [part for part in parts if not part.isdigit()]
    return words[0] if words else text


def _instant(value: Value, how: CellFormat) -> dt.datetime:
    if isinstance(value, dt.date) and not EARLIEST.year <= value.year < LATEST.year:
        raise Unreadable("bad_date")
    if isinstance(value, dt.datetime):
        if not value.microsecond and value.tzinfo is None:
            return value
        return value.replace(microsecond=0, tzinfo=None)
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time())
    if isinstance(value, int | float) and not isinstance(value, bool):
        serial = from_serial(float(value))
        if serial is not None:
            return serial
    if isinstance(value, str):
        moment = parse_instant(value, how.order)
        if moment is not None:
            return moment.replace(microsecond=0)
        if how.order is None and is_ambiguous_date(value):
            raise Unreadable("ambiguous_date")
    raise Unreadable("bad_date")


def _month(value: Value, how: CellFormat) -> dt.date:
    if isinstance(value, str):
        month = parse_month(value)
        if month is not None:
            return month
    return _instant(value, how).date().replace(day=1)


def _day_or_month(value: Value, how: CellFormat) -> dt.date:
    """A day; a month alone stands for its first."""
    month = parse_month(value) if isinstance(value, str) else None
    return month or _instant(value, how).date()


def _number(value: Value, how: CellFormat, code: str) -> Decimal:
    if isinstance(value, bool):
        raise Unreadable(code)
    number: Decimal | None = None
    if isinstance(value, int | float):
        number = Decimal(repr(float(value)) if isinstance(value, float) else value)
    elif isinstance(value, str):
        number = parse_number(value, how.mark)
        token = token_of(value) if number is None else None
        if token is not None and how.mark is None and is_ambiguous(token.digits):
            raise Unreadable("ambiguous_number")
    if number is None or not number.is_finite() or abs(number) > _LARGEST:
        raise Unreadable(code)
    return number


def _percent(value: Value, how: CellFormat) -> Decimal:
    """A percentage: 12.5 for 12.5 %."""
    number = _number(value, how, "bad_number")
    if isinstance(value, Percent) or (how.fractions and not isinstance(value, str)):
        return number * 100
    return number


def _score(value: Value, how: CellFormat) -> tuple[Decimal, int]:
    if isinstance(value, str):
        top, slash, bottom = value.partition("/")
        if slash:
            scale = parse_number(bottom, how.mark)
            score = parse_number(top, how.mark)
            if score is None or scale is None or max(score, scale) > _LARGEST:
                raise Unreadable("bad_number")
            return score, int(scale)
        word = value_of("score_word", value) or value_of(
            "score_word", leading_word(value)
        )
        if word is not None:
            return Decimal(word), _WORD_SCALE
        labelled = _LABELLED.match(value)
        if labelled:
            return Decimal(labelled[1]), 0
        stars = value.strip()
        if stars and set(stars) <= {"★", "☆", "⭐"}:
            return Decimal(len(stars.replace("☆", ""))), _WORD_SCALE
    return _number(value, how, "bad_number"), 0


def _yes_no(value: Value, how: CellFormat) -> bool:
    if isinstance(value, bool):
        return value is not how.opposite
    text = as_text(value)
    known = value_of("boolean", text) or _OUTCOMES.get(value_of("lead_stage", text))
    if known is None:
        raise Unreadable("bad_yes_no")
    # "Violated" says the same under any header; a bare yes or no does not.
    turned = how.opposite and not says_missed(text)
    return (known == "true") is not turned


def _choice(value: Value, enum: str, how: CellFormat) -> str:
    text = as_text(value)
    if enum == "billing_period":
        counted = f"{text} {how.unit}" if text.isdigit() else text
        known = billing_period(counted.strip())
    else:
        known = value_of(enum, text) or value_of(enum, leading_word(text))
        known = known or value_like(enum, text)
    if known is None and enum == "lead_outcome":
        known = _STAGE_OUTCOMES.get(known_value("lead_stage", text))
    if known is None:
        raise Unreadable("bad_choice")
    return known


def _currency_code(value: Value) -> str:
    text = as_text(value).upper()
    if re.fullmatch(r"[A-Z]{3}", text):
        return text
    raise Unreadable("bad_choice")


def _duration(value: Value, how: CellFormat) -> int:
    """Seconds."""
    if isinstance(value, dt.timedelta):
        return _within_a_lifetime(value.total_seconds())
    if isinstance(value, dt.time):
        return value.hour * 3600 + value.minute * 60 + value.second
    if isinstance(value, str):
        named = duration_in(value)
        if named is not None:
            return _within_a_lifetime(named)
    number = _number(value, how, "bad_duration")
    return _within_a_lifetime(number * how.unit_seconds)


def _within_a_lifetime(seconds: float | Decimal) -> int:
    if not -_LONGEST_SECONDS <= seconds <= _LONGEST_SECONDS:
        raise Unreadable("bad_duration")
    return round(seconds)


def _text(value: Value, _how: CellFormat) -> str:
    return as_text(value)


def _money(value: Value, how: CellFormat) -> Decimal:
    amount = _number(value, how, "bad_amount").quantize(_CENTS, ROUND_HALF_UP)
    return -amount if how.outflow else amount


def _plain_number(value: Value, how: CellFormat) -> Decimal:
    return _number(value, how, "bad_number")


def _whole(value: Value, how: CellFormat) -> int:
    """A whole number; ``3 anni`` are 36 months, ``2 mesi`` of notice 60 days."""
    unit = how.unit
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        said = value_of("boolean", value)
        if said is not None and not value.strip().isdigit():
            return int(said == "true")
        counted = _COUNTED.fullmatch(unaccented(value).strip())
        if counted:
            value, unit = counted[1], counted[2]
    number = int(_plain_number(value, how).to_integral_value())
    return number * _factor(unit, how.whole_in)


def _factor(unit: str, wanted: str) -> int:
    """How many of the wanted unit the written one holds."""
    if wanted == "months":
        return 12 if _YEARS.match(unit) else 1
    if wanted == "days":
        if _MONTHS.match(unit):
            return 30
        return 7 if _WEEKS.match(unit) else 1
    return 1


def _country(value: Value, _how: CellFormat) -> str:
    return value_of("country", as_text(value)) or as_text(value)


_READERS: dict[Parse, Callable[[Value, CellFormat], Read]] = {
    Parse.TEXT: _text,
    Parse.CODE: _text,
    Parse.CLIENT: _text,
    Parse.DATE: lambda value, how: _instant(value, how).date(),
    Parse.INSTANT: _instant,
    Parse.MONTH: _month,
    Parse.DAY_OR_MONTH: _day_or_month,
    Parse.MONEY: _money,
    Parse.NUMBER: _plain_number,
    Parse.WHOLE: _whole,
    Parse.PERCENT: _percent,
    Parse.SCORE: _score,
    Parse.YES_NO: _yes_no,
    Parse.DURATION: _duration,
    Parse.CURRENCY: lambda value, _how: (
        value_of("currency", as_text(value)) or _currency_code(value)
    ),
    Parse.COUNTRY: _country,
}
