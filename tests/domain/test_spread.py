"""Bins, Paretos and waiting times, computed by hand."""

from __future__ import annotations

import numpy as np
import pytest

from kpidesk.domain.spread import (
    by_frequency,
    day_of_share,
    in_bins,
    needed_for,
    reached_by_day,
)


def test_a_value_on_a_bound_belongs_to_the_bin_below_it() -> None:
    """Up to 1: 0 and 1; above 1 up to 2: 1.5 and 2; above 2: only 7."""
    bins = in_bins(np.arange(5), np.array([0, 1, 1.5, 2, 7]), (1.0, 2.0))

    assert [item.ids.tolist() for item in bins] == [[0, 1], [2, 3], [4]]
    assert [(item.low, item.high) for item in bins] == [(None, 1), (1, 2), (2, None)]


def test_ids_and_values_come_in_pairs() -> None:
    with pytest.raises(ValueError, match="each id"):
        in_bins(np.arange(2), np.array([1.0]), (1.0,))


def test_the_most_frequent_comes_first() -> None:
    """Of 10 records 5 are b, 3 a, 1 c and 1 has no name: 50, 80, 90, 100 percent.

    Of equally frequent ones, that without a name sorts first.
    """
    codes = np.array([1, 1, 1, 1, 1, 0, 0, 0, 2, -1])
    slices = by_frequency(np.arange(10), codes, ("a", "b", "c"), most=12)

    assert [(s.label, len(s.ids)) for s in slices] == [
        ("b", 5),
        ("a", 3),
        ("", 1),
        ("c", 1),
    ]
    assert [s.cumulative for s in slices] == [50, 80, 90, 100]
    assert needed_for(slices, 80) == 2
    assert needed_for(slices, 81) == 3


def test_small_slices_are_gathered() -> None:
    """Of b 3, a 2, c 1 the two largest are shown; the third stands for one slice."""
    codes = np.array([1, 1, 1, 0, 0, 2])
    slices = by_frequency(np.arange(6), codes, ("a", "b", "c"), most=2)

    assert [(s.label, s.ids.tolist(), s.gathered) for s in slices] == [
        ("b", [0, 1, 2], 0),
        ("a", [3, 4], 0),
        ("", [5], 1),
    ]
    assert slices[-1].cumulative == 100


def test_who_still_waits_counts_as_long_as_was_waited() -> None:
    """Five clients: there on day 10, 20 and 20; waiting for 15 and for 40 days.

    Day 10: 1 of 5 gets there, 4/5 are left: 20 %. Until day 20 the one who has waited
    15 days drops out, so 2 of 3 get there: 4/5 × 1/3 = 4/15 are left: 73.33 %.
    Leaving out those who wait would say 100 %.
    """
    days = np.array([10.0, 20, 20, 15, 40])
    reached = np.array([True, True, True, False, False])
    steps = reached_by_day(np.arange(5), days, reached)

    assert [(s.days, s.waiting, s.ids.tolist()) for s in steps] == [
        (10, 5, [0]),
        (20, 3, [1, 2]),
    ]
    assert [s.share for s in steps] == pytest.approx([20, 100 - 400 / 15])
    assert day_of_share(steps, 50) == 20
    assert day_of_share(steps, 90) is None


def test_nobody_there_yet() -> None:
    assert reached_by_day(np.arange(1), np.array([3.0]), np.array([False])) == ()
