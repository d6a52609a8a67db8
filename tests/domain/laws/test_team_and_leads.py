"""Laws of the team's figures and of leads."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.company import Company

days = st.dates(date(2024, 10, 1), date(2025, 6, 30))
careers = st.lists(st.tuples(days, st.none() | st.integers(0, 200)), max_size=20)
leads = st.lists(
    st.tuples(days, st.sampled_from(("won", "lost", "open")), st.integers(0, 90)),
    max_size=30,
)


@given(careers)
def test_headcount_is_what_was_there_and_came_and_did_not_leave(
    told: list[tuple[date, int | None]],
) -> None:
    """At the end = at the start + hired − left, and nobody is counted twice."""
    company = Company()
    hired = 0
    for start, length in told:
        last = start + timedelta(days=length or 0)
        company.person(start.isoformat(), None if length is None else last.isoformat())
        hired += date(2025, 3, 1) <= start < date(2025, 4, 1)
    reading = company.read("employee_turnover", "2025-03")
    parts = {part.key: part.value or 0 for part in reading.parts}

    assert parts["closing"] == parts["opening"] + hired - parts["leavers"]


@given(leads)
def test_leads_by_brute_force(told: list[tuple[date, str, int]]) -> None:
    company = Company()
    created = won = converted = lost = 0
    for start, outcome, length in told:
        closed = start + timedelta(days=length)
        in_march = closed.strftime("%Y-%m") == "2025-03"
        company.lead(
            start.isoformat(),
            converted=closed.isoformat() if outcome == "won" else None,
            lost=closed.isoformat() if outcome == "lost" else None,
        )
        if start.strftime("%Y-%m") == "2025-03":
            created += 1
            won += outcome == "won"
        converted += in_march and outcome == "won"
        lost += in_march and outcome == "lost"
    conversion = company.read("lead_conversion", "2025-03")
    rate = company.read("win_rate", "2025-03")

    assert (conversion.numerator, conversion.denominator) == (won, created)
    assert (rate.numerator, rate.denominator) == (converted, converted + lost)
    assert company.value("leads_converted", "2025-03") == converted
