"""Importing in the background what is needed next, once the first figures are there.

A page is imported when it is first shown, and the charts' library with the first chart.
Whoever goes there soon would wait for it, with a window that stands still.
"""

from __future__ import annotations

import gc
from importlib import import_module
from typing import TYPE_CHECKING

from kpidesk.ui.page_stack import PAGES

if TYPE_CHECKING:
    from kpidesk.operations.progress import Progress

_CHARTS = ("kpidesk.ui.charts.chart_view", "kpidesk.ui.charts.picture_view")
_FORMS = ("kpidesk.ui.forms.form_host", "kpidesk.ui.command_palette")


def import_ahead(progress: Progress) -> None:
    """Import the code of the charts, the pages and the forms, one after the other."""
    pages = [module for module, _name in PAGES.values()]
    modules = [*_CHARTS, *dict.fromkeys(pages), *_FORMS]
    for done, module in enumerate(modules):
        # The program may be about to end.
        progress(done, len(modules))
        import_module(module)
    # Code stays for good: the collector need not look through it again and again.
    gc.freeze()
