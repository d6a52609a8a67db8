"""The kinds of record a company file holds, field by field.

One declaration serves the store (columns), the importer (what a sheet may fill),
forms and exports. Values travel as plain dictionaries keyed by field name:

* dates are ISO text ``2025-03-09``; instants are wall-clock ISO text
  ``2025-03-09T14:05:00`` in the workspace's time zone;
* money is integer minor units of the record's own currency (``*_minor``);
* quantities and scores are integer thousandths (``*_milli``);
* percentages are integer parts per million (``*_ppm``);
* yes/no is 1/0; an unknown value is ``None``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kpidesk.i18n.messages import N_

Value = str | int | None
Record = dict[str, Value]


class FieldType(StrEnum):
    """How a field is stored and therefore typed, shown and parsed."""

    TEXT = "text"
    INTEGER = "integer"
    MONEY = "money"
    MILLI = "milli"
    PPM = "ppm"
    DATE = "date"
    INSTANT = "instant"
    YES_NO = "yes_no"
    CHOICE = "choice"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a record kind.

    Attributes:
        name: Column name in the company file.
        type: Storage convention, see the module's text.
        label: What people call it (English message id).
        required: A record without it is refused.
        choices: Allowed values of a ``CHOICE``.
        refers_to: Kind that a ``REFERENCE`` points at.
    """

    name: str
    type: FieldType
    label: str
    required: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of record: its table, its names and its fields.

    Attributes:
        name: Stable identifier, also the table's name.
        singular: Name of one record (English message id).
        plural: Name of several (English message id).
        fields: Every field that people or spreadsheets may fill.
        keys: Field tuples that identify a record, best first, for upserts.
    """

    name: str
    singular: str
    plural: str
    fields: tuple[Field, ...]
    keys: tuple[tuple[str, ...], ...] = ()

    def field(self, name: str) -> Field:
        """The field called *name*.

        Raises:
            KeyError: This kind has no such field.
        """
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


T = FieldType


def _text(name: str, label: str, *, required: bool = False) -> Field:
    return Field(name, T.TEXT, label, required=required)


def _date(name: str, label: str, *, required: bool = False) -> Field:
    return Field(name, T.DATE, label, required=required)


_CLIENT_REF = Field("client_id", T.REFERENCE, N_("Client"), refers_to="client")
_CLIENT_REQUIRED = Field(
    "client_id", T.REFERENCE, N_("Client"), required=True, refers_to="client"
)
_PRODUCT_REF = Field("product_id", T.REFERENCE, N_("Product"), refers_to="product")
_CURRENCY = _text("currency", N_("Currency"))
_NOTES = _text("notes", N_("Notes"))

CLIENT = RecordKind(
    "client",
    N_("Client"),
    N_("Clients"),
    (
        _text("code", N_("Client code")),
        _text("name", N_("Name"), required=True),
        _text("legal_name", N_("Legal name")),
        _text("tax_id", N_("Tax number")),
        _text("country", N_("Country")),
        _text("region", N_("Region")),
        _text("city", N_("City")),
        _text("address", N_("Address")),
        _text("postcode", N_("Postcode")),
        _text("industry", N_("Industry")),
        _text("segment", N_("Segment")),
        Field("employees", T.INTEGER, N_("Employees")),
        _text("account_manager", N_("Account manager")),
        _text("email", N_("E-mail")),
        _text("phone", N_("Phone")),
        _text("website", N_("Website")),
        _date("signed_up_on", N_("Client since")),
        _date("lost_on", N_("Lost on")),
        _NOTES,
    ),
    keys=(("code",), ("tax_id",), ("name",)),
)

PRODUCT = RecordKind(
    "product",
    N_("Product"),
    N_("Products"),
    (
        _text("code", N_("Product code")),
        _text("name", N_("Name"), required=True),
        _text("category", N_("Category")),
    ),
    keys=(("code",), ("name",)),
)

CONTRACT = RecordKind(
    "contract",
    N_("Contract"),
    N_("Contracts"),
    (
        _text("code", N_("Contract number")),
        _CLIENT_REQUIRED,
        _PRODUCT_REF,
        Field("status", T.CHOICE, N_("Status"), choices=("signed", "draft")),
        _date("start_on", N_("Start date"), required=True),
        _date("end_on", N_("First day without service")),
        _date("signed_on", N_("Signed on")),
        _date("cancelled_on", N_("Notice given on")),
        _text("end_reason", N_("Reason for leaving")),
        Field("auto_renew", T.YES_NO, N_("Renews automatically")),
        Field("renewal_months", T.INTEGER, N_("Renewal term (months)")),
        Field("notice_days", T.INTEGER, N_("Notice period (days)")),
        _date("renewal_on", N_("Renewal date")),
        Field("setup_fee_minor", T.MONEY, N_("One-off amount")),
        _CURRENCY,
        _text("account_manager", N_("Account manager")),
        Field(
            "renews_contract_id",
            T.REFERENCE,
            N_("Renews contract"),
            refers_to="contract",
        ),
        _NOTES,
    ),
    keys=(("code",), ("client_id", "product_id", "start_on")),
)

PRICE_CHANGES = ("upsell", "price", "indexation", "other")
"""Why a price differs from the one before it.

