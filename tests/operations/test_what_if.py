"""What if a client left, a price changed, churn fell: on real rows, never saved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kpidesk.domain.period import parse_period
from kpidesk.domain.rules import ChurnAt, Rules
from kpidesk.domain.what_if import ClientLeaves, PriceChanges
from kpidesk.operations.rule_effect import keep_rules, rule_effect
from kpidesk.operations.what_if import Consequence, if_churn_fell, what_if
from kpidesk.store.sqlite_store import SqliteStore

MARCH = parse_period("2025-03")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """Three clients: 200, 100 and 100 a month; the last one gave notice in March."""
    path = tmp_path / "a.kpidesk"
    with closing(SqliteStore.create(path, Rules(), "A")) as made:
        with made.writing("anna") as writer:
            clients = writer.add(
                "client", [{"name": "Big"}, {"name": "Small"}, {"name": "Leaving"}]
            )
            contracts = writer.add(
                "contract",
                [
                    {"client_id": clients[0], "start_on": "2024-01-01"},
                    {"client_id": clients[1], "start_on": "2024-01-01"},
                    {
                        "client_id": clients[2],
                        "start_on": "2024-01-01",
                        "end_on": "2025-06-01",
                        "cancelled_on": "2025-03-10",
                    },
                ],
            )
            writer.add(
                "price_term",
                [
                    {
                        "contract_id": contract,
                        "valid_from": "2024-01-01",
                        "amount_minor": amount,
                        "interval": "monthly",
                        "months_num": 1,
                    }
                    for contract, amount in zip(
                        contracts, (20_000, 10_000, 10_000), strict=True
                    )
                ],
            )
        yield made


def told(found: list[Consequence], key: str) -> list[float | None]:
    """A KPI's value now and then."""
    [item] = [item for item in found if item.now.kpi.key == key]
    return [item.now.value, item.then.value]


def test_a_client_leaves(store: SqliteStore) -> None:
    big = int(store.records("client")[0]["id"] or 0)
    before = store.revision()

    found = what_if(store, ClientLeaves(big, MARCH), MARCH)

    assert told(found, "mrr") == [400, 200]
    assert told(found, "clients") == [3, 2]
    # One of three lost; 200 of 400 kept.
    assert told(found, "churn_rate") == pytest.approx([0, 100 / 3])
    assert told(found, "nrr") == [100, 50]
    assert told(found, "concentration_top1") == [50, 50]
    assert store.revision() == before


def test_a_price_changes(store: SqliteStore) -> None:
    small = int(store.records("contract")[1]["id"] or 0)

    found = what_if(store, PriceChanges(small, MARCH, 150), MARCH)

    assert told(found, "mrr") == [400, 450]
    # 450 of the 400 at the start.
    assert told(found, "nrr") == [100, 112.5]


def test_churn_falls_by_a_point(store: SqliteStore) -> None:
    june = parse_period("2025-06")

    found = {item.now.kpi.key: item for item in if_churn_fell(store, 1, june)}

    # 1 of 3 lost is 33.33 %; a point less is 32.33 %.
    assert found["churn_rate"].now.value == pytest.approx(100 / 3)
    assert found["churn_rate"].then == pytest.approx(100 / 3 - 1)
    # 300 of MRR over 2 clients is 150; ÷ 0.3233.
    assert found["ltv_simple"].then == pytest.approx(150 / (1 / 3 - 0.01))


def test_a_rule_shows_its_effect_before_it_is_kept(store: SqliteStore) -> None:
    at_notice = replace(store.rules(), churn_at=ChurnAt.NOTICE)

    effects = {
        effect.now.kpi.key: [effect.now.value, effect.then.value]
        for effect in rule_effect(store, at_notice, MARCH)
    }

    # At notice, the third client is lost in March already.
    assert effects["churn_rate"] == pytest.approx([0, 100 / 3])
    assert store.rules().churn_at is ChurnAt.END_OF_SERVICE

    keep_rules(store, at_notice, "anna")
    assert store.rules().churn_at is ChurnAt.NOTICE
