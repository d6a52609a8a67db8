"""What clients asked, how fast they were helped, and what still waits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kpidesk.domain.catalog import find
from kpidesk.domain.kpi import Family
from kpidesk.i18n.messages import _
from kpidesk.operations.record_labels import labels
from kpidesk.operations.reports.family_report import family_table, year_behind
from kpidesk.operations.reports.special_chart import special_chart
from kpidesk.reporting.document import Block, Heading, Paragraph, Table

if TYPE_CHECKING:
    from kpidesk.operations.reports.report_question import Source


def support_report(source: Source) -> list[Block]:
    """The support KPIs, response over the year, categories, and what is open."""
    return [
        *family_table(source, Family.SUPPORT),
        year_behind(source, find("first_response_median")),
        *special_chart(source, "first_response_median"),
        *special_chart(source, "backlog"),
        *special_chart(source, "ticket_categories"),
        *_categories(source),
        *_open(source),
    ]


def _categories(source: Source) -> list[Block]:
    reading = source.evaluator.read(
        find("ticket_categories"), source.question.summary.period
    )
    parts = [part for part in reading.measurement.parts if part.label]
    if not parts:
        return []
    formats = source.formats
    total = sum(part.value or 0.0 for part in parts) or 1.0
    parts.sort(key=lambda part: -(part.value or 0.0))
    rows = tuple(
        (
            part.label,
            formats.count(round(part.value or 0.0)),
            formats.percent((part.value or 0.0) / total * 100),
        )
        for part in parts
    )
    headings = (_("Category"), _("Tickets"), _("Share"))
    table = Table(headings, rows, (60, 20, 20), frozenset({1, 2}))
    return [Heading(_("What tickets are about")), table]


def _open(source: Source) -> list[Block]:
    """Tickets that still wait at the end of the period, the oldest first."""
    reading = source.evaluator.read(find("backlog"), source.question.summary.period)
    rows = [row for part in reading.measurement.parts for row in part.rows]
    ids = [int(each) for row in rows for each in row.ids]
    title = Heading(_("Open tickets"))
    if not ids:
        return [title, Paragraph(_("None"))]
    records = source.store.records("ticket", ids)
    records.sort(key=lambda record: str(record["opened_at"]))
    names = labels(source.store, "ticket", ids)
    clients = labels(
        source.store, "client", {int(each["client_id"] or 0) for each in records} - {0}
    )
    cells = tuple(
        (
            source.formats.date(date.fromisoformat(str(each["opened_at"])[:10])),
            clients.get(int(each["client_id"] or 0), ""),
            str(each["subject"] or each["code"] or names.get(int(each["id"] or 0), "")),
        )
        for each in records
    )
    return [title, Table((_("Opened"), _("Client"), _("Subject")), cells, (16, 34, 50))]
