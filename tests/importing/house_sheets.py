# ruff: noqa: E501 - rows of sheets are read best on one line
"""Sheets of software houses and exports of programs that were once misread."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from tests.importing.wild_sheets import Rows, WildBook, _t

_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})(?: (\d\d):(\d\d))?")


def _rows(block: str, *, text: bool = False) -> Rows:
    """A line per row, cells between bars; ``~`` is an empty row, ``'`` begins a text.

    Args:
        block: The lines.
        text: All cells stay texts, as in a text file.
    """
    lines = block.strip().splitlines()
    return [
        []
        if line == "~"
        else [_cell(cell.strip(), text=text) for cell in line.split("|")]
        for line in lines
    ]


def _cell(written: str, *, text: bool) -> Any:
    if text or not written:
        return written
    if written.startswith("'"):
        return written[1:]
    day = _DAY.fullmatch(written)
    if day:
        when = dt.date(int(day[3]), int(day[2]), int(day[1]))
        clock = day[4] and dt.time(int(day[4]), int(day[5]))
        return dt.datetime.combine(when, clock) if clock else when
    if re.fullmatch(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", written):
        return float(written) if "." in written else int(written)
    return written


BOOKS: tuple[WildBook, ...] = (
    WildBook(
        "it anagrafica con fee",
        {
            "Foglio1": _rows(
                """
Cliente | Ref. | Città | Canone mensile € | Dal | Al | Note
Alfa Srl | Mario | Torino | 150 | 01/02/2023 |  | ok
Beta Spa | Lucia | Milano | 90 | 01/05/2023 | 30/04/2025 | passato a concorrente
Gamma Snc | Gino | Asti | 45.5 | 01/01/2024 |  |
"""
            )
        },
        {
            "Foglio1": [
                _t(
                    "contract",
                    "client - client.city amount start_date end_date notes",
                    3,
                ),
            ]
        },
        creates=True,
    ),
    WildBook(
        "it scadenziario rinnovi",
        {
            "Scadenziario": _rows(
                """
SCADENZIARIO RINNOVI |  |  |  |  |  |
Cliente | Software | Data attivazione | Prossima scadenza | Importo rinnovo annuale (netto) | Disdetta ricevuta il | Stato
Alfa Srl | Paghe | 01/03/2020 | 01/03/2027 | 800 |  | attivo
Beta Spa | Paghe | 10/09/2018 | 10/09/2026 | 1250 | 05/06/2026 | disdetto
Gamma Snc | CRM | 01/01/2024 | 01/01/2027 | 300 |  | attivo
"""
            )
        },
        {
            "Scadenziario": [
                _t(
                    "contract",
                    "client product start_date renewal_date amount cancelled_date status",
                    3,
                ),
            ]
        },
        creates=True,
    ),
    WildBook(
        "ptBR movidesk",
        {
            "Tickets": _rows(
                """
Número | Assunto | Cliente (Completo) | Cliente (Organização) | Responsável | Equipe | Serviço | Categoria | Urgência | Status | Aberto em | Primeira resposta em | Resolvido em | Fechado em | Justificativa | Origem | Pesquisa de satisfação
1201 | Erro NF-e | João Silva | Padaria Sol | Carla | N1 | ERP | Dúvida | Alta | Fechado | 02/03/2026 09:00 | 02/03/2026 09:20 | 02/03/2026 15:00 | 03/03/2026 15:00 |  | E-mail | Ótimo
1202 | Relatório | Maria | Mercado Lua | Paulo | N2 | CRM | Problema | Média | Aguardando | 04/03/2026 10:00 | 04/03/2026 11:00 |  |  | Retorno do cliente | Portal |
"""
            )
        },
        {
            "Tickets": [
                _t(
                    "ticket",
                    "external_id subject requester client agent - product category priority status opened_at first_response_at resolved_at closed_at - channel csat_score",
                    2,
                ),
            ]
        },
        creates=True,
    ),
    WildBook(
        "it registro assistenza",
        {
            "Assistenza": _rows(
                """
REGISTRO CHIAMATE ASSISTENZA ANNO 2026 |  |  |  |  |  |  |  |  |
 |  | CHIAMATA |  |  |  | INTERVENTO |  |  |
