"""Contracts, their prices and, from combined sheets, their clients."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter
from dataclasses import dataclass

from kpidesk.domain.records import Record
from kpidesk.importing.build_clients import plan_first_value
from kpidesk.importing.client_reference import (
    carries_client_data,
    client_data,
    resolve_client,
)
from kpidesk.importing.context import ImportContext, Upserted, folded_code
from kpidesk.importing.contract_ends import Span, look_inclusive, says_inclusive
from kpidesk.importing.contract_price import (
    PriceColumns,
    price_columns,
    price_of,
)
from kpidesk.importing.issues import Issue, Severity
from kpidesk.importing.match import Match
from kpidesk.importing.plan import Outcome, PlannedRow
from kpidesk.importing.price_history import (
    keep_first_price,
    priced_elsewhere,
    saved_prices,
)
from kpidesk.importing.row_values import RowValues
from kpidesk.importing.scope import BY_NUMBER, BY_START

_ONE_DAY = dt.timedelta(days=1)
_OUTLIER = 50
_FEWEST_FOR_OUTLIERS = 8
_ENDED = {"ended"}
_STATUSES = {"draft": "draft"}


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
    prices = price_columns(match, rows)
    end = match.column("end_date")
    inclusive = False
    if end is not None:
        said = says_inclusive(end.column.header)
        inclusive = look_inclusive(_spans(rows)) if said is None else said
        code = "inclusive_end" if inclusive else "exclusive_end"
        if inclusive or (said is None and end.column.filled):
            context.sheet.issues.append(
                Issue(Severity.INFO, code, sheet, column=end.column.header)
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


def _spans(rows: list[RowValues]) -> list[Span]:
    return [
        (row.text("client"), start, row.day("end_date"))
        for row in rows
        if (start := row.day("start_date"))
    ]


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
    price: Record | None = None
    elsewhere = priced_elsewhere(row, context) and not _has_price(row)
    if start and not elsewhere:
        price = price_of(row, sheet.prices, start, end)
    if row.has_errors() or start is None or (price is None and not elsewhere):
        return rejected
    if context.sheet.identity == BY_NUMBER and not row.text("external_id"):
        row.error("missing_required", "external_id")
        return rejected
    _warn(row, sheet)
    client = resolve_client(row, context, required=True)
    if client is None:
        return rejected
    values = _contract_values(row, context, client, (start, end))
    found, key = _existing(context, values, price or {})
    if _has_code_of_another(row, context, found):
        return rejected
    if not context.claim(row, key):
        return rejected
    _warn_of_fee_of_list(row, context, values, found)
    owner = update_client(row, context, client)
    contract = context.save("contract", values, found, key)
    _find_renewed_later(row, context, contract.id, values)
    term = Upserted(0, Outcome.UNCHANGED)
    if price is not None:
        term = _plan_price(row, context, contract, start, price)
    changes = {**owner.changes, **contract.changes, **term.changes}
    return PlannedRow(row.number, _outcome(owner, contract, term), changes)


def _warn_of_fee_of_list(
    row: RowValues, context: ImportContext, values: Record, found: Record | None
) -> None:
    """A list of clients with fees may have brought a new contract already.

    It has no number, goes on, and started as the client was won.
    """
    client = int(values["client_id"] or 0)
    if found is not None or not values["code"]:
        return
    listed = context.caches.get("fees of lists")
    if listed is None:
        won = {
            client["id"]: client.get("signed_up_on")
            for client in context.existing.of("client")
        }
        listed = context.caches["fees of lists"] = {
            record["client_id"]
            for record in context.existing.of("contract")
            if record["code"] is None
            and record.get("end_on") is None
            and record["start_on"] == won.get(record["client_id"])
        }
    if client in listed:
        row.warn("fee_of_list", "client", context.clients.clients[client].name)


def _has_code_of_another(
    row: RowValues, context: ImportContext, found: Record | None
) -> bool:
    """Recognised by its start, a contract may be given a number that is taken."""
    code = row.text("external_id")
    if context.sheet.identity != BY_START or code is None:
        return False
    other = context.contract(code)
    if other is None or (found is not None and found["id"] == other):
        return False
    row.error("code_taken", "external_id", other=code)
    return True


def _has_price(row: RowValues) -> bool:
    return row.minor("amount") is not None or row.minor("mrr") is not None


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
    status = row.text("status")
    return {
        "code": row.text("external_id"),
        "client_id": client,
        "product_id": context.product(row.text("product")),
        "status": None if status is None else _STATUSES.get(status, "signed"),
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
        "currency": context.currency(row),
        "account_manager": row.text("account_manager"),
        "renews_contract_id": _renewed(row, context),
        "notes": row.text("notes"),
    }


def _renewed(row: RowValues, context: ImportContext) -> int | None:
    """The contract that the row's one renews, if it is known already."""
    renews, own = row.text("renews"), row.text("external_id")
    if not renews or (own and own.casefold() == renews.casefold()):
        return None
    return context.contract(renews)


