"""Spoiled copies of good files: data or one refusal, never anything else.

Mutants of packed files are made inside their parts and packed again, with honest
checksums: else nearly all would end at the checksum.
"""

from __future__ import annotations

import contextlib
import io
import random
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kpidesk.errors import ImportFileError
from kpidesk.importing.reading import xlsx as xlsx_module
from kpidesk.importing.reading.collecting import Collector
from kpidesk.importing.reading.formats import read_file
from kpidesk.importing.reading.model import Limits, TextOptions, WorkbookData
from kpidesk.importing.reading.package import Package
from kpidesk.importing.reading.refusals import Refusal
from kpidesk.importing.reading.workbook import read_workbook
from kpidesk.importing.reading.xlsx_plain_sheet import NotPlain, PlainSheet

Build = Callable[..., bytes]
Zip = Callable[[Mapping[str, str | bytes]], bytes]

_FILES = Path(__file__).parent / "files"
_LONGEST_SECONDS = 5.0
_LIMITS = Limits(rows=5_000, cells=50_000)
_NASTY = (
    b"\0", b"\xff", b"<", b">", b"&", b'"', b"<!--", b"]]>", b"<?x?>", b"\xef\xbb\xbf",
    b"999999999999", b"-1", b"1048577", b"XFD1048576", b"&#x0;", b"<row>", b"</c>",
    b"<![CDATA[", b"\xed\xa0\x80", b"_xD800_", b"1e999", b"inf", b"'", b"\r", b"\n",
)  # fmt: skip


def _chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - to be repeated, not to be secret


def _mutant(data: bytes, chance: random.Random) -> bytes:
    """*data* with a few places changed, as accidents and attackers do it."""
    spoiled = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        if not spoiled:
            break
        at = chance.randrange(len(spoiled))
        length = chance.choice((1, 2, 8, 64))
        match chance.randrange(6):
            case 0:
                spoiled[at] ^= 1 << chance.randrange(8)
            case 1:
                del spoiled[at : at + length]
            case 2:
                spoiled[at:at] = spoiled[at : at + length]
            case 3:
                spoiled[at : at + length] = chance.randbytes(length)
            case 4:
                spoiled[at:at] = chance.choice(_NASTY)
            case _:
                other = chance.randrange(len(spoiled))
                spoiled[at : at + length] = spoiled[other : other + length]
    return bytes(spoiled)


def _mutant_package(data: bytes, chance: random.Random) -> bytes:
    """A package with one of its parts spoiled."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {entry.filename: file.read(entry) for entry in file.infolist()}
    spoiled = chance.choice([name for name in parts if name != "mimetype"])
    parts[spoiled] = _mutant(parts[spoiled], chance)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def _good_xlsx(xlsx: Build) -> bytes:
    """A workbook with all kinds of rows, and some of one shape."""
    equal_rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c><c r="B{n}"><v>{n}</v></c>'
        f'<c r="D{n}" s="1"/><c r="E{n}" s="1"><v>45351.5</v></c>'
        f'<c r="F{n}" t="inlineStr"><is><t>x</t></is></c></row>'
        for n in range(4, 14)
    )
    return xlsx(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row r="2" hidden="1"><c r="A2" s="1"><v>45351</v></c>'
        '<c r="B2"><f>1</f></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t>a</t></is></c>'
        '<c r="B3" t="e"><v>#N/A</v></c></row>' + equal_rows,
        tail='<autoFilter ref="A1:B3"/>'
        '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
        strings=("codice", "città"),
        formats=("dd/mm/yyyy",),
    )


_TABLE = 'codice;città;"nota"\r\nC-1;Forlì;"due\r\nrighe"\r\nC-2;São João;"x ""y"""\r\n'
_PAGE = "<html><table><tr><td colspan=2>é</td></tr><tr><td>1</td><td>2</td></table>"
_XML = (
    '<?xml version="1.0"?><Workbook '
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="D">'
    '<Table><Row ss:Index="2"><Cell ss:Index="3" ss:MergeAcross="1"><Data '
    'ss:Type="Number">1</Data></Cell></Row></Table></Worksheet></Workbook>'
)


