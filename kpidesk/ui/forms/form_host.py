"""Brings forms into the side sheet and saves what is entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from kpidesk.i18n.messages import _, ngettext
from kpidesk.ui.forms.side_sheet import SideSheet
from kpidesk.ui.forms.version_conflict import conflict_text

if TYPE_CHECKING:
    from kpidesk.domain.records import Record
    from kpidesk.errors import KpideskError
    from kpidesk.operations.form_facts import FormFacts
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.ui.forms.record_form import RecordForm
    from kpidesk.ui.records.desk import FormRequest, RecordDesk


class FormHost(QObject):
    """Answers requests for forms.

    Args:
        desk: Where forms are asked for and changes are made.
        window: The widget over which the sheet lies.
    """

    def __init__(self, desk: RecordDesk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._request: FormRequest | None = None
        self._before: QWidget | None = None
        self.sheet = SideSheet(desk.session.theme, window)
        self.sheet.save_wanted.connect(self._on_save)
        self.sheet.closed.connect(self._on_closed)
        desk.session.company_changed.connect(self._on_company_changed)

    def _on_company_changed(self) -> None:
        if self.sheet.isVisible():
            self.sheet.close_sheet()

    # -- showing -------------------------------------------------------------

    def show_request(self, request: FormRequest) -> None:
        """Show the form that somebody asks for."""
        form = self.sheet.form
        if form is not None and form.dirty:
            # What is being typed must not vanish because something else is opened.
            self.sheet.ask(
                _("You have unsaved changes"),
                [
                    (_("Keep editing"), lambda: None),
                    (_("Discard changes"), lambda: self._open(request)),
                ],
            )
            return
        self._open(request)

    def _open(self, request: FormRequest) -> None:
        if not self.sheet.isVisible():
            self._before = QApplication.focusWidget()
        self._request = request

        def question(store: RememberingStore) -> FormFacts:
            from kpidesk.operations.form_facts import form_facts

            return form_facts(store, request.kind, request.record_id)

        self._desk.session.ask(
            question,
            owner=self,
            done=self._show,
            failed=self._desk.failed.emit,
            group="form",
        )

    def _show(self, facts: FormFacts) -> None:
        request = self._request
        if request is None:
            return
        form = make_form(request, facts, self._desk)
        self.sheet.show_form(form)

    def _on_closed(self) -> None:
        self._request = None
        if self._before is not None:
            self._before.setFocus()
            self._before = None

    # -- saving --------------------------------------------------------------

    def _on_save(self, another: bool) -> None:  # noqa: FBT001 - a signal's argument
        form = self.sheet.form
        if form is None or not self._desk.session.writable:
            return
        wrong = form.problems()
        self._tell_problems(len(wrong))
        if wrong:
            wrong[0].widget.setFocus()
            return
        self._save(form, form.values(), form.version, another=another)

    def _tell_problems(self, number: int) -> None:
        several = number > 1
        text = ngettext("{n} error", "{n} errors", number, n=number)
        self.sheet.tell(text if several else "")

    def _save(
        self, form: RecordForm, values: Record, version: int | None, *, another: bool
    ) -> None:
        self._desk.do(
            lambda store: form.save(store, values, version),
            form.kinds(),
            done=lambda _edit: self._on_saved(another=another),
            failed=lambda error: self._on_failed(form, values, error),
            say=_("Saved"),
            owner=form,
        )

    def _on_saved(self, *, another: bool) -> None:
        request = self._request
        if another and request is not None and not request.record_id:
            self._open(request)
        else:
            self.sheet.close_sheet()

    def _on_failed(self, form: RecordForm, values: Record, error: KpideskError) -> None:
        if error.code == "not_unique":
            field = form.fields.get(str(error.values.get("name")))
            if field is not None:
                field.show_message(error.sentence(), "bad")
                field.widget.setFocus()
                return
        if error.code == "changed_meanwhile" and form.record_id:
            self._ask_which(form, values)
            return
        self.sheet.tell(error.sentence())

    # -- changed by somebody else --------------------------------------------

    def _ask_which(self, form: RecordForm, values: Record) -> None:
        kind, record_id = form.facts.kind, form.record_id

        def question(store: RememberingStore) -> list[Record]:
            return store.records(kind, [record_id])

        def done(found: list[Record]) -> None:
            if not found:
                self.sheet.tell(_("This record no longer exists."))
                return
            theirs = found[0]
            version = int(theirs["version"] or 0)
            self.sheet.ask(
                conflict_text(form, values, theirs),
                [
                    (
                        _("Keep mine"),
                        lambda: self._save(form, values, version, another=False),
                    ),
                    (_("Use theirs"), self._reload),
                ],
            )

        self._desk.session.ask(question, owner=form, done=done, group="conflict")

    def _reload(self) -> None:
        if self._request is not None:
            self._open(self._request)


def make_form(request: FormRequest, facts: FormFacts, desk: RecordDesk) -> RecordForm:
    """The form that a request asks for."""
    # Forms are not needed to paint the window.
    from kpidesk.ui.forms.answer_form import AnswerForm
    from kpidesk.ui.forms.client_form import ClientForm
    from kpidesk.ui.forms.contract_form import ContractForm
    from kpidesk.ui.forms.end_contract_form import EndContractForm
    from kpidesk.ui.forms.lead_verbs import ConvertLeadForm, LoseLeadForm
    from kpidesk.ui.forms.plain_forms import (
        CostForm,
        ExchangeRateForm,
        InvoiceForm,
        LeadForm,
        ProductForm,
        StaffForm,
        TargetForm,
    )
    from kpidesk.ui.forms.ticket_form import TicketForm

    session, prefill = desk.session, dict(request.prefill)
    forms: dict[str, type[RecordForm]] = {
        "end_contract": EndContractForm,
        "convert_lead": ConvertLeadForm,
        "lose_lead": LoseLeadForm,
        "client": ClientForm,
        "contract": ContractForm,
        "ticket": TicketForm,
        "survey_answer": AnswerForm,
        "lead": LeadForm,
        "cost": CostForm,
        "invoice": InvoiceForm,
        "staff": StaffForm,
        "product": ProductForm,
        "exchange_rate": ExchangeRateForm,
        "target": TargetForm,
    }
    form = forms.get(request.form) or forms[request.kind]
    made = form(facts, session, prefill)
    if isinstance(made, ClientForm):
        made.existing_wanted.connect(lambda found: desk.edit("client", found))
    if request.form == "change_price" and isinstance(made, ContractForm):
        made.ask_for_new_price()
    return made
