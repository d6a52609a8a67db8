"""A chapter of the catalogue under the dashboard, closed until somebody opens it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.operations.first_screen import CardFace
from kpidesk.ui.cards.card_grid import CardGrid
from kpidesk.ui.theme.theme import Theme
from kpidesk.ui.widgets.buttons import TextButton

if TYPE_CHECKING:
    from kpidesk.operations.show_dashboard import KpiName

_ICONS = {True: "chevron-down", False: "chevron-right"}


class FamilySection(QWidget):
    """A heading that opens a grid of cards.

    Signals:
        unfolded: It was opened and wants its cards.
    """

    unfolded = Signal()

    def __init__(
        self, theme: Theme, kpis: Sequence[KpiName], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.keys = tuple(kpi.key for kpi in kpis)
        self.family = kpis[0].family
        self.grid = CardGrid(theme)
        self._heading = TextButton(f"{kpis[0].family_name} ({len(kpis)})", "section")
        self._heading.setCheckable(True)
        self._heading.toggled.connect(self._on_toggled)
        self._empty_faces = [CardFace(kpi.key, kpi.short, kpi.name) for kpi in kpis]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self.grid)
        self.grid.hide()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def is_open(self) -> bool:
        """Its cards are shown."""
        return self._heading.isChecked()

    def open(self) -> None:
        """Open it."""
        self._heading.setChecked(True)

    def stops(self) -> Sequence[QWidget]:
        """What Tab comes to, from above to below."""
        return (self._heading, *self.grid.cards)

    def show_faces(self, faces: Sequence[CardFace]) -> None:
        """Show the cards that were computed."""
        self.grid.show_faces(faces)

    def _on_toggled(self, opened: bool) -> None:  # noqa: FBT001 - Qt's signature
        if opened and not self.grid.cards:
            self.grid.show_faces(self._empty_faces, loading=True)
        self.grid.setVisible(opened)
        self._on_theme_changed()
        if opened:
            self.unfolded.emit()

    def _on_theme_changed(self) -> None:
        self._heading.setIcon(self._theme.icon(_ICONS[self.is_open], 16))
