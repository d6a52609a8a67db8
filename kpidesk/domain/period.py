"""Periods: half-open spans of whole days, ``[start, end)``.

Every off-by-one of the program lives in this file. ``start`` is the first day,
``end`` the first day after. A period's ``code`` is its stable name in files and on
the command line: ``2024-03``, ``2024-Q1``, ``2024``, ``2024-W09``; the trailing
twelve months are named by their last month; a custom span by both of its days,
inclusive, ``2024-01-08..2024-03-03``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kpidesk.errors import UsageError
from kpidesk.i18n.messages import N_

_MONTHS_PER_YEAR = 12
_MONTHS_PER_QUARTER = 3
_THURSDAY = 3


class PeriodKind(StrEnum):
    """How long a period is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    TTM = "ttm"
    CUSTOM = "custom"


_LENGTH_IN_MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: _MONTHS_PER_QUARTER,
    PeriodKind.YEAR: _MONTHS_PER_YEAR,
    PeriodKind.TTM: _MONTHS_PER_YEAR,
}


def add_months(day: date, months: int) -> date:
    """The same day of another month, clamped to that month's last day."""
    index = day.year * _MONTHS_PER_YEAR + day.month - 1 + months
    year, month = divmod(index, _MONTHS_PER_YEAR)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def months_between(start: date, end: date) -> tuple[int, int]:
    """Months from *start* to *end* as an exact fraction ``(numerator, denominator)``.

    Whole calendar months first; the days left over are a share of the length of the
    month that they would complete. 1 January to 1 April is 3; 1 January to
    16 January is 15/31.
    """
    whole = (end.year - start.year) * _MONTHS_PER_YEAR + end.month - start.month
    if add_months(start, whole) > end:
        whole -= 1
    reached = add_months(start, whole)
    length = (add_months(start, whole + 1) - reached).days
    left_over = (end - reached).days
    if not left_over:
        return whole, 1
    return whole * length + left_over, length


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of days for which a KPI is read.

    Attributes:
        start: First day of the period.
        end: First day after it.
        kind: Its length, which decides its name and its neighbours.
        fiscal_start: Month (1–12) in which the house's year begins; a year or
            quarter is named by the calendar year in which its fiscal year starts.
    """

    start: date
    end: date
    kind: PeriodKind
    fiscal_start: int = 1

    @property
    def last_day(self) -> date:
        """The last day inside the period."""
        return self.end - timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days the period holds."""
        return (self.end - self.start).days

    @property
    def code(self) -> str:
        """The stable name used in files and on the command line."""
        match self.kind:
            case PeriodKind.WEEK:
                year, week, _ = self.start.isocalendar()
                return f"{year:04d}-W{week:02d}"
            case PeriodKind.MONTH:
                return f"{self.start:%Y-%m}"
            case PeriodKind.QUARTER:
                return f"{self.fiscal_year:04d}-Q{self.quarter}"
            case PeriodKind.YEAR:
                return f"{self.fiscal_year:04d}"
            case PeriodKind.TTM:
                return f"{self.last_day:%Y-%m}"
            case PeriodKind.CUSTOM:
                return f"{self.start}..{self.last_day}"

    @property
    def fiscal_year(self) -> int:
        """Calendar year in which the period's fiscal year starts."""
        before = self.start.month < self.fiscal_start
        return self.start.year - (1 if before else 0)

    @property
    def quarter(self) -> int:
        """Number, 1–4, of the fiscal quarter in which the period starts."""
        offset = (self.start.month - self.fiscal_start) % _MONTHS_PER_YEAR
        return offset // _MONTHS_PER_QUARTER + 1

    def shifted(self, steps: int) -> Period:
        """The period *steps* places later (earlier when negative).

        Trailing twelve months move by one month; custom spans by their own length.
        """
        if self.kind is PeriodKind.WEEK:
            return week_of(self.start + timedelta(weeks=steps))
        if self.kind is PeriodKind.CUSTOM:
            move = timedelta(days=self.days * steps)
            return Period(self.start + move, self.end + move, self.kind)
        length = _LENGTH_IN_MONTHS[self.kind]
        move_by = steps if self.kind is PeriodKind.TTM else length * steps
        start = add_months(self.start, move_by)
        return Period(start, add_months(start, length), self.kind, self.fiscal_start)

    def previous(self) -> Period:
        """The period just before: what this one is compared with."""
        steps = -_MONTHS_PER_YEAR if self.kind is PeriodKind.TTM else -1
        return self.shifted(steps)

    def year_before(self) -> Period:
        """The same period one year earlier."""
        if self.kind is PeriodKind.WEEK:
            return self.shifted(-52)
        start = add_months(self.start, -_MONTHS_PER_YEAR)
        if self.kind is PeriodKind.CUSTOM:
            last = add_months(self.last_day, -_MONTHS_PER_YEAR)
            return Period(start, last + timedelta(days=1), self.kind)
        end = add_months(self.end, -_MONTHS_PER_YEAR)
        return Period(start, end, self.kind, self.fiscal_start)


def week_of(day: date) -> Period:
    """The ISO week, Monday to Sunday, that holds *day*."""
    start = day - timedelta(days=day.weekday())
    return Period(start, start + timedelta(weeks=1), PeriodKind.WEEK)


