"""Segments: a part of the company, chosen by product, size, country or manager."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TypeVar

import numpy as np

from kpidesk.domain.dataset import BoolArray, Dataset, IntArray, Texts
from kpidesk.domain.kpi import Dimension

NOT_SET = ""
"""The value that stands for records where the dimension is not filled in."""

SIZES: tuple[tuple[str, int, int], ...] = (
    ("1-9", 0, 9),
    ("10-49", 10, 49),
    ("50-249", 50, 249),
    ("250+", 250, 2**31),
)
"""Size classes of the European definition of small and medium enterprises."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Values allowed in each dimension; an empty tuple leaves it unfiltered.

    Values are alternatives inside a dimension and conditions between dimensions.
    """

    product: tuple[str, ...] = ()
    size: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    manager: tuple[str, ...] = ()

    @property
    def dimensions(self) -> frozenset[Dimension]:
        """The dimensions that this segment filters by."""
        return frozenset(
            Dimension(item.name) for item in fields(self) if getattr(self, item.name)
        )


EVERYTHING = Segment()

_T = TypeVar("_T")


def _wanted(codes: IntArray, names: Texts, allowed: tuple[str, ...]) -> BoolArray:
    positions = [names.index(value) for value in allowed if value in names]
    if NOT_SET in allowed:
        positions.append(-1)
    return np.isin(codes, positions)


def _size_codes(employees: IntArray) -> IntArray:
    codes = np.full(len(employees), -1, dtype=np.int64)
    for index, (_, low, high) in enumerate(SIZES):
        codes[(employees >= low) & (employees <= high)] = index
    return codes


def client_mask(dataset: Dataset, segment: Segment) -> BoolArray:
    """Which clients belong to the segment, products apart."""
    clients = dataset.clients
    mask = np.ones(len(clients.id), dtype=np.bool_)
    if segment.country:
        mask &= _wanted(clients.country, clients.countries, segment.country)
    if segment.manager:
        mask &= _wanted(clients.manager, clients.managers, segment.manager)
    if segment.size:
        names = tuple(name for name, _, _ in SIZES)
        mask &= _wanted(_size_codes(clients.employees), names, segment.size)
    return mask


def _rows(columns: _T, mask: BoolArray) -> _T:
    """The same columns with only the rows of the mask; names stay whole."""
    changed = {}
    for item in fields(columns):  # type: ignore[arg-type]
        value = getattr(columns, item.name)
        if isinstance(value, np.ndarray) and len(value) == len(mask):
            changed[item.name] = value[mask]
    return replace(columns, **changed)  # type: ignore[type-var]


def _of_clients(client: IntArray, allowed: BoolArray) -> BoolArray:
    """Rows whose client is allowed; rows without a client never are."""
    if not len(allowed):
        return np.zeros(len(client), dtype=np.bool_)
    return (client >= 0) & allowed[client]


def within(dataset: Dataset, segment: Segment) -> Dataset:
    """The dataset seen through a segment.

    Positions keep their meaning: client and contract tables stay whole, and the
    records that count (prices, tickets, answers, leads) are only the segment's.
    """
    if segment == EVERYTHING:
        return dataset
    allowed = client_mask(dataset, segment)

    def keep(client: IntArray, product: IntArray | None = None) -> BoolArray:
        mask = _of_clients(client, allowed)
        if not segment.dimensions - {Dimension.PRODUCT}:
            mask = np.ones(len(client), dtype=np.bool_)
        if segment.product and product is not None:
            mask &= _wanted(product, dataset.products, segment.product)
        return mask

    leads = dataset.leads
    lead_mask = np.ones(len(leads.id), dtype=np.bool_)
    if segment.country:
        lead_mask &= _wanted(leads.country, leads.countries, segment.country)
    if segment.manager:
        lead_mask &= _wanted(leads.owner, leads.owners, segment.manager)
    contracts = dataset.contracts
    in_segment = keep(contracts.client, contracts.product)
    outside = replace(
        contracts,
        monthly=np.where(in_segment, contracts.monthly, 0.0),
        one_off=np.where(in_segment, contracts.one_off, 0.0),
        setup_fee=np.where(in_segment, contracts.setup_fee, 0.0),
    )
    return replace(
        dataset,
        contracts=outside,
        pieces=_rows(
            dataset.pieces, keep(dataset.pieces.client, dataset.pieces.product)
        ),
        tickets=_rows(
            dataset.tickets, keep(dataset.tickets.client, dataset.tickets.product)
        ),
        answers=_rows(dataset.answers, keep(dataset.answers.client)),
        leads=_rows(leads, lead_mask),
        milestones=_rows(dataset.milestones, keep(dataset.milestones.client)),
        usage=_rows(dataset.usage, keep(dataset.usage.client)),
    )
