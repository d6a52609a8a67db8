"""The same small house as a workbook in three languages.

Three clients; a yearly contract of 1,200 since January 2023, a quarterly one of 300
from 15 March 2023 whose last day is 31 March 2024, a monthly one of 50.50 since
February 2024: MRR at the end of March 2024 is 100 + 100 + 50.50 = 250.50.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Sheets = dict[str, list[list[Any]]]

ITALIAN: Sheets = {
    "Clienti": [
        ["Alfa Software Srl — anagrafica clienti"],
        [],
        ["Codice cliente", "Ragione sociale", "Partita IVA", "Paese", "Città"],
        ["C001", "Rossi Srl", "01234567890", "Italia", "Torino"],
        ["C002", "Bianchi S.p.A.", 9876543210, "Italia", "Milano"],
        ["C003", "Verdi Snc", "11122233344", "IT", "Roma"],
        ["Totale", "3 clienti"],
    ],
    "Contratti": [
        [
            "N. contratto", "Cliente", "Prodotto", "Importo", "Periodicità",
            "Data inizio", "Fino al", "Rinnovo automatico", "Preavviso (gg)",
        ],
        ["K1", "Rossi Srl", "Gestionale", "1.200,00", "annuale", "01/01/2023", "",
         "sì", 90],
        ["K2", "09876543210", "CRM", 300, "trimestrale", dt.date(2023, 3, 15),
         dt.date(2024, 3, 31), "no", ""],
        ["K3", "C003", "Gestionale", "€ 50,50", "mensile", "01/02/2024", "", "si", 30],
        ["Totale", "", "", "1.550,50"],
    ],
    "Ticket": [
        ["Numero ticket", "Cliente", "Oggetto", "Categoria", "Priorità", "Aperto il",
         "Prima risposta", "Risolto il"],
        [1001, "Rossi Srl", "Stampa", "Errore", "Alta", dt.datetime(2024, 3, 1, 9),
         dt.datetime(2024, 3, 1, 10, 30), dt.datetime(2024, 3, 2, 9)],
        [1002, "Verdi Snc", "Accesso", "Accesso", "Normale", "12/03/2024 09:10",
         "12/03/2024 12:10", ""],
    ],
    "Sondaggi": [
        ["Data", "Tipo", "Cliente", "Punteggio"],
        ["10/03/2024", "NPS", "Rossi Srl", 9],
        ["11/03/2024", "NPS", "Verdi Snc", 3],
        ["11/03/2024", "NPS", "Rossi Srl", 10],
        ["12/03/2024", "NPS", "Rossi Srl", 7],
    ],
    "Lead": [
        ["Nome", "Azienda", "Fonte", "Fase", "Creato il", "Convertito il"],
        ["Anna Neri", "Delta Srl", "Fiera", "Vinto", "05/03/2024", "20/03/2024"],
        ["Ugo Riva", "Gamma Srl", "Sito web", "Perso", "06/03/2024", ""],
    ],
    "Costi": [
        ["Data", "Categoria", "Descrizione", "Importo"],
        ["15/02/2024", "Pubblicità", "Google Ads", "1.150,00"],
        ["28/02/2024", "Provvigioni", "febbraio", "2.000,50"],
    ],
}  # fmt: skip

PORTUGUESE: Sheets = {
    "Clientes": [
        ["Código do cliente", "Nome", "NIF", "País", "Localidade"],
        ["C001", "Rossi Srl", "501234567", "Portugal", "Braga"],
        ["C002", "Bianchi S.p.A.", "509876543", "Portugal", "Porto"],
        ["C003", "Verdi Snc", "511122233", "PT", "Faro"],
    ],
    "Contratos": [
        ["N.º do contrato", "Cliente", "Produto", "Valor", "Periodicidade",
         "Data de início", "Último dia de vigência", "Renovação automática"],
        ["K1", "Rossi Srl", "Gestão", "1 200,00", "anual", "01/01/2023", "", "sim"],
        ["K2", "509 876 543", "CRM", 300, "trimestral", dt.date(2023, 3, 15),
         dt.date(2024, 3, 31), "não"],
        ["K3", "C003", "Gestão", "50,50 €", "mensal", "01/02/2024", "", "sim"],
    ],
    "Pedidos de suporte": [
        ["N.º do pedido", "Cliente", "Assunto", "Categoria", "Prioridade",
         "Data de abertura", "Primeira resposta", "Resolvido em"],
        [1001, "Rossi Srl", "Impressão", "Erro", "Alta", dt.datetime(2024, 3, 1, 9),
         dt.datetime(2024, 3, 1, 10, 30), dt.datetime(2024, 3, 2, 9)],
        [1002, "Verdi Snc", "Acesso", "Acesso", "Normal", "12/03/2024 09:10",
         "12/03/2024 12:10", ""],
    ],
    "Inquéritos": [
        ["Data", "Tipo", "Cliente", "Pontuação"],
        ["10/03/2024", "NPS", "Rossi Srl", 9],
        ["11/03/2024", "NPS", "Verdi Snc", 3],
        ["11/03/2024", "NPS", "Rossi Srl", 10],
        ["12/03/2024", "NPS", "Rossi Srl", 7],
    ],
    "Leads": [
        ["Nome", "Empresa", "Origem", "Fase", "Criado em", "Convertido em"],
        ["Anna Neri", "Delta", "Feira", "Ganho", "05/03/2024", "20/03/2024"],
        ["Ugo Riva", "Gamma", "Site", "Perdido", "06/03/2024", ""],
    ],
    "Custos": [
        ["Data", "Categoria", "Descrição", "Valor"],
        ["15/02/2024", "Publicidade", "Google Ads", "1.150,00"],
        ["28/02/2024", "Comissões", "fevereiro", "2.000,50"],
    ],
}  # fmt: skip

ENGLISH: Sheets = {
    "Clients": [
        ["Customer ID", "Company name", "VAT number", "Country", "City"],
        ["C001", "Rossi Srl", "GB123456789", "Italy", "Turin"],
        ["C002", "Bianchi S.p.A.", "GB987654321", "Italy", "Milan"],
        ["C003", "Verdi Snc", "GB111222333", "IT", "Rome"],
    ],
    "Contracts": [
        ["Contract no.", "Customer", "Product", "Amount", "Billing cycle",
         "Start date", "Last day of service", "Auto-renew", "Notice period (days)"],
        ["K1", "Rossi Srl", "Suite", "1,200.00", "yearly", "2023-01-01", "", "yes", 90],
        ["K2", "GB987654321", "CRM", 300, "quarterly", dt.date(2023, 3, 15),
         dt.date(2024, 3, 31), "no", ""],
        ["K3", "C003", "Suite", "50.50", "monthly", "2024-02-01", "", "yes", 30],
    ],
    "Tickets": [
        ["Ticket", "Customer", "Subject", "Type", "Priority", "Created at",
         "First response at", "Resolved at"],
        [1001, "Rossi Srl", "Printing", "Error", "High", dt.datetime(2024, 3, 1, 9),
         dt.datetime(2024, 3, 1, 10, 30), dt.datetime(2024, 3, 2, 9)],
        [1002, "Verdi Snc", "Login", "Access", "Normal", "2024-03-12 09:10",
         "2024-03-12 12:10", ""],
    ],
    "Surveys": [
        ["Date", "Type", "Customer", "Score"],
        [dt.date(2024, 3, 10), "NPS", "Rossi Srl", 9],
        [dt.date(2024, 3, 11), "NPS", "Verdi Snc", 3],
        [dt.date(2024, 3, 11), "NPS", "Rossi Srl", 10],
        [dt.date(2024, 3, 12), "NPS", "Rossi Srl", 7],
    ],
    "Leads": [
        ["Name", "Company", "Source", "Stage", "Created at", "Converted on"],
        ["Anna Neri", "Delta", "Trade show", "Won", "2024-03-05", "2024-03-20"],
        ["Ugo Riva", "Gamma", "Website", "Lost", "2024-03-06", ""],
    ],
    "Costs": [
        ["Date", "Category", "Description", "Amount"],
        ["2024-02-15", "Advertising", "Google Ads", "1,150.00"],
        ["2024-02-28", "Commissions", "February", "2,000.50"],
    ],
}  # fmt: skip


def save(sheets: Sheets, path: Path) -> Path:
    """Write the sheets as a workbook."""
    book = Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path
