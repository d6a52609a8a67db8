"""Forms that show the fields of a kind and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.i18n.messages import _
from kpidesk.ui.forms.record_form import RecordForm

if TYPE_CHECKING:
    from kpidesk.domain.records import Record


class LeadForm(RecordForm):
    """A lead; a new one is open since today."""

    def defaults(self) -> Record:
        """A lead of today."""
        return {"created_on": self.today().isoformat(), "outcome": "open"}

    def title(self) -> str:
        """What the sheet is called."""
        name = self.record.get("name")
        return str(name) if name else _("New lead")


class CostForm(RecordForm):
    """A cost."""

    def defaults(self) -> Record:
        """A marketing cost of today."""
        return {"spent_on": self.today().isoformat(), "purpose": "marketing"}

    def title(self) -> str:
        """What the sheet is called."""
        return _("Cost") if self.record else _("New cost")


class InvoiceForm(RecordForm):
    """An invoice; what matters most is the day on which it was paid."""

    def title(self) -> str:
        """What the sheet is called."""
        return _("Invoice")


class StaffForm(RecordForm):
    """A person of the house."""

    def defaults(self) -> Record:
        """Somebody hired today."""
        return {"hired_on": self.today().isoformat()}

    def title(self) -> str:
        """What the sheet is called."""
        name = self.record.get("name")
        return str(name) if name else _("New employee")


class ProductForm(RecordForm):
    """A product or plan."""

    def title(self) -> str:
        """What the sheet is called."""
        name = self.record.get("name")
        return str(name) if name else _("New product")


class ExchangeRateForm(RecordForm):
    """What one unit of a currency is worth from a day on."""

    def defaults(self) -> Record:
        """A rate of today."""
        return {"valid_on": self.today().isoformat()}

    def title(self) -> str:
        """What the sheet is called."""
        return _("Exchange rate") if self.record else _("New exchange rate")


class TargetForm(RecordForm):
    """A target of a KPI from a day on."""

    def defaults(self) -> Record:
        """A target of this month."""
        return {"valid_from": self.today().replace(day=1).isoformat()}

    def title(self) -> str:
        """What the sheet is called."""
        return _("Target") if self.record else _("New target")
