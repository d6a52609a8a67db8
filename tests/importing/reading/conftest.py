"""Builders of spreadsheets, honest and hostile, and a reader in this very process.

Most tests read here and not in a child process: it is faster, and a mistake of ours
shows as itself instead of as a "damaged file".
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest

from kpidesk.importing.reading.collecting import Collector
from kpidesk.importing.reading.formats import read_file
from kpidesk.importing.reading.model import Limits, TextOptions, WorkbookData

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., WorkbookData]:
    """Read bytes as a file of that name; a refusal comes out as it is."""

    def look(
        data: bytes,
        name: str = "book.xlsx",
        *,
        limits: Limits | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
    ) -> WorkbookData:
        path = tmp_path / name
        path.write_bytes(data)
        collector = Collector()
        options = TextOptions(encoding, delimiter)
        kind, sha256 = read_file(path, collector, limits or Limits(), options)
        return collector.workbook(path, kind, sha256)

    return look


@pytest.fixture
def package() -> Callable[[Mapping[str, str | bytes]], bytes]:
    """Zip parts by name."""
    return build_package


@pytest.fixture
def xlsx() -> Callable[..., bytes]:
    """Build a workbook of one sheet from the XML of its rows."""
    return lambda *rows, **parts: build_package(build_parts(*rows, **parts))


@pytest.fixture
def xlsx_parts() -> Callable[..., dict[str, str | bytes]]:
    """The parts of such a workbook, to be spoiled and zipped."""
    return build_parts


def build_package(parts: Mapping[str, str | bytes]) -> bytes:
    """Zip parts by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def build_parts(
    rows: str = "",
    *,
    tail: str = "",
    strings: tuple[str, ...] = (),
    formats: tuple[str, ...] = (),
    date1904: bool = False,
    state: str = "visible",
    sheet: str | bytes | None = None,
) -> dict[str, str | bytes]:
    """The parts of a workbook of one sheet.

    Style 0 is General; style *n* has the *n*-th of the number formats.
    """
    if sheet is None:
        sheet = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{tail}'
            f"</worksheet>"
        )
    number_formats = "".join(
        f'<numFmt numFmtId="{164 + index}" formatCode={quoteattr(code)}/>'
        for index, code in enumerate(formats)
    )
    used = "".join(f'<xf numFmtId="{164 + index}"/>' for index in range(len(formats)))
    items = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    workbook_properties = '<workbookPr date1904="1"/>' if date1904 else ""
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" '
            f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}">{workbook_properties}<sheets>'
            f'<sheet name="Data" sheetId="1" r:id="r1" state="{state}"/>'
            f"</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{_REL}/worksheet" '
            f'Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{_REL}/styles" Target="styles.xml"/>'
            f'<Relationship Id="r3" Type="{_REL}/sharedStrings" '
            f'Target="sharedStrings.xml"/></Relationships>'
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{_MAIN}"><numFmts>{number_formats}</numFmts>'
            f'<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
            f'<cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{items}</sst>',
        "xl/worksheets/sheet1.xml": sheet,
    }
