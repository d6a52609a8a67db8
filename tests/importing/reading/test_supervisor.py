"""The disposable process: what it delivers, and how it may end."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kpidesk.errors import ImportFileError
from kpidesk.importing.reading.refusals import Refusal
from kpidesk.importing.reading.source import load_source
from kpidesk.importing.reading.workbook import (
    MISSING,
    CellError,
    Limits,
    Percent,
    TextOptions,
    read_workbook,
)

Build = Callable[..., bytes]

_FILES = Path(__file__).parent / "files"


@pytest.fixture
def table(tmp_path: Path, xlsx: Build) -> Path:
    """A workbook with every kind of value that has to travel."""
    path = tmp_path / "tabella.xlsx"
    path.write_bytes(
        xlsx(
            '<row r="2" hidden="1"><c r="A2" t="e"><v>#N/A</v></c>'
            '<c r="B2"><f>1</f></c>'
            '<c r="C2" s="1"><v>0.125</v></c><c r="D2" s="2"><v>1.5</v></c></row>',
            tail='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
            formats=("0%", "[h]:mm"),
        )
    )
    return path


def _refusal(path: Path, limits: Limits | None = None) -> ImportFileError:
    with pytest.raises(ImportFileError) as refused:
        read_workbook(path, limits=limits or Limits())
    assert path.name in refused.value.sentence()
    return refused.value


def test_everything_arrives_as_it_was_read(table: Path) -> None:
    book = read_workbook(table)
    sheet = book.sheets[0]

    assert (book.path, book.format, len(book.sha256)) == (table, "xlsx", 64)
    assert sheet.rows[1][:2] == (CellError("#N/A"), MISSING)
    assert sheet.rows[1][1] is MISSING
    assert type(sheet.rows[1][2]) is Percent
    assert sheet.hidden_rows == {1}
    assert sheet.merges == ((0, 0, 0, 1),)
    assert [warning.code for warning in book.warnings] == [
        "hidden_rows",
        "formulas_without_value",
        "error_cells",
    ]


def test_options_reach_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("a;b,c\n1;è,3\n".encode("cp850"))
    book = read_workbook(path, options=TextOptions("cp850", ","))

    assert book.sheets[0].rows == [("a;b", "c"), ("1;è", "3")]


def test_progress_ends_at_the_total(table: Path) -> None:
    reported: list[tuple[int, int]] = []
    read_workbook(table, progress=lambda done, total: reported.append((done, total)))

    assert reported[-1][0] == reported[-1][1] > 1


def test_an_exception_in_progress_stops_the_reading(table: Path) -> None:
    class Cancelled(Exception):  # noqa: N818
        pass

    def cancel(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_workbook(table, progress=cancel)


def test_what_is_no_file_is_told_without_opening_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    empty = tmp_path / "empty.xlsx"
    empty.touch()

    assert _refusal(pipe).code == "not_a_spreadsheet"
    assert _refusal(tmp_path).code == "not_a_spreadsheet"
    assert _refusal(tmp_path / "none.xlsx").code == "not_found"
    assert _refusal(empty / "below.xlsx").code == "not_found"
    assert _refusal(empty).code == "empty"
    assert _refusal(Path("zero\0.xlsx")).code == "not_readable"


def test_a_file_without_any_value_is_empty(tmp_path: Path, xlsx: Build) -> None:
    for name, data in (
        ("x.xlsx", xlsx('<row r="1"><c r="A1" s="0"/></row>')),
        ("x.csv", b";;;\n\n;\n"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        assert _refusal(path).code == "empty"


def test_time_is_limited(table: Path) -> None:
    assert _refusal(table, Limits(seconds=-1)).code == "too_big"


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_processor_time_is_limited(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b'"a\n"x\n' * 4_000_000)

    assert _refusal(path, Limits(cpu_seconds=1)).code == "too_big"


@pytest.mark.skipif(sys.platform != "linux", reason="no such limit elsewhere")
def test_memory_is_limited(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_bytes(b"a;b\n" + b"x;y\n" * 20_000_000)

    assert _refusal(path, Limits(memory_bytes=200 << 20)).code == "too_big"


def test_a_reader_that_dies_is_one_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    # calamine believes the dimensions of a sheet and asks for all the memory at once.
    data = (_FILES / "sample.xls").read_bytes()
    at = data.index(struct.pack("<HH", 0x0200, 14))
    lie = struct.pack("<IIHH", 0, 0xFFFFFFF0, 0, 0xFFF0)
    spoiled = data[: at + 4] + lie + data[at + 4 + len(lie) :]
    path = tmp_path / "dies.xls"
    path.write_bytes(spoiled)

    assert _refusal(path).code == "damaged"
    assert "ended with status" in caplog.text


def test_the_process_knows_nothing_of_the_rest_of_the_program() -> None:
    script = (
        "import sys, kpidesk.importing.reading.worker\n"
        "print(*sorted(name for name in sys.modules if name.startswith("
        "('kpidesk', 'PySide6', 'sqlite', 'babel', 'numpy'))))"
    )
    names = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    ).stdout.split()

    assert {name for name in names if not name.startswith("kpidesk.importing")} == {
        "kpidesk"
    }


def test_a_file_that_changes_while_it_is_read_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"a;b\n1;2\n")
    real = os.fstat

    def touched(descriptor: int) -> os.stat_result:
        status = real(descriptor)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000))
        return status

    monkeypatch.setattr(os, "fstat", touched)
    with pytest.raises(Refusal) as refused:
        load_source(path, Limits())

    assert refused.value.reason == "changed"
