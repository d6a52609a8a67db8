"""What a cell may hold, before anybody has decided what it means."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell whose formula failed, such as ``#N/A``; never the same as an empty one."""

    text: str


@dataclass(frozen=True, slots=True)
class MissingFormulaValue:
    """A formula that was never calculated: the file does not say what it yields.

    There is one, `MISSING`, in every process.
    """

    def __reduce__(self) -> str:
        return "MISSING"


class Percent(float):
    """A number whose cell is formatted as a percentage: 0.125 is shown as 12.5 %."""

    __slots__ = ()


Value: TypeAlias = (
    str
    | int
    | float
    | bool
    | dt.date
    | dt.datetime
    | dt.time
    | dt.timedelta
    | CellError
    | MissingFormulaValue
    | None
)
Row: TypeAlias = tuple[Value, ...]
Merge: TypeAlias = tuple[int, int, int, int]

MISSING = MissingFormulaValue()

# Beyond this a float no longer holds every whole number, nor would 10**300 be useful.
_EXACT = 2.0**63


def number(value: float) -> int | float:
    """*value* as an ``int`` when it is whole, because 42 is stored as 42.0."""
    if isinstance(value, int):
        return value
    if value.is_integer() and -_EXACT < value < _EXACT:
        return int(value)
    return value


def number_from_text(text: str) -> int | float | str:
    """The number written in a file's own notation, or *text* when it is none.

    Digits are kept exactly: identifiers longer than a float can hold survive.
    ``NaN``, infinities, ``1_000`` and digits of other scripts are not numbers.
    """
    if "_" in text or not text.isascii():
        return text
    try:
        value = float(text)
        if value - value != 0:
            return text
        if "." in text or "e" in text or "E" in text:
            return number(value)
        return int(text)
    except ValueError:
        return text
