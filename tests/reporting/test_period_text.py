"""Periods as cards and axes name them."""

from __future__ import annotations

import pytest

from kpidesk.domain.period import parse_period
from kpidesk.i18n.formats import Formats
from kpidesk.reporting.reading_text import short_period_text


@pytest.mark.parametrize(
    ("language", "country", "text"),
    [
        ("it", "IT", "1–24 ott 26"),
        ("pt_BR", "BR", "1–24 out/26"),
        ("en", "IE", "1–24 Oct 26"),
    ],
)
def test_the_days_of_a_month_in_progress_are_short(
    language: str, country: str, text: str
) -> None:
    period = parse_period("2026-10-01..2026-10-24")

    assert short_period_text(period, Formats(language, country, "EUR")) == text


def test_days_of_several_months_are_dates() -> None:
    period = parse_period("2026-10-20..2026-11-03")

    told = short_period_text(period, Formats("it", "IT", "EUR"))

    assert told == "20/10/2026 – 03/11/2026"
