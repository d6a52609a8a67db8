"""Categories of tickets are offered, renamed and merged, each step undone whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kpidesk.domain.rules import Rules
from kpidesk.operations.form_facts import form_facts
from kpidesk.operations.ticket_categories import (
    Category,
    add_category,
    categories,
    drop_category,
    rename_category,
)
from kpidesk.operations.undo_edits import undo_edit
from kpidesk.store.sqlite_store import SqliteStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """Two bugs, one question, one ticket of no category."""
    with closing(SqliteStore.create(tmp_path / "a.kpidesk", Rules(), "A")) as made:
        with made.writing("me") as writer:
            writer.add(
                "ticket",
                [
                    {"opened_at": "2026-01-05T09:00:00", "category": category}
                    for category in ("Bug", "Question", "Bug", None)
                ],
            )
        yield made


def texts(store: SqliteStore) -> list[str | None]:
    return [ticket["category"] for ticket in store.records("ticket")]  # type: ignore[misc]


def test_an_added_category_is_offered_before_a_ticket_has_it(
    store: SqliteStore,
) -> None:
    added = add_category(store, "Training")

    assert categories(store) == [
        Category("Bug", 2),
        Category("Question", 1),
        Category("Training", 0),
    ]
    offered = form_facts(store, "ticket").suggestions["category"]
    assert offered == ["Bug", "Question", "Training"]

    drop_category(store, "Training")
    assert len(categories(store)) == 2
    with pytest.raises(Exception, match="changed by somebody else"):
        undo_edit(store, added)


def test_a_category_is_renamed_everywhere(store: SqliteStore) -> None:
    add_category(store, "Bug")
    renamed = rename_category(store, "Bug", "Error")

    assert texts(store) == ["Error", "Question", "Error", None]
    assert categories(store) == [Category("Error", 2), Category("Question", 1)]
    assert renamed.name == "rename category"

    undo_edit(store, renamed)
    assert texts(store) == ["Bug", "Question", "Bug", None]
    assert categories(store)[0] == Category("Bug", 2)


def test_two_categories_become_one_and_two_again(store: SqliteStore) -> None:
    merged = rename_category(store, "Question", "Bug")

    assert categories(store) == [Category("Bug", 3)]
    assert merged.name == "merge categories"

    undo_edit(store, merged)
    assert texts(store) == ["Bug", "Question", "Bug", None]
