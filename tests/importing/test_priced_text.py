"""Amounts that say in the cell how often they are due."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kpidesk.importing.header_likeness import header_score
from kpidesk.importing.numbers import token_of
from kpidesk.importing.priced_text import split_period
from tests.importing.plans import plan_sheets

D = dt.date


@pytest.mark.parametrize(
    ("text", "amount", "interval"),
    [
        ("49 €/mese", "49 €", "monthly"),
        ("1.200 €/anno + IVA", "1.200 €", "annual"),
        ("€ 25,50 al mese", "€ 25,50", "monthly"),
        ("360 € a trimestre", "360 €", "quarterly"),
        ("€ 600 all'anno", "€ 600", "annual"),
        ("€ 600 l'anno", "€ 600", "annual"),
        ("R$ 199,90/mês", "R$ 199,90", "monthly"),
        ("R$ 1.200,00 anual", "R$ 1.200,00", "annual"),
        ("$49 per month", "$49", "monthly"),
        ("99 €/mo", "99 €", "monthly"),
        ("$20 per fortnight", "$20", "months:6/13"),
        ("120 EUR IVA esclusa", "120 EUR", ""),
        ("99,00 €", "99,00 €", ""),
        ("12 mesi", "12 mesi", ""),
        ("01/02/2024", "01/02/2024", ""),
    ],
)
def test_the_period_stands_behind_the_amount(
    text: str, amount: str, interval: str
) -> None:
    assert split_period(text) == (amount, interval)


@pytest.mark.parametrize(
    "text",
    ["12 mesi", "49 €/utente/mese", "circa 49 €/mese", "22 € IVA", "122 € IVA inclusa"],
)
def test_what_is_no_amount_stays_none(text: str) -> None:
    assert token_of(text) is None


def test_each_contract_has_the_period_of_its_cell() -> None:
    rows: list[list[Any]] = [
        ["Cliente", "Canone", "Dal", "Città"],
        ["Bianchi", "49 €/mese", D(2024, 2, 1), "Modena"],
        ["Verdi", "1.200 €/anno", D(2024, 3, 15), "Milano"],
        ["Comune", "360 € a trimestre", D(2024, 7, 1), "Fanano"],
    ]
    made = plan_sheets({"Contratti": rows})
    prices = [
        (values["amount_minor"], values["interval"])
        for _id, values in made.adds["price_term"]
    ]
    assert prices == [(4_900, "monthly"), (120_000, "annual"), (36_000, "quarterly")]
    assert "period_assumed" not in {issue.code for issue in made.sheets[0].issues}


def test_one_amount_without_a_period_is_told_as_monthly() -> None:
    rows: list[list[Any]] = [
        ["Cliente", "Canone", "Dal", "Città"],
        ["Bianchi", "600 €/anno", D(2024, 2, 1), "Modena"],
        ["Verdi", "49 €", D(2024, 3, 15), "Milano"],
    ]
    made = plan_sheets({"Contratti": rows})
    assert [values["interval"] for _id, values in made.adds["price_term"]] == [
        "annual",
        "monthly",
    ]
    assert "period_assumed" in {issue.code for issue in made.sheets[0].issues}


@pytest.mark.parametrize(
    "header",
    ["Canone (IVA escl.)", "Canone s/ IVA", "Canone al netto dell'IVA", "Canone + IVA"],
)
def test_net_amounts_are_the_amounts(header: str) -> None:
    assert header_score("contract", "amount", header) == 1.0


@pytest.mark.parametrize("header", ["Canone IVA inclusa", "Importo IVA", "IVA"])
def test_amounts_with_tax_and_the_tax_are_not(header: str) -> None:
    assert header_score("contract", "amount", header) < 0.6
