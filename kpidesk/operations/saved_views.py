"""Views: a filter and a comparison kept under a name in the company file."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from kpidesk.domain.segment import Segment
from kpidesk.i18n.messages import N_
from kpidesk.operations.edit_records import Edit, one_step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpidesk.store.protocol import Store

SETTING = "dashboard.views"
MOST = 10


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view by its name: what is shown and what it is compared with."""

    name: str
    segment: Segment
    compare_with: str = "previous"


def saved_views(settings: Mapping[str, object]) -> tuple[SavedView, ...]:
    """The views of a company, in the order in which they were saved."""
    kept: Any = settings.get(SETTING)
    if not isinstance(kept, list):
        return ()
    return tuple(
        SavedView(
            str(view["name"]),
            Segment(**{key: tuple(value) for key, value in view["segment"].items()}),
            str(view["compare_with"]),
        )
        for view in kept
    )


def save_view(store: Store, view: SavedView) -> Edit:
    """Keep a view; one of the same name is replaced where it stands.

    With ten views kept, the first makes room.
    """
    views = saved_views(store.settings())
    names = [known.name for known in views]
    if view.name in names:
        kept = tuple(view if known.name == view.name else known for known in views)
    else:
        kept = (*views, view)[-MOST:]
    return _write(store, kept, N_("save view"))


def forget_view(store: Store, name: str) -> Edit:
    """Remove a view."""
    views = saved_views(store.settings())
    kept = tuple(view for view in views if view.name != name)
    return _write(store, kept, N_("delete view"))


def _write(store: Store, views: Sequence[SavedView], name: str) -> Edit:
    with one_step(store) as step:
        step.kinds.add("setting")
        step.writer.set_setting(SETTING, [asdict(view) for view in views])
        return step.done(name)
