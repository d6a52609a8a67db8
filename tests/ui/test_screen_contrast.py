"""What the screen shows can be read: contrasts measured from the pixels themselves."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kpidesk.ui.cards.kpi_card import KpiCard
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.theme.theme import Theme
from tests.ui.conftest import OpenWindow, last_month, settle
from tests.ui.test_theme import SHAPE, contrast

READABLE = 4.5
FEWEST_SAMPLES = 20
LINES = ((11, 20), (32, 38), (72, 18))
"""Title, value and change of a card: top and height in pixels at 100 %."""


def _rooms(window: MainWindow) -> dict[str, QRect]:
    """Where the window shows text: what it says, and where."""
    rooms: dict[str, QRect] = {}
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        whole = widget.visibleRegion().boundingRect() == widget.rect()
        at = widget.mapTo(window, QPoint())
        if isinstance(widget, KpiCard) and whole:
            for top, height in LINES:
                box = QRect(at.x() + 14, at.y() + top, widget.width() - 50, height)
                rooms[f"{widget.accessibleName()} {top}"] = box
        elif isinstance(widget, QLabel | QAbstractButton) and whole:
            text = widget.text()
            letters = any(sign.isalnum() for sign in text) and "<" not in text
            if letters and widget.isEnabled():
                rooms[f"{text} {at.x()},{at.y()}"] = QRect(at, widget.size())
    return rooms


def _contrast_in(image: QImage, room: QRect) -> float:
    """The contrast of the room's most frequent colour and the one furthest from it."""
    part = image.copy(room)
    colors = Counter(
        part.pixelColor(x, y).name()
        for x in range(part.width())
        for y in range(part.height())
    )
    ground = colors.most_common(1)[0][0]
    return max(contrast(ground, color) for color in colors)


@pytest.mark.parametrize("theme_name", ["dark", "light"])
@pytest.mark.parametrize("page", ["dashboard", "contracts", "tickets"])
def test_text_on_the_screen_can_be_read(
    qtbot: QtBot,
    qapp: QApplication,
    open_window: OpenWindow,
    demo_file: Path,
    theme_name: str,
    page: str,
) -> None:
    today = last_month(demo_file) + timedelta(days=40)
    window = open_window(demo_file, today=today, theme=theme_name)
    window.navigator.go(page)
    settle(qtbot, window)
    qapp.processEvents()
    image = window.grab().toImage()
    found = {
        text: _contrast_in(image, room)
        for text, room in _rooms(window).items()
        if room.width() > 0 and room.height() > 0
    }
    assert len(found) >= FEWEST_SAMPLES
    assert {text: ratio for text, ratio in found.items() if ratio < READABLE} == {}


@pytest.mark.parametrize("theme_name", ["dark", "light"])
@pytest.mark.parametrize("kind", [QRadioButton, QCheckBox, QLineEdit])
@pytest.mark.parametrize("chosen", [False, True])
def test_controls_stand_out_from_the_card(
    qtbot: QtBot,
    theme: Theme,
    kind: type[QRadioButton | QCheckBox | QLineEdit],
    theme_name: str,
    chosen: bool,
) -> None:
    theme.apply(theme_name, 100)
    control = kind()
    qtbot.addWidget(control)
    if isinstance(control, QRadioButton | QCheckBox):
        control.setChecked(chosen)
    control.resize(60, 32)
    image = control.grab().toImage()
    middle = image.copy(QRect(0, image.height() // 2, image.width(), 1))
    edge = [middle.pixelColor(x, 0).name() for x in range(20)]
    assert max(contrast(theme.color("card").name(), color) for color in edge) >= SHAPE
