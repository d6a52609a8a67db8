"""Contracts from a grid of what each client pays in each month.

Months with an amount that follow one another are one contract. It starts with the
first of them, has a new price where the amount changes, and ends where the amounts
end; a client that pays again later has another contract. The last month of the grid
that holds an amount in any row is where the grid ends: contracts that reach it go on.
A grid read again, or a longer one, brings the contracts that it gave up to date.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kpidesk.domain.period import add_months
from kpidesk.domain.records import Record
from kpidesk.importing.client_reference import resolve_client
from kpidesk.importing.context import ImportContext, strongest
from kpidesk.importing.header_text import bare_name
from kpidesk.importing.issues import Issue, Severity
from kpidesk.importing.known_contracts import (
    Changes,
    KnownContract,
    Owner,
    contracts_of,
    monthly,
)
from kpidesk.importing.match import Match
from kpidesk.importing.month_grid import month_of_columns
from kpidesk.importing.plan import Outcome, PlannedRow
from kpidesk.importing.row_values import RowValues
from kpidesk.importing.scope import NotAddedError

_WHO = ("client.external_id", "client.tax_id", "client", "client.name")
_FEWEST_MONTHS = 4
_MOSTLY = 0.5
_LESS_THAN_A_CENT = 1


@dataclass(frozen=True, slots=True)
class _Run:
    """Months in a row with an amount.

    Attributes:
        amounts: Amount in minor units by month.
        end: First day without; of a run that reaches the end of the grid, the first
            day after the grid.
        goes_on: The run reaches the end of the grid.
    """

    amounts: Mapping[dt.date, int]
    end: dt.date
    goes_on: bool

    @property
    def start(self) -> dt.date:
        return min(self.amounts)


@dataclass(frozen=True, slots=True)
class _GridRow:
    """A row with what its contracts are planned from.

    Attributes:
        row: Its values.
        context: The import.
        grid: What is decided for all rows.
        owner: Its client and product.
        known: Contracts that the row may mean, new ones added as they are planned.
    """

    row: RowValues
    context: ImportContext
    grid: ContractGrid
    owner: Owner
    known: list[KnownContract]


@dataclass(slots=True)
class ContractGrid:
    """What is decided once for all rows of a grid.

    Attributes:
        months: Month of each column of amounts, by its name; ``None`` without year.
        first: First month of the grid.
        last: Last month in which any row has an amount.
        rows: How many rows are of the same client, product and number.
        taken: Contracts that a row has brought up to date already.
    """

    months: Mapping[str, dt.date | None]
    first: dt.date
    last: dt.date
    rows: Counter[tuple[str, ...]]
    taken: set[int] = field(default_factory=set)


def read_contract_grid(
    match: Match, rows: Sequence[RowValues], context: ImportContext
) -> ContractGrid:
    """Decide where the grid begins and ends, and say how it is read."""
    months = month_of_columns(match)
    known = sorted(month for month in months.values() if month is not None)
    filled = [
        month
        for row in rows
        for name, month in months.items()
        if month is not None and row.number_of(name)
    ]
    first = known[0] if known else dt.date.max
    last = max(filled, default=first)
    if filled:
        name = match.table.sheet.name
        values = {"month": f"{last.month:02}/{last.year}"}
        issues = context.sheet.issues
        issues.append(Issue(Severity.INFO, "grid_of_months", name, values=values))
        if _looks_billed([row for row in rows if not row.has_errors()], months):
            issues.append(Issue(Severity.WARNING, "grid_looks_billed", name))
    return ContractGrid(months, first, last, Counter(_key(row) for row in rows))


def _looks_billed(
    rows: Sequence[RowValues], months: Mapping[str, dt.date | None]
) -> bool:
    """Most amounts stand alone between empty months, as invoices do, not fees."""
    names = list(months)
    if len(names) < _FEWEST_MONTHS:
        return False
    amounts = alone = 0
    for row in rows:
        filled = [bool(row.number_of(name)) for name in names]
        for at, has in enumerate(filled):
            beside = (at and filled[at - 1]) or filled[at + 1 : at + 2] == [True]
            amounts += has
            alone += has and not beside
    return alone > _MOSTLY * amounts


def _key(row: RowValues) -> tuple[str, ...]:
    who = next((row.written(name) for name in _WHO if name in row.values), "")
    what = (row.text(name) or "" for name in ("external_id", "product"))
    return bare_name(who), *(text.casefold() for text in what)


def build_contract_months(
    row: RowValues, context: ImportContext, grid: ContractGrid
) -> PlannedRow:
    """Plan the contracts of a row with a column per month."""
    rejected = PlannedRow(row.number, Outcome.REJECTED)
    amounts = _amounts(row, grid)
    if row.has_errors():
        return rejected
    client = resolve_client(row, context, required=True)
    if client is None:
        return rejected
    owner = (client, context.product(row.text("product")))
    code = row.text("external_id")
    known = [
        contract
        for contract in contracts_of(context, owner)
        if code is None or _is_of(contract, code)
    ]
    at = _GridRow(row, context, grid, owner, known)
    alone = grid.rows[_key(row)]
    changes: Changes = {}
    if alone == 1:
        changes |= _end_before(at, amounts)
    outcomes = [Outcome.CHANGED if changes else Outcome.UNCHANGED]
    runs = _runs(amounts, grid)
    left_out = 0
    for run in runs:
        free = [one for one in known if _meets(one, run) and one.id not in grid.taken]
        if len(free) > alone:
            row.error("several_contracts", "client", count=len(free))
            return rejected
        if not free and "contract" in context.plan.refused:
            left_out += 1
            continue
        outcome, more = _plan_run(at, run, free)
        outcomes.append(outcome)
        changes |= more
    if left_out and left_out == len(runs) and not changes:
        raise NotAddedError
    return PlannedRow(row.number, strongest(outcomes), changes)


def _amounts(row: RowValues, grid: ContractGrid) -> dict[dt.date, int]:
    """Amounts of the row by month, zeros too, with an error for what is no price."""
    amounts: dict[dt.date, int] = {}
    for name, month in grid.months.items():
        amount = row.minor(name)
        if amount is None:
            continue
        if amount < 0:
            row.error("negative_amount", name)
        elif month is not None:
            amounts[month] = amount
        elif amount:
            row.error("month_without_year", name)
    return amounts


def _is_of(contract: KnownContract, code: str) -> bool:
    """The contract has the row's number, or is a later one of the same number."""
    own = str(contract.record.get("code") or "").casefold()
    folded = code.casefold()
    return own == folded or own.startswith(f"{folded}/")


