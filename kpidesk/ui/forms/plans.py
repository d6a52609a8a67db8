"""Which fields the form of each kind shows: groups of rows of fields."""

from __future__ import annotations

Rows = tuple[tuple[str, ...], ...]

PLANS: dict[str, tuple[Rows, ...]] = {
    "client": (
        (("name",), ("legal_name",), ("tax_id",), ("country", "city")),
        (("industry", "employees"), ("account_manager",), ("email",), ("phone",)),
        (("signed_up_on", "first_value_on"), ("code",), ("notes",)),
    ),
    "contract": (
        (("client_id",), ("product_id",)),
        (
            ("amount_minor", "currency"),
            ("interval",),
            ("lines.mrr",),
            ("quantity_milli", "discount_ppm"),
            ("lines.prices",),
        ),
        (
            ("start_on", "end_on"),
            ("auto_renew",),
            ("renewal_months", "notice_days"),
            ("lines.renewal",),
        ),
        (("setup_fee_minor", "code"), ("status",), ("notes",)),
    ),
    "ticket": (
        (("client_id",), ("subject",), ("category", "priority"), ("agent",)),
        (
            ("opened_at",),
            ("first_response_at",),
            ("resolved_at",),
            ("status", "contacts"),
        ),
        (("channel", "requester"), ("product_id",), ("code",), ("notes",)),
    ),
    "survey_answer": (
        (("survey",), ("client_id",), ("respondent",), ("score_milli",)),
        (("comment",), ("answered_on", "ticket_id"), ("touchpoint",)),
    ),
    "lead": (
        (("name",), ("company",), ("source", "campaign"), ("owner", "stage")),
        (("value_minor", "currency"), ("created_on", "outcome")),
        (("email",), ("country",), ("notes",)),
    ),
    "cost": (
        (("spent_on", "purpose"), ("category",), ("amount_minor", "currency")),
        (("vendor",), ("description",), ("channel",), ("client_id",)),
    ),
    "invoice": (
        (("client_id",), ("code",), ("amount_minor", "currency")),
        (("issued_on", "due_on"), ("paid_on",)),
    ),
    "staff": (
        (("name",), ("department", "role"), ("hired_on", "left_on")),
        (("yearly_salary_minor", "hourly_cost_minor"), ("code",)),
    ),
    "product": ((("name",), ("category",), ("code",)),),
    "exchange_rate": ((("currency", "valid_on"), ("rate_nano",)),),
    "target": ((("kpi",), ("valid_from", "value_milli")),),
    "end_contract": ((("end_on",), ("end_reason",), ("lines.effect",), ("notes",)),),
    "lose_lead": ((("lost_on",), ("lost_reason",)),),
    "convert_lead": (
        (("client_name",), ("converted_on",)),
        (
            ("product_id",),
            ("amount_minor", "currency"),
            ("interval",),
            ("lines.mrr",),
            ("quantity_milli", "discount_ppm"),
        ),
        (
            ("start_on", "end_on"),
            ("auto_renew",),
            ("renewal_months", "notice_days"),
            ("lines.renewal",),
        ),
    ),
}
