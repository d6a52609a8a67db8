"""The company's logo: read from a file, kept as text, painted at the head of pages.

It is kept as a ``data:`` address, which a web page can show as it is.
"""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from kpidesk.errors import UsageError
from kpidesk.i18n.messages import N_
from kpidesk.printing.ink import is_greyscale

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 5_000_000
"""Bytes of the largest file that is taken."""
LARGEST_DRAWING = 300_000
"""Bytes of the largest SVG, which is kept as it is."""
_LARGEST_KEPT = 150_000
_WIDEST, _HIGHEST = 960, 340
"""Pixels: 40 × 14 mm at 600 dots per inch."""
_KINDS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_SVG = "image/svg+xml"
_OUTSIDE = re.compile(
    rb"<!DOCTYPE[^>]*\[|<script|href\s*=\s*[\"'](?!#|data:)", re.IGNORECASE
)
"""What makes a drawing depend on more than itself."""
_GREY_DENSITY = 6.0


def read_logo(path: Path) -> str:
    """Read a PNG, JPEG or SVG file as a ``data:`` address of moderate size.

    Raises:
        UsageError: It is too big, cannot be read, or is no such picture.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST_FILE else b""
    except OSError as error:
        raise UsageError(
            N_("“{name}” cannot be read. Check that it is still there."),
            code="unreadable",
            name=path.name,
        ) from error
    if size > LARGEST_FILE:
        raise UsageError(
            N_("“{name}” is larger than 5 MB. Save the logo in a smaller size."),
            code="too_big",
            name=path.name,
        )
    kind = next((kind for head, kind in _KINDS.items() if data.startswith(head)), "")
    if kind:
        return _from_picture(data, kind, path.name)
    if b"<svg" in data[:4096]:
        return _from_drawing(data, path.name)
    raise _not_a_logo(path.name)


def _from_picture(data: bytes, kind: str, name: str) -> str:
    image = QImage.fromData(data)
    if image.isNull():
        raise _not_a_logo(name)
    fits = image.width() <= _WIDEST and image.height() <= _HIGHEST
    if fits and len(data) <= _LARGEST_KEPT:
        return _address(data, kind)
    if not fits:
        image = image.scaled(
            _WIDEST,
            _HIGHEST,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    see_through = image.hasAlphaChannel()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG" if see_through else "JPG", -1 if see_through else 92)  # type: ignore[call-overload]
    return _address(bytes(content.data()), "image/png" if see_through else "image/jpeg")


def _from_drawing(data: bytes, name: str) -> str:
    if len(data) > LARGEST_DRAWING:
        raise UsageError(
            N_("“{name}” is too complex for a logo. Save it as PNG."),
            code="too_big",
            name=name,
        )
    if _OUTSIDE.search(data):
        raise UsageError(
            N_("“{name}” needs other files or runs a program. Save it as PNG."),
            code="unsafe",
            name=name,
        )
    renderer = QSvgRenderer(QByteArray(data))
    if not renderer.isValid() or renderer.defaultSize().isEmpty():
        raise _not_a_logo(name)
    return _address(data, _SVG)


def _not_a_logo(name: str) -> UsageError:
    return UsageError(
        N_("“{name}” is not a picture that can be read. Choose a PNG, JPEG or SVG."),
        code="not_a_picture",
        name=name,
    )


def _address(data: bytes, kind: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"


class Logo:
    """A logo ready to be painted.

    Args:
        address: What ``read_logo`` made of it.
    """

    def __init__(self, address: str) -> None:
        head, _comma, text = address.partition(",")
        data = base64.b64decode(text)
        self._drawing: QSvgRenderer | None = None
        self._picture = QImage()
        if _SVG in head:
            self._drawing = QSvgRenderer(QByteArray(data))
            self._size = QSizeF(self._drawing.defaultSize())
        else:
            self._picture = QImage.fromData(data)
            self._size = QSizeF(self._picture.size())

    def place(self, box: QRectF) -> QRectF:
        """Where it stands in a box: as large as fits, at the left, in the middle."""
        size = self._size.scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        top = box.top() + (box.height() - size.height()) / 2
        return QRectF(box.left(), top, size.width(), size.height())

    def paint(self, painter: QPainter, box: QRectF) -> float:
        """Paint it and return the width it takes."""
        place = self.place(box)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if is_greyscale():
            painter.drawImage(place, self._grey(place))
        elif self._drawing is not None:
            self._drawing.render(painter, place)
        else:
            painter.drawImage(place, self._picture)
        painter.restore()
        return place.width()

    def _grey(self, place: QRectF) -> QImage:
        picture = self._picture
        if self._drawing is not None:
            size = (place.size() * _GREY_DENSITY).toSize()
            picture = QImage(size, QImage.Format.Format_ARGB32)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            try:
                self._drawing.render(painter)
            finally:
                painter.end()
        grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
        grey = grey.convertToFormat(QImage.Format.Format_ARGB32)
        grey.setAlphaChannel(picture.convertToFormat(QImage.Format.Format_Alpha8))
        return grey

    def as_image(self, width: int, height: int, density: float) -> QImage:
        """A picture of it on white, for the window."""
        image = QImage(
            round(width * density),
            round(height * density),
            QImage.Format.Format_RGB32,
        )
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        try:
            painter.scale(density, density)
            self.paint(painter, QRectF(4, 3, width - 8, height - 6))
        finally:
            painter.end()
        image.setDevicePixelRatio(density)
        return image


@lru_cache(maxsize=4)
def logo_of(address: str) -> Logo:
    """The logo of an address, decoded once."""
    return Logo(address)
