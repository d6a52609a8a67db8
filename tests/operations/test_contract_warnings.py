"""An overlap and an unusual amount are told by comparing with what there is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kpidesk.domain.records import Record
from kpidesk.domain.rules import Rules
from kpidesk.operations.contract_warnings import (
    FOR_BOTH,
    FOR_CLIENT,
    FOR_PRODUCT,
    Overlap,
    contract_warnings,
)
from kpidesk.operations.edit_contracts import add_contract, change_price
from kpidesk.store.sqlite_store import SqliteStore

ROSSI, VERDI, NERI = 1, 2, 3
CRM, ERP = 1, 2


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """Three clients, two products, one contract: Rossi's CRM in 2025 at 100 a month."""
    with closing(SqliteStore.create(tmp_path / "a.kpidesk", Rules(), "A")) as made:
        with made.writing("me") as writer:
            clients = ("Rossi", "Verdi", "Neri")
            writer.add("client", [{"name": name} for name in clients])
            writer.add("product", [{"name": name} for name in ("CRM", "ERP")])
        sign(made, ROSSI, CRM, 120_000, code="K1", end_on="2026-01-01")
        yield made


def sign(
    store: SqliteStore, client: int, product: int, yearly: int, **more: str
) -> int:
    contract: Record = {
        "client_id": client,
        "product_id": product,
        "start_on": "2025-01-01",
        **more,
    }
    return add_contract(store, contract, yearly_price(yearly)).ids[0]


def yearly_price(amount: int) -> Record:
    return {"amount_minor": amount, "interval": "annual"}


def typed(client: int, product: int | None, start: str, **more: str | int) -> Record:
    return {"client_id": client, "product_id": product, "start_on": start, **more}


@pytest.mark.parametrize(
    ("contract", "overlaps"),
    [
        # The first day without service of one may be the first day of the next.
        (typed(ROSSI, CRM, "2025-12-31"), True),
        (typed(ROSSI, CRM, "2026-01-01"), False),
        (typed(ROSSI, CRM, "2024-01-01"), True),
        (typed(ROSSI, CRM, "2024-01-01", end_on="2025-01-01"), False),
        (typed(ROSSI, ERP, "2025-06-01"), False),
        (typed(ROSSI, None, "2025-06-01"), False),
        (typed(VERDI, CRM, "2025-06-01"), False),
        # A contract does not overlap itself.
        (typed(ROSSI, CRM, "2025-06-01", id=1), False),
        (typed(ROSSI, CRM, ""), False),
    ],
)
def test_overlaps(store: SqliteStore, contract: Record, overlaps: bool) -> None:
    found = contract_warnings(store, contract, yearly_price(120_000)).overlap

    assert found == (Overlap("K1", "2025-01-01", "2026-01-01") if overlaps else None)


@pytest.mark.parametrize(
    ("yearly", "unusual"),
    # 100 a month is usual: 500 is five times that, 20 a fifth.
    [(600_000, True), (599_000, False), (24_000, True), (25_000, False), (0, False)],
)
def test_five_times_or_a_fifth_is_unusual(
    store: SqliteStore, yearly: int, unusual: bool
) -> None:
    contract = typed(ROSSI, CRM, "2026-01-01")
    found = contract_warnings(store, contract, yearly_price(yearly)).unusual

    if not unusual:
        assert found is None
    else:
        assert found is not None
        assert found.mrr == pytest.approx(yearly / 1200)
        assert found.usual == 100
        assert found.message == FOR_BOTH


def test_the_last_price_counts(store: SqliteStore) -> None:
    change_price(store, 1, yearly_price(1_200_000), date(2025, 6, 1))
    contract = typed(ROSSI, CRM, "2026-01-01")

    assert contract_warnings(store, contract, yearly_price(1_200_000)).unusual is None


def test_others_tell_what_is_usual_when_they_are_enough(store: SqliteStore) -> None:
    price = yearly_price(12_000_000)
    new_for_verdi = typed(VERDI, CRM, "2026-01-01")
    assert contract_warnings(store, new_for_verdi, price).unusual is None

    # Median of 100, 200 and 3,000 a month: one odd price does not decide.
    sign(store, NERI, CRM, 240_000)
    sign(store, NERI, CRM, 3_600_000)
    found = contract_warnings(store, new_for_verdi, price).unusual
    assert found is not None
    assert (found.usual, found.message) == (200, FOR_PRODUCT)

    sign(store, NERI, ERP, 600_000)
    found = contract_warnings(store, typed(NERI, None, "2026-01-01"), price).unusual
    assert found is not None
    # Median of 200, 3,000 and 500 a month.
    assert (found.usual, found.message) == (500, FOR_CLIENT)


def test_another_currency_tells_nothing(store: SqliteStore) -> None:
    contract = typed(ROSSI, CRM, "2026-01-01", currency="BRL")

    assert contract_warnings(store, contract, yearly_price(9_000_000)).unusual is None
