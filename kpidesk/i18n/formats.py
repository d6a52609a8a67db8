"""The only place where a figure, a date or a duration becomes text.

Everything here is for people. Figures arrive as plain numbers in public units: money
in major units (euros, not cents), percentages as 16.6667 for 16.6667 %, durations in
hours. None and what is not a number become the sign for "undefined".
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from kpidesk.i18n.conventions import MINUS, NBSP, country_name, month_names
from kpidesk.i18n.durations import Durations

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Formats(Durations):
    """Writes figures and dates in a language, with the signs of a region.

    ``language`` is a code of ``kpidesk.i18n.languages``; ``region`` an ISO 3166
    country (None: the language's own); ``currency`` the ISO 4217 code of money that
    is not said to be in another. ``on_paper`` spells "undefined" out ("n/d") where
    a card on the screen shows a dash.
    """

    # Dates

    def date(self, d: dt.date) -> str:
        """Write a date in digits: ``09/03/2025``."""
        return self._conventions.date_pattern.format(
            day=f"{d.day:02}", month=f"{d.month:02}", year=f"{d.year:04}"
        )

    def time(self, t: dt.datetime | dt.time) -> str:
        """Write a time of day: ``14:05``."""
        return f"{t.hour:02}:{t.minute:02}"

    def date_time(self, moment: dt.datetime) -> str:
        """Write a date and a time: ``09/03/2025 14:05``."""
        return f"{self.date(moment)} {self.time(moment)}"

    def date_range(self, first: dt.date, last: dt.date) -> str:
        """Write two dates, both included: ``01/03/2025 – 10/03/2025``."""
        return f"{self.date(first)} – {self.date(last)}"

    def long_date(self, d: dt.date) -> str:
        """Write a date in words: ``9 marzo 2025``, ``9 de março de 2025``."""
        name = month_names(self.language, short=False)[d.month - 1]
        return self._words.long_date_pattern.format(day=d.day, month=name, year=d.year)

    def month(self, d: dt.date) -> str:
        """Write a month for a title: ``marzo 2025``, ``março de 2025``."""
        name = month_names(self.language, short=False)[d.month - 1]
        return self._words.month_pattern.format(month=name, year=d.year)

    def month_short(self, d: dt.date) -> str:
        """Write a month for an axis: ``mar 25``, ``mar/25``."""
        name = month_names(self.language, short=True)[d.month - 1]
        year = f"{d.year % _HUNDRED:02}"
        return self._words.short_month_pattern.format(month=name, year=year)

    def quarter(self, year: int, q: int) -> str:
        """Write a quarter, 1 to 4: ``T1 2025``, ``1º tri. 2025``."""
        return self._words.quarter_pattern.format(quarter=q, year=year)

    def week(self, d: dt.date) -> str:
        """Write the ISO week of a date: ``sett. 10 2025``."""
        year, week, _ = d.isocalendar()
        return self._words.week_pattern.format(week=week, year=year)

    def first_weekday(self) -> int:
        """Return the first day of the week in calendars, Monday = 0."""
        return self._conventions.first_weekday

    # Text around figures

    def country(self, code: str) -> str:
        """Write a country: ``Italia`` for ``IT``; an unknown code stays as it is."""
        return country_name(code, self.language)

    def joined(self, items: Sequence[str]) -> str:
        """Join names into a phrase: ``Rossi, Nova e Acme``."""
        if len(items) <= 1:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self._words.conjunction} {items[-1]}"

    def quoted(self, text: str) -> str:
        """Put a name between the quotation marks of the language."""
        opening, closing = self._words.quotes
        return f"{opening}{text}{closing}"

    # Files and the clipboard

    def list_separator(self) -> str:
        """Return what separates the values of a CSV file that Excel opens here."""
        return ";" if self._conventions.decimal == "," else ","

    @staticmethod
    def plain(text: str) -> str:
        """Return formatted text as other programs read it: plain minus and spaces."""
        return text.replace(MINUS, "-").replace(NBSP, " ")

    def for_paper(self) -> Self:
        """Return the same formats for a report."""
        return replace(self, on_paper=True)
