"""What the columns of a file decide together about marks, orders and units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kpidesk.importing.cell_reading import CellFormat
from kpidesk.importing.column_values import ColumnValues, is_number
from kpidesk.importing.dates import DateOrder, from_serial
from kpidesk.importing.header_text import says_missed, spaced, unaccented
from kpidesk.importing.issues import Issue, Severity
from kpidesk.importing.layouts import Parse
from kpidesk.importing.match import ColumnMatch, Match
from kpidesk.importing.numbers import (
    DecimalMark,
    currency_in,
    is_ambiguous,
    token_of,
)
from kpidesk.importing.outflows import are_outflows
from kpidesk.importing.reading.values import Percent

_DATES = {Parse.DATE, Parse.INSTANT, Parse.MONTH, Parse.DAY_OR_MONTH}
_NUMBERS = {
    Parse.NUMBER,
    Parse.MONEY,
    Parse.WHOLE,
    Parse.PERCENT,
    Parse.SCORE,
    Parse.DURATION,
}
_MINUTES = re.compile(r"\bmin(?:s|uti|utos?|utes?)?\b")
_SECONDS = re.compile(r"\b(?:sec(?:s|onds|ondi)?|segundos?|s)\b")
_COUNTED_UNIT = re.compile(
    r"\b(mesi|meses|months|anni|anos|years|settimane|semanas|weeks)\b"
)
_WHOLE_IN = {"notice_days": "days", "renewal_months": "months"}
_DAYS = re.compile(r"\b(?:gg|giorni|dias|days)\b")
_HOURS = re.compile(r"\b(?:h|hrs?|ore|ora|horas?|hours?)\b")
_HOUR = 3600
_UNITS = ((_MINUTES, 60), (_DAYS, 86_400), (_SECONDS, 1), (_HOURS, _HOUR))


@dataclass(frozen=True, slots=True)
class FileFormats:
    """What a file's other columns prove, for columns that prove nothing."""

    mark: DecimalMark | None
    order: DateOrder | None


def file_formats(matches: Iterable[Match]) -> FileFormats:
    """Marks and orders that the columns of a file prove, if they agree."""
    marks: set[DecimalMark] = set()
    orders: set[DateOrder] = set()
    for match in matches:
        for column in match.columns:
            if column.field is None:
                continue
            if column.field.parse in _DATES and column.column.order:
                orders.add(column.column.order)
            if column.field.parse in _NUMBERS and column.column.mark:
                marks.add(column.column.mark)
    return FileFormats(
        marks.pop() if len(marks) == 1 else None,
        orders.pop() if len(orders) == 1 else None,
    )


@dataclass(frozen=True, slots=True)
class FormatChoices:
    """What a person said about texts that can be read in two ways."""

    mark: DecimalMark | None = None
    order: DateOrder | None = None


def decide_formats(
    match: Match, proved: FileFormats, chosen: FormatChoices
) -> tuple[dict[str, CellFormat], list[Issue]]:
    """The format of each matched column, and what had to be assumed.

    A column's own proof comes first, then what the person said, then the file's
    other columns, then the custom of the sheet's language. A sheet in English has no
    custom of one order or mark, so its ambiguous cells stay undecided.
    """
    formats: dict[str, CellFormat] = {}
    issues: list[Issue] = []
    continental = match.language in {"it", "pt"}
    for column in match.columns:
        if column.field is None:
            continue
        values, parse = column.column, column.field.parse
        mark: DecimalMark | None = None
        order: DateOrder | None = None
        if parse in _NUMBERS:
            mark = values.mark or chosen.mark or proved.mark
            if mark is None and continental:
                mark = DecimalMark.COMMA
                if _any_ambiguous(values.texts):
                    issues.append(_about(match, column, "decimal_assumed"))
        if parse in _DATES:
            order = values.order or chosen.order or proved.order
            if order is None and continental:
                order = DateOrder.DMY
                if values.has_ambiguous_dates:
                    issues.append(_about(match, column, "date_order_assumed"))
        outflow = are_outflows(match, column, mark)
        if outflow:
            issues.append(_about(match, column, "outflows_assumed"))
        issues.extend(_doubts(match, column, parse))
        formats[column.name] = CellFormat(
            mark=mark,
            order=order,
            unit_seconds=_unit_seconds(values.header),
            fractions=_are_fractions(column),
            unit=_counted_unit(values.header),
            currency=currency_in(values.header) if parse is Parse.MONEY else "",
            whole_in=_WHOLE_IN.get(column.name, ""),
            opposite=column.name == "sla_met" and says_missed(values.header),
            outflow=outflow,
        )
    return formats, issues


def _doubts(match: Match, column: ColumnMatch, parse: Parse) -> list[Issue]:
    """What people should look at, whatever was decided."""
    if parse in _DATES:
        return _suspicious_dates(match, column)
    if parse is Parse.DURATION and _counts_nothing(column.column):
        return [_about(match, column, "hours_assumed")]
    return []


def _about(match: Match, column: ColumnMatch, code: str) -> Issue:
    return Issue(
        Severity.INFO, code, match.table.sheet.name, column=column.column.header
    )


def _any_ambiguous(texts: Sequence[str]) -> bool:
    tokens = (token_of(text) for text in texts)
    return any(token is not None and is_ambiguous(token.digits) for token in tokens)


def _suspicious_dates(match: Match, column: ColumnMatch) -> list[Issue]:
    filled = column.column.filled
    serials = [
        value
        for value in filled
        if isinstance(value, int | float) and from_serial(float(value))
    ]
    found = [_about(match, column, "serial_date")] if serials else []
    if column.column.orders_disagree:
        found.append(_warning(match, column, "dates_disagree"))
    texts = column.column.texts
    typed = [value for value in filled if hasattr(value, "day")]
    swapped = (
        texts
        and typed
        and all(value.day <= 12 for value in typed)  # type: ignore[union-attr]  # noqa: PLR2004 - months
        and column.column.order is not None
        and not column.column.has_ambiguous_dates
    )
    if swapped:
        found.append(_warning(match, column, "mixed_dates"))
    return found


def _warning(match: Match, column: ColumnMatch, code: str) -> Issue:
    return replace(_about(match, column, code), severity=Severity.WARNING)


def _counted_unit(header: str) -> str:
    """Months, years or weeks, when the header says what its numbers count."""
    found = _COUNTED_UNIT.search(unaccented(spaced(header)))
    return found[1] if found else ""


def _unit_seconds(header: str) -> int:
    """What the numbers under a header count; hours where it does not say."""
    words = unaccented(spaced(header))
    units = (seconds for pattern, seconds in _UNITS if pattern.search(words))
    return next(units, _HOUR)


def _counts_nothing(column: ColumnValues) -> bool:
    """Its bare numbers have no unit, neither beside them nor in the header."""
    words = unaccented(spaced(column.header))
    if any(pattern.search(words) for pattern, _seconds in _UNITS):
        return False
    return any(is_number(value) for value in column.filled)


def _are_fractions(column: ColumnMatch) -> bool:
    """Every number of a percent column is below one: 0.1 stands for 10 %."""
    if column.field is None or column.field.parse is not Parse.PERCENT:
        return False
    numbers = [
        float(value)
        for value in column.column.filled
        if isinstance(value, int | float) and not isinstance(value, Percent)
    ]
    return bool(numbers) and max(numbers) < 1
