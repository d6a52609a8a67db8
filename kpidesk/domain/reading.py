"""Ways of taking a measurement that many KPIs share.

Each returns a complete ``Measurement``: value, parts with their rows, numerator,
denominator, n, and the reason when the value does not exist.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kpidesk.domain.dataset import BoolArray, FloatArray, IntArray, day_of
from kpidesk.domain.intervals import wilson
from kpidesk.domain.kpi import Aggregate, Excluded, Measurement, Part, Remark, Rows
from kpidesk.domain.window import Window
from kpidesk.i18n.messages import N_

NO_CLIENTS_AT_START = Remark(
    "no_clients_at_start", N_("There was no active client at the start of the period.")
)
NO_MRR_AT_START = Remark(
    "no_mrr_at_start", N_("There was no recurring revenue at the start of the period.")
)
NO_CLIENTS = Remark("no_clients", N_("There was no active client."))
NO_CONTRACTS = Remark("no_contracts", N_("No recurring contract has been recorded."))

_PERCENTILES = {Aggregate.MEDIAN: 50.0, Aggregate.P90: 90.0}


def undefined(reason: Remark, *parts: Part, n: int = 0) -> Measurement:
    """A measurement without a value, and why."""
    return Measurement(value=None, parts=parts, reason=reason, n=n)


def rows(kind: str, ids: IntArray, values: FloatArray | None = None) -> Rows:
    """Records with what each contributes; 1 each when not said."""
    return Rows(kind, ids, np.ones(len(ids)) if values is None else values)


def clients(window: Window, mask: BoolArray, minor: FloatArray | None = None) -> Rows:
    """The clients of a mask, contributing 1 each or their amount in major units."""
    ids = window.data.clients.id[mask]
    if minor is None:
        return rows("client", ids)
    return rows("client", ids, minor[mask] / window.scope.per_major)


def count_part(key: str, *counted: Rows) -> Part:
    """A part that counts its rows."""
    return Part(key, float(sum(len(item.ids) for item in counted)), counted)


def sum_part(key: str, *added: Rows) -> Part:
    """A part that adds what its rows contribute."""
    return Part(key, float(sum(float(item.values.sum()) for item in added)), added)


def given_part(key: str, value: float | None) -> Part:
    """A part that is a rule of the house or another reading, not rows."""
    return Part(key, value)


def money_part(window: Window, key: str, minor: FloatArray) -> Part:
    """A part that adds amounts of clients, listing those that are not zero."""
    return sum_part(key, clients(window, minor != 0, minor))


def combine(aggregate: Aggregate, values: FloatArray) -> float | None:
    """Put the contributions of rows together; ``None`` where that has no meaning.

    Percentiles interpolate linearly between order statistics (numpy's default, a
    spreadsheet's PERCENTILE.INC).
    """
    match aggregate:
        case Aggregate.COUNT:
            return float(len(values))
        case Aggregate.SUM:
            return float(values.sum())
        case Aggregate.GIVEN:
            return None
        case Aggregate.MEAN:
            return float(values.mean()) if len(values) else None
        case Aggregate.MEDIAN | Aggregate.P90:
            if not len(values):
                return None
            return float(np.percentile(values, _PERCENTILES[aggregate]))


def quotient(
    top: float,
    bottom: float,
    *,
    scale: float,
    parts: tuple[Part, ...],
    n: int,
    reason: Remark,
) -> Measurement:
    """``top ÷ bottom × scale``, undefined for the given reason when bottom is 0."""
    value = top / bottom * scale if bottom else None
    return Measurement(
        value=value,
        parts=parts,
        numerator=top,
        denominator=bottom,
        n=n,
        reason=None if bottom else reason,
    )


def share(top: Part, bottom: Part, reason: Remark, n: int | None = None) -> Measurement:
    """The percentage that *top* is of *bottom*."""
    top_value, bottom_value = top.value or 0.0, bottom.value or 0.0
    return quotient(
        top_value,
        bottom_value,
        scale=100,
        parts=(top, bottom),
        n=int(bottom_value) if n is None else n,
        reason=reason,
    )


def proportion(top: Part, bottom: Part, reason: Remark) -> Measurement:
    """A share whose *top* is a subset of *bottom*, with its 95 % interval."""
    reading = share(top, bottom, reason)
    interval = wilson(top.value or 0.0, bottom.value or 0.0)
    return replace(reading, interval=interval)


def leaving_out(measurement: Measurement, *excluded: Excluded) -> Measurement:
    """The same measurement with the records it leaves out; empty lists are dropped."""
    some = tuple(item for item in excluded if len(item.ids))
    if not some:
        return measurement
    return replace(measurement, excluded=measurement.excluded + some)


def total(part: Part, n: int) -> Measurement:
    """A plain sum or count."""
    return Measurement(value=part.value, parts=(part,), n=n)


def distribution(
    key: str, values: Rows, aggregate: Aggregate, reason: Remark
) -> Measurement:
    """The mean, median or 90th percentile of what rows contribute."""
    value = combine(aggregate, values.values)
    part = Part(key, value, (values,))
    n = len(values.ids)
    if value is None:
        return undefined(reason, part)
    if aggregate is Aggregate.MEAN:
        top = float(values.values.sum())
        return Measurement(value, (part,), numerator=top, denominator=float(n), n=n)
    return Measurement(value, (part,), n=n)


def rate_missing(window: Window) -> Remark | None:
    """Why opening and closing cannot be compared: an exchange rate is missing."""
    return opening_rate_missing(window) or closing_rate_missing(window)


def opening_rate_missing(window: Window) -> Remark | None:
    """Why MRR at the start cannot be read: an exchange rate is missing."""
    missing = window.missing_at_opening
    return _no_rate(*missing[0]) if missing else None


def closing_rate_missing(window: Window) -> Remark | None:
    """Why MRR at the end cannot be read: an exchange rate is missing."""
    missing = window.missing_at_closing
    return _no_rate(*missing[0]) if missing else None


def unknown_rate(currency: str, day: int) -> Remark:
    """Why an amount cannot be read: its currency has no rate on a day (number)."""
    return _no_rate(currency, day_of(day).isoformat())


def _no_rate(currency: str, day: str) -> Remark:
    return Remark(
        "no_exchange_rate",
        N_("There is no exchange rate for {currency} on {day}."),
        {"currency": currency, "day": day},
    )


def with_remarks(measurement: Measurement, *remarks: Remark | None) -> Measurement:
    """The same measurement with the remarks that apply."""
    added = tuple(remark for remark in remarks if remark is not None)
    if not added:
        return measurement
    return replace(measurement, remarks=measurement.remarks + added)
