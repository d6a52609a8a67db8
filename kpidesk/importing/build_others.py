"""Leads, costs, people and the smaller kinds of record."""

from __future__ import annotations

import re

from kpidesk.domain.records import Record
from kpidesk.importing.build_clients import plan_first_value
from kpidesk.importing.client_reference import resolve_client
from kpidesk.importing.context import ImportContext
from kpidesk.importing.header_text import normalised
from kpidesk.importing.plan import Outcome, PlannedRow
from kpidesk.importing.row_values import RowValues
from kpidesk.importing.synonyms import value_of, value_synonyms

_NANO = 1_000_000_000
_COST_FIELDS = (
    "code",
    "spent_on",
    "purpose",
    "category",
    "channel",
    "vendor",
    "description",
    "amount_minor",
    "currency",
)


def _rejected(row: RowValues) -> PlannedRow:
    return PlannedRow(row.number, Outcome.REJECTED)


def _code_of(record: Record) -> str | None:
    return str(record["code"]).casefold() if record["code"] else None


def build_lead(row: RowValues, context: ImportContext) -> PlannedRow:
    """Plan the lead of a row."""
    name = row.text("name") or row.text("company") or row.text("email")
    name = name or row.text("external_id")
    created, converted = row.iso_day("created_at"), row.iso_day("converted_at")
    lost = row.iso_day("lost_at")
    if name is None and not row.has_errors():
        row.error("missing_required", "name")
    for field, day in (("converted_at", converted), ("lost_at", lost)):
        if created and day and day < created:
            row.error("before_creation", field, created=created)
    if row.has_errors() or created is None:
        return _rejected(row)
    stage = row.text("stage")
    outcome = _lead_outcome(row, stage, converted, lost)
    values: Record = {
        "code": row.text("external_id"),
        "name": name,
        "company": row.text("company"),
        "source": row.text("source"),
        "campaign": row.text("campaign"),
        "owner": row.text("owner"),
        "country": row.text("country"),
        "email": row.text("email"),
        "stage": stage,
        "outcome": outcome,
        "value_minor": row.minor("value", context.choices.per_major),
        "created_on": created,
        "converted_on": converted if outcome == "converted" else None,
        "lost_on": lost if outcome == "lost" else None,
        "lost_reason": row.text("lost_reason"),
    }
    code = values["code"]
    if code:
        key: tuple[object, ...] = ("lead", str(code).casefold())
        found = context.find("lead", "code", key[1], _code_of)
    else:
        key = ("lead", name, values["company"], created, values["email"])
        found = context.find("lead", "name", key[1:], _lead_key)
    if not context.claim(row, key):
        return _rejected(row)
    upserted = context.upsert("lead", values, found)
    return PlannedRow(row.number, upserted.outcome, upserted.changes)


def _lead_key(record: Record) -> tuple[object, ...] | None:
    if record["code"]:
        return None
    return record["name"], record["company"], record["created_on"], record["email"]


def _lead_outcome(
    row: RowValues, stage: str | None, converted: str | None, lost: str | None
) -> str | None:
    """Won, lost or open, by dates first, then the yes/no, then the stage's name."""
    if converted:
        return "converted"
    said = row.yes_no("converted")
    if said == 1:
        return "converted"
    known = value_of("lead_stage", stage) if stage else None
    if known == "won" and said is None:
        return "converted"
    if lost or known == "lost":
        return "lost"
    return "open" if said == 0 or stage else None


def build_cost(row: RowValues, context: ImportContext) -> PlannedRow:
    """Plan the cost of a row; equal costs are all kept."""
    day = row.iso_day("date") or row.iso_day("month")
    amount = row.minor("amount", context.choices.per_major)
    if day is None and not row.has_errors():
        row.error("missing_required", "date")
    if row.has_errors() or amount is None:
        return _rejected(row)
    currency = row.text("currency")
    values: Record = {
        "code": row.text("document_no"),
        "spent_on": day,
        "purpose": _purpose(row),
        "category": row.text("category") or row.text("kind"),
        "channel": row.text("channel"),
        "vendor": row.text("vendor"),
        "description": row.text("description"),
        "amount_minor": amount,
        "currency": None if currency == context.choices.currency else currency,
    }
    if context.existing.equal_ones("cost", values, _COST_FIELDS):
        return PlannedRow(row.number, Outcome.UNCHANGED)
    context.plan.add(
        "cost", {name: value for name, value in values.items() if value is not None}
    )
    return PlannedRow(row.number, Outcome.ADDED)


def _purpose(row: RowValues) -> str:
    """Marketing, sales, delivery, support or other.

    The kind or the category says it where the row has one; the sheet's name and the
    description are asked only where it has none.
    """
    said = [text for name in ("kind", "category") if (text := row.text(name))]
    for text in said or (row.sheet, row.text("description") or ""):
        found = _purpose_in(text)
        if found:
            return found
    if said:
        row.warn("cost_kind_assumed", "kind" if row.text("kind") else "category")
    return "other"


def _purpose_in(text: str) -> str | None:
    words = f" {normalised(text)} "
    if not words.strip():
        return None
    exact = value_of("cost_kind", text)
    if exact:
        return exact
    for synonym, value in value_synonyms("cost_kind").items():
        if f" {synonym} " in words:
            return value
    for pattern, value in _PURPOSE_WORDS:
        if pattern.search(words):
            return value
    return None


