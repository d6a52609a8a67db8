"""What number formats present."""

from __future__ import annotations

import datetime as dt

import pytest

from kpidesk.importing.reading.number_formats import (
    Shown,
    from_number,
    from_text,
    shown,
)


@pytest.mark.parametrize(
    ("code", "presented"),
    [
        ("General", Shown.NUMBER),
        ("@", Shown.NUMBER),
        ("0.00", Shown.NUMBER),
        ('#,##0.00 "days"', Shown.NUMBER),
        ("[$€-410] #,##0.00", Shown.NUMBER),
        ("[Red]General", Shown.NUMBER),
        ("0.0\\ h", Shown.NUMBER),
        ("0.00E+00", Shown.NUMBER),
        ('_-* #,##0_-;"dd"', Shown.NUMBER),
        ("0%", Shown.PERCENT),
        ("0.00%;[Red]-0.00%", Shown.PERCENT),
        ('0"%"', Shown.NUMBER),
        ("dd/mm/yyyy", Shown.DATE),
        ("mmm-yy", Shown.DATE),
        ("m", Shown.DATE),
        ("[$-407]d. mmmm yyyy;@", Shown.DATE),
        ("hh:mm", Shown.TIME),
        ("mm:ss.0", Shown.TIME),
        ("h:mm AM/PM", Shown.TIME),
        ("hh:mm dd/mm", Shown.DATE_AND_TIME),
        ("yyyy-mm-dd hh:mm:ss.000", Shown.DATE_AND_TIME),
        ("[h]:mm:ss", Shown.DURATION),
        ("[mm]", Shown.DURATION),
    ],
)
def test_a_format_code_says_what_it_presents(code: str, presented: Shown) -> None:
    assert shown(code) is presented


@pytest.mark.parametrize("seconds", [1, 59, 3_600, 43_200, 86_399])
@pytest.mark.parametrize("date1904", [False, True])
def test_moments_survive_the_way_through_a_float(seconds: int, date1904: bool) -> None:
    epoch = dt.datetime(1904, 1, 1) if date1904 else dt.datetime(1899, 12, 30)
    moment = dt.datetime(2025, 3, 9) + dt.timedelta(seconds=seconds)
    serial = (moment - epoch) / dt.timedelta(days=1)
    convert = from_text(Shown.DATE_AND_TIME, date1904=date1904)

    assert convert(repr(serial)) == moment


def test_midnight_is_a_date_even_when_rounding_reaches_it() -> None:
    convert = from_text(Shown.DATE_AND_TIME)

    assert convert("45351") == dt.date(2024, 2, 29)
    assert convert("45350.999999999") == dt.date(2024, 2, 29)
    assert type(convert("45350.999999999")) is dt.date


def test_what_is_no_number_stays_text() -> None:
    for presented in Shown:
        assert from_text(presented)("12a") == "12a"


def test_durations_may_be_long_or_negative_but_not_endless() -> None:
    convert = from_number(Shown.DURATION)

    assert convert(-0.5) == dt.timedelta(hours=-12)
    assert convert(1e300) == 1e300


def test_the_last_moment_of_a_day_is_a_time() -> None:
    assert from_number(Shown.TIME)(0.99999999999) == dt.time(23, 59, 59, 999000)
