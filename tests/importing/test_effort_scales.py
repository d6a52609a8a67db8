"""Which end of an effort scale is the good one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.importing.plans import Rows, plan_sheets

DAY = date(2024, 3, 1)


def answer(header: str, score: object, scale: int | None = None) -> dict[str, Any]:
    rows: Rows = [
        ["Data", "Tipo", header, "Scala"],
        [DAY, "CES", score, scale],
        [DAY, "CES", 2, scale],
    ]
    plan = plan_sheets({"Risposte": rows})
    return dict(plan.adds["survey_answer"][0][1])


@pytest.mark.parametrize(
    ("header", "scale", "good"),
    [
        # From 1 to 7, 7 is easy; from 1 to 5, the question is how much effort it took.
        ("Punteggio", 7, 1),
        ("Punteggio", 5, 0),
        ("Punteggio", None, 1),
        ("Quanto sforzo ha richiesto?", 7, 0),
        ("Quanto è stato facile?", 5, 1),
        # The survey's name is no question.
        ("Customer Effort Score", 7, 1),
        ("Customer Effort Score", 5, 0),
    ],
)
def test_the_good_end(header: str, scale: int | None, good: int) -> None:
    assert answer(header, 4, scale)["high_is_good"] == good
