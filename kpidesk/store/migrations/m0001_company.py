"""The first shape of a company file.

Text dates are ISO, money is integer minor units, and the ``*_s`` columns repeat
instants as integer wall-clock seconds since 1970-01-01 so that a dashboard never
parses a date: the file itself derives them, so they cannot disagree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_RECORD = """
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    recorded_at TEXT NOT NULL,
    batch_id INTEGER REFERENCES import_batch(id)
"""


# Adding no days makes SQLite go through the calendar: 30 February becomes 2 March.
def _is_date(column: str) -> str:
    return (
        f"CHECK ({column} IS NULL OR (length({column}) = 10"
        f" AND {column} IS date({column}, '+0 days')))"
    )


def _is_instant(column: str) -> str:
    return (
        f"CHECK ({column} IS NULL OR (length({column}) = 19"
        f" AND {column} IS strftime('%Y-%m-%dT%H:%M:%S', {column}, '+0 days')))"
    )


def _seconds(column: str) -> str:
    return (
        f"{column}_s INTEGER GENERATED ALWAYS AS"
        f" (CAST(strftime('%s', {column}) AS INTEGER)) STORED"
    )


def _one_of(column: str, *values: str) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"CHECK ({column} IN ({listed}))"


_YES_NO = "INTEGER CHECK ({0} IN (0, 1))"

_TABLES = f"""
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE import_batch (
    id INTEGER PRIMARY KEY,
    imported_at TEXT NOT NULL,
    author TEXT NOT NULL,
    sources TEXT NOT NULL,
    counts TEXT NOT NULL,
    undone_at TEXT
) STRICT;

CREATE TABLE import_profile (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    fingerprint TEXT NOT NULL UNIQUE,
    mapping TEXT NOT NULL,
    used_at TEXT NOT NULL
) STRICT;

CREATE TABLE change_log (
    id INTEGER PRIMARY KEY,
    operation INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    author TEXT NOT NULL,
    action TEXT NOT NULL {_one_of("action", "add", "change", "remove")},
    kind TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    before TEXT,
    after TEXT,
    batch_id INTEGER REFERENCES import_batch(id)
) STRICT;

