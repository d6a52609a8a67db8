"""What must hold for every KPI of the catalogue, whatever it measures."""

from __future__ import annotations

import ast
import math
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from kpidesk.domain.catalog import CATALOG
from kpidesk.domain.formula import evaluate, names
from kpidesk.domain.kpi import (
    Aggregate,
    Kpi,
    Measure,
    Measurement,
    Part,
    Unit,
)
from kpidesk.domain.reading import combine
from kpidesk.domain.rules import Rules, SlaTarget
from kpidesk.domain.window import Window
from tests.domain.busy import company_of, story
from tests.domain.company import Company

PERIODS = ("2024-11", "2025-03", "2025-W11", "2025-Q1", "2024", "2025")
RULES = Rules(sla=(("low", SlaTarget(24, 240)), ("high", SlaTarget(8, 72))))
STORY = story()
COMPANY = company_of(STORY)
WINDOWS = {period: COMPANY.window(period, rules=RULES) for period in PERIODS}

each_kpi = pytest.mark.parametrize("kpi", CATALOG, ids=lambda kpi: str(kpi.key))

MEASURES = [
    pytest.param(kpi, measure, formula, id=f"{kpi.key}{name and ':' + name}")
    for kpi in CATALOG
    for name, measure, formula in (
        ("", kpi.measure, kpi.formula),
        *((item.name, item.measure, item.formula) for item in kpi.variants),
    )
]
each_measure = pytest.mark.parametrize(("kpi", "measure", "formula"), MEASURES)
each_period = pytest.mark.parametrize("period", PERIODS)


def _recombined(kpi: Kpi, part: Part) -> float | None:
    """The part's value from its rows; a part not declared counts them."""
    declared = {spec.key: spec.aggregate for spec in kpi.parts}
    aggregate = declared.get(part.key, Aggregate.COUNT)
    if aggregate is Aggregate.GIVEN:
        return part.value
    values = [rows.values for rows in part.rows]
    return combine(aggregate, np.concatenate(values) if values else np.zeros(0))


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def _differences(one: Measurement, other: Measurement) -> list[str]:
    """Which quantities of two measurements differ."""
    pairs: dict[str, tuple[float | None, float | None]] = {
        "value": (one.value, other.value),
        "n": (one.n, other.n),
        "numerator": (one.numerator, other.numerator),
        "denominator": (one.denominator, other.denominator),
    }
    for part in one.parts:
        pairs[part.key] = (part.value, other.part(part.key).value)
    return [key for key, pair in pairs.items() if not _close(*pair)]


# -- the declaration -------------------------------------------------------------


def test_keys_are_unique() -> None:
    keys = [kpi.key for kpi in CATALOG]

    assert len(keys) == len(set(keys))


@each_kpi
def test_texts_say_something(kpi: Kpi) -> None:
    texts = [kpi.name, kpi.short, kpi.definition, kpi.formula, kpi.noun, kpi.source]
    texts += [spec.label for spec in kpi.parts]

    assert all(text.strip() for text in texts)
    assert kpi.definition.endswith(".")
    assert len(kpi.short) <= 36


@each_kpi
def test_formula_names_declared_parts(kpi: Kpi) -> None:
    declared = {spec.key for spec in kpi.parts}

    assert set(names(kpi.formula)) <= declared
    for variant in kpi.variants:
        assert set(names(variant.formula)) <= declared


@each_kpi
def test_variants_say_why_they_differ(kpi: Kpi) -> None:
    assert len({variant.name for variant in kpi.variants}) == len(kpi.variants)
    for variant in kpi.variants:
        assert variant.name.isidentifier()
        assert variant.label
        assert variant.why.endswith(".")


@each_kpi
def test_bands_have_a_source_and_two_ends_in_order(kpi: Kpi) -> None:
    for band in kpi.bands:
        assert band.source
        assert band.label
        assert band.low is not None or band.high is not None
        if band.low is not None and band.high is not None:
            assert band.low < band.high


@each_kpi
def test_needs_are_record_kinds(kpi: Kpi) -> None:
    from kpidesk.domain.records import KINDS

    kinds = {kind.name for kind in KINDS}

    assert kpi.needs
    assert {*kpi.needs, kpi.noun} <= kinds


# -- no data ---------------------------------------------------------------------


@each_measure
def test_nothing_recorded_is_nothing_or_has_a_reason(
    kpi: Kpi, measure: Measure, formula: str
) -> None:
    reading = measure(Company().window("2025-03"))

    if reading.value is None:
        assert reading.reason is not None
        assert reading.reason.message
    else:
        assert reading.value == 0
    assert reading.n == 0


@each_measure
def test_as_of_before_everything_is_as_if_nothing_was_recorded(
    kpi: Kpi, measure: Measure, formula: str
) -> None:
    reading = measure(COMPANY.window("2025-03", as_of="2020-01-01", rules=RULES))

    assert not reading.value


