"""Sheets as an office keeps them: half the rules were tuned on, half they were not."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})(?: (\d\d):(\d\d))?")
_NUMBER = re.compile(r"\d+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class OfficeSheet:
    """A sheet and the field that each of its columns should be matched to.

    Attributes:
        kind: What its rows are.
        language: Language of the headers.
        name: Name of the sheet.
        fields: Per header the fields that are right, parted by ``|``; ``-`` = none.
        rows: The header and the rows below it.
    """

    kind: str
    language: str
    name: str
    fields: dict[str, str]
    rows: list[list[Any]]


def office_sheets(half: str) -> list[OfficeSheet]:
    """The sheets of a half, ``tuned`` or ``held_out``.

    A file has a block per sheet (``= kind language name``) with a line per column:
    header, field and values between semicolons.
    """
    text = (Path(__file__).parent / f"{half}.txt").read_text(encoding="utf-8")
    return [_sheet(block) for block in text.split("= ") if block.strip()]


def _sheet(block: str) -> OfficeSheet:
    first, *lines = block.strip().splitlines()
    kind, language, name = first.split(maxsplit=2)
    columns = [[part.strip() for part in line.split(";")] for line in lines if line]
    fields = {header: field for header, field, *_ in columns}
    height = max(len(column) for column in columns)
    rows: list[list[Any]] = [list(fields)]
    rows += [
        [_value(column[at]) if at < len(column) else "" for column in columns]
        for at in range(2, height)
    ]
    return OfficeSheet(kind, language, name, fields, rows)


def _value(text: str) -> Any:
    day = _DAY.fullmatch(text)
    if day:
        date = dt.date(int(day[3]), int(day[2]), int(day[1]))
        time = dt.time(int(day[4]), int(day[5])) if day[4] else None
        return dt.datetime.combine(date, time) if time else date
    if _NUMBER.fullmatch(text):
        return float(text.replace(",", ".")) if "," in text else int(text)
    return text.removeprefix("'")
