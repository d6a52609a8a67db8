"""The value of one OpenDocument cell from its attributes and its text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from kpidesk.importing.reading.values import (
    MISSING,
    CellError,
    Percent,
    Value,
    number_from_text,
)
from kpidesk.importing.reading.xlsx_cells import iso_moment

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_VALUE_TYPE = OFFICE + "value-type"
_STRING_VALUE = OFFICE + "string-value"
_FORMULA = TABLE + "formula"
_CALC_TYPE = _CALCEXT + "value-type"
_ERROR = re.compile(r"#(?:N/A|DIV/0!|REF!|NAME\?|VALUE!|NUM!|NULL!)|Err:\d{3}")
_DURATION = re.compile(
    r"(-)?P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?"
)
_DAY = dt.timedelta(days=1)


def cell_value(attributes: Mapping[str, str], text: str) -> Value:
    """The value of a cell with these attributes that shows *text*."""
    kind = attributes.get(_VALUE_TYPE)
    if kind == "string" and attributes.get(_CALC_TYPE) == "string":
        # Texts as LibreOffice writes them: the most frequent cells of all.
        return attributes.get(_STRING_VALUE, text) or text or None
    formula = _FORMULA in attributes
    if attributes.get(_CALC_TYPE) == "error":
        return CellError(text or "#N/A")
    if formula and _ERROR.fullmatch(text):
        return CellError(text)
    if kind is None:
        return MISSING if formula and not text else text or None
    if kind == "string":
        return attributes.get(_STRING_VALUE, text) or text or None
    return _typed(kind, attributes, text)


def _typed(kind: str, attributes: Mapping[str, str], text: str) -> Value:
    if kind == "date":
        return iso_moment(attributes.get(OFFICE + "date-value", text)) or None
    if kind == "time":
        return _time(attributes.get(OFFICE + "time-value", text))
    if kind == "boolean":
        return attributes.get(OFFICE + "boolean-value", text).lower() == "true"
    value = number_from_text(attributes.get(OFFICE + "value", text))
    if kind == "percentage" and not isinstance(value, str):
        return Percent(value)
    return value if value != "" else None


def _time(text: str) -> Value:
    """A time of day, or a duration when it is a day or longer or negative."""
    match = _DURATION.fullmatch(text)
    if match is None:
        return text or None
    minus, days, hours, minutes, seconds = match.groups()
    try:
        duration = dt.timedelta(
            days=int(days or 0),
            hours=int(hours or 0),
            minutes=int(minutes or 0),
            seconds=float((seconds or "0").replace(",", ".")),
        )
    except (OverflowError, ValueError):
        return text
    if minus:
        return -duration
    return (dt.datetime.min + duration).time() if duration < _DAY else duration
