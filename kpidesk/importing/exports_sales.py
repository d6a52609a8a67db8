"""What programs for sales export: deals, contacts, companies."""

from __future__ import annotations

from kpidesk.importing.export_model import KnownExport, fields_by

_HUBSPOT_DEALS = fields_by(
    external_id="Record ID",
    name="Deal Name",
    company="Associated Company|Associated Company (Primary)",
    stage="Deal Stage",
    owner="Deal owner",
    value="Amount",
    created_at="Create Date",
    converted_at="Close Date",
    lost_reason="Closed Lost Reason",
    source="Original Source|Original Traffic Source|Original Source Type",
    currency="Currency",
    left_out_="Pipeline|Deal Type|Last Activity Date|Associated Contact",
)
_HUBSPOT_COMPANIES = fields_by(
    external_id="Record ID",
    name="Company name",
    account_manager="Company owner",
    client_since="Create Date",
    website="Company Domain Name|Website URL",
    country="Country/Region",
    region="State/Region",
    phone="Phone Number",
    left_out_="Last Activity Date|Lead Status",
)
_HUBSPOT_TICKETS = fields_by(
    external_id="Ticket ID",
    subject="Ticket name",
    status="Ticket status",
    agent="Ticket owner",
    opened_at="Create date",
    closed_at="Close date",
    channel="Source",
    client="Associated Company",
    left_out_="Pipeline|Last activity date",
)
_PIPEDRIVE = fields_by(
    external_id="ID",
    name="Title",
    company="Organization",
    value="Value",
    currency="Currency|Currency of Value",
    stage="Stage",
    outcome="Status",
    owner="Owner",
    source="Source channel|Source|Label",
    created_at="Deal created",
    converted_at="Won time",
    lost_at="Lost time",
    lost_reason="Lost reason",
    left_out_="Contact person|Pipeline|Expected close date|Update time"
    "|Probability|Deal closed on",
)

_SALESFORCE = fields_by(
    external_id="Opportunity ID",
    name="Opportunity Name",
    client="Account Name",
    owner="Opportunity Owner|Owner",
    stage="Stage",
    value="Amount",
    created_at="Created Date",
    converted_at="Close Date",
    source="Lead Source",
    lost_reason="Loss Reason|Closed Lost Reason",
    left_out_="Fiscal Period|Expected Revenue|Probability (%)|Age|Next Step|Type",
)
_RD_STATION = fields_by(
    name="Nome",
    company="Empresa",
    stage="Etapa",
    outcome="Estado",
    value="Valor Recorrente|Valor Único",
    created_at="Data de criação",
    converted_at="Data de fechamento",
    lost_reason="Motivo de Perda",
    source="Fonte",
    campaign="Campanha",
    owner="Responsável",
    left_out_="Qualificação|Funil de vendas|Previsão de fechamento",
)
_STRIPE_CUSTOMERS = fields_by(
    external_id="id",
    name="Name|Description",
    email="Email",
    client_since="Created (UTC)",
    country="Address Country|Card Address Country",
    left_out_="Delinquent|Card Brand|Total Spend|Payment Count|Currency|Plan|Status",
)

SALES_EXPORTS: tuple[KnownExport, ...] = (
    KnownExport(
        "HubSpot", "lead", "Record ID|Deal Name|Deal Stage|Create Date", _HUBSPOT_DEALS
    ),
    KnownExport(
        "HubSpot",
        "client",
        "Record ID|Company name|Company owner|Create Date",
        _HUBSPOT_COMPANIES,
    ),
    KnownExport(
        "HubSpot",
        "ticket",
        "Ticket ID|Ticket name|Ticket status|Create date",
        _HUBSPOT_TICKETS,
    ),
    KnownExport(
        "Pipedrive", "lead", "Title|Stage|Deal created|Won time|Lost time", _PIPEDRIVE
    ),
    KnownExport(
        "Pipedrive",
        "lead",
        "Deal - Title|Deal - Stage|Deal - Won time|Deal - Lost time",
        {f"Deal - {header}": field for header, field in _PIPEDRIVE.items()}
        | {"Deal - Deal created": "created_at", "Deal - Created": "created_at"},
    ),
    KnownExport(
        "Salesforce",
        "lead",
        "Account Name|Opportunity Name|Stage|Close Date|Created Date",
        _SALESFORCE,
    ),
    KnownExport(
        "RD Station",
        "lead",
        "Nome|Empresa|Funil de vendas|Etapa|Estado|Valor Recorrente",
        _RD_STATION,
    ),
    KnownExport(
        "Stripe",
        "client",
        "id|Name|Email|Created (UTC)|Delinquent",
        _STRIPE_CUSTOMERS,
    ),
)
