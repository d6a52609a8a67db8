"""What a sheet of each kind may carry: the fields a column can be matched to.

An *entity* is a kind of sheet; most give one kind of record, some two (a contract
sheet also gives prices and, when it carries client data, clients).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kpidesk.i18n.messages import N_


class Parse(StrEnum):
    """How the cells of a field are read."""

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    INSTANT = "instant"
    NUMBER = "number"
    MONEY = "money"
    WHOLE = "whole"
    PERCENT = "percent"
    YES_NO = "yes_no"
    CHOICE = "choice"
    DURATION = "duration"
    SCORE = "score"
    CLIENT = "client"
    COUNTRY = "country"
    CURRENCY = "currency"
    MONTH = "month"
    DAY_OR_MONTH = "day_or_month"


@dataclass(frozen=True, slots=True)
class ImportField:
    """Something a column may hold.

    Attributes:
        name: Field name in the synonym table.
        parse: How its cells are read.
        label: What people call it (English message id).
        required: A row without it is rejected.
        enum: Value synonyms of a choice.
    """

    name: str
    parse: Parse
    label: str
    required: bool = False
    enum: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of sheet.

    Attributes:
        entity: Its name in the synonym table.
        label: What people call it (English message id).
        fields: What it may carry.
        either: Groups of which one field must be matched for the sheet to be of
            this kind.
    """

    entity: str
    label: str
    fields: tuple[ImportField, ...]
    either: tuple[tuple[str, ...], ...]

    def field(self, name: str) -> ImportField:
        """The field called *name*.

        Raises:
            KeyError: This kind of sheet has no such field.
        """
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


P = Parse


def _text(name: str, label: str) -> ImportField:
    return ImportField(name, P.TEXT, label)


CLIENT_OWN: tuple[ImportField, ...] = (
    _text("legal_name", N_("Legal name")),
    ImportField("tax_id", P.CODE, N_("Tax number")),
    ImportField("country", P.COUNTRY, N_("Country")),
    _text("region", N_("Region")),
    _text("city", N_("City")),
    _text("address", N_("Address")),
    ImportField("postcode", P.CODE, N_("Postcode")),
    _text("industry", N_("Industry")),
    _text("segment", N_("Segment")),
    ImportField("employees", P.WHOLE, N_("Employees")),
    _text("email", N_("E-mail")),
    ImportField("phone", P.CODE, N_("Phone")),
    _text("website", N_("Website")),
    ImportField("client_since", P.DATE, N_("Client since")),
    ImportField("first_value_date", P.DATE, N_("First value on")),
)
"""Data that belongs to a client; beside a contract, they make or complete one."""

CLIENT = Layout(
    "client",
    N_("Clients"),
    (
        ImportField("external_id", P.CODE, N_("Client code")),
        ImportField("name", P.TEXT, N_("Name")),
        *CLIENT_OWN,
        _text("account_manager", N_("Account manager")),
        ImportField("lost_date", P.DATE, N_("Lost on")),
        _text("status", N_("Status")),
        _text("notes", N_("Notes")),
    ),
    either=(("name", "legal_name"),),
)

