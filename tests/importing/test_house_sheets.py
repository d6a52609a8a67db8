"""What the rows of sheets that were once misread become, figure by figure."""

from __future__ import annotations

from typing import Any

import pytest

from tests.importing.house_sheets import BOOKS
from tests.importing.test_wild_sheets import planned

_BOOKS = {book.name: book for book in BOOKS}
_VALUES: tuple[tuple[str, str, int, dict[str, Any]], ...] = (
    ("it anagrafica con fee", "contract", 1, {"end_on": "2025-05-01"}),
    ("it anagrafica con fee", "contract", 0, {"end_on": None}),
    (
        "it registro assistenza",
        "ticket",
        0,
        {"opened_at": "2026-03-02T09:15:00", "effort_minutes": 30},
    ),
    (
        "it registro assistenza",
        "ticket",
        1,
        {"effort_minutes": 120, "opened_at": "2026-03-02T11:40:00"},
    ),
    ("ptBR chamados mês agrupado", "ticket", 1, {"sla_met": 0}),
    (
        "en hubspot deals",
        "lead",
        0,
        {"outcome": "converted", "converted_on": "2026-02-15", "lost_on": None},
    ),
    ("en hubspot deals", "lead", 1, {"outcome": "lost", "converted_on": None}),
    (
        "en hubspot deals",
        "lead",
        2,
        {"outcome": "open", "converted_on": None, "lost_on": None},
    ),
    (
        "ptBR rd station crm",
        "lead",
        1,
        {"outcome": "lost", "lost_on": "2026-02-20", "converted_on": None},
    ),
    ("en salesforce opps", "lead", 1, {"outcome": "lost", "converted_on": None}),
    ("en salesforce opps", "lead", 2, {"outcome": "open", "converted_on": None}),
    ("it offerte excel", "lead", 0, {"outcome": "converted"}),
    ("it offerte excel", "lead", 2, {"outcome": "open"}),
    (
        "ptBR omie contas a receber",
        "invoice",
        0,
        {"code": "00000451", "paid_on": "2026-03-09"},
    ),
    ("ptBR omie contas a receber", "invoice", 1, {"paid_on": None}),
    ("ptPT faturas emitidas", "invoice", 0, {"amount_minor": 10000}),
    (
        "ptPT phc conta corrente",
        "invoice",
        0,
        {"code": "000101", "amount_minor": 10000, "paid_on": "2026-03-01"},
    ),
    ("ptPT phc conta corrente", "client", 0, {"name": "Alves Lda"}),
    ("en google ads", "cost", 0, {"purpose": "marketing", "amount_minor": 6000}),
    ("ptBR despesas csv", "cost", 0, {"amount_minor": 150000}),
    ("it clienti persi", "client", 0, {"code": "0101"}),
    (
        "ptBR clientes com valor",
        "price_term",
        0,
        {"amount_minor": 19990, "interval": "monthly"},
    ),
    ("ptBR clientes com valor", "client", 0, {"name": "Sol"}),
    ("it fatture con totali trimestre", "invoice", 0, {"amount_minor": 100000}),
    ("it fatture con totali trimestre", "invoice", 2, {"code": "3"}),
    (
        "en customers stripe csv",
        "client",
        0,
        {"name": "Acme", "signed_up_on": "2025-01-10"},
    ),
    ("it nps clienti trimestre colonne", "survey_answer", 0, {"survey": "nps"}),
    (
        "en customers arr",
        "price_term",
        0,
        {"amount_minor": 1200000, "interval": "annual"},
    ),
    (
        "it ticket mail",
        "ticket",
        0,
        {
            "first_response_at": "2026-03-02T09:15:00",
            "resolved_at": "2026-03-02T12:30:00",
        },
    ),
    ("it ticket mail", "ticket", 1, {"resolved_at": None, "status": "in_progress"}),
    (
        "it due righe e note",
        "price_term",
        0,
        {"interval": "annual", "amount_minor": 120000},
    ),
    ("it due righe e note", "price_term", 1, {"interval": "monthly"}),
    ("it dipendenti libro", "staff", 0, {"name": "Mario Rossi", "code": "001"}),
    ("it clienti persi", "client", 0, {"lost_on": "2025-12-31"}),
    ("ptBR movidesk", "client", 0, {"name": "Padaria Sol"}),
    ("it pagato fino al", "contract", 0, {"end_on": None}),
    ("en help desk with companies", "client", 0, {"name": "Acme"}),
    ("ptPT vencimento ao mês", "staff", 0, {"yearly_salary_minor": None}),
)
"""Name of a book, kind of record, which of those planned, and some of its fields."""


@pytest.mark.parametrize(("name", "kind", "index", "expected"), _VALUES)
def test_a_row_says_what_a_person_reads_in_it(
    name: str, kind: str, index: int, expected: dict[str, Any]
) -> None:
    book = _BOOKS[name]
    plan = planned(book)
    _identifier, values = plan.adds[kind][index]

    assert {field: values.get(field) for field in expected} == expected


@pytest.mark.parametrize(
    ("name", "code", "column"),
    [
        ("ptBR despesas csv", "outflows_assumed", "Valor"),
        ("it dipendenti libro", "surname_joined", "Cognome"),
    ],
)
def test_what_was_concluded_is_said(name: str, code: str, column: str) -> None:
    book = _BOOKS[name]
    plan = planned(book)

    assert [issue.column for issue in plan.issues if issue.code == code] == [column]
