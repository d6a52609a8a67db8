"""Choosing a month, quarter or year from a small calendar of names."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.domain.period import Period, PeriodKind
from kpidesk.i18n.messages import _
from kpidesk.ui.period_words import period_words, short_period_words
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.buttons import IconButton, SegmentButton, TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel

_COLUMNS = 4
_RUNNING = "°"
_PER_PAGE = {PeriodKind.MONTH: 12, PeriodKind.TTM: 12, PeriodKind.QUARTER: 4}
_YEARS = 8


class MonthPopover(QFrame):
    """A small window with the periods around the one that is shown.

    Signals:
        chosen: A period was chosen.
    """

    chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("panel", "popover")
        self.setAccessibleName(_("Period"))
        self._session = session
        self._first = self._page_of(session.period)
        self._title = PlainLabel("", "strong")
        self._grid = QGridLayout()
        self._buttons: list[SegmentButton] = []
        self._build()
        self._fill()

    def _build(self) -> None:
        theme = self._session.theme
        earlier = IconButton(theme, "chevron-left", _("Previous period"))
        later = IconButton(theme, "chevron-right", _("Next period"))
        earlier.clicked.connect(lambda: self._turn(-1))
        later.clicked.connect(lambda: self._turn(1))
        head = QHBoxLayout()
        head.addWidget(earlier)
        head.addWidget(self._title, 1, Qt.AlignmentFlag.AlignCenter)
        head.addWidget(later)
        latest = TextButton(_("Latest complete period"), "link")
        latest.clicked.connect(lambda: self._choose(self._session.latest))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addLayout(head)
        column.addLayout(self._grid)
        column.addWidget(latest, 0, Qt.AlignmentFlag.AlignLeft)
        self._grid.setSpacing(4)

    def _page_of(self, period: Period) -> Period:
        """The first period of the page that holds a period."""
        size = _PER_PAGE.get(period.kind, _YEARS)
        if period.kind in {PeriodKind.MONTH, PeriodKind.TTM}:
            return period.shifted(1 - period.last_day.month)
        if period.kind is PeriodKind.QUARTER:
            return period.shifted(1 - period.quarter)
        return period.shifted(1 - size)

    def _turn(self, pages: int) -> None:
        size = _PER_PAGE.get(self._first.kind, _YEARS)
        self._first = self._first.shifted(pages * size)
        self._fill()

    def _fill(self) -> None:
        for button in self._buttons:
            self._grid.removeWidget(button)
            button.deleteLater()
        formats, today = self._session.formats, self._session.today()
        size = _PER_PAGE.get(self._first.kind, _YEARS)
        shown = [self._first.shifted(step) for step in range(size)]
        self._buttons = []
        for position, period in enumerate(shown):
            running = _RUNNING if period.start <= today < period.end else ""
            name = short_period_words(period, formats)
            button = SegmentButton(name + running, checkable=True)
            button.setProperty("kind", "month")
            button.setAccessibleName(period_words(period, formats))
            button.setChecked(period == self._session.period)
            button.setEnabled(period.start <= today)
            button.clicked.connect(lambda _on=False, p=period: self._choose(p))
            self._grid.addWidget(button, position // _COLUMNS, position % _COLUMNS)
            self._buttons.append(button)
        first, last = shown[0], shown[-1]
        same_year = first.last_day.year == last.last_day.year
        years = (
            f"{first.last_day.year}"
            if same_year
            else (f"{first.last_day.year} – {last.last_day.year}")
        )
        self._title.setText(years)
        current = next((b for b in self._buttons if b.isChecked()), self._buttons[0])
        current.setFocus()

    def _choose(self, period: Period) -> None:
        self.chosen.emit(period)
        self.close()

    def show_below(self, anchor: QWidget) -> None:
        """Open under a widget."""
        self.adjustSize()
        self.move(anchor.mapToGlobal(QPoint(0, anchor.height() + 4)))
        self.show()
