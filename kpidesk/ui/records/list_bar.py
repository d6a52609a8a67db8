"""Above a list: tabs with counts, the search field, filters, and what they hide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kpidesk.domain.records import Field
from kpidesk.i18n.messages import _
from kpidesk.operations.records_search import NOT_SET
from kpidesk.ui.records.cell_text import TABS, choice_words
from kpidesk.ui.widgets.buttons import SegmentButton, TextButton
from kpidesk.ui.widgets.choice_box import ChoiceBox
from kpidesk.ui.widgets.flow_layout import FlowLayout
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from kpidesk.operations.records_search import RecordList
    from kpidesk.ui.session import Session

_TYPING_MS = 40
_SIGN = "⚙"
_SEARCH_WIDTH = 300
_MOST_VALUES = 300


class ListBar(QWidget):
    """What of a list is shown.

    Args:
        session: Gives theme and formats.
        kind: Kind of record.
        filters: Columns that can be filtered by.

    Signals:
        changed: Something else shall be shown.
    """

    changed = Signal()

    def __init__(self, session: Session, kind: str, filters: Sequence[str]) -> None:
        super().__init__()
        self._session = session
        self._kind = kind
        self._names = filters
        self.search = QLineEdit()
        self.tabs: dict[str, SegmentButton] = {}
        self.boxes: dict[str, ChoiceBox] = {}
        self._group = QButtonGroup(self)
        self.hidden_text = PlainLabel("", "small", "text2", wraps=True)
        self.clear = TextButton(_("Clear filters"), "link")
        self.columns = QToolButton()
        self.extra = QHBoxLayout()
        self._first = QHBoxLayout()
        # Typing goes on while the list follows.
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._build()
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self.changed)
        self.clear.clicked.connect(self.clear_filters)

    def _build(self) -> None:
        theme = self._session.theme
        self.search.setPlaceholderText(_("Filter"))
        self.search.setAccessibleName(_("Filter"))
        self.search.setToolTip(_("Filter") + " (Ctrl+F)")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumHeight(theme.px(32))
        self.search.setMinimumWidth(theme.px(160))
        self.search.setMaximumWidth(theme.px(_SEARCH_WIDTH))
        self.columns.setText(_("Choose columns…"))
        self.columns.setProperty("kind", "button")
        self.columns.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.columns.setAccessibleName(_("Choose columns…"))
        self.columns.setToolTip(_("Choose columns…"))
        # A narrow list shortens its buttons; the bar never widens the page.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        first = self._first
        first.setSpacing(8)
        first.addWidget(self.search, 1)
        first.addStretch(1)
        first.addLayout(self.extra)
        flow = FlowLayout(spacing=8)
        flow.addWidget(self._tab_row())
        self._flow = flow
        below = QHBoxLayout()
        below.addWidget(self.hidden_text, 1)
        below.addWidget(self.clear)
        self.hidden_text.hide()
        self.clear.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(flow)
        column.addLayout(below)

    def _tab_row(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        entries = TABS.get(self._kind, ())
        for number, (key, words) in enumerate(entries):
            last = number == len(entries) - 1
            place = "first" if number == 0 else "last" if last else "middle"
            button = SegmentButton(_(words), place, checkable=True)
            button.setChecked(number == 0)
            self._group.addButton(button)
            self.tabs[key] = button
            line.addWidget(button)
        self._group.buttonClicked.connect(lambda _button: self.changed.emit())
        # Shown by itself, before it has a parent, it would be a window.
        if not entries:
            row.hide()
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say in words what the button does where there is room."""
        super().resizeEvent(event)
        self.columns.setText(_("Choose columns…"))
        items = [self.extra.itemAt(at) for at in range(self.extra.count())]
        wanted = sum(item.sizeHint().width() for item in items if item is not None)
        gaps = (len(items) + 1) * self._first.spacing()
        if self.search.minimumWidth() + wanted + gaps > self.width():
            self.columns.setText(_SIGN)

    # -- what is chosen ------------------------------------------------------

    @property
    def tab(self) -> str:
        """The tab that is chosen."""
        for key, button in self.tabs.items():
            if button.isChecked():
                return key
        return ""

    def show_tab(self, tab: str) -> None:
        """Choose a tab."""
        if tab in self.tabs and not self.tabs[tab].isChecked():
            self.tabs[tab].setChecked(True)
            self.changed.emit()

    def filters(self) -> dict[str, str]:
        """The values chosen, by column."""
        chosen = {name: box.currentData() for name, box in self.boxes.items()}
        return {name: value for name, value in chosen.items() if value is not None}

    def clear_filters(self) -> None:
        """Show everything of the tab."""
        for box in self.boxes.values():
            box.setCurrentIndex(0)
        self.search.clear()
        self._typing.stop()
        self.changed.emit()

    # -- what there is -------------------------------------------------------

    def show_records(self, records: RecordList) -> None:
        """Offer the values that these records have."""
        formats = self._session.formats
        counts = records.tab_counts() if len(records.tabs) else {}
        for key, words in TABS.get(self._kind, ()):
            count = counts.get(key, 0) if key else len(records.ids)
            text = f"{_(words)} {formats.count(count)}"
            self.tabs[key].setText(text)
            self.tabs[key].setAccessibleName(text)
        for name in self._names:
            self._fill(name, records)

    def _fill(self, name: str, records: RecordList) -> None:
        field = records.columns[records.column(name)]
        values = records.choices(name).values
        box = self.boxes.get(name)
        if box is None:
            box = ChoiceBox(self._session.theme, _(field.label), [])
            box.activated.connect(lambda _index: self.changed.emit())
            self.boxes[name] = box
            self._flow.addWidget(box)
        chosen = box.currentData()
        box.clear()
        box.addItem(_(field.label) + ": " + _("All"), None)
        for value in values[:_MOST_VALUES]:
            box.addItem(self._words(field, value), value)
        box.setVisible(len(values) > 1)
        box.choose(chosen)
        box.updateGeometry()

    def _words(self, field: Field, value: str) -> str:
        if value == NOT_SET:
            return _("Not set")
        return choice_words(self._kind, field.name, value)

    def show_hidden(self, records: RecordList, shown: int) -> None:
        """Say what the filters hide."""
        parts = [
            f"{_(records.columns[records.column(name)].label)} = "
            + self._words(records.columns[records.column(name)], value)
            for name, value in self.filters().items()
        ]
        if self.search.text().strip():
            parts.append(self._session.formats.quoted(self.search.text().strip()))
        total = len(records.ids)
        if len(records.tabs) and self.tab:
            total = records.tab_counts().get(self.tab, 0)
        text = _("Filtered: {filters}", filters=" · ".join(parts)) if parts else ""
        hidden = total - shown
        if parts and hidden:
            count = self._session.formats.count(hidden)
            text += " — " + _("{n} hidden", n=count)
        self.hidden_text.setText(text)
        self.hidden_text.setVisible(bool(parts))
        self.clear.setVisible(bool(parts))