def _find_renewed_later(
    row: RowValues, context: ImportContext, contract: int, values: Record
) -> None:
    renews = row.text("renews")
    if renews and values["renews_contract_id"] is None:
        context.renewals.append((contract, renews, row, context.sheet))


def resolve_renewals(context: ImportContext) -> None:
    """Find the contracts that are renewed by rows above them in the sheets."""
    for identifier, code, row, sheet in context.renewals:
        renewed = context.contract(code)
        if renewed is None or _leads_to(context, renewed, identifier):
            row.warn("unknown_contract", "renews")
            sheet.issues.append(row.issues[-1])
        else:
            context.complete("contract", identifier, {"renews_contract_id": renewed})


def _leads_to(context: ImportContext, contract: int, other: int) -> bool:
    """The contract, or one that it renews, is the other."""
    while contract != other and contract < 0:
        before = context.plan.planned("contract", contract).get("renews_contract_id")
        if before is None:
            return False
        contract = int(before)
    return contract == other


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
    if code and context.sheet.identity != BY_START:
        folded = str(code).casefold()
        return context.find("contract", "code", folded, folded_code), (
            "contract",
            folded,
        )
    # Without a number, client, product and start may leave the price to tell.
    key = (values["client_id"], values["product_id"], values["start_on"])
    own = (*key, price.get("amount_minor"), price.get("interval"))
    prices = _latest_prices(context)
    found = context.find(
        "contract",
        "price",
        own,
        lambda record: (
            *_product_key(record),
            *prices.get(int(record["id"] or 0), (None, None)),
        ),
    )
    if found is None and _count_of(context, key) == 1:
        found = context.find("contract", "product", key, _product_key)
    return found, ("contract", *own)


def _latest_prices(context: ImportContext) -> dict[int, tuple[object, object]]:
    """Amount and interval of each saved contract's latest price."""
    known = context.caches.get("latest prices")
    if known is None:
        terms = sorted(
            context.existing.of("price_term"), key=lambda term: str(term["valid_from"])
        )
        known = context.caches["latest prices"] = {
            int(term["contract_id"] or 0): (term["amount_minor"], term["interval"])
            for term in terms
        }
    return known


def _count_of(context: ImportContext, key: tuple[object, ...]) -> int:
    """How many saved contracts without a number share client, product and start."""
    counts = context.caches.get("contract counts")
    if counts is None:
        counts = context.caches["contract counts"] = Counter(
            _product_key(record) for record in context.existing.of("contract")
        )
    return int(counts[key])


def _product_key(record: Record) -> tuple[object, object, object]:
    return record["client_id"], record["product_id"], record["start_on"]


def _plan_price(
    row: RowValues,
    context: ImportContext,
    contract: Upserted,
    start: dt.date,
    price: Record,
) -> Upserted:
    """Plan the price; of a contract with a history, the last price is corrected."""
    if priced_elsewhere(row, context):
        keep_first_price(context, contract.id, start, price)
        return Upserted(0, Outcome.UNCHANGED)
    terms = list(saved_prices(context).get(contract.id, ()))
    latest = max(terms, key=lambda term: str(term["valid_from"])) if terms else None
    values: Record = {"contract_id": contract.id, **price}
    if latest is None or len(terms) == 1:
        values["valid_from"] = start.isoformat()
    day = str(values.get("valid_from") or "")
    key = ("price", contract.id, day) if latest is None else None
    return context.save("price_term", values, latest, key)


def update_client(row: RowValues, context: ImportContext, client: int) -> Upserted:
    """Complete the client from a sheet that carries its data in the row."""
    nothing = Upserted(client, Outcome.UNCHANGED)
    if not carries_client_data(context.match_names):
        return nothing
    plan_first_value(context, client, row.iso_day("client.first_value_date"))
    if client < 0:
        return nothing
    return context.complete("client", client, client_data(row))
