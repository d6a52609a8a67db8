"""The parts of an xlsx or xlsm package that say what its sheets are."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from urllib.parse import unquote

from kpidesk.importing.reading.number_formats import BUILT_IN, Shown, shown
from kpidesk.importing.reading.package import Package
from kpidesk.importing.reading.refusals import damaged
from kpidesk.importing.reading.xml_events import Attributes, local, parse

_FALSE = frozenset({"0", "false", "off"})


def true(text: str | None) -> bool:
    """Whether an XML attribute says yes; one that is absent says no."""
    return text is not None and text.lower() not in _FALSE


def attribute(attributes: Attributes, name: str) -> str | None:
    """The value of the attribute called *name* in whatever namespace."""
    for full, value in attributes.items():
        if local(full) == name:
            return value
    return None


@dataclass(frozen=True, slots=True)
class Relation:
    """One thing that a part refers to."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it."""

    name: str
    hidden: bool
    relation: str


@dataclass(slots=True)
class WorkbookPart:
    """What the workbook part says about the whole file."""

    sheets: list[SheetEntry] = field(default_factory=list)
    date1904: bool = False


def relations(package: Package, part: str) -> dict[str, Relation]:
    """What *part* refers to, by relation id; ``""`` is the package itself."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, Relation] = {}
    if path not in package:
        return found

    def start(element: str, attributes: Attributes) -> None:
        if local(element) != "Relationship":
            return
        target = attributes.get("Target", "")
        external = attributes.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
        kind = posixpath.basename(attributes.get("Type", ""))
        found[attributes.get("Id", "")] = Relation(kind, target, external)

    parse([package.read(path)], start=start)
    return found


def workbook_path(package: Package) -> str | None:
    """Where the workbook itself is in the package, if it is one."""
    for relation in relations(package, "").values():
        if relation.kind == "officeDocument" and relation.target in package:
            return relation.target
    for usual in ("xl/workbook.xml", "xl/workbook.bin"):
        if usual in package:
            return usual
    return None


def read_workbook_part(package: Package, path: str) -> WorkbookPart:
    """Read the list of sheets."""
    workbook = WorkbookPart()

    def start(element: str, attributes: Attributes) -> None:
        name = local(element)
        if name == "sheet":
            relation = attribute(attributes, "id")
            if relation is None or "name" not in attributes:
                raise damaged("a sheet without name or part")
            hidden = attributes.get("state", "visible") != "visible"
            workbook.sheets.append(SheetEntry(attributes["name"], hidden, relation))
        elif name == "workbookPr":
            workbook.date1904 = true(attributes.get("date1904"))

    parse([package.read(path)], start=start)
    if not workbook.sheets:
        raise damaged("a workbook without sheets")
    return workbook


def read_styles(package: Package, path: str | None) -> list[Shown]:
    """How each cell style presents numbers, by the index that cells refer to."""
    formats: dict[int, Shown] = dict(BUILT_IN)
    used: list[int] = []
    inside = [False]

    def start(element: str, attributes: Attributes) -> None:
        name = local(element)
        if name == "numFmt" and "formatCode" in attributes:
            formats[_number(attributes.get("numFmtId"))] = shown(
                attributes["formatCode"]
            )
        elif name == "cellXfs":
            inside[0] = True
        elif name == "xf" and inside[0]:
            used.append(_number(attributes.get("numFmtId")))

    def end(element: str) -> None:
        if local(element) == "cellXfs":
            inside[0] = False

    if path is not None:
        parse([package.read(path)], start=start, end=end)
    return [formats.get(number, Shown.NUMBER) for number in used]


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() else 0
