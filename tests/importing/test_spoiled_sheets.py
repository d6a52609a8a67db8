"""Good sheets with bad cells: always a plan that accounts for every row."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from kpidesk.importing.context import ImportChoices
from kpidesk.importing.plan import ImportPlan
from kpidesk.importing.reading.values import MISSING, CellError, Percent
from kpidesk.importing.scope import Hidden, Mode
from tests.importing import unseen_sheets, wild_sheets
from tests.importing.office import office_sheets
from tests.importing.plans import plan_sheets

Sheet = list[list[Any]]
GRID: Sheet = [
    ["Cliente", "N. contratto", *(f"{month:02}/2025" for month in range(1, 9))],
    ["Alfa", "K1", 1, 1, 2, 2, 0, 0, 3, 3],
    ["Alfa", "K2", "", "", 5, 5, 5, 5, 5, 5],
    ["Beta", "K3", 1, 2, 3, 4, 5, 6, 7, 8],
]
SHEETS: tuple[tuple[str, Sheet], ...] = (
    ("MRR", GRID),
    *((sheet.name, sheet.rows) for sheet in office_sheets("tuned")),
    *(
        (name, [list(row) for row in rows])
        for book in (*wild_sheets.BOOKS, *unseen_sheets.BOOKS)
        for name, rows in book.sheets.items()
    ),
)
NASTY: tuple[Any, ...] = (
    *(None, "", " ", "-", "n.d.", True, False, 0, -1, 1e308, -0.0, 10**30),
    *(float("nan"), float("inf"), 45000, 2958466, 0.5, Percent(0.1)),
    *(dt.date(1, 1, 1), dt.datetime.max, dt.date(2024, 2, 29), dt.time(9, 30)),
    *(dt.timedelta(days=-3), dt.timedelta(hours=30), CellError("#N/A")),
    *(MISSING, "31/02/2024", "1.234", "1,234.56", "€ -5", "12/0"),
    *("\u202egpj.exe", "e\u0301", "👩‍💻", "x" * 40_000, "a\nb", "=1+1", "0", "Totale"),
    *("2024-13-45", "25:61", "13/2025", "gen", "sì", "9/10", "١٢٣", "½", "²"),
)


def spoiled(rows: Sheet, chance: random.Random) -> Sheet:
    """The sheet with some cells, a row or a column gone wrong."""
    bad = [list(row) for row in rows]
    for _ in range(chance.randint(1, 6)):
        row = chance.choice([row for row in bad if row] or [[""]])
        at = chance.randrange(len(row))
        row[at] = chance.choice(NASTY)
    what = chance.random()
    if what < 0.15:
        bad.insert(chance.randrange(len(bad) + 1), list(chance.choice(bad)))
    elif what < 0.3:
        del bad[chance.randrange(len(bad))]
    elif what < 0.4:
        chance.shuffle(bad)
    elif what < 0.5:
        bad = [row[chance.randrange(2) :] for row in bad]
    return bad


def choices(chance: random.Random) -> ImportChoices:
    return ImportChoices(
        create_clients=chance.random() < 0.5,
        mode=chance.choice(list(Mode)),
        hidden=chance.choice(list(Hidden)),
        identities={"client": chance.choice(["", "name", "tax_id", "external_id"])},
    )


def check(plan: ImportPlan) -> None:
    for sheet in plan.sheets:
        assert sheet.read == len(sheet.rows) + sum(sheet.ignored.values())
    for issue in plan.issues:
        assert issue.message
    new = {number for items in plan.adds.values() for number, _values in items}
    for items in plan.adds.values():
        for _number, values in items:
            named = (value for name, value in values.items() if name.endswith("_id"))
            referred = {one for one in named if isinstance(one, int) and one < 0}
            assert referred <= new


def check_many(seeds: range) -> None:
    for seed in seeds:
        chance = random.Random(seed)  # noqa: S311 - tests must be the same each time
        name, rows = SHEETS[seed % len(SHEETS)]
        check(plan_sheets({name: spoiled(rows, chance)}, choices(chance)))


def test_bad_cells_never_stop_a_plan() -> None:
    check_many(range(600))


@pytest.mark.slow
def test_bad_cells_never_stop_many_plans() -> None:
    check_many(range(10_000, 20_000))


def test_what_no_record_can_hold_is_told_by_its_cell() -> None:
    head = ["Contratto", "Cliente", "Canone mensile", "Dal", "Fino al"]
    start, never = dt.date(2025, 1, 1), dt.date(9999, 12, 31)
    rows: Sheet = [
        head,
        ["K1", "Alfa", float("nan"), start, ""],
        ["K2", "Alfa", 1e308, start, ""],
        ["K3", "Alfa", 100, dt.date(1, 1, 1), ""],
        ["K4", "Alfa", 100, start, never],
        ["K5", "Alfa", 100, start, "31/12/9999"],
    ]
    made = plan_sheets({"Contratti": rows}, ImportChoices(create_clients=True))
    told = {issue.row: issue.code for issue in made.issues if issue.row}

    assert [told[row] for row in (2, 3, 4)] == ["bad_amount", "bad_amount", "bad_date"]
    ends = [values.get("end_on") for _, values in made.adds["contract"]]
    assert ends == [None, None]
