"""Columns are matched by words and values, on sheets that nothing was tuned on too."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kpidesk.importing.context import ImportChoices
from kpidesk.importing.header_likeness import header_score
from kpidesk.importing.plan import ImportPlan
from tests.importing.office import OfficeSheet, office_sheets
from tests.importing.plans import Rows, plan_sheets

D = dt.date


def names_of(plan: ImportPlan) -> dict[str, str]:
    """The field of each header of the only sheet, ``-`` for none."""
    (sheet,) = plan.sheets
    if sheet.match is None:
        return {}
    return {
        column.column.header: column.name if column.field else "-"
        for column in sheet.match.columns
    }


def names_in(name: str, rows: Rows) -> dict[str, str]:
    return names_of(plan_sheets({name: rows}))


def right_columns(sheet: OfficeSheet) -> int:
    names = names_in(sheet.name, sheet.rows)
    return sum(
        1
        for header, right in sheet.fields.items()
        if names.get(header, "?") in right.split("|")
    )


@pytest.mark.parametrize("half", ["tuned", "held_out"])
def test_columns_of_an_office_are_matched_without_help(half: str) -> None:
    sheets = office_sheets(half)
    right = sum(right_columns(sheet) for sheet in sheets)
    columns = sum(len(sheet.fields) for sheet in sheets)

    assert right >= 0.97 * columns, f"{right} of {columns}"


@pytest.mark.parametrize("half", ["tuned", "held_out"])
def test_sheets_of_an_office_are_taken_for_what_they_are(half: str) -> None:
    for sheet in office_sheets(half):
        (planned,) = plan_sheets({sheet.name: sheet.rows}).sheets

        assert planned.match is not None, sheet.name
        assert planned.match.layout.entity == sheet.kind, sheet.name
        assert len(planned.rows) == len(sheet.rows) - 1


def test_words_are_compared_not_letters() -> None:
    assert header_score("client", "email", "Forma de cobrança") < 0.6
    assert header_score("client", "email", "Condição de pagamento") < 0.6
    assert header_score("contract", "end_date", "Data di attivazione") < 0.6


@pytest.mark.parametrize(
    ("entity", "field", "header"),
    [
        ("client", "legal_name", "Rag. soc."),
        ("contract", "external_id", "Nr. contr."),
        ("contract", "notice_days", "Preavvisi (gg)"),
        ("ticket", "agent", "Resp. assegnato"),
        ("lead", "lost_reason", "Motivazione perdita"),
        ("cost", "document_no", "N.º docum."),
        ("ticket", "priority", "Prioridades"),
        ("ticket", "category", "Categroia"),
    ],
)
def test_short_plural_and_mistyped_words_are_understood(
    entity: str, field: str, header: str
) -> None:
    assert header_score(entity, field, header) >= 0.7


def test_a_tax_beside_a_name_is_another_thing() -> None:
    assert header_score("cost", "amount", "Importo IVA") < 0.6
    assert header_score("lead", "converted_at", "Data chiusura prevista") < 0.6


def test_values_give_a_column_away_under_any_header() -> None:
    names = names_in(
        "Contratti",
        [
            ["Cliente", "Dal", "Importo", "Ogni quanto", "Scrivere a", "Pagamento"],
            ["Alfa", D(2025, 1, 1), 100, "mensile", "a@alfa.it", "bonifico"],
            ["Beta", D(2025, 2, 1), 200, "annuale", "b@beta.it", "RIBA"],
        ],
    )

    assert names["Ogni quanto"] == "billing_period"
    assert names["Scrivere a"] == "client.email"
    assert names["Pagamento"] == "-"


def test_texts_under_the_name_of_a_phone_are_none() -> None:
    names = names_in(
        "Clienti",
        [
            ["Cliente", "Città", "Contatto telefonico di"],
            ["Alfa", "Asti", "Sig.ra Rosa"],
            ["Beta", "Bra", "Ugo"],
        ],
    )

    assert names["Contatto telefonico di"] != "phone"


def test_time_spent_on_tickets_that_are_dated_is_work() -> None:
    opened, closed = dt.datetime(2025, 1, 7, 9), dt.datetime(2025, 1, 8, 9)
    names = names_in(
        "Ticket",
        [
            ["Ticket", "Aperto il", "Chiuso il", "Tempo impiegato (min)"],
            ["T1", opened, closed, 30],
            ["T2", opened, closed, 45],
        ],
    )

    assert names["Tempo impiegato (min)"] == "effort"


def test_a_breached_sla_is_not_met() -> None:
    opened = dt.datetime(2025, 1, 7, 9)
    plan = plan_sheets(
        {
            "Tickets": [
                ["Ticket", "Opened at", "Priority", "SLA breached"],
                ["T1", opened, "high", "yes"],
                ["T2", opened, "high", "no"],
                ["T3", opened, "high", "violated"],
            ]
        }
    )

    assert [ticket["sla_met"] for _, ticket in plan.adds["ticket"]] == [0, 1, 0]


@pytest.mark.parametrize("cancelled", ["Cancelled on", "Data disdetta", "Cancelado em"])
def test_a_cancelling_date_is_the_end_unless_another_column_is(cancelled: str) -> None:
    head: list[Any] = ["Cliente", "Canone mensile", "Dal", cancelled]
    start, told, end = D(2024, 1, 1), D(2025, 1, 1), D(2025, 6, 1)
    alone = [head, ["Alfa", 1, start, told], ["Beta", 2, start, ""]]
    ends = [
        [*head, "Fine"],
        ["Alfa", 1, start, told, end],
        ["Beta", 2, start, "", end],
    ]

    assert names_in("Contratti", alone)[cancelled] == "end_date"
    assert names_in("Contratti", ends)[cancelled] == "cancelled_date"
    assert names_in("Contratti", ends)["Fine"] == "end_date"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("Customer ID", "Company"),
        ("Account ID", "Account"),
        ("ID Cliente", "Azienda"),
        ("ID do cliente", "Empresa"),
        ("Customer ID", "Company Name"),
    ],
)
def test_beside_a_name_the_number_of_a_client_is_its_code(code: str, name: str) -> None:
    made = plan_sheets(
        {
            "Contracts": [
                [code, name, "Start date", "MRR"],
                ["17", "Acme", dt.date(2024, 1, 1), 100],
            ]
        },
        ImportChoices(create_clients=True),
    )
    [(_id, client)] = made.adds["client"]
    assert (client["name"], client["code"]) == ("Acme", "17")


def test_headers_may_tell_what_the_name_of_a_sheet_does_not() -> None:
    """Without an opening its rows cannot be tickets; clients they are not either."""
    made = plan_sheets(
        {
            "Data": [
                ["Ticket ID", "Customer Name", "Customer Email", "Customer Age",
                 "Ticket Type", "Ticket Subject", "Status", "First Response Time",
                 "Time to Resolution"],
                ["1", "Ann", "a@b.it", 32, "Bug", "Setup", "Closed",
                 "2023-06-03 06:00:00", "2023-06-03 09:00:00"],
            ]
        },
        ImportChoices(create_clients=True),
    )  # fmt: skip
    [sheet] = made.sheets
    assert sheet.match is not None
    assert sheet.match.layout.entity == "ticket"
    assert {issue.code for issue in sheet.issues} >= {"missing_required"}
    assert not made.adds
