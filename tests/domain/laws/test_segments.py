"""Segments of one dimension share out the records of the whole."""

from __future__ import annotations

import pytest

from kpidesk.domain.catalog import find
from kpidesk.domain.segment import NOT_SET, SIZES, Segment
from tests.domain.busy import company_of, story

COMPANY = company_of(story(seed=2))
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
