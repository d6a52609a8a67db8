"""Readings, changes, formulas and periods in words, for any surface."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kpidesk.domain.evaluation import Change, ChangeUnit, Reading, Verdict
from kpidesk.domain.formula import render
from kpidesk.domain.kpi import Band, Dimension, Kpi, Measurement, Remark, Unit
from kpidesk.domain.period import Period, PeriodKind
from kpidesk.i18n.formats import Formats
from kpidesk.i18n.messages import N_, _, active_language, ngettext
from kpidesk.reporting.source_names import source_text

ARROWS = {1: "▲", -1: "▼", 0: "■"}

_WORDS = {
    Verdict.BETTER: N_("improved"),
    Verdict.WORSE: N_("worsened"),
    Verdict.UNCHANGED: N_("unchanged"),
    Verdict.WITHIN_NOISE: N_("normal variation"),
}

DIMENSIONS = {
    Dimension.PRODUCT: N_("Product"),
    Dimension.SIZE: N_("Size"),
    Dimension.COUNTRY: N_("Country"),
    Dimension.MANAGER: N_("Account manager"),
}


_WRITERS: dict[Unit, Callable[[Formats, float | None], str]] = {
    Unit.MONEY: lambda formats, value: formats.money_card(value),
    Unit.MONEY_PER_MONTH: lambda formats, value: formats.money_card(value),
    Unit.PERCENT: lambda formats, value: formats.percent(value),
    # Means of counts have decimals; whole counts show none.
    Unit.COUNT: lambda formats, value: formats.number(value),
    Unit.RATIO: lambda formats, value: formats.ratio(value),
    # An index of concentration moves in its fourth decimal.
    Unit.INDEX: lambda formats, value: formats.number(value, 4),
    Unit.POINTS: lambda formats, value: formats.score(value),
    Unit.SCORE: lambda formats, value: formats.number(value, 1),
    Unit.HOURS: lambda formats, value: formats.hours(value),
    Unit.DAYS: lambda formats, value: formats.days(value),
    Unit.MONTHS: lambda formats, value: formats.months(value),
}


def value_text(unit: Unit, value: float | None, formats: Formats) -> str:
    """A value as a card shows it: rounded, with its unit."""
    return _WRITERS[unit](formats, value)


def exact_text(unit: Unit, value: float | None, formats: Formats) -> str:
    """A value with two decimals, as a calculation or a table shows it."""
    match unit:
        case Unit.MONEY | Unit.MONEY_PER_MONTH:
            return formats.money(value, 2)
        case Unit.PERCENT:
            return formats.percent(value, 2)
        case Unit.RATIO | Unit.INDEX | Unit.SCORE:
            return formats.number(value, 2)
        case Unit.POINTS:
            return formats.score(value, 1)
        case Unit.HOURS:
            return _("{hours} h", hours=formats.number(value, 2))
        case Unit.DAYS | Unit.MONTHS | Unit.COUNT:
            return value_text(unit, value, formats)


def change_text(kpi: Kpi, change: Change, formats: Formats) -> str:
    """The change with its arrow and a word: ``▲ +1,5 p.p. · worsened``."""
    if change.verdict is Verdict.NO_VALUE or change.amount is None:
        return ""
    words = N_("was 0") if change.was_zero else _WORDS.get(change.verdict)
    told = f"{ARROWS[change.sign]} {amount_text(kpi, change, formats)}"
    return f"{told} · {_(words)}" if words else told


def amount_text(kpi: Kpi, change: Change, formats: Formats) -> str:
    """The amount of a change with its sign and unit."""
    amount = change.amount
    match change.unit:
        case ChangeUnit.RELATIVE:
            return formats.percent(amount, 1, signed=True)
        case ChangeUnit.PERCENTAGE_POINTS:
            return formats.points(amount)
        case ChangeUnit.POINTS:
            decimals = {Unit.POINTS: 0, Unit.INDEX: 4}.get(kpi.unit, 1)
            points = formats.score(amount, decimals)
            shown = abs(round(amount or 0.0, decimals))
            return ngettext("{points} point", "{points} points", shown, points=points)
        case ChangeUnit.ABSOLUTE:
            return _absolute_text(kpi.unit, amount, formats)


def _absolute_text(unit: Unit, amount: float | None, formats: Formats) -> str:
    if unit in {Unit.MONEY, Unit.MONEY_PER_MONTH}:
        return formats.money(amount, signed=True)
    if unit is Unit.COUNT:
        # A mean of counts changes by less than one.
        whole = amount is None or round(amount, 1).is_integer()
        return formats.number(amount, 0 if whole else 1, signed=True)
    sign = "+" if amount and amount > 0 else ""
    return sign + value_text(unit, amount, formats)


def formula_in_words(kpi: Kpi, measurement: Measurement | None = None) -> str:
    """The formula with its quantities named."""
    template = (measurement.formula if measurement else "") or kpi.formula
    labels = {spec.key: _(spec.label) for spec in kpi.parts}
    return render(template, labels)


def formula_with_numbers(kpi: Kpi, measurement: Measurement, formats: Formats) -> str:
    """The formula with the numbers of a reading put in."""
    texts = {
        part.key: exact_text(kpi.spec(part.key).unit, part.value, formats)
        for part in measurement.parts
        if any(spec.key == part.key for spec in kpi.parts)
    }
    template = measurement.formula or kpi.formula
    try:
        return render(template, texts)
    except KeyError:
        return ""


def remark_text(remark: Remark) -> str:
    """A remark in the language of the moment, its decimals and dates too."""
    formats = Formats(active_language())

    def written(value: object) -> object:
        if isinstance(value, float):
            return formats.number(value, 1)
        return formats.date(value) if isinstance(value, date) else value

    values = {name: written(value) for name, value in remark.values.items()}
    return _(remark.message, **values)


def reason_text(measurement: Measurement) -> str:
    """Why a reading has no value; empty when it has one."""
    return "" if measurement.reason is None else remark_text(measurement.reason)


def period_text(period: Period, formats: Formats) -> str:
    """A period's name for a title: ``marzo 2025``."""
    match period.kind:
        case PeriodKind.WEEK:
            return formats.week(period.start)
        case PeriodKind.MONTH:
            return formats.month(period.start)
        case PeriodKind.QUARTER:
            return formats.quarter(period.fiscal_year, period.quarter)
        case PeriodKind.YEAR:
            return str(period.fiscal_year)
        case PeriodKind.TTM:
            return _("12 months to {month}", month=formats.month(period.last_day))
        case PeriodKind.CUSTOM:
            return formats.date_range(period.start, period.last_day)


