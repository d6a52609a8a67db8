"""Readings and explanations as CSV, JSON and text.

CSV and JSON are for programs: values unrounded, with a point, in the same form in
every language; sentences follow the language.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from kpidesk.domain.evaluation import Reading
from kpidesk.domain.kpi import Unit
from kpidesk.i18n.formats import Formats
from kpidesk.i18n.messages import _
from kpidesk.operations.explain import ExplainedPart, Explanation
from kpidesk.reporting.reading_text import (
    band_texts,
    exact_text,
    formula_in_words,
    formula_with_numbers,
    interval_text,
    one_record_text,
    period_text,
    reason_text,
    records_text,
    remark_text,
)
from kpidesk.reporting.source_names import source_text

COLUMNS = (
    "kpi",
    "period",
    "value",
    "unit",
    "n",
    "numerator",
    "denominator",
    "reason",
)
_ROWS_IN_TEXT = 25


def _number(value: float | None) -> str:
    if value is None:
        return ""
    if value == int(value) and abs(value) < 2**53:
        return str(int(value))
    return repr(float(value))


def readings_as_csv(readings: Sequence[Reading]) -> str:
    """The public CSV: one line per KPI and period."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for reading in readings:
        measurement = reading.measurement
        writer.writerow(
            (
                reading.kpi.key,
                reading.period.code,
                _number(reading.value),
                reading.kpi.unit.value,
                measurement.n,
                _number(measurement.numerator),
                _number(measurement.denominator),
                reason_text(measurement),
            )
        )
    return out.getvalue()


def _as_dict(reading: Reading) -> dict[str, Any]:
    measurement = reading.measurement
    reason = measurement.reason
    return {
        "kpi": reading.kpi.key,
        "period": reading.period.code,
        "value": reading.value,
        "unit": reading.kpi.unit.value,
        "n": measurement.n,
        "numerator": measurement.numerator,
        "denominator": measurement.denominator,
        "interval": measurement.interval,
        "reason": reason_text(measurement) or None,
        "reason_code": reason.code if reason else None,
        "variant": reading.variant or None,
        "remarks": [remark_text(remark) for remark in measurement.remarks],
    }


def readings_as_json(readings: Sequence[Reading]) -> str:
    """Readings as one JSON list."""
    return json.dumps(
        [_as_dict(reading) for reading in readings],
        ensure_ascii=False,
        indent=1,
        allow_nan=False,
    )


def readings_as_table(readings: Sequence[Reading], formats: Formats) -> str:
    """Readings as a table for people: a row per KPI, a column per period."""
    codes = list(dict.fromkeys(reading.period.code for reading in readings))
    rows: dict[str, list[str]] = {}
    for reading in readings:
        row = rows.setdefault(reading.kpi.key, [_(reading.kpi.name)])
        row.append(exact_text(reading.kpi.unit, reading.value, formats))
    lines = [["", "", *codes], *([key, *cells] for key, cells in rows.items())]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    out = []
    for line in lines:
        left = [
            cell.ljust(width) for cell, width in zip(line[:2], widths, strict=False)
        ]
        right = [
            cell.rjust(width) for cell, width in zip(line[2:], widths[2:], strict=True)
        ]
        out.append("  ".join(left + right).rstrip())
    return "\n".join(out)


def _part_as_dict(explanation: Explanation, part: ExplainedPart) -> dict[str, Any]:
    kpi = explanation.reading.kpi
    spec = next((spec for spec in kpi.parts if spec.key == part.key), None)
    return {
        "key": part.key,
        "label": _(spec.label) if spec else part.key,
        "value": part.value,
        "unit": (spec.unit if spec else kpi.unit).value,
        "aggregate": spec.aggregate.value if spec else "count",
        "rows": [
            {"kind": row.kind, "id": row.id, "label": row.label, "value": row.value}
            for row in part.rows
        ],
    }


def explanation_as_json(explanation: Explanation, formats: Formats) -> str:
    """An explanation as one JSON object."""
    reading = explanation.reading
    kpi, measurement = reading.kpi, reading.measurement
    parts = [_part_as_dict(explanation, part) for part in explanation.parts]
    content = {
        **_as_dict(reading),
        "name": _(kpi.name),
        "definition": _(kpi.definition),
        "source": kpi.source,
        "definition_version": kpi.version,
        "formula": measurement.formula or kpi.formula,
        "formula_words": formula_in_words(kpi, measurement),
        "formula_numbers": formula_with_numbers(kpi, measurement, formats),
        "parts": parts,
        "included": [
            {"part": part["key"], **row} for part in parts for row in part["rows"]
        ],
        "excluded": [
            {
                "kind": item.kind,
                "id": item.id,
                "label": item.label,
                "reason": _(item.reason),
            }
            for item in explanation.left_out
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)


def explanation_as_text(explanation: Explanation, formats: Formats) -> str:
    """An explanation for people."""
    reading = explanation.reading
    kpi, measurement = reading.kpi, reading.measurement
    value = exact_text(kpi.unit, reading.value, formats)
    lines = [
        f"{_(kpi.name)} — {period_text(reading.period, formats)}",
        "",
        f"  {value}  {interval_text(reading, formats)}".rstrip(),
    ]
    if measurement.reason is not None:
        lines.append(f"  {reason_text(measurement)}")
    lines += ["", _(kpi.definition), "", f"  {formula_in_words(kpi, measurement)}"]
    numbers = formula_with_numbers(kpi, measurement, formats)
    if numbers:
        lines.append(f"  = {numbers} = {value}")
    for part in explanation.parts:
        lines += _part_lines(explanation, part, formats)
    if explanation.left_out:
        lines += ["", _("Left out, and why:")]
        lines += [
            f"  {item.label or item.id} — {_(item.reason)}"
            for item in explanation.left_out
        ]
    lines += [f"· {remark_text(remark)}" for remark in measurement.remarks]
    basis = [records_text(kpi.noun, measurement.n, formats)]
    weight = one_record_text(reading, formats)
    lines += ["", " · ".join([*basis, weight] if weight else basis)]
    lines.append(_("Source: {source}", source=source_text(kpi.source)))
    lines += band_texts(kpi, reading.value, formats)
    return "\n".join(lines)


def _part_lines(
    explanation: Explanation, part: ExplainedPart, formats: Formats
) -> list[str]:
    kpi = explanation.reading.kpi
    spec = next((spec for spec in kpi.parts if spec.key == part.key), None)
    unit = spec.unit if spec else Unit.COUNT
    label = _(spec.label) if spec else part.key
    lines = ["", f"{label}: {exact_text(unit, part.value, formats)}"]
    lines += [
        f"  {row.label or row.id}  {exact_text(unit, row.value, formats)}"
        for row in part.rows[:_ROWS_IN_TEXT]
    ]
    more = len(part.rows) - _ROWS_IN_TEXT
    if more > 0:
        lines.append("  " + _("… and {count} more (--format json)", count=more))
    return lines
