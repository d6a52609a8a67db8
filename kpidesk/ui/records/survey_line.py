"""What the answers shown say together, in one line above their list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.i18n.messages import _
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from kpidesk.domain.evaluation import Reading
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.ui.models.record_model import RecordModel
    from kpidesk.ui.session import Session

_GAP = "      "


class SurveyLine(PlainLabel):
    """CSAT, NPS and CES of the rows of a list, however it is filtered.

    Args:
        session: What the window works on.
        model: The rows.
    """

    def __init__(self, session: Session, model: RecordModel) -> None:
        super().__init__("", "body", wraps=True)
        self._session = session
        self._model = model
        model.modelReset.connect(self.refresh)
        self.hide()

    def refresh(self) -> None:
        """Compute the figures of the rows that are shown."""
        records = self._model.records
        if records is None or not records.whole:
            return
        ids = records.id_numbers()[self._model.rows].tolist()

        def question(store: RememberingStore) -> list[Reading]:
            from kpidesk.operations.survey_figures import survey_figures

            return survey_figures(store, ids)

        self._session.ask(question, owner=self, done=self._show, group="survey line")

    def _show(self, readings: list[Reading]) -> None:
        self.setText(_GAP.join(self._figure(each) for each in readings))
        self.setVisible(bool(readings))

    def _figure(self, reading: Reading) -> str:
        from kpidesk.operations.survey_figures import FEWEST
        from kpidesk.reporting.reading_text import margin_text, value_text

        formats, n = self._session.formats, reading.measurement.n
        name, count = _(reading.kpi.short), formats.count(n)
        if n < FEWEST or reading.value is None:
            return _("{kpi}: too few answers (n {n})", kpi=name, n=count)
        value = value_text(reading.kpi.unit, reading.value, formats)
        margin = margin_text(reading, formats)
        parts = (f"{name} {value}", margin, "· " + _("n {count}", count=count))
        return " ".join(part for part in parts if part)
