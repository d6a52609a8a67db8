"""Costs of a year as a grid: one row per category, one column per month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kpidesk.domain.money import minor_per_major
from kpidesk.errors import UsageError
from kpidesk.i18n.messages import N_
from kpidesk.operations.edit_records import EDIT_ROWS, Edit, one_step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpidesk.domain.records import Record
    from kpidesk.operations.edit_records import Step
    from kpidesk.store.protocol import Store

MONTHS = 12
PURPOSES = ("marketing", "sales", "delivery", "support", "other")
Place = tuple[str, str, int]
"""Purpose, category and month (1–12) of a cell."""


@dataclass(frozen=True, slots=True)
class CostGrid:
    """The costs of one year in the base currency.

    Attributes:
        year: The year.
        currency: The base currency.
        rows: Purpose and category of each row.
        cells: Amount per row and month, major units; ``None`` = nothing recorded.
        counts: How many costs each amount is made of.
        foreign: How many costs in other currencies are left out.
        years: Years with costs.
    """

    year: int
    currency: str
    rows: tuple[tuple[str, str], ...]
    cells: tuple[tuple[float | None, ...], ...]
    counts: tuple[tuple[int, ...], ...]
    foreign: int
    years: tuple[int, ...]


def cost_grid(store: Store, year: int) -> CostGrid:
    """Read the costs of a year; each purpose has a row even without costs."""
    currency = store.rules().currency
    days, purposes, categories, amounts, currencies = store.columns(
        "cost", ["spent_on", "purpose", "category", "amount_minor", "currency"]
    )
    sums: dict[Place, int] = defaultdict(int)
    counts: dict[Place, int] = defaultdict(int)
    foreign = 0
    years = {year}
    for day, purpose, category, amount, own in zip(
        days, purposes, categories, amounts, currencies, strict=True
    ):
        years.add(int(day[:4]))
        if int(day[:4]) != year:
            continue
        if own and own != currency:
            foreign += 1
            continue
        place = (purpose, category or "", int(day[5:7]))
        sums[place] += amount
        counts[place] += 1
    rows = _rows({place[:2] for place in sums})
    major, months = minor_per_major(currency), range(1, MONTHS + 1)
    return CostGrid(
        year,
        currency,
        rows,
        tuple(
            tuple(
                sums[(*row, month)] / major if (*row, month) in sums else None
                for month in months
            )
            for row in rows
        ),
        tuple(tuple(counts[(*row, month)] for month in months) for row in rows),
        foreign,
        tuple(sorted(years)),
    )


def _rows(used: set[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    found = used | {
        (purpose, "") for purpose in PURPOSES if not any(u[0] == purpose for u in used)
    }
    return tuple(sorted(found, key=lambda row: (PURPOSES.index(row[0]), row[1])))


def type_costs(store: Store, year: int, cells: Mapping[Place, int | None]) -> Edit:
    """Write amounts (minor units) into cells; ``None`` empties a cell.

    Raises:
        UsageError: A cell is made of several costs; they are changed in the list.
    """
    currency = store.rules().currency
    known: dict[Place, list[Record]] = defaultdict(list)
    for record in store.records("cost"):
        day = str(record["spent_on"])
        if int(day[:4]) == year and record["currency"] in {None, currency}:
            purpose, category = str(record["purpose"]), str(record["category"] or "")
            known[purpose, category, int(day[5:7])].append(record)
    with one_step(store) as step:
        for place, amount in cells.items():
            _type_one(step, year, place, known.get(place, []), amount)
        if len(cells) > 1:
            return step.done(EDIT_ROWS, len(cells))
        return step.done(N_("edit cost"))


def _type_one(
    step: Step, year: int, place: Place, there: list[Record], amount: int | None
) -> None:
    if len(there) > 1:
        if sum(int(each["amount_minor"] or 0) for each in there) == amount:
            return
        raise UsageError(
            N_("This amount is made of several costs: change them in the list.")
        )
    if there and amount is None:
        step.remove("cost", [int(there[0]["id"] or 0)])
    elif there:
        values: Record = {"amount_minor": amount}
        step.change("cost", int(there[0]["id"] or 0), values)
    elif amount is not None:
        purpose, category, month = place
        cost: Record = {
            "spent_on": date(year, month, 1).isoformat(),
            "purpose": purpose,
            "category": category or None,
            "amount_minor": amount,
        }
        step.add("cost", [cost])
