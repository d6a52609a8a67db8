"""The value of one xlsx cell from what its element says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kpidesk.importing.reading.number_formats import FromText, Shown, from_text
from kpidesk.importing.reading.refusals import damaged
from kpidesk.importing.reading.values import (
    MISSING,
    CellError,
    Value,
    number_from_text,
)
from kpidesk.importing.reading.xlsx_text import unescape

_TRUE = frozenset({"1", "true"})


class Converters(dict[str, FromText]):
    """How to read a number by the cell's style, as its attribute is written.

    An unknown style, like none at all, leaves a number a number.
    """

    def __init__(self, styles: Sequence[Shown], *, date1904: bool) -> None:
        super().__init__(
            (str(index), from_text(shown, date1904=date1904))
            for index, shown in enumerate(styles)
        )
        if styles:
            # A cell that names no style has the first one.
            self[""] = self["0"]

    def __missing__(self, style: str) -> FromText:
        return number_from_text


class CellReader:
    """Turns the parts of a cell into its value."""

    def __init__(
        self, strings: Sequence[str | None], styles: Sequence[Shown], *, date1904: bool
    ) -> None:
        self.strings = strings
        self.converters = Converters(styles, date1904=date1904)

    def value(
        self, kind: str, style: str, text: str | None, *, formula: bool = False
    ) -> Value:
        """The value of a cell.

        Args:
            kind: Its type attribute, empty when absent.
            style: Its style attribute, empty when absent.
            text: What its value element holds; None when there is no such element.
            formula: Whether it has a formula.
        """
        if not text:
            # ="" yields an empty text, which is written; other formulas always
            # yield something.
            unknown = formula and (text is None or kind != "str")
            return MISSING if unknown else None
        if kind in {"", "n"}:
            return self.converters[style](text)
        if kind == "s":
            return self.shared(text)
        return _other(kind, text)

    def shared(self, text: str) -> str | None:
        """The shared string whose index is written in *text*."""
        index = text.strip()
        if not (index.isascii() and index.isdigit()):
            raise damaged(f"shared string {index}")
        try:
            return self.strings[int(index)]
        except (IndexError, ValueError):
            raise damaged(f"shared string {index}") from None


def _other(kind: str, text: str) -> Value:
    if kind in {"str", "inlineStr"}:
        return unescape(text)
    if kind == "b":
        return text.strip().lower() in _TRUE
    if kind == "e":
        return CellError(text.strip())
    if kind == "d":
        return iso_moment(text.strip())
    raise damaged(f"cell type {kind}")


def iso_moment(text: str) -> Value:
    """The date, moment or time that *text* writes in ISO form, or *text* itself."""
    try:
        moment = dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        pass
    else:
        midnight = moment.time() == dt.time()
        return moment.date() if midnight else moment
    try:
        return dt.time.fromisoformat(text.removeprefix("T")).replace(tzinfo=None)
    except ValueError:
        return text
