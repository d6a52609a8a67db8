"""What well-known programs export, recognised by the headers that only they use.

A declaration names the program, the kind of its rows and the field of each column that
ordinary matching could get wrong; columns not named here are matched as usual.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from kpidesk.importing.header_text import normalised

_LEFT_OUT = ""


@dataclass(frozen=True)
class KnownExport:
    """One export of one program in one language.

    Attributes:
        program: Name of the program.
        entity: Kind of its rows.
        signature: Headers, separated by ``|``, that are all there in its exports.
        fields: Field of columns by header; empty = left out.
    """

    program: str
    entity: str
    signature: str
    fields: Mapping[str, str]

    @cached_property
    def marks(self) -> frozenset[str]:
        """The signature as normalised headers."""
        return frozenset(normalised(header) for header in self.signature.split("|"))

    @cached_property
    def columns(self) -> dict[str, str]:
        """Fields by normalised header."""
        return {normalised(header): name for header, name in self.fields.items()}

    def fields_of(self, filled: AbstractSet[str]) -> dict[str, str]:
        """Field per column; of columns for one field, the first that is filled.

        Args:
            filled: Normalised headers of columns that hold something.
        """
        found: dict[str, str] = {}
        given: set[str] = set()
        for header, name in self.columns.items():
            take = name not in given and header in filled
            found[header] = name if take else _LEFT_OUT
            if take and name:
                given.add(name)
        return found


def known_export(headers: Iterable[str]) -> KnownExport | None:
    """The export that a table's headers give away, the most telling one first."""
    found = {normalised(header) for header in headers}
    matching = [export for export in KNOWN_EXPORTS if export.marks <= found]
    return max(matching, key=lambda export: len(export.marks), default=None)


def _fields(**names: str) -> dict[str, str]:
    """Fields by header, written the other way round: ``opened_at="Created at"``."""
    found: dict[str, str] = {}
    for name, headers in names.items():
        field = "" if name == "left_out_" else name.replace("client__", "client.")
        found.update(dict.fromkeys(headers.split("|"), field))
    return found


