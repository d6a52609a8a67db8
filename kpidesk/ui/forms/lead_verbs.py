"""What becomes of a lead: a client with a contract, or lost with a reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kpidesk.domain.records import LEAD, Field, FieldType, Record
from kpidesk.domain.records import kind as record_kind
from kpidesk.i18n.messages import N_, _
from kpidesk.operations.edit_contracts import PRICE_FIELDS
from kpidesk.ui.forms.contract_form import ContractForm
from kpidesk.ui.forms.record_form import RecordForm

if TYPE_CHECKING:
    from kpidesk.operations.edit_records import Edit
    from kpidesk.store.protocol import Store

_CLIENT_NAME = Field("client_name", FieldType.TEXT, N_("Client name"), required=True)
_CONTRACT = (
    "product_id",
    "currency",
    "start_on",
    "end_on",
    "auto_renew",
    "renewal_months",
    "notice_days",
)


class ConvertLeadForm(ContractForm):
    """A lead becomes a client and its first contract in one step."""

    plan = "convert_lead"

    def field_of(self, name: str) -> Field:
        """The field that a name of the plan means."""
        if name == "client_name":
            return _CLIENT_NAME
        if name == "converted_on":
            return LEAD.field(name)
        if name in PRICE_FIELDS:
            return super().field_of(name)
        return record_kind("contract").field(name)

    def fill(self, prefill: Record) -> None:
        """Prefill client and contract from the lead."""
        today = self.today().isoformat()
        super().fill(prefill)
        shown: Record = {
            "client_name": self.record.get("company") or self.record.get("name"),
            "converted_on": today,
            "start_on": today,
            "auto_renew": 1,
            "amount_minor": self.record.get("value_minor"),
        }
        for name, value in shown.items():
            self.fields[name].editor.show_value(value)
        self._shown_price = self.price()
        self._show_lines()

    def save(self, store: Store, values: Record, version: int | None) -> Edit:  # noqa: ARG002
        """Make client and contract."""
        from kpidesk.operations.edit_leads import convert_lead

        client: Record = {
            "name": values["client_name"],
            "signed_up_on": values["converted_on"],
            "email": self.record.get("email"),
            "country": self.record.get("country"),
            "account_manager": self.record.get("owner"),
        }
        return convert_lead(
            store,
            self.record_id,
            client,
            {name: values[name] for name in _CONTRACT},
            {name: values[name] for name in PRICE_FIELDS},
            date.fromisoformat(str(values["converted_on"])),
            new_product=str(values["new_product"] or ""),
        )

    def kinds(self) -> tuple[str, ...]:
        """Kinds of record that saving touches."""
        return ("lead", "client", "contract", "price_term", "product")

    def title(self) -> str:
        """What the sheet is called."""
        return _("Convert to client…").rstrip("…")

    def save_text(self) -> str:
        """What the button says."""
        return self.title()


class LoseLeadForm(RecordForm):
    """A lead will not become a client."""

    plan = "lose_lead"

    def fill(self, prefill: Record) -> None:
        """Lost today."""
        super().fill(prefill)
        self.fields["lost_on"].set_required(required=True)
        self.fields["lost_on"].editor.show_value(self.today().isoformat())

    def save(self, store: Store, values: Record, version: int | None) -> Edit:  # noqa: ARG002
        """Mark the lead as lost."""
        from kpidesk.operations.edit_leads import lose_lead

        day = date.fromisoformat(str(values["lost_on"]))
        return lose_lead(store, self.record_id, day, str(values["lost_reason"] or ""))

    def title(self) -> str:
        """What the sheet is called."""
        return _("Mark as lost…").rstrip("…")

    def save_text(self) -> str:
        """What the button says."""
        return self.title()
