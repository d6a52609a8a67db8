"""One sheet of clients, since when, and what they pay: clients and contracts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kpidesk.importing.context import ImportChoices
from kpidesk.importing.plan import Outcome
from kpidesk.importing.table_choice import TableChoice
from tests.importing.plans import Rows, book_of, plan_of, plan_sheets, saved

D = dt.date
IT: Rows = [
    ["Codice", "Ragione sociale", "P.IVA", "Città", "Cliente dal", "Canone mensile"],
    ["C1", "Officine Bianchi S.r.l.", "01234567897", "Modena", D(2023, 1, 2), 150],
    ["C2", "Studio Verdi", "00743110157", "Milano", D(2023, 3, 15), "320,50"],
    ["C3", "Bar Sport", "", "Milano", D(2024, 2, 1), None],
]
SHEETS: dict[str, Rows] = {
    "it": IT,
    "pt_BR": [
        ["Cód.", "Empresa", "CNPJ", "UF", "Cliente desde", "Mensalidade"],
        [1, "Padaria Sol", "11.222.333/0001-81", "SP", "02/01/2023", "R$ 150,00"],
        [2, "Oficina Lua", "22.333.444/0001-81", "SP", "15/03/2023", "R$ 320,50"],
        [3, "Bar do Zé", "", "RJ", "01/02/2024", ""],
    ],
    "pt_PT": [
        ["Nº Cliente", "Designação social", "NIPC", "Localidade", "Cliente desde",
         "Avença mensal (s/ IVA)"],
        ["C1", "Padaria Lusitana, Lda.", "501964843", "Braga", "02-01-2023", "150,00"],
        ["C2", "Clínica São José", "503504564", "Porto", "15-03-2023", "320,50"],
        ["C3", "Café Central", "", "Faro", "01-02-2024", ""],
    ],
    "en": [
        ["Customer ID", "Company", "VAT", "City", "Customer since", "MRR"],
        ["1", "Acme", "IT01234567897", "Rome", "2023-01-02", "150.00"],
        ["2", "Globex", "IT00743110157", "Rome", "2023-03-15", "320.50"],
        ["3", "Initech", "", "Rome", "2024-02-01", ""],
    ],
}  # fmt: skip


def contracts(records: dict[str, Any]) -> list[tuple[Any, ...]]:
    names = {one["id"]: one["name"] for one in records["client"]}
    prices = {one["contract_id"]: one["amount_minor"] for one in records["price_term"]}
    return [
        (names[one["client_id"]], one["start_on"], prices[one["id"]])
        for one in records["contract"]
    ]


@pytest.mark.parametrize("language", SHEETS)
@pytest.mark.parametrize("name", ["Foglio1", "Clienti"])
def test_a_list_of_clients_with_fees_gives_contracts(language: str, name: str) -> None:
    rows = SHEETS[language]
    made = plan_sheets({name: rows})
    [sheet] = made.sheets
    assert [row.outcome for row in sheet.rows] == [Outcome.ADDED] * 3
    assert "clients_pay" in {issue.code for issue in sheet.issues}
    records = saved(made, {})
    assert [client["name"] for client in records["client"]] == [
        row[1] for row in rows[1:]
    ]
    assert [client["signed_up_on"] for client in records["client"]] == [
        "2023-01-02",
        "2023-03-15",
        "2024-02-01",
    ]
    # 150.00 and 320.50 a month, each from the day of becoming a client; the third
    # pays nothing that the list tells.
    assert contracts(records) == [
        (rows[1][1], "2023-01-02", 15_000),
        (rows[2][1], "2023-03-15", 32_050),
    ]


def test_the_same_list_again_changes_nothing() -> None:
    records = saved(plan_sheets({"Clienti": IT}), {})
    again = plan_of({"book.xlsx": book_of({"Clienti": IT})}, existing=records)
    assert [row.outcome for row in again.sheets[0].rows] == [Outcome.UNCHANGED] * 3
    assert not again.adds
    assert not again.changes


def test_a_fee_that_changed_is_brought_up_to_date() -> None:
    records = saved(plan_sheets({"Clienti": IT}), {})
    dearer = [*IT[:1], [*IT[1][:5], 180], *IT[2:]]
    again = plan_of({"book.xlsx": book_of({"Clienti": dearer})}, existing=records)
    assert not again.adds
    after = saved(again, records)
    assert contracts(after)[0] == ("Officine Bianchi S.r.l.", "2023-01-02", 18_000)


CONTRACTS: Rows = [
    ["N. contratto", "Cliente", "Data inizio", "Canone mensile"],
    ["K1", "Officine Bianchi S.r.l.", D(2024, 5, 1), 200],
]


def test_where_contracts_are_listed_the_fees_only_repeat_them() -> None:
    made = plan_sheets({"Clienti": IT, "Contratti": CONTRACTS})
    kinds = [sheet.match.layout.entity for sheet in made.sheets if sheet.match]
    assert kinds == ["client", "contract"]
    assert contracts(saved(made, {})) == [
        ("Officine Bianchi S.r.l.", "2024-05-01", 20_000)
    ]


def test_fees_are_not_added_to_contracts_that_are_known() -> None:
    clients = [[*row[:5]] for row in IT]
    first = plan_sheets({"Clienti": clients, "Contratti": CONTRACTS})
    records = saved(first, {})
    later = plan_of({"book.xlsx": book_of({"Clienti": IT})}, existing=records)
    assert contracts(saved(later, records)) == [
        ("Officine Bianchi S.r.l.", "2024-05-01", 20_000),
        ("Studio Verdi", "2023-03-15", 32_050),
    ]
    left = [issue for issue in later.sheets[0].issues if issue.code == "fee_left"]
    assert [(issue.row, issue.column, issue.value) for issue in left] == [
        (2, "Canone mensile", "150")
    ]


def test_contracts_after_the_list_of_fees_are_told_to_count_twice() -> None:
    first = plan_sheets({"Clienti": IT})
    records = saved(first, {})
    for contract in records["contract"]:
        contract["end_on"] = None
    later = plan_of({"book.xlsx": book_of({"Contratti": CONTRACTS})}, existing=records)
    told = [issue for issue in later.sheets[0].issues if issue.code == "fee_of_list"]
    assert [(issue.row, issue.value) for issue in told] == [
        (2, "Officine Bianchi S.r.l.")
    ]


def test_a_person_may_say_that_it_lists_clients_alone() -> None:
    key = plan_sheets({"Foglio1": IT}).sheets[0].key
    choices = ImportChoices(tables={key: TableChoice(entity="client")})
    made = plan_sheets({"Foglio1": IT}, choices)
    assert set(made.adds) == {"client"}


def test_a_fee_without_a_day_is_told_and_the_client_taken() -> None:
    rows = [*IT[:1], ["C1", "Officine Bianchi S.r.l.", "", "Modena", None, 150]]
    made = plan_sheets({"Clienti": [*rows, IT[2]]})
    [sheet] = made.sheets
    assert [row.outcome for row in sheet.rows] == [Outcome.ADDED] * 2
    told = [issue for issue in sheet.issues if issue.code == "fee_without_start"]
    assert [(issue.row, issue.value) for issue in told] == [(2, "150")]
    assert contracts(saved(made, {})) == [("Studio Verdi", "2023-03-15", 32_050)]


def test_headings_of_groups_are_no_clients() -> None:
    rows = [IT[0], ["", "PIANO PRO"], IT[1], ["", "Piano base"], IT[2]]
    made = plan_sheets({"Clienti": rows})
    assert len(made.adds["client"]) == 2
    assert made.sheets[0].ignored["title"] == 2


def test_turnover_of_a_client_is_no_fee() -> None:
    rows = [[*IT[0][:5], "Fatturato"], *IT[1:]]
    made = plan_sheets({"Clienti": rows})
    assert set(made.adds) == {"client"}
