"""The waterfall of MRR as bars with their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.i18n.messages import N_, _
from kpidesk.operations.first_screen import BarFace, WaterfallFace
from kpidesk.reporting.axis import round_ticks
from kpidesk.reporting.reading_text import period_text

if TYPE_CHECKING:
    from kpidesk.domain.period import Period
    from kpidesk.i18n.formats import Formats
    from kpidesk.operations.load_dashboard import Waterfall

LABELS = {
    "opening": N_("Starting MRR"),
    "mrr_new": N_("New"),
    "mrr_expansion": N_("Expansion"),
    "mrr_reactivation": N_("Reactivation"),
    "mrr_contraction": N_("Contraction"),
    "mrr_churned": N_("Lost (churn)"),
    "exchange": N_("Exchange rates"),
    "closing": N_("Ending MRR"),
}
TORN_BELOW = 0.4
"""Totals are torn when movements span less than this share of the highest level."""
_AIR = 0.12


def waterfall_face(
    waterfall: Waterfall, period: Period, formats: Formats
) -> WaterfallFace:
    """Say the movements of a period in the language of the moment."""
    bars = _bars(waterfall, formats)
    low, high = _axis(bars)
    ticks = _ticks(low, high, formats)
    title = _("MRR movements — {period}", period=period_text(period, formats))
    spoken = ". ".join(bar.spoken for bar in bars)
    return WaterfallFace(title, bars, low, high, ticks, f"{title}. {spoken}.")


def _ticks(low: float, high: float, formats: Formats) -> tuple[tuple[float, str], ...]:
    values = round_ticks(low, high)
    texts = [formats.compact(value) for value in values]
    if len(set(texts)) < len(texts):
        # Movements far smaller than the total need more digits.
        texts = [formats.count(value) for value in values]
    return tuple(zip(values, texts, strict=True))


def _bars(waterfall: Waterfall, formats: Formats) -> tuple[BarFace, ...]:
    bars = [_total("opening", waterfall.opening, formats)]
    level = waterfall.opening
    for key, amount in waterfall.steps:
        # Among whole amounts, cents of one small movement would only look odd.
        decimals = 0 if amount == round(amount) else None
        written = formats.money(amount, decimals, signed=True)
        text = written if amount else formats.count(0)
        label = _(LABELS[key])
        end = level + amount
        bars.append(
            BarFace(key, label, text, level, end, total=False, spoken=f"{label} {text}")
        )
        level = end
    bars.append(_total("closing", waterfall.closing, formats))
    return tuple(bars)


def _total(key: str, amount: float, formats: Formats) -> BarFace:
    label, text = _(LABELS[key]), formats.money(amount)
    spoken = f"{label} {text}"
    return BarFace(key, label, text, 0.0, amount, total=True, spoken=spoken)


def _axis(bars: tuple[BarFace, ...]) -> tuple[float, float]:
    """The span of the axis: from zero, or around the movements where they are small."""
    levels = [bar.end for bar in bars] + [bar.start for bar in bars if not bar.total]
    lowest, highest = min(levels), max(levels)
    span = highest - lowest
    if lowest <= 0 or span > TORN_BELOW * highest:
        low, high = min(0.0, lowest), max(0.0, highest)
        air = (high - low or 1.0) * _AIR
        return low - (air if low < 0 else 0.0), high + air
    span = span or highest * _AIR
    return lowest - span * 0.35, highest + span * 0.2
