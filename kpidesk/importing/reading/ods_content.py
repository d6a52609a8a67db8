"""The sheets of an OpenDocument's content, row by row."""

from __future__ import annotations

from collections.abc import Callable

from kpidesk.importing.reading.addresses import GRID_COLUMNS, GRID_ROWS
from kpidesk.importing.reading.model import Limits
from kpidesk.importing.reading.ods_cells import OFFICE, TABLE, cell_value
from kpidesk.importing.reading.output import Output, SheetWriter
from kpidesk.importing.reading.refusals import Reason, Refusal, damaged
from kpidesk.importing.reading.values import MISSING, CellError, Merge, Value
from kpidesk.importing.reading.xml_events import Attributes

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_MAX_SPACES = 1_000
_ROWS_REPEATED = TABLE + "number-rows-repeated"
_COLUMNS_REPEATED = TABLE + "number-columns-repeated"
_ROWS_SPANNED = TABLE + "number-rows-spanned"
_COLUMNS_SPANNED = TABLE + "number-columns-spanned"


class OdsContent:
    """Handles the XML events of a content part."""

    def __init__(self, output: Output, limits: Limits) -> None:
        self._output = output
        self._limits = limits
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._spreadsheet = False
        self._sheet: _Sheet | None = None
        # The sheet, while what is met belongs to its cells.
        self._open: _Sheet | None = None
        # Tables inside cells, comments and drawings have rows and text too.
        self._depth = 0
        self._aside = 0
        self._linked = False
        self._starts: dict[str, Callable[[Attributes], None]] = {
            OFFICE + "spreadsheet": self._start_spreadsheet,
            OFFICE + "annotation": self._start_aside,
            TABLE + "shapes": self._start_aside,
            TABLE + "table": self._start_table,
            TABLE + "table-row": self._start_row,
            TABLE + "table-cell": self._start_cell,
            TABLE + "covered-table-cell": self._start_cell,
            TABLE + "table-source": self._start_link,
            TABLE + "cell-range-source": self._start_link,
            _STYLE + "style": self._start_style,
            _STYLE + "table-properties": self._start_table_properties,
            _TEXT + "p": self._start_paragraph,
            _TEXT + "s": self._start_spaces,
            _TEXT + "tab": lambda _: self.text("\t"),
            _TEXT + "line-break": lambda _: self.text("\n"),
        }
        self._ends: dict[str, Callable[[], None]] = {
            OFFICE + "annotation": self._end_aside,
            TABLE + "shapes": self._end_aside,
            TABLE + "table": self._end_table,
            TABLE + "table-row": self._end_row,
            TABLE + "table-cell": self._end_cell,
            TABLE + "covered-table-cell": self._end_cell,
            _TEXT + "p": self._end_paragraph,
        }
        self._paragraph = 0

    def start(self, element: str, attributes: Attributes) -> None:
        """An element begins."""
        handler = self._starts.get(element)
        if handler is not None:
            handler(attributes)
        elif element.startswith(_DRAW):
            self._start_aside(attributes)

    def end(self, element: str) -> None:
        """An element ends."""
        handler = self._ends.get(element)
        if handler is not None:
            handler()
        elif element.startswith(_DRAW):
            self._end_aside()

    def text(self, text: str) -> None:
        """Characters were met."""
        if self._paragraph and self._open is not None:
            self._open.text.append(text)

    def finish(self) -> None:
        """The document has ended.

        Raises:
            Refusal: It had no spreadsheet in it.
        """
        if not self._spreadsheet:
            raise damaged("no spreadsheet in the content")
        if self._linked:
            self._output.warn("external_links_ignored")

    def _moved(self) -> None:
        """Keep in mind whether the cells met now are those of a sheet."""
        within = self._depth == 1 and not self._aside
        self._open = self._sheet if within else None

    def _start_spreadsheet(self, _attributes: Attributes) -> None:
        self._spreadsheet = True

    def _start_aside(self, _attributes: Attributes) -> None:
        self._aside += 1
        self._moved()

    def _end_aside(self) -> None:
        self._aside -= 1
        self._moved()

    def _start_link(self, _attributes: Attributes) -> None:
        self._linked = True

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get(_STYLE + "name", "")

    def _start_table_properties(self, attributes: Attributes) -> None:
        if attributes.get(TABLE + "display") == "false":
            self._hidden_styles.add(self._style)

    def _start_table(self, attributes: Attributes) -> None:
        if self._aside or not self._spreadsheet:
            return
        self._depth += 1
        if self._depth == 1:
            hidden = attributes.get(TABLE + "style-name") in self._hidden_styles
            name = attributes.get(TABLE + "name", "")
            writer = SheetWriter(self._output, name, self._limits, hidden=hidden)
            self._sheet = _Sheet(writer)
        self._moved()

    def _end_table(self) -> None:
        if self._aside or not self._depth:
            return
        self._depth -= 1
        if self._depth == 0 and self._sheet is not None:
            self._sheet.close()
            self._sheet = None
        self._moved()

    def _start_row(self, attributes: Attributes) -> None:
        if self._open is not None:
            self._open.start_row(attributes)

    def _end_row(self) -> None:
        if self._open is not None:
            self._open.end_row()

    def _start_cell(self, attributes: Attributes) -> None:
        if self._open is not None:
            self._open.start_cell(attributes)

    def _end_cell(self) -> None:
        if self._open is not None:
            self._open.end_cell()

    def _start_paragraph(self, _attributes: Attributes) -> None:
        if self._open is not None:
            if self._open.paragraphs:
                self._open.text.append("\n")
            self._open.paragraphs += 1
            self._paragraph += 1

    def _end_paragraph(self) -> None:
        if self._open is not None and self._paragraph:
            self._paragraph -= 1

    def _start_spaces(self, attributes: Attributes) -> None:
        count = attributes.get(_TEXT + "c", "1")
        self.text(" " * min(int(count) if count.isdecimal() else 1, _MAX_SPACES))


