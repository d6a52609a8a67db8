"""One client for the yearly meeting: what it has, asked and thinks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kpidesk.i18n.messages import _
from kpidesk.operations.client_page import client_story
from kpidesk.reporting.choice_text import choice_text
from kpidesk.reporting.document import Block, Heading, LineChart, Paragraph, Table
from kpidesk.reporting.reading_text import remark_text

if TYPE_CHECKING:
    from kpidesk.operations.client_page import ClientStory
    from kpidesk.operations.reports.report_question import Source

_MONTHS = 13
_ANSWERS = 20


def client_report(source: Source) -> list[Block]:
    """Everything that is fit to be shown to the client itself and its account manager.

    Raises:
        WorkspaceError: There is no such client.
    """
    story = client_story(source.store, source.question.client_id, source.today)
    return [
        Heading(str(story.record["name"])),
        Paragraph(source.formats.money(story.mrr), "large"),
        Paragraph(_("MRR on {day}", day=source.formats.date(source.today))),
        _line(source, story),
        *_contracts(source, story),
        *_tickets(source, story),
        *_answers(source, story),
        *_health(story),
    ]


def _line(source: Source, story: ClientStory) -> LineChart:
    formats = source.formats
    return LineChart(
        _("MRR"),
        tuple(formats.month_short(month) for month in story.months[-_MONTHS:]),
        story.line[-_MONTHS:],
        tuple(formats.money(value) for value in story.line[-_MONTHS:]),
    )


def _contracts(source: Source, story: ClientStory) -> list[Block]:
    formats = source.formats
    rows = tuple(
        (
            each.code,
            each.product,
            formats.date(each.start),
            formats.date(each.end) if each.end else "",
            "" if each.mrr is None else formats.money(each.mrr, currency=each.currency),
        )
        for each in story.contracts
    )
    headings = (_("Contract"), _("Product"), _("Start"), _("End"), _("MRR"))
    if not rows:
        return []
    table = Table(headings, rows, (22, 30, 16, 16, 16), frozenset({4}))
    return [Heading(_("Contracts")), table]


def _tickets(source: Source, story: ClientStory) -> list[Block]:
    """Tickets of the period, the latest first."""
    period = source.question.summary.period
    first, after = period.start.isoformat(), period.end.isoformat()
    rows = tuple(
        (
            source.formats.date(date.fromisoformat(str(each["opened_at"])[:10])),
            str(each["subject"] or each["code"] or ""),
            choice_text("ticket", "priority", str(each["priority"] or "")),
            _("Open") if each["resolved_at"] is None else _("Resolved"),
        )
        for each in story.tickets
        if first <= str(each["opened_at"])[:10] < after
    )
    title = Heading(_("Tickets of the period"))
    if not rows:
        return [title, Paragraph(_("None"))]
    headings = (_("Opened"), _("Subject"), _("Priority"), _("State"))
    return [title, Table(headings, rows, (15, 55, 15, 15))]


def _answers(source: Source, story: ClientStory) -> list[Block]:
    rows = tuple(
        (
            source.formats.date(date.fromisoformat(str(each["answered_on"])[:10])),
            choice_text("survey_answer", "survey", str(each["survey"])),
            source.formats.number(int(each["score_milli"] or 0) / 1000, None),
            str(each["comment"] or ""),
        )
        for each in story.answers[:_ANSWERS]
        if each["score_milli"] is not None
    )
    if not rows:
        return []
    headings = (_("Date"), _("Survey"), _("Score"), _("Comment"))
    table = Table(headings, rows, (15, 13, 10, 62), frozenset({2}))
    return [Heading(_("Survey answers")), table]


def _health(story: ClientStory) -> list[Block]:
    if story.health is None or story.health.score is None:
        return []
    rows = tuple(
        (
            _(factor.label),
            "" if factor.score is None else str(round(factor.score)),
            remark_text(factor.reason),
        )
        for factor in story.health.factors
    )
    headings = (_("Factor"), _("Score"), _("Reason"))
    table = Table(headings, rows, (20, 12, 68), frozenset({1}))
    return [Heading(_("Health") + f": {round(story.health.score)}"), table]