# -- the reading -----------------------------------------------------------------


@each_kpi
def test_busy_company_has_a_value(kpi: Kpi) -> None:
    assert any(kpi.measure(window).value is not None for window in WINDOWS.values())


@each_measure
@each_period
def test_value_follows_from_formula_and_parts(
    kpi: Kpi, measure: Measure, formula: str, period: str
) -> None:
    reading = measure(WINDOWS[period])
    template = reading.formula or formula or kpi.formula
    values = {part.key: part.value for part in reading.parts}
    known = {key: value for key, value in values.items() if value is not None}

    if reading.value is None:
        assert reading.reason is not None
        assert reading.reason.message
    else:
        assert _close(reading.value, evaluate(template, known))


@each_measure
@each_period
def test_parts_follow_from_their_rows(
    kpi: Kpi, measure: Measure, formula: str, period: str
) -> None:
    reading = measure(WINDOWS[period])

    for part in reading.parts:
        assert _close(part.value, _recombined(kpi, part)), part.key
        for rows in part.rows:
            assert len(rows.ids) == len(rows.values)


@each_measure
@each_period
def test_no_record_is_counted_twice(
    kpi: Kpi, measure: Measure, formula: str, period: str
) -> None:
    """A sum may list a contract once per price; a count lists every record once."""
    reading = measure(WINDOWS[period])
    counts = {spec.key for spec in kpi.parts if spec.aggregate is Aggregate.COUNT}

    for part in reading.parts:
        for rows in part.rows:
            if part.key in counts:
                assert len(np.unique(rows.ids)) == len(rows.ids)


@each_measure
@each_period
def test_no_figure_is_infinite_or_not_a_number(
    kpi: Kpi, measure: Measure, formula: str, period: str
) -> None:
    reading = measure(WINDOWS[period])
    figures = [reading.value, reading.numerator, reading.denominator]
    figures += [part.value for part in reading.parts]
    figures += list(reading.interval or ())

    assert all(math.isfinite(figure) for figure in figures if figure is not None)


@each_measure
@each_period
def test_interval_holds_the_value(
    kpi: Kpi, measure: Measure, formula: str, period: str
) -> None:
    """Wilson's always does; adjusted Wald pulls a unanimous NPS towards the middle."""
    reading = measure(WINDOWS[period])

    if reading.interval is not None and kpi.unit is not Unit.POINTS:
        low, high = reading.interval
        assert reading.value is not None
        assert low - 1e-9 <= reading.value <= high + 1e-9


@each_measure
@each_period
def test_nothing_is_both_counted_and_left_out(
    kpi: Kpi, measure: Measure, formula: str, period: str
) -> None:
    reading = measure(WINDOWS[period])
    counted = {
        (rows.kind, int(each))
        for part in reading.parts
        for rows in part.rows
        for each in rows.ids
    }

    for left_out in reading.excluded:
        assert left_out.reason
        assert len(left_out.ids)
        gone = {(left_out.kind, int(each)) for each in left_out.ids}
        assert not gone & counted


# -- laws ------------------------------------------------------------------------


def _shuffled(seed: int) -> Company:
    order = np.random.default_rng(seed).permutation(len(STORY))
    return company_of([STORY[int(index)] for index in order])


SHUFFLED = {
    period: company.window(period, rules=RULES)
    for company in [_shuffled(7)]
    for period in PERIODS
}


@each_measure
@each_period
def test_order_of_records_changes_nothing(
    kpi: Kpi, measure: Measure, formula: str, period: str
) -> None:
    assert not _differences(measure(WINDOWS[period]), measure(SHUFFLED[period]))


PAST = company_of([event for event in STORY if event.day <= date(2025, 3, 31)])


def _as_of_march(company: Company) -> Window:
    return company.window("2025-03", as_of="2025-03-31", rules=RULES)


KNOWN_WITH_FUTURE = _as_of_march(COMPANY)
KNOWN_WITHOUT = _as_of_march(PAST)


@each_measure
def test_what_takes_effect_later_changes_nothing(
    kpi: Kpi, measure: Measure, formula: str
) -> None:
    assert not _differences(measure(KNOWN_WITH_FUTURE), measure(KNOWN_WITHOUT))


# -- worked examples -------------------------------------------------------------


def _worked() -> set[str]:
    """Keys marked with ``@example`` in the source of the worked examples."""
    found: set[str] = set()
    for path in (Path(__file__).parent / "worked_examples").glob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "example":
                    found |= {ast.literal_eval(key) for key in mark.args}
    return found


@each_kpi
def test_somebody_computed_it_by_hand(kpi: Kpi) -> None:
    assert kpi.key in _worked()


def test_examples_are_of_kpis_that_exist() -> None:
    assert _worked() <= {kpi.key for kpi in CATALOG}
