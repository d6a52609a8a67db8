"""Opening and making company files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from kpidesk.domain.rules import Rules, SupportHours
from kpidesk.i18n.languages import find_language
from kpidesk.operations.pinned_cards import pinned_cards
from kpidesk.operations.saved_views import SavedView, saved_views
from kpidesk.store.file_lock import FileLock
from kpidesk.store.sqlite_store import SqliteStore, now

TIME_ZONES = {
    "IT": "Europe/Rome",
    "BR": "America/Sao_Paulo",
    "PT": "Europe/Lisbon",
    "GB": "Europe/London",
}


@dataclass(frozen=True, slots=True)
class Workspace:
    """Facts of an open company file that every surface shows.

    Attributes:
        path: Where the file is.
        company: Name of the house.
        rules: Rules that figures follow.
        demo: It holds demonstration data.
        revision: Number of writes so far.
        cards: KPIs on the first rows of the dashboard, in order.
        views: Filters and comparisons kept under a name.
    """

    path: Path
    company: str
    rules: Rules
    demo: bool
    revision: int
    cards: tuple[str, ...]
    views: tuple[SavedView, ...]


def rules_for(language: str) -> Rules:
    """The rules that a house speaking *language* most likely starts from."""
    spoken = find_language(language)
    hours = SupportHours(
        time_zone=TIME_ZONES.get(spoken.region, "Europe/Rome"),
        country=spoken.region if spoken.region in {"IT", "BR", "PT"} else "",
    )
    return replace(Rules(), currency=spoken.currency, support_hours=hours)


def create_workspace(path: Path, company: str, rules: Rules) -> Workspace:
    """Make an empty company file.

    Raises:
        WorkspaceError: A file is there already, or none can be made.
    """
    store = SqliteStore.create(path, rules, company)
    try:
        return describe(store)
    finally:
        store.close()


def open_workspace(path: Path) -> Workspace:
    """Look at a company file.

    Raises:
        WorkspaceError: It cannot be used.
    """
    store = SqliteStore.open(path)
    try:
        return describe(store)
    finally:
        store.close()


def describe(store: SqliteStore) -> Workspace:
    """The facts of an open store."""
    settings = store.settings()
    return Workspace(
        path=store.path,
        company=str(settings.get("company.name", store.path.stem)),
        rules=store.rules(),
        demo=bool(settings.get("company.demo", False)),
        revision=store.revision(),
        cards=pinned_cards(settings),
        views=saved_views(settings),
    )


def lock_workspace(path: Path) -> FileLock:
    """Hold a company file for writing.

    Raises:
        WorkspaceError: Somebody else holds it.
    """
    return FileLock(path, now())
