"""Reading a PDF of Qt as another program does: its objects, its text."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from pathlib import Path

_HEX = rb"\s*<([0-9a-fA-F]+)>"
_RANGE = re.compile(_HEX + _HEX + rb"\s*(?:<([0-9a-fA-F]+)>|\[([^\]]*)\])")
"""First and last glyph, and the letter of the first one or those of each."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """The latest version of each object, and the order of the pages."""

    objects: dict[int, bytes]
    catalog: bytes

    def at(self, text: bytes, key: bytes) -> int:
        """The number of the object that an entry refers to."""
        found = re.search(key + rb"\s*\[?\s*(\d+) 0 R", text)
        assert found is not None, key
        return int(found[1])

    def pages(self) -> list[int]:
        """The objects of the pages."""
        tree = self.objects[self.at(self.catalog, b"/Pages")]
        kids = re.search(rb"/Kids\s*\[([^\]]*)\]", tree)
        assert kids is not None
        return [int(each) for each in re.findall(rb"(\d+) 0 R", kids[1])]

    def stream(self, number: int) -> bytes:
        """The content of a stream."""
        head, _word, data = self.objects[number].partition(b"stream")
        data = data.lstrip(b"\r\n")
        return zlib.decompressobj().decompress(data) if b"Flate" in head else data

    def text(self, page: int) -> str:
        """Every letter of a page as a reader copies it, without spaces."""
        body = self.objects[page]
        resources = self.objects[self.at(body, b"/Resources")]
        fonts = {
            int(name): self._letters(int(number))
            for name, number in re.findall(rb"/F(\d+) (\d+) 0 R", resources)
        }
        out, font = [], 0
        content = self.stream(self.at(body, b"/Contents"))
        for name, glyphs in re.findall(
            rb"/F(\d+) [\d.]+ Tf|<([0-9a-fA-F]+)> ?Tj", content
        ):
            if name:
                font = int(name)
            out += [
                fonts[font].get(int(glyphs[at : at + 4], 16), "")
                for at in range(0, len(glyphs), 4)
            ]
        return "".join("".join(out).split())

    def _letters(self, font: int) -> dict[int, str]:
        mapping = self.stream(self.at(self.objects[font], b"/ToUnicode"))
        letters = {}
        for first, last, one, many in _RANGE.findall(mapping):
            codes = re.findall(rb"<([0-9a-fA-F]+)>", many)
            for at, glyph in enumerate(range(int(first, 16), int(last, 16) + 1)):
                code = int(codes[at], 16) if codes else int(one, 16) + at
                letters[glyph] = chr(code)
        return letters


def read_pdf(path: Path) -> Pdf:
    """Follow the tables of objects from the last one back, as readers do."""
    content = path.read_bytes()
    objects: dict[int, bytes] = {}
    table = int(content.rpartition(b"startxref")[2].split()[0])
    root = 0
    while table >= 0:
        lines = content[table:].split(b"\n")
        assert lines[0] == b"xref"
        at = 1
        while not lines[at].startswith(b"trailer"):
            first, count = map(int, lines[at].split())
            for number in range(first, first + count):
                at += 1
                place, _generation, state = lines[at].split()
                start = int(place)
                if state == b"n" and number not in objects:
                    assert content[start:].startswith(b"%d 0 obj" % number)
                    end = content.index(b"endobj", start)
                    objects[number] = content[start:end]
            at += 1
        trailer = content[table:].partition(b"trailer")[2].partition(b"startxref")[0]
        root = root or int(re.findall(rb"/Root (\d+)", trailer)[0])
        before = re.findall(rb"/Prev (\d+)", trailer)
        table = int(before[0]) if before else -1
    return Pdf(objects, objects[root])
