"""Changing facts of the company: its name, its currency, the rules of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.store.file_lock import current_user
from kpidesk.store.workspace import PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpidesk.store.protocol import Store

COMPANY_NAME = "company.name"


def change_settings(store: Store, changes: Mapping[str, object]) -> None:
    """Keep facts of the workspace, in one transaction.

    Args:
        store: The open company file.
        changes: New values by the name of a rule, or ``company.name``.
    """
    with store.writing(current_user()) as writer:
        for name, value in changes.items():
            key = name if name == COMPANY_NAME else PREFIX + name
            writer.set_setting(key, value)
