"""A first name in one column and a surname in the next: together they are a name.

Apart, two people called Mario are one, and who answered is nobody.
"""

from __future__ import annotations

from dataclasses import replace

from kpidesk.importing.column_values import ColumnValues, as_text, is_blank
from kpidesk.importing.header_text import normalised, spaced
from kpidesk.importing.reading.values import Value
from kpidesk.importing.tables import Table

_FIRST = frozenset({"nome", "first name", "given name", "primeiro nome"})
_LAST = frozenset(
    {"cognome", "last name", "surname", "family name", "apelido", "sobrenome"}
)


def join_names(table: Table) -> Table:
    """The same table with each surname joined to the first name beside it."""
    columns: list[ColumnValues] = []
    joined: list[tuple[str, str]] = []
    for column in table.columns:
        before = columns[-1] if columns else None
        if before is not None and _are_a_name(before, column):
            first, last = _in_order(before, column)
            cells = [
                _whole(*pair) for pair in zip(first.cells, last.cells, strict=True)
            ]
            columns[-1] = ColumnValues(before.index, first.header, cells)
            joined.append((last.header, first.header))
        else:
            columns.append(column)
    if not joined:
        return table
    return replace(table, columns=tuple(columns), surnames=tuple(joined))


def _are_a_name(one: ColumnValues, other: ColumnValues) -> bool:
    first, last = _in_order(one, other)
    return _plain(first) in _FIRST and _plain(last) in _LAST


def _in_order(
    one: ColumnValues, other: ColumnValues
) -> tuple[ColumnValues, ColumnValues]:
    """The first name's column, then the surname's."""
    return (other, one) if _plain(one) in _LAST else (one, other)


def _plain(column: ColumnValues) -> str:
    return normalised(spaced(column.header))


def _whole(first: Value, last: Value) -> Value:
    parts = [as_text(part).strip() for part in (first, last) if not is_blank(part)]
    return " ".join(parts) or None
