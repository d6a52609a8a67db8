"""The zip package that a modern spreadsheet is, checked before it is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from kpidesk.importing.reading.model import MEBIBYTE, Limits
from kpidesk.importing.reading.refusals import Reason, Refusal, damaged
from kpidesk.importing.reading.xml_events import checking_parser, feed

_MAX_ENTRIES = 10_000
# Deflate packs at most about 1000 : 1, and only what says nothing. Real sheets reach
# 10 to 60 : 1; small parts may repeat themselves more without being a danger.
_MAX_RATIO = 200
_RATIO_GRACE = 4 * MEBIBYTE
# A package above the size limit is called a bomb, not just big, from this ratio on.
_SUSPECT_RATIO = 80
_BLOCK = 1 << 18
_ENCRYPTED = 0x1
_PACKED_WITH = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WINDOWS_DRIVE = re.compile(r"[A-Za-z]:")


class Package:
    """The parts of a package by name; names are compared without regard to case."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Refusal(Reason.INCOMPLETE, detail=str(error)) from error
        except (EOFError, IndexError, UnicodeDecodeError) as error:
            raise damaged(str(error)) from error
        _check_sizes(entries, len(data), limits)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        self._read: set[str] = set()
        for entry in entries:
            self._add(entry)

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._entries

    def names(self) -> list[str]:
        """The parts' names, in lower case and with ``/`` between folders."""
        return list(self._entries)

    def size(self, name: str) -> int:
        """Unpacked size of a part in bytes."""
        return self._entry(name).file_size

    def stream(self, name: str) -> Iterator[bytes]:
        """Unpack a part piece by piece; its checksum is compared at the end."""
        entry = self._entry(name)
        self._read.add(_key(name))
        try:
            with self._zip.open(entry) as part:
                while piece := part.read(_BLOCK):
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise damaged(f"{name}: {error}") from error
        except (NotImplementedError, RuntimeError, ValueError) as error:
            raise damaged(f"{name}: {error}") from error

    def read(self, name: str) -> bytes:
        """Unpack a whole part."""
        return b"".join(self.stream(name))

    def read_xml(self, name: str) -> bytes:
        """Unpack a part and make sure that it is well-formed and harmless XML."""
        data = self.read(name)
        parser = checking_parser()
        feed(parser, data, last=True)
        return data

    def check_others(self) -> None:
        """Check the parts that nobody has read.

        A picture with a wrong checksum means that the file was damaged on its way,
        and a document type has no honest reason to be anywhere.
        """
        for name in self._entries.keys() - self._read:
            before = b""
            for piece in self.stream(name):
                if name.endswith((".xml", ".rels", ".vml")):
                    _refuse_declarations(before + piece)
                    before = piece[-64:]

    def _add(self, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & _ENCRYPTED:
            raise Refusal(Reason.PASSWORD)
        key = _key(entry.filename)
        if _escapes(key):
            raise Refusal(Reason.PART_NAMES)
        if key in self._entries:
            raise damaged(f"two parts are called {key}")
        if entry.compress_type not in _PACKED_WITH:
            raise damaged(f"{key} is packed by method {entry.compress_type}")
        self._entries[key] = entry

    def _entry(self, name: str) -> zipfile.ZipInfo:
        try:
            return self._entries[_key(name)]
        except KeyError:
            raise damaged(f"{name} is missing") from None


def _key(name: str) -> str:
    return name.replace("\\", "/").removeprefix("/").lower()


def _escapes(key: str) -> bool:
    return (
        ".." in key.split("/") or key.startswith("/") or bool(_WINDOWS_DRIVE.match(key))
    )


def _check_sizes(
    entries: list[zipfile.ZipInfo], packed_size: int, limits: Limits
) -> None:
    if len(entries) > _MAX_ENTRIES:
        raise Refusal(Reason.ZIP_BOMB)
    for entry in entries:
        packed = max(entry.compress_size, 1)
        if entry.file_size > _RATIO_GRACE and entry.file_size / packed > _MAX_RATIO:
            raise Refusal(Reason.ZIP_BOMB)
    total = sum(entry.file_size for entry in entries)
    if total > limits.inflated_bytes:
        if total / packed_size > _SUSPECT_RATIO:
            raise Refusal(Reason.ZIP_BOMB)
        raise Refusal(
            Reason.INFLATED_SIZE,
            size=total // MEBIBYTE,
            limit=limits.inflated_bytes // MEBIBYTE,
        )


def _refuse_declarations(piece: bytes) -> None:
    # UTF-16 has a zero byte beside each of these letters.
    if _DECLARATION.search(piece) or _DECLARATION.search(piece.replace(b"\0", b"")):
        raise Refusal(Reason.DOCTYPE)
