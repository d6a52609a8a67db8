"""Renewals and notices of the days ahead, with what is at stake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.i18n.messages import _
from kpidesk.operations.list_renewals import list_renewals
from kpidesk.reporting.document import Block, Heading, Paragraph, Table

if TYPE_CHECKING:
    from kpidesk.operations.reports.report_question import Source

_EVER = 3650
"""Whoever looks ahead so many days wants to see everything."""


def renewals_report(source: Source) -> list[Block]:
    """Every contract to decide on in the days ahead, the most urgent first."""
    formats, days = source.formats, source.question.days_ahead
    found = list_renewals(source.store, source.today, days)
    title = Heading(
        _("Renewals and notices of the next {days} days", days=days)
        if days < _EVER
        else _("Renewals and notices")
    )
    if not found:
        return [title, Paragraph(_("Nothing to decide in this time"))]
    stake = sum(each.mrr or 0.0 for each in found)
    rows = tuple(
        (
            formats.date(each.last_notice) if each.last_notice else "",
            formats.date(each.renewal),
            each.client,
            each.product,
            _("Yes") if each.automatic else _("No"),
            formats.money(each.mrr),
            "" if each.health is None else formats.count(each.health),
        )
        for each in found
    )
    headings = (
        _("Last day to give notice"),
        _("Renewal"),
        _("Client"),
        _("Product"),
        _("Automatic"),
        _("MRR"),
        _("Health"),
    )
    told = _("MRR at stake: {amount} a month", amount=formats.money(stake))
    table = Table(headings, rows, (15, 13, 26, 16, 11, 12, 9), frozenset({5, 6}))
    return [title, Paragraph(told), table]
