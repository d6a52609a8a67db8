"""Exports of well-known programs, as synthetic files with their own headers."""

from __future__ import annotations

from typing import Any

import pytest

from kpidesk.importing.known_exports import KNOWN_EXPORTS, known_export
from kpidesk.importing.layouts import layout
from kpidesk.importing.matching import candidates
from kpidesk.importing.plan import Outcome
from tests.importing.plans import plan_sheets

Rows = list[list[Any]]

CLIENTS: Rows = [["Client", "City"], ["Alfa", "Roma"], ["Beta", "Oslo"]]

ZENDESK: Rows = [
    ["Summation column", "Id", "Requester", "Requester email", "Assignee", "Group",
     "Subject", "Tags", "Status", "Priority", "Via", "Ticket type", "Created at",
     "Solved at", "Organization", "Satisfaction Score", "Reopens", "Replies",
     "First reply time in minutes", "Full resolution time in minutes"],
    ["1", "501", "Ada", "a@alfa.it", "Kim", "L1", "Crash", "x", "Solved", "High", "Web",
     "Problem", "2024-03-01 09:00", "2024-03-02 09:00", "Alfa", "Good", "0", "2", "30",
     "1440"],
    ["1", "502", "Bo", "b@beta.no", "Kim", "L1", "Login", "", "Open", "Low", "Mail",
     "Question", "2024-03-03 10:00", "", "Beta", "", "0", "0", "", ""],
]  # fmt: skip
FRESHDESK: Rows = [
    ["Ticket ID", "Subject", "Status", "Priority", "Source", "Type", "Agent", "Group",
     "Created time", "Due by Time", "Resolved time", "Closed time", "Last update time",
     "Initial response time", "Time tracked", "First response time (in hrs)",
     "Resolution time (in hrs)", "Agent interactions", "Customer interactions",
     "Resolution status", "Tags", "Company Name"],
    ["1", "Crash", "Closed", "High", "Email", "Incident", "Kim", "L1",
     "2024-03-01 09:00:00", "2024-03-02 09:00:00", "2024-03-01 19:00:00",
     "2024-03-02 09:00:00", "2024-03-02 09:00:00", "2024-03-01 09:30:00", "01:30:00",
     "00:30:00", "10:00:00", "2", "1", "Within SLA", "", "Alfa"],
    ["2", "Login", "Open", "Low", "Phone", "Question", "Kim", "L1",
     "2024-03-03 09:00:00", "", "", "", "2024-03-03 09:00:00", "", "00:00:00", "", "",
     "0", "1", "", "", "Beta"],
]  # fmt: skip
JIRA: Rows = [
    ["Issue key", "Issue id", "Summary", "Issue Type", "Status", "Priority",
     "Resolution", "Assignee", "Reporter", "Created", "Updated", "Resolved",
     "Organizations"],
    ["SUP-1", "10001", "Crash", "Incident", "Done", "High", "Done", "Kim", "Ada",
     "01/Mar/24 9:00 AM", "02/Mar/24 9:00 AM", "02/Mar/24 9:00 AM", "Alfa"],
    ["SUP-2", "10002", "Login", "Service Request", "In Progress", "Low", "", "Kim",
     "Bo", "03/Mar/24 1:00 PM", "03/Mar/24 1:00 PM", "", "Beta"],
]  # fmt: skip
GLPI: Rows = [
    ["ID", "Titolo", "Entità", "Stato", "Ultimo aggiornamento", "Data di apertura",
     "Priorità", "Richiedente - Richiedente", "Assegnato a - Tecnico", "Categoria",
     "Data di risoluzione", "Data di chiusura"],
    ["1 201", "Stampa", "Alfa", "Chiuso", "2024-03-02 09:00", "2024-03-01 09:00",
     "Alta", "Ada", "Ugo", "Hardware", "2024-03-01 18:00", "2024-03-02 09:00"],
    ["1 202", "Login", "Beta", "In corso (assegnato)", "2024-03-03 09:00",
     "2024-03-03 09:00", "Media", "Bo", "Ugo", "Software", "", ""],
]  # fmt: skip
OSTICKET: Rows = [
    ["Ticket Number", "Date Created", "Subject", "From", "From Email", "Priority",
     "Department", "Help Topic", "Source", "Current Status", "Last Updated",
     "SLA Due Date", "Due Date", "Closed Date", "Overdue", "Answered",
     "Agent Assigned", "Team Assigned", "Thread Count", "Reopen Count",
     "Attachment Count", "Organization"],
    ["100001", "2024-03-01 09:00:00", "Crash", "Ada", "a@alfa.it", "High", "Support",
     "Bug", "Web", "Closed", "2024-03-02 09:00:00", "", "", "2024-03-02 09:00:00", "0",
     "1", "Kim", "", "3", "0", "0", "Alfa"],
    ["100002", "2024-03-03 09:00:00", "Login", "Bo", "b@beta.no", "Low", "Support",
     "Access", "Email", "Open", "2024-03-03 09:00:00", "", "", "", "0", "0", "Kim", "",
     "1", "0", "0", "Beta"],
]  # fmt: skip
HUBSPOT: Rows = [
    ["Record ID", "Deal Name", "Deal Stage", "Pipeline", "Close Date", "Create Date",
     "Deal owner", "Amount", "Associated Company", "Original Source"],
    ["901", "ERP for Gamma", "Closed Won", "Sales", "2024-03-20 10:00",
     "2024-03-01 10:00", "Sam", "5000", "Gamma", "Organic Search"],
    ["902", "CRM for Delta", "Appointment Scheduled", "Sales", "2024-06-30 10:00",
     "2024-03-02 10:00", "Sam", "900", "Delta", "Referrals"],
]  # fmt: skip
PIPEDRIVE: Rows = [
    ["Deal - ID", "Deal - Title", "Deal - Organization", "Deal - Value",
     "Deal - Currency", "Deal - Stage", "Deal - Status", "Deal - Deal created",
     "Deal - Won time", "Deal - Lost time", "Deal - Lost reason", "Deal - Owner",
     "Deal - Expected close date"],
    ["1", "ERP", "Gamma", "5000", "EUR", "Proposal", "Won", "2024-03-01 10:00:00",
     "2024-03-20 10:00:00", "", "", "Sam", "2024-03-31"],
    ["2", "CRM", "Delta", "900", "EUR", "Qualified", "Lost", "2024-03-02 10:00:00", "",
     "2024-03-25 10:00:00", "Price", "Sam", "2024-04-30"],
]  # fmt: skip
STRIPE: Rows = [
    ["id", "Customer ID", "Customer Description", "Customer Email", "Plan", "Quantity",
     "Currency", "Interval", "Amount", "Status", "Created (UTC)", "Start (UTC)",
     "Current Period Start (UTC)", "Current Period End (UTC)", "Trial Start (UTC)",
     "Trial End (UTC)", "Canceled At (UTC)", "Ended At (UTC)", "Customer Name"],
    ["sub_1", "cus_1", "", "a@alfa.it", "pro", "2", "eur", "month", "49.00", "active",
     "2024-01-05 10:00", "2024-01-05 10:00", "2024-03-05 10:00", "2024-04-05 10:00",
     "", "", "", "", "Alfa"],
    ["sub_2", "cus_2", "", "b@beta.no", "pro", "1", "eur", "year", "480.00",
     "canceled", "2023-01-05 10:00", "2023-01-05 10:00", "2023-01-05 10:00",
     "2024-01-05 10:00", "", "", "2023-12-01 10:00", "2024-01-05 10:00", "Beta"],
]  # fmt: skip
FIC: Rows = [
    ["Codice", "Denominazione", "Indirizzo", "Comune", "CAP", "Provincia", "Paese",
     "Email", "PEC", "Referente", "Telefono", "P.IVA/TAX ID", "Codice fiscale"],
    ["1", "Gamma Srl", "Via 1", "Torino", "10100", "TO", "Italia", "g@g.it", "p@p.it",
     "Ada", "011", "01234567897", "01234567897"],
]  # fmt: skip
FIC_INVOICES: Rows = [
    ["Data", "Prossima scadenza", "Numero", "Cliente", "Imponibile", "IVA", "Lordo",
     "Oggetto"],
    ["13/03/2024", "13/04/2024", "1", "Alfa", "1.000,00", "220,00", "1.220,00", "x"],
]  # fmt: skip
EASYFATT: Rows = [
    ["Cod.", "Denominazione", "Indirizzo", "Cap", "Città", "Prov.", "Regione",
     "Nazione", "Referente", "Tel.", "e-mail", "Codice fiscale", "Partita Iva",
     "Listino", "Fido", "Agente"],
    ["0001", "Gamma Srl", "Via 1", "10100", "Torino", "TO", "Piemonte", "Italia",
     "Ada", "011", "g@g.it", "", "01234567897", "1", "", "Bo"],
]  # fmt: skip
CONTA_AZUL: Rows = [
    ["Identificador", "Fornecedor", "Data de competência", "Data de vencimento",
     "Valor original da parcela (R$)", "Categoria 1", "Centro de Custo 1", "Descrição",
     "Situação"],
    ["1", "Meta", "15/03/2024", "20/03/2024", "1.500,00", "Publicidade", "Marketing",
     "Anúncios", "Pago"],
]  # fmt: skip
OMIE: Rows = [
    ["Número do Contrato", "Situação", "Cliente (Nome Fantasia)", "Vigência Inicial",
     "Vigência Final", "Valor Mensal do Contrato", "Dia de Faturamento", "Vendedor"],
    ["C1", "Ativo", "Alfa", "01/01/2024", "31/12/2024", "1.200,00", "5", "Bia"],
    ["C2", "Ativo", "Beta", "15/01/2024", "14/01/2025", "300,50", "5", "Bia"],
]  # fmt: skip
MOLONI: Rows = [
    ["Número", "Nome", "Contribuinte", "Morada", "Localidade", "Código Postal",
     "País", "Telefone", "E-mail", "Website"],
    ["1", "Gama, Lda", "501234567", "Rua A", "Braga", "4700-001", "Portugal", "253",
     "g@g.pt", ""],
]  # fmt: skip
MICROSOFT: Rows = [
    ["ID", "Start time", "Completion time", "Email", "Name",
     "How likely are you to recommend us to a friend? (0-10)", "Why?"],
    ["1", "3/15/24 9:00:00", "3/15/24 9:05:00", "a@alfa.it", "Ada", "9", "good"],
    ["2", "3/16/24 9:00:00", "3/16/24 9:05:00", "b@beta.no", "Bo", "4", "slow"],
]  # fmt: skip
GOOGLE: Rows = [
    ["Carimbo de data/hora", "Endereço de e-mail", "Empresa",
     "De 0 a 10, o quanto você recomendaria a nossa empresa?", "Por quê?"],
    ["15/03/2024 09:05:00", "a@alfa.it", "Alfa", "10", ""],
    ["16/03/2024 09:05:00", "b@beta.no", "Beta", "6", "preço"],
]  # fmt: skip

