"""The thin lines beside a KPI over time, computed by hand."""

from __future__ import annotations

from datetime import date

import pytest

from kpidesk.domain.catalog import find
from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.period import parse_period
from kpidesk.domain.rules import Rules
from kpidesk.i18n.formats import Formats
from kpidesk.operations.charts.over_time import (
    ChartFacts,
    OverTime,
    chart_over_time,
    point_text,
    table_over_time,
)
from kpidesk.operations.load_dashboard import DashboardQuestion
from tests.domain.company import Company

FORMATS = Formats("en", "IE", "EUR")


def chart(company: Company, key: str, period: str, today: str) -> ChartFacts:
    rules = Rules(currency=company.currency)
    question = DashboardQuestion(
        period=parse_period(period), today=date.fromisoformat(today)
    )
    evaluator = Evaluator(company.dataset(rules), rules)
    return chart_over_time(evaluator, OverTime(find(key), question, None), FORMATS)


def _ten_clients() -> Company:
    """Ten clients since 2023; one leaves in May 2024, one in August."""
    company = Company()
    for number in range(10):
        end = {3: "2024-05-20", 7: "2024-08-20"}.get(number)
        company.contract(f"Client {number}", "2023-01-01", end, amount=100)
    return company


def test_churn_stands_beside_the_mean_of_its_last_twelve_months() -> None:
    facts = chart(_ten_clients(), "churn_rate", "2024-12", "2025-01-15")

    (line,) = facts.companions
    assert line.name == "12-month average"
    # Of ten one left: 10 % in May; of nine one: 11.11 % in August; the other ten
    # months 0. (10 + 100/9) ÷ 12.
    assert line.values[-1] == pytest.approx((10 + 100 / 9) / 12)
    # Until July only the first: 10 ÷ 12.
    places = {point.period: at for at, point in enumerate(facts.points)}
    assert line.values[places["2024-07"]] == pytest.approx(10 / 12)
    # Nobody was there before 2023, so the first months have no twelve behind them.
    assert line.values[places["2023-03"]] is None


def test_a_month_that_is_not_over_has_no_average() -> None:
    facts = chart(_ten_clients(), "churn_rate", "2024-12", "2024-12-10")

    assert facts.running
    assert facts.companions[0].values[-1] is None
    assert facts.companions[0].values[-2] is not None


def test_growth_stands_beside_the_mean_of_three_months() -> None:
    company = Company()
    company.contract("Alfa", "2024-01-01", amount=1000)
    company.contract("Beta", "2024-04-01", amount=100)
    company.contract("Gamma", "2024-05-01", amount=110)

    facts = chart(company, "mrr_growth", "2024-06", "2024-07-15")

    # April 1,000 → 1,100 is 10 %, May 1,100 → 1,210 is 10 %, June 0 %.
    assert facts.columns
    assert facts.companions[0].name == "3-month average"
    assert facts.companions[0].values[-1] == pytest.approx(20 / 3)


def test_acquisition_cost_adds_up_three_months_before_it_divides() -> None:
    company = Company()
    company.contract("Old", "2023-01-01", amount=100)
    for month, cost, clients in (("04", 900, 1), ("05", 300, 3), ("06", 0, 2)):
        if cost:
            company.cost(f"2024-{month}-05", cost, "marketing")
        for number in range(clients):
            company.contract(f"New {month} {number}", f"2024-{month}-10", amount=50)

    facts = chart(company, "cac", "2024-06", "2024-07-15")

    # 1,200 of costs for six clients is 200; a mean of 900, 100 and nothing is not.
    assert facts.companions[0].values[-1] == pytest.approx(200)


def test_a_quarter_has_no_average_of_months() -> None:
    facts = chart(_ten_clients(), "churn_rate", "2024-Q4", "2025-01-15")

    assert facts.companions == ()
    assert len(facts.lines()) == 1


def test_gross_churn_is_read_beside_net_churn() -> None:
    company = Company()
    company.contract("Alfa", "2024-01-01", amount=900)
    company.contract("Beta", "2024-01-01", "2024-05-20", amount=100)
    company.contract("Alfa", "2024-05-10", amount=60)

    facts = chart(company, "gross_revenue_churn", "2024-05", "2024-06-15")

    # Of 1,000 at the start 100 left: 10 % gross; 60 more from Alfa: 4 % net.
    assert [line.values[-1] for line in facts.lines()] == pytest.approx([10, 4])
    last = len(facts.points) - 1
    assert FORMATS.plain(point_text(facts, last)) == (
        "May 24: 10.0% · Net MRR churn: 4.0%"
    )
    assert FORMATS.plain(point_text(facts, last, 1)) == (
        "May 24: Net MRR churn: 4.0% · Gross MRR churn: 10.0%"
    )
    table = table_over_time(facts)
    assert table.headings == ("Period", "Value", "Net MRR churn")
    assert [FORMATS.plain(cell) for cell in table.rows[-1]] == [
        "May 24",
        "10.0%",
        "4.0%",
    ]


def _indexed(reason: str | None) -> Company:
    """1,000 of four clients; in May one goes from 100 to 110."""
    company = Company()
    company.contract("Alfa", "2023-01-01", amount=900)
    company.contract("Beta", "2023-01-01", prices=[("2024-05-01", 110, reason)])
    return company


def test_net_retention_stands_beside_itself_without_indexation() -> None:
    facts = chart(_indexed("indexation"), "nrr", "2024-06", "2024-07-15")

    gross, without = facts.companions
    assert (gross.name, gross.variant) == ("Gross retention (GRR)", False)
    assert (without.name, without.variant) == ("Excluding indexation", True)
    # May: 1,010 of 1,000, and 1,000 without the 10 of the index; June nothing.
    assert [point.value for point in facts.points[-2:]] == pytest.approx([101, 100])
    assert without.values[-2:] == pytest.approx((100, 100))


def test_where_no_indexation_is_recorded_there_is_no_line_without() -> None:
    facts = chart(_indexed(None), "nrr", "2024-06", "2024-07-15")

    assert [line.name for line in facts.companions] == ["Gross retention (GRR)"]
