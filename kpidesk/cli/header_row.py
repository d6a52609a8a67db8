"""The value of ``--header-row``: a sheet's name and the row, as ``Clienti=3``."""

from __future__ import annotations

from collections.abc import Iterable

from kpidesk.errors import UsageError
from kpidesk.i18n.messages import N_


def header_rows(given: Iterable[str]) -> dict[str, int]:
    """Header rows, counted from 1, by the names of their sheets.

    Raises:
        UsageError: One of them is not a sheet and a row.
    """
    return dict(_header_row(value) for value in given)


def _header_row(value: str) -> tuple[str, int]:
    sheet, _equals, row = value.rpartition("=")
    if not sheet or not row.isdecimal() or int(row) < 1:
        raise UsageError(
            N_("“{value}” is not a sheet and a row. Write it like Clients=3."),
            value=value,
        )
    return sheet, int(row)