SURVEYMONKEY: Rows = [
    ["Respondent ID", "Collector ID", "Start Date", "End Date", "Company",
     "The company made it easy for me to handle my issue.", "Anything else?"],
    ["111", "9", "2024-01-05 10:00", "2024-01-15 10:05", "Alfa", "Strongly agree", ""],
    ["112", "9", "2024-01-06 10:00", "2024-01-16 10:05", "Beta", "Disagree", "slow"],
]  # fmt: skip
GOOGLE_ADS: Rows = [
    ["Campagna", "Giorno", "Costo", "Clic", "Impressioni"],
    ["Nome", "2024-01-13", "12,50", "30", "1000"],
    ["Generica", "2024-01-14", "40,00", "80", "5000"],
]
META_ADS: Rows = [
    ["Campaign name", "Reporting starts", "Reporting ends", "Amount spent (EUR)"],
    ["Launch", "2024-01-01", "2024-01-31", "120.50"],
]
FILES = pytest.mark.parametrize(
    ("program", "kind", "rows"),
    [
        ("Zendesk", "ticket", ZENDESK),
        ("Freshdesk", "ticket", FRESHDESK),
        ("Jira Service Management", "ticket", JIRA),
        ("GLPI", "ticket", GLPI),
        ("osTicket", "ticket", OSTICKET),
        ("HubSpot", "lead", HUBSPOT),
        ("Pipedrive", "lead", PIPEDRIVE),
        ("Stripe", "contract", STRIPE),
        ("Fatture in Cloud", "client", FIC),
        ("Fatture in Cloud", "invoice", FIC_INVOICES),
        ("Danea Easyfatt", "client", EASYFATT),
        ("Conta Azul", "cost", CONTA_AZUL),
        ("Omie", "contract", OMIE),
        ("Moloni", "client", MOLONI),
        ("Microsoft Forms", "survey_answer", MICROSOFT),
        ("Google Forms", "survey_answer", GOOGLE),
        ("SurveyMonkey", "survey_answer", SURVEYMONKEY),
        ("Google Ads", "cost", GOOGLE_ADS),
        ("Meta Ads", "cost", META_ADS),
    ],
)


