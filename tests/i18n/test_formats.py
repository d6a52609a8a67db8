"""Figures and dates as people write them in each language."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.i18n.conventions import NBSP
from kpidesk.i18n.formats import Formats

LANGUAGES = ("it", "pt_BR", "pt_PT", "en")
CURRENCIES = {"it": "EUR", "pt_BR": "BRL", "pt_PT": "EUR", "en": "EUR"}
DAY = dt.date(2025, 3, 9)
NAN = float("nan")

Write = Callable[[Formats], str]
# What is written, then the text in it, pt_BR, pt_PT, en; "~" stands for NBSP.
TABLE: list[tuple[str, Write, tuple[str, str, str, str]]] = [
    (
        "number",
        lambda f: f.number(1234.5),
        ("1.234,5", "1.234,5", "1~234,5", "1,234.5"),
    ),
    (
        "two decimals",
        lambda f: f.number(-1234.5, 2),
        ("−1.234,50", "−1.234,50", "−1~234,50", "−1,234.50"),
    ),
    ("count", lambda f: f.count(1284), ("1.284", "1.284", "1~284", "1,284")),
    ("added", lambda f: f.count(2, signed=True), ("+2",) * 4),
    (
        "full money",
        lambda f: f.money(1234.5, 2),
        ("1.234,50~€", "R$~1.234,50", "1~234,50~€", "€1,234.50"),
    ),
    (
        "less money",
        lambda f: f.money(-1234.5, 2),
        ("−1.234,50~€", "−R$~1.234,50", "−1~234,50~€", "−€1,234.50"),
    ),
    (
        "money on a card",
        lambda f: f.money(84250.4),
        ("84.250~€", "R$~84.250", "84~250~€", "€84,250"),
    ),
    (
        "little money",
        lambda f: f.money(12.5),
        ("12,50~€", "R$~12,50", "12,50~€", "€12.50"),
    ),
    ("no money", lambda f: f.money(0), ("0~€", "R$~0", "0~€", "€0")),
    (
        "just below a hundred",
        lambda f: f.money(99.996),
        ("100~€", "R$~100", "100~€", "€100"),
    ),
    (
        "a million on a card",
        lambda f: f.money_card(1_240_000),
        ("1,24~Mln~€", "R$~1,24~mi", "1,24~M~€", "€1.24M"),
    ),
    (
        "thousands on an axis",
        lambda f: f.money_compact(84_000),
        ("84~mila~€", "R$~84~mil", "84~mil~€", "€84k"),
    ),
    (
        "few thousands",
        lambda f: f.money_compact(-1500),
        ("−1,5~mila~€", "−R$~1,5~mil", "−1,5~mil~€", "−€1.5k"),
    ),
    ("compact", lambda f: f.compact(1.2e6), ("1,2~Mln", "1,2~mi", "1,2~M", "1.2M")),
    ("rounded up", lambda f: f.compact(999_960), ("1~Mln", "1~mi", "1~M", "1M")),
    ("billions", lambda f: f.compact(3e9), ("3~Mrd", "3~bi", "3~mil~M", "3bn")),
    ("not compact", lambda f: f.compact(-950), ("−950",) * 4),
    ("percent", lambda f: f.percent(16.6667), ("16,7%", "16,7%", "16,7%", "16.7%")),
    ("large percent", lambda f: f.percent(99.97), ("100%",) * 4),
    ("small percent", lambda f: f.percent(0.456), ("0,46%", "0,46%", "0,46%", "0.46%")),
    ("nearly one", lambda f: f.percent(0.996), ("1,0%", "1,0%", "1,0%", "1.0%")),
    ("no percent", lambda f: f.percent(0.0), ("0%",) * 4),
    (
        "growth",
        lambda f: f.percent(4.2, signed=True),
        ("+4,2%", "+4,2%", "+4,2%", "+4.2%"),
    ),
    (
        "percentage points",
        lambda f: f.points(1.5),
        ("+1,5~p.p.", "+1,5~p.p.", "+1,5~p.p.", "+1.5~pp"),
    ),
    (
        "no change",
        lambda f: f.points(-0.01),
        ("0~p.p.", "0~p.p.", "0~p.p.", "0~pp"),
    ),
    ("score", lambda f: f.score(38), ("+38",) * 4),
    ("bad score", lambda f: f.score(-5), ("−5",) * 4),
    ("even score", lambda f: f.score(0), ("0",) * 4),
    ("ratio", lambda f: f.ratio(3.4), ("3,4×", "3,4×", "3,4×", "3.4×")),
    ("an instant", lambda f: f.hours(0.01), ("<~1~min",) * 4),
    ("no time", lambda f: f.hours(0), ("0~min",) * 4),
    ("minutes", lambda f: f.hours(0.8), ("48~min",) * 4),
    ("hours", lambda f: f.hours(1.8), ("1~h 48~min",) * 4),
    ("round hours", lambda f: f.hours(2), ("2~h",) * 4),
    ("earlier", lambda f: f.hours(-2.5), ("−2~h 30~min",) * 4),
    ("days", lambda f: f.hours(76), ("3~g 4~h", "3~d 4~h", "3~d 4~h", "3~d 4~h")),
    ("nearly a day", lambda f: f.hours(23.999), ("1~g", "1~d", "1~d", "1~d")),
    (
        "working days",
        lambda f: f.hours(20, hours_per_day=8),
        ("2~g 4~h", "2~d 4~h", "2~d 4~h", "2~d 4~h"),
    ),
    ("clock", lambda f: f.clock(76.0833), ("76:05",) * 4),
    ("a day", lambda f: f.days(1), ("1~giorno", "1~dia", "1~dia", "1~day")),
    ("no days", lambda f: f.days(0), ("0~giorni", "0~dias", "0~dias", "0~days")),
    (
        "months",
        lambda f: f.months(7.5),
        ("7,5~mesi", "7,5~meses", "7,5~meses", "7.5~months"),
    ),
    ("date", lambda f: f.date(DAY), ("09/03/2025",) * 4),
    (
        "date and time",
        lambda f: f.date_time(dt.datetime(2025, 3, 9, 14, 5)),
        ("09/03/2025 14:05",) * 4,
    ),
    (
        "range",
        lambda f: f.date_range(DAY.replace(day=1), DAY),
        ("01/03/2025 – 09/03/2025",) * 4,
    ),
    (
        "long date",
        lambda f: f.long_date(DAY),
        ("9 marzo 2025", "9 de março de 2025", "9 de março de 2025", "9 March 2025"),
    ),
    (
        "month",
        lambda f: f.month(DAY),
        ("marzo 2025", "março de 2025", "março de 2025", "March 2025"),
    ),
    (
        "month on an axis",
        lambda f: f.month_short(DAY),
        ("mar 25", "mar/25", "mar/25", "Mar 25"),
    ),
    (
        "quarter",
        lambda f: f.quarter(2025, 1),
        ("T1 2025", "1º tri. 2025", "1.º trim. 2025", "Q1 2025"),
    ),
    (
        "week",
        lambda f: f.week(DAY),
        ("sett. 10 2025", "sem. 10 2025", "sem. 10 2025", "W10 2025"),
    ),
    (
        "week of another year",
        lambda f: f.week(dt.date(2024, 12, 30))[-4:],
        ("2025",) * 4,
    ),
    ("undefined on a card", lambda f: f.percent(None), ("—",) * 4),
    (
        "undefined on paper",
        lambda f: f.for_paper().money_card(NAN),
        ("n/d", "n.d.", "n.d.", "n/a"),
    ),
    (
        "CSV",
        lambda f: f.csv_number(-1234.5) + f.list_separator(),
        ("-1234,5;", "-1234,5;", "-1234,5;", "-1234.5,"),
    ),
    ("CSV rounded", lambda f: f.csv_number(2.675, 2)[2:], ("68",) * 4),
    (
        "names",
        lambda f: f.joined(["Rossi", "Nova", "Acme"]),
        ("Rossi, Nova e Acme",) * 3 + ("Rossi, Nova and Acme",),
    ),
    ("one name", lambda f: f.joined(["Rossi"]) + f.joined([]), ("Rossi",) * 4),
    ("quoted", lambda f: f.quoted("x"), ("«x»", "“x”", "«x»", "“x”")),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("write", "texts"), [case[1:] for case in TABLE], ids=[case[0] for case in TABLE]
)
def test_text_in_four_languages(
    write: Write, texts: tuple[str, str, str, str], language: str
) -> None:
    formats = Formats(language, currency=CURRENCIES[language])

    written = write(formats)

    assert written.replace(NBSP, "~") == texts[LANGUAGES.index(language)]


@pytest.mark.parametrize(
    ("formats", "currency", "text"),
    [
        (Formats("it"), "BRL", "1.234,50~R$"),
        (Formats("pt_BR"), "EUR", "€~1.234,50"),
        (Formats("pt_PT"), "BRL", "1~234,50~R$"),
        (Formats("en", "PT"), None, "1~234,50~€"),
        (Formats("pt_PT", "BR", "BRL"), None, "R$~1.234,50"),
        (Formats("it", "US", "USD"), None, "$1,234.50"),
        (Formats("it", "XX"), None, "1.234,50~€"),
    ],
)
def test_signs_follow_the_region(
    formats: Formats, currency: str | None, text: str
) -> None:
    assert formats.money(1234.5, 2, currency=currency).replace(NBSP, "~") == text


def test_words_follow_the_language_in_any_region() -> None:
    assert Formats("en", "PT").month(DAY) == "March 2025"
    assert Formats("it", "US").date(DAY) == "03/09/2025"


def test_weeks_start_as_in_the_calendars_of_firms() -> None:
    first = {language: Formats(language).first_weekday() for language in LANGUAGES}

    assert first == {"it": 0, "pt_BR": 6, "pt_PT": 0, "en": 0}


@pytest.mark.parametrize("language", LANGUAGES)
def test_month_names_are_lower_case_words_without_dots(language: str) -> None:
    formats = Formats(language)
    for month in range(1, 13):
        short = formats.month_short(dt.date(2025, month, 1))

        assert "." not in short
        if language != "en":
            assert short == short.lower()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2.675, "2,68"),
        (Decimal("0.125"), "0,13"),
        (Fraction(1, 8), "0,13"),
        (5, "5,00"),
    ],
)
def test_halves_are_rounded_as_on_invoices(
    value: float | Decimal | Fraction, text: str
) -> None:
    assert Formats("it").number(value, 2) == text


@pytest.mark.parametrize("value", [None, NAN, float("inf"), -float("inf")])
def test_what_is_no_number_is_undefined(value: float | None) -> None:
    formats = Formats("it")
    written = {
        formats.number(value),
        formats.money_compact(value),
        formats.compact(value),
        formats.points(value),
        formats.hours(value),
        formats.clock(value),
        formats.months(value),
    }

    assert written == {"—"}
    assert not formats.csv_number(value)


def test_text_for_other_programs_is_plain() -> None:
    formats = Formats("pt_PT")

    assert formats.plain(formats.money(-1234.5, 2)) == "-1 234,50 €"


@given(st.floats(-1e12, 1e12), st.integers(0, 4), st.sampled_from(LANGUAGES))
def test_a_written_number_can_be_read_back(
    value: float, decimals: int, language: str
) -> None:
    formats = Formats(language)
    text = formats.plain(formats.number(value, decimals))
    group, decimal = (",", ".") if language == "en" else (".", ",")
    read = float(text.replace(group, "").replace(" ", "").replace(decimal, "."))

    assert abs(read - value) <= 0.5 * 10**-decimals + abs(value) * 1e-15
    assert not (text.startswith("-") and read == 0)


@given(st.floats(0, 1e5), st.floats(1, 24))
def test_a_written_duration_is_close_and_never_a_full_unit(
    hours: float, day: float
) -> None:
    text = Formats.plain(Formats("en").hours(hours, hours_per_day=day))

    assert len(text.split()) in {2, 3, 4}
    assert " 60 min" not in text
