"""Cards as texts and points: the decision table of what a card says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.catalog import find
from kpidesk.domain.evaluation import Verdict
from kpidesk.domain.kpi import Direction, Unit
from kpidesk.i18n.messages import N_, _
from kpidesk.operations.first_screen import DETAILS, CardFace
from kpidesk.operations.missing_fix import missing_fix
from kpidesk.reporting.reading_text import (
    ARROWS,
    DIMENSIONS,
    amount_text,
    change_text,
    exact_text,
    formula_in_words,
    margin_text,
    period_text,
    reason_text,
    records_text,
    short_period_text,
    value_text,
)

if TYPE_CHECKING:
    from kpidesk.domain.kpi import Kpi
    from kpidesk.i18n.formats import Formats
    from kpidesk.operations.load_dashboard import Card

_TONES = {
    Verdict.BETTER: "good",
    Verdict.WORSE: "bad",
    Verdict.UNCHANGED: "neutral",
    Verdict.WITHIN_NOISE: "neutral",
    Verdict.NEUTRAL: "text2",
    Verdict.NO_PREVIOUS: "text3",
    Verdict.NO_VALUE: "text3",
}
_DIRECTIONS = {
    Direction.UP: N_("Higher is better."),
    Direction.DOWN: N_("Lower is better."),
    Direction.NEUTRAL: "",
}
_SIGNED_TARGETS = {Direction.UP: "≥ ", Direction.DOWN: "≤ ", Direction.NEUTRAL: ""}


def card_face(card: Card, formats: Formats, *, running: bool) -> CardFace:
    """Say a card in the language of the moment."""
    reading, kpi = card.reading, card.reading.kpi
    title, value = _(kpi.short), ""
    if reading.value is not None:
        value = value_text(kpi.unit, reading.value, formats)
    change = _change(card, formats)
    versus = _versus(card, formats)
    target = _target(card, formats, running=running)
    missing = "" if value else _missing(card, formats)
    fix, fix_text = _fix(card) if missing else ("", "")
    unreached = _unreached(card)
    return CardFace(
        key=kpi.key,
        title=title,
        name=_(kpi.name),
        value=value,
        change=change,
        amount=_amount(card, formats) if change else "",
        tone=_TONES[card.change.verdict],
        versus=versus,
        target=target,
        met=None if running else card.target_met,
        records=records_text(kpi.noun, reading.measurement.n, formats),
        missing=missing,
        fix=fix,
        fix_text=fix_text,
        points=tuple(point.value for point in card.series),
        point_texts=_point_texts(card, formats),
        band=_band(card),
        running=running,
        unreached=unreached,
        spoken=_spoken(card, formats, value or missing, unreached or target),
        copied=_copied(card, formats, change, versus),
        about=about_kpi(kpi),
    )


def broken_face(key: str, details: str) -> CardFace:
    """A card whose figure could not be computed because of a bug of ours."""
    kpi = find(key)
    name, missing = _(kpi.name), _("This KPI could not be calculated.")
    return CardFace(
        key=key,
        title=_(kpi.short),
        name=name,
        missing=missing,
        fix=DETAILS,
        fix_text=_("Copy technical details"),
        spoken=_("{name}: not enough data. {missing}", name=name, missing=missing),
        copied=details,
        about=about_kpi(kpi),
    )


def about_kpi(kpi: Kpi) -> tuple[str, ...]:
    """The popover of a KPI: what it is, how it is calculated, which way is good."""
    direction = _DIRECTIONS[kpi.direction]
    paragraphs = (
        _(kpi.definition),
        formula_in_words(kpi),
        _(direction) if direction else "",
    )
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def _change(card: Card, formats: Formats) -> str:
    if card.change.verdict is Verdict.NO_PREVIOUS:
        if card.before is None:
            return ""
        period = short_period_text(card.before.period, formats)
        return _("no data for {period}", period=period)
    return change_text(card.reading.kpi, card.change, formats)


def _amount(card: Card, formats: Formats) -> str:
    if card.change.amount is None:
        return ""
    amount = amount_text(card.reading.kpi, card.change, formats)
    return f"{ARROWS[card.change.sign]} {amount}"


def _versus(card: Card, formats: Formats) -> str:
    if card.before is None or card.change.amount is None:
        return ""
    return _("vs {period}", period=short_period_text(card.before.period, formats))


def _target(card: Card, formats: Formats, *, running: bool) -> str:
    """The target; in its place a running period, or how sure a survey is."""
    kpi = card.reading.kpi
    if running:
        return _("Period in progress")
    if card.target is not None:
        sign = "" if kpi.unit is Unit.MONEY else _SIGNED_TARGETS[kpi.direction]
        value = sign + value_text(kpi.unit, card.target, formats)
        return _("Target {value}", value=value)
    if kpi.noun != "survey_answer":
        return ""
    return margin_text(card.reading, formats)


def _band(card: Card) -> tuple[float | None, float | None] | None:
    if card.target is None:
        return None
    if card.reading.kpi.direction is Direction.DOWN:
        return (None, card.target)
    return (card.target, None)


def _missing(card: Card, formats: Formats) -> str:
    if card.empty_segment:
        return _("No data for this selection")
    reason = reason_text(card.reading.measurement)
    period = period_text(card.reading.period, formats)
    # The period belongs into the sentence, before its full stop.
    return f"{reason.removesuffix('.')} ({period})." if reason else ""


def _unreached(card: Card) -> str:
    """Which filters the figure does not follow: it is of the whole company."""
    if not card.unreached:
        return ""
    names = sorted(_(DIMENSIONS[dimension]) for dimension in card.unreached)
    return _("Not affected by the {filter} filter", filter=", ".join(names))


def _fix(card: Card) -> tuple[str, str]:
    """The page that fills what a card misses, and what its button says."""
    if card.empty_segment:
        return "filters", _("Clear filters")
    return missing_fix(card.reading)


def _point_texts(card: Card, formats: Formats) -> tuple[str, ...]:
    unit = card.reading.kpi.unit
    return tuple(
        f"{short_period_text(point.period, formats)}:"
        f" {value_text(unit, point.value, formats)}"
        for point in card.series
    )


def _spoken(card: Card, formats: Formats, value: str, target: str) -> str:
    kpi = card.reading.kpi
    if card.reading.value is None:
        return _("{name}: not enough data. {missing}", name=_(kpi.name), missing=value)
    met = {True: _("Target met"), False: _("Target missed"), None: ""}[card.target_met]
    records = records_text(kpi.noun, card.reading.measurement.n, formats)
    facts = [_spoken_change(card, formats), target, met, records]
    told = ". ".join(fact for fact in facts if fact)
    return _(
        "{name}: {value}, {facts}. Press Enter for details.",
        name=_(kpi.name),
        value=value,
        facts=told,
    )


def _spoken_change(card: Card, formats: Formats) -> str:
    change = _change(card, formats)
    glyph = ARROWS[card.change.sign]
    words = {1: _("up"), -1: _("down"), 0: ""}[card.change.sign]
    told = change.replace(f"{glyph} ", f"{words} " if words else "", 1)
    told = told.replace(" ·", ",")
    versus = _versus(card, formats)
    return f"{told}, {versus}" if versus else told


def _copied(card: Card, formats: Formats, change: str, versus: str) -> str:
    """The card as a sentence, and under it as cells for a spreadsheet."""
    reading, kpi = card.reading, card.reading.kpi
    period = short_period_text(reading.period, formats)
    exact = exact_text(kpi.unit, reading.value, formats)
    value = value_text(kpi.unit, reading.value, formats)
    facts = ", ".join(part for part in (period, f"{versus} {change}".strip()) if part)
    cells = "\t".join((_(kpi.name), period, exact))
    return formats.plain(f"{_(kpi.name)}: {value} ({facts})\n{cells}")
