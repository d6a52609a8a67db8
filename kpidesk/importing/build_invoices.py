"""Invoices, and when they were paid."""

from __future__ import annotations

from kpidesk.domain.records import Record
from kpidesk.importing.client_reference import resolve_client
from kpidesk.importing.context import ImportContext, folded_code
from kpidesk.importing.issues import Severity
from kpidesk.importing.plan import Outcome, PlannedRow
from kpidesk.importing.row_values import RowValues


def build_invoice(row: RowValues, context: ImportContext) -> PlannedRow:
    """Plan the invoice of a row."""
    client = (
        resolve_client(row, context, required=True) if not row.has_errors() else None
    )
    code = row.text("external_id")
    if client is None or code is None:
        return PlannedRow(row.number, Outcome.REJECTED)
    key = ("invoice", code.casefold())
    if not context.claim(row, key):
        return PlannedRow(row.number, Outcome.REJECTED)
    found = context.find("invoice", "code", code.casefold(), folded_code)
    if row.text("status") == "cancelled":
        row.report(Severity.INFO, "invoice_cancelled", "external_id")
        return PlannedRow(row.number, Outcome.UNCHANGED)
    values: Record = {
        "code": code,
        "client_id": client,
        "issued_on": row.iso_day("issued_on"),
        "due_on": row.iso_day("due_on"),
        "paid_on": row.iso_day("paid_on") or _assumed_payment(row, context, found),
        "amount_minor": row.minor("amount", context.choices.per_major),
        "currency": context.currency(row),
    }
    upserted = context.save("invoice", values, found, key)
    return PlannedRow(row.number, upserted.outcome, upserted.changes)


def _assumed_payment(
    row: RowValues, context: ImportContext, found: Record | None
) -> str | None:
    """Of an invoice that is said to be paid, but not when: the day it fell due."""
    if row.text("status") != "paid" or (found is not None and found["paid_on"]):
        return None
    if context.caches.get("payment assumed") != context.sheet.key:
        # Told once for a sheet: none of its payments is likely to have a date.
        context.caches["payment assumed"] = context.sheet.key
        row.warn("payment_assumed", "status")
    return row.iso_day("due_on") or row.iso_day("issued_on")
