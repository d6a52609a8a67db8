"""The sentences at the head of a summary, as the data or the person puts them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.operations.export_summary import SummaryQuestion

_LONGEST = 600


class SummaryWords(QWidget):
    """Shows what the data say; what is typed over it holds for that report only.

    Signals:
        edited: Another text shall be printed.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._about: SummaryQuestion | None = None
        self._own: dict[SummaryQuestion, str] = {}
        self.text = QPlainTextEdit()
        self.automatic = TextButton(_("Back to the text from the data"), "link")
        name = _("Text of the summary")
        self.text.setAccessibleName(name)
        self.text.setTabChangesFocus(True)
        self.text.setMaximumHeight(100)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(PlainLabel(name, tone="text2"))
        column.addWidget(self.text)
        column.addWidget(self.automatic)
        self.automatic.hide()
        self.text.textChanged.connect(self._on_typed)
        self.automatic.clicked.connect(self._on_automatic)

    def put_into(self, question: SummaryQuestion) -> SummaryQuestion:
        """The question with the text typed for this very summary, if there is one."""
        # What else is printed beside it makes it no other summary.
        self._about = replace(question, comment="", logo=True, words=None)
        return replace(question, words=self._own.get(self._about))

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show what was printed; what somebody is typing stays as it is."""
        own = self._own.get(self._about) if self._about else None
        self.automatic.setVisible(own is not None)
        text = " ".join(sentences) if own is None else own
        if own is None or text != self._typed():
            with QSignalBlocker(self.text):
                self.text.setPlainText(text)

    def _typed(self) -> str:
        return self.text.toPlainText()[:_LONGEST]

    def forget(self) -> None:
        """Another company is open: nothing typed before is about it."""
        self._own.clear()

    def _on_typed(self) -> None:
        if self._about is not None:
            self._own[self._about] = self._typed()
            self.edited.emit()

    def _on_automatic(self) -> None:
        if self._about is not None:
            self._own.pop(self._about, None)
            self.edited.emit()
