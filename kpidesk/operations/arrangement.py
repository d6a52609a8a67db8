"""Which rows of a list are wanted, and in what order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a person asked a list to show.

    Attributes:
        query: Words that every row must hold.
        tab: The tab that rows belong to; empty = all.
        filters: Per column, the text that its cells must have.
        order: Position of the column that they are in the order of, and whether the
            last comes first; ``None`` = as the list stands.
    """

    query: str = ""
    tab: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    order: tuple[int, bool] | None = None