@pytest.fixture
def good(xlsx: Build) -> list[tuple[str, bytes]]:
    """A good file of each kind that Python code reads."""
    return [
        ("x.xlsx", _good_xlsx(xlsx)),
        ("x.ods", (_FILES / "sample.ods").read_bytes()),
        ("x.csv", _TABLE.encode()),
        ("x.csv", _TABLE.encode("cp1252")),
        ("x.csv", _TABLE.encode("utf-16")),
        ("x.xls", _PAGE.encode()),
        ("x.xls", _XML.encode()),
    ]


def _check(data: bytes, name: str, folder: Path) -> bool:
    """Whether a spoiled file was read; anything but a refusal comes out."""
    path = folder / name
    path.write_bytes(data)
    started = time.monotonic()
    try:
        read_file(path, Collector(), _LIMITS, TextOptions())
    except Refusal:
        return False
    finally:
        assert time.monotonic() - started < _LONGEST_SECONDS
    return True


def _check_many(good: list[tuple[str, bytes]], folder: Path, seeds: range) -> int:
    read = 0
    for seed in seeds:
        chance = _chance(seed)
        name, data = good[seed % len(good)]
        packed = data.startswith(b"PK") and chance.random() < 0.8
        spoiled = (_mutant_package if packed else _mutant)(data, chance)
        read += _check(spoiled, name, folder)
    return read


def test_hundreds_of_mutants(good: list[tuple[str, bytes]], tmp_path: Path) -> None:
    # That some are still read shows that they were spoiled mildly enough to matter.
    assert _check_many(good, tmp_path, range(700)) > 50


@pytest.mark.slow
def test_thousands_of_mutants(good: list[tuple[str, bytes]], tmp_path: Path) -> None:
    assert _check_many(good, tmp_path, range(10_000, 30_000)) > 1_000


class _NeverPlain(PlainSheet):
    def read(self, *_arguments: object) -> None:
        raise NotPlain


def _outcome(data: bytes, way: type[PlainSheet]) -> WorkbookData | str:
    """What a workbook yields when its sheets are read that way first."""
    collector = Collector()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xlsx_module, "PlainSheet", way)
        try:
            xlsx_module.read_xlsx(Package(data, _LIMITS), collector, _LIMITS)
        except Refusal as refusal:
            return refusal.reason
    return collector.workbook(None, "xlsx", "")


def _compare_ways(good: bytes, package: Zip, seeds: range) -> None:
    with zipfile.ZipFile(io.BytesIO(good)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    names = ["xl/worksheets/sheet1.xml"] * 4 + ["xl/sharedStrings.xml", "xl/styles.xml"]
    for seed in seeds:
        chance = _chance(seed)
        name = chance.choice(names)
        data = package({**parts, name: _mutant(parts[name], chance)})

        assert _outcome(data, PlainSheet) == _outcome(data, _NeverPlain), seed


def test_both_ways_of_reading_a_sheet_agree_on_mutants(
    xlsx: Build, package: Zip
) -> None:
    _compare_ways(_good_xlsx(xlsx), package, range(1_000))


@pytest.mark.slow
def test_both_ways_of_reading_a_sheet_agree_on_many_mutants(
    xlsx: Build, package: Zip
) -> None:
    _compare_ways(_good_xlsx(xlsx), package, range(1_000, 30_000))


def _check_xls(folder: Path, seeds: range) -> None:
    """Mutants of xls go through the child: its library may end the process."""
    good = (_FILES / "sample.xls").read_bytes()
    path = folder / "x.xls"
    for seed in seeds:
        path.write_bytes(_mutant(good, _chance(seed)))
        started = time.monotonic()
        with contextlib.suppress(ImportFileError):
            read_workbook(path, limits=_LIMITS)
        assert time.monotonic() - started < _LONGEST_SECONDS


def test_some_mutants_of_xls(tmp_path: Path) -> None:
    _check_xls(tmp_path, range(20))


@pytest.mark.slow
def test_many_mutants_of_xls(tmp_path: Path) -> None:
    _check_xls(tmp_path, range(1_000, 2_000))
