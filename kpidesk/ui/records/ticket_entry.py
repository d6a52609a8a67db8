"""One line in which a ticket is entered: client, subject, Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.domain.records import TICKET, Record
from kpidesk.i18n.messages import N_, _
from kpidesk.reporting.choice_text import choice_text
from kpidesk.ui.forms.choice_line import ChoiceLine
from kpidesk.ui.forms.field_typing import FieldTyping, UnreadableError
from kpidesk.ui.forms.pick_line import PickLine
from kpidesk.ui.forms.typed_line import TypedLine
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpidesk.errors import KpideskError
    from kpidesk.operations.edit_records import Edit
    from kpidesk.operations.form_facts import Pick
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.ui.session import Session

_MOST_CATEGORIES = 200
_UNKNOWN = N_('Client "{value}" not found')


class TicketEntry(CardPanel):
    """Six stops; Enter saves, keeps category and priority, and begins again.

    Args:
        session: What the window works on.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._desk = RecordDesk.of(session)
        self._typing = FieldTyping(session)
        self.client = PickLine((), _UNKNOWN)
        self.subject = TypedLine(_plain, _written)
        self.category = TypedLine(_plain, _written)
        priorities = TICKET.field("priority").choices
        self.priority = ChoiceLine(
            session.theme,
            [(each, choice_text("ticket", "priority", each)) for each in priorities],
        )
        self.opened = TypedLine(_plain, _written)
        self.add = TextButton(_("Add"), "primary")
        self.problem = PlainLabel("", "small", "bad", wraps=True)
        self._build()
        self.priority.choose("normal")
        self.add.clicked.connect(self.save)
        session.changed.connect(self._on_changed)
        session.company_changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        fields: tuple[tuple[QWidget, str, int], ...] = (
            (self.client, _("Client"), 3),
            (self.subject, _("Subject"), 4),
            (self.category, _("Category"), 2),
            (self.priority, _("Priority"), 0),
            (self.opened, _("Opened"), 2),
        )
        for field, name, share in fields:
            field.setAccessibleName(name)
            field.setMinimumHeight(32)
            if isinstance(field, TypedLine | PickLine):
                field.setPlaceholderText(name)
                field.setMinimumWidth(72)
            line.addWidget(field, share)
        self.opened.setPlaceholderText(_("now"))
        self.opened.setToolTip(_("Opened"))
        line.addWidget(self.add)
        box = QVBoxLayout()
        box.setSpacing(4)
        box.addLayout(line)
        box.addWidget(self.problem)
        self.problem.hide()
        self.body.addLayout(box)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & {"client", "setting"}:
            self.refresh()

    def refresh(self) -> None:
        """Learn which clients and categories there are."""

        def question(
            store: RememberingStore,
        ) -> tuple[tuple[Pick, ...], list[str]]:
            from kpidesk.operations.form_facts import picks
            from kpidesk.operations.ticket_categories import category_names

            return picks(store, "client"), category_names(store, _MOST_CATEGORIES)

        self._session.ask(question, owner=self, done=self._show, group="facts")

    def _show(self, facts: tuple[tuple[Pick, ...], list[str]]) -> None:
        clients, categories = facts
        self.client.set_picks(clients)
        self.category.suggest(categories)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.save()
        else:
            super().keyPressEvent(event)

    def save(self) -> None:
        """Save the ticket and begin the next."""
        try:
            ticket = self._ticket()
        except UnreadableError as error:
            self._tell(str(error))
            return
        self._tell("")

        def doing(store: RememberingStore) -> Edit:
            from kpidesk.operations.edit_tickets import add_ticket

            return add_ticket(store, ticket)

        self._desk.do(
            doing,
            ("ticket",),
            failed=self._give_back(self.subject.text(), self.opened.text(), ticket),
            say=_("Saved"),
            owner=self,
        )
        self.client.clear()
        self.client.show_value(None)
        self.subject.clear()
        self.opened.clear()
        self.client.setFocus()

    def _give_back(
        self, subject: str, opened: str, ticket: Record
    ) -> Callable[[KpideskError], None]:
        """What to do when the ticket was not saved: nothing typed is lost."""

        def give_back(error: KpideskError) -> None:
            self._tell(error.sentence())
            if not self.client.text() and not self.subject.text():
                self.client.show_value(ticket["client_id"])
                self.subject.setText(subject)
                self.opened.setText(opened)

        return give_back

    def _ticket(self) -> Record:
        client = self.client.value()
        subject = self.subject.value()
        if client is None:
            self.client.setFocus()
            raise UnreadableError(_("Enter {field}", field=_("Client")))
        if subject is None:
            self.subject.setFocus()
            raise UnreadableError(_("Enter {field}", field=_("Subject")))
        opened = self._typing.read(TICKET.field("opened_at"), self.opened.text())
        return {
            "client_id": client,
            "subject": subject,
            "category": self.category.value(),
            "priority": self.priority.value(),
            "opened_at": opened or self._typing.now().isoformat(timespec="seconds"),
            "status": "open",
        }

    def _tell(self, text: str) -> None:
        self.problem.setText(f"✕ {text}" if text else "")
        self.problem.setVisible(bool(text))


def _plain(text: str) -> str | None:
    return text.strip() or None


def _written(value: object) -> str:
    return "" if value is None else str(value)
