"""What a company can be filtered by: the values of each dimension, counted."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.kpi import Dimension
from kpidesk.domain.segment import NOT_SET, SIZES, Segment, size_codes
from kpidesk.i18n.messages import _
from kpidesk.reporting.reading_text import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.dataset import Dataset, IntArray
    from kpidesk.i18n.formats import Formats
    from kpidesk.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a dimension: as stored, in words, and how many clients have it."""

    value: str
    text: str
    clients: int


@dataclass(frozen=True, slots=True)
class DimensionChoices:
    """A dimension and its values, "not set" last."""

    dimension: Dimension
    name: str
    choices: tuple[Choice, ...]


def value_words(dimension: Dimension, value: str, formats: Formats) -> str:
    """A value of a dimension as people say it."""
    if value == NOT_SET:
        return _("Not set")
    if dimension is Dimension.COUNTRY:
        return formats.country(value)
    return value


def segment_words(segment: Segment, formats: Formats) -> tuple[tuple[str, str], ...]:
    """Each filtered dimension with its values: ``("Country", "Italy, Spain")``."""
    told = []
    for item in fields(segment):
        values = getattr(segment, item.name)
        if values:
            dimension = Dimension(item.name)
            words = [value_words(dimension, value, formats) for value in values]
            told.append((_(DIMENSIONS[dimension]), ", ".join(words)))
    return tuple(told)


def segment_choices(store: Store, formats: Formats) -> tuple[DimensionChoices, ...]:
    """Every dimension with the values that occur; counts are of clients."""
    data = store.dataset(store.rules())
    clients = data.clients
    sizes = tuple(name for name, _low, _high in SIZES)
    counted = {
        Dimension.PRODUCT: (data.products, _clients_of_products(data)),
        Dimension.SIZE: (sizes, _counts(size_codes(clients.employees), len(sizes))),
        Dimension.COUNTRY: (
            clients.countries,
            _counts(clients.country, len(clients.countries)),
        ),
        Dimension.MANAGER: (
            clients.managers,
            _counts(clients.manager, len(clients.managers)),
        ),
    }
    return tuple(
        DimensionChoices(
            dimension,
            _(name),
            _choices(dimension, *counted[dimension], formats),
        )
        for dimension, name in DIMENSIONS.items()
    )


def _counts(codes: IntArray, values: int) -> list[int]:
    """Records per code; those without one are counted last."""
    shifted = np.where(codes < 0, values, codes)
    return [int(n) for n in np.bincount(shifted, minlength=values + 1)]


def _clients_of_products(data: Dataset) -> list[int]:
    """Clients with a contract of each product, without a product last."""
    contracts = data.contracts
    pairs = np.unique(np.stack((contracts.product, contracts.client)), axis=1)
    return _counts(pairs[0], len(data.products))


def _choices(
    dimension: Dimension,
    values: Sequence[str],
    counts: Sequence[int],
    formats: Formats,
) -> tuple[Choice, ...]:
    known = [
        Choice(value, value_words(dimension, value, formats), count)
        for value, count in zip(values, counts, strict=False)
        if count
    ]
    if dimension is not Dimension.SIZE:
        known.sort(key=lambda choice: choice.text.casefold())
    return (*known, Choice(NOT_SET, _("Not set"), counts[-1]))