CREATE TABLE client (
    {_RECORD},
    code TEXT UNIQUE,
    name TEXT NOT NULL CHECK (length(trim(name)) > 0),
    legal_name TEXT,
    tax_id TEXT,
    country TEXT,
    region TEXT,
    city TEXT,
    address TEXT,
    postcode TEXT,
    industry TEXT,
    segment TEXT,
    employees INTEGER CHECK (employees >= 0),
    account_manager TEXT,
    email TEXT,
    phone TEXT,
    website TEXT,
    signed_up_on TEXT {_is_date("signed_up_on")},
    lost_on TEXT {_is_date("lost_on")},
    notes TEXT,
    search TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE product (
    {_RECORD},
    code TEXT UNIQUE,
    name TEXT NOT NULL UNIQUE CHECK (length(trim(name)) > 0),
    category TEXT
) STRICT;

CREATE TABLE contract (
    {_RECORD},
    code TEXT UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client(id),
    product_id INTEGER REFERENCES product(id),
    status TEXT NOT NULL DEFAULT 'signed' {_one_of("status", "signed", "draft")},
    start_on TEXT NOT NULL {_is_date("start_on")},
    end_on TEXT {_is_date("end_on")},
    signed_on TEXT {_is_date("signed_on")},
    cancelled_on TEXT {_is_date("cancelled_on")},
    end_reason TEXT,
    auto_renew {_YES_NO.format("auto_renew")},
    renewal_months INTEGER CHECK (renewal_months > 0),
    notice_days INTEGER CHECK (notice_days >= 0),
    renewal_on TEXT {_is_date("renewal_on")},
    setup_fee_minor INTEGER,
    currency TEXT,
    account_manager TEXT,
    renews_contract_id INTEGER REFERENCES contract(id),
    notes TEXT
) STRICT;

CREATE TABLE price_term (
    {_RECORD},
    contract_id INTEGER NOT NULL REFERENCES contract(id),
    valid_from TEXT NOT NULL {_is_date("valid_from")},
    amount_minor INTEGER NOT NULL,
    interval TEXT NOT NULL,
    months_num INTEGER NOT NULL CHECK (months_num >= 0),
    months_den INTEGER NOT NULL DEFAULT 1 CHECK (months_den > 0),
    quantity_milli INTEGER NOT NULL DEFAULT 1000,
    discount_ppm INTEGER NOT NULL DEFAULT 0
        CHECK (discount_ppm BETWEEN 0 AND 1000000),
    UNIQUE (contract_id, valid_from)
) STRICT;

CREATE TABLE ticket (
    {_RECORD},
    code TEXT UNIQUE,
    client_id INTEGER REFERENCES client(id),
    product_id INTEGER REFERENCES product(id),
    subject TEXT,
    category TEXT,
    channel TEXT,
    priority TEXT,
    status TEXT,
    requester TEXT,
    agent TEXT,
    opened_at TEXT NOT NULL {_is_instant("opened_at")},
    first_response_at TEXT {_is_instant("first_response_at")},
    first_resolved_at TEXT {_is_instant("first_resolved_at")},
    resolved_at TEXT {_is_instant("resolved_at")},
    contacts INTEGER CHECK (contacts >= 0),
    reopenings INTEGER CHECK (reopenings >= 0),
    first_contact {_YES_NO.format("first_contact")},
    sla_met {_YES_NO.format("sla_met")},
    effort_minutes INTEGER CHECK (effort_minutes >= 0),
    rating_milli INTEGER,
    rating_max INTEGER,
    left_out TEXT {_one_of("left_out", "spam", "merged")},
    notes TEXT,
    {_seconds("opened_at")},
    {_seconds("first_response_at")},
    {_seconds("first_resolved_at")},
    {_seconds("resolved_at")}
) STRICT;

CREATE TABLE ticket_event (
    {_RECORD},
    ticket_id INTEGER NOT NULL REFERENCES ticket(id),
    happened_at TEXT NOT NULL {_is_instant("happened_at")},
    event TEXT NOT NULL {_one_of("event", "reply", "resolved", "reopened", "note")},
    author TEXT,
    body TEXT
) STRICT;

CREATE TABLE survey_answer (
    {_RECORD},
    survey TEXT NOT NULL {_one_of("survey", "csat", "nps", "ces", "enps", "pulse")},
    client_id INTEGER REFERENCES client(id),
    ticket_id INTEGER REFERENCES ticket(id),
    respondent TEXT,
    score_milli INTEGER,
    scale_min INTEGER NOT NULL,
    scale_max INTEGER NOT NULL,
    high_is_good {_YES_NO.format("high_is_good")} NOT NULL DEFAULT 1,
    answered_on TEXT {_is_date("answered_on")},
    sent_on TEXT {_is_date("sent_on")},
    touchpoint TEXT,
    question TEXT,
    department TEXT,
    comment TEXT,
    CHECK (scale_min < scale_max),
    CHECK (score_milli IS NULL
        OR score_milli BETWEEN scale_min * 1000 AND scale_max * 1000),
    CHECK (answered_on IS NOT NULL OR sent_on IS NOT NULL),
    CHECK ((answered_on IS NULL) = (score_milli IS NULL))
) STRICT;

CREATE TABLE lead (
    {_RECORD},
    code TEXT UNIQUE,
    name TEXT NOT NULL,
    company TEXT,
    client_id INTEGER REFERENCES client(id),
    source TEXT,
    campaign TEXT,
    owner TEXT,
    country TEXT,
    email TEXT,
    stage TEXT,
    outcome TEXT NOT NULL DEFAULT 'open'
        {_one_of("outcome", "open", "converted", "lost")},
    value_minor INTEGER,
    currency TEXT,
    created_on TEXT NOT NULL {_is_date("created_on")},
    converted_on TEXT {_is_date("converted_on")},
    lost_on TEXT {_is_date("lost_on")},
    lost_reason TEXT,
    notes TEXT
) STRICT;

CREATE TABLE cost (
    {_RECORD},
    code TEXT,
    spent_on TEXT NOT NULL {_is_date("spent_on")},
    purpose TEXT NOT NULL
        {_one_of("purpose", "marketing", "sales", "delivery", "support", "other")},
    category TEXT,
    channel TEXT,
    vendor TEXT,
    description TEXT,
    amount_minor INTEGER NOT NULL,
    currency TEXT,
    client_id INTEGER REFERENCES client(id),
    product_id INTEGER REFERENCES product(id)
) STRICT;

CREATE TABLE milestone (
    {_RECORD},
    client_id INTEGER NOT NULL REFERENCES client(id),
    milestone TEXT NOT NULL {_one_of("milestone", "first_value", "go_live")},
    reached_on TEXT NOT NULL {_is_date("reached_on")}
) STRICT;

CREATE TABLE usage (
    {_RECORD},
    client_id INTEGER NOT NULL REFERENCES client(id),
    used_on TEXT NOT NULL {_is_date("used_on")},
    measure TEXT NOT NULL {_one_of("measure", "active_users", "key_actions")},
    quantity INTEGER NOT NULL
) STRICT;

CREATE TABLE staff (
    {_RECORD},
    code TEXT UNIQUE,
    name TEXT NOT NULL,
    department TEXT,
    role TEXT,
    hired_on TEXT NOT NULL {_is_date("hired_on")},
    left_on TEXT {_is_date("left_on")},
    yearly_salary_minor INTEGER,
    hourly_cost_minor INTEGER,
    currency TEXT
) STRICT;

CREATE TABLE invoice (
    {_RECORD},
    code TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client(id),
    issued_on TEXT NOT NULL {_is_date("issued_on")},
    due_on TEXT {_is_date("due_on")},
    paid_on TEXT {_is_date("paid_on")},
    amount_minor INTEGER NOT NULL,
    currency TEXT
) STRICT;

CREATE TABLE exchange_rate (
    {_RECORD},
    currency TEXT NOT NULL,
    valid_on TEXT NOT NULL {_is_date("valid_on")},
    rate_nano INTEGER NOT NULL CHECK (rate_nano > 0),
    UNIQUE (currency, valid_on)
) STRICT;

CREATE TABLE target (
    {_RECORD},
    kpi TEXT NOT NULL,
    valid_from TEXT NOT NULL {_is_date("valid_from")},
    value_milli INTEGER NOT NULL,
    UNIQUE (kpi, valid_from)
) STRICT;

CREATE TABLE note (
    {_RECORD},
    about TEXT NOT NULL,
    about_key TEXT NOT NULL,
    noted_on TEXT NOT NULL {_is_date("noted_on")},
    body TEXT NOT NULL,
    author TEXT
) STRICT;

CREATE TABLE document (
    {_RECORD},
    client_id INTEGER NOT NULL REFERENCES client(id),
    title TEXT NOT NULL,
    location TEXT NOT NULL
) STRICT;

CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    definition TEXT NOT NULL
) STRICT;

