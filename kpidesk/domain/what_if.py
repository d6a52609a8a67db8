"""What if: the company with one thing changed, in memory only.

Each change takes a dataset and gives another; figures are then computed from the
changed rows by the very functions that compute the real ones.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from kpidesk.domain.dataset import (
    OPEN_ENDED,
    BoolArray,
    Dataset,
    Pieces,
    day_number,
)
from kpidesk.domain.formula import evaluate
from kpidesk.domain.kpi import Kpi, Measurement
from kpidesk.domain.period import Period


@dataclass(frozen=True, slots=True)
class ClientLeaves:
    """A client's contracts all end on the first day of a period.

    Attributes:
        client_id: Who leaves.
        period: When: the contracts' first day without service is its first day.
    """

    client_id: int
    period: Period

    def apply(self, data: Dataset) -> Dataset:
        """The company without the client from that day on."""
        position = int(np.flatnonzero(data.clients.id == self.client_id)[0])
        day = day_number(self.period.start)
        pieces, contracts = data.pieces, data.contracts
        mine = pieces.client == position
        cut = _ended(pieces, mine, day)
        signed = contracts.client == position
        return replace(
            data,
            pieces=_chosen(cut, cut.start < cut.end),
            contracts=replace(
                contracts,
                end=np.where(signed, np.minimum(contracts.end, day), contracts.end),
            ),
        )


@dataclass(frozen=True, slots=True)
class PriceChanges:
    """The price of a contract is another one from the first day of a period.

    Attributes:
        contract_id: Which contract.
        period: When it changes.
        monthly: The new MRR, in major units of the contract's currency.
        per_major: Minor units of a major unit.
    """

    contract_id: int
    period: Period
    monthly: float
    per_major: int = 100

    def apply(self, data: Dataset) -> Dataset:
        """The company with the new price from that day on."""
        position = int(np.flatnonzero(data.contracts.id == self.contract_id)[0])
        day = day_number(self.period.start)
        pieces = data.pieces
        after = (pieces.contract == position) & (pieces.end > day)
        split = after & (pieces.start < day)
        whole = after & ~split
        monthly = self.monthly * self.per_major
        changed = replace(
            _ended(pieces, split, day),
            monthly=np.where(whole, monthly, pieces.monthly),
        )
        later = _chosen(pieces, split)
        later = replace(
            later,
            start=np.full_like(later.start, day),
            monthly=np.full_like(later.monthly, monthly),
        )
        return replace(data, pieces=_together(changed, later))


def _ended(pieces: Pieces, mask: BoolArray, day: int) -> Pieces:
    """The pieces, those of the mask ending on the day at the latest."""
    latest = np.where(mask, day, OPEN_ENDED)
    end = np.minimum(pieces.end, latest)
    unbridged = np.minimum(pieces.unbridged_end, latest)
    return replace(pieces, end=end, unbridged_end=unbridged, bridged=end != unbridged)


def _chosen(pieces: Pieces, mask: BoolArray) -> Pieces:
    """The pieces of a mask."""
    columns = {item.name: getattr(pieces, item.name)[mask] for item in fields(pieces)}
    return Pieces(**columns)


def _together(first: Pieces, second: Pieces) -> Pieces:
    """All pieces of both."""
    columns = {
        item.name: np.append(getattr(first, item.name), getattr(second, item.name))
        for item in fields(first)
    }
    return Pieces(**columns)


def with_parts(kpi: Kpi, measurement: Measurement, **parts: float) -> float | None:
    """The KPI's formula with some of its quantities replaced.

    Used where a rate changes and not a row: "if churn fell by a point". ``None``
    when the formula cannot be computed.
    """
    values = {
        part.key: part.value for part in measurement.parts if part.value is not None
    }
    values.update(parts)
    try:
        return evaluate(measurement.formula or kpi.formula, values)
    except KeyError:
        return None
