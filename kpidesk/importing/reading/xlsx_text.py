"""Text as xlsx files write it: escapes, shared strings, runs."""

from __future__ import annotations

import re

from kpidesk.importing.reading.package import Package
from kpidesk.importing.reading.xml_events import (
    Attributes,
    blocks,
    checking_parser,
    feed,
    local,
    parse,
)

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"&(?:(lt|gt|quot|apos|amp)|#(\d+)|#x([0-9A-Fa-f]+));")
_NAMED = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}
_PLAIN_STRING = re.compile(
    r'<si>\s*<t(?: xml:space="preserve")?(?:>([^<]*)</t>| ?/>)\s*</si>|<si ?/>'
)
_HEAD = 200
_HEAD_CHARACTERS = 4_000


def unescape_xml(text: str) -> str:
    """Resolve the references of XML, which can only be those five and numbers."""
    if "&" not in text:
        return text
    return _REFERENCE.sub(_resolve, text)


def unescape(text: str) -> str:
    """Resolve ``_x000D_``, the way in which xlsx writes what XML cannot."""
    if "_x" not in text:
        return text
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    # Two surrogates that were escaped one by one are one character.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def plain_xml(head: bytes | bytearray) -> bool:
    """Whether XML that begins with *head* is UTF-8 without a byte order mark.

    Only such XML is read by patterns; all other takes the general way.
    """
    if not head.startswith(b"<"):
        return False
    declaration = head[:_HEAD].split(b"?>")[0].lower()
    return b"encoding" not in declaration or b"utf-8" in declaration


def read_shared_strings(package: Package, path: str | None) -> list[str | None]:
    """The texts that cells refer to by index; None is an empty one."""
    if path is None or path not in package:
        return []
    data = package.read(path)
    if plain_xml(data):
        feed(checking_parser(), data, last=True)
        strings = _plain_strings(data)
        if strings is not None:
            return strings
    return _strings_by_events(data)


def _plain_strings(data: bytes) -> list[str | None] | None:
    """Read strings without runs by one pattern; None when there is anything else."""
    text = data.decode()
    if "<!--" in text or "<![CDATA[" in text or "<?" in text[2:]:
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _PLAIN_STRING.findall(text)
    if "<sst" not in text[:_HEAD_CHARACTERS] or len(found) != text.count("<si"):
        return None
    if "&" in text:
        found = [unescape_xml(string) for string in found]
    return [unescape(string) or None for string in found]


def _strings_by_events(data: bytes) -> list[str | None]:
    strings: list[str | None] = []
    runs = TextRuns()

    def start(element: str, _attributes: Attributes) -> None:
        name = local(element)
        if name == "si":
            runs.clear()
        else:
            runs.start(name)

    def end(element: str) -> None:
        name = local(element)
        if name == "si":
            strings.append(runs.text())
        else:
            runs.end(name)

    parse(blocks(data), start=start, end=end, text=runs.add)
    return strings


class TextRuns:
    """Gathers the text of runs, leaving out how Japanese is pronounced."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._inside = False
        self._phonetic = 0

    def clear(self) -> None:
        """Begin a new text."""
        self._pieces.clear()
        self._inside = False

    def start(self, name: str) -> None:
        """An element begins."""
        if name == "rPh":
            self._phonetic += 1
        elif name == "t":
            self._inside = not self._phonetic

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "rPh":
            self._phonetic -= 1
        elif name == "t":
            self._inside = False

    def add(self, text: str) -> None:
        """Characters were met."""
        if self._inside:
            self._pieces.append(text)

    def text(self) -> str | None:
        """What was gathered; None when nothing was."""
        return unescape("".join(self._pieces)) or None


def _resolve(match: re.Match[str]) -> str:
    if match[1]:
        return _NAMED[match[1]]
    return chr(int(match[2]) if match[2] else int(match[3], 16))
