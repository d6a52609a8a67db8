"""Tickets from rows of a ticket sheet."""

from __future__ import annotations

import datetime as dt

from kpidesk.domain.records import Record
from kpidesk.importing.client_reference import resolve_client
from kpidesk.importing.context import ImportContext, bare_code
from kpidesk.importing.existing import Key
from kpidesk.importing.plan import Outcome, PlannedRow
from kpidesk.importing.row_values import RowValues

_SCALES = (5, 10, 100)
_STATUSES = {"reopened": "open", "spam": "closed", "merged": "closed"}
_SOLVED = {"resolved", "closed"}
_LEFT_OUT = {"spam", "merged"}
"""States that other programs give to tickets that never count."""
_EQUAL = (
    "client_id",
    "subject",
    "opened_at",
    "first_response_at",
    "resolved_at",
    "category",
    "priority",
)


def rating_scale(rows: list[RowValues], name: str) -> int:
    """The scale of a column of scores: the smallest usual one that holds them all."""
    named = [score[1] for row in rows if (score := row.score(name)) and score[1]]
    if named:
        return max(named)
    highest = max((score[0] for row in rows if (score := row.score(name))), default=5)
    return next((scale for scale in _SCALES if highest <= scale), 100)


def build_ticket(row: RowValues, context: ImportContext, scale: int) -> PlannedRow:
    """Plan the ticket of a row."""
    rejected = PlannedRow(row.number, Outcome.REJECTED)
    opened = row.instant("opened_at")
    if opened is None:
        return rejected
    response = row.instant("first_response_at") or _after(
        opened, row.whole("first_response_duration")
    )
    resolved = (
        row.instant("resolved_at")
        or _after(opened, row.whole("resolution_duration"))
        or row.instant("closed_at")
    )
    _check_order(row, opened, response, resolved)
    rating, rating_max = _rating(row, scale)
    if row.has_errors():
        return rejected
    client = resolve_client(row, context, required=False)
    if row.has_errors():
        return rejected
    status = row.text("status")
    values: Record = {
        "code": row.text("external_id"),
        "client_id": client,
        "product_id": context.product(row.text("product")),
        "subject": row.text("subject"),
        "category": row.text("category"),
        "channel": row.text("channel"),
        "priority": row.text("priority"),
        "status": _STATUSES.get(status, status) if status else None,
        "requester": row.text("requester"),
        "agent": row.text("agent"),
        "opened_at": opened.isoformat(),
        "first_response_at": _iso(response),
        "resolved_at": _iso(resolved),
        "contacts": row.whole("replies_count"),
        "reopenings": row.whole("reopened_count"),
        "first_contact": row.yes_no("first_contact_resolved"),
        "sla_met": row.yes_no("sla_met"),
        "effort_minutes": _minutes(row.whole("effort")),
        "first_resolved_at": _iso(row.instant("first_resolved_at")),
        "left_out": row.text("left_out") or (status if status in _LEFT_OUT else None),
        "notes": row.text("notes"),
        "rating_milli": rating,
        "rating_max": rating_max,
    }
    if status in _SOLVED and resolved is None:
        row.warn("resolved_without_date", "status")
    found, key = _existing(context, values)
    if not context.claim(row, key):
        return rejected
    anonymous = found is None and key is None
    if anonymous and context.existing.equal_ones("ticket", values, _EQUAL):
        return PlannedRow(row.number, Outcome.UNCHANGED)
    upserted = context.save("ticket", values, found, key)
    return PlannedRow(row.number, upserted.outcome, upserted.changes)


def _iso(moment: dt.datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _minutes(seconds: int | None) -> int | None:
    return None if seconds is None else round(seconds / 60)


def _after(opened: dt.datetime, seconds: int | None) -> dt.datetime | None:
    return None if seconds is None else opened + dt.timedelta(seconds=seconds)


def _check_order(
    row: RowValues,
    opened: dt.datetime,
    response: dt.datetime | None,
    resolved: dt.datetime | None,
) -> None:
    """Reject answers and resolutions before the opening.

    A date without a time is midnight, so on the very day it is not before.
    """
    if response and _is_before(response, opened):
        row.error(
            "answered_before_opened",
            "first_response_at",
            response=response,
            opened=opened,
        )
    if resolved and _is_before(resolved, opened):
        row.error(
            "resolved_before_opened", "resolved_at", resolved=resolved, opened=opened
        )


def _is_before(moment: dt.datetime, opened: dt.datetime) -> bool:
    if moment.time() == dt.time() and moment.date() == opened.date():
        return False
    return moment < opened


def _rating(row: RowValues, scale: int) -> tuple[int | None, int | None]:
    score = row.score("csat_score")
    if score is None:
        return None, None
    value, named = score
    top = named or row.whole("scale_max") or scale
    if not 0 <= value <= top:
        row.error("off_scale", "csat_score", low=1, high=top)
        return None, None
    return round(value * 1000), top


def _existing(context: ImportContext, values: Record) -> tuple[Record | None, Key]:
    code = values["code"]
    if code:
        folded = str(code).casefold().lstrip("#")
        return context.find("ticket", "code", folded, bare_code), ("ticket", folded)
    if not values["subject"]:
        return None, None
    key = (values["client_id"], values["subject"], values["opened_at"])
    return context.find("ticket", "subject", key, _subject_key), ("ticket", *key)


def build_event(row: RowValues, context: ImportContext) -> PlannedRow:
    """Plan an event of a ticket's history; equal ones are all kept."""
    rejected = PlannedRow(row.number, Outcome.REJECTED)
    code, moment = row.text("ticket"), row.instant("happened_at")
    if row.has_errors() or code is None or moment is None:
        return rejected
    ticket = context.ticket(code)
    if ticket is None:
        row.error("unknown_ticket", "ticket")
        return rejected
    values: Record = {
        "ticket_id": ticket,
        "happened_at": moment.isoformat(),
        "event": row.text("event"),
        "author": row.text("author"),
        "body": row.text("body"),
    }
    if context.existing.equal_ones("ticket_event", values, tuple(values)):
        return PlannedRow(row.number, Outcome.UNCHANGED)
    context.plan.add(
        "ticket_event",
        {name: value for name, value in values.items() if value is not None},
    )
    return PlannedRow(row.number, Outcome.ADDED)


def _subject_key(record: Record) -> tuple[object, ...] | None:
    if record["code"]:
        return None
    return record["client_id"], record["subject"], record["opened_at"]