N. | Cliente | Data | Ora | Chi ha chiamato | Problema | Tecnico | Data chiusura | Ore | Esito
1 | Alfa Srl | 02/03/2026 | 09:15 | Mario | stampante non va | Gino | 02/03/2026 | 0.5 | OK
2 | Beta Spa | 02/03/2026 | '11.40 | Lucia | errore backup | Pino | 03/03/2026 | 2 | OK
3 | Alfa Srl | 05/03/2026 | 16:00 | Mario | password | Gino |  | 0.25 | in attesa
"""
            )
        },
        {
            "Assistenza": [
                _t(
                    "ticket",
                    "external_id client opened_at requester subject agent closed_at effort status",
                    3,
                ),
            ]
        },
        merges={"Assistenza": ["C2:F2", "G2:I2"]},
        creates=True,
    ),
    WildBook(
        "ptBR chamados mês agrupado",
        {
            "Chamados": _rows(
                """
Protocolo | Cliente | Abertura | Encerramento | Atendente | Motivo | SLA
JANEIRO |  |  |  |  |  |
'2026010001 | Padaria Sol | 05/01/2026 08:30 | 05/01/2026 10:00 | Carla | NF-e | Dentro
'2026010002 | Mercado Lua | 12/01/2026 14:00 | 15/01/2026 09:00 | Paulo | Estoque | Fora
Total Janeiro | 2 |  |  |  |  |
FEVEREIRO |  |  |  |  |  |
'2026020001 | Padaria Sol | 03/02/2026 09:00 | 03/02/2026 09:40 | Carla | NF-e | Dentro
Total Fevereiro | 1 |  |  |  |  |
"""
            )
        },
        {
            "Chamados": [
                _t(
                    "ticket",
                    "external_id client opened_at closed_at agent category sla_met",
                    3,
                ),
            ]
        },
        creates=True,
    ),
    WildBook(
        "en hubspot deals",
        {
            "deals": _rows(
                """
Record ID | Deal Name | Deal Stage | Pipeline | Amount | Deal owner | Create Date | Close Date | Associated Company | Deal Type | Closed Lost Reason | Original Traffic Source | Is Closed Won
11 | Acme - ERP | Closed Won | Sales | 12000 | Bob | 2026-01-10 10:00 | 2026-02-15 12:00 | Acme | newbusiness |  | Organic Search | true
12 | Globex CRM | Closed Lost | Sales | 5000 | Eve | 2026-01-12 09:00 | 2026-03-01 09:00 | Globex | newbusiness | Price | Paid Search | false
13 | Initech | Appointment Scheduled | Sales | 8000 | Bob | 2026-03-02 09:00 | 2026-06-30 09:00 | Initech | newbusiness |  | Referrals | false
""",
                text=True,
            )
        },
        {
            "deals": [
                _t(
                    "lead",
                    "external_id name stage - value owner created_at converted_at company - lost_reason source converted",
                    3,
                ),
            ]
        },
        text=True,
        creates=True,
    ),
    WildBook(
        "ptBR rd station crm",
        {
            "Negociações": _rows(
                """
Nome | Empresa | Qualificação | Funil de vendas | Etapa | Estado | Motivo de Perda | Valor Único | Valor Recorrente | Data de criação | Data de fechamento | Previsão de fechamento | Fonte | Campanha | Responsável
Negócio Sol | Padaria Sol | 3 | Padrão | Proposta | Vendida |  | 0,00 | 199,90 | 10/01/2026 10:00 | 15/02/2026 12:00 | 28/02/2026 | Google | Verão | Ana
Negócio Lua | Mercado Lua | 2 | Padrão | Contato | Perdida | Preço | 0,00 | 500,00 | 11/01/2026 10:00 | 20/02/2026 12:00 | 28/02/2026 | Indicação |  | Beto
Negócio Rio | Auto Rio | 1 | Padrão | Sem contato | Em andamento |  | 0,00 | 300,00 | 01/03/2026 10:00 |  | 30/04/2026 | Google |  | Ana
""",
                text=True,
            )
        },
        {
            "Negociações": [
                _t(
                    "lead",
                    "name company - - stage outcome lost_reason - value created_at converted_at - source campaign owner",
                    3,
                ),
            ]
        },
        text=True,
        creates=True,
    ),
    WildBook(
        "en salesforce opps",
        {
            "report": _rows(
                """
