"""What to keep an eye on: the most urgent lines, and all of them on request."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
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
_MOST_LINES = 3


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

    def stops(self) -> Sequence[QWidget]:
        """What Tab comes to, from above to below."""
        return (*self._rows, self._calendar, self._all)

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
    """One line of the list: a flag and a sentence of at most three lines."""

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
        """Longer sentences take more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as the sentence takes, with air around."""
        lines = len(self._broken(width - self._theme.px(_TEXT_LEFT) - _AIR))
        return round(self._theme.metrics("body").lineSpacing() * lines) + 2 * _AIR

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
        metrics = self._theme.metrics("body")
        for number, text in enumerate(self._broken(room.width())):
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            top = room.top() + number * metrics.lineSpacing()
            line = QRectF(room.left(), top, room.width(), metrics.lineSpacing())
            painter.drawText(line, int(Qt.AlignmentFlag.AlignTop), shown)

    def _broken(self, width: float) -> list[str]:
        """The sentence in lines of a width; the last one may be too long for it."""
        text, lines = self._line.text, []
        layout = QTextLayout(text, self._theme.font("body"))
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            lines.append(text[line.textStart() :][: line.textLength()].strip())
        layout.endLayout()
        kept = _MOST_LINES - 1
        return [*lines[:kept], " ".join(lines[kept:])] if lines[kept:] else lines

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
