"""Choosing the part of the company that is shown: values with their clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kpidesk.domain.segment import Segment
from kpidesk.i18n.messages import _
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.operations.segment_choices import DimensionChoices

_WIDTH, _HEIGHT = 340, 420
_VALUE = Qt.ItemDataRole.UserRole


class SegmentPopover(QFrame):
    """Every dimension with its values to tick; each tick shows at once.

    Args:
        session: What is filtered.
        parent: The widget it opens over.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("panel", "popover")
        self.setAccessibleName(_("Filter"))
        self._session = session
        self._items: dict[str, list[QTreeWidgetItem]] = {}
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setAccessibleName(_("Filter"))
        self.tree.itemChanged.connect(self._on_ticked)
        self._clear = TextButton(_("Clear filters"), "link")
        self._clear.clicked.connect(self._on_clear)
        self._build()
        self._fill()

    def _build(self) -> None:
        theme = self._session.theme
        hint = _("Values of one field are alternatives; all fields must hold.")
        foot = QHBoxLayout()
        foot.addWidget(self._clear)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.tree, 1)
        column.addWidget(PlainLabel(hint, "caption", "text3", wraps=True))
        column.addLayout(foot)
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))

    def _fill(self) -> None:
        formats = self._session.formats

        def ask(store: RememberingStore) -> tuple[DimensionChoices, ...]:
            from kpidesk.operations.segment_choices import segment_choices

            return segment_choices(store, formats)

        self._session.ask(ask, owner=self, done=self._show, group="segment choices")

    def _show(self, dimensions: tuple[DimensionChoices, ...]) -> None:
        segment = self._session.segment or Segment()
        formats = self._session.formats
        self.tree.blockSignals(True)
        for known in dimensions:
            top = QTreeWidgetItem([known.name])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.tree.addTopLevelItem(top)
            items: list[QTreeWidgetItem] = []
            self._items[known.dimension.value] = items
            ticked = getattr(segment, known.dimension.value)
            for choice in known.choices:
                item = QTreeWidgetItem(
                    top, [choice.text, formats.count(choice.clients)]
                )
                item.setData(0, _VALUE, choice.value)
                state = choice.value in ticked
                item.setCheckState(
                    0, Qt.CheckState.Checked if state else Qt.CheckState.Unchecked
                )
                items.append(item)
                item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
            top.setExpanded(True)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().resizeSection(0, self.tree.viewport().width() - 64)
        self.tree.header().resizeSection(1, 56)
        self.tree.blockSignals(False)
        self.tree.setFocus()

    def _on_ticked(self, _item: QTreeWidgetItem) -> None:
        chosen: dict[str, tuple[str, ...]] = {}
        for dimension, items in self._items.items():
            ticked = [i for i in items if i.checkState(0) is Qt.CheckState.Checked]
            chosen[dimension] = tuple(str(item.data(0, _VALUE)) for item in ticked)
        self._session.filter_by(Segment(**chosen))

    def _on_clear(self) -> None:
        self._session.filter_by(None)
        self.close()

    def show_below(self, anchor: QWidget) -> None:
        """Open under a widget, inside the window."""
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        window = anchor.window().geometry()
        left = min(corner.x(), window.right() - self.width() - 8)
        self.move(max(left, window.left()), corner.y())
        self.show()
