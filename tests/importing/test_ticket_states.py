"""States of tickets that other programs know and kpidesk keeps in another way."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.importing.plans import Rows, plan_sheets


def ticket(state: str) -> dict[str, Any]:
    rows: Rows = [
        ["N. ticket", "Oggetto", "Aperto il", "Stato"],
        ["T-1", "Fattura", datetime(2024, 3, 1, 9), "aperto"],
        ["T-2", "Offerta", datetime(2024, 3, 1, 10), state],
    ]
    plan = plan_sheets({"Ticket": rows})
    return dict(plan.adds["ticket"][1][1])


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ("Spam", "spam"),
        ("Merged", "merged"),
        ("Duplicato", "merged"),
        ("Mesclado", "merged"),
    ],
)
def test_spam_and_duplicates_never_count(state: str, why: str) -> None:
    assert ticket(state)["left_out"] == why


def test_other_states_count() -> None:
    assert ticket("Chiuso").get("left_out") is None
