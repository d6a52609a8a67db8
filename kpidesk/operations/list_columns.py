"""Which columns the list of each kind has, and which of them are shown at first."""

from __future__ import annotations

from kpidesk.domain.records import Field, FieldType, RecordKind
from kpidesk.i18n.messages import N_

AMOUNT = Field("amount", FieldType.MONEY, N_("Amount per period"))
CLIENT_NAME = Field("client_name", FieldType.TEXT, N_("Client"))
PRODUCT_NAME = Field("product_name", FieldType.TEXT, N_("Product"))
MRR = Field("mrr", FieldType.MONEY, N_("MRR"))
INTERVAL = Field("interval", FieldType.CHOICE, N_("Billing period"))
PRICE_CHANGE = Field("change_kind", FieldType.CHOICE, N_("Last change of price"))
STATE = Field("state", FieldType.CHOICE, N_("Status"))
HEALTH = Field("health", FieldType.INTEGER, N_("Health"))
NEXT_RENEWAL = Field("next_renewal", FieldType.DATE, N_("Next renewal"))
OPEN_TICKETS = Field("open_tickets", FieldType.INTEGER, N_("Open tickets"))
RESPONSE = Field("response_hours", FieldType.MILLI, N_("Response time"))
RESOLUTION = Field("resolution_hours", FieldType.MILLI, N_("Resolution time"))
WAITING = Field("waiting_hours", FieldType.MILLI, N_("Waiting for a reply"))
AGE = Field("age_days", FieldType.INTEGER, N_("Age (days)"))
EXTRA = {
    field.name: field
    for field in (
        AMOUNT,
        CLIENT_NAME,
        PRODUCT_NAME,
        MRR,
        INTERVAL,
        PRICE_CHANGE,
        STATE,
        HEALTH,
        NEXT_RENEWAL,
        OPEN_TICKETS,
        RESPONSE,
        RESOLUTION,
        WAITING,
        AGE,
    )
}
"""Columns that no record has: worked out when the list is read."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "client": (
        "name",
        "mrr",
        "signed_up_on",
        "health",
        "next_renewal",
        "open_tickets",
        "account_manager",
        "city",
        "country",
        "employees",
        "code",
        "legal_name",
        "tax_id",
        "region",
        "industry",
        "segment",
        "email",
        "phone",
        "state",
    ),
    "contract": (
        "client_name",
        "product_name",
        "amount",
        "interval",
        "mrr",
        "start_on",
        "end_on",
        "state",
        "end_reason",
        "code",
        "change_kind",
        "auto_renew",
        "renewal_months",
        "notice_days",
        "cancelled_on",
        "account_manager",
        "notes",
    ),
    "ticket": (
        "code",
        "client_name",
        "subject",
        "category",
        "priority",
        "opened_at",
        "response_hours",
        "waiting_hours",
        "resolved_at",
        "status",
        "agent",
        "first_response_at",
        "resolution_hours",
        "channel",
        "requester",
        "reopenings",
        "contacts",
        "effort_minutes",
    ),
    "survey_answer": (
        "answered_on",
        "survey",
        "client_name",
        "respondent",
        "score_milli",
        "comment",
        "touchpoint",
        "sent_on",
        "scale_max",
    ),
    "lead": (
        "name",
        "company",
        "source",
        "stage",
        "outcome",
        "value_minor",
        "created_on",
        "age_days",
        "owner",
        "campaign",
        "country",
        "email",
        "converted_on",
        "lost_on",
        "lost_reason",
    ),
    "cost": (
        "spent_on",
        "purpose",
        "category",
        "vendor",
        "description",
        "amount_minor",
        "channel",
        "client_name",
        "code",
    ),
    "staff": (
        "name",
        "department",
        "role",
        "hired_on",
        "left_on",
        "yearly_salary_minor",
        "hourly_cost_minor",
        "code",
    ),
    "product": ("name", "category", "code"),
    "exchange_rate": ("currency", "valid_on", "rate_nano"),
    "target": ("kpi", "valid_from", "value_milli"),
}
SHOWN = {
    "client": 7,
    "contract": 9,
    "ticket": 10,
    "survey_answer": 6,
    "lead": 9,
    "cost": 6,
    "staff": 7,
    "product": 3,
    "exchange_rate": 3,
    "target": 3,
}
"""How many of the columns are shown at first."""

FILTERS: dict[str, tuple[str, ...]] = {
    "client": ("country", "account_manager", "segment"),
    "contract": ("product_name", "state"),
    "ticket": ("category", "priority", "agent"),
    "survey_answer": ("survey", "touchpoint"),
    "lead": ("stage", "source", "owner"),
    "cost": ("purpose", "category"),
    "staff": ("department",),
}
SUMS = {
    "client": "mrr",
    "contract": "mrr",
    "lead": "value_minor",
    "cost": "amount_minor",
}
"""The money column that the foot of a list sums up."""


def column_of(record_kind: RecordKind, name: str) -> Field:
    """The field behind a column."""
    return EXTRA[name] if name in EXTRA else record_kind.field(name)


def is_editable(field: Field) -> bool:
    """The column can be typed over in the list."""
    if field.name in EXTRA or field.name == "kpi":
        return False
    return field.type is not FieldType.REFERENCE
