"""All records of a company as one workbook, which imports to the same figures."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kpidesk.domain.billing import INTERVAL_MONTHS
from kpidesk.domain.money import minor_per_major
from kpidesk.domain.records import Record
from kpidesk.errors import UsageError
from kpidesk.i18n.messages import N_
from kpidesk.importing.layouts import Layout, layout
from kpidesk.importing.own_sheets import word_of
from kpidesk.operations.own_workbook import (
    NO_VALUE,
    Cell,
    OwnSheet,
    Percentage,
    write_own_workbook,
)
from kpidesk.operations.progress import Progress, silent
from kpidesk.reporting.file_writing import replace_file

if TYPE_CHECKING:
    from kpidesk.store.protocol import Store

_MILLI, _PPM, _NANO = 1000, 1_000_000, 1_000_000_000
_FIRST_END = "end_date"


@dataclass(slots=True)
class _Everything:
    """The records and the texts that stand for those that others refer to."""

    store: Store
    language: str
    per_major: int
    clients: dict[int, str]
    contracts: dict[int, str]
    tickets: dict[int, str]
    products: dict[int, str]

    def records(self, kind: str) -> list[Record]:
        return self.store.records(kind)

    def word(self, enum: str, value: object) -> str | None:
        return None if value is None else word_of(enum, str(value), self.language)

    def yes_no(self, value: object) -> str | None:
        if value is None:
            return None
        return word_of("boolean", "true" if value else "false", self.language)

    def money(self, minor: object) -> float | None:
        return None if minor is None else int(str(minor)) / self.per_major


_Row = Mapping[str, Cell]


def write_everything(
    store: Store, target: Path, language: str, progress: Progress = silent
) -> None:
    """Write every record of a company to a workbook.

    Args:
        store: The company.
        target: The workbook; whatever is there is replaced when all is written.
        language: Language of sheets, headers and words.
        progress: Told how many sheets are done.

    Raises:
        ExportError: The file cannot be written.
        UsageError: There is no record to write.
    """
    every = _gather(store, language)
    sheets: list[OwnSheet] = []
    for done, (entity, rows) in enumerate(_SHEETS.items()):
        progress(done, len(_SHEETS))
        found = list(rows(every))
        if found:
            sheets.append(_own_sheet(layout(entity), found))
    if not sheets:
        raise UsageError(
            N_("“{name}” holds no records yet: there is nothing to write."),
            name=store.name,
        )
    replace_file(target, lambda path: write_own_workbook(path, sheets, language))
    progress(len(_SHEETS), len(_SHEETS))


def _own_sheet(kind: Layout, rows: Sequence[_Row]) -> OwnSheet:
    used = {name for row in rows for name, value in row.items() if value is not None}
    fields = tuple(field for field in kind.fields if field.name in used)
    return OwnSheet(kind, fields, rows)


def _gather(store: Store, language: str) -> _Everything:
    currency = store.rules().currency
    return _Everything(
        store,
        language,
        minor_per_major(currency),
        clients=_texts(store.records("client"), by_name=True),
        contracts=_texts(store.records("contract")),
        tickets=_texts(store.records("ticket")),
        products={
            int(str(item["id"])): str(item["name"]) for item in store.records("product")
        },
    )


def _texts(records: Sequence[Record], *, by_name: bool = False) -> dict[int, str]:
    """What each record is referred to by: its number, its only name, or its id."""
    names = Counter(str(item.get("name")) for item in records)
    texts: dict[int, str] = {}
    for item in records:
        identifier, name = int(str(item["id"])), str(item.get("name"))
        lonely = by_name and names[name] == 1
        fallback = name if lonely else f"#{identifier}"
        texts[identifier] = str(item["code"]) if item["code"] else fallback
    return texts


def _day(value: object) -> dt.date | None:
    return None if value is None else dt.date.fromisoformat(str(value))


def _moment(value: object) -> dt.datetime | None:
    return None if value is None else dt.datetime.fromisoformat(str(value))


def _milli(value: object) -> float | int | None:
    if value is None:
        return None
    number = int(str(value))
    return number // _MILLI if number % _MILLI == 0 else number / _MILLI


def _reference(texts: Mapping[int, str], value: object) -> str | None:
    return None if value is None else texts[int(str(value))]


def _plain(record: Record, *names: str) -> dict[str, Cell]:
    return {name: record.get(name) for name in names}


def _clients(every: _Everything) -> list[_Row]:
    own = ("name", "legal_name", "tax_id", "country", "region", "city", "address")
    more = ("postcode", "industry", "segment", "employees", "email", "phone")
    last = ("website", "account_manager", "notes")
    return [
        {
            "external_id": _code(item, every.clients),
            **_plain(item, *own, *more, *last),
            "client_since": _day(item["signed_up_on"]),
            "lost_date": _day(item["lost_on"]),
        }
        for item in every.records("client")
    ]


def _code(record: Record, texts: Mapping[int, str]) -> str | None:
    """The record's own number, or the text made up for references to it."""
    text = texts[int(str(record["id"]))]
    return text if record["code"] or text.startswith("#") else None


