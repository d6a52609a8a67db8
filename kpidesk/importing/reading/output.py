"""Where readers put what they find, and the limits of a sheet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from kpidesk.importing.reading.addresses import name_some
from kpidesk.importing.reading.model import Limits
from kpidesk.importing.reading.refusals import Reason, Refusal
from kpidesk.importing.reading.values import Merge, Row, Value

_BATCH_CELLS = 10_000
_BATCH_ROWS = 1_000
# Merges only help to recognise headers; nobody has so many by intention.
_MERGES = 100_000


class Output(Protocol):
    """Receives a workbook piece by piece, sheet after sheet."""

    def open_sheet(self, name: str, *, hidden: bool, text_source: bool) -> None:
        """Begin the next sheet, and forget one that was begun and not ended."""

    def add_empty(self, count: int) -> None:
        """Append *count* rows without values."""

    def add_rows(self, rows: list[Row]) -> None:
        """Append rows, each cut after its last value."""

    def close_sheet(self, hidden_rows: frozenset[int], merges: list[Merge]) -> None:
        """End the sheet; both are counted from 0."""

    def warn(self, code: str, sheet: str = "", **values: str | int) -> None:
        """Say something about a sheet or the file."""

    def progress(self, done: int, total: int) -> None:
        """Say how far the reader is, in units of its own."""


class SheetWriter:
    """Passes rows of one sheet on to an `Output` in batches, within the limits."""

    def __init__(
        self,
        output: Output,
        name: str,
        limits: Limits,
        *,
        hidden: bool = False,
        text_source: bool = False,
    ) -> None:
        output.open_sheet(name, hidden=hidden, text_source=text_source)
        self.name = name
        self._output = output
        self._limits = limits
        self._batch: list[Row] = []
        self._batch_cells = 0
        self._next = 0
        self._rows = 0
        self._cells = 0
        self._errors: list[tuple[int, int]] = []
        self._missing: list[tuple[int, int]] = []

    def write(self, index: int, values: list[Value]) -> None:
        """Add the row at *index*, counted from 0 and higher than any before it."""
        while values and values[-1] is None:
            values.pop()
        if not values:
            return
        self._count(values)
        if index > self._next:
            self._flush()
            self._output.add_empty(index - self._next)
        self._next = index + 1
        self._batch.append(tuple(values))
        self._batch_cells += len(values)
        if self._batch_cells >= _BATCH_CELLS or len(self._batch) >= _BATCH_ROWS:
            self._flush()

    def expect(self, rows: int) -> None:
        """Refuse the sheet if *rows* with values are too many."""
        if rows > self._limits.rows:
            raise Refusal(Reason.ROWS, sheet=self.name, limit=self._limits.rows)

    def note_error(self, row: int, column: int) -> None:
        """Remember that the cell holds an error such as #N/A."""
        self._errors.append((row, column))

    def note_missing(self, row: int, column: int) -> None:
        """Remember that the cell holds a formula without a value."""
        self._missing.append((row, column))

    def close(
        self,
        hidden_rows: Collection[int] = (),
        merges: Sequence[Merge] = (),
        *,
        filtered: bool = False,
    ) -> None:
        """End the sheet and say what is remarkable about it."""
        self._flush()
        within = frozenset(index for index in hidden_rows if index < self._next)
        if within:
            self._output.warn("hidden_rows", self.name, count=len(within))
        if filtered:
            self._output.warn("filter_on", self.name)
        self._warn_cells("formulas_without_value", self._missing)
        self._warn_cells("error_cells", self._errors)
        self._output.close_sheet(within, list(merges[:_MERGES]))

    def _warn_cells(self, code: str, cells: list[tuple[int, int]]) -> None:
        if cells:
            self._output.warn(code, self.name, count=len(cells), cells=name_some(cells))

    def _count(self, values: list[Value]) -> None:
        limits = self._limits
        self._rows += 1
        self._cells += len(values)
        if len(values) > limits.columns:
            raise Refusal(
                Reason.COLUMNS,
                sheet=self.name,
                column=len(values),
                limit=limits.columns,
            )
        self.expect(self._rows)
        if self._cells > limits.cells:
            raise Refusal(Reason.CELLS, sheet=self.name, limit=limits.cells)

    def _flush(self) -> None:
        if self._batch:
            self._output.add_rows(self._batch)
            self._batch = []
            self._batch_cells = 0