Opportunity Owner | Account Name | Opportunity Name | Stage | Fiscal Period | Amount | Expected Revenue | Probability (%) | Age | Close Date | Created Date | Next Step | Lead Source | Type
Bob | Acme | Acme ERP | Closed Won | Q1-2026 | 12000 | 12000 | 100 | 30 | 15/02/2026 | 10/01/2026 |  | Web | New Business
Eve | Globex | Globex CRM | Closed Lost | Q1-2026 | 5000 | 0 | 0 | 40 | 01/03/2026 | 12/01/2026 |  | Partner | New Business
Bob | Initech | Init | Prospecting | Q2-2026 | 8000 | 800 | 10 | 10 | 30/06/2026 | 02/03/2026 | call | Web | New Business
"""
            )
        },
        {
            "report": [
                _t(
                    "lead",
                    "owner client name stage - value - - - converted_at created_at - source -",
                    3,
                ),
            ]
        },
        creates=True,
    ),
    WildBook(
        "it offerte excel",
        {
            "Offerte 2026": _rows(
                """
Offerta n. | Data | Prospect | Referente | Commerciale | Prodotto | Importo offerta | Esito | Data esito | Perché persa | Provenienza
1/26 | 12/01/2026 | Nuova Alfa | Rossi | Gino | ERP | 12000 | VINTA | 20/02/2026 |  | fiera
2/26 | 15/01/2026 | Delta srl | Blu | Pino | CRM | 3000 | persa | 28/02/2026 | prezzo | sito web
3/26 | 01/03/2026 | Eta | Viola | Gino | ERP | 8000 | in corso |  |  | passaparola
"""
            )
        },
        {
            "Offerte 2026": [
                _t(
                    "lead",
                    "external_id created_at company name owner - value outcome converted_at lost_reason source",
                    3,
                ),
            ]
        },
        creates=True,
    ),
    WildBook(
        "ptBR omie contas a receber",
        {
            "Contas a Receber": _rows(
                """
Situação | Cliente (Nome Fantasia) | Nota Fiscal | Parcela | Emissão | Vencimento | Previsão | Último Recebimento | Valor da Conta | Recebido | A Receber | Categoria | Vendedor
Recebido | Padaria Sol | 00000451 | 001/001 | 01/03/2026 | 10/03/2026 | 10/03/2026 | 09/03/2026 | 199.9 | 199.9 | 0 | Mensalidade | Ana
Atrasado | Mercado Lua | 00000452 | 001/001 | 01/03/2026 | 10/03/2026 | 10/03/2026 |  | 500 | 0 | 500 | Mensalidade | Beto
"""
            )
        },
        {
            "Contas a Receber": [
                _t(
                    "invoice",
                    "status client.name external_id - issued_on due_on - paid_on amount - - - -",
                    2,
                ),
            ]
        },
        creates=True,
    ),
    WildBook(
        "ptPT faturas emitidas",
        {
            "Faturas": _rows(
                """
Documento | Data | Vencimento | Cliente | Contribuinte | Valor s/ impostos | Impostos | Total | Por liquidar | Estado
FT 2026/12 | 05/02/2026 | 07/03/2026 | Alves Lda | '501234567 | 100 | 23 | 123 | 0 | Liquidado
FT 2026/13 | 06/02/2026 | 08/03/2026 | Costa SA | '509876543 | 300 | 69 | 369 | 369 | Por liquidar
"""
            )
        },
        {
            "Faturas": [
                _t(
                    "invoice",
                    "external_id issued_on due_on client client.tax_id amount - - - status",
                    2,
                ),
            ]
        },
        creates=True,
    ),
    WildBook(
        "ptPT phc conta corrente",
        {
            "CC": _rows(
                """
Nº Doc. | Tipo Doc. | Dt. Doc. | Dt. Venc. | Nº Cliente | Nome Cliente | Vendedor | Valor Ilíquido | Valor IVA | Valor Total | Moeda | Dt. Recibo
000101 | Factura | 05/02/2026 | 07/03/2026 | 0012 | Alves Lda | Rita | 100 | 23 | 123 | EUR | 01/03/2026
000102 | Factura | 06/02/2026 | 08/03/2026 | 0015 | Costa SA | Nuno | 300 | 69 | 369 | EUR |
"""
            )
        },
        {
            "CC": [
                _t(
                    "invoice",
                    "external_id - issued_on due_on client.external_id client - amount - - currency paid_on",
                    2,
                ),
            ]
        },
        creates=True,
    ),
    WildBook(
        "it dipendenti libro",
        {
            "Personale": _rows(
                """
