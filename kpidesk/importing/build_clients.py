"""Clients from rows of a client sheet."""

from __future__ import annotations

from kpidesk.domain.records import Record
from kpidesk.importing.context import ImportContext, Upserted
from kpidesk.importing.header_text import bare_name, bare_tax_id
from kpidesk.importing.plan import Outcome, PlannedRow
from kpidesk.importing.row_values import RowValues

_TEXTS = (
    "name",
    "legal_name",
    "tax_id",
    "country",
    "region",
    "city",
    "address",
    "postcode",
    "industry",
    "segment",
    "account_manager",
    "email",
    "phone",
    "website",
    "notes",
)


def build_client(row: RowValues, context: ImportContext) -> PlannedRow:
    """Plan the client of a row, with its first value if the row dates it."""
    code = row.text("external_id")
    name = row.text("name") or row.text("legal_name")
    if name is None and not row.has_errors():
        row.error("missing_required", "name")
    if row.has_errors() or name is None:
        return PlannedRow(row.number, Outcome.REJECTED)
    identity = _identity(row, context, name)
    if identity is None:
        return PlannedRow(row.number, Outcome.REJECTED)
    if not context.claim(row, ("client", identity), within="table"):
        return PlannedRow(row.number, Outcome.REJECTED)
    values: Record = {field: row.text(field) for field in _TEXTS}
    values |= {
        "name": name,
        "code": code,
        "employees": row.whole("employees"),
        "signed_up_on": row.iso_day("client_since"),
        "lost_on": row.iso_day("lost_date"),
    }
    upserted = _save(row, context, values)
    if upserted is None:
        return PlannedRow(row.number, Outcome.REJECTED)
    reached = plan_first_value(context, upserted.id, row.iso_day("first_value_date"))
    outcome = upserted.outcome
    if outcome is Outcome.UNCHANGED and reached is not Outcome.UNCHANGED:
        outcome = Outcome.CHANGED
    return PlannedRow(row.number, outcome, upserted.changes)


def _save(row: RowValues, context: ImportContext, values: Record) -> Upserted | None:
    """Plan the client; nothing, with an error, when the row cannot be told apart."""
    name = str(values["name"])
    found = _known(row, context, name)
    saved = {identifier for identifier in found if identifier > 0}
    if len(saved) > 1 or (not saved and len(found) > 1):
        row.error("ambiguous_client", "name", name)
        return None
    meant = saved or found
    if not meant and _has_code_of_another(row, context, 0):
        return None
    if not meant:
        _warn_of_likeness(row, context, name)
        upserted = Upserted(context.new_client(values), Outcome.ADDED)
        context.claim(row, ("client id", upserted.id), within="table")
        return upserted
    [identifier] = meant
    if _has_code_of_another(row, context, identifier):
        return None
    # Another sheet may well complete a client; within one, a second row is a copy.
    if not context.claim(row, ("client id", identifier), within="table"):
        return None
    return context.complete("client", identifier, values)


def _has_code_of_another(
    row: RowValues, context: ImportContext, identifier: int
) -> bool:
    """Recognised by another field, a client may be given a code that is taken."""
    code = row.text("external_id")
    others = context.clients.by_code(code) - {identifier} if code else set()
    if not others or not context.sheet.identity:
        return False
    other = context.clients.clients[min(others)].name
    row.error("code_taken", "external_id", other=other)
    return True


def _identity(
    row: RowValues, context: ImportContext, name: str
) -> tuple[str, str] | None:
    """What tells the client apart; nothing, with an error, without the field chosen."""
    chosen = context.sheet.identity
    code, tax_id = row.text("external_id"), row.text("tax_id")
    if chosen in {"external_id", "tax_id"} and not row.text(chosen):
        row.error("missing_required", chosen)
        return None
    if code and chosen in {"", "external_id"}:
        return "code", code.casefold()
    if tax_id and chosen in {"", "tax_id"}:
        return "tax_id", bare_tax_id(tax_id)
    return "name", bare_name(name)


def _known(row: RowValues, context: ImportContext, name: str) -> set[int]:
    """The client meant: by code, else tax number, else a name without another code.

    By the field alone that a person chose, if one did.
    """
    code, tax_id = row.text("external_id"), row.text("tax_id")
    directory = context.clients
    match context.sheet.identity:
        case "external_id":
            return directory.by_code(code or "")
        case "tax_id":
            return directory.by_tax_id(tax_id or "")
        case "name":
            return directory.by_name(name)
    found = directory.by_code(code) if code else set()
    if not found and tax_id:
        found = {
            identifier
            for identifier in directory.by_tax_id(tax_id)
            if not (code and directory.clients[identifier].code)
        }
    if not found:
        found = {
            identifier
            for identifier in directory.by_name(name)
            if not (code and directory.clients[identifier].code)
            and not (tax_id and directory.clients[identifier].tax_id)
        }
    return found


def _warn_of_likeness(row: RowValues, context: ImportContext, name: str) -> None:
    other = context.clients.suggestion(name)
    if other is not None:
        row.warn("near_duplicate_client", "name", name, other=other)


def plan_first_value(
    context: ImportContext,
    client_id: int,
    reached_on: str | None,
    milestone: str = "first_value",
) -> Outcome:
    """Plan the client's first value or another milestone, when the row dates it."""
    if reached_on is None:
        return Outcome.UNCHANGED
    values: Record = {
        "client_id": client_id,
        "milestone": milestone,
        "reached_on": reached_on,
    }
    key = ("milestone", client_id, milestone)
    found = context.find(
        "milestone",
        "key",
        key,
        lambda item: ("milestone", item["client_id"], item["milestone"]),
    )
    return context.save("milestone", values, found, key).outcome
