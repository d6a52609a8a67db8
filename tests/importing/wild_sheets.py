# ruff: noqa: E501 - rows of sheets are read best on one line
"""Sheets as small software houses really keep them, none written from the synonyms.

Each table says what it should be taken for and which field each column holds, so that
the share of columns matched without help is measured and not guessed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

Rows = list[list[Any]]


@dataclass(frozen=True, slots=True)
class WildTable:
    """A table of a sheet and what it should become.

    Attributes:
        kind: What it should be taken for; empty = nothing that is imported.
        fields: Field that each column with a header holds, in order; empty = none.
        added: How many of its rows become records.
        rejected: How many are rightly rejected.
    """

    kind: str
    fields: tuple[str, ...] = ()
    added: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class WildBook:
    """A workbook and what each of its tables should become, sheet by sheet.

    Attributes:
        name: Its name.
        sheets: Rows of each sheet.
        expected: Tables of each sheet.
        merges: Merged areas of each sheet.
        text: It is a text file, whose cells are all texts.
        creates: Clients that rows name are created.
    """

    name: str
    sheets: dict[str, Rows]
    expected: dict[str, list[WildTable]]
    merges: dict[str, list[str]] = field(default_factory=dict)
    text: bool = False
    creates: bool = False


def _t(kind: str, fields: str, added: int, rejected: int = 0) -> WildTable:
    names = tuple("" if name == "-" else name for name in fields.split())
    return WildTable(kind, names, added, rejected)


D = dt.date
M = dt.datetime

BOOKS: tuple[WildBook, ...] = (
    WildBook(
        "it gestionale, titolo e note",
        {
            "Elenco clienti": [
                ["ELENCO CLIENTI ATTIVI AL 30/06/2024"],
                ["Studio Delta S.r.l. - uso interno"],
                [],
                ["Cod.", "Denominazione", "P.Iva", "Cod. Fisc.", "Indirizzo", "CAP",
                 "Località", "Prov.", "Tel.", "Indirizzo mail", "Agente", "Cliente da"],
                ["1", "Alfa Impianti Srl", 1234567897, "", "Via Roma 1", "10100",
                 "Torino", "TO", "011 1234", "a@alfa.it", "Bruni", "15/01/2019"],
                ["2", "Beta Costruzioni Spa", "IT09876543215", "", "Via Po 3", "20100",
                 "Milano", "MI", "02 4321", "b@beta.it", "Bruni", "03/09/2020"],
                ["3", "Total Servizi Srl", "11122233344", "", "Via Ala 9", "00100",
                 "Roma", "RM", "06 999", "c@total.it", "Neri", "22/11/2021"],
                [],
                ["Nota: i clienti cessati sono in un altro foglio."],
            ]
        },
        {
            "Elenco clienti": [
                _t(
                    "client",
                    "external_id name tax_id - address postcode city region phone"
                    " email account_manager client_since",
                    3,
                )
            ]
        },
    ),
    WildBook(
        "it contratti con intestazione su due righe",
        {
            "Canoni 2024": [
                [None, None, "Contratto", None, None, "Importi", None, "Scadenze", None],
                ["Rif.", "Cliente", "Prodotto", "Dal", "Al", "Canone", "Sconto %",
                 "Tacito rinnovo", "Preavviso gg"],
                ["C/1", "Alfa Srl", "ERP", "01/01/2023", "31/12/2023", "1.200,00", "10%",
                 "SI", 60],
                ["C/2", "Beta Srl", "CRM", "01/03/2023", "29/02/2024", "600,50", "",
                 "NO", 30],
                ["C/3", "Gamma Snc", "ERP", "15/06/2023", "14/06/2024", "2.400,00", "5%",
                 "SI", 90],
                ["TOTALE", "", "", "", "", "4.200,50", "", "", ""],
            ],
            "Clienti": [
                ["Cliente", "Città"], ["Alfa Srl", "Asti"], ["Beta Srl", "Bari"],
                ["Gamma Snc", "Como"],
            ],
        },
        {
            "Canoni 2024": [
                _t(
                    "contract",
                    "external_id client product start_date end_date amount discount"
                    " auto_renew notice_days",
                    3,
                )
            ],
            "Clienti": [_t("client", "name city", 3)],
        },
        merges={"Canoni 2024": ["C1:E1", "F1:G1", "H1:I1"]},
    ),
    WildBook(
        "it tabella da C12",
        {
            "Assistenza": [
                *([[]] * 11),
                [None, None, "Nr. richiesta", "Ragione sociale cliente",
                 "Descrizione problema", "Urgenza", "Tecnico", "Data e ora apertura",
                 "Data e ora presa in carico", "Data e ora chiusura", "Esito"],
                [None, None, "R-01", "Alfa Srl", "Non stampa", "Alta", "Ugo",
                 "02/01/2024 09:00", "02/01/2024 09:30", "02/01/2024 17:00", "Risolto"],
                [None, None, "R-02", "Alfa Srl", "Errore login", "Bassa", "Ada",
                 "14/01/2024 10:00", "14/01/2024 11:00", "", "Aperto"],
            ],
            "Clienti": [["Nome cliente", "Paese"], ["Alfa Srl", "Italia"]],
        },
        {
            "Assistenza": [
                _t(
                    "ticket",
                    "external_id client subject priority agent opened_at"
                    " first_response_at closed_at status",
                    2,
                )
            ],
            "Clienti": [_t("client", "name country", 1)],
        },
    ),
    WildBook(
        "it foglio unico cliente e contratto",
        {
            "Foglio1": [
                ["Ragione Sociale", "Partita IVA", "Comune", "Settore merceologico",
                 "Software", "Canone annuo", "N. postazioni", "Data attivazione",
                 "Data disattivazione", "Motivo disdetta"],
                ["Alfa Srl", "01234567897", "Torino", "Edilizia", "ERP", "€ 1.200,00", 1,
                 D(2022, 1, 1), None, ""],
                ["Beta Spa", "09876543215", "Milano", "Food", "ERP", "€ 600,00", 2,
                 D(2022, 5, 1), D(2024, 5, 1), "Prezzo"],
                ["Beta Spa", "09876543215", "Milano", "Food", "CRM", "€ 300,00", 1,
                 D(2022, 6, 1), None, ""],
            ]
        },
        {
            "Foglio1": [
                _t(
                    "contract",
                    "client client.tax_id client.city client.industry product amount"
                    " quantity start_date end_date end_reason",
                    3,
                )
            ]
        },
    ),
    WildBook(
        "it costi a griglia di mesi",
        {
            "Costi 2024": [
                ["Voce di costo", "gen-24", "feb-24", "mar-24", "Totale"],
                ["Pubblicità Google", "1.000,00", "1.100,50", "", "2.100,50"],
                ["Provvigioni agenti", "500,00", "0,00", "650,00", "1.150,00"],
                ["Totale", "1.500,00", "1.100,50", "650,00", "3.250,50"],
            ]
        },
        {"Costi 2024": [_t("cost", "category amount amount amount -", 2)]},
    ),
    WildBook(
        "it più tabelle sullo stesso foglio",
        {
            "Riepilogo commerciale": [
                ["Potenziali clienti"],
                ["Contatto", "Azienda", "Canale", "Stato trattativa",
                 "Data primo contatto", "Data chiusura"],
                ["Anna", "Delta Srl", "Fiera", "Vinta", "05/03/2024", "20/03/2024"],
                ["Ugo", "Eta Srl", "Web", "In corso", "16/03/2024", ""],
                [],
                ["Spese commerciali"],
                ["Data spesa", "Tipologia", "Fornitore", "Importo netto"],
                ["10/03/2024", "Marketing", "Google", "350,00"],
                ["28/03/2024", "Provvigioni", "Rossi", "120,00"],
                ["Totale", "", "", "470,00"],
            ]
        },
        {
            "Riepilogo commerciale": [
                _t("lead", "name company source stage created_at converted_at", 2),
                _t("cost", "date kind vendor amount", 2),
            ]
        },
    ),
    WildBook(
        "it ticket divisi per anno",
        {
            "Clienti": [["Codice", "Nome"], ["A1", "Alfa"], ["B1", "Beta"]],
            "Ticket 2024": [
                ["ID", "Cod. cliente", "Titolo", "Data apertura", "Data chiusura",
                 "Ore lavorate", "Voto"],
                [1, "A1", "x", M(2024, 1, 2, 9), M(2024, 1, 3, 9), "1:30", 5],
                [2, "B1", "y", M(2024, 2, 2, 9), M(2024, 2, 3, 9), "0:20", 4],
            ],
            "Ticket 2025": [
                ["ID", "Cod. cliente", "Titolo", "Data apertura", "Data chiusura",
                 "Ore lavorate", "Voto"],
                [3, "A1", "z", M(2025, 1, 2, 9), None, "2:00", None],
            ],
        },
        {
            "Clienti": [_t("client", "external_id name", 2)],
            "Ticket 2024": [
                _t(
                    "ticket",
                    "external_id client.external_id subject opened_at closed_at"
                    " effort csat_score",
                    2,
                )
            ],
            "Ticket 2025": [
                _t(
                    "ticket",
                    "external_id client.external_id subject opened_at closed_at"
                    " effort csat_score",
                    1,
                )
            ],
        },
    ),
    WildBook(
        "it modulo di Google",
        {
            "Risposte del modulo 1": [
                ["Informazioni cronologiche", "Nome azienda",
                 "Quanto è soddisfatto del servizio? (1-5)",
                 "Da 0 a 10, con quale probabilità ci consiglierebbe a un collega?",
                 "Suggerimenti"],
                ["12/03/2024 10.22.11", "Alfa", 4, 9, "bene"],
                ["13/03/2024 9.05.00", "Beta", 2, 3, ""],
            ],
            "Clienti": [["Cliente", "Settore"], ["Alfa", "IT"], ["Beta", "Food"]],
        },
        {
            "Risposte del modulo 1": [
                _t("survey_answer", "answered_at client score score comment", 2)
            ],
            "Clienti": [_t("client", "name industry", 2)],
        },
    ),
    WildBook(
        "it dipendenti e pulse",
        {
            "Personale": [
                ["Matricola", "Cognome e nome", "Reparto", "Mansione",
                 "Data assunzione", "Data cessazione", "RAL"],
                ["7", "Rossi Anna", "Sviluppo", "Dev", "01/02/2020", "", "32.000"],
                ["8", "Neri Ugo", "Assistenza", "Tecnico", "15/03/2021", "31/01/2024",
                 "28.000"],
            ]
        },
        {
            "Personale": [
                _t(
                    "employee",
                    "external_id name department role hired_on left_on yearly_salary",
                    2,
                )
            ]
        },
    ),
    WildBook(
        "pt_BR clientes",
        {
            "Cadastro de clientes": [
                ["Cód. Cliente", "Razão Social", "Nome Fantasia", "CNPJ/CPF", "Cidade",
                 "UF", "CEP", "Segmento de atuação", "Telefone", "E-mail financeiro",
                 "Data do cadastro", "Situação"],
                ["10", "Alfa Ltda", "Alfa", "11.222.333/0001-81", "Curitiba", "PR",
                 "80000-000", "Varejo", "(41) 9999", "x@alfa.br", "10/02/2021", "Ativo"],
                ["11", "Beta ME", "Beta", "12.345.678/0001-95", "Recife", "PE",
                 "50000-000", "Saúde", "(81) 8888", "y@beta.br", "25/07/2022", "Inativo"],
            ]
        },
        {
            "Cadastro de clientes": [
                _t(
                    "client",
                    "external_id legal_name name tax_id city region postcode industry"
                    " phone email client_since status",
                    2,
                )
            ]
        },
    ),
    WildBook(
        "pt_BR assinaturas",
        {
            "Assinaturas": [
                ["Nº Contrato", "CNPJ do cliente", "Plano", "Mensalidade (R$)",
                 "Qtd. usuários", "Desconto (%)", "Vigência início", "Vigência fim",
                 "Renova automaticamente?", "Data da venda", "Vendedor"],
                ["1", "11222333000181", "Pro", "R$ 1.250,00", 1, 0, "01/01/2023",
                 "31/12/2023", "Sim", "20/12/2022", "Bia"],
                ["2", "12.345.678/0001-95", "Lite", "R$ 99,90", 3, 10, "15/02/2023",
                 "", "Não", "10/02/2023", "Leo"],
            ],
            "Clientes": [
                ["Nome", "CNPJ"], ["Alfa", "11.222.333/0001-81"],
                ["Beta", "12.345.678/0001-95"],
            ],
        },
        {
            "Assinaturas": [
                _t(
                    "contract",
                    "external_id client.tax_id product mrr quantity discount"
                    " start_date end_date auto_renew signed_date account_manager",
                    2,
                )
            ],
            "Clientes": [_t("client", "name tax_id", 2)],
        },
    ),
    WildBook(
        "pt_BR chamados csv",
        {
            "chamados": [
                ["Protocolo", "Empresa", "Solicitante", "Assunto do chamado",
                 "Classificação", "Prioridade", "Situação", "Analista",
                 "Aberto em", "Primeiro atendimento em", "Encerrado em",
                 "Nota do atendimento", "Dentro do SLA?"],
                ["2024-001", "Alfa", "Ana", "NF não emite", "Fiscal", "Alta",
                 "Encerrado", "Rui", "05/02/2024 08:10", "05/02/2024 08:40",
                 "06/02/2024 10:00", "5", "Sim"],
                ["2024-002", "Beta", "Zé", "Senha", "Acesso", "Média",
                 "Em andamento", "Rui", "25/02/2024 14:00", "", "", "", "Não"],
            ],
            "empresas": [["Empresa", "Município"], ["Alfa", "Natal"], ["Beta", "Belém"]],
        },
        {
            "chamados": [
                _t(
                    "ticket",
                    "external_id client requester subject category priority status"
                    " agent opened_at first_response_at closed_at csat_score sla_met",
                    2,
                )
            ],
            "empresas": [_t("client", "name city", 2)],
        },
        text=True,
    ),
    WildBook(
        "pt_BR despesas e leads",
        {
            "Contas pagas": [
                ["Data pagamento", "Centro de custo", "Fornecedor", "Histórico",
                 "Valor pago (R$)"],
                ["05/01/2024", "Marketing", "Meta", "Anúncios jan", "2.300,00"],
                ["20/01/2024", "Comercial", "João", "Comissão", "1.000,00"],
                ["31/01/2024", "TI", "AWS", "Servidores", "800,00"],
            ],
            "Funil": [
                ["Lead", "Empresa", "E-mail", "Origem do lead", "Etapa do funil",
                 "Data de entrada", "Data do ganho", "Valor estimado",
                 "Motivo da perda", "Responsável"],
                ["Ana", "Gama", "a@g.br", "Indicação", "Ganho", "03/01/2024",
                 "25/01/2024", "5.000,00", "", "Bia"],
                ["Rui", "Teta", "r@t.br", "Site", "Perdido", "13/01/2024", "",
                 "1.500,00", "Preço", "Bia"],
            ],
        },
        {
            "Contas pagas": [_t("cost", "date kind vendor description amount", 3)],
            "Funil": [
                _t(
                    "lead",
                    "name company email source stage created_at converted_at value"
                    " lost_reason owner",
                    2,
                )
            ],
        },
    ),
    WildBook(
        "pt_PT clientes e avenças",
        {
            "Entidades": [
                ["N.º cliente", "Designação social", "Contribuinte", "Morada",
                 "Código postal", "Localidade", "Distrito", "Telemóvel",
                 "Correio eletrónico", "Gestor de conta", "Data de adesão"],
                ["1", "Alfa, Lda.", "501 234 567", "Rua A", "4700-001", "Braga", "Braga",
                 "912", "a@a.pt", "Rita", "05-03-2020"],
                ["2", "Beta, S.A.", "509876543", "Rua B", "4000-001", "Porto", "Porto",
                 "913", "b@b.pt", "Rita", "25-03-2020"],
            ],
            "Avenças": [
                ["Avença n.º", "Entidade", "Serviço", "Avença mensal (€)",
                 "Início da avença", "Fim da avença", "Renovação automática",
                 "Pré-aviso (dias)", "Observações"],
                ["A1", "Alfa, Lda.", "Gestão", "1 200,00", "01-01-2023", "", "S", 60,
                 ""],
                ["A2", "Beta, S.A.", "POS", "90,50", "15-02-2023", "14-02-2024", "N",
                 30, "obs"],
            ],
        },
        {
            "Entidades": [
                _t(
                    "client",
                    "external_id name tax_id address postcode city region phone"
                    " email account_manager client_since",
                    2,
                )
            ],
            "Avenças": [
                _t(
                    "contract",
                    "external_id client product mrr start_date end_date auto_renew"
                    " notice_days notes",
                    2,
                )
            ],
        },
    ),
    WildBook(
        "pt_PT pedidos",
        {
            "Pedidos de assistência": [
                ["Pedido", "NIF", "Assunto", "Tipo de pedido", "Gravidade", "Estado",
                 "Técnico", "Data de registo", "Data 1.ª resposta", "Data de resolução",
                 "N.º de reaberturas", "Satisfação (1-5)"],
                ["P1", "501234567", "Erro", "Anomalia", "Crítica", "Resolvido", "Zé",
                 "01/03/2024 09:00", "01/03/2024 10:00", "02/03/2024 09:00", 1, 4],
                ["P2", "509876543", "Ajuda", "Dúvida", "Baixa", "Em curso", "Zé",
                 "18/03/2024 09:00", "18/03/2024 12:00", "", 0, ""],
            ],
            "Clientes": [
                ["Cliente", "NIF"], ["Alfa", 501234567], ["Beta", 509876543],
            ],
        },
        {
            "Pedidos de assistência": [
                _t(
                    "ticket",
                    "external_id client subject category priority status agent"
                    " opened_at first_response_at resolved_at reopened_count csat_score",
                    2,
                )
            ],
            "Clientes": [_t("client", "name tax_id", 2)],
        },
    ),
    WildBook(
        "pt_PT inquérito e gastos",
        {
            "NPS 2024": [
                ["Carimbo de data/hora", "Empresa",
                 "Numa escala de 0 a 10, recomendaria os nossos serviços?",
                 "O que podemos melhorar?"],
                ["12/03/2024 10:22:11", "Alfa", 10, ""],
                ["15/03/2024 10:22:11", "Beta", 6, "preço"],
            ],
            "Gastos": [
                ["Mês", "Rubrica", "Montante"],
                ["janeiro 2024", "Publicidade", "1 000,00"],
                ["fevereiro 2024", "Comissões de vendas", "500,00"],
            ],
            "Clientes": [["Empresa", "País"], ["Alfa", "PT"], ["Beta", "PT"]],
        },
        {
            "NPS 2024": [_t("survey_answer", "answered_at client score comment", 2)],
            "Gastos": [_t("cost", "month category amount", 2)],
            "Clientes": [_t("client", "name country", 2)],
        },
    ),
    WildBook(
        "en accounts and subscriptions",
        {
            "Accounts": [
                ["Account ID", "Account name", "VAT no.", "Billing country", "Town",
                 "Vertical", "Tier", "Headcount", "CSM", "Signed up", "Go-live date"],
                ["A-1", "Alpha Ltd", "GB123456789", "UK", "Leeds", "Retail", "Gold", 40,
                 "Kim", D(2021, 3, 1), D(2021, 3, 20)],
                ["A-2", "Beta Inc", "", "US", "Austin", "Health", "Silver", 12, "Kim",
                 D(2022, 3, 1), None],
            ],
            "Subscriptions": [
                ["Subscription ID", "Account name", "Plan name", "Price per seat",
                 "Seats", "Billing frequency", "Discount %", "Term start", "Term end",
                 "Auto renewal", "Cancellation date", "Cancellation reason", "Currency"],
                ["S1", "Alpha Ltd", "Pro", 20, 10, "Monthly", 0.1, D(2023, 1, 1), None,
                 "Yes", None, "", "EUR"],
                ["S2", "Beta Inc", "Basic", 1200, 1, "Annually", 0, D(2023, 2, 1),
                 D(2024, 1, 31), "No", D(2023, 12, 1), "Budget", "EUR"],
            ],
        },
        {
            "Accounts": [
                _t(
                    "client",
                    "external_id name tax_id country city industry segment employees"
                    " account_manager client_since first_value_date",
                    2,
                )
            ],
            "Subscriptions": [
                _t(
                    "contract",
                    "external_id client product amount quantity billing_period discount"
                    " start_date end_date auto_renew cancelled_date end_reason currency",
                    2,
                )
            ],
        },
    ),
    WildBook(
        "en tickets with US dates and minutes",
        {
            "Support log": [
                ["Case number", "Company", "Reported by", "Summary", "Severity",
                 "Date opened", "First reply (minutes)", "Time to resolve (hours)",
                 "Owner", "Status", "Reopens", "Source channel"],
                ["100", "Alpha", "Jo", "Crash", "High", "02/13/2024 9:00 AM", 30, 5.5,
                 "Kim", "Solved", 0, "Email"],
                ["101", "Beta", "Al", "Login", "Low", "03/04/2024 1:30 PM", 90, "",
                 "Kim", "Open", 0, "Phone"],
            ],
            "Companies": [["Company", "City"], ["Alpha", "Leeds"], ["Beta", "York"]],
        },
        {
            "Support log": [
                _t(
                    "ticket",
                    "external_id client requester subject priority opened_at"
                    " first_response_duration resolution_duration agent status"
                    " reopened_count channel",
                    2,
                )
            ],
            "Companies": [_t("client", "name city", 2)],
        },
    ),
    WildBook(
        "en deals and spend",
        {
            "Deals": [
                ["Deal name", "Organisation", "Lead source", "Deal stage",
                 "Deal value", "Date created", "Date won", "Date lost", "Loss reason",
                 "Sales rep"],
                ["Big one", "Gamma", "Referral", "Won", 5000, D(2024, 1, 5),
                 D(2024, 2, 5), None, "", "Sam"],
                ["Small", "Delta", "Website", "Lost", 900, D(2024, 1, 15), None,
                 D(2024, 3, 1), "Price", "Sam"],
            ],
            "Spend": [
                ["Month", "Department", "Item", "Supplier", "Net amount"],
                ["2024-01", "Marketing", "Ads", "Google", 1000],
                ["2024-02", "Sales", "Commission", "Sam", 450.5],
            ],
        },
        {
            "Deals": [
                _t(
                    "lead",
                    "name company source stage value created_at converted_at lost_at"
                    " lost_reason owner",
                    2,
                )
            ],
            "Spend": [_t("cost", "month kind description vendor amount", 2)],
        },
    ),
    WildBook(
        "it costi con mesi in colonna data",
        {
            "Budget": [
                ["Categoria", D(2024, 1, 1), D(2024, 2, 1), D(2024, 3, 1)],
                ["Marketing", 100, 200, 300],
                ["Stipendi commerciali", 1000, 1000, 1000],
                ["Hosting", 50, None, 50],
            ]
        },
        {"Budget": [_t("cost", "category amount amount amount", 3)]},
    ),
    WildBook(
        "it due tabelle affiancate",
        {
            "Anagrafiche": [
                ["Codice cliente", "Ragione sociale", "Città", None, "Data costo",
                 "Categoria", "Importo"],
                ["C1", "Alfa", "Asti", None, "10/01/2024", "Marketing", "100,00"],
                ["C2", "Beta", "Bari", None, "20/01/2024", "Vendite", "250,00"],
                [None, None, None, None, "25/01/2024", "Marketing", "50,00"],
            ]
        },
        {
            "Anagrafiche": [
                _t("client", "external_id legal_name city", 2),
                _t("cost", "date category amount", 3),
            ]
        },
    ),
    WildBook(
        "it fogli che non sono dati",
        {
            "Istruzioni": [
                ["Come compilare", "Esempio"], ["Scrivi il nome", "Rossi"],
                ["Scrivi la data", "01/01/2024"],
            ],
            "Riepilogo": [
                ["Mese", "MRR", "Costi totali", "Clienti"],
                ["gen 2024", "10.000,00", "3.000,00", 12],
                ["feb 2024", "11.000,00", "3.100,00", 13],
            ],
            "Clienti": [["Cliente", "Città"], ["Alfa", "Asti"]],
        },
        {
            "Istruzioni": [WildTable("")],
            "Riepilogo": [WildTable("")],
            "Clienti": [_t("client", "name city", 1)],
        },
    ),
    WildBook(
        "it fatture e incassi",
        {
            "Fatture emesse": [
                ["Numero", "Data", "Cliente", "Imponibile", "IVA", "Totale documento",
                 "Data scadenza", "Data incasso"],
                ["1/2024", "10/01/2024", "Alfa", "100,00", "22,00", "122,00",
                 "10/02/2024", "12/02/2024"],
                ["2/2024", "20/01/2024", "Beta", "200,00", "44,00", "244,00",
                 "20/02/2024", ""],
            ],
            "Clienti": [["Cliente", "Città"], ["Alfa", "Asti"], ["Beta", "Bari"]],
        },
        {
            "Fatture emesse": [
                _t("invoice", "external_id issued_on client amount - - due_on paid_on", 2)
            ],
            "Clienti": [_t("client", "name city", 2)],
        },
    ),
    WildBook(
        "pt_BR contratos anuais e totais",
        {
            "Contratos vigentes": [
                ["Contrato", "Cliente", "Produto contratado", "Valor anual",
                 "Data de assinatura", "Início da vigência", "Último dia",
                 "Aviso prévio (dias)", "Motivo do cancelamento", "Status"],
                ["K1", "Alfa", "ERP", "R$ 12.000,00", "20/12/2022", "01/01/2023",
                 "31/12/2025", 30, "", "Ativo"],
                ["K2", "Beta", "ERP", "R$ 6.000,00", "20/01/2023", "01/02/2023",
                 "31/01/2024", 30, "Preço", "Encerrado"],
                ["K3", "Beta", "CRM", "R$ 900,00", "", "01/02/2025", "", 30, "",
                 "Rascunho"],
            ],
            "Clientes": [["Cliente", "Estado"], ["Alfa", "SP"], ["Beta", "RJ"]],
        },
        {
            "Contratos vigentes": [
                _t(
                    "contract",
                    "external_id client product amount signed_date start_date end_date"
                    " notice_days end_reason status",
                    3,
                )
            ],
            "Clientes": [_t("client", "name region", 2)],
        },
    ),
)  # fmt: skip
