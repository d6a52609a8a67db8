"""The team's figures, computed by hand."""

from __future__ import annotations

import pytest

from kpidesk.domain.rules import Rules
from tests.domain.company import Company
from tests.domain.examples import example


def _enps(*scores: int, scale: tuple[int, int] = (1, 10)) -> Company:
    company = Company()
    for score in scores:
        company.answer("enps", score, "2025-03-10", scale=scale)
    return company


@example("enps")
def test_enps() -> None:
    """9, 9, 8 and 3 on 1–10: (2 − 1) ÷ 4 × 100 = 25; equal answers all count."""
    reading = _enps(9, 9, 8, 3).read("enps", "2025-03")
    parts = {part.key: part.value for part in reading.parts}

    assert reading.value == 25
    assert parts == {"promoters": 2, "passives": 1, "detractors": 1, "answers": 4}


def test_enps_reveals_nobody() -> None:
    """No record stands behind a part, and none is listed as left out."""
    company = _enps(9, 9, 8, 3)
    company.answer("enps", 2, "2025-03-10", scale=(0, 10))
    reading = company.read("enps", "2025-03")

    assert not any(part.rows for part in reading.parts)
    assert not reading.excluded


def test_enps_scales_are_never_pooled() -> None:
    """Four answers on 1–10 give 0; a fifth on 0–10 stays out, and that is said."""
    company = _enps(9, 8, 8, 3)
    company.answer("enps", 10, "2025-03-10", scale=(0, 10))
    reading = company.read("enps", "2025-03")

    assert reading.value == 0
    assert reading.n == 4
    assert reading.remarks[0].values == {"count": 1}


def test_enps_is_hidden_under_the_floor() -> None:
    """Three answers are fewer than four: no figure and no parts, unless allowed."""
    company = _enps(9, 9, 3)
    hidden = company.read("enps", "2025-03")
    allowed = company.read("enps", "2025-03", rules=Rules(anonymity_floor=3))

    assert hidden.value is None
    assert hidden.parts == ()
    assert hidden.interval is None
    assert hidden.reason is not None
    assert hidden.reason.values == {"need": 4}
    assert allowed.value == pytest.approx(100 / 3)


@example("pulse_participation")
def test_pulse_participation() -> None:
    """Sent to five in March, pulse and eNPS together, answered by three: 60 %."""
    company = Company()
    for answered in ("2025-03-11", "2025-03-12", None):
        score = None if answered is None else 4
        company.answer("pulse", score, answered, sent="2025-03-10")
    company.answer("enps", 9, "2025-04-01", sent="2025-03-31")
    company.answer("enps", None, sent="2025-03-31")
    company.answer("csat", 5, "2025-03-11", sent="2025-03-10")
    reading = company.read("pulse_participation", "2025-03")

    assert reading.value == 60
    assert reading.denominator == 5
    assert not any(part.rows for part in reading.parts)


@pytest.fixture
def team() -> Company:
    """Ten people on 28 February; in March one leaves on the 15th, one on the 31st.

    One is hired on 10 March. The last day worked of a third is 28 February, so that
    person is no longer there at the start of March: 9 at start, 9 + 1 − 2 = 8 at end.
    """
    company = Company()
    for left in ("2025-02-28", "2025-03-15", "2025-03-31", *[None] * 7):
        company.person("2020-01-01", left, salary=30_000)
    company.person("2025-03-10", salary=40_000)
    return company


@example("employee_turnover")
def test_employee_turnover(team: Company) -> None:
    """2 leavers ÷ ((9 + 8) ÷ 2) = 2 ÷ 8.5 = 23.53 %."""
    reading = team.read("employee_turnover", "2025-03")
    parts = {part.key: part.value for part in reading.parts}

    assert parts == {"leavers": 2, "opening": 9, "closing": 8}
    assert reading.value == pytest.approx(2 / 8.5 * 100)


@example("turnover_cost")
def test_turnover_cost(team: Company) -> None:
    """Two salaries of 30,000 × 2 = 120,000; with the factor 0.5 it is 30,000."""
    modest = Rules(salary_factor=0.5)

    assert team.value("turnover_cost", "2025-03") == 120_000
    assert team.read("turnover_cost", "2025-03", rules=modest).value == 30_000
    assert team.value("turnover_cost", "2025-04") == 0


def test_turnover_cost_needs_salaries_and_rates() -> None:
    """A salary of 50,000 dollars at 0.90 on the last day: 45,000 × 2 = 90,000."""
    company = Company()
    unknown = company.person("2020-01-01", "2025-03-15")
    without_salary = company.read("turnover_cost", "2025-03")
    company.person("2020-01-01", "2025-03-20", salary=50_000, currency="USD")
    without_rate = company.read("turnover_cost", "2025-03")
    company.rate("USD", "2025-03-01", 0.9)
    complete = company.read("turnover_cost", "2025-03")

    assert without_salary.value is None
    assert without_salary.reason is not None
    assert without_salary.reason.code == "no_salaries"
    assert without_rate.value is None
    assert without_rate.reason is not None
    assert without_rate.reason.values == {"currency": "USD", "day": "2025-03-20"}
    assert complete.value == pytest.approx(90_000)
    assert complete.excluded[0].ids.tolist() == [unknown]