CONTRACT = Layout(
    "contract",
    N_("Contracts"),
    (
        ImportField("external_id", P.CODE, N_("Contract number")),
        ImportField("client", P.CLIENT, N_("Client"), required=True),
        _text("product", N_("Product")),
        ImportField("amount", P.MONEY, N_("Amount per period")),
        ImportField("mrr", P.MONEY, N_("MRR")),
        ImportField(
            "billing_period", P.CHOICE, N_("Billing period"), enum="billing_period"
        ),
        ImportField("currency", P.CURRENCY, N_("Currency")),
        ImportField("quantity", P.NUMBER, N_("Quantity")),
        ImportField("discount", P.PERCENT, N_("Discount")),
        ImportField("setup_fee", P.MONEY, N_("One-off amount")),
        ImportField("start_date", P.DATE, N_("Start date"), required=True),
        ImportField("end_date", P.DATE, N_("End date")),
        ImportField("renewal_date", P.DATE, N_("Renewal date")),
        ImportField("signed_date", P.DATE, N_("Signed on")),
        ImportField("cancelled_date", P.DATE, N_("Notice given on")),
        ImportField("auto_renew", P.YES_NO, N_("Renews automatically")),
        ImportField("renewal_months", P.WHOLE, N_("Renewal term (months)")),
        ImportField("notice_days", P.WHOLE, N_("Notice period (days)")),
        _text("end_reason", N_("Reason for leaving")),
        ImportField("status", P.CHOICE, N_("Status"), enum="contract_status"),
        _text("account_manager", N_("Account manager")),
        ImportField("renews", P.CODE, N_("Renews contract")),
        _text("notes", N_("Notes")),
    ),
    either=(("client",), ("start_date",), ("amount", "mrr")),
)

TICKET = Layout(
    "ticket",
    N_("Tickets"),
    (
        ImportField("external_id", P.CODE, N_("Ticket number")),
        ImportField("client", P.CLIENT, N_("Client")),
        _text("product", N_("Product")),
        _text("subject", N_("Subject")),
        _text("category", N_("Category")),
        _text("channel", N_("Channel")),
        ImportField("priority", P.CHOICE, N_("Priority"), enum="priority"),
        ImportField("status", P.CHOICE, N_("Status"), enum="ticket_status"),
        _text("requester", N_("Requester")),
        _text("agent", N_("Assigned to")),
        ImportField("opened_at", P.INSTANT, N_("Opened"), required=True),
        ImportField("first_response_at", P.INSTANT, N_("First response")),
        ImportField("resolved_at", P.INSTANT, N_("Resolved")),
        ImportField("closed_at", P.INSTANT, N_("Closed")),
        ImportField("first_response_duration", P.DURATION, N_("First response time")),
        ImportField("resolution_duration", P.DURATION, N_("Resolution time")),
        ImportField("reopened_count", P.WHOLE, N_("Times reopened")),
        ImportField("replies_count", P.WHOLE, N_("Agent replies")),
        ImportField("csat_score", P.SCORE, N_("Rating")),
        ImportField("first_contact_resolved", P.YES_NO, N_("Solved at first contact")),
        ImportField("sla_met", P.YES_NO, N_("Within SLA")),
        ImportField("effort", P.DURATION, N_("Time worked")),
        ImportField("first_resolved_at", P.INSTANT, N_("First resolved")),
        ImportField("scale_max", P.WHOLE, N_("Rating scale")),
        ImportField("left_out", P.CHOICE, N_("Left out"), enum="left_out"),
        _text("notes", N_("Notes")),
    ),
    either=(("opened_at",),),
)

SURVEY = Layout(
    "survey_answer",
    N_("Survey answers"),
    (
        ImportField("survey_type", P.CHOICE, N_("Survey type"), enum="survey_type"),
        ImportField("client", P.CLIENT, N_("Client")),
        _text("respondent", N_("Respondent")),
        ImportField("score", P.SCORE, N_("Score")),
        ImportField("scale_max", P.WHOLE, N_("Highest score of the scale")),
        ImportField("answered_at", P.DATE, N_("Answered on")),
        ImportField("sent_at", P.DATE, N_("Sent on")),
        ImportField("touchpoint", P.TEXT, N_("Touchpoint")),
        _text("comment", N_("Comment")),
        ImportField("ticket", P.CODE, N_("Ticket")),
        ImportField("scale_min", P.WHOLE, N_("Lowest score of the scale")),
        ImportField("high_is_good", P.YES_NO, N_("A high score is good")),
        _text("question", N_("Question")),
        _text("department", N_("Department")),
    ),
    either=(("score",), ("answered_at", "sent_at")),
)

