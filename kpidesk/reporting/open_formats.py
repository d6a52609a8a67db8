"""Tables in formats that any program reads: CSV after RFC 4180, JSON, a dictionary."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any

from kpidesk.domain.money import minor_digits
from kpidesk.domain.records import KINDS, FieldType
from kpidesk.i18n.messages import N_, _

if TYPE_CHECKING:
    from kpidesk.domain.records import Field, RecordKind

Row = Sequence[Any]
_SCALES = {"_milli": 3, "_ppm": 6, "_nano": 9}
"""Decimal digits of whole numbers that stand for fractions, by the end of the name."""
_MINOR = "_minor"
_UNITS = {
    FieldType.MONEY: N_("whole minor units of the currency (cents)"),
    FieldType.MILLI: N_("whole thousandths"),
    FieldType.PPM: N_("whole millionths"),
    FieldType.DATE: N_("date, 2026-03-31"),
    FieldType.INSTANT: N_("local date and time, 2026-03-31T14:05:00"),
    FieldType.YES_NO: N_("1 = yes, 0 = no"),
    FieldType.INTEGER: N_("whole number"),
    FieldType.TEXT: N_("text"),
}


_EVERY_RECORD = {
    "id": N_("number of the record"),
    "version": N_("how often it was changed, counted from 1"),
    "recorded_at": N_("when it was recorded, UTC"),
    "batch_id": N_("the import that added it"),
}
_OTHER_TABLES = {
    "setting": N_("facts and rules of the company, as JSON"),
    "import_batch": N_("imports: when, who, from which files"),
    "import_profile": N_("how sheets with known columns are imported"),
    "change_log": N_("who changed what and when, with the values before"),
    "saved_view": N_("filters kept under a name"),
    "closed_month": N_("months that were closed"),
    "closed_reading": N_("the figures of closed months"),
    "first_screen": N_("what the dashboard showed last, to start quickly"),
    "_sqlite_migrations": N_("the steps by which the file got its shape"),
}


def decimal_name(column: str) -> str:
    """The column's name once its whole numbers are written with a decimal point."""
    for end in (*_SCALES, _MINOR):
        if column.endswith(end):
            return column.removesuffix(end)
    return column


def write_csv(
    out: IO[str],
    columns: Sequence[str],
    rows: Iterable[Row],
    currency_of: Callable[[Row], str],
) -> None:
    """Write a table: comma, CRLF, ISO dates, decimal point; empty for nothing.

    Args:
        out: A text file that changes no line ends.
        columns: Their names as the company file has them.
        rows: The rows as the company file has them.
        currency_of: The currency of a row's amounts.
    """
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([decimal_name(column) for column in columns])
    scales = [
        next((_SCALES[end] for end in _SCALES if column.endswith(end)), 0)
        for column in columns
    ]
    money = [place for place, name in enumerate(columns) if name.endswith(_MINOR)]
    for row in rows:
        digits = scales
        if money:
            places = minor_digits(currency_of(row))
            digits = [
                places if place in money else scale
                for place, scale in enumerate(scales)
            ]
        writer.writerow(
            [
                _decimal(value, scale) if scale and value is not None else value
                for value, scale in zip(row, digits, strict=True)
            ]
        )


def _decimal(value: object, digits: int) -> str:
    """A whole number of small units as an exact decimal number."""
    return f"{Decimal(str(value)).scaleb(-digits):f}"


def write_json_table(
    out: IO[str], name: str, columns: Sequence[str], rows: Iterable[Row]
) -> None:
    """Write ``"name": [{…}, …]`` with values exactly as they are kept."""
    out.write(f"{json.dumps(name)}: [")
    separator = "\n"
    for row in rows:
        record = dict(zip(columns, row, strict=True))
        out.write(separator + json.dumps(record, ensure_ascii=False))
        separator = ",\n"
    out.write("\n]")


def data_dictionary() -> str:
    """What every field of every kind of record means, as Markdown."""
    title = _("What every field means")
    parts = [
        f"# {title}",
        "",
        _(
            "Names are those of kpidesk.json and schema.sql. In the CSV files amounts,"
            " scores and shares are decimal numbers, under names without the ending"
            " that says the unit here."
        ),
        "",
    ]
    common, others = _("In every record"), _("Other tables")
    parts += [f"## {common}", "", *_lines(_EVERY_RECORD), ""]
    for kind in KINDS:
        plural = _(kind.plural)
        parts += [f"## {kind.name} — {plural}", "", *_fields(kind), ""]
    parts += [f"## {others}", "", *_lines(_OTHER_TABLES), ""]
    return "\n".join(parts)


def _lines(meanings: Mapping[str, str]) -> list[str]:
    told = ((name, _(text)) for name, text in meanings.items())
    return [f"- `{name}`: {text}" for name, text in told]


def _fields(kind: RecordKind) -> list[str]:
    heads = (_("Field"), _("Meaning"), _("Content"), _("Required"))
    lines = [f"| {' | '.join(heads)} |", "|---|---|---|---|"]
    for field in kind.fields:
        needed = _("Yes") if field.required else ""
        label = _(field.label)
        lines.append(f"| `{field.name}` | {label} | {_content(field)} | {needed} |")
    return lines


def _content(field: Field) -> str:
    if field.type is FieldType.REFERENCE:
        return _("id of a record of “{table}”", table=field.refers_to)
    if field.type is FieldType.CHOICE:
        return ", ".join(f"`{choice}`" for choice in field.choices)
    if field.name.endswith("_nano"):
        return _("whole billionths")
    return _(_UNITS[field.type])
