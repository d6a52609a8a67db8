"""KPIs as CSV that a double click opens right in the user's Excel.

Separator and decimal sign are those of the language; the international form has
commas between and decimal points, as RFC 4180 and ``kpidesk kpis --format csv`` have.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from kpidesk.i18n.formats import Formats
from kpidesk.i18n.messages import _
from kpidesk.reporting.summary import SummaryRow

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_text(text: str) -> str:
    """Text that a spreadsheet will not take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def summary_as_csv(rows: Sequence[SummaryRow], formats: Formats | None) -> str:
    """One line per KPI: key, name, unit, value, previous value, records, reason.

    Without *formats* it is the international form.
    """
    out = io.StringIO()
    separator = formats.list_separator() if formats else ","
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(
        (
            "kpi",
            _("Indicator"),
            _("Unit"),
            _("Value"),
            _("Previous"),
            _("Records"),
            _("Note"),
        )
    )
    for row in rows:
        before = row.before.value if row.before else None
        writer.writerow(
            (
                row.reading.kpi.key,
                safe_text(row.name),
                row.reading.kpi.unit.value,
                _cell(row.reading.value, formats),
                _cell(before, formats),
                row.reading.measurement.n,
                safe_text(row.note),
            )
        )
    return out.getvalue()


def _cell(value: float | None, formats: Formats | None) -> str:
    if value is None:
        return ""
    return formats.csv_number(value) if formats else f"{value:.15g}"
