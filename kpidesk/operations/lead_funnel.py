"""How far leads came: how many there are, won, lost, still open by stage."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpidesk.operations.records_search import RecordList


@dataclass(frozen=True, slots=True)
class LeadFunnel:
    """Leads by what became of them.

    Attributes:
        total: All leads.
        won: Those that became clients.
        lost: Those that did not.
        open: Those that may still.
        stages: Open leads by stage, the most frequent first.
    """

    total: int
    won: int
    lost: int
    open: int
    stages: tuple[tuple[str, int], ...]

    @property
    def won_share(self) -> float | None:
        """Percent of the decided leads that were won."""
        decided = self.won + self.lost
        return 100 * self.won / decided if decided else None


def lead_funnel(records: RecordList) -> LeadFunnel:
    """Count the leads of a list."""
    outcomes = records.cells[records.column("outcome")]
    stages = records.cells[records.column("stage")]
    counts = Counter(outcomes)
    waiting = Counter(
        str(stage)
        for stage, outcome in zip(stages, outcomes, strict=True)
        if outcome == "open" and stage
    )
    return LeadFunnel(
        len(outcomes),
        counts["converted"],
        counts["lost"],
        counts["open"],
        tuple(waiting.most_common(4)),
    )