def short_period_text(period: Period, formats: Formats) -> str:
    """A period's name for an axis or a comparison: ``mar 25``."""
    if period.kind in {PeriodKind.MONTH, PeriodKind.TTM}:
        return formats.month_short(period.last_day)
    first, last = period.start, period.last_day
    if period.kind is PeriodKind.CUSTOM and first.replace(day=1) == last.replace(day=1):
        # The days of a month in progress: ``1–24 ott 26``.
        return f"{first.day}–{last.day} {formats.month_short(last)}"
    return period_text(period, formats)


def records_text(noun: str, count: int, formats: Formats) -> str:
    """A number of records with its noun: ``128 clients``."""
    shown = formats.count(count)
    match noun:
        case "client":
            text = ngettext("{n} client", "{n} clients", count, n=shown)
        case "contract":
            text = ngettext("{n} contract", "{n} contracts", count, n=shown)
        case "ticket":
            text = ngettext("{n} ticket", "{n} tickets", count, n=shown)
        case "survey_answer":
            text = ngettext("{n} answer", "{n} answers", count, n=shown)
        case "lead":
            text = ngettext("{n} lead", "{n} leads", count, n=shown)
        case "cost":
            text = ngettext("{n} cost", "{n} costs", count, n=shown)
        case "invoice":
            text = ngettext("{n} invoice", "{n} invoices", count, n=shown)
        case "staff":
            text = ngettext("{n} person", "{n} people", count, n=shown)
        case _:
            text = ngettext("{n} record", "{n} records", count, n=shown)
    return text


def interval_text(reading: Reading, formats: Formats) -> str:
    """The 95 % interval of a reading, or nothing."""
    interval = reading.measurement.interval
    if interval is None or reading.value is None:
        return ""
    low, high = (value_text(reading.kpi.unit, end, formats) for end in interval)
    return _("between {low} and {high} (95%)", low=low, high=high)


def margin_text(reading: Reading, formats: Formats) -> str:
    """Half the 95 % interval of a reading, after a plus and minus; or nothing."""
    interval = reading.measurement.interval
    if interval is None or reading.value is None:
        return ""
    half, unit = (interval[1] - interval[0]) / 2, reading.kpi.unit
    # Half of an interval in points has no sign of its own.
    points = unit is Unit.POINTS
    text = formats.number(half, 0) if points else value_text(unit, half, formats)
    return _("±{value} (95%)", value=text)


def one_record_text(reading: Reading, formats: Formats) -> str:
    """What one record more or less would change: ``1 client = 0.8 p.p.``."""
    kpi, measurement = reading.kpi, reading.measurement
    whole = measurement.denominator
    counts = all(spec.unit is Unit.COUNT for spec in kpi.parts)
    if kpi.unit is not Unit.PERCENT or not counts or not whole:
        return ""
    points = formats.points(100 / whole, signed=False)
    one = records_text(kpi.noun, 1, formats)
    return _("{one} = {points}", one=one, points=points)


def band_texts(kpi: Kpi, value: float | None, formats: Formats) -> tuple[str, ...]:
    """The reference ranges of the sources, each with its source and caveat.

    Neutral: a range in which the value lies is marked, never judged.
    """
    return tuple(_band_text(kpi, band, value, formats) for band in kpi.bands)


def _band_text(kpi: Kpi, band: Band, value: float | None, formats: Formats) -> str:
    low = None if band.low is None else value_text(kpi.unit, band.low, formats)
    high = None if band.high is None else value_text(kpi.unit, band.high, formats)
    if low is None:
        span = _("under {high}", high=high)
    elif high is None:
        span = _("from {low}", low=low)
    else:
        span = _("{low} to {high}", low=low, high=high)
    facts = {"label": _(band.label), "range": span, "source": source_text(band.source)}
    told = _("Reference: {label}, {range} ({source})", **facts)
    if band.caveat:
        told = f"{told} · {_(band.caveat)}"
    return f"● {told}" if band.holds(value) else told
