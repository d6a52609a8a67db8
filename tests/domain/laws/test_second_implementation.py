"""Random companies, computed twice: by the program and by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpidesk.domain.catalog import find
from kpidesk.domain.period import PeriodKind, parse_period
from kpidesk.domain.price_changes import KINDS, expansion_by_kind, indexation
from tests.domain import by_hand_prices
from tests.domain.by_hand import Books, Month
from tests.domain.random_books import books, company_of, renewed_books

SPANS: tuple[tuple[str, PeriodKind | None], ...] = (
    ("2024-01", None),
    ("2024-02", None),
    ("2024-06", None),
    ("2024-11", None),
    ("2025-03", None),
    ("2024-Q1", None),
    ("2024-Q4", None),
    ("2024", None),
    ("2024-08", PeriodKind.TTM),
    ("2025-02", PeriodKind.TTM),
    ("2024-W09", None),
    ("2024-W40", None),
    ("2024-02-10..2024-04-05", None),
)
spans = st.sampled_from(SPANS)


def _expected(month: Month) -> dict[str, Fraction | int | None]:
    moved, who = month.moves, month.who
    opening, closing = month.opening, month.closing
    start, lost = len(who["opening"]), len(who["lost"])
    gone = moved["lost"] + moved["down"]
    gained = moved["new"] + moved["up"] + moved["back"]
    due = month.due()
    renewed = [one for one in due if month.is_renewed(one)]
    recurring = month.recurring_revenue()
    revenue = recurring + month.fees()
    return {
        "mrr": closing,
        "arr": closing * 12,
        "mrr_opening": opening,
        "mrr_growth": month.share(closing - opening, opening),
        "mrr_new": moved["new"],
        "mrr_reactivation": moved["back"],
        "mrr_expansion": moved["up"],
        "mrr_contraction": moved["down"],
        "mrr_churned": moved["lost"],
        "clients": len(who["closing"]),
        "clients_opening": start,
        "clients_new": len(who["new"]),
        "clients_reactivated": len(who["back"]),
        "clients_lost": lost,
        "churn_rate": month.share(lost, start),
        "retention_rate": month.share(len(who["opening"] & who["closing"]), start),
        "gross_revenue_churn": month.share(gone, opening),
        "net_revenue_churn": month.share(gone - moved["up"] - moved["back"], opening),
        "nrr": month.share(opening - gone + moved["up"], opening),
        "grr": month.share(opening - gone, opening),
        "expansion_rate": month.share(moved["up"], opening),
        "quick_ratio": gained / gone if gone else None,
        "renewal_rate": month.share(len(renewed), len(due)),
        "revenue": revenue,
        "recurring_share": month.share(recurring, revenue),
        "repeat_revenue": month.share(month.repeat_revenue(), revenue),
        "arpa": closing / len(who["closing"]) if who["closing"] else None,
        "asp": moved["new"] / len(who["new"]) if who["new"] else None,
        "cac": month.cac(),
    }


def _expected_variants(month: Month) -> dict[tuple[str, str], Fraction | None]:
    who, moved = month.who, month.moves
    everyone = month.everyone()
    gone = len(everyone - who["closing"])
    start, end, lost = len(who["opening"]), len(who["closing"]), len(who["lost"])
    kept = month.opening - moved["lost"] - moved["down"] + moved["up"]
    due = month.due()
    on_the_day = [one for one in due if month.is_renewed(one, grace=0)]
    return {
        ("churn_rate", "all_clients"): month.share(gone, len(everyone)),
        ("churn_rate", "joined_and_left"): month.share(gone, start),
        ("churn_rate", "closing_clients"): month.share(gone, end),
        ("churn_rate", "mean_clients"): month.share(2 * lost, start + end),
        ("retention_rate", "new_only"): month.share(end - len(who["new"]), start),
        ("nrr", "with_reactivation"): month.share(kept + moved["back"], month.opening),
        ("nrr", "without_indexation"): month.share(
            kept - by_hand_prices.indexation(month), month.opening
        ),
        ("gross_revenue_churn", "lost_only"): month.share(moved["lost"], month.opening),
        ("renewal_rate", "without_grace"): month.share(len(on_the_day), len(due)),
    }


def _expected_ltv(books: Books, month: Month) -> Fraction | None:
    """ARPA ÷ (clients lost in the trailing year ÷ clients then ÷ 12), or 60 months."""
    end = month.end
    try:
        start = end.replace(year=end.year - 1)
    except ValueError:
        start = end.replace(year=end.year - 1, day=28)
    year = Month(books, start, end)
    then, lost = len(year.who["opening"]), len(year.who["lost"])
    if not month.who["closing"] or not then:
        return None
    arpa = month.closing / len(month.who["closing"])
    return arpa / Fraction(lost, then * 12) if lost else arpa * 60


_NEEDS_A_CONTRACT = {"mrr", "arr", "mrr_opening"} | {
    f"mrr_{kind}"
    for kind in ("new", "reactivation", "expansion", "contraction", "churned")
}


@given(books(), spans)
def test_both_find_the_same(
    written: Books, span: tuple[str, PeriodKind | None]
) -> None:
    code, kind = span
    period = parse_period(code, kind=kind)
    expected = _expected(Month(written, period.start, period.end))
    window = company_of(written).window(code, kind=kind)
    found = {key: find(key).measure(window).value for key in expected}
    recorded = [
        one for one in written.contracts if one.end is None or one.start < one.end
    ]
    if not recorded:
        expected |= dict.fromkeys(_NEEDS_A_CONTRACT)

    for key, value in expected.items():
        wanted = None if value is None else pytest.approx(float(value), abs=1e-9)
        assert found[key] == wanted, key


@given(books(), spans)
def test_both_find_the_same_under_other_definitions(
    written: Books, span: tuple[str, PeriodKind | None]
) -> None:
    code, kind = span
    period = parse_period(code, kind=kind)
    month = Month(written, period.start, period.end)
    window = company_of(written).window(code, kind=kind)

    for (key, name), value in _expected_variants(month).items():
        variant = find(key).variant(name)
        assert variant is not None
        wanted = None if value is None else pytest.approx(float(value), abs=1e-9)
        assert variant.measure(window).value == wanted, (key, name)
    value = _expected_ltv(written, month)
    wanted = None if value is None else pytest.approx(float(value), abs=1e-9)
    assert find("ltv").measure(window).value == wanted


@settings(max_examples=250)
@given(renewed_books(), st.sampled_from(("2024-02", "2024-Q2", "2024", "2024-08")))
def test_both_find_the_same_reasons(written: Books, code: str) -> None:
    period = parse_period(code)
    month = Month(written, period.start, period.end)
    window = company_of(written).window(code)
    expected = by_hand_prices.expansion_by_kind(month)

    assert indexation(window).sum() / window.scope.per_major == pytest.approx(
        float(by_hand_prices.indexation(month)), abs=1e-6
    )
    totals = expansion_by_kind(window).sum(axis=1) / window.scope.per_major
    for name, total in zip(KINDS, totals, strict=True):
        assert total == pytest.approx(float(expected.get(name, 0)), abs=1e-6), name


@given(books(), st.sampled_from(("2024-03-05", "2024-03-14", "2024-03-31")))
def test_on_a_day_inside_a_month_it_is_read_up_to_that_day(
    written: Books, as_of: str
) -> None:
    """March as known on the fifth is what a custom span to the fifth says."""
    last = date.fromisoformat(as_of)
    expected = _expected(
        Month(written, date(2024, 3, 1), date(2024, 3, last.day) + (date.resolution))
    )
    company = company_of(written)
    window = company.window("2024-03", as_of=as_of)
    for key in ("clients", "churn_rate", "nrr", "grr", "revenue", "cac"):
        value = expected[key]
        wanted = None if value is None else pytest.approx(float(value), abs=1e-9)
        assert find(key).measure(window).value == wanted, key
