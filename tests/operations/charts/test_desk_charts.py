"""Distributions, Paretos, the funnel, backlog and first values, computed by hand."""

from __future__ import annotations

from kpidesk.operations.charts.facts import (
    DotsPicture,
    HistogramPicture,
    NpsPicture,
    ParetoPicture,
    SurvivalPicture,
)
from tests.domain.company import Company
from tests.operations.charts.asking import ask, cells


def test_how_long_the_first_response_took() -> None:
    """10 min, 20 min, 20 min and 3 h: three quarters within half an hour.

    The median is 20 min; the 90th percentile lies at 2.7 of the 3 steps between the
    four, 0.7 of the way from 20 to 180 min: 132 min = 2 h 12 min. One waits.
    """
    company = Company()
    for answered in ("09:10", "09:20", "09:20", "12:00"):
        company.ticket(
            None, "2025-03-03 09:00", first_response=f"2025-03-03 {answered}"
        )
    company.ticket(None, "2025-03-04 09:00")
    told = ask(company, "first_response_median", "responses", "2025-03", target=1)

    rows = cells(told)
    assert rows[0] == ("≤ 15 min", "1", "25%", "25%")
    assert rows[1] == ("15 – 30 min", "2", "50%", "75%")
    assert rows[4] == ("2 – 4 h", "1", "25%", "100%")
    assert rows[-1] == ("No response yet", "1", "", "")
    assert told.said == "75% within 30 min".replace(" min", "\xa0min")
    picture = told.picture
    assert isinstance(picture, HistogramPicture)
    assert picture.apart
    assert [marker.text.replace("\xa0", " ") for marker in picture.markers] == [
        "Median 20 min",
        "Target 1 h",
        "90th percentile 2 h 12 min",
    ]
    # 20 min is a third of the way through the second column.
    assert abs(picture.markers[0].place - (1 + 1 / 3)) < 1e-9


def test_what_tickets_are_about() -> None:
    """Of 5 tickets 3 are errors, 1 a question, 1 nobody sorted: 60, 80, 100 percent.

    The KPI of categories leaves out the one that nobody sorted.
    """
    company = Company()
    for category in ("Error", "Error", "Error", "Question", None):
        company.ticket(None, "2025-03-03", category=category)
    told = ask(company, "tickets_opened", "categories", "2025-03")

    assert cells(told) == [
        ("Error", "3", "60%", "60%"),
        ("No category", "1", "20%", "80%"),
        ("Question", "1", "20%", "100%"),
    ]
    assert told.said == "2 make up 80% together"
    assert told.marks[0][0].ids == (3001, 3002, 3003)
    sorted_only = ask(company, "ticket_categories", "categories", "2025-03")
    assert isinstance(sorted_only.picture, ParetoPicture)
    assert sum(sorted_only.picture.counts) == company.value(
        "ticket_categories", "2025-03"
    )


def test_why_clients_left_in_twelve_months() -> None:
    """Two for the price, in June and in March; one, in March, did not say."""
    company = Company()
    company.contract("Acme", "2024-01-01", "2024-06-10", reason="Price")
    company.contract("Beta", "2024-01-01", "2025-03-10", reason="Price")
    company.contract("Coop", "2024-01-01", "2025-03-12")
    told = ask(company, "churn_rate", "reasons", "2025-03")

    assert cells(told) == [
        ("Price", "2", "67%", "67%"),
        ("No reason recorded", "1", "33%", "100%"),
    ]


def test_nps_by_group() -> None:
    """6 promoters, 3 passives, 3 detractors: NPS 25, between −21 and 61, so ±41."""
    company = Company()
    for score in (10, 10, 9, 9, 9, 9, 8, 7, 7, 6, 3, 0):
        company.answer("nps", score, "2025-03-03")
    told = ask(company, "nps", "groups", "2025-03")

    assert cells(told) == [
        ("Mar 25", "3", "25%", "3", "25%", "6", "50%", "+25", "41", "12"),
    ]
    assert isinstance(told.picture, NpsPicture)
    assert [bar.length for bar in told.picture.scores] == [
        1, 0, 0, 1, 0, 0, 1, 2, 1, 4, 2,
    ]  # fmt: skip
    assert len(told.marks[0][2].ids) == 6


