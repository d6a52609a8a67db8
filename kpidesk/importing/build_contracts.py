"""Contracts, their prices and, from combined sheets, their clients."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Mapping
from dataclasses import dataclass

from kpidesk.domain.records import Record
from kpidesk.importing.build_clients import plan_first_value
from kpidesk.importing.client_reference import (
    carries_client_data,
    client_data,
    resolve_client,
)
from kpidesk.importing.context import ImportContext, Upserted
from kpidesk.importing.contract_ends import look_inclusive, says_inclusive
from kpidesk.importing.contract_price import PriceColumns, price_columns, price_of
from kpidesk.importing.issues import Issue, Severity
from kpidesk.importing.matching import Match
from kpidesk.importing.plan import Outcome, PlannedRow
from kpidesk.importing.row_values import RowValues

_ONE_DAY = dt.timedelta(days=1)
_OUTLIER = 50
_FEWEST_FOR_OUTLIERS = 8
_ENDED = {"ended"}


@dataclass(frozen=True, slots=True)
class ContractSheet:
    """What is decided once for all rows of a contract sheet."""

    prices: PriceColumns
    inclusive: bool
    usual_monthly: float | None


def read_contract_sheet(
    match: Match, rows: list[RowValues], context: ImportContext
) -> ContractSheet:
    """Decide what the columns mean, and say what had to be assumed."""
    sheet = match.table.sheet.name
    prices = price_columns(match)
    end = match.column("end_date")
    inclusive = False
    if end is not None:
        said = says_inclusive(end.column.header)
        inclusive = look_inclusive(_spans(rows)) if said is None else said
        if inclusive:
            context.sheet.issues.append(
                Issue(Severity.INFO, "inclusive_end", sheet, column=end.column.header)
            )
    if prices.assumed:
        context.sheet.issues.append(Issue(Severity.WARNING, "period_assumed", sheet))
    amounts = [
        abs(float(amount)) for row in rows if (amount := row.number_of("amount"))
    ]
    usual = None
    if len(amounts) >= _FEWEST_FOR_OUTLIERS:
        usual = statistics.median(amounts)
    return ContractSheet(prices, inclusive, usual)


def _spans(rows: list[RowValues]) -> list[tuple[dt.date, dt.date]]:
    spans = []
    for row in rows:
        start, end = row.day("start_date"), row.day("end_date")
        if start and end:
            spans.append((start, end))
    return spans


def build_contract(
    row: RowValues, context: ImportContext, sheet: ContractSheet
) -> PlannedRow:
    """Plan the contract of a row with its price."""
    rejected = PlannedRow(row.number, Outcome.REJECTED)
    start, end = row.day("start_date"), row.day("end_date")
    if end is not None and sheet.inclusive:
        end += _ONE_DAY
    if start and end and end < start:
        row.error("end_before_start", "end_date", end=end, start=start)
    price = price_of(row, sheet.prices, start, end) if start else None
    if row.has_errors() or start is None or price is None:
        return rejected
    _warn(row, sheet)
    client = resolve_client(row, context, required=True)
    if client is None:
        return rejected
    values = _contract_values(row, context, client, (start, end))
    found, key = _existing(context, values, price)
    if not context.claim(row, key):
        return rejected
    owner = _update_client(row, context, client)
    contract = context.upsert("contract", values, found)
    term = _upsert_price(context, contract, start, price)
    changes = {**owner.changes, **contract.changes, **term.changes}
    return PlannedRow(row.number, _outcome(owner, contract, term), changes)


def _outcome(owner: Upserted, contract: Upserted, term: Upserted) -> Outcome:
    if contract.outcome is Outcome.ADDED:
        return Outcome.ADDED
    if owner.changes or contract.changes or term.outcome is not Outcome.UNCHANGED:
        return Outcome.CHANGED
    return Outcome.UNCHANGED


def _contract_values(
    row: RowValues,
    context: ImportContext,
    client: int,
    span: tuple[dt.date, dt.date | None],
) -> Record:
    start, end = span
    currency = row.text("currency")
    return {
        "code": row.text("external_id"),
        "client_id": client,
        "product_id": context.product(row.text("product")),
        "status": "draft" if row.text("status") == "draft" else None,
        "start_on": start.isoformat(),
        "end_on": end.isoformat() if end else None,
        "signed_on": row.iso_day("signed_date"),
        "cancelled_on": row.iso_day("cancelled_date"),
        "end_reason": row.text("end_reason"),
        "auto_renew": row.yes_no("auto_renew"),
        "renewal_months": row.whole("renewal_months") or None,
        "notice_days": row.whole("notice_days"),
        "renewal_on": row.iso_day("renewal_date"),
        "setup_fee_minor": row.minor("setup_fee"),
        "currency": None if currency == context.choices.currency else currency,
        "account_manager": row.text("account_manager"),
        "notes": row.text("notes"),
    }


def _warn(row: RowValues, sheet: ContractSheet) -> None:
    amount = row.number_of("amount")
    if sheet.usual_monthly and amount:
        times = abs(float(amount)) / sheet.usual_monthly
        if times >= _OUTLIER:
            row.warn("outlier", "amount", times=round(times))
    if row.text("status") in _ENDED and row.day("end_date") is None:
        row.warn("status_without_date", "status")


def _existing(
    context: ImportContext, values: Record, price: Record
) -> tuple[Record | None, tuple[object, ...]]:
    """The contract meant, and the key that no other row may have."""
    code = values["code"]
    if code:
        found = context.find("contract", "code", str(code).casefold(), _code_of)
        return found, ("contract", str(code).casefold())
    key = (values["client_id"], values["product_id"], values["start_on"])
    if values["product_id"] is not None:
        found = context.find("contract", "product", key, _product_key)
        return found, ("contract", *key)
    # Without number and product only the price tells two contracts apart.
    terms = (
        {
            int(term["contract_id"] or 0): (term["amount_minor"], term["interval"])
            for term in context.existing.of("price_term")
        }
        if context.existing.of("contract")
        else {}
    )
    own = (*key, price["amount_minor"], price["interval"])
    found = context.find(
        "contract",
        "price",
        own,
        lambda record: (
            *_product_key(record),
            *terms.get(int(record["id"] or 0), (None, None)),
        ),
    )
    return found, ("contract", *own)


def _code_of(record: Record) -> str | None:
    return str(record["code"]).casefold() if record["code"] else None


def _product_key(record: Record) -> tuple[object, object, object]:
    return record["client_id"], record["product_id"], record["start_on"]


def _upsert_price(
    context: ImportContext, contract: Upserted, start: dt.date, price: Record
) -> Upserted:
    """Plan the price; of a contract with a history, the last price is corrected."""
    terms = list(_terms_by_contract(context).get(contract.id, ()))
    latest = max(terms, key=lambda term: str(term["valid_from"])) if terms else None
    values: Record = {"contract_id": contract.id, **price}
    if latest is None or len(terms) == 1:
        values["valid_from"] = start.isoformat()
    return context.upsert("price_term", values, latest)


def _terms_by_contract(context: ImportContext) -> Mapping[int, list[Record]]:
    known: dict[int, list[Record]] = {}
    if not context.terms:
        for term in context.existing.of("price_term"):
            known.setdefault(int(term["contract_id"] or 0), []).append(term)
        context.terms.update(known)
    return context.terms


def _update_client(row: RowValues, context: ImportContext, client: int) -> Upserted:
    """Complete the client from a sheet that carries its data in the row."""
    nothing = Upserted(client, Outcome.UNCHANGED)
    if not carries_client_data(context.match_names):
        return nothing
    plan_first_value(context, client, row.iso_day("client.first_value_date"))
    if client < 0:
        return nothing
    found = context.find("client", "id", client, lambda record: int(record["id"] or 0))
    return context.upsert("client", client_data(row), found) if found else nothing