@FILES
def test_the_program_is_recognised_and_every_row_imported(
    program: str, kind: str, rows: Rows
) -> None:
    plan = plan_sheets({"Clients": CLIENTS, "Export": rows})
    [sheet] = [sheet for sheet in plan.sheets if sheet.sheet == "Export"]

    assert sheet.match is not None
    assert sheet.match.export == program
    assert sheet.match.layout.entity == kind
    assert sheet.count(Outcome.ADDED) == len(rows) - 1, sheet.issues


@pytest.mark.parametrize("export", KNOWN_EXPORTS, ids=lambda item: item.program)
def test_declared_fields_exist(export: Any) -> None:
    known = {name for name, _entity, _field in candidates(layout(export.entity))}

    assert set(export.columns.values()) - {""} <= known


def test_a_sheet_made_by_hand_is_nobodys_export() -> None:
    assert known_export(["Cliente", "Data inizio", "Canone"]) is None


def test_durations_and_marks_of_zendesk_are_read() -> None:
    plan = plan_sheets({"Clients": CLIENTS, "Export": ZENDESK})
    first = plan.adds["ticket"][0][1]

    assert first["first_response_at"] == "2024-03-01T09:30:00"
    assert (first["rating_milli"], first["rating_max"]) == (5000, 5)
    assert first["contacts"] == 2


