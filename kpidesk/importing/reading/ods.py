"""Reads OpenDocument spreadsheets, packed (ods) and flat (fods)."""

from __future__ import annotations

from collections.abc import Iterator

from kpidesk.importing.reading.model import Limits
from kpidesk.importing.reading.ods_content import OdsContent
from kpidesk.importing.reading.output import Output
from kpidesk.importing.reading.package import Package
from kpidesk.importing.reading.xml_events import blocks, parse

_MANIFEST = "meta-inf/manifest.xml"
_SCRIPTS = ("basic/", "scripts/", "dialogs/")


def encrypted_ods(package: Package) -> bool:
    """Whether a package is an OpenDocument that only a password opens."""
    if "encrypted-package" in package:
        return True
    if _MANIFEST not in package:
        return False
    return b"encryption-data" in package.read(_MANIFEST)


def read_ods(package: Package, output: Output, limits: Limits) -> None:
    """Read every sheet of an ods package into *output*.

    Raises:
        Refusal: It is damaged, unsafe or too big.
    """
    if any(name.startswith(_SCRIPTS) for name in package.names()):
        output.warn("macros_ignored")
    total = package.size("content.xml")
    content = OdsContent(output, limits)

    def reported() -> Iterator[bytes]:
        done = 0
        for piece in package.stream("content.xml"):
            yield piece
            done += len(piece)
            output.progress(done, total)

    parse(reported(), start=content.start, end=content.end, text=content.text)
    content.finish()
    package.check_others()


def read_flat_ods(data: bytes, output: Output, limits: Limits) -> None:
    """Read every sheet of a flat OpenDocument into *output*.

    Raises:
        Refusal: It is damaged, unsafe or too big.
    """
    content = OdsContent(output, limits)
    parse(blocks(data), start=content.start, end=content.end, text=content.text)
    content.finish()
