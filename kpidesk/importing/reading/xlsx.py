"""Reads xlsx and xlsm workbooks."""

from __future__ import annotations

from kpidesk.importing.reading.model import Limits
from kpidesk.importing.reading.output import Output, SheetWriter
from kpidesk.importing.reading.package import Package
from kpidesk.importing.reading.refusals import damaged
from kpidesk.importing.reading.xlsx_any_sheet import AnySheet
from kpidesk.importing.reading.xlsx_cells import CellReader
from kpidesk.importing.reading.xlsx_plain_sheet import NotPlain, PlainSheet
from kpidesk.importing.reading.xlsx_text import read_shared_strings
from kpidesk.importing.reading.xlsx_workbook import (
    Relation,
    SheetEntry,
    read_styles,
    read_workbook_part,
    relations,
    workbook_path,
)

_CONTENT_TYPES = "[content_types].xml"
_MACRO_SHEETS = frozenset({"xlMacrosheet", "xlIntlMacrosheet"})


def read_xlsx(package: Package, output: Output, limits: Limits) -> None:
    """Read every sheet of a workbook into *output*.

    Raises:
        Refusal: It is damaged, unsafe or too big.
    """
    path = workbook_path(package)
    if path is None or _CONTENT_TYPES not in package:
        raise damaged("no workbook part")
    package.read_xml(_CONTENT_TYPES)
    workbook = read_workbook_part(package, path)
    parts = relations(package, path)
    warn_about_package(package, output)
    reader = _Sheets(package, output, limits)
    strings = read_shared_strings(package, _target(parts, "sharedStrings"))
    styles = read_styles(package, _target(parts, "styles"))
    cells = CellReader(strings, styles, date1904=workbook.date1904)
    for sheet in workbook.sheets:
        reader.plan(sheet, parts.get(sheet.relation))
    reader.read(cells)
    package.check_others()


def warn_about_package(package: Package, output: Output) -> None:
    """Say what an Excel package holds that nobody will run or open."""
    names = package.names()
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        output.warn("macros_ignored")
    linked = ("xl/externallinks/", "xl/connections.", "xl/querytables/")
    if any(name.startswith(linked) for name in names):
        output.warn("external_links_ignored")


def _target(parts: dict[str, Relation], kind: str) -> str | None:
    for relation in parts.values():
        if relation.kind == kind and not relation.external:
            return relation.target
    return None


class _Sheets:
    """Reads the sheets one after another and reports how far it is."""

    def __init__(self, package: Package, output: Output, limits: Limits) -> None:
        self._package = package
        self._output = output
        self._limits = limits
        self._planned: list[tuple[SheetEntry, str]] = []
        self._done = 0
        self._total = 0

    def plan(self, sheet: SheetEntry, relation: Relation | None) -> None:
        """Put a sheet on the list, if it has cells."""
        if relation is None or relation.external:
            raise damaged(f"sheet {sheet.name} has no part")
        if relation.kind in _MACRO_SHEETS:
            self._output.warn("macros_ignored", sheet.name)
        elif relation.kind != "worksheet":
            self._output.warn("sheet_without_cells", sheet.name)
        else:
            self._planned.append((sheet, relation.target))
            self._total += self._package.size(relation.target)

    def read(self, cells: CellReader) -> None:
        """Read what is on the list."""
        for sheet, target in self._planned:
            before = self._done
            try:
                PlainSheet(cells, self._writer(sheet)).read(
                    self._package.stream(target), self._report
                )
            except NotPlain:
                self._done = before
                AnySheet(cells, self._writer(sheet)).read(
                    self._package.stream(target), self._report
                )

    def _writer(self, sheet: SheetEntry) -> SheetWriter:
        return SheetWriter(self._output, sheet.name, self._limits, hidden=sheet.hidden)

    def _report(self, size: int) -> None:
        self._done += size
        self._output.progress(self._done, self._total)
