"""XML read as a stream of events, refusing everything that could attack a reader.

No file of a spreadsheet needs a document type, and only with one can XML reach other
files or grow without end; expat tells of one in any encoding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

from kpidesk.importing.reading.refusals import Reason, Refusal, damaged

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
Text = Callable[[str], None]

_BLOCK = 1 << 18


def local(name: str) -> str:
    """*name* without its namespace: writers differ in theirs, never in meaning."""
    return name.rpartition("}")[2]


def checking_parser() -> expat.XMLParserType:
    """A parser that only checks, until handlers are given to it."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_doctype
    return parser


def feed(parser: expat.XMLParserType, data: bytes, *, last: bool = False) -> None:
    """Give the parser the next *data*."""
    try:
        parser.Parse(data, last)
    except expat.ExpatError as error:
        raise damaged(str(error)) from error
    except (LookupError, ValueError) as error:
        # An encoding that Python does not know, or cannot map byte by byte.
        raise damaged(str(error)) from error


def blocks(data: bytes) -> Iterable[bytes]:
    """*data* in pieces small enough to report progress between them."""
    return (data[at : at + _BLOCK] for at in range(0, len(data), _BLOCK))


def parse(
    pieces: Iterable[bytes],
    *,
    start: Start | None = None,
    end: End | None = None,
    text: Text | None = None,
) -> None:
    """Read XML, calling back for what begins, ends and stands between.

    Names come as ``namespace}name``; see `local`.
    """
    parser = checking_parser()
    parser.buffer_text = True
    if start is not None:
        parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    for piece in pieces:
        feed(parser, piece)
    feed(parser, b"", last=True)


def _refuse_doctype(*_arguments: object) -> None:
    raise Refusal(Reason.DOCTYPE)