CREATE TABLE closed_month (
    month TEXT PRIMARY KEY,
    closed_at TEXT NOT NULL,
    author TEXT NOT NULL
) STRICT;

CREATE TABLE closed_reading (
    month TEXT NOT NULL REFERENCES closed_month(month),
    kpi TEXT NOT NULL,
    reading TEXT NOT NULL,
    PRIMARY KEY (month, kpi)
) STRICT;

CREATE TABLE first_screen (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    revision INTEGER NOT NULL,
    content TEXT NOT NULL
) STRICT;
"""

_INDICES = """
CREATE INDEX contract_client ON contract(client_id);
CREATE INDEX ticket_client ON ticket(client_id);
CREATE INDEX ticket_opened ON ticket(opened_at_s);
CREATE INDEX ticket_event_ticket ON ticket_event(ticket_id);
CREATE INDEX survey_answer_client ON survey_answer(client_id);
CREATE INDEX client_tax_id ON client(tax_id);
CREATE INDEX change_log_record ON change_log(kind, record_id);
CREATE INDEX change_log_batch ON change_log(batch_id);
"""


def create(db: Database) -> None:
    """Make every table of the first version in an empty file."""
    for statement in (_TABLES + _INDICES).split(";"):
        if statement.strip():
            db.execute(statement)
