"""The numbers of a chart in a file are numbers."""

from __future__ import annotations

from kpidesk.domain.kpi import Unit
from kpidesk.i18n.formats import Formats
from kpidesk.operations.charts.facts import Figure
from kpidesk.reporting.chart_csv import chart_as_csv

ROWS = [
    ("mar 25", Figure("1.234 €", 1234.5, Unit.MONEY)),
    ("apr 25", Figure("—", None, Unit.MONEY)),
    ("=SUM(A1)", "note"),
]


def test_a_double_click_opens_it_right_in_italy() -> None:
    text = chart_as_csv(("Periodo", "MRR"), ROWS, Formats("it", "IT", "EUR"))

    assert text == "Periodo;MRR\r\nmar 25;1234,5\r\napr 25;\r\n'=SUM(A1);note\r\n"


def test_a_double_click_opens_it_right_in_ireland() -> None:
    text = chart_as_csv(("Period", "MRR"), ROWS[:1], Formats("en", "IE", "EUR"))

    assert text == "Period,MRR\r\nmar 25,1234.5\r\n"
