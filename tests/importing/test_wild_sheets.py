"""How much of a sheet that nobody prepared is understood without help."""

from __future__ import annotations

import pytest

from kpidesk.importing.context import ImportChoices
from kpidesk.importing.plan import ImportPlan, Outcome, SheetPlan
from tests.importing import house_sheets, unseen_sheets, wild_sheets
from tests.importing.plans import book_of, plan_of
from tests.importing.wild_sheets import WildBook, WildTable

ALL = (*wild_sheets.BOOKS, *unseen_sheets.BOOKS, *house_sheets.BOOKS)
FEWEST = 0.95


def planned(book: WildBook) -> ImportPlan:
    choices = ImportChoices(create_clients=book.creates)
    return plan_of({book.name: book_of(book.sheets, book.merges, book.text)}, choices)


def pairs(book: WildBook, plan: ImportPlan) -> list[tuple[WildTable, SheetPlan]]:
    found = []
    for name, tables in book.expected.items():
        sheets = [sheet for sheet in plan.sheets if sheet.sheet == name]
        assert len(sheets) == len(tables), (book.name, name)
        found += list(zip(tables, sheets, strict=True))
    return found


def right_columns(table: WildTable, sheet: SheetPlan) -> tuple[int, int]:
    """How many of a table's columns hold the field they should, of how many."""
    wanted = [name for name in table.fields if name not in {"", "-"}]
    if sheet.match is None or sheet.match.layout.entity != table.kind:
        return 0, len(wanted)
    names = [column.name.partition("#")[0] for column in sheet.match.columns]
    right = sum(
        1
        for name, choices in zip(names, table.fields, strict=False)
        if choices not in {"", "-"} and name in choices.split("|")
    )
    return right, len(wanted)


@pytest.mark.parametrize(
    "books", [wild_sheets.BOOKS, unseen_sheets.BOOKS, house_sheets.BOOKS]
)
def test_nearly_all_columns_are_matched_without_help(
    books: tuple[WildBook, ...],
) -> None:
    shares = [
        right_columns(table, sheet)
        for book in books
        for table, sheet in pairs(book, planned(book))
    ]
    right = sum(share[0] for share in shares)
    wanted = sum(share[1] for share in shares)

    assert right >= FEWEST * wanted, f"{right} of {wanted}"


@pytest.mark.parametrize("book", ALL, ids=lambda book: book.name)
def test_every_table_is_taken_for_what_it_is(book: WildBook) -> None:
    for table, sheet in pairs(book, planned(book)):
        kind = sheet.match.layout.entity if sheet.match else ""

        assert kind == table.kind, sheet.sheet


@pytest.mark.parametrize("book", ALL, ids=lambda book: book.name)
def test_every_row_becomes_what_it_should(book: WildBook) -> None:
    for table, sheet in pairs(book, planned(book)):
        assert sheet.count(Outcome.ADDED) == table.added, sheet.issues
        assert sheet.count(Outcome.REJECTED) == table.rejected, sheet.issues


@pytest.mark.parametrize("book", ALL, ids=lambda book: book.name)
def test_no_row_vanishes(book: WildBook) -> None:
    for sheet in planned(book).sheets:
        assert sheet.read == len(sheet.rows) + sum(sheet.ignored.values())
