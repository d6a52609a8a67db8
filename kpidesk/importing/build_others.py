"""Leads, costs, people and the smaller kinds of record."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from kpidesk.domain.records import Record
from kpidesk.importing.build_clients import plan_first_value
from kpidesk.importing.client_reference import resolve_client
from kpidesk.importing.context import ImportContext, folded_code, strongest
from kpidesk.importing.header_text import normalised
from kpidesk.importing.plan import Outcome, PlannedRow
from kpidesk.importing.row_values import RowValues
from kpidesk.importing.synonyms import value_of, value_synonyms
from kpidesk.importing.value_likeness import known_value

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
    "client_id",
    "product_id",
)


def _rejected(row: RowValues) -> PlannedRow:
    return PlannedRow(row.number, Outcome.REJECTED)


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
    client = resolve_client(row, context, required=False)
    if row.has_errors() or created is None:
        return _rejected(row)
    stage = row.text("stage")
    outcome = _lead_outcome(row, stage, converted, lost)
    values: Record = {
        "code": row.text("external_id"),
        "name": name,
        "company": row.text("company"),
        "client_id": client,
        "source": row.text("source"),
        "campaign": row.text("campaign"),
        "owner": row.text("owner"),
        "country": row.text("country"),
        "email": row.text("email"),
        "stage": stage,
        "outcome": outcome,
        "value_minor": row.minor("value", context.choices.per_major),
        "currency": context.currency(row),
        "notes": row.text("notes"),
        "created_on": created,
        "converted_on": converted if outcome == "converted" else None,
        "lost_on": (lost or converted) if outcome == "lost" else None,
        "lost_reason": row.text("lost_reason"),
    }
    code = values["code"]
    if code:
        key: tuple[object, ...] = ("lead", str(code).casefold())
        found = context.find("lead", "code", key[1], folded_code)
    else:
        key = ("lead", name, values["company"], created, values["email"])
        found = context.find("lead", "name", key[1:], _lead_key)
    if not context.claim(row, key):
        return _rejected(row)
    upserted = context.save("lead", values, found, key)
    return PlannedRow(row.number, upserted.outcome, upserted.changes)


def _lead_key(record: Record) -> tuple[object, ...] | None:
    if record["code"]:
        return None
    return record["name"], record["company"], record["created_on"], record["email"]


_WINNING = re.compile(
    r"\b(?:vin[ct]\w*|won|win|ganh\w*|conver\w*|acqui\w*|vend\w*|"
    r"client[ei]|customer)\b"
)


def _lead_outcome(
    row: RowValues, stage: str | None, converted: str | None, lost: str | None
) -> str | None:
    """Won, lost or open: by what is said outright, then by the dates.

    A mere closing date says that it ended or is expected to, not how.
    """
    said = row.text("outcome")
    if said:
        return said
    known = known_value("lead_stage", stage) if stage else None
    answer = row.yes_no("converted")
    if answer == 1 or (known == "won" and answer is None):
        return "converted"
    if known == "lost" or lost:
        return "lost"
    header = normalised(row.headers.get("converted_at", ""))
    if converted and answer is None and (not stage or _WINNING.search(header)):
        return "converted"
    if answer == 0:
        # A stage that is neither won nor lost has yet to close on the day named.
        over = not stage or row.text("lost_reason")
        return "lost" if converted and over else "open"
    return "open" if stage else None


def build_cost(row: RowValues, context: ImportContext) -> PlannedRow:
    """Plan the cost of a row; equal costs are all kept."""
    day = row.iso_day("date") or row.iso_day("month")
    amount = row.minor("amount", context.choices.per_major)
    if day is None and not row.has_errors():
        row.error("missing_required", "date")
    if row.has_errors() or amount is None:
        return _rejected(row)
    client = resolve_client(row, context, required=False)
    if row.has_errors():
        return _rejected(row)
    shared = _cost_values(row, context) | {
        "client_id": client,
        "product_id": context.product(row.text("product")),
    }
    outcome = _plan_cost(context, shared, day, amount)
    return PlannedRow(row.number, outcome)


def build_month_costs(
    row: RowValues, context: ImportContext, months: Mapping[str, dt.date | None]
) -> PlannedRow:
    """Plan the costs of a row with a column per month; empty and zero cost nothing."""
    amounts = {
        name: amount
        for name in months
        if (amount := row.minor(name, context.choices.per_major))
    }
    for name in amounts:
        if months[name] is None:
            row.error("month_without_year", name)
    if row.has_errors():
        return _rejected(row)
    shared = _cost_values(row, context)
    outcomes = [
        _plan_cost(context, shared, month.isoformat(), amount)
        for name, amount in amounts.items()
        if (month := months[name]) is not None
    ]
    return PlannedRow(row.number, strongest(outcomes))


def _cost_values(row: RowValues, context: ImportContext) -> Record:
    return {
        "code": row.text("document_no"),
        "purpose": _purpose(row, context),
        "category": row.text("category") or _own_category(row.text("kind")),
        "channel": row.text("channel"),
        "vendor": row.text("vendor"),
        "description": row.text("description"),
        "currency": context.currency(row),
    }


def _own_category(kind: str | None) -> str | None:
    """The kind as a category, unless it only says what the cost is for."""
    return None if kind is None or value_of("cost_kind", kind) else kind


def _plan_cost(
    context: ImportContext, shared: Record, day: str | None, amount: int
) -> Outcome:
    values: Record = {**shared, "spent_on": day, "amount_minor": amount}
    if context.existing.equal_ones("cost", values, _COST_FIELDS):
        return Outcome.UNCHANGED
    context.plan.add(
        "cost", {name: value for name, value in values.items() if value is not None}
    )
    return Outcome.ADDED


def _purpose(row: RowValues, context: ImportContext) -> str:
    """Marketing, sales, delivery, support or other.

    The kind or the category says it where the row has one; the program that exported
    the sheet, its name and the description are asked only where it has none.
    """
    said = [text for name in ("kind", "category") if (text := row.text(name))]
    match = context.sheet.match
    program = match.export if match is not None else ""
    for text in said or (program, row.sheet, row.text("description") or ""):
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
        "currency": context.currency(row),
    }
    code = values["code"]
    if code:
        key: tuple[object, ...] = ("staff", str(code).casefold())
        found = context.find("staff", "code", key[1], folded_code)
    else:
        key = ("staff", values["name"], hired)
        found = context.find(
            "staff", "name", key[1:], lambda item: (item["name"], item["hired_on"])
        )
    if not context.claim(row, key):
        return _rejected(row)
    upserted = context.save("staff", values, found, key)
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
        key = ("usage", client, day, measure)
        outcomes.append(context.save("usage", values, found, key).outcome)
    return PlannedRow(row.number, strongest(outcomes))


def build_milestone(row: RowValues, context: ImportContext) -> PlannedRow:
    """Plan the first value of a row's client; without a date it is still to come."""
    client = (
        resolve_client(row, context, required=True) if not row.has_errors() else None
    )
    if client is None:
        return _rejected(row)
    kind = row.text("milestone") or "first_value"
    if not context.claim(row, ("milestone", client, kind)):
        return _rejected(row)
    reached = row.iso_day("first_value_date")
    return PlannedRow(row.number, plan_first_value(context, client, reached, kind))


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
    claimed = ("rate", *key)
    if not context.claim(row, claimed):
        return _rejected(row)
    found = context.find(
        "exchange_rate", "key", key, lambda item: (item["currency"], item["valid_on"])
    )
    upserted = context.save("exchange_rate", values, found, claimed)
    return PlannedRow(row.number, upserted.outcome, upserted.changes)


