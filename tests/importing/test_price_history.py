"""A list of contracts with their prices beside a list of later price changes."""

from __future__ import annotations

from datetime import date
from typing import Any

from kpidesk.importing.plan import ImportPlan
from tests.importing.plans import Rows, book_of, plan_of

CLIENTS: Rows = [["Cliente", "Codice"], ["Alfa Srl", "A"]]
CONTRACTS: Rows = [
    [
        "Cliente",
        "N. contratto",
        "Canone",
        "Periodicità",
        "Quantità",
        "Sconto",
        "Inizio",
    ],
    ["Alfa Srl", "K1", 1200, "annuale", 5, "10%", date(2024, 1, 1)],
]


def prices_of(plan: ImportPlan) -> list[dict[str, Any]]:
    planned = [dict(values) for _, values in plan.adds.get("price_term", ())]
    return sorted(planned, key=lambda term: str(term["valid_from"]))


def planned(*prices: list[Any], contracts: Rows = CONTRACTS) -> list[dict[str, Any]]:
    sheets = {"Clienti": CLIENTS, "Contratti": contracts, "Prezzi": list(prices)}
    return prices_of(plan_of({"book.xlsx": book_of(sheets)}, existing={}))


def test_the_price_of_the_contract_holds_until_the_first_change() -> None:
    first, second = planned(
        ["Contratto", "Decorrenza", "Nuovo canone"], ["K1", date(2024, 7, 1), 1320]
    )
    assert (first["valid_from"], first["amount_minor"]) == ("2024-01-01", 120_000)
    assert (second["valid_from"], second["amount_minor"]) == ("2024-07-01", 132_000)


def test_what_a_change_does_not_speak_of_stays_as_it_was() -> None:
    _, changed = planned(
        ["Contratto", "Decorrenza", "Nuovo canone"], ["K1", date(2024, 7, 1), 1320]
    )
    assert (changed["interval"], changed["months_num"]) == ("annual", 12)
    assert changed["quantity_milli"] == 5000
    assert changed["discount_ppm"] == 100_000


def test_a_blank_discount_of_a_change_is_none() -> None:
    _, changed = planned(
        ["Contratto", "Decorrenza", "Nuovo canone", "Sconto"],
        ["K1", date(2024, 7, 1), 1320, None],
        ["K1", date(2024, 9, 1), 1400, "5%"],
    )[:2]
    assert changed["valid_from"] == "2024-07-01"
    assert changed.get("discount_ppm", 0) == 0
    assert changed["quantity_milli"] == 5000


def test_a_history_from_the_start_says_all() -> None:
    first, second = planned(
        ["Contratto", "Decorrenza", "Canone"],
        ["K1", date(2024, 1, 1), 900],
        ["K1", date(2024, 7, 1), 1200],
    )
    assert (first["valid_from"], first["amount_minor"]) == ("2024-01-01", 90_000)
    assert (second["valid_from"], second["amount_minor"]) == ("2024-07-01", 120_000)
    assert {first["interval"], second["interval"]} == {"annual"}
