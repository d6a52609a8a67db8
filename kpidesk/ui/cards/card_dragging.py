"""Dragging a card to another place of its grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPalette
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kpidesk.ui.cards.kpi_card import KpiCard

_BAR = 4
_GAP = 16


class CardDragging(QObject):
    """Watches the cards of a grid; a bar shows where the card would go.

    Signals:
        dropped: A card shall stand elsewhere (its key, its new place).

    Args:
        grid: The grid.
        cards: The cards in it, as they stand.
    """

    dropped = Signal(str, int)

    def __init__(self, grid: QWidget, cards: Callable[[], Sequence[KpiCard]]) -> None:
        super().__init__(grid)
        self._grid = grid
        self._cards = cards
        self._pressed: QPoint | None = None
        self._dragged: KpiCard | None = None
        self._bar = QWidget(grid)
        self._bar.setAutoFillBackground(True)
        self._bar.setBackgroundRole(QPalette.ColorRole.Highlight)
        self._bar.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse over a card from the press to the release."""
        if not isinstance(event, QMouseEvent):
            return super().eventFilter(watched, event)
        card = next((card for card in self._cards() if card is watched), None)
        if card is None:
            return super().eventFilter(watched, event)
        left = Qt.MouseButton.LeftButton
        place = card.mapTo(self._grid, event.position().toPoint())
        if event.type() == QEvent.Type.MouseButtonPress and event.button() is left:
            self._pressed = place
        elif event.type() == QEvent.Type.MouseMove and event.buttons() & left:
            return self._move(card, place)
        elif event.type() == QEvent.Type.MouseButtonRelease and self._dragged:
            self._drop(place)
            # A card that was dragged was not pressed.
            card.setDown(False)
            return True
        return super().eventFilter(watched, event)

    def _move(self, card: KpiCard, place: QPoint) -> bool:
        if self._pressed is None:
            return False
        far = QApplication.startDragDistance()
        if not self._dragged and (place - self._pressed).manhattanLength() < far:
            return False
        self._dragged = card
        card.setDown(False)
        card.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._show_bar(self._target(place), place)
        return True

    def _drop(self, place: QPoint) -> None:
        card, self._dragged, self._pressed = self._dragged, None, None
        self._bar.hide()
        if card is None:
            return
        card.setCursor(Qt.CursorShape.PointingHandCursor)
        cards = list(self._cards())
        old, new = cards.index(card), self._target(place)
        # Taken out of its row first, it leaves those behind it one place ahead.
        new -= new > old
        if new != old:
            self.dropped.emit(card.face.key, new)

    def _target(self, place: QPoint) -> int:
        """Before which card one would drop; their number = at the end."""
        cards = self._cards()
        row = [at for at, card in enumerate(cards) if _is_in_row(card, place)]
        if not row:
            below = place.y() > self._grid.height() / 2
            return len(cards) if below else 0
        for at in row:
            if place.x() < cards[at].geometry().center().x():
                return at
        return row[-1] + 1

    def _show_bar(self, target: int, place: QPoint) -> None:
        """A bar before the card that would follow, or behind the last of its row."""
        cards = self._cards()
        behind = target > 0 and _is_in_row(cards[target - 1], place)
        before = target < len(cards) and _is_in_row(cards[target], place)
        if before or not behind:
            beside = cards[min(target, len(cards) - 1)].geometry()
            left = beside.left() - (_GAP + _BAR) // 2
        else:
            beside = cards[target - 1].geometry()
            left = beside.right() + (_GAP - _BAR) // 2
        left = min(max(left, 0), self._grid.width() - _BAR)
        self._bar.setGeometry(left, beside.top(), _BAR, beside.height())
        self._bar.show()
        self._bar.raise_()


def _is_in_row(card: QWidget, place: QPoint) -> bool:
    box = card.geometry()
    return box.top() - _GAP // 2 <= place.y() <= box.bottom() + _GAP // 2
