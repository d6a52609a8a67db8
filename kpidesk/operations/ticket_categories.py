"""The categories of tickets: those in use, those offered, renaming and merging."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpidesk.i18n.messages import N_
from kpidesk.operations.edit_records import Edit, Step, one_step
from kpidesk.operations.progress import Progress, silent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.store.protocol import Store

SETTING = "ticket.categories"
"""Categories to offer although no ticket may have them yet, as a list of texts."""


@dataclass(frozen=True, slots=True)
class Category:
    """A category and how many tickets have it."""

    name: str
    tickets: int


def categories(store: Store) -> list[Category]:
    """Every category, the most used first, then by name."""
    [texts] = store.columns("ticket", ["category"])
    counts = Counter(text for text in texts if text)
    names = dict.fromkeys([*counts, *_offered(store)])
    found = [Category(name, counts[name]) for name in names]
    return sorted(found, key=lambda each: (-each.tickets, each.name.casefold()))


def category_names(store: Store, most: int) -> list[str]:
    """What is offered where a category is typed, the most used first."""
    used = store.distinct("ticket", "category")[:most]
    return list(dict.fromkeys([*used, *_offered(store)]))


def add_category(store: Store, name: str) -> Edit:
    """Offer a category from now on."""
    with one_step(store) as step:
        _offer(step, [*_offered(store), name])
        return step.done(N_("add category"))


def drop_category(store: Store, name: str) -> Edit:
    """Offer a category no more; tickets that have it keep it."""
    with one_step(store) as step:
        _offer(step, [each for each in _offered(store) if each != name])
        return step.done(N_("delete category"))


def rename_category(
    store: Store, old: str, new: str, progress: Progress = silent
) -> Edit:
    """Give all tickets of a category another one; what has that already is joined.

    Args:
        store: The open company file.
        old: The category that ends.
        new: A new name, or another category to merge into.
        progress: Told the tickets done.
    """
    known = {each.name for each in categories(store)}
    ids, texts = store.columns("ticket", ["id", "category"])
    mine = [number for number, text in zip(ids, texts, strict=True) if text == old]
    with one_step(store) as step:
        for done, number in enumerate(mine):
            progress(done, len(mine))
            step.change("ticket", int(number), {"category": new})
        offered = _offered(store)
        if old in offered:
            _offer(step, [new if each == old else each for each in offered])
        merged = new in known
        return step.done(N_("merge categories") if merged else N_("rename category"))


def _offered(store: Store) -> list[str]:
    kept = store.settings().get(SETTING)
    return [str(name) for name in kept] if isinstance(kept, list) else []


def _offer(step: Step, names: Sequence[str]) -> None:
    step.kinds.add("setting")
    step.writer.set_setting(SETTING, list(dict.fromkeys(names)))
