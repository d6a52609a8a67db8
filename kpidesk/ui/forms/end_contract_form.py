"""Closing a contract: when, why, and what it does to MRR and churn."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kpidesk.domain.records import Field, FieldType, Record
from kpidesk.i18n.messages import N_, N_p, _
from kpidesk.ui.forms.form_field import FormField
from kpidesk.ui.forms.record_form import RecordForm
from kpidesk.ui.forms.typed_line import TypedLine
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from kpidesk.operations.contract_lines import EndingEffect
    from kpidesk.operations.edit_records import Edit
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.store.protocol import Store

REASONS = (
    N_p("enum.end", "Price"),
    N_("Moved to a competitor"),
    N_("Missing feature"),
    N_("Quality or reliability"),
    N_p("enum.end", "Support"),
    N_("No longer needed"),
    N_("Business closed"),
    N_("Non-payment"),
    N_("Replaced by another contract"),
    N_p("enum.end", "Other"),
)
_NO_REASON = N_("Choose why the contract ended: it feeds the churn analysis")


class EndContractForm(RecordForm):
    """Date and reason; the line below tells the effect before it is done."""

    plan = "end_contract"

    def make_widget(self, name: str) -> QWidget:
        """The widget for one name of the plan."""
        if name == "lines.effect":
            self._effect = PlainLabel("", "body", "accent", wraps=True)
            return self._effect
        if name == "end_reason":
            return self._reason_field()
        made = super().make_widget(name)
        if name == "end_on" and isinstance(made, FormField):
            made.set_required(required=True)
        return made

    def _reason_field(self) -> FormField:
        words = dict.fromkeys(_(reason) for reason in REASONS)
        words |= dict.fromkeys(self.facts.suggestions.get("end_reason", []))
        field = Field("end_reason", FieldType.TEXT, N_("Reason for leaving"))
        editor = TypedLine(
            lambda text: text.strip() or None,
            lambda value: "" if value is None else str(value),
            list(words),
        )
        completer = editor.completer()
        if completer is not None:
            completer.setMaxVisibleItems(len(words))
        made = FormField(field.name, _(field.label), editor, required=True)
        made.warn = lambda value: None if value else _(_NO_REASON)
        self.fields[field.name] = made
        return made

    def fill(self, prefill: Record) -> None:
        """Close it at the end it has, or at the end of this month."""
        super().fill(prefill)
        today = self.today()
        first = date(today.year + today.month // 12, today.month % 12 + 1, 1)
        day = str(self.record.get("end_on") or first.isoformat())
        self.fields["end_on"].editor.show_value(day)
        self.fields["notes"].editor.show_value(None)
        self._ask()

    def on_left(self) -> None:
        """Tell the effect of another day."""
        self._ask()

    def _ask(self) -> None:
        day = self.fields["end_on"].value()
        if day is None or day == getattr(self, "_asked", None):
            return
        self._asked = day
        contract, end = self.record_id, date.fromisoformat(str(day))

        def question(store: RememberingStore) -> EndingEffect:
            from kpidesk.operations.contract_lines import ending_effect

            return ending_effect(store, contract, end)

        self.session.ask(question, owner=self, done=self._show, group="effect")

    def _show(self, effect: EndingEffect) -> None:
        formats = self.session.formats
        day = date.fromisoformat(str(self._asked))
        lines = [
            _(
                "MRR −{amount} from {month}",
                amount=formats.money(effect.mrr, 2),
                month=formats.month(day),
            )
        ]
        if effect.others:
            lines.append(
                _(
                    "{client} keeps other contracts ({n}) and stays a client",
                    client=effect.client,
                    n=effect.others,
                )
            )
        else:
            lines.append(
                _(
                    "{client} will have no other contract and will count as lost",
                    client=effect.client,
                )
            )
        before, after = effect.churn
        if before != after:
            lines.append(
                _(
                    "Client churn {before} → {after}",
                    before=formats.percent(before),
                    after=formats.percent(after),
                )
            )
        self._effect.setText("\n".join(f"→ {line}" for line in lines))

    def save(self, store: Store, values: Record, version: int | None) -> Edit:  # noqa: ARG002
        """Close the contract."""
        from kpidesk.operations.edit_contracts import end_contract

        return end_contract(
            store,
            self.record_id,
            date.fromisoformat(str(values["end_on"])),
            str(values["end_reason"]),
            str(values["notes"] or ""),
        )

    def title(self) -> str:
        """What the sheet is called."""
        return _("End contract…").rstrip("…")

    def save_text(self) -> str:
        """What the button says."""
        return self.title()
