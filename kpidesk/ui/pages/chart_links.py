"""What can be done with a chart, as a row of links below it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.widgets.buttons import TextButton


class ChartLinks(QWidget):
    """The links; whoever shows the chart connects them.

    Attributes:
        lose: Tries out what if the client walked to left.
        note: Adds a note.
        toggle: Shows the table instead of the chart.
        copy: Copies the chart.
        export: Opens a menu of files.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lose = TextButton(_("What if I lose this client?"), "link")
        self.note = TextButton(_("Add a note…"), "link")
        self.toggle = TextButton(_("Show as table"), "link")
        self.copy = TextButton(_("Copy chart"), "link")
        self.export = TextButton(_("Export…"), "link")
        self.toggle.setToolTip(_("Show as table") + " (Ctrl+T)")
        self.note.setToolTip(_("Add a note…") + " (N)")
        self.export.setMenu(QMenu(self.export))
        self.lose.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        for button in (self.lose, self.note, self.toggle, self.copy, self.export):
            line.addWidget(button)

    def show_twin(self, *, as_table: bool) -> None:
        """Offer the twin that is not shown."""
        name = _("Show as chart") if as_table else _("Show as table")
        self.toggle.setText(name)
