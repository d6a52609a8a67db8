"""Lists of invoices: what is paid, when, and what is not an invoice any more."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kpidesk.importing.context import ImportChoices
from kpidesk.importing.plan import ImportPlan, Outcome
from tests.importing.plans import book_of, plan_of, saved

D = dt.date
CREATE = ImportChoices(create_clients=True)


def plan(*rows: list[Any], existing: dict[str, Any] | None = None) -> ImportPlan:
    head = ["N. fattura", "Data fattura", "Cliente", "Imponibile", "Scadenza", "Stato"]
    book = book_of({"Fatture": [head, *rows]})
    return plan_of({"book.xlsx": book}, CREATE, existing)


def codes(made: ImportPlan) -> list[tuple[int, str]]:
    return [
        (issue.row, issue.code)
        for sheet in made.sheets
        for issue in sheet.issues
        if issue.code not in {"client_created", "unmatched_column"}
    ]


@pytest.mark.parametrize(
    "word", ["Pagata", "saldata", "Paid", "Liquidada", "Sì", "Sim"]
)
def test_paid_without_a_day_counts_as_paid_when_it_fell_due(word: str) -> None:
    made = plan(
        ["1", D(2024, 1, 31), "Alfa", 100, D(2024, 3, 1), word],
        ["2", D(2024, 2, 29), "Alfa", 100, None, word],
        ["3", D(2024, 2, 29), "Alfa", 100, D(2024, 4, 1), "Da pagare"],
    )
    paid = [values.get("paid_on") for _id, values in made.adds["invoice"]]
    assert paid == ["2024-03-01", "2024-02-29", None]
    # Told once for the sheet.
    assert codes(made) == [(2, "payment_assumed")]


def test_a_payment_that_is_dated_is_not_overwritten_by_an_assumption() -> None:
    row = ["1", D(2024, 1, 31), "Alfa", 100, D(2024, 3, 1), "Pagata"]
    records = saved(plan(row), {})
    records["invoice"] = [
        {
            "id": 1,
            "code": "1",
            "client_id": 1,
            "issued_on": "2024-01-31",
            "due_on": "2024-03-01",
            "paid_on": "2024-02-20",
            "amount_minor": 10_000,
            "currency": None,
        }
    ]
    again = plan(row, existing=records)
    assert [found.outcome for found in again.sheets[0].rows] == [Outcome.UNCHANGED]
    assert not again.changes


def test_a_cancelled_invoice_stays_out_and_is_told() -> None:
    made = plan(["1", D(2024, 1, 31), "Alfa", 100, D(2024, 3, 1), "Annullata"])
    assert "invoice" not in made.adds
    assert codes(made) == [(2, "invoice_cancelled")]
    assert [found.outcome for found in made.sheets[0].rows] == [Outcome.UNCHANGED]
