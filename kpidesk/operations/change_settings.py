"""Changing facts of the company: its name, its currency, the rules of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.i18n.messages import N_
from kpidesk.operations.edit_records import Edit, one_step
from kpidesk.store.workspace import PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpidesk.store.protocol import Store

COMPANY_NAME = "company.name"
COMPANY_LOGO = "company.logo"
"""The logo as a ``data:`` address; empty where there is none."""


_OTHER_FACTS = (COMPANY_NAME, COMPANY_LOGO, "backup.folder")
"""Facts of the workspace that are no rules."""


def change_settings(store: Store, changes: Mapping[str, object]) -> Edit:
    """Keep facts of the workspace, in one transaction.

    Args:
        store: The open company file.
        changes: New values by the name of a rule, or of another fact.
    """
    with one_step(store) as step:
        step.kinds.add("setting")
        for name, value in changes.items():
            key = name if name in _OTHER_FACTS else PREFIX + name
            step.writer.set_setting(key, value)
        return step.done(N_("edit settings"))
