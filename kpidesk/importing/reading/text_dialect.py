"""Finds out how the fields of a text table are separated and quoted."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator

# In the order of preference between equally consistent ones: a comma is also a
# decimal mark, a semicolon and a bar hardly anything else.
DELIMITERS = ("\t", ";", "|", ",")
_SEPARATOR_LINE = re.compile(
    r"\"?sep=([^\r\n\"])\"?[ \t]*(?:\r\n|\r|\n|$)", re.IGNORECASE
)
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_ESCAPED_QUOTE = re.compile(r'\\"(?=[^;,\t|\r\n])')
_DOUBLED_QUOTE = re.compile(r'[^;,\t|\r\n]""|""[^;,\t|\r\n"]')
_FIELD_LIMIT = 2**31 - 1
_CLOSE = 0.02


def separator_line(text: str) -> tuple[str | None, str]:
    """The delimiter that Excel's first line ``sep=;`` names, and the text after it."""
    match = _SEPARATOR_LINE.match(text)
    if match is None:
        return None, text
    return match[1], text[match.end() :]


def plain_quotes(text: str) -> str:
    r"""The text with quotes doubled where a program has written ``\"`` instead.

    Only when quotes are never doubled; a path that ends in a backslash is no escape.
    """
    if '\\"' not in text or _DOUBLED_QUOTE.search(text):
        return text
    return _ESCAPED_QUOTE.sub('""', text)


def find_delimiter(text: str) -> str | None:
    """The delimiter that divides the lines most evenly; None when nothing does."""
    scores = {
        delimiter: _score(text, delimiter)
        for delimiter in DELIMITERS
        if delimiter in text
    }
    # Decimal commas must not compete with a delimiter that really divides.
    if "," in scores and any(
        score > 0 for delimiter, score in scores.items() if delimiter != ","
    ):
        scores[","] = _score(_DECIMAL_COMMA.sub("", text), ",")
    best = max(scores.values(), default=0.0)
    if best <= 0:
        # A table of nothing but delimiters is empty, and no column of commas.
        return next((mark for mark in scores if not text.strip(mark + "\r\n ")), None)
    return next(
        delimiter
        for delimiter in DELIMITERS
        if scores.get(delimiter, 0.0) >= best - _CLOSE
    )


def lines_of(text: str) -> io.StringIO:
    """The lines of a text, which only CR, LF and CRLF end, unlike in splitlines."""
    return io.StringIO(text, newline="")


def records(
    lines: Iterable[str], delimiter: str, *, strict: bool = False, quoted: bool = True
) -> Iterator[list[str]]:
    """The records in some lines, each a list of fields of any length."""
    csv.field_size_limit(_FIELD_LIMIT)
    return csv.reader(
        lines,
        delimiter=delimiter,
        strict=strict,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
    )


def _score(text: str, delimiter: str) -> float:
    """Share of the records that have the most frequent number of fields."""
    found = records(lines_of(text), delimiter)
    widths = Counter(len(record) for record in found if any(record))
    divided = {width: count for width, count in widths.items() if width > 1}
    if not divided:
        return 0.0
    return max(divided.values()) / widths.total()
