"""Each reason for which a row is kept out, with the cell that it names."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kpidesk.importing.context import ImportChoices
from kpidesk.importing.issues import SENTENCES, Issue, Severity
from kpidesk.importing.plan import ImportPlan, Outcome
from kpidesk.importing.reading.values import MISSING, CellError
from tests.importing.plans import plan_sheets

Rows = list[list[Any]]
CLIENTS: Rows = [["Codice", "Cliente"], ["C1", "Rossi Srl"], ["C2", "Verdi Snc"]]
CONTRACT = ["Contratto", "Cliente", "Canone mensile", "Data inizio", "Data fine"]
TICKET = ["ID", "Cliente", "Oggetto", "Aperto il", "Prima risposta", "Risolto il"]


def errors(plan: ImportPlan) -> list[tuple[str, int, str, str]]:
    return [
        (issue.code, issue.row, issue.column, issue.value)
        for issue in plan.issues
        if issue.severity is Severity.ERROR
    ]


def contracts(*rows: list[Any]) -> ImportPlan:
    return plan_sheets({"Clienti": CLIENTS, "Contratti": [CONTRACT, *rows]})


def tickets(*rows: list[Any]) -> ImportPlan:
    return plan_sheets({"Clienti": CLIENTS, "Ticket": [TICKET, *rows]})


GOOD = ["K1", "Rossi Srl", "100,00", "13/01/2024", ""]


@pytest.mark.parametrize(
    ("row", "error"),
    [
        (
            ["K2", "Rosi Srl", "1,50", "13/01/2024", ""],
            ("unknown_client_suggestion", 3, "Cliente", "Rosi Srl"),
        ),
        (
            ["K2", "Nessuno Spa", "1,50", "13/01/2024", ""],
            ("unknown_client", 3, "Cliente", "Nessuno Spa"),
        ),
        (
            ["K2", "", "1,50", "13/01/2024", ""],
            ("missing_required", 3, "Cliente", ""),
        ),
        (
            ["K2", "Verdi Snc", "", "13/01/2024", ""],
            ("missing_required", 3, "Canone mensile", ""),
        ),
        (
            ["K2", "Verdi Snc", "1,50", "", ""],
            ("missing_required", 3, "Data inizio", ""),
        ),
        (
            ["K2", "Verdi Snc", "1,50", "31/02/2024", ""],
            ("bad_date", 3, "Data inizio", "31/02/2024"),
        ),
        (
            ["K2", "Verdi Snc", "circa cento", "13/01/2024", ""],
            ("bad_amount", 3, "Canone mensile", "circa cento"),
        ),
        (
            ["K2", "Verdi Snc", "-1,50", "13/01/2024", ""],
            ("negative_amount", 3, "Canone mensile", "-1,50"),
        ),
        (
            ["K2", "Verdi Snc", "1,50", "13/01/2024", "15/12/2023"],
            ("end_before_start", 3, "Data fine", "15/12/2023"),
        ),
        (
            ["K1", "Verdi Snc", "1,50", "13/01/2024", ""],
            ("duplicate_row", 3, "", ""),
        ),
        (
            ["K2", "Verdi Snc", CellError("#N/D"), "13/01/2024", ""],
            ("error_cell", 3, "Canone mensile", "#N/D"),
        ),
        (
            ["K2", "Verdi Snc", MISSING, "13/01/2024", ""],
            ("formula_without_value", 3, "Canone mensile", ""),
        ),
    ],
)
def test_contract_rows(row: list[Any], error: tuple[str, int, str, str]) -> None:
    plan = contracts(GOOD, row)

    assert errors(plan) == [error]
    assert len(plan.adds["contract"]) == 1


@pytest.mark.parametrize(
    ("row", "error"),
    [
        (
            [2, "Rossi Srl", "x", "15/03/2024 10:00", "15/03/2024 09:00", ""],
            ("answered_before_opened", 3, "Prima risposta", "15/03/2024 09:00"),
        ),
        (
            [2, "Rossi Srl", "x", "15/03/2024 10:00", "", "14/03/2024 09:00"],
            ("resolved_before_opened", 3, "Risolto il", "14/03/2024 09:00"),
        ),
        (
            [2, "Rossi Srl", "x", "ieri", "", ""],
            ("bad_date", 3, "Aperto il", "ieri"),
        ),
        (
            [1, "Rossi Srl", "x", "15/03/2024 10:00", "", ""],
            ("duplicate_row", 3, "", ""),
        ),
    ],
)
def test_ticket_rows(row: list[Any], error: tuple[str, int, str, str]) -> None:
    plan = tickets([1, "Rossi Srl", "x", "13/03/2024 10:00", "", ""], row)

    assert errors(plan) == [error]


def test_a_duplicate_names_the_first_row() -> None:
    plan = contracts(GOOD, GOOD)
    [issue] = [issue for issue in plan.issues if issue.code == "duplicate_row"]

    assert issue.values["first"] == "2"


def test_a_duplicate_in_another_sheet_names_that_sheet() -> None:
    row = [1, "Rossi Srl", "x", "13/03/2024 10:00", "", ""]
    plan = plan_sheets(
        {"Clienti": CLIENTS, "Ticket 2024": [TICKET, row], "Ticket 2025": [TICKET, row]}
    )
    [issue] = [issue for issue in plan.issues if issue.code == "duplicate_row"]

    assert issue.sheet == "Ticket 2025"
    assert issue.values["first"] == "2 (Ticket 2024)"


def test_scores_off_the_scale() -> None:
    plan = plan_sheets(
        {
            "Sondaggi": [
                ["Data", "Tipo", "Punteggio"],
                ["13/03/2024", "NPS", 9],
                ["14/03/2024", "NPS", 11],
                ["15/03/2024", "CSAT", "7/5"],
            ]
        }
    )

    assert [error[:3] for error in errors(plan)] == [
        ("off_scale", 3, "Punteggio"),
        ("off_scale", 4, "Punteggio"),
    ]


def test_a_conversion_before_the_lead() -> None:
    plan = plan_sheets(
        {
            "Lead": [
                ["Nome", "Creato il", "Convertito il"],
                ["Ada", "13/03/2024", "12/03/2024"],
            ]
        }
    )

    assert errors(plan) == [("before_creation", 2, "Convertito il", "12/03/2024")]


def test_several_clients_of_one_name() -> None:
    plan = plan_sheets(
        {
            "Clienti": [["Codice", "Cliente"], ["C1", "Rossi"], ["C2", "Rossi"]],
            "Contratti": [CONTRACT, ["K1", "Rossi", "1,00", "13/01/2024", ""]],
        }
    )

    assert errors(plan) == [("ambiguous_client", 2, "Cliente", "Rossi")]


def test_english_dates_that_can_be_read_in_two_ways_name_the_option() -> None:
    sheets: dict[str, Rows] = {
        "Customers": [["Customer", "City"], ["Rossi", "Turin"]],
        "Contracts": [
            ["Contract number", "Customer", "Monthly fee", "Start date"],
            ["K1", "Rossi", 100, "03/04/2024"],
        ],
    }
    plan = plan_sheets(sheets)

    assert errors(plan) == [("ambiguous_date", 2, "Start date", "03/04/2024")]
    assert "--date-order" in plan.issues[-1].message


def test_english_amounts_that_can_be_read_in_two_ways_name_the_option() -> None:
    sheets: dict[str, Rows] = {
        "Customers": [["Customer", "City"], ["Rossi", "Turin"]],
        "Contracts": [
            ["Contract number", "Customer", "Monthly fee", "Start date"],
            ["K1", "Rossi", "1,200", dt.date(2024, 1, 1)],
        ],
    }
    plan = plan_sheets(sheets)

    assert errors(plan) == [("ambiguous_number", 2, "Monthly fee", "1,200")]
    assert "--decimal" in plan.issues[-1].message


def test_a_period_that_nobody_knows_is_no_guess() -> None:
    plan = plan_sheets(
        {
            "Clienti": CLIENTS,
            "Contratti": [
                ["Contratto", "Cliente", "Importo", "Periodicità", "Data inizio"],
                ["K1", "C1", "1,00", "a consumo", "13/01/2024"],
            ],
        }
    )

    assert errors(plan) == [("bad_choice", 2, "Periodicità", "a consumo")]


def test_a_status_of_the_house_loses_no_row() -> None:
    plan = plan_sheets(
        {
            "Ticket": [
                ["ID", "Oggetto", "Stato", "Aperto il"],
                [1, "x", "parcheggiato", "13/03/2024"],
                [2, "y", "parcheggiato", "14/03/2024"],
            ]
        }
    )
    told = [issue for issue in plan.issues if issue.code == "bad_choice"]

    assert errors(plan) == []
    # The same value is told once, not for every row.
    assert [(issue.severity, issue.row) for issue in told] == [(Severity.WARNING, 2)]


def test_unknown_clients_are_created_when_a_person_says_so() -> None:
    sheets: dict[str, Rows] = {
        "Clienti": CLIENTS,
        "Contratti": [CONTRACT, ["K1", "Nuova Spa", "1,00", "13/01/2024", ""]],
    }
    plan = plan_sheets(sheets, ImportChoices(create_clients=True))

    assert errors(plan) == []
    assert plan.sheets[1].created_clients == ["Nuova Spa"]


def test_a_rejected_row_leaves_no_client_behind() -> None:
    sheets: dict[str, Rows] = {
        "Contratti": [CONTRACT, ["K1", "Nuova Spa", "cento", "13/01/2024", ""]]
    }
    plan = plan_sheets(sheets, ImportChoices(create_clients=True))

    assert "client" not in plan.adds


def test_equal_anonymous_answers_are_two() -> None:
    row = ["13/03/2024", "NPS", 9]
    plan = plan_sheets({"NPS": [["Data", "Tipo", "Punteggio"], row, row]})

    assert len(plan.adds["survey_answer"]) == 2


def test_equal_costs_are_two() -> None:
    row = ["13/03/2024", "Marketing", "10,00"]
    plan = plan_sheets({"Costi": [["Data", "Categoria", "Importo"], row, row]})

    assert len(plan.adds["cost"]) == 2


def test_an_amount_of_another_magnitude_is_asked_about() -> None:
    rows = [[f"K{n}", "C1", "100,00", "13/01/2024", ""] for n in range(9)]
    plan = contracts(*rows, ["K9", "C1", "10.000,00", "13/01/2024", ""])
    [issue] = [issue for issue in plan.issues if issue.code == "outlier"]

    assert (issue.severity, issue.row) == (Severity.WARNING, 11)
    assert plan.sheets[1].count(Outcome.ADDED) == 10


def test_clients_that_look_alike_are_asked_about() -> None:
    plan = plan_sheets(
        {
            "Clienti": [
                ["Codice", "Cliente"],
                ["1", "Officine Rossi Srl"],
                ["2", "Oficine Rossi Srl"],
                ["3", "Cliente 12"],
                ["4", "Cliente 13"],
            ]
        }
    )

    assert [
        (issue.row, issue.values["other"])
        for issue in plan.issues
        if issue.code == "near_duplicate_client"
    ] == [(3, "Officine Rossi Srl")]


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_can_be_said(code: str) -> None:
    names = (
        "suggestion first low high other times count text end start response resolved"
        " opened created own month day"
    )
    values = dict.fromkeys(names.split(), "x")
    issue = Issue(Severity.INFO, code, "Foglio", 1, "Colonna", "valore", values)

    assert "{" not in issue.message
