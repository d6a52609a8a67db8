"""Why a price changed, from whatever a sheet of prices calls it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kpidesk.importing.issues import Severity
from kpidesk.importing.plan import ImportPlan, Outcome
from kpidesk.importing.value_likeness import known_value
from tests.importing.plans import Rows, book_of, plan_of

EXISTING: dict[str, Any] = {
    "client": [{"id": 1, "code": None, "name": "Alfa Srl", "tax_id": None}],
    "contract": [
        {"id": 7, "code": "K1", "client_id": 1, "product_id": None,
         "start_on": "2024-01-01", "status": "signed", "end_on": None}
    ],
    "price_term": [
        {"id": 3, "contract_id": 7, "valid_from": "2024-01-01", "interval": "monthly",
         "amount_minor": 10_000, "months_num": 1, "months_den": 1,
         "quantity_milli": 1000, "discount_ppm": 0, "change_kind": None}
    ],
}  # fmt: skip
WRITTEN = {
    "upsell": (
        "Ampliamento a 20 postazioni",
        "più utenti",
        "Mais utilizadores",
        "mais licenças",
        "Upgrade piano Pro",
        "Upsell",
    ),
    "price": ("Aumento listino 2026", "Reajuste de tabela", "Price increase"),
    "indexation": (
        "Adeguamento ISTAT (FOI gennaio)",
        "indicizzazione",
        "Reajuste anual",
        "IPCA",
        "IGP-M",
        "INPC acumulado",
        "Atualização de preços 2026",
        "Coeficiente de atualização 1,0216",
        "indexação",
        "CPI uplift",
    ),
    "other": ("Rinegoziazione", "outro", "Other"),
}


def plan(heading: str, *reasons: str) -> ImportPlan:
    rows: Rows = [
        ["Contratto", "Decorrenza", "Nuovo canone", heading],
        *(
            ["K1", date(2025 + at, 1, 1), 110 + at, reason]
            for at, reason in enumerate(reasons)
        ),
    ]
    return plan_of({"book.xlsx": book_of({"Prezzi": rows})}, existing=EXISTING)


@pytest.mark.parametrize(
    ("text", "kind"), [(text, kind) for kind, all_ in WRITTEN.items() for text in all_]
)
def test_reasons_are_known_in_every_language(text: str, kind: str) -> None:
    assert known_value("price_change", text) == kind


@pytest.mark.parametrize("text", ["aumento", "delibera del 3/5", "non ISTAT"])
def test_no_reason_is_made_up(text: str) -> None:
    assert known_value("price_change", text) is None


@pytest.mark.parametrize(
    "heading", ["Motivo variazione", "Motivo do reajuste", "Reason", "Tipo adeguamento"]
)
def test_a_price_history_brings_its_reasons(heading: str) -> None:
    made = plan(heading, "ISTAT", "", "Upsell")

    terms = [term for _, term in made.adds["price_term"]]
    assert [term.get("change_kind") for term in terms] == ["indexation", None, "upsell"]
    assert not made.sheets[0].issues


def test_an_unknown_reason_is_said_and_does_not_cost_the_price() -> None:
    made = plan("Motivo", "delibera", "ISTAT")

    assert [row.outcome for row in made.sheets[0].rows] == [Outcome.ADDED] * 2
    [term, _] = [term for _, term in made.adds["price_term"]]
    assert term["amount_minor"] == 11_000
    assert "change_kind" not in term
    [issue] = made.sheets[0].issues
    assert (issue.severity, issue.value) == (Severity.WARNING, "delibera")


def test_a_reason_completes_a_price_that_is_there() -> None:
    rows: Rows = [
        ["Contratto", "Decorrenza", "Canone", "Periodicità", "Causale"],
        ["K1", date(2024, 1, 1), 100, "mensile", "Ampliamento"],
    ]
    made = plan_of({"book.xlsx": book_of({"Prezzi": rows})}, existing=EXISTING)

    assert made.changes["price_term"] == {3: {"change_kind": "upsell"}}
