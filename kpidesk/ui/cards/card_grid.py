"""Cards in columns, one of them in the Tab order, arrows between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from kpidesk.i18n.messages import _
from kpidesk.operations.first_screen import CardFace
from kpidesk.ui.cards.card_dragging import CardDragging
from kpidesk.ui.cards.kpi_card import WIDTH, KpiCard
from kpidesk.ui.theme.theme import Theme

GAP = 16
_MOST = 4
_MOST_WIDE = 6
_WIDE = 1600
_GROWTH = 0.6


class CardGrid(QWidget):
    """A grid of cards.

    Signals:
        opened: A card was opened (key of the KPI).
        fix_requested: What a card misses shall be filled (page).
        asked: A card wants something of the page (name, key), see ``KpiCard``.
        dropped: A card was dragged to another place (key, place).

    Args:
        theme: The look in force.
        pinned: The cards stand first and can be moved.
    """

    opened = Signal(str)
    fix_requested = Signal(str)
    asked = Signal(str, str)
    dropped = Signal(str, int)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, pinned: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pinned = pinned
        self._cards: list[KpiCard] = []
        self._columns = 0
        self._current = 0
        self._dragging = CardDragging(self, lambda: self._cards)
        self._dragging.dropped.connect(self.dropped)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP)
        self.setAccessibleName(_("KPIs"))
        theme.changed.connect(self._arrange)
        # Its own width must never push the page wider than the window.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    @property
    def cards(self) -> Sequence[KpiCard]:
        """The cards in order."""
        return self._cards

    def show_faces(self, faces: Sequence[CardFace], *, loading: bool = False) -> None:
        """Show cards; those of the same KPIs are kept, with the focus on them."""
        if [card.face.key for card in self._cards] != [face.key for face in faces]:
            self._rebuild(faces)
        for card, face in zip(self._cards, faces, strict=True):
            card.show_face(face, loading=loading)

    def dim(self) -> None:
        """Show that the figures are being computed anew."""
        for card in self._cards:
            card.dim()

    def _rebuild(self, faces: Sequence[CardFace]) -> None:
        known = {card.face.key: card for card in self._cards}
        for card in self._cards:
            self._layout.removeWidget(card)
        self._cards = [
            known.pop(face.key) if face.key in known else self._make(face)
            for face in faces
        ]
        for card in known.values():
            card.hide()
            card.deleteLater()
        focused = [at for at, card in enumerate(self._cards) if card.hasFocus()]
        self._columns = 0
        self._mark_current(focused[0] if focused else 0)
        self._arrange()

    def _make(self, face: CardFace) -> KpiCard:
        card = KpiCard(self._theme, face, self)
        card.pinned = self._pinned
        if self._pinned:
            card.installEventFilter(self._dragging)
        card.asked.connect(self.asked)
        card.opened.connect(self.opened)
        card.fix_requested.connect(self.fix_requested)
        card.focused.connect(lambda: self._mark_current(self._cards.index(card)))
        card.moved.connect(self._on_moved)
        return card

    def _mark_current(self, position: int) -> None:
        self._current = position
        for index, card in enumerate(self._cards):
            card.set_stop(stop=index == position)

    def _on_moved(self, right: int, down: int) -> None:
        target = self._current + right + down * max(self._columns, 1)
        if abs(down) > 1:
            target = 0 if down < 0 else len(self._cards) - 1
        if 0 <= target < len(self._cards):
            self._cards[target].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as fit."""
        super().resizeEvent(event)
        self._arrange()

    def _narrowest(self) -> int:
        """Large text needs wider cards, though not in full proportion."""
        return round(WIDTH * (1 + (self._theme.scale - 1) * _GROWTH))

    def _arrange(self) -> None:
        most = _MOST_WIDE if self.width() > _WIDE else _MOST
        columns = max(1, min(most, (self.width() + GAP) // (self._narrowest() + GAP)))
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._layout.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for position, card in enumerate(self._cards):
            row, column = divmod(position, columns)
            self._layout.addWidget(card, row, column)
