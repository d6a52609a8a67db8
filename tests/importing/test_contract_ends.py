"""What a column of ends means, where its header does not say."""

from __future__ import annotations

from datetime import date

import pytest

from kpidesk.importing.context import ImportChoices
from tests.importing.plans import Rows, plan_sheets


def ends(*rows: list[object]) -> list[object]:
    heading = ["Client", "Contract", "Monthly fee", "Start date", "End date"]
    sheets: dict[str, Rows] = {
        "Clients": [["Client", "City"], ["Alfa", "Rome"], ["Beta", "Turin"]],
        "Contracts": [heading, *rows],
    }
    added = plan_sheets(sheets).adds["contract"]
    return [values.get("end_on") for _, values in added]


@pytest.mark.parametrize(
    ("next_start", "first_day_without"),
    [(date(2024, 5, 18), "2024-05-18"), (date(2024, 5, 17), "2024-05-17")],
)
def test_the_next_contract_of_the_client_tells(
    next_start: date, first_day_without: str
) -> None:
    """Until 17 May, then from the 18th: a last day. Then from the 17th: it is not."""
    told = ends(
        ["Alfa", "K1", 100, date(2024, 1, 9), date(2024, 5, 17)],
        ["Alfa", "K2", 110, next_start, None],
    )
    assert told == [first_day_without, None]


def test_the_contract_of_another_client_tells_nothing() -> None:
    told = ends(
        ["Alfa", "K1", 100, date(2024, 1, 9), date(2024, 5, 17)],
        ["Beta", "K2", 110, date(2024, 5, 18), None],
    )
    assert told == ["2024-05-17", None]


def test_an_end_that_nothing_explains_is_told_how_it_is_read() -> None:
    rows: Rows = [
        ["Contratto", "Cliente", "Data inizio", "Data fine", "Canone mensile"],
        ["K1", "Alfa", date(2024, 1, 10), date(2024, 6, 17), 100],
    ]
    made = plan_sheets({"Contratti": rows}, ImportChoices(create_clients=True))
    told = {issue.code: issue.column for issue in made.sheets[0].issues}
    assert told["exclusive_end"] == "Data fine"
    assert "inclusive_end" not in told