More was sold, the price list went up, a price index did, or something else.
"""

PRICE_TERM = RecordKind(
    "price_term",
    N_("Price"),
    N_("Prices"),
    (
        Field(
            "contract_id",
            T.REFERENCE,
            N_("Contract"),
            required=True,
            refers_to="contract",
        ),
        _date("valid_from", N_("Valid from"), required=True),
        Field("amount_minor", T.MONEY, N_("Amount per period"), required=True),
        Field(
            "interval",
            T.CHOICE,
            N_("Billing period"),
            required=True,
            choices=(
                "weekly",
                "monthly",
                "bimonthly",
                "quarterly",
                "four_monthly",
                "semiannual",
                "annual",
                "biennial",
                "months",
                "term",
                "one_off",
            ),
        ),
        Field("months_num", T.INTEGER, N_("Months per billing period")),
        Field("months_den", T.INTEGER, N_("Months per billing period (divisor)")),
        Field("quantity_milli", T.MILLI, N_("Quantity")),
        Field("discount_ppm", T.PPM, N_("Discount")),
        Field(
            "change_kind",
            T.CHOICE,
            N_("Reason for the change"),
            choices=PRICE_CHANGES,
        ),
    ),
    keys=(("contract_id", "valid_from"),),
)

TICKET = RecordKind(
    "ticket",
    N_("Ticket"),
    N_("Tickets"),
    (
        _text("code", N_("Ticket number")),
        _CLIENT_REF,
        _PRODUCT_REF,
        _text("subject", N_("Subject")),
        _text("category", N_("Category")),
        _text("channel", N_("Channel")),
        Field(
            "priority",
            T.CHOICE,
            N_("Priority"),
            choices=("low", "normal", "high", "urgent"),
        ),
        Field(
            "status",
            T.CHOICE,
            N_("Status"),
            choices=("open", "in_progress", "pending", "resolved", "closed"),
        ),
        _text("requester", N_("Requester")),
        _text("agent", N_("Assigned to")),
        Field("opened_at", T.INSTANT, N_("Opened"), required=True),
        Field("first_response_at", T.INSTANT, N_("First response")),
        Field("first_resolved_at", T.INSTANT, N_("First resolved")),
        Field("resolved_at", T.INSTANT, N_("Resolved")),
        Field("contacts", T.INTEGER, N_("Agent replies")),
        Field("reopenings", T.INTEGER, N_("Times reopened")),
        Field("first_contact", T.YES_NO, N_("Solved at first contact")),
        Field("sla_met", T.YES_NO, N_("Within SLA")),
        Field("effort_minutes", T.INTEGER, N_("Minutes worked")),
        Field("rating_milli", T.MILLI, N_("Rating")),
        Field("rating_max", T.INTEGER, N_("Rating scale")),
        Field("left_out", T.CHOICE, N_("Left out"), choices=("spam", "merged")),
        _NOTES,
    ),
    keys=(("code",), ("client_id", "subject", "opened_at")),
)

TICKET_EVENT = RecordKind(
    "ticket_event",
    N_("Ticket event"),
    N_("Ticket events"),
    (
        Field(
            "ticket_id", T.REFERENCE, N_("Ticket"), required=True, refers_to="ticket"
        ),
        Field("happened_at", T.INSTANT, N_("Date"), required=True),
        Field(
            "event",
            T.CHOICE,
            N_("Event"),
            required=True,
            choices=("reply", "resolved", "reopened", "note"),
        ),
        _text("author", N_("Author")),
        _text("body", N_("Text")),
    ),
)

SURVEY_ANSWER = RecordKind(
    "survey_answer",
    N_("Survey answer"),
    N_("Survey answers"),
    (
        Field(
            "survey",
            T.CHOICE,
            N_("Survey type"),
            required=True,
            choices=("csat", "nps", "ces", "enps", "pulse"),
        ),
        _CLIENT_REF,
        Field("ticket_id", T.REFERENCE, N_("Ticket"), refers_to="ticket"),
        _text("respondent", N_("Respondent")),
        Field("score_milli", T.MILLI, N_("Score")),
        Field("scale_min", T.INTEGER, N_("Lowest score of the scale")),
        Field("scale_max", T.INTEGER, N_("Highest score of the scale")),
        Field("high_is_good", T.YES_NO, N_("A high score is good")),
        _date("answered_on", N_("Answered on")),
        _date("sent_on", N_("Sent on")),
        _text("touchpoint", N_("Touchpoint")),
        _text("question", N_("Question")),
        _text("department", N_("Department")),
        _text("comment", N_("Comment")),
    ),
)

LEAD = RecordKind(
    "lead",
    N_("Lead"),
    N_("Leads"),
    (
        _text("code", N_("Lead code")),
        _text("name", N_("Name"), required=True),
        _text("company", N_("Company")),
        _CLIENT_REF,
        _text("source", N_("Source")),
        _text("campaign", N_("Campaign")),
        _text("owner", N_("Owner")),
        _text("country", N_("Country")),
        _text("email", N_("E-mail")),
        _text("stage", N_("Stage")),
        Field(
            "outcome", T.CHOICE, N_("Outcome"), choices=("open", "converted", "lost")
        ),
        Field("value_minor", T.MONEY, N_("Expected value")),
        _CURRENCY,
        _date("created_on", N_("Created on"), required=True),
        _date("converted_on", N_("Converted on")),
        _date("lost_on", N_("Lost on")),
        _text("lost_reason", N_("Reason lost")),
        _NOTES,
    ),
    keys=(("code",), ("name", "company", "created_on")),
)

COST = RecordKind(
    "cost",
    N_("Cost"),
    N_("Costs"),
    (
        _text("code", N_("Document number")),
        _date("spent_on", N_("Date"), required=True),
        Field(
            "purpose",
            T.CHOICE,
            N_("Kind of cost"),
            required=True,
            choices=("marketing", "sales", "delivery", "support", "other"),
        ),
        _text("category", N_("Category")),
        _text("channel", N_("Channel")),
        _text("vendor", N_("Supplier")),
        _text("description", N_("Description")),
        Field("amount_minor", T.MONEY, N_("Amount"), required=True),
        _CURRENCY,
        _CLIENT_REF,
        _PRODUCT_REF,
    ),
    keys=(("code",),),
)

MILESTONE = RecordKind(
    "milestone",
    N_("Milestone"),
    N_("Milestones"),
    (
        _CLIENT_REQUIRED,
        Field(
            "milestone",
            T.CHOICE,
            N_("Milestone"),
            required=True,
            choices=("first_value", "go_live"),
        ),
        _date("reached_on", N_("Reached on"), required=True),
    ),
    keys=(("client_id", "milestone"),),
)

USAGE = RecordKind(
    "usage",
    N_("Usage"),
    N_("Usage"),
    (
        _CLIENT_REQUIRED,
        _date("used_on", N_("Date"), required=True),
        Field(
            "measure",
            T.CHOICE,
            N_("Measure"),
            required=True,
            choices=("active_users", "key_actions"),
        ),
        Field("quantity", T.INTEGER, N_("Quantity"), required=True),
    ),
    keys=(("client_id", "used_on", "measure"),),
)

STAFF = RecordKind(
    "staff",
    N_("Person"),
    N_("People"),
    (
        _text("code", N_("Staff number")),
        _text("name", N_("Name"), required=True),
        _text("department", N_("Department")),
        _text("role", N_("Role")),
        _date("hired_on", N_("Hired on"), required=True),
        _date("left_on", N_("Last day")),
        Field("yearly_salary_minor", T.MONEY, N_("Yearly salary")),
        Field("hourly_cost_minor", T.MONEY, N_("Hourly cost")),
        _CURRENCY,
    ),
    keys=(("code",), ("name", "hired_on")),
)

INVOICE = RecordKind(
    "invoice",
    N_("Invoice"),
    N_("Invoices"),
    (
        _text("code", N_("Invoice number"), required=True),
        _CLIENT_REQUIRED,
        _date("issued_on", N_("Issued on"), required=True),
        _date("due_on", N_("Due on")),
        _date("paid_on", N_("Paid on")),
        Field("amount_minor", T.MONEY, N_("Amount"), required=True),
        _CURRENCY,
    ),
    keys=(("code",),),
)

EXCHANGE_RATE = RecordKind(
    "exchange_rate",
    N_("Exchange rate"),
    N_("Exchange rates"),
    (
        _text("currency", N_("Currency"), required=True),
        _date("valid_on", N_("Date"), required=True),
        Field("rate_nano", T.INTEGER, N_("Rate"), required=True),
    ),
    keys=(("currency", "valid_on"),),
)

TARGET = RecordKind(
    "target",
    N_("Target"),
    N_("Targets"),
    (
        _text("kpi", N_("KPI"), required=True),
        _date("valid_from", N_("Valid from"), required=True),
        Field("value_milli", T.MILLI, N_("Target"), required=True),
    ),
    keys=(("kpi", "valid_from"),),
)

NOTE = RecordKind(
    "note",
    N_("Note"),
    N_("Notes"),
    (
        _text("about", N_("About"), required=True),
        _text("about_key", N_("Key"), required=True),
        _date("noted_on", N_("Date"), required=True),
        _text("body", N_("Text"), required=True),
        _text("author", N_("Author")),
    ),
)

DOCUMENT = RecordKind(
    "document",
    N_("Document"),
    N_("Documents"),
    (
        _CLIENT_REQUIRED,
        _text("title", N_("Title"), required=True),
        _text("location", N_("Location"), required=True),
    ),
)

KINDS: tuple[RecordKind, ...] = (
    CLIENT,
    PRODUCT,
    CONTRACT,
    PRICE_TERM,
    TICKET,
    TICKET_EVENT,
    SURVEY_ANSWER,
    LEAD,
    COST,
    MILESTONE,
    USAGE,
    STAFF,
    INVOICE,
    EXCHANGE_RATE,
    TARGET,
    NOTE,
    DOCUMENT,
)
"""Every kind, in an order in which references point only backwards."""


def kind(name: str) -> RecordKind:
    """The record kind called *name*.

    Raises:
        KeyError: There is no such kind.
    """
    for candidate in KINDS:
        if candidate.name == name:
            return candidate
    raise KeyError(name)
