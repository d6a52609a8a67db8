"""One KPI as a button: its figure, how it changed, its trend, what it rests on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QToolTip, QWidget

from kpidesk.i18n.messages import N_, _
from kpidesk.operations.first_screen import DETAILS, CardFace
from kpidesk.ui.cards.card_painter import PADDING, CardPainter, CardState
from kpidesk.ui.cards.sparkline import nearest_point
from kpidesk.ui.theme.theme import Theme
from kpidesk.ui.widgets.buttons import IconButton, TextButton

WIDTH = 236
HEIGHT = 156
ARRANGEMENTS = {
    "pin": N_("Pin to the top"),
    "unpin": N_("Remove from the top"),
    "left": N_("Move left"),
    "right": N_("Move right"),
}
_MOVES = {Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right"}
_MOVE_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_PICTURE_SCALE = 2


class KpiCard(QAbstractButton):
    """A card; a button, so that screen readers offer to press it.

    Signals:
        opened: The person wants to know why (key of the KPI).
        moved: Arrow keys: steps to the right and down.
        fix_requested: The person wants to fill what is missing (page).
        focused: It has the focus.
        asked: Something that the page does with the card (name of it, key of the KPI):
            one of ``ARRANGEMENTS`` or ``target``.
    """

    opened = Signal(str)
    moved = Signal(int, int)
    fix_requested = Signal(str)
    focused = Signal()
    asked = Signal(str, str)

    def __init__(
        self, theme: Theme, face: CardFace, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._face = face
        self._loading = True
        self._dimmed = False
        self.pinned = False
        """It stands on the first rows: it can be moved and removed from there."""
        self._info = IconButton(theme, "info", "", parent=self)
        self._fix = TextButton("", "outline", self)
        self._fix.clicked.connect(self._on_fix)
        self._info.clicked.connect(self.explain)
        self.clicked.connect(lambda: self.opened.emit(self._face.key))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._on_theme_changed)
        self.show_face(face, loading=not (face.value or face.missing))

    @property
    def face(self) -> CardFace:
        """What the card says."""
        return self._face

    def show_face(self, face: CardFace, *, loading: bool = False) -> None:
        """Say something else."""
        self._face = face
        self._loading = loading
        self._dimmed = False
        title = face.name or face.title
        self.setAccessibleName(face.spoken or title + ". " + _("Loading…"))
        self._info.setAccessibleName(_("How {name} is calculated", name=title))
        self._info.setToolTip(self._info.accessibleName())
        self._info.setVisible(bool(face.about))
        self._fix.setText(face.fix_text)
        self._fix.setVisible(bool(face.fix) and not face.value)
        self._place()
        self.update()

    def dim(self) -> None:
        """Show that the figure is being computed anew; it stays readable."""
        if not self._loading:
            self._dimmed = True
            self.update()

    def set_stop(self, *, stop: bool) -> None:
        """Make it the one card of the grid that Tab reaches."""
        policy = Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)
        self._info.setFocusPolicy(policy)
        self._fix.setFocusPolicy(policy)

    def explain(self) -> None:
        """Open the popover that tells what the KPI is."""
        from kpidesk.ui.cards.kpi_popover import KpiPopover

        popover = KpiPopover(self._theme, self._face.name, self._face.about, self)
        popover.show_below(self._info)

    def copy(self) -> None:
        """Put the card on the clipboard as a sentence and as cells."""
        QApplication.clipboard().setText(self._face.copied)

    def copy_image(self) -> None:
        """Put the card on the clipboard as a picture."""
        picture = QPixmap(self.size() * _PICTURE_SCALE)
        picture.setDevicePixelRatio(_PICTURE_SCALE)
        self.render(picture)
        QApplication.clipboard().setPixmap(picture)

    def _on_fix(self) -> None:
        if self._face.fix == DETAILS:
            self.copy()
        else:
            self.fix_requested.emit(self._face.fix)

    def sizeHint(self) -> QSize:
        """As wide as it must be, as high as the text is large."""
        return QSize(WIDTH, self._theme.px(HEIGHT))

    minimumSizeHint = sizeHint

    # -- painting ------------------------------------------------------------

    def _painter(self, painter: QPainter) -> CardPainter:
        state = CardState(
            focused=self.hasFocus(),
            hovered=self.underMouse(),
            loading=self._loading,
            dimmed=self._dimmed,
        )
        box = QRectF(self.rect())
        return CardPainter(painter, self._theme, self._face, box, state)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter(painter).paint()
        painter.end()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Keep the buttons in their corners."""
        self._place()

    def _place(self) -> None:
        info = self._info.sizeHint().expandedTo(QSize(24, 24))
        self._info.setGeometry(
            self.width() - info.width() - 10, self._theme.px(9), 24, 24
        )
        size = self._fix.sizeHint()
        width = min(size.width(), self.width() - 2 * int(PADDING))
        top = self.height() - size.height() - 14
        self._fix.setGeometry(int(PADDING), top, width, size.height())

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self._place()
        self.update()

    # -- hands ---------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Repaint the border when the pointer comes and goes."""
        if event.type() in {QEvent.Type.Enter, QEvent.Type.Leave}:
            self.update()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the grid which card is current."""
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move between cards; Enter opens, F1 explains, Ctrl+C copies."""
        key = Qt.Key(event.key())
        # Here and not above: Qt's large enumerations take their time at start.
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
            Qt.Key.Key_Home: (0, -99),
            Qt.Key.Key_End: (0, 99),
        }
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif self.pinned and event.modifiers() == _MOVE_KEYS and key in _MOVES:
            self.asked.emit(_MOVES[key], self._face.key)
        elif key in steps:
            self.moved.emit(*steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif key == Qt.Key.Key_F1:
            self.explain()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name the point of the sparkline under the pointer, or the whole card."""
        super().mouseMoveEvent(event)
        room = self._painter(QPainter()).sparkline_room()
        place = event.position()
        text = ""
        if self._face.value and room.contains(place):
            at = nearest_point(self._face, room, place.x())
            text = self._face.point_texts[at] if at >= 0 else ""
        QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the card."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Why this number?"), self.click)
        menu.addAction(_("How is this calculated?"), self.explain)
        if self._face.value:
            menu.addSeparator()
            menu.addAction(_("Copy value"), self.copy)
            menu.addAction(_("Copy as image"), self.copy_image)
        menu.addSeparator()
        self._offer(menu, "target", _("Set target…"))
        for name in ("left", "right", "unpin") if self.pinned else ("pin",):
            self._offer(menu, name, _(ARRANGEMENTS[name]))
        keyboard = event.reason() is QContextMenuEvent.Reason.Keyboard
        at = QPoint(int(PADDING), self.height() // 2)
        menu.popup(self.mapToGlobal(at) if keyboard else event.globalPos())

    def _offer(self, menu: QMenu, name: str, text: str) -> None:
        action = menu.addAction(text)
        action.triggered.connect(lambda: self.asked.emit(name, self._face.key))
