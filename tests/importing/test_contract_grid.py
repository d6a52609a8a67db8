"""Grids of what each client pays by month become contracts with their prices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from kpidesk.domain.records import Record
from kpidesk.importing.context import ImportChoices
from kpidesk.importing.plan import ImportPlan, Outcome
from tests.importing.plans import Rows, book_of, plan_of, saved

D = dt.date
CREATE = ImportChoices(create_clients=True)
HEAD: list[Any] = ["Cliente", "gen 2025", "feb 2025", "mar 2025", "apr 2025"]


def plan(
    rows: Rows, before: Mapping[str, Sequence[Record]] | None = None, sheet: str = "MRR"
) -> ImportPlan:
    return plan_of({"book.xlsx": book_of({sheet: rows})}, CREATE, before)


def contracts(records: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Client, start, end, and prices by day, of each contract."""
    names = {one["id"]: one["name"] for one in records["client"]}
    found = []
    for contract in records["contract"]:
        terms = sorted(
            (term["valid_from"], term["amount_minor"])
            for term in records["price_term"]
            if term["contract_id"] == contract["id"]
        )
        client = names[contract["client_id"]]
        end = contract.get("end_on")
        found.append((client, contract["start_on"], end, dict(terms)))
    return found


def outcomes(made: ImportPlan) -> list[Outcome]:
    return [row.outcome for sheet in made.sheets for row in sheet.rows]


def codes(made: ImportPlan) -> set[str]:
    return {issue.code for issue in made.issues}


def test_a_row_is_a_contract_with_its_prices() -> None:
    made = plan(
        [
            [*HEAD, "Totale"],
            ["Alfa", 100, 100, 120, 120, 440],
            ["Beta", "", 50, 50, "", 100],
            ["Gamma", 30, 0, 30, 30, 90],
            ["Totale", 130, 150, 200, 150, 630],
        ]
    )

    assert contracts(saved(made, {})) == [
        ("Alfa", "2025-01-01", None, {"2025-01-01": 10000, "2025-03-01": 12000}),
        ("Beta", "2025-02-01", "2025-04-01", {"2025-02-01": 5000}),
        ("Gamma", "2025-01-01", "2025-02-01", {"2025-01-01": 3000}),
        ("Gamma", "2025-03-01", None, {"2025-03-01": 3000}),
    ]
    assert outcomes(made) == [Outcome.ADDED] * 3
    assert made.sheets[0].ignored["total"] == 1
    told = next(issue for issue in made.issues if issue.code == "grid_of_months")
    assert told.values["month"] == "04/2025"


def test_months_to_come_do_not_end_what_goes_on() -> None:
    made = plan([HEAD, ["Alfa", 100, 100, "", ""], ["Beta", 50, "", "", ""]])

    assert [row[:3] for row in contracts(saved(made, {}))] == [
        ("Alfa", "2025-01-01", None),
        ("Beta", "2025-01-01", "2025-02-01"),
    ]


def test_the_same_grid_again_changes_nothing() -> None:
    rows = [
        HEAD,
        ["Alfa", 100, 100, 120, 120],
        ["Beta", "", 50, 50, ""],
        ["Gamma", 30, 0, 30, 30],
        ["Gamma", 70, 70, 70, 70],
    ]
    before = saved(plan(rows), {})
    again = plan(rows, before)

    assert again.is_empty, (again.adds, again.changes)
    assert outcomes(again) == [Outcome.UNCHANGED] * 4


def test_a_month_more_only_extends() -> None:
    rows = [HEAD, ["Alfa", 100, 100, 120, 120], ["Beta", 50, 50, 50, 50]]
    before = saved(plan(rows), {})
    longer = [
        [*HEAD, "mag 2025"],
        ["Alfa", 100, 100, 120, 120, 130],
        ["Beta", 50, 50, 50, 50, ""],
        ["Gamma", "", "", "", "", 10],
    ]
    made = plan(longer, before)

    assert outcomes(made) == [Outcome.CHANGED, Outcome.CHANGED, Outcome.ADDED]
    assert made.changes == {"contract": {2: {"end_on": "2025-05-01"}}}
    after = contracts(saved(made, before))
    prices = {"2025-01-01": 10000, "2025-03-01": 12000, "2025-05-01": 13000}
    assert after[0] == ("Alfa", "2025-01-01", None, prices)
    assert after[2] == ("Gamma", "2025-05-01", None, {"2025-05-01": 1000})


def test_a_cell_filled_later_takes_the_end_back() -> None:
    before = saved(plan([HEAD, ["Alfa", 1, 1, 1, ""], ["Beta", 2, 2, 2, 2]]), {})
    made = plan([HEAD, ["Alfa", 1, 1, 1, 1], ["Beta", 2, 2, 2, 2]], before)

    assert made.changes == {"contract": {1: {"end_on": None}}}


