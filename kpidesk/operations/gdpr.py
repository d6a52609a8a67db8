"""Rights of the people behind a client: all that is kept about it, and its erasure.

Erasing takes texts away and leaves figures: contracts, amounts, dates, scores and
times stay, under a name that says nothing.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kpidesk.reporting.file_writing import replace_file
from kpidesk.store.erasure import Erasure
from kpidesk.store.file_lock import current_user
from kpidesk.store.search_text import client_search_text

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.domain.records import Record
    from kpidesk.store.protocol import Store
    from kpidesk.store.sqlite_store import SqliteStore

ERASED = "erased.clients"
"""Setting that lists the clients erased, so that a backup brings nobody back."""

_OF_CLIENT = (
    "contract",
    "ticket",
    "survey_answer",
    "lead",
    "cost",
    "milestone",
    "usage",
    "invoice",
    "document",
)
_CHILDREN = (
    ("price_term", "contract_id", "contract"),
    ("ticket_event", "ticket_id", "ticket"),
)
_NOTHING: dict[str, tuple[str, ...]] = {
    "contract": ("notes",),
    "ticket": ("subject", "requester", "notes"),
    "ticket_event": ("author", "body"),
    "survey_answer": ("respondent", "comment"),
    "lead": ("company", "email", "notes", "lost_reason"),
    "cost": ("description", "vendor"),
}
_CLIENT = (
    "code",
    "legal_name",
    "tax_id",
    "city",
    "address",
    "postcode",
    "email",
    "phone",
    "website",
    "notes",
)


def related_records(store: Store, client_id: int) -> dict[str, list[Record]]:
    """Every record about a client, by kind."""
    found: dict[str, list[Record]] = {"client": store.records("client", [client_id])}
    for kind in _OF_CLIENT:
        found[kind] = store.records_with(kind, "client_id", [client_id])
    for kind, field, parent in _CHILDREN:
        ids = [int(each["id"] or 0) for each in found[parent]]
        found[kind] = store.records_with(kind, field, ids)
    notes = store.records_with("note", "about_key", [str(client_id)])
    found["note"] = [note for note in notes if note["about"] == "client"]
    return found


def export_client(store: Store, client_id: int, path: Path) -> None:
    """Write everything about a client, with its history, as JSON.

    Raises:
        ExportError: It cannot be written there.
    """
    related = related_records(store, client_id)
    products = {
        int(each["product_id"] or 0)
        for kind in ("contract", "ticket", "cost")
        for each in related[kind]
    } - {0}
    content: dict[str, Any] = {
        "kpidesk": "client export",
        "records": {kind: records for kind, records in related.items() if records},
        "products": store.records("product", sorted(products)),
        "history": [
            asdict(line)
            for kind, records in related.items()
            for record in records
            for line in store.history(kind, int(record["id"] or 0))
        ],
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)

    def write(target: Path) -> None:
        target.write_text(text, encoding="utf-8")

    replace_file(path, write)


def erase_client(store: SqliteStore, client_id: int) -> None:
    """Take the personal data of a client out of the file; there is no way back."""
    known = store.settings().get(ERASED)
    erased = [*known, client_id] if isinstance(known, list) else [client_id]
    store.erase(
        current_user(), _erasures(store, client_id), {ERASED: sorted(set(erased))}
    )


def _erasures(store: SqliteStore, client_id: int) -> list[Erasure]:
    related = related_records(store, client_id)
    ids = {
        kind: {int(each["id"] or 0) for each in records}
        for kind, records in related.items()
    }
    # The log remembers records that are gone: they are cleaned too.
    for kind in _OF_CLIENT:
        ids[kind] |= set(store.logged_ids(kind, "client_id", [client_id]))
    for kind, field, parent in _CHILDREN:
        ids[kind] |= set(store.logged_ids(kind, field, ids[parent]))
    ids["note"] |= set(store.logged_ids("note", "about_key", [str(client_id)]))
    name = f"#{client_id}"
    client: dict[str, Any] = dict.fromkeys(_CLIENT)
    client["name"] = name
    client["search"] = client_search_text({"name": name})
    found = [Erasure("client", (client_id,), client)]
    for kind, fields in _NOTHING.items():
        values: dict[str, Any] = dict.fromkeys(fields)
        if kind == "lead":
            values["name"] = name
        found.append(Erasure(kind, tuple(sorted(ids[kind])), values))
    found += [
        Erasure(kind, tuple(sorted(ids[kind])), {}, removes=True)
        for kind in ("note", "document")
    ]
    return found


def erase_again(store: SqliteStore, client_ids: list[int]) -> None:
    """Erase clients that a backup brought back."""
    living = {int(each["id"] or 0) for each in store.records("client", client_ids)}
    for client_id in client_ids:
        if client_id in living:
            erase_client(store, client_id)
