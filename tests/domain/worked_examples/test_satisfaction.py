"""Client surveys, computed by hand."""

from __future__ import annotations

import pytest

from kpidesk.domain.kpis.touchpoints import csat_by_touchpoint
from kpidesk.domain.rules import Rules
from tests.domain.company import Company
from tests.domain.examples import example


def _answers(survey: str, *scores: int, **fields: object) -> Company:
    company = Company()
    for score in scores:
        company.answer(survey, score, "2025-03-10", **fields)  # type: ignore[arg-type]
    return company


@example("csat")
def test_definitions_5_8_csat() -> None:
    """5 5 4 4 3 3 3 2 1 1: four of ten are 4 or 5, 40 %.

    Wilson: p = 0.4, n = 10, z² = 3.8415: centre (0.4 + 0.19207) ÷ 1.38415 = 0.42776,
    half-width 1.96 × √(0.024 + 0.0096036) ÷ 1.38415 = 0.25957: 16.8 % to 68.7 %.
    """
    company = _answers("csat", 5, 5, 4, 4, 3, 3, 3, 2, 1, 1)
    reading = company.read("csat", "2025-03")

    assert reading.value == 40
    assert (reading.numerator, reading.denominator, reading.n) == (4, 10, 10)
    assert reading.interval == pytest.approx((16.82, 68.73), abs=0.01)


def test_csat_counts_ticket_ratings_by_resolution() -> None:
    """Survey 5 of 5; ratings 3 (of 3), 2 (of 3) and 6 (of 7): 3 of 4 at the top.

    The rating of the ticket solved in April is of April.
    """
    company = _answers("csat", 5)
    for rating, scale in ((3, 3), (2, 3), (6, 7)):
        company.ticket(
            "Acme",
            "2025-02-20 09:00",
            resolved="2025-03-01 09:00",
            rating=rating,
            rating_max=scale,
        )
    company.ticket("Acme", "2025-03-20 09:00", resolved="2025-04-01 09:00", rating=1)

    assert company.value("csat", "2025-03") == 75
    assert company.value("csat", "2025-04") == 0


def test_csat_counts_a_ticket_once() -> None:
    """Rated 5 in March, and a survey about it answered with 2 in April.

    The survey counts, in April; the rating is left out of March. As of 31 March the
    survey has not been answered yet.
    """
    company = Company()
    ticket = company.ticket(
        "Acme", "2025-03-01 09:00", resolved="2025-03-02 09:00", rating=5
    )
    company.answer("csat", 2, "2025-04-03", client="Acme", ticket=ticket)
    march = company.read("csat", "2025-03")

    assert march.value is None
    assert march.excluded[0].ids.tolist() == [ticket]
    assert company.value("csat", "2025-04") == 0
    assert company.read("csat", "2025-03", as_of="2025-03-31").value == 100


def test_other_surveys_about_a_ticket_leave_its_rating() -> None:
    """Neither an effort survey nor one without an answer repeats the rating."""
    company = Company()
    ticket = company.ticket(
        "Acme", "2025-03-01 09:00", resolved="2025-03-02 09:00", rating=5
    )
    company.answer("ces", 2, "2025-03-03", ticket=ticket)
    company.answer("csat", None, sent="2025-03-03", ticket=ticket)

    assert company.value("csat", "2025-03") == 100


@pytest.mark.parametrize(
    ("top", "lowest_satisfied"),
    [(3, 3), (4, 3), (5, 4), (6, 5), (7, 6), (10, 8), (100, 70)],
)
def test_csat_top_of_each_scale(top: int, lowest_satisfied: int) -> None:
    """One answer just satisfied and one just not: 1 ÷ 2 = 50 %."""
    scores = (lowest_satisfied, lowest_satisfied - 1)

    assert _answers("csat", *scores, scale=(1, top)).value("csat", "2025-03") == 50


def test_csat_top_is_a_rule_of_the_house() -> None:
    """With only 5 of 5 counted as satisfied, 5 4 4 4 is 1 ÷ 4 = 25 %."""
    company = _answers("csat", 5, 4, 4, 4)
    strict = Rules(csat_top=((5, 5),))

    assert company.read("csat", "2025-03", rules=strict).value == 25


def test_csat_turns_scales_round_on_which_low_is_good() -> None:
    """School marks 1 to 6, 1 is best: 1 and 2 read as 6 and 5, both at the top.

    5 reads as 2. 2 ÷ 3 = 66.67 %.
    """
    company = _answers("csat", 1, 2, 5, scale=(1, 6), high_is_good=False)

    assert company.value("csat", "2025-03") == pytest.approx(200 / 3)


def test_csat_leaves_out_what_is_not_a_score() -> None:
    company = _answers("csat", 5)
    blank = company.answer("csat", None, "2025-03-10")
    outside = company.answer("csat", 6, "2025-03-10")
    reading = company.read("csat", "2025-03")

    assert reading.value == 100
    assert reading.excluded[0].ids.tolist() == [blank, outside]


