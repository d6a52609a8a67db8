"""The filters that are on, one chip each; shown on every page they act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from kpidesk.domain.kpi import Dimension

_CROSS = "✕"


class SegmentChips(QWidget):
    """``Filter on: Product: CRM ✕  Country: Italy ✕``; hidden without a filter."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.chips: list[TextButton] = []
        self._allowed = True
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)
        self._line.addWidget(PlainLabel(_("Filter on:"), "strong"))
        self._line.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        session.view_changed.connect(self.refresh)
        session.company_changed.connect(self.refresh)
        self.hide()

    def allow(self, *, allowed: bool) -> None:
        """Show the chips on this page, or not where no filter acts."""
        self._allowed = allowed
        self.setVisible(allowed and self._session.segment is not None)

    def refresh(self) -> None:
        """Show the filter of the session."""
        for chip in self.chips:
            self._line.removeWidget(chip)
            chip.deleteLater()
        self.chips = []
        segment = self._session.segment
        if segment is not None:
            # What knows segments computes figures: never before first paint.
            from kpidesk.domain.kpi import Dimension
            from kpidesk.operations.segment_choices import segment_words

            words = segment_words(segment, self._session.formats)
            filtered = [d for d in Dimension if getattr(segment, d.value)]
            for dimension, (name, values) in zip(filtered, words, strict=True):
                self._add(dimension, f"{name}: {values}")
        self.allow(allowed=self._allowed)

    def _add(self, dimension: Dimension, text: str) -> None:
        chip = TextButton(f"{text} {_CROSS}", "chip")
        chip.setAccessibleName(_("Remove the filter {filter}", filter=text))
        chip.setToolTip(chip.accessibleName())
        chip.clicked.connect(lambda: self._on_remove(dimension))
        self._line.insertWidget(self._line.count() - 1, chip)
        self.chips.append(chip)

    def _on_remove(self, dimension: Dimension) -> None:
        segment = self._session.segment
        if segment is not None:
            self._session.filter_by(segment.only(segment.dimensions - {dimension}))
