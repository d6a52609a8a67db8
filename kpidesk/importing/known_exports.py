"""What well-known programs export, recognised by the headers that only they use.

A declaration names the program, the kind of its rows and the field of each column that
ordinary matching could get wrong; columns not named there are matched as usual.
"""

from __future__ import annotations

from collections.abc import Iterable

from kpidesk.importing.export_model import KnownExport
from kpidesk.importing.exports_business import BUSINESS_EXPORTS
from kpidesk.importing.exports_forms import FORMS_EXPORTS
from kpidesk.importing.exports_sales import SALES_EXPORTS
from kpidesk.importing.exports_support import SUPPORT_EXPORTS
from kpidesk.importing.header_text import normalised

KNOWN_EXPORTS: tuple[KnownExport, ...] = (
    *SUPPORT_EXPORTS,
    *SALES_EXPORTS,
    *BUSINESS_EXPORTS,
    *FORMS_EXPORTS,
)
"""Every known export; a program may have several, by kind and language."""


def known_export(headers: Iterable[str]) -> KnownExport | None:
    """The export that a table's headers give away, the most telling one first."""
    found = {normalised(header) for header in headers}
    matching = [export for export in KNOWN_EXPORTS if export.marks <= found]
    return max(matching, key=lambda export: len(export.marks), default=None)
