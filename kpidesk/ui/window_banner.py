"""Which lasting state the banner shows: one at a time, the weightiest first."""

from __future__ import annotations

from kpidesk.i18n.messages import _
from kpidesk.ui.company_files import CompanyFiles
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.panel import BannerStrip


class WindowBanner(BannerStrip):
    """Read-only, a running task, or demo data.

    Args:
        session: What the window works on.
        files: Opens and leaves company files.
    """

    def __init__(self, session: Session, files: CompanyFiles) -> None:
        super().__init__()
        self._session = session
        self._files = files
        session.company_changed.connect(self.refresh)
        session.runner.tasks_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the state that matters most."""
        session, company = self._session, self._session.company
        if company is not None and company.lock is None:
            text = _("Read-only") + f". {company.read_only}"
            self.show_state(text, "warn", _("Try again"), self._on_try_again)
        elif session.runner.announced:
            self._show_task()
        elif company is not None and company.workspace.demo:
            self.show_state(
                _("You are looking at demo data"),
                "info",
                _("Start with my own data"),
                self._files.leave_demo,
            )
        else:
            self.hide()

    def _show_task(self) -> None:
        task = self._session.runner.announced[0]
        text = f"{task.title}…"
        if task.total:
            formats = self._session.formats
            done, total = formats.count(task.done), formats.count(task.total)
            text = f"{task.title}: {done} / {total}"
        self.show_state(text, "info", _("Stop"), task.cancel)

    def _on_try_again(self) -> None:
        path = self._session.path
        if path is not None:
            self._session.close()
            self._files.open(path)
