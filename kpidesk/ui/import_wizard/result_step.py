"""The last step: what was imported, and which KPIs it moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.domain.records import kind
from kpidesk.i18n.messages import _, ngettext
from kpidesk.reporting.reading_text import change_text, value_text
from kpidesk.ui.navigation import LIST_PAGES
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from kpidesk.operations.import_effect import ImportOutcome


class ResultStep(QWidget):
    """Tells what happened and offers the next step.

    Signals:
        another: Import another file.
        undo_wanted: Take the import back (its number).
        list_wanted: Show the imported records (key of the page).
    """

    another = Signal()
    undo_wanted = Signal(int)
    list_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._batch = 0
        self._page = ""
        self._panel = CardPanel()
        self._lines = QVBoxLayout()
        self.title = PlainLabel("", "subtitle", wraps=True)
        self.show_list = TextButton("", "primary")
        self.undo = TextButton(_("Undo this import…"))
        self.again = TextButton(_("Import another file"))
        self._build()
        self.again.clicked.connect(self.another)
        self.undo.clicked.connect(lambda: self.undo_wanted.emit(self._batch))
        self.show_list.clicked.connect(lambda: self.list_wanted.emit(self._page))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 14, 12)
        self._panel.body.addWidget(self.title)
        self._panel.body.addLayout(self._lines)
        line = QHBoxLayout()
        line.addWidget(self.show_list)
        line.addWidget(self.undo)
        line.addWidget(self.again)
        line.addStretch(1)
        self._panel.body.addLayout(line)
        column.addWidget(self._panel)
        column.addStretch(1)

    def show_outcome(self, outcome: ImportOutcome) -> None:
        """Tell what an import did."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        result, formats = outcome.result, self._session.formats
        self.title.setText(_("Import number {n} is done.", n=result.batch_id))
        self._batch = result.batch_id or 0
        for name in dict.fromkeys((*result.added, *result.changed)):
            said = self._counts(result.added.get(name, 0), result.changed.get(name, 0))
            self._lines.addWidget(PlainLabel(f"{_(kind(name).plural)}: {said}"))
        self._lines.addWidget(PlainLabel(_("KPIs that moved"), "strong"))
        for moved in outcome.moved:
            kpi = moved.after.kpi
            before = value_text(kpi.unit, moved.before.value, formats)
            after = value_text(kpi.unit, moved.after.value, formats)
            change = change_text(kpi, moved.change, formats)
            text = f"{_(kpi.short)}: {before} → {after}  {change}".rstrip()
            self._lines.addWidget(PlainLabel(text))
        if not outcome.moved:
            nothing = _("None of the dashboard's KPIs changed in the period shown.")
            self._lines.addWidget(PlainLabel(nothing, tone="text2"))
        self._offer_list(result.added)

    def _counts(self, added: int, changed: int) -> str:
        formats, said = self._session.formats, []
        if added:
            n = formats.count(added)
            said.append(ngettext("{n} added", "{n} added", added, n=n))
        if changed:
            n = formats.count(changed)
            said.append(ngettext("{n} updated", "{n} updated", changed, n=n))
        return ", ".join(said)

    def _offer_list(self, added: dict[str, int]) -> None:
        kinds = [name for name in added if name in LIST_PAGES]
        self.show_list.setVisible(bool(kinds))
        if kinds:
            largest = max(kinds, key=lambda name: added[name])
            self._page = LIST_PAGES[largest]
            self.show_list.setText(_("Go to: {page}", page=_(kind(largest).plural)))
