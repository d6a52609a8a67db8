"""The sheet at the right of the window in which forms open; the list stays readable."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.forms.record_form import RecordForm
from kpidesk.ui.theme.theme import Theme
from kpidesk.ui.widgets.buttons import IconButton, TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.scroll_page import ScrollPage

WIDTH = 420
_PADDING = 20


class SideSheet(QFrame):
    """Shows one form over the right side of the window.

    Args:
        theme: The look in force.
        window: The widget over which it lies.

    Signals:
        save_wanted: The form shall be saved; whether another one follows.
        closed: It went away.
    """

    save_wanted = Signal(bool)
    closed = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("panel", "sheet")
        self._theme = theme
        self._window = window
        self.form: RecordForm | None = None
        self._title = PlainLabel("", "subtitle", wraps=True)
        self._close = IconButton(theme, "x", _("Close"), shortcut="Esc", size=20)
        self.summary = PlainLabel("", "body", "bad", wraps=True)
        self._notice = QWidget()
        self._notice_text = PlainLabel("", "body", "warn", wraps=True)
        self._notice_buttons = QHBoxLayout()
        self._page = ScrollPage()
        self.save = TextButton(_("Save"), "primary")
        self.save_another = TextButton(_("Save and add another"))
        self._cancel = TextButton(_("Cancel"))
        self._build()
        self._connect()
        window.installEventFilter(self)
        self.hide()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        notice = QVBoxLayout(self._notice)
        notice.setContentsMargins(0, 0, 0, 0)
        notice.addWidget(self._notice_text)
        notice.addLayout(self._notice_buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, 16, _PADDING - 8, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.summary)
        column.addWidget(self._notice)
        column.addWidget(self._page, 1)
        foot = QGridLayout()
        foot.addWidget(self.save, 0, 0)
        foot.addWidget(self._cancel, 0, 1)
        foot.addWidget(self.save_another, 1, 0, 1, 2)
        column.addLayout(foot)
        self.summary.hide()
        self._notice.hide()

    def _connect(self) -> None:
        self._close.clicked.connect(self.ask_to_close)
        self._cancel.clicked.connect(self.ask_to_close)
        self.save.clicked.connect(lambda: self.save_wanted.emit(False))
        self.save_another.clicked.connect(lambda: self.save_wanted.emit(True))
        for keys, another in (
            ("Ctrl+S", False),
            ("Ctrl+Return", False),
            ("Ctrl+Enter", False),
            ("Ctrl+Shift+Return", True),
            ("Ctrl+Shift+Enter", True),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(
                lambda chosen=another: self.save_wanted.emit(chosen)
            )
        self._theme.changed.connect(self._place)

    # -- showing -------------------------------------------------------------

    def show_form(self, form: RecordForm) -> None:
        """Show a form in place of the one before."""
        self._take_form_away()
        self.form = form
        self._title.setText(form.title())
        self.setAccessibleName(form.title())
        self.save.setText(form.save_text())
        self.save.setToolTip(f"{form.save_text()} (Ctrl+S)")
        writable = form.session.writable
        self.save.setVisible(writable)
        self.save_another.setVisible(writable and form.can_add_another)
        self.save_another.setToolTip(f"{self.save_another.text()} (Ctrl+Shift+Enter)")
        self._cancel.setText(_("Cancel") if writable else _("Close"))
        self.summary.hide()
        self._notice.hide()
        self._page.column.addWidget(form)
        form.edited.connect(self._on_edited)
        self._place()
        self.show()
        self.raise_()
        target = form.first_field()
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take_form_away(self) -> None:
        if self.form is not None:
            self._page.column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _on_edited(self) -> None:
        if self._notice.isVisible():
            self._notice.hide()

    def _place(self) -> None:
        width = min(self._theme.px(WIDTH), self._window.width())
        left = self._window.width() - width
        self.setGeometry(left, 0, width, self._window.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the right of a window that changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    # -- telling -------------------------------------------------------------

    def ask(self, text: str, answers: list[tuple[str, Callable[[], None]]]) -> None:
        """Ask something at the head of the sheet; the first answer has the focus."""
        while self._notice_buttons.count():
            taken = self._notice_buttons.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None:
                widget.deleteLater()
        self._notice_text.setText(text)
        buttons = []
        for words, act in answers:
            button = TextButton(words, "outline")
            button.clicked.connect(self._notice.hide)
            button.clicked.connect(act)
            self._notice_buttons.addWidget(button)
            buttons.append(button)
        self._notice.show()
        buttons[0].setFocus()

    @property
    def asking(self) -> bool:
        """A question waits for its answer."""
        return self._notice.isVisible()

    def tell(self, text: str) -> None:
        """Say in one line why the form was not saved."""
        self.summary.setText(text)
        self.summary.setVisible(bool(text))

    # -- closing -------------------------------------------------------------

    def ask_to_close(self) -> None:
        """Close; with something typed in it, ask first."""
        if self.form is not None and self.form.dirty and self.form.session.writable:
            self.ask(
                _("You have unsaved changes"),
                [
                    (_("Keep editing"), self._focus_form),
                    (_("Discard changes"), self.close_sheet),
                ],
            )
        else:
            self.close_sheet()

    def _focus_form(self) -> None:
        target = self.form.first_field() if self.form else None
        if target is not None:
            target.setFocus()

    def close_sheet(self) -> None:
        """Close whatever is in it."""
        self._take_form_away()
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.ask_to_close()
        else:
            super().keyPressEvent(event)
