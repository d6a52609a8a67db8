"""Periods in words for the window.

The module that writes them loads what computes figures, so it is imported when the
first text is asked for: never before first paint.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kpidesk.domain.period import Period, PeriodKind, period_of

if TYPE_CHECKING:
    from kpidesk.i18n.formats import Formats


def period_words(period: Period, formats: Formats) -> str:
    """A period as a title names it, with a capital letter."""
    from kpidesk.reporting.reading_text import period_text

    text = period_text(period, formats)
    return text[:1].upper() + text[1:]


def short_period_words(period: Period, formats: Formats) -> str:
    """A period as an axis names it."""
    from kpidesk.reporting.reading_text import short_period_text

    return short_period_text(period, formats)


def same_end(period: Period, kind: PeriodKind, fiscal_start: int) -> Period:
    """The period of another kind that holds the last day of this one."""
    return period_of(kind, period.end - timedelta(days=1), fiscal_start)
