"""The form of a contract, with what the owner will see of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kpidesk.domain.records import PRICE_TERM, Field, Record
from kpidesk.i18n.messages import N_, _
from kpidesk.operations.contract_lines import ContractLines, contract_lines
from kpidesk.operations.edit_contracts import (
    PRICE_FIELDS,
    add_contract,
    change_price,
    correct_contract,
)
from kpidesk.ui.forms.contract_warner import ContractWarner
from kpidesk.ui.forms.pick_line import PickLine
from kpidesk.ui.forms.price_lines import price_lines
from kpidesk.ui.forms.price_question import PriceQuestion
from kpidesk.ui.forms.record_form import RecordForm
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from kpidesk.operations.edit_records import Edit
    from kpidesk.store.protocol import Store
    from kpidesk.ui.forms.form_field import FormField

_AMOUNT = N_("Amount per billing period")


class ContractForm(RecordForm):
    """A contract with its price; a changed price is a correction or a new price."""

    def make_widget(self, name: str) -> QWidget:
        """The widget for one name of the plan."""
        if name.startswith("lines."):
            label = PlainLabel("", "body", "accent", wraps=True)
            self._lines[name] = label
            return label
        made = self.add_field(self.field_of(name))
        if name == "amount_minor":
            self._add_price_question(made)
        if name == "product_id":
            self._allow_new_product(made)
        return made

    def _build(self) -> None:
        self._lines: dict[str, PlainLabel] = {}
        super()._build()

    def field_of(self, name: str) -> Field:
        """The field that a name of the plan means: some are those of the price."""
        if name not in PRICE_FIELDS:
            return super().field_of(name)
        field = PRICE_TERM.field(name)
        if name == "amount_minor":
            return Field(name, field.type, _AMOUNT, required=True)
        return field

    def _allow_new_product(self, field: FormField) -> None:
        def problem() -> str | None:
            return None

        # A name that is not known becomes a new product when the form is saved.
        field.problem = problem  # type: ignore[method-assign]
        field.warn = lambda _value: self._new_product_text()

    def _new_product_text(self) -> str | None:
        name = self._new_product()
        return (
            _('"{value}" will be added as a new product', value=name) if name else None
        )

    def _new_product(self) -> str:
        editor = self.fields["product_id"].editor
        return editor.typed_name() if isinstance(editor, PickLine) else ""

    def _add_price_question(self, field: FormField) -> None:
        """Ask what a changed amount means."""
        valid_from = self.add_field(PRICE_TERM.field("valid_from"), required=False)
        reason = self.add_field(PRICE_TERM.field("change_kind"))
        self.question = PriceQuestion(valid_from, reason)
        layout = field.layout()
        if layout is not None:
            layout.addWidget(self.question)

    # -- values --------------------------------------------------------------

    def fill(self, prefill: Record) -> None:
        """Show the contract and the price that holds last."""
        super().fill(prefill)
        last = self.facts.prices[-1] if self.facts.prices else {}
        shown: Record = {"interval": "monthly", "quantity_milli": 1000, **last}
        if not self.record:
            shown |= {k: v for k, v in prefill.items() if k in PRICE_FIELDS}
        for name in PRICE_FIELDS:
            self.fields[name].editor.show_value(shown.get(name))
        today = self.today().replace(day=1).isoformat()
        self.fields["valid_from"].editor.show_value(today)
        follows = len(self.facts.prices) > 1 or bool(
            self.record.get("renews_contract_id")
        )
        self.question.show_last(last.get("change_kind"), follows=follows)
        self._show_prices()
        self._shown_price = self.price()
        self._beside = ContractWarner(self)
        self._show_lines()

    def defaults(self) -> Record:
        """A contract from today that renews by itself."""
        return {
            "start_on": self.today().isoformat(),
            "auto_renew": 1,
            "status": "signed",
        }

    def contract(self) -> Record:
        """What is entered of the contract itself now."""
        return {**super().values(), "currency": self.currency()}

    def price(self) -> Record:
        """What is entered of its price now."""
        return {name: self.fields[name].value() for name in PRICE_FIELDS}

    def values(self) -> Record:
        """What is entered, without empty fields of the price."""
        values = super().values()
        if values.get("quantity_milli") is None:
            values["quantity_milli"] = 1000
        if values.get("discount_ppm") is None:
            values["discount_ppm"] = 0
        if values.get("status") is None:
            values["status"] = "signed"
        values["new_product"] = self._new_product()
        values["is_new_price"] = int(
            self.question.is_new_price and self.price() != self._shown_price
        )
        return values

    def ask_for_new_price(self) -> None:
        """The price will be another one from a day on."""
        self.question.ask_for_new_price()
        self.fields["amount_minor"].widget.setFocus()

    # -- live lines ----------------------------------------------------------

    def lines(self) -> ContractLines:
        """What follows from what is entered now."""
        return contract_lines(self.contract(), self.price(), self.today())

    def on_edited(self) -> None:
        """Tell at once what follows."""
        had_price = bool(self.record and self.facts.prices)
        changed = had_price and self.price() != self._shown_price
        self.question.show_changed(changed=changed)
        self._show_lines()
        self._beside.look()

    def _show_lines(self) -> None:
        formats, found = self.session.formats, self.lines()
        texts = []
        if found.mrr is not None:
            mrr = formats.money(found.mrr, 2, currency=self.currency())
            texts.append(_("MRR {amount}", amount=mrr))
            if found.months > 1:
                amount = self.fields["amount_minor"].widget
                written = str(getattr(amount, "text", lambda: "")())
                months = formats.number(found.months)
                hint = _("{amount} ÷ {months} months", amount=written, months=months)
                texts.append(f"({hint})")
        self._say("lines.mrr", f"→ {'  '.join(texts)}" if texts else "")
        following = []
        if found.renewal is not None:
            day = formats.date(found.renewal)
            following.append("→ " + _("Next renewal: {date}", date=day))
        if found.last_notice is not None:
            day = formats.date(found.last_notice)
            following.append("→ " + _("Last day to give notice: {date}", date=day))
        self._say("lines.renewal", "\n".join(following))

    def _show_prices(self) -> None:
        """Tell the prices there were, where there was more than one."""
        told = price_lines(self.facts.prices, self.currency(), self.session.formats)
        self._say("lines.prices", "\n".join(told))

    def _say(self, name: str, text: str) -> None:
        self._lines[name].setText(text)
        self._lines[name].setVisible(bool(text))

    # -- saving --------------------------------------------------------------

    def save(self, store: Store, values: Record, version: int | None) -> Edit:
        """Write the contract and its price as one step."""
        contract, price = dict(values), dict[str, str | int | None]()
        for name in PRICE_FIELDS:
            price[name] = contract.pop(name)
        valid_from = contract.pop("valid_from")
        change = contract.pop("change_kind")
        reason = None if change is None else str(change)
        product = str(contract.pop("new_product") or "")
        is_new_price = bool(contract.pop("is_new_price"))
        if not self.record_id:
            return add_contract(store, contract, price, new_product=product)
        if is_new_price:
            day = date.fromisoformat(str(valid_from))
            return change_price(store, self.record_id, price, day, reason=reason)
        return correct_contract(
            store,
            self.record_id,
            contract,
            price,
            version or 0,
            reason=reason,
            new_product=product,
        )

    def kinds(self) -> tuple[str, ...]:
        """Kinds of record that saving touches."""
        return ("contract", "price_term", "product")

    def title(self) -> str:
        """What the sheet is called."""
        return _("Contract") if self.record else _("New contract")
