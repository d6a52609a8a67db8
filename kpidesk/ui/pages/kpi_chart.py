"""The charts of a KPI with their table twin and what one can take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.models.text_table_model import TextTableModel
from kpidesk.ui.pages.chart_choice import OVER_TIME, ChartChoice
from kpidesk.ui.pages.chart_links import ChartLinks
from kpidesk.ui.pages.chart_take_away import ChartTakeAway, foot_of
from kpidesk.ui.pages.kpi_chart_questions import ask_chart
from kpidesk.ui.pages.mark_records import MarkRecords
from kpidesk.ui.pages.note_line import NoteLine
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from kpidesk.operations.charts.facts import ChartTable, Mark, SpecialFacts
    from kpidesk.operations.charts.over_time import ChartFacts
    from kpidesk.ui.charts.chart_view import ChartView
    from kpidesk.ui.charts.picture_view import PictureView

_EMPTY: tuple[str, ...] = ()


class KpiChart(QWidget):
    """The chart chosen, which can be read as a table (Ctrl+T), copied and saved.

    Signals:
        period_opened: The records of another period are wanted (its code).
        record_opened: A record behind a mark was opened (kind, id).
        loss_wanted: It shall be tried out what if a client left (its id).
        note_written: A note was written about a period (its code, the text).
    """

    period_opened = Signal(str)
    record_opened = Signal(str, int)
    loss_wanted = Signal(int)
    note_written = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._key = ""
        self._chosen: dict[str, str] = {}
        self._facts: ChartFacts | None = None
        self._view: ChartView | None = None
        self._picture: PictureView | None = None
        self._as_table = False
        self._model = TextTableModel(_EMPTY)
        self.table = RecordTable(session.theme, _("Show as table"), self._model)
        self.choice = ChartChoice(session.theme)
        self._panel = CardPanel(" ")
        self._said = PlainLabel("", "small", "text2", wraps=True)
        self._stack = QStackedWidget()
        self._nothing = PlainLabel("", "body", "text2")
        self._cropped = PlainLabel("", "caption", "text3")
        self.links = ChartLinks()
        self.note_line = NoteLine()
        self.behind = MarkRecords(session)
        self.take_away = ChartTakeAway(self, session)
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        body = self._panel.body
        body.removeWidget(self._panel.title)
        self._panel.title.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._panel.title)
        words.addWidget(self._said)
        words.addStretch(1)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignTop)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        self._nothing.setText(_("No data for this selection"))
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        body.addLayout(head)
        body.addWidget(self._stack, 1)
        body.addWidget(self._cropped)
        body.addWidget(self.note_line)
        body.addWidget(self.links)
        column.addWidget(self._panel, 1)
        column.addWidget(self.behind)
        self.take_away.offer(self.links.export.menu())

    def _connect(self) -> None:
        self.choice.currentIndexChanged.connect(self._on_chosen)
        self.links.toggle.clicked.connect(self.toggle)
        self.links.copy.clicked.connect(self.take_away.copy)
        self.links.note.clicked.connect(lambda: self._ask_note(self._walked()))
        self.links.lose.clicked.connect(self._on_lose)
        self.note_line.written.connect(self.note_written)
        self.note_line.closed.connect(self._focus_chart)
        self.behind.record_opened.connect(self.record_opened)
        for keys, slot in (
            ("Ctrl+T", self.toggle),
            ("Ctrl+Shift+C", self.take_away.copy_image),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(slot)
        copy = QShortcut(QKeySequence.StandardKey.Copy, self._stack)
        # A table copies the rows selected in it.
        copy.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        copy.activated.connect(self._on_copy_keys)

    # -- what is shown -------------------------------------------------------

    @property
    def view(self) -> ChartView | None:
        """The chart over time, once it was drawn."""
        return self._view

    @property
    def picture(self) -> PictureView | None:
        """The special chart, once one was chosen."""
        return self._picture

    @property
    def chart(self) -> str:
        """Key of the chart chosen."""
        return self._chosen.get(self._key, OVER_TIME)

    def show_story(self, key: str, facts: ChartFacts) -> None:
        """Show the charts of a KPI, the one that was chosen last for it first."""
        first = self._facts is None
        self._facts = facts
        if key != self._key:
            self._key = key
            self.behind.hide()
            self.note_line.hide()
            self.choice.offer(key, self.chart)
        if self._view is not None:
            self._view.show_facts(facts, self._session.formats)
        elif first:
            # The page is shown first; the chart's library takes its time to load.
            QTimer.singleShot(0, self, self._make_view)
        self._show_chart()

    def _on_chosen(self) -> None:
        self._chosen[self._key] = str(self.choice.currentData())
        self.behind.hide()
        self.note_line.hide()
        self._show_chart()

    def _show_chart(self) -> None:
        special = self.chart != OVER_TIME
        self.links.note.setVisible(not special and self._session.writable)
        self.links.lose.hide()
        if special:
            ask_chart(self._session, self, self._key, self.chart, self._on_told)
        elif self._facts is not None:
            self._present(self._facts.title, "", self._view)

    def _make_view(self) -> None:
        from kpidesk.ui.charts.chart_view import ChartView

        if self._facts is None or self._view is not None:
            return
        view = ChartView(self._session.theme, self._session.formats)
        self._view = view
        view.point_opened.connect(self._on_point_opened)
        view.note_wanted.connect(self._ask_note)
        view.show_facts(self._facts, self._session.formats)
        self._stack.addWidget(view)
        if self.chart == OVER_TIME:
            self._show_chart()

    def _on_told(self, facts: SpecialFacts) -> None:
        if self._picture is None:
            from kpidesk.ui.charts.picture_view import PictureView

            self._picture = PictureView(self._session.theme)
            self._picture.mark_opened.connect(self._on_mark_opened)
            self._picture.mark_reached.connect(self._on_mark_reached)
            self._stack.addWidget(self._picture)
        if self.chart != OVER_TIME:
            self._picture.show_facts(facts)
            self._present(facts.title, facts.said, self._picture)

    def _present(
        self, title: str, said: str, view: ChartView | PictureView | None
    ) -> None:
        """Show a chart, or its table, under its title."""
        self._panel.set_title(title)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self.take_away.chart = view
        if view is not None:
            view.foot = foot_of(self._session)
        period = self._session.period.code
        self.take_away.name = f"{self._key}_{self.chart}_{period}"
        over_time = self.chart == OVER_TIME
        cropped = over_time and self._view is not None and self._view.is_cropped
        self._cropped.setText(_("The axis does not start at zero"))
        self._cropped.setVisible(cropped)
        table = view.table() if view is not None else None
        if table is not None:
            self._show_table(table)
        shown = self.table if self._as_table or view is None else view
        self._stack.setCurrentWidget(self._nothing if self._is_bare else shown)
        # A page of the stack that is not shown must not keep the others high.
        self._stack.setMinimumHeight(view.minimumHeight() if view else 0)

    @property
    def _is_bare(self) -> bool:
        """Axes without a single value would look as if something were zero."""
        facts = self._facts
        return (
            self.chart == OVER_TIME
            and not self._as_table
            and facts is not None
            and all(value is None for line in facts.lines() for value in line.values)
        )

    def _show_table(self, table: ChartTable) -> None:
        self._model.show_table(table.headings, table.numbers, table.rows)
        self.table.fit_columns()

    def toggle(self) -> None:
        """Show the chart as a table, or the table as a chart."""
        chart = self._view if self.chart == OVER_TIME else self._picture
        if chart is None:
            return
        self._as_table = not self._as_table
        target = self.table if self._as_table else chart
        self._stack.setCurrentWidget(self._nothing if self._is_bare else target)
        target.setFocus()
        self.links.show_twin(as_table=self._as_table)

    # -- hands ---------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the chart; Shift+F10 comes here too."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = _("Show as chart") if self._as_table else _("Show as table")
        menu.addAction(name, self.toggle)
        self.take_away.offer(menu)
        menu.popup(event.globalPos())

    def _on_copy_keys(self) -> None:
        if self._as_table:
            QGuiApplication.clipboard().setText(self.table.selected_text())
        else:
            self.take_away.copy()

    def _on_mark_opened(self, mark: Mark) -> None:
        """Open the record that a mark stands for, or list those behind it."""
        if mark.is_record:
            self.record_opened.emit(mark.kind, mark.ids[0])
        else:
            self.behind.show_mark(mark)

    def _on_point_opened(self, place: int) -> None:
        if self._facts is not None:
            self.period_opened.emit(self._facts.points[place].period)

    def _on_mark_reached(self, mark: Mark | None) -> None:
        self.links.lose.setVisible(mark is not None and bool(mark.lose))

    def _on_lose(self) -> None:
        mark = self._picture.current if self._picture else None
        if mark is not None:
            self.loss_wanted.emit(mark.lose)

    def _walked(self) -> int:
        """The point walked to, or else the last one."""
        at = self._view.current if self._view else -1
        last = len(self._facts.points) - 1 if self._facts else -1
        return at if at >= 0 else last

    def _ask_note(self, place: int) -> None:
        if self._facts is not None and place >= 0 and self._session.writable:
            point = self._facts.points[place]
            self.note_line.ask(point.period, point.label)

    def _focus_chart(self) -> None:
        if self._view is not None and self.chart == OVER_TIME:
            self._view.setFocus()
