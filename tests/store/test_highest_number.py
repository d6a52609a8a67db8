"""New tickets are numbered after the highest number, whatever else codes look like."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from kpidesk.domain.rules import Rules
from kpidesk.operations.edit_tickets import add_ticket
from kpidesk.store.sqlite_store import SqliteStore


@pytest.mark.parametrize(
    ("codes", "number"),
    [
        ((), "1001"),
        (("A-7", "12bis", ""), "1001"),
        (("9", "10", "T-5000", "0042"), "43"),
        (("7", "99999999999999999999"), "8"),
    ],
)
def test_a_ticket_gets_the_number_after_the_highest(
    tmp_path: Path, codes: tuple[str, ...], number: str
) -> None:
    with closing(SqliteStore.create(tmp_path / "a.kpidesk", Rules(), "A")) as store:
        opened = {"opened_at": "2026-01-01T09:00:00"}
        with store.writing("me") as writer:
            writer.add("ticket", [{**opened, "code": code} for code in codes])
        [added] = add_ticket(store, {**opened, "subject": "New"}).ids
        [ticket] = store.records("ticket", [added])
        assert ticket["code"] == number
