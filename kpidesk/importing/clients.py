"""Which client a cell means: by code, tax number, name or legal name."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kpidesk.importing.header_text import bare_name, bare_tax_id

_SIMILAR = 0.85
_FEWEST_TAX_DIGITS = 7
_COMMON = 0.45
"""Names alike enough to ask about share about half of their letter groups."""
_TAX_ID = re.compile(r"(?i)(?:it|pt|br)?(?:\d{9}|\d{10,11}|[0-9a-z]{12}\d{2})")


@dataclass(slots=True)
class KnownClient:
    """A client of the company file, or one that the import creates.

    ``id`` is the record's id, or a negative number for a client not saved yet.
    """

    id: int
    name: str
    code: str | None = None
    legal_name: str | None = None
    tax_id: str | None = None


def _code_keys(code: str) -> set[str]:
    plain = code.strip().casefold()
    keys = {plain}
    if plain.isdigit():
        # Excel turns 0012 into 12.
        keys.add(plain.lstrip("0"))
    return keys


@dataclass(slots=True)
class ClientDirectory:
    """Finds clients by whatever identifies them."""

    _by_code: dict[str, set[int]] = field(default_factory=dict)
    _found: dict[str, set[int]] = field(default_factory=dict)
    _by_tax_id: dict[str, set[int]] = field(default_factory=dict)
    _by_name: dict[str, set[int]] = field(default_factory=dict)
    _by_letters: dict[str, list[str]] = field(default_factory=dict)
    _suggested: dict[str, tuple[int, str | None]] = field(default_factory=dict)
    clients: dict[int, KnownClient] = field(default_factory=dict)

    @classmethod
    def of(cls, clients: Iterable[KnownClient]) -> ClientDirectory:
        """A directory of the given clients."""
        directory = cls()
        for client in clients:
            directory.add(client)
        return directory

    def add(self, client: KnownClient) -> None:
        """Make a client findable."""
        self._found.clear()
        self.clients[client.id] = client
        if client.code:
            for key in _code_keys(client.code):
                self._by_code.setdefault(key, set()).add(client.id)
        if client.tax_id:
            key = bare_tax_id(client.tax_id)
            self._by_tax_id.setdefault(key, set()).add(client.id)
        for name in (client.name, client.legal_name):
            if name:
                self._add_name(bare_name(name), client.id)

    def _add_name(self, bare: str, identifier: int) -> None:
        known = self._by_name.get(bare)
        if known is not None:
            known.add(identifier)
            return
        self._by_name[bare] = {identifier}
        for group in _letter_groups(bare):
            self._by_letters.setdefault(group, []).append(bare)

    def by_code(self, text: str) -> set[int]:
        """Clients with this code."""
        plain = text.strip().casefold()
        exact = self._by_code.get(plain, set())
        return exact or self._by_code.get(plain.lstrip("0"), set())

    def by_tax_id(self, text: str) -> set[int]:
        """Clients with this tax number, punctuation and leading zeros apart."""
        key = bare_tax_id(text)
        if len(key) < _FEWEST_TAX_DIGITS:
            return set()
        return self._by_tax_id.get(key, set())

    def by_name(self, text: str) -> set[int]:
        """Clients with this name or legal name, punctuation and case apart."""
        return self._by_name.get(bare_name(text), set())

    def find(self, text: str) -> set[int]:
        """Clients that a text means: by code, else tax number, else name."""
        found = self._found.get(text)
        if found is None:
            found = self.by_code(text) or self.by_tax_id(text) or self.by_name(text)
            self._found[text] = found
        return found

    def suggestion(self, text: str) -> str | None:
        """The name most like a text that names nobody."""
        name = bare_name(text)
        if name not in self._suggested or self._suggested[name][0] != len(
            self._by_name
        ):
            self._suggested[name] = len(self._by_name), self._closest(name)
        return self._suggested[name][1]

    def _closest(self, name: str) -> str | None:
        digits = _digits(name)
        # "Cliente 12" and "Cliente 13" are two, however alike they look.
        alike = [
            other
            for other in self._with_common_letters(name)
            if _digits(other) == digits
        ]
        close = difflib.get_close_matches(name, alike, n=1, cutoff=_SIMILAR)
        if not close:
            return None
        return self.clients[min(self._by_name[close[0]])].name

    def _with_common_letters(self, name: str) -> list[str]:
        """Names that share most groups of three letters: few are worth comparing."""
        groups = _letter_groups(name)
        counts: Counter[str] = Counter()
        for group in groups:
            counts.update(self._by_letters.get(group, ()))
        fewest = _COMMON * len(groups)
        return [other for other, common in counts.most_common(20) if common >= fewest]


def is_tax_id(text: str) -> bool:
    """The text is a number of an Italian, Brazilian or Portuguese tax payer."""
    return bool(_TAX_ID.fullmatch(re.sub(r"[\s./-]", "", text)))


def _letter_groups(name: str) -> set[str]:
    padded = f"  {name} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
