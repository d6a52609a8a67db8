"""The numbers of a chart as CSV that a double click opens right in the user's Excel."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from kpidesk.reporting.csv_export import safe_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kpidesk.i18n.formats import Formats


def chart_as_csv(
    headings: Sequence[str], rows: Iterable[Sequence[str]], formats: Formats
) -> str:
    """A line of headings and one per row; figures that know their value are numbers."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=formats.list_separator(), lineterminator="\r\n")
    writer.writerow([safe_text(name) for name in headings])
    for row in rows:
        writer.writerow([_cell(cell, formats) for cell in row])
    return out.getvalue()


def _cell(cell: str, formats: Formats) -> str:
    if hasattr(cell, "value"):
        return formats.csv_number(cell.value)
    return safe_text(formats.plain(cell))
