"""Why prices changed, once more and slowly: contract by contract, change by change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tests.domain.by_hand import DAY, HALF_A_CENT, Books, Contract, Month

GRACE = 30
NOT_RECORDED = ""


def _goes_on_from(books: Books, one: Contract) -> Contract | None:
    """The contract of the client that ends around the start, if no other could be."""
    pairs = [
        (old, new)
        for old in books.contracts
        for new in books.contracts
        if old.exists and new.exists and old.client == new.client
        if old.end is not None and old.start < new.start
        if new.end is None or old.end < new.end
        if abs((new.start - old.end).days) <= GRACE
    ]
    mine = [old for old, new in pairs if new is one]
    if len(mine) != 1 or sum(old is mine[0] for old, _ in pairs) != 1:
        return None
    return mine[0]


def _changes(month: Month, one: Contract) -> Iterator[tuple[Fraction, str]]:
    """What its price changed by in the span, in its currency, and why."""
    recorded = dict(one.reasons)
    for day in (one.start, *(since for since, _ in one.prices[1:])):
        if not month.start <= day < month.end:
            continue
        after, reason = one.monthly(day), recorded.get(day, NOT_RECORDED)
        if day > one.start:
            before = one.monthly(day - DAY)
            yield after - before, reason or (NOT_RECORDED if before else "upsell")
            continue
        old = _goes_on_from(month.books, one)
        if old is None:
            yield after, "upsell"
        elif old.currency != one.currency:
            yield after, NOT_RECORDED
        else:
            yield _renewed(one, old, after, reason)


def _renewed(
    one: Contract, old: Contract, after: Fraction, reason: str
) -> tuple[Fraction, str]:
    assert old.end is not None
    before = old.monthly(min(old.end, one.start) - DAY)
    more = one.quantity > old.quantity
    more &= after * old.quantity == before * one.quantity
    if not reason and (before == 0 or more):
        reason = "upsell"
    return after - before, reason


def _valued(month: Month, client: str) -> Iterator[tuple[Fraction, str]]:
    """The changes of a client's contracts still paid at the end, in euro."""
    first: date = month.start - DAY
    for one in month.books.contracts:
        if one.client == client and one.monthly(month.end - DAY) != 0:
            rate = month.books.rate(one.currency, first)
            for change, reason in _changes(month, one):
                yield change * rate, reason


def indexation(month: Month) -> Fraction:
    """What indexation changed for the clients of the opening."""
    return sum(
        (
            change
            for client in month.who["opening"]
            for change, reason in _valued(month, client)
            if reason == "indexation"
        ),
        Fraction(0),
    )


def expansion_by_kind(month: Month) -> dict[str, Fraction]:
    """Each client's expansion, split over its rises in proportion to them."""
    found: dict[str, Fraction] = {}
    first, last = month.start - DAY, month.end - DAY
    for client in month.who["opening"] & month.who["closing"]:
        before = month.books.client_mrr(client, first, first)
        grown = month.books.client_mrr(client, last, first) - before
        if grown < HALF_A_CENT:
            continue
        rises = [(up, reason) for up, reason in _valued(month, client) if up > 0]
        whole = sum((up for up, _ in rises), Fraction(0))
        for up, reason in rises or [(Fraction(1), NOT_RECORDED)]:
            found[reason] = found.get(reason, Fraction(0)) + grown * up / (whole or 1)
    return found