_PURPOSE_WORDS = (
    (
        re.compile(
            r"\b(?:pubblicit\w*|publicid\w*|campagn\w*|campanh\w*|adwords|google ads|"
            r"meta ads|facebook|linkedin|seo|sem|eventi|eventos|fier[ae]|feiras?|"
            r"conteud\w*|contenut\w*|advert\w*|events?|trade show)\b"
        ),
        "marketing",
    ),
    (
        re.compile(
            r"\b(?:provvig\w*|comiss\w*|venditor\w*|vendedor\w*|commercial[ei]|"
            r"comerciais|sales|vendite|vendas|commissions?)\b"
        ),
        "sales",
    ),
    (
        re.compile(
            r"\b(?:hosting|cloud|server|infrastrutt\w*|infraestrut\w*|delivery|"
            r"erogazione|produzione|datacenter)\b"
        ),
        "delivery",
    ),
    (
        re.compile(r"\b(?:assistenza|supporto|suporte|support|helpdesk|help desk)\b"),
        "support",
    ),
)


def build_person(row: RowValues, context: ImportContext) -> PlannedRow:
    """Plan the person of a row of a staff sheet."""
    hired, left = row.iso_day("hired_on"), row.iso_day("left_on")
    if hired and left and left < hired:
        row.error("end_before_start", "left_on", end=left, start=hired)
    if row.has_errors() or hired is None:
        return _rejected(row)
    values: Record = {
        "code": row.text("external_id"),
        "name": row.text("name"),
        "department": row.text("department"),
        "role": row.text("role"),
        "hired_on": hired,
        "left_on": left,
        "yearly_salary_minor": row.minor("yearly_salary", context.choices.per_major),
        "hourly_cost_minor": row.minor("hourly_cost", context.choices.per_major),
    }
    code = values["code"]
    if code:
        key: tuple[object, ...] = ("staff", str(code).casefold())
        found = context.find("staff", "code", key[1], _code_of)
    else:
        key = ("staff", values["name"], hired)
        found = context.find(
            "staff", "name", key[1:], lambda item: (item["name"], item["hired_on"])
        )
    if not context.claim(row, key):
        return _rejected(row)
    upserted = context.upsert("staff", values, found)
    return PlannedRow(row.number, upserted.outcome, upserted.changes)


def build_usage(row: RowValues, context: ImportContext) -> PlannedRow:
    """Plan the measurements of a row of a usage sheet."""
    day = row.iso_day("date")
    counted = {
        measure: row.whole(measure)
        for measure in ("active_users", "key_actions")
        if row.whole(measure) is not None
    }
    if not counted and not row.has_errors():
        row.error("missing_required", "active_users")
    client = (
        resolve_client(row, context, required=True) if not row.has_errors() else None
    )
    if client is None or day is None:
        return _rejected(row)
    if not context.claim(row, ("usage", client, day)):
        return _rejected(row)
    outcomes = []
    for measure, quantity in counted.items():
        found = context.find(
            "usage",
            "key",
            (client, day, measure),
            lambda item: (item["client_id"], item["used_on"], item["measure"]),
        )
        values: Record = {
            "client_id": client,
            "used_on": day,
            "measure": measure,
            "quantity": quantity,
        }
        outcomes.append(context.upsert("usage", values, found).outcome)
    return PlannedRow(row.number, _strongest(outcomes))


def _strongest(outcomes: list[Outcome]) -> Outcome:
    for outcome in (Outcome.ADDED, Outcome.CHANGED):
        if outcome in outcomes:
            return outcome
    return Outcome.UNCHANGED


def build_milestone(row: RowValues, context: ImportContext) -> PlannedRow:
    """Plan the first value of a row's client."""
    client = (
        resolve_client(row, context, required=True) if not row.has_errors() else None
    )
    if client is None:
        return _rejected(row)
    if not context.claim(row, ("milestone", client)):
        return _rejected(row)
    reached = row.iso_day("first_value_date")
    return PlannedRow(row.number, plan_first_value(context, client, reached))


def build_rate(row: RowValues, context: ImportContext) -> PlannedRow:
    """Plan the exchange rate of a row."""
    rate = row.number_of("rate")
    if rate is not None and rate <= 0:
        row.error("negative_amount", "rate")
    if row.has_errors() or rate is None:
        return _rejected(row)
    values: Record = {
        "currency": row.text("currency"),
        "valid_on": row.iso_day("date"),
        "rate_nano": round(rate * _NANO),
    }
    key = (values["currency"], values["valid_on"])
    if not context.claim(row, ("rate", *key)):
        return _rejected(row)
    found = context.find(
        "exchange_rate", "key", key, lambda item: (item["currency"], item["valid_on"])
    )
    upserted = context.upsert("exchange_rate", values, found)
    return PlannedRow(row.number, upserted.outcome, upserted.changes)


def build_invoice(row: RowValues, context: ImportContext) -> PlannedRow:
    """Plan the invoice of a row."""
    client = (
        resolve_client(row, context, required=True) if not row.has_errors() else None
    )
    code = row.text("external_id")
    if client is None or code is None:
        return _rejected(row)
    if not context.claim(row, ("invoice", code.casefold())):
        return _rejected(row)
    values: Record = {
        "code": code,
        "client_id": client,
        "issued_on": row.iso_day("issued_on"),
        "due_on": row.iso_day("due_on"),
        "paid_on": row.iso_day("paid_on"),
        "amount_minor": row.minor("amount", context.choices.per_major),
        "currency": row.text("currency"),
    }
    found = context.find("invoice", "code", code.casefold(), _code_of)
    upserted = context.upsert("invoice", values, found)
    return PlannedRow(row.number, upserted.outcome, upserted.changes)
