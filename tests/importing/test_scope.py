"""What a person narrows an import to: header, key, only new or known, hidden rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kpidesk.domain.records import Record
from kpidesk.importing.context import ImportChoices
from kpidesk.importing.plan import ImportPlan, Outcome
from kpidesk.importing.reading.model import WorkbookData
from kpidesk.importing.scope import BY_START, Hidden, Mode
from kpidesk.importing.table_choice import TableChoice
from tests.importing.plans import Rows, book_of, plan_of, sheet_of

D = dt.date
Before = Mapping[str, Sequence[Record]]
CLIENTS: Before = {
    "client": [
        {"id": 1, "code": "C1", "name": "Alfa Srl", "legal_name": None,
         "tax_id": "01234567897", "city": "Asti"},
        {"id": 2, "code": "C2", "name": "Beta Spa", "legal_name": None,
         "tax_id": "09876543215", "city": None},
    ]
}  # fmt: skip
SHEET = [
    ["Codice cliente", "Cliente", "Partita IVA", "Città"],
    ["C1", "Alfa Srl", "01234567897", "Torino"],
    ["C9", "Iota Snc", "01112223334", "Roma"],
]


def plan(
    rows: Rows, choices: ImportChoices, before: Before | None = None, name: str = "A"
) -> ImportPlan:
    return plan_of({"book.xlsx": book_of({name: rows})}, choices, before)


def outcomes(made: ImportPlan) -> list[Outcome]:
    return [row.outcome for sheet in made.sheets for row in sheet.rows]


def balanced(made: ImportPlan) -> bool:
    return all(
        sheet.read == len(sheet.rows) + sum(sheet.ignored.values())
        for sheet in made.sheets
    )


def hidden_book(rows: Rows, hidden: set[int], *, whole: bool = False) -> WorkbookData:
    sheet = replace(
        sheet_of("Clienti", rows), hidden_rows=frozenset(hidden), hidden=whole
    )
    return WorkbookData(Path("b.xlsx"), "xlsx", (sheet,), (), "0" * 64)


def test_only_new_records_are_added() -> None:
    made = plan(SHEET, ImportChoices(mode=Mode.ADD), CLIENTS)

    assert outcomes(made) == [Outcome.UNCHANGED, Outcome.ADDED]
    assert not made.changes
    assert balanced(made)


def test_only_known_records_are_brought_up_to_date() -> None:
    made = plan(SHEET, ImportChoices(mode=Mode.UPDATE), CLIENTS)

    assert outcomes(made) == [Outcome.CHANGED]
    assert made.changes == {"client": {1: {"city": "Torino"}}}
    assert not made.adds
    assert made.sheets[0].ignored["new"] == 1
    assert balanced(made)


def test_nothing_of_a_row_that_is_left_out_is_added() -> None:
    contracts: Rows = [
        ["Contratto", "Cliente", "Prodotto", "Canone mensile", "Dal"],
        ["K1", "Alfa Srl", "ERP", 100, D(2025, 1, 1)],
    ]
    made = plan(contracts, ImportChoices(mode=Mode.UPDATE), CLIENTS)

    assert made.is_empty
    assert made.sheets[0].ignored["new"] == 1


def test_a_known_contract_may_get_a_new_price_and_product() -> None:
    before: dict[str, Any] = {
        **CLIENTS,
        "contract": [
            {"id": 7, "code": "K1", "client_id": 1, "product_id": None,
             "start_on": "2025-01-01", "status": "signed", "end_on": None}
        ],
    }  # fmt: skip
    contracts: Rows = [
        ["Contratto", "Cliente", "Prodotto", "Canone mensile", "Dal"],
        ["K1", "Alfa Srl", "ERP", 100, D(2025, 1, 1)],
    ]
    made = plan(contracts, ImportChoices(mode=Mode.UPDATE), before)

    assert outcomes(made) == [Outcome.CHANGED]
    assert set(made.adds) == {"product", "price_term"}


def test_a_grid_updates_only_what_is_there() -> None:
    before: dict[str, Any] = {
        **CLIENTS,
        "contract": [
            {"id": 7, "code": None, "client_id": 1, "product_id": None,
             "start_on": "2025-01-01", "status": "signed", "end_on": None}
        ],
    }  # fmt: skip
    grid: Rows = [
        ["Cliente", "01/2025", "02/2025", "03/2025"],
        ["Alfa Srl", 1, 1, 2],
        ["Beta Spa", 5, 5, 5],
    ]
    made = plan(grid, ImportChoices(mode=Mode.UPDATE), before, "MRR")
    assert outcomes(made) == [Outcome.CHANGED]
    assert set(made.adds) == {"price_term"}
    assert made.sheets[0].ignored["new"] == 1

    made = plan(grid, ImportChoices(mode=Mode.ADD), before, "MRR")
    assert outcomes(made) == [Outcome.UNCHANGED, Outcome.ADDED]
    assert [values["contract_id"] for _, values in made.adds["price_term"]] != [7]


def test_rows_of_clients_that_nobody_knows_are_new() -> None:
    rows: Rows = [
        ["Contratto", "Cliente", "Canone mensile", "Dal"],
        ["K1", "Omega Tau", 100, D(2025, 1, 1)],
        ["K2", "Alfa Sr", 100, D(2025, 1, 1)],
    ]
    made = plan(rows, ImportChoices(mode=Mode.UPDATE), CLIENTS)

    assert made.sheets[0].ignored["new"] == 1
    assert outcomes(made) == [Outcome.REJECTED]
    told = [issue.code for issue in made.issues if issue.row]
    assert told == ["unknown_client_suggestion"]


def test_the_key_chosen_alone_tells_clients_apart() -> None:
    rows = [
        ["Codice cliente", "Cliente", "Partita IVA", "Città"],
        ["", "Alfa rinominata", "01234567897", "Torino"],
    ]
    by_tax = ImportChoices(identities={"client": "tax_id"})
    made = plan(rows, by_tax, CLIENTS)
    assert made.changes["client"][1]["name"] == "Alfa rinominata"

    by_code = ImportChoices(identities={"client": "external_id"})
    made = plan(rows, by_code, CLIENTS)
    assert outcomes(made) == [Outcome.REJECTED]

    by_name = ImportChoices(identities={"client": "name"})
    made = plan(rows, by_name, CLIENTS)
    assert outcomes(made) == [Outcome.ADDED]


def test_a_code_of_another_client_is_refused() -> None:
    rows = [["Codice cliente", "Cliente", "Città"], ["C2", "Alfa Srl", "Torino"]]
    made = plan(rows, ImportChoices(identities={"client": "name"}), CLIENTS)

    assert outcomes(made) == [Outcome.REJECTED]
    assert {"code_taken"} <= {issue.code for issue in made.issues}


def test_contracts_are_told_apart_by_their_start_if_a_person_says_so() -> None:
    before: dict[str, Any] = {
        **CLIENTS,
        "contract": [
            {"id": 7, "code": "OLD", "client_id": 1, "product_id": None,
             "start_on": "2025-01-01", "status": "signed", "end_on": None}
        ],
    }  # fmt: skip
    contracts: Rows = [
        ["Contratto", "Cliente", "Canone mensile", "Dal"],
        ["NEW", "Alfa Srl", 100, D(2025, 1, 1)],
    ]
    choices = ImportChoices(identities={"contract": BY_START})
    made = plan(contracts, choices, before)

    assert made.changes == {"contract": {7: {"code": "NEW"}}}


def test_the_key_is_kept_with_the_mapping() -> None:
    choice = TableChoice("client", {"cliente": "name"}, "tax_id")

    assert TableChoice.from_dict(choice.as_dict()) == choice


def test_a_person_names_the_header_row() -> None:
    rows = [
        ["Codice cliente", "Cliente", "Città"],
        ["questo", "sopra", "era il vecchio"],
        ["Chiave", "Nominativo cliente", "Comune"],
        ["C1", "Alfa Srl", "Torino"],
    ]
    made = plan(rows, ImportChoices(headers={"A": 3}))
    [sheet] = made.sheets
    assert sheet.match is not None
    assert sheet.match.table.header_row == 2
    assert outcomes(made) == [Outcome.ADDED]
    assert balanced(made)

    assert plan(rows, ImportChoices(headers={"0:A": 3})).adds == made.adds
    assert plan(rows, ImportChoices(headers={"A": 99})).is_empty


def test_hidden_rows_are_counted_and_left_out_if_a_person_says_so() -> None:
    book = hidden_book(SHEET, {2})
    made = plan_of({"b.xlsx": book})
    assert (made.hidden_rows, outcomes(made)) == (1, [Outcome.ADDED, Outcome.ADDED])
    assert "hidden_rows" in {issue.code for issue in made.issues}

    made = plan_of({"b.xlsx": book}, ImportChoices(hidden=Hidden.SKIP))
    assert outcomes(made) == [Outcome.ADDED]
    assert made.sheets[0].ignored["hidden"] == 1
    assert balanced(made)


def test_hidden_sheets_are_named_and_left_out_if_a_person_says_so() -> None:
    book = hidden_book(SHEET, set(), whole=True)
    made = plan_of({"b.xlsx": book})
    assert made.hidden_sheets == ["Clienti"]
    assert "hidden_sheet" in {issue.code for issue in made.issues}
    assert not made.is_empty

    made = plan_of({"b.xlsx": book}, ImportChoices(hidden=Hidden.SKIP))
    assert made.hidden_sheets == ["Clienti"]
    assert made.is_empty
    assert made.sheets[0].ignored["hidden"] == 3
