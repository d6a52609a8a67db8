"""What clients think: the scores, their year, and what they wrote."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kpidesk.domain.catalog import find
from kpidesk.domain.kpi import Family
from kpidesk.i18n.messages import _
from kpidesk.operations.record_labels import labels
from kpidesk.operations.reports.family_report import family_table, year_behind
from kpidesk.operations.reports.special_chart import special_chart
from kpidesk.operations.workbook_records import ids_between
from kpidesk.reporting.choice_text import choice_text
from kpidesk.reporting.document import Block, Heading, Paragraph, Table

if TYPE_CHECKING:
    from kpidesk.operations.reports.report_question import Source

_OF_CLIENTS = ("csat", "nps", "ces")


def satisfaction_report(source: Source) -> list[Block]:
    """Scores, NPS and CSAT over the year, and every comment of the period."""
    return [
        *family_table(source, Family.SATISFACTION),
        year_behind(source, find("nps")),
        *special_chart(source, "nps"),
        year_behind(source, find("csat")),
        *special_chart(source, "csat"),
        *_comments(source),
    ]


def _comments(source: Source) -> list[Block]:
    """What clients wrote; answers of the team are never printed one by one."""
    period, formats = source.question.summary.period, source.formats
    ids = ids_between(source.store, "survey_answer", "answered_on", period)
    answers = [
        each
        for each in source.store.records("survey_answer", ids)
        if each["survey"] in _OF_CLIENTS and each["comment"]
    ]
    title = Heading(_("Comments"))
    if not answers:
        return [title, Paragraph(_("None"))]
    answers.sort(key=lambda each: str(each["answered_on"]))
    names = labels(
        source.store, "client", {int(each["client_id"] or 0) for each in answers} - {0}
    )
    rows = tuple(
        (
            formats.date(date.fromisoformat(str(each["answered_on"])[:10])),
            names.get(int(each["client_id"] or 0), ""),
            choice_text("survey_answer", "survey", str(each["survey"])),
            formats.number(int(each["score_milli"] or 0) / 1000, None)
            if each["score_milli"] is not None
            else "",
            str(each["comment"]),
        )
        for each in answers
    )
    headings = (_("Date"), _("Client"), _("Survey"), _("Score"), _("Comment"))
    return [title, Table(headings, rows, (12, 24, 11, 12, 41), frozenset({3}))]