def _runs(amounts: Mapping[dt.date, int], grid: ContractGrid) -> list[_Run]:
    """The row's amounts as months that follow one another in the grid."""
    months = sorted(
        month
        for month in set(grid.months.values())
        if month is not None and month <= grid.last
    )
    runs: list[_Run] = []
    current: dict[dt.date, int] = {}
    for month in months:
        if amounts.get(month):
            current[month] = amounts[month]
        elif current:
            runs.append(_Run(current, month, goes_on=False))
            current = {}
    if current:
        runs.append(_Run(current, add_months(grid.last, 1), goes_on=True))
    return runs


def _meets(contract: KnownContract, run: _Run) -> bool:
    """The contract is in force at some time of the run, or goes on from it."""
    until = run.end if run.goes_on else run.end - dt.timedelta(days=1)
    return contract.start <= until and contract.end > run.start


def _end_before(at: _GridRow, amounts: Mapping[dt.date, int]) -> Changes:
    """End what an earlier grid let go on, where this one begins without an amount."""
    changes: Changes = {}
    first = at.grid.first
    if amounts.get(first) or not amounts:
        return changes
    for contract in at.known:
        if contract.start < first < contract.end:
            changes |= contract.set_field(at.context, "end_on", first.isoformat())
    return changes


def _plan_run(
    at: _GridRow, run: _Run, free: Sequence[KnownContract]
) -> tuple[Outcome, Changes]:
    """Bring the contract of a run up to date, or plan one."""
    if not free:
        at.grid.taken.add(_new_contract(at, run).id)
        return Outcome.ADDED, {}
    contract = min(free, key=lambda one: _strangeness(one, run))
    at.grid.taken.add(contract.id)
    changes = _move(at, contract, run)
    for month, amount in run.amounts.items():
        changes |= _set_month(at.context, contract, month, amount)
    return (Outcome.CHANGED if changes else Outcome.UNCHANGED), changes


def _strangeness(contract: KnownContract, run: _Run) -> tuple[bool, bool, int]:
    """Of several contracts, the one of the same start and amount is meant."""
    last = max(run.amounts)
    term = contract.last_term_before(add_months(last, 1))
    same = term is not None and _is(term, run.amounts[last])
    return contract.start != run.start, not same, abs(contract.id)


def _new_contract(at: _GridRow, run: _Run) -> KnownContract:
    client, product = at.owner
    # What a later grid gave does not go on from this one.
    later = any(one.start > run.end for one in at.known)
    code = _free_code(at)
    values: Record = {
        "code": code,
        "client_id": client,
        "product_id": product,
        "start_on": run.start.isoformat(),
        "end_on": run.end.isoformat() if later or not run.goes_on else None,
        "currency": at.context.currency(at.row),
        "account_manager": at.row.text("account_manager"),
    }
    given: Record = {name: value for name, value in values.items() if value is not None}
    identifier = at.context.plan.add("contract", given)
    if code is not None:
        at.context.planned["contract", code.casefold()] = identifier
    contract = KnownContract({"id": identifier, "product_id": product, **given})
    contracts_of(at.context, at.owner).append(contract)
    at.known.append(contract)
    for month, amount in run.amounts.items():
        _set_month(at.context, contract, month, amount)
    return contract


def _free_code(at: _GridRow) -> str | None:
    """The row's number; a contract after a gap has it with a figure behind."""
    code = at.row.text("external_id")
    if code is None:
        return None
    used = {str(one.record.get("code") or "").casefold() for one in at.known}
    free, number = code, 1
    while free.casefold() in used or at.context.contract(free) is not None:
        number += 1
        free = f"{code}/{number}"
    return free


def _move(at: _GridRow, contract: KnownContract, run: _Run) -> Changes:
    """Let the contract begin and end where the amounts do."""
    changes: Changes = {}
    next_month = add_months(run.start, 1)
    # The grid does not tell what was before it, nor the day within a month.
    early = contract.start < run.start and run.start > at.grid.first
    if early or contract.start >= next_month:
        changes |= contract.set_field(at.context, "start_on", run.start.isoformat())
    if not run.goes_on:
        changes |= contract.set_field(at.context, "end_on", run.end.isoformat())
    elif contract.end < run.end:
        changes |= contract.set_field(at.context, "end_on", None)
    return changes


def _set_month(
    context: ImportContext, contract: KnownContract, month: dt.date, amount: int
) -> Changes:
    """Make the contract's price at the end of a month the amount of that month."""
    next_month = add_months(month, 1)
    term = contract.last_term_before(next_month)
    if term is not None and _is(term, amount):
        return {}
    since = dt.date.fromisoformat(str(term["valid_from"])) if term else month
    within = month < since < next_month
    return contract.set_amount(context, since if within else month, amount)


def _is(term: Record, amount: int) -> bool:
    return abs(monthly(term) - amount) < _LESS_THAN_A_CENT
