"""Making the demonstration company, in a file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kpidesk.operations.demo.business import (
    costs,
    invoices,
    leads,
    staff,
    usage,
)
from kpidesk.operations.demo.story import DemoStory, tell_story
from kpidesk.operations.demo.support import answers, tickets
from kpidesk.operations.demo.words import WORDS
from kpidesk.operations.open_workspace import Workspace, describe, rules_for
from kpidesk.operations.progress import Progress, silent
from kpidesk.store.sqlite_store import SqliteStore

if TYPE_CHECKING:
    from kpidesk.domain.records import Record
    from kpidesk.store.protocol import Writer

_STEPS = 10
_TARGETS = (
    ("churn_rate", 1_500),
    ("nrr", 100_000),
    ("first_response_median", 2_000),
    ("csat", 90_000),
)


def make_demo_company(
    path: Path, language: str, progress: Progress = silent, today: date | None = None
) -> Workspace:
    """Make a company with three years of records of every kind.

    Args:
        path: Where; there must be no file yet.
        language: Language of its names and texts.
        progress: Told how far it is.
        today: The last day that has happened; by default the calendar's.

    Raises:
        WorkspaceError: A file is there already, or none can be made.
    """
    words = WORDS[language]
    with closing(SqliteStore.create(path, rules_for(language), words.company)) as store:
        # The story ends today, so that deadlines lie ahead whenever it is opened.
        story = tell_story(words, today or date.today())  # noqa: DTZ011 - a local day
        with store.writing("kpidesk") as writer:
            # An import keeps no log of each record that it adds.
            writer.start_batch([words.company])
            writer.finish_batch({"added": _write(writer, story, progress)})
            writer.set_setting("company.demo", True)
        return describe(store)


def _write(writer: Writer, story: DemoStory, progress: Progress) -> int:
    """Write every record; how many they are."""
    progress(0, _STEPS)
    clients = writer.add(
        "client",
        [
            {name: value for name, value in client.items() if name != "reached_on"}
            for client in story.clients
        ],
    )
    products = writer.add("product", [{"name": name} for name in story.words.products])
    contracts = _write_contracts(writer, story, clients, products)
    progress(2, _STEPS)
    start = story.first.isoformat()
    rest: dict[str, list[Record]] = {
        "ticket": _of_clients(tickets(story), clients),
        "survey_answer": _of_clients(answers(story), clients),
        "lead": _of_clients(leads(story), clients),
        "cost": costs(story),
        "milestone": _milestones(story, clients),
        "usage": _of_clients(usage(story), clients),
        "staff": staff(story),
        "invoice": _of_clients(invoices(story), clients),
        "target": [
            {"kpi": kpi, "valid_from": start, "value_milli": value}
            for kpi, value in _TARGETS
        ],
    }
    for done, (kind, records) in enumerate(rest.items(), start=3):
        progress(min(done, _STEPS), _STEPS)
        writer.add(kind, records)
    progress(_STEPS, _STEPS)
    main = len(clients) + len(products) + len(contracts)
    return main + sum(len(records) for records in rest.values())


def _of_clients(records: list[Record], clients: Sequence[int]) -> list[Record]:
    """The records with positions of clients replaced by their ids."""
    for record in records:
        position = record.get("client_id")
        if isinstance(position, int):
            record["client_id"] = clients[position]
    return records


def _milestones(story: DemoStory, clients: Sequence[int]) -> list[Record]:
    return [
        {
            "client_id": clients[position],
            "milestone": "first_value",
            "reached_on": client["reached_on"],
        }
        for position, client in enumerate(story.clients)
        if client["reached_on"] is not None
    ]


def _write_contracts(
    writer: Writer, story: DemoStory, clients: Sequence[int], products: Sequence[int]
) -> list[int]:
    contracts = writer.add(
        "contract",
        [
            {
                "code": f"K{number:04d}",
                "client_id": clients[contract.client],
                "product_id": products[contract.product],
                "start_on": contract.start.isoformat(),
                "end_on": contract.end.isoformat() if contract.end else None,
                "signed_on": contract.start.isoformat(),
                "cancelled_on": contract.cancelled.isoformat()
                if contract.cancelled
                else None,
                "end_reason": contract.reason,
                "auto_renew": int(not contract.fixed),
                "renewal_months": None if contract.fixed else 12,
                "notice_days": contract.notice_days,
            }
            for number, contract in enumerate(story.contracts, start=1)
        ],
    )
    for contract, identifier in zip(story.contracts, contracts, strict=True):
        if contract.renews is not None:
            before = contracts[contract.renews]
            writer.change("contract", identifier, {"renews_contract_id": before})
    writer.add(
        "price_term",
        [
            {
                "contract_id": identifier,
                "valid_from": since.isoformat(),
                "amount_minor": price * contract.months * 100,
                "interval": contract.interval,
                "months_num": contract.months,
                "change_kind": contract.reasons.get(since),
            }
            for identifier, contract in zip(contracts, story.contracts, strict=True)
            for since, price in contract.prices
        ],
    )
    return contracts
