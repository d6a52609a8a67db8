"""Segments: a part of the company, chosen by product, size, country or manager."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TypeVar

import numpy as np

from kpidesk.domain.dataset import (
    BoolArray,
    Contracts,
    Dataset,
    IntArray,
    Leads,
    Texts,
)
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

    def only(self, dimensions: frozenset[Dimension]) -> Segment:
        """The segment without those of its dimensions that are not named."""
        others = self.dimensions - dimensions
        return replace(self, **{dimension.value: () for dimension in others})


EVERYTHING = Segment()

_T = TypeVar("_T")


def _wanted(codes: IntArray, names: Texts, allowed: tuple[str, ...]) -> BoolArray:
    positions = [names.index(value) for value in allowed if value in names]
    if NOT_SET in allowed:
        positions.append(-1)
    return np.isin(codes, positions)


def size_codes(employees: IntArray) -> IntArray:
    """The position in ``SIZES`` of each number of employees; −1 = unknown."""
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
        mask &= _wanted(size_codes(clients.employees), names, segment.size)
    return mask


def only_rows(columns: _T, mask: BoolArray) -> _T:
    """The same columns with only the rows of the mask; names stay whole."""
    changed = {}
    for item in fields(columns):  # type: ignore[arg-type]
        value = getattr(columns, item.name)
        if isinstance(value, np.ndarray) and len(value) == len(mask):
            changed[item.name] = value[mask]
    return replace(columns, **changed)  # type: ignore[type-var]


def _belongs_to_nobody(segment: Segment) -> bool:
    """Whether records without a client are in the segment: they are "not set"."""
    chosen = (segment.size, segment.country, segment.manager)
    return all(NOT_SET in values for values in chosen if values)


class _Filter:
    """Decides which records of a dataset belong to a segment."""

    def __init__(self, dataset: Dataset, segment: Segment) -> None:
        # One more than there are clients: −1, no client, takes the last.
        self._allowed = np.append(
            client_mask(dataset, segment), _belongs_to_nobody(segment)
        )
        self._products = dataset.products
        self._wanted = segment.product

    def mask(self, client: IntArray, product: IntArray | None = None) -> BoolArray:
        """Which records belong to it, by client and, if they have one, product."""
        mask: BoolArray = self._allowed[client]
        if self._wanted and product is not None:
            mask = mask & _wanted(product, self._products, self._wanted)
        return mask

    def rows(self, columns: _T, product: IntArray | None = None) -> _T:
        """Columns that name a client, with only the rows that belong to it."""
        client: IntArray = columns.client  # type: ignore[attr-defined]
        return only_rows(columns, self.mask(client, product))


def within(dataset: Dataset, segment: Segment) -> Dataset:
    """The dataset seen through a segment.

    Positions keep their meaning: client and contract tables stay whole, and the
    records that count (prices, tickets, answers, leads, costs) are only the segment's.
    Costs and tickets without a product are of the product "not set". The team belongs
    to no segment.
    """
    if segment == EVERYTHING:
        return dataset
    chosen = _Filter(dataset, segment)
    tickets = chosen.rows(dataset.tickets, dataset.tickets.product)
    left_out = dataset.left_out_tickets
    replies = dataset.replies
    return replace(
        dataset,
        contracts=_contracts(dataset, chosen),
        pieces=chosen.rows(dataset.pieces, dataset.pieces.product),
        tickets=tickets,
        left_out_tickets=chosen.rows(left_out, left_out.product),
        replies=only_rows(replies, np.isin(replies.ticket_id, tickets.id)),
        answers=chosen.rows(dataset.answers),
        leads=_leads(dataset, segment),
        costs=chosen.rows(dataset.costs, dataset.costs.product),
        milestones=chosen.rows(dataset.milestones),
        usage=chosen.rows(dataset.usage),
        invoices=chosen.rows(dataset.invoices),
    )


def _contracts(dataset: Dataset, chosen: _Filter) -> Contracts:
    """The whole table, those outside the segment at no price."""
    contracts = dataset.contracts
    inside = chosen.mask(contracts.client, contracts.product)
    return replace(
        contracts,
        monthly=np.where(inside, contracts.monthly, 0.0),
        one_off=np.where(inside, contracts.one_off, 0.0),
        setup_fee=np.where(inside, contracts.setup_fee, 0.0),
    )


def _leads(dataset: Dataset, segment: Segment) -> Leads:
    """Leads have a country and an owner of their own."""
    leads = dataset.leads
    mask = np.ones(len(leads.id), dtype=np.bool_)
    if segment.country:
        mask &= _wanted(leads.country, leads.countries, segment.country)
    if segment.manager:
        mask &= _wanted(leads.owner, leads.owners, segment.manager)
    return only_rows(leads, mask)