def build_product(row: RowValues, context: ImportContext) -> PlannedRow:
    """Plan the product of a row."""
    name = row.text("name")
    if row.has_errors() or name is None:
        return _rejected(row)
    folded = name.strip().casefold()
    key = ("product", folded)
    if not context.claim(row, key):
        return _rejected(row)
    values: Record = {
        "code": row.text("external_id"),
        "name": name,
        "category": row.text("category"),
    }
    found = context.find(
        "product", "name", folded, lambda item: str(item["name"]).strip().casefold()
    )
    known = context.products_by_name()
    if found is None and folded in known:
        upserted = context.complete("product", known[folded], values)
    else:
        upserted = context.save("product", values, found, key)
        known[folded] = upserted.id
    return PlannedRow(row.number, upserted.outcome, upserted.changes)


def build_target(row: RowValues, context: ImportContext) -> PlannedRow:
    """Plan the target of a row."""
    kpi, value = row.text("kpi"), row.number_of("value")
    if kpi is not None and kpi not in context.choices.kpis:
        row.error("unknown_kpi", "kpi")
    if row.has_errors() or kpi is None or value is None:
        return _rejected(row)
    values: Record = {
        "kpi": kpi,
        "valid_from": row.iso_day("valid_from"),
        "value_milli": round(value * 1000),
    }
    key = ("target", kpi, values["valid_from"])
    if not context.claim(row, key):
        return _rejected(row)
    found = context.find(
        "target", "key", key, lambda item: ("target", item["kpi"], item["valid_from"])
    )
    upserted = context.save("target", values, found, key)
    return PlannedRow(row.number, upserted.outcome, upserted.changes)