_ZENDESK = _fields(
    external_id="Id",
    client="Organization",
    requester="Requester",
    agent="Assignee",
    channel="Via",
    category="Ticket type",
    opened_at="Created at",
    resolved_at="Solved at",
    csat_score="Satisfaction Score",
    reopened_count="Reopens",
    replies_count="Replies",
    first_response_duration="First reply time in minutes",
    resolution_duration="Full resolution time in minutes",
    left_out_="Summation column|Requester id|Requester email|Requester domain|Submitter"
    "|Group|Tags|Updated at|Assigned at|Initially assigned at|Due date"
    "|Resolution time|First resolution time in minutes"
    "|First reply time in minutes within business hours"
    "|Full resolution time in minutes within business hours",
)
_FRESHDESK = _fields(
    external_id="Ticket ID",
    channel="Source",
    category="Type",
    client="Company Name|Company name",
    requester="Full name|Contact name",
    opened_at="Created time",
    first_response_at="Initial response time",
    resolved_at="Resolved time",
    closed_at="Closed time",
    replies_count="Agent interactions",
    csat_score="Survey results",
    effort="Time tracked",
    sla_met="Resolution status",
    first_response_duration="First response time (in hrs)",
    resolution_duration="Resolution time (in hrs)",
    left_out_="Group|Due by Time|Last update time|Customer interactions|Tags"
    "|First response status",
)
_JIRA = _fields(
    external_id="Issue key",
    subject="Summary",
    category="Issue Type",
    client="Organizations",
    requester="Reporter",
    agent="Assignee",
    opened_at="Created",
    resolved_at="Resolved",
    csat_score="Satisfaction rating|Custom field (Satisfaction)",
    left_out_="Issue id|Updated|Resolution|Project key|Project name|Creator|Due date",
)
_GLPI_IT = _fields(
    external_id="ID",
    subject="Titolo",
    client="Entità",
    requester="Richiedente - Richiedente|Richiedente",
    agent="Assegnato a - Tecnico|Assegnato - Tecnico",
    opened_at="Data di apertura",
    resolved_at="Data di risoluzione|Data della soluzione",
    closed_at="Data di chiusura",
    left_out_="Ultimo aggiornamento",
)
_GLPI_PT = _fields(
    external_id="ID",
    subject="Título",
    client="Entidade",
    requester="Requerente - Requerente|Requerente",
    agent="Atribuído - Técnico|Atribuído para - Técnico",
    opened_at="Data de abertura",
    resolved_at="Data da solução|Data de resolução",
    closed_at="Data de fechamento|Data de fecho",
    left_out_="Última atualização",
)
_GLPI_EN = _fields(
    external_id="ID",
    subject="Title",
    client="Entity",
    requester="Requester - Requester",
    agent="Assigned to - Technician",
    opened_at="Opening date",
    resolved_at="Resolution date",
    closed_at="Closing date",
    left_out_="Last update",
)
_OSTICKET = _fields(
    external_id="Ticket Number",
    opened_at="Date Created",
    requester="From",
    client="Organization",
    category="Help Topic",
    channel="Source",
    status="Current Status",
    resolved_at="Closed Date",
    agent="Agent Assigned",
    reopened_count="Reopen Count",
    left_out_="From Email|Department|Last Updated|SLA Due Date|Due Date|Overdue"
    "|Answered|Team Assigned|Thread Count|Attachment Count",
)
_HUBSPOT_DEALS = _fields(
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
_HUBSPOT_COMPANIES = _fields(
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
_HUBSPOT_TICKETS = _fields(
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
_PIPEDRIVE = _fields(
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
_STRIPE = _fields(
    external_id="id",
    client__external_id="Customer ID",
    client="Customer Name|Customer Description",
    client__email="Customer Email",
    product="Plan|Product",
    quantity="Quantity",
    billing_period="Interval",
    amount="Amount",
    start_date="Start (UTC)|Start Date (UTC)",
    renewal_date="Current Period End (UTC)",
    cancelled_date="Canceled At (UTC)",
    end_date="Ended At (UTC)",
    left_out_="Created (UTC)|Current Period Start (UTC)|Trial Start (UTC)"
    "|Trial End (UTC)|Application Fee Percent|Coupon|Cancel At Period End"
    "|Billing Cycle Anchor (UTC)",
)
_FIC_CLIENTS = _fields(
    external_id="Codice|Codice interno",
    name="Denominazione",
    tax_id="P.IVA/TAX ID|Partita IVA",
    city="Comune",
    region="Provincia",
    left_out_="PEC|Referente|Fax|Codice fiscale|Note indirizzo|Codice SDI"
    "|Termini di pagamento|IBAN",
)
_FIC_INVOICES = _fields(
    external_id="Numero",
    client="Cliente|Denominazione",
    issued_on="Data",
    due_on="Prossima scadenza",
    amount="Imponibile",
    paid_on="Data saldo|Data ultimo pagamento",
    left_out_="IVA|Lordo|Totale|Rit. d'acconto|Oggetto|Stato|Saldato|Centro ricavo",
)
_EASYFATT_CLIENTS = _fields(
    external_id="Cod.",
    name="Denominazione",
    tax_id="Partita Iva",
    account_manager="Agente",
    website="Home page",
    country="Nazione",
    region="Prov.",
    left_out_="Regione|Referente|Cell|Fax|Pec|Codice fiscale|Sconti|Listino|Fido"
    "|Pagamento|Banca|Cod. destinatario Fatt. elettr.",
)
_EASYFATT_INVOICES = _fields(
    external_id="Num.",
    issued_on="Data",
    client="Cliente",
    amount="Tot. netto|Netto",
    left_out_="Tot. iva|Iva|Tot. doc.|Totale|Agente|Pagamento|Commento",
)
_CONTA_AZUL_CLIENTS = _fields(
    name="Nome",
    tax_id="CNPJ/CPF|CPF/CNPJ|Documento",
    region="Estado",
    client_since="Data de cadastro",
    left_out_="Tipo de Pessoa|Celular|Inscrição Estadual|Número|Complemento|Bairro",
)
_CONTA_AZUL_COSTS = _fields(
    vendor="Fornecedor|Nome do fornecedor",
    date="Data de competência",
    amount="Valor original da parcela (R$)",
    category="Categoria 1",
    kind="Centro de Custo 1",
    description="Descrição",
    left_out_="Identificador|Data de vencimento|Situação|Data do último pagamento"
    "|Valor categoria 1|Valor total pago da parcela (R$)",
)
_OMIE_CLIENTS = _fields(
    legal_name="Razão Social",
    name="Nome Fantasia",
    tax_id="CNPJ / CPF",
    region="Estado (UF)|Estado",
    client_since="Data de Inclusão",
    left_out_="Inscrição Estadual|Tags|Inscrição Municipal",
)
_OMIE_CONTRACTS = _fields(
    external_id="Número do Contrato",
    client="Cliente (Nome Fantasia)",
    status="Situação",
    start_date="Vigência Inicial",
    end_date="Vigência Final",
    mrr="Valor Mensal do Contrato|Valor Mensal",
    account_manager="Vendedor",
    left_out_="Dia de Faturamento|Tipo de Faturamento|Categoria|Cidade",
)
_OMIE_COSTS = _fields(
    vendor="Fornecedor (Nome Fantasia)",
    category="Categoria",
    kind="Departamento",
    date="Data de Emissão",
    amount="Valor da Conta",
    description="Observação",
    left_out_="Vencimento|Data de Vencimento|Situação|Conta Corrente|Projeto",
)
_MOLONI_CLIENTS = _fields(
    external_id="Número",
    name="Nome",
    tax_id="Contribuinte",
    account_manager="Vendedor",
    left_out_="Fax|Pessoa de contacto|Desconto|Limite de crédito|Método de pagamento"
    "|Data de vencimento",
)
_MOLONI_INVOICES = _fields(
    external_id="Documento",
    client="Cliente",
    issued_on="Data",
    due_on="Vencimento|Data de vencimento",
    amount="Valor líquido|Incidência|Total s/ impostos",
    left_out_="Série|Número|Contribuinte|IVA|Impostos|Total|Estado",
)


def _forms(timestamp: str, respondent: str) -> dict[str, str]:
    return _fields(answered_at=timestamp, respondent=respondent)


def _ads(day: str, campaign: str, cost: str) -> dict[str, str]:
    return _fields(date=day, description=campaign, amount=cost)


KNOWN_EXPORTS: tuple[KnownExport, ...] = (
    KnownExport(
        "Zendesk", "ticket", "Id|Requester|Assignee|Via|Created at|Solved at", _ZENDESK
    ),
    KnownExport(
        "Freshdesk",
        "ticket",
        "Ticket ID|Agent|Created time|Resolved time|Initial response time",
        _FRESHDESK,
    ),
    KnownExport(
        "Jira Service Management",
        "ticket",
        "Issue key|Issue Type|Summary|Reporter|Created|Resolved",
        _JIRA,
    ),
    KnownExport(
        "GLPI", "ticket", "ID|Titolo|Data di apertura|Ultimo aggiornamento", _GLPI_IT
    ),
    KnownExport(
        "GLPI", "ticket", "ID|Título|Data de abertura|Última atualização", _GLPI_PT
    ),
    KnownExport("GLPI", "ticket", "ID|Title|Opening date|Last update", _GLPI_EN),
    KnownExport(
        "osTicket",
        "ticket",
        "Ticket Number|Date Created|Help Topic|Current Status",
        _OSTICKET,
    ),
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
        "Stripe",
        "contract",
        "id|Customer ID|Interval|Amount|Current Period End (UTC)",
        _STRIPE,
    ),
    KnownExport(
        "Fatture in Cloud", "client", "Denominazione|P.IVA/TAX ID", _FIC_CLIENTS
    ),
    KnownExport(
        "Fatture in Cloud",
        "invoice",
        "Data|Prossima scadenza|Numero|Imponibile",
        _FIC_INVOICES,
    ),
    KnownExport(
        "Danea Easyfatt",
        "client",
        "Cod.|Denominazione|Partita Iva|Listino|Fido",
        _EASYFATT_CLIENTS,
    ),
    KnownExport(
        "Danea Easyfatt",
        "invoice",
        "Data|Num.|Cliente|Tot. netto|Tot. doc.",
        _EASYFATT_INVOICES,
    ),
    KnownExport(
        "Conta Azul",
        "client",
        "Nome|Tipo de Pessoa|CNPJ/CPF|Cidade",
        _CONTA_AZUL_CLIENTS,
    ),
    KnownExport(
        "Conta Azul",
        "cost",
        "Data de competência|Valor original da parcela (R$)|Categoria 1",
        _CONTA_AZUL_COSTS,
    ),
    KnownExport(
        "Omie",
        "client",
        "Razão Social|Nome Fantasia|CNPJ / CPF|Data de Inclusão",
        _OMIE_CLIENTS,
    ),
    KnownExport(
        "Omie",
        "contract",
        "Número do Contrato|Cliente (Nome Fantasia)|Vigência Inicial",
        _OMIE_CONTRACTS,
    ),
    KnownExport(
        "Omie",
        "cost",
        "Fornecedor (Nome Fantasia)|Categoria|Valor da Conta",
        _OMIE_COSTS,
    ),
    KnownExport(
        "Moloni",
        "client",
        "Número|Nome|Contribuinte|Morada|Código Postal",
        _MOLONI_CLIENTS,
    ),
    KnownExport(
        "Moloni",
        "invoice",
        "Documento|Série|Data|Cliente|Contribuinte",
        _MOLONI_INVOICES,
    ),
    KnownExport(
        "Microsoft Forms",
        "survey_answer",
        "ID|Ora di inizio|Ora di completamento",
        _forms("Ora di completamento", "Nome|Posta elettronica")
        | {"ID": _LEFT_OUT, "Ora di inizio": _LEFT_OUT},
    ),
    KnownExport(
        "Microsoft Forms",
        "survey_answer",
        "ID|Start time|Completion time",
        _forms("Completion time", "Name|Email")
        | {"ID": _LEFT_OUT, "Start time": _LEFT_OUT},
    ),
    KnownExport(
        "Microsoft Forms",
        "survey_answer",
        "ID|Hora de início|Hora de conclusão",
        _forms("Hora de conclusão", "Nome|Email|E-mail")
        | {"ID": _LEFT_OUT, "Hora de início": _LEFT_OUT},
    ),
    KnownExport(
        "SurveyMonkey",
        "survey_answer",
        "Respondent ID|Start Date|End Date",
        _forms("End Date", "Email Address")
        | dict.fromkeys(("Respondent ID", "Start Date", "Collector ID"), _LEFT_OUT),
    ),
    KnownExport(
        "Typeform",
        "survey_answer",
        "Start Date (UTC)|Submit Date (UTC)|Network ID",
        _forms("Submit Date (UTC)", "Email")
        | dict.fromkeys(("#", "Start Date (UTC)", "Network ID"), _LEFT_OUT),
    ),
    *(
        KnownExport(
            "Google Ads",
            "cost",
            f"{campaign}|{day}|{cost}|{clicks}",
            _ads(day, campaign, cost),
        )
        for campaign, day, cost, clicks in (
            ("Campaign", "Day", "Cost", "Clicks"),
            ("Campagna", "Giorno", "Costo", "Clic"),
            ("Campanha", "Dia", "Custo", "Cliques"),
        )
    ),
    KnownExport(
        "Meta Ads",
        "cost",
        "Campaign name|Reporting starts|Reporting ends",
        _ads(
            "Reporting starts",
            "Campaign name",
            "Amount spent (EUR)|Amount spent (BRL)|Amount spent (USD)",
        ),
    ),
    *(
        KnownExport("Google Forms", "survey_answer", timestamp, _forms(timestamp, mail))
        for timestamp, mail in (
            ("Informazioni cronologiche", "Nome utente|Indirizzo email"),
            ("Carimbo de data/hora", "Nome de usuário|Endereço de e-mail"),
            ("Carimbo de data/hora", "Nome de utilizador|Endereço de email"),
            ("Timestamp", "Username|Email Address"),
        )
    ),
)
"""Every known export; a program may have several, by kind and language."""
