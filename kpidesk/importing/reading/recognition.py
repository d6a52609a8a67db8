"""Tells what a file is by its content; its name may say anything."""

from __future__ import annotations

import json
import re

from kpidesk.importing.reading.refusals import Reason, Refusal

ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
COMPOUND_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of the kinds have their words in refusal_messages.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"GIF8", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"BM", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"SQLite format 3\0", "sqlite"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\0", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"{\\rtf", "rtf"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\0\x01\0\0Standard", "access"),
)
# Short signatures also begin ordinary words, unless something unprintable follows.
_SHORT = 3
_OLD_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00")
_HEAD = 8_192
_LOCK_PREFIXES = ("~$", ".~lock.")
_LOCK_SIZE = 1_024
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.02
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|table|tr|td|div)\b")
_DOCUMENT_TYPE = re.compile(r"<!\s*(?:doctype|entity)\b")
_SPREADSHEET_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
_FLAT_ODS = "opendocument.spreadsheet"


def refuse_lock_file(name: str, data: bytes) -> None:
    """Refuse the little file that says who has a workbook open.

    Raises:
        Refusal: It is one.
    """
    if name.startswith(_LOCK_PREFIXES) and len(data) <= _LOCK_SIZE:
        raise Refusal(Reason.LOCK_FILE)


def refuse_other_kinds(data: bytes) -> None:
    """Refuse what begins like something that is no spreadsheet.

    Raises:
        Refusal: It does.
    """
    for mark, kind in _SIGNATURES:
        if data.startswith(mark) and (len(mark) > _SHORT or _binary(data)):
            raise Refusal(Reason.OTHER_KIND, kind=kind)
    if _OLD_BIFF.match(data):
        raise Refusal(Reason.UNSUPPORTED, kind="excel_4")


def refuse_binary(data: bytes) -> None:
    """Refuse what cannot be text.

    Raises:
        Refusal: It has too many bytes that no text has.
    """
    if _binary(data):
        raise Refusal(Reason.UNKNOWN_KIND)


def markup_kind(text: str) -> str | None:
    """``html``, ``xml`` or ``fods`` when a text is a table in markup.

    Raises:
        Refusal: It is markup of another kind, or has a document type.
    """
    head = text[:_HEAD].lstrip("\ufeff \t\r\n").lower()
    if head.startswith("mime-version:") or "\nmime-version:" in head[:_LOCK_SIZE]:
        raise Refusal(Reason.UNSUPPORTED, kind="mhtml")
    if not head.startswith("<"):
        return None
    declared = head.startswith("<?xml")
    if _SPREADSHEET_2003 in head and "<workbook" in head.replace("<ss:", "<"):
        return _harmless(head, "xml")
    if _FLAT_ODS in head and "office:document" in head:
        return _harmless(head, "fods")
    if _HTML.search(head):
        return _harmless(head, "html")
    if declared:
        _harmless(head, "xml")
        raise Refusal(Reason.OTHER_KIND, kind="xml")
    return None


def refuse_json(text: str) -> None:
    """Refuse the data format that also begins with a bracket.

    Raises:
        Refusal: It is JSON.
    """
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if not head.startswith(("{", "[")):
        return
    try:
        value, _ = json.JSONDecoder().raw_decode(text.lstrip("\ufeff \t\r\n"))
    except ValueError:
        return
    except RecursionError:
        value = {}
    if isinstance(value, dict) or (isinstance(value, list) and value != []):
        raise Refusal(Reason.OTHER_KIND, kind="json")


def _harmless(head: str, kind: str) -> str:
    declarations = _DOCUMENT_TYPE.findall(head.replace("<!doctype html", ""))
    if declarations and (kind != "html" or "<!entity" in head):
        raise Refusal(Reason.DOCTYPE)
    return kind


def _binary(data: bytes) -> bool:
    head = data[:_HEAD]
    return len(_CONTROL.findall(head)) > len(head) * _MAX_CONTROL_SHARE
