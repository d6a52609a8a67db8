"""Expansion by reason, period by period, counted by hand."""

from __future__ import annotations

import pytest

from kpidesk.i18n.formats import Formats
from kpidesk.operations.charts.facts import ColumnsPicture
from tests.domain.company import Company
from tests.operations.charts.asking import ask, cells


@pytest.fixture
def company() -> Company:
    """10,000 at the start; November and December 2024 bring 500 and 1,400 more.

    November: Alfa indexed by 500. December: Beta buys a second contract at 1,000 and
    is indexed by 100; Gamma goes up by 300, nobody wrote down why.
    """
    company = Company()
    company.contract(
        "Alfa", "2024-01-01", amount=5000, prices=[("2024-11-10", 5500, "indexation")]
    )
    company.contract(
        "Beta", "2024-01-01", amount=3000, prices=[("2024-12-01", 3100, "indexation")]
    )
    company.contract("Gamma", "2024-01-01", amount=2000, prices=[("2024-12-05", 2300)])
    company.contract("Beta", "2024-12-10", amount=1000)
    company.sale("Gamma", "2024-12-20", 400)
    return company


def test_the_columns_are_the_expansion_by_reason(company: Company) -> None:
    told = ask(company, "mrr_expansion", "expansion_reasons", "2024-12")

    assert told.table.headings == (
        "Period",
        "More sold (upsell)",
        "Indexation",
        "Reason not recorded",
        "Expansion rate",
    )
    # 500 of 10,000 is 5 %; 1,400 of 10,500 is 13.3 %.
    assert cells(told) == [
        ("Nov 24", "€0", "€500", "€0", "5.0%"),
        ("Dec 24", "€1,000", "€100", "€300", "13.3%"),
    ]
    assert isinstance(told.picture, ColumnsPicture)
    assert [item.values for item in told.picture.series] == [
        (0, 1000),
        (500, 100),
        (0, 300),
    ]


def test_behind_a_reason_stand_its_clients(company: Company) -> None:
    told = ask(company, "expansion_rate", "expansion_reasons", "2024-12")

    behind = [[(mark.kind, mark.ids) for mark in row] for row in told.marks]
    # Alfa is 1001, Beta 1002, Gamma 1003.
    assert behind == [
        [("", ()), ("client", (1002,))],
        [("client", (1001,)), ("client", (1002,))],
        [("", ()), ("client", (1003,))],
    ]
    assert Formats.plain(told.marks[1][1].spoken) == ("Dec 24: Indexation €100 · 13.3%")


def test_expansion_revenue_has_what_was_bought_once_too(company: Company) -> None:
    told = ask(company, "expansion_revenue", "expansion_reasons", "2024-12")

    assert told.table.headings[-2] == "One-off purchases"
    assert cells(told)[-1][-2] == "€400"


def test_without_expansion_there_is_nothing_to_draw() -> None:
    company = Company()
    company.contract("Alfa", "2024-01-01")

    assert ask(company, "mrr_expansion", "expansion_reasons", "2024-12").picture is None


def test_a_period_without_an_exchange_rate_shows_no_part_of_the_truth(
    company: Company,
) -> None:
    """Delta pays in dollars, whose rate is known from December on."""
    company.rate("USD", "2024-11-29", 1)
    company.contract("Delta", "2024-01-01", currency="USD", amount=1000)

    told = ask(company, "mrr_expansion", "expansion_reasons", "2024-12")

    assert [row[0] for row in cells(told)] == ["Dec 24"]
