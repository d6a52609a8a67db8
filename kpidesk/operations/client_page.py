"""One client whole: its facts, contracts, MRR over time, tickets, answers, health."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import day_number
from kpidesk.domain.kpis.client_margins import margin_per_client
from kpidesk.domain.kpis.health_scores import ClientHealth, client_health
from kpidesk.domain.money import minor_per_major
from kpidesk.domain.period import add_months
from kpidesk.errors import WorkspaceError
from kpidesk.i18n.messages import N_
from kpidesk.operations.contract_lines import mrr_of_price
from kpidesk.operations.edit_contracts import prices_of
from kpidesk.operations.form_facts import first_value
from kpidesk.operations.list_facts import contract_state, window_until

if TYPE_CHECKING:
    from kpidesk.domain.records import Record
    from kpidesk.domain.window import Window
    from kpidesk.store.protocol import LoggedChange, Store

MONTHS_SHOWN = 25
MOST_CHANGES = 500


@dataclass(frozen=True, slots=True)
class ContractSpan:
    """A contract of the client, for its table and for the drawing over time.

    ``changed_on`` is the day of its last change of price, if it had one, and
    ``change_kind`` why it was, if that is recorded.
    """

    id: int
    code: str
    product: str
    start: date
    end: date | None
    state: str
    mrr: float | None
    currency: str
    amount: float | None
    interval: str
    reason: str
    changed_on: date | None
    change_kind: str


@dataclass(frozen=True, slots=True)
class ClientStory:
    """What the page of a client shows.

    Attributes:
        record: The client.
        currency: Base currency of the house.
        today: The day on which it is looked at.
        mrr: MRR today, base currency, major units.
        months: First days of the months of the line, the last one today's.
        line: MRR at the end of each.
        contracts: Its contracts, latest first.
        tickets: Its tickets, latest first.
        answers: Its answers, latest first.
        invoices: Its invoices, latest first.
        notes: Its notes, latest first.
        documents: References to documents.
        milestones: What it reached.
        health: Its health with reasons, if it is active.
        margin: MRR less cost to serve of this month, if anything is known.
        served: Cost to serve a month.
        first_value_on: When it first got value.
        leads: How it was won.
    """

    record: Record
    currency: str
    today: date
    mrr: float
    months: tuple[date, ...]
    line: tuple[float, ...]
    contracts: tuple[ContractSpan, ...]
    tickets: tuple[Record, ...]
    answers: tuple[Record, ...]
    invoices: tuple[Record, ...]
    notes: tuple[Record, ...]
    documents: tuple[Record, ...]
    milestones: tuple[Record, ...]
    health: ClientHealth | None
    margin: float | None
    served: float
    first_value_on: str | None
    leads: tuple[Record, ...]

    @property
    def open_tickets(self) -> int:
        """Tickets that wait."""
        return sum(
            each["resolved_at"] is None and each["left_out"] is None
            for each in self.tickets
        )

    @property
    def last_nps(self) -> Record | None:
        """The latest NPS answer."""
        for answer in self.answers:
            if answer["survey"] == "nps" and answer["score_milli"] is not None:
                return answer
        return None


def client_story(store: Store, client_id: int, today: date) -> ClientStory:
    """Read everything about a client.

    Raises:
        WorkspaceError: There is no such client.
    """
    found = store.records("client", [client_id])
    if not found:
        raise WorkspaceError(N_("This record no longer exists."), code="no_record")
    window = window_until(store, today)
    position = int(np.flatnonzero(window.data.clients.id == client_id)[0])
    months = tuple(
        add_months(today.replace(day=1), back - MONTHS_SHOWN + 1)
        for back in range(MONTHS_SHOWN)
    )
    line = tuple(_mrr_before(window, position, month, today) for month in months)
    margins = margin_per_client(window)
    major = minor_per_major(window.rules.currency)
    served = float(margins.served[position]) / major
    mine = {
        kind: _mine(store, kind, client_id)
        for kind in ("ticket", "survey_answer", "invoice", "document", "milestone")
    }
    return ClientStory(
        record=found[0],
        currency=window.rules.currency,
        today=today,
        mrr=line[-1],
        months=months,
        line=line,
        contracts=_contracts(store, client_id, today, window.rules.currency),
        tickets=_latest(mine["ticket"], "opened_at"),
        answers=_latest(
            [a for a in mine["survey_answer"] if a["answered_on"]], "answered_on"
        ),
        invoices=_latest(mine["invoice"], "issued_on"),
        notes=_latest(_notes(store, client_id), "noted_on"),
        documents=tuple(mine["document"]),
        milestones=_latest(mine["milestone"], "reached_on"),
        health=client_health(window, client_id),
        margin=line[-1] - served if line[-1] else None,
        served=served,
        first_value_on=first_value(store, client_id),
        leads=tuple(_mine(store, "lead", client_id)),
    )


def _mrr_before(window: Window, position: int, month: date, today: date) -> float:
    """MRR at the end of a month, or today."""
    end = min(day_number(add_months(month, 1)) - 1, day_number(today))
    pieces = window.data.pieces
    mine = (pieces.client == position) & (pieces.start <= end) & (pieces.end > end)
    rates = window.scope.rates_on(end)[pieces.currency[mine]]
    amount = float(np.nan_to_num(pieces.monthly[mine] * rates).sum())
    return amount / minor_per_major(window.rules.currency)


def _mine(store: Store, kind: str, client_id: int) -> list[Record]:
    return store.records_with(kind, "client_id", [client_id])


def _notes(store: Store, client_id: int) -> list[Record]:
    return [
        note
        for note in store.records_with("note", "about_key", [str(client_id)])
        if note["about"] == "client"
    ]


def _latest(records: list[Record], day: str) -> tuple[Record, ...]:
    return tuple(sorted(records, key=lambda each: str(each[day]), reverse=True))


def _contracts(
    store: Store, client_id: int, today: date, base: str
) -> tuple[ContractSpan, ...]:
    products = {
        int(each["id"] or 0): str(each["name"]) for each in store.records("product")
    }
    spans = []
    for each in _mine(store, "contract", client_id):
        identifier = int(each["id"] or 0)
        prices = prices_of(store, identifier)
        last = prices[-1] if prices else {}
        currency = str(each["currency"] or base)
        amount = last.get("amount_minor")
        end = each["end_on"]
        cancelled = each["cancelled_on"]
        spans.append(
            ContractSpan(
                identifier,
                str(each["code"] or ""),
                products.get(int(each["product_id"] or 0), ""),
                date.fromisoformat(str(each["start_on"])),
                None if end is None else date.fromisoformat(str(end)),
                contract_state(
                    str(each["start_on"]),
                    None if end is None else str(end),
                    None if cancelled is None else str(cancelled),
                    today,
                ),
                mrr_of_price(last, currency)[0] if last else None,
                currency,
                None if amount is None else int(amount) / minor_per_major(currency),
                str(last.get("interval") or ""),
                str(each["end_reason"] or ""),
                _changed_on(prices),
                str(last.get("change_kind") or ""),
            )
        )
    return tuple(sorted(spans, key=lambda span: span.start, reverse=True))


def _changed_on(prices: list[Record]) -> date | None:
    """The day of the last price, where it is not the first one."""
    if len(prices) == 1 or not prices:
        return None
    return date.fromisoformat(str(prices[-1]["valid_from"]))


def client_changes(store: Store, client_id: int) -> list[LoggedChange]:
    """Everything that was changed about a client by hand, latest first."""
    contracts = [int(each["id"] or 0) for each in _mine(store, "contract", client_id)]
    about: list[tuple[str, int]] = [("client", client_id)]
    about += [("contract", each) for each in contracts]
    for kind in ("ticket", "survey_answer", "milestone", "document"):
        about += [(kind, int(r["id"] or 0)) for r in _mine(store, kind, client_id)]
    about += [
        ("price_term", int(each["id"] or 0))
        for each in store.records_with("price_term", "contract_id", contracts)
    ]
    lines = [line for kind, each in about for line in store.history(kind, each)]
    return sorted(lines, key=lambda line: line.id, reverse=True)[:MOST_CHANGES]
