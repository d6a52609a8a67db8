"""What columns prove, what is assumed and said, and what amounts and dates mean."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.importing.billing import billing_period, months_of
from kpidesk.importing.context import ImportChoices
from kpidesk.importing.dates import DateOrder, decide_order, parse_instant
from kpidesk.importing.issues import Severity
from kpidesk.importing.numbers import DecimalMark, decide_mark, parse_number
from kpidesk.importing.plan import ImportPlan
from kpidesk.importing.value_likeness import known_value
from tests.importing.plans import plan_sheets

Rows = list[list[Any]]
CLIENTS: Rows = [["Cliente", "Città"], ["Alfa", "Asti"], ["Beta", "Bari"]]
MONTHS_AHEAD = dt.date(2024, 1, 1)


def contracts(headers: list[str], *rows: list[Any]) -> ImportPlan:
    return plan_sheets({"Clienti": CLIENTS, "Contratti": [headers, *rows]})


def codes(plan: ImportPlan, severity: Severity) -> list[str]:
    return [issue.code for issue in plan.issues if issue.severity is severity]


@given(
    st.lists(
        st.decimals(min_value=0, max_value=9_999_999, places=2), min_size=1, max_size=20
    ),
    st.sampled_from(
        [(",", ".", DecimalMark.COMMA), (".", ",", DecimalMark.POINT)]
        + [(",", sign, DecimalMark.COMMA) for sign in (" ", "\u00a0", "\u202f", "’")]
    ),
    st.sampled_from(["", "€ ", "R$ "]),
)
def test_amounts_written_in_any_way_are_read_back(
    amounts: list[Decimal], way: tuple[str, str, DecimalMark], sign: str
) -> None:
    point, group, mark = way
    texts = [
        sign
        + f"{amount:,.2f}".replace(",", "§").replace(".", point).replace("§", group)
        for amount in amounts
    ]

    assert decide_mark(texts) is mark
    assert [parse_number(text, mark) for text in texts] == amounts


@given(
    st.lists(
        st.dates(min_value=dt.date(2000, 1, 1), max_value=dt.date(2099, 12, 31)),
        min_size=1,
        max_size=20,
    ),
    st.sampled_from([("%d/%m/%Y", DateOrder.DMY), ("%m/%d/%Y", DateOrder.MDY)]),
)
def test_a_column_of_dates_is_never_read_the_wrong_way_round(
    days: list[dt.date], way: tuple[str, DateOrder]
) -> None:
    pattern, order = way
    texts = [day.strftime(pattern) for day in days]
    decided = decide_order(texts)

    if any(day.day > 12 for day in days):
        assert decided is order
        read = [parse_instant(text, decided) for text in texts]
        assert [moment and moment.date() for moment in read] == days
    else:
        assert decided is None


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("mensile", (1, 1)), ("MENSILE ANTICIPATO", (1, 1)), ("trim.", (3, 1)),
        ("36 mesi", (36, 1)), ("ogni 18 mesi", (18, 1)), ("a cada 6 meses", (6, 1)),
        ("biennale", (24, 1)), ("triennale", (36, 1)), ("settimanale", (3, 13)),
        ("una tantum", (0, 1)), ("Annually", (12, 1)), ("2 anos", (24, 1)),
        ("semestral", (6, 1)), ("quadrimestrale", (4, 1)), ("bimestral", (2, 1)),
        ("3", (3, 1)), ("13/2 months", (13, 2)),
        ("One year", (12, 1)),
        ("Two year", (24, 1)),
        ("ogni due mesi", (2, 1)),
        ("every 2 weeks", (6, 13)),
        ("P3M", (3, 1)),
        ("canone una tantum di avvio", (0, 1)),
    ],
)  # fmt: skip
def test_billing_periods(text: str, months: tuple[int, int]) -> None:
    period = billing_period(text)

    assert period is not None
    assert months_of(period)[1] == months


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-01T09:30:00Z",
        "2024-03-01T09:30:00.000Z",
        "2024-03-01T09:30:00+01:00",
        "2024-03-01T09:30:00.123456-0300",
        "2024-03-01T09:30",
        "2024-03-01 09:30:00 UTC",
        "2024/03/01 09:30:00.000",
        "01/03/2024T09:30",
        "1 Mar 2024, 9:30 AM",
        "Mar 1, 2024 09:30:00",
        "1 de março de 2024 às 09:30",
        "venerdì 1 marzo 2024 09:30",
    ],
)
def test_programs_write_moments_in_many_ways(text: str) -> None:
    """The clock that is written counts: offsets and zones are not added to it."""
    moment = parse_instant(text, DateOrder.DMY)

    assert moment == dt.datetime(2024, 3, 1, 9, 30)


def test_no_billing_period_is_made_up() -> None:
    assert billing_period("a consumo") is None
    assert billing_period("0") is None


def test_custom_decides_where_nothing_proves_and_it_is_said() -> None:
    plan = contracts(
        ["Contratto", "Cliente", "Canone mensile", "Data inizio"],
        ["K1", "Alfa", "1.200", "03/04/2024"],
    )
    [(_, price)] = plan.adds["price_term"]
    [(_, contract)] = plan.adds["contract"]

    assert price["amount_minor"] == 120_000
    assert contract["start_on"] == "2024-04-03"
    assert {"decimal_assumed", "date_order_assumed"} <= set(codes(plan, Severity.INFO))


def test_another_column_of_the_file_decides() -> None:
    plan = plan_sheets(
        {
            "Customers": [["Customer", "City"], ["Alfa", "Rome"]],
            "Contracts": [
                [
                    "Contract number",
                    "Customer",
                    "Monthly fee",
                    "Start date",
                    "Signed on",
                ],
                ["K1", "Alfa", "1,200", "03/04/2024", "02/25/2024"],
            ],
            "Costs": [
                ["Date", "Category", "Amount"],
                ["02/25/2024", "Ads", "1,000.50"],
            ],
        }
    )

    assert plan.adds["contract"][0][1]["start_on"] == "2024-03-04"
    assert plan.adds["price_term"][0][1]["amount_minor"] == 120_000


def test_dates_that_disagree_within_a_column_are_told() -> None:
    plan = contracts(
        ["Contratto", "Cliente", "Canone mensile", "Data inizio"],
        ["K1", "Alfa", "10", "13/04/2024"],
        ["K2", "Alfa", "10", "14/04/2024"],
        ["K3", "Alfa", "10", "04/15/2024"],
    )

    assert "dates_disagree" in codes(plan, Severity.WARNING)
    assert codes(plan, Severity.ERROR) == ["bad_date"]


@pytest.mark.parametrize(
    ("header", "end", "stored"),
    [
        ("Fino al", "31/12/2024", "2025-01-01"),
        ("Ultimo giorno", "15/03/2024", "2024-03-16"),
        ("Primo giorno senza servizio", "01/01/2025", "2025-01-01"),
        ("Data fine", "31/12/2024", "2025-01-01"),
        ("Data fine", "01/01/2025", "2025-01-01"),
        ("Data fine", "17/05/2024", "2024-05-17"),
    ],
)
def test_ends_are_stored_as_the_first_day_without_service(
    header: str, end: str, stored: str
) -> None:
    plan = contracts(
        ["Contratto", "Cliente", "Canone mensile", "Data inizio", header],
        ["K1", "Alfa", "10", "01/01/2024", end],
    )

    assert plan.adds["contract"][0][1]["end_on"] == stored


@pytest.mark.parametrize(
    ("header", "amount", "monthly"),
    [
        ("Canone mensile", "120,00", 12_000),
        ("Canone annuo", "1.440,00", 12_000),
        ("Canone trimestrale", "360,00", 12_000),
        ("Canone semestrale", "720,00", 12_000),
        ("Valore totale contratto", "2.880,00", 12_000),
    ],
)
def test_amounts_are_for_the_interval_of_their_header(
    header: str, amount: str, monthly: int
) -> None:
    plan = contracts(
        ["Contratto", "Cliente", header, "Data inizio", "Primo giorno senza servizio"],
        ["K1", "Alfa", amount, "01/01/2024", "01/01/2026"],
    )
    price = plan.adds["price_term"][0][1]
    months = Decimal(str(price["months_num"])) / Decimal(str(price["months_den"]))

    assert Decimal(str(price["amount_minor"])) / months == monthly


def test_an_amount_beside_its_unit_price_is_not_multiplied_again() -> None:
    plan = contracts(
        ["Contratto", "Cliente", "Tariffa", "Licenze", "Canone mensile", "Data inizio"],
        ["K1", "Alfa", "10,00", 5, "50,00", "13/01/2024"],
        ["K2", "Beta", "20,00", 2, "40,00", "13/01/2024"],
    )

    assert [term["quantity_milli"] for _, term in plan.adds["price_term"]] == [1000] * 2


def test_arr_beside_mrr_and_seats_is_a_year_of_all_seats() -> None:
    plan = contracts(
        ["account", "start_date", "seats", "mrr_amount", "arr_amount", "billing"],
        ["Alfa", "2024-01-01", 7, 100, 1200, "monthly"],
        ["Beta", "2024-02-01", 3, 50, 600, "annual"],
    )

    # 1,200 a year is 100 a month, whoever is billed how, and not 7 × 100.
    terms = [price for _place, price in plan.adds["price_term"]]
    assert [
        (term["amount_minor"], term["months_num"], term["quantity_milli"])
        for term in terms
    ] == [(120_000, 12, 1000), (60_000, 12, 1000)]


@pytest.mark.parametrize("discount", ["10%", "10", 10])
def test_discounts_are_percentages(discount: object) -> None:
    plan = contracts(
        ["Contratto", "Cliente", "Canone mensile", "Sconto", "Data inizio"],
        ["K1", "Alfa", "10,00", discount, "13/01/2024"],
    )

    assert plan.adds["price_term"][0][1]["discount_ppm"] == 100_000


def test_a_draft_is_no_contract_yet() -> None:
    plan = contracts(
        ["Contratto", "Cliente", "Canone mensile", "Stato", "Data inizio"],
        ["K1", "Alfa", "10,00", "Bozza", "13/01/2024"],
        ["K2", "Alfa", "10,00", "Attivo", "13/01/2024"],
    )

    assert [item["status"] for _, item in plan.adds["contract"]] == ["draft", "signed"]


def test_the_currency_beside_an_amount_counts() -> None:
    plan = contracts(
        ["Contratto", "Cliente", "Canone mensile", "Data inizio"],
        ["K1", "Alfa", "€ 10,00", "13/01/2024"],
        ["K2", "Beta", "R$ 10,00", "13/01/2024"],
    )
    found = [item.get("currency") for _, item in plan.adds["contract"]]

    assert found == [None, "BRL"]
    assert codes(plan, Severity.WARNING) == ["other_currency"]


def test_a_company_made_from_a_file_keeps_its_books_in_the_files_currency() -> None:
    sheets: dict[str, Rows] = {
        "Customers": [["Customer", "City"], ["Alfa", "Rome"]],
        "Contracts": [
            ["Contract number", "Customer", "Monthly fee", "Start date"],
            ["K1", "Alfa", "$1,200.00", dt.date(2024, 1, 1)],
        ],
    }
    plan = plan_sheets(sheets, ImportChoices(new_company=True))

    assert plan.currency == "USD"
    assert plan.adds["contract"][0][1].get("currency") is None


def test_books_are_not_kept_in_a_currency_that_has_a_rate() -> None:
    """Dollars beside amounts without a currency, and what a dollar is worth: euros."""
    sheets: dict[str, Rows] = {
        "Clienti": [["Cliente", "Codice"], ["Alfa Srl", "A"]],
        "Contratti": [
            ["Cliente", "N. contratto", "Canone mensile", "Valuta", "Inizio"],
            ["Alfa Srl", "K1", 100, "USD", dt.date(2024, 1, 1)],
            ["Alfa Srl", "K2", 100, None, dt.date(2024, 1, 1)],
        ],
        "Cambi": [["Valuta", "Data", "Cambio"], ["USD", dt.date(2024, 1, 1), 0.95]],
    }
    plan = plan_sheets(sheets, ImportChoices(new_company=True, currency="EUR"))

    assert plan.currency == "EUR"
    contracts = [values for _, values in plan.adds["contract"]]
    assert [values.get("currency") for values in contracts] == ["USD", None]


@pytest.mark.parametrize(
    ("header", "cell", "minutes"),
    [
        ("Ore lavorate", "1:30", 90),
        ("Ore lavorate", "1,5 h", 90),
        ("Ore lavorate", "1,5", 90),
        ("Minuti lavorati", 90, 90),
        ("Ore lavorate", "90 min", 90),
        ("Ore lavorate", dt.timedelta(minutes=90), 90),
        ("Ore lavorate", dt.time(1, 30), 90),
        ("Ore lavorate", "1h30", 90),
        ("Ore lavorate", "0 days 01:30:00", 90),
        ("Ore lavorate", "PT1H30M", 90),
        ("Ore lavorate", "5400 s", 90),
        ("Ore lavorate", "1 ora e 30 minuti", 90),
        ("time_spent_minutes", 90, 90),
        ("timeSpentHours", 1.5, 90),
    ],
)
def test_hours_are_written_in_many_ways(
    header: str, cell: object, minutes: int
) -> None:
    plan = plan_sheets(
        {
            "Ticket": [
                ["ID", "Oggetto", "Aperto il", "Chiuso il", header],
                [1, "x", "13/03/2024 09:00", "14/03/2024 09:00", cell],
            ]
        }
    )

    assert plan.adds["ticket"][0][1]["effort_minutes"] == minutes


def test_words_that_programs_join_are_read_apart() -> None:
    plan = plan_sheets(
        {
            "Tickets": [
                ["TicketID", "ClientName", "opened_at", "FirstResponseTime_min"],
                ["T1", "Alfa", "2024-03-01 09:00", 30],
            ]
        },
        ImportChoices(create_clients=True),
    )

    ticket = plan.adds["ticket"][0][1]
    assert ticket["code"] == "T1"
    assert ticket["first_response_at"] == "2024-03-01T09:30:00"


@pytest.mark.parametrize(
    ("header", "cell", "said"),
    [
        ("First response time", 30, True),
        ("First response time", "30", True),
        ("First response time (h)", 30, False),
        ("first_response_time_minutes", 30, False),
        ("First response time", "30 min", False),
    ],
)
def test_numbers_without_a_unit_are_hours_and_it_is_said(
    header: str, cell: object, said: bool
) -> None:
    plan = plan_sheets(
        {
            "Tickets": [
                ["Ticket", "Client", "Opened", header],
                ["T1", "Alfa", "2024-03-01 09:00", cell],
            ]
        },
        ImportChoices(create_clients=True),
    )

    assert ("hours_assumed" in codes(plan, Severity.INFO)) is said


@pytest.mark.parametrize(
    ("enum", "text", "value"),
    [
        ("contract_status", "ativa", "active"),
        ("contract_status", "Encerrada", "ended"),
        ("contract_status", "in corso di validità", "active"),
        ("contract_status", "Não ativo", None),
        ("lead_stage", "Closed - Converted", "won"),
        ("lead_stage", "Closed - Not Converted", "lost"),
        ("lead_stage", "Trattativa persa", "lost"),
        ("lead_stage", "Proposta inviata", None),
        ("ticket_status", "Aguardando retorno do cliente", "pending"),
        ("ticket_status", "Non risolto", None),
    ],
)
def test_values_are_known_in_other_words(enum: str, text: str, value: str) -> None:
    assert known_value(enum, text) == value


def test_a_rating_that_was_only_asked_for_is_none() -> None:
    plan = plan_sheets(
        {
            "Tickets": [
                ["Ticket", "Client", "Opened", "Satisfaction score"],
                ["T1", "Alfa", "2024-03-01 09:00", "offered"],
                ["T2", "Alfa", "2024-03-02 09:00", "good"],
            ]
        },
        ImportChoices(create_clients=True),
    )

    ratings = [item.get("rating_milli") for _place, item in plan.adds["ticket"]]
    assert ratings == [None, 5000]


def test_the_time_of_day_beside_a_day_makes_a_moment() -> None:
    plan = plan_sheets(
        {
            "Assistenza": [
                ["Data richiesta", "Ora", "Cliente", "Data chiusura", "Ora chiusura"],
                ["13/03/2024", "09:15", "Alfa", dt.date(2024, 3, 13), dt.time(11, 45)],
                ["14/03/2024", "", "Alfa", "", ""],
            ]
        },
        ImportChoices(create_clients=True),
    )

    first, second = (item for _place, item in plan.adds["ticket"])
    assert first["opened_at"] == "2024-03-13T09:15:00"
    assert first["resolved_at"] == "2024-03-13T11:45:00"
    assert second["opened_at"] == "2024-03-14T00:00:00"
    assert codes(plan, Severity.INFO).count("clock_joined") == 2


def test_a_clock_in_the_middle_does_not_part_the_table() -> None:
    headers = ["N°", "Data", "Ora", "Cliente", "Oggetto", "SLA"]
    plan = plan_sheets(
        {
            "Assistenza": [
                headers,
                [1, "13/03/2024", "09:15", "Alfa", "Stampa", "Dentro"],
                [2, "14/03/2024", "10:30", "Alfa", "Accesso", "Fuori tempo"],
            ]
        },
        ImportChoices(create_clients=True),
    )

    assert len(plan.sheets) == 1
    tickets = [item for _place, item in plan.adds["ticket"]]
    assert [ticket["opened_at"] for ticket in tickets] == [
        "2024-03-13T09:15:00",
        "2024-03-14T10:30:00",
    ]
    assert [ticket["sla_met"] for ticket in tickets] == [1, 0]


def test_hours_of_work_are_no_time_of_day() -> None:
    plan = plan_sheets(
        {
            "Assistenza": [
                ["Cliente", "Data richiesta", "Ore lavorate"],
                ["Alfa", "13/03/2024", "1:30"],
            ]
        },
        ImportChoices(create_clients=True),
    )

    # Nothing else dates the end, so they are the time that the solution took.
    ticket = plan.adds["ticket"][0][1]
    assert ticket["opened_at"] == "2024-03-13T00:00:00"
    assert ticket["resolved_at"] == "2024-03-13T01:30:00"
    assert "clock_joined" not in codes(plan, Severity.INFO)


def test_a_sheet_about_something_else_is_left_alone() -> None:
    headers = ["churn_event_id", "account_id", "churn_date", "reason_code"]
    headers += ["refund_amount_usd", "preceding_upgrade_flag", "is_reactivation"]
    headers += ["preceding_downgrade_flag", "feedback_text"]
    rows = [
        [f"C-{number}", f"A-{number}", "2024-05-03", "pricing", 0, *["no"] * 3, "dear"]
        for number in range(5)
    ]
    events = plan_sheets({"data": [headers, *rows]})
    assert events.is_empty
    assert codes(events, Severity.WARNING) == ["unrecognised_sheet"]

    # An export of a program has many columns more, and enough that are known.
    headers = ["Ticket ID", "Customer", "Subject", "Opened at", "Resolved at"]
    extra = [f"custom_field_{number}" for number in range(40)]
    row = ["T1", "Alfa", "Login", "2024-03-01 09:00", "2024-03-01 10:00"]
    export = plan_sheets(
        {"data": [headers + extra, row + ["x"] * 40]},
        ImportChoices(create_clients=True),
    )
    assert len(export.adds["ticket"]) == 1


def test_a_client_called_like_a_total_is_a_client() -> None:
    plan = plan_sheets(
        {
            "Clienti": [
                ["Cliente", "Partita IVA", "Città"],
                ["Alfa", "01234567897", "Asti"],
                ["Total Servizi Srl", "09876543215", "Bari"],
                ["Media World Spa", "11122233344", "Roma"],
                ["Totale", "", "3 clienti"],
            ]
        }
    )

    assert len(plan.adds["client"]) == 3
    assert plan.sheets[0].ignored["total"] == 1


def test_a_last_row_that_adds_up_the_others_is_a_total() -> None:
    plan = plan_sheets(
        {
            "Costi": [
                ["Data", "Categoria", "Importo"],
                ["13/01/2024", "Marketing", "10,50"],
                ["14/01/2024", "Vendite", "20,00"],
                ["", "", "30,50"],
            ]
        }
    )

    assert len(plan.adds["cost"]) == 2
    assert plan.sheets[0].ignored["total"] == 1


def test_months_without_a_year_are_asked_for() -> None:
    rows: Rows = [
        ["Categoria costo", "Gennaio", "Febbraio", "Marzo"],
        ["Marketing", 1, 2, 3],
    ]
    without = plan_sheets({"Costi": rows})
    with_year = plan_sheets({"Costi 2024": rows})

    assert set(codes(without, Severity.ERROR)) == {"month_without_year"}
    assert [cost["spent_on"] for _, cost in with_year.adds["cost"]] == [
        "2024-01-01",
        "2024-02-01",
        "2024-03-01",
    ]


def test_cells_merged_over_rows_hold_for_each_of_them() -> None:
    from tests.importing.plans import book_of, plan_of

    rows: Rows = [
        ["Cliente", "Città", "Prodotto", "Canone mensile", "Data inizio"],
        ["Alfa", "Asti", "ERP", 10, dt.date(2024, 1, 1)],
        [None, None, "CRM", 20, dt.date(2024, 1, 1)],
    ]
    book = book_of({"Contratti": rows}, {"Contratti": ["A2:A3", "B2:B3"]})
    plan = plan_of({"book.xlsx": book})

    assert len(plan.adds["contract"]) == 2
    assert len(plan.adds["client"]) == 1


def test_a_sheet_of_figures_about_figures_is_left_alone() -> None:
    plan = plan_sheets(
        {
            "Riepilogo": [
                ["Mese", "MRR", "Costi totali", "Clienti"],
                ["gen 2024", 100, 50, 3],
                ["feb 2024", 110, 40, 4],
            ]
        }
    )

    assert plan.is_empty
    assert codes(plan, Severity.WARNING) == ["unrecognised_sheet"]
