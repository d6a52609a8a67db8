"""Notes about a KPI are pinned to periods, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kpidesk.domain.period import PeriodKind, parse_period
from kpidesk.domain.records import Record
from kpidesk.domain.rules import Rules
from kpidesk.operations.notes import add_note, notes_about, notes_in, pinned_to
from kpidesk.operations.undo_edits import undo_edit
from kpidesk.store.sqlite_store import SqliteStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore.create(tmp_path / "a.kpidesk", Rules(), "A")) as made:
        yield made


def test_a_note_belongs_to_its_kpi_and_its_month(store: SqliteStore) -> None:
    add_note(store, "mrr", date(2025, 3, 1), "Prices raised")
    add_note(store, "mrr", date(2025, 3, 1), "New product")
    add_note(store, "nps", date(2025, 3, 1), "Another KPI")
    notes = notes_about(store, "mrr")

    assert notes_in(notes, parse_period("2025-03")) == "Prices raised · New product"
    assert notes_in(notes, parse_period("2025-Q1")) == "Prices raised · New product"
    assert notes_in(notes, parse_period("2025-02")) == ""
    assert notes_in(notes, parse_period("2025-04")) == ""


def test_twelve_months_show_only_the_notes_of_the_last() -> None:
    """Otherwise each note would stand over twelve points of the chart."""
    year = parse_period("2025-03", kind=PeriodKind.TTM)
    note: Record = {"noted_on": "2025-02-01", "body": "February"}

    assert pinned_to(year) == date(2025, 3, 1)
    assert notes_in([note], year) == ""


def test_a_note_can_be_taken_back_and_put_there_again(store: SqliteStore) -> None:
    edit = add_note(store, "mrr", date(2025, 3, 1), "Prices raised")

    taken = undo_edit(store, edit)
    assert notes_about(store, "mrr") == []

    undo_edit(store, taken)
    assert [note["body"] for note in notes_about(store, "mrr")] == ["Prices raised"]