Matr. | Cognome | Nome | Mansione | Livello | Reparto | Data ass. | Data cess. | RAL | Tipo contratto
001 | Rossi | Mario | Sviluppatore | 3 | Sviluppo | 01/09/2019 |  | 32000 | Indet.
002 | Bianchi | Lucia | Help desk | 5 | Assistenza | 15/01/2022 | 30/06/2025 | 24000 | Det.
"""
            )
        },
        {
            "Personale": [
                _t(
                    "employee",
                    "external_id name role - department hired_on left_on yearly_salary -",
                    2,
                ),
            ]
        },
        creates=True,
    ),
    WildBook(
        "en google ads",
        {
            "Campaign report": _rows(
                """
Campaign report
January 1, 2026 - March 31, 2026
Month | Campaign | Campaign state | Currency code | Clicks | Impr. | Avg. CPC | Cost | Conversions
2026-01-01 | Brand IT | Enabled | EUR | 120 | 3000 | 0.50 | 60.00 | 3
2026-02-01 | Brand IT | Enabled | EUR | 140 | 3100 | 0.50 | 70.00 | 4
2026-02-01 | Generic | Paused | EUR | 80 | 9000 | 1.00 | 80.00 | 1
Total: Account |  |  | EUR | 340 | 15100 |  | 210.00 | 8
""",
                text=True,
            )
        },
        {
            "Campaign report": [
                _t(
                    "cost",
                    "date description - currency - - - amount -",
                    3,
                ),
            ]
        },
        text=True,
        creates=True,
    ),
    WildBook(
        "ptBR despesas csv",
        {
            "despesas": _rows(
                """
Data | Fornecedor | Descrição | Categoria | Centro de custo | Valor | Forma pgto | NF
05/01/2026 | Google Brasil | Anúncios | Marketing | Comercial | -1.500,00 | Cartão | 123
07/01/2026 | AWS | Servidores | Infraestrutura | Operação | -2.300,45 | Cartão | 991
10/01/2026 | João Vendas | Comissão | Vendas | Comercial | -800,00 | Pix |
""",
                text=True,
            )
        },
        {
            "despesas": [
                _t(
                    "cost",
                    "date vendor description category kind amount - document_no",
                    3,
                ),
            ]
        },
        text=True,
        creates=True,
    ),
    WildBook(
        "it avviamento",
        {
            "Onboarding": _rows(
                """
Cliente | Firma contratto | Kick-off | Go live | Prima fattura emessa con il sw
Alfa Srl | 01/02/2026 | 05/02/2026 | 01/03/2026 | 10/03/2026
Beta Spa | 10/02/2026 | 15/02/2026 | 20/03/2026 | 25/03/2026
"""
            )
        },
        {
            "Onboarding": [
                _t(
                    "milestone",
                    "client - - first_value_date -",
                    2,
                ),
            ]
        },
        creates=True,
    ),
    WildBook(
        "it foglio con due tabelle",
        {
            "Riepilogo": _rows(
                """
CLIENTI ATTIVI |  |  |  |  |  | CLIENTI PERSI |  |  |
Cliente | Prodotto | Dal | Canone/anno |  |  | Cliente | Data disdetta | Motivo | Canone perso
Alfa | ERP | 01/01/2024 | 1200 |  |  | Omega | 30/06/2025 | prezzo | 900
Beta | CRM | 01/03/2025 | 600 |  |  | Zeta | 31/12/2025 | chiusura | 300
"""
            )
        },
        {
            "Riepilogo": [
                _t(
                    "contract",
                    "client product start_date amount client.name end_date end_reason -",
                    2,
                ),
            ]
        },
        creates=True,
    ),
    WildBook(
        "it clienti persi",
        {
            "Disdette": _rows(
                """
Ragione sociale | Cod. cli | Data ultimo contatto | Data disdetta | Effetto disdetta | Motivo disdetta | Valore annuo perso
Omega Srl | 0101 | 01/05/2025 | 15/06/2025 | 31/12/2025 | prezzo | 900
Zeta Spa | 0102 | 01/09/2025 | 30/09/2025 | 31/12/2025 | cessata attività | 1500
"""
            )
        },
        {
            "Disdette": [
                _t(
                    "client",
                    "legal_name external_id - - lost_date notes -",
                    2,
                ),
            ]
        },
        creates=True,
    ),
    WildBook(
        "ptBR clientes com valor",
        {
            "Base": _rows(
                """
