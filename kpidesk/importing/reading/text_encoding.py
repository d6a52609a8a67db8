"""Finds out in which encoding a text file was written.

Statistical guessers get Italian and Portuguese wrong; three certain steps do not: a
byte order mark, strict UTF-8, and else the Western encoding of Windows.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from kpidesk.importing.reading.refusals import Reason, Refusal

# The marks of UTF-32 begin with those of UTF-16, so they come first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16
_LINE_END = re.compile(rb"(\r\n|\r|\n)")
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_UNDEFINED = {byte: chr(byte) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_CP1252 = "".join(
    _UNDEFINED.get(byte) or bytes([byte]).decode("cp1252") for byte in range(256)
)
_UNDEFINED_CHARACTERS = frozenset(_UNDEFINED.values())
# Shares of zero bytes, at even and odd places, that tell wide encodings of mostly
# Latin text from narrow ones.
_MANY = 0.3
_FEW = 0.05


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text and how sure we are of it.

    Attributes:
        text: Without byte order mark.
        encoding: Python's name of the encoding.
        guessed: Nothing in the file proves the encoding.
        mixed: Some lines are UTF-8 and others are not; each was read its own way.
        undefined: Number of bytes that mean nothing in the encoding.
    """

    text: str
    encoding: str
    guessed: bool = False
    mixed: bool = False
    undefined: int = 0


def decode_text(data: bytes, encoding: str | None = None) -> DecodedText:
    """Decode a text file, in the *encoding* a person chose or one that is found.

    Raises:
        Refusal: It cannot be text in that encoding.
    """
    if encoding is not None:
        return _decode_as(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], name)
    wide = _wide_encoding(data[:_SAMPLE])
    if wide is not None:
        return _strictly(data, wide)
    try:
        return DecodedText(data.decode(), "utf-8")
    except UnicodeDecodeError:
        return _decode_by_line(data)


def _decode_as(data: bytes, encoding: str) -> DecodedText:
    try:
        text = data.decode(encoding)
    except LookupError as error:
        raise Refusal(Reason.ENCODING, encoding=encoding) from error
    except UnicodeError as error:
        raise Refusal(Reason.ENCODING, encoding=encoding) from error
    return DecodedText(text.removeprefix("\ufeff"), encoding)


def _strictly(data: bytes, encoding: str) -> DecodedText:
    try:
        return DecodedText(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise Refusal(Reason.ENCODING, encoding=encoding) from error


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, which shows by where zero bytes stand."""
    if b"\0" not in sample:
        return None
    quarters = [sample[at::4] for at in range(4)]
    zeros = [part.count(0) / max(len(part), 1) for part in quarters]
    if min(zeros[2], zeros[3]) > 1 - _FEW and zeros[0] < _FEW:
        return "utf-32-le"
    if min(zeros[0], zeros[1]) > 1 - _FEW and zeros[3] < _FEW:
        return "utf-32-be"
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    if odd > _MANY and even < _FEW:
        return "utf-16-le"
    if even > _MANY and odd < _FEW:
        return "utf-16-be"
    return None


def _decode_by_line(data: bytes) -> DecodedText:
    """Windows text, line by line, because files are also pasted together."""
    proved = 0
    pieces: list[str] = []
    for line in _LINE_END.split(data):
        if not _NON_ASCII.search(line):
            pieces.append(line.decode("ascii"))
            continue
        try:
            pieces.append(line.decode())
            proved += 1
        except UnicodeDecodeError:
            pieces.append(codecs.charmap_decode(line, "strict", _CP1252)[0])
    text = "".join(pieces)
    undefined = sum(map(text.count, _UNDEFINED_CHARACTERS))
    return DecodedText(
        text, "cp1252", guessed=True, mixed=proved > 0, undefined=undefined
    )
