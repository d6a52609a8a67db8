"""The scores of a survey as buttons: a key each, and the words under them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from kpidesk.domain.records import Value
from kpidesk.i18n.messages import N_, _
from kpidesk.ui.widgets.buttons import SegmentButton
from kpidesk.ui.widgets.plain_label import PlainLabel

_MILLI = 1000
_TEN = 10
_NPS_GROUPS = (
    (N_("detractors"), 0, 6),
    (N_("passives"), 7, 8),
    (N_("promoters"), 9, 10),
)


class ScoreButtons(QWidget):
    """One score of a scale; digits choose it, the full stop or ``+`` is 10."""

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._low, self._high = 0, 10
        self._score: int | None = None
        self._fixed = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2)
        self.buttons: dict[int, SegmentButton] = {}
        self.show_scale(0, 10)

    def show_scale(self, low: int, high: int) -> None:
        """Offer the scores of a scale."""
        while self._grid.count():
            taken = self._grid.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._low, self._high = low, high
        if self._score is not None and not low <= self._score <= high:
            self._score = None
        self.buttons = {}
        for position, score in enumerate(range(low, high + 1)):
            button = SegmentButton(str(score), checkable=True)
            button.setAccessibleName(_("Score {score}", score=score))
            button.setChecked(score == self._score)
            # The row is one stop of Tab; digits and arrows move inside it.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setMinimumWidth(24)
            button.setStyleSheet("padding-left: 2px; padding-right: 2px;")
            button.clicked.connect(lambda _on, chosen=score: self._on_chosen(chosen))
            button.setEnabled(not self._fixed)
            self._grid.addWidget(button, 0, position)
            self.buttons[score] = button
        if (low, high) == (0, _TEN):
            self._add_groups()

    def _add_groups(self) -> None:
        for words, first, last in _NPS_GROUPS:
            label = PlainLabel(_(words), "caption", "text2")
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._grid.addWidget(label, 1, first, 1, last - first + 1)

    def _on_chosen(self, score: int) -> None:
        self._score = score
        for each, button in self.buttons.items():
            button.setChecked(each == score)
        self.setAccessibleDescription(_("Score {score}", score=score))
        self.edited.emit()

    def value(self) -> Value:
        """The score in thousandths."""
        return None if self._score is None else self._score * _MILLI

    def show_value(self, value: Value) -> None:
        """Show a score that was not entered here."""
        self._score = None if value is None else int(value) // _MILLI
        for each, button in self.buttons.items():
            button.setChecked(each == self._score)

    def set_fixed(self, *, fixed: bool) -> None:
        """The score can be read but not changed."""
        self._fixed = fixed
        for button in self.buttons.values():
            button.setEnabled(not fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit or arrow."""
        if self._fixed:
            super().keyPressEvent(event)
            return
        score = self._score_of(event)
        if score is not None and self._low <= score <= self._high:
            self._on_chosen(score)
        else:
            super().keyPressEvent(event)

    def _score_of(self, event: QKeyEvent) -> int | None:
        if event.text() in {".", ",", "+"}:
            return _TEN
        if event.text().isdigit():
            return int(event.text())
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            return None
        return (self._low - 1 if self._score is None else self._score) + step

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left."""
        super().focusOutEvent(event)
        self.left.emit()
