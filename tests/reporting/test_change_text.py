"""A change as a card tells it."""

from __future__ import annotations

import pytest

from kpidesk.domain.catalog import find
from kpidesk.domain.evaluation import Change, ChangeUnit, Verdict
from kpidesk.i18n.formats import Formats
from kpidesk.reporting.reading_text import amount_text

FORMATS = Formats("en", "IE", "EUR")


@pytest.mark.parametrize(
    ("key", "unit", "amount", "text"),
    [
        ("clients", ChangeUnit.ABSOLUTE, 2.0, "+2"),
        # A mean number of users changes by less than one.
        ("adoption", ChangeUnit.ABSOLUTE, -0.4, "-0.4"),
        ("adoption", ChangeUnit.ABSOLUTE, -1.0, "-1"),
        # What is written decides between one and many.
        ("nps", ChangeUnit.POINTS, 1.3, "+1 point"),
        ("nps", ChangeUnit.POINTS, -1.6, "-2 points"),
        ("concentration_hhi", ChangeUnit.POINTS, -0.0002, "-0.0002 points"),
        ("csat_mean", ChangeUnit.POINTS, 0.2, "+0.2 points"),
    ],
)
def test_amounts(key: str, unit: ChangeUnit, amount: float, text: str) -> None:
    change = Change(Verdict.BETTER, amount, unit, amount)

    assert FORMATS.plain(amount_text(find(key), change, FORMATS)) == text
