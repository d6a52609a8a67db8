"""Which sections of a report are printed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.operations.reports.report_question import (
    SECTION_NAMES,
    SECTIONS,
    Report,
    Section,
)
from kpidesk.ui.widgets.plain_label import PlainLabel


class SectionChoice(QWidget):
    """A box for each section of a report that has several; one stays chosen.

    Signals:
        changed: Others shall be printed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes = {
            section: QCheckBox(_(name)) for section, name in SECTION_NAMES.items()
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(PlainLabel(_("Sections"), tone="text2"))
        for box in self.boxes.values():
            box.setChecked(True)
            column.addWidget(box)
            box.clicked.connect(self._on_clicked)

    def offer(self, report: Report) -> None:
        """Show the sections of another report."""
        offered = SECTIONS.get(report, ())
        self.setVisible(bool(offered))
        chosen = any(self.boxes[section].isChecked() for section in offered)
        for section, box in self.boxes.items():
            box.setVisible(section in offered)
            if not chosen and section in offered:
                box.setChecked(True)

    def left_out(self) -> frozenset[Section]:
        """The sections not to print."""
        return frozenset(
            section for section, box in self.boxes.items() if not box.isChecked()
        )

    def _on_clicked(self) -> None:
        shown = [box for box in self.boxes.values() if not box.isHidden()]
        clicked = self.sender()
        if isinstance(clicked, QCheckBox) and not any(b.isChecked() for b in shown):
            # A report without any page says nothing.
            clicked.setChecked(True)
        else:
            self.changed.emit()
