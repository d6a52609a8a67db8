"""Laws of survey figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.intervals import net_promoter, wilson
from kpidesk.domain.rules import Rules
from tests.domain.company import Company

marks = st.lists(st.integers(1, 5), min_size=1, max_size=40)
recommendations = st.lists(st.integers(0, 10), min_size=1, max_size=40)


def _answers(
    survey: str, scores: list[int], *, scale: tuple[int, int], high: bool = True
) -> Company:
    company = Company()
    for score in scores:
        company.answer(survey, score, "2025-03-10", scale=scale, high_is_good=high)
    return company


def _value(company: Company, key: str, rules: Rules | None = None) -> float:
    value = company.read(key, "2025-03", rules=rules).value
    assert value is not None
    return value


@given(marks)
def test_satisfied_and_not_satisfied_are_everybody(scores: list[int]) -> None:
    """Seen from below, the unsatisfied (1–3) are what the satisfied (4–5) leave."""
    satisfied = _value(_answers("csat", scores, scale=(1, 5)), "csat")
    turned = _answers("csat", scores, scale=(1, 5), high=False)
    # Mirrored, 1–3 read 5–3: with 3 as the threshold they are the top.
    unsatisfied = _value(turned, "csat", Rules(csat_top=((5, 3),)))

    assert satisfied + unsatisfied == pytest.approx(100)


@given(marks)
def test_turning_a_scale_round_twice_changes_nothing(scores: list[int]) -> None:
    plain = _answers("ces", scores, scale=(1, 5))
    turned = _answers("ces", [6 - score for score in scores], scale=(1, 5), high=False)

    for key in ("ces_mean", "ces_top"):
        assert _value(plain, key) == pytest.approx(_value(turned, key))


@given(recommendations)
def test_nps_by_brute_force(scores: list[int]) -> None:
    company = _answers("nps", scores, scale=(0, 10))
    promoters = sum(score >= 9 for score in scores)
    detractors = sum(score <= 6 for score in scores)
    expected = (promoters - detractors) / len(scores) * 100

    assert _value(company, "nps") == pytest.approx(expected)
    assert -100 <= expected <= 100


@given(recommendations)
def test_enps_of_the_same_answers_is_their_nps(scores: list[int]) -> None:
    clients = _answers("nps", scores, scale=(0, 10))
    staff = _answers("enps", scores, scale=(0, 10))
    hidden = len(scores) < Rules().anonymity_floor
    value = staff.value("enps", "2025-03")

    assert value == (None if hidden else pytest.approx(_value(clients, "nps")))


@given(marks)
def test_mean_lies_between_lowest_and_highest(scores: list[int]) -> None:
    mean = _value(_answers("csat", scores, scale=(1, 5)), "csat_mean")

    assert min(scores) <= mean <= max(scores)


@given(marks, marks)
def test_answers_of_other_months_change_nothing(
    scores: list[int], others: list[int]
) -> None:
    company = _answers("csat", scores, scale=(1, 5))
    before = (_value(company, "csat"), _value(company, "csat_mean"))
    for score in others:
        company.answer("csat", score, "2025-02-28")
        company.answer("csat", score, "2025-04-01", scale=(1, 10))

    assert (_value(company, "csat"), _value(company, "csat_mean")) == before


@given(st.integers(0, 500), st.integers(1, 500))
def test_wilson_holds_the_share_and_narrows(successes: int, trials: int) -> None:
    successes = min(successes, trials)
    few = wilson(successes, trials)
    many = wilson(successes * 4, trials * 4)

    assert few is not None
    assert many is not None
    assert 0 <= few[0] <= successes / trials * 100 + 1e-9
    assert successes / trials * 100 - 1e-9 <= few[1] <= 100
    assert many[1] - many[0] < few[1] - few[0]


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
def test_net_promoter_interval_is_symmetric(up: int, middle: int, down: int) -> None:
    """Promoters for detractors turns the interval round zero."""
    answers = up + middle + down
    one, other = net_promoter(up, down, answers), net_promoter(down, up, answers)
    if not answers:
        assert one is None
        return

    assert one is not None
    assert other is not None
    assert one == pytest.approx((-other[1], -other[0]))
