"""The form of a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.i18n.messages import _
from kpidesk.operations.edit_tickets import add_ticket
from kpidesk.ui.forms.record_form import RecordForm

if TYPE_CHECKING:
    from kpidesk.domain.records import Record
    from kpidesk.operations.edit_records import Edit
    from kpidesk.store.protocol import Store


class TicketForm(RecordForm):
    """A ticket; a new one is open since now."""

    def defaults(self) -> Record:
        """A normal ticket, opened now."""
        now = self.typing.now().isoformat(timespec="seconds")
        return {"opened_at": now, "priority": "normal", "status": "open"}

    def save(self, store: Store, values: Record, version: int | None) -> Edit:
        """Write the ticket; a new one gets the next number."""
        if not self.record_id:
            return add_ticket(store, values)
        return super().save(store, values, version)

    def title(self) -> str:
        """What the sheet is called."""
        code = self.record.get("code")
        return _("Ticket") + f" {code}" if code else _("New ticket")
