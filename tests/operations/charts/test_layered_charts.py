"""Charts of what makes up a KPI, period by period, counted by hand."""

from __future__ import annotations

from kpidesk.i18n.formats import Formats
from kpidesk.operations.charts.facts import BarsPicture, PanelsPicture
from tests.domain.company import Company
from tests.operations.charts.asking import ask, cells


def test_clients_come_return_and_leave_below_their_total() -> None:
    company = Company()
    company.contract("Alfa", "2024-01-01", amount=100)
    company.contract("Beta", "2024-01-01", "2024-11-10", amount=100)
    company.contract("Gamma", "2024-11-05", amount=100)
    company.contract("Beta", "2024-12-05", amount=100)
    company.contract("Delta", "2024-12-20", amount=100)

    told = ask(company, "clients", "clients", "2024-12")

    # November: Gamma for Beta; December: Beta is back and Delta is new.
    assert told.table.headings == (
        "Period",
        "Active clients",
        "New",
        "Returned",
        "Lost",
    )
    assert cells(told)[-3:] == [
        ("Oct 24", "2", "0", "0", "0"),
        ("Nov 24", "2", "1", "0", "-1"),
        ("Dec 24", "4", "1", "1", "0"),
    ]
    assert isinstance(told.picture, PanelsPicture)
    total, moved = told.picture.panels
    assert total.line[-3:] == (2, 2, 4)
    assert [series.values[-1] for series in moved.series] == [1, 1, 0]
    # Behind the lost client of November stands Beta, the second client named.
    lost = told.marks[3]
    assert [mark.ids for mark in lost[-2:]] == [(1002,), ()]


def test_answers_not_given_are_what_was_sent_less_what_came() -> None:
    company = Company()
    company.contract("Alfa", "2024-01-01", amount=100)
    for number in range(4):
        company.answer(
            "csat", 5, "2024-12-05", client="Alfa", sent="2024-12-02"
        ) if number else company.answer(
            "csat", None, None, client="Alfa", sent="2024-12-02"
        )

    told = ask(company, "response_rate", "answered", "2024-12")

    # Four were sent, three answered: 75 %.
    assert cells(told)[-1] == ("Dec 24", "3", "1", "75.0%")


def test_revenue_comes_back_or_comes_once() -> None:
    company = Company()
    company.contract("Alfa", "2024-01-01", amount=100)
    company.sale("Alfa", "2024-12-10", 300)

    told = ask(company, "recurring_share", "revenue_kinds", "2024-12")

    # 100 of a month and 300 once: a quarter is recurring.
    assert cells(told)[-1] == ("Dec 24", "€100", "€300", "25.0%")
    assert cells(told)[-2] == ("Nov 24", "€100", "€0", "100%")


def test_costs_of_acquisition_by_kind_under_the_cost_of_a_client() -> None:
    company = Company()
    company.contract("Alfa", "2024-12-03", amount=100)
    company.contract("Beta", "2024-12-09", amount=100)
    company.cost("2024-12-01", 700, "marketing")
    company.cost("2024-12-20", 100, "marketing")
    company.cost("2024-12-15", 400, "sales")
    company.cost("2024-12-15", 999, "rent")

    told = ask(company, "cac", "acquisition_costs", "2024-12")

    # 800 + 400 for two clients; the rent wins nobody.
    assert cells(told)[-1] == ("Dec 24", "€800", "€400", "€600")
    # The largest cost comes first.
    assert told.marks[0][-1].ids == (6001, 6002)


def test_leads_stand_where_they_were_created() -> None:
    company = Company()
    company.lead("2024-11-03", converted="2024-12-20")
    company.lead("2024-11-20", lost="2024-12-01")
    company.lead("2024-12-01")

    told = ask(company, "lead_conversion", "lead_cohorts", "2024-12")

    # The win of December belongs to November, when the lead was created.
    assert cells(told)[-2:] == [
        ("Nov 24", "1", "1", "50%"),
        ("Dec 24", "0", "1", "0%"),
    ]


def test_a_client_may_cost_more_than_it_pays() -> None:
    company = Company()
    company.contract("Alfa", "2024-01-01", amount=100)
    company.contract("Beta", "2024-01-01", amount=100)
    company.cost("2024-12-10", 130, "delivery", client="Beta")

    told = ask(company, "client_margin", "margins", "2024-12")

    assert cells(told) == [
        ("Beta", "€100", "€130", "-€30.00"),
        ("Alfa", "€100", "€0", "+€100"),
    ]
    assert told.said == "1 of 2 clients cost more than they pay"
    assert isinstance(told.picture, BarsPicture)
    assert [bar.length for bar in told.picture.bars] == [-30, 100]


