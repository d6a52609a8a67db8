"""Cohorts, movements, concentration and renewals, computed by hand."""

from __future__ import annotations

from kpidesk.operations.charts.facts import ColumnsPicture, HeatPicture
from tests.domain.company import Company
from tests.operations.charts.asking import ask, cells


def growing() -> Company:
    """Acme (100, 150 from March) and Beta (60, only in January) come in January.

    Coop comes in February with 40, Dora on 10 March with 10.
    """
    company = Company()
    company.contract("Acme", "2025-01-01", prices=[("2025-03-01", 150)])
    company.contract("Beta", "2025-01-20", "2025-02-10", amount=60)
    company.contract("Coop", "2025-02-15", amount=40)
    company.contract("Dora", "2025-03-10", amount=10)
    return company


def test_clients_kept_by_cohort() -> None:
    """January: 2 clients, of whom 1 is left in February and March: 50 %.

    Weighted average: month 1 is (1 + 1) of (2 + 1) = 67 %; month 2 is 1 of 2 = 50 %.
    """
    told = ask(growing(), "retention_rate", "client_cohorts", "2025-03")

    assert cells(told) == [
        ("Jan 25", "2", "100%", "50%", "50%"),
        ("Feb 25", "1", "100%", "100%", ""),
        ("Mar 25", "1", "100%", "", ""),
        ("Weighted average", "", "100%", "67%", "50%"),
    ]
    assert told.marks[0][2].spoken == "Cohort Jan 25, month 2: 1 of 2 (50%)"
    assert told.marks[0][2].ids == (1001,)


def test_mrr_kept_by_cohort_may_exceed_all_of_it() -> None:
    """January began with 160: 100 in February is 63 %, 150 in March 94 %.

    Acme alone grew from 100 to 150, but Beta's 60 are part of what there was.
    """
    told = ask(growing(), "nrr", "mrr_cohorts", "2025-03")

    assert cells(told)[0] == ("Jan 25", "€160", "100%", "63%", "94%")


def test_the_month_that_runs_is_hatched() -> None:
    """On 5 March Dora is not there yet, and March is not over."""
    told = ask(
        growing(), "retention_rate", "client_cohorts", "2025-03", today="2025-03-05"
    )

    assert isinstance(told.picture, HeatPicture)
    assert told.picture.rows == ("Jan 25", "Feb 25")
    assert [c.running for c in told.picture.cells[0] if c] == [False, False, True]


def test_more_than_two_years_are_told_by_quarter() -> None:
    """From January 2022 to March 2025 are 39 months, so 13 quarters."""
    company = Company()
    company.contract("Acme", "2022-01-01")
    told = ask(company, "retention_rate", "client_cohorts", "2025-03")

    assert told.table.rows[0][0] == "Q1 2022"
    assert len(told.table.headings) == 2 + 13


def test_movements_over_time_add_up() -> None:
    """January +160 new; February +40 new −60 lost; March +10 new +50 more.

    Net: 160 − 20 + 60 = 200, which is the MRR at the end of March.
    """
    told = ask(growing(), "mrr", "movements", "2025-03")

    assert told.table.headings[1:] == ("New", "Expansion", "Lost (churn)", "Net change")
    assert cells(told)[-3:] == [
        ("Jan 25", "+€160", "0", "0", "+€160"),
        ("Feb 25", "+€40.00", "0", "-€60.00", "-€20.00"),
        ("Mar 25", "+€10.00", "+€50.00", "0", "+€60.00"),
    ]
    assert told.said == "Net change +€200"
    assert isinstance(told.picture, ColumnsPicture)
    nets = [line or 0.0 for line in told.picture.line]
    sums = [
        sum(series.values[at] for series in told.picture.series)
        for at in range(len(nets))
    ]
    assert nets == sums


def test_the_waterfall_goes_from_start_to_end() -> None:
    """March starts at 140, gains 10 and 50, and ends at 200."""
    told = ask(growing(), "mrr", "waterfall", "2025-03")

    assert cells(told) == [
        ("Starting MRR", "€140"),
        ("New", "+€10"),
        ("Expansion", "+€50"),
        ("Reactivation", "0"),
        ("Contraction", "0"),
        ("Lost (churn)", "0"),
        ("Ending MRR", "€200"),
    ]
    assert told.marks[0][1].ids == (1004,)


def test_mrr_by_client() -> None:
    """Of 200 Acme brings 150 (75 %), Coop 40 (20 %), Dora 10 (5 %).

    HHI = 0.75² + 0.20² + 0.05² = 0.5625 + 0.04 + 0.0025 = 0.605.
    """
    told = ask(growing(), "concentration_top1", "concentration", "2025-03")

    assert cells(told) == [
        ("Acme", "€150", "75.0%", "75.0%"),
        ("Coop", "€40.00", "20.0%", "95.0%"),
        ("Dora", "€10.00", "5.0%", "100%"),
    ]
    assert told.said == "Largest client 75.0% · top five 100% · HHI 0.6050"
    assert [mark.lose for (mark,) in told.marks[1:]] == [1001, 1003, 1004]
    assert [mark.spoken for mark in told.marks[0]] == [
        "1st: 75% of MRR",
        "2nd to 5th: 25% of MRR",
    ]


def test_renewals_by_period() -> None:
    """In March one contract is renewed, one is not: 50 %. Nothing else was due."""
    company = Company()
    company.contract("Acme", "2024-03-15", "2025-03-15")
    company.contract("Acme", "2025-03-15", "2026-03-15")
    company.contract("Beta", "2024-03-20", "2025-03-20")
    told = ask(company, "renewal_rate", "renewals", "2025-03")

    assert cells(told)[-1] == ("Mar 25", "2", "1", "1", "0", "50%")
    assert cells(told)[-2] == ("Feb 25", "0", "0", "0", "0", "—")
    assert told.said == "1 of 2 renewed (50%)"


def test_a_company_without_contracts_has_nothing_to_draw() -> None:
    for kpi, chart in (
        ("retention_rate", "client_cohorts"),
        ("mrr", "concentration"),
        ("renewal_rate", "renewals"),
        ("churn_rate", "reasons"),
    ):
        told = ask(Company(), kpi, chart, "2025-03")

        assert told.picture is None
        assert told.said == "No data for this selection"


def test_the_long_view_follows_months_for_two_years() -> None:
    company = Company()
    company.contract("Alfa", "2022-12-10", amount=100)
    company.contract("Beta", "2022-12-20", "2024-06-10", amount=100)
    company.contract("Gamma", "2023-03-01", amount=100)

    short = ask(company, "retention_rate", "client_cohorts", "2024-12")
    long = ask(company, "retention_rate", "client_cohorts_long", "2024-12")

    # 25 months are more than 24 rows: the short view takes quarters.
    assert cells(short)[0][:2] == ("Q4 2022", "2")
    # Beta left in June 2024, month 18 of December 2022.
    first = cells(long)[0]
    assert first[:2] == ("Dec 22", "2")
    assert first[2:] == ("100%",) * 18 + ("50%",) * 7
    assert long.table.headings[-1] == "Month 24"
