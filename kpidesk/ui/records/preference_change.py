"""A choice in the settings that is the person's, not the company's, to be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kpidesk.i18n.messages import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = N_("edit settings")


@dataclass(frozen=True, slots=True)
class PreferenceChange:
    """What was preferred before and after, by the name of the preference."""

    before: Mapping[str, Any]
    after: Mapping[str, Any]

    def title(self) -> str:
        """The name in the language of the moment."""
        return _(_NAME)

    def inverse(self) -> PreferenceChange:
        """The change that takes this one back."""
        return PreferenceChange(self.after, self.before)

    def continued(self, later: PreferenceChange) -> PreferenceChange | None:
        """This and a later change as one, where a slider was drawn further."""
        if set(self.after) == {"text_size"} and self.after == later.before:
            return replace(self, after=later.after)
        return None
