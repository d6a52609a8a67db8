"""Prices say why they changed.

``price_term.change_kind`` is why a price differs from the one before it: more was sold
(``upsell``), the list went up (``price``), a price index did (``indexation``), or
something else. Nothing means that nobody wrote it down, as in every older file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def add_change_kind(db: Database) -> None:
    """Give prices a column for the reason of their change, empty so far."""
    db.execute(
        "ALTER TABLE price_term ADD COLUMN change_kind TEXT"
        " CHECK (change_kind IN ('upsell', 'price', 'indexation', 'other'))"
    )
