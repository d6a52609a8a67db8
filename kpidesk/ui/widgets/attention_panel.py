"""What to keep an eye on: the most urgent lines, and all of them on request."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QTextLayout
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from kpidesk.i18n.messages import _
from kpidesk.operations.first_screen import AttentionLine
from kpidesk.ui.theme.theme import Theme
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel

SHOWN = 5
DATED = ("notice", "renewal", "end")
_MARK = "⚑"
_TEXT_LEFT = 22
_AIR = 4


class AttentionPanel(CardPanel):
    """The watch list.

    Signals:
        line_opened: A line was chosen (``AttentionLine``).
        calendar_requested: The deadlines shall go to a calendar.
    """

    line_opened = Signal(object)
    calendar_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(_("Needs attention"), parent)
        self._theme = theme
        self._lines: Sequence[AttentionLine] = ()
        self._rows: list[QWidget] = []
        self._all = TextButton("", "link")
        self._all.clicked.connect(self._on_all)
        self.body.setSpacing(2)
        self.body.addStretch(1)
        self._calendar = TextButton(_("Save for calendar…"), "link")
        self._calendar.setToolTip(_("Notice days and renewals as an .ics file"))
        self._calendar.clicked.connect(self.calendar_requested)
        foot = QHBoxLayout()
        foot.addWidget(self._calendar)
        foot.addStretch(1)
        foot.addWidget(self._all)
        self.body.addLayout(foot)
        self._all.hide()

    def show_lines(self, lines: Sequence[AttentionLine], total: str) -> None:
        """Show the first lines; *total* is how many there are, as text."""
        self._lines = lines
        for row in self._rows:
            self.body.removeWidget(row)
            row.deleteLater()
        if lines:
            self._rows = [self._row(line) for line in lines[:SHOWN]]
        else:
            self._rows = [
                PlainLabel(_("Nothing urgent. Good work!"), "body", "text2", wraps=True)
            ]
        for position, row in enumerate(self._rows):
            self.body.insertWidget(position + 1, row)
        self._all.setText(_("all ({n})", n=total))
        self._all.setVisible(len(lines) > SHOWN)
        dated = any(line.kind in DATED for line in lines)
        self._calendar.setVisible(dated)

    def _row(self, line: AttentionLine) -> QWidget:
        row = AttentionRow(self._theme, line)
        row.clicked.connect(lambda: self.line_opened.emit(line))
        return row

    def _on_all(self) -> None:
        from kpidesk.ui.widgets.attention_dialog import AttentionDialog

        dialog = AttentionDialog(self._lines, self)
        dialog.line_opened.connect(self.line_opened)
        dialog.open()


class AttentionRow(QAbstractButton):
    """One line of the list: a flag and a sentence of at most two lines."""

    def __init__(self, theme: Theme, line: AttentionLine) -> None:
        super().__init__()
        self._theme = theme
        self._line = line
        self.setText(line.text)
        self.setAccessibleName(line.text)
        self.setToolTip(line.text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """One line; the layout asks for the height of the width it gives."""
        return QSize(160, self.heightForWidth(160))

    def hasHeightForWidth(self) -> bool:
        """Longer sentences take two lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """One line or two, with air around."""
        metrics = self._theme.metrics("body")
        text = metrics.horizontalAdvance(self._line.text)
        lines = 1 if text <= width - self._theme.px(_TEXT_LEFT) - _AIR else 2
        return round(metrics.lineSpacing() * lines) + 2 * _AIR

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the flag and the sentence."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, box = self._theme, QRectF(self.rect())
        hot = self.underMouse()
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("accent" if hot else "warn"))
        room = box.adjusted(2, _AIR, -_AIR, -_AIR)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignTop), _MARK)
        painter.setPen(theme.color("accent" if hot else "text"))
        self._paint_sentence(
            painter, room.adjusted(self._theme.px(_TEXT_LEFT) - 2, 0, 0, 0)
        )
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_sentence(self, painter: QPainter, room: QRectF) -> None:
        layout = QTextLayout(self._line.text, self._theme.font("body"))
        layout.beginLayout()
        top, spacing = room.top(), self._theme.metrics("body").lineSpacing()
        first = layout.createLine()
        first.setLineWidth(room.width())
        first.setPosition(QPointF(0, 0))
        end = first.textLength()
        layout.endLayout()
        layout.draw(painter, QPointF(room.left(), top))
        rest = self._line.text[end:].strip()
        if rest:
            shown = self._theme.metrics("body").elidedText(
                rest, Qt.TextElideMode.ElideRight, room.width()
            )
            below = QRectF(room.left(), top + spacing, room.width(), spacing)
            painter.drawText(below, int(Qt.AlignmentFlag.AlignTop), shown)

    def event(self, event: QEvent) -> bool:
        """Repaint when the pointer comes and goes."""
        if event.type() in {QEvent.Type.Enter, QEvent.Type.Leave}:
            self.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the line, arrows walk the list."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif key == Qt.Key.Key_Down:
            self.focusNextChild()
        elif key == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)