LEAD = Layout(
    "lead",
    N_("Leads"),
    (
        ImportField("external_id", P.CODE, N_("Lead code")),
        _text("name", N_("Name")),
        _text("company", N_("Company")),
        _text("email", N_("E-mail")),
        _text("source", N_("Source")),
        _text("campaign", N_("Campaign")),
        _text("owner", N_("Owner")),
        ImportField("country", P.COUNTRY, N_("Country")),
        _text("stage", N_("Stage")),
        ImportField("value", P.MONEY, N_("Expected value")),
        ImportField("created_at", P.DATE, N_("Created on"), required=True),
        ImportField("converted_at", P.DATE, N_("Converted on")),
        ImportField("converted", P.YES_NO, N_("Converted")),
        ImportField("lost_at", P.DATE, N_("Lost on")),
        _text("lost_reason", N_("Reason lost")),
        ImportField("outcome", P.CHOICE, N_("Outcome"), enum="lead_outcome"),
        ImportField("client", P.CLIENT, N_("Client")),
        ImportField("currency", P.CURRENCY, N_("Currency")),
        _text("notes", N_("Notes")),
    ),
    either=(("name", "company", "email", "external_id"), ("created_at",)),
)

COST = Layout(
    "cost",
    N_("Costs"),
    (
        ImportField("document_no", P.CODE, N_("Document number")),
        ImportField("date", P.DATE, N_("Date")),
        ImportField("month", P.MONTH, N_("Month")),
        _text("kind", N_("Kind of cost")),
        _text("category", N_("Category")),
        _text("channel", N_("Channel")),
        _text("vendor", N_("Supplier")),
        _text("description", N_("Description")),
        ImportField("amount", P.MONEY, N_("Amount"), required=True),
        ImportField("currency", P.CURRENCY, N_("Currency")),
        ImportField("client", P.CLIENT, N_("Client")),
        _text("product", N_("Product")),
    ),
    either=(("amount",), ("date", "month")),
)

EMPLOYEE = Layout(
    "employee",
    N_("People"),
    (
        ImportField("external_id", P.CODE, N_("Staff number")),
        ImportField("name", P.TEXT, N_("Name"), required=True),
        _text("department", N_("Department")),
        _text("role", N_("Role")),
        ImportField("hired_on", P.DATE, N_("Hired on"), required=True),
        ImportField("left_on", P.DATE, N_("Last day")),
        ImportField("yearly_salary", P.MONEY, N_("Yearly salary")),
        ImportField("hourly_cost", P.MONEY, N_("Hourly cost")),
        ImportField("currency", P.CURRENCY, N_("Currency")),
    ),
    either=(("name",), ("hired_on",)),
)

PULSE = Layout(
    "pulse_answer",
    N_("Staff survey answers"),
    (
        ImportField("survey_type", P.CHOICE, N_("Survey type"), enum="survey_type"),
        ImportField("question", P.TEXT, N_("Question")),
        _text("department", N_("Department")),
        ImportField("score", P.SCORE, N_("Score")),
        ImportField("scale_max", P.WHOLE, N_("Highest score of the scale")),
        ImportField("date", P.DATE, N_("Answered on")),
        ImportField("sent_at", P.DATE, N_("Sent on")),
        _text("comment", N_("Comment")),
        ImportField("scale_min", P.WHOLE, N_("Lowest score of the scale")),
        _text("respondent", N_("Respondent")),
    ),
    either=(("score",), ("date", "sent_at")),
)

USAGE = Layout(
    "usage",
    N_("Usage"),
    (
        ImportField("client", P.CLIENT, N_("Client"), required=True),
        ImportField("date", P.DAY_OR_MONTH, N_("Date"), required=True),
        ImportField("active_users", P.WHOLE, N_("Active users")),
        ImportField("key_actions", P.WHOLE, N_("Key actions")),
    ),
    either=(("client",), ("date",), ("active_users", "key_actions")),
)

MILESTONE = Layout(
    "milestone",
    N_("Milestones"),
    (
        ImportField("client", P.CLIENT, N_("Client"), required=True),
        ImportField("first_value_date", P.DATE, N_("First value on")),
        ImportField("milestone", P.CHOICE, N_("Milestone"), enum="milestone"),
    ),
    either=(("client",), ("first_value_date",)),
)