def test_a_close_date_of_an_open_deal_wins_nothing() -> None:
    plan = plan_sheets({"Export": HUBSPOT})
    outcomes = [values["outcome"] for _, values in plan.adds["lead"]]

    assert outcomes == ["converted", "open"]


def test_stripe_brings_its_customers_and_their_prices() -> None:
    plan = plan_sheets({"Export": STRIPE})

    assert [values["name"] for _, values in plan.adds["client"]] == ["Alfa", "Beta"]
    prices = [
        (term["amount_minor"], term["interval"], term["quantity_milli"])
        for _, term in plan.adds["price_term"]
    ]
    assert prices == [(4900, "monthly", 2000), (48000, "annual", 1000)]
    assert [contract.get("end_on") for _, contract in plan.adds["contract"]] == [
        None,
        "2024-01-05",
    ]


def test_answers_in_words_run_from_bad_to_good() -> None:
    plan = plan_sheets({"Clients": CLIENTS, "Export": SURVEYMONKEY})
    answers = [values for _, values in plan.adds["survey_answer"]]

    assert [values["survey"] for values in answers] == ["ces", "ces"]
    assert [values["score_milli"] for values in answers] == [5000, 2000]
    assert {(one["scale_max"], one["high_is_good"]) for one in answers} == {(5, 1)}


def test_what_advertisements_cost_is_marketing() -> None:
    plan = plan_sheets({"Export": GOOGLE_ADS})
    costs = [values for _, values in plan.adds["cost"]]

    assert [cost["purpose"] for cost in costs] == ["marketing", "marketing"]
    assert [cost["amount_minor"] for cost in costs] == [1250, 4000]