def test_what_the_staff_says_leads_to_no_record() -> None:
    company = Company()
    for score in (10, 9, 8, 2):
        company.answer("enps", score, "2025-03-03")
    told = ask(company, "enps", "groups", "2025-03")

    assert [mark.ids for row in told.marks for mark in row] == [()] * 14


def test_the_lead_funnel() -> None:
    """4 created, 3 decided (75 %), 2 of those won (67 %), 1 of them pays (50 %).

    Decided after 10, 20 and 30 days: median 20; won after 10 and 20: median 15.
    """
    company = Company()
    company.contract("Acme", "2025-03-12")
    company.client("Beta")
    company.lead("2025-03-01", converted="2025-03-11", client="Acme")
    company.lead("2025-03-01", converted="2025-03-21", client="Beta")
    company.lead("2025-03-01", lost="2025-03-31")
    company.lead("2025-03-02")
    told = ask(company, "lead_conversion", "funnel", "2025-03")

    assert cells(told) == [
        ("Leads created", "4", "100%", "", ""),
        ("Leads decided", "3", "75%", "75%", "20 days"),
        ("Leads converted", "2", "50%", "67%", "15 days"),
        ("With a paid contract", "1", "25%", "50%", ""),
    ]
    assert told.said == "2 of 4 converted (50%)"


def test_the_backlog_by_age() -> None:
    """At the end of March wait: one for half a day, one for 20 days, one for 59.

    From 1 February to 1 April are 28 + 31 = 59 days. In February only that one.
    """
    company = Company()
    company.ticket(None, "2025-03-31 12:00")
    company.ticket(None, "2025-03-12")
    company.ticket(None, "2025-02-01", resolved="2025-04-02")
    told = ask(company, "backlog", "backlog", "2025-03")

    assert cells(told)[-1] == ("Mar 25", "1", "0", "0", "1", "1", "3")
    assert cells(told)[-2] == ("Feb 25", "0", "0", "0", "1", "0", "1")
    assert told.marks[4][-1].ids == (3003,)


def test_time_to_first_value() -> None:
    """Acme needs 10 days, Beta 20; Coop has waited 30 days: 33 and 67 percent."""
    company = Company()
    for name in ("Acme", "Beta", "Coop"):
        company.client(name, signed_up="2025-03-02")
    company.first_value("Acme", "2025-03-12")
    company.first_value("Beta", "2025-03-22")
    told = ask(company, "ttfv_median", "first_value", "2025-03")

    assert cells(told) == [("10", "3", "1", "33%"), ("20", "2", "1", "67%")]
    picture = told.picture
    assert isinstance(picture, SurvivalPicture)
    assert [m.text.replace("\xa0", " ") for m in picture.markers] == ["Median 20 days"]
    assert told.said == (
        "Of 3 clients who started in twelve months 2 have their first value, 1 still"
        " wait · the 90th percentile is not reached yet"
    )


def test_first_values_client_by_client() -> None:
    """Acme needs 10 days, Beta 20; Coop, who started in April 2024, waits 364 days.

    The Kaplan-Meier median is 20: of three, two are there by then. That nine tenths
    are there is not known. Dora had its first value before it started.
    """
    company = Company()
    company.client("Beta", signed_up="2025-03-02")
    company.client("Acme", signed_up="2025-03-02")
    company.client("Coop", signed_up="2024-04-02")
    company.client("Dora", signed_up="2025-02-02")
    company.client("Long ago", signed_up="2024-03-31")
    company.first_value("Acme", "2025-03-12")
    company.first_value("Beta", "2025-03-22")
    company.first_value("Dora", "2025-01-01")
    told = ask(company, "ttfv_median", "first_values", "2025-03", target=15)

    assert cells(told) == [
        ("Coop", "02/04/2024", "Not yet", "364 days"),
        ("Acme", "02/03/2025", "First value", "10 days"),
        ("Beta", "02/03/2025", "First value", "20 days"),
    ]
    [marks] = told.marks
    assert [(mark.ids, mark.is_record) for mark in marks] == [
        ((1003,), True),
        ((1002,), True),
        ((1001,), True),
    ]
    assert marks[0].spoken.replace("\xa0", " ") == (
        "Coop: started 02/04/2024, no first value yet after 364 days"
    )
    picture = told.picture
    assert isinstance(picture, DotsPicture)
    # From 1 April 2024 there are 365 days; 2 March is 30 days before their end.
    assert [(dot.x, dot.y, dot.hollow) for dot in picture.dots] == [
        (1, 364, True),
        (335, 10, False),
        (335, 20, False),
    ]
    assert picture.end == 365
    months = [text for _place, text in picture.across]
    assert [months[0], months[-1], len(months)] == ["Apr 24", "Mar 25", 12]
    assert [(y, text.replace("\xa0", " ")) for y, text, _color in picture.levels] == [
        (15, "Target 15 days"),
        (20, "Median 20 days"),
    ]