class _Sheet:
    """The cells of the sheet that is being read."""

    def __init__(self, writer: SheetWriter) -> None:
        self.text: list[str] = []
        self.paragraphs = 0
        self._writer = writer
        self._row = 0
        self._row_repeat = 1
        self._row_attributes: Attributes = {}
        self._values: list[Value] = []
        self._attributes: Attributes = {}
        self._column = 0
        self._hidden: list[int] = []
        self._merges: list[Merge] = []
        self._filtered = False

    def start_row(self, attributes: Attributes) -> None:
        """A row begins, or as many equal ones as it says."""
        self._row_attributes = attributes
        self._row_repeat = _repeat(attributes, _ROWS_REPEATED)
        self._values = []
        self._column = 0

    def end_row(self) -> None:
        """The row is complete."""
        visibility = self._row_attributes.get(TABLE + "visibility", "visible")
        if self._values:
            if self._row + self._row_repeat > GRID_ROWS:
                raise damaged("more rows than a sheet has")
            for index in range(self._row, self._row + self._row_repeat):
                self._note(index)
                self._writer.write(index, list(self._values))
                if visibility != "visible":
                    self._hidden.append(index)
            self._filtered = self._filtered or visibility == "filter"
        self._row += self._row_repeat

    def start_cell(self, attributes: Attributes) -> None:
        """A cell begins, or as many equal ones as it says."""
        self._attributes = attributes
        self.text = []
        self.paragraphs = 0

    def end_cell(self) -> None:
        """The cell is complete."""
        attributes = self._attributes
        repeat = 1
        if _COLUMNS_REPEATED in attributes:
            repeat = _repeat(attributes, _COLUMNS_REPEATED)
        value = cell_value(attributes, "".join(self.text))
        if value is not None:
            if self._column + repeat > GRID_COLUMNS:
                raise Refusal(
                    Reason.COLUMNS,
                    sheet=self._writer.name,
                    column=self._column + repeat,
                    limit=GRID_COLUMNS,
                )
            if repeat == 1 and self._column == len(self._values):
                self._values.append(value)
            else:
                self._values.extend([None] * (self._column - len(self._values)))
                self._values.extend([value] * repeat)
        if _COLUMNS_SPANNED in attributes or _ROWS_SPANNED in attributes:
            self._merge(attributes)
        self._column += repeat

    def close(self) -> None:
        """The sheet is complete."""
        self._writer.close(self._hidden, self._merges, filtered=self._filtered)

    def _merge(self, attributes: Attributes) -> None:
        columns = _repeat(attributes, _COLUMNS_SPANNED)
        rows = _repeat(attributes, _ROWS_SPANNED)
        if columns > 1 or rows > 1:
            row, column = self._row, self._column
            self._merges.append((row, column, row + rows - 1, column + columns - 1))

    def _note(self, index: int) -> None:
        for column, value in enumerate(self._values):
            if value is MISSING:
                self._writer.note_missing(index, column)
            elif isinstance(value, CellError):
                self._writer.note_error(index, column)


def _repeat(attributes: Attributes, name: str) -> int:
    text = attributes.get(name)
    if text is None:
        return 1
    if not (text.isascii() and text.isdigit()):
        raise damaged(f"{name} {text}")
    return max(int(text), 1)
