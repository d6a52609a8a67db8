"""What cards say of a change, staged in a company whose figures are known by hand."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kpidesk.domain.records import Record
from kpidesk.domain.rules import Rules
from kpidesk.operations.edit_contracts import add_contract
from kpidesk.operations.edit_records import add_records
from kpidesk.operations.pinned_cards import pin_cards
from kpidesk.store.sqlite_store import SqliteStore
from kpidesk.ui.cards.kpi_card import KpiCard
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.theme.theme import Theme
from tests.ui.conftest import OpenWindow
from tests.ui.test_kpi_card import colors

TODAY = date(2025, 4, 20)
"""The dashboard shows March, compared with February."""
CLIENTS, LEFT_IN_FEBRUARY, LEFT_IN_MARCH = 1000, 8, 23
CARDS = (
    "churn_rate",
    "nrr",
    "first_response_median",
    "csat",
    "leads_created",
    "tickets_opened",
)


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thousand clients who pay alike; 8 leave in February and 23 in March.

    8 newcomers of 28 February make up for those who left, so that both months begin
    with 1,000: churn 0.8 % and 2.3 %, net revenue retention 99.2 % and 97.7 %. Forty
    tickets a month are first answered after 8 hours, in March after 2. Answers come in
    March alone. Leads: 3 in January, none in February, 5 in March.
    """
    path = tmp_path_factory.mktemp("staged") / "Alfa.kpidesk"
    with closing(SqliteStore.create(path, Rules(), "Alfa")) as store:
        names: list[Record] = [
            {"name": f"Client {number:04}"}
            for number in range(CLIENTS + LEFT_IN_FEBRUARY)
        ]
        clients = add_records(store, "client", names).ids
        for number, client in enumerate(clients):
            start = "2024-06-01" if number < CLIENTS else "2025-02-28"
            end = None
            if number < LEFT_IN_FEBRUARY:
                end = "2025-02-10"
            elif number < LEFT_IN_FEBRUARY + LEFT_IN_MARCH:
                end = "2025-03-12"
            add_contract(
                store,
                {
                    "client_id": client,
                    "start_on": start,
                    "end_on": end,
                    "status": "signed",
                },
                {"amount_minor": 10_000, "interval": "monthly"},
            )
        add_records(store, "ticket", list(_tickets()))
        add_records(
            store,
            "survey_answer",
            [
                {
                    "survey": "csat",
                    "score_milli": 5000,
                    "scale_min": 1,
                    "scale_max": 5,
                    "answered_on": f"2025-03-{day:02}",
                }
                for day in range(1, 11)
            ],
        )
        days = [f"2025-01-{day:02}" for day in range(6, 9)]
        days += [f"2025-03-{day:02}" for day in range(3, 8)]
        add_records(
            store, "lead", [{"name": f"Lead {day}", "created_on": day} for day in days]
        )
        pin_cards(store, CARDS)
    return path


@pytest.fixture
def company(staged: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copy(staged, tmp_path / "Alfa.kpidesk"))


def _tickets() -> Iterator[Record]:
    for month, hours in ((2, 8), (3, 2)):
        for number in range(40):
            day = 1 + number % 20
            yield {
                "subject": f"Question {number}",
                "opened_at": f"2025-{month:02}-{day:02}T09:00:00",
                "first_response_at": f"2025-{month:02}-{day:02}T{9 + hours:02}:00:00",
            }


def card(window: MainWindow, key: str) -> KpiCard:
    return next(
        found for found in window.findChildren(KpiCard) if found.face.key == key
    )


WORSE = {"it": "peggiorato", "pt_BR": "piorou", "pt_PT": "piorou", "en": "worsened"}
BETTER = {
    "it": "migliorato",
    "pt_BR": "melhorou",
    "pt_PT": "melhorou",
    "en": "improved",
}


@pytest.mark.parametrize("language", WORSE)
def test_a_change_is_told_by_sign_word_and_colour(
    open_window: OpenWindow, theme: Theme, company: Path, language: str
) -> None:
    window = open_window(company, today=TODAY, language=language)
    churn, nrr, response = (card(window, key).face for key in CARDS[:3])
    assert (churn.value.replace(",", "."), churn.tone) == ("2.3%", "bad")
    assert churn.change.startswith("▲ +1")
    assert WORSE[language] in churn.change
    # Falling is bad of what clients keep paying, and good of how long they wait.
    assert (nrr.tone, nrr.change[0]) == ("bad", "▼")
    assert WORSE[language] in nrr.change
    assert (response.tone, response.change[0]) == ("good", "▼")
    assert BETTER[language] in response.change
    assert theme.color("bad").name() in colors(card(window, "churn_rate"))


SAID = {
    "it": ("invariato", "nessun dato per feb 25", "era 0"),
    "pt_BR": ("estável", "sem dados de fev/25", "era 0"),
    "pt_PT": ("estável", "sem dados de fev/25", "era 0"),
    "en": ("unchanged", "no data for Feb 25", "was 0"),
}


@pytest.mark.parametrize("language", SAID)
def test_what_cannot_be_compared_is_said_and_never_made_up(
    open_window: OpenWindow, company: Path, language: str
) -> None:
    window = open_window(company, today=TODAY, language=language)
    changes = [card(window, key).face.change for key in CARDS[3:]]
    equal, missing, zero = SAID[language]
    assert missing in changes[0]
    assert zero in changes[1]
    assert equal in changes[2]
    for told in changes:
        assert "inf" not in told
        assert "nan" not in told
        assert "100" not in told
