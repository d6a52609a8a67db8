"""How a figure came about: the formula in words, with numbers, and its result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from kpidesk.operations.tell_kpi import KpiStory


class KpiCalculation(ScrollPage):
    """The calculation of one reading.

    Signals:
        records_requested: A quantity was clicked: show its records.
    """

    records_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = PlainLabel("", "body", "text2", wraps=True)
        self._numbers = PlainLabel("", "subtitle", wraps=True)
        self._result = PlainLabel("", "subtitle", wraps=True)
        self._check = PlainLabel(
            "✓ " + _("The rows add up to the card"), "body", "good"
        )
        self._parts = QWidget()
        self._grid = QGridLayout(self._parts)
        self._about = QVBoxLayout()
        self._build()

    def _build(self) -> None:
        panel = CardPanel(_("Calculation"))
        for label in (self._words, self._numbers, self._result, self._check):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            panel.body.addWidget(label)
        self._grid.setContentsMargins(0, 8, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setColumnStretch(3, 1)
        panel.body.addWidget(self._parts)
        about = CardPanel(_("Definition"))
        about.body.addLayout(self._about)
        self.column.addWidget(panel)
        self.column.addWidget(about)
        self.column.addStretch(1)

    def show_story(self, story: KpiStory) -> None:
        """Show another reading."""
        self._words.setText(story.words)
        self._numbers.setText(f"= {story.numbers}" if story.numbers else "")
        differs = story.numbers not in {"", story.result}
        self._numbers.setVisible(differs and bool(story.face.value))
        self._result.setText(f"= {story.result}" if story.face.value else story.result)
        self._check.setVisible(bool(story.face.value) and story.adds_up)
        self._show_parts(story)
        _clear(self._about)
        for text in story.about:
            self._about.addWidget(PlainLabel(text, "body", "text2", wraps=True))

    def _show_parts(self, story: KpiStory) -> None:
        _clear(self._grid)
        for row, (label, value, count) in enumerate(story.parts):
            self._grid.addWidget(PlainLabel(label), row, 0)
            right = Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(PlainLabel(value, "strong"), row, 1, right)
            if count:
                link = TextButton(_("show the records ({n})", n=count), "link")
                link.setAccessibleName(f"{label}: {link.text()}")
                link.clicked.connect(self.records_requested)
                self._grid.addWidget(link, row, 2)


def _clear(layout: QGridLayout | QVBoxLayout) -> None:
    while item := layout.takeAt(0):
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
