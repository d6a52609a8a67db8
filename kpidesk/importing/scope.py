"""What of the files an import may touch, and how it tells what is there already."""

from __future__ import annotations

from enum import StrEnum

from kpidesk.domain.records import KINDS
from kpidesk.i18n.messages import N_


class Mode(StrEnum):
    """Whether rows add records, bring records up to date, or both."""

    BOTH = "both"
    ADD = "add"
    UPDATE = "update"


class Hidden(StrEnum):
    """What becomes of rows and sheets that are hidden in the spreadsheet."""

    INCLUDE = "include"
    SKIP = "skip"


class NotAddedError(Exception):
    """A row would add a record, and nothing shall be added."""


BY_NUMBER, BY_START = "external_id", "start_date"
IDENTITIES: dict[str, tuple[tuple[str, str], ...]] = {
    "client": (
        (BY_NUMBER, N_("Client code")),
        ("tax_id", N_("Tax number")),
        ("name", N_("Name")),
    ),
    "contract": (
        (BY_NUMBER, N_("Contract number")),
        (BY_START, N_("Client, product and start")),
    ),
}
"""Per kind of sheet, the fields by which a person may let records be recognised."""

_PARTS = frozenset({"product", "price_term", "milestone"})
"""Kinds that other records are made up of; only sheets of their own add them."""


def refused_kinds(mode: Mode, entity: str) -> frozenset[str]:
    """Kinds of record that rows of a sheet may not add."""
    if mode is not Mode.UPDATE:
        return frozenset()
    return frozenset(kind.name for kind in KINDS) - (_PARTS - {entity})
