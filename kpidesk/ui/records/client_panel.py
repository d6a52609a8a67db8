"""One client at a glance, beside the list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from kpidesk.i18n.messages import N_, _, ngettext
from kpidesk.reporting.health_shape import health_shape
from kpidesk.ui.records.cell_text import EMPTY
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.records.mrr_line import MrrLine
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from kpidesk.operations.client_page import ClientStory
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.ui.session import Session

_WIDTH = 300


class ClientPanel(CardPanel):
    """Facts of the client that is looked at, and what is done most often.

    Args:
        session: What the window works on.

    Signals:
        open_wanted: The page of the client shall be shown (id).
    """

    open_wanted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._desk = RecordDesk.of(session)
        self._client = 0
        self.name = PlainLabel("", "subtitle", wraps=True)
        self.facts = PlainLabel("", "small", "text2", wraps=True)
        self.figures = PlainLabel("", "body", wraps=True)
        self.line = MrrLine(session)
        self._open = TextButton(_("Open client"), "outline")
        self._contract = TextButton(_("New contract"))
        self._ticket = TextButton(_("New ticket"))
        self._build()
        self._open.clicked.connect(lambda: self.open_wanted.emit(self._client))
        self._contract.clicked.connect(
            lambda: self._desk.new("contract", client_id=self._client)
        )
        self._ticket.clicked.connect(
            lambda: self._desk.new("ticket", client_id=self._client)
        )
        session.changed.connect(self._ask)

    def _build(self) -> None:
        self.setFixedWidth(self._session.theme.px(_WIDTH))
        self.line.setFixedHeight(64)
        for widget in (self.name, self.facts, self.figures, self.line):
            self.body.addWidget(widget)
        for button in (self._open, self._contract, self._ticket):
            self.body.addWidget(button)
        self.body.addStretch(1)
        self._show_nothing()

    def show_client(self, client_id: int) -> None:
        """Show another client; 0 = none."""
        self._client = client_id
        self._ask()

    def _ask(self) -> None:
        if not self.isVisible():
            return
        if not self._client:
            self._show_nothing()
            return
        client, today = self._client, self._session.today()

        def question(store: RememberingStore) -> ClientStory:
            from kpidesk.operations.client_page import client_story

            return client_story(store, client, today)

        self._session.ask(
            question,
            owner=self,
            done=self._show,
            failed=lambda _gone: self._show_nothing(),
            group="client",
        )

    def _show_nothing(self) -> None:
        self.name.setText(_("Choose a client"))
        self.facts.setText("")
        self.figures.setText("")
        for widget in (self.line, self._open, self._contract, self._ticket):
            widget.hide()

    def _show(self, story: ClientStory) -> None:
        record, formats = story.record, self._session.formats
        self.name.setText(str(record["name"]))
        facts = (record["tax_id"], record["city"], record["account_manager"])
        self.facts.setText(" · ".join(str(each) for each in facts if each))
        lines = [_("MRR {amount}", amount=formats.money(story.mrr, 2))]
        running = sum(each.state in {"active", "ending"} for each in story.contracts)
        contracts = ngettext(
            "{n} contract",
            "{n} contracts",
            running,
            zero=N_("No contracts"),
            n=formats.count(running),
        )
        tickets = ngettext(
            "{n} open ticket",
            "{n} open tickets",
            story.open_tickets,
            n=formats.count(story.open_tickets),
        )
        lines.append(f"{contracts} · {tickets}")
        lines.append(_("Health") + f": {health_words(story)}")
        nps = story.last_nps
        if nps is not None:
            day = formats.date(date.fromisoformat(str(nps["answered_on"])))
            score = formats.number(int(nps["score_milli"] or 0) / 1000)
            lines.append(f"NPS {score} ({day})")
        self.figures.setText("\n".join(lines))
        self.line.show_line(story.months, story.line)
        writable = self._session.writable
        for widget in (self.line, self._open):
            widget.show()
        for button in (self._contract, self._ticket):
            button.setVisible(writable)


def health_words(story: ClientStory) -> str:
    """The health as figure and shape, or a dash."""
    health = story.health
    if health is None or health.score is None:
        return EMPTY
    score = round(health.score)
    return f"{score} {health_shape(score)}"