EXCHANGE_RATE = Layout(
    "exchange_rate",
    N_("Exchange rates"),
    (
        ImportField("currency", P.CURRENCY, N_("Currency"), required=True),
        ImportField("date", P.DAY_OR_MONTH, N_("Date"), required=True),
        ImportField("rate", P.NUMBER, N_("Rate"), required=True),
    ),
    either=(("currency",), ("date",), ("rate",)),
)

INVOICE = Layout(
    "invoice",
    N_("Invoices"),
    (
        ImportField("external_id", P.CODE, N_("Invoice number"), required=True),
        ImportField("client", P.CLIENT, N_("Client"), required=True),
        ImportField("issued_on", P.DATE, N_("Issued on"), required=True),
        ImportField("due_on", P.DATE, N_("Due on")),
        ImportField("paid_on", P.DATE, N_("Paid on")),
        ImportField("status", P.CHOICE, N_("Status"), enum="invoice_status"),
        ImportField("amount", P.MONEY, N_("Amount"), required=True),
        ImportField("currency", P.CURRENCY, N_("Currency")),
    ),
    either=(("external_id",), ("client",), ("issued_on",), ("amount",)),
)

PRODUCT = Layout(
    "product",
    N_("Products"),
    (
        ImportField("external_id", P.CODE, N_("Product code")),
        ImportField("name", P.TEXT, N_("Name"), required=True),
        _text("category", N_("Category")),
    ),
    either=(("name",), ("external_id", "category")),
)

PRICE_TERM = Layout(
    "price_term",
    N_("Prices"),
    (
        ImportField("contract", P.CODE, N_("Contract"), required=True),
        ImportField("valid_from", P.DAY_OR_MONTH, N_("Valid from"), required=True),
        ImportField("amount", P.MONEY, N_("Amount per period"), required=True),
        ImportField(
            "billing_period", P.CHOICE, N_("Billing period"), enum="billing_period"
        ),
        ImportField("quantity", P.NUMBER, N_("Quantity")),
        ImportField("discount", P.PERCENT, N_("Discount")),
        ImportField(
            "change_kind", P.CHOICE, N_("Reason for the change"), enum="price_change"
        ),
    ),
    either=(("contract",), ("valid_from",), ("amount",)),
)

TICKET_EVENT = Layout(
    "ticket_event",
    N_("Ticket events"),
    (
        ImportField("ticket", P.CODE, N_("Ticket"), required=True),
        ImportField("happened_at", P.INSTANT, N_("Date"), required=True),
        ImportField("event", P.CHOICE, N_("Event"), required=True, enum="ticket_event"),
        _text("author", N_("Author")),
        _text("body", N_("Text")),
    ),
    either=(("ticket",), ("happened_at",), ("event",)),
)

TARGET = Layout(
    "target",
    N_("Targets"),
    (
        ImportField("kpi", P.TEXT, N_("KPI"), required=True),
        ImportField("valid_from", P.MONTH, N_("Valid from"), required=True),
        ImportField("value", P.NUMBER, N_("Target"), required=True),
    ),
    either=(("kpi",), ("valid_from",), ("value",)),
)

LAYOUTS: tuple[Layout, ...] = (
    CLIENT,
    PRODUCT,
    EXCHANGE_RATE,
    EMPLOYEE,
    CONTRACT,
    PRICE_TERM,
    INVOICE,
    TICKET,
    TICKET_EVENT,
    MILESTONE,
    USAGE,
    SURVEY,
    PULSE,
    LEAD,
    COST,
    TARGET,
)
"""Every kind of sheet, in the order in which they are imported: clients first."""


def layout(entity: str) -> Layout:
    """The layout of an entity.

    Raises:
        KeyError: There is none.
    """
    for candidate in LAYOUTS:
        if candidate.entity == entity:
            return candidate
    raise KeyError(entity)
