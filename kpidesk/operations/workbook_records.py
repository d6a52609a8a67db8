"""The records that stand in a workbook of figures, so that these can be checked."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.catalog import CATALOG
from kpidesk.domain.money import minor_per_major
from kpidesk.domain.period import month_of
from kpidesk.domain.records import Field, FieldType
from kpidesk.domain.records import kind as record_kind
from kpidesk.domain.segment import EVERYTHING
from kpidesk.i18n.messages import _
from kpidesk.importing.own_sheets import word_of
from kpidesk.reporting.choice_text import choice_text
from kpidesk.reporting.reading_text import reason_text
from kpidesk.reporting.workbook_sheets import ClientMonths, Coverage, RecordSheet, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpidesk.domain.evaluation import Evaluator
    from kpidesk.domain.period import Period
    from kpidesk.domain.records import Record
    from kpidesk.store.protocol import Store

_MONTHS = 13
_MILLI = 1000
_DAYS = {
    "ticket": "opened_at",
    "survey_answer": "answered_on",
    "lead": "created_on",
    "cost": "spent_on",
}
"""The lists of a period, and the day that puts a record into it."""
_COLUMNS: dict[str, tuple[str, ...]] = {
    "ticket": (
        *("code", "client_id", "subject", "category", "channel", "priority"),
        *("opened_at", "first_response_at", "resolved_at", "reopenings"),
    ),
    "survey_answer": (
        *("survey", "client_id", "score_milli", "scale_min", "scale_max"),
        *("answered_on", "touchpoint", "comment"),
    ),
    "lead": (
        *("code", "name", "company", "source", "stage", "outcome", "value_minor"),
        *("created_on", "converted_on", "lost_on", "lost_reason"),
    ),
    "cost": (
        *("code", "spent_on", "purpose", "category", "vendor", "description"),
        *("amount_minor", "client_id"),
    ),
}
_TELLING = {"subject", "comment", "name", "company", "description", "lost_reason"}
"""Free texts in which a client may be named."""
_TEAM = {"enps", "pulse"}
_CONTRACT = ("code", "client_id", "product_id", "start_on", "end_on", "cancelled_on")


def client_months(evaluator: Evaluator, period: Period) -> ClientMonths:
    """MRR of every client at the end of the thirteen months up to a period's last."""
    months = _months(period)
    windows = [evaluator.window(month) for month in months]
    names = windows[-1].data.clients.name
    columns = [window.movements.closing for window in windows]
    rows = []
    for position, name in enumerate(names):
        amounts = tuple(
            window.major(float(column[position]))
            for window, column in zip(windows, columns, strict=True)
        )
        if any(amounts):
            rows.append((name, amounts))
    return ClientMonths(tuple(month.start for month in months), tuple(rows))


def _months(period: Period) -> list[Period]:
    last = month_of(period.last_day)
    return [last.shifted(step) for step in range(1 - _MONTHS, 1)]


def record_sheets(
    store: Store, evaluator: Evaluator, period: Period, code: str, *, hide_names: bool
) -> list[RecordSheet]:
    """Every contract, and the tickets, answers, leads and costs of a period.

    Args:
        store: The company, perhaps without names.
        evaluator: Gives the MRR of contracts.
        period: The period.
        code: Language of the words of choices.
        hide_names: Leave out free texts that may name a client.
    """
    names = _names(store)
    sheets = [_contracts(store, evaluator, period, names, code)]
    for kind, day in _DAYS.items():
        fields = [
            record_kind(kind).field(name)
            for name in _COLUMNS[kind]
            if not (hide_names and name in _TELLING)
        ]
        records = [
            each
            for each in store.records(kind, ids_between(store, kind, day, period))
            # Nobody reads what a colleague answered.
            if each.get("survey") not in _TEAM
        ]
        records.sort(key=lambda each: str(each[day]))
        sheets.append(_sheet(store, kind, fields, records, names))
    return sheets


def ids_between(store: Store, kind: str, day: str, period: Period) -> list[int]:
    """Records whose day lies in a period; the others are not read."""
    first, after = period.start.isoformat(), period.end.isoformat()
    ids, days = store.columns(kind, ["id", day])
    return [
        int(each)
        for each, when in zip(ids, days, strict=True)
        if when and first <= str(when)[:10] < after
    ]


Names = dict[str, dict[int, str]]


def _names(store: Store) -> Names:
    return {
        f"{kind}_id": {
            int(each["id"] or 0): str(each["name"]) for each in store.records(kind)
        }
        for kind in ("client", "product")
    }