Cód. | Nome Fantasia | Razão Social | CNPJ | Cidade | UF | Segmento | Data Cadastro | Data Inativação | Mensalidade | Consultor
001 | Sol | Padaria Sol Ltda | 12.345.678/0001-95 | Rio | RJ | Varejo | 01/02/2022 |  | 199.9 | Ana
002 | Lua | Mercado Lua Ltda | 98.765.432/0001-10 | SP | SP | Varejo | 15/03/2021 | 30/04/2025 | 500 | Beto
003 | Rio Peças | Auto Rio Ltda | 11.222.333/0001-44 | Rio | RJ | Auto | 01/07/2023 |  | 300 | Ana
"""
            )
        },
        {
            "Base": [
                _t(
                    "contract",
                    "client.external_id client client.legal_name client.tax_id client.city client.region client.industry start_date end_date mrr account_manager",
                    3,
                ),
            ]
        },
        creates=True,
    ),
    WildBook(
        "it fatture con totali trimestre",
        {
            "2026": _rows(
                """
FATTURE EMESSE 2026 |  |  |  |  |  |
N° fatt. | Data fatt. | Cliente | Netto | Iva 22% | Lordo | Incassata il
1 | 10/01/2026 | Alfa | 1000 | 220 | 1220 | 09/02/2026
2 | 20/02/2026 | Beta | 500 | 110 | 610 |
 |  |  |  |  | 1830 |
TOTALE 1° TRIM. |  |  | 1500 | 330 | 1830 |
3 | 10/04/2026 | Gamma | 200 | 44 | 244 | 10/05/2026
TOTALE 2° TRIM. |  |  | 200 | 44 | 244 |
"""
            )
        },
        {
            "2026": [
                _t(
                    "invoice",
                    "external_id issued_on client amount - - paid_on",
                    3,
                ),
            ]
        },
        creates=True,
    ),
    WildBook(
        "en customers stripe csv",
        {
            "customers": _rows(
                """
id | Description | Email | Name | Created (UTC) | Delinquent | Card Brand | Total Spend | Payment Count | Currency | Address Country
cus_1 |  | a@a.com | Acme | 2025-01-10 10:00 | false | Visa | 348.00 | 12 | eur | IT
cus_2 |  | j@g.com | Globex | 2024-05-01 09:00 | false | MC | 290.00 | 1 | eur | PT
""",
                text=True,
            )
        },
        {
            "customers": [
                _t(
                    "client",
                    "external_id - email name client_since - - - - - country",
                    2,
                ),
            ]
        },
        text=True,
        creates=True,
    ),
    WildBook(
        "it nps clienti trimestre colonne",
        {
            "NPS": _rows(
                """
Cliente | Referente | Data invio | Data risposta | Voto (0-10) | Tipo | Note
Alfa | Mario | 01/03/2026 | 03/03/2026 | 9 | Promotore |
Beta | Lucia | 01/03/2026 | 05/03/2026 | 6 | Detrattore | lento
Gamma | Gino | 01/03/2026 |  |  |  |
"""
            )
        },
        {
            "NPS": [
                _t(
                    "survey_answer",
                    "client respondent sent_at answered_at score - comment",
                    3,
                ),
            ]
        },
        creates=True,
    ),
    WildBook(
        "en customers arr",
        {
            "Customers": _rows(
                """
Customer | Segment | Country | ARR | Currency | Since | Renewal | CSM | Health
Acme | SMB | Italy | 12000 | EUR | 01/02/2022 | 01/02/2027 | Ann | Green
Globex | Mid | Portugal | 36000 | EUR | 15/06/2023 | 15/06/2027 | Ann | Red
Initech | SMB | Brazil | 6000 | BRL | 13/01/2025 | 13/01/2027 | Bob | Green
"""
            )
        },
        {
            "Customers": [
                _t(
                    "contract",
                    "client client.segment client.country amount currency start_date renewal_date account_manager -",
                    3,
                ),
            ]
        },
        creates=True,
    ),
    WildBook(
        "it ticket mail",
        {
            "Ticket": _rows(
                """
