"""The prices a contract has had, and why each replaced the one before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kpidesk.domain.money import minor_per_major
from kpidesk.i18n.messages import _
from kpidesk.reporting.choice_text import choice_text
from kpidesk.ui.forms.make_editor import INTERVAL_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.records import Record
    from kpidesk.i18n.formats import Formats


def price_lines(prices: Sequence[Record], currency: str, formats: Formats) -> list[str]:
    """One line per price, earliest first; none where the price never changed."""
    if len(prices) < 2:  # noqa: PLR2004 - a change takes two prices
        return []
    return [_line(price, currency, formats) for price in prices]


def _line(price: Record, currency: str, formats: Formats) -> str:
    amount = int(price["amount_minor"] or 0) / minor_per_major(currency)
    interval = str(price["interval"])
    parts = [
        formats.date(date.fromisoformat(str(price["valid_from"]))),
        formats.money(amount, 2, currency=currency),
        _(INTERVAL_WORDS.get(interval, interval)),
    ]
    if price["quantity_milli"] != _ONE:
        parts.append(f"× {formats.number(int(price['quantity_milli'] or 0) / _ONE)}")
    if price["change_kind"]:
        reason = str(price["change_kind"])
        parts.append(choice_text("price_term", "change_kind", reason))
    return " · ".join(parts)


_ONE = 1000
