"""Values as people type and read them, in forms and in tables alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from kpidesk.domain.money import minor_digits, minor_per_major
from kpidesk.domain.records import Field, FieldType, Value
from kpidesk.i18n.messages import _
from kpidesk.reporting.choice_text import choice_text
from kpidesk.store.search_text import searchable

if TYPE_CHECKING:
    from kpidesk.ui.session import Session

NANO = 1_000_000_000
_MILLI, _PPM = 1000, 10_000


class UnreadableError(ValueError):
    """What was typed means nothing here; the text says what to type instead."""


class FieldTyping:
    """Reads what is typed and writes what is known.

    Args:
        session: Gives language, region and today.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    # -- reading -------------------------------------------------------------

    def read(
        self, field: Field, text: str, *, kind: str = "", currency: str = ""
    ) -> Value:
        """The value a text means for a field.

        Raises:
            UnreadableError: It means nothing.
        """
        plain = text.strip()
        if plain in {"", "—"}:
            return None
        if field.type is FieldType.MONEY:
            per_major = minor_per_major(currency or self._session.currency)
            return round(self._number(plain) * per_major)
        if field.type is FieldType.CHOICE:
            return self._choice(field, plain, kind)
        if field.name == "rate_nano":
            return round(self._number(plain) * NANO)
        reader = _READERS.get(field.type)
        return reader(self, plain) if reader else plain

    def _read_date(self, text: str) -> Value:
        return self._date(text).isoformat()

    def _read_instant(self, text: str) -> Value:
        return self._instant(text).isoformat(timespec="seconds")

    def _read_milli(self, text: str) -> Value:
        return round(self._number(text) * _MILLI)

    def _read_ppm(self, text: str) -> Value:
        return round(self._number(text) * _PPM)

    def _date(self, text: str) -> date:
        from kpidesk.operations.edit_typing import date_order, typed_date

        today = self._session.today()
        day = typed_date(text, today, date_order(self._session.region))
        if day is None:
            example = self._session.formats.date(today)
            raise UnreadableError(_("Use the format {example}", example=example))
        return day

    def _instant(self, text: str) -> datetime:
        from kpidesk.operations.edit_typing import date_order, typed_instant

        now = self.now()
        moment = typed_instant(text, now, date_order(self._session.region))
        if moment is None:
            example = self._session.formats.date_time(now)
            raise UnreadableError(_("Use the format {example}", example=example))
        return moment

    def now(self) -> datetime:
        """This moment, on the day the session takes for today."""
        clock = datetime.now(UTC).astimezone().time().replace(microsecond=0)
        return datetime.combine(self._session.today(), clock)

    def _number(self, text: str) -> Decimal:
        from kpidesk.operations.edit_typing import decimal_mark, typed_number

        bare = text.removesuffix("%").strip()
        number = typed_number(bare, decimal_mark(self._session.region))
        if number is None:
            example = self._session.formats.number(1234.5)
            raise UnreadableError(_("Use the format {example}", example=example))
        return number

    def _whole(self, text: str) -> int:
        number = self._number(text)
        if number != int(number):
            example = self._session.formats.number(12)
            raise UnreadableError(_("Use the format {example}", example=example))
        return int(number)

    def _yes_no(self, text: str) -> int:
        yes, no = searchable(_("Yes")), searchable(_("No"))
        plain = searchable(text)
        if plain in {yes, yes[:1], "1", "true", "x"}:
            return 1
        if plain in {no, no[:1], "0", "false"}:
            return 0
        raise UnreadableError(
            _("Use the format {example}", example=_("Yes") + " / " + _("No"))
        )

    def _choice(self, field: Field, text: str, kind: str) -> str:
        plain = searchable(text)
        known = {c: choice_text(kind, field.name, c) for c in field.choices}
        for choice, words in known.items():
            if plain in {choice, searchable(words)}:
                return choice
        choices = ", ".join(known.values())
        message = _('"{value}" is not one of: {choices}', value=text, choices=choices)
        raise UnreadableError(message)

    # -- writing -------------------------------------------------------------

    def write(
        self, field: Field, value: Value, *, kind: str = "", currency: str = ""
    ) -> str:
        """A value as text that can be typed again."""
        if value is None:
            return ""
        formats = self._session.formats
        if field.name == "rate_nano":
            return formats.number(Decimal(int(value)) / NANO, 4)
        writer = _WRITERS.get(field.type)
        if writer is not None:
            return writer(self, value)
        if field.type is FieldType.MONEY:
            used = currency or self._session.currency
            return formats.number(
                Decimal(int(value)) / minor_per_major(used), minor_digits(used)
            )
        if field.type is FieldType.CHOICE:
            return choice_text(kind, field.name, str(value))
        return str(value)

    def _write_date(self, value: Value) -> str:
        return self._session.formats.date(date.fromisoformat(str(value)))

    def _write_instant(self, value: Value) -> str:
        return self._session.formats.date_time(datetime.fromisoformat(str(value)))

    def _write_milli(self, value: Value) -> str:
        return self._session.formats.number(Decimal(int(value or 0)) / _MILLI)

    def _write_ppm(self, value: Value) -> str:
        return f"{self._session.formats.number(Decimal(int(value or 0)) / _PPM)} %"

    def _write_yes_no(self, value: Value) -> str:
        return _("Yes") if value else _("No")


_READERS: dict[FieldType, Callable[[FieldTyping, str], Value]] = {
    FieldType.DATE: FieldTyping._read_date,  # noqa: SLF001 - of the same class
    FieldType.INSTANT: FieldTyping._read_instant,  # noqa: SLF001
    FieldType.MILLI: FieldTyping._read_milli,  # noqa: SLF001
    FieldType.PPM: FieldTyping._read_ppm,  # noqa: SLF001
    FieldType.INTEGER: FieldTyping._whole,  # noqa: SLF001
    FieldType.YES_NO: FieldTyping._yes_no,  # noqa: SLF001
}
_WRITERS: dict[FieldType, Callable[[FieldTyping, Value], str]] = {
    FieldType.DATE: FieldTyping._write_date,  # noqa: SLF001 - of the same class
    FieldType.INSTANT: FieldTyping._write_instant,  # noqa: SLF001
    FieldType.MILLI: FieldTyping._write_milli,  # noqa: SLF001
    FieldType.PPM: FieldTyping._write_ppm,  # noqa: SLF001
    FieldType.YES_NO: FieldTyping._write_yes_no,  # noqa: SLF001
}
