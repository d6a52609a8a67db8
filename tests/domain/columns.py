"""From the rows that a test tells to the columns that figures are computed from."""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol

import numpy as np

from kpidesk.domain.dataset import (
    Answers,
    BoolArray,
    Clients,
    Contracts,
    Costs,
    Dataset,
    FloatArray,
    IntArray,
    Invoices,
    Leads,
    LeftOutTickets,
    Milestones,
    PriceTerms,
    Rates,
    Replies,
    Staff,
    Texts,
    Tickets,
    Usage,
)
from kpidesk.domain.pieces import build_pieces, monthly_amount
from kpidesk.domain.records import PRICE_CHANGES
from kpidesk.domain.rules import Rules

Row = dict[str, object]


def _ints(rows: list[Row], name: str) -> IntArray:
    return np.array([row[name] for row in rows], dtype=np.int64)


def _floats(rows: list[Row], name: str) -> FloatArray:
    return np.array([row[name] for row in rows], dtype=np.float64)


def _flags(rows: list[Row], name: str) -> BoolArray:
    return np.array([row[name] for row in rows], dtype=np.bool_)


def _sorted(rows: list[Row], name: str) -> list[Row]:
    return sorted(rows, key=lambda row: int(str(row[name])))


def _coded(rows: list[Row], name: str) -> tuple[IntArray, Texts]:
    """Positions of texts in the table of all of them; −1 where there is none."""
    texts = [row[name] for row in rows]
    names = tuple(sorted({str(text) for text in texts if text is not None}))
    codes = [-1 if text is None else names.index(str(text)) for text in texts]
    return np.array(codes, dtype=np.int64), names


class Records(Protocol):
    """What a company tells."""

    clients: list[Row]
    contracts: list[Row]
    prices: list[Row]
    tickets: list[Row]
    left_out: list[Row]
    replies: list[Row]
    answers: list[Row]
    leads: list[Row]
    costs: list[Row]
    milestones: list[Row]
    usages: list[Row]
    people: list[Row]
    invoices: list[Row]
    rates: list[Row]