@example("csat_mean")
def test_csat_mean() -> None:
    """5, 4 and 2 of 5: 11 ÷ 3 = 3.67; the 10 of 10 is on another scale."""
    company = _answers("csat", 5, 4, 2)
    other = company.answer("csat", 10, "2025-03-11", scale=(1, 10))
    reading = company.read("csat_mean", "2025-03")

    assert reading.value == pytest.approx(11 / 3)
    assert reading.excluded[0].ids.tolist() == [other]
    assert reading.remarks[0].values == {"low": 1, "high": 5}


def test_csat_by_touchpoint() -> None:
    """Support 1 of 2 (with the ticket's rating), product 1 of 1, no touchpoint 0 of 1.

    Rating 5 is satisfied, the survey's 2 is not: 50 %.
    """
    company = Company()
    company.answer("csat", 2, "2025-03-10", touchpoint="support")
    company.answer("csat", 5, "2025-03-10", touchpoint="product")
    company.answer("csat", 1, "2025-03-10")
    company.ticket("Acme", "2025-03-01 09:00", resolved="2025-03-02 09:00", rating=5)
    found = csat_by_touchpoint(company.window("2025-03"))
    values = [(one.label, one.csat.value, one.csat.n) for one in found]

    assert values == [("support", 50, 2), ("product", 100, 1), ("", 0, 1)]


def test_ratings_have_a_touchpoint_of_their_own() -> None:
    company = _answers("csat", 5, touchpoint="product")
    company.ticket("Acme", "2025-03-01 09:00", resolved="2025-03-02", rating=1)
    found = csat_by_touchpoint(company.window("2025-03"))

    assert [one.label for one in found] == ["product", "support"]


@example("nps")
def test_definitions_5_8_nps() -> None:
    """6 promoters, 3 passives, 3 detractors: (6 − 3) ÷ 12 × 100 = 25 points.

    Adjusted Wald: n = 15, promoters 6.75 ÷ 15 = 0.45, detractors 3.75 ÷ 15 = 0.25;
    score 0.20, variance 0.70 − 0.04 = 0.66, half-width 1.96 × √(0.66 ÷ 15) = 0.4111:
    −21.1 to 61.1.
    """
    company = _answers("nps", 9, 9, 9, 10, 10, 10, 7, 7, 8, 0, 5, 6)
    reading = company.read("nps", "2025-03")
    parts = {part.key: part.value for part in reading.parts}

    assert reading.value == 25
    assert parts == {"promoters": 6, "passives": 3, "detractors": 3, "answers": 12}
    assert reading.interval == pytest.approx((-21.1, 61.1), abs=0.05)


def test_seed_004_nps() -> None:
    """Seed 004: 200 promoters, 150 passives, 150 detractors: 40 % − 30 % = 10."""
    company = _answers("nps", *[10] * 200, *[8] * 150, *[3] * 150)

    assert company.value("nps", "2025-03") == 10


def test_nps_of_another_scale_never_counts_with_it() -> None:
    """Two promoters of 0–10; a 5 of 1–5 is on a scale where 9 means nothing."""
    company = _answers("nps", 9, 10)
    other = company.answer("nps", 5, "2025-03-10", scale=(1, 5))
    reading = company.read("nps", "2025-03")

    assert reading.value == 100
    assert reading.excluded[0].ids.tolist() == [other]


@example("ces_mean", "ces_top")
def test_ces() -> None:
    """7, 5, 4 and 2 on 1–7, 7 = easy: mean 18 ÷ 4 = 4.5; easy 2 ÷ 4 = 50 %."""
    company = _answers("ces", 7, 5, 4, 2)

    assert company.value("ces_mean", "2025-03") == 4.5
    assert company.value("ces_top", "2025-03") == 50


def test_ces_on_an_effort_scale() -> None:
    """1–5 where 1 is little effort: 1, 2 and 5 read as 5, 4 and 1.

    Mean 10 ÷ 3 = 3.33; easy is above the middle, 4 and 5: 2 ÷ 3 = 66.67 %.
    """
    company = _answers("ces", 1, 2, 5, scale=(1, 5), high_is_good=False)

    assert company.value("ces_mean", "2025-03") == pytest.approx(10 / 3)
    assert company.value("ces_top", "2025-03") == pytest.approx(200 / 3)


@example("response_rate")
def test_response_rate() -> None:
    """Four client surveys sent in March, two answered, one of them in April: 50 %.

    The team's surveys are not the clients', and one without a date of sending is left
    out. On 31 March only one had been answered: 25 %.
    """
    company = Company()
    company.answer("csat", 5, "2025-03-05", sent="2025-03-01")
    company.answer("nps", 9, "2025-04-02", sent="2025-03-31")
    company.answer("ces", None, sent="2025-03-10")
    company.answer("nps", None, sent="2025-03-10")
    company.answer("pulse", 4, "2025-03-10", sent="2025-03-10")
    undated = company.answer("csat", 4, "2025-03-10")
    reading = company.read("response_rate", "2025-03")

    assert reading.value == 50
    assert reading.denominator == 4
    assert reading.excluded[0].ids.tolist() == [undated]
    assert company.read("response_rate", "2025-03", as_of="2025-03-31").value == 25
