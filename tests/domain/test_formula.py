"""Formulas: words, numbers and a result from one template."""

from __future__ import annotations

import pytest

from kpidesk.domain.formula import evaluate, names, render

CHURN = "{lost} ÷ {opening} × 100"


def test_names_in_order_each_once() -> None:
    assert names("({closing} − {opening}) ÷ {opening}") == ["closing", "opening"]


def test_with_words_in_place_of_names() -> None:
    words = {"lost": "clients lost", "opening": "clients at the start"}

    assert render(CHURN, words) == "clients lost ÷ clients at the start × 100"


@pytest.mark.parametrize(
    ("template", "result"),
    [
        (CHURN, 2.5),
        ("−{lost} + 2 × ({opening} − 1)", 235),
        ("min({lost}; {opening})", 3),
        ("max({lost}; {opening}; 200)", 200),
        ("{opening} ÷ ({lost} − 3)", None),
    ],
)
def test_results(template: str, result: float | None) -> None:
    assert evaluate(template, {"lost": 3, "opening": 120}) == result


@pytest.mark.parametrize(
    "template",
    [
        "{lost} ÷",
        "abs({lost})",
        "{lost} ** 2",
        "__import__('os')",
        "{lost} if 1 else 2",
    ],
)
def test_what_is_not_in_the_grammar_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        evaluate(template, {"lost": 3})


def test_a_name_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        evaluate(CHURN, {"lost": 3})
