"""What is declared of a well-known program's export."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from kpidesk.importing.header_text import normalised

LEFT_OUT = ""
"""Field of a column that is not imported."""


@dataclass(frozen=True)
class KnownExport:
    """One export of one program in one language.

    Attributes:
        program: Name of the program.
        entity: Kind of its rows.
        signature: Headers, separated by ``|``, that are all there in its exports.
        fields: Field of columns by header; empty = left out.
    """

    program: str
    entity: str
    signature: str
    fields: Mapping[str, str]

    @cached_property
    def marks(self) -> frozenset[str]:
        """The signature as normalised headers."""
        return frozenset(normalised(header) for header in self.signature.split("|"))

    @cached_property
    def columns(self) -> dict[str, str]:
        """Fields by normalised header."""
        return {normalised(header): name for header, name in self.fields.items()}

    def fields_of(self, filled: AbstractSet[str]) -> dict[str, str]:
        """Field per column; of columns for one field, the first that is filled.

        Args:
            filled: Normalised headers of columns that hold something.
        """
        found: dict[str, str] = {}
        given: set[str] = set()
        for header, name in self.columns.items():
            take = name not in given and header in filled
            found[header] = name if take else LEFT_OUT
            if take and name:
                given.add(name)
        return found


def fields_by(**names: str) -> dict[str, str]:
    """Fields by header, written the other way round: ``opened_at="Created at"``."""
    found: dict[str, str] = {}
    for name, headers in names.items():
        field = "" if name == "left_out_" else name.replace("client__", "client.")
        found.update(dict.fromkeys(headers.split("|"), field))
    return found
