"""The form of a survey answer: by keyboard from the client to the comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.i18n.messages import _
from kpidesk.ui.forms.record_form import RecordForm
from kpidesk.ui.forms.score_buttons import ScoreButtons

if TYPE_CHECKING:
    from kpidesk.domain.records import Record

SCALES = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}


class AnswerForm(RecordForm):
    """One client's answer; the scale follows the survey."""

    def fill(self, prefill: Record) -> None:
        """Show the answer on the scale it was given on."""
        super().fill(prefill)
        for name in ("client_id", "score_milli", "answered_on"):
            self.fields[name].set_required(required=True)
        self._show_scale()
        self.fields["score_milli"].editor.show_value(self.record.get("score_milli"))

    def defaults(self) -> Record:
        """An NPS answer of today."""
        return {"survey": "nps", "answered_on": self.today().isoformat()}

    def on_edited(self) -> None:
        """The scale follows the survey."""
        if self._scale() != self._shown_scale:
            self._show_scale()

    def _scale(self) -> tuple[int, int]:
        survey = str(self.fields["survey"].value())
        if self.record and survey == self.record["survey"]:
            low, high = self.record["scale_min"], self.record["scale_max"]
            return int(low or 0), int(high or 0)
        return SCALES.get(survey, (0, 10))

    def _show_scale(self) -> None:
        self._shown_scale = self._scale()
        editor = self.fields["score_milli"].editor
        if isinstance(editor, ScoreButtons):
            editor.show_scale(*self._shown_scale)

    def values(self) -> Record:
        """What is entered, with the scale."""
        values = super().values()
        values["scale_min"], values["scale_max"] = self._scale()
        values["high_is_good"] = int(self.record.get("high_is_good", 1) or 0)
        return values

    def title(self) -> str:
        """What the sheet is called."""
        return _("Survey answer") if self.record else _("New survey answer")
