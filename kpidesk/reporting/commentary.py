"""Sentences written from the data, KPI by KPI, so that each language reads well.

They state what was counted. A change of a survey score inside its 95 % interval is
never told as a rise or a fall.
"""

from __future__ import annotations

from collections.abc import Mapping

from kpidesk.domain.evaluation import Change, Reading, Verdict
from kpidesk.i18n.formats import Formats
from kpidesk.i18n.messages import _, ngettext
from kpidesk.reporting.reading_text import amount_text, value_text

SPOKEN_OF = ("mrr", "churn_rate", "first_response_median")
"""The KPIs that sentences are about."""


def sentences(
    readings: Mapping[str, tuple[Reading, Change]], formats: Formats
) -> tuple[str, ...]:
    """Up to three sentences: revenue, clients lost, speed of support."""
    told = (
        _about_mrr(readings, formats),
        _about_churn(readings, formats),
        _about_response(readings, formats),
    )
    return tuple(sentence for sentence in told if sentence)


def _about_mrr(readings: Mapping[str, tuple[Reading, Change]], formats: Formats) -> str:
    if "mrr" not in readings:
        return ""
    reading, change = readings["mrr"]
    if reading.value is None:
        return ""
    value = value_text(reading.kpi.unit, reading.value, formats)
    if change.amount is None or change.verdict is Verdict.NO_PREVIOUS:
        return _("MRR is {value}.", value=value)
    told = amount_text(reading.kpi, change, formats)
    if change.sign > 0:
        return _("MRR rose to {value} ({change}).", value=value, change=told)
    if change.sign < 0:
        return _("MRR fell to {value} ({change}).", value=value, change=told)
    return _("MRR is unchanged at {value}.", value=value)


def _about_churn(
    readings: Mapping[str, tuple[Reading, Change]], formats: Formats
) -> str:
    if "churn_rate" not in readings:
        return ""
    reading, _change = readings["churn_rate"]
    if reading.value is None:
        return ""
    lost = int(reading.measurement.numerator or 0)
    opening = formats.count(reading.measurement.denominator)
    if not lost:
        return _("No client was lost out of {opening}.", opening=opening)
    return ngettext(
        "{lost} client was lost out of {opening} ({rate}).",
        "{lost} clients were lost out of {opening} ({rate}).",
        lost,
        lost=formats.count(lost),
        opening=opening,
        rate=value_text(reading.kpi.unit, reading.value, formats),
    )


def _about_response(
    readings: Mapping[str, tuple[Reading, Change]], formats: Formats
) -> str:
    if "first_response_median" not in readings:
        return ""
    reading, _change = readings["first_response_median"]
    if reading.value is None:
        return ""
    return ngettext(
        "The ticket opened was first answered after {time}.",
        "Half of {n} tickets had their first response within {time}.",
        reading.measurement.n,
        n=formats.count(reading.measurement.n),
        time=value_text(reading.kpi.unit, reading.value, formats),
    )
