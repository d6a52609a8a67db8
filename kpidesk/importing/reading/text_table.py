"""Reads text tables: CSV, TSV and cells pasted from a spreadsheet."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator

from kpidesk.importing.reading.model import Limits, TextOptions
from kpidesk.importing.reading.output import Output, SheetWriter
from kpidesk.importing.reading.refusals import Reason, Refusal
from kpidesk.importing.reading.text_dialect import (
    find_delimiter,
    lines_of,
    plain_quotes,
    records,
    separator_line,
)
from kpidesk.importing.reading.text_encoding import DecodedText

_ONLY_COLUMN = ","
_REPORT_ROWS = 5_000
_NAMED_ROWS = 10
_UNEXPECTED_END = "unexpected end of data"


def read_text_table(
    decoded: DecodedText,
    name: str,
    output: Output,
    limits: Limits,
    options: TextOptions,
) -> str:
    """Read a text table as one sheet called *name*; returns ``csv`` or ``tsv``.

    Raises:
        Refusal: It is too big.
    """
    declared, text = separator_line(decoded.text)
    text = plain_quotes(text)
    delimiter = options.delimiter or declared or find_delimiter(text)
    if delimiter is not None and len(delimiter) != 1:
        raise Refusal(Reason.UNKNOWN_KIND)
    writer = SheetWriter(output, name, limits, text_source=True)
    _Table(text, delimiter or _ONLY_COLUMN, writer, output).read()
    _warn_about_encoding(decoded, output)
    return "tsv" if delimiter == "\t" else "csv"


class _Table:
    """One text being read."""

    def __init__(
        self, text: str, delimiter: str, writer: SheetWriter, output: Output
    ) -> None:
        self._text = text
        self._delimiter = delimiter
        self._writer = writer
        self._output = output
        self._widths: Counter[int] = Counter()
        self._first_of_width: dict[int, list[int]] = {}
        self._open_quotes: list[int] = []
        self._position = 0

    def read(self) -> None:
        """Read all records."""
        total = len(self._text)
        for index, record in enumerate(self._records()):
            self._note_width(index, record)
            self._writer.write(index, [field or None for field in record])
            if index % _REPORT_ROWS == 0:
                self._output.progress(self._position, total)
        self._writer.close()
        self._warn()

    def _records(self) -> Iterator[list[str]]:
        """All records; a quote that nothing closes does not swallow the rest."""
        lines = lines_of(self._text)
        row = 0
        while True:
            begin = self._position
            try:
                for record in records(
                    self._counted(lines), self._delimiter, strict=True
                ):
                    begin = self._position
                    row += 1
                    yield record
            except csv.Error:
                lines.seek(begin)
                line = next(lines)
                self._position = begin + len(line)
                row += 1
                yield self._lenient(line, row)
            else:
                return

    def _lenient(self, line: str, row: int) -> list[str]:
        """The fields of a line whose quotes are wrong."""
        try:
            for _ in records([line], self._delimiter, strict=True):
                pass
        except csv.Error as error:
            if _UNEXPECTED_END not in str(error):
                return next(records([line], self._delimiter))
        # The quote was opened here and closed, if at all, by one of another field.
        self._open_quotes.append(row)
        return next(records([line], self._delimiter, quoted=False))

    def _counted(self, lines: Iterable[str]) -> Iterator[str]:
        for line in lines:
            self._position += len(line)
            yield line

    def _note_width(self, index: int, record: list[str]) -> None:
        width = len(record)
        # One field alone is a title, and no fields a gap between tables.
        if width > 1 and any(record):
            self._widths[width] += 1
            rows = self._first_of_width.setdefault(width, [])
            if len(rows) < _NAMED_ROWS:
                rows.append(index + 1)

    def _warn(self) -> None:
        name = self._writer.name
        if self._open_quotes:
            self._output.warn(
                "unclosed_quote",
                name,
                count=len(self._open_quotes),
                rows=_some(self._open_quotes),
            )
        if not self._widths:
            return
        usual = self._widths.most_common(1)[0][0]
        odd = [width for width in self._widths if width != usual]
        if odd:
            rows = sorted(row for width in odd for row in self._first_of_width[width])
            self._output.warn(
                "ragged_rows",
                name,
                count=sum(self._widths[width] for width in odd),
                columns=usual,
                rows=_some(rows),
            )


def _some(rows: list[int]) -> str:
    more = ["…"] if len(rows) > _NAMED_ROWS else []
    return ", ".join([*map(str, rows[:_NAMED_ROWS]), *more])


def _warn_about_encoding(decoded: DecodedText, output: Output) -> None:
    if decoded.mixed:
        output.warn("encoding_mixed", encoding=decoded.encoding)
    elif decoded.guessed:
        output.warn("encoding_guessed", encoding=decoded.encoding)
    if decoded.undefined:
        output.warn("bytes_undefined", count=decoded.undefined)
    zeros = decoded.text.count("\0")
    if zeros:
        output.warn("zero_characters", count=zeros)