def month_of(day: date) -> Period:
    """The calendar month that holds *day*."""
    start = day.replace(day=1)
    return Period(start, add_months(start, 1), PeriodKind.MONTH)


def quarter_of(day: date, fiscal_start: int = 1) -> Period:
    """The fiscal quarter that holds *day*."""
    offset = (day.month - fiscal_start) % _MONTHS_PER_QUARTER
    start = add_months(day.replace(day=1), -offset)
    end = add_months(start, _MONTHS_PER_QUARTER)
    return Period(start, end, PeriodKind.QUARTER, fiscal_start)


def year_of(day: date, fiscal_start: int = 1) -> Period:
    """The fiscal year that holds *day*."""
    offset = (day.month - fiscal_start) % _MONTHS_PER_YEAR
    start = add_months(day.replace(day=1), -offset)
    end = add_months(start, _MONTHS_PER_YEAR)
    return Period(start, end, PeriodKind.YEAR, fiscal_start)


def trailing_year(last: date) -> Period:
    """The twelve months that end with the month holding *last*."""
    end = month_of(last).end
    return Period(add_months(end, -_MONTHS_PER_YEAR), end, PeriodKind.TTM)


def period_of(kind: PeriodKind, day: date, fiscal_start: int = 1) -> Period:
    """The period of the given kind that holds *day* (for ttm: ends with its month)."""
    match kind:
        case PeriodKind.WEEK:
            return week_of(day)
        case PeriodKind.MONTH:
            return month_of(day)
        case PeriodKind.QUARTER:
            return quarter_of(day, fiscal_start)
        case PeriodKind.YEAR:
            return year_of(day, fiscal_start)
        case PeriodKind.TTM:
            return trailing_year(day)
        case PeriodKind.CUSTOM:
            return Period(day, day + timedelta(days=1), kind)


_CODE = re.compile(
    r"""(?x)
    (?P<year>\d{4})
    (?: -W(?P<week>\d{2})
      | -Q(?P<quarter>[1-4])
      | -(?P<month>\d{2}) (?: -(?P<day>\d{2}) )?
    )?"""
)


def _span(text: str, fiscal_start: int) -> Period:
    match = _CODE.fullmatch(text.strip().upper())
    if match is None:
        raise ValueError(text)
    year = int(match["year"])
    if match["week"]:
        return week_of(date.fromisocalendar(year, int(match["week"]), 1))
    if match["quarter"]:
        first = date(year, fiscal_start, 1)
        months = (int(match["quarter"]) - 1) * _MONTHS_PER_QUARTER
        return quarter_of(add_months(first, months), fiscal_start)
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return Period(day, day + timedelta(days=1), PeriodKind.CUSTOM)
    if match["month"]:
        return month_of(date(year, int(match["month"]), 1))
    return year_of(date(year, fiscal_start, 1), fiscal_start)


def parse_period(
    text: str, fiscal_start: int = 1, kind: PeriodKind | None = None
) -> Period:
    """Read a period's code.

    Args:
        text: ``2024-03``, ``2024-Q1``, ``2024``, ``2024-W09``, ``2024-03-31``, or two
            of them joined by ``..`` (both inclusive) for a custom span.
        fiscal_start: Month in which the house's year begins.
        kind: Read the code as the last day of a period of this kind instead, so that
            ``2024-03`` with ``ttm`` is the twelve months to March 2024.

    Raises:
        UsageError: The text names no period.
    """
    first, separator, last = text.partition("..")
    try:
        span = _span(first, fiscal_start)
        if separator:
            return custom(span.start, _span(last, fiscal_start).last_day)
    except ValueError as error:
        raise UsageError(
            N_(
                "“{text}” is not a period. Write a month like 2024-03, a quarter like"
                " 2024-Q1, a year, a week like 2024-W09, or two days joined by “..”."
            ),
            text=text,
        ) from error
    if kind is None or kind is span.kind:
        return span
    return period_of(kind, span.last_day, fiscal_start)


def custom(first: date, last: date) -> Period:
    """The span of days from *first* to *last*, both inclusive.

    Raises:
        UsageError: The last day is before the first.
    """
    if last < first:
        raise UsageError(
            N_("The period ends ({last}) before it begins ({first})."),
            first=first.isoformat(),
            last=last.isoformat(),
        )
    return Period(first, last + timedelta(days=1), PeriodKind.CUSTOM)


def periods(first: Period, last: Period, kind: PeriodKind) -> list[Period]:
    """Every period of *kind* from the start of *first* to the end of *last*.

    Quarters and years are given when they touch the range; weeks belong to the range
    that holds their Thursday, as ISO 8601 assigns a week to its year; the trailing
    twelve months are one for each month of the range.
    """
    fiscal_start = first.fiscal_start
    step = PeriodKind.MONTH if kind is PeriodKind.TTM else kind
    if kind is PeriodKind.CUSTOM:
        return [custom(first.start, last.last_day)]
    current = period_of(step, first.start, fiscal_start)
    found: list[Period] = []
    while current.start < last.end:
        found.append(current)
        current = current.shifted(1)
    if kind is PeriodKind.WEEK:
        middle = timedelta(days=_THURSDAY)
        found = [
            week for week in found if first.start <= week.start + middle < last.end
        ]
    if kind is PeriodKind.TTM:
        return [trailing_year(month.start) for month in found]
    return found
