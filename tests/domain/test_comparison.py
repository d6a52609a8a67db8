"""How two readings of a KPI are compared: each line of the decision table."""

from __future__ import annotations

from datetime import date

import pytest

from kpidesk.domain.catalog import find
from kpidesk.domain.evaluation import Change, ChangeUnit, Reading, Verdict, compare
from kpidesk.domain.kpi import Measurement
from kpidesk.domain.period import month_of

MARCH, FEBRUARY = month_of(date(2025, 3, 1)), month_of(date(2025, 2, 1))


def _change(
    key: str,
    before: float | None,
    now: float | None,
    *,
    tops: tuple[float, float] | None = None,
    interval: tuple[float, float] | None = None,
) -> Change:
    """The change of a KPI; *tops* are the numerators, *interval* that of now."""
    first, last = tops or (None, None)
    earlier = Measurement(before, numerator=first)
    later = Measurement(now, numerator=last, interval=interval)
    kpi = find(key)
    return compare(Reading(kpi, MARCH, later), Reading(kpi, FEBRUARY, earlier))


@pytest.mark.parametrize(
    ("key", "before", "now", "amount", "verdict"),
    [
        ("mrr", 1000, 1042, 4.2, Verdict.BETTER),
        ("mrr", 1000, 958, -4.2, Verdict.WORSE),
        ("cac", 200, 210, 5, Verdict.WORSE),
        ("clients", 40, 42, 5, Verdict.BETTER),
        ("resolution_mean", 10, 9, -10, Verdict.BETTER),
        ("quick_ratio", 2, 3, 50, Verdict.BETTER),
    ],
)
def test_money_counts_and_durations_in_percent(
    key: str, before: float, now: float, amount: float, verdict: Verdict
) -> None:
    change = _change(key, before, now)

    assert change.unit is ChangeUnit.RELATIVE
    assert change.amount == pytest.approx(amount)
    assert change.difference == pytest.approx(now - before)
    assert change.verdict is verdict


@pytest.mark.parametrize(
    ("before", "now", "unit"),
    [(18, 20, ChangeUnit.ABSOLUTE), (18, 21, ChangeUnit.RELATIVE)],
)
def test_few_counts_as_a_difference(
    before: float, now: float, unit: ChangeUnit
) -> None:
    assert _change("clients", before, now).unit is unit


def test_percentages_in_percentage_points() -> None:
    change = _change("churn_rate", 2, 5, tops=(2, 5))

    assert change == Change(Verdict.WORSE, 3, ChangeUnit.PERCENTAGE_POINTS, 3)


@pytest.mark.parametrize("key", ["nps", "enps", "health_score"])
def test_scores_in_points(key: str) -> None:
    change = _change(key, 20, 32)

    assert change == Change(Verdict.BETTER, 12, ChangeUnit.POINTS, 12)


@pytest.mark.parametrize(
    ("key", "before", "now"),
    [
        ("mrr", 100_000, 100_040),
        ("churn_rate", 2, 2.04),
        ("nps", 20, 20.4),
        ("csat_mean", 4.2, 4.24),
        ("clients", 12, 12),
        ("mrr", 0, 0),
    ],
)
def test_what_rounds_to_nothing_is_unchanged(
    key: str, before: float, now: float
) -> None:
    change = _change(key, before, now)

    assert change.verdict is Verdict.UNCHANGED
    assert change.amount == 0
    assert change.sign == 0
    assert not change.was_zero


def test_an_index_is_told_with_four_decimals() -> None:
    assert _change("concentration_hhi", 0.0091, 0.0089).verdict is Verdict.BETTER
    assert _change("concentration_hhi", 0.0091, 0.00909).verdict is Verdict.UNCHANGED


def test_a_mean_score_is_told_with_one_decimal() -> None:
    assert _change("csat_mean", 4.2, 4.4).verdict is Verdict.BETTER


@pytest.mark.parametrize("key", ["nps", "enps", "csat", "ces_top"])
def test_a_survey_inside_its_interval_is_noise(key: str) -> None:
    inside = _change(key, 20, 25, interval=(-21, 61), tops=(20, 40))
    outside = _change(key, 20, 25, interval=(22, 28), tops=(20, 21))

    assert inside.verdict is Verdict.WITHIN_NOISE
    assert inside.amount == 5
    assert outside.verdict is Verdict.BETTER


@pytest.mark.parametrize(
    "key", ["churn_rate", "lead_conversion", "fcr", "employee_turnover"]
)
def test_a_ratio_of_counts_moved_by_one_record_is_noise(key: str) -> None:
    one = _change(key, 2, 3, tops=(2, 3), interval=(0, 100))
    two = _change(key, 2, 4, tops=(2, 4), interval=(0, 100))

    assert one.verdict is Verdict.WITHIN_NOISE
    assert two.verdict in {Verdict.BETTER, Verdict.WORSE}


@pytest.mark.parametrize("key", ["nrr", "mrr_growth", "renewal_rate_mrr"])
def test_a_ratio_of_money_is_never_noise(key: str) -> None:
    assert _change(key, 98, 99, tops=(98, 98.5)).verdict is Verdict.BETTER


@pytest.mark.parametrize(
    ("key", "now", "unit", "verdict"),
    [
        ("mrr", 500, ChangeUnit.ABSOLUTE, Verdict.BETTER),
        ("cac", 500, ChangeUnit.ABSOLUTE, Verdict.WORSE),
        ("clients_lost", 30, ChangeUnit.ABSOLUTE, Verdict.WORSE),
        ("nrr", 90, ChangeUnit.PERCENTAGE_POINTS, Verdict.BETTER),
        ("nps", 25, ChangeUnit.POINTS, Verdict.BETTER),
        ("tickets_opened", 50, ChangeUnit.ABSOLUTE, Verdict.NEUTRAL),
    ],
)
def test_from_zero_there_is_no_percentage(
    key: str, now: float, unit: ChangeUnit, verdict: Verdict
) -> None:
    change = _change(key, 0, now)

    assert change == Change(verdict, now, unit, now, was_zero=True)
    assert change.sign == 1


def test_no_earlier_value() -> None:
    alone = Reading(find("mrr"), MARCH, Measurement(100))

    assert compare(alone, None).verdict is Verdict.NO_PREVIOUS
    assert _change("mrr", None, 100).verdict is Verdict.NO_PREVIOUS
    assert _change("mrr", 100, None).verdict is Verdict.NO_VALUE
    assert _change("mrr", None, 100).sign == 0


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        (-50, 30, Verdict.BETTER),
        (-50, -30, Verdict.BETTER),
        (30, -50, Verdict.WORSE),
    ],
)
def test_below_zero_there_is_no_percentage(
    before: float, now: float, verdict: Verdict
) -> None:
    change = _change("client_margin", before, now)

    assert change == Change(verdict, now - before, ChangeUnit.ABSOLUTE, now - before)


def test_a_neutral_direction_is_not_judged() -> None:
    change = _change("tickets_opened", 100, 150)

    assert change == Change(Verdict.NEUTRAL, 50, ChangeUnit.RELATIVE, 50)
    assert change.sign == 1
