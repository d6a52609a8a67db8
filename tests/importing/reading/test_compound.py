"""Compound files in sizes that one sample does not have."""

from __future__ import annotations

import struct

import pytest

from kpidesk.importing.reading.compound import read_compound
from kpidesk.importing.reading.refusals import Refusal

_SECTOR = 512
_PER_SECTOR = _SECTOR // 4
_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HB", len(text) + 2, kind)
    return head.ljust(116, b"\0") + struct.pack("<III", start, size, 0)


def _compound(stream: bytes) -> bytes:
    """A file with one stream: its sectors, the directory, the tables of sectors."""
    count = -(-len(stream) // _SECTOR)
    fats = 1
    while fats * _PER_SECTOR < count + 1 + fats + 10:
        fats += 1
    first_fat = count + 1
    table = [*range(1, count), _END, _END, *[0xFFFFFFFD] * fats]
    beyond = list(range(first_fat, first_fat + fats))[109:]
    chains = [
        beyond[at : at + _PER_SECTOR - 1]
        for at in range(0, len(beyond), _PER_SECTOR - 1)
    ]
    first_chain = first_fat + fats
    table += [0xFFFFFFFC] * len(chains)
    table += [_FREE] * (fats * _PER_SECTOR - len(table))
    header_fats = list(range(first_fat, first_fat + min(fats, 109)))
    header_fats += [_FREE] * (109 - len(header_fats))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
        + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        + struct.pack(
            "<IIIIIIIII",
            0,
            fats,
            count,
            0,
            4096,
            _END,
            0,
            first_chain if chains else _END,
            len(chains),
        )
        + struct.pack("<109I", *header_fats)
    )
    directory = _entry("Root Entry", 5, _END, 0) + _entry("Workbook", 2, 0, len(stream))
    more = b"".join(
        struct.pack(
            f"<{_PER_SECTOR}I",
            *chain,
            *[_FREE] * (_PER_SECTOR - 1 - len(chain)),
            first_chain + place + 1 if place + 1 < len(chains) else _END,
        )
        for place, chain in enumerate(chains)
    )
    return (
        header
        + stream.ljust(count * _SECTOR, b"\0")
        + directory.ljust(_SECTOR, b"\0")
        + struct.pack(f"<{len(table)}I", *table)
        + more
    )


@pytest.mark.parametrize("size", [4_096, 100_000, 7_500_000, 17_000_000])
def test_a_stream_of_any_size_is_found(size: int) -> None:
    stream = bytes(range(256)) * (size // 256)

    assert read_compound(_compound(stream)) == stream


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (30, struct.pack("<H", 40)),  # impossible sectors
        (48, struct.pack("<I", 10_000)),  # directory beyond the end
        (76, struct.pack("<I", 0)),  # the stream as its own table
        (68, struct.pack("<I", 5)),  # tables that go on in the stream
    ],
)
def test_a_header_that_lies_is_refused(at: int, value: bytes) -> None:
    data = bytearray(_compound(b"\1" * 9_000))
    data[at : at + len(value)] = value
    with pytest.raises(Refusal) as refused:
        read_compound(bytes(data))

    assert refused.value.reason == "damaged"


def test_a_chain_in_a_circle_is_refused() -> None:
    data = bytearray(_compound(b"\1" * 9_000))
    table = len(data) - _SECTOR
    data[table : table + 4] = struct.pack("<I", 0)
    with pytest.raises(Refusal) as refused:
        read_compound(bytes(data))

    assert refused.value.reason == "damaged"