def _sheet(
    store: Store, kind: str, fields: list[Field], records: list[Record], names: Names
) -> RecordSheet:
    base = store.rules().currency
    return RecordSheet(
        _(record_kind(kind).plural),
        tuple(_(field.label) for field in fields),
        tuple(
            tuple(_value(kind, field, record, names, base) for field in fields)
            for record in records
        ),
        frozenset(
            place for place, field in enumerate(fields) if field.type is FieldType.MONEY
        ),
        tuple(str(record.get("currency") or base) for record in records),
    )


def _value(kind: str, field: Field, record: Record, names: Names, base: str) -> Value:
    value = record[field.name]
    if value is None:
        return None
    match field.type:
        case FieldType.DATE:
            return date.fromisoformat(str(value))
        case FieldType.INSTANT:
            return datetime.fromisoformat(str(value))
        case FieldType.MONEY:
            return int(value) / minor_per_major(str(record.get("currency") or base))
        case FieldType.MILLI:
            return int(value) / _MILLI
        case FieldType.CHOICE:
            return choice_text(kind, field.name, str(value))
        case FieldType.REFERENCE:
            return names[field.name].get(int(value))
        case _:
            return value


def _contracts(
    store: Store, evaluator: Evaluator, period: Period, names: Names, code: str
) -> RecordSheet:
    """Every contract with the price in force at the end of the period, and its MRR."""
    base = store.rules().currency
    fields = [record_kind("contract").field(name) for name in _CONTRACT]
    prices: dict[int, Record] = {}
    for term in sorted(
        store.records("price_term"), key=lambda term: str(term["valid_from"])
    ):
        if str(term["valid_from"]) < period.end.isoformat():
            prices[int(term["contract_id"] or 0)] = term
    mrr = _contract_mrr(evaluator, period)
    rows, currencies = [], []
    for record in store.records("contract"):
        currency = str(record["currency"] or base)
        price: Mapping[str, object] = prices.get(int(record["id"] or 0), {})
        amount = price.get("amount_minor")
        interval = str(price.get("interval") or "")
        rows.append(
            (
                *(_value("contract", field, record, names, base) for field in fields),
                word_of("billing_period", interval, code) if interval else None,
                currency,
                None
                if amount is None
                else int(str(amount)) / minor_per_major(currency),
                mrr.get(int(record["id"] or 0)),
            )
        )
        currencies.append(currency)
    headings = (
        *(_(field.label) for field in fields),
        _("Billing period"),
        _("Currency"),
        _("Amount per period"),
        _("MRR") + f" ({base})",
    )
    title = _(record_kind("contract").plural)
    amount_at, mrr_at = len(headings) - 2, len(headings) - 1
    return RecordSheet(
        title,
        headings,
        tuple(rows),
        frozenset({amount_at}),
        tuple(currencies),
        frozenset({mrr_at}),
    )


def _contract_mrr(evaluator: Evaluator, period: Period) -> dict[int, float]:
    """MRR of each contract at the end of a period, major units of the base currency."""
    window = evaluator.window(period)
    data, closing = window.data, window.closing
    contracts = data.pieces.contract[closing.pieces]
    amounts = np.nan_to_num(closing.amounts)
    sums = np.bincount(contracts, amounts, len(data.contracts.id))
    return {
        int(data.contracts.id[place]): window.major(float(sums[place]))
        for place in np.flatnonzero(sums)
    }


def coverage_of(store: Store, evaluator: Evaluator, period: Period) -> Coverage:
    """How many records each of thirteen months has, and which figures lack some."""
    months = [month.start for month in _months(period)]
    rows = []
    for kind, day in {"contract": "start_on", **_DAYS}.items():
        (days,) = store.columns(kind, [day])
        found = Counter(str(each)[:7] for each in days if each)
        counts = tuple(found[f"{month:%Y-%m}"] for month in months)
        rows.append((_(record_kind(kind).plural), counts, len(days)))
    missing = tuple(
        (_(reading.kpi.name), reason_text(reading.measurement))
        for reading in (evaluator.read(kpi, period) for kpi in CATALOG)
        if reading.value is None
    )
    notes = [_("Contracts are counted in the month in which they start.")]
    if evaluator.segment != EVERYTHING:
        notes.append(_("The lists of records are whole, whatever the filter."))
    return Coverage(tuple(months), tuple(rows), missing, tuple(notes))
