"""What people call a record when it stands in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpidesk.domain.records import Record
    from kpidesk.store.protocol import Store


def labels(store: Store, kind: str, record_ids: Iterable[int]) -> dict[int, str]:
    """A name for each record, by id; records that are gone are left out."""
    records = store.records(kind, record_ids)
    clients: dict[int, str] = {}
    if kind != "client":
        wanted = {int(item.get("client_id") or 0) for item in records} - {0}
        clients = {
            int(client["id"] or 0): str(client["name"])
            for client in store.records("client", sorted(wanted))
        }
    return {int(item["id"] or 0): _label(kind, item, clients) for item in records}


def client_of(store: Store, kind: str, record_id: int) -> int:
    """The client that a record belongs to; 0 for none."""
    found = store.records(kind, [record_id])
    return int(found[0].get("client_id") or 0) if found else 0


def _label(kind: str, record: Record, clients: dict[int, str]) -> str:
    client = clients.get(int(record.get("client_id") or 0), "")
    match kind:
        case "client" | "lead" | "staff":
            return str(record["name"])
        case "contract":
            return _joined(client, record["code"] or record["start_on"])
        case "ticket":
            return _joined(client, record["code"], record["subject"])
        case "survey_answer":
            return _joined(client, record["answered_on"] or record["sent_on"])
        case "cost":
            return _joined(
                record["spent_on"], record["description"] or record["category"]
            )
        case "milestone":
            return _joined(client, record["reached_on"])
        case _:
            return _joined(client, record.get("code"))


def _joined(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)
