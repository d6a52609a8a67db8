"""Rows of a table that are no records: totals, headings, notes, examples."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache

from kpidesk.importing.column_values import is_blank
from kpidesk.importing.header_text import normalised
from kpidesk.importing.numbers import decide_mark, parse_number, token_of
from kpidesk.importing.reading.values import Row, Value
from kpidesk.importing.synonyms import value_synonyms

_LONGEST_LABEL = 6
_SPARSE = 0.7
_HALF = 0.5
_ALWAYS_TOTAL_WORDS = (
    "totale totali subtotale subtotali subtotal subtotals totals totais subtotais "
    "riporto"
)
_ALWAYS_TOTAL = frozenset(_ALWAYS_TOTAL_WORDS.split())
"""Words that nobody is called by; a company may well be called "Total" or "Media"."""
_NOTE = re.compile(
    r"^\s*(?:[*†(]|n\.?b\.?\b|not[ae]s?\b|obs\b|observa|osserva|legend|legenda|fonte\b|"
    r"source\b|attenzione|aten[cç]|aggiornat|atualizad|updated|generat|gerado|"
    r"estratto|exported|esportat|export|fine\b|end of)",
    re.IGNORECASE,
)
_AFTER_COLON = re.compile(r"\s*\w+\s*:")
_LONG_NOTE = 60
_EXAMPLE_WORDS = ("esempio", "exemplo", "example")
"""How the example row of a template begins, before a colon."""
_FEWEST_TO_SUM = 2
_SAMPLE = 500
_UPPER = 3
"""Quarter of the rows, by how many cells they fill, that surely holds records."""


def first_cell(cells: Row) -> Value:
    """The first cell that holds anything."""
    for value in cells:
        if value is not None and value != "":
            return value
    return None


def filled_cells(cells: Row) -> list[Value]:
    """The cells that hold something."""
    return [value for value in cells if not is_blank(value)]


def usual_fill(rows: Sequence[Row]) -> float:
    """How many cells a record of the table usually fills.

    Headings and totals of groups may be half of the rows, and fill few.
    """
    step = max(1, len(rows) // _SAMPLE)
    counts = [len(filled) for row in rows[::step] if (filled := filled_cells(row))]
    return float(sorted(counts)[_UPPER * len(counts) // 4]) if counts else 0.0


def is_total_row(cells: Row, usual: float) -> bool:
    """The row is a total, a subtotal or an average of others."""
    label = first_cell(cells)
    if not isinstance(label, str) or label[:1].isdigit():
        return False
    if any(isinstance(value, dt.date) for value in cells):
        return False
    kind = _total_label(label)
    if not kind:
        return False
    filled = filled_cells(cells)
    rest = filled[1:]
    figures = all(_is_figure(value) for value in rest)
    sparse = len(filled) <= _SPARSE * usual
    return figures and sparse if kind == "maybe" else figures or sparse


@lru_cache(maxsize=8192)
def _total_label(text: str) -> str:
    """``sure`` or ``maybe`` when the text is a total's label, or empty."""
    plain = normalised(text)
    words = plain.split()
    if not words or len(words) > _LONGEST_LABEL:
        return ""
    known = value_synonyms("total_row")
    if words[0] in known and _AFTER_COLON.match(text):
        return "sure"
    if plain in known or words[0] in _ALWAYS_TOTAL or words[-1] in _ALWAYS_TOTAL:
        return "sure"
    return "maybe" if words[0] in known or words[-1] in known else ""


def _is_figure(value: Value) -> bool:
    if isinstance(value, int | float):
        return True
    if not isinstance(value, str):
        return isinstance(value, dt.timedelta | dt.time)
    return token_of(value) is not None or value.strip()[:1].isdigit()


def is_note(cells: Row, columns: int) -> bool:
    """The row is a remark for people: one text that no record begins with."""
    if columns <= 2 or not is_lone_text(cells):  # noqa: PLR2004 - a list
        return False
    text = str(first_cell(cells))
    return bool(_NOTE.match(text)) or len(text) > _LONG_NOTE or text.endswith(":")


def is_lone_text(cells: Row) -> bool:
    """The row holds a single text."""
    lone: Value = None
    for value in cells:
        if is_blank(value):
            continue
        if lone is not None:
            return False
        lone = value
    return isinstance(lone, str)


def is_example(cells: Row) -> bool:
    """The row shows how to fill a template in."""
    label = first_cell(cells)
    if not isinstance(label, str) or ":" not in label:
        return False
    first, colon, _rest = label.strip().casefold().partition(":")
    return bool(colon) and first in _EXAMPLE_WORDS


def may_sum_up(cells: Row, usual: float) -> bool:
    """A sparse row of nothing but figures, without anything that names it."""
    if not is_blank(cells[0]):
        return False
    filled = filled_cells(cells)
    few = bool(filled) and len(filled) <= _HALF * usual
    return few and all(_is_figure(value) for value in filled)


def sums_up(cells: Row, above: Sequence[Row], usual: float) -> bool:
    """A sparse row of nothing but figures, one of them the sum of its column."""
    filled = filled_cells(cells)
    if not filled or len(above) < _FEWEST_TO_SUM or len(filled) > _HALF * usual:
        return False
    if not all(_is_figure(value) for value in filled):
        return False
    return any(
        not is_blank(value) and _is_sum(value, [row[at] for row in above])
        for at, value in enumerate(cells)
    )


def _is_sum(value: Value, column: Sequence[Value]) -> bool:
    texts = [cell for cell in (*column, value) if isinstance(cell, str)]
    mark = decide_mark(texts)

    def number(cell: Value) -> float | None:
        if isinstance(cell, str):
            parsed = parse_number(cell, mark)
            return None if parsed is None else float(parsed)
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return float(cell)
        return None

    figures = [figure for cell in column if (figure := number(cell)) is not None]
    total = number(value)
    if total is None or len(figures) < _FEWEST_TO_SUM:
        return False
    return abs(total - sum(figures)) <= 0.005 * len(figures)
