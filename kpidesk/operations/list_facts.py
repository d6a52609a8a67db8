"""What lists tell beyond the records: MRR, health, renewals, times, states."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from kpidesk.domain.dataset import SECONDS_PER_DAY, day_number
from kpidesk.domain.deadlines import deadlines
from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.kpis.health_scores import health_scores
from kpidesk.domain.money import minor_per_major
from kpidesk.domain.period import Period, PeriodKind
from kpidesk.domain.support_hours import SupportClock
from kpidesk.operations.contract_lines import mrr_of_price

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpidesk.domain.dataset import Dataset, FloatArray
    from kpidesk.domain.rules import Rules
    from kpidesk.domain.window import Window
    from kpidesk.store.protocol import Store

Columns = dict[str, list[Any]]
_FAR = timedelta(days=365 * 50)
_HOUR = 3600
_ACTIVE, _LOST, _PROSPECT = "active", "lost", "prospect"


def window_until(store: Store, today: date) -> Window:
    """The company in the month that ends with a day."""
    rules = store.rules()
    start = today.replace(day=1)
    period = Period(start, today + timedelta(days=1), PeriodKind.CUSTOM)
    return Evaluator(store.dataset(rules), rules).window(period)


def client_facts(store: Store, ids: Sequence[int], today: date) -> Columns:
    """MRR, state, health, next renewal and open tickets of each client."""
    window = window_until(store, today)
    data, count = window.data, window.scope.client_count
    position = {int(each): at for at, each in enumerate(data.clients.id)}
    rows = [position[each] for each in ids]
    mrr = mrr_on(data, window.scope.rates_on(day_number(today)), count, today)
    major = minor_per_major(window.rules.currency)
    paid = window.scope.first_paid <= day_number(today)
    health = health_scores(window).score
    renewals = _renewals(window, today)
    tickets = _open_tickets(store)
    return {
        "mrr": [float(mrr[row]) / major or None for row in rows],
        "state": [
            _ACTIVE if mrr[row] > 0 else _LOST if paid[row] else _PROSPECT
            for row in rows
        ],
        "health": [
            None if np.isnan(health[row]) else round(float(health[row])) for row in rows
        ],
        "next_renewal": [renewals.get(row) for row in rows],
        "open_tickets": [tickets.get(each, 0) for each in ids],
    }


def mrr_on(data: Dataset, rates: FloatArray, count: int, day: date) -> FloatArray:
    """MRR of each client on a day, minor units of the base currency."""
    pieces, number = data.pieces, day_number(day)
    running = (pieces.start <= number) & (pieces.end > number)
    amounts = pieces.monthly[running] * rates[pieces.currency[running]]
    found: FloatArray = np.bincount(
        pieces.client[running], np.nan_to_num(amounts), count
    ).astype(np.float64)
    return found


def _renewals(window: Window, today: date) -> dict[int, str]:
    """The next renewal of each client's contracts, by its position."""
    found: dict[int, str] = {}
    for deadline in deadlines(window, today, today + _FAR):
        day = deadline.renewal.isoformat()
        found[deadline.client] = min(found.get(deadline.client, day), day)
    return found


def _open_tickets(store: Store) -> Counter[int]:
    clients, resolved, left_out = store.columns(
        "ticket", ["client_id", "resolved_at_s", "left_out"]
    )
    pairs = zip(clients, resolved, left_out, strict=True)
    return Counter(
        client for client, at, out in pairs if at is None and out is None and client
    )


def contract_facts(
    store: Store, values: Mapping[str, Sequence[Any]], today: date
) -> Columns:
    """Price, MRR and state of each contract."""
    base = store.rules().currency
    prices: dict[int, dict[str, Any]] = {}
    for each in store.records("price_term"):
        known = prices.get(int(each["contract_id"] or 0))
        if known is None or str(known["valid_from"]) < str(each["valid_from"]):
            prices[int(each["contract_id"] or 0)] = each
    names = ("amount", "interval", "change_kind", "mrr", "state")
    found: Columns = {name: [] for name in names}
    for row, identifier in enumerate(values["id"]):
        price: dict[str, Any] = prices.get(identifier, {})
        currency = values["currency"][row] or base
        amount = price.get("amount_minor")
        state = contract_state(
            values["start_on"][row],
            values["end_on"][row],
            values["cancelled_on"][row],
            today,
        )
        running = state in {"active", "ending"}
        mrr = mrr_of_price(price, currency)[0] if price and running else None
        found["amount"].append(
            None if amount is None else amount / minor_per_major(currency)
        )
        found["interval"].append(price.get("interval"))
        found["change_kind"].append(price.get("change_kind"))
        found["mrr"].append(mrr)
        found["state"].append(state)
    return found


def contract_state(
    start: str, end: str | None, cancelled: str | None, today: date
) -> str:
    """``future``, ``active``, ``ending`` (notice given, or an end) or ``ended``."""
    day = today.isoformat()
    if start > day:
        return "future"
    if end is not None and end <= day:
        return "ended"
    return "ending" if cancelled else "active"


def ticket_hours(
    store: Store, values: Mapping[str, Sequence[Any]], today: date
) -> Columns:
    """Hours to the first response and the resolution, and those spent waiting."""
    rules = store.rules()
    opened = _seconds(values["opened_at_s"])
    response = _seconds(values["first_response_at_s"])
    resolved = _seconds(values["resolved_at_s"])
    return {
        "response_hours": _hours(rules, opened, response),
        "resolution_hours": _hours(rules, opened, resolved),
        "waiting_hours": _hours(
            rules,
            opened,
            np.where(np.isnan(response) & np.isnan(resolved), _now(today), np.nan),
        ),
    }


def _now(today: date) -> float:
    """Wall-clock seconds of this moment, on the day taken for today."""
    clock = datetime.now(UTC).astimezone()
    seconds = clock.hour * _HOUR + clock.minute * 60 + clock.second
    return float(day_number(today) * SECONDS_PER_DAY + seconds)


def _seconds(column: Sequence[int | None]) -> FloatArray:
    # numpy takes None for NaN in a column of floats.
    return np.array(column, dtype=np.float64)


def _hours(rules: Rules, start: FloatArray, end: FloatArray) -> list[float | None]:
    known = ~np.isnan(start) & ~np.isnan(end)
    hours = np.full(len(start), np.nan)
    if known.any():
        if rules.working_hours_only:
            clock = SupportClock(rules.support_hours)
            hours[known] = clock.hours_between(
                start[known].astype(np.int64), end[known].astype(np.int64)
            )
        else:
            hours[known] = np.maximum(end[known] - start[known], 0) / _HOUR
    found: list[float | None] = hours.astype(object).tolist()
    for row in np.flatnonzero(np.isnan(hours)).tolist():
        found[row] = None
    return found


def lead_facts(values: Mapping[str, Sequence[Any]], today: date) -> Columns:
    """Age of each lead that is open, in days."""
    ages: list[int | None] = []
    for created, outcome in zip(values["created_on"], values["outcome"], strict=True):
        day = date.fromisoformat(created)
        ages.append((today - day).days if outcome == "open" else None)
    return {"age_days": ages}
