"""Contracts, tickets, answers and invoices of one client as rows of texts."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from kpidesk.domain.money import minor_per_major
from kpidesk.domain.records import Record, Value
from kpidesk.i18n.messages import _
from kpidesk.reporting.choice_text import choice_text
from kpidesk.ui.models.rows_on_demand import RowsOnDemand
from kpidesk.ui.records.cell_text import EMPTY, choice_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.operations.client_page import ClientStory, ContractSpan
    from kpidesk.ui.session import Session


def contract_rows(story: ClientStory, session: Session) -> Sequence[tuple[str, ...]]:
    """The contracts, latest first."""
    formats = session.formats
    return [
        (
            each.code or EMPTY,
            each.product or EMPTY,
            EMPTY
            if each.amount is None
            else formats.money(each.amount, 2, currency=each.currency),
            choice_words("contract", "interval", each.interval),
            EMPTY
            if each.mrr is None
            else formats.money(each.mrr, 2, currency=each.currency),
            _price_change(each, session),
            formats.date(each.start),
            formats.date(each.end) if each.end else EMPTY,
            choice_words("contract", "state", each.state),
            each.reason or EMPTY,
        )
        for each in story.contracts
    ]


def _price_change(contract: ContractSpan, session: Session) -> str:
    """When the price last changed, and why, as far as that is known."""
    if contract.changed_on is None:
        return EMPTY
    words = [session.formats.date(contract.changed_on)]
    if contract.change_kind:
        words.append(choice_text("price_term", "change_kind", contract.change_kind))
    return " · ".join(words)


def ticket_rows(story: ClientStory, session: Session) -> Sequence[tuple[str, ...]]:
    """The tickets, latest first; a client may have thousands."""

    def row(each: Record) -> tuple[str, ...]:
        return (
            _text(each["code"]),
            _text(each["subject"]),
            _text(each["category"]),
            _choice("ticket", "priority", each),
            _moment(session, each["opened_at"]),
            _moment(session, each["first_response_at"]),
            _moment(session, each["resolved_at"]),
            _choice("ticket", "status", each),
        )

    return RowsOnDemand(story.tickets, row)


def answer_rows(story: ClientStory, session: Session) -> Sequence[tuple[str, ...]]:
    """The answers, latest first."""
    formats = session.formats
    return [
        (
            formats.date(date.fromisoformat(str(each["answered_on"]))),
            _choice("survey_answer", "survey", each),
            formats.number(int(each["score_milli"] or 0) / 1000),
            _text(each["respondent"]),
            _text(each["comment"]),
        )
        for each in story.answers
    ]


def invoice_rows(story: ClientStory, session: Session) -> Sequence[tuple[str, ...]]:
    """The invoices, latest first."""
    formats, rows = session.formats, []
    for each in story.invoices:
        currency = str(each["currency"] or story.currency)
        amount = int(each["amount_minor"] or 0) / minor_per_major(currency)
        rows.append(
            (
                str(each["code"]),
                _day(session, each["issued_on"]),
                _day(session, each["due_on"]),
                _day(session, each["paid_on"]),
                formats.money(amount, 2, currency=currency),
                _payment(each, story.today),
            )
        )
    return rows


def _payment(invoice: Record, today: date) -> str:
    if invoice["paid_on"]:
        return _("Paid")
    due = invoice["due_on"]
    late = due is not None and date.fromisoformat(str(due)) < today
    return _("Past due") if late else _("Not paid yet")


def _day(session: Session, value: Value) -> str:
    if value is None:
        return EMPTY
    return session.formats.date(date.fromisoformat(str(value)))


def _text(value: Value) -> str:
    return EMPTY if value is None else str(value)


def _choice(kind: str, name: str, record: Record) -> str:
    value = record[name]
    return EMPTY if value is None else choice_text(kind, name, str(value))


def _moment(session: Session, value: Value) -> str:
    if value is None:
        return EMPTY
    return session.formats.date_time(datetime.fromisoformat(str(value)))
