"""Receivables: what clients still owe at the end of a period, and how late it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING, day_of
from kpidesk.domain.kpi import (
    CLIENT_DIMENSIONS,
    Direction,
    Excluded,
    Family,
    Kpi,
    Measurement,
    PartSpec,
    Remark,
    Rows,
    Unit,
    kpi,
)
from kpidesk.domain.reading import (
    leaving_out,
    quotient,
    rows,
    sum_part,
    total,
    undefined,
    unknown_rate,
    with_remarks,
)
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray, FloatArray, IntArray
    from kpidesk.domain.window import Window

DAYS = 90
"""Days of invoices that receivables are compared with: a quarter, as accountants do."""
_NEEDS = ("invoice",)

_NO_INVOICES = Remark(
    "no_invoices", N_("No invoice was issued before the end of the period.")
)
_NOTHING_INVOICED = Remark(
    "nothing_invoiced",
    N_("Nothing was invoiced in the {days} days to the end of the period."),
    {"days": DAYS},
)
_NO_PAYMENTS = Remark(
    "no_payments", N_("No payment is recorded: every invoice counts as unpaid.")
)


@dataclass(frozen=True, slots=True)
class Receivables:
    """The invoices of a company as they stand at the end of a period.

    Everything runs along the invoices; amounts are in major units of the base
    currency at the rate of the last day, NaN where that is missing.

    Attributes:
        issued: Issued before the end.
        unpaid: Issued and not paid before the end.
        late: Days since the due day that an unpaid invoice has gone beyond, the day
            after it being the first; 0 where it is not due or has no due date.
        amount: The amounts.
    """

    issued: BoolArray
    unpaid: BoolArray
    late: IntArray
    amount: FloatArray


def receivables_at_end(window: Window) -> Receivables:
    """Read the invoices just before the end of the period, or at ``as_of``."""
    data, end = window.data.invoices, window.end
    issued = data.issued < end
    unpaid = issued & ~((data.paid != MISSING) & (data.paid < end))
    late = unpaid & (data.due != MISSING) & (data.due < end)
    rates = window.scope.rates_on(end - 1)[data.currency]
    amount = data.amount * rates / window.scope.per_major
    return Receivables(issued, unpaid, np.where(late, end - data.due, 0), amount)


def invoice_rows(window: Window, chosen: BoolArray) -> Rows:
    """Invoices with their amounts, in major units."""
    amounts = window.remember(receivables_at_end).amount[chosen]
    return rows("invoice", window.data.invoices.id[chosen], amounts)


def _unreadable(window: Window, counted: BoolArray) -> Remark | None:
    """Why there is no figure: nothing was ever invoiced, or a rate is missing."""
    found = window.remember(receivables_at_end)
    if not found.issued.any():
        return _NO_INVOICES
    blank = np.flatnonzero(counted & np.isnan(found.amount))
    if not len(blank):
        return None
    code = window.data.invoices.currency[blank[0]]
    return unknown_rate(window.data.currencies[code], window.end - 1)


@kpi(
    key="overdue",
    name=N_("Overdue receivables"),
    short=N_("Overdue"),
    definition=N_(
        "Invoices issued before the end of the period whose due date had passed and"
        " that were not paid by then, at the exchange rate of the last day."
    ),
    formula="{overdue}",
    parts=(PartSpec("overdue", N_("invoices past their due date"), Unit.MONEY),),
    unit=Unit.MONEY,
    direction=Direction.DOWN,
    family=Family.REVENUE,
    noun="invoice",
    needs=_NEEDS,
    reach=CLIENT_DIMENSIONS,
    stock=True,
)
def overdue(window: Window) -> Measurement:
    """Unpaid amounts past their due day at closing; undated ones are left out."""
    found = window.remember(receivables_at_end)
    late = found.late > 0
    unreadable = _unreadable(window, late)
    if unreadable:
        return undefined(unreadable)
    data = window.data.invoices
    undated = data.id[found.unpaid & (data.due == MISSING)]
    reading = total(sum_part("overdue", invoice_rows(window, late)), int(late.sum()))
    complete = leaving_out(
        reading, Excluded("invoice", undated, N_("Not paid, but without a due date"))
    )
    return with_remarks(complete, _unpaid(found))


@kpi(
    key="dso",
    name=N_("Days sales outstanding (DSO)"),
    short=N_("Days to collect (DSO)"),
    definition=N_(
        "Receivables at the end of the period compared with what was invoiced in the"
        " 90 days to it: for how many days invoices remain unpaid, on average."
    ),
    formula="{receivables} ÷ {invoiced} × 90",
    parts=(
        PartSpec("receivables", N_("receivables at the end"), Unit.MONEY),
        PartSpec("invoiced", N_("invoiced in the last 90 days"), Unit.MONEY),
    ),
    unit=Unit.DAYS,
    direction=Direction.DOWN,
    family=Family.REVENUE,
    noun="invoice",
    needs=_NEEDS,
    reach=CLIENT_DIMENSIONS,
    stock=True,
)
def dso(window: Window) -> Measurement:
    """Unpaid at closing ÷ invoiced in 90 days × 90, all at the rate of the last day."""
    found = window.remember(receivables_at_end)
    data = window.data.invoices
    recent = found.issued & (data.issued >= window.end - DAYS)
    unreadable = _unreadable(window, found.unpaid | recent)
    if unreadable:
        return undefined(unreadable)
    owed = sum_part("receivables", invoice_rows(window, found.unpaid))
    invoiced = sum_part("invoiced", invoice_rows(window, recent))
    # Credit notes may take back more than was invoiced.
    bottom = max(invoiced.value or 0.0, 0.0)
    reading = quotient(
        owed.value or 0.0,
        bottom,
        scale=DAYS,
        parts=(owed, invoiced),
        n=int((found.unpaid | recent).sum()) if bottom else 0,
        reason=_NOTHING_INVOICED,
    )
    return with_remarks(reading, _unpaid(found), _young(window, found))


def _unpaid(found: Receivables) -> Remark | None:
    """Where nobody notes payments, what is owed is only what was invoiced."""
    return None if (found.issued & ~found.unpaid).any() else _NO_PAYMENTS


def _young(window: Window, found: Receivables) -> Remark | None:
    """Invoices recorded for less than the 90 days make the figure too high."""
    first = int(window.data.invoices.issued[found.issued].min())
    if first <= window.end - DAYS:
        return None
    return Remark(
        "young_invoices",
        N_(
            "The first invoice recorded is of {day}: with less than {days} days of"
            " invoices the figure may be too high."
        ),
        {"day": day_of(first), "days": DAYS},
    )


KPIS: tuple[Kpi, ...] = (overdue, dso)
