"""What programs for support export: one row per ticket."""

from __future__ import annotations

from kpidesk.importing.export_model import KnownExport, fields_by

_ZENDESK = fields_by(
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
_FRESHDESK = fields_by(
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
_JIRA = fields_by(
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
_GLPI_IT = fields_by(
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
_GLPI_PT = fields_by(
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
_GLPI_EN = fields_by(
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
_OSTICKET = fields_by(
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

_OSTICKET_IT = fields_by(
    external_id="Numero ticket",
    opened_at="Data creazione|Data di creazione",
    requester="Da",
    category="Argomento assistenza|Argomento di assistenza",
    channel="Fonte",
    status="Stato attuale",
    resolved_at="Data chiusura|Data di chiusura",
    agent="Agente assegnato|Assegnato a",
    left_out_="Email mittente|Dipartimento|Ultimo aggiornamento|Scadenza SLA"
    "|Data di scadenza|In ritardo|Risposto|Team assegnato",
)
_OSTICKET_PT = fields_by(
    external_id="Número do ticket",
    opened_at="Data de criação",
    requester="De",
    category="Tópico de ajuda",
    channel="Fonte|Origem",
    status="Status atual|Estado atual",
    resolved_at="Data de fechamento|Data de fecho",
    agent="Agente atribuído|Atribuído a",
    left_out_="E-mail de|Departamento|Última atualização|Vencimento SLA"
    "|Atrasado|Respondido|Equipe atribuída|Equipa atribuída",
)
_MOVIDESK = fields_by(
    external_id="Número",
    client="Cliente (Organização)|Cliente: Organização",
    requester="Cliente (Completo)|Cliente",
    agent="Responsável",
    category="Categoria",
    product="Serviço",
    priority="Urgência",
    opened_at="Aberto em",
    resolved_at="Resolvido em",
    closed_at="Fechado em",
    left_out_="Equipe|Justificativa",
)
_ASANA = fields_by(
    external_id="Task ID",
    opened_at="Created At",
    resolved_at="Completed At",
    subject="Name",
    status="Section/Column",
    agent="Assignee",
    notes="Notes",
    left_out_="Last Modified|Assignee Email|Start Date|Due Date|Tags|Projects"
    "|Parent task|Blocked By (Dependencies)|Blocking (Dependencies)",
)

SUPPORT_EXPORTS: tuple[KnownExport, ...] = (
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
        "osTicket",
        "ticket",
        "Numero ticket|Data creazione|Argomento assistenza|Stato attuale",
        _OSTICKET_IT,
    ),
    KnownExport(
        "osTicket",
        "ticket",
        "Número do ticket|Data de criação|Tópico de ajuda",
        _OSTICKET_PT,
    ),
    KnownExport("Movidesk", "ticket", "Número|Cliente (Completo)|Aberto em", _MOVIDESK),
    KnownExport(
        "Asana", "ticket", "Task ID|Created At|Completed At|Section/Column", _ASANA
    ),
)
