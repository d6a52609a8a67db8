"""Finds the reader for a file and lets it read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kpidesk.importing.reading.compound import read_compound
from kpidesk.importing.reading.html_table import read_html
from kpidesk.importing.reading.model import Limits, TextOptions
from kpidesk.importing.reading.ods import encrypted_ods, read_flat_ods, read_ods
from kpidesk.importing.reading.output import Output
from kpidesk.importing.reading.package import Package
from kpidesk.importing.reading.recognition import (
    COMPOUND_MARK,
    ZIP_MARKS,
    markup_kind,
    refuse_binary,
    refuse_json,
    refuse_lock_file,
    refuse_other_kinds,
)
from kpidesk.importing.reading.refusals import Reason, Refusal, damaged
from kpidesk.importing.reading.source import load_source
from kpidesk.importing.reading.text_encoding import decode_text
from kpidesk.importing.reading.text_table import read_text_table
from kpidesk.importing.reading.xls import read_xls
from kpidesk.importing.reading.xlsb import read_xlsb
from kpidesk.importing.reading.xlsx import read_xlsx
from kpidesk.importing.reading.xlsx_workbook import workbook_path
from kpidesk.importing.reading.xml_2003 import read_xml_2003

_ODF = "application/vnd.oasis.opendocument."
_OTHER_PACKAGES = (("word/", "word"), ("ppt/", "powerpoint"), ("visio/", "archive"))
# What a name promises; other endings promise nothing.
_PROMISED: dict[str, frozenset[str]] = {
    ".xls": frozenset({"xls"}),
    ".xlsx": frozenset({"xlsx", "xlsm"}),
    ".xlsm": frozenset({"xlsx", "xlsm"}),
    ".xlsb": frozenset({"xlsb"}),
    ".ods": frozenset({"ods"}),
    ".csv": frozenset({"csv", "tsv"}),
    ".tsv": frozenset({"csv", "tsv"}),
}


def read_file(
    path: Path, output: Output, limits: Limits, options: TextOptions
) -> tuple[str, str]:
    """Read the file at *path* into *output*.

    Returns:
        What kind it is, and the SHA-256 of its bytes.

    Raises:
        Refusal: It is not read.
    """
    data = load_source(path, limits)
    refuse_lock_file(path.name, data)
    kind = _read(data, path, output, limits, options)
    if kind not in _PROMISED.get(path.suffix.lower(), {kind}):
        output.warn("other_format", format=kind.upper())
    return kind, hashlib.sha256(data).hexdigest()


def _read(
    data: bytes, path: Path, output: Output, limits: Limits, options: TextOptions
) -> str:
    if data.startswith(ZIP_MARKS):
        return _read_package(data, output, limits)
    if data.startswith(COMPOUND_MARK):
        return _read_compound(data, output, limits)
    refuse_other_kinds(data)
    return _read_text(data, path, output, limits, options)


def _read_package(data: bytes, output: Output, limits: Limits) -> str:
    package = Package(data, limits)
    if encrypted_ods(package):
        raise Refusal(Reason.PASSWORD)
    if "mimetype" in package:
        mimetype = package.read("mimetype").decode("ascii", "replace").strip()
        if mimetype.startswith(_ODF + "spreadsheet"):
            read_ods(package, output, limits)
            return "ods"
        raise Refusal(Reason.OTHER_KIND, kind="document")
    names = package.names()
    for prefix, kind in _OTHER_PACKAGES:
        if any(name.startswith(prefix) for name in names):
            raise Refusal(Reason.OTHER_KIND, kind=kind)
    if any(name.endswith(".iwa") for name in names):
        raise Refusal(Reason.UNSUPPORTED, kind="numbers")
    return _read_office_open(package, output, limits)


def _read_office_open(package: Package, output: Output, limits: Limits) -> str:
    path = workbook_path(package)
    if path is None:
        if any(name.startswith("xl/") for name in package.names()):
            raise damaged("no workbook part")
        raise Refusal(Reason.OTHER_KIND, kind="archive")
    if path.lower().endswith(".bin"):
        read_xlsb(package, path, output, limits)
        return "xlsb"
    read_xlsx(package, output, limits)
    macros = any(name.endswith("vbaproject.bin") for name in package.names())
    return "xlsm" if macros else "xlsx"


def _read_compound(data: bytes, output: Output, limits: Limits) -> str:
    stream = read_compound(data)
    read_xls(data, stream, output, limits)
    return "xls"


def _read_text(
    data: bytes, path: Path, output: Output, limits: Limits, options: TextOptions
) -> str:
    decoded = decode_text(data, options.encoding)
    if decoded.encoding not in {"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"}:
        refuse_binary(data)
    kind = markup_kind(decoded.text)
    if kind is None:
        refuse_json(decoded.text)
        return read_text_table(decoded, path.stem, output, limits, options)
    if kind == "html":
        read_html(decoded.text, path.stem, output, limits)
    elif kind == "xml":
        read_xml_2003(data, output, limits)
    else:
        read_flat_ods(data, output, limits)
    return kind