def _products(every: _Everything) -> list[_Row]:
    return [
        {"external_id": item["code"], **_plain(item, "name", "category")}
        for item in every.records("product")
    ]


def _contracts(every: _Everything) -> list[_Row]:
    first: dict[int, Record] = {}
    for term in sorted(
        every.records("price_term"), key=lambda term: str(term["valid_from"])
    ):
        first.setdefault(int(str(term["contract_id"])), term)
    rows: list[_Row] = []
    for item in sorted(every.records("contract"), key=lambda item: str(item["id"])):
        price = first.get(int(str(item["id"])))
        if price and str(price["valid_from"]) > str(item["start_on"]):
            # A price here would be read back as the one from the start.
            price = None
        status = "draft" if item["status"] == "draft" else "active"
        rows.append(
            {
                "external_id": every.contracts[int(str(item["id"]))],
                "client": _reference(every.clients, item["client_id"]),
                "product": _reference(every.products, item["product_id"]),
                **(_price(every, price) if price else {"amount": NO_VALUE}),
                "currency": item["currency"],
                "setup_fee": every.money(item["setup_fee_minor"]),
                "start_date": _day(item["start_on"]),
                _FIRST_END: _day(item["end_on"]),
                "renewal_date": _day(item["renewal_on"]),
                "signed_date": _day(item["signed_on"]),
                "cancelled_date": _day(item["cancelled_on"]),
                "auto_renew": every.yes_no(item["auto_renew"]),
                "renewal_months": item["renewal_months"],
                "notice_days": item["notice_days"],
                "status": every.word("contract_status", status),
                "renews": _reference(every.contracts, item["renews_contract_id"]),
                **_plain(item, "end_reason", "account_manager", "notes"),
            }
        )
    return rows


def _price(every: _Everything, term: Record) -> dict[str, Cell]:
    discount = int(str(term["discount_ppm"] or 0))
    return {
        "amount": every.money(term["amount_minor"]),
        "billing_period": _interval(every, term),
        "quantity": _milli(term["quantity_milli"]),
        "discount": Percentage(discount / _PPM),
    }


def _interval(every: _Everything, term: Record) -> str:
    """The billing period in words, or as a number of months."""
    interval = str(term["interval"])
    months = (int(str(term["months_num"] or 0)), int(str(term["months_den"] or 1)))
    if INTERVAL_MONTHS.get(interval) == months:
        return word_of("billing_period", interval, every.language)
    unit = {"it": "mesi", "en": "months"}.get(every.language, "meses")
    return f"{months[0]}/{months[1]} {unit}"


def _prices(every: _Everything) -> list[_Row]:
    return [
        {
            "contract": _reference(every.contracts, term["contract_id"]),
            "valid_from": _day(term["valid_from"]),
            **_price(every, term),
            "change_kind": every.word("price_change", term["change_kind"]),
        }
        for term in every.records("price_term")
    ]


def _tickets(every: _Everything) -> list[_Row]:
    texts = ("subject", "category", "channel", "requester", "agent", "notes")
    return [
        {
            "external_id": _code(item, every.tickets),
            "client": _reference(every.clients, item["client_id"]),
            "product": _reference(every.products, item["product_id"]),
            **_plain(item, *texts),
            "priority": every.word("priority", item["priority"]),
            "status": every.word("ticket_status", item["status"]),
            "left_out": every.word("left_out", item["left_out"]),
            "opened_at": _moment(item["opened_at"]),
            "first_response_at": _moment(item["first_response_at"]),
            "first_resolved_at": _moment(item["first_resolved_at"]),
            "resolved_at": _moment(item["resolved_at"]),
            "replies_count": item["contacts"],
            "reopened_count": item["reopenings"],
            "first_contact_resolved": every.yes_no(item["first_contact"]),
            "sla_met": every.yes_no(item["sla_met"]),
            "effort": _minutes(item["effort_minutes"]),
            "csat_score": _milli(item["rating_milli"]),
            "scale_max": item["rating_max"],
        }
        for item in every.records("ticket")
    ]


def _minutes(value: object) -> dt.timedelta | None:
    return None if value is None else dt.timedelta(minutes=int(str(value)))


def _events(every: _Everything) -> list[_Row]:
    return [
        {
            "ticket": _reference(every.tickets, item["ticket_id"]),
            "happened_at": _moment(item["happened_at"]),
            "event": every.word("ticket_event", item["event"]),
            **_plain(item, "author", "body"),
        }
        for item in every.records("ticket_event")
    ]


