-- A company file as the first version of kpidesk made it. Never edit.
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'kpidesk','m0001_company','2026-11-24 12:07:03.858747+00:00');
CREATE TABLE change_log (
    id INTEGER PRIMARY KEY,
    operation INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    author TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('add', 'change', 'remove')),
    kind TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    before TEXT,
    after TEXT,
    batch_id INTEGER REFERENCES import_batch(id)
) STRICT;
INSERT INTO "change_log" VALUES(1,1,'2026-11-24T12:07:03','kpidesk','change','setting',0,1,'{"company.name": null}','{"company.name": "\"Alfa Software\""}',NULL);
INSERT INTO "change_log" VALUES(2,1,'2026-11-24T12:07:03','kpidesk','change','setting',0,1,'{"rule.currency": null}','{"rule.currency": "\"EUR\""}',NULL);
INSERT INTO "change_log" VALUES(3,1,'2026-11-24T12:07:03','kpidesk','change','setting',0,1,'{"rule.fiscal_start": null}','{"rule.fiscal_start": "1"}',NULL);
INSERT INTO "change_log" VALUES(4,1,'2026-11-24T12:07:03','kpidesk','change','setting',0,1,'{"rule.gross_margin": null}','{"rule.gross_margin": "1.0"}',NULL);
INSERT INTO "change_log" VALUES(5,1,'2026-11-24T12:07:03','kpidesk','change','setting',0,1,'{"rule.ltv_cap_months": null}','{"rule.ltv_cap_months": "60"}',NULL);
INSERT INTO "change_log" VALUES(6,1,'2026-11-24T12:07:03','kpidesk','change','setting',0,1,'{"rule.discount_rate": null}','{"rule.discount_rate": "0.0"}',NULL);
INSERT INTO "change_log" VALUES(7,1,'2026-11-24T12:07:03','kpidesk','change','setting',0,1,'{"rule.churn_at": null}','{"rule.churn_at": "\"end\""}',NULL);
INSERT INTO "change_log" VALUES(8,1,'2026-11-24T12:07:03','kpidesk','change','setting',0,1,'{"rule.movement_grace_days": null}','{"rule.movement_grace_days": "0"}',NULL);
INSERT INTO "change_log" VALUES(9,1,'2026-11-24T12:07:03','kpidesk','change','setting',0,1,'{"rule.renewal_grace_days": null}','{"rule.renewal_grace_days": "30"}',NULL);
INSERT INTO "change_log" VALUES(10,1,'2026-11-24T12:07:03','kpidesk','change','setting',0,1,'{"rule.csat_top": null}','{"rule.csat_top": "[[3, 3], [4, 3], [5, 4], [6, 5], [7, 6], [10, 8]]"}',NULL);
INSERT INTO "change_log" VALUES(11,1,'2026-11-24T12:07:03','kpidesk','change','setting',0,1,'{"rule.anonymity_floor": null}','{"rule.anonymity_floor": "4"}',NULL);
INSERT INTO "change_log" VALUES(12,1,'2026-11-24T12:07:03','kpidesk','change','setting',0,1,'{"rule.support_hours": null}','{"rule.support_hours": "{\"time_zone\": \"Europe/Rome\", \"windows\": [[[540, 780], [840, 1080]], [[540, 780], [840, 1080]], [[540, 780], [840, 1080]], [[540, 780], [840, 1080]], [[540, 780], [840, 1080]], [], []], \"country\": \"IT\", \"subdivision\": \"\", \"extra_closures\": []}"}',NULL);
INSERT INTO "change_log" VALUES(13,1,'2026-11-24T12:07:03','kpidesk','change','setting',0,1,'{"rule.sla": null}','{"rule.sla": "[]"}',NULL);
INSERT INTO "change_log" VALUES(14,1,'2026-11-24T12:07:03','kpidesk','change','setting',0,1,'{"rule.health_weights": null}','{"rule.health_weights": "{\"usage\": 25, \"tickets\": 20, \"satisfaction\": 25, \"payments\": 15, \"contract\": 15}"}',NULL);
INSERT INTO "change_log" VALUES(15,1,'2026-11-24T12:07:03','kpidesk','change','setting',0,1,'{"rule.health_threshold": null}','{"rule.health_threshold": "50.0"}',NULL);
INSERT INTO "change_log" VALUES(16,1,'2026-11-24T12:07:03','kpidesk','change','setting',0,1,'{"rule.salary_factor": null}','{"rule.salary_factor": "2.0"}',NULL);
INSERT INTO "change_log" VALUES(17,1,'2026-11-24T12:07:03','kpidesk','change','setting',0,1,'{"rule.working_hours_only": null}','{"rule.working_hours_only": "false"}',NULL);
INSERT INTO "change_log" VALUES(18,2,'2026-11-24T12:07:03','Anna','add','client',1,1,NULL,'{"name": "Rossi Srl", "country": "IT"}',NULL);
INSERT INTO "change_log" VALUES(19,2,'2026-11-24T12:07:03','Anna','add','client',2,1,NULL,'{"name": "Bianchi SpA"}',NULL);
INSERT INTO "change_log" VALUES(20,3,'2026-11-24T12:07:03','root','add','contract',1,1,NULL,'{"client_id": 1, "start_on": "2025-01-01", "status": "signed", "auto_renew": 1}',NULL);
INSERT INTO "change_log" VALUES(21,3,'2026-11-24T12:07:03','root','add','price_term',1,1,NULL,'{"amount_minor": 10000, "interval": "monthly", "quantity_milli": 1000, "discount_ppm": 0, "valid_from": "2025-01-01", "months_num": 1, "months_den": 1, "contract_id": 1}',NULL);
INSERT INTO "change_log" VALUES(22,4,'2026-11-24T12:07:03','root','add','contract',2,1,NULL,'{"client_id": 2, "start_on": "2025-06-01", "status": "signed"}',NULL);
INSERT INTO "change_log" VALUES(23,4,'2026-11-24T12:07:03','root','add','price_term',2,1,NULL,'{"amount_minor": 240000, "interval": "annual", "quantity_milli": 1000, "discount_ppm": 0, "valid_from": "2025-06-01", "months_num": 12, "months_den": 1, "contract_id": 2}',NULL);
INSERT INTO "change_log" VALUES(24,5,'2026-11-24T12:07:03','root','add','price_term',3,1,NULL,'{"amount_minor": 11000, "interval": "monthly", "quantity_milli": 1000, "discount_ppm": 0, "valid_from": "2026-01-01", "months_num": 1, "months_den": 1, "contract_id": 1}',NULL);
INSERT INTO "change_log" VALUES(25,6,'2026-11-24T12:07:03','Anna','add','ticket',1,1,NULL,'{"client_id": 1, "opened_at": "2026-01-02T10:00:00", "resolved_at": "2026-01-03T10:00:00"}',NULL);
CREATE TABLE client (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    recorded_at TEXT NOT NULL,
    batch_id INTEGER REFERENCES import_batch(id)
,
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
    signed_up_on TEXT CHECK (signed_up_on IS NULL OR (length(signed_up_on) = 10 AND signed_up_on IS date(signed_up_on, '+0 days'))),
    lost_on TEXT CHECK (lost_on IS NULL OR (length(lost_on) = 10 AND lost_on IS date(lost_on, '+0 days'))),
    notes TEXT,
    search TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO "client" VALUES(1,1,'2026-11-24T12:07:03',NULL,NULL,'Rossi Srl',NULL,NULL,'IT',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'rossi srl');
INSERT INTO "client" VALUES(2,1,'2026-11-24T12:07:03',NULL,NULL,'Bianchi SpA',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'bianchi spa');
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
CREATE TABLE contract (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    recorded_at TEXT NOT NULL,
    batch_id INTEGER REFERENCES import_batch(id)
,
    code TEXT UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client(id),
    product_id INTEGER REFERENCES product(id),
    status TEXT NOT NULL DEFAULT 'signed' CHECK (status IN ('signed', 'draft')),
    start_on TEXT NOT NULL CHECK (start_on IS NULL OR (length(start_on) = 10 AND start_on IS date(start_on, '+0 days'))),
    end_on TEXT CHECK (end_on IS NULL OR (length(end_on) = 10 AND end_on IS date(end_on, '+0 days'))),
    signed_on TEXT CHECK (signed_on IS NULL OR (length(signed_on) = 10 AND signed_on IS date(signed_on, '+0 days'))),
    cancelled_on TEXT CHECK (cancelled_on IS NULL OR (length(cancelled_on) = 10 AND cancelled_on IS date(cancelled_on, '+0 days'))),
    end_reason TEXT,
    auto_renew INTEGER CHECK (auto_renew IN (0, 1)),
    renewal_months INTEGER CHECK (renewal_months > 0),
    notice_days INTEGER CHECK (notice_days >= 0),
    renewal_on TEXT CHECK (renewal_on IS NULL OR (length(renewal_on) = 10 AND renewal_on IS date(renewal_on, '+0 days'))),
    setup_fee_minor INTEGER,
    currency TEXT,
    account_manager TEXT,
    renews_contract_id INTEGER REFERENCES contract(id),
    notes TEXT
) STRICT;
INSERT INTO "contract" VALUES(1,1,'2026-11-24T12:07:03',NULL,NULL,1,NULL,'signed','2025-01-01',NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "contract" VALUES(2,1,'2026-11-24T12:07:03',NULL,NULL,2,NULL,'signed','2025-06-01',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE cost (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    recorded_at TEXT NOT NULL,
    batch_id INTEGER REFERENCES import_batch(id)
,
    code TEXT,
    spent_on TEXT NOT NULL CHECK (spent_on IS NULL OR (length(spent_on) = 10 AND spent_on IS date(spent_on, '+0 days'))),
    purpose TEXT NOT NULL
        CHECK (purpose IN ('marketing', 'sales', 'delivery', 'support', 'other')),
    category TEXT,
    channel TEXT,
    vendor TEXT,
    description TEXT,
    amount_minor INTEGER NOT NULL,
    currency TEXT,
    client_id INTEGER REFERENCES client(id),
    product_id INTEGER REFERENCES product(id)
) STRICT;
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    recorded_at TEXT NOT NULL,
    batch_id INTEGER REFERENCES import_batch(id)
,
    client_id INTEGER NOT NULL REFERENCES client(id),
    title TEXT NOT NULL,
    location TEXT NOT NULL
) STRICT;
CREATE TABLE exchange_rate (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    recorded_at TEXT NOT NULL,
    batch_id INTEGER REFERENCES import_batch(id)
,
    currency TEXT NOT NULL,
    valid_on TEXT NOT NULL CHECK (valid_on IS NULL OR (length(valid_on) = 10 AND valid_on IS date(valid_on, '+0 days'))),
    rate_nano INTEGER NOT NULL CHECK (rate_nano > 0),
    UNIQUE (currency, valid_on)
) STRICT;
CREATE TABLE first_screen (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    revision INTEGER NOT NULL,
    content TEXT NOT NULL
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
CREATE TABLE invoice (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    recorded_at TEXT NOT NULL,
    batch_id INTEGER REFERENCES import_batch(id)
,
    code TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES client(id),
    issued_on TEXT NOT NULL CHECK (issued_on IS NULL OR (length(issued_on) = 10 AND issued_on IS date(issued_on, '+0 days'))),
    due_on TEXT CHECK (due_on IS NULL OR (length(due_on) = 10 AND due_on IS date(due_on, '+0 days'))),
    paid_on TEXT CHECK (paid_on IS NULL OR (length(paid_on) = 10 AND paid_on IS date(paid_on, '+0 days'))),
    amount_minor INTEGER NOT NULL,
    currency TEXT
) STRICT;
CREATE TABLE lead (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    recorded_at TEXT NOT NULL,
    batch_id INTEGER REFERENCES import_batch(id)
,
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
        CHECK (outcome IN ('open', 'converted', 'lost')),
    value_minor INTEGER,
    currency TEXT,
    created_on TEXT NOT NULL CHECK (created_on IS NULL OR (length(created_on) = 10 AND created_on IS date(created_on, '+0 days'))),
    converted_on TEXT CHECK (converted_on IS NULL OR (length(converted_on) = 10 AND converted_on IS date(converted_on, '+0 days'))),
    lost_on TEXT CHECK (lost_on IS NULL OR (length(lost_on) = 10 AND lost_on IS date(lost_on, '+0 days'))),
    lost_reason TEXT,
    notes TEXT
) STRICT;
CREATE TABLE milestone (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    recorded_at TEXT NOT NULL,
    batch_id INTEGER REFERENCES import_batch(id)
,
    client_id INTEGER NOT NULL REFERENCES client(id),
    milestone TEXT NOT NULL CHECK (milestone IN ('first_value', 'go_live')),
    reached_on TEXT NOT NULL CHECK (reached_on IS NULL OR (length(reached_on) = 10 AND reached_on IS date(reached_on, '+0 days')))
) STRICT;
CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    recorded_at TEXT NOT NULL,
    batch_id INTEGER REFERENCES import_batch(id)
,
    about TEXT NOT NULL,
    about_key TEXT NOT NULL,
    noted_on TEXT NOT NULL CHECK (noted_on IS NULL OR (length(noted_on) = 10 AND noted_on IS date(noted_on, '+0 days'))),
    body TEXT NOT NULL,
    author TEXT
) STRICT;
CREATE TABLE price_term (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    recorded_at TEXT NOT NULL,
    batch_id INTEGER REFERENCES import_batch(id)
,
    contract_id INTEGER NOT NULL REFERENCES contract(id),
    valid_from TEXT NOT NULL CHECK (valid_from IS NULL OR (length(valid_from) = 10 AND valid_from IS date(valid_from, '+0 days'))),
    amount_minor INTEGER NOT NULL,
    interval TEXT NOT NULL,
    months_num INTEGER NOT NULL CHECK (months_num >= 0),
    months_den INTEGER NOT NULL DEFAULT 1 CHECK (months_den > 0),
    quantity_milli INTEGER NOT NULL DEFAULT 1000,
    discount_ppm INTEGER NOT NULL DEFAULT 0
        CHECK (discount_ppm BETWEEN 0 AND 1000000),
    UNIQUE (contract_id, valid_from)
) STRICT;
INSERT INTO "price_term" VALUES(1,1,'2026-11-24T12:07:03',NULL,1,'2025-01-01',10000,'monthly',1,1,1000,0);
INSERT INTO "price_term" VALUES(2,1,'2026-11-24T12:07:03',NULL,2,'2025-06-01',240000,'annual',12,1,1000,0);
INSERT INTO "price_term" VALUES(3,1,'2026-11-24T12:07:03',NULL,1,'2026-01-01',11000,'monthly',1,1,1000,0);
CREATE TABLE product (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    recorded_at TEXT NOT NULL,
    batch_id INTEGER REFERENCES import_batch(id)
,
    code TEXT UNIQUE,
    name TEXT NOT NULL UNIQUE CHECK (length(trim(name)) > 0),
    category TEXT
) STRICT;
CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    definition TEXT NOT NULL
) STRICT;
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
INSERT INTO "setting" VALUES('company.name','"Alfa Software"');
INSERT INTO "setting" VALUES('rule.currency','"EUR"');
INSERT INTO "setting" VALUES('rule.fiscal_start','1');
INSERT INTO "setting" VALUES('rule.gross_margin','1.0');
INSERT INTO "setting" VALUES('rule.ltv_cap_months','60');
INSERT INTO "setting" VALUES('rule.discount_rate','0.0');
INSERT INTO "setting" VALUES('rule.churn_at','"end"');
INSERT INTO "setting" VALUES('rule.movement_grace_days','0');
INSERT INTO "setting" VALUES('rule.renewal_grace_days','30');
INSERT INTO "setting" VALUES('rule.csat_top','[[3, 3], [4, 3], [5, 4], [6, 5], [7, 6], [10, 8]]');
INSERT INTO "setting" VALUES('rule.anonymity_floor','4');
INSERT INTO "setting" VALUES('rule.support_hours','{"time_zone": "Europe/Rome", "windows": [[[540, 780], [840, 1080]], [[540, 780], [840, 1080]], [[540, 780], [840, 1080]], [[540, 780], [840, 1080]], [[540, 780], [840, 1080]], [], []], "country": "IT", "subdivision": "", "extra_closures": []}');
INSERT INTO "setting" VALUES('rule.sla','[]');
INSERT INTO "setting" VALUES('rule.health_weights','{"usage": 25, "tickets": 20, "satisfaction": 25, "payments": 15, "contract": 15}');
INSERT INTO "setting" VALUES('rule.health_threshold','50.0');
INSERT INTO "setting" VALUES('rule.salary_factor','2.0');
INSERT INTO "setting" VALUES('rule.working_hours_only','false');
INSERT INTO "setting" VALUES('revision','6');
CREATE TABLE staff (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    recorded_at TEXT NOT NULL,
    batch_id INTEGER REFERENCES import_batch(id)
,
    code TEXT UNIQUE,
    name TEXT NOT NULL,
    department TEXT,
    role TEXT,
    hired_on TEXT NOT NULL CHECK (hired_on IS NULL OR (length(hired_on) = 10 AND hired_on IS date(hired_on, '+0 days'))),
    left_on TEXT CHECK (left_on IS NULL OR (length(left_on) = 10 AND left_on IS date(left_on, '+0 days'))),
    yearly_salary_minor INTEGER,
    hourly_cost_minor INTEGER,
    currency TEXT
) STRICT;
CREATE TABLE survey_answer (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    recorded_at TEXT NOT NULL,
    batch_id INTEGER REFERENCES import_batch(id)
,
    survey TEXT NOT NULL CHECK (survey IN ('csat', 'nps', 'ces', 'enps', 'pulse')),
    client_id INTEGER REFERENCES client(id),
    ticket_id INTEGER REFERENCES ticket(id),
    respondent TEXT,
    score_milli INTEGER,
    scale_min INTEGER NOT NULL,
    scale_max INTEGER NOT NULL,
    high_is_good INTEGER CHECK (high_is_good IN (0, 1)) NOT NULL DEFAULT 1,
    answered_on TEXT CHECK (answered_on IS NULL OR (length(answered_on) = 10 AND answered_on IS date(answered_on, '+0 days'))),
    sent_on TEXT CHECK (sent_on IS NULL OR (length(sent_on) = 10 AND sent_on IS date(sent_on, '+0 days'))),
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
CREATE TABLE target (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    recorded_at TEXT NOT NULL,
    batch_id INTEGER REFERENCES import_batch(id)
,
    kpi TEXT NOT NULL,
    valid_from TEXT NOT NULL CHECK (valid_from IS NULL OR (length(valid_from) = 10 AND valid_from IS date(valid_from, '+0 days'))),
    value_milli INTEGER NOT NULL,
    UNIQUE (kpi, valid_from)
) STRICT;
CREATE TABLE ticket (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    recorded_at TEXT NOT NULL,
    batch_id INTEGER REFERENCES import_batch(id)
,
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
    opened_at TEXT NOT NULL CHECK (opened_at IS NULL OR (length(opened_at) = 19 AND opened_at IS strftime('%Y-%m-%dT%H:%M:%S', opened_at, '+0 days'))),
    first_response_at TEXT CHECK (first_response_at IS NULL OR (length(first_response_at) = 19 AND first_response_at IS strftime('%Y-%m-%dT%H:%M:%S', first_response_at, '+0 days'))),
    first_resolved_at TEXT CHECK (first_resolved_at IS NULL OR (length(first_resolved_at) = 19 AND first_resolved_at IS strftime('%Y-%m-%dT%H:%M:%S', first_resolved_at, '+0 days'))),
    resolved_at TEXT CHECK (resolved_at IS NULL OR (length(resolved_at) = 19 AND resolved_at IS strftime('%Y-%m-%dT%H:%M:%S', resolved_at, '+0 days'))),
    contacts INTEGER CHECK (contacts >= 0),
    reopenings INTEGER CHECK (reopenings >= 0),
    first_contact INTEGER CHECK (first_contact IN (0, 1)),
    sla_met INTEGER CHECK (sla_met IN (0, 1)),
    effort_minutes INTEGER CHECK (effort_minutes >= 0),
    rating_milli INTEGER,
    rating_max INTEGER,
    left_out TEXT CHECK (left_out IN ('spam', 'merged')),
    notes TEXT,
    opened_at_s INTEGER GENERATED ALWAYS AS (CAST(strftime('%s', opened_at) AS INTEGER)) STORED,
    first_response_at_s INTEGER GENERATED ALWAYS AS (CAST(strftime('%s', first_response_at) AS INTEGER)) STORED,
    first_resolved_at_s INTEGER GENERATED ALWAYS AS (CAST(strftime('%s', first_resolved_at) AS INTEGER)) STORED,
    resolved_at_s INTEGER GENERATED ALWAYS AS (CAST(strftime('%s', resolved_at) AS INTEGER)) STORED
) STRICT;
INSERT INTO "ticket" VALUES(1,1,'2026-11-24T12:07:03',NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-01-02T10:00:00',NULL,NULL,'2026-01-03T10:00:00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE ticket_event (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    recorded_at TEXT NOT NULL,
    batch_id INTEGER REFERENCES import_batch(id)
,
    ticket_id INTEGER NOT NULL REFERENCES ticket(id),
    happened_at TEXT NOT NULL CHECK (happened_at IS NULL OR (length(happened_at) = 19 AND happened_at IS strftime('%Y-%m-%dT%H:%M:%S', happened_at, '+0 days'))),
    event TEXT NOT NULL CHECK (event IN ('reply', 'resolved', 'reopened', 'note')),
    author TEXT,
    body TEXT
) STRICT;
CREATE TABLE usage (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    recorded_at TEXT NOT NULL,
    batch_id INTEGER REFERENCES import_batch(id)
,
    client_id INTEGER NOT NULL REFERENCES client(id),
    used_on TEXT NOT NULL CHECK (used_on IS NULL OR (length(used_on) = 10 AND used_on IS date(used_on, '+0 days'))),
    measure TEXT NOT NULL CHECK (measure IN ('active_users', 'key_actions')),
    quantity INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX contract_client ON contract(client_id);
CREATE INDEX ticket_client ON ticket(client_id);
CREATE INDEX ticket_opened ON ticket(opened_at_s);
CREATE INDEX ticket_event_ticket ON ticket_event(ticket_id);
CREATE INDEX survey_answer_client ON survey_answer(client_id);
CREATE INDEX client_tax_id ON client(tax_id);
CREATE INDEX change_log_record ON change_log(kind, record_id);
CREATE INDEX change_log_batch ON change_log(batch_id);
COMMIT;
PRAGMA application_id = 1802529124;
PRAGMA user_version = 1;
