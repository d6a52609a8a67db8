# ruff: noqa: E501 - rows of sheets are read best on one line
"""More sheets, written after the rules of recognition were, to measure them."""

from __future__ import annotations

import datetime as dt

from tests.importing.wild_sheets import WildBook, _t

D = dt.date
M = dt.datetime

BOOKS: tuple[WildBook, ...] = (
    WildBook(
        "h1 it",
        {
            "Anagrafica": [
                [
                    "Codice interno",
                    "Rag. Soc.",
                    "P. IVA / C.F.",
                    "Indirizzo sede",
                    "Cap",
                    "Città sede",
                    "Pr",
                    "Recapito telefonico",
                    "Email amministrazione",
                    "Settore",
                    "Dim. aziendale",
                    "Commerciale di riferimento",
                    "Cliente dal",
                    "Note",
                ],
                [
                    "A01",
                    "Alfa",
                    "01234567897",
                    "v",
                    "10100",
                    "TO",
                    "TO",
                    "011",
                    "a@a.it",
                    "IT",
                    "PMI",
                    "Bo",
                    "01/02/2020",
                    "",
                ],
                [
                    "A02",
                    "Beta",
                    "09876543215",
                    "v",
                    "10100",
                    "TO",
                    "TO",
                    "011",
                    "a@a.it",
                    "IT",
                    "PMI",
                    "Bo",
                    "31/02/2020",
                    "",
                ],
            ]
        },
        {
            "Anagrafica": [
                _t(
                    "client",
                    "external_id name|legal_name tax_id address postcode city region phone email industry segment|employees account_manager client_since notes",
                    1,
                    1,
                )
            ]
        },
    ),
    WildBook(
        "h2 it",
        {
            "Elenco contratti": [
                [
                    "Num. contr.",
                    "Nome cliente",
                    "Gestionale in uso",
                    "Importo canone €",
                    "Frequenza fatt.",
                    "Data stipula",
                    "Data decorrenza",
                    "Data scadenza",
                    "Giorni preavviso disdetta",
                    "Rinnovo tacito (S/N)",
                    "Data cessazione effettiva",
                    "Motivazione",
                ],
                [
                    "1",
                    "Alfa",
                    "ERP",
                    1200,
                    "ANNUALE",
                    D(2022, 12, 1),
                    D(2023, 1, 1),
                    D(2023, 12, 31),
                    60,
                    "S",
                    None,
                    "",
                ],
                [
                    "2",
                    "Beta",
                    "CRM",
                    100,
                    "MENSILE",
                    D(2022, 12, 1),
                    D(2023, 1, 1),
                    D(2023, 12, 31),
                    60,
                    "N",
                    D(2023, 12, 31),
                    "Costo",
                ],
                [
                    "3",
                    "Beta",
                    "CRM",
                    300,
                    "TRIM.",
                    D(2022, 12, 1),
                    D(2023, 5, 1),
                    D(2024, 4, 30),
                    60,
                    "N",
                    None,
                    "",
                ],
            ],
            "Clienti": [["Nome cliente", "Provincia"], ["Alfa", "TO"], ["Beta", "MI"]],
        },
        {
            "Elenco contratti": [
                _t(
                    "contract",
                    "external_id client product amount billing_period signed_date start_date renewal_date|end_date notice_days auto_renew end_date end_reason",
                    3,
                )
            ],
            "Clienti": [_t("client", "name region", 2)],
        },
    ),
    WildBook(
        "h3 pt_BR",
        {
            "Base de contratos": [
                [
                    "Cód.",
                    "Nome do Cliente",
                    "Módulo contratado",
                    "Vlr. Mensal",
                    "Licenças",
                    "Dt. Início",
                    "Dt. Fim",
                    "Dt. Cancelamento",
                    "Motivo Cancel.",
                    "Reajuste",
                    "Vendedor responsável",
                ],
                [
                    "1",
                    "Alfa",
                    "ERP",
                    "1.200,50",
                    2,
                    "01/02/2023",
                    "",
                    "",
                    "",
                    "IGPM",
                    "Bia",
                ],
                [
                    "2",
                    "Beta",
                    "ERP",
                    "500,00",
                    1,
                    "15/02/2023",
                    "31/01/2024",
                    "15/01/2024",
                    "Preço",
                    "IGPM",
                    "Bia",
                ],
            ],
            "Clientes": [
                ["Nome do Cliente", "CNPJ", "UF"],
                ["Alfa", "11.222.333/0001-81", "SP"],
                ["Beta", "12.345.678/0001-95", "RJ"],
            ],
        },
        {
            "Base de contratos": [
                _t(
                    "contract",
                    "external_id client product amount|mrr quantity start_date end_date cancelled_date end_reason - account_manager",
                    2,
                )
            ],
            "Clientes": [_t("client", "name tax_id region", 2)],
        },
    ),
    WildBook(
        "h4 pt_BR",
        {
            "Relatório de tickets": [
                [
                    "Nº",
                    "Cliente",
                    "Título",
                    "Descrição",
                    "Setor",
                    "Criticidade",
                    "Responsável atual",
                    "Dt. abertura",
                    "Dt. 1ª interação",
                    "Dt. finalização",
                    "Tempo total (h)",
                    "Avaliação do cliente",
                    "Reaberto?",
                ],
                [
                    "1",
                    "Alfa",
                    "x",
                    "d",
                    "Fiscal",
                    "Alta",
                    "Rui",
                    M(2024, 1, 5, 8),
                    M(2024, 1, 5, 9),
                    M(2024, 1, 6, 8),
                    24,
                    5,
                    "Não",
                ],
                [
                    "2",
                    "Beta",
                    "x",
                    "d",
                    "Fiscal",
                    "Baixa",
                    "Rui",
                    M(2024, 1, 5, 8),
                    M(2024, 1, 5, 9),
                    None,
                    None,
                    None,
                    "Não",
                ],
            ],
            "Clientes": [["Cliente"], ["Alfa"], ["Beta"]],
        },
        {
            "Relatório de tickets": [
                _t(
                    "ticket",
                    "external_id client subject - category priority agent opened_at first_response_at closed_at|resolved_at resolution_duration|effort csat_score reopened_count|-",
                    2,
                )
            ]
        },
    ),
    WildBook(
        "h5 pt_PT",
        {
            "Contratos": [
                [
                    "Contrato nº",
                    "Nome da entidade",
                    "Aplicação",
                    "Valor s/ IVA",
                    "Periodicidade fat.",
                    "Dt. início",
                    "Dt. término",
                    "Renov. auto",
                    "Pré-aviso",
                    "Gestor",
                ],
                [
                    "C1",
                    "Alfa",
                    "POS",
                    "1 200,00",
                    "Anual",
                    "01/01/2023",
                    "",
                    "Sim",
                    "60 dias",
                    "Rita",
                ],
                [
                    "C2",
                    "Beta",
                    "POS",
                    "100,00",
                    "Mensal",
                    "01/03/2023",
                    "28/02/2024",
                    "Não",
                    "30 dias",
                    "Rita",
                ],
            ],
            "Clientes": [
                [
                    "Nome",
                    "Nº contribuinte",
                    "Concelho",
                    "Atividade principal",
                    "Nº colaboradores",
                ],
                ["Alfa", 501234567, "Braga", "Retalho", 12],
                ["Beta", 509876543, "Porto", "Saúde", 3],
            ],
        },
        {
            "Contratos": [
                _t(
                    "contract",
                    "external_id client product amount billing_period start_date end_date auto_renew notice_days account_manager",
                    2,
                )
            ],
            "Clientes": [_t("client", "name tax_id city industry employees", 2)],
        },
    ),
    WildBook(
        "h6 en",
        {
            "Customers": [
                [
                    "Cust #",
                    "Trading name",
                    "Legal entity name",
                    "Tax reg. no.",
                    "Country",
                    "Main contact email",
                    "Industry vertical",
                    "Plan tier",
                    "Onboarding date",
                    "First login",
                    "Churn date",
                ],
                [
                    "1",
                    "Alfa",
                    "Alfa Ltd",
                    "GB1",
                    "UK",
                    "a@a",
                    "Retail",
                    "Gold",
                    "2022-01-05",
                    "2022-01-10",
                    None,
                ],
                [
                    "2",
                    "Beta",
                    "Beta Ltd",
                    "GB2",
                    "UK",
                    "a@a",
                    "Retail",
                    "Gold",
                    "2022-01-15",
                    "2022-01-20",
                    "2024-01-01",
                ],
            ],
            "Contracts": [
                [
                    "Agreement",
                    "Customer",
                    "Product line",
                    "MRR (EUR)",
                    "Commenced",
                    "Expires",
                    "Renewal type",
                    "Rep",
                ],
                ["K1", "Alfa", "Suite", 100, "2022-02-01", "", "auto", "Sam"],
                [
                    "K2",
                    "Beta",
                    "Suite",
                    250.5,
                    "2022-02-01",
                    "2024-02-01",
                    "manual",
                    "Sam",
                ],
            ],
        },
        {
            "Customers": [
                _t(
                    "client",
                    "external_id name legal_name tax_id country email industry segment client_since first_value_date lost_date",
                    2,
                )
            ],
            "Contracts": [
                _t(
                    "contract",
                    "external_id client product mrr start_date end_date - account_manager",
                    2,
                )
            ],
        },
    ),
    WildBook(
        "h7 it lead costi",
        {
            "Opportunità 2024": [
                [
                    "Opportunità",
                    "Azienda prospect",
                    "Referente",
                    "Provenienza contatto",
                    "Fase pipeline",
                    "Valore stimato (€)",
                    "Probabilità",
                    "Data apertura",
                    "Data vinta/persa",
                    "Esito finale",
                    "Causa perdita",
                    "Assegnata a",
                ],
                [
                    "ERP Alfa",
                    "Alfa",
                    "Ada",
                    "Passaparola",
                    "Chiusa vinta",
                    "5.000",
                    "90%",
                    "03/01/2024",
                    "20/02/2024",
                    "Vinta",
                    "",
                    "Bo",
                ],
                [
                    "ERP Eta",
                    "Eta",
                    "Ugo",
                    "Web",
                    "Chiusa persa",
                    "2.500",
                    "10%",
                    "13/01/2024",
                    "25/02/2024",
                    "Persa",
                    "Prezzo",
                    "Bo",
                ],
            ],
            "Prima nota costi": [
                [
                    "Data reg.",
                    "Natura costo",
                    "Descrizione operazione",
                    "Fornitore",
                    "Imponibile €",
                    "IVA",
                    "Totale fattura",
                ],
                [
                    "10/01/2024",
                    "Marketing",
                    "Fiera SMAU",
                    "SMAU",
                    "1.000,00",
                    "220,00",
                    "1.220,00",
                ],
                [
                    "20/01/2024",
                    "Personale vendite",
                    "Provvigioni",
                    "Bo",
                    "500,00",
                    "",
                    "500,00",
                ],
            ],
        },
        {
            "Opportunità 2024": [
                _t(
                    "lead",
                    "name company - source stage value - created_at converted_at|lost_at outcome|converted lost_reason owner",
                    2,
                )
            ],
            "Prima nota costi": [
                _t("cost", "date category|kind description vendor amount - -", 2)
            ],
        },
    ),
    WildBook(
        "h8 en usage etc",
        {
            "Product usage": [
                ["Customer name", "Period", "Monthly active users", "Key events"],
                ["Alfa", "2024-01", 10, 200],
                ["Beta", "2024-01", 5, 20],
            ],
            "Customers": [
                ["Customer name", "City"],
                ["Alfa", "Rome"],
                ["Beta", "Oslo"],
            ],
            "Team": [
                [
                    "Employee no.",
                    "Full name",
                    "Team",
                    "Title",
                    "Start date",
                    "Leaving date",
                    "Annual gross",
                ],
                ["1", "A B", "Dev", "Eng", D(2020, 1, 1), None, 40000],
                ["2", "C D", "Dev", "Eng", D(2021, 1, 1), D(2024, 3, 31), 42000],
            ],
            "eNPS": [
                [
                    "Date",
                    "Department",
                    "How likely are you to recommend working here? (0-10)",
                    "Why?",
                ],
                [D(2024, 3, 1), "Dev", 9, ""],
                [D(2024, 3, 1), "Dev", 4, "pay"],
            ],
            "Invoices": [
                ["Invoice #", "Customer name", "Issued", "Due", "Paid", "Net total"],
                ["I1", "Alfa", D(2024, 1, 5), D(2024, 2, 5), D(2024, 2, 3), 100],
                ["I2", "Beta", D(2024, 1, 5), D(2024, 2, 5), None, 300],
            ],
            "FX": [
                ["Currency", "Date", "Rate to EUR"],
                ["USD", D(2024, 1, 1), 0.91],
                ["BRL", D(2024, 1, 1), 0.18],
            ],
        },
        {
            "Product usage": [_t("usage", "client date active_users key_actions", 2)],
            "Team": [
                _t(
                    "employee",
                    "external_id name department role hired_on left_on yearly_salary",
                    2,
                )
            ],
            "eNPS": [_t("pulse_answer", "date department score comment", 2)],
            "Invoices": [
                _t("invoice", "external_id client issued_on due_on paid_on amount", 2)
            ],
            "FX": [_t("exchange_rate", "currency date rate", 2)],
        },
    ),
    WildBook(
        "h9 it nps csat",
        {
            "Questionario gradimento": [
                [
                    "Data compilazione",
                    "Cliente",
                    "Chi ha risposto",
                    "Tipo sondaggio",
                    "Punteggio assegnato",
                    "Punteggio massimo",
                    "Commento libero",
                    "N. ticket collegato",
                ],
                ["05/03/2024", "Alfa", "Ada", "CSAT", 4, 5, "ok", ""],
                ["15/03/2024", "Beta", "Ugo", "NPS", 9, 10, "ok", ""],
            ],
            "Clienti": [["Cliente", "Città"], ["Alfa", "To"], ["Beta", "To"]],
        },
        {
            "Questionario gradimento": [
                _t(
                    "survey_answer",
                    "answered_at client respondent survey_type score scale_max comment ticket",
                    2,
                )
            ]
        },
    ),
)