class Columns:
    """Turns a company's rows into the columns of a dataset."""

    def __init__(self, company: Records, rules: Rules) -> None:
        self._company = company
        self._rules = rules
        self._client_ids = [row["id"] for row in company.clients]
        self._contract_ids = [row["id"] for row in company.contracts]
        every = [
            *company.contracts,
            *company.costs,
            *company.people,
            *company.invoices,
            *company.rates,
        ]
        others = {str(row["currency"]) for row in every} - {rules.currency}
        self._currencies = (rules.currency, *sorted(others))
        sold = [*company.contracts, *company.tickets, *company.costs]
        self._products = _coded(sold, "product")[1]

    def dataset(self) -> Dataset:
        company = self._company
        contracts, terms = self._contracts()
        left_out = _sorted(company.left_out, "opened")
        replies = _sorted(company.replies, "happened")
        return Dataset(
            currencies=self._currencies,
            products=self._products,
            clients=self._clients(),
            contracts=contracts,
            prices=terms,
            pieces=build_pieces(contracts, terms, self._rules),
            tickets=self._tickets(),
            left_out_tickets=LeftOutTickets(
                _ints(left_out, "id"),
                self._client(left_out),
                self._product(left_out),
                _ints(left_out, "opened"),
            ),
            replies=Replies(_ints(replies, "ticket_id"), _ints(replies, "happened")),
            answers=self._answers(),
            leads=self._leads(),
            costs=self._costs(),
            milestones=Milestones(
                _ints(company.milestones, "id"),
                self._client(company.milestones),
                _ints(company.milestones, "reached"),
            ),
            usage=self._usage(),
            staff=self._staff(),
            invoices=self._invoices(),
            rates=Rates(
                self._currency(company.rates),
                _ints(company.rates, "day"),
                _floats(company.rates, "rate"),
            ),
        )

    def _client(self, rows: list[Row]) -> IntArray:
        positions = [
            -1 if row["client"] is None else self._client_ids.index(row["client"])
            for row in rows
        ]
        return np.array(positions, dtype=np.int64)

    def _product(self, rows: list[Row]) -> IntArray:
        positions = [
            -1 if row["product"] is None else self._products.index(str(row["product"]))
            for row in rows
        ]
        return np.array(positions, dtype=np.int64)

    def _currency(self, rows: list[Row]) -> IntArray:
        positions = [self._currencies.index(str(row["currency"])) for row in rows]
        return np.array(positions, dtype=np.int64)

    def _clients(self) -> Clients:
        rows = self._company.clients
        country, countries = _coded(rows, "country")
        manager, managers = _coded(rows, "manager")
        return Clients(
            id=_ints(rows, "id"),
            name=tuple(str(row["name"]) for row in rows),
            country=country,
            countries=countries,
            manager=manager,
            managers=managers,
            employees=_ints(rows, "employees"),
            signed_up=_ints(rows, "signed_up"),
        )

    def _contracts(self) -> tuple[Contracts, PriceTerms]:
        rows, prices = self._company.contracts, self._company.prices
        of_contract = np.array(
            [self._contract_ids.index(row["contract"]) for row in prices],
            dtype=np.int64,
        )
        months = [Fraction(str(row["months"])) for row in prices]
        amounts = _floats(prices, "amount")
        quantity = _floats(prices, "quantity")
        discount = _floats(prices, "discount")
        monthly = monthly_amount(
            amounts,
            np.array([share.numerator for share in months], dtype=np.float64),
            np.array([share.denominator for share in months], dtype=np.float64),
            quantity * 1000,
            discount * 10_000,
        )
        terms = PriceTerms(
            of_contract,
            _ints(prices, "valid_from"),
            monthly,
            quantity,
            np.array(
                [
                    -1 if row["why"] is None else PRICE_CHANGES.index(str(row["why"]))
                    for row in prices
                ],
                dtype=np.int64,
            ),
        )
        last = np.zeros(len(rows), dtype=np.int64)
        for position in np.lexsort((terms.valid_from, of_contract)):
            last[of_contract[position]] = position
        interval = np.array([float(share) for share in months], dtype=np.float64)
        paid = amounts * quantity * (1 - discount / 100)
        once = np.where(interval == 0, paid, 0.0)
        reason, reasons = _coded(rows, "reason")
        contracts = Contracts(
            id=_ints(rows, "id"),
            client=self._client(rows),
            product=self._product(rows),
            start=_ints(rows, "start"),
            end=_ints(rows, "end"),
            signed=_ints(rows, "signed"),
            cancelled=_ints(rows, "cancelled"),
            auto_renew=_flags(rows, "auto_renew"),
            renewal=_ints(rows, "renewal"),
            renewal_months=_ints(rows, "renewal_months"),
            notice_days=_ints(rows, "notice_days"),
            renews=np.array(
                [
                    -1
                    if row["renews"] is None
                    else self._contract_ids.index(row["renews"])
                    for row in rows
                ],
                dtype=np.int64,
            ),
            currency=self._currency(rows),
            monthly=monthly[last],
            interval_months=interval[last],
            one_off=once[last],
            setup_fee=_floats(rows, "setup_fee"),
            reason=reason,
            reasons=reasons,
        )
        return contracts, terms

    def _tickets(self) -> Tickets:
        rows = _sorted(self._company.tickets, "opened")
        priority, priorities = _coded(rows, "priority")
        category, categories = _coded(rows, "category")
        channel, channels = _coded(rows, "channel")
        return Tickets(
            id=_ints(rows, "id"),
            client=self._client(rows),
            product=self._product(rows),
            opened=_ints(rows, "opened"),
            first_response=_ints(rows, "first_response"),
            first_resolved=_ints(rows, "first_resolved"),
            resolved=_ints(rows, "resolved"),
            contacts=_ints(rows, "contacts"),
            reopenings=_ints(rows, "reopenings"),
            first_contact=_ints(rows, "first_contact"),
            sla_met=_ints(rows, "sla_met"),
            effort_minutes=_ints(rows, "effort_minutes"),
            rating_milli=_ints(rows, "rating_milli"),
            rating_max=_ints(rows, "rating_max"),
            priority=priority,
            priorities=priorities,
            category=category,
            categories=categories,
            channel=channel,
            channels=channels,
        )

    def _answers(self) -> Answers:
        rows = _sorted(self._company.answers, "answered")
        survey, surveys = _coded(rows, "survey")
        touchpoint, touchpoints = _coded(rows, "touchpoint")
        return Answers(
            id=_ints(rows, "id"),
            survey=survey,
            surveys=surveys,
            client=self._client(rows),
            ticket_id=_ints(rows, "ticket"),
            score_milli=_ints(rows, "score_milli"),
            scale_min=_ints(rows, "scale_min"),
            scale_max=_ints(rows, "scale_max"),
            high_is_good=_flags(rows, "high_is_good"),
            answered=_ints(rows, "answered"),
            sent=_ints(rows, "sent"),
            touchpoint=touchpoint,
            touchpoints=touchpoints,
        )

    def _leads(self) -> Leads:
        rows = _sorted(self._company.leads, "created")
        country, countries = _coded(rows, "country")
        owner, owners = _coded(rows, "owner")
        source, sources = _coded(rows, "source")
        return Leads(
            id=_ints(rows, "id"),
            client=self._client(rows),
            created=_ints(rows, "created"),
            converted=_ints(rows, "converted"),
            lost=_ints(rows, "lost"),
            outcome=_ints(rows, "outcome"),
            country=country,
            countries=countries,
            owner=owner,
            owners=owners,
            source=source,
            sources=sources,
        )

    def _costs(self) -> Costs:
        rows = _sorted(self._company.costs, "day")
        purpose, purposes = _coded(rows, "purpose")
        return Costs(
            id=_ints(rows, "id"),
            client=self._client(rows),
            product=self._product(rows),
            day=_ints(rows, "day"),
            amount=_floats(rows, "amount"),
            currency=self._currency(rows),
            purpose=purpose,
            purposes=purposes,
        )

    def _usage(self) -> Usage:
        rows = _sorted(self._company.usages, "day")
        measure, measures = _coded(rows, "measure")
        return Usage(
            id=_ints(rows, "id"),
            client=self._client(rows),
            day=_ints(rows, "day"),
            measure=measure,
            measures=measures,
            quantity=_ints(rows, "quantity"),
        )

    def _staff(self) -> Staff:
        rows = self._company.people
        return Staff(
            id=_ints(rows, "id"),
            hired=_ints(rows, "hired"),
            left=_ints(rows, "left"),
            yearly_salary=_floats(rows, "yearly_salary"),
            hourly_cost=_floats(rows, "hourly_cost"),
            currency=self._currency(rows),
        )

    def _invoices(self) -> Invoices:
        rows = self._company.invoices
        return Invoices(
            id=_ints(rows, "id"),
            client=self._client(rows),
            issued=_ints(rows, "issued"),
            due=_ints(rows, "due"),
            paid=_ints(rows, "paid"),
            amount=_floats(rows, "amount"),
            currency=self._currency(rows),
        )
