"""The logo: what is taken, what is refused and why, and where it is printed."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from kpidesk.errors import UsageError
from kpidesk.printing.ink import greyscale
from kpidesk.printing.logo import LARGEST_FILE, Logo, read_logo

_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20">'
    b'<rect width="80" height="20" fill="#c00000"/>%s</svg>'
)


def picture(path: Path, width: int, height: int) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#c00000"))
    assert image.save(str(path))
    return path


@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
def test_a_large_picture_is_made_small_enough_to_keep(
    qapp: QApplication, tmp_path: Path, name: str
) -> None:
    address = read_logo(picture(tmp_path / name, 3000, 1000))

    assert address.startswith("data:image/")
    kept = QImage.fromData(base64.b64decode(address.partition(",")[2]))
    # 340 pixels high at most, three times as wide.
    assert (kept.width(), kept.height()) == (960, 320)


def test_a_drawing_is_kept_as_it_is(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_bytes(_SVG % b"")
    address = read_logo(path)

    assert base64.b64decode(address.partition(",")[2]) == _SVG % b""
    # As large as fits 40 × 14: 40 × 10, in the middle of the height.
    assert Logo(address).place(QRectF(0, 0, 40, 14)) == QRectF(0, 2, 40, 10)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n and nothing more", "not_a_picture"),
        ("a.png", b"", "not_a_picture"),
        ("a.svg", b"<svg", "not_a_picture"),
        ("a.svg", _SVG % b'<image href="/etc/hostname"/>', "unsafe"),
        ("a.svg", _SVG % b"<script>1</script>", "unsafe"),
        ("a.svg", _SVG % (b"<g/>" * 80_000), "too_big"),
        ("a.gif", b"GIF89a", "not_a_picture"),
        ("a.png", b"\0" * (LARGEST_FILE + 1), "too_big"),
    ],
)
def test_what_is_no_logo_is_refused_in_a_sentence(
    qapp: QApplication, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UsageError) as told:
        read_logo(path)

    assert told.value.code == code
    assert name in told.value.sentence()


def test_a_logo_that_is_gone_is_told(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as told:
        read_logo(tmp_path / "gone.png")

    assert told.value.code == "unreadable"


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_it_has_no_colour_on_grey_pages(
    qapp: QApplication, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"a.{suffix}"
    if suffix == "svg":
        path.write_bytes(_SVG % b"")
    else:
        picture(path, 80, 20)
    logo = Logo(read_logo(path))
    page = QImage(80, 20, QImage.Format.Format_RGB32)
    colours = []
    for on in (False, True):
        page.fill(0xFFFFFFFF)
        painter = QPainter(page)
        with greyscale(on=on):
            logo.paint(painter, QRectF(0, 0, 80, 20))
        painter.end()
        colours.append(page.pixelColor(40, 10))

    assert colours[0].red() > 150
    assert colours[0].green() < 20
    assert colours[1].red() == colours[1].green() == colours[1].blue() < 150