def test_lifetime_value_stands_over_what_moves_it() -> None:
    company = Company()
    company.contract("Alfa", "2023-01-01", amount=100)
    company.contract("Beta", "2023-01-01", "2024-06-10", amount=300)

    told = ask(company, "ltv", "ltv_inputs", "2024-12")

    assert told.table.headings == (
        "Period",
        "Lifetime value (LTV)",
        "Revenue per client",
        "Client churn",
    )
    # In June one of two clients left; afterwards Alfa pays 100.
    june = cells(told)[-7]
    assert june[0] == "Jun 24"
    assert june[2:] == ("€100", "50.0%")


def test_answers_are_spread_over_the_scale() -> None:
    company = Company()
    company.contract("Alfa", "2024-01-01", amount=100)
    for score in (1, 5, 5, 4):
        company.answer("csat", score, "2024-12-05", client="Alfa")
    company.answer("csat", 3, "2024-11-05", client="Alfa")

    told = ask(company, "csat", "levels", "2024-12")

    # One of four gave 1, one 4, two 5; November's only answer was a 3.
    assert told.table.headings == ("Period", "1", "3", "4", "5", "Answers")
    assert cells(told)[-2:] == [
        ("Nov 24", "0%", "100%", "0%", "0%", "n 1"),
        ("Dec 24", "25%", "0%", "25%", "50%", "n 4"),
    ]
    assert told.marks[3][-1].ids == (4002, 4003)


def test_who_left_the_team_stays_nameless() -> None:
    company = Company()
    for number in range(4):
        left = "2024-12-10" if number == 0 else None
        company.person("2020-01-01", left=left)

    told = ask(company, "employee_turnover", "leavers", "2024-12")

    # One of four left: 1 ÷ ((4 + 3) ÷ 2) = 28.6 %.
    assert cells(told)[-1] == ("Dec 24", "1", "28.6%")
    assert all(mark.ids == () for row in told.marks for mark in row)


def test_leads_by_source_gather_the_rare_and_tell_the_unknown() -> None:
    """Seven sources and one lead without: four have a colour, three are gathered."""
    company = Company()
    for source, days in (("Web", 4), ("Fair", 3), ("Partner", 2), ("Phone", 2)):
        for number in range(1, days + 1):
            company.lead(f"2024-12-0{number}", source=source)
    for rare in ("Radio", "Mail", "Friend", None):
        company.lead("2024-11-10", source=rare)

    told = ask(company, "leads_created", "sources", "2024-12")

    assert told.table.headings == (
        "Period",
        "Web",
        "Fair",
        "Partner",
        "Phone",
        "Others (3)",
        "No source",
        "Total",
    )
    assert cells(told) == [
        ("Nov 24", "0", "0", "0", "0", "3", "1", "4"),
        ("Dec 24", "4", "3", "2", "2", "0", "0", "11"),
    ]
    assert told.said == "Web brought most: 4 of 15. Source not recorded: 1 of 15."
    # Behind the gathered colour of November stand its three leads.
    assert (told.marks[4][0].kind, told.marks[4][0].ids) == (
        "lead",
        (5012, 5013, 5014),
    )


def test_six_sources_all_have_a_colour_and_conversions_count_when_won() -> None:
    company = Company()
    for source in "ABCDEF":
        company.lead("2024-11-10", converted="2024-12-05", source=source)
    company.lead("2024-12-10", source="A")

    told = ask(company, "leads_converted", "sources", "2024-12")

    assert told.table.headings == ("Period", *"ABCDEF", "Total")
    assert cells(told) == [("Dec 24", *"111111", "6")]


def test_overdue_receivables_by_how_late_they_are() -> None:
    """At the end of 2024: 1 and 30 days late, 31, 60, 90, and 91.

    The bounds belong to the younger step. What was paid on the last day is gone.
    """
    company = Company()
    for due, amount in (
        ("2024-12-31", 1),
        ("2024-12-02", 2),
        ("2024-12-01", 10),
        ("2024-11-02", 20),
        ("2024-10-03", 100),
        ("2024-10-02", 1000),
        ("2025-01-01", 5000),
    ):
        company.invoice("Acme", "2024-09-01", due, amount=amount)
    company.invoice("Acme", "2024-09-01", "2024-12-01", "2024-12-31", amount=9000)

    told = ask(company, "overdue", "overdue", "2024-12")

    assert told.table.headings == (
        "Period",
        "1–30 days late",
        "31–60 days late",
        "61–90 days late",
        "More than 90 days late",
        "Total",
    )
    assert cells(told)[-1] == ("Dec 24", "€3.00", "€30.00", "€100", "€1,000", "€1,133")
    assert cells(told)[0][0] == "Oct 24"
    assert [row[-1].ids for row in told.marks] == [
        (10002, 10001),
        (10004, 10003),
        (10005,),
        (10006,),
    ]
    assert (told.marks[3][0].kind, told.marks[3][0].ids) == ("", ())
    assert Formats.plain(told.said) == (
        "€1,133 overdue, €1,000 of it for more than 90 days"
    )
