"""The first tab of a client: figures, MRR line, health with reasons, notes, papers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from kpidesk.domain.records import CLIENT, FieldType, Record
from kpidesk.i18n.messages import N_, _
from kpidesk.reporting.health_shape import health_shape
from kpidesk.reporting.reading_text import remark_text
from kpidesk.ui.forms.field_typing import FieldTyping
from kpidesk.ui.records.cell_text import EMPTY
from kpidesk.ui.records.client_panel import health_words
from kpidesk.ui.records.contract_bars import ContractBars
from kpidesk.ui.records.mrr_line import MrrLine
from kpidesk.ui.widgets.buttons import IconButton, TextButton
from kpidesk.ui.widgets.flow_layout import FlowLayout
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from kpidesk.operations.client_page import ClientStory
    from kpidesk.ui.session import Session

_FIGURE_WIDTH = 150
_FACTS = (
    "code",
    "legal_name",
    "tax_id",
    "address",
    "postcode",
    "city",
    "country",
    "industry",
    "employees",
    "account_manager",
    "email",
    "phone",
    "website",
    "signed_up_on",
)


class ClientOverview(QWidget):
    """What there is to know about a client at a glance.

    Args:
        session: What the window works on.

    Signals:
        note_added: A note was written (text).
        document_added: A reference to a document was made (title, place).
        removal_wanted: A note or document shall be deleted (kind, ids).
        export_wanted: Everything about the client shall be written to a file.
        erase_wanted: Its personal data shall be erased.
    """

    note_added = Signal(str)
    document_added = Signal(str, str)
    removal_wanted = Signal(str, list)
    export_wanted = Signal()
    erase_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._typing = FieldTyping(session)
        self.figures = FlowLayout(spacing=24)
        self.line = MrrLine(session)
        self.bars = ContractBars(session)
        self.health = PlainLabel("", "body", wraps=True)
        self.facts = QGridLayout()
        self.remarks = PlainLabel("", "body", wraps=True)
        self._notes = QVBoxLayout()
        self._documents = QVBoxLayout()
        self.note = QLineEdit()
        self.title = QLineEdit()
        self.place = QLineEdit()
        self._entries: list[QWidget] = []
        self.erase = TextButton(_("Erase personal data…"))
        self._build()

    def _build(self) -> None:
        page = ScrollPage()
        for title, add in (
            (N_("Overview"), self._fill_figures),
            (N_("MRR over time"), self._fill_lines),
            (N_("Health"), self._fill_health),
            (N_("Notes"), self._fill_notes),
            (N_("Documents"), self._fill_documents),
            (N_("Client"), self._fill_facts),
            (N_("Privacy"), self._fill_privacy),
        ):
            panel = CardPanel(_(title))
            panel.setAccessibleName(_(title))
            add(panel)
            page.column.addWidget(panel)
        page.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def _fill_figures(self, panel: CardPanel) -> None:
        panel.body.addLayout(self.figures)

    def _fill_lines(self, panel: CardPanel) -> None:
        panel.body.addWidget(self.line)
        panel.body.addWidget(self.bars)

    def _fill_health(self, panel: CardPanel) -> None:
        panel.body.addWidget(self.health)

    def _fill_facts(self, panel: CardPanel) -> None:
        self.facts.setHorizontalSpacing(24)
        self.facts.setColumnStretch(1, 1)
        panel.body.addLayout(self.facts)
        panel.body.addWidget(self.remarks)

    def _fill_notes(self, panel: CardPanel) -> None:
        panel.body.addLayout(self._notes)
        self.note.setPlaceholderText(_("Add a note"))
        self._add_entry(panel, (self.note,), self._on_note)

    def _fill_documents(self, panel: CardPanel) -> None:
        panel.body.addLayout(self._documents)
        self.title.setPlaceholderText(_("Title"))
        self.place.setPlaceholderText(_("Where it is: a folder, a link, a binder"))
        self._add_entry(panel, (self.title, self.place), self._on_document)

    def _add_entry(
        self,
        panel: CardPanel,
        fields: tuple[QLineEdit, ...],
        done: Callable[[], None],
    ) -> None:
        entry = QWidget()
        line = QHBoxLayout(entry)
        line.setContentsMargins(0, 0, 0, 0)
        for field in fields:
            field.setAccessibleName(field.placeholderText())
            field.setMinimumHeight(32)
            field.returnPressed.connect(done)
            line.addWidget(field, 1)
        add = TextButton(_("Add"))
        add.clicked.connect(done)
        line.addWidget(add)
        self._entries.append(entry)
        panel.body.addWidget(entry)

    def _fill_privacy(self, panel: CardPanel) -> None:
        export = TextButton(_("Export everything about this client…"))
        export.clicked.connect(self.export_wanted)
        self.erase.clicked.connect(self.erase_wanted)
        line = QHBoxLayout()
        line.addWidget(export)
        line.addWidget(self.erase)
        line.addStretch(1)
        panel.body.addLayout(line)

    # -- showing -------------------------------------------------------------

    def show_story(self, story: ClientStory) -> None:
        """Show a client."""
        self._show_figures(story)
        self.line.show_line(story.months, story.line)
        self.bars.show_contracts(story.contracts, story.months[0], story.today)
        self.health.setText("\n".join(self._reasons(story)))
        self._show_facts(story.record)
        self._show_lines(
            self._notes,
            "note",
            story.notes,
            lambda note: (
                f"{self._day(note['noted_on'])} · {note['body']}"
                + (f" ({note['author']})" if note["author"] else "")
            ),
        )
        self._show_lines(
            self._documents,
            "document",
            story.documents,
            lambda each: f"{each['title']} · {each['location']}",
        )
        for widget in (*self._entries, self.erase):
            widget.setVisible(self._session.writable)

    def _show_figures(self, story: ClientStory) -> None:
        formats = self._session.formats
        nps = story.last_nps
        margin = EMPTY if story.margin is None else formats.money(story.margin, 2)
        since = story.record["signed_up_on"]
        value = story.first_value_on
        figures = (
            (_("MRR"), formats.money(story.mrr, 2)),
            (_("Health"), health_words(story)),
            (_("Margin a month"), margin),
            (_("Open tickets"), formats.count(story.open_tickets)),
            (
                "NPS",
                EMPTY
                if nps is None
                else formats.number(int(nps["score_milli"] or 0) / 1000),
            ),
            (_("Client since"), self._day(since)),
            (_("Date of first value"), self._day(value)),
        )
        _clear(self.figures)
        for name, text in figures:
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(PlainLabel(name, "small", "text2"))
            cell.addWidget(PlainLabel(text, "subtitle"))
            holder = QWidget()
            holder.setLayout(cell)
            holder.setMinimumWidth(self._session.theme.px(_FIGURE_WIDTH))
            self.figures.addWidget(holder)
            holder.show()

    def _day(self, value: object) -> str:
        if value is None:
            return EMPTY
        return self._session.formats.date(date.fromisoformat(str(value)))

    def _reasons(self, story: ClientStory) -> list[str]:
        health, formats = story.health, self._session.formats
        if health is None or health.score is None:
            return [_("Not enough is known for a health score")]
        score = round(health.score)
        lines = [f"{score} {health_shape(score)}"]
        for factor in health.factors:
            reason = remark_text(factor.reason)
            if factor.score is None:
                lines.append(f"– {_(factor.label)}: {reason}")
            else:
                figure = formats.number(factor.score, 0)
                lines.append(f"{_(factor.label)} {figure}: {reason}")
        return lines

    def _show_facts(self, record: Record) -> None:
        _clear(self.facts)
        row = 0
        for name in _FACTS:
            field = CLIENT.field(name)
            text = self._typing.write(field, record[name], kind="client")
            if not text:
                continue
            if field.type is FieldType.TEXT:
                text = str(record[name])
            self.facts.addWidget(PlainLabel(_(field.label), "small", "text2"), row, 0)
            self.facts.addWidget(PlainLabel(text, "body", wraps=True), row, 1)
            row += 1
        self.remarks.setText(str(record["notes"] or ""))
        self.remarks.setVisible(bool(record["notes"]))

    def _show_lines(
        self,
        layout: QVBoxLayout,
        kind: str,
        records: tuple[Record, ...],
        words: Callable[[Record], str],
    ) -> None:
        _clear(layout)
        for record in records:
            line = QHBoxLayout()
            line.setContentsMargins(0, 0, 0, 0)
            label = PlainLabel(words(record), "body", wraps=True)
            remove = IconButton(self._session.theme, "x", _("Delete"))
            # Shown by itself, before it has a parent, it would be a window.
            remove.setEnabled(self._session.writable)
            identifier = int(record["id"] or 0)
            remove.clicked.connect(
                lambda _on=False, each=identifier: self.removal_wanted.emit(
                    kind, [each]
                )
            )
            line.addWidget(label, 1)
            line.addWidget(remove)
            holder = QWidget()
            holder.setLayout(line)
            layout.addWidget(holder)

    # -- entering ------------------------------------------------------------

    def _on_note(self) -> None:
        text = self.note.text().strip()
        if text:
            self.note.clear()
            self.note_added.emit(text)

    def _on_document(self) -> None:
        title, place = self.title.text().strip(), self.place.text().strip()
        if title and place:
            self.title.clear()
            self.place.clear()
            self.document_added.emit(title, place)
        elif title:
            self.place.setFocus()


def _clear(layout: QLayout) -> None:
    while layout.count():
        taken = layout.takeAt(0)
        widget = taken.widget() if taken else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