def _answers(every: _Everything) -> list[_Row]:
    texts = ("respondent", "touchpoint", "comment", "question", "department")
    return [
        {
            "survey_type": every.word("survey_type", item["survey"]),
            "client": _reference(every.clients, item["client_id"]),
            "ticket": _reference(every.tickets, item["ticket_id"]),
            **_plain(item, *texts, "scale_min", "scale_max"),
            "score": _milli(item["score_milli"]),
            "answered_at": _day(item["answered_on"]),
            "sent_at": _day(item["sent_on"]),
            "high_is_good": every.yes_no(item["high_is_good"]),
        }
        for item in every.records("survey_answer")
    ]


def _leads(every: _Everything) -> list[_Row]:
    texts = ("name", "company", "email", "source", "campaign", "owner", "country")
    return [
        {
            "external_id": item["code"],
            **_plain(item, *texts, "stage", "lost_reason", "currency", "notes"),
            "client": _reference(every.clients, item["client_id"]),
            "value": every.money(item["value_minor"]),
            "created_at": _day(item["created_on"]),
            "converted_at": _day(item["converted_on"]),
            "lost_at": _day(item["lost_on"]),
            "outcome": every.word("lead_outcome", item["outcome"]),
        }
        for item in every.records("lead")
    ]


def _costs(every: _Everything) -> list[_Row]:
    return [
        {
            "document_no": item["code"],
            "date": _day(item["spent_on"]),
            "kind": every.word("cost_kind", item["purpose"]),
            **_plain(item, "category", "channel", "vendor", "description", "currency"),
            "amount": every.money(item["amount_minor"]),
            "client": _reference(every.clients, item["client_id"]),
            "product": _reference(every.products, item["product_id"]),
        }
        for item in every.records("cost")
    ]


def _milestones(every: _Everything) -> list[_Row]:
    return [
        {
            "client": _reference(every.clients, item["client_id"]),
            "first_value_date": _day(item["reached_on"]),
            "milestone": every.word("milestone", item["milestone"]),
        }
        for item in every.records("milestone")
    ]


def _usage(every: _Everything) -> list[_Row]:
    rows: dict[tuple[object, object], dict[str, Cell]] = {}
    for item in every.records("usage"):
        row = rows.setdefault(
            (item["client_id"], item["used_on"]),
            {
                "client": _reference(every.clients, item["client_id"]),
                "date": _day(item["used_on"]),
            },
        )
        row[str(item["measure"])] = item["quantity"]
    return list(rows.values())


def _people(every: _Everything) -> list[_Row]:
    return [
        {
            "external_id": item["code"],
            **_plain(item, "name", "department", "role", "currency"),
            "hired_on": _day(item["hired_on"]),
            "left_on": _day(item["left_on"]),
            "yearly_salary": every.money(item["yearly_salary_minor"]),
            "hourly_cost": every.money(item["hourly_cost_minor"]),
        }
        for item in every.records("staff")
    ]


def _invoices(every: _Everything) -> list[_Row]:
    return [
        {
            "external_id": item["code"],
            "client": _reference(every.clients, item["client_id"]),
            "issued_on": _day(item["issued_on"]),
            "due_on": _day(item["due_on"]),
            "paid_on": _day(item["paid_on"]),
            "amount": every.money(item["amount_minor"]),
            "currency": item["currency"],
        }
        for item in every.records("invoice")
    ]


def _rates(every: _Everything) -> list[_Row]:
    return [
        {
            "currency": item["currency"],
            "date": _day(item["valid_on"]),
            "rate": int(str(item["rate_nano"])) / _NANO,
        }
        for item in every.records("exchange_rate")
    ]


def _targets(every: _Everything) -> list[_Row]:
    return [
        {
            "kpi": item["kpi"],
            "valid_from": _day(item["valid_from"]),
            "value": _milli(item["value_milli"]),
        }
        for item in every.records("target")
    ]


_SHEETS: dict[str, Callable[[_Everything], Sequence[_Row]]] = {
    "client": _clients,
    "product": _products,
    "contract": _contracts,
    "price_term": _prices,
    "ticket": _tickets,
    "ticket_event": _events,
    "survey_answer": _answers,
    "lead": _leads,
    "cost": _costs,
    "milestone": _milestones,
    "usage": _usage,
    "employee": _people,
    "invoice": _invoices,
    "exchange_rate": _rates,
    "target": _targets,
}


def kinds_of_sheets() -> tuple[str, ...]:
    """Kinds of sheet in a workbook of everything, in order."""
    return tuple(_SHEETS)
