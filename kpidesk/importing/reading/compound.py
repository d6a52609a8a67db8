"""The compound file in which old Office programs keep their streams."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from kpidesk.importing.reading.refusals import Reason, Refusal, damaged

_HEADER_SIZE = 512
_ENTRY_SIZE = 128
_STREAM = 2
_ROOT = 5
_HEADER_FATS = 109
_END = 0xFFFFFFFE
_SHIFTS = (9, 12)
_MINI_SHIFT = 6
_WORKBOOKS = ("workbook", "book")
_OTHER_STREAMS = {
    "worddocument": "word",
    "powerpoint document": "powerpoint",
    "visiodocument": "document",
    "__properties_version1.0": "mail",
}


def read_compound(data: bytes) -> bytes:
    """The stream of the workbook in a compound file.

    Raises:
        Refusal: It is protected, damaged, or something else than a workbook.
    """
    try:
        return _workbook_stream(_CompoundFile(data))
    except (struct.error, IndexError) as error:
        raise damaged(str(error)) from error


def _workbook_stream(file: _CompoundFile) -> bytes:
    entries = file.entries()
    if "encryptedpackage" in entries or "encryptioninfo" in entries:
        raise Refusal(Reason.PASSWORD)
    for name in _WORKBOOKS:
        if name in entries:
            return file.read(entries[name])
    for name, kind in _OTHER_STREAMS.items():
        if name in entries:
            raise Refusal(Reason.OTHER_KIND, kind=kind)
    raise Refusal(Reason.OTHER_KIND, kind="document")


@dataclass(frozen=True, slots=True)
class _Entry:
    start: int
    size: int


class _CompoundFile:
    def __init__(self, data: bytes) -> None:
        self._data = data
        (shift,) = struct.unpack_from("<H", data, 30)
        if shift not in _SHIFTS:
            raise damaged(f"sectors of 2^{shift} bytes")
        self._sector_size = 1 << shift
        self._directory, self._mini_cutoff, mini_fat = struct.unpack_from(
            "<I4xII", data, 48
        )
        self._fat = self._read_fat()
        self._mini_fat = self._numbers(self._chain(mini_fat))
        self._root = _Entry(_END, 0)

    def entries(self) -> dict[str, _Entry]:
        """The streams by their names in lower case."""
        directory = self._chain(self._directory)
        found: dict[str, _Entry] = {}
        for at in range(0, len(directory) - _ENTRY_SIZE + 1, _ENTRY_SIZE):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            start, size = struct.unpack_from("<II", directory, at + 116)
            name = directory[at : at + max(min(length, 64) - 2, 0)]
            entry = _Entry(start, size)
            if kind == _ROOT:
                self._root = entry
            elif kind == _STREAM:
                found.setdefault(name.decode("utf-16-le", "replace").lower(), entry)
        return found

    def read(self, entry: _Entry) -> bytes:
        """The content of a stream."""
        if entry.size < self._mini_cutoff:
            content = self._mini_chain(entry.start)
        else:
            content = self._chain(entry.start)
        if len(content) < entry.size:
            raise damaged("a stream is cut off")
        return content[: entry.size]

    def _read_fat(self) -> list[int]:
        (next_sector,) = struct.unpack_from("<I", self._data, 68)
        sectors = list(struct.unpack_from(f"<{_HEADER_FATS}I", self._data, 76))
        per_sector = self._sector_size // 4
        limit = len(self._data) // self._sector_size
        for _ in range(limit):
            if next_sector >= _END:
                break
            numbers = self._numbers(self._sector(next_sector))
            sectors.extend(numbers[: per_sector - 1])
            next_sector = numbers[per_sector - 1]
        used = [sector for sector in sectors if sector < limit]
        return self._numbers(b"".join(map(self._sector, used)))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._sector_size
        # The last sector of a file may be shorter than it should be.
        sector = self._data[start : start + self._sector_size]
        if not sector:
            raise damaged(f"sector {number} is missing")
        return sector.ljust(self._sector_size, b"\0")

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, _follow(start, self._fat)))

    def _mini_chain(self, start: int) -> bytes:
        container = self._chain(self._root.start)
        size = 1 << _MINI_SHIFT
        return b"".join(
            container[number * size : (number + 1) * size]
            for number in _follow(start, self._mini_fat)
        )

    def _numbers(self, data: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(data) // 4}I", data))


def _follow(start: int, table: list[int]) -> list[int]:
    """The numbers of a chain; one that never ends is cut by the refusal."""
    chain: list[int] = []
    number = start
    while number < _END:
        if number >= len(table) or len(chain) > len(table):
            raise damaged("a chain of sectors is broken")
        chain.append(number)
        number = table[number]
    return chain
