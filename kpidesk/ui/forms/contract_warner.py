"""Tells in the form of a contract what looks wrong beside the other contracts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kpidesk.i18n.messages import _

if TYPE_CHECKING:
    from kpidesk.operations.contract_warnings import (
        ContractWarnings,
        Overlap,
        Unusual,
    )
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.ui.forms.contract_form import ContractForm

_PAUSE_MS = 250
"""A number that is being typed is not looked at before the hand rests."""


class ContractWarner(QObject):
    """Looks while one types, off the main thread; its warnings never block.

    Args:
        form: The form it speaks in.
    """

    def __init__(self, form: ContractForm) -> None:
        super().__init__(form)
        self._form = form
        self._said: dict[str, str] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        for name in ("start_on", "amount_minor"):
            field = form.fields[name]
            field.warn = lambda _value, name=name: self._said.get(name)  # type: ignore[misc]

    def look(self) -> None:
        """Something was typed."""
        self._pause.start()

    def _ask(self) -> None:
        form = self._form
        # A lead that becomes a client has a number that is no contract's.
        known = form.record_id if form.facts.kind == "contract" else None
        contract = {**form.contract(), "id": known}
        price = form.price()

        def question(store: RememberingStore) -> ContractWarnings:
            from kpidesk.operations.contract_warnings import contract_warnings

            return contract_warnings(store, contract, price)

        form.session.ask(
            question, owner=self, done=self._show, group="contract warnings"
        )

    def _show(self, found: ContractWarnings) -> None:
        self._say("start_on", self._overlap(found.overlap))
        self._say("amount_minor", self._unusual(found.unusual))

    def _say(self, name: str, text: str) -> None:
        """Say it under the field, where nothing worse stands."""
        if text == self._said.get(name, ""):
            return
        self._said[name] = text
        field = self._form.fields[name]
        if field.problem() is None:
            field.show_message(text, "warn")

    def _overlap(self, overlap: Overlap | None) -> str:
        if overlap is None:
            return ""
        formats = self._form.session.formats
        start = formats.date(date.fromisoformat(overlap.start_on))
        if overlap.end_on is None:
            text = _(
                "This client has another contract for this product, since {start}",
                start=start,
            )
        else:
            text = _(
                "This client has another contract for this product, from {start} to"
                " {end}",
                start=start,
                end=formats.date(date.fromisoformat(overlap.end_on)),
            )
        return f"{text} ({overlap.code})" if overlap.code else text

    def _unusual(self, unusual: Unusual | None) -> str:
        if unusual is None:
            return ""
        formats, currency = self._form.session.formats, self._form.currency()
        return _(
            unusual.message,
            mrr=formats.money(unusual.mrr, 2, currency=currency),
            usual=formats.money(unusual.usual, 2, currency=currency),
        )
