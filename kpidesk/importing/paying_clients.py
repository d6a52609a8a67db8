"""Lists of clients that say what each pays: every row is a client and a contract.

Many small firms keep one sheet alone: who their clients are, since when, and the
monthly fee. Where contracts are listed of their own, the fees in a list of clients
only repeat them and stay out.
"""

from __future__ import annotations

from collections.abc import Sequence

from kpidesk.importing.build_contracts import (
    ContractSheet,
    build_contract,
    update_client,
)
from kpidesk.importing.client_reference import resolve_client
from kpidesk.importing.clients import ClientDirectory
from kpidesk.importing.context import ImportContext
from kpidesk.importing.issues import Severity
from kpidesk.importing.layouts import CLIENT, CONTRACT
from kpidesk.importing.match import Match, starts_as_client
from kpidesk.importing.plan import Outcome, PlannedRow, SheetPlan
from kpidesk.importing.row_values import RowValues
from kpidesk.importing.table_kinds import match_table

_PRICED = {"contract", "price_term"}
_FEES = ("amount", "mrr")
_SURE_FEE = 0.9
"""How sure a column of a list of clients must be of holding what they pay."""


def settle_paying_clients(
    sheets: Sequence[SheetPlan], clients: ClientDirectory
) -> None:
    """Decide together whether the fees in lists of clients make contracts.

    What a person or a known program said of a table stands.
    """
    matches = [sheet.match for sheet in sheets if sheet.match is not None]
    listed = any(
        match.layout.entity in _PRICED and not starts_as_client(match)
        for match in matches
    )
    for sheet in sheets:
        match = sheet.match
        if match is None or sheet.decided or match.export:
            continue
        if listed and starts_as_client(match):
            sheet.match = match_table(match.table, clients, CLIENT.entity)
        elif not listed and match.layout is CLIENT and not match.table.months:
            paying = match_table(match.table, clients, CONTRACT.entity)
            if paying is not None and starts_as_client(paying) and _has_fee(paying):
                sheet.match = paying


def _has_fee(match: Match) -> bool:
    fees = [match.column(name) for name in _FEES]
    return any(fee is not None and fee.score >= _SURE_FEE for fee in fees)


def build_paying_client(
    row: RowValues, context: ImportContext, sheet: ContractSheet
) -> PlannedRow:
    """Plan the client of a row and, if it says what and since when, the contract."""
    start = row.iso_day("start_date")
    if start is not None:
        row.values["client.client_since"] = row.values["start_date"]
    created = len(context.sheet.created_clients)
    client = resolve_client(row, context, required=True)
    if client is None:
        return PlannedRow(row.number, Outcome.REJECTED)
    fee = next((name for name in _FEES if row.number_of(name)), None)
    if fee is not None and start is not None:
        if not _has_other_contracts(context, client, start):
            return build_contract(row, context, sheet)
        row.report(Severity.INFO, "fee_left", fee)
    elif fee is not None:
        row.warn("fee_without_start", fee)
    if not context.claim(row, ("paying client", client)):
        return PlannedRow(row.number, Outcome.REJECTED)
    owner = update_client(row, context, client)
    if len(context.sheet.created_clients) > created:
        return PlannedRow(row.number, Outcome.ADDED)
    return PlannedRow(row.number, owner.outcome, owner.changes)


def _has_other_contracts(context: ImportContext, client: int, start: str) -> bool:
    """The company knows contracts of the client, and none that this list brought."""
    known: dict[int, set[tuple[object, object]]]
    known = context.caches.setdefault("contracts by client", {})
    if not known:
        for record in context.existing.of("contract"):
            own = (record["start_on"], record["code"])
            known.setdefault(int(record["client_id"] or 0), set()).add(own)
    mine = known.get(client, set())
    return bool(mine) and (start, None) not in mine
