"""Icons from ``resources/icons``, drawn in the colour that a theme asks for."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QGuiApplication, QIcon, QImageReader, QPixmap

from kpidesk import paths

_BASE = 24
_STROKE = 'stroke-width="2"'


@lru_cache(maxsize=256)
def icon_pixmap(name: str, size: int, color: str, density: float = 1.0) -> QPixmap:
    """Draw an icon of *size* logical pixels for a screen of a pixel density."""
    path = paths.resources() / "icons" / f"{name}.svg"
    drawing = path.read_text(encoding="utf-8").replace("currentColor", color)
    # A stroke of 1.5 px on the screen, whatever the size of the icon.
    stroke = 1.5 * _BASE / size if size < _BASE else 1.5
    drawing = drawing.replace(_STROKE, f'stroke-width="{stroke:.2f}"')
    data = QByteArray(drawing.encode())
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # The image plugin spares importing Qt's SVG module at start.
    reader = QImageReader(buffer, QByteArray(b"svg"))
    pixels = round(size * density)
    reader.setScaledSize(QSize(pixels, pixels))
    pixmap = QPixmap.fromImage(reader.read())
    pixmap.setDevicePixelRatio(density)
    return pixmap


def make_icon(name: str, size: int, color: str, disabled: str) -> QIcon:
    """Make an icon in a colour, with its disabled look, for the screens there are."""
    icon = QIcon()
    screens = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    for density in sorted(screens):
        icon.addPixmap(icon_pixmap(name, size, color, density))
        faded = icon_pixmap(name, size, disabled, density)
        icon.addPixmap(faded, QIcon.Mode.Disabled)
    return icon
