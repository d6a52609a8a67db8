"""What stands in the place of a list: loading, empty, an error, nothing found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal

from kpidesk.i18n.messages import _
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from kpidesk.ui.session import Session

_LOADING_MS = 150


class ListState(CardPanel):
    """One title, one sentence, and what can be done about it.

    Args:
        session: What the window works on.
        nothing: What is said when there are no records.
        new: What the button for the first record says.

    Signals:
        new_wanted: The first record shall be entered.
        import_wanted: Spreadsheets shall be imported.
        clear_wanted: The filters shall go.
        retry_wanted: It shall be read again.
    """

    new_wanted = Signal()
    import_wanted = Signal()
    clear_wanted = Signal()
    retry_wanted = Signal()

    def __init__(self, session: Session, nothing: str, new: str) -> None:
        super().__init__()
        self._session = session
        self._nothing = nothing
        self.title_text = PlainLabel("", "subtitle")
        self.sentence = PlainLabel("", "body", "text2")
        self.new = TextButton(new, "primary")
        self.import_button = TextButton(_("Import your spreadsheets"), "outline")
        self.clear = TextButton(_("Clear filters"), "primary")
        self.retry = TextButton(_("Try again"), "primary")
        # What is read at once is not announced.
        self._waiting = QTimer(self, singleShot=True, interval=_LOADING_MS)
        self._build()
        self._waiting.timeout.connect(self._on_waiting)
        self.new.clicked.connect(self.new_wanted)
        self.import_button.clicked.connect(self.import_wanted)
        self.clear.clicked.connect(self.clear_wanted)
        self.retry.clicked.connect(self.retry_wanted)

    def _build(self) -> None:
        self.body.addStretch(1)
        self._buttons = (self.new, self.import_button, self.clear, self.retry)
        for widget in (self.title_text, self.sentence, *self._buttons):
            self.body.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addStretch(2)
        self._show("", "")

    def _show(self, title: str, sentence: str, *buttons: TextButton) -> None:
        self._waiting.stop()
        self.title_text.setText(title)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.setAccessibleName(title)
        for button in self._buttons:
            button.setVisible(button in buttons)

    def show_loading(self) -> None:
        """Nothing is known yet."""
        self._show("", "")
        self._waiting.start()

    def _on_waiting(self) -> None:
        self.title_text.setText(_("Loading…"))

    def show_empty(self, *, writable: bool) -> None:
        """There is no record of the kind."""
        buttons = (self.new, self.import_button) if writable else ()
        self._show(_(self._nothing), _("Add one, or import them."), *buttons)

    def show_nothing_found(self, *, filtered: bool) -> None:
        """The filters hide everything."""
        buttons = (self.clear,) if filtered else ()
        self._show(_("Nothing matches these filters"), "", *buttons)

    def show_error(self, sentence: str) -> None:
        """The records cannot be read."""
        self._show(sentence, _("Your data is safe."), self.retry)
