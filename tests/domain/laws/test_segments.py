"""Segments of one dimension share out the records of the whole."""

from __future__ import annotations

import numpy as np
import pytest

from kpidesk.domain.catalog import find
from kpidesk.domain.segment import NOT_SET, SIZES, Segment
from tests.domain.busy import company_of, story

COMPANY = company_of(story(seed=2))
# Records of nobody belong to the values that are not set.
NOBODYS = {
    COMPANY.ticket(None, "2024-05-06 09:00", resolved="2024-05-07 09:00", rating=5),
    COMPANY.ticket(None, "2024-12-06 09:00", replies=["2024-12-07 09:00"]),
}
COMPANY.answer("csat", 5, "2024-05-06", sent="2024-05-01")
COMPANY.answer("nps", 9, "2024-05-06")
PARTITIONS = {
    "country": [Segment(country=(name,)) for name in ("IT", "BR", "PT", NOT_SET)],
    "manager": [Segment(manager=(name,)) for name in ("Anna", "Bruno", NOT_SET)],
    "size": [Segment(size=(name,)) for name, _, _ in SIZES]
    + [Segment(size=(NOT_SET,))],
}


@pytest.mark.parametrize("dimension", PARTITIONS)
@pytest.mark.parametrize(
    ("key", "part"),
    [
        ("tickets_opened", "opened"),
        ("tickets_resolved", "resolved"),
        ("contacts_handled", "contacts"),
        ("contacts_handled", "replies"),
        ("backlog", "open"),
        ("resolution_mean", "hours"),
        ("first_response_mean", "tickets"),
        ("csat", "satisfied"),
        ("csat", "answers"),
        ("nps", "promoters"),
        ("response_rate", "sent"),
        ("adoption", "use"),
        ("ttfv_mean", "days"),
        ("mrr", "mrr"),
        ("mrr_new", "new"),
        ("mrr_churned", "churned"),
        ("clients", "clients"),
        ("clients_lost", "lost"),
        ("revenue", "recurring"),
        ("revenue", "one_off"),
        ("renewal_rate", "due"),
    ],
)
def test_segments_add_up_to_the_whole(dimension: str, key: str, part: str) -> None:
    measure = find(key).measure
    whole = measure(COMPANY.window("2024")).part(part).value
    values = [
        measure(COMPANY.window("2024", segment=segment)).part(part).value
        for segment in PARTITIONS[dimension]
    ]

    assert whole
    assert sum(value or 0.0 for value in values) == pytest.approx(whole)


def test_leads_by_country_and_owner() -> None:
    """All leads of the story are Italian and Anna's."""
    measure = find("leads_created").measure
    anna = COMPANY.window("2024", segment=Segment(country=("IT",), manager=("Anna",)))
    bruno = COMPANY.window("2024", segment=Segment(manager=("Bruno",)))

    assert measure(anna).value == measure(COMPANY.window("2024")).value
    assert measure(bruno).value == 0


@pytest.mark.parametrize("dimension", PARTITIONS)
def test_segments_share_out_what_is_left_out_and_spent(dimension: str) -> None:
    """Spam, costs, invoices and replies belong to one segment each."""
    whole = COMPANY.window("2024").data
    parts = [
        COMPANY.window("2024", segment=segment).data
        for segment in PARTITIONS[dimension]
    ]

    for kind in ("left_out_tickets", "costs", "invoices"):
        ids = [getattr(part, kind).id for part in parts]
        assert sorted(np.concatenate(ids)) == sorted(getattr(whole, kind).id)
    replies = sum(len(part.replies.happened) for part in parts)
    assert replies == len(whole.replies.happened)


def test_products_share_out_recurring_revenue() -> None:
    measure = find("mrr").measure
    values = [
        measure(COMPANY.window("2024", segment=Segment(product=(name,)))).value
        for name in ("CRM", "ERP", NOT_SET)
    ]

    assert all(values)
    assert sum(value or 0.0 for value in values) == pytest.approx(
        measure(COMPANY.window("2024")).value
    )


def test_two_conditions_are_both_kept() -> None:
    """Nobody's records are in a segment only if every condition allows "not set"."""
    both = Segment(country=(NOT_SET,), manager=(NOT_SET,))
    one = Segment(country=(NOT_SET,), manager=("Anna",))
    opened = find("tickets_opened").measure

    def ids(segment: Segment) -> set[int]:
        reading = opened(COMPANY.window("2024", segment=segment))
        return {int(each) for each in reading.parts[0].rows[0].ids}

    assert ids(both) >= NOBODYS
    assert not ids(one) & NOBODYS