def test_a_year_on_each_sheet_is_one_history() -> None:
    second = ["Cliente", "gen", "feb", "mar"]
    book = book_of(
        {
            "Canoni 2025": [
                second,
                ["Alfa", 110, 110, 110],
                ["Beta", "", "", 60],
            ],
            "Canoni 2024": [
                ["Cliente", "ott", "nov", "dic"],
                ["Alfa", "", 100, 100],
                ["Beta", 50, 50, 50],
            ],
        }
    )
    made = plan_of({"book.xlsx": book}, CREATE)

    assert contracts(saved(made, {})) == [
        ("Alfa", "2024-11-01", None, {"2024-11-01": 10000, "2025-01-01": 11000}),
        ("Beta", "2024-10-01", "2025-01-01", {"2024-10-01": 5000}),
        ("Beta", "2025-03-01", None, {"2025-03-01": 6000}),
    ]


def test_an_older_year_imported_later_only_puts_the_start_back() -> None:
    head = ["Cliente", "nov 2024", "dic 2024"]
    before = saved(plan([HEAD, ["Alfa", 100, 100, 100, 100]]), {})
    made = plan([[*head, "gen 2025"], ["Alfa", 90, 90, 100]], before)

    assert contracts(saved(made, before)) == [
        ("Alfa", "2024-11-01", None, {"2024-11-01": 9000, "2025-01-01": 10000})
    ]


def test_products_and_numbers_tell_contracts_of_a_client_apart() -> None:
    head = ["Cliente", "N. contratto", "Prodotto", *HEAD[1:]]
    rows = [
        head,
        ["Alfa", "C1", "ERP", 100, "", 100, 100],
        ["Alfa", "C2", "CRM", 20, 20, 20, 20],
    ]
    before = saved(plan(rows), {})

    found = [(one["code"], one["product_id"]) for one in before["contract"]]
    assert found == [("C1", 1), ("C1/2", 1), ("C2", 2)]
    assert plan(rows, before).is_empty


def test_an_amount_for_several_contracts_of_a_client_is_not_guessed() -> None:
    two = saved(plan([HEAD, ["Alfa", 1, 1, 1, 1], ["Alfa", 2, 2, 2, 2]]), {})
    made = plan([HEAD, ["Alfa", 3, 3, 3, 3]], two)

    assert outcomes(made) == [Outcome.REJECTED]
    assert "several_contracts" in codes(made)
    assert made.is_empty


def test_amounts_that_stand_alone_look_like_invoices() -> None:
    made = plan([HEAD, ["Alfa", 1200, "", "", ""], ["Beta", "", 600, "", 5]])

    assert "grid_looks_billed" in codes(made)


def test_bad_cells_keep_their_row_out() -> None:
    made = plan([HEAD, ["Alfa", 1, "boh", 1, 1], ["Beta", 1, 1, -1, 1]])

    assert outcomes(made) == [Outcome.REJECTED, Outcome.REJECTED]
    assert {"bad_amount", "negative_amount"} <= codes(made)


def test_months_over_the_turn_of_a_year_need_their_years() -> None:
    head: list[Any] = ["Cliente", "nov", "dic", "gen"]
    rows = [head, ["Alfa", 1, 1, 1], ["Beta", 2, 2, 2]]
    made = plan(rows, sheet="MRR 2025")

    assert "month_without_year" in codes(made)
    assert made.is_empty


def test_grids_in_every_language_and_of_real_dates_are_recognised() -> None:
    first = [D(2025, 1, 1), D(2025, 2, 1), D(2025, 3, 1)]
    for sheet, head in (
        ("Foglio1", ["Ragione sociale", "01/2025", "02/2025", "03/2025"]),
        ("MRR", ["", *first]),
        ("Mensalidades", ["Empresa", "jan/25", "fev/25", "mar/25"]),
        ("Avenças", ["Entidade", "Jan 2025", "Fev 2025", "Mar 2025"]),
        ("Sheet1", ["Customer", "Jan 2025", "Feb 2025", "Mar 2025"]),
    ):
        made = plan([head, ["Alfa", 1, 1, 1], ["Beta", 2, 2, 2]], sheet=sheet)

        assert outcomes(made) == [Outcome.ADDED, Outcome.ADDED], (sheet, head)
        assert set(made.adds) == {"client", "contract", "price_term"}, sheet


def test_grids_of_costs_stay_costs() -> None:
    head = ["Voce", "gen 2025", "feb 2025", "mar 2025"]
    made = plan([head, ["Affitto", 1, 1, 1], ["Luce", 2, 2, 2]], sheet="Costi")

    assert set(made.adds) == {"cost"}


def test_grids_that_count_hours_are_no_contracts() -> None:
    for sheet in ("Ore 2025", "Chamados por mês", "Tickets"):
        made = plan([HEAD, ["Alfa", 1, 2, 3, 4], ["Beta", 2, 2, 2, 2]], sheet=sheet)

        assert made.is_empty, sheet
