"""The table of shared strings in all its forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kpidesk.importing.reading.model import WorkbookData
from kpidesk.importing.reading.refusals import Refusal

Read = Callable[..., WorkbookData]
Parts = Callable[..., dict[str, str | bytes]]
Package = Callable[..., bytes]

_ROW = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
_PHONETIC = '<rPh sb="0" eb="1"><t>no</t></rPh>'


@pytest.mark.parametrize(
    ("items", "texts"),
    [
        ("<si><t>a</t></si><si><t>b</t></si>", ("a", "b")),
        ("<si><t/></si><si><t>b</t></si>", (None, "b")),
        ("<si/><si><t>b</t></si>", (None, "b")),
        ('<si><t xml:space="preserve"> a </t></si><si><t>b</t></si>', (" a ", "b")),
        ("<si><t>a&amp;&#233;</t></si><si><t>b</t></si>", ("a&é", "b")),
        ("<si><t>a\r\nb</t></si><si><t>b</t></si>", ("a\nb", "b")),
        ("<si><r><rPr/><t>a</t></r><r><t>b</t></r></si><si><t>b</t></si>", ("ab", "b")),
        (f"<si><t>a</t>{_PHONETIC}</si><si><t>b</t></si>", ("a", "b")),
        ("<si><t><![CDATA[<a>]]></t></si><!-- c --><si><t>b</t></si>", ("<a>", "b")),
        ("<si><t>_xD83D__xDE42_</t></si><si><t>b</t></si>", ("🙂", "b")),
    ],
)
def test_texts_are_found(
    read: Read,
    xlsx_parts: Parts,
    package: Package,
    items: str,
    texts: tuple[str | None, ...],
) -> None:
    parts = xlsx_parts(_ROW)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="urn:m">{items}</sst>'

    assert read(package(parts)).sheets[0].rows == [texts]


def test_a_prefix_changes_nothing(
    read: Read, xlsx_parts: Parts, package: Package
) -> None:
    parts = xlsx_parts(_ROW)
    parts["xl/sharedStrings.xml"] = (
        '<x:sst xmlns:x="urn:m"><x:si><x:t>a</x:t></x:si>'
        "<x:si><x:t>b</x:t></x:si></x:sst>"
    )

    assert read(package(parts)).sheets[0].rows == [("a", "b")]


def test_broken_strings_are_damage(
    read: Read, xlsx_parts: Parts, package: Package
) -> None:
    parts = xlsx_parts(_ROW)
    parts["xl/sharedStrings.xml"] = "<sst><si><t>a</t></si>"
    with pytest.raises(Refusal) as refused:
        read(package(parts))

    assert refused.value.reason == "damaged"