ID | Ricevuto il | Chiuso il | Cliente | Oggetto | Stato | Gravità | In carico a | Tempo prima risposta (min) | Tempo risoluzione (ore) | Voto cliente
1 | 02/03/2026 09:00 | 02/03/2026 12:30 | Alfa | Stampa | Chiuso | bloccante | Gino | 15 | 3,5 | 5
2 | 03/03/2026 10:00 |  | Beta | Login | In lavorazione | minore | Pino | 120 |  |
""",
                text=True,
            )
        },
        {
            "Ticket": [
                _t(
                    "ticket",
                    "external_id opened_at closed_at client subject status priority agent first_response_duration resolution_duration csat_score",
                    2,
                ),
            ]
        },
        text=True,
        creates=True,
    ),
    WildBook(
        "it due righe e note",
        {
            "Contratti 2026": _rows(
                """
Software House Gamma |  |  |  |  |  |  |
Stampa del 24/11/2026 |  |  |  |  |  |  |
 | DATI CLIENTE |  | CONTRATTO |  |  |  |
Pos. | Nominativo | Città | Descrizione | Inizio | Fine | Importo | Rata
1 | Alfa | To | Gestionale | 01/01/2025 | 31/12/2026 | 1200 | annuale
2 | Beta | Mi | CRM | 01/03/2025 | 28/02/2027 | 80 | mensile
 |  |  |  |  | TOTALE | 1280 |
Nota: importi al netto di IVA |  |  |  |  |  |  |
"""
            )
        },
        {
            "Contratti 2026": [
                _t(
                    "contract",
                    "- client client.city notes start_date end_date amount billing_period",
                    2,
                ),
            ]
        },
        merges={"Contratti 2026": ["B3:C3", "D3:H3"]},
        creates=True,
    ),
    WildBook(
        "it pagato fino al",
        {
            "Clienti canone": _rows(
                """
Rag.sociale | Citta' | Inizio contr. | Canone trim.le | Prox fatt. | Pagato fino al | Disdetta
Alfa Srl | Torino | 01/01/2023 | 300 | 01/01/2027 | 31/12/2026 |
Beta Spa | Milano | 01/04/2022 | 450 | 01/01/2027 | 31/12/2026 | 30/09/2026
Gamma | Asti | 01/07/2024 | 150 | 01/01/2027 | 31/12/2026 |
"""
            )
        },
        {
            "Clienti canone": [
                _t(
                    "contract",
                    "client client.city start_date amount - - end_date|cancelled_date",
                    3,
                )
            ]
        },
        creates=True,
    ),
    WildBook(
        "en help desk with companies",
        {
            "conv": _rows(
                """
Number | Subject | Customer | Company | Mailbox | Assigned To | Status | Created | Closed | First Response Time (secs)
501 | Login | Ann | Acme | Support | Bob | closed | 2026-03-01 09:00:00 | 2026-03-01 10:00:00 | 600
502 | Crash | Jim | Globex | Support | Eve | active | 2026-03-02 09:00:00 |  | 1200
""",
                text=True,
            )
        },
        {
            "conv": [
                _t(
                    "ticket",
                    "external_id subject requester client - agent status opened_at closed_at first_response_duration",
                    2,
                )
            ]
        },
        text=True,
        creates=True,
    ),
    WildBook(
        "it ore lavorate",
        {
            "Ore": _rows(
                """
Data | Dipendente | Cliente | Attività | Ore | Fatturabile
02/03/2026 | Rossi | Alfa | Sviluppo | 4 | SI
02/03/2026 | Bianchi | Beta | Assistenza | 2.5 | NO
"""
            )
        },
        {"Ore": [_t("", "- - - - - -", 0)]},
        creates=True,
    ),
    WildBook(
        "ptPT vencimento ao mês",
        {
            "Pessoas": _rows(
                """
Nome | Apelido | Cargo | Equipa | Entrada | Saída | Vencimento base (mês)
Rita | Alves | Dev | Produto | 01/09/2020 |  | 2000
Nuno | Dias | Suporte | Apoio | 01/02/2021 | 31/08/2025 | 1200
"""
            )
        },
        {"Pessoas": [_t("employee", "name role department hired_on left_on -", 2)]},
        creates=True,
    ),
)