def test_first_values_that_all_have_are_told_with_both_landmarks() -> None:
    """After 1, 2 … 10 days: half are there by day 5, nine tenths by day 9."""
    company = Company()
    for days in range(1, 11):
        company.client(f"C{days}", signed_up="2025-03-02")
        company.first_value(f"C{days}", f"2025-03-{2 + days:02}")
    told = ask(company, "ttfv_mean", "first_values", "2025-03")

    assert isinstance(told.picture, DotsPicture)
    texts = [text.replace("\xa0", " ") for _y, text, _color in told.picture.levels]
    assert texts == ["Median 5 days", "90th percentile 9 days"]
    assert told.said == (
        "Of 10 clients who started in twelve months 10 have their first value, 0 still"
        " wait"
    )


def test_how_long_sales_took() -> None:
    """Won in March after 10 and after 40 days."""
    company = Company()
    company.lead("2025-03-01", converted="2025-03-11")
    company.lead("2025-02-01", converted="2025-03-13")
    told = ask(company, "sales_cycle", "cycles", "2025-03")

    assert [row for row in cells(told) if row[1] != "0"] == [
        ("7 – 14 days", "1", "50%", "50%"),
        ("30 – 45 days", "1", "50%", "100%"),
    ]


def test_how_often_each_score_was_given() -> None:
    """Answers 5, 5, 4 and 1, and a ticket rated 5: mean (5+5+4+1+5) ÷ 5 = 4."""
    company = Company()
    for score in (5, 5, 4, 1):
        company.answer("csat", score, "2025-03-03")
    company.ticket(None, "2025-03-01", resolved="2025-03-02", rating=5)
    told = ask(company, "csat", "scores", "2025-03")

    assert told.table.headings == ("Score", "Surveys", "Ticket ratings", "Share")
    assert cells(told) == [
        ("1", "1", "0", "20%"),
        ("2", "0", "0", "0%"),
        ("3", "0", "0", "0%"),
        ("4", "1", "0", "20%"),
        ("5", "2", "1", "60%"),
    ]
    assert told.said == "Mean 4.0 of 5 answers"


def test_the_whole_scale_is_shown_though_nobody_used_its_end() -> None:
    company = Company()
    company.answer("ces", 4, "2025-03-03")
    told = ask(company, "ces_mean", "scores", "2025-03")

    assert [row[0] for row in cells(told)] == list("1234567")


def test_how_large_clients_are() -> None:
    """Ten clients at 10, 20 … 100: the 90th percentile is 91, so steps of 20 to 80.

    Two clients up to 20, two up to 40, and so on; 90 and 100 lie above 80.
    """
    company = Company()
    for place in range(1, 11):
        company.contract(f"C{place}", "2025-01-01", amount=10 * place)
    told = ask(company, "arpa", "sizes", "2025-03")

    assert [row[1] for row in cells(told)] == ["2"] * 5
    assert cells(told)[-1][0] == "> €80.00"


def test_how_healthy_clients_are() -> None:
    """A client who used the product on the last day, and nothing else is known."""
    company = Company()
    company.contract("Acme", "2025-01-01")
    company.used("Acme", "2025-03-31", 5)
    told = ask(company, "health_score", "health", "2025-03")
    score = company.value("health_score", "2025-03")

    counted = [row for row in cells(told) if row[1] != "0"]
    assert score is not None
    assert [row[1] for row in counted] == ["1"]
    assert score > 90
    assert counted[0][0] == "> 90"
